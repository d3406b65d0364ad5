/*
 * What claims in registers speak of: which rule a claim of compliance names,
 * and which country a claim of origin (data/registers/claims.yaml).
 */
#include "know/registers.h"

#include "know/form.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static const struct blank rule_blanks[] = {
	FIELD(BLANK_TEXT, "law", true, register_rule, law), FIELD(BLANK_TEXTS, "claims", true, register_rule, claims), END,
};

static const struct blank country_blanks[] = {
	FIELD(BLANK_COUNTRY, "country", true, register_country, country),
	FIELD(BLANK_TEXTS, "names", false, register_country, names), FIELD(BLANK_TEXTS, "inside", false, register_country, inside), END,
};

/* What is looked for inside of other texts would, if it were shorter, stand in nearly all of them. */
static int check_inside(const struct form *f, const struct tree_node *list, struct strs texts) {
	enum { LENGTH_LEAST = 3 };
	const struct tree_node *n = tree_child(f->tree, list);

	for (size_t i = 0; i < texts.count; i++, n = tree_next(f->tree, n))
		if (texts.at[i].n < LENGTH_LEAST)
			return COMPLAIN(f, n, STR("what is looked for inside of claims has at least three characters: '"), texts.at[i],
					STR("'"));
	return 0;
}

int registers_load_rule(const struct form *f, const struct tree_node *entry, struct register_rule *ret) {
	int r = form_fill(f, entry, "a rule of claims", rule_blanks, ret);

	return r ? r : check_inside(f, tree_get(f->tree, entry, STR("claims")), ret->claims);
}

int registers_load_country(const struct form *f, const struct tree_node *entry, struct register_country *ret) {
	int r = form_fill(f, entry, "a country of claims", country_blanks, ret);

	return r ? r : check_inside(f, tree_get(f->tree, entry, STR("inside")), ret->inside);
}

/* Are both letters, or both digits? Then no word ends between them. */
static bool is_one_word(uint8_t a, uint8_t b) {
	return (byte_is_letter(a) && byte_is_letter(b)) || (byte_is_digit(a) && byte_is_digit(b));
}

/* Neither inside a longer number nor as the end of a longer word; "NDAAcompliant" is one all the same. */
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

str registers_country(const struct registers *r, str text) {
	for (size_t i = 0; i < r->country_count; i++)
		for (size_t k = 0; k < r->countries[i].names.count; k++)
			if (registers_same_heading(text, r->countries[i].names.at[k]))
				return r->countries[i].country;
	for (size_t i = 0; i < r->country_count; i++)
		if (stands_any(text, r->countries[i].inside))
			return r->countries[i].country;
	return (str){ 0 };
}
