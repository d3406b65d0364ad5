#include "base/str.h"

#include <string.h>

#include "base/word.h"

bool str_eq_nocase(str a, str b) {
	return a.n == b.n && str_begins_nocase(a, b);
}

int str_cmp(str a, str b) {
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.at, b.at, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_begins(str s, str with) {
	return s.n >= with.n && str_eq((str){ s.at, with.n }, with);
}

bool str_begins_nocase(str s, str with) {
	if (s.n < with.n)
		return false;
	/* Most bytes are equal as they stand. */
	for (size_t i = 0; i < with.n; i++)
		if (s.at[i] != with.at[i] && byte_lower(s.at[i]) != byte_lower(with.at[i]))
			return false;
	return true;
}

bool str_ends(str s, str with) {
	return s.n >= with.n && str_eq(str_after(s, s.n - with.n), with);
}

size_t str_find(str s, str needle, size_t from) {
	if (needle.n == 0)
		return from < s.n ? from : s.n;
	/* memchr leaps to where the needle can begin at all. */
	while (from < s.n && needle.n <= s.n - from) {
		const uint8_t *first = memchr(s.at + from, needle.at[0], s.n - from - (needle.n - 1));

		if (!first)
			break;
		from = (size_t)(first - s.at);
		if (memcmp(first, needle.at, needle.n) == 0)
			return from;
		from++;
	}
	return s.n;
}

size_t str_until(str s, str stops) {
	size_t n = 0;

	while (n < s.n && !memchr(stops.at, s.at[n], stops.n))
		n++;
	return n;
}

size_t str_find_nocase(str s, str needle, size_t from) {
	uint8_t first = needle.n ? byte_lower(needle.at[0]) : 0;
	bool letter = byte_is_letter(first);

	if (needle.n == 0)
		return from < s.n ? from : s.n;
	for (size_t i = from; i < s.n && needle.n <= s.n - i; i++) {
		/* What has no case can be leapt to. */
		if (!letter) {
			const uint8_t *found = memchr(s.at + i, first, s.n - i - (needle.n - 1));
			if (!found)
				break;
			i = (size_t)(found - s.at);
		}
		if (byte_lower(s.at[i]) == first && str_begins_nocase(str_after(s, i), needle))
			return i;
	}
	return s.n;
}

size_t str_count(str s, str needle) {
	size_t count = 0;

	for (size_t at = str_find(s, needle, 0); needle.n && at < s.n; at = str_find(s, needle, at + needle.n))
		count++;
	return count;
}

str str_after(str s, size_t n) {
	if (n == 0)
		return s;
	return n >= s.n ? (str){ s.at ? s.at + s.n : NULL, 0 } : (str){ s.at + n, s.n - n };
}

str str_trim(str s) {
	while (s.n > 0 && byte_is_blank(s.at[0]))
		s = (str){ s.at + 1, s.n - 1 };
	while (s.n > 0 && byte_is_blank(s.at[s.n - 1]))
		s.n--;
	return s;
}

str str_cut(str *rest, uint8_t stop) {
	str all = *rest;
	const uint8_t *found = all.n ? memchr(all.at, stop, all.n) : NULL;

	if (!found) {
		*rest = (str){ 0 };
		return all;
	}
	size_t n = (size_t)(found - all.at);
	*rest = (str){ found + 1, all.n - n - 1 };
	return (str){ all.at, n };
}

str str_cut_line(str *rest) {
	str line = str_cut(rest, '\n');

	if (line.n > 0 && line.at[line.n - 1] == '\r')
		line.n--;
	return line;
}

bool str_u64(str s, uint64_t *ret_number) {
	uint64_t number = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = s.at[i] - (unsigned)'0';

		if (digit > 9 || number > (UINT64_MAX - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	*ret_number = number;
	return true;
}

/* After MurmurHash64A by Austin Appleby: its multiplier, and each word's high bits brought down after it. */
static uint64_t mix(uint64_t hash, uint64_t word) {
	hash = (hash ^ word) * 0xc6a4a7935bd1e995u;
	return hash ^ hash >> 47;
}

uint64_t str_hash(str s, uint64_t seed) {
	uint64_t hash = mix(seed, s.n), last = 0;
	size_t n = 0;

	for (; n + WORD_SIZE < s.n; n += WORD_SIZE)
		hash = mix(hash, word_load(s.at + n));
	/* The last word begins where it must. */
	if (s.n >= WORD_SIZE)
		last = word_load(s.at + s.n - WORD_SIZE);
	else
		for (; n < s.n; n++)
			last = last << 8 | s.at[n];
	hash = mix(hash, last) * 0xc6a4a7935bd1e995u;
	return hash ^ hash >> 32;
}
