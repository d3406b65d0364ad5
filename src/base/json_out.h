#pragma once

/*
 * json_out: writes JSON to a stream, one value after the other.
 *
 * It places the commas; the caller opens and closes. Text that is not UTF-8
 * is written byte by byte as if it were Latin-1, so that nothing is lost and
 * the line stays JSON. Errors stay in the stream: ask ferror() at the end.
 */

#include <stdio.h>

#include "base/str.h"

struct json_out {
	FILE *to;
	unsigned depth;
	uint64_t filled; /* bit n: level n holds something already */
	bool after_key;
};

struct json_out json_out_to(FILE *to);

void json_out_object(struct json_out *j);
void json_out_object_end(struct json_out *j);
void json_out_array(struct json_out *j);
void json_out_array_end(struct json_out *j);
void json_out_key(struct json_out *j, const char *name);
void json_out_key_str(struct json_out *j, str name);
void json_out_text(struct json_out *j, str text);
void json_out_u64(struct json_out *j, uint64_t number);
/* With up to `digits` after the point, no zeros at the end. */
void json_out_decimal(struct json_out *j, double number, unsigned digits);
void json_out_bool(struct json_out *j, bool yes);
void json_out_null(struct json_out *j);

/* `text`, or null when it is empty. */
void json_out_text_or_null(struct json_out *j, str text);

/* A key and its text in one call. */
void json_out_pair(struct json_out *j, const char *name, str text);

/* Ends the line after a whole value and makes ready for the next one. */
void json_out_line(struct json_out *j);
