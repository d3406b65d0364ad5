#pragma once

/*
 * doc_strings: the texts that a workbook's cells share (ECMA-376 part 1,
 * 18.4), kept while its sheets are read.
 */

#include "cell/doc_xml.h"
#include "read/doc/table.h"

enum {
	STRINGS_MEMORY = 112 * 1024 * 1024, /* texts and where they are: two million usual ones */
	STRINGS_CHUNK = 1024 * 1024,
	STRINGS_IN_BLOCK = STRINGS_CHUNK / (int)sizeof(str),
	STRINGS_CHUNKS_MAX = STRINGS_MEMORY / STRINGS_CHUNK,
};

struct doc_strings {
	struct doc_xml xml;       /* its `read` is set by whoever has the bytes */
	size_t count;
	bool is_full;             /* there were more than memory */
	str *blocks[STRINGS_CHUNKS_MAX];
	uint8_t *chunks[STRINGS_CHUNKS_MAX];
	size_t chunk_count, block_count, used; /* of the last chunk */
	/* The text at hand. */
	bool in_item, in_text, in_phonetic;
	uint8_t text[TABLE_CELL_MAX + 1]; /* one byte more: then it was too long */
	size_t size;
};

/* Reads `xml`: as doc_xml_read(). What was read stands, whatever it gives. */
int doc_strings_read(struct doc_strings *s);
void doc_strings_close(struct doc_strings *s);

/* False when there is none of this number. */
bool doc_strings_get(const struct doc_strings *s, uint64_t number, str *ret_text);

/*
 * Undoes `_x000D_`, by which a workbook writes what XML cannot hold
 * (18.18.99, ST_Xstring), in place. Returns the new size.
 */
size_t doc_strings_unescape(uint8_t *text, size_t size);
