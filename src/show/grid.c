/*
 * Fitting a table to a terminal goes in three steps, each only when the one
 * before was not enough: leave out columns of high rank, narrow the widest
 * cells down to what their column wants at least, narrow on down to one.
 */
#include "show/grid.h"

#include "base/translate.h"
#include "show/glyph.h"

enum {
	GAP = 2,                /* columns between two cells */
	COLUMN_WIDTH_MAX = 4096, /* a value longer than this is not measured further; it still prints whole */
};

struct layout {
	unsigned width[GRID_COLUMNS_MAX]; /* 0: left out */
	unsigned last;                    /* the last column that is there */
};

void cell_add(struct cell *c, str part) {
	if (c->count < CELL_PARTS_MAX)
		c->parts[c->count++] = part;
}

void cell_add_u64(struct cell *c, uint64_t number) {
	struct text t = TEXT(c->room);

	text_u64(&t, number);
	cell_add(c, text_done(&t));
}

void tone_print(FILE *to, const struct look *look, enum tone tone) {
	/* Only the eight basic colours: they are the ones a user can set to what he is able to tell apart. */
	static const char *const codes[] = {
		[TONE_PLAIN] = "\033[0m", [TONE_HEAD] = "\033[1m", [TONE_GOOD] = "\033[32m",
		[TONE_CARE] = "\033[33m", [TONE_BAD] = "\033[31m", [TONE_FAINT] = "\033[2m",
	};

	if (look->colours)
		fputs(codes[tone], to);
}

static unsigned cell_columns(const struct cell *c) {
	unsigned columns = 0;

	for (size_t i = 0; i < c->count; i++)
		columns += glyph_columns(c->parts[i], COLUMN_WIDTH_MAX);
	return columns < COLUMN_WIDTH_MAX ? columns : COLUMN_WIDTH_MAX;
}

/* In the language of this run. */
static str head_of(const struct grid *g, unsigned column) {
	return str_of(translate(g->columns[column].head));
}

static unsigned natural_width(const struct grid *g, unsigned column) {
	unsigned widest = glyph_columns(head_of(g, column), COLUMN_WIDTH_MAX);

	for (size_t row = 0; row < g->row_count; row++) {
		struct cell c = { 0 };

		g->cell(g, row, column, &c);
		unsigned columns = cell_columns(&c);
		if (columns > widest)
			widest = columns;
	}
	return widest;
}

static unsigned line_width(const struct layout *l, unsigned count) {
	unsigned total = 0;

	for (unsigned i = 0; i < count; i++)
		if (l->width[i] > 0)
			total += l->width[i] + (total > 0 ? GAP : 0);
	return total;
}

/* Leaves out the columns of highest rank until what the rest wants at least fits. */
static void leave_out(const struct grid *g, struct layout *l, unsigned width) {
	for (;;) {
		struct layout least = *l;
		unsigned out = GRID_COLUMNS_MAX;

		for (unsigned i = 0; i < g->column_count; i++) {
			if (least.width[i] > g->columns[i].least)
				least.width[i] = g->columns[i].least;
			if (l->width[i] > 0 && g->columns[i].rank > 0 &&
			    (out == GRID_COLUMNS_MAX || g->columns[i].rank > g->columns[out].rank))
				out = i;
		}
		if (out == GRID_COLUMNS_MAX || line_width(&least, g->column_count) <= width)
			return;
		l->width[out] = 0;
	}
}

/*
 * Takes columns from the widest cells first; a column goes below its least
 * only when all of them are there already. False when nothing is left to take.
 */
static bool shrink_once(const struct grid *g, struct layout *l, bool below_least) {
	unsigned widest = GRID_COLUMNS_MAX;

	for (unsigned i = 0; i < g->column_count; i++) {
		unsigned floor = below_least ? 1 : g->columns[i].least;

		if (l->width[i] > floor && (widest == GRID_COLUMNS_MAX || l->width[i] > l->width[widest]))
			widest = i;
	}
	if (widest == GRID_COLUMNS_MAX)
		return false;
	l->width[widest]--;
	return true;
}

static struct layout lay_out(const struct look *look, const struct grid *g) {
	struct layout l = { 0 };

	for (unsigned i = 0; i < g->column_count; i++)
		l.width[i] = natural_width(g, i);
	/* A file or a pipe has no width: whoever reads it wants all of it. */
	if (look->width > 0) {
		leave_out(g, &l, look->width);
		while (line_width(&l, g->column_count) > look->width)
			if (!shrink_once(g, &l, false) && !shrink_once(g, &l, true))
				break;
	}
	for (unsigned i = 0; i < g->column_count; i++)
		if (l.width[i] > 0)
			l.last = i;
	return l;
}

/* Prints the cell in `width` columns, cut with an ellipsis, filled up with blanks unless it is the last. */
static void print_cell(FILE *to, const struct look *look, const struct cell *c, unsigned width, bool last) {
	/* Without a terminal a cell can be wider than what was measured: COLUMN_WIDTH_MAX. It prints whole. */
	bool cut = look->width > 0 && cell_columns(c) > width;
	unsigned room = cut ? width - 1 : UINT32_MAX, used = 0;

	if (c->tone != TONE_PLAIN)
		tone_print(to, look, c->tone);
	for (size_t i = 0; i < c->count; i++) {
		str rest = c->parts[i];

		while (rest.n > 0) {
			struct glyph glyph = glyph_next(&rest);

			if (glyph.width > room - used) {
				i = c->count;
				break;
			}
			glyph_write(to, glyph);
			used += glyph.width;
		}
	}
	if (cut) {
		fputs("\u2026", to);
		used++;
	}
	if (c->tone != TONE_PLAIN)
		tone_print(to, look, TONE_PLAIN);
	if (!last && used < width)
		fprintf(to, "%*s", (int)(width - used), "");
}

static void print_row(FILE *to, const struct look *look, const struct grid *g, const struct layout *l, size_t row) {
	bool first = true;

	for (unsigned i = 0; i < g->column_count; i++) {
		struct cell c = { 0 };

		if (l->width[i] == 0)
			continue;
		if (row == g->row_count)
			c = (struct cell){ .parts = { head_of(g, i) }, .count = 1, .tone = TONE_HEAD };
		else
			g->cell(g, row, i, &c);
		if (!first)
			fprintf(to, "%*s", GAP, "");
		first = false;
		print_cell(to, look, &c, l->width[i], i == l->last);
	}
	fputc('\n', to);
}

void grid_print(FILE *to, const struct look *look, const struct grid *g) {
	struct layout l = lay_out(look, g);

	/* One row behind the last stands for the heads. */
	print_row(to, look, g, &l, g->row_count);
	for (size_t row = 0; row < g->row_count; row++)
		print_row(to, look, g, &l, row);
}
