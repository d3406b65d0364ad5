/*
 * Identities and verdicts as the estate keeps them, and the pass over all of
 * its devices.
 */

#include "store_stage.h"

#include <errno.h>

#include "store/books.h"
#include "store/judged.h"
#include "store/log.h"

enum { SCRATCH_SIZE = 8 * 1024 * 1024 };

static const uint8_t ours[KNOWLEDGE_HASH_SIZE] = { 1 }, others[KNOWLEDGE_HASH_SIZE] = { 2 };
static const struct law_note law = { .id = { (const uint8_t *)"nl-zeedorp", 10 } };

/* A pass and what came of it. */
struct looker {
	size_t count, whole_count;
	enum status status;  /* that the law gives to every device */
	int64_t noted;
	bool gives;          /* verdicts, and not only the place where they are noted */
	bool judges;
	struct verdict verdict;
	struct verdicts verdicts;
	int stop_at;         /* with -EIO, at this device; 0: never */
	/* Of the last device. */
	char maker[32];
	enum grade grade;
	size_t observation_count, decision_count;
};

static int look(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct looker *l = context;

	(void)mem;
	l->count++;
	l->whole_count += d->whole;
	snprintf(l->maker, sizeof l->maker, "%.*s", STR_ARG(d->device.identity.maker.id));
	l->grade = d->device.identity.maker.grade;
	l->observation_count = d->device.observation_count;
	l->decision_count = d->device.circumstances ? d->device.circumstances->decision_count : 0;
	if (d->whole)
		d->device.identity = (struct identity){ .maker = { .id = STR("dahua"), .confidence = 0.9, .grade = GRADE_LIKELY },
							.class = CLASS_CAMERA };
	l->verdict = (struct verdict){ .law = &law, .status = l->status, .by = DATE_NONE };
	l->verdicts = (struct verdicts){ &l->verdict, 1 };
	*ret_answer = (struct judged_answer){ l->gives ? &l->verdicts : NULL, l->judges ? &l->noted : NULL };
	return l->stop_at && l->count == (size_t)l->stop_at ? -EIO : 0;
}

static int begin_with(struct bench *b, const uint8_t *knowledge, uint64_t started_us) {
	return store_begin(b->store, &(struct store_run){ .kind = "judge", .what = STR("all"), .started_us = started_us,
							   .version = STR("0.1.0"), .knowledge = knowledge });
}

static int pass_over(struct bench *b, struct looker *l, struct judge_pass pass) {
	void *memory = malloc(SCRATCH_SIZE);

	assert_non_null(memory);
	pass.each = look;
	pass.context = l;
	pass.knowledge = pass.knowledge ? pass.knowledge : ours;
	l->count = l->whole_count = 0;
	int r = store_judge(b->store, arena_over(memory, SCRATCH_SIZE), &pass);
	free(memory);
	return r;
}

/* Three devices whose identities were thought of with our knowledge. */
static void fill(struct bench *b) {
	static const char *const names[] = { "one", "two", "three" };
	static const struct mark_note mark = { .id = { (const uint8_t *)"hikvision/web", 13 } };

	open_for(b, STORE_WRITE);
	assert_int_equal(begin_with(b, ours, 1000000), 0);
	for (size_t i = 0; i < 3; i++) {
		struct sample s;
		struct device *d = sample(&s, names[i], NULL, NULL, "App-webs/", 10);
		const struct claim claim = { .seen = &d->observations[1], .mark = &mark, .aspect = ASPECT_MAKER,
					     .value = STR("hikvision"), .strength = STRENGTH_STRONG };

		d->identity.maker = (struct belief){ .id = STR("hikvision"), .confidence = 0.999, .grade = GRADE_CONFIRMED };
		d->identity.claims = &claim;
		d->identity.claim_count = 1;
		assert_int_equal(store_add(b->store, d), 0);
	}
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

static void judge_all(struct bench *b, struct looker *l) {
	l->judges = l->gives = true;
	assert_int_equal(begin_with(b, ours, 2000000), 0);
	assert_int_equal(pass_over(b, l, (struct judge_pass){ .write = true }), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

static void what_is_kept_comes_as_laws_see_it(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_CLEAR };

	fill(b);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM sight"), 1);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .write = false }), 0);
	assert_int_equal(l.count, 3);
	assert_int_equal(l.whole_count, 0);
	assert_string_equal(l.maker, "hikvision");
	assert_int_equal(l.grade, GRADE_CONFIRMED);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM judged"), 0);
}

static void other_knowledge_thinks_anew(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_RESTRICTED, .judges = true, .gives = true };

	fill(b);
	assert_int_equal(begin_with(b, others, 2000000), 0);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .knowledge = others, .write = true }), 0);
	assert_int_equal(l.whole_count, 3);
	assert_int_equal(l.observation_count, 2);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM identity WHERE maker = 'dahua' AND run = 2"), 3);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now JOIN sight ON sight.id = now.sight WHERE maker = 'dahua'"), 3);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .knowledge = others }), 0);
	assert_int_equal(l.whole_count, 0);
}

static void verdicts_are_kept_once(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_PROHIBITED };

	fill(b);
	judge_all(b, &l);
	assert_true(l.noted > 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM judgement"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM verdict WHERE status = 'prohibited'"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM judged"), 3);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now JOIN judgement ON judgement.id = now.judgement WHERE worst = 6"), 3);
}

static void what_was_noted_need_not_be_given(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_PROHIBITED }, other = { .status = STATUS_CLEAR, .judges = true };

	fill(b);
	judge_all(b, &l);
	assert_int_equal(begin_with(b, ours, 3000000), 0);
	other.noted = l.noted;
	assert_int_equal(pass_over(b, &other, (struct judge_pass){ .write = true }), 0);
	assert_int_equal(store_judged_count(b->store), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM judged"), 3);
}

static void nobody_judged(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_PROHIBITED }, silent = { .status = STATUS_CLEAR };

	fill(b);
	judge_all(b, &l);
	assert_int_equal(begin_with(b, ours, 3000000), 0);
	assert_int_equal(pass_over(b, &silent, (struct judge_pass){ .write = true }), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now WHERE judgement IS NOT NULL"), 3);
	/* Seen otherwise by laws, and not judged: then nobody knows. */
	assert_int_equal(begin_with(b, ours, 4000000), 0);
	assert_int_equal(pass_over(b, &silent, (struct judge_pass){ .write = true, .anew = true }), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now WHERE judgement IS NULL"), 3);
}

static void more_evidence_is_thought_of_in_the_same_run(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_RESTRICTED, .judges = true, .gives = true };
	struct sample s;

	fill(b);
	assert_int_equal(begin_with(b, ours, 2000000), 0);
	struct device *d = sample(&s, "two", NULL, NULL, NULL, 20);
	s.observations[0].value = STR("554");
	d->identity.maker = (struct belief){ .id = STR("axis"), .confidence = 0.9, .grade = GRADE_LIKELY };
	assert_int_equal(store_add(b->store, d), 0);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .touched = true, .write = true }), 0);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.whole_count, 1);
	assert_int_equal(l.observation_count, 3);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM identity WHERE maker = 'axis'"), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now JOIN sight ON sight.id = now.sight WHERE maker = 'dahua'"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now WHERE knowledge IS NULL"), 0);
}

static void who_was_looked_at_comes_whole(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_RESTRICTED, .judges = true, .gives = true };
	struct decision confirmation = { .kind = DECISION_CONFIRM, .maker = STR("hikvision"), .from = DATE_NONE, .until = DATE_NONE,
					 .who = STR("A. Clerk"), .why = STR("seen"), .against = STR("the board") };
	const int64_t row = 2;

	fill(b);
	assert_int_equal(begin_with(b, ours, 2000000), 0);
	assert_int_equal(store_decide(b->store, &confirmation, &row, 1, NULL, &b->why), 0);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .write = true }), 0);
	assert_int_equal(l.whole_count, 1);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	/* Thought of with our knowledge now, and thought of anew all the same: the decision may end. */
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .rows = &row, .row_count = 1 }), 0);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.whole_count, 1);
	assert_int_equal(l.decision_count, 1);
}

static void a_pass_that_stops_keeps_nothing(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_PROHIBITED, .judges = true, .gives = true, .stop_at = 2 };

	fill(b);
	assert_int_equal(begin_with(b, ours, 2000000), 0);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .write = true }), -EIO);
	assert_int_equal(store_commit(b->store, &b->why), -EIO);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM judged"), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM run"), 1);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .write = true }), -EINVAL);
}

static void a_row_that_stands_for_nothing(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_CLEAR };
	const int64_t row = 17;

	fill(b);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .rows = &row, .row_count = 1 }), STORE_ABSENT);
}

static void what_was_believed_before(void **state) {
	struct bench *b = *state;
	struct looker l = { .status = STATUS_RESTRICTED, .judges = true, .gives = true };
	struct identity identity;

	fill(b);
	assert_int_equal(begin_with(b, others, 5000000), 0);
	assert_int_equal(pass_over(b, &l, (struct judge_pass){ .knowledge = others, .write = true }), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_believed(b->store, &b->mem, 1, 1000000, &identity), STORE_ABSENT);
	assert_int_equal(store_believed(b->store, &b->mem, 1, 1000001, &identity), 0);
	assert_str(identity.maker.id, "hikvision");
	assert_int_equal(identity.maker.grade, GRADE_CONFIRMED);
	assert_int_equal(identity.claim_count, 1);
	assert_str(identity.claims[0].mark->id, "hikvision/web");
	assert_int_equal(store_believed(b->store, &b->mem, 1, 5000001, &identity), 0);
	assert_str(identity.maker.id, "dahua");
}

enum { ROWS = 8 };

/* What came along with each device, by row. */
struct along {
	size_t count;
	struct { uint64_t circumstances; bool special; char site[16]; } at[ROWS];
};

static int note_along(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct along *a = context;
	const struct circumstances none = CIRCUMSTANCES_NONE;

	(void)mem;
	(void)ret_answer;
	assert_in_range(d->row, 1, ROWS - 1);
	a->count++;
	a->at[d->row].special = d->special;
	a->at[d->row].circumstances = circumstances_hash(d->device.circumstances ? d->device.circumstances : &none, 0);
	snprintf(a->at[d->row].site, sizeof a->at[d->row].site, "%.*s", STR_ARG(d->device.site));
	return 0;
}

static void tell(struct bench *b, int64_t row, struct telling t) {
	t.who = STR("A. Clerk");
	t.why = STR("x");
	assert_int_equal(store_tell(b->store, &row, 1, &t, &b->why), 0);
}

/* Of seven: one at a site and under a contract, one decided about, one with two parts and one of them told of, one plain. */
static void tell_much(struct bench *b) {
	struct decision waiver = { .kind = DECISION_WAIVER, .law = law.id, .from = DATE_NONE, .until = DATE_NONE,
				   .who = STR("A. Clerk"), .why = STR("x") };
	const struct site north = { .id = STR("north"), .title = STR("North") };
	const struct contract held = { .id = STR("c-1"), .title = STR("C"), .from = DATE_NONE, .until = 21000, .value = 5,
				       .currency = STR("EUR") };
	const int64_t two = 2, parts[] = { 5, 6 };
	static const char *const names[] = { "four", "five", "six", "seven" };

	assert_int_equal(begin_with(b, ours, 2000000), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sample s;

		assert_int_equal(store_add(b->store, sample(&s, names[i], NULL, NULL, "App-webs/", 10)), 0);
	}
	assert_int_equal(store_put_site(b->store, &north, STR("A. Clerk"), &b->why), 0);
	assert_int_equal(store_put_contract(b->store, &held, STR("A. Clerk"), &b->why), 0);
	tell(b, 1, (struct telling){ .what = TOLD_SITE | TOLD_CONTRACT, .site = STR("north"), .contract = STR("c-1") });
	assert_int_equal(store_decide(b->store, &waiver, &two, 1, NULL, &b->why), 0);
	tell(b, 6, (struct telling){ .what = TOLD_MADE_IN, .is = { .made_in = STR("CN"), .acquired = DATE_NONE } });
	assert_int_equal(store_merge(b->store, 4, parts, 2, STR("A. Clerk"), STR("one plug"), &b->why), 0);
	tell(b, 7, (struct telling){ .what = TOLD_KIND | TOLD_ACQUIRED, .is = { .kind = STR("router"), .acquired = 20000 } });
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

/* A pass over all devices reads it beside them, one over some looks it up for each: they must agree. */
static void what_was_told_comes_along(void **state) {
	struct bench *b = *state;
	struct along all = { 0 }, asked = { 0 };
	const int64_t rows[] = { 7, 4, 3, 2, 1 };
	const size_t count = sizeof rows / sizeof *rows;
	arena mem = b->mem;

	fill(b);
	tell_much(b);
	assert_int_equal(store_judge(b->store, mem, &(struct judge_pass){ .each = note_along, .context = &all, .knowledge = ours,
									  .sites = true }), 0);
	assert_int_equal(store_judge(b->store, mem, &(struct judge_pass){ .each = note_along, .context = &asked, .knowledge = ours,
									  .sites = true, .rows = rows, .row_count = count }), 0);
	assert_int_equal(all.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_true(all.at[rows[i]].circumstances == asked.at[rows[i]].circumstances);
		assert_string_equal(all.at[rows[i]].site, rows[i] == 1 ? "north" : "");
		assert_string_equal(asked.at[rows[i]].site, all.at[rows[i]].site);
		assert_int_equal(all.at[rows[i]].special, rows[i] != 3);
		for (size_t k = 0; k < i; k++)
			assert_true(all.at[rows[i]].circumstances != all.at[rows[k]].circumstances);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(what_is_kept_comes_as_laws_see_it), CASE(other_knowledge_thinks_anew), CASE(verdicts_are_kept_once),
		CASE(what_was_noted_need_not_be_given), CASE(nobody_judged), CASE(more_evidence_is_thought_of_in_the_same_run),
		CASE(who_was_looked_at_comes_whole), CASE(a_pass_that_stops_keeps_nothing), CASE(a_row_that_stands_for_nothing),
		CASE(what_was_believed_before), CASE(what_was_told_comes_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
