/*
 * What was joined, what was not, and why: told to people.
 */
#include <errno.h>

#include "store/books.h"
#include "store/inner.h"
#include "store/joined.h"
#include "store/prefix.h"

/* An identifier from two columns; false when it is none. */
static bool take_identifier(sqlite3_stmt *row, int at, struct identifier *ret) {
	int64_t kind = sqlite3_column_int64(row, at);
	str value = column_text(row, at + 1);

	if (sqlite3_column_type(row, at) == SQLITE_NULL || kind < 0 || kind >= IDENTIFIER_COUNT || value.n > IDENTIFIER_SIZE_MAX)
		return false;
	*ret = (struct identifier){ .kind = (enum identifier_kind)kind };
	for (; ret->size < value.n; ret->size++)
		ret->bytes[ret->size] = value.at[ret->size];
	return true;
}

/* In which row of which register: where the first word of it was seen. */
static int find_place(struct store *s, arena *mem, struct joining *j) {
	enum { ROW_MEMORY = 64 << 10 }; /* a row of a register is short; of what is longer, nothing is told */
	arena scratch = { mem->at, mem->end, mem->full };
	struct device d = { 0 };
	uint32_t source = 0;
	bool found = false;

	if (scratch.end - scratch.at > ROW_MEMORY)
		scratch.end = scratch.at + ROW_MEMORY;
	int r = store_load_observations(s, &scratch, j->row, &d);
	for (size_t i = 0; !r && !found && i < d.observation_count; i++) {
		found = obs_is_of_books(&d.observations[i]);
		source = d.observations[i].source;
		j->place = d.observations[i].offset;
	}
	if (r || !found)
		return r == -ENOMEM ? 0 : r;
	r = store_source(s, mem, source, &j->source);
	return r == STORE_ABSENT ? 0 : r;
}

int store_joinings(struct store *s, arena *mem, int64_t whole, const struct joining **ret_joinings, size_t *ret_count) {
	struct joining *all = arena_new(mem, struct joining, 1 + STORE_PARTS_MAX);
	size_t count = 0;
	sqlite3_stmt *load;
	bool found = true;
	int r = all ? store_statement(s, QUERY_ROWS_OF_WHOLE, &load) : -ENOMEM;

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	while (!r && found && count <= STORE_PARTS_MAX) {
		r = store_step(s, load, &found);
		if (r || !found)
			break;
		struct joining *j = &all[count++];
		*j = (struct joining){ .row = sqlite3_column_int64(load, 0), .name = arena_str(mem, column_text(load, 1)),
				       .is_books = sqlite3_column_int64(load, 2) != 0 };
		j->is_joined = take_identifier(load, 3, &j->by);
	}
	sqlite3_reset(load);
	for (size_t i = 0; !r && i < count; i++)
		if (all[i].is_books)
			r = find_place(s, mem, &all[i]);
	if (r || mem->full)
		return r ? r : -ENOMEM;
	*ret_joinings = all;
	*ret_count = count;
	return 0;
}

int store_each_source(struct store *s, int (*each)(void *context, const struct run_source *source), void *context) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_RUNS_AND_SOURCES, &load);

	while (!r) {
		r = store_step(s, load, &found);
		if (r || !found)
			return r;
		r = each(context, &(struct run_source){
			.run = sqlite3_column_int64(load, 0), .kind = column_text(load, 1), .name = column_text(load, 3),
			.started_us = (uint64_t)sqlite3_column_int64(load, 2),
		});
		if (r)
			sqlite3_reset(load);
	}
	return r;
}

int store_each_seen_alone(struct store *s, int (*each)(void *context, int64_t whole, addr mac), void *context) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_SEEN_ALONE, &load);

	while (!r) {
		r = store_step(s, load, &found);
		if (r || !found)
			return r;
		addr mac = column_addr(load, 1);
		r = mac.kind == ADDR_MAC ? each(context, sqlite3_column_int64(load, 0), mac) : 0;
		if (r)
			sqlite3_reset(load);
	}
	return r;
}

int store_network_seen(struct store *s, str network, uint64_t *ret_devices, uint64_t *ret_last_us) {
	struct prefix p;
	sqlite3_stmt *load;
	bool found = false;

	if (!prefix_parse(network, &p))
		return STORE_WRONG;
	int r = store_statement(s, QUERY_NETWORK_SEEN, &load);
	if (r)
		return r;
	bind_addr(load, 1, &p.first);
	bind_addr(load, 2, &p.last);
	r = store_step(s, load, &found);
	if (!r && found) {
		*ret_devices = (uint64_t)sqlite3_column_int64(load, 0);
		*ret_last_us = (uint64_t)sqlite3_column_int64(load, 1);
	}
	sqlite3_reset(load);
	return r;
}

int store_time_of_books(struct store *s, date day, uint64_t *ret_time_us) {
	const uint64_t day_us = 86400ull * 1000000, begin_us = (uint64_t)day * day_us;
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_BOOKS_READ_LAST, &load);

	if (r)
		return r;
	bind_time(load, 1, begin_us);
	bind_time(load, 2, begin_us + day_us - 1);
	r = store_step(s, load, &found);
	if (r || !found)
		return r;
	uint64_t last_us = (uint64_t)sqlite3_column_int64(load, 0);
	sqlite3_reset(load);
	/* Those read on that day came before this run, and of those read later each run has a higher number. */
	*ret_time_us = (last_us > begin_us ? last_us : begin_us) + (uint64_t)s->run;
	return 0;
}

int store_devices_gone(struct store *s, str source, uint64_t since_us, uint64_t *ret_count) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_DEVICES_GONE, &load);

	if (r)
		return r;
	bind_text(load, 1, source);
	bind_time(load, 2, since_us);
	r = store_step(s, load, &found);
	if (!r && found)
		*ret_count = (uint64_t)sqlite3_column_int64(load, 0);
	sqlite3_reset(load);
	return r;
}

static const unsigned told_by_registers[] = { TOLD_SITE, TOLD_CONTRACT, TOLD_ACQUIRED };
enum { TOLD_BY_REGISTERS = sizeof told_by_registers / sizeof *told_by_registers };

static uint16_t teller_of(const str *names, size_t count, str who) {
	static const str imported = STR_INIT(", imported by ");

	for (size_t i = 0; i < count && i < UINT16_MAX; i++) {
		str rest = str_after(who, names[i].n);

		if (str_begins(who, names[i]) && (!rest.n || str_begins(rest, imported)))
			return (uint16_t)(i + 1);
	}
	return 0;
}

int store_tellers(struct store *s, const str *names, size_t count, struct tellers *tellers) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_TELLINGS, &load);

	while (!r) {
		r = store_step(s, load, &found);
		if (r || !found)
			break;
		int64_t row = sqlite3_column_int64(load, 0);
		uint16_t teller = teller_of(names, count, column_text(load, 1));
		unsigned what = (unsigned)sqlite3_column_int(load, 2);
		for (int i = 0; row > 0 && row < TELLERS_ROWS_MAX && i < TOLD_BY_REGISTERS; i++)
			if (what & told_by_registers[i])
				tellers[row].of[i] = teller;
	}
	return r;
}

/* What is told otherwise than a blank is told at all: nothing on record is the empty text. */
static void bind_told(sqlite3_stmt *load, int at, str text, bool is_blank) {
	if (is_blank)
		bind_text(load, at, STR(""));
	else
		bind_text_or_null(load, at, text);
}

int store_told_otherwise(struct store *s, int64_t whole, const struct told_now *now, const struct tellers *tellers,
			 uint16_t teller, unsigned *ret_told) {
	char day[11] = "";
	unsigned told = 0, others = 0; /* others: told by somebody else */
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_TOLD_OTHERWISE, &load);

	if (r)
		return r;
	if (now->acquired != DATE_NONE)
		date_format(now->acquired, day);
	sqlite3_bind_int64(load, 1, whole);
	bind_told(load, 2, now->site, now->blank & TOLD_SITE);
	bind_told(load, 3, now->contract, now->blank & TOLD_CONTRACT);
	bind_told(load, 4, str_of(day), now->blank & TOLD_ACQUIRED);
	while (!r && found) {
		r = store_step(s, load, &found);
		int64_t row = !r && found ? sqlite3_column_int64(load, TOLD_BY_REGISTERS) : 0;
		for (int i = 0; !r && found && i < TOLD_BY_REGISTERS; i++) {
			unsigned bit = sqlite3_column_int(load, i) ? told_by_registers[i] : 0;

			told |= bit;
			if (tellers && (row < 0 || row >= TELLERS_ROWS_MAX || tellers[row].of[i] != teller))
				others |= bit;
		}
	}
	if (!r)
		*ret_told = told & ~others;
	return r;
}

int store_site_is_other(struct store *s, int64_t whole, str site, bool *ret_other) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_SITE_TOLD_OTHERWISE, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	bind_text(load, 2, site);
	r = store_step(s, load, &found);
	sqlite3_reset(load);
	if (!r)
		*ret_other = found;
	return r;
}

int store_site_seen(struct store *s, str site, uint64_t *ret_devices, uint64_t *ret_only_books, uint64_t *ret_last_us) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_SITE_SEEN, &load);

	if (r)
		return r;
	bind_text(load, 1, site);
	r = store_step(s, load, &found);
	if (!r && found) {
		*ret_devices = (uint64_t)sqlite3_column_int64(load, 0);
		*ret_only_books = (uint64_t)sqlite3_column_int64(load, 1);
		*ret_last_us = (uint64_t)sqlite3_column_int64(load, 2);
	}
	sqlite3_reset(load);
	return r;
}

/* The kinds of runs that a statement gives, as bits. */
static int take_means(struct store *s, sqlite3_stmt *load, unsigned *ret_by) {
	static const str kinds[] = { STR_INIT("read"), STR_INIT("scan"), STR_INIT("import") };
	unsigned by = 0;

	for (;;) {
		bool found = false;
		int r = store_step(s, load, &found);

		if (r)
			return r;
		if (!found)
			break;
		for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
			by |= str_eq(column_text(load, 0), kinds[i]) ? 1u << i : 0;
	}
	*ret_by = by;
	return 0;
}

int store_network_means(struct store *s, str network, unsigned *ret_by) {
	struct prefix p;
	sqlite3_stmt *load;

	if (!prefix_parse(network, &p))
		return STORE_WRONG;
	int r = store_statement(s, QUERY_NETWORK_MEANS, &load);
	if (r)
		return r;
	bind_addr(load, 1, &p.first);
	bind_addr(load, 2, &p.last);
	return take_means(s, load, ret_by);
}

int store_site_means(struct store *s, str site, unsigned *ret_by) {
	sqlite3_stmt *load;
	int r = store_statement(s, QUERY_SITE_MEANS, &load);

	if (r)
		return r;
	bind_text(load, 1, site);
	return take_means(s, load, ret_by);
}
