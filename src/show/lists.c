/*
 * What the data knows, as tables: laws, companies, brands, marks and fields.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/names.h"
#include "show/shown.h"

static void cell_date(struct cell *c, date d, const char *none) {
	if (d == DATE_NONE) {
		cell_add(c, str_of(none));
		return;
	}
	date_format(d, (char *)c->room);
	cell_add(c, (str){ c->room, 10 });
}

/* "a, b, c +4": as many as a cell holds. */
static void cell_strs(struct cell *c, struct strs list) {
	enum { SHOWN = 2 };

	for (size_t i = 0; i < list.count && i < SHOWN; i++) {
		if (i > 0)
			cell_add(c, STR(", "));
		cell_add(c, list.at[i]);
	}
	if (list.count > SHOWN) {
		cell_add(c, STR(" +"));
		cell_add_u64(c, list.count - SHOWN);
	}
	if (list.count == 0)
		cell_add(c, STR("-"));
}

static void cell_or_dash(struct cell *c, str text) {
	cell_add(c, text.n ? text : STR("-"));
}

/* Each function below gives one cell of one table; columns stand in the order of the heads further down. */
static void law_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct law_card *card = (const struct law_card *)g->rows + row;
	const struct law_note *law = card->page->note;

	switch (column) {
	case 0: cell_add(ret_cell, law->id); break;
	case 1: cell_or_dash(ret_cell, law->jurisdiction); break;
	case 2: cell_date(ret_cell, law->from, "-"); break;
	case 3: cell_date(ret_cell, law->until, _("open")); break;
	case 4: cell_strs(ret_cell, law->roles); break;
	case 5: cell_add(ret_cell, law->title); break;
	case 6: cell_add(ret_cell, card->found.as); break;
	}
}

static void company_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct company_card *card = (const struct company_card *)g->rows + row;
	const struct company *c = card->company;

	switch (column) {
	case 0: cell_add(ret_cell, c->id); break;
	case 1: cell_or_dash(ret_cell, c->country); break;
	case 2: cell_add(ret_cell, c->name); break;
	case 3: cell_or_dash(ret_cell, c->owner_count ? c->owners[0].id : (str){ 0 }); break;
	case 4: cell_or_dash(ret_cell, c->role); break;
	case 5: cell_add(ret_cell, card->found.as); break;
	}
}

static void cell_makers(struct cell *c, const struct brand *b) {
	enum { SHOWN = 2 };

	for (size_t i = 0; i < b->maker_count && i < SHOWN; i++) {
		if (i > 0)
			cell_add(c, STR(", "));
		cell_or_dash(c, b->makers[i].maker);
	}
	if (b->maker_count > SHOWN) {
		cell_add(c, STR(" +"));
		cell_add_u64(c, b->maker_count - SHOWN);
	}
	if (b->maker_count == 0)
		cell_add(c, STR("-"));
}

static void brand_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct brand_card *card = (const struct brand_card *)g->rows + row;
	const struct brand *b = card->brand;

	switch (column) {
	case 0: cell_add(ret_cell, b->id); break;
	case 1: cell_add(ret_cell, b->name); break;
	case 2: cell_or_dash(ret_cell, b->owner); break;
	case 3: cell_makers(ret_cell, b); break;
	case 4: cell_add(ret_cell, card->found.as); break;
	}
}

static void mark_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct mark_card *m = (const struct mark_card *)g->rows + row;

	switch (column) {
	case 0: cell_add(ret_cell, m->note->id); break;
	case 1: cell_add(ret_cell, str_of(shown_strength(m->strength))); break;
	case 2: cell_or_dash(ret_cell, m->claim); break;
	case 3: cell_or_dash(ret_cell, m->when); break;
	}
}

static void field_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct field *field = ((const struct field *const *)g->rows)[row];

	cell_add(ret_cell, str_of(column == 0 ? field->name : field->help));
}

/* The last column says as what it was found; it is there when that is to be said of any row. */
static unsigned columns_with_found(unsigned count, bool any) {
	return any ? count : count - 1;
}

void show_law_table(FILE *to, const struct look *look, const struct law_card *cards, size_t count) {
	static const struct column columns[] = {
		{ N_("LAW"), 28, 0 }, { N_("WHERE"), 5, 2 }, { N_("FROM"), 10, 1 }, { N_("UNTIL"), 10, 4 }, { N_("BINDS"), 12, 3 },
		{ N_("TITLE"), 20, 0 }, { N_("REACHES BY"), 10, 0 },
	};
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= cards[i].found.as.n > 0;
	struct grid g = { columns, columns_with_found(7, any), cards, count, NULL, law_cell };
	grid_print(to, look, &g);
}

void show_company_table(FILE *to, const struct look *look, const struct company_card *cards, size_t count) {
	static const struct column columns[] = {
		{ N_("COMPANY"), 20, 0 }, { N_("WHERE"), 5, 1 }, { N_("NAME"), 24, 0 }, { N_("OWNER"), 10, 3 }, { N_("WHAT"), 20, 4 },
		{ N_("FOUND AS"), 16, 2 },
	};
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= cards[i].found.as.n > 0;
	struct grid g = { columns, columns_with_found(6, any), cards, count, NULL, company_cell };
	grid_print(to, look, &g);
}

void show_brand_table(FILE *to, const struct look *look, const struct brand_card *cards, size_t count) {
	static const struct column columns[] = {
		{ N_("BRAND"), 20, 0 }, { N_("NAME"), 16, 0 }, { N_("SOLD BY"), 14, 1 }, { N_("MADE BY"), 16, 0 }, { N_("FOUND AS"), 10, 2 },
	};
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= cards[i].found.as.n > 0;
	struct grid g = { columns, columns_with_found(5, any), cards, count, NULL, brand_cell };
	grid_print(to, look, &g);
}

void show_mark_table(FILE *to, const struct look *look, const struct mark_card *cards, size_t count) {
	static const struct column columns[] = {
		{ N_("MARK"), 30, 0 }, { N_("STRENGTH"), 8, 1 }, { N_("SAYS"), 20, 0 }, { N_("WHEN"), 16, 2 },
	};
	struct grid g = { columns, 4, cards, count, NULL, mark_cell };

	grid_print(to, look, &g);
}

void show_field_table(FILE *to, const struct look *look, const struct field *const *fields, size_t count) {
	static const struct column columns[] = { { N_("FIELD"), 16, 0 }, { N_("MEANING"), 16, 0 } };
	struct grid g = { columns, 2, fields, count, NULL, field_cell };

	grid_print(to, look, &g);
}
