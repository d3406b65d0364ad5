#include "show/phrase.h"

#include <string.h>

#include "base/translate.h"
#include "show/glyph.h"
#include "show/shown.h"

void phrase_begin(struct prose *p, const char *label) {
	uint8_t room[4 * PHRASE_LABEL_COLUMNS]; /* a column takes up to four bytes */
	struct text t = TEXT(room);
	str words = label ? str_of(translate(label)) : STR("");

	text_str(&t, words);
	for (unsigned i = glyph_columns(words, PHRASE_LABEL_COLUMNS); i < PHRASE_LABEL_COLUMNS; i++)
		text_byte(&t, ' ');
	prose_whole(p, text_done(&t));
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
	return i == 0 ? "" : i + 1 == n ? _(" and ") : ", ";
}

void phrase_count(struct prose *p, size_t count, const char *what, bool *first) {
	if (count == 0)
		return;
	prose_cstr(p, *first ? "" : ", ");
	*first = false;
	PROSE_FILL(p, _("{count} {what}"), PROSE_NUMBER("count", count), PROSE_WORDS("what", str_of(what)));
}

void phrase_verdicts(struct prose *p, size_t count, const char *what, bool *first) {
	if (count == 0)
		return;
	prose_cstr(p, *first ? "" : ", ");
	*first = false;
	PROSE_FILL(p, _("{what} {count}"), PROSE_NUMBER("count", count), PROSE_WORDS("what", str_of(what)));
}

void phrase_list(struct prose *p, struct strs list) {
	for (size_t i = 0; i < list.count; i++) {
		prose_cstr(p, joint(i, list.count));
		prose_str(p, list.at[i]);
	}
}

str phrase_day_text(date d, char room[11]) {
	date_format(d, room);
	return (str){ (const uint8_t *)room, !strcmp(room + 4, "-01-01") ? 4 : 10 };
}

bool phrase_days(struct prose *p, date from, date until) {
	if (from == DATE_NONE && until == DATE_NONE)
		return false;
	char first[11], last[11];

	PROSE_FILL(p, from == DATE_NONE ? _("until {until}") : until == DATE_NONE ? _("since {from}") : _("{from} to {until}"),
		   PROSE_WHOLE("from", from == DATE_NONE ? (str){ 0 } : phrase_day_text(from, first)),
		   PROSE_WHOLE("until", until == DATE_NONE ? (str){ 0 } : phrase_day_text(until, last)));
	return true;
}

void phrase_classes(struct prose *p, uint32_t classes) {
	bool first = true;

	if (classes == (1u << CLASS_COUNT) - 1) {
		prose_cstr(p, _("every kind of device"));
		return;
	}
	for (int i = 0; i < CLASS_COUNT; i++) {
		if (!(classes >> i & 1))
			continue;
		prose_cstr(p, first ? "" : ", ");
		prose_cstr(p, shown_class((enum device_class)i));
		first = false;
	}
}

/* What the values of a test are. */
enum value_kind { VALUE_FIRMS, VALUE_COUNTRIES, VALUE_WORDS };

/* The tests of data/laws in words, with the values in between. */
static const struct test_words {
	const char *key, *sentence;
	enum value_kind values;
} test_words[] = {
	{ "maker", N_("made by {values}"), VALUE_FIRMS },
	{ "soc", N_("with a chip of {values}"), VALUE_FIRMS },
	{ "component", N_("with a chip or another part of {values}"), VALUE_FIRMS },
	{ "maker-country", N_("its maker's seat is in {values}"), VALUE_COUNTRIES },
	{ "owner-country", N_("the owner at the top has its seat in {values}"), VALUE_COUNTRIES },
	{ "made-in", N_("manufactured in {values}"), VALUE_COUNTRIES },
	{ "made-outside", N_("manufactured outside {values}"), VALUE_COUNTRIES },
	{ "brand-country", N_("the firm on its label has its seat in {values}"), VALUE_COUNTRIES },
	{ "kind", N_("of the kind {values}"), VALUE_WORDS },
	{ "acquired-before", N_("bought before {values}"), VALUE_WORDS },
	{ "acquired-from", N_("bought on {values} or later"), VALUE_WORDS },
	{ "contract-value", N_("under a contract worth {values} or more"), VALUE_WORDS },
};

static void say_value(struct prose *p, enum value_kind kind, str value, const struct registry *r) {
	if (kind == VALUE_FIRMS)
		prose_str(p, name_of_company_short(r, value));
	else
		prose_str(p, kind == VALUE_COUNTRIES ? shown_country(value) : value);
}

static void say_owned(struct prose *p, const struct test_note *test) {
	if (test->affiliates <= 0)
		return;
	bool made = str_eq(test->key, STR("maker")), many = test->values.count > 1;

	PROSE_FILL(p, made && many ? _(", or by a firm of which they own {percent} percent or more") :
		      made ? _(", or by a firm of which it owns {percent} percent or more") :
		      many ? _(", or of a firm of which they own {percent} percent or more") :
			     _(", or of a firm of which it owns {percent} percent or more"),
		   PROSE_NUMBER("percent", (uint64_t)test->affiliates));
}

static void say_test(struct prose *p, const struct test_note *test, const struct registry *r) {
	const struct test_words *words = NULL;

	for (size_t i = 0; i < sizeof test_words / sizeof *test_words; i++)
		if (str_eq(test->key, str_of(test_words[i].key)))
			words = &test_words[i];
	if (!words) { /* the one that is answered by yes or no */
		bool no = test->values.count && str_eq(test->values.at[0], STR("no"));

		prose_cstr(p, no ? _("under no contract that runs") : _("under a contract that runs"));
		return;
	}
	str behind = prose_until(p, translate(words->sentence), "{values}");
	for (size_t i = 0; i < test->values.count; i++) {
		prose_cstr(p, i == 0 ? "" : i + 1 == test->values.count ? _(" or ") : ", ");
		say_value(p, words->values, test->values.at[i], r);
	}
	prose_str(p, behind);
	say_owned(p, test);
}

void phrase_tests(struct prose *p, const struct test_note *tests, size_t count, const struct registry *r) {
	for (size_t i = 0; i < count; i++) {
		prose_cstr(p, i == 0 ? "" : _("; and "));
		say_test(p, &tests[i], r);
	}
	if (count == 0)
		prose_cstr(p, _("whoever made it"));
}

const char *phrase_trust_word(enum trust trust) {
	static const char *const words[] = {
		[TRUST_HINT] = N_("only remembered"), [TRUST_LOW] = N_("low"), [TRUST_MEDIUM] = N_("medium"),
		[TRUST_HIGH] = N_("high"),
	};

	return translate(words[trust]);
}

void phrase_trust(struct prose *p, enum trust trust) {
	static const char *const words[] = {
		[TRUST_HINT] = N_("only remembered"), [TRUST_LOW] = N_("trust low"), [TRUST_MEDIUM] = N_("trust medium"),
		[TRUST_HIGH] = N_("trust high"),
	};

	prose_cstr(p, translate(words[trust]));
}

const char *phrase_share(enum share share) {
	static const char *const words[] = {
		[SHARE_UNKNOWN] = N_("an unknown part"), [SHARE_FORMERLY] = N_("formerly"), [SHARE_SOME] = N_("some of it"),
		[SHARE_MOST] = N_("most of it"), [SHARE_ALL] = N_("all of it"),
	};

	return translate(words[share]);
}

const char *phrase_standing(enum standing standing) {
	static const char *const words[STANDING_COUNT] = {
		[STANDING_PROPOSED] = N_("proposed"), [STANDING_COMING] = N_("not yet in force"),
		[STANDING_IN_FORCE] = N_("in force"), [STANDING_SUSPENDED] = N_("suspended"),
		[STANDING_UNSURE] = N_("unsure whether in force"), [STANDING_ENDED] = N_("ended"),
		[STANDING_NOTICE] = N_("a notice: no rule on devices"),
	};

	return translate(words[standing]);
}

const char *phrase_reach(enum reach reach) {
	static const char *const words[REACH_COUNT] = {
		[REACH_NAMED] = N_("by name"), [REACH_OWNED] = N_("by ownership"), [REACH_COUNTRY] = N_("by the country of its seat"),
		[REACH_OWNER_COUNTRY] = N_("by the country of its owner"), [REACH_CHIP] = N_("by its chips in others' devices"),
		[REACH_LABEL] = N_("by its label"),
	};

	return translate(words[reach]);
}

void phrase_whom(struct prose *p, const struct look *look) {
	if (!look->any_role)
		return;
	prose_cstr(p, _("A rule binds some and not others: 'birthmark laws' says whom, and --as asks for one of them."));
	prose_end(p);
}
