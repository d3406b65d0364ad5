#include "know/pattern.h"

#include <errno.h>

static const struct {
	const char *name;
	enum hole_class class;
} hole_classes[] = {
	{ "digits", HOLE_DIGITS }, { "hex", HOLE_HEX }, { "alnum", HOLE_ALNUM }, { "word", HOLE_WORD },
};

static int wrong(const char **ret_why, const char *why) {
	*ret_why = why;
	return PATTERN_WRONG;
}

/* "name", "name:class", ":class*12" between the braces. */
static int parse_hole(str inside, struct pattern_part *part, const char **ret_why) {
	str size = inside, class;
	uint64_t exact = 0;

	inside = str_cut(&size, '*');
	class = inside;
	part->name = str_cut(&class, ':');
	part->hole = HOLE_ANY;
	if (class.at) {
		size_t i = 0;

		while (i < sizeof hole_classes / sizeof *hole_classes && !str_eq(class, str_of(hole_classes[i].name)))
			i++;
		if (i == sizeof hole_classes / sizeof *hole_classes)
			return wrong(ret_why, "a hole is of class digits, hex, alnum or word");
		part->hole = hole_classes[i].class;
	}
	if (size.at && (!str_u64(size, &exact) || exact == 0 || exact > 4096 || part->hole == HOLE_ANY))
		return wrong(ret_why, "behind * stands a number from 1 to 4096, in a hole with a class");
	part->exact = (uint32_t)exact;
	return 0;
}

/* Takes literal text off `*rest`, with {{ and }} undone, into `literal` in lower case. */
static int take_literal(arena *mem, str *rest, str *ret_literal, const char **ret_why) {
	uint8_t *low = arena_take(mem, 1, rest->n + 1, 1);
	size_t used = 0, i = 0;

	if (!low)
		return -ENOMEM;
	for (; i < rest->n; i++) {
		uint8_t c = rest->at[i];
		bool doubled = i + 1 < rest->n && rest->at[i + 1] == c;

		if (c == '{' && !doubled)
			break;
		if (c == '}' && !doubled)
			return wrong(ret_why, "a } without its {");
		i += (c == '{' || c == '}');
		low[used++] = byte_lower(c);
	}
	*ret_literal = (str){ low, used };
	*rest = str_after(*rest, i);
	return 0;
}

int pattern_parse(arena *mem, str text, struct pattern *ret_pattern, const char **ret_why) {
	struct pattern_part parts[PATTERN_PARTS_MAX] = { 0 };
	size_t count = 0;
	str rest = text;
	int r;

	if (text.n == 0)
		return wrong(ret_why, "an empty pattern fits nothing");
	do {
		if (count == PATTERN_PARTS_MAX)
			return wrong(ret_why, "a pattern has at most 12 parts");
		struct pattern_part *part = &parts[count++];
		if (rest.n && rest.at[0] == '{' && !str_begins(rest, STR("{{"))) {
			str inside = str_after(rest, 1);

			if (str_find(rest, STR("}"), 0) == rest.n)
				return wrong(ret_why, "a { without its }");
			inside = str_cut(&inside, '}');
			if ((r = parse_hole(inside, part, ret_why)))
				return r;
			rest = str_after(rest, inside.n + 2);
		}
		if ((r = take_literal(mem, &rest, &part->literal, ret_why)))
			return r;
		if (part->literal.n == 0 && rest.n && part->hole == HOLE_ANY)
			return wrong(ret_why, "between an open hole and the next one there must be text");
	} while (rest.n);

	struct pattern_part *kept = arena_new(mem, struct pattern_part, count);
	if (!kept)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		kept[i] = parts[i];
	*ret_pattern = (struct pattern){ kept, count };
	return 0;
}

static bool is_of_class(enum hole_class class, uint8_t c) {
	switch (class) {
	case HOLE_DIGITS: return byte_is_digit(c);
	case HOLE_HEX: return byte_hex(c) >= 0;
	case HOLE_ALNUM: return byte_is_digit(c) || byte_is_letter(c);
	case HOLE_WORD: return !byte_is_blank(c);
	case HOLE_NONE:
	case HOLE_ANY: break;
	}
	return true;
}

/* How many bytes at `at` the typed hole takes; 0 when it cannot be filled. */
static size_t typed_run(const struct pattern_part *part, str low, size_t at) {
	size_t n = 0, most = part->exact ? part->exact : low.n;

	while (at + n < low.n && n < most && is_of_class(part->hole, low.at[at + n]))
		n++;
	return part->exact && n < part->exact ? 0 : n;
}

/* How many bytes at `at` the hole takes; SIZE_MAX when the part does not fit. */
static size_t hole_run(const struct pattern_part *part, bool last, str low, size_t at) {
	if (part->hole == HOLE_NONE)
		return 0;
	if (part->hole != HOLE_ANY) {
		size_t n = typed_run(part, low, at);
		return n ? n : SIZE_MAX;
	}
	if (last)
		return low.n - at >= part->literal.n ? low.n - at - part->literal.n : SIZE_MAX;
	size_t found = str_find(low, part->literal, at);
	return found < low.n ? found - at : SIZE_MAX;
}

bool pattern_fits(const struct pattern *p, str text, str low, struct catches *catches) {
	size_t at = 0, before = catches ? catches->count : 0;

	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		bool last = i + 1 == p->part_count;
		size_t n = hole_run(part, last, low, at);

		if (n == SIZE_MAX || !str_begins(str_after(low, at + n), part->literal)) {
			if (catches)
				catches->count = before;
			return false;
		}
		if (catches && part->name.n && catches->count < PATTERN_HOLES_MAX) {
			catches->at[catches->count].name = part->name;
			catches->at[catches->count++].text = (str){ text.at + at, n };
		}
		at += n + part->literal.n;
	}
	if (at < low.n && catches)
		catches->count = before;
	return at == low.n;
}

str catches_get(const struct catches *catches, str name) {
	for (size_t i = 0; i < catches->count; i++)
		if (str_eq(catches->at[i].name, name))
			return catches->at[i].text;
	return (str){ 0 };
}
