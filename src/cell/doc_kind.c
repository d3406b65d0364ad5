/*
 * Signatures at the start; what has none is text, or it is not.
 */
#include "cell/doc_kind.h"

#include "read/doc/csv_dialect.h"

enum { SAMPLE_SIZE = 4096 };

/* What people hand in instead of a register, and what helps. */
static const struct {
	str begins;
	const char *why;
} others[] = {
	{ STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	  "it is a workbook of the old kind (.xls) or one with a password: save it as .xlsx without password, or as CSV" },
	{ STR_INIT("%PDF"), "it is a PDF: ask for the table that it was made of" },
	{ STR_INIT("SQLite format 3"), "it is a SQLite database, not a register" },
	{ STR_INIT("\x1f\x8b"), "it is packed by gzip: unpack it first" },
	{ STR_INIT("7z\xbc\xaf\x27\x1c"), "it is packed by 7-Zip: unpack it first" },
	{ STR_INIT("Rar!"), "it is packed by RAR: unpack it first" },
	{ STR_INIT("\x89PNG"), "it is a picture" },
	{ STR_INIT("\xff\xd8\xff"), "it is a picture" },
};

/* The first bytes as ASCII, without mark and blanks; of UTF-16 every other byte. */
static str beginning(str bytes, uint8_t *room, size_t size) {
	struct csv_dialect d = csv_encoding((str){ bytes.at, bytes.n < SAMPLE_SIZE ? bytes.n : SAMPLE_SIZE });
	bool is_wide = d.encoding == ENCODING_UTF16LE || d.encoding == ENCODING_UTF16BE;
	str rest = str_after(bytes, d.skip + (d.encoding == ENCODING_UTF16BE));
	size_t used = 0;

	for (size_t i = 0; i < rest.n && used < size; i += is_wide ? 2 : 1)
		if (used || !byte_is_blank(rest.at[i]))
			room[used++] = rest.at[i];
	return (str){ room, used };
}

/* An object on a line of its own. */
static bool has_object_line(str text) {
	for (size_t at = 0; at < text.n; at++) {
		const str rest = str_after(text, at + 2);

		if (text.at[at] == '\n' && at + 1 < text.n && text.at[at + 1] == '{' && str_begins(str_trim(rest), STR("\"")))
			return true;
	}
	return false;
}

static bool is_json(str text) {
	uint8_t first = text.n ? text.at[0] : 0;

	if (first != '{' && first != '[')
		return false;
	str rest = str_trim(str_after(text, 1));
	uint8_t second = rest.n ? rest.at[0] : 0;
	/* "[Site];[Camera]" is a row of headings. */
	return first == '{' ? second == '"' || second == '}' : second == '{' || second == ']' || has_object_line(text);
}

static enum doc_kind markup_kind(str text, const char **ret_why) {
	if (str_find_nocase(text, STR("<nmaprun"), 0) < text.n || str_find_nocase(text, STR("<!DOCTYPE nmaprun"), 0) < text.n)
		return DOC_NMAP_XML;
	*ret_why = "it is XML, but not a scan by nmap";
	if (str_find_nocase(text, STR("schemas-microsoft-com:office:spreadsheet"), 0) < text.n)
		*ret_why = "it is a workbook of the kind of 2003 (XML): save it as .xlsx or CSV";
	else if (str_find_nocase(text, STR("<html"), 0) < text.n || str_find_nocase(text, STR("<table"), 0) < text.n)
		*ret_why = "it is a page of HTML, whatever its name: save it as .xlsx or CSV";
	return DOC_UNKNOWN;
}

static bool begins_markup(str text) {
	return str_begins_nocase(text, STR("<?xml")) || str_begins_nocase(text, STR("<!")) || str_begins_nocase(text, STR("<nmaprun")) ||
	       str_begins_nocase(text, STR("<html")) || str_begins_nocase(text, STR("<table"));
}

/* Text has few bytes below a blank, whatever its encoding. */
static bool is_text(str text) {
	size_t strange = 0;

	for (size_t i = 0; i < text.n; i++)
		strange += text.at[i] < 0x20 && !byte_is_blank(text.at[i]);
	return strange * 20 <= text.n;
}

enum doc_kind doc_kind_of(str bytes, const char **ret_why) {
	uint8_t room[SAMPLE_SIZE];
	str text = beginning(bytes, room, sizeof room);

	*ret_why = "it is no kind of document that is known here";
	if (str_begins(bytes, STR("PK\3\4")) || str_begins(bytes, STR("PK\5\6")))
		return DOC_XLSX;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (str_begins(bytes, others[i].begins)) {
			*ret_why = others[i].why;
			return DOC_UNKNOWN;
		}
	}
	if (text.n == 0) {
		*ret_why = "it is empty";
		return DOC_UNKNOWN;
	}
	if (is_json(text))
		return DOC_JSONL;
	if (begins_markup(text))
		return markup_kind(text, ret_why);
	return is_text(text) ? DOC_CSV : DOC_UNKNOWN;
}
