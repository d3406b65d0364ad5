#pragma once

/*
 * hear: what a scan does with what comes back. Each message goes unread to a
 * cell that owns no socket; what it tells is kept by address, and weighed as
 * soon as somebody asks whether enough is known.
 */

#include <sched.h>

#include "cell/cell.h"
#include "cmd/desk.h"
#include "fuse/same.h"
#include "sense/talk.h"

enum {
	HEAR_SETTLED_MAX = 1 << 14, /* a power of two: devices of which is remembered whether they are settled */
	HEAR_SCRATCH_SIZE = 4 << 20, /* for one thought; what it touches stays some hundred KiB */
};

struct hearing;

/* The cell's end of it. */
struct hearing_reader {
	struct cell_listener listener;
	struct hearing *hearing;
};

struct hearing {
	struct hearing_reader reader, neighbours;
	struct desk *desk;
	struct same *same;
	struct talk *talk;    /* who is told of URLs; may be NULL */
	struct resume *resume; /* who writes it down; may be NULL */
	struct cell *cell;
	struct progress *progress; /* closed before anything is said */
	unsigned cells_lost;
	bool full;            /* more was told than can be kept */
	enum exit_code code;  /* of what went wrong so far */
	void *memory, *scratch; /* of what is kept; for one thought */
	struct settled {
		addr who;
		size_t count;     /* observations that were weighed */
		bool is_settled;
	} *settled;
};

/*
 * Who reads and who encrypts are waited for at each word, so none of us works
 * while another does: on one processor that costs less than waking another.
 * This process stays on the one it is on, and so do those that it makes from
 * now on, until hear_anywhere() lets this one go again. Where that is not
 * allowed all run where they may.
 */
void hear_together(cpu_set_t *ret_before);
void hear_anywhere(const cpu_set_t *before);

/* EXIT_DONE, or what went wrong was said. Closed by hear_close(). */
enum exit_code hear_open(struct hearing *h, struct desk *desk, struct progress *progress);
void hear_close(struct hearing *h);

/*
 * Reads one message. `ret_end`: how it ended, as its reader has it.
 * A message that brings a reader down costs that message: the next cell goes
 * on. 0, -EBADMSG when too many did, or another negative errno.
 */
int hear_message(struct hearing *h, const struct cell_message *m, enum message_end *ret_end);

/* Somebody was seen to be there, with a MAC when he is on our link. */
void hear_found(struct hearing *h, addr who, addr mac, uint64_t time_us);

/* A port of it is open, as a connection or the answer to a SYN showed; 0: nothing was shown. */
void hear_open_port(struct hearing *h, addr who, uint16_t port, uint64_t time_us);

/* An observation of an earlier run. */
void hear_again(struct hearing *h, const struct obs *obs);

/* Ends the cell; what was heard stays. */
void hear_no_more(struct hearing *h);

/* Is it known for certain who made it? */
bool hear_is_settled(struct hearing *h, addr who);

/* Adds the MACs that the kernel knows by now, of who answered. 0 or a negative errno. */
int hear_neighbours(struct hearing *h);
