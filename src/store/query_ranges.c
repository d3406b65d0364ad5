/*
 * What is asked for as a range: days, the beginnings of MAC addresses, networks.
 */
#include "store/query_ranges.h"

enum { YEAR_DAYS_MAX = 366, MAC_SIZE = 6 };

/* The last day that is written with the same first letters: the end of the month or year that was named. */
static date end_of_period(date first, size_t letters) {
	char from[11], to[11];
	date last = first;

	date_format(first, from);
	for (int i = 0; i < YEAR_DAYS_MAX; i++) {
		date_format(last, to);
		if (memcmp(from, to, letters) != 0)
			break;
		last++;
	}
	return last;
}

static uint64_t start_us(date day) {
	/* 0 is a time that is not known. */
	return day <= 0 ? 1 : (uint64_t)day * 86400 * 1000000;
}

bool range_of_days(str text, enum query_operator operator, struct time_range *ret_range) {
	date first;

	if ((text.n != 4 && text.n != 7 && text.n != 10) || !date_parse(text, &first))
		return false;
	uint64_t from = start_us(first), until = start_us(end_of_period(first, text.n));
	bool below = operator == QUERY_LESS || operator == QUERY_LESS_OR_IS;
	bool above = operator == QUERY_MORE || operator == QUERY_MORE_OR_IS;

	ret_range->from_us = below ? 1 : operator == QUERY_MORE ? until : from;
	ret_range->until_us = above ? INT64_MAX : operator == QUERY_LESS ? from : until;
	return true;
}

bool range_of_mac(str text, struct byte_range *ret_range) {
	struct byte_range range = { .size = MAC_SIZE };
	size_t digits = 0;

	memset(range.last, 0xff, MAC_SIZE);
	for (size_t i = 0; i < text.n; i++) {
		uint8_t c = text.at[i];
		int value = byte_hex(c);
		size_t at = digits / 2;

		if ((c == ':' || c == '-' || c == '.') && digits > 0 && digits % 2 == 0)
			continue;
		if (value < 0 || at == MAC_SIZE)
			return false;
		unsigned shift = digits++ % 2 ? 0 : 4;
		range.first[at] = (uint8_t)(range.first[at] | (unsigned)value << shift);
		range.last[at] = (uint8_t)((range.last[at] & ~(0xfu << shift)) | (unsigned)value << shift);
	}
	*ret_range = range;
	return digits > 0;
}

bool range_of_network(str text, struct byte_range *ret_range) {
	str rest = text;
	addr a = addr_parse(str_cut(&rest, '/'));
	struct byte_range range = { .size = addr_size((enum addr_kind)a.kind) };
	uint64_t bits = 8 * range.size;

	if ((a.kind != ADDR_IP4 && a.kind != ADDR_IP6) || (rest.at && (!str_u64(rest, &bits) || bits > 8 * range.size)))
		return false;
	for (size_t i = 0; i < range.size; i++) {
		/* How many bits of this byte belong to the network. */
		uint64_t own = bits > 8 * i ? bits - 8 * i : 0;
		uint8_t mask = own >= 8 ? 0xff : (uint8_t)(0xff00u >> own);

		range.first[i] = a.bytes[i] & mask;
		range.last[i] = (uint8_t)(range.first[i] | (uint8_t)~mask);
	}
	*ret_range = range;
	return true;
}

bool query_days(const struct query_term *t, date *ret_from, date *ret_until) {
	const uint64_t day_us = 86400000000;
	struct time_range range;

	if (!range_of_days(t->values.at[0], t->operator, &range))
		return false;
	*ret_from = range.from_us == 1 ? DATE_NONE : (date)(range.from_us / day_us);
	*ret_until = range.until_us == INT64_MAX ? INT32_MAX : (date)(range.until_us / day_us);
	return true;
}
