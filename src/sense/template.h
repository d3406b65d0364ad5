#pragma once

/*
 * template: the bytes of a question as they are written in data/questions.yaml,
 * and as they leave once the holes in them are filled. question_hole_at() and
 * question_fill() are its other half.
 */

#include "base/text.h"

/*
 * Puts down what `hex` says: bytes (1f), bytes repeated (00*12), text ('DHIP')
 * and holes ({random:4}), with blanks between. False, and the word, when one
 * is none of them.
 */
bool template_put_hex(struct text *t, str notation, str *ret_wrong);

/* `text` as it stands, with CR before each LF when `crlf`. */
void template_put_text(struct text *t, str text, bool crlf);

/* What looks like a hole and is none: it would be sent as it stands. Empty when there is nothing like that. */
str template_bad_hole(str bytes);

bool template_has_path(str bytes);
bool template_has_community(str bytes);

/* Begins with a slash, at most QUESTION_PATH_MAX bytes, all of them printable ASCII, no blank. */
bool template_is_path(str path);
