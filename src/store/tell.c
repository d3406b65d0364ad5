/*
 * What people tell of devices.
 */
#include <errno.h>

#include "fact/country.h"
#include "store/books.h"
#include "store/entry.h"

/* What is told, made ready for the file: what is bound for each device is the same for all. */
struct told_row {
	const struct telling *telling;
	const int64_t *devices;
	size_t count;
	int64_t site, contract; /* 0: none */
	uint8_t components[BOOKS_COMPONENTS_MAX * (BOOKS_ID_MAX + 1)];
	struct text words;
};

/* Checking */

static int complain(struct complaint *reterr, const char *what, str value) {
	STORE_COMPLAIN(reterr, str_of(what), value);
	return STORE_WRONG;
}

static int check_country(str code, struct complaint *reterr) {
	if (!code.n || country_of(code))
		return 0;
	const struct country *meant = country_meant(code);
	str near = meant ? str_of(meant->code) : (str){ 0 };

	STORE_COMPLAIN(reterr, STR("no country has the code '"), code, STR("' (ISO 3166: two capital letters, such as CN)"),
		       meant ? STR("; did you mean ") : near, near, meant ? STR(" (") : near,
		       meant ? str_of(meant->name) : near, meant ? STR(")?") : near);
	return STORE_WRONG;
}

static int check_components(struct strs components, struct told_row *t, struct complaint *reterr) {
	if (components.count > BOOKS_COMPONENTS_MAX)
		return complain(reterr, "a bill of materials names at most 256 companies", (str){ 0 });
	t->words = TEXT(t->components);
	for (size_t i = 0; i < components.count; i++) {
		if (store_check_id(components.at[i], reterr))
			return STORE_WRONG;
		text_cstr(&t->words, i ? " " : "");
		text_str(&t->words, components.at[i]);
	}
	return 0;
}

/* The row of a site or a contract that is meant; 0 when it is to be taken off. */
static int find_book(struct store *s, enum named_query query, const char *what, str id, int64_t *ret_row,
		     struct complaint *reterr) {
	int64_t row = 0;
	int r = id.n ? store_named_row(s, query, id, &row) : 0;

	if (!r && id.n && !row) {
		STORE_COMPLAIN(reterr, STR("there is no "), str_of(what), STR(" with this id: "), id);
		return STORE_WRONG;
	}
	*ret_row = row;
	return r;
}

static int check_telling(struct store *s, struct told_row *t, struct complaint *reterr) {
	const struct telling *told = t->telling;
	int r = store_check_text("reason", told->why, reterr);

	if (!r && !told->what)
		r = complain(reterr, "nothing was told", (str){ 0 });
	if (!r && (told->what & TOLD_SITE))
		r = find_book(s, QUERY_SITE_BY_NAME, "site", told->site, &t->site, reterr);
	if (!r && (told->what & TOLD_CONTRACT))
		r = find_book(s, QUERY_CONTRACT_BY_NAME, "contract", told->contract, &t->contract, reterr);
	if (!r && (told->what & TOLD_MADE_IN))
		r = check_country(told->is.made_in, reterr);
	if (!r && (told->what & TOLD_KIND) && told->is.kind.n)
		r = store_check_id(told->is.kind, reterr);
	if (!r && (told->what & TOLD_COMPONENTS))
		r = check_components(told->is.components, t, reterr);
	return r;
}

/* Writing */

static void put_components(struct entry *e, str words, bool whole) {
	json_out_key(&e->j, "components");
	json_out_array(&e->j);
	while (words.n)
		json_out_text(&e->j, str_cut(&words, ' '));
	json_out_array_end(&e->j);
	json_out_key(&e->j, "components-whole");
	json_out_bool(&e->j, whole);
}

/* What the fields that change said before; the columns of `told_row`. */
static int entry_put_before(struct store *s, struct entry *e, unsigned what, int64_t row) {
	static const struct { unsigned what; str quoted; } texts[] = {
		{ TOLD_SITE, STR_INIT("\"site\": ") }, { TOLD_CONTRACT, STR_INIT("\"contract\": ") },
		{ TOLD_MADE_IN, STR_INIT("\"made-in\": ") }, { TOLD_KIND, STR_INIT("\"kind\": ") },
		{ TOLD_ACQUIRED, STR_INIT("\"acquired\": ") },
	};
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_TOLD_ROW, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	r = store_step(s, load, &found);
	if (r)
		return r;
	json_out_key(&e->j, "before");
	json_out_object(&e->j);
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
		if (!(what & texts[i].what))
			continue;
		json_out_key_ready(&e->j, texts[i].quoted);
		json_out_text_or_null(&e->j, found ? column_text(load, i) : (str){ 0 });
	}
	if (what & TOLD_COMPONENTS)
		put_components(e, found ? column_text(load, 5) : (str){ 0 }, found && sqlite3_column_int(load, 6));
	json_out_object_end(&e->j);
	sqlite3_reset(load);
	return 0;
}

static void entry_put_now(struct entry *e, const struct told_row *t) {
	const struct telling *told = t->telling;

	json_out_key(&e->j, "now");
	json_out_object(&e->j);
	if (told->what & TOLD_SITE)
		entry_put(e, "site", told->site);
	if (told->what & TOLD_CONTRACT)
		entry_put(e, "contract", told->contract);
	if (told->what & TOLD_MADE_IN)
		entry_put(e, "made-in", told->is.made_in);
	if (told->what & TOLD_KIND)
		entry_put(e, "kind", told->is.kind);
	if (told->what & TOLD_ACQUIRED)
		entry_put_day(e, "acquired", told->is.acquired);
	if (told->what & TOLD_COMPONENTS)
		put_components(e, text_done(&t->words), told->is.components_whole);
	json_out_object_end(&e->j);
}

static int write_row(struct store *s, const struct told_row *t, int64_t row) {
	const struct telling *told = t->telling;
	char day[11] = "";
	sqlite3_stmt *put;
	int r = store_statement(s, QUERY_PUT_TOLD, &put);

	if (r)
		return r;
	if ((told->what & TOLD_ACQUIRED) && told->is.acquired != DATE_NONE)
		date_format(told->is.acquired, day);
	sqlite3_bind_int64(put, 1, row);
	sqlite3_bind_int64(put, 2, told->what);
	sqlite3_bind_int64(put, 3, t->site);
	sqlite3_bind_int64(put, 4, t->contract);
	bind_text_or_null(put, 5, told->is.made_in);
	bind_text_or_null(put, 6, told->is.kind);
	bind_text_or_null(put, 7, str_of(day));
	bind_text_or_null(put, 8, text_done(&t->words));
	sqlite3_bind_int(put, 9, told->is.components_whole);
	r = store_step(s, put, NULL);
	return !r && (told->what & TOLD_SITE) ? store_settle(s, row) : r;
}

/* One device; `before` goes into the entry before it is gone. */
static int tell_one(struct store *s, struct entry *e, const struct told_row *t, int64_t device) {
	int64_t whole = 0;
	int r = store_whole(s, device, &whole);

	if (r)
		return r;
	json_out_object(&e->j);
	r = entry_put_device(s, e, whole);
	if (!r)
		r = entry_put_before(s, e, t->telling->what, whole);
	json_out_object_end(&e->j);
	return r ? r : write_row(s, t, whole);
}

/* As many devices as one entry of the log has room for. */
static int tell_some(struct store *s, const struct told_row *t, size_t *done) {
	struct entry e;
	int r = entry_open(&e);

	if (r)
		return r;
	entry_put_now(&e, t);
	entry_put(&e, "why", t->telling->why);
	json_out_key(&e.j, "devices");
	json_out_array(&e.j);
	while (!r && *done < t->count && !entry_is_long(&e))
		r = tell_one(s, &e, t, t->devices[(*done)++]);
	json_out_array_end(&e.j);
	return entry_close(s, &e, "tell", t->telling->who, r);
}

static int write_telling(struct store *s, void *what, struct complaint *reterr) {
	const struct told_row *t = what;
	size_t done = 0;
	int r = 0;

	while (!r && done < t->count)
		r = tell_some(s, t, &done);
	if (r == STORE_ABSENT)
		STORE_COMPLAIN(reterr, STR("one of the devices is not in the estate"));
	return r;
}

/* Adds the bits of what is told of this very row. */
static int told_of_row(struct store *s, int64_t row, unsigned *told) {
	static const unsigned columns[] = { TOLD_SITE, TOLD_CONTRACT, TOLD_MADE_IN, TOLD_KIND, TOLD_ACQUIRED, TOLD_COMPONENTS };
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_TOLD_ROW, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	r = store_step(s, load, &found);
	if (r)
		return r;
	for (int i = 0; found && i < (int)(sizeof columns / sizeof *columns); i++)
		*told |= sqlite3_column_type(load, i) == SQLITE_NULL ? 0 : columns[i];
	sqlite3_reset(load);
	return 0;
}

int store_told(struct store *s, int64_t row, unsigned *ret_told, int64_t *ret_whole) {
	unsigned told = 0;
	int64_t whole = row;
	int r = store_whole(s, row, &whole);

	if (!r)
		r = told_of_row(s, row, &told);
	if (!r && whole != row)
		r = told_of_row(s, whole, &told);
	if (r)
		return r;
	*ret_told = told;
	*ret_whole = whole;
	return 0;
}

int store_tell(struct store *s, const int64_t *devices, size_t count, const struct telling *telling, struct complaint *reterr) {
	struct told_row t = { .telling = telling, .devices = devices, .count = count };
	int r = check_telling(s, &t, reterr);

	return r ? r : store_write(s, write_telling, &t, reterr);
}
