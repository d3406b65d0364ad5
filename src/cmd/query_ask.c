/*
 * Queries put to an estate: what commands have in common.
 */
#include <errno.h>

#include "cmd/query.h"
#include "cmd/books.h"

enum exit_code query_of(const struct options *o, arena *mem, const struct knowledge *k, int first,
			struct query *ret_query) {
	struct complaint c = { 0 };
	int r = query_parse(mem, k, o->arguments + first, o->argument_count - first, ret_query, &c);

	if (r < 0)
		return say_errno("memory", r);
	if (r) {
		say_complaint("", &c);
		return EXIT_BAD_USAGE;
	}
	ret_query->on = o->on;
	return EXIT_DONE;
}

enum exit_code query_say(const struct options *o, int r, const struct complaint *c) {
	if (r != STORE_WRONG || !c->what[0])
		return estate_say(o->estate, r, c);
	say_complaint("", c);
	return EXIT_BAD_USAGE;
}

struct rows {
	int64_t *at;
	size_t count, most;
};

static int add_row(void *context, const struct found_device *found) {
	struct rows *rows = context;

	/* One that came between counting and asking is left for the next time. */
	if (rows->count < rows->most)
		rows->at[rows->count++] = found->row;
	return 0;
}

int query_rows(struct store *s, arena *mem, const struct query *query, const int64_t **ret_rows, size_t *ret_count,
	       struct complaint *reterr) {
	struct query by_row = *query;
	struct rows rows = { 0 };
	uint64_t count = 0;
	int r = store_query_count(s, query, &count, reterr);

	if (r)
		return r;
	by_row.order = ORDER_ROW;
	rows.most = (size_t)count;
	rows.at = arena_new(mem, int64_t, rows.most);
	if (!rows.at)
		return -ENOMEM;
	r = store_query(s, &by_row, add_row, &rows, reterr);
	if (!r) {
		*ret_rows = rows.at;
		*ret_count = rows.count;
	}
	return r;
}

/* A name, MAC or address that means one device means that one, whatever its letters would ask for as a query. */
static int one_device(const struct options *o, arena *mem, struct store *s, int first, const int64_t **ret_rows) {
	struct complaint unused = { 0 };
	int64_t *row = arena_new(mem, int64_t, 1);

	if (!row)
		return -ENOMEM;
	if (o->argument_count != first + 1)
		return STORE_ABSENT;
	int r = store_row(s, str_of(o->arguments[first]), row, &unused);
	*ret_rows = row;
	return r == STORE_UNCLEAR ? STORE_ABSENT : r;
}

enum exit_code query_devices(const struct options *o, const char *command, arena *mem, const struct knowledge *k,
			     struct store *s, int first, const int64_t **ret_rows, size_t *ret_count) {
	struct complaint c = { 0 };
	struct query query;
	size_t count = 1;
	int r = one_device(o, mem, s, first, ret_rows);

	if (r == STORE_ABSENT) {
		enum exit_code code = query_of(o, mem, k, first, &query);

		if (code != EXIT_DONE)
			return code;
		r = query_rows(s, mem, &query, ret_rows, &count, &c);
	}
	if (r)
		return query_say(o, r, &c);
	*ret_count = count;
	if (count == 0) {
		(void)books_wrong(command, "no device of the estate fits");
		return EXIT_NO_INPUT;
	}
	if (count > 1 && !o->decide.all)
		return books_wrong(command, "%zu devices fit; with --all it is said of all of them", count);
	return EXIT_DONE;
}
