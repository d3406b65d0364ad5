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

		while (i < sizeof hole_classes / sizeof *hole_classes && !str_is(class, hole_classes[i].name))
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
	uint8_t *low = arena_bytes(mem, rest->n + 1);
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
	/* A byte more than it has, as run_before() wants it; the rest is given back. */
	low[used] = 0;
	mem->at = low + used + 1;
	return 0;
}

/* Where to go on when the next byte of the literal is not there. False when `mem` is full. */
static bool find_borders(arena *mem, struct pattern_part *part) {
	const uint8_t *at = part->literal.at;
	uint16_t *borders = arena_new(mem, uint16_t, part->literal.n + 1);
	size_t border = 0;

	if (!borders)
		return false;
	for (size_t i = 1; i < part->literal.n; i++) {
		while (border && at[border] != at[i])
			border = borders[border];
		border += at[border] == at[i];
		borders[i + 1] = (uint16_t)border;
	}
	part->borders = borders;
	return true;
}

static bool is_certain(const struct pattern_part *parts, size_t count) {
	size_t literal_count = 0;

	for (size_t i = 0; i < count; i++) {
		literal_count += parts[i].literal.n > 0;
		if (parts[i].hole > HOLE_ANY)
			return false;
	}
	return literal_count <= 1;
}

static bool keeps(const struct pattern_part *parts, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (parts[i].name.n)
			return true;
	return false;
}

bool pattern_searches(const struct pattern *p) {
	bool searches = false;

	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];

		searches = searches || (part->hole == HOLE_ANY ? i + 1 < p->part_count
							       : part->hole != HOLE_NONE && !part->exact);
	}
	return searches && (p->keeps || !p->is_certain);
}

int pattern_parse(arena *mem, str text, struct pattern *ret_pattern, const char **ret_why) {
	struct pattern_part parts[PATTERN_PARTS_MAX];
	size_t count = 0;
	str rest = text;
	int r;

	if (text.n == 0)
		return wrong(ret_why, "an empty pattern fits nothing");
	if (text.n > PATTERN_SIZE_MAX)
		return wrong(ret_why, "a pattern has at most 1024 bytes");
	do {
		if (count == PATTERN_PARTS_MAX)
			return wrong(ret_why, "a pattern has at most 12 parts");
		struct pattern_part *part = &parts[count++];
		*part = (struct pattern_part){ .hole = HOLE_NONE };
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
		if (!find_borders(mem, part))
			return -ENOMEM;
		if (part->literal.n == 0 && rest.n && part->hole == HOLE_ANY)
			return wrong(ret_why, "between an open hole and the next one there must be text");
	} while (rest.n);

	struct pattern_part *kept = arena_new(mem, struct pattern_part, count);
	if (!kept)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		kept[i] = parts[i];
	*ret_pattern = (struct pattern){ kept, count, .is_certain = is_certain(parts, count), .keeps = keeps(parts, count) };
	return 0;
}

/* The bytes of each class, a bit each. */
static const uint64_t class_members[][4] = {
	[HOLE_DIGITS] = { 0x03ff000000000000 },
	[HOLE_HEX] = { 0x03ff000000000000, 0x0000007e0000007e },
	[HOLE_ALNUM] = { 0x03ff000000000000, 0x07fffffe07fffffe },
	[HOLE_WORD] = { ~(1ull << ' ' | 1 << '\t' | 1 << '\r' | 1 << '\n'), UINT64_MAX, UINT64_MAX, UINT64_MAX },
};

/* How many bytes at `at` the typed hole takes; 0 when it cannot be filled. */
static size_t typed_run(const struct pattern_part *part, str text, size_t at) {
	const uint64_t *members = class_members[part->hole];
	size_t n = 0, left = text.n - at, most = part->exact && part->exact < left ? part->exact : left;

	while (n < most && members[text.at[at + n] / 64] >> text.at[at + n] % 64 & 1)
		n++;
	return part->exact && n < part->exact ? 0 : n;
}

/* Does the literal stand at `at`? */
static bool stands_at(str low, str text, size_t at) {
	if (low.n > text.n - at)
		return false;
	for (size_t i = 0; i < low.n; i++)
		if (byte_lower(text.at[at + i]) != low.at[i])
			return false;
	return true;
}

/* How far behind `at` the literal first stands; SIZE_MAX when it does not. */
static size_t run_before(const struct pattern_part *part, str text, size_t at) {
	const str low = part->literal;
	size_t read = 0; /* of the literal */

	for (size_t i = at; i < text.n; i++) {
		uint8_t c = byte_lower(text.at[i]);

		while (low.at[read] != c && read)
			read = part->borders[read];
		if (low.at[read] == c && ++read == low.n)
			return i + 1 - low.n - at;
	}
	return SIZE_MAX;
}

/* How many bytes at `at` the hole takes; SIZE_MAX when the part does not fit. */
static size_t hole_run(const struct pattern_part *part, bool last, str text, size_t at) {
	if (part->hole == HOLE_ANY && !last)
		return run_before(part, text, at);
	if (part->hole == HOLE_ANY && text.n - at < part->literal.n)
		return SIZE_MAX;
	size_t n = part->hole == HOLE_ANY ? text.n - at - part->literal.n : 0;
	if (part->hole != HOLE_ANY && part->hole != HOLE_NONE && (n = typed_run(part, text, at)) == 0)
		return SIZE_MAX;
	return stands_at(part->literal, text, at + n) ? n : SIZE_MAX;
}

static bool fits(const struct pattern *p, str text, struct catches *catches) {
	size_t at = 0;

	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		size_t n = hole_run(part, i + 1 == p->part_count, text, at);

		if (n == SIZE_MAX)
			return false;
		if (catches && part->name.n && catches->count < PATTERN_HOLES_MAX) {
			catches->at[catches->count].name = part->name;
			catches->at[catches->count++].text = (str){ str_after(text, at).at, n };
		}
		at += n + part->literal.n;
	}
	return at == text.n;
}

bool pattern_fits(const struct pattern *p, str text, struct catches *catches) {
	size_t before = catches ? catches->count : 0;
	bool does = fits(p, text, catches);

	if (catches && !does)
		catches->count = before;
	return does;
}

str catches_get(const struct catches *catches, str name) {
	for (size_t i = 0; i < catches->count; i++)
		if (str_eq(catches->at[i].name, name))
			return catches->at[i].text;
	return (str){ 0 };
}
