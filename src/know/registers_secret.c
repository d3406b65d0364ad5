/*
 * What in a register speaks of passwords and user names. Somebody's password
 * in an estate that is handed on is worse than a remark that is missing, so in
 * doubt a text is taken for one that has a secret.
 */
#include "know/registers.h"

#include "base/fold.h"

enum {
	PIECE = 160,       /* bytes that are folded at once: each may become six characters, and FOLD_MAX are compared */
	OVERLAP = 48,      /* of two pieces, so that no word is torn in both */
	BEGINNING_LEAST = 6, /* characters; shorter words stand inside of others: "pin" in "spinning" */
	PASSWORD_LEAST = 6, /* characters with letters and digits that look like a password */
	NUMBER_LEAST = 4,  /* digits that look like a code */
	FAR_LEAST = 8,     /* characters of a password that stands further behind its word */
	FAR_MOST = 64,     /* bytes behind it: whoever looks behind each word of a long text would never end */
	LOGIN_MOST = 128,  /* bytes of a name and its password before an '@' */
};

/* Which of the 4,096 bits four folded characters have, one a byte. */
static unsigned bit_of(uint32_t four) {
	return four * UINT32_C(0x9e3779b1) >> 20;
}

static bool has_bit(const struct registers *r, uint32_t four) {
	return r->secret_begins[bit_of(four) >> 6] >> (bit_of(four) & 63) & 1;
}

static uint32_t first_four(const uint32_t *at) {
	return (at[0] & 255) << 24 | (at[1] & 255) << 16 | (at[2] & 255) << 8 | (at[3] & 255);
}

bool registers_note_secret(struct registers *r, const struct register_name *word) {
	uint32_t at[4] = { 0 };

	memcpy(at, word->key.at, word->key.n < sizeof at ? word->key.n : sizeof at);
	if (word->of == WORDS_SECRET_WORD || word->of == WORDS_SECRET_VALUE)
		r->secret_word_begins[at[0] & 31] |= (uint32_t)1 << (at[1] & 31);
	if (word->of != WORDS_SECRET || word->key.n < BEGINNING_LEAST * sizeof *at)
		return false;
	unsigned bit = bit_of(first_four(at));
	r->secret_begins[bit >> 6] |= (uint64_t)1 << (bit & 63);
	return true;
}

static str key_of(const struct folded *f) {
	return (str){ (const uint8_t *)f->at, f->n * sizeof f->at[0] };
}

/* Does a word that stands for secrets wherever it stands begin here? */
static bool begins_here(const struct registers *r, const uint32_t *at, size_t count) {
	for (size_t i = 0; i < r->secrets.count; i++) {
		str word = r->secrets.at[i].key;

		if (word.n <= count * sizeof *at && memcmp(at, word.at, word.n) == 0)
			return true;
	}
	return false;
}

static bool has_beginning(const struct registers *r, const struct folded *f) {
	for (size_t at = 0; at + BEGINNING_LEAST <= f->n; at++)
		if (has_bit(r, first_four(&f->at[at])) && begins_here(r, &f->at[at], f->n - at))
			return true;
	return false;
}

/* Nearly all cells end here, before anything of them is folded. */
static bool may_speak(const struct registers *r, str text) {
	uint32_t four = 0;

	for (size_t i = 0; i < text.n; i++) {
		uint8_t c = text.at[i] < 0x80 ? fold_ascii(text.at[i]) : 0;

		if (text.at[i] >= 0x80)
			return true;
		if (!c)
			continue;
		four = four << 8 | c;
		if (has_bit(r, four))
			return true;
	}
	return false;
}

bool registers_speaks_of_secrets(const struct registers *r, str text) {
	struct folded f;

	if (!may_speak(r, text))
		return false;
	for (;;) {
		fold((str){ text.at, text.n < PIECE ? text.n : PIECE }, &f);
		if (has_beginning(r, &f))
			return true;
		if (text.n <= PIECE)
			return false;
		text = str_after(text, PIECE - OVERLAP);
	}
}

/* Words */

static bool is_letter(uint8_t c) {
	return byte_is_letter(c) || c >= 0x80;
}

static bool is_word_byte(uint8_t c) {
	return is_letter(c) || byte_is_digit(c);
}

/* The next word; `*rest` is moved behind it. Empty at the end. */
static str next_word(str *rest) {
	size_t from = 0, n = 0;

	while (from < rest->n && !is_word_byte(rest->at[from]))
		from++;
	while (from + n < rest->n && is_word_byte(rest->at[from + n]))
		n++;
	str word = { rest->at + from, n };
	*rest = str_after(*rest, from + n);
	return word;
}

static bool is_password_like(str word) {
	size_t digits = 0, letters = 0;

	for (size_t i = 0; i < word.n; i++) {
		digits += byte_is_digit(word.at[i]);
		letters += is_letter(word.at[i]);
	}
	return letters ? digits > 0 && word.n >= PASSWORD_LEAST : digits >= NUMBER_LEAST;
}

/* What may stand between a word and its value; no NUL does. */
static bool is_between(uint8_t c) {
	return byte_is_blank(c) || c == '.' || c == '-' || c == '/' || c == '|' || c == ',';
}

/* Does what follows a word give a value to it: "pw: x", "pin 1234", "admin/x"? */
static bool has_value(str rest) {
	bool at_once = rest.n && (rest.at[0] == '/' || rest.at[0] == ':' || rest.at[0] == '=');

	if (at_once && rest.n > 1 && !byte_is_blank(rest.at[1]))
		return true;
	while (rest.n && is_between(rest.at[0]))
		rest = str_after(rest, 1);
	if (rest.n && (rest.at[0] == ':' || rest.at[0] == '='))
		return str_trim(str_after(rest, 1)).n > 0;
	size_t n = 0;
	while (n < rest.n && !byte_is_blank(rest.at[n]))
		n++;
	return is_password_like((str){ rest.at, n });
}

/* "login hal Zomer2024": a password stands somewhere behind. */
static bool has_far_value(str rest) {
	rest.n = rest.n < FAR_MOST ? rest.n : FAR_MOST;
	while (rest.n) {
		str word = str_cut(&rest, ' ');

		if (word.n >= FAR_LEAST && is_password_like(word))
			return true;
	}
	return false;
}

/* "admin:secret@10.0.0.5", a login without its scheme; no address of mail or telephony, which has no password. */
static bool has_login(str text) {
	static const str others[] = { STR_INIT("mail"), STR_INIT("mailto"), STR_INIT("sip"), STR_INIT("sips"), STR_INIT("xmpp") };

	for (size_t at = str_find(text, STR("@"), 0); at < text.n; at = str_find(text, STR("@"), at + 1)) {
		size_t colon = at, from = at;

		while (from > 0 && at - from < LOGIN_MOST && !byte_is_blank(text.at[from - 1])) {
			from--;
			colon = text.at[from] == ':' ? from : colon;
		}
		if (colon == at || colon == from || at + 1 == text.n || byte_is_blank(text.at[at + 1]))
			continue;
		str name = { text.at + from, colon - from };
		bool other = false;
		for (size_t i = 0; i < sizeof others / sizeof *others; i++)
			other = other || (name.n >= others[i].n && str_eq_nocase(str_after(name, name.n - others[i].n), others[i]));
		if (!other)
			return true;
	}
	return false;
}

/* Nearly all words of names end here: to look behind them, or to compare them, costs more. */
static bool may_be_secret_word(const struct registers *r, str word) {
	if (word.n < 2 || word.at[0] >= 0x80 || word.at[1] >= 0x80)
		return word.n >= 2;
	return r->secret_word_begins[fold_ascii(word.at[0]) & 31] >> (fold_ascii(word.at[1]) & 31) & 1;
}

bool registers_has_secret(const struct registers *r, str text, bool is_remark) {
	str rest = text;

	if (registers_speaks_of_secrets(r, text) || has_login(text))
		return true;
	for (str word = next_word(&rest); word.n; word = next_word(&rest)) {
		if (!may_be_secret_word(r, word))
			continue;
		bool value = has_value(rest);
		if (!value && !is_remark && !has_far_value(rest))
			continue;
		if (registers_is(r, WORDS_SECRET_WORD, word) || (value && registers_is(r, WORDS_SECRET_VALUE, word)))
			return true;
	}
	return false;
}

/* Headings */

static bool is_capital(uint8_t c) {
	return byte_lower(c) != c;
}

/* The next part of a heading: words end at a capital and at a digit, too, as in "camPwd1". */
static str next_part(str *rest) {
	str word = next_word(rest);
	size_t n = 1;

	if (word.n < 2)
		return word;
	while (n < word.n && is_letter(word.at[n]) == is_letter(word.at[0]) &&
	       !(is_capital(word.at[n]) && !is_capital(word.at[n - 1])))
		n++;
	*rest = (str){ word.at + n, rest->n + word.n - n };
	return (str){ word.at, n };
}

static bool is_secret_name(const struct registers *r, str part) {
	struct folded f;

	fold(part, &f);
	for (size_t i = 0; i < r->headings.count; i++)
		if (r->headings.at[i].of == COLUMN_SECRET && str_eq(r->headings.at[i].key, key_of(&f)))
			return true;
	return f.n > 0 && registers_is(r, WORDS_SECRET_WORD, part);
}

bool registers_secret_heading(const struct registers *r, str text) {
	str words = text, parts = text;

	if (registers_speaks_of_secrets(r, text))
		return true;
	for (str word = next_word(&words); word.n; word = next_word(&words))
		if (is_secret_name(r, word))
			return true;
	for (str part = next_part(&parts); part.n; part = next_part(&parts))
		if (is_secret_name(r, part))
			return true;
	return false;
}
