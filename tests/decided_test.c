/* What a person who looked at a device makes of its identity. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fuse/decided.h"
#include "fuse/weigh.h"

static uint8_t memory[1 << 20];

static const struct brand_maker own = { .maker = STR_INIT("axis"), .share = SHARE_ALL,
					.relation = STR_INIT("own brand of the maker") };
static const struct brand axis_label = { .id = STR_INIT("axis"), .name = STR_INIT("AXIS"), .owner = STR_INIT("axis"),
					 .makers = &own, .maker_count = 1 };
static const struct owner by_hikvision = { .id = STR_INIT("hikvision"), .percent = 60, .as_of = DATE_NONE,
					   .from = DATE_NONE, .until = DATE_NONE };
static const struct company group[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis"), .country = STR_INIT("SE") },
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Dahua"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("ezviz"), .name = STR_INIT("EZVIZ"), .country = STR_INIT("CN"), .owners = &by_hikvision, .owner_count = 1 },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hikvision"), .country = STR_INIT("CN") },
};
static const struct registry grouped = { .companies = group, .company_count = 4, .brands = &axis_label, .brand_count = 1 };

static const struct weights weights = {
	.ratio = { 2, 20, 300, 20000 },
	.brand_share = { 0.2, 0.1, 0.45, 0.75, 0.96 },
	.own_brand = 0.998,
	.least_prior = 0.01, .unknown = 0.25,
	.confirmed = 0.99, .likely = 0.8, .possible = 0.2,
};
static const struct mark_note note = { .id = STR_INIT("test/mark") };

struct said {
	enum aspect aspect;
	const char *value;
	enum strength strength;
	const char *kind, *seen;
};

/* A decision in short; days count from 100, 0 leaves the end open. Numbers follow the order. */
struct decided {
	enum decision_kind kind;
	const char *maker, *brand;
	date from, until;
};

enum { DECIDED_MAX = 3, SAID_MAX = 4, ON = 150 };

struct decided_case {
	const char *what;
	struct said said[SAID_MAX];
	struct decided decided[DECIDED_MAX];
	const char *maker; /* that comes out */
	enum grade grade;
	bool contested;
	uint64_t number;
	enum tri relabelled;
	const char *rival; /* a maker that stands among the rivals; NULL: whoever */
};

#define OPEN DATE_NONE
#define HIKVISION_PROOF { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "a" }
#define AXIS_LABEL { ASPECT_BRAND, "axis", STRENGTH_STRONG, "http", "AXIS" }

static const struct decided_case decided_cases[] = {
	{ "nothing decided", { HIKVISION_PROOF }, { { 0 } }, "hikvision", GRADE_CONFIRMED, false, 0, TRI_UNKNOWN, NULL },
	{ "confirmed where nothing was seen", { { 0 } }, { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } },
	  "axis", GRADE_CONFIRMED, false, 1, TRI_UNKNOWN, NULL },
	{ "confirmed before its first day", { { 0 } }, { { DECISION_CONFIRM, "axis", NULL, ON + 1, OPEN } },
	  "", GRADE_UNKNOWN, false, 0, TRI_UNKNOWN, NULL },
	{ "confirmed on its last day", { { 0 } }, { { DECISION_CONFIRM, "axis", NULL, ON, ON + 1 } },
	  "axis", GRADE_CONFIRMED, false, 1, TRI_UNKNOWN, NULL },
	{ "confirmed until that day", { { 0 } }, { { DECISION_CONFIRM, "axis", NULL, OPEN, ON } },
	  "", GRADE_UNKNOWN, false, 0, TRI_UNKNOWN, NULL },
	{ "a hint of somebody else is no contradiction", { { ASPECT_MAKER, "dahua", STRENGTH_HINT, "port", "a" } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } }, "axis", GRADE_CONFIRMED, false, 1, TRI_UNKNOWN, NULL },
	{ "more than a hint contests it", { { ASPECT_MAKER, "dahua", STRENGTH_FAIR, "mac", "a" } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } }, "axis", GRADE_CONFIRMED, true, 1, TRI_UNKNOWN, "dahua" },
	{ "a proof keeps it from being confirmed", { HIKVISION_PROOF }, { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } },
	  "axis", GRADE_POSSIBLE, true, 1, TRI_UNKNOWN, "hikvision" },
	{ "what can be typed in is no proof", { { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "name", "a" } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } }, "axis", GRADE_CONFIRMED, true, 1, TRI_UNKNOWN, "dahua" },
	{ "one of its group does not contradict", { HIKVISION_PROOF }, { { DECISION_CONFIRM, "ezviz", NULL, OPEN, OPEN } },
	  "ezviz", GRADE_CONFIRMED, false, 1, TRI_UNKNOWN, NULL },
	{ "another maker behind the label is a relabel", { AXIS_LABEL }, { { DECISION_CONFIRM, "dahua", "axis", OPEN, OPEN } },
	  "dahua", GRADE_CONFIRMED, false, 1, TRI_TRUE, NULL },
	{ "its own label is none", { { 0 } }, { { DECISION_CONFIRM, "axis", "axis", OPEN, OPEN } },
	  "axis", GRADE_CONFIRMED, false, 1, TRI_FALSE, NULL },
	{ "two words of people against a proof", { HIKVISION_PROOF, AXIS_LABEL },
	  { { DECISION_CONFIRM, "dahua", "axis", OPEN, OPEN } }, "dahua", GRADE_POSSIBLE, true, 1, TRI_UNKNOWN, "hikvision" },
	{ "the last confirmation counts", { { 0 } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN }, { DECISION_CONFIRM, "dahua", NULL, OPEN, OPEN } },
	  "dahua", GRADE_CONFIRMED, false, 2, TRI_UNKNOWN, NULL },
	{ "of those that hold", { { 0 } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN }, { DECISION_CONFIRM, "dahua", NULL, OPEN, ON } },
	  "axis", GRADE_CONFIRMED, false, 1, TRI_UNKNOWN, NULL },
	{ "rejected", { HIKVISION_PROOF }, { { DECISION_REJECT, "hikvision", NULL, OPEN, OPEN } },
	  "", GRADE_UNKNOWN, false, 1, TRI_UNKNOWN, "hikvision" },
	{ "nobody takes the place of the rejected",
	  { HIKVISION_PROOF, { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "b" } },
	  { { DECISION_REJECT, "hikvision", NULL, OPEN, OPEN } }, "", GRADE_UNKNOWN, true, 1, TRI_UNKNOWN, "dahua" },
	{ "a rejection of somebody else changes nothing", { HIKVISION_PROOF }, { { DECISION_REJECT, "dahua", NULL, OPEN, OPEN } },
	  "hikvision", GRADE_CONFIRMED, false, 0, TRI_UNKNOWN, NULL },
	{ "whoever is owned is rejected too", { { ASPECT_MAKER, "ezviz", STRENGTH_PROOF, "sadp", "a" } },
	  { { DECISION_REJECT, "hikvision", NULL, OPEN, OPEN } }, "", GRADE_UNKNOWN, false, 1, TRI_UNKNOWN, "ezviz" },
	{ "but not the owner", { HIKVISION_PROOF }, { { DECISION_REJECT, "ezviz", NULL, OPEN, OPEN } },
	  "hikvision", GRADE_CONFIRMED, false, 0, TRI_UNKNOWN, NULL },
	{ "confirmed, then rejected", { { 0 } },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN }, { DECISION_REJECT, "axis", NULL, OPEN, OPEN } },
	  "", GRADE_UNKNOWN, false, 0, TRI_UNKNOWN, NULL },
	{ "rejected, then confirmed", { { 0 } },
	  { { DECISION_REJECT, "axis", NULL, OPEN, OPEN }, { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN } },
	  "axis", GRADE_CONFIRMED, false, 2, TRI_UNKNOWN, NULL },
	{ "what was rejected may be believed of nobody, and another is confirmed", { HIKVISION_PROOF },
	  { { DECISION_CONFIRM, "axis", NULL, OPEN, OPEN }, { DECISION_REJECT, "hikvision", NULL, OPEN, OPEN } },
	  "axis", GRADE_POSSIBLE, true, 1, TRI_UNKNOWN, "hikvision" },
	{ "a licence says nothing of who made it", { HIKVISION_PROOF }, { { DECISION_LICENCE, "axis", NULL, OPEN, OPEN } },
	  "hikvision", GRADE_CONFIRMED, false, 0, TRI_UNKNOWN, NULL },
};

static bool has_rival(const struct identity *id, const char *maker) {
	for (size_t i = 0; i < id->rival_count; i++)
		if (id->rivals[i].aspect == ASPECT_MAKER && str_eq(id->rivals[i].id, str_of(maker)))
			return true;
	return false;
}

static struct identity decide_case(arena *mem, const struct decided_case *c) {
	struct claim *claims = arena_new(mem, struct claim, SAID_MAX);
	struct obs *seen = arena_new(mem, struct obs, SAID_MAX);
	struct decision *decisions = arena_new(mem, struct decision, DECIDED_MAX);
	struct circumstances known = CIRCUMSTANCES_NONE;
	size_t count = 0;

	for (; count < SAID_MAX && c->said[count].value; count++) {
		const struct said *said = &c->said[count];
		seen[count] = (struct obs){ .field = str_of(said->kind), .value = str_of(said->seen) };
		claims[count] = (struct claim){ &seen[count], &note, said->aspect, str_of(said->value), said->strength,
						str_of(said->kind) };
	}
	struct identity id = weigh(mem, &weights, &grouped, claims, count);
	known.decisions = decisions;
	for (size_t i = 0; i < DECIDED_MAX && c->decided[i].maker; i++)
		decisions[known.decision_count++] = (struct decision){
			.number = i + 1, .kind = c->decided[i].kind, .maker = str_of(c->decided[i].maker),
			.brand = str_of(c->decided[i].brand), .from = c->decided[i].from, .until = c->decided[i].until,
		};
	weigh_decided(mem, &id, &grouped, &known, ON);
	return id;
}

static void people_who_looked_are_heard(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof decided_cases / sizeof *decided_cases; i++) {
		const struct decided_case *c = &decided_cases[i];
		arena mem = arena_over(memory, sizeof memory);
		struct identity id = decide_case(&mem, c);

		if (!str_eq(id.maker.id, str_of(c->maker)) || id.maker.grade != c->grade || id.maker.contested != c->contested ||
		    id.decision != c->number || id.relabelled != c->relabelled || (c->rival && !has_rival(&id, c->rival)) ||
		    (id.maker.id.n && has_rival(&id, c->maker)))
			fail_msg("%s: maker '%.*s', %s, contested %d, decision %d, relabelled %d", c->what, STR_ARG(id.maker.id),
				 grade_names[id.maker.grade], id.maker.contested, (int)id.decision, (int)id.relabelled);
		if (id.decision && c->grade == GRADE_CONFIRMED)
			assert_true(id.maker.confidence >= 0.99);
		if (c->grade == GRADE_POSSIBLE)
			assert_int_equal(likelihood_of(&id.maker), LIKELIHOOD_POSSIBLE);
	}
}

static void without_memory_nothing_is_decided(void **state) {
	const struct decision d = { .number = 1, .kind = DECISION_CONFIRM, .maker = STR("axis"), .from = DATE_NONE,
				    .until = DATE_NONE };
	struct circumstances known = CIRCUMSTANCES_NONE;
	struct identity id = { .class = CLASS_UNKNOWN };
	arena none = arena_over(memory, 0);

	(void)state;
	known.decisions = &d;
	known.decision_count = 1;
	weigh_decided(&none, &id, &grouped, &known, ON);
	assert_true(none.full);
	assert_int_equal(id.decision, 0);
	weigh_decided(&none, &id, &grouped, NULL, ON);
	assert_int_equal(id.decision, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_who_looked_are_heard),
		cmocka_unit_test(without_memory_nothing_is_decided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
