/*
 * What claims in registers speak of: which rule a claim of compliance names,
 * and which country a claim of origin (data/registers/claims.yaml).
 */
#include "know/registers.h"

#include "fact/country.h"
#include "know/form.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static const struct blank rule_blanks[] = {
	FIELD(BLANK_TEXT, "law", true, register_rule, law), FIELD(BLANK_TEXTS, "claims", true, register_rule, claims), END,
};

static const struct blank country_blanks[] = {
	FIELD(BLANK_COUNTRY, "country", true, register_country, country),
	FIELD(BLANK_TEXTS, "names", false, register_country, names), FIELD(BLANK_TEXTS, "inside", false, register_country, inside), END,
};

static size_t count_marks(str text) {
	size_t count = 0;

	for (size_t i = 0; i < text.n; i++)
		count += byte_is_letter(text.at[i]) || byte_is_digit(text.at[i]) || text.at[i] >= 0x80;
	return count;
}

/* What is looked for inside of other texts would, if it were shorter, stand in nearly all of them. */
static int check_inside(const struct form *f, const struct tree_node *list, struct strs texts) {
	enum { LENGTH_LEAST = 3 };
	const struct tree_node *n = tree_child(f->tree, list);

	for (size_t i = 0; i < texts.count; i++, n = tree_next(f->tree, n))
		if (count_marks(texts.at[i]) < LENGTH_LEAST)
			return COMPLAIN(f, n, STR("what is looked for inside of claims has at least three letters or digits: '"),
					texts.at[i], STR("'"));
	return 0;
}

int registers_load_rule(const struct form *f, const struct tree_node *entry, struct register_rule *ret) {
	int r = form_fill(f, entry, "a rule of claims", rule_blanks, ret);

	return r ? r : check_inside(f, tree_get(f->tree, entry, STR("claims")), ret->claims);
}

int registers_load_country(const struct form *f, const struct tree_node *entry, struct register_country *ret) {
	int r = form_fill(f, entry, "a country of claims", country_blanks, ret);

	if (!r && !country_of(ret->country))
		return COMPLAIN(f, tree_get(f->tree, entry, STR("country")), STR("no country has the code '"), ret->country, STR("'"));
	return r ? r : check_inside(f, tree_get(f->tree, entry, STR("inside")), ret->inside);
}

/* Are both letters, or both digits? Then no word ends between them. */
static bool is_one_word(uint8_t a, uint8_t b) {
	return (byte_is_letter(a) && byte_is_letter(b)) || (byte_is_digit(a) && byte_is_digit(b));
}

/* Neither inside a longer number nor at the end of a longer word; "NDAAcompliant" is one all the same. */
static bool stands_in(str text, str word) {
	for (size_t at = str_find_nocase(text, word, 0); at < text.n; at = str_find_nocase(text, word, at + 1)) {
		size_t end = at + word.n;
		bool begins = at == 0 || !is_one_word(text.at[at - 1], text.at[at]);
		bool ends = end == text.n || !byte_is_digit(text.at[end]) || !byte_is_digit(text.at[end - 1]);

		if (begins && ends)
			return true;
	}
	return false;
}

static bool stands_any(str text, struct strs words) {
	for (size_t i = 0; i < words.count; i++)
		if (stands_in(text, words.at[i]))
			return true;
	return false;
}

str registers_rule(const struct registers *r, str claim, size_t *at) {
	while (*at < r->rule_count) {
		const struct register_rule *rule = &r->rules[(*at)++];

		if (stands_any(claim, rule->claims))
			return rule->law;
	}
	return (str){ 0 };
}

/* What a claim of origin has named so far. */
struct origin {
	str any, made;                /* a country; one behind a word such as "made in" */
	bool any_torn, made_torn;     /* there are two of them */
	bool denies, denied, was_made; /* this part of the text denies; a country was denied; the last one was made there */
};

static void note_country(str country, str *noted, bool *torn) {
	*torn = *torn || (noted->n && !str_eq(*noted, country));
	*noted = country;
}

static bool is_of_word(uint8_t c) {
	return byte_is_letter(c) || byte_is_digit(c) || c >= 0x80;
}

/* The last word, which is taken off. Empty when there is none. */
static str cut_last_word(str *text) {
	size_t end = text->n, from;

	while (end > 0 && !is_of_word(text->at[end - 1]))
		end--;
	for (from = end; from > 0 && is_of_word(text->at[from - 1]);)
		from--;
	str word = { text->at + from, end - from };
	text->n = from;
	return word;
}

static bool has_denial(const struct registers *r, str text) {
	for (str word; (word = cut_last_word(&text)).n;)
		if (registers_is(r, WORDS_DENIAL, word))
			return true;
	return false;
}

/* Does it end in words such as "made in the"? */
static bool ends_in_origin(const struct registers *r, str text) {
	enum { WORDS_MAX = 4 };
	str rest = text, word;

	for (int i = 0; i < WORDS_MAX && (word = cut_last_word(&rest)).n; i++)
		if (registers_is(r, WORDS_ORIGIN, (str){ word.at, (size_t)(text.at + text.n - word.at) }))
			return true;
	return false;
}

/* "Taiwan/China", "China or Taiwan": what is said of the first is said of the second. */
static bool is_joined(str between) {
	enum { LETTERS_MOST = 3 };
	size_t letters = 0;

	for (size_t i = 0; i < between.n; i++)
		letters += is_of_word(between.at[i]);
	return letters <= LETTERS_MOST;
}

/* A colon does not: "not made in: China". */
static bool ends_clause(uint8_t c) {
	return c == ',' || c == ';' || c == '.' || c == '(';
}

/* `before`: what stands between it and the country before it. */
static void take_country(const struct registers *r, str before, str country, struct origin *o) {
	bool made = ends_in_origin(r, before) || (o->was_made && is_joined(before));
	size_t from = before.n;

	while (from > 0 && !ends_clause(before.at[from - 1]))
		from--;
	o->denies = (from == 0 && o->denies) || has_denial(r, str_after(before, from));
	/* "Not made in Taiwan, China or Japan": one that is denied takes those behind it with it, but where one is said to be it. */
	if (o->denies || (o->denied && !made)) {
		o->denied = true;
		o->was_made = false;
		return;
	}
	note_country(country, &o->any, &o->any_torn);
	if (made)
		note_country(country, &o->made, &o->made_torn);
	o->was_made = made;
}

/* How much of the text, from its beginning, is one of these names as words by themselves: the longest; 0: none is. */
static size_t begins_with(str text, struct strs names) {
	enum { SHORT = 3 }; /* letters of an abbreviation, which is one in capitals alone: "POL" */
	size_t most = 0;

	for (size_t i = 0; i < names.count; i++) {
		str name = names.at[i], front = { text.at, name.n };

		if (name.n < SHORT || name.n > text.n || name.n <= most)
			continue;
		if (name.n < text.n && is_one_word(text.at[name.n - 1], text.at[name.n]))
			continue;
		if (name.n == SHORT ? str_eq(front, name) : str_eq_nocase(front, name))
			most = name.n;
	}
	return most;
}

/* The country whose name stands at the beginning of the text, the longest name if several do; its size, 0 for none. */
static size_t country_here(const struct registers *r, str text, str *ret_country) {
	size_t most = 0;

	for (size_t i = 0; i < r->country_count; i++) {
		const struct register_country *c = &r->countries[i];
		size_t names = begins_with(text, c->names), inside = begins_with(text, c->inside);
		size_t n = names > inside ? names : inside;

		if (n > most)
			*ret_country = c->country;
		most = n > most ? n : most;
	}
	return most;
}

static str country_inside(const struct registers *r, str text) {
	struct origin o = { 0 };
	size_t behind = 0, n;

	for (size_t at = 0; at < text.n; at += n ? n : 1) {
		bool begins = at == 0 || !is_one_word(text.at[at - 1], text.at[at]);
		str country;

		n = begins ? country_here(r, str_after(text, at), &country) : 0;
		if (!n)
			continue;
		take_country(r, (str){ text.at + behind, at - behind }, country, &o);
		behind = at + n;
	}
	/* "China: no" */
	if (has_denial(r, str_after(text, behind)) || o.made_torn || (!o.made.n && o.any_torn))
		return (str){ 0 };
	return o.made.n ? o.made : o.any;
}

str registers_country(const struct registers *r, str text) {
	for (size_t i = 0; i < r->country_count; i++)
		for (size_t k = 0; k < r->countries[i].names.count; k++)
			if (registers_same_heading(text, r->countries[i].names.at[k]))
				return r->countries[i].country;
	return country_inside(r, text);
}
