#pragma once

/*
 * Circumstances: what no network shows of a device and people know: where it
 * was manufactured, when it was bought, under which contract it hangs, which
 * parts are inside, and what was decided about it.
 */

#include "base/arena.h"
#include "fact/verdict.h"

/* What a person or an authority can decide. */
enum decision_kind {
	DECISION_LICENCE,   /* an authority allows the dealing */
	DECISION_WAIVER,    /* an authority forgoes the rule */
	DECISION_EXEMPTION, /* an exception that the rule itself has applies */
	DECISION_CASE,      /* a department weighed this case: its own status holds */
	DECISION_CONFIRM,   /* somebody looked at the device: the maker is this one */
	DECISION_REJECT,    /* somebody looked at the device: the maker is not this one */
	DECISION_COUNT,
};
extern const char *const decision_names[DECISION_COUNT]; /* "licence", "waiver", … */

/* DECISION_COUNT when the word is none of them. */
enum decision_kind decision_by_name(str name);

/* A decision as the log has it; it is never changed, only superseded by another. */
struct decision {
	uint64_t number; /* of its entry in the log, from 1: names it for ever */
	enum decision_kind kind;
	str law;         /* empty for confirmations and rejections */
	str act;         /* "use"; empty: all acts of the law */
	str maker;       /* company id; of confirmations and rejections alone */
	str brand, model; /* of confirmations; may be empty */
	enum status status; /* of DECISION_CASE alone; else STATUS_CLEAR */
	/* It holds from the first day up to the day before the second; DATE_NONE: without end. Among the circumstances of
	 * a device, `until` is no later than the first day of the one that superseded it. */
	date from, until;
	str who, why;    /* never empty */
	str reference;   /* of the paper it stands on; may be empty */
	str against;     /* of confirmations: what would speak against it, and that it was looked for */
	uint64_t made_us;
	uint64_t supersedes; /* number of the decision that it takes the place of; 0 for none */
	/*
	 * Of a device that was put together from several, for all kinds under a law: the names of the parts that it was
	 * made about, where it does not name the whole; else empty. `is_partial`: evidence stands at other parts, too, so
	 * that it can permit nothing for the whole.
	 */
	str part;
	bool is_partial;
};

/* Does it hold on that day? */
bool decision_holds(const struct decision *d, date on);

struct contract {
	str id;          /* "c-2021-17" */
	str title, supplier;
	date from, until; /* the last day is the one before `until`; DATE_NONE when not known */
	double value;    /* negative when not known */
	str currency;    /* ISO 4217; empty when not known */
};

/* Of one device. Everything that is not known is empty, DATE_NONE, NULL. */
struct circumstances {
	str made_in;     /* ISO 3166 alpha-2 country of manufacture */
	str kind;        /* finer than its class: a `kind` of data/laws/roles.yaml, such as "router" */
	date acquired;   /* the day it was bought */
	const struct contract *contract;
	struct strs components; /* companies whose parts are inside, as the bill of materials has it */
	bool components_whole;  /* is that bill whole, so that what is not on it is not inside? */
	const struct decision *decisions; /* those that hold on some day, in the order of their numbers */
	size_t decision_count;
};

/* Nothing is known. */
#define CIRCUMSTANCES_NONE ((struct circumstances){ .acquired = DATE_NONE })

/* A copy, with all that it points to, that lives as long as `mem`; NULL when that is full. */
const struct circumstances *circumstances_keep(arena *mem, const struct circumstances *c);

/* Equal in all that laws look at or speak of? */
bool circumstances_eq(const struct circumstances *a, const struct circumstances *b);
uint64_t circumstances_hash(const struct circumstances *c, uint64_t seed);
