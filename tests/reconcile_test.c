/*
 * What the books say against what the wire shows: a table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/reconcile_compare.h"

static const struct brand_maker lts_makers[] = { { .maker = STR_INIT("hikvision"), .source = STR_INIT("a list") } };
static const struct company companies[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis Communications AB"), .country = STR_INIT("SE") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hangzhou Hikvision"), .country = STR_INIT("CN") },
};
static const struct brand brands[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis"), .owner = STR_INIT("axis") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("HIKVISION"), .owner = STR_INIT("hikvision") },
	{ .id = STR_INIT("lts"), .name = STR_INIT("LTS"), .makers = lts_makers, .maker_count = 1 },
};
static const struct registry registry = { .companies = companies, .company_count = 2, .brands = brands, .brand_count = 3 };

static const struct law_note law = { .id = STR_INIT("us-x") };
static const struct verdict says_prohibited = { .law = &law, .status = STATUS_PROHIBITED }, says_clear = { .law = &law },
			    says_later = { .law = &law, .status = STATUS_NOT_IN_FORCE };
#define TEXT_OF_CLAIM STR_INIT("as the supplier says")
static const struct claim_told no_rule = { .text = TEXT_OF_CLAIM },
			       prohibited = { TEXT_OF_CLAIM, &says_prohibited, STATUS_CLEAR },
			       clear = { TEXT_OF_CLAIM, &says_clear, STATUS_CLEAR },
			       later_clear = { TEXT_OF_CLAIM, &says_later, STATUS_CLEAR },
			       later_prohibited = { TEXT_OF_CLAIM, &says_later, STATUS_PROHIBITED },
			       later_unknown = { TEXT_OF_CLAIM, &says_later, STATUS_NOT_IN_FORCE };

#define SURE(company) { .id = STR_INIT(company), .confidence = 0.999, .grade = GRADE_CONFIRMED }
#define PERHAPS(company) { .id = STR_INIT(company), .confidence = 0.5, .grade = GRADE_POSSIBLE }
#define HIK { .maker = SURE("hikvision"), .model = STR_INIT("DS-2CD2022WD-I") }
static struct claim_told told[1];
#define CLAIM .claims = told, .claim_count = 1
#define ACME .brand = STR_INIT("Acme")

static const str other_mac[] = { STR_INIT("44:19:b6:00:00:0b") }, same_mac[] = { STR_INIT("4419B600000A") },
		 two_macs[] = { STR_INIT("44:19:b6:00:00:0b"), STR_INIT("44:19:b6:00:00:0a") }, told_mac[] = { STR_INIT("44:19:b6:00:00:0c") };
static const struct obs seen[] = { { .field = STR_INIT("sadp.mac"), .value = STR_INIT("44-19-b6-00-00-0c") } };

static const struct {
	const char *what;
	struct books_side books;
	struct identity wire;
	const struct claim_told *claimed; /* NULL: a claim of no rule */
	const char *want; /* "kind what standing", one behind another */
} cases[] = {
	{ "they agree", { .brand = STR_INIT("Hikvision"), .brand_id = STR_INIT("hikvision"), .model = STR_INIT("ds 2cd2022wd i") }, HIK, NULL, "" },
	{ "the books know the maker behind the label", { .brand = STR_INIT("LTS"), .brand_id = STR_INIT("lts"), .maker_id = STR_INIT("hikvision") },
	  HIK, NULL, "" },
	{ "a label that is known", { .brand = STR_INIT("LTS"), .brand_id = STR_INIT("lts") }, HIK, NULL, "relabelled maker;" },
	{ "a label of somebody else", { .brand = STR_INIT("Axis"), .brand_id = STR_INIT("axis") }, HIK, NULL, "different maker;" },
	{ "a label that nobody knows", { ACME }, HIK, NULL, "different maker;" },
	{ "a slip of the pen", { .brand = STR_INIT("Hikvison") }, HIK, NULL, "" },
	{ "more words than the name", { .brand = STR_INIT("Hikvision Digital") }, HIK, NULL, "" },
	{ "no label at all", { .model = STR_INIT("2CD2022WD") }, HIK, NULL, "" },
	{ "nothing is established", { ACME }, { .maker = PERHAPS("hikvision") }, NULL, "" },
	{ "another model", { .brand_id = STR_INIT("hikvision"), .model = STR_INIT("DS-7608") }, HIK, NULL, "different model;" },
	{ "the factory's model", { .brand_id = STR_INIT("hikvision"), .model = STR_INIT("DS-2CD2022") },
	  { .maker = SURE("hikvision"), .model = STR_INIT("CMIP1042"), .original = STR_INIT("DS-2CD2022") }, NULL, "" },
	{ "another MAC", { .macs = { other_mac, 1 } }, HIK, NULL, "different mac;" },
	{ "the same MAC", { .macs = { same_mac, 1 } }, HIK, NULL, "" },
	{ "two network cards, one of which was seen", { .macs = { two_macs, 2 } }, HIK, NULL, "" },
	{ "a MAC that a protocol told", { .macs = { told_mac, 1 } }, HIK, NULL, "" },
	{ "letters that changed places", { .brand = STR_INIT("Hikvsiion") }, HIK, NULL, "" },
	{ "in a short name, too", { .brand = STR_INIT("Axsi") }, { .maker = SURE("axis") }, NULL, "" },
	{ "another short name", { .brand = STR_INIT("Oxis") }, { .maker = SURE("axis") }, NULL, "different maker;" },
	{ "another label is seen", { .brand = STR_INIT("LTS"), .brand_id = STR_INIT("lts") }, { .brand = SURE("axis") }, NULL, "different brand;" },
	{ "made in Taiwan, says Acme", { ACME, .made_in = STR_INIT("Taiwan"), .country = STR_INIT("TW") }, HIK, NULL, "different maker;claim origin does-not-fit;" },
	{ "made in China, says Acme", { ACME, .made_in = STR_INIT("P.R. China"), .country = STR_INIT("CN") }, HIK, NULL, "different maker;" },
	{ "made where nobody knows", { ACME, .made_in = STR_INIT("Xanadu") }, HIK, NULL, "different maker;claim origin not-supported;" },
	{ "made elsewhere, by the maker that it says", { .brand_id = STR_INIT("hikvision"), .made_in = STR_INIT("Vietnam"), .country = STR_INIT("VN") }, HIK, NULL, "" },
	{ "made in Taiwan, and nobody knows by whom", { ACME, .made_in = STR_INIT("Taiwan"), .country = STR_INIT("TW") }, { .class = CLASS_CAMERA }, NULL,
	  "claim origin not-supported;" },
	{ "a claim that the rule contradicts", { .brand_id = STR_INIT("hikvision"), CLAIM }, HIK, &prohibited,
	  "claim compliance contradicted;" },
	{ "a claim that the rule bears out", { .brand_id = STR_INIT("axis"), CLAIM }, { .maker = SURE("axis") }, &clear, "" },
	{ "a claim that a rule which comes will bear out", { .brand_id = STR_INIT("axis"), CLAIM }, { .maker = SURE("axis") }, &later_clear, "" },
	{ "a claim on a rule which comes, and will prohibit it", { .brand_id = STR_INIT("hikvision"), CLAIM }, HIK, &later_prohibited,
	  "claim compliance not-supported;" },
	{ "a claim on a rule of which nobody knows when it comes", { .brand_id = STR_INIT("axis"), CLAIM }, { .maker = SURE("axis") }, &later_unknown,
	  "claim compliance not-supported;" },
	{ "a claim, and nobody knows the maker", { ACME, CLAIM }, { .class = CLASS_CAMERA }, &clear,
	  "claim compliance not-supported;" },
	{ "a claim of no rule", { .brand_id = STR_INIT("axis"), CLAIM }, { .maker = SURE("axis") }, NULL,
	  "claim compliance not-supported;" },
};

static void books_and_wire_are_compared(void **state) {
	static uint8_t memory[1 << 20];
	struct finding found[FINDINGS_OF_DEVICE_MAX];
	char got[512];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena mem = arena_over(memory, sizeof memory);
		const struct wire_side wire = { &cases[i].wire, addr_parse(STR("44:19:b6:00:00:0a")), seen, 1 };

		told[0] = cases[i].claimed ? *cases[i].claimed : no_rule;
		size_t count = reconcile_compare(&mem, &registry, &cases[i].books, &wire, found), at = 0;

		*got = 0;
		for (size_t k = 0; k < count; k++)
			at += (size_t)snprintf(got + at, sizeof got - at, "%s %.*s%s%s;", finding_names[found[k].kind], STR_ARG(found[k].what),
					       found[k].kind == FINDING_CLAIM ? " " : "",
					       found[k].kind == FINDING_CLAIM ? claim_standing_names[found[k].standing] : "");
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].what, got);
		assert_false(mem.full);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = { cmocka_unit_test(books_and_wire_are_compared) };

	return cmocka_run_group_tests_name("reconcile", tests, NULL, NULL);
}
