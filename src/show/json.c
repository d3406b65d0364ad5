/*
 * One device as one JSON line: chapter 5.1 of the design, to the letter. The
 * order of the keys is that of its example; what is not known is null.
 */
#include "show/claims.h"
#include "show/glyph.h"
#include "show/names.h"

enum {
	EVIDENCE_VALUE_MAX = 512, /* bytes; a whole SOAP answer in every line would drown the answer */
	JSON_DIGITS = 4,          /* more than are meant, so that programs can rank */
};

/* A maker whose grade is unknown has no name, whatever was weighed: the contract says null. */
static void put_maker(struct json_out *j, const struct belief *b, const struct registry *r) {
	bool known = b->grade != GRADE_UNKNOWN && b->id.n > 0;
	const struct company *c = known ? registry_company(r, b->id) : NULL;

	json_out_key(j, "maker");
	json_out_object(j);
	json_out_pair_or_null(j, "id", known ? b->id : (str){ 0 });
	json_out_pair_or_null(j, "name", c && c->name.n ? c->name : known ? b->id : (str){ 0 });
	json_out_pair_or_null(j, "country", c ? c->country : (str){ 0 });
	json_out_key(j, "confidence");
	json_out_decimal(j, confidence_shown(b->confidence), JSON_DIGITS);
	json_out_pair(j, "grade", str_of(grade_names[b->grade]));
	json_out_object_end(j);
}

static void put_brand(struct json_out *j, const struct belief *b, const struct registry *r) {
	bool known = b->grade != GRADE_UNKNOWN && b->id.n > 0;

	json_out_key(j, "brand");
	json_out_object(j);
	json_out_pair_or_null(j, "id", known ? b->id : (str){ 0 });
	json_out_pair_or_null(j, "name", known ? name_of_brand(r, b->id) : (str){ 0 });
	json_out_key(j, "confidence");
	json_out_decimal(j, confidence_shown(b->confidence), JSON_DIGITS);
	json_out_pair(j, "grade", str_of(grade_names[b->grade]));
	json_out_object_end(j);
}

/* What it is, apart from who made it. */
static void put_kind(struct json_out *j, const struct identity *id) {
	json_out_key(j, "model");
	if (id->model.n || id->original.n) {
		json_out_object(j);
		json_out_pair_or_null(j, "value", id->model);
		json_out_pair_or_null(j, "original", id->original);
		json_out_object_end(j);
	} else {
		json_out_null(j);
	}
	json_out_pair(j, "class", str_of(class_names[id->class]));
	json_out_pair_or_null(j, "soc", id->soc.grade >= GRADE_LIKELY ? id->soc.id : (str){ 0 });
	json_out_pair_or_null(j, "firmware", id->firmware);
	json_out_key(j, "relabelled");
	if (id->relabelled == TRI_UNKNOWN)
		json_out_null(j);
	else
		json_out_bool(j, id->relabelled == TRI_TRUE);
}

static void put_rivals(struct json_out *j, const struct identity *id) {
	json_out_key(j, "rivals");
	json_out_array(j);
	for (size_t i = 0; i < id->rival_count; i++) {
		const struct rival *rival = &id->rivals[i];

		json_out_object(j);
		json_out_pair(j, "aspect", str_of(aspect_names[rival->aspect]));
		json_out_pair(j, "id", rival->id);
		json_out_key(j, "confidence");
		json_out_decimal(j, confidence_shown(rival->confidence), JSON_DIGITS);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

/* The names of aspects as keys: they are written more often than anything else. */
static const str said_keys[ASPECT_COUNT] = {
	[ASPECT_MAKER] = STR_INIT("\"maker\": "), [ASPECT_BRAND] = STR_INIT("\"brand\": "),
	[ASPECT_MODEL] = STR_INIT("\"model\": "), [ASPECT_ORIGINAL] = STR_INIT("\"original\": "),
	[ASPECT_CLASS] = STR_INIT("\"class\": "), [ASPECT_SOC] = STR_INIT("\"soc\": "),
	[ASPECT_FIRMWARE] = STR_INIT("\"firmware\": "),
};

static void put_said(struct json_out *j, int aspect, str value) {
	json_out_key_ready(j, said_keys[aspect]);
	json_out_text(j, value);
}

/* All that one mark says because of one observation is one entry; of several strengths the greatest counts. */
static void put_evidence(struct json_out *j, const struct identity *id) {
	struct claim_group g = { 0 };

	json_out_key(j, "evidence");
	json_out_array(j);
	while (claims_next(id, &g)) {
		json_out_object(j);
		json_out_pair(j, "field", g.seen->field);
		json_out_pair(j, "value", glyph_head(g.seen->value, EVIDENCE_VALUE_MAX));
		json_out_pair(j, "mark", g.mark->id);
		json_out_key(j, "says");
		json_out_object(j);
		for (int a = 0; a < ASPECT_COUNT; a++)
			if (g.says[a].n)
				put_said(j, a, g.says[a]);
		json_out_object_end(j);
		json_out_pair(j, "strength", str_of(strength_names[g.strength]));
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

void show_verdicts_json(struct json_out *j, const struct verdicts *verdicts) {
	char day[11];

	json_out_array(j);
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];

		json_out_object(j);
		json_out_pair(j, "law", v->law->id);
		json_out_pair(j, "status", str_of(status_names[v->status]));
		/* 5.3: `by` if the law sets a date; else the key is not there. */
		if (v->by != DATE_NONE) {
			date_format(v->by, day);
			json_out_pair(j, "by", str_of(day));
		}
		/* The number of the decision that made it so, where one did. */
		if (v->decision) {
			json_out_pair_u64(j, "decision", v->decision);
		}
		json_out_key(j, "because");
		json_out_array(j);
		for (size_t k = 0; k < v->because_count; k++)
			json_out_text(j, v->because[k]);
		json_out_array_end(j);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

/* Only for devices of a capture: a recorded device has no address of its own to tell. */
static void put_addresses(struct json_out *j, const struct device *d) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	addr_format(&t, d->mac);
	json_out_pair_or_null(j, "mac", d->mac.kind == ADDR_MAC ? text_done(&t) : (str){ 0 });
	json_out_key(j, "addresses");
	json_out_array(j);
	for (size_t i = 0; i < d->address_count; i++) {
		t.used = 0;
		addr_format(&t, d->addresses[i]);
		json_out_text(j, text_done(&t));
	}
	json_out_array_end(j);
}

void show_identity_json(struct json_out *j, const struct device *d, const struct registry *r, bool in_capture) {
	const struct identity *id = &d->identity;

	json_out_object(j);
	json_out_pair(j, "device", d->name);
	if (in_capture)
		put_addresses(j, d);
	put_maker(j, &id->maker, r);
	put_brand(j, &id->brand, r);
	put_kind(j, id);
	put_rivals(j, id);
	put_evidence(j, id);
	json_out_key(j, "verdicts");
}

void show_device_json(struct json_out *j, const struct device *d, const struct registry *r, bool in_capture) {
	show_identity_json(j, d, r, in_capture);
	show_verdicts_json(j, &d->verdicts);
	json_out_object_end(j);
}
