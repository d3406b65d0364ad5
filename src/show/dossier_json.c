/*
 * A dossier as keys of a company's JSON object. Lists are there, empty, for a
 * company without one; `dossier` says which it is.
 */
#include "show/cards.h"

static void put_trust(struct json_out *j, enum trust trust) {
	static const char *const names[] = {
		[TRUST_HINT] = "hint", [TRUST_LOW] = "low", [TRUST_MEDIUM] = "medium", [TRUST_HIGH] = "high",
	};

	json_out_pair(j, "trust", str_of(names[trust]));
}

/* The keys that only one kind of statement has. */
static void put_own(struct json_out *j, const struct dossier *d, enum dossier_part part, const struct statement *s) {
	switch (part) {
	case PART_ALLEGATIONS:
		json_out_pair(j, "id", s->id);
		json_out_pair(j, "about", str_of(matter_names[s->about]));
		json_out_pair_bool(j, "answered", dossier_answers(d, s));
		break;
	case PART_ANSWERS:
		json_out_key(j, "to");
		json_out_texts(j, s->to.at, s->to.count);
		break;
	case PART_DECISIONS: json_out_pair_or_null(j, "law", s->law); break;
	case PART_CLAIMS:
	case PART_COUNT: break;
	}
}

static void put_part(struct json_out *j, const struct dossier *d, enum dossier_part part) {
	json_out_key_str(j, str_of(part_names[part]));
	json_out_array(j);
	for (size_t i = 0; d && i < d->parts[part].count; i++) {
		const struct statement *s = &d->parts[part].at[i];

		json_out_object(j);
		put_own(j, d, part, s);
		json_out_pair_or_null(j, "what", s->what);
		json_out_pair_or_null(j, "by", s->by);
		json_out_pair_or_null(j, "on", s->when);
		json_out_pair(j, "source", s->source);
		put_trust(j, s->trust);
		json_out_pair_or_null(j, "note", s->note);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_names(struct json_out *j, const struct dossier *d) {
	json_out_key(j, "former_names");
	json_out_array(j);
	for (size_t i = 0; d && i < d->former_name_count; i++) {
		const struct former_name *n = &d->former_names[i];

		json_out_object(j);
		json_out_pair(j, "name", n->name);
		json_out_pair_or_null(j, "until", n->until);
		json_out_pair(j, "source", n->source);
		put_trust(j, n->trust);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_questions(struct json_out *j, const struct asked *asked) {
	json_out_key(j, "questions");
	json_out_array(j);
	for (size_t i = 0; i < asked->count; i++) {
		const struct open_question *q = &asked->at[i];

		json_out_object(j);
		json_out_pair(j, "step", str_of(step_names[q->step]));
		json_out_pair(j, "ask", q->ask);
		json_out_pair(j, "because", q->because);
		json_out_pair_or_null(j, "about", q->about);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

void show_dossier_json(struct json_out *j, const struct dossier *dossier, const struct asked *asked) {
	put_names(j, dossier);
	for (int part = 0; part < PART_COUNT; part++)
		put_part(j, dossier, (enum dossier_part)part);
	put_questions(j, asked);
	json_out_key(j, "dossier");
	if (!dossier) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair(j, "read", dossier->read);
	json_out_pair_day(j, "read_until", dossier->read_until);
	json_out_object_end(j);
}
