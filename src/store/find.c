/*
 * Finding in the estate: one device by what is known of it, or all of them.
 */
#include <errno.h>

#include "store/books.h"
#include "store/inner.h"

/* MAC or IP; a name that happens to look like one is found by name later. */
static int find_by_address(struct store *s, str what, int64_t *ret_id) {
	addr a = addr_parse(what);
	sqlite3_stmt *find;
	bool row = false;

	if (a.kind == ADDR_NONE)
		return STORE_ABSENT;
	int r = store_statement(s, a.kind == ADDR_MAC ? QUERY_DEVICE_BY_MAC : QUERY_DEVICE_BY_IP, &find);
	if (r)
		return r;
	bind_addr(find, 1, &a);
	r = store_step(s, find, &row);
	if (r || !row)
		return r ? r : STORE_ABSENT;
	*ret_id = sqlite3_column_int64(find, 1);
	sqlite3_reset(find);
	return 0;
}

/* Names of devices come from their records: control bytes would reach a terminal. */
static void put_name(struct text *t, str name) {
	for (size_t i = 0; i < name.n; i++)
		text_byte(t, name.at[i] < 0x20 || name.at[i] == 0x7f ? '?' : name.at[i]);
}

/* Those of one name are told apart by their rows. */
static void put_row(struct text *t, int64_t id) {
	text_cstr(t, " #");
	text_u64(t, (uint64_t)id);
}

/* The names of all that fit go into the sentence, as far as there is room. */
static int find_by_name(struct store *s, enum named_query query, str what, int64_t *ret_id, struct complaint *reterr) {
	uint8_t room[sizeof reterr->what];
	struct text names = TEXT(room);
	sqlite3_stmt *find;
	bool row = false;
	size_t count = 0;
	int64_t id = 0;
	int r = store_statement(s, query, &find);

	if (r)
		return r;
	bind_text(find, 1, what);
	for (;;) {
		r = store_step(s, find, &row);
		if (r || !row)
			break;
		id = sqlite3_column_int64(find, 0);
		text_cstr(&names, count++ ? ", " : "");
		put_name(&names, column_text(find, 1));
		if (query == QUERY_DEVICES_BY_NAME)
			put_row(&names, id);
	}
	if (r || count == 0)
		return r ? r : STORE_ABSENT;
	*ret_id = id;
	if (count == 1)
		return 0;
	STORE_COMPLAIN(reterr, STR("more than one device fits: "), text_done(&names));
	return STORE_UNCLEAR;
}

/* "#17" */
static int find_by_row(struct store *s, str what, int64_t *ret_id) {
	uint64_t row = 0;

	if (!str_begins(what, STR("#")) || !str_u64(str_after(what, 1), &row) || row > INT64_MAX)
		return STORE_ABSENT;
	return store_whole(s, (int64_t)row, ret_id);
}

/* The surest way first; a part of a name is only asked when nothing fits whole. */
static int find_id(struct store *s, str what, int64_t *ret_id, struct complaint *reterr) {
	int r = find_by_address(s, what, ret_id);

	if (r == STORE_ABSENT)
		r = find_by_row(s, what, ret_id);
	if (r == STORE_ABSENT)
		r = find_by_name(s, QUERY_DEVICES_BY_NAME, what, ret_id, reterr);
	if (r == STORE_ABSENT && what.n)
		r = find_by_name(s, QUERY_DEVICES_BY_PART, what, ret_id, reterr);
	if (r == STORE_ABSENT)
		STORE_COMPLAIN(reterr, STR("no device in the estate has this name, MAC or address: "), what);
	return r;
}

int store_row(struct store *s, str what, int64_t *ret_row, struct complaint *reterr) {
	return find_id(s, what, ret_row, reterr);
}

int store_find(struct store *s, arena *mem, str what, struct device *ret_device, struct complaint *reterr) {
	int64_t id = 0;
	int r = find_id(s, what, &id, reterr);

	return r ? r : store_load_whole(s, mem, id, ret_device);
}

static int each_device(struct store *s, arena scratch, int (*each)(void *context, const struct device *device),
		       void *context) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_ALL_DEVICES, &all);

	while (!r) {
		/* A copy: each device takes the place of the one before. */
		arena mem = scratch;
		struct device d;

		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		r = store_load_whole(s, &mem, sqlite3_column_int64(all, 0), &d);
		if (!r)
			r = each(context, &d);
	}
	sqlite3_reset(all);
	return r;
}

int store_each(struct store *s, arena scratch, int (*each)(void *context, const struct device *device),
	       void *context) {
	/* One transaction: all devices as they were at one moment, whoever writes meanwhile. */
	int r = s->in_run ? 0 : store_run_query(s, QUERY_BEGIN_READ);

	if (r)
		return r;
	r = each_device(s, scratch, each, context);
	if (!s->in_run)
		(void)store_run_query(s, QUERY_COMMIT);
	return r;
}

int store_device_count(struct store *s, size_t *ret_count) {
	int64_t count = 0;
	int r = store_number(s, QUERY_DEVICE_TOTAL, &count);

	if (!r)
		*ret_count = (size_t)count;
	return r;
}

int store_rows(struct store *s, int64_t whole, struct rows *ret_rows) {
	sqlite3_stmt *parts;
	bool row = true;
	int r = store_statement(s, QUERY_DEVICE_PARTS, &parts);

	if (r)
		return r;
	ret_rows->id[0] = whole;
	ret_rows->count = 1;
	sqlite3_bind_int64(parts, 1, whole);
	for (;;) {
		r = store_step(s, parts, &row);
		if (r || !row)
			return r;
		if (ret_rows->count == sizeof ret_rows->id / sizeof *ret_rows->id)
			break;
		ret_rows->id[ret_rows->count++] = sqlite3_column_int64(parts, 0);
	}
	sqlite3_reset(parts);
	return STORE_WRONG;
}

int store_whole(struct store *s, int64_t row, int64_t *ret_whole) {
	sqlite3_stmt *find;
	bool found = false;
	int r = store_row_of(s, QUERY_WHOLE_OF, row, &find, &found);

	if (r || !found)
		return r ? r : STORE_ABSENT;
	*ret_whole = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	return 0;
}

int store_source(struct store *s, arena *mem, uint32_t source, str *ret_name) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_row_of(s, QUERY_SOURCE_NAME, source, &find, &row);

	if (r || !row)
		return r ? r : STORE_ABSENT;
	str name = arena_str(mem, column_text(find, 0));
	sqlite3_reset(find);
	if (mem->full)
		return -ENOMEM;
	if (name.n == 0)
		return STORE_ABSENT;
	*ret_name = name;
	return 0;
}

int store_sources(struct store *s, arena *mem, struct strs *ret_sources) {
	sqlite3_stmt *all;
	bool row = true;
	str *names = NULL;
	uint64_t count = 0;
	int r = store_statement(s, QUERY_ALL_SOURCES, &all);

	while (!r) {
		r = store_step(s, all, &row);
		if (r || !row)
			break;
		uint64_t number = (uint64_t)sqlite3_column_int64(all, 0), most = (uint64_t)sqlite3_column_int64(all, 2);
		if (!names) {
			count = most < STORE_SOURCES_MAX ? most + 1 : STORE_SOURCES_MAX;
			names = arena_new(mem, str, count);
		}
		if (names && number < count)
			names[number] = arena_str(mem, column_text(all, 1));
		if (!names || mem->full)
			r = -ENOMEM;
	}
	if (r) {
		sqlite3_reset(all);
		return r;
	}
	*ret_sources = (struct strs){ names, names ? (size_t)count : 0 };
	return 0;
}

int store_scopes(struct store *s, arena *mem, struct strs *ret_scopes) {
	enum { SCOPES_MAX = 100 }; /* as the query has it */
	sqlite3_stmt *find;
	bool row = true;
	str *names = arena_new(mem, str, SCOPES_MAX);
	size_t count = 0;
	int r = names ? store_statement(s, QUERY_SCOPE_PAPERS, &find) : -ENOMEM;

	while (!r && row && count < SCOPES_MAX) {
		r = store_step(s, find, &row);
		if (!r && row)
			names[count++] = arena_str(mem, column_text(find, 0));
	}
	if (names && !r)
		sqlite3_reset(find);
	if (!r && mem->full)
		r = -ENOMEM;
	if (!r)
		*ret_scopes = (struct strs){ names, count };
	return r;
}
