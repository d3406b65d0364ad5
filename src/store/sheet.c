#include "store/sheet.h"

static void put_number(struct text *to, uint64_t number) {
	for (; number >= 0x80; number >>= 7)
		text_byte(to, (uint8_t)(number | 0x80));
	text_byte(to, (uint8_t)number);
}

static uint64_t take_number(cur *in) {
	uint64_t number = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint64_t byte = cur_u8(in), bits = byte & 0x7f;

		/* The tenth byte has room for one bit. */
		if (bits << shift >> shift != bits)
			break;
		number |= bits << shift;
		if (byte < 0x80)
			return number;
	}
	in->bad = true;
	return 0;
}

bool sheet_pack(struct text *to, uint64_t field, const struct obs *o) {
	size_t before = to->used;

	put_number(to, field);
	put_number(to, o->source);
	put_number(to, o->time_us);
	put_number(to, o->offset);
	text_byte(to, o->who.kind);
	text_str(to, (str){ o->who.bytes, addr_size((enum addr_kind)o->who.kind) });
	put_number(to, o->value.n);
	text_str(to, o->value);
	if (!to->full)
		return true;
	to->used = before;
	to->full = false;
	return false;
}

bool sheet_unpack(cur *in, uint64_t *ret_field, struct obs *ret_obs) {
	struct obs o = { 0 };
	uint64_t field = take_number(in), source = take_number(in);

	o.source = (uint32_t)source;
	o.time_us = take_number(in);
	o.offset = take_number(in);
	uint8_t kind = cur_u8(in);
	if (kind > ADDR_IP6 || source > UINT32_MAX)
		return false;
	o.who = addr_of((enum addr_kind)kind, cur_take(in, addr_size((enum addr_kind)kind)));
	uint64_t size = take_number(in);
	if (size > OBS_VALUE_MAX)
		return false;
	o.value = cur_take(in, (size_t)size);
	if (in->bad)
		return false;
	*ret_field = field;
	*ret_obs = o;
	return true;
}
