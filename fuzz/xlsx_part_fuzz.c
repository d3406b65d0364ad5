/*
 * Parts of a workbook as their handlers get them, unpacked: the first byte
 * says which. The shared texts of one are those of the sheet behind it: a
 * form feed, which XML cannot hold, divides the two. And scans by nmap, which come by the same way.
 */

#include <stdlib.h>

#include "cell/doc_job.h"
#include "cell/doc_sheet.h"
#include "read/doc/clean.h"

static int row(struct table_sink *sink, const struct table_row *r) {
	(void)sink;
	if (r->number == 0 || r->count > TABLE_COLUMNS_MAX)
		abort();
	for (size_t i = 0; i < r->count; i++)
		if (r->cells[i].text.n > TABLE_CELL_MAX || clean_count(r->cells[i].text).broken)
			abort();
	return 0;
}

static int complain(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	if (!*c->what)
		abort();
	return 0;
}

static int progress(struct doc_job *job, uint64_t bytes_done) {
	if (bytes_done > job->bytes.n)
		abort();
	return 0;
}

/* In small pieces, so that tokens are torn. */
static ptrdiff_t read_piece(struct doc_xml *x, void *to, size_t size) {
	str *rest = x->source;
	size_t n = rest->n < 100 ? rest->n : 100;

	if (n > size)
		n = size;
	if (n)
		memcpy(to, rest->at, n);
	*rest = str_after(*rest, n);
	return (ptrdiff_t)n;
}

static struct table_sink sink = { row, complain };
static struct doc_strings strings;
static struct doc_styles styles;
static struct doc_sheet sheet;
static uint8_t memory[64 * 1024];

static void read_sheet(str part) {
	arena mem = arena_over(memory, sizeof memory);
	struct doc_merges merges = { .xml = { .read = read_piece } };
	str again = part;

	merges.xml.source = &again;
	if (doc_merges_read(&merges) < 0)
		abort();
	doc_sheet_begin(&sheet);
	sheet.xml.read = read_piece;
	sheet.xml.source = &part;
	sheet.rows = rows_open(&mem, &sink);
	sheet.strings = &strings;
	sheet.styles = &styles;
	sheet.merges = &merges;
	if (doc_sheet_read(&sheet) < 0)
		abort();
	doc_merges_close(&merges);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	str all = { data, size }, first = str_cut(&all, '\f');

	if (first.n && first.at[0] == 'n') {
		struct doc_job job = { .bytes = str_after(first, 1), .sink = &sink, .progress = progress };

		if (doc_nmap(&job) < 0)
			abort();
		return 0;
	}
	strings = (struct doc_strings){ .xml = { .read = read_piece, .source = &first } };
	styles = (struct doc_styles){ .xml = { .read = read_piece, .source = &first } };
	if (first.n && first.at[0] == 's') {
		first = str_after(first, 1);
		if (doc_styles_read(&styles) < 0)
			abort();
	} else if (doc_strings_read(&strings) < 0) {
		abort();
	}
	read_sheet(all);
	doc_strings_close(&strings);
	return 0;
}
