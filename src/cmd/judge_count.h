#pragma once

/*
 * count: what the laws say of many devices, in numbers.
 *
 * A million devices have some thousand sights. Of each is remembered what
 * every law says, in six bytes a law and without the reasons, and how many
 * devices it was met with; which laws say what how often follows at the end.
 */

#include "cmd/judge_reduce.h"
#include "cmd/think.h"
#include "show/judged.h"
#include "store/judged.h"

enum { BRIEFS_MAX = 1 << 15 }; /* sights that are remembered; those of devices beyond are judged one by one */

struct brief {
	struct law_sight sight; /* with reduced circumstances */
	size_t uses;
	int64_t noted;       /* for struct judged_answer */
	enum status worst;   /* as device_worst() has it */
	uint8_t *statuses;   /* of each law that was asked for */
	date *by;
	bool *decided;       /* did a decision make it so? */
};

struct counter {
	struct thinker *thinker;
	struct reducer reducer;
	struct brief **briefs; /* by hash of the sight, 2 * BRIEFS_MAX places; NULL: an empty one */
	size_t brief_count;
	arena memory;          /* for the briefs; what is over is judged device by device */
	struct law_count *laws; /* of the devices that are judged one by one, and at the end of all */
};

enum { COUNTER_MEMORY = 128 << 20 };

/* `memory` has COUNTER_MEMORY bytes. 0 or -ENOMEM. */
int counter_open(struct counter *c, arena *mem, void *memory, struct thinker *thinker);

/*
 * Counts a device and fills what the store wants to know; gives its worst
 * status. A device of a sight that is not remembered has all its verdicts
 * afterwards, and `ret_answer->noted` is NULL.
 */
enum status counter_take(struct counter *c, struct judged_device *d, arena *mem, struct judged_answer *ret_answer);

/*
 * Calls `take` with each sight that is remembered, as a device of it, valid
 * during the call, and how many had it. Of its identity there is what laws
 * look at but for claims and rivals, of its verdicts law, status, day, and
 * whether there was a decision (its number is 1). Ids live as long as the
 * counter. `mem` is for one of them. 0 or -ENOMEM.
 */
typedef void counted(void *context, const struct device *d, size_t uses);
int counter_each(const struct counter *c, arena mem, counted *take, void *context);

/* Adds up: c->laws is whole then. Bit n of what it gives: some verdict has status n. */
unsigned counter_close(struct counter *c);
