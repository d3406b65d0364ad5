/*
 * Decomposition and case folding are utf8proc's (Unicode Standard Annex 15
 * and chapter 5.18); what is read how comes from the Unihan database.
 */
#include "base/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/readings_table.h"
#include "base/utf8.h"

enum { PARTS_MAX = 18 }; /* code points of one character taken apart; the longest in Unicode 15 has 18 (U+FDFA) */

static bool is_ideograph(uint32_t code) {
	return code >= READINGS_FIRST && code <= READINGS_LAST;
}

/* Letters that Unicode does not take apart, and the two digits that stand for letters. */
static uint32_t twin(uint32_t code) {
	static const struct {
		uint32_t code, twin;
	} twins[] = {
		{ '0', 'o' }, { '1', 'i' }, { 0xf8, 'o' }, { 0x111, 'd' }, { 0x131, 'i' }, { 0x142, 'l' },
	};

	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if (twins[i].code == code)
			return twins[i].twin;
	return code;
}

static uint32_t simplified(uint32_t code) {
	size_t low = 0, high = readings_simplified_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (readings_simplified[middle].traditional < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < readings_simplified_count && readings_simplified[low].traditional == code
		       ? readings_simplified[low].simple
		       : code;
}

static bool counts(utf8proc_int32_t code) {
	utf8proc_category_t category = utf8proc_category(code);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/* `*between`: what stood before does not count, or is a word by itself, so that a word begins here. */
static void add(struct folded *f, uint32_t code, bool *between) {
	bool ideograph = is_ideograph(code);

	if (f->n == FOLD_MAX)
		return;
	f->starts[f->n] = *between || ideograph;
	f->at[f->n++] = ideograph ? simplified(code) : twin(code);
	*between = ideograph;
}

static void add_parts(struct folded *f, uint32_t code, bool *between) {
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[PARTS_MAX];
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MAX, how, NULL);

	for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MAX; i++) {
		if (counts(parts[i]))
			add(f, (uint32_t)parts[i], between);
		else
			*between = true;
	}
}

/* What add() does, for nearly all that is folded: a register has some ten million cells. */
static void add_ascii(struct folded *f, uint8_t c, bool *between) {
	uint8_t folded = fold_ascii(c);

	if (folded) {
		f->starts[f->n] = *between;
		f->at[f->n++] = folded;
	}
	*between = !folded;
}

void fold(str text, struct folded *ret) {
	bool between = true;

	ret->n = 0;
	while (text.n > 0 && ret->n < FOLD_MAX) {
		uint32_t code = 0;
		size_t size = text.at[0] < 0x80 ? 1 : utf8_unpack(text, &code);

		if (size == 1)
			add_ascii(ret, text.at[0], &between);
		else if (size > 1)
			add_parts(ret, code, &between);
		else
			between = true;
		text = str_after(text, size ? size : 1);
	}
	ret->starts[ret->n] = true;
}

size_t fold_word_count(const struct folded *f) {
	size_t count = 0;

	for (size_t i = 0; i < f->n; i++)
		count += f->starts[i];
	return count;
}

void fold_word(const struct folded *f, size_t word, struct folded *ret) {
	size_t from = 0;

	for (size_t seen = 0; from < f->n; from++)
		if (f->starts[from] && seen++ == word)
			break;
	ret->n = 0;
	while (from < f->n && (ret->n == 0 || !f->starts[from])) {
		ret->starts[ret->n] = ret->n == 0;
		ret->at[ret->n++] = f->at[from++];
	}
	ret->starts[ret->n] = true;
}

size_t fold_readings(uint32_t character, const char *ret_readings[READINGS_MAX]) {
	size_t count = 0;

	if (!is_ideograph(character))
		return 0;
	const uint16_t *start = &readings_start[character - READINGS_FIRST];
	for (size_t i = start[0]; i < start[1] && count < READINGS_MAX; i++)
		ret_readings[count++] = readings_syllables[readings_all[i]].plain;
	return count;
}

static str toned(uint32_t code) {
	const uint16_t *start = &readings_start[code - READINGS_FIRST];

	return start[0] < start[1] ? str_of(readings_syllables[readings_all[start[0]]].toned) : (str){ 0 };
}

str fold_reading(arena *mem, str text) {
	enum { SYLLABLE_SIZE = sizeof(struct syllable) }; /* room for a syllable and a blank; no other script grows */
	size_t used = 0;
	bool read = false, after_read = false;
	uint8_t *to = arena_take(mem, SYLLABLE_SIZE, text.n, 1);

	while (to && text.n > 0) {
		uint32_t code = 0;
		size_t size = utf8_unpack(text, &code);
		str part = { text.at, size ? size : 1 };
		str syllable = size && is_ideograph(code) ? toned(code) : (str){ 0 };

		if ((syllable.n && used > 0 && to[used - 1] != ' ') || (!syllable.n && after_read && byte_is_letter(*part.at)))
			to[used++] = ' ';
		read |= syllable.n > 0;
		after_read = syllable.n > 0;
		text = str_after(text, part.n);
		part = syllable.n ? syllable : part;
		memcpy(to + used, part.at, part.n);
		used += part.n;
	}
	return read ? (str){ to, used } : (str){ 0 };
}
