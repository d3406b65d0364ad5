/*
 * The report and the story of a device in each language: well-formed, with the
 * same numbers, and in Dutch without an English sentence that is not marked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>

#include "show/show.h"
#include "show/words.h"

enum { DEVICES = 40, ELEMENTS_MAX = 64, TEXTS_MAX = 20000, NUMBERS_SIZE = 1 << 16, PIECE_MIN = 9, TODAY = 20000 };

/* Knowledge and devices: names are such that no sentence has them. */

static const struct company companies[] = {
	{ .id = STR_INIT("qqmaker"), .name = STR_INIT("Qqmaker Co., Ltd."), .country = STR_INIT("DE") },
	{ .id = STR_INIT("zzmaker"), .name = STR_INIT("Zzmaker B.V."), .country = STR_INIT("NL") },
};
static const struct brand brands[] = { { .id = STR_INIT("xxlabel"), .name = STR_INIT("XxLabel") } };
static const struct registry registry = { .companies = companies, .company_count = 2, .brands = brands, .brand_count = 1 };
static const struct mark_note mark = { .id = STR_INIT("qq/mark"), .why = STR_INIT("Why it is so, in English."),
				       .source = STR_INIT("https://example.org/why") };
static const str roles[] = { STR_INIT("qq-role") };
static const struct law_note laws[] = {
	{ .id = STR_INIT("qq-law"), .title = STR_INIT("A law in English words"), .jurisdiction = STR_INIT("QQ"), .from = 18000,
	  .until = DATE_NONE, .scope = STR_INIT("It binds those whom it binds."), .roles = { roles, 1 } },
	{ .id = STR_INIT("qq-wet"), .title = STR_INIT("Een wet in het Nederlands"), .jurisdiction = STR_INIT("NL"), .from = 18000,
	  .until = DATE_NONE, .language = TONGUE_NL },
};
static const struct market_share shares[] = { { .maker = STR_INIT("qqmaker"), .share = 0.055 } };
static const struct market market = { .id = STR_INIT("qq"), .name = { [TONGUE_EN] = STR_INIT("the market of the moon"),
						 [TONGUE_NL] = STR_INIT("de markt van de maan") },
				      .shares = shares, .share_count = 1 };
static const struct site sites[] = {
	{ .id = STR_INIT("east"), .title = STR_INIT("Qqoost"), .latitude = 52.3, .longitude = 4.95 },
	{ .id = STR_INIT("west"), .title = STR_INIT("Qqwest"), .latitude = 52.4, .longitude = 4.85 },
};
static const str sources[] = { STR_INIT("street.pcap"), STR_INIT("register books.csv") };

static struct device devices[DEVICES];
static struct obs observations[DEVICES][3];
static struct claim claims[DEVICES][4];
static struct verdict verdicts[DEVICES][3];
static struct rival rivals[2] = { { ASPECT_BRAND, STR_INIT("xxlabel"), 0.2 }, { ASPECT_SOC, STR_INIT("qqmaker"), 0.3 } };
static struct decision decisions[DECISION_COUNT];
static const struct contract contract = { .id = STR_INIT("c-1"), .title = STR_INIT("Qqtitle"), .supplier = STR_INIT("Qqsupplier"),
					  .from = 19000, .until = 21000, .value = 1234567.5, .currency = STR_INIT("EUR") };
static const str parts[] = { STR_INIT("qqmaker") };
static struct circumstances told;

static void make_told(void) {
	for (int kind = 0; kind < DECISION_COUNT; kind++)
		decisions[kind] = (struct decision){ .kind = (enum decision_kind)kind, .number = 1000 + (uint64_t)kind,
						     .law = STR("qq-law"), .act = STR("qq-act"), .maker = STR("qqmaker"),
						     .from = 19000, .until = 21000,
						     .who = STR("Qqperson"), .why = STR("Qqreason"), .reference = STR("Qqpaper"),
						     .part = STR("Qqpart"), .is_partial = kind % 2, .against = STR("Qqagainst"),
						     .status = STATUS_RESTRICTED };
	told = CIRCUMSTANCES_NONE;
	told.contract = &contract;
	told.made_in = STR("DE");
	told.acquired = 19500;
	told.components = (struct strs){ parts, 1 };
	told.decisions = decisions;
	told.decision_count = DECISION_COUNT;
}

/* All fields of which a story tells the source, in turn. */
static str field_of(size_t i) {
	static const str fields[] = {
		STR_INIT("http.title"), STR_INIT("mac"), STR_INIT("dns.query"), STR_INIT("sadp.mac"), STR_INIT("tvt.model"),
		STR_INIT("dahua.type"), STR_INIT("register.model"), STR_INIT("qq.what"), STR_INIT("tls.sni"),
		STR_INIT("lldp.chassis"),
	};

	return fields[i % (sizeof fields / sizeof *fields)];
}

static void make_verdicts(size_t i) {
	for (size_t k = 0; k < 3; k++)
		verdicts[i][k] = (struct verdict){
			.law = &laws[k % 2], .status = (enum status)((i + 3 * k) % STATUS_COUNT), .decision = i % 5 == 4 ? 77 : 0,
			.by = i % 3 ? DATE_NONE : TODAY + (date)(100 * i) - 500, .because_count = 1,
			.because = { k % 2 ? STR("Een reden in het Nederlands.") : STR("A reason in English words.") },
			.because_in = { k % 2 ? TONGUE_NL : TONGUE_EN },
		};
}

static void make_device(size_t i) {
	struct identity *id = &devices[i].identity;

	for (size_t k = 0; k < 3; k++)
		observations[i][k] = (struct obs){ .field = field_of(i + k), .value = STR("qqvalue"), .source = (uint32_t)(k == 2),
						   .offset = 1000 + k, .time_us = k == 1 ? 0 : 1718007062000000 };
	for (size_t k = 0; k < 4; k++)
		claims[i][k] = (struct claim){ &observations[i][k % 3], &mark, (enum aspect)((i + k) % ASPECT_COUNT),
					       k == 3 ? STR("zzmaker") : STR("qqmaker"), (enum strength)(k % STRENGTH_COUNT),
					       STR("http") };
	make_verdicts(i);
	devices[i] = (struct device){ .name = STR("qqname"), .mac = addr_parse(STR("28:57:be:00:00:00")),
				      .first_us = 1718007062000000,
				      .last_us = 1718007063000000, .site = i % 3 ? STR("east") : STR(""),
				      .observations = observations[i], .observation_count = 3, .verdicts = { verdicts[i], 3 },
				      .circumstances = i == 1 ? &told : NULL };
	*id = (struct identity){ .maker = { .id = STR("qqmaker"), .confidence = 0.2 + 0.02 * (double)i, .contested = i % 7 == 3,
					    .grade = (enum grade)(i % GRADE_COUNT) },
				 .class = (enum device_class)(i % CLASS_COUNT), .rivals = rivals, .rival_count = i % 3,
				 .claims = claims[i], .claim_count = i % 6 == 5 ? 0 : 4 };
	if (i % 2) {
		id->brand = (struct belief){ .id = STR("xxlabel"), .confidence = 0.9, .grade = GRADE_LIKELY };
		id->relabelled = i % 4 == 1 ? TRI_TRUE : TRI_FALSE;
	}
}

static void make_devices(void) {
	make_told();
	for (size_t i = 0; i < DEVICES; i++)
		make_device(i);
}

/* Of the devices as they are now. */
static char *page_of(enum tongue language, size_t count) {
	struct report report = { .title = STR("t"), .estate = STR("qq.db"), .on = TODAY, .made = TODAY, .version = STR("0.1.0"),
				 .language = language, .devices = devices, .count = count, .sources = { sources, 2 },
				 .sites = sites, .site_count = 2, .market = &market };
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	assert_non_null(to);
	show_report_html(to, &report, &registry);
	assert_int_equal(fclose(to), 0);
	return text;
}

static char *page_in(enum tongue language, size_t count) {
	make_devices();
	return page_of(language, count);
}

/* What a reader of the page meets */

struct reading {
	bool foreign[ELEMENTS_MAX]; /* of the elements that are open: is it marked as another language? */
	size_t depth;
	bool counts;                /* inside of a number of a table, a picture or the summary */
	char *texts[TEXTS_MAX];     /* texts and labels that are of the page's language */
	size_t text_count;
	char numbers[NUMBERS_SIZE]; /* all numbers, without what separates their digits */
	size_t number_size;
	char language[4];
};

static void keep_text(struct reading *r, const char *text, size_t size) {
	assert_true(r->text_count < TEXTS_MAX);
	r->texts[r->text_count++] = strndup(text, size);
}

static void XMLCALL open_element(void *context, const char *name, const char **attributes) {
	struct reading *r = context;
	bool foreign = r->depth > 0 && r->foreign[r->depth - 1];

	r->counts = false;
	for (const char **a = attributes; *a; a += 2) {
		if (!strcmp(a[0], "lang") && r->depth == 0)
			snprintf(r->language, sizeof r->language, "%s", a[1]);
		else if (!strcmp(a[0], "lang"))
			foreign = strcmp(a[1], r->language) != 0;
		else if (!strcmp(a[0], "aria-label"))
			keep_text(r, a[1], strlen(a[1]));
		else if (!strcmp(a[0], "class"))
			r->counts = !strcmp(a[1], "number") || !strcmp(a[1], "count");
	}
	r->counts = r->counts || !strcmp(name, "b") || !strcmp(name, "text");
	assert_true(r->depth < ELEMENTS_MAX);
	/* Style and code are nobody's language. */
	r->foreign[r->depth++] = foreign || !strcmp(name, "style") || !strcmp(name, "code") || !strcmp(name, "pre");
}

static void XMLCALL close_element(void *context, const char *name) {
	struct reading *r = context;

	(void)name;
	r->depth--;
	r->counts = false;
}

static void XMLCALL read_text(void *context, const char *text, int size) {
	struct reading *r = context;

	if (!r->foreign[r->depth - 1])
		keep_text(r, text, (size_t)size);
	for (int i = 0; r->counts && i < size && r->number_size + 1 < NUMBERS_SIZE; i++)
		if (text[i] >= '0' && text[i] <= '9')
			r->numbers[r->number_size++] = text[i];
}

static struct reading *read_page(const char *page) {
	XML_Parser parser = XML_ParserCreate("UTF-8");
	struct reading *r = calloc(1, sizeof *r);

	assert_non_null(r);
	XML_SetUserData(parser, r);
	XML_SetElementHandler(parser, open_element, close_element);
	XML_SetCharacterDataHandler(parser, read_text);
	if (XML_Parse(parser, page, (int)strlen(page), 1) != XML_STATUS_OK)
		fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	return r;
}

static void reading_done(struct reading *r) {
	for (size_t i = 0; i < r->text_count; i++)
		free(r->texts[i]);
	free(r);
}

/* Is this piece of an English sentence in the text, and in no Dutch one? Short ones must be all of it. */
static bool is_in(const char *text, str piece) {
	if (piece.n >= PIECE_MIN)
		return str_find(str_of(text), piece, 0) < strlen(text);
	return str_eq(str_of(text), piece);
}

static bool is_dutch_too(str piece) {
	for (int word = 0; word < WORD_COUNT; word++)
		if (str_find(str_of(words_of(TONGUE_NL, (enum word)word)), piece, 0) < strlen(words_of(TONGUE_NL, (enum word)word)))
			return true;
	return false;
}

/* The words of a sentence between its holes, one after the other. */
static bool next_piece(str *rest, str *ret_piece) {
	while (rest->n > 0) {
		size_t n = str_find(*rest, STR("{"), 0);

		*ret_piece = (str){ rest->at, n };
		*rest = str_after(*rest, n);
		*rest = str_after(*rest, rest->n ? str_find(*rest, STR("}"), 0) + 1 : 0);
		if (ret_piece->n > 2)
			return true;
	}
	return false;
}

static void assert_no_english(char *const *texts, size_t count) {
	for (int word = 0; word < WORD_COUNT; word++) {
		str rest = str_of(words_of(TONGUE_EN, (enum word)word)), piece;

		while (next_piece(&rest, &piece)) {
			if (is_dutch_too(piece))
				continue;
			for (size_t i = 0; i < count; i++)
				if (is_in(texts[i], piece))
					fail_msg("English in the Dutch text: %.*s\n%s", (int)piece.n, piece.at, texts[i]);
		}
	}
}

/* Words that every other English sentence has, and no Dutch one: what is in no table is found by them. */
static void assert_no_english_words(char *const *texts, size_t count) {
	static const char *const words[] = { " the ", "The ", " and ", " that ", " with ", " who ", " not ", " from ", " which ",
					     " it ", " on ", " by ", " for ", "devices", "device " };

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (strstr(texts[i], words[k]))
				fail_msg("English in the Dutch text: '%s' in %s", words[k], texts[i]);
}

static void the_page_is_well_formed_in_each_language(void **state) {
	static const size_t counts[] = { 0, 1, 3, DEVICES };

	(void)state;
	for (int language = 0; language < TONGUE_COUNT; language++)
		for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
			char *page = page_in((enum tongue)language, counts[i]);
			struct reading *r = read_page(page);

			assert_string_equal(r->language, tongue_names[language]);
			reading_done(r);
			free(page);
		}
}

static void the_dutch_page_has_no_english(void **state) {
	char *page = page_in(TONGUE_NL, DEVICES);
	struct reading *r = read_page(page);

	(void)state;
	assert_non_null(strstr(page, "Duitsland"));
	assert_non_null(strstr(page, "lang=\"en\">Why it is so, in English.<"));
	assert_non_null(strstr(page, "lang=\"en\">A law in English words<"));
	assert_non_null(strstr(page, "<span>Een wet in het Nederlands<"));
	assert_non_null(strstr(page, "de markt van de maan"));
	assert_null(strstr(page, "the market of the moon"));
	assert_no_english(r->texts, r->text_count);
	assert_no_english_words(r->texts, r->text_count);
	reading_done(r);
	free(page);
}

static void both_pages_have_the_same_numbers(void **state) {
	char *english = page_in(TONGUE_EN, DEVICES), *dutch = page_in(TONGUE_NL, DEVICES);
	struct reading *e = read_page(english), *d = read_page(dutch);

	(void)state;
	assert_true(e->number_size > 200);
	assert_string_equal(e->numbers, d->numbers);
	reading_done(e);
	reading_done(d);
	free(english);
	free(dutch);
}

/* The story, its paragraphs without line breaks. */
static char *told_in(enum tongue language, const struct device *d) {
	struct track_record record = { .devices = STR("qqdevices") };
	struct look look = { .on = TODAY, .language = language, .record = &record };
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	assert_non_null(to);
	for (int word = 0; word < LIKELIHOOD_COUNT; word++)
		record.named[word] = record.right[word] = 1234;
	show_device_story(to, &look, d, &registry, (struct strs){ sources, 2 });
	assert_int_equal(fclose(to), 0);
	for (char *c = text; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return text;
}

/* Blanks of lines that were broken: one of them is enough. */
static void join_blanks(char *text) {
	char *to = text;

	for (const char *c = text; *c; c++)
		if (*c != ' ' || (to > text && to[-1] != ' '))
			*to++ = *c;
	*to = '\0';
}

static void the_dutch_story_has_no_english(void **state) {
	(void)state;
	make_devices();
	for (size_t i = 0; i < DEVICES; i++) {
		char *story = told_in(TONGUE_NL, &devices[i]);

		join_blanks(story);
		assert_no_english(&story, 1);
		free(story);
	}
}

static void assert_said(const char *text, const char *said, bool wanted) {
	if ((strstr(text, said) != NULL) != wanted)
		fail_msg("'%s' is %s in %s", said, wanted ? "not" : "also", text);
}

/* What a device with one verdict that has a day is told: "must be gone" is of prohibitions alone. */
static void a_day_binds_what_is_prohibited(void **state) {
	static const struct { enum tongue language; const char *gone, *covered, *condition, *decision; } said[] = {
		{ TONGUE_EN, "It must be gone by", "If the rule covers it, the day set for it is",
		  "The day set for the condition is", "Decision 1250 " },
		{ TONGUE_NL, "Het moet uiterlijk op", "Als het onder de regel valt, is de gestelde dag",
		  "De dag die voor de voorwaarde is gesteld, is", "esluit 1250" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		for (int status = 0; status < STATUS_COUNT; status++) {
			char *texts[2];

			make_devices();
			verdicts[0][0] = (struct verdict){ .law = &laws[0], .status = (enum status)status, .by = TODAY + 99 };
			verdicts[0][1] = (struct verdict){ .law = &laws[1], .status = STATUS_UNDETERMINED, .by = DATE_NONE,
							   .decision = 1250 };
			devices[0].verdicts.count = 2;
			texts[0] = told_in(said[i].language, &devices[0]);
			join_blanks(texts[0]);
			texts[1] = page_of(said[i].language, 1);
			for (size_t k = 0; k < 2; k++) {
				if (status >= STATUS_UNDETERMINED) {
					assert_said(texts[k], said[i].gone, status >= STATUS_PROHIBITED_NEW);
					assert_said(texts[k], said[i].covered, status == STATUS_UNDETERMINED);
					assert_said(texts[k], said[i].condition,
						    status == STATUS_RESTRICTED || status == STATUS_LICENCE_REQUIRED);
				}
				assert_said(texts[k], said[i].decision, true);
				free(texts[k]);
			}
		}
}

static bool has_one_of(str sentence, enum tongue language, const enum word *words, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (str_find(sentence, str_of(words_of(language, words[i])), 0) < sentence.n)
			return true;
	return false;
}

/* How likely the maker is and what a rule does are never in one sentence. */
static void check_apart(enum tongue language, str sentence) {
	static const enum word likelihood[] = { W_CONFIRMED, W_LIKELY, W_VERY_LIKELY }, effects[] = { W_S_PROHIBITED, W_S_LICENCE };

	if (has_one_of(sentence, language, likelihood, 3) && has_one_of(sentence, language, effects, 2))
		fail_msg("both in one sentence: %.*s", (int)sentence.n, sentence.at);
}

static void likelihood_and_rule_stay_apart(void **state) {
	(void)state;
	for (int language = 0; language < TONGUE_COUNT; language++)
		for (int word = WORD_PAPER_END; word < WORD_COUNT; word++) {
			str rest = str_of(words_of((enum tongue)language, (enum word)word));

			while (rest.n > 0) {
				size_t n = str_find(rest, STR(". "), 0);

				check_apart((enum tongue)language, (str){ rest.at, n });
				rest = str_after(rest, n < rest.n ? n + 2 : n);
			}
		}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_is_well_formed_in_each_language),
		cmocka_unit_test(the_dutch_page_has_no_english),
		cmocka_unit_test(both_pages_have_the_same_numbers),
		cmocka_unit_test(the_dutch_story_has_no_english),
		cmocka_unit_test(a_day_binds_what_is_prohibited),
		cmocka_unit_test(likelihood_and_rule_stay_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
