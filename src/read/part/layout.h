#pragma once

/*
 * layout: messages whose values stand at fixed places, as makers' own searches
 * send their structures over the wire.
 */

#include "read/proto.h"

enum layout_kind {
	LAYOUT_TEXT,     /* up to the first NUL; told when all of it is printable */
	LAYOUT_MAC,      /* six bytes */
	LAYOUT_MAC_TEXT, /* a MAC in any spelling */
	LAYOUT_IP,       /* four bytes in network order */
	LAYOUT_IP_TEXT,
	LAYOUT_NUMBER,   /* `size` bytes, at most 4, little endian */
};

struct layout {
	uint16_t at, size; /* bytes */
	enum layout_kind kind;
	unsigned field;    /* index into the protocol's fields */
};

/*
 * Tells, in the order of the rows, what stands in each place; not what is
 * empty: no text, a MAC that is no station's, an address that is nobody's, 0.
 * False when a place ends behind the message.
 */
bool layout_tell(struct reading *rx, const struct field *fields, const struct layout *rows, size_t row_count, str message);

/* The `size` bytes at `at`; empty when the message ends before. */
str layout_bytes(str message, size_t at, size_t size);

/* The same up to the first NUL, trimmed; empty when a byte of it is a control character. */
str layout_text(str message, size_t at, size_t size);

/* Tell one value by the rules of layout_tell(): a text up to its first NUL, a MAC, an IP. */
void layout_tell_text(struct reading *rx, const struct field *field, str text);
void layout_tell_mac(struct reading *rx, const struct field *field, addr mac);
void layout_tell_ip(struct reading *rx, const struct field *field, addr ip);
