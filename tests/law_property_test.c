/*
 * law: what must hold whatever the law, the owners and the device are. Worlds
 * are made at random from a seed, so that a failure can be seen again.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/yaml.h"
#include "law/form.h"

enum { WORLDS = 150, COMPANIES = 10, OWNERS_MAX = 4, LAWS = 3, DECISIONS = 4, TODAY = 20000 /* 2024-10-04 */ };

/* A maker of choices, the same everywhere: Marsaglia's xorshift64. */
struct dice {
	uint64_t state;
};

static size_t roll(struct dice *d, size_t sides) {
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return (size_t)(d->state % sides);
}

static struct dice dice_of(uint64_t seed) {
	struct dice d = { seed * 0x9e3779b97f4a7c15 + 1 };

	roll(&d, 2);
	return d;
}

/* The numbers up to `count` in an order that `order` chooses; 0: as they are. */
static void shuffle(uint64_t order, size_t *numbers, size_t count) {
	struct dice d = dice_of(order);

	for (size_t i = 0; i < count; i++)
		numbers[i] = i;
	for (size_t i = count; order && i > 1; i--) {
		size_t k = roll(&d, i), other = numbers[i - 1];

		numbers[i - 1] = numbers[k];
		numbers[k] = other;
	}
}

/* How a world differs from the one that its seed makes. */
struct twist {
	uint64_t order;      /* in which everything stands whose order must not matter */
	bool clauses_too;    /* the clauses of a law as well */
	int later;           /* days by which laws begin later */
	int clauses_later;   /* likewise each clause */
	bool plain;          /* no test but of makers and classes, and exceptions without tests */
	bool one_more_owner; /* a company has an owner more */
	bool ended;          /* decisions that are over, or not yet begun, stand beside the others */
	bool together;       /* all laws are asked at once */
};

struct world {
	struct company companies[COMPANIES];
	struct owner owners[COMPANIES][OWNERS_MAX + 1];
	struct registry registry;
	uint8_t text[16384];
	struct yaml *yaml;
	struct tree tree;
	struct laws laws;
	struct identity identity;
	struct rival rivals[3];
	struct circumstances circumstances;
	struct contract contract;
	struct decision decisions[2 * DECISIONS];
	str components[2];
	struct verdict verdicts[LAWS];
};

static const str ids[COMPANIES] = {
	STR_INIT("c0"), STR_INIT("c1"), STR_INIT("c2"), STR_INIT("c3"), STR_INIT("c4"),
	STR_INIT("c5"), STR_INIT("c6"), STR_INIT("c7"), STR_INIT("c8"), STR_INIT("c9"),
};
static const char *const countries[] = { "CN", "NL", "RU" };
static const str law_ids[LAWS] = { STR_INIT("x0"), STR_INIT("x1"), STR_INIT("x2") };

static struct owner make_owner(struct dice *d, str id, double *left) {
	struct owner o = { .id = id, .percent = -1, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE,
			   .trust = TRUST_HIGH };
	size_t way = roll(d, 8);

	if (way) {
		o.percent = roll(d, 3) ? *left / 2 : *left;
		*left -= o.percent;
	}
	if (way == 1)
		o.until = TODAY;
	if (way == 2)
		o.control = CONTROL_YES;
	return o;
}

/* The owners of all, some of them in circles; the one more is drawn by dice of its own. */
static void make_companies(struct world *w, struct dice *d, const struct twist *t, uint64_t seed) {
	struct dice more = dice_of(seed + 77);
	size_t place[COMPANIES], favoured = roll(&more, COMPANIES);

	shuffle(t->order, place, COMPANIES);
	for (size_t i = 0; i < COMPANIES; i++) {
		struct company *c = &w->companies[place[i]];
		size_t count = roll(d, OWNERS_MAX), order[OWNERS_MAX];
		double left = 100;

		*c = (struct company){ .id = ids[i], .name = ids[i], .country = str_of(countries[roll(d, 3)]),
				       .owners = w->owners[i], .owner_count = count };
		shuffle(t->order, order, count);
		for (size_t k = 0; k < count; k++)
			w->owners[i][order[k]] = make_owner(d, ids[(i + 1 + k + roll(d, 2) * 4) % COMPANIES], &left);
		if (t->one_more_owner && i == favoured) {
			size_t who = roll(&more, COMPANIES);

			w->owners[i][count] = make_owner(&more, ids[who], &left);
			w->owners[i][count].control = CONTROL_UNSTATED;
			c->owner_count++;
		}
	}
	w->registry = (struct registry){ .companies = w->companies, .company_count = COMPANIES };
}

static void add_day(struct text *t, date d) {
	char day[11];

	date_format(d, day);
	text_cstr(t, day);
}

/* Some companies, in the order of the twist. */
static void add_firms(struct text *t, struct dice *d, const struct twist *twist) {
	size_t count = 1 + roll(d, 3), first = roll(d, COMPANIES), order[3];

	shuffle(twist->order, order, count);
	text_cstr(t, "[");
	for (size_t i = 0; i < count; i++) {
		text_cstr(t, i ? ", " : "");
		text_str(t, ids[(first + 3 * order[i]) % COMPANIES]);
	}
	text_cstr(t, "]");
}

static void add_tests(struct text *t, struct dice *d, const struct twist *twist) {
	static const char *const others[] = {
		"maker-country: CN", "owner-country: [CN]", "made-in: CN", "made-outside: NL", "kind: [router]",
		"acquired-before: 2024-06-01", "acquired-from: 2024-06-01", "under-contract: yes", "contract-value: EUR 500",
	};
	size_t way = twist->plain ? 0 : roll(d, 3), other = roll(d, sizeof others / sizeof *others);

	text_cstr(t, "{ ");
	if (way < 2) {
		static const char *const keys[] = { "maker: ", "soc: ", "component: " };

		text_cstr(t, keys[twist->plain ? 0 : roll(d, 3)]);
		add_firms(t, d, twist);
		text_cstr(t, roll(d, 3) ? ", affiliates: 50" : "");
	}
	if (way > 0) {
		text_cstr(t, way == 1 ? ", " : "");
		text_cstr(t, others[other]);
	}
	text_cstr(t, " }");
}

static void add_clause(struct text *t, uint64_t seed, size_t number, const struct twist *twist) {
	static const char *const statuses[] = { "undetermined", "restricted", "licence-required", "prohibited-new", "prohibited" };
	static const char *const classes[] = { "", ", class: [camera]", ", class: [network, camera]" };
	struct dice d = dice_of(seed + 1000 * number);
	char id[16];

	snprintf(id, sizeof id, "p%zu", number);
	text_cstr(t, "    - { clause: ");
	text_cstr(t, id);
	text_cstr(t, ", when: ");
	add_tests(t, &d, twist);
	text_cstr(t, classes[roll(&d, 3)]);
	text_cstr(t, ", status: ");
	text_cstr(t, statuses[roll(&d, 5)]);
	text_cstr(t, ", from: ");
	add_day(t, (date)(TODAY - 100 + (int)roll(&d, 120) + twist->clauses_later));
	text_cstr(t, roll(&d, 4) ? "" : ", unknown: pass");
	text_cstr(t, ", because: It says so. }\n");
}

static void add_law(struct text *t, uint64_t seed, size_t number, const struct twist *twist) {
	struct dice d = dice_of(seed + 17 * number);
	size_t count = 1 + roll(&d, 4), order[4];

	text_cstr(t, "- law: ");
	text_str(t, law_ids[number]);
	text_cstr(t, "\n  title: t\n  jurisdiction: NL\n  authority: a\n  citation: c\n  roles: [buyer]\n  scope: s\n  sources: [s]\n");
	text_cstr(t, roll(&d, 2) ? "  acts: [buy, use]\n" : "  acts: [use]\n");
	text_cstr(t, "  trust: high\n  from: ");
	add_day(t, (date)(TODAY - 50 + (int)roll(&d, 60) + twist->later));
	text_cstr(t, "\n  clauses:\n");
	shuffle(twist->clauses_too ? twist->order : 0, order, count);
	for (size_t i = 0; i < count; i++)
		add_clause(t, seed + 31 * number, order[i], twist);
	if (roll(&d, 2)) {
		text_cstr(t, "  exceptions:\n    - { what: It may stay., ask: may it?");
		if (!twist->plain) {
			text_cstr(t, ", when: ");
			add_tests(t, &d, twist);
		}
		text_cstr(t, " }\n");
	}
	text_cstr(t, "  examples: [ { maker: c0, on: 2024-01-01, status: prohibited } ]\n"
		     "  counters: [ { maker: c0, on: 2024-01-01, status: clear } ]\n");
}

static void make_laws(struct world *w, arena *mem, uint64_t seed, const struct twist *twist) {
	struct text t = TEXT(w->text);
	struct complaint complaint = { 0 };
	size_t order[LAWS];

	text_cstr(&t, "- { role: buyer, means: m }\n- { kind: router, means: m, class: [network] }\n");
	shuffle(twist->order, order, LAWS);
	for (size_t i = 0; i < LAWS; i++)
		add_law(&t, seed, order[i], twist);
	assert_false(t.full);
	w->yaml = yaml_open();
	assert_int_equal(0, yaml_add(w->yaml, STR("world"), text_done(&t), &complaint));
	w->tree = yaml_tree(w->yaml);
	if (laws_load(mem, &w->tree, &w->registry, &w->laws, &complaint))
		fail_msg("seed %lu: %u: %s", (unsigned long)seed, complaint.line, complaint.what);
}

static void make_decisions(struct world *w, struct dice *d, const struct twist *t) {
	static const char *const acts[] = { "", "use", "buy" };
	size_t order[DECISIONS], count = roll(d, DECISIONS + 1);

	shuffle(t->order, order, count);
	for (size_t i = 0; i < count; i++)
		w->decisions[order[i]] = (struct decision){
			.number = i + 1, .kind = (enum decision_kind)roll(d, 4), .law = law_ids[roll(d, LAWS)],
			.act = str_of(acts[roll(d, 3)]), .status = (enum status)roll(d, STATUS_COUNT), .from = DATE_NONE,
			.until = roll(d, 2) ? DATE_NONE : TODAY + 1, .who = STR("somebody"), .why = STR("why not"), .made_us = 1 };
	for (size_t i = 0; t->ended && i < DECISIONS; i++)
		w->decisions[count++] = (struct decision){
			.number = 10 + i, .kind = (enum decision_kind)i, .law = law_ids[i % LAWS], .status = STATUS_PROHIBITED,
			.from = i % 2 ? DATE_NONE : TODAY + 1, .until = i % 2 ? TODAY : DATE_NONE,
			.who = STR("somebody"), .why = STR("it was so") };
	w->circumstances.decisions = w->decisions;
	w->circumstances.decision_count = count;
}

static void make_device(struct world *w, struct dice *d, const struct twist *t) {
	static const enum device_class classes[] = { CLASS_CAMERA, CLASS_NETWORK, CLASS_UNKNOWN, CLASS_PRINTER };
	size_t order[3];

	w->identity = (struct identity){
		.maker = { .id = ids[roll(d, COMPANIES)], .grade = (enum grade)roll(d, GRADE_COUNT), .confidence = 0.9 },
		.soc = { .id = ids[roll(d, COMPANIES)], .grade = (enum grade)roll(d, GRADE_COUNT), .confidence = 0.5 },
		.class = classes[roll(d, 4)], .rivals = w->rivals, .rival_count = roll(d, 4) };
	shuffle(t->order, order, w->identity.rival_count);
	for (size_t i = 0; i < w->identity.rival_count; i++)
		w->rivals[order[i]] = (struct rival){ roll(d, 2) ? ASPECT_SOC : ASPECT_MAKER, ids[roll(d, COMPANIES)], 0.25 };
	w->circumstances = CIRCUMSTANCES_NONE;
	w->circumstances.made_in = roll(d, 2) ? str_of(countries[roll(d, 3)]) : (str){ 0 };
	w->circumstances.kind = roll(d, 3) ? (str){ 0 } : STR("router");
	w->circumstances.acquired = roll(d, 2) ? (date)(TODAY - (int)roll(d, 300)) : DATE_NONE;
	w->contract = (struct contract){ .id = STR("k"), .from = DATE_NONE, .until = roll(d, 2) ? TODAY + 50 : DATE_NONE,
					 .value = (double)roll(d, 1000), .currency = STR("EUR") };
	w->circumstances.contract = roll(d, 2) ? &w->contract : NULL;
	size_t count = roll(d, 3);
	shuffle(t->order, order, count);
	for (size_t i = 0; i < count; i++)
		w->components[order[i]] = ids[roll(d, COMPANIES)];
	w->circumstances.components = (struct strs){ w->components, count };
	w->circumstances.components_whole = roll(d, 2);
}

/* Makes the world of the seed with a twist and judges its device by its laws, which stand sorted by id. */
static void judge_world(struct world *w, arena *mem, uint64_t seed, struct twist twist) {
	struct dice d = dice_of(seed);
	struct court court;

	make_companies(w, &d, &twist, seed);
	make_device(w, &d, &twist);
	make_decisions(w, &d, &twist);
	make_laws(w, mem, seed, &twist);
	assert_int_equal(LAWS, w->laws.count);
	assert_int_equal(0, law_court(mem, &w->laws, &w->registry, TODAY, &court));
	size_t laws[LAWS];
	for (size_t i = 0; i < LAWS; i++) {
		laws[i] = i;
		w->verdicts[i] = law_judge(mem, &court, i, &w->identity, &w->circumstances);
	}
	if (twist.together)
		law_judge_all(mem, &court, laws, LAWS, &w->identity, &w->circumstances, w->verdicts);
	assert_false(mem->full);
}

/* Two worlds of each seed, one as it is and one with a twist, and what must hold of each pair of verdicts. */
typedef bool holds(const struct verdict *before, const struct verdict *after, const struct world *w);

static void for_all_worlds(struct twist base, struct twist twist, holds *must_hold) {
	enum { MEMORY = 1 << 20 };
	static struct world before, after;
	uint8_t *memory = malloc(2 * MEMORY);
	size_t seen[STATUS_COUNT] = { 0 };

	assert_non_null(memory);
	/* What stood there before must not show. */
	memset(memory, 0xa5, 2 * MEMORY);
	for (uint64_t seed = 1; seed <= WORLDS; seed++) {
		arena mem = arena_over(memory, MEMORY), other = arena_over(memory + MEMORY, MEMORY);

		judge_world(&before, &mem, seed, base);
		judge_world(&after, &other, seed, twist);
		for (size_t i = 0; i < LAWS; i++) {
			seen[before.verdicts[i].status]++;
			if (!must_hold(&before.verdicts[i], &after.verdicts[i], &after))
				fail_msg("seed %lu, law %zu: %s, then %s", (unsigned long)seed, i,
					 status_names[before.verdicts[i].status], status_names[after.verdicts[i].status]);
		}
		yaml_close(before.yaml);
		yaml_close(after.yaml);
	}
	/* Worlds in which nothing happens would prove nothing. */
	for (int s = 0; s < STATUS_COUNT; s++)
		if (!base.plain)
			assert_true(seen[s] > 3);
	free(memory);
}

static bool same_words(const struct verdict *a, const struct verdict *b, const struct world *w) {
	(void)w;
	if (a->status != b->status || a->by != b->by || a->decision != b->decision || a->because_count != b->because_count)
		return false;
	for (size_t i = 0; i < a->because_count; i++)
		if (!str_eq(a->because[i], b->because[i]))
			return false;
	return true;
}

static void the_same_input_gives_the_same_words(void **state) {
	(void)state;
	for_all_worlds((struct twist){ 0 }, (struct twist){ 0 }, same_words);
}

static void laws_asked_at_once_say_what_each_says_alone(void **state) {
	(void)state;
	for_all_worlds((struct twist){ 0 }, (struct twist){ .together = true }, same_words);
}

static void what_has_ended_changes_nothing(void **state) {
	(void)state;
	for_all_worlds((struct twist){ 0 }, (struct twist){ .ended = true }, same_words);
}

static bool same_verdict(const struct verdict *a, const struct verdict *b, const struct world *w) {
	(void)w;
	return a->status == b->status && a->by == b->by && a->decision == b->decision;
}

static bool same_status(const struct verdict *a, const struct verdict *b, const struct world *w) {
	(void)w;
	return a->status == b->status;
}

/* Of two clauses of one status the first speaks, with its day: that order is a part of the law. */
static void order_changes_nothing(void **state) {
	(void)state;
	for (uint64_t order = 1; order <= 3; order++) {
		for_all_worlds((struct twist){ 0 }, (struct twist){ .order = order }, same_verdict);
		for_all_worlds((struct twist){ 0 }, (struct twist){ .order = order, .clauses_too = true }, same_status);
	}
}

/* What is not in force binds nobody, as what is clear. */
static enum status strictness(enum status s) {
	return s == STATUS_NOT_IN_FORCE ? STATUS_CLEAR : s;
}

/* Looks at a day on which the law has not begun any more: before its later start. */
static bool not_in_force_or_as_mild(const struct verdict *before, const struct verdict *after, const struct world *w) {
	(void)w;
	if (after->law->from > TODAY && after->status != STATUS_NOT_IN_FORCE)
		return false;
	return strictness(after->status) <= strictness(before->status);
}

static void a_later_start_is_never_stricter_before_it(void **state) {
	static const int days[] = { 1, 15, 45, 500 };

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		for_all_worlds((struct twist){ 0 }, (struct twist){ .later = days[i] }, not_in_force_or_as_mild);
		for_all_worlds((struct twist){ 0 }, (struct twist){ .clauses_later = days[i] }, not_in_force_or_as_mild);
	}
}

/*
 * Whoever is covered stays covered, as strictly or more. Only a doubt can end,
 * where the new owner is free and is on record for what nobody was on record
 * for (own_test has that case exactly). Tests of the owner at the top are left
 * out: another owner there is another answer to another question.
 */
static bool no_milder(const struct verdict *before, const struct verdict *after, const struct world *w) {
	(void)w;
	return before->status < STATUS_RESTRICTED || after->status >= before->status;
}

static void one_more_owner_clears_nobody(void **state) {
	(void)state;
	for_all_worlds((struct twist){ .plain = true }, (struct twist){ .plain = true, .one_more_owner = true }, no_milder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_input_gives_the_same_words),
		cmocka_unit_test(laws_asked_at_once_say_what_each_says_alone),
		cmocka_unit_test(what_has_ended_changes_nothing),
		cmocka_unit_test(order_changes_nothing),
		cmocka_unit_test(a_later_start_is_never_stricter_before_it),
		cmocka_unit_test(one_more_owner_clears_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
