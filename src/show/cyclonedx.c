/*
 * A bill of materials of the estate: CycloneDX 1.6 (ECMA-424). It has no
 * identity field for a manufacturer; `group`, "the company that produced the
 * component", is the nearest, and so the evidence for the maker stands there.
 */
#include "show/cyclonedx.h"

#include "show/glyph.h"
#include "show/names.h"

enum { VALUE_MAX = 512 }; /* bytes; as in the JSON lines */

/* The schema wants a number where we have four words. */
static double confidence_of(enum strength strength) {
	static const double confidences[STRENGTH_COUNT] = {
		[STRENGTH_HINT] = 0.2, [STRENGTH_FAIR] = 0.5, [STRENGTH_STRONG] = 0.8, [STRENGTH_PROOF] = 0.99,
	};

	return confidences[strength];
}

void cyclonedx_ref(struct json_out *j, const struct cyclonedx_ref *ref) {
	uint8_t room[128];
	struct text t = TEXT(room);

	text_cstr(&t, ref->kind);
	text_byte(&t, '-');
	text_u64(&t, ref->device);
	if (ref->part) {
		text_byte(&t, '-');
		text_u64(&t, ref->part);
	}
	if (ref->law.n) {
		text_byte(&t, '-');
		text_str(&t, ref->law);
	}
	json_out_text(j, text_done(&t));
}

/* Component */

static void put_property(struct json_out *j, const char *name, str value) {
	if (!value.n)
		return;
	json_out_object(j);
	json_out_pair(j, "name", str_of(name));
	json_out_pair(j, "value", value);
	json_out_object_end(j);
}

static void put_address(struct json_out *j, const char *name, addr a) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (a.kind != ADDR_NONE)
		addr_format(&t, a);
	put_property(j, name, text_done(&t));
}

static void put_confidence(struct json_out *j, double confidence) {
	json_out_key(j, "confidence");
	json_out_decimal(j, confidence, CONFIDENCE_DIGITS);
}

static void put_method(struct json_out *j, const struct claim_group *g) {
	/* A row of a register is what somebody attests; all else is what a running device said. */
	bool is_told = str_begins(g->seen->field, STR("register."));
	uint8_t room[OBS_FIELD_MAX + VALUE_MAX + 8];
	struct text t = TEXT(room);

	text_str(&t, g->seen->field);
	text_cstr(&t, ": ");
	text_str(&t, glyph_head(g->seen->value, VALUE_MAX));
	json_out_object(j);
	json_out_pair(j, "technique", is_told ? STR("attestation") : STR("dynamic-analysis"));
	put_confidence(j, confidence_of(g->strength));
	json_out_pair(j, "value", text_done(&t));
	json_out_object_end(j);
}

static void put_methods(struct json_out *j, const struct identity *id, enum aspect aspect, str says) {
	struct claim_group g = { 0 };

	json_out_key(j, "methods");
	json_out_array(j);
	while (claims_next(id, &g))
		if (str_eq(g.says[aspect], says))
			put_method(j, &g);
	json_out_array_end(j);
}

static void put_identity(struct json_out *j, const struct identity *id, const char *field, str concluded, enum aspect aspect,
			 str says) {
	if (!says.n)
		return;
	json_out_object(j);
	json_out_pair(j, "field", str_of(field));
	if (aspect == ASPECT_MAKER)
		put_confidence(j, confidence_shown(id->maker.confidence));
	json_out_pair(j, "concludedValue", concluded);
	put_methods(j, id, aspect, says);
	json_out_object_end(j);
}

static void put_evidence(struct json_out *j, const struct identity *id, const struct registry *r) {
	bool named = id->maker.grade != GRADE_UNKNOWN;

	json_out_key(j, "evidence");
	json_out_object(j);
	json_out_key(j, "identity");
	json_out_array(j);
	put_identity(j, id, "group", name_of_company(r, id->maker.id), ASPECT_MAKER, named ? id->maker.id : (str){ 0 });
	put_identity(j, id, "name", id->model, ASPECT_MODEL, id->model);
	put_identity(j, id, "version", id->firmware, ASPECT_FIRMWARE, id->firmware);
	json_out_array_end(j);
	json_out_object_end(j);
}

static void put_organization(struct json_out *j, str name, str country) {
	json_out_object(j);
	json_out_pair(j, "name", name);
	if (country.n) {
		json_out_key(j, "address");
		json_out_object(j);
		json_out_pair(j, "country", country);
		json_out_object_end(j);
	}
	json_out_object_end(j);
}

/* The real maker, from "likely" on; the label as who supplies it. */
static void put_makers(struct json_out *j, const struct identity *id, const struct registry *r) {
	const struct company *c = registry_company(r, id->maker.id);

	if (id->brand.grade != GRADE_UNKNOWN && id->brand.id.n) {
		json_out_key(j, "supplier");
		put_organization(j, name_of_brand(r, id->brand.id), (str){ 0 });
	}
	if (cyclonedx_is_established(id)) {
		json_out_key(j, "manufacturer");
		put_organization(j, name_of_company(r, id->maker.id), c ? c->country : (str){ 0 });
		json_out_pair(j, "group", name_of_company_short(r, id->maker.id));
	}
}

static void put_verdict_properties(struct json_out *j, const struct verdicts *verdicts) {
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];
		uint8_t room[128];
		struct text t = TEXT(room);

		if (v->status < STATUS_RESTRICTED)
			continue;
		text_str(&t, v->law->id);
		text_cstr(&t, " ");
		text_cstr(&t, status_names[v->status]);
		put_property(j, "birthmark:verdict", text_done(&t));
	}
}

static void put_properties(struct json_out *j, const struct device *d) {
	const struct identity *id = &d->identity;

	json_out_key(j, "properties");
	json_out_array(j);
	put_property(j, "birthmark:device", d->name);
	put_address(j, "birthmark:mac", d->mac);
	for (size_t i = 0; i < d->address_count; i++)
		put_address(j, "birthmark:address", d->addresses[i]);
	put_property(j, "birthmark:site", d->site);
	put_property(j, "birthmark:class", str_of(class_names[id->class]));
	put_property(j, "birthmark:maker:grade", str_of(grade_names[id->maker.grade]));
	put_property(j, "birthmark:maker:id", cyclonedx_is_established(id) ? id->maker.id : (str){ 0 });
	put_property(j, "birthmark:factory-model", id->original);
	put_property(j, "birthmark:relabelled", id->relabelled == TRI_UNKNOWN ? (str){ 0 } : id->relabelled == TRI_TRUE ? STR("yes") : STR("no"));
	put_verdict_properties(j, &d->verdicts);
	json_out_array_end(j);
}

static void put_component(struct json_out *j, const struct device *d, size_t number, const struct registry *r) {
	const struct identity *id = &d->identity;

	json_out_object(j);
	json_out_pair(j, "type", STR("device"));
	json_out_key(j, "bom-ref");
	cyclonedx_ref(j, &(struct cyclonedx_ref){ .kind = "device", .device = number });
	put_makers(j, id, r);
	json_out_pair(j, "name", id->model.n ? id->model : id->original.n ? id->original :
		      id->class != CLASS_UNKNOWN ? str_of(class_names[id->class]) : d->name);
	if (id->firmware.n)
		json_out_pair(j, "version", id->firmware);
	put_evidence(j, id, r);
	put_properties(j, d);
	json_out_object_end(j);
}

/* Document */

static void put_metadata(struct json_out *j, const struct report *report) {
	uint8_t room[32];
	struct text t = TEXT(room);
	char on[11];

	date_format(report->on, on);
	text_cstr(&t, on);
	text_cstr(&t, "T00:00:00Z");
	json_out_key(j, "metadata");
	json_out_object(j);
	json_out_pair(j, "timestamp", text_done(&t));
	json_out_key(j, "lifecycles");
	json_out_json(j, STR("[{\"phase\": \"discovery\"}]"));
	json_out_key(j, "tools");
	json_out_object(j);
	json_out_key(j, "components");
	json_out_array(j);
	json_out_object(j);
	json_out_pair(j, "type", STR("application"));
	json_out_pair(j, "name", STR("birthmark"));
	json_out_pair(j, "version", report->version);
	json_out_object_end(j);
	json_out_array_end(j);
	json_out_object_end(j);
	json_out_key(j, "component");
	json_out_object(j);
	json_out_pair(j, "type", STR("platform"));
	json_out_pair(j, "bom-ref", STR("estate"));
	json_out_pair(j, "name", report->title);
	json_out_object_end(j);
	json_out_key(j, "properties");
	json_out_array(j);
	put_property(j, "birthmark:judged-on", str_of(on));
	for (size_t i = 0; i < report->roles.count; i++)
		put_property(j, "birthmark:judged-as", report->roles.at[i]);
	json_out_array_end(j);
	json_out_object_end(j);
}

void show_report_cyclonedx(FILE *to, const struct report *report, const struct registry *r, str serial) {
	struct json_out j = json_out_to(to);

	json_out_object(&j);
	json_out_pair(&j, "$schema", STR("http://cyclonedx.org/schema/bom-1.6.schema.json"));
	json_out_pair(&j, "bomFormat", STR("CycloneDX"));
	json_out_pair(&j, "specVersion", STR("1.6"));
	if (serial.n)
		json_out_pair(&j, "serialNumber", serial);
	json_out_pair_u64(&j, "version", 1);
	put_metadata(&j, report);
	json_out_key(&j, "components");
	json_out_array(&j);
	for (size_t i = 0; i < report->count; i++)
		put_component(&j, &report->devices[i], i + 1, r);
	json_out_array_end(&j);
	cyclonedx_declarations(&j, report);
	json_out_object_end(&j);
	json_out_line(&j);
}
