#pragma once

/*
 * resume: a scan that was stopped goes on where it was, by the journal that it
 * wrote (sense/journal.h).
 */

#include "cmd/hear.h"
#include "sense/journal.h"
#include "sense/sweep.h"
#include "sense/walk.h"

enum { RESUME_MARKS = 8 };

struct resume {
	struct journal_listener replay;
	struct journal *journal;      /* NULL: none is written */
	const char *path;
	struct scope *scope;
	struct hearing *hearing;
	struct sweep *sweep;
	struct talk *talk;
	const struct link_address *links;
	size_t link_count;
	const struct options *o;
	bool goes_on;                 /* there was one: it is to be replayed */
	bool all_asked;               /* as far as the earlier run came */
	uint64_t tried;
	/* How far it was at earlier moments: what was sent since has not had its time to be answered. */
	struct resume_mark {
		uint64_t at_us;
		struct journal_position position;
	} marks[RESUME_MARKS];
	unsigned mark_count;
};

/*
 * Opens the journal of --journal, if there is to be one; `what` says which
 * scan it is. EXIT_DONE, or what went wrong was said.
 */
enum exit_code resume_open(struct resume *r, const struct options *o, str what, struct scope *scope);

/*
 * Gives what the earlier run wrote to those who are set in `r` by now; the
 * order of the scope becomes that of the earlier run. EXIT_DONE, or
 * what went wrong was said.
 */
enum exit_code resume_replay(struct resume *r);

/* Each writes one thing down; harmless without a journal. What cannot be written is said once. */
void resume_found(struct resume *r, addr who, uint16_t port, addr mac, unsigned interface);
void resume_obs(struct resume *r, const struct obs *obs);
void resume_asked(struct resume *r, addr who, uint32_t ask, bool was_answered);

/* How far it is now; written when it has had its time. */
void resume_step(struct resume *r, const struct walk_report *far, uint64_t now_us);

/* The scan is over: complete and safe, then the journal goes; else it stays. */
void resume_close(struct resume *r, bool complete);
