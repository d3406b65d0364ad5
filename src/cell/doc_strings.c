/*
 * Texts lie in chunks of a MiB, and where they are in blocks of the same
 * size: nothing is ever moved.
 */
#include "cell/doc_strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/doc/clean.h"

static void *chunk(struct doc_strings *s) {
	return s->chunk_count + s->block_count < STRINGS_CHUNKS_MAX ? malloc(STRINGS_CHUNK) : NULL;
}

/* A text that stays; false when there is no room. */
static bool keep(struct doc_strings *s, str text) {
	if (s->count / STRINGS_IN_BLOCK == s->block_count) {
		str *block = chunk(s);

		if (!block)
			return false;
		s->blocks[s->block_count++] = block;
	}
	if (s->chunk_count == 0 || STRINGS_CHUNK - s->used < text.n) {
		uint8_t *more = chunk(s);

		if (!more)
			return false;
		s->chunks[s->chunk_count++] = more;
		s->used = 0;
	}
	uint8_t *to = s->chunks[s->chunk_count - 1] + s->used;
	if (text.n)
		memcpy(to, text.at, text.n);
	s->used += text.n;
	s->blocks[s->count / STRINGS_IN_BLOCK][s->count % STRINGS_IN_BLOCK] = (str){ to, text.n };
	s->count++;
	return true;
}

static void open_element(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_strings *s = (struct doc_strings *)x;

	(void)attributes;
	if (str_eq(name, STR("si"))) {
		s->in_item = true;
		s->size = 0;
	} else if (str_eq(name, STR("t"))) {
		s->in_text = s->in_item && !s->in_phonetic;
	} else if (str_eq(name, STR("rPh"))) {
		/* How the Japanese is read aloud: not part of the text. */
		s->in_phonetic = true;
	}
}

static void close_element(struct doc_xml *x, str name) {
	struct doc_strings *s = (struct doc_strings *)x;

	if (str_eq(name, STR("t"))) {
		s->in_text = false;
	} else if (str_eq(name, STR("rPh"))) {
		s->in_phonetic = false;
	} else if (str_eq(name, STR("si"))) {
		s->in_item = false;
		if (!keep(s, (str){ s->text, doc_strings_unescape(s->text, s->size) })) {
			s->is_full = true;
			x->is_enough = true;
		}
	}
}

static void take_text(struct doc_xml *x, str text) {
	struct doc_strings *s = (struct doc_strings *)x;

	if (!s->in_text)
		return;
	text = clean_cut(text, sizeof s->text - s->size);
	memcpy(s->text + s->size, text.at, text.n);
	s->size += text.n;
}

int doc_strings_read(struct doc_strings *s) {
	s->xml.open = open_element;
	s->xml.close = close_element;
	s->xml.text = take_text;
	return doc_xml_read(&s->xml);
}

void doc_strings_close(struct doc_strings *s) {
	for (size_t i = 0; i < s->chunk_count; i++)
		free(s->chunks[i]);
	for (size_t i = 0; i < s->block_count; i++)
		free(s->blocks[i]);
	s->chunk_count = s->block_count = s->count = 0;
}

bool doc_strings_get(const struct doc_strings *s, uint64_t number, str *ret_text) {
	if (number >= s->count)
		return false;
	*ret_text = s->blocks[number / STRINGS_IN_BLOCK][number % STRINGS_IN_BLOCK];
	return true;
}

/* What "_x000D_" at `at` stands for; 0 when it is something else. */
static uint32_t escaped(const uint8_t *at, size_t size) {
	uint32_t code = 0;

	if (size < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++) {
		int digit = byte_hex(at[i]);

		if (digit < 0)
			return 0;
		code = code << 4 | (uint32_t)digit;
	}
	return code >= 0xd800 && code < 0xe000 ? 0 : code;
}

size_t doc_strings_unescape(uint8_t *text, size_t size) {
	const uint8_t *first = size ? memchr(text, '_', size) : NULL;
	size_t used = first ? (size_t)(first - text) : size;

	for (size_t at = used; at < size;) {
		uint32_t code = text[at] == '_' ? escaped(text + at, size - at) : 0;

		/* At most three bytes for seven: it never catches up with what is read. */
		if (code) {
			used += utf8_pack(text + used, code);
			at += 7;
		} else {
			text[used++] = text[at++];
		}
	}
	return used;
}
