#include "cmd/query.h"

#include <errno.h>

#include "cmd/query_values.h"

/* The longest first: "<" begins "<=". */
static const struct operator_row {
	str sign;
	enum query_operator operator;
} operators[] = {
	{ STR_INIT("!="), QUERY_IS_NOT }, { STR_INIT("<="), QUERY_LESS_OR_IS }, { STR_INIT(">="), QUERY_MORE_OR_IS },
	{ STR_INIT("<"), QUERY_LESS },    { STR_INIT(">"), QUERY_MORE },        { STR_INIT(":"), QUERY_IS },
	{ STR_INIT("="), QUERY_IS },
};
enum { OPERATOR_ROWS = sizeof operators / sizeof *operators };

/* "KEY>=": letters and dashes, and an operator behind them. */
static bool cut_key(str *rest, str *ret_key, const struct operator_row **ret_operator) {
	size_t n = 0;

	while (n < rest->n && (byte_is_letter(rest->at[n]) || (n > 0 && rest->at[n] == '-')))
		n++;
	str behind = str_after(*rest, n);
	for (int i = 0; n > 0 && i < OPERATOR_ROWS; i++) {
		if (!str_begins(behind, operators[i].sign))
			continue;
		*ret_key = (str){ rest->at, n };
		*ret_operator = &operators[i];
		*rest = str_after(behind, operators[i].sign.n);
		return true;
	}
	return false;
}

/*
 * Cuts the next value off: up to a comma that stands in no quotes. In quotes
 * "" is one quote. `has_quotes`: quotes have this meaning here.
 */
static int cut_value(struct parser *p, str *rest, bool has_quotes, str *ret_value) {
	size_t end = 0, quotes = 0, n = 0;

	for (; end < rest->n && (rest->at[end] != ',' || quotes % 2); end++)
		quotes += has_quotes && rest->at[end] == '"';
	if (quotes % 2) {
		QUERY_COMPLAIN(p, STR("a quotation mark is not closed: "), query_echo(*rest));
		return QUERY_WRONG;
	}
	str value = { rest->at, end };
	*rest = end < rest->n ? str_after(*rest, end + 1) : (str){ 0 };
	if (quotes == 0) {
		*ret_value = str_trim(value);
		return 0;
	}
	uint8_t *room = arena_bytes(p->mem, value.n);
	if (!room)
		return -ENOMEM;
	bool inside = false;
	for (size_t i = 0; i < value.n; i++) {
		bool is_quote = value.at[i] == '"', doubled = is_quote && inside && i + 1 < value.n && value.at[i + 1] == '"';

		if (!is_quote || doubled)
			room[n++] = value.at[i];
		inside ^= is_quote && !doubled;
		i += doubled;
	}
	*ret_value = (str){ room, n };
	return 0;
}

static int take_value(struct parser *p, const struct key_row *key, str value) {
	if (key->may_be_empty && (value.n == 0 || str_eq_nocase(value, STR("none"))))
		return query_add(p, (str){ 0 });
	if (value.n)
		return key->take(p, value);
	QUERY_COMPLAIN(p, STR("no value is given for '"), str_of(key->name), STR("'"));
	return QUERY_WRONG;
}

static int end_term(struct parser *p, enum query_key key, enum query_operator operator) {
	str *values = arena_new(p->mem, str, p->value_count);

	if (!values)
		return -ENOMEM;
	for (size_t i = 0; i < p->value_count; i++)
		values[i] = p->values[i];
	p->terms[p->term_count++] = (struct query_term){ key, operator, { values, p->value_count } };
	return 0;
}

static bool is_order(enum query_operator operator) {
	return operator != QUERY_IS && operator != QUERY_IS_NOT;
}

static int keyed_term(struct parser *p, const struct key_row *key, enum query_operator operator, str rest,
		      bool has_quotes) {
	size_t count = 0;
	int r = 0;

	if (is_order(operator) && !key->is_ordered) {
		QUERY_COMPLAIN(p, STR("'"), str_of(key->name), STR("' has no order: it is asked with : or !="));
		return QUERY_WRONG;
	}
	if (key->is_one && operator == QUERY_IS_NOT) {
		QUERY_COMPLAIN(p, STR("'"), str_of(key->name), STR("' is asked with : < <= > or >="));
		return QUERY_WRONG;
	}
	for (bool more = true; !r && more; count++) {
		str value = { 0 };

		r = cut_value(p, &rest, has_quotes, &value);
		if (!r)
			r = take_value(p, key, value);
		more = rest.at != NULL;
	}
	if (!r && (is_order(operator) || key->is_one) && (count > 1 || p->value_count > 1 || p->values[0].n == 0)) {
		QUERY_COMPLAIN(p, STR("'"), str_of(key->name), STR("' is compared with one value"));
		r = QUERY_WRONG;
	}
	return r ? r : end_term(p, key->key, operator);
}

/* A whole address says more than a part of a name. */
static enum query_key key_of_bare(str word) {
	str rest = word, ip = str_cut(&rest, '/');
	uint64_t bits;

	if (addr_parse(word).kind == ADDR_MAC)
		return KEY_MAC;
	if (addr_parse(ip).kind != ADDR_NONE && addr_parse(ip).kind != ADDR_MAC && (!rest.at || str_u64(rest, &bits)))
		return KEY_IP;
	return KEY_NAME;
}

/* A part of a name or an address; commas are a part of it, and only quotes have to be taken off. */
static int bare_term(struct parser *p, str word, bool has_quotes) {
	if (has_quotes && str_find(word, STR("\""), 0) < word.n)
		return keyed_term(p, query_key_row(STR("name")), QUERY_IS, word, true);
	int r = take_value(p, query_key_row(STR("name")), word);
	return r ? r : end_term(p, key_of_bare(word), QUERY_IS);
}

static int take_term(struct parser *p, str term, bool has_quotes) {
	const struct operator_row *operator;
	str rest = str_trim(term), name;

	p->value_count = 0;
	if (p->term_count == QUERY_TERMS_MAX) {
		QUERY_COMPLAIN(p, STR("the query has too many terms: more than 32"));
		return QUERY_WRONG;
	}
	/* "de:ad:be:ef:00:01" looks like a key and a value. */
	if (key_of_bare(term) != KEY_NAME || !cut_key(&rest, &name, &operator))
		return bare_term(p, rest, has_quotes);
	const struct key_row *key = query_key_row(name);
	return key ? keyed_term(p, key, operator->operator, rest, has_quotes) : query_no_such_key(p, name);
}

/* The next term of a whole query: up to a blank that stands in no quotes. Empty at the end. */
static str cut_term(str *rest) {
	size_t end = 0;
	bool inside = false;

	*rest = str_trim(*rest);
	for (; end < rest->n && (inside || !byte_is_blank(rest->at[end])); end++)
		inside ^= rest->at[end] == '"';
	str term = { rest->at, end };
	*rest = str_after(*rest, end);
	return term;
}

/* Does it hold quotes, or a term behind the first? Else its blanks are those of one value. */
static bool is_whole_query(str word) {
	const struct operator_row *operator;
	str name;

	if (str_find(word, STR("\""), 0) < word.n)
		return true;
	(void)cut_term(&word);
	while (word.n) {
		str term = cut_term(&word);

		if (cut_key(&term, &name, &operator) && query_key_row(name))
			return true;
	}
	return false;
}

static int take_query(struct parser *p, str word) {
	int r = 0;

	if (!is_whole_query(word))
		return take_term(p, word, false);
	for (str term = cut_term(&word); !r && term.n; term = cut_term(&word))
		r = take_term(p, term, true);
	return r;
}

static bool has_term(const struct parser *p, enum query_key key) {
	for (size_t i = 0; i < p->term_count; i++)
		if (p->terms[i].key == key)
			return true;
	return false;
}

/* A day is that of a verdict: of any that restricts or prohibits, when no other is asked for. */
static int add_verdict(struct parser *p) {
	if (has_term(p, KEY_VERDICT) || (!has_term(p, KEY_DUE) && !has_term(p, KEY_ALLOWED)))
		return 0;
	return take_term(p, STR("verdict>=restricted"), false);
}

int query_parse(arena *mem, const struct knowledge *k, char **words, int count, struct query *ret_query,
		struct complaint *reterr) {
	struct parser *p = arena_new(mem, struct parser, 1);
	int r = 0;

	if (!p)
		return -ENOMEM;
	*reterr = (struct complaint){ 0 };
	p->mem = mem;
	p->k = k;
	p->complaint = reterr;
	p->terms = arena_new(mem, struct query_term, QUERY_TERMS_MAX);
	if (!p->terms)
		return -ENOMEM;
	for (int i = 0; !r && i < count; i++)
		r = take_query(p, str_of(words[i]));
	if (!r)
		r = add_verdict(p);
	if (!r)
		*ret_query = (struct query){ .terms = p->terms, .term_count = p->term_count, .order = ORDER_NAME };
	return r;
}
