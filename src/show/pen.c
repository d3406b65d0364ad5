/*
 * Elements around words. Whatever comes from outside goes through html_text.
 */
#include "show/pen.h"

#include <string.h>

/* What follows the name of an element are attributes. */
static void close(struct pen pen, const char *element) {
	fprintf(pen.to, "</%.*s>", (int)strcspn(element, " "), element);
}

void pen_say(struct pen pen, const char *element, enum word word, const struct hole *holes, size_t count) {
	fprintf(pen.to, "<%s>", element);
	words_put(pen.to, pen.language, word, holes, count);
	close(pen, element);
	html_raw(pen.to, "\n");
}

void pen_word(struct pen pen, const char *element, enum word word) {
	fprintf(pen.to, "<%s>", element);
	pen_text(pen, word);
	close(pen, element);
}

void pen_text(struct pen pen, enum word word) {
	html_cstr(pen.to, words_of(pen.language, word));
}

void pen_number(struct pen pen, uint64_t number) {
	words_number(pen.to, pen.language, number);
}

void pen_decimal(struct pen pen, double number, unsigned digits) {
	uint8_t room[48];
	struct text t = TEXT(room);

	tongue_decimal(&t, pen.language, number, digits);
	html_str(pen.to, text_done(&t));
}

void pen_day(struct pen pen, date d) {
	words_time(pen.to, pen.language, d);
}

void pen_spoken(struct pen pen, const char *element, str text, enum tongue language) {
	if (language == pen.language)
		fprintf(pen.to, "<%s>", element);
	else
		fprintf(pen.to, "<%s lang=\"%s\">", element, tongue_names[language]);
	html_str(pen.to, text);
	close(pen, element);
}

void pen_english(struct pen pen, const char *element, str text) {
	pen_spoken(pen, element, text, TONGUE_EN);
}

void pen_section(struct pen pen, const char *id, enum word heading) {
	fprintf(pen.to, "<section aria-labelledby=\"%s\"><h2 id=\"%s\">", id, id);
	pen_text(pen, heading);
	html_raw(pen.to, "</h2>\n");
}

void pen_section_end(struct pen pen) {
	html_raw(pen.to, "</section>\n");
}

/*
 * A region that scrolls by itself where the screen is narrow, also with the
 * keyboard; `of` names what it is about where several are alike, else it is empty.
 */
static void region(struct pen pen, enum word label, str of) {
	html_raw(pen.to, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	pen_text(pen, label);
	html_raw(pen.to, of.n ? ": " : "");
	html_str(pen.to, of);
	html_raw(pen.to, "\">\n");
}

void pen_figure(struct pen pen, enum word label) {
	html_raw(pen.to, "<figure>");
	region(pen, label, (str){ 0 });
}

void pen_caption(struct pen pen, enum word caption) {
	html_raw(pen.to, "</div><figcaption>");
	pen_text(pen, caption);
}

void pen_table(struct pen pen, enum word caption, str of, const struct heading *headings, size_t count) {
	region(pen, caption, of);
	html_raw(pen.to, "<table><caption>");
	pen_text(pen, caption);
	html_raw(pen.to, "</caption><thead><tr>");
	for (size_t i = 0; i < count; i++)
		pen_word(pen, headings[i].is_number ? "th scope=\"col\" class=\"number\"" : "th scope=\"col\"", headings[i].word);
	html_raw(pen.to, "</tr></thead><tbody>\n");
}

void pen_table_end(struct pen pen) {
	html_raw(pen.to, "</tbody></table></div>\n");
}

void pen_row(struct pen pen, str head) {
	html_raw(pen.to, "<tr><th scope=\"row\">");
	html_str(pen.to, head);
	html_raw(pen.to, "</th>");
}

void pen_row_word(struct pen pen, enum word head) {
	pen_row(pen, str_of(words_of(pen.language, head)));
}

void pen_row_end(struct pen pen) {
	html_raw(pen.to, "</tr>\n");
}

void pen_cell(struct pen pen, str text) {
	html_raw(pen.to, "<td>");
	html_str(pen.to, text.n ? text : STR("\u2013"));
	html_raw(pen.to, "</td>");
}

void pen_cell_word(struct pen pen, enum word word) {
	pen_word(pen, "td", word);
}

void pen_cell_number(struct pen pen, uint64_t number) {
	html_raw(pen.to, "<td class=\"number\">");
	pen_number(pen, number);
	html_raw(pen.to, "</td>");
}

void pen_cell_day(struct pen pen, date d) {
	if (d == DATE_NONE) {
		pen_cell_word(pen, W_NOT_KNOWN);
		return;
	}
	html_raw(pen.to, "<td>");
	pen_day(pen, d);
	html_raw(pen.to, "</td>");
}
