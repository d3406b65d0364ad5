/*
 * Questions to the estate: which devices fit, in which order, and that the
 * indexes find them.
 */
#include "store_stage.h"

#include <errno.h>
#include <sqlite3.h>

#include "store/inner.h"
#include "store/query.h"
#include "store/query_ranges.h"

/*
 * Seven devices. 1: a Hikvision under the label of Annke. 2: a Hikvision under
 * its own. 3: an Axis. 4: a Dahua, perhaps; part 5 was merged into it. 6: not
 * known, never judged, never seen. 7: as 1, of another day.
 */
static const char filling[] =
	"INSERT INTO site (id, name, title) VALUES (1, 'noord', 'North'), (2, 'zuid', 'South');"
	"INSERT INTO contract (id, name, title) VALUES (1, 'c-1', 'One'), (2, 'c-2', 'Two');"
	"INSERT INTO sight VALUES"
	"  (1, x'01', 'hikvision', 3, 'annke', 2, 'hisilicon', 2, NULL, 'camera', 1, NULL, NULL),"
	"  (2, x'02', 'hikvision', 2, 'hikvision', 3, NULL, 0, NULL, 'recorder', 0, NULL, NULL),"
	"  (3, x'03', 'axis', 3, 'axis', 3, NULL, 0, NULL, 'camera', 0, NULL, NULL),"
	"  (4, x'04', 'dahua', 1, NULL, 0, NULL, 0, NULL, 'camera', NULL, NULL, NULL),"
	"  (5, x'05', NULL, 0, NULL, 0, NULL, 0, NULL, 'unknown', NULL, NULL, NULL);"
	"INSERT INTO judgement VALUES (1, x'01', 6), (2, x'02', 3), (3, x'03', 0), (4, x'04', 1);"
	"INSERT INTO verdict (judgement, law, status) VALUES (1, 'a', 'prohibited'), (1, 'b', 'restricted'),"
	"  (2, 'a', 'restricted'), (2, 'c', 'undetermined'), (4, 'd', 'not-in-force');"
	"INSERT INTO device (id, name, mac, first_us, last_us, merged_into, site) VALUES"
	"  (1, 'door', x'a4cf12000001', 1775001600000000, 1790812800000000, NULL, 1),"
	"  (2, 'Hall 100%', x'a4cf12000002', 1775001600000000, 1790899200000000, NULL, 1),"
	"  (3, 'attic', x'accc8e000003', 1775001600000000, 1767225600000000, NULL, 2),"
	"  (4, 'garage', x'3cef8c000004', 1775001600000000, 1790899200000000, NULL, NULL),"
	"  (5, 'carport', x'3cef8c000005', 1775001600000000, 1790899200000000, 4, NULL),"
	"  (6, 'unseen', NULL, 0, 0, NULL, NULL),"
	"  (7, 'door', x'a4cf13000007', 1775001600000000, 1790985599999999, NULL, 2);"
	"INSERT INTO address VALUES (1, 0, x'0a040001', 5, 5), (1, 1, x'0a050001', 5, 9), (2, 0, x'0a040002', 5, 5),"
	"  (4, 0, x'c0a80001', 5, 5), (5, 0, x'0a060001', 5, 8),"
	"  (3, 0, x'0a040000000000000000000000000001', 5, 5);"
	"INSERT INTO now VALUES (1, 1, NULL, 1, 'C500', 'DS-2CD2032'), (2, 2, NULL, 2, 'DS-7608', NULL),"
	"  (3, 3, NULL, 3, 'P1448-LE', NULL), (4, 4, NULL, 4, NULL, NULL), (6, 5, NULL, NULL, NULL, NULL),"
	"  (7, 1, NULL, 1, 'C800', 'DS-2CD2035');"
	"INSERT INTO told VALUES (1, NULL, 1, 'CN', 'router', NULL, NULL, 0), (5, NULL, 2, 'VN', NULL, NULL, NULL, 0),"
	"  (4, NULL, NULL, 'TH', NULL, NULL, NULL, 0);"
	"INSERT INTO log VALUES (1, 1, 'decide', 'x', '{}', x'00'), (2, 1, 'decide', 'x', '{}', x'00'), (3, 1, 'decide', 'x', '{}', x'00');"
	"INSERT INTO decision (number, kind, law, from_day, until_day, who, why, made_us, supersedes) VALUES"
	"  (1, 'waiver', 'a', '2026-01-01', '2027-01-01', 'x', 'y', 1, NULL),"
	"  (2, 'licence', 'a', NULL, NULL, 'x', 'y', 1, NULL),"
	"  (3, 'exemption', 'a', NULL, NULL, 'x', 'y', 1, 2);"
	"INSERT INTO decided VALUES (1, 1), (2, 2), (3, 5);";

static void fill(struct bench *b, const char *more) {
	sqlite3 *db;

	open_for(b, STORE_WRITE);
	assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, filling, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, more, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	open_for(b, STORE_READ);
}

/* A query in a few words: commas part the values, "-" is the empty one. */
struct asked {
	enum query_key key;
	enum query_operator operator;
	const char *values;
};

enum { ASKED_MAX = 6, VALUES_MAX = 8 };

struct made {
	struct query query;
	struct query_term terms[ASKED_MAX];
	str values[ASKED_MAX][VALUES_MAX];
};

static void make(struct made *m, const struct asked *asked) {
	*m = (struct made){ .query = { .order = ORDER_ROW } };
	m->query.terms = m->terms;
	for (size_t n = 0; n < ASKED_MAX && asked[n].values; n++) {
		size_t count = 0;

		for (str rest = str_of(asked[n].values); rest.at && count < VALUES_MAX; count++) {
			str value = str_cut(&rest, ',');

			m->values[n][count] = str_eq(value, STR("-")) ? (str){ 0 } : value;
		}
		m->terms[n] = (struct query_term){ asked[n].key, asked[n].operator, { m->values[n], count } };
		m->query.term_count = n + 1;
	}
}

static int add_row(void *context, const struct found_device *found) {
	struct text *rows = context;

	text_cstr(rows, rows->used ? " " : "");
	text_u64(rows, (uint64_t)found->row);
	return 0;
}

static str rows_of(struct bench *b, const struct query *query, uint8_t room[64]) {
	struct text rows = { .at = room, .size = 64 };
	int r = store_query(b->store, query, add_row, &rows, &b->why);

	if (r)
		printf("# %d: %s\n", r, b->why.what);
	assert_int_equal(r, 0);
	return text_done(&rows);
}

static void assert_found(struct bench *b, const struct asked *asked, const char *want) {
	struct made m;
	uint8_t room[64];
	uint64_t count = 99;
	size_t wanted = *want != 0;

	make(&m, asked);
	str rows = rows_of(b, &m.query, room);
	if (!str_eq(rows, str_of(want)))
		printf("# key %d '%s': %.*s, not %s\n", (int)asked[0].key, asked[0].values ? asked[0].values : "", STR_ARG(rows), want);
	assert_str(rows, want);
	for (const char *c = want; *c; c++)
		wanted += *c == ' ';
	assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
	assert_int_equal(count, wanted);
}

#define FOUND(want, ...) assert_found(b, (const struct asked[]){ __VA_ARGS__, { .values = NULL } }, want)

static void test_keys(void **state) {
	struct bench *b = *state;

	fill(b, "");
	assert_found(b, (const struct asked[]){ { .values = NULL } }, "1 2 3 4 6 7");
	FOUND("1 7", { KEY_NAME, QUERY_IS, "DOO" });
	FOUND("4", { KEY_NAME, QUERY_IS, "carp" });
	FOUND("2", { KEY_NAME, QUERY_IS, "100%" });
	FOUND("", { KEY_NAME, QUERY_IS, "%" }, { KEY_NAME, QUERY_IS, "_" });
	FOUND("2 3 4 6", { KEY_NAME, QUERY_IS_NOT, "door" });
	FOUND("1 2 7", { KEY_MAKER, QUERY_IS, "hikvision" });
	FOUND("1 2 3 7", { KEY_MAKER, QUERY_IS, "hikvision,axis" });
	FOUND("6", { KEY_MAKER, QUERY_IS, "-" });
	FOUND("3 4 6", { KEY_MAKER, QUERY_IS_NOT, "hikvision" });
	FOUND("3 4", { KEY_MAKER, QUERY_IS_NOT, "hikvision,-" });
	FOUND("1 7", { KEY_MAKER, QUERY_IS, "hikvision" }, { KEY_BRAND, QUERY_IS_NOT, "hikvision" });
	FOUND("1 7", { KEY_SOC, QUERY_IS, "hisilicon" });
	FOUND("2", { KEY_CLASS, QUERY_IS, "recorder" });
	FOUND("1 3 7", { KEY_GRADE, QUERY_MORE, "likely" });
	FOUND("1 2 3 7", { KEY_GRADE, QUERY_MORE_OR_IS, "likely" });
	FOUND("4 6", { KEY_GRADE, QUERY_LESS, "likely" });
	FOUND("2 4 6", { KEY_GRADE, QUERY_LESS_OR_IS, "likely" });
	FOUND("", { KEY_GRADE, QUERY_LESS, "unknown" });
	FOUND("1 7", { KEY_RELABELLED, QUERY_IS, "yes" });
	FOUND("2 3", { KEY_RELABELLED, QUERY_IS, "no" });
	FOUND("4 6", { KEY_RELABELLED, QUERY_IS, "unknown" });
	FOUND("1", { KEY_MADE_IN, QUERY_IS, "CN" });
	FOUND("4", { KEY_MADE_IN, QUERY_IS, "TH" });
	FOUND("", { KEY_MADE_IN, QUERY_IS, "VN" });
	FOUND("2 3 6 7", { KEY_MADE_IN, QUERY_IS, "-" });
	FOUND("1", { KEY_KIND, QUERY_IS, "router" });
	FOUND("1 2", { KEY_SITE, QUERY_IS, "noord" });
	FOUND("4 6", { KEY_SITE, QUERY_IS, "-" });
	FOUND("3 4 6 7", { KEY_SITE, QUERY_IS_NOT, "noord" });
	FOUND("1", { KEY_CONTRACT, QUERY_IS, "c-1" });
	FOUND("4", { KEY_CONTRACT, QUERY_IS, "c-2" });
	FOUND("1 4", { KEY_CONTRACT, QUERY_IS, "c-2,c-1" });
	FOUND("2 3 6 7", { KEY_CONTRACT, QUERY_IS, "-" });
}

static void test_verdicts(void **state) {
	struct bench *b = *state;

	fill(b, "");
	FOUND("1 7", { KEY_VERDICT, QUERY_IS, "prohibited" });
	FOUND("1 2 7", { KEY_VERDICT, QUERY_IS, "restricted" });
	FOUND("3 4", { KEY_VERDICT, QUERY_IS, "clear" });
	FOUND("4", { KEY_VERDICT, QUERY_IS, "not-in-force" });
	FOUND("6", { KEY_VERDICT, QUERY_IS, "-" });
	FOUND("2 3 4 6", { KEY_VERDICT, QUERY_IS_NOT, "prohibited" });
	FOUND("2 3 4", { KEY_VERDICT, QUERY_LESS, "prohibited" });
	FOUND("3 4", { KEY_VERDICT, QUERY_LESS, "undetermined" });
	FOUND("1 2 7", { KEY_VERDICT, QUERY_MORE_OR_IS, "restricted" });
	FOUND("1 2 3 4 7", { KEY_VERDICT, QUERY_MORE_OR_IS, "clear" });
	FOUND("1 2 3 4 7", { KEY_VERDICT, QUERY_LESS_OR_IS, "prohibited" });
	FOUND("", { KEY_VERDICT, QUERY_LESS, "clear" });
	FOUND("1 2 7", { KEY_LAW, QUERY_IS, "a" });
	FOUND("1 7", { KEY_LAW, QUERY_IS, "a" }, { KEY_LAW, QUERY_IS, "b" });
	FOUND("3 4 6", { KEY_LAW, QUERY_IS_NOT, "a" });
	FOUND("", { KEY_LAW, QUERY_IS, "d" });
	FOUND("4", { KEY_LAW, QUERY_IS, "d" }, { KEY_VERDICT, QUERY_IS, "not-in-force" });
	/* Both of one and the same verdict. */
	FOUND("2", { KEY_LAW, QUERY_IS, "a" }, { KEY_VERDICT, QUERY_IS, "restricted" });
	FOUND("", { KEY_LAW, QUERY_IS, "b" }, { KEY_VERDICT, QUERY_IS, "prohibited" });
	FOUND("1 7", { KEY_LAW, QUERY_IS_NOT, "a" }, { KEY_VERDICT, QUERY_IS, "restricted" });
	FOUND("2 3 4", { KEY_LAW, QUERY_IS, "b" }, { KEY_VERDICT, QUERY_IS, "clear" });
	FOUND("1 7", { KEY_LAW, QUERY_IS, "a" }, { KEY_LAW, QUERY_IS, "b" }, { KEY_VERDICT, QUERY_MORE, "undetermined" });
}

static void test_worst(void **state) {
	struct bench *b = *state;

	fill(b, "");
	FOUND("1 7", { KEY_WORST, QUERY_IS, "prohibited" });
	FOUND("2", { KEY_WORST, QUERY_IS, "restricted" });
	FOUND("1 2 7", { KEY_WORST, QUERY_MORE_OR_IS, "restricted" });
	FOUND("2 3 4", { KEY_WORST, QUERY_LESS, "prohibited" });
	/* A rule that is not in force asks for nothing. */
	FOUND("3 4", { KEY_WORST, QUERY_IS, "clear" });
	FOUND("1 2 7", { KEY_WORST, QUERY_MORE, "clear" });
	FOUND("6", { KEY_WORST, QUERY_IS, "-" });
	FOUND("3 4 6", { KEY_WORST, QUERY_IS_NOT, "prohibited,restricted" });
	FOUND("", { KEY_WORST, QUERY_LESS, "clear" });
}

static void test_days(void **state) {
	static const struct asked any = { KEY_VERDICT, QUERY_MORE_OR_IS, "restricted" };
	struct bench *b = *state;

	/* Of law a: 1 and 7 must go by a day, 2 may stay until another, by decision; of law b: 1 and 7, without a day. */
	fill(b, "UPDATE verdict SET by_day = '2027-02-01' WHERE judgement = 1 AND law = 'a';"
		"UPDATE verdict SET by_day = '2028-01-01', decision = 1 WHERE judgement = 2 AND law = 'a';"
		"UPDATE verdict SET by_day = '2029-01-01' WHERE judgement = 2 AND law = 'c';");
	FOUND("1 7", { KEY_DUE, QUERY_IS, "2027-02-01" }, any);
	FOUND("1 7", { KEY_DUE, QUERY_IS, "2027" }, any);
	FOUND("", { KEY_DUE, QUERY_IS, "2027-01-31" }, any);
	FOUND("1 7", { KEY_DUE, QUERY_LESS_OR_IS, "2027-02-01" }, any);
	FOUND("", { KEY_DUE, QUERY_LESS, "2027-02-01" }, any);
	FOUND("", { KEY_DUE, QUERY_MORE, "2027-02-01" }, any);
	FOUND("", { KEY_DUE, QUERY_IS, "2028" }, any);
	FOUND("2", { KEY_ALLOWED, QUERY_IS, "2028-01-01" }, any);
	FOUND("", { KEY_ALLOWED, QUERY_IS, "2027" }, any);
	FOUND("1 7", { KEY_DUE, QUERY_MORE, "2026" }, { KEY_DUE, QUERY_LESS, "2028" }, any);
	/* All of one verdict. */
	FOUND("1 7", { KEY_DUE, QUERY_IS, "2027" }, any, { KEY_LAW, QUERY_IS, "a" });
	FOUND("", { KEY_DUE, QUERY_IS, "2027" }, any, { KEY_LAW, QUERY_IS, "b" });
	FOUND("", { KEY_DUE, QUERY_IS, "2027" }, { KEY_VERDICT, QUERY_IS, "restricted" });
	FOUND("2", { KEY_DUE, QUERY_IS, "2029" }, { KEY_VERDICT, QUERY_IS, "undetermined" });
	FOUND("", { KEY_DUE, QUERY_MORE, "2020" }, { KEY_VERDICT, QUERY_IS, "clear" });
}

static void test_ranges(void **state) {
	struct bench *b = *state;

	fill(b, "");
	FOUND("1", { KEY_SEEN, QUERY_IS, "2026-10-01" });
	FOUND("2 4 7", { KEY_SEEN, QUERY_MORE, "2026-10-01" });
	FOUND("1 2 4 7", { KEY_SEEN, QUERY_MORE_OR_IS, "2026-10-01" });
	FOUND("3", { KEY_SEEN, QUERY_LESS, "2026-10-01" });
	FOUND("1 3", { KEY_SEEN, QUERY_LESS_OR_IS, "2026-10-01" });
	FOUND("1 2 4 7", { KEY_SEEN, QUERY_IS, "2026-10" });
	FOUND("", { KEY_SEEN, QUERY_MORE, "2026" });
	FOUND("6", { KEY_SEEN, QUERY_IS, "-" });
	FOUND("1 2 3 4 7", { KEY_FIRST, QUERY_IS, "2026-04-01" });
	FOUND("1 7", { KEY_MODEL, QUERY_IS, "ds-2cd20*" });
	FOUND("7", { KEY_MODEL, QUERY_IS, "DS-2CD2035" });
	FOUND("1 2", { KEY_MODEL, QUERY_IS, "c500,ds-7608" });
	FOUND("", { KEY_MODEL, QUERY_IS, "%" });
	FOUND("4 6", { KEY_MODEL, QUERY_IS, "-" });
	FOUND("1 2", { KEY_MAC, QUERY_IS, "a4:cf:12" });
	FOUND("1 2 7", { KEY_MAC, QUERY_IS, "A4-CF-1" });
	FOUND("4", { KEY_MAC, QUERY_IS, "3cef8c000005" });
	FOUND("6", { KEY_MAC, QUERY_IS, "-" });
	FOUND("1 2", { KEY_IP, QUERY_IS, "10.4.0.0/16" });
	FOUND("1 2 4", { KEY_IP, QUERY_IS, "10.0.0.0/8" });
	FOUND("4", { KEY_IP, QUERY_IS, "10.6.0.1" });
	FOUND("3", { KEY_IP, QUERY_IS, "a04::/16" });
	FOUND("6 7", { KEY_IP, QUERY_IS, "-" });
	FOUND("2 3 4 6 7", { KEY_IP, QUERY_IS_NOT, "10.5.0.1" });
	FOUND("1", { KEY_IP, QUERY_IS, "10.0.0.0/8" }, { KEY_SITE, QUERY_IS, "noord" }, { KEY_VERDICT, QUERY_IS, "prohibited" });
}

static void test_decisions(void **state) {
	struct bench *b = *state;
	struct made m;
	uint8_t room[64];
	date day = 0;

	fill(b, "");
	FOUND("1", { KEY_DECISION, QUERY_IS, "waiver" });
	FOUND("", { KEY_DECISION, QUERY_IS, "licence" });
	FOUND("4", { KEY_DECISION, QUERY_IS, "exemption" });
	FOUND("2 3 6 7", { KEY_DECISION, QUERY_IS, "-" });
	make(&m, (const struct asked[]){ { KEY_DECISION, QUERY_IS, "waiver" }, { .values = NULL } });
	assert_true(date_parse(STR("2026-12-31"), &day));
	m.query.on = day;
	assert_str(rows_of(b, &m.query, room), "1");
	m.query.on = day + 1;
	assert_str(rows_of(b, &m.query, room), "");
}

static int keep_found(void *context, const struct found_device *found) {
	const struct found_device *want = context;

	assert_str(found->name, "garage");
	assert_str(found->maker, "dahua");
	assert_str(found->contract, "c-2");
	assert_int_equal(found->maker_grade, GRADE_POSSIBLE);
	assert_int_equal(found->brand.n + found->model.n + found->site.n, 0);
	assert_int_equal(found->relabelled, TRI_UNKNOWN);
	assert_true(found->judged);
	assert_int_equal(found->worst, STATUS_NOT_IN_FORCE);
	/* Of its part, which was seen later. */
	assert_true(addr_eq(found->ip, addr_parse(STR("10.6.0.1"))));
	return want ? 7 : 0;
}

static void test_rows(void **state) {
	struct bench *b = *state;
	struct made m;
	uint8_t room[64];
	uint64_t count = 0;

	fill(b, "");
	make(&m, (const struct asked[]){ { KEY_MAKER, QUERY_IS, "dahua" }, { .values = NULL } });
	assert_int_equal(store_query(b->store, &m.query, keep_found, &m, &b->why), 7);
	make(&m, (const struct asked[]){ { .values = NULL } });
	m.query.order = ORDER_NAME;
	assert_str(rows_of(b, &m.query, room), "2 3 1 7 4 6");
	m.query.limit = 2;
	m.query.skip = 1;
	assert_str(rows_of(b, &m.query, room), "3 1");
	assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
	assert_int_equal(count, 2);
	make(&m, (const struct asked[]){ { KEY_CLASS, QUERY_IS, "camera" }, { .values = NULL } });
	m.query.order = ORDER_NAME;
	m.query.limit = 3;
	assert_str(rows_of(b, &m.query, room), "3 1 7");
}

static int keep_held(void *context, const struct held_devices *held) {
	struct text *t = context;

	text_str(t, held->name);
	text_cstr(t, " ");
	text_u64(t, held->devices);
	text_cstr(t, " ");
	text_u64(t, held->prohibited);
	text_cstr(t, "; ");
	return 0;
}

static void test_held(void **state) {
	struct bench *b = *state;
	uint8_t room[64];
	struct text t = TEXT(room);

	/* 5 is a part of 4, which has no contract of its own; 2 has one, so that its part's does not count. */
	fill(b, "INSERT INTO device (id, name, first_us, last_us, merged_into) VALUES (8, 'x', 1, 1, 2);"
		"INSERT INTO told VALUES (7, NULL, 2, NULL, NULL, NULL, NULL, 0), (2, NULL, 2, NULL, NULL, NULL, NULL, 0),"
		" (8, NULL, 1, NULL, NULL, NULL, NULL, 0);");
	assert_int_equal(store_query_held(b->store, KEY_SITE, keep_held, &t), 0);
	assert_str(text_done(&t), "noord 2 1; zuid 2 1; ");
	t.used = 0;
	assert_int_equal(store_query_held(b->store, KEY_CONTRACT, keep_held, &t), 0);
	assert_str(text_done(&t), "c-1 1 1; c-2 3 1; ");
	FOUND("1", { KEY_CONTRACT, QUERY_IS, "c-1" });
	FOUND("2 4 7", { KEY_CONTRACT, QUERY_IS, "c-2" });
}

static void test_wrong(void **state) {
	static const struct {
		enum query_key key;
		const char *value, *says;
	} cases[] = {
		{ KEY_SITE, "oost", "there is no site 'oost' in this estate, which has: noord, zuid" },
		{ KEY_CONTRACT, "c-3", "there is no contract 'c-3' in this estate, which has: c-1, c-2" },
		{ KEY_SEEN, "yesterday", "this is no day like 2026-11-21, nor a month or year: yesterday" },
		{ KEY_DUE, "soon", "this is no day like 2026-11-21, nor a month or year: soon" },
		{ KEY_SEEN, "2026-13", "this is no day like 2026-11-21, nor a month or year: 2026-13" },
		{ KEY_MAC, "a4:cf:zz", "this is no MAC address and does not begin one: a4:cf:zz" },
		{ KEY_MAC, "a4cf120000012", "this is no MAC address and does not begin one: a4cf120000012" },
		{ KEY_MAC, ":a4", "this is no MAC address and does not begin one: :a4" },
		{ KEY_IP, "10.0.0.0/33", "this is no IP address and no network like 10.0.0.0/8: 10.0.0.0/33" },
		{ KEY_IP, "a4:cf:12:00:00:01", "this is no IP address and no network like 10.0.0.0/8: a4:cf:12:00:00:01" },
	};
	struct bench *b = *state;
	uint64_t count;

	fill(b, "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct made m;

		make(&m, (const struct asked[]){ { cases[i].key, QUERY_IS, cases[i].value }, { .values = NULL } });
		assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), STORE_WRONG);
		assert_string_equal(b->why.what, cases[i].says);
	}
	/* The store is as good as before. */
	FOUND("3", { KEY_MAKER, QUERY_IS, "axis" });
}

/* What SQLite is going to do for each statement that was run. */
struct plans {
	sqlite3 *db;
	int statements, scans;
};

static int look_at_plan(unsigned event, void *context, void *statement, void *unused) {
	struct plans *p = context;
	sqlite3_stmt *plan = NULL;
	char *sql = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sqlite3_sql(statement));

	(void)event;
	(void)unused;
	assert_int_equal(sqlite3_prepare_v2(p->db, sql, -1, &plan, NULL), SQLITE_OK);
	p->statements++;
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(plan, 3);
		static const char *const large[] = { "SCAN now", "SCAN device", "SCAN address", "SCAN told", "SCAN holder" };

		for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
			if (strncmp(detail, large[i], strlen(large[i])) != 0)
				continue;
			printf("# %s\n# %s\n", detail, sql);
			p->scans++;
		}
	}
	sqlite3_finalize(plan);
	sqlite3_free(sql);
	return 0;
}

static void test_plans(void **state) {
	static const struct asked cases[] = {
		{ KEY_MAKER, QUERY_IS, "hikvision" }, { KEY_MAKER, QUERY_IS, "hikvision,-" }, { KEY_BRAND, QUERY_IS, "annke" },
		{ KEY_SOC, QUERY_IS, "hisilicon" },   { KEY_CLASS, QUERY_IS, "camera" },      { KEY_GRADE, QUERY_MORE, "likely" },
		{ KEY_VERDICT, QUERY_IS, "prohibited" }, { KEY_VERDICT, QUERY_LESS, "restricted" }, { KEY_LAW, QUERY_IS, "a" },
		{ KEY_WORST, QUERY_MORE, "undetermined" },
		{ KEY_SITE, QUERY_IS, "noord" },      { KEY_CONTRACT, QUERY_IS, "c-1" },
		{ KEY_SEEN, QUERY_MORE, "2026-10-01" }, { KEY_MODEL, QUERY_IS, "C500" },    { KEY_MODEL, QUERY_IS, "ds-2cd*" },
		{ KEY_MAC, QUERY_IS, "a4:cf:12" },    { KEY_IP, QUERY_IS, "10.4.0.0/16" },    { KEY_DECISION, QUERY_IS, "waiver" },
	};
	struct bench *b = *state;
	struct plans plans = { 0 };

	fill(b, "");
	assert_int_equal(sqlite3_open(b->path, &plans.db), SQLITE_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int more = 0; more < 3; more++) {
			static const struct asked others[] = { { .values = NULL }, { KEY_MAKER, QUERY_IS, "axis,hikvision" },
							       { KEY_SEEN, QUERY_MORE, "2020" } };
			struct made m;
			uint64_t count = 0;
			uint8_t room[64];

			make(&m, (const struct asked[]){ cases[i], others[more], { .values = NULL } });
			sqlite3_trace_v2(b->store->db, SQLITE_TRACE_STMT, look_at_plan, &plans);
			assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
			rows_of(b, &m.query, room);
			m.query.order = ORDER_NAME;
			m.query.limit = 10000;
			rows_of(b, &m.query, room);
			sqlite3_trace_v2(b->store->db, 0, NULL, NULL);
		}
	}
	sqlite3_close(plans.db);
	assert_true(plans.statements > 100);
	assert_int_equal(plans.scans, 0);
}

/* The same answer, whichever way was chosen. */
static void test_walk(void **state) {
	static const char many[] =
		"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
		"INSERT INTO device (id, name, mac, first_us, last_us) SELECT 100 + i, printf('cam %05d', 5000 - i), NULL, 1, 1 FROM n;"
		"INSERT INTO now (device, sight, judgement) SELECT id, 1 + id % 2, 1 + id % 3 FROM device WHERE id > 100;";
	struct bench *b = *state;
	struct made m;
	uint8_t room[64];
	uint64_t count = 0;

	fill(b, many);
	make(&m, (const struct asked[]){ { KEY_MAKER, QUERY_IS, "hikvision" }, { .values = NULL } });
	m.query.order = ORDER_NAME;
	m.query.limit = 3;
	/* Nearly all fit: one walks. */
	assert_str(rows_of(b, &m.query, room), "2 3100 3099");
	m.query.order = ORDER_ROW;
	assert_str(rows_of(b, &m.query, room), "1 2 7");
	m.query.skip = 3;
	assert_str(rows_of(b, &m.query, room), "101 102 103");
	make(&m, (const struct asked[]){ { KEY_MAKER, QUERY_IS, "hikvision" }, { KEY_VERDICT, QUERY_IS, "clear" }, { .values = NULL } });
	m.query.order = ORDER_NAME;
	m.query.limit = 3;
	assert_str(rows_of(b, &m.query, room), "3098 3095 3092");
	m.query.limit = 0;
	assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
	assert_int_equal(count, 1000);
	m.query.limit = 17;
	assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
	assert_int_equal(count, 17);
	/* The first address that is in the network is not the one that is asked for. */
	make(&m, (const struct asked[]){ { KEY_IP, QUERY_IS, "10.0.0.0/8" }, { KEY_NAME, QUERY_IS, "garage" }, { .values = NULL } });
	m.query.limit = 1;
	assert_int_equal(store_query_count(b->store, &m.query, &count, &b->why), 0);
	assert_int_equal(count, 1);
}

/* Values that mean something to SQL mean nothing here. */
static void test_hostile(void **state) {
	static const char *const values[] = {
		"'", "\"", "');DROP TABLE device;--", "?", "(?)", "%", "_", "*", "[a-z]", "\\", "\xff\xfe", "x'00'", "?1", ":a", "NULL",
	};
	struct bench *b = *state;
	uint64_t count = 0;

	fill(b, "");
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		static const enum query_key keys[] = { KEY_NAME, KEY_MAKER, KEY_BRAND, KEY_MODEL, KEY_CLASS, KEY_LAW, KEY_KIND,
						       KEY_MADE_IN };

		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			const str value = str_of(values[i]);
			const struct query_term term = { keys[k], QUERY_IS, { &value, 1 } };
			const struct query query = { .terms = &term, .term_count = 1 };

			assert_int_equal(store_query_count(b->store, &query, &count, &b->why), 0);
			assert_int_equal(count, keys[k] == KEY_NAME && !strcmp(values[i], "%") ? 1 : 0);
		}
	}
	assert_found(b, (const struct asked[]){ { .values = NULL } }, "1 2 3 4 6 7");
}

static void test_large(void **state) {
	struct bench *b = *state;
	str values[QUERY_VALUES_MAX];
	struct query_term terms[QUERY_TERMS_MAX];
	struct query query = { .terms = terms, .term_count = QUERY_TERMS_MAX };
	static uint8_t long_name[100000];
	uint64_t count = 0;

	fill(b, "");
	memset(long_name, 'x', sizeof long_name);
	for (size_t i = 0; i < QUERY_VALUES_MAX; i++)
		values[i] = (str){ long_name, 1 + i };
	values[7] = STR("hikvision");
	for (size_t i = 0; i < QUERY_TERMS_MAX; i++)
		terms[i] = (struct query_term){ KEY_MAKER, QUERY_IS, { values, 500 } };
	assert_int_equal(store_query_count(b->store, &query, &count, &b->why), 0);
	assert_int_equal(count, 3);
	/* As long as it can be: an answer or a sentence. */
	for (size_t i = 0; i < QUERY_TERMS_MAX; i++)
		terms[i] = (struct query_term){ i % 2 ? KEY_LAW : KEY_VERDICT, QUERY_IS, { values, QUERY_VALUES_MAX } };
	int r = store_query_count(b->store, &query, &count, &b->why);
	assert_true(r == 0 || (r == STORE_WRONG && b->why.what[0]));
	terms[0] = (struct query_term){ KEY_NAME, QUERY_IS, { values, QUERY_VALUES_MAX } };
	assert_int_equal(store_query_count(b->store, &query, &count, &b->why), STORE_WRONG);
	terms[0] = (struct query_term){ KEY_NAME, QUERY_IS, { &(str){ long_name, sizeof long_name }, 1 } };
	query.term_count = 1;
	assert_int_equal(store_query_count(b->store, &query, &count, &b->why), 0);
	assert_int_equal(count, 0);
}

static void test_range_values(void **state) {
	struct time_range t;
	struct byte_range r;

	(void)state;
	assert_true(range_of_days(STR("2024-02"), QUERY_IS, &t));
	assert_int_equal((t.until_us - t.from_us) / 86400000000, 29);
	assert_true(range_of_days(STR("1960"), QUERY_IS, &t));
	assert_int_equal(t.from_us, 1);
	assert_false(range_of_days(STR("2024-2"), QUERY_IS, &t));
	assert_true(range_of_network(STR("10.4.255.9/20"), &r));
	assert_memory_equal(r.first, "\x0a\x04\xf0\x00", 4);
	assert_memory_equal(r.last, "\x0a\x04\xff\xff", 4);
	assert_true(range_of_network(STR("0.0.0.0/0"), &r));
	assert_memory_equal(r.last, "\xff\xff\xff\xff", 4);
	assert_false(range_of_network(STR("10.0.0.0/"), &r));
	assert_true(range_of_mac(STR("a4.c"), &r));
	assert_memory_equal(r.first, "\xa4\xc0\0\0\0\0", 6);
	assert_memory_equal(r.last, "\xa4\xcf\xff\xff\xff\xff", 6);
	assert_false(range_of_mac(STR("a:b"), &r));
	assert_false(range_of_mac((str){ 0 }, &r));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(test_keys), CASE(test_verdicts), CASE(test_worst), CASE(test_days), CASE(test_ranges), CASE(test_decisions),
		CASE(test_rows), CASE(test_held),
		CASE(test_wrong), CASE(test_plans), CASE(test_walk), CASE(test_hostile), CASE(test_large),
		cmocka_unit_test(test_range_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
