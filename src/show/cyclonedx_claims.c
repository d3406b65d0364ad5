/*
 * Declarations: for each device and each rule of section 889 what is claimed,
 * by which evidence and against which, and how sure it is who made the device.
 * That the rule does not cover a device is a claim; that it does is a
 * counter-claim. Where a fact is missing neither is made.
 */
#include "show/cyclonedx.h"
#include "show/glyph.h"
#include "show/names.h"
#include "show/word_of.h"

enum {
	RULES_MAX = 16,   /* 889 has a handful of parts */
	VALUE_MAX = 512,  /* bytes; as in the JSON lines */
	REASONS_MAX = 8 * 1024,
};

/* The rules of the section that were asked, each once. */
struct rules {
	const struct law_note *at[RULES_MAX];
	size_t count;
};

static bool is_of_section(const struct law_note *law) {
	return str_begins(law->id, STR("us-ndaa2019-889"));
}

static void add_rule(struct rules *rules, const struct law_note *law) {
	for (size_t i = 0; i < rules->count; i++)
		if (str_eq(rules->at[i]->id, law->id))
			return;
	if (rules->count < RULES_MAX)
		rules->at[rules->count++] = law;
}

static struct rules rules_of(const struct report *report) {
	struct rules rules = { .count = 0 };

	for (size_t i = 0; i < report->count; i++)
		for (size_t k = 0; k < report->devices[i].verdicts.count; k++)
			if (is_of_section(report->devices[i].verdicts.at[k].law))
				add_rule(&rules, report->devices[i].verdicts.at[k].law);
	return rules;
}

/* Is anything claimed? Not where the rule does not stand, or a fact is missing. */
static bool is_claimed(const struct verdict *v) {
	return v->status == STATUS_CLEAR || v->status > STATUS_UNDETERMINED;
}

static bool has_claim(const struct device *d) {
	for (size_t i = 0; i < d->verdicts.count; i++)
		if (is_of_section(d->verdicts.at[i].law) && is_claimed(&d->verdicts.at[i]))
			return true;
	return false;
}

static void put_ref(struct json_out *j, struct cyclonedx_ref ref) {
	cyclonedx_ref(j, &ref);
}

static void put_reasons(struct json_out *j, const struct verdict *v) {
	uint8_t room[REASONS_MAX];
	struct text t = TEXT(room);

	for (size_t i = 0; i < v->because_count && t.used + v->because[i].n + 1 < t.size; i++) {
		text_cstr(&t, i ? " " : "");
		text_str(&t, v->because[i]);
	}
	json_out_text(j, text_done(&t));
}

/* The evidence that says who made it, or with `against` that it was somebody else. */
static void put_evidence_refs(struct json_out *j, const struct device *d, size_t number, bool against) {
	struct claim_group g = { 0 };
	size_t part = 0;

	json_out_array(j);
	while (claims_next(&d->identity, &g)) {
		part++;
		if (against ? claims_contradict(&d->identity, &g) : claims_support(&d->identity, &g))
			put_ref(j, (struct cyclonedx_ref){ .kind = "evidence", .device = number, .part = part });
	}
	json_out_array_end(j);
}

static void put_claim(struct json_out *j, const struct device *d, size_t number, const struct verdict *v) {
	uint8_t room[256];
	struct text t = TEXT(room);

	text_str(&t, v->law->id);
	text_cstr(&t, v->status != STATUS_CLEAR ? " covers this device: " :
		      v->is_partial		? " does not cover this device, as far as was looked into." :
						  " does not cover this device.");
	if (v->status != STATUS_CLEAR) {
		text_cstr(&t, words_of(TONGUE_EN, word_of_status(v->status)));
		text_cstr(&t, ".");
	}
	json_out_object(j);
	json_out_key(j, "bom-ref");
	put_ref(j, (struct cyclonedx_ref){ .kind = "claim", .device = number, .law = v->law->id });
	json_out_key(j, "target");
	put_ref(j, (struct cyclonedx_ref){ .kind = "device", .device = number });
	json_out_pair(j, "predicate", text_done(&t));
	json_out_key(j, "reasoning");
	put_reasons(j, v);
	json_out_key(j, "evidence");
	put_evidence_refs(j, d, number, false);
	json_out_key(j, "counterEvidence");
	put_evidence_refs(j, d, number, true);
	json_out_object_end(j);
}

static void put_claims(struct json_out *j, const struct device *d, size_t number) {
	for (size_t i = 0; i < d->verdicts.count; i++)
		if (is_of_section(d->verdicts.at[i].law) && is_claimed(&d->verdicts.at[i]))
			put_claim(j, d, number, &d->verdicts.at[i]);
}

static void put_evidence(struct json_out *j, const struct device *d, size_t number) {
	struct claim_group g = { 0 };
	size_t part = 0;

	while (has_claim(d) && claims_next(&d->identity, &g)) {
		part++;
		if (!claims_support(&d->identity, &g) && !claims_contradict(&d->identity, &g))
			continue;
		json_out_object(j);
		json_out_key(j, "bom-ref");
		put_ref(j, (struct cyclonedx_ref){ .kind = "evidence", .device = number, .part = part });
		json_out_pair(j, "propertyName", g.mark->id);
		json_out_pair(j, "description", g.mark->why);
		json_out_key(j, "data");
		json_out_array(j);
		json_out_object(j);
		json_out_pair(j, "name", g.seen->field);
		json_out_key(j, "contents");
		json_out_object(j);
		json_out_key(j, "attachment");
		json_out_object(j);
		json_out_pair(j, "content", glyph_head(g.seen->value, VALUE_MAX));
		json_out_object_end(j);
		json_out_object_end(j);
		json_out_object_end(j);
		json_out_array_end(j);
		json_out_object_end(j);
	}
}

/* Attestation */

static void put_score(struct json_out *j, double score, const char *rationale) {
	json_out_object(j);
	json_out_key(j, "score");
	json_out_decimal(j, score, CONFIDENCE_DIGITS);
	json_out_pair(j, "rationale", str_of(rationale));
	json_out_object_end(j);
}

static void put_claim_list(struct json_out *j, size_t number, const struct verdict *v) {
	json_out_array(j);
	put_ref(j, (struct cyclonedx_ref){ .kind = "claim", .device = number, .law = v->law->id });
	json_out_array_end(j);
}

static void put_entry(struct json_out *j, const struct device *d, size_t number, const struct verdict *v) {
	bool is_clear = v->status == STATUS_CLEAR;

	json_out_object(j);
	json_out_pair(j, "requirement", v->law->id);
	if (is_claimed(v)) {
		if (is_clear)
			json_out_key(j, "claims");
		else
			json_out_key(j, "counterClaims");
		put_claim_list(j, number, v);
		/* What was not looked into is worth no number. */
		if (!v->is_partial) {
			json_out_key(j, "conformance");
			put_score(j, is_clear, words_of(TONGUE_EN, word_of_meaning(v->status)));
		}
	}
	json_out_key(j, "confidence");
	put_score(j, confidence_shown(d->identity.maker.confidence), "how sure it is who made the device");
	json_out_object_end(j);
}

static void put_map(struct json_out *j, const struct report *report) {
	json_out_array(j);
	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];

		for (size_t k = 0; k < d->verdicts.count; k++)
			if (is_of_section(d->verdicts.at[k].law) && d->verdicts.at[k].status != STATUS_NOT_IN_FORCE)
				put_entry(j, d, i + 1, &d->verdicts.at[k]);
	}
	json_out_array_end(j);
}

static void put_attestations(struct json_out *j, const struct report *report) {
	json_out_key(j, "assessors");
	json_out_json(j, STR("[{\"bom-ref\": \"assessor\", \"thirdParty\": false, \"organization\": {\"name\": \"birthmark\"}}]"));
	json_out_key(j, "attestations");
	json_out_array(j);
	json_out_object(j);
	json_out_pair(j, "summary", STR("What section 889 says of each device, if the device is what the evidence says. A program made it; "
				       "nobody has signed it."));
	json_out_pair(j, "assessor", STR("assessor"));
	json_out_key(j, "map");
	put_map(j, report);
	json_out_object_end(j);
	json_out_array_end(j);
}

static void put_definitions(struct json_out *j, const struct rules *rules) {
	json_out_key(j, "definitions");
	json_out_object(j);
	json_out_key(j, "standards");
	json_out_array(j);
	json_out_object(j);
	json_out_pair(j, "bom-ref", STR("section-889"));
	json_out_pair(j, "name", STR("Section 889 of the John S. McCain National Defense Authorization Act for Fiscal Year 2019"));
	json_out_pair(j, "owner", STR("Congress of the United States"));
	json_out_key(j, "requirements");
	json_out_array(j);
	for (size_t i = 0; i < rules->count; i++) {
		json_out_object(j);
		json_out_pair(j, "bom-ref", rules->at[i]->id);
		json_out_pair(j, "identifier", rules->at[i]->id);
		json_out_pair(j, "title", rules->at[i]->title);
		json_out_pair(j, "text", rules->at[i]->scope);
		json_out_object_end(j);
	}
	json_out_array_end(j);
	json_out_object_end(j);
	json_out_array_end(j);
	json_out_object_end(j);
}

void cyclonedx_declarations(struct json_out *j, const struct report *report) {
	struct rules rules = rules_of(report);

	if (!rules.count)
		return;
	json_out_key(j, "declarations");
	json_out_object(j);
	put_attestations(j, report);
	json_out_key(j, "claims");
	json_out_array(j);
	for (size_t i = 0; i < report->count; i++)
		put_claims(j, &report->devices[i], i + 1);
	json_out_array_end(j);
	json_out_key(j, "evidence");
	json_out_array(j);
	for (size_t i = 0; i < report->count; i++)
		put_evidence(j, &report->devices[i], i + 1);
	json_out_array_end(j);
	json_out_object_end(j);
	put_definitions(j, &rules);
}
