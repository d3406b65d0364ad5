#pragma once

/*
 * blocks: lines of input cut into blocks, for several who work on them at
 * once, and the order in which they answer.
 *
 * A stream is cut behind lines. Mapped bytes are cut anywhere and not looked
 * at: a block then means the lines that begin in it. Whoever is free takes the next block; blocks_turn() waits until all earlier
 * ones are answered. When input comes slowly a block has what is there: nobody
 * waits for a block to be full. All functions but open and close may be called by
 * several threads at once.
 */

#include <pthread.h>
#include <stdatomic.h>

#include "sense/source.h"

enum {
	BLOCKS_SIZE = 128 * 1024,       /* as much as is cheap to hand over and small enough to share out evenly */
	BLOCKS_READ = 256 * 1024,      /* the most that one read takes from a pipe */
};

struct block {
	uint64_t number;  /* from 0 */
	str bytes;        /* of a stream: whole lines; the input's last one may lack its end */
	bool is_too_long; /* no bytes: it stands for one line that was longer than `line_max` and was passed over */
	int error;        /* no bytes: reading failed here, a negative errno; there are no further blocks */
};

struct blocks {
	pthread_mutex_t taking; /* who reads from the input holds it */
	int fd;              /* -1 when the input is mapped */
	str rest;            /* mapped bytes, or those of an unfinished line in somebody's room */
	size_t line_max;
	bool ended, skipping;
	uint64_t taken;      /* how many blocks were given out */

	pthread_mutex_t answering;
	pthread_cond_t passed;
	uint64_t turn;       /* the block whose turn it is */
	uint64_t lines;      /* of all blocks before it */
	int stop_fd;         /* readable when it is stopped: whoever waits for input looks at it too */
	atomic_bool stopped;
};

/* 0 or a negative errno. `s` must outlive it; longer lines of a stream than `line_max` are passed over. */
int blocks_open(struct blocks *b, const struct source *s, size_t line_max);
void blocks_close(struct blocks *b);

/* How large a room blocks_take() needs; 0 when the input is mapped. */
size_t blocks_room_size(const struct blocks *b);

/*
 * The next block; false when there is none, or it was stopped. Bytes of a
 * stream lie in `room`, which must not be handed in again before they are
 * done with.
 */
bool blocks_take(struct blocks *b, uint8_t *room, struct block *ret_block);

/* Was the last of the input given out? Before others take from it. */
bool blocks_ended(const struct blocks *b);

/* Waits until block `number` is the one to answer. Gives the lines before it. False when it was stopped. */
bool blocks_turn(struct blocks *b, uint64_t number, uint64_t *ret_lines);

/* The block whose turn it is has been answered; it had so many lines. */
void blocks_pass(struct blocks *b, uint64_t line_count);

/* No further block is given out, nobody gets a turn. */
void blocks_stop(struct blocks *b);
