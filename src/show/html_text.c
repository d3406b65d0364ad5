/*
 * The one way by which text gets into the page.
 */
#include "show/html_text.h"

#include "base/text.h"
#include "show/glyph.h"

void html_raw(FILE *to, const char *markup) {
	fputs(markup, to);
}

/* How a byte is written in text and in attributes; NULL when it stands for itself. */
static const char *escape_of(uint8_t byte) {
	switch (byte) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	case '\n': return "\n";
	case '\t': return "\t";
	default: return NULL;
	}
}

void html_str(FILE *to, str text) {
	/* The escapes of XML 1.0, so that the page is well-formed XML too; `&apos;` is no HTML 4, hence the number. */
	while (text.n > 0) {
		const char *escape = escape_of(text.at[0]);

		if (escape) {
			fputs(escape, to);
			text = str_after(text, 1);
		} else {
			glyph_write(to, glyph_next(&text));
		}
	}
}

void html_cstr(FILE *to, const char *text) {
	html_str(to, str_of(text));
}

void html_decimal(FILE *to, double number, unsigned digits) {
	uint8_t room[48];
	struct text t = TEXT(room);

	text_decimal(&t, number, digits);
	html_str(to, text_done(&t));
}

void html_element(FILE *to, const char *name, str text) {
	if (text.n == 0)
		return;
	fprintf(to, "<%s>", name);
	html_str(to, text);
	fprintf(to, "</%s>", name);
}

/* One address and nothing else; bytes that could end an attribute or change the reading are refused. */
static bool is_link(str s) {
	if (!str_begins(s, STR("https://")) && !str_begins(s, STR("http://")))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] <= ' ' || s.at[i] >= 0x7f || s.at[i] == '"' || s.at[i] == '\'' || s.at[i] == '<' ||
		    s.at[i] == '>')
			return false;
	return true;
}

void html_source(FILE *to, str source) {
	if (!is_link(source)) {
		html_str(to, source);
		return;
	}
	html_raw(to, "<a href=\"");
	html_str(to, source);
	html_raw(to, "\" rel=\"noreferrer\">");
	html_str(to, source);
	html_raw(to, "</a>");
}
