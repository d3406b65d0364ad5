#pragma once

/*
 * say: what the program tells people, in the language of this run, and what
 * an error means for its exit code. Formats and names are handed in in
 * English and translated here; po/meson.build lists these functions.
 */

#include <stdio.h>

#include "base/complaint.h"
#include "base/sentence.h"
#include "cmd/options.h"

/* "birthmark: FILE:LINE:COLUMN: what", or with an offset when there are no lines. `file` serves when `c` has none. */
void say_complaint(const char *file, const struct complaint *c);

/* "birthmark: NAME: words of errno"; gives the exit code for it. `name` is a file, or words like "memory". */
enum exit_code say_errno(const char *name, int negative_errno);

/* "birthmark: warning: …" unless it is to be quiet. */
void say_warning(const struct options *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sentence, made safe for a terminal: a line feed in what fills it is shown, not sent. */
void say_text(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Likewise a sentence with holes like {count} (base/sentence.h), for those that are picked from a table. */
void say_sentence(FILE *to, const char *sentence, const struct hole *holes, size_t count);
#define SAY_SENTENCE(to, sentence, ...) \
	say_sentence((to), (sentence), (const struct hole[]){ __VA_ARGS__ }, \
		     sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

/* As say_text(), with the end of the line. */
void say_line(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* On standard output: `left`, and `what` behind it, broken into lines below one another where a terminal needs that. */
void say_beside(str left, str what);

/* What is wrong with a command line, where to read on, and EXIT_BAD_USAGE. */
enum exit_code say_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Likewise of one word of it: the "%s" of the sentence, if it has one. English; translated here. */
enum exit_code say_usage_word(const char *command, const char *sentence, const char *word);

/* Of an error of the system: as strerror(3) says it, in the language of this run. */
const char *say_error_words(int negative_errno);

/* The worse of two exit codes: a failure of the machine before bad data before a finding. */
enum exit_code worse(enum exit_code a, enum exit_code b);

/* Says, once, that standard output took no more, unless its reader had gone. EXIT_IO. */
enum exit_code say_output_failed(int negative_errno);

/* Flushes standard output: `code`, or EXIT_IO when not all could be written. */
enum exit_code say_done(enum exit_code code);
