#pragma once

/*
 * A verdict: what one law says about one device on one day.
 */

#include "base/date.h"
#include "base/str.h"
#include "base/tongue.h"
#include "fact/company.h"

/* The statuses of the contract (design, 5.3). */
enum status {
	STATUS_CLEAR,
	STATUS_NOT_IN_FORCE,
	STATUS_UNDETERMINED,
	STATUS_RESTRICTED,
	STATUS_LICENCE_REQUIRED,
	STATUS_PROHIBITED_NEW,
	STATUS_PROHIBITED,
	STATUS_COUNT,
};
extern const char *const status_names[STATUS_COUNT]; /* "clear", "not-in-force", … */

/* STATUS_COUNT when the word is none of them. */
enum status status_by_name(str name);

/* What people may know of a law: data/laws has the rest. */
struct law_note {
	str id;           /* "us-ndaa2019-889b" */
	str title, jurisdiction, authority, citation;
	date from, until; /* in force from that day, until the day before; DATE_NONE when open */
	struct strs roles, acts, sources;
	str scope;        /* whom and what it binds, in one or two sentences of our own */
	enum tongue language; /* in which title, authority, citation and scope stand */
};

enum { VERDICT_REASONS_MAX = 16 }; /* a hit with all that can be said of it has fifteen */

struct verdict {
	const struct law_note *law;
	enum status status;
	date by; /* by which it must be gone, or for a condition (show/names.h); DATE_NONE when no day is set */
	str because[VERDICT_REASONS_MAX]; /* whole sentences, from the clause down to the evidence */
	size_t because_count;
	uint64_t decision; /* number of the decision that made the status what it is; 0 for none */
	/* The enum tongue of each reason: what a law says that nobody put into the language asked for stands in English. */
	uint8_t because_in[VERDICT_REASONS_MAX];
	bool is_partial; /* clear as far as was looked into: what a clause asks for is not known, and no rule asks to find it out */
};

struct verdicts {
	const struct verdict *at;
	size_t count;
};
