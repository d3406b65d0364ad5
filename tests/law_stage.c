#include "law_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define OWNER(i, p, t) \
	{ .id = STR_INIT(i), .percent = (p), .trust = (t), .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE }

/* Owners: a ring of two that own each other, a sum of two halves, a gap, a share of hearsay. */
static const struct owner own_sub[] = { OWNER("bad", 50, TRUST_HIGH) };
static const struct owner own_deep[] = { OWNER("sub", 80, TRUST_HIGH) };
static const struct owner own_minor[] = {
	OWNER("bad", 20, TRUST_HIGH),
	OWNER("good", 80, TRUST_HIGH) };
static const struct owner own_sum[] = {
	OWNER("bad", 30, TRUST_HIGH),
	OWNER("worse", 25, TRUST_HIGH) };
static const struct owner own_gap[] = { OWNER("bad", 40, TRUST_HIGH) };
static const struct owner own_hearsay[] = { OWNER("bad", 90, TRUST_HINT) };
static const struct owner own_quiet[] = { OWNER("bad", -1, TRUST_HIGH) };
static const struct owner own_past[] = {
	{ .id = STR_INIT("bad"), .percent = 60, .trust = TRUST_HIGH, .as_of = DATE_NONE, .from = DATE_NONE, .until = 18262 },
	OWNER("good", 40, TRUST_HIGH) }; /* up to 2020-01-01 */
static const struct owner own_ring_a[] = { OWNER("ring-b", 60, TRUST_HIGH) };
static const struct owner own_ring_b[] = { OWNER("ring-a", 60, TRUST_HIGH) };

#define COMPANY(i, c, o) \
	{ .id = STR_INIT(i), .name = STR_INIT(i " Ltd."), .country = STR_INIT(c), .owners = (o), .owner_count = sizeof(o) / sizeof *(o) }
#define FREE_COMPANY(i, c) \
	{ .id = STR_INIT(i), .name = STR_INIT(i " Ltd."), .country = STR_INIT(c) }

static const struct company companies[] = {
	FREE_COMPANY("bad", "CN"), COMPANY("deep", "NL", own_deep), COMPANY("gap", "NL", own_gap),
	FREE_COMPANY("good", "SE"), COMPANY("hearsay", "NL", own_hearsay), COMPANY("minor", "NL", own_minor),
	FREE_COMPANY("nowhere", ""), COMPANY("past", "NL", own_past), COMPANY("quiet", "NL", own_quiet), COMPANY("ring-a", "NL", own_ring_a),
	COMPANY("ring-b", "NL", own_ring_b), COMPANY("sub", "NL", own_sub), COMPANY("sum", "NL", own_sum),
	FREE_COMPANY("worse", "RU"),
};
static const struct brand brands[] = {
	{ .id = STR_INIT("label"), .name = STR_INIT("LABEL"), .owner = STR_INIT("good") },
};
const struct registry stage_registry = {
	.companies = companies, .company_count = sizeof companies / sizeof *companies,
	.brands = brands, .brand_count = 1,
};

static uint8_t memory[1 << 20];

static struct yaml *yaml;
struct tree stage_tree;
struct laws stage_laws;
struct complaint stage_complaint;

int stage_load(const char *text) {
	arena mem = arena_over(memory, sizeof memory / 2);

	yaml_close(yaml);
	yaml = yaml_open();
	stage_complaint = (struct complaint){ 0 };
	assert_int_equal(0, yaml_add(yaml, STR("t.yaml"), str_of(text), &stage_complaint));
	stage_tree = yaml_tree(yaml);
	return laws_load(&mem, &stage_tree, &stage_registry, &stage_laws, &stage_complaint);
}

void stage_close(void) {
	yaml_close(yaml);
	yaml = NULL;
}

arena stage_scratch(void) {
	return arena_over(memory + sizeof memory / 2, sizeof memory / 2);
}

date stage_day(const char *text) {
	date d = DATE_NONE;

	assert_true(date_parse(str_of(text), &d));
	return d;
}

struct identity stage_device(const char *maker, enum grade grade, enum device_class class) {
	return (struct identity){ .maker = { .id = str_of(maker), .confidence = 0.9, .grade = grade }, .class = class };
}

struct verdict stage_judge(const struct identity *identity, const struct circumstances *circumstances, const char *on) {
	return stage_judge_in(TONGUE_EN, identity, circumstances, on);
}

struct verdict stage_judge_in(enum tongue language, const struct identity *identity, const struct circumstances *circumstances,
			      const char *on) {
	arena mem = stage_scratch();
	struct court court;

	assert_int_equal(0, law_court(&mem, &stage_laws, &stage_registry, stage_day(on), &court));
	court.language = language;
	return law_judge(&mem, &court, 0, identity, circumstances);
}

struct verdict stage_judge_made(const struct identity *identity, const char *on, const char *made_in) {
	struct circumstances c = CIRCUMSTANCES_NONE;

	c.made_in = str_of(made_in);
	return stage_judge(identity, &c, on);
}

bool stage_says(const struct verdict *v, const char *words) {
	for (size_t i = 0; i < v->because_count; i++)
		if (str_find(v->because[i], str_of(words), 0) < v->because[i].n)
			return true;
	return false;
}
