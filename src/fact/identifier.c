#include "fact/identifier.h"

const char *const identifier_names[IDENTIFIER_COUNT] = { "mac", "serial", "uuid", "address" };

/* In which fields they stand. A list, not a likeness: update_serial of Dahua's is a model, and a recorder names its cameras. */
static const struct source {
	str field;
	enum identifier_kind kind;
	str before; /* stands before the value */
} sources[] = {
	{ STR_INIT("register.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("register.uuid"), IDENTIFIER_UUID, { 0 } },
	/* Of further network cards: compared as a makers' number that is a MAC. */
	{ STR_INIT("register.other_mac"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("sadp.device_sn"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("sadp.uuid"), IDENTIFIER_UUID, { 0 } },
	{ STR_INIT("isapi.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("onvif.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("dahua.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("dhdiscover.serial_no"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("rpc2.realm"), IDENTIFIER_SERIAL, STR_INIT("Login to ") },
	{ STR_INIT("lapi.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("vapix.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("bosch.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("gvcp.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("ipro.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("sony.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("topsee.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("topsee.oem_sn"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("tvt.serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("upnp.serial_number"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("upnp.udn"), IDENTIFIER_UUID, STR_INIT("uuid:") },
	{ STR_INIT("wsd.endpoint"), IDENTIFIER_UUID, STR_INIT("urn:uuid:") },
	{ STR_INIT("lldp.med_serial"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("snmp.ent_physical_serial_num"), IDENTIFIER_SERIAL, { 0 } },
	{ STR_INIT("remoteid.basic_id_ansi"), IDENTIFIER_SERIAL, { 0 } },
};

enum { UUID_DIGITS = 32, MAC_DIGITS = 12, LABEL_SIZE = 9 };

bool obs_is_of_books(const struct obs *o) {
	return str_begins(o->field, STR("register."));
}

static uint8_t upper(uint8_t c) {
	return c >= 'a' && c <= 'z' ? (uint8_t)(c - 32) : c;
}

/* Letters and digits alone: registers put blanks and dashes where they like. False when there are too many. */
static bool fold(str text, struct identifier *i) {
	i->size = 0;
	for (size_t k = 0; k < text.n; k++) {
		if (!byte_is_letter(text.at[k]) && !byte_is_digit(text.at[k]))
			continue;
		if (i->size == IDENTIFIER_SIZE_MAX)
			return false;
		i->bytes[i->size++] = upper(text.at[k]);
	}
	return true;
}

/* "1234567890", "0123456": what somebody types who has no number at hand. */
static bool counts_up(const struct identifier *i) {
	for (size_t k = 1; k < i->size; k++)
		if (!byte_is_digit(i->bytes[k]) || i->bytes[k] % 16 != (i->bytes[k - 1] % 16 + 1) % 10)
			return false;
	return true;
}

/* Three digits or more, and three characters or more that differ: "00000001" and "UNKNOWN" are no device's own. */
static bool is_varied(const struct identifier *i) {
	uint8_t different[3];
	size_t count = 0, digits = 0;

	for (size_t k = 0; k < i->size; k++) {
		size_t n = 0;

		digits += byte_is_digit(i->bytes[k]);
		while (n < count && different[n] != i->bytes[k])
			n++;
		if (n == count && count < 3)
			different[count++] = i->bytes[k];
	}
	return count == 3 && digits >= 3;
}

static size_t digits_at(str text, size_t at) {
	size_t n = at;

	while (n < text.n && byte_is_digit(text.at[n]))
		n++;
	return n - at;
}

bool identifier_is_rounded(str text) {
	size_t at = digits_at(text, 0);

	if (at == 1 && text.n > 2 && (text.at[1] == '.' || text.at[1] == ','))
		at += 1 + digits_at(text, 2);
	return at && at + 2 < text.n && (text.at[at] == 'E' || text.at[at] == 'e') && text.at[at + 1] == '+' &&
	       at + 2 + digits_at(text, at + 2) == text.n;
}

bool identifier_of_serial(str text, struct identifier *ret_identifier) {
	struct identifier i = { .kind = IDENTIFIER_SERIAL };

	if (identifier_is_rounded(text))
		return false;
	if (!fold(text, &i) || i.size < IDENTIFIER_LEAST || counts_up(&i) || !is_varied(&i))
		return false;
	*ret_identifier = i;
	return true;
}

static bool is_hex(const struct identifier *i) {
	for (size_t k = 0; k < i->size; k++)
		if (byte_hex(i->bytes[k]) < 0)
			return false;
	return true;
}

static bool of_uuid(str text, struct identifier *ret_identifier) {
	struct identifier i = { .kind = IDENTIFIER_UUID };

	if (!fold(text, &i) || i.size != UUID_DIGITS || !is_hex(&i) || !is_varied(&i))
		return false;
	*ret_identifier = i;
	return true;
}

addr identifier_as_mac(const struct identifier *serial) {
	bool has_letter = false;
	uint8_t bytes[6];

	if (serial->size != MAC_DIGITS || !is_hex(serial))
		return (addr){ 0 };
	for (size_t k = 0; k < sizeof bytes; k++) {
		has_letter = has_letter || byte_is_letter(serial->bytes[2 * k]) || byte_is_letter(serial->bytes[2 * k + 1]);
		bytes[k] = (uint8_t)(byte_hex(serial->bytes[2 * k]) << 4 | byte_hex(serial->bytes[2 * k + 1]));
	}
	/* Twelve digits without a letter are a number. */
	return has_letter ? addr_of(ADDR_MAC, (str){ bytes, sizeof bytes }) : (addr){ 0 };
}

/* Does a field of the same device that holds models have the same text? */
static bool is_model(const struct identifier *i, const struct obs *observations, size_t count) {
	for (size_t k = 0; k < count; k++) {
		const struct obs *o = &observations[k];
		struct identifier other = { 0 };

		if (str_find(o->field, STR("model"), 0) == o->field.n && !str_ends(o->field, STR("type")) &&
		    !str_ends(o->field, STR("description")))
			continue;
		if (o->value.n <= 2 * IDENTIFIER_SIZE_MAX && fold(o->value, &other) &&
		    str_eq(identifier_text(&other), identifier_text(i)))
			return true;
	}
	return false;
}

struct found {
	const struct obs *observations;
	size_t observation_count;
	struct identifier *at;
	size_t count, most;
};

static void add(struct found *f, const struct identifier *i) {
	for (size_t k = 0; k < f->count; k++)
		if (f->at[k].kind == i->kind && str_eq(identifier_text(&f->at[k]), identifier_text(i)))
			return;
	if (f->count < f->most && !is_model(i, f->observations, f->observation_count))
		f->at[f->count++] = *i;
}

/*
 * Hikvision's own protocols say model, day, a few letters and then the number
 * that alone is printed on the label: DS-2CD2022WD-I 20160101 AAWR 587654321.
 */
static void add_label(struct found *f, const struct source *s, const struct identifier *i) {
	struct identifier label;

	if (!str_eq(s->field, STR("sadp.device_sn")) && !str_eq(s->field, STR("isapi.serial_number")))
		return;
	if (i->size > 2 * LABEL_SIZE && identifier_of_serial((str){ i->bytes + i->size - LABEL_SIZE, LABEL_SIZE }, &label))
		add(f, &label);
}

static void take(struct found *f, const struct source *s, str value) {
	struct identifier i;

	if (s->before.n && str_begins_nocase(value, s->before))
		value = str_after(value, s->before.n);
	if (s->kind == IDENTIFIER_UUID) {
		if (of_uuid(value, &i))
			add(f, &i);
	} else if (identifier_of_serial(value, &i)) {
		add(f, &i);
		add_label(f, s, &i);
	}
}

size_t identifiers_of(const struct obs *observations, size_t count, struct identifier *ret_identifiers, size_t most) {
	struct found f = { observations, count, ret_identifiers, 0, most };

	for (size_t k = 0; k < count; k++)
		for (size_t n = 0; n < sizeof sources / sizeof *sources; n++)
			if (str_eq(observations[k].field, sources[n].field))
				take(&f, &sources[n], observations[k].value);
	return f.count;
}
