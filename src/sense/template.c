#include "sense/template.h"

#include <stdint.h>

#include "sense/questions.h"

enum {
	RANDOM_MAX = 32,  /* bytes of one random part; Hanwha's packet number has 18 */
	REPEAT_MAX = 999, /* of one byte in `hex`; Hanwha's question ends with 315 zeros */
	UUID_TEXT_SIZE = 36,
	SHORT_LENGTH_MAX = 127, /* of a length in one byte (X.690, 8.1.3.4) */
};

/* ---- Holes */

/* "{", a word of letters and dashes, perhaps a colon and digits, "}": what looks like a hole. Empty for anything else. */
static str brace_at(str s) {
	size_t i = 1;

	if (s.n == 0 || s.at[0] != '{')
		return (str){ 0 };
	while (i < s.n && ((s.at[i] >= 'a' && s.at[i] <= 'z') || s.at[i] == '-'))
		i++;
	size_t word = i;
	if (i < s.n && s.at[i] == ':')
		for (i++; i < s.n && byte_is_digit(s.at[i]);)
			i++;
	return word > 1 && i < s.n && s.at[i] == '}' ? (str){ s.at, i + 1 } : (str){ 0 };
}

enum question_hole question_hole_at(str s, size_t *ret_size, size_t *ret_random) {
	static const struct {
		str text;
		enum question_hole hole;
	} holes[] = {
		{ STR_INIT("{uuid}"), FILL_UUID }, { STR_INIT("{uuid-upper}"), FILL_UUID_UPPER },
		{ STR_INIT("{host}"), FILL_HOST }, { STR_INIT("{port}"), FILL_PORT }, { STR_INIT("{path}"), FILL_PATH },
		{ STR_INIT("{community}"), FILL_COMMUNITY }, { STR_INIT("{rest}"), FILL_REST },
	};
	str brace = brace_at(s), inner = brace.n ? (str){ brace.at + 1, brace.n - 2 } : brace;
	uint64_t number;

	*ret_size = brace.n;
	*ret_random = 0;
	/* Every byte of every question that is sent is asked, and few begin a hole. */
	if (brace.n == 0)
		return FILL_NONE;
	for (size_t i = 0; i < sizeof holes / sizeof *holes; i++)
		if (str_eq(brace, holes[i].text))
			return holes[i].hole;
	if (str_begins(inner, STR("random:")) && str_u64(str_after(inner, strlen("random:")), &number) && number > 0 &&
	    number <= RANDOM_MAX) {
		*ret_random = (size_t)number;
		return FILL_RANDOM;
	}
	return FILL_NONE;
}

str template_bad_hole(str bytes) {
	for (str rest = bytes; rest.n; rest = str_after(rest, 1)) {
		size_t size, random_size;

		if (question_hole_at(rest, &size, &random_size) == FILL_NONE && size)
			return (str){ rest.at, size };
	}
	return (str){ 0 };
}

bool template_has_path(str bytes) {
	return str_find(bytes, STR("{path}"), 0) < bytes.n;
}

bool template_has_community(str bytes) {
	return str_find(bytes, STR("{community}"), 0) < bytes.n;
}

bool template_is_path(str path) {
	if (path.n == 0 || path.n > QUESTION_PATH_MAX || path.at[0] != '/')
		return false;
	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] <= ' ' || path.at[i] > '~')
			return false;
	return true;
}

/* ---- Filling */

/* Version 4, variant 10: RFC 9562, section 5.4. */
static void put_uuid(struct text *t, const uint8_t random[QUESTION_RANDOM_SIZE], bool upper) {
	uint8_t bytes[QUESTION_RANDOM_SIZE], room[UUID_TEXT_SIZE];
	struct text uuid = TEXT(room);

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = random[i];
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
	for (size_t i = 0; i < sizeof bytes; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text_byte(&uuid, '-');
		text_hex(&uuid, (str){ &bytes[i], 1 }, 0);
	}
	for (size_t i = 0; i < uuid.used; i++)
		text_byte(t, (uint8_t)(upper && byte_is_letter(room[i]) ? room[i] - 'a' + 'A' : room[i]));
}

static void put_hole(struct text *t, enum question_hole hole, size_t random_size, const struct question_fill *with,
		     str path) {
	if (hole == FILL_UUID || hole == FILL_UUID_UPPER)
		put_uuid(t, with->random, hole == FILL_UUID_UPPER);
	for (size_t i = 0; hole == FILL_RANDOM && i < random_size; i++)
		text_byte(t, with->random[i % QUESTION_RANDOM_SIZE]);
	if (hole == FILL_HOST)
		text_str(t, with->host);
	if (hole == FILL_PORT)
		text_u64(t, with->port);
	if (hole == FILL_PATH)
		text_str(t, path);
	if (hole == FILL_COMMUNITY) {
		text_byte(t, (uint8_t)with->community.n);
		text_str(t, with->community);
	}
}

/* The length of all that stands behind it, in the short form of X.690. False when that is too long for it. */
static bool put_rest(struct text *t, size_t at) {
	size_t rest = t->used - at - 1;

	if (t->full || rest > SHORT_LENGTH_MAX)
		return false;
	t->at[at] = (uint8_t)rest;
	return true;
}

str question_fill(const struct question *q, const struct question_fill *with, uint8_t *room, size_t room_size) {
	struct text t = { .at = room, .size = room_size };
	str path = with->path.n ? with->path : q->path;
	size_t rest_at = SIZE_MAX;

	if (template_has_path(q->bytes) && !template_is_path(path))
		return (str){ 0 };
	if (with->community.n > QUESTION_COMMUNITY_MAX)
		return (str){ 0 };
	for (str rest = q->bytes; rest.n;) {
		size_t size, random_size;
		enum question_hole hole = question_hole_at(rest, &size, &random_size);

		if (hole == FILL_REST)
			rest_at = t.used;
		if (hole == FILL_NONE || hole == FILL_REST)
			text_byte(&t, hole == FILL_REST ? 0 : rest.at[0]);
		else
			put_hole(&t, hole, random_size, with, path);
		rest = str_after(rest, hole == FILL_NONE ? 1 : size);
	}
	return t.full || (rest_at != SIZE_MAX && !put_rest(&t, rest_at)) ? (str){ 0 } : text_done(&t);
}

/* ---- As it is written */

/* HH, HH*N, 'text', or a hole: one word of `hex`. False when it is none of them. */
static bool put_hex_word(struct text *t, str word) {
	uint64_t times = 1;
	size_t size, random_size;

	if (word.n > 2 && word.at[0] == '\'' && word.at[word.n - 1] == '\'') {
		text_str(t, (str){ word.at + 1, word.n - 2 });
		return true;
	}
	if (question_hole_at(word, &size, &random_size) != FILL_NONE && size == word.n) {
		text_str(t, word);
		return true;
	}
	if (word.n > 2 && word.at[2] == '*' && (!str_u64(str_after(word, 3), &times) || times == 0 || times > REPEAT_MAX))
		return false;
	if (word.n < 2 || byte_hex(word.at[0]) < 0 || byte_hex(word.at[1]) < 0 || (word.n > 2 && word.at[2] != '*'))
		return false;
	while (times--)
		text_byte(t, (uint8_t)(byte_hex(word.at[0]) << 4 | byte_hex(word.at[1])));
	return true;
}

/* Cuts one word off; what stands in single quotes is one, blanks and all. */
static str cut_hex_word(str *rest) {
	size_t n = 0;

	while (rest->n && byte_is_blank(rest->at[0]))
		*rest = str_after(*rest, 1);
	if (rest->n && rest->at[0] == '\'') {
		n = str_find(*rest, STR("'"), 1);
		n += n < rest->n;
	}
	while (n < rest->n && !byte_is_blank(rest->at[n]))
		n++;
	str word = { rest->at, n };
	*rest = str_after(*rest, n);
	return word;
}

bool template_put_hex(struct text *t, str notation, str *ret_wrong) {
	str word;

	while ((word = cut_hex_word(&notation)).n) {
		if (!put_hex_word(t, word)) {
			*ret_wrong = word;
			return false;
		}
	}
	return true;
}

void template_put_text(struct text *t, str text, bool crlf) {
	for (size_t i = 0; i < text.n; i++) {
		if (crlf && text.at[i] == '\n')
			text_byte(t, '\r');
		text_byte(t, text.at[i]);
	}
}
