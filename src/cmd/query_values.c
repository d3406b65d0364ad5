#include "cmd/query_values.h"

#include <errno.h>

#include "base/near.h"
#include "show/names.h"

enum {
	ECHO_MAX = 60,     /* bytes of what was typed that a complaint repeats */
	COUNTRY_LETTERS = 26,
};

str query_echo(str typed) {
	if (typed.n <= ECHO_MAX)
		return typed;
	typed.n = ECHO_MAX;
	while (typed.n && (typed.at[typed.n] & 0xc0) == 0x80)
		typed.n--;
	return typed;
}

int query_add(struct parser *p, str value) {
	for (size_t i = 0; i < p->value_count; i++)
		if (str_eq(p->values[i], value))
			return 0;
	if (p->value_count == QUERY_VALUES_MAX) {
		QUERY_COMPLAIN(p, STR("a term has too many values: more than a thousand"));
		return QUERY_WRONG;
	}
	p->values[p->value_count++] = value;
	return 0;
}

/* Suggestions */

/* "there is no maker 'hikvison'; did you mean hikvision?" */
static int no_such(struct parser *p, const char *thing, str typed, const struct near *m) {
	uint8_t room[160];
	struct text t = TEXT(room);

	for (size_t i = 0; i < m->count; i++) {
		text_cstr(&t, i == 0 ? "; did you mean " : i + 1 == m->count ? " or " : ", ");
		text_str(&t, m->at[i].name);
	}
	text_cstr(&t, m->count ? "?" : "");
	QUERY_COMPLAIN(p, STR("there is no "), str_of(thing), STR(" '"), query_echo(typed), STR("'"), text_done(&t));
	return QUERY_WRONG;
}

/* Values of a fixed list */

/* `word` as one of the names, which all stand in the complaint when it is none: there are few. */
static int take_word(struct parser *p, const char *thing, str word, const char *const *names, size_t count) {
	uint8_t room[200];
	struct text t = TEXT(room);

	for (size_t i = 0; i < count; i++) {
		if (str_eq_nocase(word, str_of(names[i])))
			return query_add(p, str_of(names[i]));
		text_cstr(&t, i == 0 ? "" : i + 1 == count ? " or " : ", ");
		text_cstr(&t, names[i]);
	}
	QUERY_COMPLAIN(p, str_of(thing), STR(" is "), text_done(&t), STR(", not '"), query_echo(word), STR("'"));
	return QUERY_WRONG;
}

static int take_class(struct parser *p, str value) {
	return take_word(p, "class", value, class_names, CLASS_COUNT);
}

static int take_grade(struct parser *p, str value) {
	/* The word of the report, which counts them together. */
	if (str_eq_nocase(value, STR("unresolved"))) {
		int r = query_add(p, str_of(grade_names[GRADE_UNKNOWN]));

		return r ? r : query_add(p, str_of(grade_names[GRADE_POSSIBLE]));
	}
	return take_word(p, "grade", value, grade_names, GRADE_COUNT);
}

static int take_relabelled(struct parser *p, str value) {
	static const char *const words[] = { "yes", "no", "unknown" };

	return take_word(p, "relabelled", value, words, sizeof words / sizeof *words);
}

static int take_verdict(struct parser *p, str value) {
	return take_word(p, "verdict", value, status_names, STATUS_COUNT);
}

/* What is not in force is no graver than clear, and so never the gravest. */
static int take_worst(struct parser *p, str value) {
	const char *names[STATUS_COUNT];
	size_t count = 0;

	for (int s = 0; s < STATUS_COUNT; s++)
		if (s != STATUS_NOT_IN_FORCE)
			names[count++] = status_names[s];
	return take_word(p, "worst", value, names, count);
}

static int take_decision(struct parser *p, str value) {
	return take_word(p, "decision", value, decision_names, DECISION_COUNT);
}

/* Values that the knowledge has */

/* One that goes by names. */
struct candidate {
	str id, name, native;
	struct strs aliases;
};

static bool is_called(struct near *m, const struct candidate *c) {
	const str names[] = { c->id, c->name, c->native };
	bool exactly = false;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		exactly |= near_meet(m, names[i], c->id) == CALLED_EXACTLY;
	for (size_t i = 0; i < c->aliases.count; i++)
		exactly |= near_meet(m, c->aliases.at[i], c->id) == CALLED_EXACTLY;
	return exactly;
}

static struct candidate company_at(const struct registry *r, size_t i) {
	const struct company *c = &r->companies[i];

	return (struct candidate){ c->id, c->name, c->native, c->aliases };
}

static struct candidate brand_at(const struct registry *r, size_t i) {
	const struct brand *b = &r->brands[i];

	return (struct candidate){ b->id, b->name, { 0 }, b->aliases };
}

/* The one that is called so by any of its names. */
static int take_named(struct parser *p, const char *thing, str value, size_t count,
		      struct candidate (*at)(const struct registry *r, size_t i)) {
	struct near m;
	size_t fits = 0;
	str first = { 0 };

	near_open(&m, value);
	for (size_t i = 0; i < count; i++) {
		struct candidate c = at(&p->k->registry, i);

		if (!is_called(&m, &c))
			continue;
		if (++fits > 1) {
			QUERY_COMPLAIN(p, STR("more than one "), str_of(thing), STR(" is called '"), query_echo(value), STR("': "), first,
				 STR(" and "), c.id);
			return QUERY_WRONG;
		}
		first = c.id;
	}
	return fits ? query_add(p, first) : no_such(p, thing, value, &m);
}

static int take_company(struct parser *p, const char *thing, str value) {
	const struct company *c = registry_company(&p->k->registry, value);

	return c ? query_add(p, c->id) : take_named(p, thing, value, p->k->registry.company_count, company_at);
}

static int take_maker(struct parser *p, str value) {
	return take_company(p, "maker", value);
}

static int take_soc(struct parser *p, str value) {
	return take_company(p, "maker of chips", value);
}

static int take_brand(struct parser *p, str value) {
	const struct brand *b = registry_brand(&p->k->registry, value);

	return b ? query_add(p, b->id) : take_named(p, "label", value, p->k->registry.brand_count, brand_at);
}

static int take_law(struct parser *p, str value) {
	const struct laws *laws = &p->k->laws;
	size_t at = laws_find(laws, value);
	struct near m;

	if (at < laws->count)
		return query_add(p, law_note(laws, at)->id);
	near_open(&m, value);
	for (size_t i = 0; i < laws->count; i++)
		near_meet(&m, law_note(laws, i)->id, law_note(laws, i)->id);
	return no_such(p, "law", value, &m);
}

/* All laws that bind it. */
static int take_role(struct parser *p, str value) {
	const struct laws *laws = &p->k->laws;
	size_t before = p->value_count;
	struct near m;
	int r = 0;

	if (!laws_know_role(laws, value)) {
		near_open(&m, value);
		for (size_t i = 0; i < laws->role_count; i++)
			near_meet(&m, laws->roles[i].id, laws->roles[i].id);
		return no_such(p, "role", value, &m);
	}
	for (size_t i = 0; !r && i < laws->count; i++)
		if (law_binds(laws, i, value))
			r = query_add(p, law_note(laws, i)->id);
	if (!r && p->value_count == before) {
		QUERY_COMPLAIN(p, STR("no law binds the role '"), query_echo(value), STR("'"));
		return QUERY_WRONG;
	}
	return r;
}

/* The code of a country by its code or its name, as an arena's text; empty when it is none. */
static str country_code(struct parser *p, str value) {
	uint8_t code[2];

	if (value.n == 2 && byte_is_letter(value.at[0]) && byte_is_letter(value.at[1])) {
		code[0] = (uint8_t)(byte_lower(value.at[0]) - 32);
		code[1] = (uint8_t)(byte_lower(value.at[1]) - 32);
		return arena_str(p->mem, (str){ code, 2 });
	}
	for (int i = 0; i < COUNTRY_LETTERS * COUNTRY_LETTERS; i++) {
		code[0] = (uint8_t)('A' + i / COUNTRY_LETTERS);
		code[1] = (uint8_t)('A' + i % COUNTRY_LETTERS);
		if (str_eq_nocase(value, name_of_country((str){ code, 2 })))
			return arena_str(p->mem, (str){ code, 2 });
	}
	return (str){ 0 };
}

static int take_country_code(struct parser *p, str value, str *ret_code) {
	*ret_code = country_code(p, value);
	if (p->mem->full)
		return -ENOMEM;
	if (ret_code->n)
		return 0;
	QUERY_COMPLAIN(p, STR("a country is two letters, like CN, not '"), query_echo(value), STR("'"));
	return QUERY_WRONG;
}

static int take_made_in(struct parser *p, str value) {
	str code = { 0 };
	int r = take_country_code(p, value, &code);

	return r ? r : query_add(p, code);
}

/* All makers that have their seat there. */
static int take_country(struct parser *p, str value) {
	const struct registry *reg = &p->k->registry;
	size_t before = p->value_count;
	str code = { 0 };
	int r = take_country_code(p, value, &code);

	for (size_t i = 0; !r && i < reg->company_count; i++)
		if (str_eq(reg->companies[i].country, code))
			r = query_add(p, reg->companies[i].id);
	if (!r && p->value_count == before) {
		QUERY_COMPLAIN(p, STR("no company that is known has its seat in "), code);
		return QUERY_WRONG;
	}
	return r;
}

static int take_kind(struct parser *p, str value) {
	const struct kind_note *kind = laws_kind(&p->k->laws, value);
	struct near m;

	if (kind)
		return query_add(p, kind->id);
	near_open(&m, value);
	for (size_t i = 0; i < p->k->laws.kind_count; i++)
		near_meet(&m, p->k->laws.kinds[i].id, p->k->laws.kinds[i].id);
	return no_such(p, "kind", value, &m);
}

/* What only the estate can judge. */
static int take_any(struct parser *p, str value) {
	return query_add(p, value);
}

/* Keys */

static const struct key_row keys[] = {
	{ "name", KEY_NAME, false, false, false, take_any },
	{ "maker", KEY_MAKER, false, true, false, take_maker },
	{ "brand", KEY_BRAND, false, true, false, take_brand },
	{ "label", KEY_BRAND, false, true, false, take_brand },
	{ "soc", KEY_SOC, false, true, false, take_soc },
	{ "model", KEY_MODEL, false, true, false, take_any },
	{ "class", KEY_CLASS, false, false, false, take_class },
	{ "grade", KEY_GRADE, true, false, false, take_grade },
	{ "relabelled", KEY_RELABELLED, false, false, false, take_relabelled },
	{ "verdict", KEY_VERDICT, true, true, false, take_verdict },
	{ "law", KEY_LAW, false, true, false, take_law },
	{ "role", KEY_LAW, false, false, false, take_role },
	{ "site", KEY_SITE, false, true, false, take_any },
	{ "contract", KEY_CONTRACT, false, true, false, take_any },
	{ "made-in", KEY_MADE_IN, false, true, false, take_made_in },
	{ "kind", KEY_KIND, false, true, false, take_kind },
	{ "country", KEY_MAKER, false, false, false, take_country },
	{ "mac", KEY_MAC, false, true, false, take_any },
	{ "ip", KEY_IP, false, true, false, take_any },
	{ "first", KEY_FIRST, true, true, false, take_any },
	{ "seen", KEY_SEEN, true, true, false, take_any },
	{ "decision", KEY_DECISION, false, true, false, take_decision },
	{ "worst", KEY_WORST, true, true, false, take_worst },
	{ "due", KEY_DUE, true, false, true, take_any },
	{ "allowed", KEY_ALLOWED, true, false, true, take_any },
};
enum { KEY_ROWS = sizeof keys / sizeof *keys };

const struct key_row *query_key_row(str name) {
	for (int i = 0; i < KEY_ROWS; i++)
		if (str_eq_nocase(name, str_of(keys[i].name)))
			return &keys[i];
	return NULL;
}

int query_no_such_key(struct parser *p, str name) {
	struct near m;

	near_open(&m, name);
	for (int i = 0; i < KEY_ROWS; i++)
		near_meet(&m, str_of(keys[i].name), str_of(keys[i].name));
	return no_such(p, "key", name, &m);
}

