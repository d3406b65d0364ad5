/*
 * How fast the matcher is: all marks at once on recog's example banners,
 * beside PCRE2's compiler and Vectorscan, and the worst that anybody could
 * send or write. usage: match [FOLDER]
 *
 * One thread, CPU time. Without the folder the marks' own examples serve as
 * banners.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adversary.h"
#include "banners.h"
#include "base/file.h"
#include "cmd/knowledge.h"
#include "engines.h"
#include "express.h"
#include "know/find.h"

enum { MEMORY = 1 << 30, DEVICE_MEMORY = 4 << 20, ROUNDS = 9 };

/* Somebody who looks at banners. They take turns, because the speed of a shared machine drifts. */
struct contender {
	const char *name;
	void (*look)(void *context, const struct banner *b);
	void *context;
	double speeds[ROUNDS]; /* banners a second */
};

static int by_size(const void *a, const void *b) {
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* One turn: a prime apart, so that whoever is slow sees banners from all over, too. */
static double take_turn(const struct contender *c, const struct banners *b) {
	enum { STRIDE = 1009, AT_ONCE = 32 };
	static const double seconds = 0.2;
	double begin = cpu_seconds(), took;
	size_t done = 0;

	do {
		for (size_t i = 0; i < AT_ONCE; i++, done++)
			c->look(c->context, &b->at[done * STRIDE % b->count]);
		took = cpu_seconds() - begin;
	} while (took < seconds);
	return (double)done / took;
}

/* Leaves the median of each in its first place. */
static void compete(struct contender *contenders, size_t count, const struct banners *b) {
	for (size_t round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < count; i++)
			contenders[i].speeds[round] = take_turn(&contenders[i], b);
	for (size_t i = 0; i < count; i++) {
		qsort(contenders[i].speeds, ROUNDS, sizeof(double), by_size);
		contenders[i].speeds[0] = contenders[i].speeds[ROUNDS / 2];
	}
}

/* Each banner is a device of its own with one observation. */
struct ours {
	const struct matcher *m;
	struct matching *w;
	arena mem;
	size_t claims;
};

static void match_banner(void *context, const struct banner *b) {
	struct ours *o = context;
	struct obs seen = { .field = STR("http.server"), .value = b->text };
	arena scratch = o->mem;

	o->claims += match_device(o->m, o->w, &scratch, &seen, 1).count;
}

/* The same work as the peers do: which patterns fit, and what their holes took. */
struct finder_alone {
	const struct marks *marks;
	struct finding *finding;
	str text;
	size_t caught;
};

static void catch_holes(void *context, uint32_t condition, uint32_t choice) {
	struct finder_alone *f = context;
	struct catches catches;

	(void)condition;
	catches.count = 0;
	pattern_fits(&f->marks->choices[choice].pattern, f->text, &catches);
	f->caught += catches.count;
}

static void find_in_banner(void *context, const struct banner *b) {
	struct finder_alone *f = context;

	f->text = str_trim(b->text);
	find_choices(f->finding, 0, f->text, catch_holes, f);
}

struct peer {
	struct engines *engines;
	enum engine how;
	bool first;
};

static void ask_peer(void *context, const struct banner *b) {
	struct peer *p = context;

	engine_match(p->engines, p->how, b, p->first, NULL, NULL);
}

static bool has_text(const struct pattern *p) {
	for (size_t i = 0; i < p->part_count; i++)
		if (p->parts[i].literal.n)
			return true;
	return false;
}

/*
 * As if every mark looked at every field. A condition that fits any text
 * ("{model}") keeps its own: of another's text it says nothing, but says it always.
 */
static void open_fields(struct marks *marks) {
	for (size_t i = 0; i < marks->choice_count;) {
		struct condition *c = &marks->conditions[marks->choices[i].condition];
		bool open = true;

		for (; i < marks->choice_count && &marks->conditions[marks->choices[i].condition] == c; i++)
			open = open && has_text(&marks->choices[i].pattern);
		if (open)
			memset(&c->fields, 0xff, sizeof c->fields);
	}
}

static struct banners own_examples(arena *mem, const struct knowledge *k) {
	const struct tree *t = &k->trees[DATA_MARKS];
	struct banners b = { .at = arena_new(mem, struct banner, t->node_count) };

	for (size_t i = 0; b.at && i < k->marks.count; i++) {
		const struct tree_node *list = tree_get(t, k->marks.at[i].node, STR("examples"));

		for (const struct tree_node *e = tree_child(t, list); e; e = tree_next(t, e))
			for (const struct tree_node *n = tree_child(t, e); n; n = tree_next(t, n)) {
				str text = tree_text(t, n);

				if (text.n == 0)
					continue;
				b.at[b.count++] = (struct banner){ text, 0 };
				b.size += text.n;
			}
	}
	return b;
}

static struct ours ours_open(arena *mem, const struct marks *marks, const struct knowledge *k) {
	const struct matcher *m = match_open(mem, marks, &k->registry, &k->registers);
	struct ours o = { .m = m, .w = m ? matching_open(mem, m) : NULL };

	o.mem = arena_over(arena_take(mem, 1, DEVICE_MEMORY, 64), DEVICE_MEMORY);
	return o;
}

static void print_agreement(arena mem, const struct marks *marks, const struct expressions *e, const size_t *choices,
			    struct engines *g, const struct banners *b) {
	struct banners trimmed = { arena_new(&mem, struct banner, b->count), b->count, b->size };
	struct express_tally t;

	for (size_t i = 0; trimmed.at && i < b->count; i++)
		trimmed.at[i].text = str_trim(b->at[i].text);
	if (!trimmed.at || !express_agree(mem, marks, e, choices, g, &trimmed, &t))
		return;
	printf("  of %zu pairs of a pattern and a banner that fits it, PCRE2 sees %zu otherwise, Vectorscan %zu, the finder %zu\n",
	       t.pairs, t.differences[ENGINE_JIT], t.differences[ENGINE_VECTORSCAN], t.wrong);
}

static void bench_banners(arena mem, struct knowledge *k, const struct banners *b, const char *folder) {
	struct ours own = ours_open(&mem, &k->marks, k), every;
	struct expressions alike, recog = { 0 };
	size_t *choices;

	open_fields(&k->marks);
	every = ours_open(&mem, &k->marks, k);
	alike = express(&mem, &k->marks, &choices);
	if (folder && expressions_read(&mem, folder, &recog))
		return;
	const struct finder *finder = finder_open(&mem, &k->marks);
	struct finder_alone alone = { &k->marks, finder ? finding_open(&mem, finder) : NULL, { 0 }, 0 };
	struct engines *alike_engines = engines_open(&alike), *recog_engines = folder ? engines_open(&recog) : NULL;
	struct contender contenders[] = {
		{ .name = "birthmark, every mark looks at every banner", match_banner, &every },
		{ .name = "birthmark, as banners of one field", match_banner, &own },
		{ .name = "our patterns, birthmark's finder alone", find_in_banner, &alone },
		{ .name = "our patterns, PCRE2-JIT one by one", ask_peer, &(struct peer){ alike_engines, ENGINE_JIT, false } },
		{ .name = "our patterns, Vectorscan with captures", ask_peer,
		  &(struct peer){ alike_engines, ENGINE_VECTORSCAN, false } },
		{ .name = "recog's patterns, PCRE2-JIT one by one", ask_peer, &(struct peer){ recog_engines, ENGINE_JIT, true } },
		{ .name = "recog's patterns, Vectorscan with captures", ask_peer,
		  &(struct peer){ recog_engines, ENGINE_VECTORSCAN, true } },
	};
	size_t count = recog_engines ? 7 : 5;

	if (!alike_engines || !own.w || !every.w || !alone.finding) {
		fprintf(stderr, "match: no memory for the engines\n");
		return;
	}
	compete(contenders, count, b);
	for (size_t i = 0; i < count; i++)
		printf("  %-44s %10.0f banners/s  %8.1f ns/byte  ratio %8.1f\n", contenders[i].name, contenders[i].speeds[0],
		       1e9 * (double)b->count / contenders[i].speeds[0] / (double)b->size,
		       contenders[0].speeds[0] / contenders[i].speeds[0]);
	print_agreement(mem, &k->marks, &alike, choices, alike_engines, b);
	engines_close(alike_engines);
	engines_close(recog_engines);
}

int main(int argc, char **argv) {
	void *memory = memory_reserve(MEMORY);
	arena mem = arena_over(memory, MEMORY);
	struct complaint c = { 0 };
	struct knowledge k;
	struct banners banners;
	const char *folder = argc > 1 ? argv[1] : NULL;

	if (!memory || knowledge_open(&k, DATA_ON_IMAGE, NULL, &c)) {
		fprintf(stderr, "match: %s\n", c.what);
		return EXIT_FAILURE;
	}
	if (!folder || banners_read(&mem, folder, &banners)) {
		banners = own_examples(&mem, &k);
		folder = NULL;
	}
	printf("%zu marks with %zu patterns; %zu banners of %s, %.1f bytes each\n", k.marks.count, k.marks.choice_count,
	       banners.count, folder ? "recog" : "our own examples", (double)banners.size / (double)banners.count);
	bench_banners(mem, &k, &banners, folder);
	adversary(mem, &k.marks);
	knowledge_close(&k);
	memory_release(memory, MEMORY);
	return 0;
}
