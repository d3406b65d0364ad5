#pragma once

/*
 * term: what the terminal at the other end can do, and a line of progress on
 * it that leaves no trace.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* --color=WHEN, in the order of its words: auto, always, never. */
enum term_colour { TERM_COLOUR_AUTO, TERM_COLOUR_ALWAYS, TERM_COLOUR_NEVER };

/* Columns of the terminal behind `fd`; 0 when it is none, 80 when it does not tell. */
unsigned term_width(int fd);

/*
 * With auto: only on a terminal that is not TERM=dumb, and not when NO_COLOR
 * holds anything (https://no-color.org).
 */
bool term_wants_colours(int fd, enum term_colour when);

/*
 * Do the locale's variables name a character set other than UTF-8? The first
 * of LC_ALL, LC_CTYPE and LANG that says something counts (POSIX, 8.2). When
 * none does, as in most containers, the terminal is taken to show UTF-8.
 */
bool term_is_ascii(void);

/*
 * One line of progress: how much is done, how fast, how long it will take.
 * It appears only on a terminal and only after a second, is drawn at most ten
 * times a second, and is erased at the end.
 */
struct progress {
	FILE *to;          /* NULL: nothing is ever drawn */
	const char *what;  /* "reading"; must outlive the progress */
	uint64_t total;    /* 0: not known, then only amount and rate are told */
	uint64_t started_ms, drawn_ms; /* of the monotonic clock; drawn_ms is 0 while nothing is on the screen */
};

/* `to` is where people look, usually stderr; `quiet` keeps it silent. `total` is in bytes. */
void progress_open(struct progress *p, FILE *to, bool quiet, const char *what, uint64_t total);

/* Cheap: call it as often as you like with the bytes that are done by now. */
void progress_step(struct progress *p, uint64_t done);

/* Is it time to draw again? For who draws a line of his own with progress_line(). */
bool progress_is_due(const struct progress *p);

/* Draws this line, one without control characters, behind what is done. */
void progress_line(struct progress *p, const char *line);

/* Erases the line; also to be called before anything else is written to that terminal. Harmless when repeated. */
void progress_close(struct progress *p);
