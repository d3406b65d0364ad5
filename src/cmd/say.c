#include "cmd/say.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "show/show.h"

void say_complaint(const char *file, const struct complaint *c) {
	str name = c->file.n ? c->file : str_of(file);

	fprintf(stderr, "birthmark: ");
	show_safe(stderr, name);
	if (name.n)
		fputc(':', stderr);
	if (c->line)
		fprintf(stderr, "%u:", c->line);
	if (c->line && c->column)
		fprintf(stderr, "%u:", c->column);
	if (!c->line && c->offset)
		fprintf(stderr, " at offset %" PRIu64 ":", c->offset);
	fputs(name.n ? " " : "", stderr);
	show_safe(stderr, str_of(c->what));
	fputc('\n', stderr);
}

enum exit_code say_errno(const char *name, int negative_errno) {
	fputs("birthmark: ", stderr);
	show_safe(stderr, str_of(name));
	fprintf(stderr, ": %s\n", strerror(-negative_errno));
	switch (-negative_errno) {
	case ENOENT:
	case ENOTDIR:
	case EISDIR: return EXIT_NO_INPUT;
	case EACCES:
	case EPERM: return EXIT_NO_PERMISSION;
	case EROFS: return EXIT_NO_CREATE;
	default: return EXIT_IO;
	}
}

void say_warning(const struct options *o, const char *format, ...) {
	va_list arguments;
	char text[1024];

	if (o->quiet)
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	fputs("birthmark: warning: ", stderr);
	show_safe(stderr, str_of(text));
	fputc('\n', stderr);
}

/* Done and found are the mildest; among failures the first that is known stays. */
static int badness(enum exit_code code) {
	return code == EXIT_DONE ? 0 : code == EXIT_FOUND ? 1 : code == EXIT_BAD_DATA ? 2 : 3;
}

enum exit_code worse(enum exit_code a, enum exit_code b) {
	return badness(b) > badness(a) ? b : a;
}

enum exit_code say_done(enum exit_code code) {
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	/* A reader that went away, like head(1), is no failure of ours to speak of. */
	if (errno != EPIPE)
		fprintf(stderr, "birthmark: standard output: %s\n", strerror(errno));
	return worse(code, EXIT_IO);
}
