/*
 * What the data knows: laws, companies, brands, marks and fields, as JSON
 * lines and as tables.
 */
#include "show/names.h"
#include "show/show.h"

static void put_strs(struct json_out *j, const char *key, struct strs list) {
	json_out_key(j, key);
	json_out_array(j);
	for (size_t i = 0; i < list.count; i++)
		json_out_text(j, list.at[i]);
	json_out_array_end(j);
}

static void put_date(struct json_out *j, const char *key, date d) {
	char day[11];

	json_out_key(j, key);
	if (d == DATE_NONE) {
		json_out_null(j);
		return;
	}
	date_format(d, day);
	json_out_text(j, str_of(day));
}

static void put_or_null(struct json_out *j, const char *key, str text) {
	json_out_key(j, key);
	json_out_text_or_null(j, text);
}

static const char *trust_name(enum trust trust) {
	static const char *const names[] = {
		[TRUST_HINT] = "hint", [TRUST_LOW] = "low", [TRUST_MEDIUM] = "medium", [TRUST_HIGH] = "high",
	};

	return names[trust];
}

static const char *share_name(enum share share) {
	static const char *const names[] = {
		[SHARE_UNKNOWN] = "unknown", [SHARE_FORMERLY] = "formerly", [SHARE_SOME] = "some",
		[SHARE_MOST] = "most", [SHARE_ALL] = "all",
	};

	return names[share];
}

void show_law_json(struct json_out *j, const struct law_note *law) {
	json_out_object(j);
	json_out_pair(j, "id", law->id);
	json_out_pair(j, "title", law->title);
	json_out_pair(j, "jurisdiction", law->jurisdiction);
	put_date(j, "from", law->from);
	put_date(j, "until", law->until);
	put_strs(j, "roles", law->roles);
	put_strs(j, "sources", law->sources);
	put_or_null(j, "authority", law->authority);
	put_or_null(j, "citation", law->citation);
	put_strs(j, "acts", law->acts);
	put_or_null(j, "scope", law->scope);
	json_out_object_end(j);
}

/* A percentage that nobody knows is null: nought would be a claim. */
static void put_owners(struct json_out *j, const struct company *c) {
	json_out_key(j, "owners");
	json_out_array(j);
	for (size_t i = 0; i < c->owner_count; i++) {
		const struct owner *o = &c->owners[i];

		json_out_object(j);
		json_out_pair(j, "id", o->id);
		json_out_key(j, "percent");
		if (o->percent < 0)
			json_out_null(j);
		else
			json_out_decimal(j, o->percent, 2);
		put_date(j, "as_of", o->as_of);
		json_out_pair(j, "trust", str_of(trust_name(o->trust)));
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

void show_company_json(struct json_out *j, const struct company *c) {
	json_out_object(j);
	json_out_pair(j, "id", c->id);
	json_out_pair(j, "name", c->name);
	put_or_null(j, "native", c->native);
	put_or_null(j, "country", c->country);
	put_or_null(j, "role", c->role);
	put_strs(j, "aliases", c->aliases);
	put_owners(j, c);
	json_out_pair(j, "trust", str_of(trust_name(c->trust)));
	put_or_null(j, "source", c->source);
	put_or_null(j, "note", c->note);
	json_out_object_end(j);
}

void show_brand_json(struct json_out *j, const struct brand *b) {
	json_out_object(j);
	json_out_pair(j, "id", b->id);
	json_out_pair(j, "name", b->name);
	put_or_null(j, "owner", b->owner);
	put_strs(j, "aliases", b->aliases);
	json_out_key(j, "makers");
	json_out_array(j);
	for (size_t i = 0; i < b->maker_count; i++) {
		const struct brand_maker *m = &b->makers[i];

		json_out_object(j);
		put_or_null(j, "id", m->maker);
		json_out_pair(j, "share", str_of(share_name(m->share)));
		put_date(j, "from", m->from);
		put_date(j, "until", m->until);
		put_or_null(j, "models", m->models);
		put_or_null(j, "relation", m->relation);
		json_out_pair(j, "trust", str_of(trust_name(m->trust)));
		put_or_null(j, "source", m->source);
		json_out_object_end(j);
	}
	json_out_array_end(j);
	json_out_pair(j, "trust", str_of(trust_name(b->trust)));
	json_out_object_end(j);
}

void show_mark_json(struct json_out *j, const struct mark_note *mark, str when, str claim, const char *strength) {
	json_out_object(j);
	json_out_pair(j, "id", mark->id);
	json_out_pair(j, "when", when);
	json_out_pair(j, "claim", claim);
	json_out_pair(j, "strength", str_of(strength));
	json_out_pair(j, "why", mark->why);
	json_out_pair(j, "source", mark->source);
	json_out_pair(j, "trust", str_of(trust_name(mark->trust)));
	json_out_object_end(j);
}

void show_field_json(struct json_out *j, const struct field *field) {
	json_out_object(j);
	json_out_pair(j, "field", str_of(field->name));
	json_out_pair(j, "meaning", str_of(field->help));
	json_out_object_end(j);
}

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
	const struct law_note *law = ((const struct law_note *const *)g->rows)[row];

	switch (column) {
	case 0: cell_add(ret_cell, law->id); break;
	case 1: cell_or_dash(ret_cell, law->jurisdiction); break;
	case 2: cell_date(ret_cell, law->from, "-"); break;
	case 3: cell_date(ret_cell, law->until, "open"); break;
	case 4: cell_strs(ret_cell, law->roles); break;
	case 5: cell_add(ret_cell, law->title); break;
	}
}

static void company_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct company *c = ((const struct company *const *)g->rows)[row];

	switch (column) {
	case 0: cell_add(ret_cell, c->id); break;
	case 1: cell_or_dash(ret_cell, c->country); break;
	case 2: cell_add(ret_cell, c->name); break;
	case 3: cell_or_dash(ret_cell, c->owner_count ? c->owners[0].id : (str){ 0 }); break;
	case 4: cell_or_dash(ret_cell, c->role); break;
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
	const struct brand *b = ((const struct brand *const *)g->rows)[row];

	switch (column) {
	case 0: cell_add(ret_cell, b->id); break;
	case 1: cell_add(ret_cell, b->name); break;
	case 2: cell_or_dash(ret_cell, b->owner); break;
	case 3: cell_makers(ret_cell, b); break;
	}
}

static void mark_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct mark_row *m = (const struct mark_row *)g->rows + row;

	switch (column) {
	case 0: cell_add(ret_cell, m->note->id); break;
	case 1: cell_add(ret_cell, str_of(m->strength)); break;
	case 2: cell_or_dash(ret_cell, m->claim); break;
	case 3: cell_or_dash(ret_cell, m->when); break;
	}
}

static void field_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct field *field = ((const struct field *const *)g->rows)[row];

	cell_add(ret_cell, str_of(column == 0 ? field->name : field->help));
}

void show_law_table(FILE *to, const struct look *look, const struct law_note *const *laws, size_t count) {
	static const struct column columns[] = {
		{ "LAW", 12, 0 }, { "WHERE", 5, 2 }, { "FROM", 10, 1 }, { "UNTIL", 10, 4 }, { "BINDS", 12, 3 },
		{ "TITLE", 16, 0 },
	};
	struct grid g = { columns, 6, laws, count, NULL, law_cell };

	grid_print(to, look, &g);
}

void show_company_table(FILE *to, const struct look *look, const struct company *const *companies, size_t count) {
	static const struct column columns[] = {
		{ "COMPANY", 12, 0 }, { "WHERE", 5, 1 }, { "NAME", 16, 0 }, { "OWNER", 10, 2 }, { "WHAT", 10, 3 },
	};
	struct grid g = { columns, 5, companies, count, NULL, company_cell };

	grid_print(to, look, &g);
}

void show_brand_table(FILE *to, const struct look *look, const struct brand *const *brands, size_t count) {
	static const struct column columns[] = {
		{ "BRAND", 12, 0 }, { "NAME", 10, 0 }, { "SOLD BY", 10, 1 }, { "MADE BY", 10, 0 },
	};
	struct grid g = { columns, 4, brands, count, NULL, brand_cell };

	grid_print(to, look, &g);
}

void show_mark_table(FILE *to, const struct look *look, const struct mark_row *marks, size_t count) {
	static const struct column columns[] = {
		{ "MARK", 16, 0 }, { "STRENGTH", 8, 1 }, { "SAYS", 12, 0 }, { "WHEN", 16, 2 },
	};
	struct grid g = { columns, 4, marks, count, NULL, mark_cell };

	grid_print(to, look, &g);
}

void show_field_table(FILE *to, const struct look *look, const struct field *const *fields, size_t count) {
	static const struct column columns[] = { { "FIELD", 16, 0 }, { "MEANING", 16, 0 } };
	struct grid g = { columns, 2, fields, count, NULL, field_cell };

	grid_print(to, look, &g);
}
