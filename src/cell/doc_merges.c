/*
 * They stand behind the rows, so a sheet is read twice.
 */
#include "cell/doc_merges.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool doc_cell_name(str *rest, uint32_t *ret_column, uint32_t *ret_row) {
	uint64_t column = 0, row = 0;
	size_t i = 0, letters;

	for (; i < rest->n && byte_is_letter(rest->at[i]) && column < UINT32_MAX / 26; i++)
		column = column * 26 + (uint64_t)(byte_lower(rest->at[i]) - 'a' + 1);
	letters = i;
	for (; i < rest->n && byte_is_digit(rest->at[i]) && row < UINT32_MAX; i++)
		row = row * 10 + (uint64_t)(rest->at[i] - '0');
	if (letters == 0 || i == letters)
		return false;
	*ret_column = (uint32_t)(column > UINT32_MAX ? UINT32_MAX : column) - 1;
	*ret_row = (uint32_t)(row > UINT32_MAX ? UINT32_MAX : row);
	*rest = str_after(*rest, i);
	return true;
}

static void open_element(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_merges *m = (struct doc_merges *)x;
	struct doc_merge one = { 0 };
	uint32_t last_column;

	if (!str_eq(name, STR("mergeCell")))
		return;
	str ref = doc_xml_attribute(attributes, STR("ref"));
	if (!doc_cell_name(&ref, &one.column, &one.first) || !str_begins(ref, STR(":")))
		return;
	ref = str_after(ref, 1);
	if (!doc_cell_name(&ref, &last_column, &one.last))
		return;
	/* Across columns nothing is repeated: a title above a table belongs to none of them. */
	if (one.last <= one.first || one.column >= TABLE_COLUMNS_MAX)
		return;
	if (m->count < DOC_MERGES_MAX)
		m->all[m->count++] = one;
	else
		m->has_more = true;
}

static int by_first_row(const void *a, const void *b) {
	const struct doc_merge *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

int doc_merges_read(struct doc_merges *m) {
	m->all = malloc(DOC_MERGES_MAX * sizeof *m->all);
	if (!m->all)
		return -ENOMEM;
	m->xml.open = open_element;
	int r = doc_xml_read(&m->xml);
	qsort(m->all, m->count, sizeof *m->all, by_first_row);
	return r;
}

static void drop(struct doc_merge *one) {
	free(one->text);
	one->text = NULL;
}

void doc_merges_close(struct doc_merges *m) {
	for (size_t i = 0; i < m->active_count; i++)
		drop(m->active[i]);
	free(m->all);
	m->all = NULL;
	m->count = m->active_count = 0;
}

/* A merge that begins: it takes the place of one that overlaps it, which no honest sheet has. */
static void begin(struct doc_merges *m, struct doc_merge *one) {
	size_t i = 0;

	while (i < m->active_count && m->active[i]->column != one->column)
		i++;
	if (i == m->active_count)
		m->active_count++;
	else
		drop(m->active[i]);
	m->active[i] = one;
}

static void keep(struct doc_merge *one, const struct rows *rows) {
	str text = one->column < rows->count ? rows->cells[one->column].text : (str){ 0 };

	drop(one);
	one->text = text.n ? malloc(text.n) : NULL;
	if (!one->text)
		return;
	memcpy(one->text, text.at, text.n);
	one->size = text.n;
	one->kind = rows->cells[one->column].kind;
}

int doc_merges_fill(struct doc_merges *m, struct rows *rows) {
	/* A row with nothing of its own is not made one by a name beside it. */
	bool has_text = rows->has_text;
	int r = 0;

	for (; m->next < m->count && m->all[m->next].first <= rows->number; m->next++)
		if (m->all[m->next].last >= rows->number)
			begin(m, &m->all[m->next]);
	for (size_t i = 0; !r && i < m->active_count;) {
		struct doc_merge *one = m->active[i];

		if (rows->number > one->last) {
			drop(one);
			m->active[i] = m->active[--m->active_count];
			continue;
		}
		if (rows->number == one->first)
			keep(one, rows);
		else if (rows->number > one->first && has_text && one->text &&
			 (one->column >= rows->count || !rows->cells[one->column].text.n))
			r = rows_put(rows, one->column, (str){ one->text, one->size }, one->kind);
		i++;
	}
	return r;
}
