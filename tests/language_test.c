/*
 * The language in which devices are asked for: what words mean, and what is
 * said of wrong ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/query.h"

static const str hikvision_names[] = { STR_INIT("Hikvision"), STR_INIT("HIK") };
static const struct company companies[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis Communications AB"), .country = STR_INIT("SE") },
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Zhejiang Dahua"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("eastern"), .name = STR_INIT("Twin"), .country = STR_INIT("US") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hangzhou Hikvision Digital Technology Co., Ltd."),
	  .native = STR_INIT("海康威视"), .country = STR_INIT("CN"), .aliases = { hikvision_names, 2 } },
	{ .id = STR_INIT("western"), .name = STR_INIT("Twin"), .country = STR_INIT("US") },
};
static const struct brand brands[] = {
	{ .id = STR_INIT("annke"), .name = STR_INIT("ANNKE") },
	{ .id = STR_INIT("tp-link"), .name = STR_INIT("TP-Link") },
};
static const struct role_note roles[] = { { .id = STR_INIT("nl-police") } };
static const struct kind_note kinds[] = { { .id = STR_INIT("modem") }, { .id = STR_INIT("router") } };

static const struct knowledge knowledge = {
	.registry = { .companies = companies, .company_count = sizeof companies / sizeof *companies, .brands = brands,
		      .brand_count = sizeof brands / sizeof *brands },
	.laws = { .roles = roles, .role_count = 1, .kinds = kinds, .kind_count = 2 },
};

static const char *const key_words[KEY_COUNT] = {
	"name", "maker", "brand", "soc", "model", "class", "grade", "relabelled", "verdict", "law", "site", "contract",
	"made-in", "kind", "mac", "ip", "first", "seen", "decision",
	"worst", "due", "allowed",
};
static const char *const operator_words[] = { "=", "!=", "<", "<=", ">", ">=" };

enum { MEMORY_SIZE = 1 << 20, WORDS_MAX = 4 };

/* The query as it was understood, a term behind the other: "maker=a|b site!=". Or the complaint. */
static const char *understood(const char *const *words, int count) {
	static uint8_t room[4096], memory[MEMORY_SIZE];
	static struct complaint why;
	char *copies[WORDS_MAX] = { NULL };
	struct text t = { .at = room, .size = sizeof room - 1 };
	arena mem = arena_over(memory, sizeof memory);
	struct query query = { .limit = 77 };

	for (int i = 0; i < count; i++)
		copies[i] = strdup(words[i]);
	int r = query_parse(&mem, &knowledge, copies, count, &query, &why);
	if (r) {
		assert_int_equal(r, QUERY_WRONG);
		/* Outputs stay as they were. */
		assert_int_equal(query.limit, 77);
	}
	for (size_t i = 0; !r && i < query.term_count; i++) {
		const struct query_term *term = &query.terms[i];

		text_cstr(&t, i ? " " : "");
		text_cstr(&t, key_words[term->key]);
		text_cstr(&t, operator_words[term->operator]);
		for (size_t k = 0; k < term->values.count; k++) {
			text_cstr(&t, k ? "|" : "");
			text_str(&t, term->values.at[k]);
		}
	}
	for (int i = 0; i < count; i++)
		free(copies[i]);
	room[t.used] = 0;
	return r ? why.what : (const char *)room;
}

struct language_case {
	const char *words[WORDS_MAX], *want;
};

static void check_cases(const struct language_case *cases, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int words = 0;

		while (words < WORDS_MAX && cases[i].words[words])
			words++;
		const char *got = understood(cases[i].words, words);
		if (strcmp(got, cases[i].want) != 0)
			printf("# %s\n# got:  %s\n# want: %s\n", cases[i].words[0], got, cases[i].want);
		assert_string_equal(got, cases[i].want);
	}
}

static void test_good(void **state) {
	static const struct language_case cases[] = {
		{ { NULL }, "" },
		{ { "camera" }, "name=camera" },
		{ { "maker:hikvision", "label!=hikvision" }, "there is no label 'hikvision'" },
		{ { "maker:hikvision", "label!=annke", "grade>=likely", "seen>2026-10-01" },
		  "maker=hikvision brand!=annke grade>=likely seen>2026-10-01" },
		{ { "maker:hikvision label!=annke grade>=likely seen>2026-10-01" },
		  "maker=hikvision brand!=annke grade>=likely seen>2026-10-01" },
		{ { "maker=dahua,hikvision,dahua" }, "maker=dahua|hikvision" },
		{ { "MAKER:Hikvision" }, "maker=hikvision" },
		{ { "maker:HIK" }, "maker=hikvision" },
		{ { "maker:海康威视" }, "maker=hikvision" },
		{ { "maker:" }, "maker=" },
		{ { "label!=annke," }, "brand!=annke|" },
		{ { "label:TP Link" }, "brand=tp-link" },
		{ { "label:\"TP Link\" maker:axis" }, "brand=tp-link maker=axis" },
		{ { "label:TP Link,Annke" }, "brand=tp-link|annke" },
		{ { "country:cn" }, "maker=dahua|hikvision" },
		{ { "country:Sweden,CN" }, "maker=axis|dahua|hikvision" },
		{ { "country!=CN" }, "maker!=dahua|hikvision" },
		{ { "made-in:cn,Vietnam" }, "made-in=CN|VN" },
		{ { "made-in:cn,Atlantis" }, "a country is two letters, like CN, not 'Atlantis'" },
		{ { "made-in:cn,VN" }, "made-in=CN|VN" },
		{ { "kind:Router" }, "there is no kind 'Router'; did you mean router?" },
		{ { "kind:router" }, "kind=router" },
		{ { "verdict<=Restricted" }, "verdict<=restricted" },
		{ { "relabelled:yes", "class:Camera,unknown" }, "relabelled=yes class=camera|unknown" },
		{ { "decision:waiver,licence" }, "decision=waiver|licence" },
		{ { "model:DS-2CD*", "soc:hikvision" }, "model=DS-2CD* soc=hikvision" },
		{ { "front door" }, "name=front door" },
		{ { "front door site:noord" }, "name=front name=door site=noord" },
		{ { "\"front door\" site:noord" }, "name=front door site=noord" },
		{ { "name:\"a \"\"b\"\", c\",d" }, "name=a \"b\", c|d" },
		{ { "site:noord,zuid,oud west" }, "site=noord|zuid|oud west" },
		{ { "a4:cf:12:00:00:01" }, "mac=a4:cf:12:00:00:01" },
		{ { "de:ad:be:ef:00:01" }, "mac=de:ad:be:ef:00:01" },
		{ { "10.4.0.1", "10.4.0.0/16" }, "ip=10.4.0.1 ip=10.4.0.0/16" },
		{ { "cafe::1" }, "ip=cafe::1" },
		{ { "cam1:x" }, "name=cam1:x" },
		{ { "  camera  " }, "name=camera" },
		{ { "mac:a4:cf", "ip:fe80::1" }, "mac=a4:cf ip=fe80::1" },
		{ { "seen:2026", "first<2026-10", "seen:" }, "seen=2026 first<2026-10 seen=" },
		{ { "name:a=b" }, "name=a=b" },
		{ { "site!=a=b,c" }, "site!=a=b|c" },
		{ { "site:none", "label!=annke,None" }, "site= brand!=annke|" },
		{ { "name:none" }, "name=none" },
		{ { "grade:unresolved" }, "grade=unknown|possible" },
		{ { "grade!=unresolved" }, "grade!=unknown|possible" },
		{ { "worst>=Restricted" }, "worst>=restricted" },
		{ { "due:2027" }, "due=2027 verdict>=restricted" },
		{ { "due<2027 allowed>=2026-10", "verdict:prohibited" }, "due<2027 allowed>=2026-10 verdict=prohibited" },
	};

	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_wrong(void **state) {
	static const struct language_case cases[] = {
		{ { "maker:hikvison" }, "there is no maker 'hikvison'; did you mean hikvision?" },
		{ { "maker:hik" }, "maker=hikvision" },
		{ { "maker:zhejiang" }, "there is no maker 'zhejiang'; did you mean dahua?" },
		{ { "maker:nobody-at-all" }, "there is no maker 'nobody-at-all'" },
		{ { "maker:twin" }, "more than one maker is called 'twin': eastern and western" },
		{ { "makr:x" }, "there is no key 'makr'; did you mean maker?" },
		{ { "maker>axis" }, "'maker' has no order: it is asked with : or !=" },
		{ { "grade>=likely,confirmed" }, "'grade' is compared with one value" },
		{ { "grade>=" }, "no value is given for 'grade'" },
		{ { "seen>" }, "'seen' is compared with one value" },
		{ { "grade:sure" }, "grade is unknown, possible, likely or confirmed, not 'sure'" },
		{ { "grade>unresolved" }, "'grade' is compared with one value" },
		{ { "worst:not-in-force" }, "worst is clear, undetermined, restricted, licence-required, prohibited-new or prohibited, "
					    "not 'not-in-force'" },
		{ { "due!=2027" }, "'due' is asked with : < <= > or >=" },
		{ { "due:2027,2028" }, "'due' is compared with one value" },
		{ { "allowed:" }, "no value is given for 'allowed'" },
		{ { "relabelled:maybe" }, "relabelled is yes, no or unknown, not 'maybe'" },
		{ { "class:kamera" }, "class is camera, recorder, doorbell, lpr, intercom, drone, access, network, phone, printer, "
				      "computer, appliance, other or unknown, not 'kamera'" },
		{ { "law:x" }, "there is no law 'x'" },
		{ { "role:nl-polise" }, "there is no role 'nl-polise'; did you mean nl-police?" },
		{ { "role:nl-police" }, "no law binds the role 'nl-police'" },
		{ { "country:XX" }, "no company that is known has its seat in XX" },
		{ { "country:" }, "no value is given for 'country'" },
		{ { "name:" }, "no value is given for 'name'" },
		{ { "" }, "no value is given for 'name'" },
		{ { "   " }, "no value is given for 'name'" },
		{ { "label:\"TP" }, "a quotation mark is not closed: \"TP" },
		{ { "label:TP Link maker:axis" }, "there is no label 'TP'" },
	};

	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

static void test_long(void **state) {
	enum { SIZE = 100000 };
	char *word = calloc(1, SIZE + 1);
	const char *words[] = { word };

	(void)state;
	assert_non_null(word);
	memset(word, 'x', SIZE);
	assert_int_equal(strlen(understood(words, 1)), 4095);
	memcpy(word, "maker:", 6);
	assert_int_equal(strncmp(understood(words, 1), "there is no maker 'xxxx", 23), 0);
	memcpy(word, "name:,", 6);
	memset(word + 6, ',', SIZE - 6);
	assert_string_equal(understood(words, 1), "no value is given for 'name'");
	memcpy(word, "site:,", 6);
	assert_string_equal(understood(words, 1), "site=");
	for (int i = 0, at = 5; i < 2000; i++)
		at += snprintf(word + at, 8, "%04d,", i);
	assert_string_equal(understood(words, 1), "a term has too many values: more than a thousand");
	for (int i = 0; i < SIZE; i += 2)
		memcpy(word + i, i == 0 ? "\"\"" : "a ", 2);
	assert_string_equal(understood(words, 1), "the query has too many terms: more than 32");
	free(word);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good), cmocka_unit_test(test_wrong), cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
