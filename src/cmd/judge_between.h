#pragma once

/*
 * between: what the laws say of one device on two days. On a day that is past
 * it is what was believed and decided by then; on a coming day, what is
 * believed and decided now.
 */

#include "cmd/think.h"
#include "show/changes.h"
#include "store/judged.h"

/* One of the two days. */
struct moment {
	date on;
	bool is_past;
	struct thinker thinker; /* by the laws of that day */
	struct thoughts thoughts;
	void *memory;
};

enum { MOMENT_FROM, MOMENT_TO, MOMENT_COUNT };

struct between {
	const struct knowledge *k;
	struct store *s;
	struct moment moments[MOMENT_COUNT];
	const struct law_page *pages; /* by the number of the law */
};

/* 0, -ENOMEM, or THINK_WRONG with a complaint. Close it in any case. */
int between_open(struct between *b, arena *mem, const struct knowledge *k, struct store *s, const struct options *o,
		 struct complaint *reterr);
void between_close(struct between *b);

/*
 * Calls `each` for every law of which the device's verdict differs between the
 * two days; valid during the call. `d` is as store_judge() gives it. 0, or as
 * the store or `each` return.
 */
int between_tell(struct between *b, struct judged_device *d, arena *mem,
		 int (*each)(void *context, const struct judged_device *d, const struct change *c), void *context);
