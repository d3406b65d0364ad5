#include "base/term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/translate.h"

enum {
	WIDTH_WHEN_SILENT = 80, /* a terminal that tells no size: a serial line, some editors */
	WIDTH_MAX = 10000,
	SILENT_MS = 1000,   /* work that is done sooner needs no line */
	REDRAW_MS = 100,
};

unsigned term_width(int fd) {
	struct winsize size = { 0 };

	if (!isatty(fd))
		return 0;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
	return WIDTH_WHEN_SILENT;
}

bool term_wants_colours(int fd, enum term_colour when) {
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (when != TERM_COLOUR_AUTO)
		return when == TERM_COLOUR_ALWAYS;
	return isatty(fd) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

bool term_is_ascii(void) {
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return !strcasestr(value, "UTF-8") && !strcasestr(value, "UTF8");
	}
	return false;
}

static uint64_t now_ms(void) {
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void progress_open(struct progress *p, FILE *to, bool quiet, const char *what, uint64_t total) {
	const char *term = getenv("TERM");
	bool draws = !quiet && isatty(fileno(to)) && term && strcmp(term, "dumb") != 0;

	*p = (struct progress){ .to = draws ? to : NULL, .what = what, .total = total, .started_ms = now_ms() };
}

/* "12.3 MB": three digits are enough for an eye that reads a moving number. */
static void print_amount(FILE *to, double bytes) {
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB" };
	unsigned unit = 0;

	while (bytes >= 1000 && unit + 1 < sizeof units / sizeof *units) {
		bytes /= 1000;
		unit++;
	}
	fprintf(to, "%.*f %s", bytes < 10 && unit > 0 ? 1 : 0, bytes, units[unit]);
}

static void print_time_left(FILE *to, double seconds) {
	if (seconds < 100)
		fprintf(to, _(", %.0f s left"), seconds);
	else if (seconds < 6000)
		fprintf(to, _(", %.0f min left"), seconds / 60);
	else
		fprintf(to, _(", %.0f h left"), seconds / 3600);
}

bool progress_is_due(const struct progress *p) {
	uint64_t now = p->to ? now_ms() : 0;

	return p->to && now - p->started_ms >= SILENT_MS && (!p->drawn_ms || now - p->drawn_ms >= REDRAW_MS);
}

/* To the start of the line, and what stood there is erased (ECMA-48, EL). */
static void begin_line(struct progress *p) {
	p->drawn_ms = now_ms();
	fprintf(p->to, "\r\033[K%s: ", p->what);
}

void progress_line(struct progress *p, const char *line) {
	if (!p->to)
		return;
	begin_line(p);
	fputs(line, p->to);
	fflush(p->to);
}

void progress_step(struct progress *p, uint64_t done) {
	if (!progress_is_due(p))
		return;
	uint64_t passed = now_ms() - p->started_ms;
	double rate = (double)done * 1000 / (double)passed;
	begin_line(p);
	if (p->total)
		fprintf(p->to, _("%.0f %% of "), 100.0 * (double)(done < p->total ? done : p->total) / (double)p->total);
	print_amount(p->to, (double)(p->total ? p->total : done));
	fputs(", ", p->to);
	print_amount(p->to, rate);
	fputs("/s", p->to);
	if (p->total > done && rate > 0)
		print_time_left(p->to, (double)(p->total - done) / rate);
	fflush(p->to);
}

void progress_close(struct progress *p) {
	if (p->to && p->drawn_ms) {
		fputs("\r\033[K", p->to);
		fflush(p->to);
	}
	p->drawn_ms = 0;
}
