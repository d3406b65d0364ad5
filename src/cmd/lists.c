/*
 * What birthmark companies, brands, marks and laws have in common.
 */
#include "cmd/lists.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/translate.h"
#include "show/prose.h"

str list_argument(const struct list *l) {
	const struct options *o = l->desk->o;

	return o->argument_count ? str_of(o->arguments[o->argument_count - 1]) : (str){ 0 };
}

enum tongue list_tongue(const struct list *l) {
	return l->desk->o->json ? TONGUE_EN : l->desk->o->tongue;
}

const struct law_page *list_pages(struct list *l) {
	if (!l->pages)
		l->pages = laws_pages_in(&l->desk->mem, &l->desk->k.laws, &l->desk->k.trees[DATA_LAWS], list_tongue(l));
	return l->pages;
}

const struct court *list_court(struct list *l) {
	struct desk *d = l->desk;

	if (!l->court.laws && law_court(&d->mem, &d->k.laws, &d->k.registry, d->o->on, &l->court))
		return NULL;
	return &l->court;
}

enum called list_company_called(struct list *l, const struct company *c) {
	enum called best = search_called(&l->search, c->name), native = search_called(&l->search, c->native);

	best = native > best ? native : best;
	for (size_t i = 0; i < c->aliases.count; i++) {
		enum called alias = search_called(&l->search, c->aliases.at[i]);

		best = alias > best ? alias : best;
	}
	return best;
}

void list_about_company(struct list *l, str id, str as) {
	const struct registry *r = &l->desk->k.registry;
	const struct company *c = id.n && l->search.text.n ? registry_company(r, id) : NULL;

	if (!l->companies_asked)
		l->companies_asked = arena_new(&l->desk->mem, uint8_t, r->company_count);
	if (!c || !l->companies_asked)
		return;
	uint8_t *asked = &l->companies_asked[c - r->companies];
	if (!*asked)
		*asked = search_called(&l->search, c->id) == CALLED_EXACTLY ||
					 list_company_called(l, c) >= CALLED_BEGIN ? 2 : 1;
	if (*asked == 2)
		search_because(&l->search, as);
}

enum { OTHERS_MAX = 12 }; /* other hits that are named below a card */

/* The card shows one; whoever searched for part of a name may have meant another. */
static void say_others(const struct list *l, const struct list_kind *kind) {
	const struct search *s = &l->search;
	struct prose p = prose_to(stdout, &l->desk->look, 80);

	if (s->hit_count < 2)
		return;
	prose_gap(&p);
	prose_tone(&p, TONE_FAINT);
	prose_cstr(&p, _("Also found: "));
	for (size_t i = 1; i < s->hit_count && i <= OTHERS_MAX; i++) {
		prose_cstr(&p, i == 1 ? "" : ", ");
		prose_str(&p, kind->id(l, i));
	}
	if (s->hit_count > OTHERS_MAX + 1)
		PROSE_FILL(&p, translate(kind->and_more), PROSE_NUMBER("count", s->hit_count - OTHERS_MAX - 1));
	prose_end(&p);
	tone_print(stdout, &l->desk->look, TONE_PLAIN);
}

/* For people at a terminal; what goes into a pipe has one entry a line and nothing else. */
static void say_how_on(const struct list *l, const struct list_kind *kind) {
	struct prose p = prose_to(stdout, &l->desk->look, 80);

	if (l->desk->look.width == 0)
		return;
	prose_gap(&p);
	PROSE_FILL(&p, translate_plural(kind->one_found, kind->many_found, l->search.hit_count),
		   PROSE_NUMBER("count", l->search.hit_count));
	prose_end(&p);
}

/* `show`: one thing or none, for scripts as for people. */
static enum exit_code show_one(struct list *l, const struct list_kind *kind) {
	const struct options *o = l->desk->o;

	if (l->search.hit_count == 0) {
		search_say_nothing(&l->search, o, kind->none);
		return EXIT_NO_INPUT;
	}
	if (!search_is_one(&l->search)) {
		fputs("birthmark: ", stderr);
		SAY_SENTENCE(stderr, kind->may_mean, HOLE_STR("name", list_argument(l)), HOLE_U64("count", l->search.hit_count));
		fputc('\n', stderr);
		return o->json || kind->table(l) ? EXIT_NO_INPUT : say_errno("memory", -ENOMEM);
	}
	l->search.hit_count = 1;
	return (o->json ? kind->lines(l) : kind->card(l)) ? EXIT_DONE : say_errno("memory", -ENOMEM);
}

static bool print(struct list *l, const struct list_kind *kind) {
	const struct options *o = l->desk->o;
	bool printed = true;

	if (l->search.hit_count == 0) {
		search_say_nothing(&l->search, o, kind->none);
	} else if (o->json) {
		printed = kind->lines(l);
	} else if (search_is_one(&l->search)) {
		printed = kind->card(l);
		say_others(l, kind);
	} else {
		printed = kind->table(l);
		say_how_on(l, kind);
	}
	return printed;
}

/* "show X": the word alone is searched for like any other. */
static bool asks_to_show(const struct options *o) {
	return o->argument_count == 2 && !strcmp(o->arguments[0], "show");
}

enum exit_code list_run(const struct options *o, const struct list_kind *kind) {
	static struct desk desk;
	static struct list l;

	if (o->argument_count > 1 && !asks_to_show(o)) {
		fprintf(stderr, "birthmark %s: ", kind->things);
		say_line(stderr, "one name is searched for: put its words into quotes, or say `show` before it");
		return EXIT_BAD_USAGE;
	}
	enum exit_code code = desk_open(&desk, o);

	l = (struct list){ .desk = &desk, .shows = asks_to_show(o) };
	l.out = json_out_to(stdout);
	if (code == EXIT_DONE) {
		bool found = kind->find(&l);

		if (found)
			search_close(&l.search);
		if (found && l.shows)
			code = show_one(&l, kind);
		else if (!found || !print(&l, kind))
			code = say_errno("memory", -ENOMEM);
	}
	desk_close(&desk);
	return say_done(worse(code, l.code));
}
