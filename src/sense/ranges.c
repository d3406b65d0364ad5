/*
 * Arithmetic on ranges of addresses, and the notations that people use.
 */
#include "sense/ranges.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t ip4_base = UINT64_C(0xffff00000000);

static uint64_t get_be(const uint8_t *at, size_t size) {
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | at[i];
	return number;
}

place place_of(addr a) {
	if (a.kind == ADDR_IP4)
		return (place){ 0, ip4_base | get_be(a.bytes, 4) };
	return a.kind == ADDR_IP6 ? (place){ get_be(a.bytes, 8), get_be(a.bytes + 8, 8) } : (place){ 0 };
}

bool place_is_ip4(place p) {
	return p.high == 0 && p.low >> 32 == 0xffff;
}

addr place_addr(place p) {
	addr a = { .kind = place_is_ip4(p) ? ADDR_IP4 : ADDR_IP6 };

	if (a.kind == ADDR_IP4)
		for (int i = 0; i < 4; i++)
			a.bytes[i] = (uint8_t)(p.low >> (24 - 8 * i));
	else
		for (int i = 0; i < 16; i++)
			a.bytes[i] = (uint8_t)((i < 8 ? p.high : p.low) >> (56 - 8 * (i % 8)));
	return a;
}

int place_cmp(place a, place b) {
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return a.low < b.low ? -1 : a.low > b.low;
}

place place_plus(place p, uint64_t n) {
	return (place){ p.high + (p.low + n < p.low), p.low + n };
}

static place place_before(place p) {
	return (place){ p.high - (p.low == 0), p.low - 1 };
}

/* The last place of all has none behind it. */
static bool touches(place last, place first) {
	return place_cmp(last, first) >= 0 || place_cmp(place_plus(last, 1), first) == 0;
}

uint64_t range_size(struct range r) {
	uint64_t high = r.last.high - r.first.high - (r.last.low < r.first.low), low = r.last.low - r.first.low;

	return high || low == UINT64_MAX ? UINT64_MAX : low + 1;
}

bool range_meets(struct range a, struct range b) {
	return place_cmp(a.first, b.last) <= 0 && place_cmp(b.first, a.last) <= 0;
}

int ranges_add(arena *mem, struct ranges *r, struct range one) {
	struct range *slot = arena_new(mem, struct range, 1);

	if (!slot)
		return -ENOMEM;
	*slot = one;
	if (r->count++ == 0)
		r->at = slot;
	return 0;
}

static int by_first(const void *a, const void *b) {
	const struct range *x = a, *y = b;
	int order = place_cmp(x->first, y->first);

	return order ? order : place_cmp(x->last, y->last);
}

void ranges_tidy(struct ranges *r) {
	size_t kept = 0;

	if (r->count)
		qsort(r->at, r->count, sizeof *r->at, by_first);
	for (size_t i = 0; i < r->count; i++) {
		struct range *last = kept ? &r->at[kept - 1] : NULL;

		if (!last || !touches(last->last, r->at[i].first))
			r->at[kept++] = r->at[i];
		else if (place_cmp(last->last, r->at[i].last) < 0)
			last->last = r->at[i].last;
	}
	r->count = kept;
}

/* The first range that does not end before `p`; the count when all do. */
static size_t find(const struct ranges *r, place p) {
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (place_cmp(r->at[middle].last, p) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool ranges_hold(const struct ranges *r, place p) {
	return ranges_cover(r, (struct range){ p, p });
}

bool ranges_cover(const struct ranges *r, struct range all_of) {
	size_t i = find(r, all_of.first);

	return i < r->count && place_cmp(r->at[i].first, all_of.first) <= 0 &&
	       place_cmp(r->at[i].last, all_of.last) >= 0;
}

bool ranges_meet(const struct ranges *r, struct range any_of) {
	size_t i = find(r, any_of.first);

	return i < r->count && range_meets(r->at[i], any_of);
}

int ranges_subtract(arena *mem, const struct ranges *from, const struct ranges *less, struct ranges *ret_ranges) {
	struct ranges left = { 0 };

	for (size_t i = 0; i < from->count; i++) {
		struct range rest = from->at[i];
		bool used_up = false;
		int r = 0;

		for (size_t k = find(less, rest.first); !used_up && k < less->count; k++) {
			struct range hole = less->at[k];

			if (place_cmp(hole.first, rest.last) > 0)
				break;
			if (place_cmp(hole.first, rest.first) > 0)
				r = ranges_add(mem, &left, (struct range){ rest.first, place_before(hole.first) });
			if (r)
				return r;
			used_up = place_cmp(hole.last, rest.last) >= 0;
			rest.first = used_up ? rest.last : place_plus(hole.last, 1);
		}
		if (!used_up && (r = ranges_add(mem, &left, rest)))
			return r;
	}
	*ret_ranges = left;
	return 0;
}

/* 010 is ten to some programs and eight to others. */
static bool has_leading_zero(str word) {
	for (size_t i = 0; i + 1 < word.n; i++) {
		bool begins = i == 0 || word.at[i - 1] == '.' || word.at[i - 1] == '-';

		if (begins && word.at[i] == '0' && byte_is_digit(word.at[i + 1]))
			return true;
	}
	return false;
}

static bool parse_ip(str word, addr *ret_addr) {
	addr a = addr_parse(word);

	*ret_addr = a;
	return a.kind == ADDR_IP4 || a.kind == ADDR_IP6;
}

struct range range_block(addr a, unsigned prefix) {
	unsigned bits_max = a.kind == ADDR_IP4 ? 32 : 128, bits = 128 - bits_max + (prefix < bits_max ? prefix : bits_max);
	place p = place_of(a);
	uint64_t high = bits >= 64 ? 0 : UINT64_MAX >> bits;
	uint64_t low = bits <= 64 ? UINT64_MAX : bits == 128 ? 0 : UINT64_MAX >> (bits - 64);

	return (struct range){ { p.high & ~high, p.low & ~low }, { p.high | high, p.low | low } };
}

static const char *parse_block(addr a, str after, struct range_text *ret) {
	unsigned bits_max = a.kind == ADDR_IP4 ? 32 : 128;
	uint64_t bits;

	if (after.n > 3 || !str_u64(after, &bits) || bits > bits_max)
		return a.kind == ADDR_IP4 ? "behind the slash stands a number from 0 to 32" :
					    "behind the slash stands a number from 0 to 128";
	ret->is_block = true;
	ret->range = range_block(a, (unsigned)bits);
	return NULL;
}

static const char *parse_end(addr a, str after, struct range_text *ret) {
	addr end = a;
	uint64_t number;

	/* "10.0.0.5-90" */
	if (a.kind == ADDR_IP4 && after.n <= 3 && str_u64(after, &number) && number <= 255)
		end.bytes[3] = (uint8_t)number;
	else if (!parse_ip(after, &end))
		return "behind the dash stands no address";
	ret->range = (struct range){ place_of(a), place_of(end) };
	if (place_is_ip4(ret->range.first) != place_is_ip4(ret->range.last))
		return "one end is IPv4, the other IPv6";
	return place_cmp(ret->range.first, ret->range.last) > 0 ? "it ends before it begins" : NULL;
}

int range_parse(str word, struct range_text *ret_range, const char **ret_why) {
	struct range_text t = { 0 };
	const char *why = NULL;
	size_t stop = 0;
	addr a;

	while (stop < word.n && word.at[stop] != '/' && word.at[stop] != '-')
		stop++;
	if (!parse_ip((str){ word.at, stop }, &a))
		return RANGE_NONE;
	str after = str_after(word, stop + 1);
	if (a.kind == ADDR_IP4 && has_leading_zero(word))
		why = "a zero before a number is read as ten by some and as eight by others: leave it out";
	else if (stop == word.n)
		t.range = (struct range){ place_of(a), place_of(a) };
	else
		why = word.at[stop] == '/' ? parse_block(a, after, &t) : parse_end(a, after, &t);
	if (why) {
		*ret_why = why;
		return RANGE_BAD;
	}
	*ret_range = t;
	return 0;
}
