#pragma once

/*
 * markup: a pull scanner for XML as devices write it.
 *
 * Readers may import nothing but memory functions, so expat cannot live in
 * the cell; and devices send XML that no strict parser takes: cut in the
 * middle, with stray text between elements, with prefixes never declared.
 * This scanner allocates nothing, never recurses, expands no DTD, knows only
 * the named entities lt gt amp quot apos nbsp and numbers, and looks at every byte a fixed
 * number of times. Names are local names: the prefix is cut off.
 */

#include "base/str.h"
#include "base/text.h"

enum { MARKUP_DEPTH_MAX = 32 }; /* elements deeper than this are passed over; SOAP answers seen: 11 */

enum markup_token {
	MARKUP_END,   /* the root element was closed, or there is none and the text ended */
	MARKUP_CUT,   /* the text ends inside the root element */
	MARKUP_OPEN,  /* an element begins: `name`, `attributes`; it is the last of `path` */
	MARKUP_CLOSE, /* an element ended: `name`; `path` is that of its parent */
};

struct markup {
	str all;
	size_t at;
	str name;       /* local name */
	str attributes; /* as they stand; of the last element that began */
	bool is_leaf;   /* on MARKUP_CLOSE: it held no element, `text` and `attributes` are its own */
	str text;       /* what it held, as it stands, trimmed */
	bool literal;   /* `text` is CDATA: nothing in it is an entity */
	bool empty_tag; /* <a/>: its end is the next token */
	bool closed;    /* the last token was MARKUP_CLOSE */
	unsigned depth; /* elements that are open */
	str path[MARKUP_DEPTH_MAX]; /* their local names, the root first */
};

struct markup markup_over(str text);

enum markup_token markup_next(struct markup *m);

/* The name of the `back`th element around: 0 is the last open one. Empty when there is none. */
str markup_around(const struct markup *m, unsigned back);

/* The text of a leaf without entities: the slice itself, or what was written into `room`. */
str markup_text(const struct markup *m, struct text *room);

/* Writes `raw` with its entities resolved; an unknown entity stays as it stands. */
void markup_decode(struct text *to, str raw);

/*
 * Cuts the next attribute off `*rest`, which begins as `markup.attributes`.
 * The name has its prefix, the value is as it stands; quotes may be missing.
 * False when none is left.
 */
bool markup_attribute(str *rest, str *ret_name, str *ret_value);
