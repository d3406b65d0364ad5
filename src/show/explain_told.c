/*
 * The story of a device, the part that no network shows: what people told of
 * it, and what they decided about it.
 */
#include "show/explain.h"

#include "show/names.h"
#include "show/word_of.h"

enum { INDENT = 2, VALUE_DIGITS = 2 };

static void say_contract(struct prose *p, const struct contract *c) {
	uint8_t room[32];
	struct text value = TEXT(room);

	EXPLAIN_SAY(p, c->title.n ? W_CONTRACT : W_CONTRACT_UNTITLED, HOLE_STR("id", c->id), HOLE_STR("title", c->title));
	if (c->supplier.n) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_CONTRACT_WITH, HOLE_STR("supplier", c->supplier));
	}
	if (c->from != DATE_NONE) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_CONTRACT_FROM, HOLE_DATE("day", c->from));
	}
	if (c->until != DATE_NONE) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_CONTRACT_UNTIL, HOLE_DATE("day", c->until));
	}
	if (c->value >= 0 && c->value < 1e15) {
		tongue_decimal(&value, p->look->language, c->value, VALUE_DIGITS);
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_CONTRACT_WORTH, HOLE_STR("currency", c->currency), HOLE_STR("value", text_done(&value)));
	}
	prose_end(p);
}

static void say_components(struct prose *p, const struct circumstances *c, const struct registry *r) {
	if (c->components.count == 0 && !c->components_whole)
		return;
	for (size_t i = 0; i < c->components.count; i++) {
		if (i == 0)
			explain_say(p, W_PARTS, NULL, 0);
		prose_cstr(p, i ? ", " : ": ");
		prose_str(p, name_of_company_short(r, c->components.at[i]));
	}
	prose_cstr(p, c->components.count ? ". " : "");
	explain_word(p, c->components_whole ? W_PARTS_WHOLE : W_PARTS_OPEN);
}

/* What it is about: a law, an act, a maker, a verdict. */
static void say_subject(struct prose *p, const struct decision *d, const struct registry *r) {
	if (d->law.n) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_DECISION_LAW, HOLE_STR("law", d->law));
	}
	if (d->act.n) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_DECISION_ACT, HOLE_STR("act", d->act));
	}
	if (d->maker.n) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, d->kind == DECISION_REJECT ? W_DECISION_NOT_MADE : W_DECISION_MADE,
			    HOLE_STR("maker", name_of_company_short(r, d->maker)));
	}
	if (d->kind == DECISION_CASE) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_DECISION_STATUS, HOLE_STR("status", str_of(words_of(p->look->language, word_of_status(d->status)))));
	}
}

/* Of which part, and in which days it holds. */
static void say_reach(struct prose *p, const struct decision *d) {
	if (d->part.n) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, d->is_partial ? W_DECISION_PARTIAL : W_DECISION_PART, HOLE_STR("part", d->part));
	}
	if (d->from != DATE_NONE) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_HOLDS_FROM, HOLE_DATE("day", d->from));
	}
	if (d->until != DATE_NONE) {
		prose_cstr(p, " ");
		EXPLAIN_SAY(p, W_HOLDS_UNTIL, HOLE_DATE("day", d->until));
	}
}

static void say_decision(struct prose *p, const struct decision *d, const struct registry *r) {
	p->hang = INDENT;
	EXPLAIN_SAY(p, W_DECISION, HOLE_NTH("number", d->number),
		    HOLE_STR("kind", str_of(words_of(p->look->language, word_of_decision(d->kind)))), HOLE_STR("who", d->who),
		    HOLE_DATE("day", date_of_seconds((int64_t)(d->made_us / 1000000))));
	say_subject(p, d, r);
	say_reach(p, d);
	prose_end(p);
	p->indent += INDENT;
	explain_labelled(p, W_T_WHY, d->why);
	explain_labelled(p, W_L_PAPER, d->reference);
	explain_labelled(p, W_L_AGAINST, d->against);
	p->indent -= INDENT;
	p->hang = 0;
}

void explain_told(struct prose *p, const struct device *d, const struct registry *r) {
	const struct circumstances *c = d->circumstances;

	if (!d->site.n && !c)
		return;
	explain_head(p, W_H_TOLD);
	explain_labelled(p, W_T_SITE, d->site);
	if (!c)
		return;
	if (c->contract)
		say_contract(p, c->contract);
	if (c->made_in.n)
		explain_labelled(p, W_L_MADE_IN, name_of_country_in(p->look->language, c->made_in));
	explain_labelled(p, W_L_WHAT, c->kind);
	if (c->acquired != DATE_NONE)
		EXPLAIN_LINE(p, W_BOUGHT, HOLE_DATE("day", c->acquired));
	say_components(p, c, r);
	if (c->decision_count)
		explain_word(p, W_DECIDED_HEAD);
	for (size_t i = 0; i < c->decision_count; i++)
		say_decision(p, &c->decisions[i], r);
}

/* For programs */

static void put_contract(struct json_out *j, const struct contract *c) {
	if (!c) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair(j, "id", c->id);
	json_out_pair(j, "title", c->title);
	json_out_pair_or_null(j, "supplier", c->supplier);
	json_out_pair_day(j, "from", c->from);
	json_out_pair_day(j, "until", c->until);
	json_out_key(j, "value");
	if (c->value >= 0 && c->value < 1e15)
		json_out_decimal(j, c->value, VALUE_DIGITS);
	else
		json_out_null(j);
	json_out_pair_or_null(j, "currency", c->currency);
	json_out_object_end(j);
}

static void put_decision(struct json_out *j, const struct decision *d) {
	json_out_object(j);
	json_out_pair_u64(j, "number", d->number);
	json_out_pair(j, "kind", str_of(decision_names[d->kind]));
	json_out_pair_or_null(j, "law", d->law);
	json_out_pair_or_null(j, "act", d->act);
	json_out_pair_or_null(j, "maker", d->maker);
	json_out_pair_or_null(j, "status", d->kind == DECISION_CASE ? str_of(status_names[d->status]) : (str){ 0 });
	json_out_pair_day(j, "from", d->from);
	json_out_pair_day(j, "until", d->until);
	json_out_pair(j, "who", d->who);
	json_out_pair(j, "why", d->why);
	json_out_pair_or_null(j, "reference", d->reference);
	json_out_pair_day(j, "made", date_of_seconds((int64_t)(d->made_us / 1000000)));
	json_out_pair_or_null(j, "part", d->part);
	json_out_pair_bool(j, "partial", d->is_partial);
	json_out_object_end(j);
}

void explain_told_json(struct json_out *j, const struct device *d) {
	const struct circumstances none = CIRCUMSTANCES_NONE, *c = d->circumstances ? d->circumstances : &none;

	json_out_object(j);
	json_out_pair_or_null(j, "site", d->site);
	json_out_key(j, "contract");
	put_contract(j, c->contract);
	json_out_pair_or_null(j, "made_in", c->made_in);
	json_out_pair_or_null(j, "kind", c->kind);
	json_out_pair_day(j, "acquired", c->acquired);
	json_out_key(j, "components");
	json_out_texts(j, c->components.at, c->components.count);
	json_out_pair_bool(j, "components_whole", c->components_whole);
	json_out_key(j, "decisions");
	json_out_array(j);
	for (size_t i = 0; i < c->decision_count; i++)
		put_decision(j, &c->decisions[i]);
	json_out_array_end(j);
	json_out_object_end(j);
}
