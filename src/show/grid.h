#pragma once

/*
 * grid: a table of text that fits the terminal.
 *
 * Rows stay where they are: the grid asks for one cell at a time, once to
 * measure and once to print, and so needs no memory of its own.
 */

#include "base/text.h"
#include "show/show.h"

enum tone { TONE_PLAIN, TONE_HEAD, TONE_GOOD, TONE_CARE, TONE_BAD, TONE_FAINT };

enum { CELL_PARTS_MAX = 6, GRID_COLUMNS_MAX = 9 };

/* The parts are printed behind one another, made safe. They must live until the grid is printed. */
struct cell {
	str parts[CELL_PARTS_MAX];
	size_t count;
	enum tone tone;
	uint8_t room[48]; /* for numbers and dates that cell makers write themselves */
};

void cell_add(struct cell *c, str part);
void cell_add_u64(struct cell *c, uint64_t number);

struct column {
	const char *head;
	unsigned least; /* columns it wants before others are left out */
	unsigned rank;  /* 0: always there; the highest rank is left out first */
};

struct grid {
	const struct column *columns;
	unsigned column_count;
	const void *rows;
	size_t row_count;
	const struct registry *registry; /* for names; may be NULL */
	void (*cell)(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell);
};

/* Prints the heads and all rows; no line is wider than look->width, when that is set. */
void grid_print(FILE *to, const struct look *look, const struct grid *g);

/* Switches a colour on, and with TONE_PLAIN off; nothing unless look->colours. */
void tone_print(FILE *to, const struct look *look, enum tone tone);
