#include "read/proto.h"

#include "base/text.h"

enum { MEMBER_NAME_MAX = 64 };

static void tell_field(struct reading *rx, addr who, str field, str value) {
	if (rx->fatal || value.n == 0)
		return;
	if (value.n > OBS_VALUE_MAX)
		value.n = OBS_VALUE_MAX;
	rx->fatal = rx->out->take(rx->out, &(struct obs){ who, field, value, rx->time_us, rx->offset, 0 });
}

void tell(struct reading *rx, const struct field *field, str value) {
	tell_field(rx, rx->who, str_of(field->name), value);
}

void tell_of(struct reading *rx, addr who, const struct field *field, str value) {
	tell_field(rx, who, str_of(field->name), value);
}

void tell_u64(struct reading *rx, const struct field *field, uint64_t number) {
	uint8_t room[20];
	struct text t = TEXT(room);

	text_u64(&t, number);
	tell(rx, field, text_done(&t));
}

void tell_addr(struct reading *rx, const struct field *field, addr value) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	addr_format(&t, value);
	tell(rx, field, text_done(&t));
}

static bool is_upper(uint8_t c) {
	return c >= 'A' && c <= 'Z';
}

/* Does a new word begin at `i`? "IPAddress" is ip_address, "HTTPPort2" is http_port2. */
static bool begins_word(str name, size_t i) {
	uint8_t c = name.at[i], before = name.at[i - 1];

	if (!is_upper(c))
		return false;
	/* The P of IPv4 and IPv6 begins nothing. */
	if (i + 2 < name.n && name.at[i + 1] == 'v' && byte_is_digit(name.at[i + 2]))
		return false;
	return !is_upper(before) || (i + 1 < name.n && name.at[i + 1] >= 'a' && name.at[i + 1] <= 'z');
}

void put_snake(struct text *t, str name) {
	for (size_t i = 0; i < name.n; i++) {
		uint8_t c = name.at[i];
		bool word = byte_is_letter(c) || byte_is_digit(c);
		bool parted = t->used > 0 && t->at[t->used - 1] != '_' && t->at[t->used - 1] != '.';

		if (parted && (!word || (i > 0 && begins_word(name, i))))
			text_byte(t, '_');
		if (word)
			text_byte(t, byte_lower(c));
	}
}

void tell_member(struct reading *rx, const struct field *family, str name, str value) {
	uint8_t room[OBS_FIELD_MAX];
	struct text t = TEXT(room);
	str prefix = str_of(family->name);

	if (name.n == 0 || name.n > MEMBER_NAME_MAX)
		return;
	text_str(&t, (str){ prefix.at, prefix.n - 1 });
	put_snake(&t, name);
	if (!t.full && t.used > prefix.n - 1)
		tell_field(rx, rx->who, text_done(&t), value);
}

static bool is_hooked(const struct proto *p, enum lane lane, uint32_t key) {
	for (const struct hook *h = p->hooks; h->lane != LANE_END; h++)
		if (h->lane == lane && h->key == key)
			return true;
	return false;
}

enum read_end hand_to(struct reading *rx, const struct proto *proto, cur in) {
	const struct proto *outer = rx->proto;

	if (rx->fatal || rx->depth >= READ_DEPTH_MAX)
		return READ_BROKEN;
	rx->depth++;
	rx->proto = proto;
	enum read_end end = proto->read(rx, in);
	rx->proto = outer;
	rx->depth--;
	return end;
}

void hand_part_to(struct reading *rx, const struct proto *proto, str field, str value) {
	const struct proto *outer = rx->proto;

	if (rx->fatal)
		return;
	rx->depth++;
	rx->proto = proto;
	proto->read_part(rx, field, value);
	rx->proto = outer;
	rx->depth--;
}

static enum read_end hand_to_hooked(struct reading *rx, enum lane lane, uint32_t key, cur in) {
	enum read_end end = READ_NOT_MINE;

	for (size_t i = 0; protos[i] && end == READ_NOT_MINE; i++)
		if (is_hooked(protos[i], lane, key))
			end = hand_to(rx, protos[i], in);
	return end;
}

enum read_end hand_on_first(struct reading *rx, enum lane lane, const uint32_t *keys, size_t key_count, cur in) {
	enum read_end end = READ_NOT_MINE;

	for (size_t i = 0; i < key_count && end == READ_NOT_MINE; i++)
		if (keys[i] != KEY_ANY)
			end = hand_to_hooked(rx, lane, keys[i], in);
	return end == READ_NOT_MINE ? hand_to_hooked(rx, lane, KEY_ANY, in) : end;
}

enum read_end hand_on(struct reading *rx, enum lane lane, uint32_t key, cur in) {
	return hand_on_first(rx, lane, &key, 1, in);
}

const struct proto *proto_by_name(str name) {
	for (size_t i = 0; protos[i]; i++)
		if (str_is(name, protos[i]->name))
			return protos[i];
	return NULL;
}
