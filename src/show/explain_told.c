/*
 * The story of a device, the part that no network shows: what people told of
 * it, and what they decided about it.
 */
#include "show/explain.h"

#include "show/names.h"
#include "show/phrase.h"

enum { INDENT = 2, VALUE_DIGITS = 2 };

static void say_contract(struct prose *p, const struct contract *c) {
	uint8_t room[32];
	struct text value = TEXT(room);

	prose_cstr(p, "Contract: ");
	prose_str(p, c->id);
	if (c->title.n) {
		prose_cstr(p, ", ");
		prose_str(p, c->title);
	}
	if (c->supplier.n) {
		prose_cstr(p, ", with ");
		prose_str(p, c->supplier);
	}
	if (c->from != DATE_NONE) {
		prose_cstr(p, ", from ");
		prose_date(p, c->from);
	}
	if (c->until != DATE_NONE) {
		prose_cstr(p, ", up to, not including, ");
		prose_date(p, c->until);
	}
	if (c->value >= 0 && c->value < 1e15) {
		text_decimal(&value, c->value, VALUE_DIGITS);
		prose_cstr(p, ", ");
		prose_str(p, c->currency);
		prose_cstr(p, " ");
		prose_str(p, text_done(&value));
	}
	prose_cstr(p, ".");
	prose_end(p);
}

static void say_components(struct prose *p, const struct circumstances *c, const struct registry *r) {
	if (c->components.count == 0 && !c->components_whole)
		return;
	prose_cstr(p, "Parts inside:");
	for (size_t i = 0; i < c->components.count; i++) {
		prose_cstr(p, i ? ", " : " ");
		prose_str(p, name_of_company_short(r, c->components.at[i]));
	}
	prose_cstr(p, c->components.count ? "; " : " ");
	prose_cstr(p, c->components_whole ? "the bill of materials is whole." : "the bill of materials is not whole.");
	prose_end(p);
}

/* What it is about: a law, or a maker. */
static void say_subject(struct prose *p, const struct decision *d, const struct registry *r) {
	if (d->law.n) {
		prose_cstr(p, ", under ");
		prose_str(p, d->law);
	}
	if (d->act.n) {
		prose_cstr(p, ", for the act ");
		prose_whole(p, d->act);
	}
	if (d->maker.n) {
		prose_cstr(p, d->kind == DECISION_REJECT ? ": it was not made by " : ": it was made by ");
		prose_str(p, name_of_company_short(r, d->maker));
	}
	if (d->kind == DECISION_CASE) {
		prose_cstr(p, ": ");
		prose_cstr(p, name_of_status(d->status));
	}
}

static void say_decision(struct prose *p, const struct decision *d, const struct registry *r) {
	p->hang = INDENT;
	prose_cstr(p, "- Decision ");
	prose_u64(p, d->number);
	prose_cstr(p, ", ");
	prose_cstr(p, decision_names[d->kind]);
	say_subject(p, d, r);
	prose_cstr(p, ". By ");
	prose_str(p, d->who);
	prose_cstr(p, " on ");
	prose_date(p, date_of_seconds((int64_t)(d->made_us / 1000000)));
	prose_cstr(p, ": ");
	prose_str(p, d->why);
	prose_cstr(p, str_ends(d->why, STR(".")) ? "" : ".");
	if (d->part.n) {
		prose_cstr(p, d->is_partial ? " It was made about a part only, " : " It was made about the part ");
		prose_str(p, d->part);
		prose_cstr(p, d->is_partial ? ", and permits nothing for the whole." : ".");
	}
	if (d->from != DATE_NONE) {
		prose_cstr(p, " It holds from ");
		prose_date(p, d->from);
		prose_cstr(p, " on.");
	}
	if (d->until != DATE_NONE) {
		prose_cstr(p, " It holds up to, not including, ");
		prose_date(p, d->until);
		prose_cstr(p, ".");
	}
	prose_end(p);
	p->indent += INDENT;
	explain_labelled(p, "Paper:", d->reference);
	explain_labelled(p, "What would speak against it was looked for:", d->against);
	p->indent -= INDENT;
	p->hang = 0;
}

void explain_told(struct prose *p, const struct device *d, const struct registry *r) {
	const struct circumstances *c = d->circumstances;

	if (!d->site.n && !c)
		return;
	prose_head(p, "What people know of it");
	explain_labelled(p, "Site:", d->site);
	if (!c)
		return;
	if (c->contract)
		say_contract(p, c->contract);
	if (c->made_in.n)
		explain_labelled(p, "Manufactured in:", name_of_country(c->made_in));
	explain_labelled(p, "What it is:", c->kind);
	if (c->acquired != DATE_NONE) {
		prose_cstr(p, "Bought on ");
		prose_date(p, c->acquired);
		prose_cstr(p, ".");
		prose_end(p);
	}
	say_components(p, c, r);
	if (c->decision_count) {
		prose_cstr(p, "What was decided:");
		prose_end(p);
	}
	for (size_t i = 0; i < c->decision_count; i++)
		say_decision(p, &c->decisions[i], r);
}

/* For programs */

static void put_day(struct json_out *j, date on) {
	char day[11] = "";

	if (on != DATE_NONE)
		date_format(on, day);
	json_out_text_or_null(j, str_of(day));
}

static void put_contract(struct json_out *j, const struct contract *c) {
	if (!c) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair(j, "id", c->id);
	json_out_pair(j, "title", c->title);
	json_out_key(j, "supplier");
	json_out_text_or_null(j, c->supplier);
	json_out_key(j, "from");
	put_day(j, c->from);
	json_out_key(j, "until");
	put_day(j, c->until);
	json_out_key(j, "value");
	if (c->value >= 0 && c->value < 1e15)
		json_out_decimal(j, c->value, VALUE_DIGITS);
	else
		json_out_null(j);
	json_out_key(j, "currency");
	json_out_text_or_null(j, c->currency);
	json_out_object_end(j);
}

static void put_decision(struct json_out *j, const struct decision *d) {
	json_out_object(j);
	json_out_key(j, "number");
	json_out_u64(j, d->number);
	json_out_pair(j, "kind", str_of(decision_names[d->kind]));
	json_out_key(j, "law");
	json_out_text_or_null(j, d->law);
	json_out_key(j, "act");
	json_out_text_or_null(j, d->act);
	json_out_key(j, "maker");
	json_out_text_or_null(j, d->maker);
	json_out_key(j, "status");
	json_out_text_or_null(j, d->kind == DECISION_CASE ? str_of(status_names[d->status]) : (str){ 0 });
	json_out_key(j, "from");
	put_day(j, d->from);
	json_out_key(j, "until");
	put_day(j, d->until);
	json_out_pair(j, "who", d->who);
	json_out_pair(j, "why", d->why);
	json_out_key(j, "reference");
	json_out_text_or_null(j, d->reference);
	json_out_key(j, "made");
	put_day(j, date_of_seconds((int64_t)(d->made_us / 1000000)));
	json_out_key(j, "part");
	json_out_text_or_null(j, d->part);
	json_out_key(j, "partial");
	json_out_bool(j, d->is_partial);
	json_out_object_end(j);
}

void explain_told_json(struct json_out *j, const struct device *d) {
	const struct circumstances none = CIRCUMSTANCES_NONE, *c = d->circumstances ? d->circumstances : &none;

	json_out_object(j);
	json_out_key(j, "site");
	json_out_text_or_null(j, d->site);
	json_out_key(j, "contract");
	put_contract(j, c->contract);
	json_out_key(j, "made_in");
	json_out_text_or_null(j, c->made_in);
	json_out_key(j, "kind");
	json_out_text_or_null(j, c->kind);
	json_out_key(j, "acquired");
	put_day(j, c->acquired);
	json_out_key(j, "components");
	json_out_array(j);
	for (size_t i = 0; i < c->components.count; i++)
		json_out_text(j, c->components.at[i]);
	json_out_array_end(j);
	json_out_key(j, "components_whole");
	json_out_bool(j, c->components_whole);
	json_out_key(j, "decisions");
	json_out_array(j);
	for (size_t i = 0; i < c->decision_count; i++)
		put_decision(j, &c->decisions[i]);
	json_out_array_end(j);
	json_out_object_end(j);
}
