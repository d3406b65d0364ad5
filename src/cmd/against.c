#include "cmd/against.h"

#include "base/translate.h"
#include "fuse/decided.h"
#include "show/names.h"
#include "show/shown.h"

enum { LINES_MAX = 8 /* of one device: who wants all of them has `birthmark explain` */ };

static void tell_belief(const struct registry *r, const struct device *device, str maker) {
	const struct belief *b = &device->identity.maker;

	if (!b->id.n || str_eq(b->id, maker))
		return;
	say_line(stderr, "  so far it is believed to be made by %.*s (%s, %.3f)", STR_ARG(name_of_company(r, b->id)),
		 shown_likelihood(likelihood_of(b)), confidence_shown(b->confidence));
}

static void tell_rivals(const struct registry *r, const struct device *device, str maker) {
	for (size_t i = 0; i < device->identity.rival_count; i++) {
		const struct rival *rival = &device->identity.rivals[i];

		if (rival->aspect != ASPECT_MAKER || str_eq(rival->id, maker))
			continue;
		say_line(stderr, "  it may also be made by %.*s (%.3f)", STR_ARG(name_of_company(r, rival->id)),
			 confidence_shown(rival->confidence));
	}
}

static void tell_claim(const struct registry *r, const struct claim *claim) {
	say_line(stderr, "  %.*s = \"%.*s\" names %.*s (%.*s, %s)", STR_ARG(claim->seen->field), STR_ARG(claim->seen->value),
		 STR_ARG(name_of_company(r, claim->value)), STR_ARG(claim->mark->id), shown_strength(claim->strength));
}

/* A value through two protocols, or two claims of one mark, is one line. */
static bool is_first(const struct identity *identity, size_t at) {
	const struct claim *claim = &identity->claims[at];

	for (size_t i = 0; i < at; i++)
		if (identity->claims[i].aspect == ASPECT_MAKER && identity->claims[i].mark == claim->mark &&
		    str_eq(identity->claims[i].value, claim->value))
			return false;
	return true;
}

/* The strongest first. Returns how many claims name somebody else. */
static size_t tell_claims(const struct registry *r, const struct identity *identity, str maker) {
	size_t count = 0;

	for (int strength = STRENGTH_PROOF; strength >= STRENGTH_HINT; strength--) {
		for (size_t i = 0; i < identity->claim_count; i++) {
			const struct claim *claim = &identity->claims[i];

			if ((int)claim->strength == strength && is_first(identity, i) &&
			    weigh_speaks_against(r, claim, maker, STRENGTH_HINT) && count++ < LINES_MAX)
				tell_claim(r, claim);
		}
	}
	if (count > LINES_MAX)
		say_line(stderr, translate_plural("  and %zu more that names somebody else", "  and %zu more that name somebody else",
						  count - LINES_MAX), count - LINES_MAX);
	return count;
}

static size_t count_for(const struct identity *identity, str maker) {
	size_t count = 0;

	for (size_t i = 0; i < identity->claim_count; i++)
		count += identity->claims[i].aspect == ASPECT_MAKER && str_eq(identity->claims[i].value, maker);
	return count;
}

void against_tell(const struct desk *d, const struct device *device, str maker) {
	const struct registry *r = &d->k.registry;
	size_t speak_for = count_for(&device->identity, maker);

	say_line(stderr, "%.*s: what speaks against %.*s:", STR_ARG(device->name), STR_ARG(name_of_company(r, maker)));
	tell_belief(r, device, maker);
	tell_rivals(r, device, maker);
	if (!tell_claims(r, &device->identity, maker))
		say_line(stderr, "  no sign that was observed names anybody else");
	say_line(stderr, translate_plural("  %zu sign speaks for it", "  %zu signs speak for it", speak_for), speak_for);
}
