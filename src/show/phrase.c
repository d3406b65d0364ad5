#include "show/phrase.h"

#include <string.h>

void phrase_begin(struct prose *p, const char *label) {
	char room[PHRASE_LABEL_COLUMNS + 1];
	size_t n = strlen(label);

	memset(room, ' ', sizeof room);
	memcpy(room, label, n < sizeof room - 1 ? n : sizeof room - 1);
	prose_whole(p, (str){ (const uint8_t *)room, PHRASE_LABEL_COLUMNS });
	p->hang = PHRASE_LABEL_COLUMNS;
}

void phrase_end(struct prose *p) {
	prose_end(p);
	p->hang = 0;
}

void phrase_line(struct prose *p, const char *label, str words) {
	if (words.n == 0)
		return;
	phrase_begin(p, label);
	prose_str(p, words);
	phrase_end(p);
}

/* What stands before item i of n in a list of words. */
static const char *joint(size_t i, size_t n) {
	return i == 0 ? "" : i + 1 == n ? " and " : ", ";
}

void phrase_list(struct prose *p, struct strs list) {
	for (size_t i = 0; i < list.count; i++) {
		prose_cstr(p, joint(i, list.count));
		prose_str(p, list.at[i]);
	}
}

void phrase_company(struct prose *p, const struct registry *r, str id) {
	str name = name_of_company_short(r, id);

	prose_str(p, name);
	if (!str_eq_nocase(name, id)) {
		prose_cstr(p, " (");
		prose_str(p, id);
		prose_cstr(p, ")");
	}
}

void phrase_day(struct prose *p, date d) {
	char day[11];

	date_format(d, day);
	prose_whole(p, (str){ (const uint8_t *)day, !strcmp(day + 4, "-01-01") ? 4 : 10 });
}

bool phrase_days(struct prose *p, date from, date until) {
	if (from == DATE_NONE && until == DATE_NONE)
		return false;
	prose_cstr(p, from == DATE_NONE ? "until " : until == DATE_NONE ? "since " : "");
	if (from != DATE_NONE)
		phrase_day(p, from);
	prose_cstr(p, from != DATE_NONE && until != DATE_NONE ? " to " : "");
	if (until != DATE_NONE)
		phrase_day(p, until);
	return true;
}

void phrase_classes(struct prose *p, uint32_t classes) {
	bool first = true;

	if (classes == (1u << CLASS_COUNT) - 1) {
		prose_cstr(p, "every kind of device");
		return;
	}
	for (int i = 0; i < CLASS_COUNT; i++) {
		if (!(classes >> i & 1))
			continue;
		prose_cstr(p, first ? "" : ", ");
		prose_cstr(p, class_names[i]);
		first = false;
	}
}

/* What the values of a test are. */
enum value_kind { VALUE_FIRMS, VALUE_COUNTRIES, VALUE_WORDS };

/* The tests of data/laws in words, with the values in between. */
static const struct test_words {
	const char *key, *before, *behind;
	enum value_kind values;
} test_words[] = {
	{ "maker", "made by ", "", VALUE_FIRMS },
	{ "soc", "with a chip of ", "", VALUE_FIRMS },
	{ "component", "with a chip or another part of ", "", VALUE_FIRMS },
	{ "maker-country", "its maker's seat is in ", "", VALUE_COUNTRIES },
	{ "owner-country", "the owner at the top has its seat in ", "", VALUE_COUNTRIES },
	{ "made-in", "manufactured in ", "", VALUE_COUNTRIES },
	{ "made-outside", "manufactured outside ", "", VALUE_COUNTRIES },
	{ "brand-country", "the firm on its label has its seat in ", "", VALUE_COUNTRIES },
	{ "kind", "of the kind ", "", VALUE_WORDS },
	{ "acquired-before", "bought before ", "", VALUE_WORDS },
	{ "acquired-from", "bought on ", " or later", VALUE_WORDS },
	{ "contract-value", "under a contract worth ", " or more", VALUE_WORDS },
};

static void say_value(struct prose *p, enum value_kind kind, str value, const struct registry *r) {
	if (kind == VALUE_FIRMS)
		prose_str(p, name_of_company_short(r, value));
	else
		prose_str(p, kind == VALUE_COUNTRIES ? name_of_country(value) : value);
}

static void say_owned(struct prose *p, const struct test_note *test) {
	if (test->affiliates <= 0)
		return;
	prose_cstr(p, str_eq(test->key, STR("maker")) ? ", or by a firm of which " : ", or of a firm of which ");
	prose_cstr(p, test->values.count > 1 ? "they own " : "it owns ");
	prose_u64(p, (uint64_t)test->affiliates);
	prose_cstr(p, " percent or more");
}

static void say_test(struct prose *p, const struct test_note *test, const struct registry *r) {
	const struct test_words *words = NULL;

	for (size_t i = 0; i < sizeof test_words / sizeof *test_words; i++)
		if (str_eq(test->key, str_of(test_words[i].key)))
			words = &test_words[i];
	if (!words) { /* the one that is answered by yes or no */
		bool no = test->values.count && str_eq(test->values.at[0], STR("no"));

		prose_cstr(p, no ? "under no contract that runs" : "under a contract that runs");
		return;
	}
	prose_cstr(p, words->before);
	for (size_t i = 0; i < test->values.count; i++) {
		prose_cstr(p, i == 0 ? "" : i + 1 == test->values.count ? " or " : ", ");
		say_value(p, words->values, test->values.at[i], r);
	}
	prose_cstr(p, words->behind);
	say_owned(p, test);
}

void phrase_tests(struct prose *p, const struct test_note *tests, size_t count, const struct registry *r) {
	for (size_t i = 0; i < count; i++) {
		prose_cstr(p, i == 0 ? "" : "; and ");
		say_test(p, &tests[i], r);
	}
	if (count == 0)
		prose_cstr(p, "whoever made it");
}

const char *phrase_trust_word(enum trust trust) {
	static const char *const words[] = {
		[TRUST_HINT] = "only remembered", [TRUST_LOW] = "low", [TRUST_MEDIUM] = "medium", [TRUST_HIGH] = "high",
	};

	return words[trust];
}

void phrase_trust(struct prose *p, enum trust trust) {
	prose_cstr(p, trust == TRUST_HINT ? "" : "trust ");
	prose_cstr(p, phrase_trust_word(trust));
}

const char *phrase_share(enum share share) {
	static const char *const words[] = {
		[SHARE_UNKNOWN] = "an unknown part", [SHARE_FORMERLY] = "formerly", [SHARE_SOME] = "some of it",
		[SHARE_MOST] = "most of it", [SHARE_ALL] = "all of it",
	};

	return words[share];
}

const char *phrase_standing(enum standing standing) {
	static const char *const words[STANDING_COUNT] = {
		[STANDING_PROPOSED] = "proposed", [STANDING_COMING] = "not yet in force",
		[STANDING_IN_FORCE] = "in force", [STANDING_SUSPENDED] = "suspended",
		[STANDING_UNSURE] = "unsure whether in force", [STANDING_ENDED] = "ended",
		[STANDING_NOTICE] = "a notice: no rule on devices",
	};

	return words[standing];
}

const char *phrase_reach(enum reach reach) {
	static const char *const words[REACH_COUNT] = {
		[REACH_NAMED] = "by name", [REACH_OWNED] = "by ownership", [REACH_COUNTRY] = "by the country of its seat",
		[REACH_OWNER_COUNTRY] = "by the country of its owner", [REACH_CHIP] = "by its chips in others' devices",
		[REACH_LABEL] = "by its label",
	};

	return words[reach];
}
