#pragma once

/*
 * changes: what one law says of one device on two days, where that differs,
 * and why.
 */

#include "show/show.h"

/* What made the difference, the first of these that made any. */
enum cause {
	CAUSE_LAW,      /* it came into force, was suspended, ended; or a day that it names has come */
	CAUSE_EVIDENCE, /* the device was seen first, or something else is known of it */
	CAUSE_DECISION, /* one began, ended, or was superseded */
	CAUSE_COUNT,
};

enum { CHANGE_REASONS_MAX = 32 };

struct change {
	const struct law_note *law;
	enum cause cause;
	bool was_known;      /* did the estate know the device on the first day? Else `before` says nothing */
	enum status before, after;
	date before_by, after_by; /* DATE_NONE: no day is set */
	str because[CHANGE_REASONS_MAX]; /* whole sentences: what happened, then the verdict's own */
	size_t because_count;
};

/* {"device", "law", "before": {"status", "by"}, "after", "cause", "because"}; `before` is null for one not known then. */
void show_change_json(struct json_out *j, str device, const struct change *c);

/* The head over the devices with the same law, cause and statuses; the sentences are those of the first of them. */
void show_change_head(FILE *to, const struct look *look, const struct change *c, size_t count);
void show_change_device(FILE *to, const struct look *look, str device, const struct change *c);
void show_changes_sum(FILE *to, const struct look *look, date from, date until, size_t devices, size_t changed);
