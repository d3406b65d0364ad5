/*
 * The label: what stands on the device, held against who is believed to have made it.
 */
#include "fuse/label.h"

#include "fact/identifier.h"

/* Is it the own label of one maker, that makes all of it, and that is not `maker`? */
static bool is_of_another(const struct registry *r, const struct brand *label, str maker) {
	if (registry_is_own_brand(r, label, maker) || label->maker_count != 1)
		return false;
	const struct brand_maker *only = &label->makers[0];

	return only->share == SHARE_ALL && str_begins(only->relation, STR("own brand")) &&
	       !registry_is_kin(r, only->maker, maker);
}

/* Does nothing but names, which people can change, speak for the label? */
static bool is_named_only(const struct claim *claims, size_t count, str label) {
	for (size_t i = 0; i < count; i++)
		if (claims[i].aspect == ASPECT_BRAND && str_eq(claims[i].value, label) && !str_eq(claims[i].kind, STR("name")))
			return false;
	return true;
}

enum tri label_is_of_others(const struct registry *r, const struct identity *identity) {
	const struct brand *brand = registry_brand(r, identity->brand.id);
	const struct company *maker = registry_company(r, identity->maker.id);

	if (!brand || !maker || identity->brand.grade < GRADE_LIKELY || identity->maker.grade < GRADE_LIKELY)
		return TRI_UNKNOWN;
	/* Two makers' signs on one address are rather two devices than a label. */
	if (identity->maker.contested && identity->maker.grade < GRADE_CONFIRMED &&
	    !registry_is_own_brand(r, brand, maker->id))
		return TRI_UNKNOWN;
	return registry_is_own_brand(r, brand, maker->id) ? TRI_FALSE : TRI_TRUE;
}

static bool makes(const struct registry *r, const struct brand *label, str maker) {
	for (size_t i = 0; i < label->maker_count; i++)
		if (str_eq(label->makers[i].maker, maker) || registry_is_kin(r, label->makers[i].maker, maker))
			return true;
	return registry_is_own_brand(r, label, maker);
}

/* Is the maker believed for what itself was seen, and not for a label, and is no label more than hinted at? */
static bool is_label_lacking(const struct identity *identity, const struct claim *claims, size_t count) {
	bool is_seen = false;

	for (size_t i = 0; i < count; i++) {
		if (claims[i].strength < STRENGTH_FAIR)
			continue;
		if (claims[i].aspect == ASPECT_BRAND)
			return false;
		is_seen |= claims[i].aspect == ASPECT_MAKER && str_eq(claims[i].value, identity->maker.id);
	}
	return is_seen && identity->maker.grade >= GRADE_LIKELY;
}

/* What the firmware writes or asks for. Host and system names people type in: places and tenants stand there. */
static const str written_by_maker[] = {
	STR_INIT("http.title"), STR_INIT("http.realm"), STR_INIT("http.server"), STR_INIT("rtsp.realm"),
	STR_INIT("rtsp.server"), STR_INIT("upnp.manufacturer"), STR_INIT("upnp.model_name"),
	STR_INIT("upnp.model_description"), STR_INIT("onvif.manufacturer"), STR_INIT("onvif.model"), STR_INIT("isapi.model"),
	STR_INIT("wsd.scope_hardware"), STR_INIT("sadp.device_description"), STR_INIT("dns.query"), STR_INIT("tls.sni"),
};

static bool goes_by(const struct brand *label, str name) {
	for (size_t i = 0; i < label->aliases.count; i++)
		if (str_eq_nocase(label->aliases.at[i], name))
			return true;
	return str_eq_nocase(label->name, name);
}

/* "ANNKE", "ABUS IPCB62500": a name alone, or one that ends in a model number. A place has a word or a count behind it. */
static bool is_name_of_product(const struct brand *label, str text) {
	size_t letters = 0, digits = 0, begin = text.n;

	while (begin > 0 && !byte_is_blank(text.at[begin - 1])) {
		begin--;
		letters += byte_is_letter(text.at[begin]);
		digits += byte_is_digit(text.at[begin]);
	}
	return begin == 0 || (letters && digits) || goes_by(label, text);
}

/* The name of an ONVIF device comes with the firmware, and can be changed. */
static bool is_written_by_maker(const struct brand *label, const struct obs *seen) {
	if (str_eq(seen->field, STR("wsd.scope_name")))
		return is_name_of_product(label, str_trim(seen->value));
	for (size_t i = 0; i < sizeof written_by_maker / sizeof *written_by_maker; i++)
		if (str_eq(written_by_maker[i], seen->field))
			return true;
	return false;
}

void label_raise(const struct registry *r, const struct identity *identity, struct claim *claims, size_t count) {
	if (!is_label_lacking(identity, claims, count))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct brand *label = claims[i].aspect == ASPECT_BRAND ? registry_brand(r, claims[i].value) : NULL;

		if (label && claims[i].strength == STRENGTH_HINT && is_written_by_maker(label, claims[i].seen) &&
		    makes(r, label, identity->maker.id))
			claims[i].strength = STRENGTH_FAIR;
	}
}

enum tie label_tie(const struct registry *r, const struct identity *identity, str label) {
	const struct brand *brand = registry_brand(r, label);

	if (!brand)
		return TIE_NONE;
	if (registry_is_own_brand(r, brand, identity->maker.id))
		return str_eq(brand->id, identity->maker.id) || str_eq(brand->id, brand->owner) ? TIE_HOUSE : TIE_LINE;
	/* What people type in does not outweigh the name that the device itself has for its maker. */
	return makes(r, brand, identity->maker.id) && !is_named_only(identity->claims, identity->claim_count, label) ?
		       TIE_SOLD : TIE_NONE;
}

/*
 * Does a register alone name the label, while what was seen speaks for makers that make nothing under it? The row may
 * be another device's, or its MAC mistyped. Of a label of which no maker is on record nothing can be said.
 */
static bool is_belied(const struct registry *r, const struct identity *identity, const struct brand *label) {
	bool belied = false;

	for (size_t i = 0; label->maker_count && i < identity->claim_count; i++) {
		const struct claim *c = &identity->claims[i];
		bool names_label = c->aspect == ASPECT_BRAND && str_eq(c->value, label->id);
		bool names_maker = c->aspect == ASPECT_MAKER && registry_company(r, c->value);

		if (obs_is_of_books(c->seen) || (!names_label && !names_maker))
			continue;
		if (names_label || makes(r, label, c->value))
			return false;
		belied = true;
	}
	return belied;
}

void label_temper(const struct registry *r, struct identity *identity) {
	const struct brand *label = registry_brand(r, identity->brand.id);
	const struct belief *maker = &identity->maker;

	if (!label || identity->brand.grade <= GRADE_POSSIBLE)
		return;
	/* A maker's own label is as doubtful as the maker. */
	bool falls = maker->contested && maker->grade == GRADE_POSSIBLE && registry_is_own_brand(r, label, maker->id);
	/* A printer in the Dahua Road: a title holds the name by chance, of a label that is no other maker's. */
	bool by_chance = maker->grade >= GRADE_LIKELY && is_of_another(r, label, maker->id) &&
			 is_named_only(identity->claims, identity->claim_count, label->id);

	if (falls || by_chance || is_belied(r, identity, label))
		identity->brand.grade = GRADE_POSSIBLE;
}
