/*
 * What the data knows as JSON lines: laws, companies, brands, marks and fields.
 */
#include "show/cards.h"
#include "show/names.h"

static void put_strs(struct json_out *j, const char *key, struct strs list) {
	json_out_key_str(j, str_of(key));
	json_out_texts(j, list.at, list.count);
}

static const char *trust_name(enum trust trust) {
	static const char *const names[] = {
		[TRUST_HINT] = "hint", [TRUST_LOW] = "low", [TRUST_MEDIUM] = "medium", [TRUST_HIGH] = "high",
	};

	return names[trust];
}

static const char *share_name(enum share share) {
	static const char *const names[] = {
		[SHARE_UNKNOWN] = "unknown", [SHARE_FORMERLY] = "formerly", [SHARE_SOME] = "some",
		[SHARE_MOST] = "most", [SHARE_ALL] = "all",
	};

	return names[share];
}

static void put_span(struct json_out *j, date from, date until) {
	json_out_object(j);
	json_out_pair_day(j, "from", from);
	json_out_pair_day(j, "until", until);
	json_out_object_end(j);
}

static void put_spans(struct json_out *j, const char *key, const struct span *spans, size_t count) {
	json_out_key_str(j, str_of(key));
	json_out_array(j);
	for (size_t i = 0; i < count; i++)
		put_span(j, spans[i].from, spans[i].until);
	json_out_array_end(j);
}

/* Null for all kinds of device. */
static void put_classes(struct json_out *j, uint32_t classes) {
	json_out_key(j, "classes");
	if (classes == (1u << CLASS_COUNT) - 1) {
		json_out_null(j);
		return;
	}
	json_out_array(j);
	for (int i = 0; i < CLASS_COUNT; i++)
		if (classes >> i & 1)
			json_out_text(j, str_of(class_names[i]));
	json_out_array_end(j);
}

/* What a clause says, wherever it stands. */
static void put_clause(struct json_out *j, const struct clause_note *c) {
	json_out_pair(j, "clause", c->id);
	json_out_pair(j, "status", str_of(status_names[c->status]));
	json_out_pair_day(j, "from", c->days.from);
	json_out_pair_day(j, "until", c->days.until);
	json_out_pair_day(j, "by", c->by);
	put_classes(j, c->classes);
}

/* The tests by their keys; `affiliates` beside those of firms where firms that they own count too. */
static void put_when(struct json_out *j, const struct test_note *tests, size_t count) {
	double affiliates = 0;

	json_out_key(j, "when");
	json_out_object(j);
	for (size_t k = 0; k < count; k++) {
		json_out_key_str(j, tests[k].key);
		json_out_array(j);
		for (size_t v = 0; v < tests[k].values.count; v++)
			json_out_text(j, tests[k].values.at[v]);
		json_out_array_end(j);
		affiliates = tests[k].affiliates > affiliates ? tests[k].affiliates : affiliates;
	}
	if (affiliates > 0) {
		json_out_key(j, "affiliates");
		json_out_decimal(j, affiliates, 2);
	}
	json_out_object_end(j);
}

static void put_clauses(struct json_out *j, const struct law_page *page) {
	json_out_key(j, "clauses");
	json_out_array(j);
	for (size_t i = 0; i < page->clause_count; i++) {
		const struct clause_note *c = &page->clauses[i];

		json_out_object(j);
		put_clause(j, c);
		json_out_pair_bool(j, "by_contract", c->by_contract);
		put_when(j, c->tests, c->test_count);
		json_out_pair(j, "because", c->because);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

/* `when` is null where only people can tell whether it applies. */
static void put_exceptions(struct json_out *j, const struct law_page *page) {
	json_out_key(j, "exceptions");
	json_out_array(j);
	for (size_t i = 0; i < page->exception_count; i++) {
		const struct exception_note *e = &page->exceptions[i];

		json_out_object(j);
		json_out_pair(j, "what", e->what);
		json_out_pair_or_null(j, "ask", e->ask);
		if (e->tested) {
			put_when(j, e->tests, e->test_count);
		} else {
			json_out_key(j, "when");
			json_out_null(j);
		}
		put_classes(j, e->classes);
		put_strs(j, "clauses", e->clauses);
		json_out_pair_day(j, "from", e->days.from);
		json_out_pair_day(j, "until", e->days.until);
		json_out_pair_or_null(j, "because", e->because);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_examples(struct json_out *j, const struct law_page *page) {
	json_out_key(j, "examples");
	json_out_array(j);
	for (size_t i = 0; i < page->example_count; i++) {
		const struct example_note *e = &page->examples[i];

		json_out_object(j);
		json_out_pair(j, "device", e->device);
		json_out_pair_day(j, "on", e->on);
		json_out_pair(j, "status", str_of(status_names[e->status]));
		json_out_pair_day(j, "by", e->by);
		json_out_pair_or_null(j, "note", e->note);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_timeline(struct json_out *j, const struct law_page *page) {
	json_out_pair_day(j, "announced", page->announced);
	put_spans(j, "suspended", page->suspended, page->suspended_count);
	put_spans(j, "unsure", page->unsure, page->unsure_count);
	json_out_key(j, "changes");
	json_out_array(j);
	for (size_t i = 0; i < page->change_count; i++) {
		json_out_object(j);
		json_out_pair_day(j, "on", page->changes[i].on);
		json_out_pair(j, "what", page->changes[i].what);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_found(struct json_out *j, struct found found) {
	json_out_pair_or_null(j, "found", found.as);
}

void show_law_json(struct json_out *j, const struct law_card *card, date on) {
	const struct law_note *law = card->page->note;

	json_out_object(j);
	json_out_pair(j, "id", law->id);
	json_out_pair(j, "title", law->title);
	json_out_pair(j, "jurisdiction", law->jurisdiction);
	json_out_pair_day(j, "from", law->from);
	json_out_pair_day(j, "until", law->until);
	put_strs(j, "roles", law->roles);
	put_strs(j, "sources", law->sources);
	json_out_pair_or_null(j, "authority", law->authority);
	json_out_pair_or_null(j, "citation", law->citation);
	put_strs(j, "acts", law->acts);
	json_out_pair_or_null(j, "scope", law->scope);
	json_out_pair(j, "standing", str_of(standing_names[law_page_standing(card->page, NULL, on)]));
	put_timeline(j, card->page);
	put_clauses(j, card->page);
	json_out_pair(j, "trust", str_of(trust_name(card->page->trust)));
	put_found(j, card->found);
	put_exceptions(j, card->page);
	put_examples(j, card->page);
	json_out_key(j, "estate");
	if (card->estate)
		show_touched_json(j, card->estate);
	else
		json_out_null(j);
	json_out_object_end(j);
}

static void put_restrictions(struct json_out *j, const struct restrictions *restrictions) {
	json_out_array(j);
	for (size_t i = 0; i < restrictions->count; i++) {
		const struct restriction *one = &restrictions->at[i];

		json_out_object(j);
		json_out_pair(j, "law", one->law->note->id);
		put_clause(j, one->clause);
		json_out_pair(j, "by_what", str_of(reach_names[one->reach]));
		json_out_pair_or_null(j, "through", one->through);
		json_out_pair_bool(j, "sure", one->sure);
		json_out_pair_bool(j, "remembered", one->remembered);
		json_out_pair(j, "standing", str_of(standing_names[one->standing]));
		put_spans(j, "suspended", one->law->suspended, one->law->suspended_count);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

/* What `o` holds, of or by the company `id`. A percentage that nobody knows is null: nought would be a claim. */
static void put_holding(struct json_out *j, str id, const struct owner *o) {
	json_out_object(j);
	json_out_pair(j, "id", id);
	json_out_key(j, "percent");
	if (o->percent < 0)
		json_out_null(j);
	else
		json_out_decimal(j, o->percent, 2);
	json_out_pair_day(j, "as_of", o->as_of);
	json_out_pair_day(j, "from", o->from);
	json_out_pair_day(j, "until", o->until);
	json_out_pair(j, "trust", str_of(trust_name(o->trust)));
	json_out_pair_bool(j, "control", o->control == CONTROL_YES);
	json_out_object_end(j);
}

static void put_owners(struct json_out *j, const struct company *c) {
	json_out_key(j, "owners");
	json_out_array(j);
	for (size_t i = 0; i < c->owner_count; i++)
		put_holding(j, c->owners[i].id, &c->owners[i]);
	json_out_array_end(j);
}

static void put_owned(struct json_out *j, const struct company *c, const struct registry *r) {
	json_out_key(j, "owned");
	json_out_array(j);
	for (size_t i = 0; i < r->company_count; i++)
		for (size_t k = 0; k < r->companies[i].owner_count; k++)
			if (str_eq(r->companies[i].owners[k].id, c->id))
				put_holding(j, r->companies[i].id, &r->companies[i].owners[k]);
	json_out_array_end(j);
}

/* What its makers are, or of a company: what it makes. */
static void put_making(struct json_out *j, str id, const struct brand_maker *m) {
	json_out_object(j);
	json_out_pair_or_null(j, "id", id);
	json_out_pair(j, "share", str_of(share_name(m->share)));
	json_out_pair_day(j, "from", m->from);
	json_out_pair_day(j, "until", m->until);
	json_out_pair_or_null(j, "models", m->models);
	json_out_pair_or_null(j, "relation", m->relation);
	json_out_pair(j, "trust", str_of(trust_name(m->trust)));
	json_out_pair_or_null(j, "source", m->source);
	json_out_object_end(j);
}

static void put_brands(struct json_out *j, const struct company *c, const struct registry *r) {
	json_out_key(j, "brands");
	json_out_array(j);
	for (size_t i = 0; i < r->brand_count; i++)
		for (size_t k = 0; k < r->brands[i].maker_count; k++)
			if (str_eq(r->brands[i].makers[k].maker, c->id))
				put_making(j, r->brands[i].id, &r->brands[i].makers[k]);
	json_out_array_end(j);
}

void show_company_json(struct json_out *j, const struct company_card *card, const struct registry *r) {
	const struct company *c = card->company;

	json_out_object(j);
	json_out_pair(j, "id", c->id);
	json_out_pair(j, "name", c->name);
	json_out_pair_or_null(j, "native", c->native);
	json_out_pair_or_null(j, "country", c->country);
	json_out_pair_or_null(j, "role", c->role);
	put_strs(j, "aliases", c->aliases);
	put_owners(j, c);
	json_out_pair(j, "trust", str_of(trust_name(c->trust)));
	json_out_pair_or_null(j, "source", c->source);
	json_out_pair_or_null(j, "note", c->note);
	put_strs(j, "unsure", c->unsure);
	json_out_pair_or_null(j, "reading", card->reading);
	put_owned(j, c, r);
	put_brands(j, c, r);
	json_out_key(j, "restrictions");
	put_restrictions(j, &card->restrictions);
	json_out_pair_u64(j, "mac_blocks", card->mac_block_count);
	json_out_pair_u64(j, "marks", card->mark_count);
	put_found(j, card->found);
	show_dossier_json(j, card->dossier, &card->asked);
	json_out_object_end(j);
}

void show_brand_json(struct json_out *j, const struct brand_card *card) {
	const struct brand *b = card->brand;

	json_out_object(j);
	json_out_pair(j, "id", b->id);
	json_out_pair(j, "name", b->name);
	json_out_pair_or_null(j, "owner", b->owner);
	put_strs(j, "aliases", b->aliases);
	json_out_key(j, "makers");
	json_out_array(j);
	for (size_t i = 0; i < b->maker_count; i++)
		put_making(j, b->makers[i].maker, &b->makers[i]);
	json_out_array_end(j);
	json_out_pair(j, "trust", str_of(trust_name(b->trust)));
	json_out_key(j, "restrictions");
	json_out_array(j);
	for (size_t i = 0; i < b->maker_count; i++) {
		json_out_object(j);
		json_out_pair_or_null(j, "maker", b->makers[i].maker);
		json_out_key(j, "restrictions");
		put_restrictions(j, &card->by_maker[i]);
		json_out_object_end(j);
	}
	json_out_array_end(j);
	put_found(j, card->found);
	json_out_object_end(j);
}

void show_mark_json(struct json_out *j, const struct mark_card *card) {
	json_out_object(j);
	json_out_pair(j, "id", card->note->id);
	json_out_pair(j, "when", card->when);
	json_out_pair(j, "claim", card->claim);
	json_out_pair(j, "strength", str_of(strength_names[card->strength]));
	json_out_pair(j, "why", card->note->why);
	json_out_pair(j, "source", card->note->source);
	json_out_pair(j, "trust", str_of(trust_name(card->note->trust)));
	json_out_pair_or_null(j, "unless", card->unless);
	put_strs(j, "examples", card->examples);
	put_strs(j, "counters", card->counters);
	put_found(j, card->found);
	json_out_object_end(j);
}

void show_field_json(struct json_out *j, const struct field *field) {
	json_out_object(j);
	json_out_pair(j, "field", str_of(field->name));
	json_out_pair(j, "meaning", str_of(field->help));
	json_out_object_end(j);
}
