#pragma once

/*
 * walk: the one loop of a scan. First everybody on our links is asked
 * together; then the addresses are swept, those that cannot be swept are
 * tried one by one, and whoever is there is talked with.
 *
 * Every wait has an end: a quiet link cannot hold it up.
 */

#include <signal.h>

#include "sense/asker.h"
#include "sense/sweep.h"
#include "sense/talk.h"

/* How far it is, for a later run. */
struct walk_report {
	bool all_asked; /* everybody was asked together, and had time to answer */
	uint64_t tried; /* positions of the scope whose addresses were tried one by one, or need not be */
	bool stopped;   /* before everything was asked */
};

struct walk_listener {
	/* Some ten times a second. <0 to stop. */
	int (*step)(struct walk_listener *l, const struct walk_report *far, uint64_t now_us);
};

struct walk_wish {
	struct asker *asker;
	struct sweep *sweep;   /* NULL: nothing can be swept, every address is tried by talk */
	struct talk *talk;     /* NULL: only the sweep */
	struct scope *scope;
	const struct link_address *links; /* this machine's: who is tried on one takes a place in the kernel's table */
	size_t link_count;
	bool all_asked;        /* everybody was asked together by an earlier run */
	uint64_t tried;        /* positions of the scope that an earlier run has tried */
	uint64_t breath_us;    /* between the last question to everybody and the first to one */
	uint64_t quiet_us;     /* how long answers are awaited after the last question to many */
	const volatile sig_atomic_t *stop; /* set: nothing new is begun, what is on its way comes to its end */
	struct walk_listener *listener;
};

/* Walks until all is asked and answered, or somebody stops it. 0, or the first <0. */
int walk_run(const struct walk_wish *w, struct walk_report *ret_report);

/* Microseconds of CLOCK_MONOTONIC: the time by which all paces of a walk go. */
uint64_t walk_now_us(void);
