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
	json_out_pair_bool(&e->j, "components-whole", whole);
}

/* What the fields that change said before: columns of `told_before`, null where nothing was told; NULL: nothing at all. */
static void entry_put_before(struct entry *e, unsigned what, sqlite3_stmt *load) {
	static const struct { unsigned what; str quoted; } texts[] = {
		{ TOLD_SITE, STR_INIT("\"site\": ") }, { TOLD_CONTRACT, STR_INIT("\"contract\": ") },
		{ TOLD_MADE_IN, STR_INIT("\"made-in\": ") }, { TOLD_KIND, STR_INIT("\"kind\": ") },
		{ TOLD_ACQUIRED, STR_INIT("\"acquired\": ") },
	};
	enum { FIRST = 3 };

	json_out_key(&e->j, "before");
	json_out_object(&e->j);
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
		if (!(what & texts[i].what))
			continue;
		json_out_key_ready(&e->j, texts[i].quoted);
		json_out_text_or_null(&e->j, load ? column_text(load, FIRST + i) : (str){ 0 });
	}
	if ((what & TOLD_COMPONENTS) && load)
		put_components(e, column_text(load, FIRST + 5), sqlite3_column_int(load, FIRST + 6) != 0);
	json_out_object_end(&e->j);
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
	char day[11];
	sqlite3_stmt *put;
	int r = store_statement(s, QUERY_PUT_TOLD, &put);

	if (r)
		return r;
	sqlite3_bind_int64(put, 1, row);
	sqlite3_bind_int64(put, 2, told->what);
	sqlite3_bind_int64(put, 3, t->site);
	sqlite3_bind_int64(put, 4, t->contract);
	bind_text_or_null(put, 5, told->is.made_in);
	bind_text_or_null(put, 6, told->is.kind);
	bind_text_or_null(put, 7, date_text(told->what & TOLD_ACQUIRED ? told->is.acquired : DATE_NONE, day));
	bind_text_or_null(put, 8, text_done(&t->words));
	sqlite3_bind_int(put, 9, told->is.components_whole);
	r = store_step(s, put, NULL);
	if (r || !(told->what & TOLD_SITE))
		return r;
	/* What is told of the whole itself comes before all else. */
	return t->site ? store_settle_at(s, row, t->site) : store_settle(s, row);
}

/* Of one on which it was put while it was added; `ret_found` is false when it was joined with another since. */
static int tell_early_one(struct store *s, struct entry *e, const struct told_row *t, int64_t device, bool *ret_found) {
	sqlite3_stmt *load;
	int r = store_row_of(s, QUERY_LABEL_ALONE, device, &load, ret_found);

	if (r || !*ret_found)
		return r;
	json_out_object(&e->j);
	entry_put_device_as(e, device, column_text(load, 0), column_addr(load, 1));
	entry_put_before(e, t->telling->what, NULL);
	json_out_object_end(&e->j);
	sqlite3_reset(load);
	return 0;
}

/* One device; `before` goes into the entry before it is gone. */
static int tell_one(struct store *s, struct entry *e, const struct told_row *t, int64_t device) {
	sqlite3_stmt *load;
	bool found = false;
	int r = t->telling->is_early ? tell_early_one(s, e, t, device, &found) : 0;

	if (r || found)
		return r;
	r = store_row_of(s, QUERY_TOLD_BEFORE, device, &load, &found);
	if (r || !found)
		return r ? r : STORE_ABSENT;
	int64_t whole = sqlite3_column_int64(load, 0);
	json_out_object(&e->j);
	entry_put_device_as(e, whole, column_text(load, 1), column_addr(load, 2));
	entry_put_before(e, t->telling->what, load);
	json_out_object_end(&e->j);
	sqlite3_reset(load);
	return write_row(s, t, whole);
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
	int r = store_row_of(s, QUERY_TOLD_ROW, row, &load, &found);

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

int store_book_row(struct store *s, enum told which, str id, int64_t *ret_row) {
	return store_named_row(s, which == TOLD_SITE ? QUERY_SITE_BY_NAME : QUERY_CONTRACT_BY_NAME, id, ret_row);
}

int store_tell_early(struct store *s, int64_t device, const struct told_early *told, bool *ret_early) {
	unsigned what = (told->site ? TOLD_SITE : 0u) | (told->contract ? TOLD_CONTRACT : 0u) |
			(told->acquired != DATE_NONE ? TOLD_ACQUIRED : 0u);
	struct telling telling = { .what = what, .is = CIRCUMSTANCES_NONE };
	const struct told_row t = { .telling = &telling, .site = told->site, .contract = told->contract };

	if (!s->in_run)
		return -EINVAL;
	telling.is.acquired = told->acquired;
	if (s->indexes_rest && what && !s->broken)
		s->broken = write_row(s, &t, device);
	if (!s->broken)
		*ret_early = s->indexes_rest && what;
	return s->broken;
}
