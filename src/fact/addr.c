#include "fact/addr.h"

#include <string.h>

size_t addr_size(enum addr_kind kind) {
	static const uint8_t sizes[] = { [ADDR_NONE] = 0, [ADDR_MAC] = 6, [ADDR_IP4] = 4, [ADDR_IP6] = 16 };

	return sizes[kind];
}

addr addr_of(enum addr_kind kind, str bytes) {
	addr a = { .kind = (uint8_t)kind };

	if (bytes.n != addr_size(kind) || bytes.n == 0)
		return (addr){ 0 };
	for (size_t i = 0; i < bytes.n; i++)
		a.bytes[i] = bytes.at[i];
	return a;
}

/* Pairs with colons or dashes between, fours with dots, or twelve digits. */
static addr parse_mac(str s) {
	addr a = { .kind = ADDR_MAC };
	uint8_t between = s.n > 4 && s.at[4] == '.' ? '.' : s.n > 2 && (s.at[2] == ':' || s.at[2] == '-') ? s.at[2] : 0;
	size_t group = between == '.' ? 4 : between ? 2 : 12, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		int digit = byte_hex(s.at[i]);
		bool expected = i % (group + 1) == group;

		if (expected && s.at[i] == between)
			continue;
		if (digit < 0 || expected || digits == 12)
			return (addr){ 0 };
		a.bytes[digits / 2] = (uint8_t)(a.bytes[digits / 2] << 4 | digit);
		digits++;
	}
	return digits == 12 && byte_hex(s.at[s.n - 1]) >= 0 ? a : (addr){ 0 };
}

static addr parse_ip4(str s) {
	addr a = { .kind = ADDR_IP4 };

	for (int i = 0; i < 4; i++) {
		str part = str_cut(&s, '.');
		uint64_t number;

		if (part.n > 3 || !str_u64(part, &number) || number > 255)
			return (addr){ 0 };
		a.bytes[i] = (uint8_t)number;
		if ((i == 3) != (s.at == NULL))
			return (addr){ 0 };
	}
	return a;
}

/* Reads groups up to the end or a `::`; returns how many, or -1. */
static int parse_groups(str s, uint8_t out[16]) {
	int count = 0;

	if (s.n == 0)
		return 0;
	while (s.at) {
		str group = str_cut(&s, ':');
		unsigned value = 0;

		if (!s.at && count <= 6 && str_find(group, STR("."), 0) < group.n) {
			addr tail = parse_ip4(group);
			if (tail.kind == ADDR_NONE)
				return -1;
			memcpy(out + 2 * count, tail.bytes, 4);
			return count + 2;
		}
		if (group.n == 0 || group.n > 4 || count == 8)
			return -1;
		for (size_t i = 0; i < group.n; i++) {
			int digit = byte_hex(group.at[i]);
			if (digit < 0)
				return -1;
			value = value << 4 | (unsigned)digit;
		}
		out[2 * count] = (uint8_t)(value >> 8);
		out[2 * count + 1] = (uint8_t)value;
		count++;
	}
	return count;
}

static addr parse_ip6(str s) {
	addr a = { .kind = ADDR_IP6 };
	uint8_t tail[16] = { 0 };
	size_t gap = str_find(s, STR("::"), 0);

	if (gap == s.n)
		return parse_groups(s, a.bytes) == 8 ? a : (addr){ 0 };
	int head_count = parse_groups((str){ s.at, gap }, a.bytes);
	int tail_count = parse_groups(str_after(s, gap + 2), tail);
	if (head_count < 0 || tail_count < 0 || head_count + tail_count > 7)
		return (addr){ 0 };
	memcpy(a.bytes + 2 * (8 - tail_count), tail, 2 * (size_t)tail_count);
	return a;
}

addr addr_parse(str text) {
	str s = str_trim(text);
	addr a = parse_mac(s);

	if (a.kind == ADDR_NONE)
		a = parse_ip4(s);
	if (a.kind == ADDR_NONE) {
		str zone = s;
		a = parse_ip6(str_cut(&zone, '%'));
	}
	return a;
}

/* Where the longest run of two or more zero groups begins, and its length. */
static int longest_gap(const uint8_t bytes[16], int *ret_length) {
	int best = -1, length = 1;

	for (int i = 0; i < 8; i++) {
		int n = 0;
		while (i + n < 8 && bytes[2 * (i + n)] == 0 && bytes[2 * (i + n) + 1] == 0)
			n++;
		if (n > length) {
			best = i;
			length = n;
		}
	}
	*ret_length = length;
	return best;
}

static void format_ip6(struct text *t, const uint8_t bytes[16]) {
	static const char digits[] = "0123456789abcdef";
	int length, gap = longest_gap(bytes, &length);

	for (int i = 0; i < 8; i++) {
		if (i == gap) {
			text_cstr(t, "::");
			i += length - 1;
			continue;
		}
		if (i > 0 && i != gap + length)
			text_byte(t, ':');
		unsigned group = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
		bool started = false;
		for (int shift = 12; shift >= 0; shift -= 4) {
			started = started || group >> shift & 15 || shift == 0;
			if (started)
				text_byte(t, (uint8_t)digits[group >> shift & 15]);
		}
	}
}

void addr_format(struct text *t, addr a) {
	switch ((enum addr_kind)a.kind) {
	case ADDR_NONE: break;
	case ADDR_MAC: text_hex(t, (str){ a.bytes, 6 }, ':'); break;
	case ADDR_IP6: format_ip6(t, a.bytes); break;
	case ADDR_IP4:
		for (int i = 0; i < 4; i++) {
			if (i)
				text_byte(t, '.');
			text_u64(t, a.bytes[i]);
		}
	}
}

str addr_text(arena *mem, addr a) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	addr_format(&t, a);
	return arena_str(mem, text_done(&t));
}

bool addr_eq(addr a, addr b) {
	return memcmp(&a, &b, sizeof a) == 0;
}

uint64_t addr_hash(addr a, uint64_t seed) {
	return str_hash((str){ (const uint8_t *)&a, 1 + addr_size(a.kind) }, seed);
}

bool addr_is_station(addr a) {
	static const uint8_t zero[6];

	return a.kind == ADDR_MAC && !(a.bytes[0] & 1) && memcmp(a.bytes, zero, 6) != 0;
}

bool addr_is_link_local(addr a) {
	if (a.kind == ADDR_IP4)
		return a.bytes[0] == 169 && a.bytes[1] == 254;
	return a.kind == ADDR_IP6 && a.bytes[0] == 0xfe && (a.bytes[1] & 0xc0) == 0x80;
}

bool addr_is_private(addr a) {
	const uint8_t *b = a.bytes;

	if (a.kind == ADDR_IP4)
		return b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168) ||
		       (b[0] == 100 && (b[1] & 0xc0) == 64) || addr_is_link_local(a);
	return a.kind == ADDR_IP6 && ((b[0] & 0xfe) == 0xfc || addr_is_link_local(a));
}

bool addr_is_unicast(addr a) {
	static const uint8_t zero[16], loopback[16] = { [15] = 1 };

	if (a.kind == ADDR_IP4)
		return a.bytes[0] != 0 && a.bytes[0] != 127 && a.bytes[0] < 224;
	return a.kind == ADDR_IP6 && a.bytes[0] != 0xff && memcmp(a.bytes, zero, 16) != 0 &&
	       memcmp(a.bytes, loopback, 16) != 0;
}
