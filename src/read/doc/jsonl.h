#pragma once

/*
 * jsonl: rows from JSON (RFC 8259): one object a line, objects behind one
 * another, one array of objects, or an object with such an array in a member
 * named as exports name it ("results" of NetBox, "rows" of Snipe-IT, "data"
 * of GLPI).
 *
 * An object is a row. Keys of what is nested are joined by dots, elements of
 * an array by ", ". All of it is read twice: first for the keys, so that the
 * first row, of line 1, has all of them, in the order in which they appear.
 */

#include "base/arena.h"
#include "read/doc/table.h"

enum {
	JSONL_KEY_MAX = 512,              /* bytes of a key with those around it */
	JSONL_JOINED_MAX = 1024,          /* bytes of an array's elements: tags, names of groups */
	JSONL_MEMORY = 4 * 1024 * 1024,   /* what jsonl_read() takes from its arena */
};

enum { JSONL_BAD = 1 }; /* an array is damaged; what stood before was told */

/*
 * `bytes` are UTF-8. What is broken gets a complaint with its line, and
 * reading goes on with the next line that begins an object; in an array there
 * is no such place: JSONL_BAD with `reterr`. Else 0, <0 of the sink, or -ENOMEM.
 */
int jsonl_read(arena mem, str bytes, struct table_sink *sink, struct complaint *reterr);
