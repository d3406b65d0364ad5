#pragma once

/*
 * json_out: writes JSON to a stream or into memory, one value after the other.
 *
 * It places the commas; the caller opens and closes. Text that is not UTF-8
 * is written byte by byte as if it were Latin-1, so that nothing is lost and
 * the line stays JSON. Errors stay in the stream: ask ferror() at the end.
 * What does not fit into memory is left out, and `full` says so.
 */

#include <stdio.h>

#include "base/date.h"
#include "base/text.h"

struct json_out {
	FILE *to; /* NULL: into memory */
	struct text text;
	unsigned depth;
	uint64_t filled; /* bit n: level n holds something already */
	bool after_key;
};

struct json_out json_out_to(FILE *to);

/* Into memory; json_out_done() is what was written so far. */
struct json_out json_out_over(void *memory, size_t size);
str json_out_done(const struct json_out *j);

void json_out_object(struct json_out *j);
void json_out_object_end(struct json_out *j);
void json_out_array(struct json_out *j);
void json_out_array_end(struct json_out *j);
void json_out_key_str(struct json_out *j, str name);

/* A constant's name, which needs no escapes: all of it with its quotes and colon is one text. */
#define json_out_key(j, name) json_out_key_ready((j), STR("\"" name "\": "))
void json_out_key_ready(struct json_out *j, str quoted);

void json_out_text(struct json_out *j, str text);
void json_out_u64(struct json_out *j, uint64_t number);
/* With up to `digits` after the point, no zeros at the end. */
void json_out_decimal(struct json_out *j, double number, unsigned digits);
void json_out_bool(struct json_out *j, bool yes);
void json_out_null(struct json_out *j);

/* `text`, or null when it is empty. */
void json_out_text_or_null(struct json_out *j, str text);

/* Likewise a number, null when it is 0. */
void json_out_u64_or_null(struct json_out *j, uint64_t number);

/* "2026-11-21", or null for DATE_NONE. */
void json_out_day(struct json_out *j, date day);

/* A list of texts. */
void json_out_texts(struct json_out *j, const str *texts, size_t count);

/* A value that is JSON already. */
void json_out_json(struct json_out *j, str json);

/* A constant key and its text in one call. */
#define json_out_pair(j, name, text) json_out_pair_ready((j), STR("\"" name "\": "), (text))
void json_out_pair_ready(struct json_out *j, str quoted, str text);

/* As json_out_pair(), null when `text` is empty. */
#define json_out_pair_or_null(j, name, text) json_out_pair_or_null_ready((j), STR("\"" name "\": "), (text))
void json_out_pair_or_null_ready(struct json_out *j, str quoted, str text);

/* Likewise what is no text. */
#define json_out_pair_u64(j, name, number) (json_out_key((j), name), json_out_u64((j), (number)))
#define json_out_pair_u64_or_null(j, name, number) (json_out_key((j), name), json_out_u64_or_null((j), (number)))
#define json_out_pair_bool(j, name, yes) (json_out_key((j), name), json_out_bool((j), (yes)))
#define json_out_pair_day(j, name, day) (json_out_key((j), name), json_out_day((j), (day)))

/* Ends the line after a whole value and makes ready for the next one. */
void json_out_line(struct json_out *j);
