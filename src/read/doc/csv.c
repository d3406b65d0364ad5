/*
 * A row without quotes is its line cut at the separators, where it lies. One
 * with quotes is copied only where a cell differs from what stands there.
 */
#include "read/doc/csv.h"

#include <errno.h>

#include "read/doc/csv_dialect.h"
#include "read/doc/rows.h"

enum {
	SAMPLE_SIZE = 64 * 1024,
	QUOTED_MAX = 128 * 1024,    /* bytes between two quotes; a quote without an end costs one look this far */
	AHEAD_SIZE = 512 * 1024,    /* of UTF-16 so much is turned into UTF-8 before a row is read: longer rows are cut */
	WINDOW_SIZE = 1024 * 1024,
	NUMBERS_ROWS_MAX = 1000,    /* rows in which decimal signs are looked for */
};

/* Text as it is read: all of it, or of UTF-16 a window. */
struct csv {
	struct rows *rows;
	arena scratch;         /* of the row at hand */
	enum encoding encoding; /* of `text` */
	bool is_broken;        /* cells must be looked at */
	uint8_t separator, line_end;
	str text;              /* what is there, from the row at hand on */
	str wide;              /* UTF-16 that is not yet in the window */
	bool is_big_endian;
	uint8_t *window;       /* NULL where there is none */
	uint32_t line;
	bool row_was_broken;
	struct csv_numbers numbers;
};

/* Where the line at the start of `s` ends, without its end. */
static size_t line_size(const struct csv *c, str s) {
	const uint8_t *end = s.n ? memchr(s.at, c->line_end, s.n) : NULL;

	return end ? (size_t)(end - s.at) : s.n;
}

static uint32_t count_lines(const struct csv *c, str s) {
	uint32_t count = 0;

	for (size_t n = line_size(c, s); n < s.n; n = line_size(c, s)) {
		count++;
		s = str_after(s, n + 1);
	}
	return count;
}

/* As text is wanted: valid, and without the formula by which Excel is told that it is text. 0 or -ENOMEM. */
static int polish(struct csv *c, str *cell) {
	if (c->is_broken && clean_is_due(*cell)) {
		/* What is cut later need not be cleaned. */
		str raw = { cell->at, cell->n < QUOTED_MAX ? cell->n : QUOTED_MAX };
		uint8_t *to = arena_bytes(&c->scratch, raw.n * CLEAN_GROWTH);

		if (!to)
			return -ENOMEM;
		*cell = (str){ to, clean_bytes(to, raw, c->encoding, &c->row_was_broken) };
	}
	if (cell->n >= 3 && cell->at[0] == '=' && cell->at[1] == '"' && cell->at[cell->n - 1] == '"' &&
	    !memchr(cell->at + 2, '"', cell->n - 3))
		*cell = (str){ cell->at + 2, cell->n - 3 };
	return 0;
}

/* Puts a cell that may have been built in scratch memory since `before`. */
static int put(struct csv *c, arena before, size_t column, str cell) {
	int r = polish(c, &cell);

	if (r)
		return r;
	if (c->rows->told < NUMBERS_ROWS_MAX)
		csv_count_number(&c->numbers, cell);
	r = rows_put(c->rows, column, cell, TABLE_TEXT);
	rows_settle(c->rows, column, before, &c->scratch);
	return r;
}

static str without_cr(const struct csv *c, str line) {
	if (c->line_end == '\n' && line.n && line.at[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* What is over needs no more reading. */
static bool is_full(const struct csv *c, size_t column) {
	return column > TABLE_COLUMNS_MAX || c->rows->was_too_long;
}

/* A line in which quotes are like any other character. */
static int read_plain(struct csv *c, str line) {
	int r = 0;

	for (size_t column = 0; !r && line.at && !is_full(c, column); column++)
		r = put(c, c->scratch, column, str_cut(&line, c->separator));
	return r;
}

/* A cell that begins with a quote. */
struct quoted {
	str inner;        /* between the quotes */
	bool has_doubled; /* some in it are doubled */
	str tail;         /* what follows the closing one is part of the cell as well, as Excel has it */
	size_t size;      /* up to the separator or the end of line behind it */
};

/* False when the quote at the start of `rest` never ends. */
static bool find_quoted(const struct csv *c, str rest, struct quoted *q) {
	size_t most = rest.n < QUOTED_MAX ? rest.n : QUOTED_MAX, at = 1;
	const uint8_t *quote;

	*q = (struct quoted){ 0 };
	while ((quote = at < most ? memchr(rest.at + at, '"', most - at) : NULL)) {
		at = (size_t)(quote - rest.at) + 1;
		if (at == rest.n || rest.at[at] != '"')
			break;
		q->has_doubled = true;
		at++;
	}
	if (!quote)
		return false;
	q->inner = (str){ rest.at + 1, at - 2 };
	q->size = at;
	while (q->size < rest.n && rest.at[q->size] != c->separator && rest.at[q->size] != c->line_end)
		q->size++;
	q->tail = without_cr(c, (str){ rest.at + at, q->size - at });
	if (q->tail.n > QUOTED_MAX)
		q->tail.n = QUOTED_MAX;
	return true;
}

/* Its text: 0 or -ENOMEM. */
static int quoted_text(struct csv *c, const struct quoted *q, str *ret_cell) {
	size_t used = 0;

	*ret_cell = q->inner;
	if (!q->has_doubled && !q->tail.n)
		return 0;
	uint8_t *to = arena_bytes(&c->scratch, q->inner.n + q->tail.n);
	if (!to)
		return -ENOMEM;
	for (str rest = q->inner; rest.n;) {
		const uint8_t *quote = memchr(rest.at, '"', rest.n);
		size_t n = quote ? (size_t)(quote - rest.at) + 1 : rest.n;

		memcpy(to + used, rest.at, n);
		used += n;
		rest = str_after(rest, n + (quote != NULL));
	}
	if (q->tail.n)
		memcpy(to + used, q->tail.at, q->tail.n);
	*ret_cell = (str){ to, used + q->tail.n };
	return 0;
}

/*
 * A row in which there are quotes, at the start of the text; `ret_size` is
 * its size without its end. A quote that never ends makes a plain line of it.
 */
static int read_quoted(struct csv *c, size_t *ret_size) {
	size_t at = 0, column = 0, line = line_size(c, c->text);
	int r = 0;

	for (bool more = true; !r && more; column++) {
		str rest = str_after(c->text, at), cell = { rest.at, 0 };
		arena before = c->scratch;
		struct quoted q;

		if (rest.n && rest.at[0] == '"') {
			if (!find_quoted(c, rest, &q)) {
				rows_begin(c->rows, c->line);
				r = rows_complain(c->rows, column, STR("the quote that begins here never ends: it is read as text"));
				*ret_size = line_size(c, c->text);
				return r ? r : read_plain(c, without_cr(c, (str){ c->text.at, *ret_size }));
			}
			at += q.size;
			if (!is_full(c, column))
				r = quoted_text(c, &q, &cell);
		} else {
			/* Behind a line inside of quotes the row goes on. */
			if (line < at)
				line = at + line_size(c, rest);
			const uint8_t *stop = line > at ? memchr(rest.at, c->separator, line - at) : NULL;
			cell.n = stop ? (size_t)(stop - rest.at) : line - at;
			at += cell.n;
			if (!stop)
				cell = without_cr(c, cell);
		}
		more = at < c->text.n && c->text.at[at] == c->separator;
		at += more;
		if (!r && !is_full(c, column))
			r = put(c, before, column, cell);
	}
	*ret_size = at;
	return r;
}

/* One row from the start of the text, which is moved behind it. */
static int read_row(struct csv *c, arena scratch) {
	size_t size = line_size(c, c->text);
	int r;

	c->scratch = scratch;
	c->row_was_broken = false;
	rows_begin(c->rows, c->line);
	if (size && memchr(c->text.at, '"', size))
		r = read_quoted(c, &size);
	else
		r = read_plain(c, without_cr(c, (str){ c->text.at, size }));
	if (!r && c->row_was_broken)
		r = rows_complain(c->rows, (size_t)ROWS_WHOLE, STR("bytes that are no text: U+FFFD stands in their place"));
	if (!r)
		r = rows_end(c->rows);
	c->line += count_lines(c, (str){ c->text.at, size }) + 1;
	c->text = str_after(c->text, size + 1);
	return r;
}

/* UTF-16: has the window hold the next row whole, if rows are as long as they may be. */
static void fill(struct csv *c) {
	if (c->text.n >= AHEAD_SIZE || c->wide.n == 0)
		return;
	if (c->text.n)
		memmove(c->window, c->text.at, c->text.n);
	/* A pair of units must not be torn: it is turned over whole with the next part. */
	size_t size = (WINDOW_SIZE - c->text.n) / CLEAN_GROWTH & ~(size_t)1;
	if (size >= c->wide.n)
		size = c->wide.n;
	else if ((c->wide.at[size - (c->is_big_endian ? 2 : 1)] & 0xfc) == 0xd8)
		size -= 2;
	c->text = (str){ c->window, c->text.n + clean_wide(c->window + c->text.n, (str){ c->wide.at, size }, c->is_big_endian) };
	c->wide = str_after(c->wide, size);
}

/* The separator, from `sep=;` or found out, when the text is at its start. */
static void find_separator(struct csv *c) {
	str sample = { c->text.at, c->text.n < SAMPLE_SIZE ? c->text.n : SAMPLE_SIZE };
	size_t size;

	c->line_end = csv_line_end(sample);
	c->separator = csv_separator_line(sample, c->line_end, &size);
	if (c->separator) {
		c->text = str_after(c->text, size + 1);
		c->line++;
	} else {
		c->separator = csv_separator(sample, c->line_end);
	}
}

static int begin(struct csv *c, arena *mem, str bytes, const struct csv_dialect *d) {
	bytes = str_after(bytes, d->skip);
	c->encoding = d->encoding;
	c->is_broken = d->is_broken;
	c->line = 1;
	if (d->encoding == ENCODING_UTF16LE || d->encoding == ENCODING_UTF16BE) {
		c->window = arena_bytes(mem, WINDOW_SIZE);
		c->wide = bytes;
		c->is_big_endian = d->encoding == ENCODING_UTF16BE;
		c->encoding = ENCODING_UTF8;
		if (!c->window)
			return -ENOMEM;
		fill(c);
	} else {
		c->text = bytes;
	}
	find_separator(c);
	return 0;
}

int csv_read(arena mem, str bytes, struct table_sink *sink, struct table_dialect *ret_dialect) {
	struct csv_dialect d = csv_encoding(bytes);
	struct csv c = { .rows = rows_open(&mem, sink) };
	int r = c.rows ? begin(&c, &mem, bytes, &d) : -ENOMEM;

	while (!r && c.text.n) {
		r = read_row(&c, mem);
		fill(&c);
	}
	if (!r)
		*ret_dialect = (struct table_dialect){
			.encoding = encoding_names[d.encoding],
			.separator = c.separator,
			.decimal_comma = csv_decimal_comma(&c.numbers, c.separator),
		};
	return r;
}
