#include "store/prefix.h"

/* The bits of byte `i` that lie within the first `bits` bits of an address. */
static uint8_t mask_byte(unsigned bits, size_t i) {
	unsigned begin = 8 * (unsigned)i;

	return (uint8_t)(bits >= begin + 8 ? 0xff : bits <= begin ? 0 : 0xff << (8 - (bits - begin)));
}

addr prefix_first(addr ip, unsigned bits) {
	for (size_t i = 0; i < addr_size((enum addr_kind)ip.kind); i++)
		ip.bytes[i] &= mask_byte(bits, i);
	return ip;
}

bool prefix_parse(str text, struct prefix *ret_prefix) {
	str rest = text;
	addr a = addr_parse(str_cut(&rest, '/'));
	size_t size = addr_size((enum addr_kind)a.kind);
	uint64_t bits = 8 * size;

	if ((a.kind != ADDR_IP4 && a.kind != ADDR_IP6) || (rest.at && (!str_u64(rest, &bits) || bits > 8 * size)))
		return false;
	struct prefix p = { .first = prefix_first(a, (unsigned)bits), .bits = (unsigned)bits };
	p.is_loose = !addr_eq(p.first, a);
	p.last = p.first;
	for (size_t i = 0; i < size; i++)
		p.last.bytes[i] |= (uint8_t)~mask_byte(p.bits, i);
	*ret_prefix = p;
	return true;
}

void prefix_format(struct text *t, const struct prefix *p) {
	addr_format(t, p->first);
	text_byte(t, '/');
	text_u64(t, p->bits);
}
