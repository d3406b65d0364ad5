#include "cmd/against.h"

#include "fuse/decided.h"
#include "show/names.h"

enum { LINES_MAX = 8 /* of one device: who wants all of them has `birthmark explain` */ };

static void put(const char *before, str text, const char *after) {
	fputs(before, stderr);
	show_safe(stderr, text);
	fputs(after, stderr);
}

static void tell_belief(const struct registry *r, const struct device *device, str maker) {
	const struct belief *b = &device->identity.maker;

	if (!b->id.n || str_eq(b->id, maker))
		return;
	put("  so far it is believed to be made by ", name_of_company(r, b->id), "");
	fprintf(stderr, " (%s, %.3f)\n", likelihood_names[likelihood_of(b)], confidence_shown(b->confidence));
}

static void tell_rivals(const struct registry *r, const struct device *device, str maker) {
	for (size_t i = 0; i < device->identity.rival_count; i++) {
		const struct rival *rival = &device->identity.rivals[i];

		if (rival->aspect != ASPECT_MAKER || str_eq(rival->id, maker))
			continue;
		put("  it may also be made by ", name_of_company(r, rival->id), "");
		fprintf(stderr, " (%.3f)\n", confidence_shown(rival->confidence));
	}
}

static void tell_claim(const struct registry *r, const struct claim *claim) {
	put("  ", claim->seen->field, " = ");
	put("\"", claim->seen->value, "\"");
	put(" names ", name_of_company(r, claim->value), "");
	put(" (", claim->mark->id, "");
	fprintf(stderr, ", %s)\n", strength_names[claim->strength]);
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
		fprintf(stderr, "  and %zu more that %s somebody else\n", count - LINES_MAX,
			count - LINES_MAX == 1 ? "names" : "name");
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

	put("", device->name, "");
	put(": what speaks against ", name_of_company(r, maker), ":\n");
	tell_belief(r, device, maker);
	tell_rivals(r, device, maker);
	if (!tell_claims(r, &device->identity, maker))
		fputs("  no sign that was observed names anybody else\n", stderr);
	fprintf(stderr, "  %zu %s for it\n", speak_for, speak_for == 1 ? "sign speaks" : "signs speak");
}
