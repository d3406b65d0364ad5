#pragma once

/*
 * headers: messages in the manner of HTTP/1.x: HTTP, RTSP, SSDP.
 *
 *     first line CRLF
 *     Name: value CRLF          any number; a line that begins with a blank goes on
 *     CRLF
 *     body
 *
 * RFC 9112 sections 2 to 5, RFC 2326 section 4. Lines may end in LF alone.
 * Nothing is copied; the slices point into the message.
 */

#include "read/proto.h"

enum { HEADERS_MAX = 100 }; /* lines of one message; what comes later is not told. A browser's answer has 30 */

struct headers {
	str first;     /* the first line */
	str version;   /* "HTTP/1.1" */
	bool response; /* a status line; else a request */
	uint64_t status;
	str method, target; /* of a request */
	str rest;      /* what was not read yet: behind the last header it is the body */
	bool whole;    /* the empty line was there */
	unsigned count;
	str name, value; /* of the last header */
};

/* Without the line ends that some send between two answers, more than the standards know. */
str headers_skip_line_ends(str between);

/* False when `message` does not begin with a first line of a version that begins with `version`. */
bool headers_begin(struct headers *h, str message, str version);

/* May a message that begins with these bytes, 16 or more, be one? For `proto.begins`. */
bool headers_may_begin(str head, str version);

/* The next header, value trimmed, folds as they stand. False behind the last one. */
bool headers_next(struct headers *h);

/* Tells a value, folded lines joined with one blank. */
void headers_tell(struct reading *rx, const struct field *field, str value);

/* Tells "name: value". */
void headers_tell_pair(struct reading *rx, const struct field *field, str name, str value);

/* The realm of a WWW-Authenticate value, without its quotes; empty when there is none (RFC 7235). */
str headers_realm(str authenticate);

/* Is one of `names`, which ends in NULL, this name in any case? */
bool headers_among(str name, const char *const *names);
