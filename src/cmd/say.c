#include "cmd/say.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/translate.h"
#include "cmd/complaints.h"
#include "show/prose.h"
#include "show/show.h"

enum { SENTENCE_MAX = 2048 }; /* bytes of what is said at once; a path has up to 4096, and is cut */

/* What systems answer most, for the catalogue: the words are glibc's. */
static const char *const errors[] = {
	N_("Operation not permitted"), N_("No such file or directory"), N_("Input/output error"), N_("Permission denied"),
	N_("Cannot allocate memory"), N_("Device or resource busy"), N_("File exists"), N_("No such device"), N_("Not a directory"),
	N_("Is a directory"), N_("Invalid argument"), N_("Too many open files"), N_("File too large"), N_("No space left on device"),
	N_("Read-only file system"), N_("Broken pipe"), N_("File name too long"), N_("Bad message"), N_("Protocol error"),
	N_("Too many levels of symbolic links"), N_("Disk quota exceeded"), N_("Network is unreachable"), N_("Text file busy"),
	N_("Connection refused"), N_("Message too long"), N_("No such device or address"), N_("Function not implemented"),
	N_("Operation not supported"), N_("Illegal seek"), N_("Bad file descriptor"), N_("Resource temporarily unavailable"),
};

const char *say_error_words(int negative_errno) {
	const char *words = strerrordesc_np(-negative_errno);

	for (size_t i = 0; words && i < sizeof errors / sizeof *errors; i++)
		if (!strcmp(words, errors[i]))
			return translate(errors[i]);
	return words ? words : _("an unknown error");
}

static void put_sentence(FILE *to, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static void put_sentence(FILE *to, const char *format, va_list arguments) {
	char text[SENTENCE_MAX];

	vsnprintf(text, sizeof text, translate(format), arguments);
	show_safe(to, str_of(text));
}

void say_text(FILE *to, const char *format, ...) {
	va_list arguments;

	va_start(arguments, format);
	put_sentence(to, format, arguments);
	va_end(arguments);
}

void say_sentence(FILE *to, const char *sentence, const struct hole *holes, size_t count) {
	uint8_t room[SENTENCE_MAX];
	struct text t = TEXT(room);

	sentence_put(&t, translate_tongue(), translate(sentence), holes, count);
	show_safe(to, text_done(&t));
}

void say_line(FILE *to, const char *format, ...) {
	va_list arguments;

	va_start(arguments, format);
	put_sentence(to, format, arguments);
	va_end(arguments);
	fputc('\n', to);
}

void say_beside(str left, str what) {
	const struct look look = { .width = term_width(STDOUT_FILENO) };
	struct prose p = prose_to(stdout, &look, UINT32_MAX);

	p.hang = left.n ? (unsigned)left.n + 1 : 0;
	prose_whole(&p, left);
	prose_str(&p, STR(" "));
	prose_str(&p, what);
	prose_end(&p);
}

enum exit_code say_usage(const char *command, const char *format, ...) {
	va_list arguments;

	fprintf(stderr, "birthmark %s: ", command);
	va_start(arguments, format);
	put_sentence(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	say_line(stderr, "Try `birthmark %s --help`.", command);
	return EXIT_BAD_USAGE;
}

enum exit_code say_usage_word(const char *command, const char *sentence, const char *word) {
	const char *words = translate(sentence), *hole = strstr(words, "%s");
	int before = hole ? (int)(hole - words) : SENTENCE_MAX;
	char text[SENTENCE_MAX];

	snprintf(text, sizeof text, "%.*s%s%s", before, words, hole ? word : "", hole ? hole + 2 : "");
	fprintf(stderr, "birthmark %s: ", command);
	show_safe(stderr, str_of(text));
	fputc('\n', stderr);
	say_line(stderr, "Try `birthmark %s --help`.", command);
	return EXIT_BAD_USAGE;
}

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
		say_text(stderr, " at offset %" PRIu64 ":", c->offset);
	fputs(name.n ? " " : "", stderr);
	uint8_t room[SENTENCE_MAX];
	show_safe(stderr, complaint_read(str_of(c->what), &TEXT(room)));
	fputc('\n', stderr);
}

enum exit_code say_errno(const char *name, int negative_errno) {
	fputs("birthmark: ", stderr);
	show_safe(stderr, str_of(translate(name)));
	fprintf(stderr, ": %s\n", say_error_words(negative_errno));
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

	if (o->quiet)
		return;
	fprintf(stderr, "birthmark: %s: ", _("warning"));
	va_start(arguments, format);
	put_sentence(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

/* Done and found are the mildest; among failures the first that is known stays. */
static int badness(enum exit_code code) {
	return code == EXIT_DONE ? 0 : code == EXIT_FOUND ? 1 : code == EXIT_BAD_DATA ? 2 : 3;
}

enum exit_code worse(enum exit_code a, enum exit_code b) {
	return badness(b) > badness(a) ? b : a;
}

enum exit_code say_output_failed(int negative_errno) {
	static bool is_said;

	/* A reader that went away, like head(1), is no failure of ours to speak of. */
	if (negative_errno != -EPIPE && !is_said)
		say_errno("standard output", negative_errno);
	is_said = true;
	return EXIT_IO;
}

enum exit_code say_done(enum exit_code code) {
	return fflush(stdout) == 0 && !ferror(stdout) ? code : worse(code, say_output_failed(-errno));
}
