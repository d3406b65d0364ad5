#include "express.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "know/find.h"

static void add_literal(struct text *t, str literal) {
	for (size_t i = 0; i < literal.n; i++) {
		uint8_t c = literal.at[i];

		if (c < 0x80 && !byte_is_letter(c) && !byte_is_digit(c))
			text_byte(t, '\\');
		text_byte(t, c);
	}
}

static const char *class_of(enum hole_class class) {
	static const char *const classes[] = {
		[HOLE_ANY] = ".", [HOLE_DIGITS] = "[0-9]", [HOLE_HEX] = "[0-9a-f]", [HOLE_ALNUM] = "[0-9a-z]",
		[HOLE_WORD] = "[^ \\t\\r\\n]",
	};

	return classes[class];
}

/* A hole and its literal: strictly, what it took is kept, and it never takes another run than the first that does. */
static void add_part(struct text *t, const struct pattern_part *part, bool last, bool strict) {
	bool any = part->hole == HOLE_ANY, keeps = strict && part->name.n;

	text_cstr(t, strict ? "(?>" : "");
	text_cstr(t, keeps ? "(" : "");
	if (part->hole != HOLE_NONE)
		text_cstr(t, class_of(part->hole));
	if (part->exact) {
		text_cstr(t, "{");
		text_u64(t, part->exact);
		text_cstr(t, "}");
	} else if (part->hole != HOLE_NONE) {
		/* The last open hole takes all but the literal that ends the value. */
		text_cstr(t, any ? last ? "*" : "*?" : "+");
	}
	text_cstr(t, keeps ? ")" : "");
	/* A typed hole takes its longest run before its literal is looked for. */
	text_cstr(t, strict && !any && part->hole != HOLE_NONE ? ")(?>" : "");
	add_literal(t, part->literal);
	text_cstr(t, strict ? any && last ? "\\z)" : ")" : "");
}

static str as_expression(arena *mem, const struct pattern *p, bool strict) {
	uint8_t room[4096];
	struct text t = TEXT(room);
	const struct pattern_part *first = &p->parts[0], *last = &p->parts[p->part_count - 1];
	/* Engines are quicker without open ends that nobody wants to keep. */
	bool open_start = first->hole == HOLE_ANY && !strict && p->part_count > 1;
	bool open_end = last->hole == HOLE_ANY && last->literal.n == 0 && !(strict && last->name.n);

	text_cstr(&t, open_start ? "" : "\\A");
	for (size_t i = 0; i < p->part_count; i++) {
		if (i == 0 && open_start)
			add_literal(&t, first->literal);
		else if (i + 1 < p->part_count || !open_end)
			add_part(&t, &p->parts[i], i + 1 == p->part_count, strict);
	}
	text_cstr(&t, open_end ? "" : "\\z");
	return t.full ? (str){ 0 } : arena_str(mem, text_done(&t));
}

static bool has_text(const struct pattern *p) {
	for (size_t i = 0; i < p->part_count; i++)
		if (p->parts[i].literal.n)
			return true;
	return false;
}

struct expressions express(arena *mem, const struct marks *marks, size_t **ret_choices) {
	struct expressions e = { .at = arena_new(mem, struct expression, marks->choice_count + 1) };
	size_t *choices = arena_new(mem, size_t, marks->choice_count + 1);

	for (size_t i = 0; e.at && choices && i < marks->choice_count; i++) {
		const struct pattern *p = &marks->choices[i].pattern;
		bool plain = p->is_certain && !p->keeps;

		if (!has_text(p))
			continue;
		choices[e.count] = i;
		e.at[e.count++] = (struct expression){
			.text = as_expression(mem, p, false), .strict = as_expression(mem, p, !plain),
			.caseless = true, .dotall = true, .certain = plain,
		};
	}
	*ret_choices = choices;
	return e;
}

static void note_answer(void *context, size_t number) {
	bool *answers = context;

	answers[number] = true;
}

struct agreement {
	const struct marks *marks;
	const struct expressions *e;
	const size_t *choices;
	struct engines *engines;
	struct finding *finding;
	bool *matches[2];      /* by engine and expression: does it match this banner */
	size_t *told, *wanted; /* by condition: an expression, SIZE_MAX for none */
	size_t *expressions;   /* by choice */
	struct express_tally tally;
};

static void differ(size_t *differences, const char *who, str expression, str banner) {
	if ((*differences)++ < 3)
		printf("    %s differs: '%.*s' on '%.*s'\n", who, (int)expression.n, (const char *)expression.at,
		       (int)banner.n, (const char *)banner.at);
}

static void note_choice(void *context, uint32_t condition, uint32_t choice) {
	struct agreement *a = context;

	a->told[condition] = a->expressions[choice];
}

static void compare(struct agreement *a, const struct banner *b) {
	size_t conditions_size = a->marks->condition_count * sizeof *a->told;

	memset(a->told, 0xff, conditions_size);
	memset(a->wanted, 0xff, conditions_size);
	find_choices(a->finding, 0, b->text, note_choice, a);
	for (int how = ENGINE_JIT; how <= ENGINE_VECTORSCAN; how++) {
		memset(a->matches[how], 0, a->e->count);
		engine_match(a->engines, (enum engine)how, b, false, note_answer, a->matches[how]);
	}
	for (size_t i = 0; i < a->e->count; i++) {
		const struct choice *c = &a->marks->choices[a->choices[i]];
		bool fits = pattern_fits(&c->pattern, b->text, NULL);

		a->tally.pairs += fits;
		for (int how = ENGINE_JIT; how <= ENGINE_VECTORSCAN; how++)
			if (a->matches[how][i] != fits)
				differ(&a->tally.differences[how], engine_names[how], a->e->at[i].text, b->text);
		if (fits && a->wanted[c->condition] == SIZE_MAX)
			a->wanted[c->condition] = i;
	}
	for (size_t i = 0; i < a->marks->condition_count; i++)
		if (a->wanted[i] != a->told[i] && a->marks->conditions[i].fields.bits[0] == UINT64_MAX)
			differ(&a->tally.wrong, "the finder", a->e->at[a->wanted[i] == SIZE_MAX ? a->told[i] : a->wanted[i]].text,
			       b->text);
}

bool express_agree(arena mem, const struct marks *marks, const struct expressions *e, const size_t *choices,
		   struct engines *g, const struct banners *b, struct express_tally *ret_tally) {
	struct finder *finder = finder_open(&mem, marks);
	struct agreement a = {
		.marks = marks, .e = e, .choices = choices, .engines = g,
		.finding = finder ? finding_open(&mem, finder) : NULL,
		.matches = { arena_new(&mem, bool, e->count + 1), arena_new(&mem, bool, e->count + 1) },
		.told = arena_new(&mem, size_t, marks->condition_count + 1),
		.wanted = arena_new(&mem, size_t, marks->condition_count + 1),
		.expressions = arena_new(&mem, size_t, marks->choice_count + 1),
	};

	if (!a.finding || mem.full)
		return false;
	for (size_t i = 0; i < e->count; i++)
		a.expressions[choices[i]] = i;
	for (size_t i = 0; i < b->count; i++)
		compare(&a, &b->at[i]);
	*ret_tally = a.tally;
	return true;
}
