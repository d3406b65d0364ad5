/*
 * Encoding, ends of line, separator, decimal sign.
 */
#include "read/doc/csv_dialect.h"

enum {
	WIDE_SAMPLE = 4096,  /* bytes looked at for UTF-16 without a mark */
	ROWS_MAX = 64,       /* looked at for a separator */
	CELLS_MAX = 256,     /* counted in one row */
	GROUP = 3,           /* digits between two signs of thousands */
};

/*
 * UTF-16 without a mark: text of western languages has nothing in every other
 * byte. In UTF-8 and windows-1252 NUL stands nowhere.
 */
static bool is_wide(str bytes, size_t zero_at) {
	size_t zeroes = 0, others = 0, n = bytes.n < WIDE_SAMPLE ? bytes.n & ~(size_t)1 : WIDE_SAMPLE;

	for (size_t i = 0; i < n; i++) {
		if (bytes.at[i] == 0 && i % 2 == zero_at)
			zeroes++;
		else if (bytes.at[i] == 0)
			others++;
	}
	return n >= 4 && zeroes > n / 4 && others * 8 < zeroes;
}

struct csv_dialect csv_encoding(str bytes) {
	if (str_begins(bytes, STR("\xff\xfe")))
		return (struct csv_dialect){ ENCODING_UTF16LE, 2, true };
	if (str_begins(bytes, STR("\xfe\xff")))
		return (struct csv_dialect){ ENCODING_UTF16BE, 2, true };
	if (is_wide(bytes, 1))
		return (struct csv_dialect){ ENCODING_UTF16LE, 0, true };
	if (is_wide(bytes, 0))
		return (struct csv_dialect){ ENCODING_UTF16BE, 0, true };
	bool has_mark = str_begins(bytes, STR("\xef\xbb\xbf"));
	struct clean_count count = clean_count(bytes);
	/*
	 * A few broken bytes in much UTF-8 are damage; hardly ever does windows-1252
	 * look like it: that takes two signs that never follow one another in a word.
	 */
	if (has_mark || count.broken == 0 || count.characters > count.broken)
		return (struct csv_dialect){ ENCODING_UTF8, has_mark ? 3 : 0, count.broken > 0 };
	return (struct csv_dialect){ ENCODING_1252, 0, true };
}

uint8_t csv_line_end(str sample) {
	bool has_lf = sample.n && memchr(sample.at, '\n', sample.n), has_cr = sample.n && memchr(sample.at, '\r', sample.n);

	return has_cr && !has_lf ? '\r' : '\n';
}

uint8_t csv_separator_line(str sample, uint8_t line_end, size_t *ret_size) {
	str line = str_cut(&sample, line_end), text = line;

	if (str_ends(text, STR("\r")))
		text.n--;
	/* Some programs quote it. */
	if (text.n > 1 && text.at[0] == '"' && text.at[text.n - 1] == '"')
		text = (str){ text.at + 1, text.n - 2 };
	if (text.n != 5 || !str_begins_nocase(text, STR("sep=")))
		return 0;
	uint8_t c = text.at[4];
	if (c == '"' || c == '\r' || c == '\n' || c == 0 || c >= 0x80 || byte_is_letter(c) || byte_is_digit(c))
		return 0;
	*ret_size = line.n;
	return c;
}

/* Cuts a row off and counts `separator` in it, outside of quotes. False when the row does not end in the sample. */
static bool count_row(str *rest, uint8_t separator, uint8_t line_end, size_t *ret_count) {
	bool quoted = false, at_start = true;

	*ret_count = 0;
	for (size_t i = 0; i < rest->n; i++) {
		uint8_t c = rest->at[i];

		if (c == '"' && (at_start || quoted))
			quoted = !quoted;
		else if (!quoted && c == separator)
			(*ret_count)++;
		else if (!quoted && c == line_end) {
			*rest = str_after(*rest, i + 1);
			return true;
		}
		/* A doubled quote closes and opens again. */
		at_start = !quoted && (c == separator || c == '"');
	}
	return false;
}

/* How well a separator fits: how many of it stand in rows that agree on how many. */
static size_t score(str sample, uint8_t separator, uint8_t line_end) {
	uint8_t rows_with[CELLS_MAX] = { 0 };
	size_t best = 0, count, rows = 0;
	str rest = sample;

	while (rows < ROWS_MAX && rest.n && count_row(&rest, separator, line_end, &count)) {
		rows++;
		rows_with[count < CELLS_MAX ? count : CELLS_MAX - 1]++;
	}
	/* The only row, or a last one that a quote keeps open, counts as it stands. */
	if (rows == 0 && sample.n) {
		count_row(&rest, separator, line_end, &count);
		rows_with[count < CELLS_MAX ? count : CELLS_MAX - 1]++;
	}
	for (size_t i = 1; i < CELLS_MAX; i++)
		if (rows_with[i] * i > best)
			best = rows_with[i] * i;
	return best;
}

uint8_t csv_separator(str sample, uint8_t line_end) {
	/* A bar mostly stands inside of cells, between the values of a list. */
	static const struct {
		uint8_t byte, doubt;
	} candidates[] = { { ';', 1 }, { '\t', 1 }, { ',', 1 }, { '|', 4 } };
	uint8_t found = ',';
	size_t best = 0;

	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		size_t s = score(sample, candidates[i].byte, line_end);

		if (s > best * candidates[i].doubt) {
			best = s;
			found = candidates[i].byte;
		}
	}
	return found;
}

static size_t digits(str s) {
	size_t n = 0;

	while (n < s.n && byte_is_digit(s.at[n]))
		n++;
	return n;
}

/*
 * "3,14" and "1.234,5" have a decimal comma, "3.14" a point. "1,234" may be
 * either, so it says nothing; nor does "10.0.0.1".
 */
void csv_count_number(struct csv_numbers *n, str cell) {
	str s = str_trim(cell);

	if (s.n && (s.at[0] == '-' || s.at[0] == '+'))
		s = str_after(s, 1);
	size_t whole = digits(s), part;
	if (whole == 0 || whole == s.n)
		return;
	uint8_t sign = s.at[whole];
	str behind = str_after(s, whole + 1);
	part = digits(behind);
	/* Thousands before the sign: "1.234.567,8". */
	while (part == GROUP && part < behind.n && whole <= GROUP) {
		if (behind.at[part] != sign) {
			sign = behind.at[part];
			behind = str_after(behind, part + 1);
			part = digits(behind);
			n->commas += sign == ',' && part && part == behind.n;
			n->points += sign == '.' && part && part == behind.n;
			return;
		}
		behind = str_after(behind, part + 1);
		part = digits(behind);
	}
	if (part == 0 || part != behind.n || (part == GROUP && whole <= GROUP))
		return;
	n->commas += sign == ',';
	n->points += sign == '.';
}

/*
 * Points alone stand in versions too ("5.4"), a comma between digits nowhere
 * but in numbers. With no number at all: Excel writes semicolons where the
 * comma is taken.
 */
bool csv_decimal_comma(const struct csv_numbers *n, uint8_t separator) {
	if (separator == ',')
		return n->commas > n->points;
	return n->commas > 0 || (n->points == 0 && separator == ';');
}
