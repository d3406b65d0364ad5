/*
 * A paper from its first to its last line, and the pieces of which all are made.
 */
#include "show/paper_inner.h"

const char *const paper_names[PAPER_COUNT] = { "council-annex", "far-52.204", "supplier-letter" };

static enum word title_of(const struct paper *p) {
	if (p->kind == PAPER_ANNEX)
		return p->is_open ? W_ANNEX_TITLE : W_ANNEX_TITLE_CLOSED;
	return p->kind == PAPER_FAR ? W_FAR_TITLE : W_LETTER_TITLE;
}

/* Pieces */

void paper_say(const struct writer *w, const char *element, enum word word, const struct hole *holes, size_t count) {
	fprintf(w->to, "<%s>", element);
	words_put(w->to, w->p->language, word, holes, count);
	fprintf(w->to, "</%.*s>\n", (int)strcspn(element, " "), element); /* what follows the name are attributes */
}

void paper_word(const struct writer *w, const char *element, enum word word) {
	paper_say(w, element, word, NULL, 0);
}

void paper_section(const struct writer *w, const char *id, enum word heading) {
	fprintf(w->to, "<section aria-labelledby=\"%s\"><h2 id=\"%s\">", id, id);
	html_cstr(w->to, words_of(w->p->language, heading));
	html_raw(w->to, "</h2>\n");
}

void paper_section_end(const struct writer *w) {
	html_raw(w->to, "</section>\n");
}

void paper_table(const struct writer *w, enum word caption, const struct heading *headings, size_t count) {
	const char *words = words_of(w->p->language, caption);

	html_raw(w->to, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_cstr(w->to, words);
	html_raw(w->to, w->of.n ? ": " : "");
	html_str(w->to, w->of);
	html_raw(w->to, "\"><table><caption>");
	html_cstr(w->to, words);
	html_raw(w->to, "</caption><thead><tr>");
	for (size_t i = 0; i < count; i++) {
		html_raw(w->to, headings[i].is_number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
		html_cstr(w->to, words_of(w->p->language, headings[i].word));
		html_raw(w->to, "</th>");
	}
	html_raw(w->to, "</tr></thead><tbody>\n");
}

void paper_table_end(const struct writer *w) {
	html_raw(w->to, "</tbody></table></div>\n");
}

void paper_row(const struct writer *w, str head) {
	html_raw(w->to, "<tr><th scope=\"row\">");
	html_str(w->to, head);
	html_raw(w->to, "</th>");
}

void paper_row_word(const struct writer *w, enum word head) {
	paper_row(w, str_of(words_of(w->p->language, head)));
}

void paper_row_end(const struct writer *w) {
	html_raw(w->to, "</tr>\n");
}

void paper_cell(const struct writer *w, str text) {
	html_raw(w->to, "<td>");
	html_str(w->to, text.n ? text : STR("\u2013"));
	html_raw(w->to, "</td>");
}

void paper_cell_word(const struct writer *w, enum word word) {
	paper_cell(w, str_of(words_of(w->p->language, word)));
}

void paper_cell_number(const struct writer *w, size_t number) {
	html_raw(w->to, "<td class=\"number\">");
	words_number(w->to, w->p->language, number);
	html_raw(w->to, "</td>");
}

void paper_cell_day(const struct writer *w, date d) {
	if (d == DATE_NONE) {
		paper_cell_word(w, W_NOT_KNOWN);
		return;
	}
	html_raw(w->to, "<td>");
	words_day(w->to, w->p->language, d);
	html_raw(w->to, "</td>");
}

void paper_english(const struct writer *w, const char *element, str text) {
	fprintf(w->to, w->p->language == TONGUE_EN ? "<%s>" : "<%s lang=\"en\">", element);
	html_str(w->to, text);
	fprintf(w->to, "</%.*s>", (int)strcspn(element, " "), element);
}

void paper_signs(const struct writer *w) {
	static const enum word lines[] = { W_SIGN_NAME, W_SIGN_DAY, W_SIGN_HAND };

	html_raw(w->to, "<table class=\"signs\"><tbody>\n");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		paper_row_word(w, lines[i]);
		html_raw(w->to, "<td></td>");
		paper_row_end(w);
	}
	html_raw(w->to, "</tbody></table>\n");
}

/* Words for facts */

enum word word_of_status(enum status status) {
	static const enum word words[STATUS_COUNT] = {
		[STATUS_CLEAR] = W_S_CLEAR, [STATUS_NOT_IN_FORCE] = W_S_NOT_IN_FORCE, [STATUS_UNDETERMINED] = W_S_UNDETERMINED,
		[STATUS_RESTRICTED] = W_S_RESTRICTED, [STATUS_LICENCE_REQUIRED] = W_S_LICENCE,
		[STATUS_PROHIBITED_NEW] = W_S_PROHIBITED_NEW, [STATUS_PROHIBITED] = W_S_PROHIBITED,
	};

	return words[status];
}

enum word word_of_class(enum device_class class) {
	static const enum word words[CLASS_COUNT] = {
		[CLASS_CAMERA] = W_C_CAMERA, [CLASS_RECORDER] = W_C_RECORDER, [CLASS_DOORBELL] = W_C_DOORBELL,
		[CLASS_LPR] = W_C_LPR, [CLASS_INTERCOM] = W_C_INTERCOM, [CLASS_DRONE] = W_C_DRONE, [CLASS_ACCESS] = W_C_ACCESS,
		[CLASS_NETWORK] = W_C_NETWORK, [CLASS_PHONE] = W_C_PHONE, [CLASS_PRINTER] = W_C_PRINTER,
		[CLASS_COMPUTER] = W_C_COMPUTER, [CLASS_APPLIANCE] = W_C_APPLIANCE, [CLASS_OTHER] = W_C_OTHER,
		[CLASS_UNKNOWN] = W_C_UNKNOWN,
	};

	return words[class];
}

enum word word_of_likelihood(const struct belief *b) {
	static const enum word words[LIKELIHOOD_COUNT] = {
		[LIKELIHOOD_NONE] = W_UNKNOWN, [LIKELIHOOD_POSSIBLE] = W_POSSIBLE, [LIKELIHOOD_LIKELY] = W_LIKELY,
		[LIKELIHOOD_VERY_LIKELY] = W_VERY_LIKELY, [LIKELIHOOD_CONFIRMED] = W_CONFIRMED,
	};

	return words[likelihood_of(b)];
}

enum word word_of_decision(enum decision_kind kind) {
	static const enum word words[DECISION_COUNT] = {
		[DECISION_LICENCE] = W_K_LICENCE, [DECISION_WAIVER] = W_K_WAIVER, [DECISION_EXEMPTION] = W_K_EXEMPTION,
		[DECISION_CASE] = W_K_CASE, [DECISION_CONFIRM] = W_K_CONFIRM, [DECISION_REJECT] = W_K_REJECT,
	};

	return words[kind];
}

const struct law_page *paper_law(const struct paper *p, str id) {
	for (size_t i = 0; i < p->law_count; i++)
		if (str_eq(p->laws[i].note->id, id))
			return &p->laws[i];
	return NULL;
}

str paper_brand(const struct paper *p, const struct identity *id) {
	return id->brand.grade != GRADE_UNKNOWN && id->brand.id.n ? name_of_brand(p->registry, id->brand.id) :
								    str_of(words_of(p->language, W_NO_LABEL));
}

str paper_maker(const struct paper *p, const struct identity *id) {
	return id->maker.grade >= GRADE_LIKELY ? name_of_company(p->registry, id->maker.id) :
						 str_of(words_of(p->language, W_NO_MAKER));
}

/* The page */

static void put_roles(const struct writer *w) {
	const struct report *report = w->p->report;
	uint8_t room[1024];
	struct text t = TEXT(room);

	for (size_t i = 0; i < report->roles.count; i++) {
		text_cstr(&t, i ? ", " : "");
		text_str(&t, report->roles.at[i]);
	}
	if (report->roles.count)
		SAY(w, "p class=\"under\"", W_ON_FOR_ROLES, HOLE_DATE("day", report->on), HOLE_STR("roles", text_done(&t)));
	else
		SAY(w, "p class=\"under\"", W_ON_FOR_ALL, HOLE_DATE("day", report->on));
}

static void put_correction(const struct writer *w) {
	if (w->p->replaces.n == 0)
		return;
	paper_section(w, "correction", W_REPLACES);
	SAY(w, "p", W_REPLACES_SAYS, HOLE_STR("id", w->p->replaces), HOLE_STR("why", w->p->why));
	paper_section_end(w);
}

void paper_reply(const struct writer *w) {
	paper_section(w, "reply", W_REPLY);
	paper_word(w, "p", W_REPLY_SAYS);
	paper_word(w, "p", W_NOBODYS_INTENT);
	paper_word(w, "p", W_NOT_ADVICE);
	paper_section_end(w);
}

void show_paper_main(FILE *to, const struct paper *p) {
	static void (*const write[PAPER_COUNT])(const struct writer *) = { paper_annex, paper_far, paper_letters };
	struct tally t;
	const struct writer w = { .to = to, .p = p, .t = &t };

	tally_devices(&t, p->report->devices, p->report->count);
	html_raw(to, "<main id=\"main\">\n");
	paper_word(&w, "h1", title_of(p));
	put_roles(&w);
	SAY(&w, "p class=\"under\"", W_MADE, HOLE_DATE("day", p->report->made), HOLE_STR("version", p->report->version));
	paper_word(&w, "p class=\"marked\"", p->is_open ? W_IS_PUBLIC : p->kind == PAPER_LETTER ? W_IS_LETTERS : W_IS_CONFIDENTIAL);
	put_correction(&w);
	write[p->kind](&w);
	html_raw(to, "</main>\n");
}

void show_paper(FILE *to, const struct paper *p, str number) {
	const struct writer w = { .to = to, .p = p };

	fprintf(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
		"base-uri 'none'; form-action 'none'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		"<meta name=\"referrer\" content=\"no-referrer\"/>\n", tongue_names[p->language]);
	paper_word(&w, "title", title_of(p));
	html_style(to);
	html_raw(to, "</head>\n<body class=\"paper\">\n<a class=\"skip\" href=\"#main\">");
	html_cstr(to, words_of(p->language, W_SKIP));
	html_raw(to, "</a>\n");
	show_paper_main(to, p);
	html_raw(to, "<footer>");
	SAY(&w, "p", W_NUMBER_IS, HOLE_STR("id", number));
	paper_word(&w, "p", W_NUMBER_CHECK);
	html_raw(to, "</footer>\n</body>\n</html>\n");
}
