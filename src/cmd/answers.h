#pragma once

/*
 * answers: JSON lines of devices, gathered to be written in one go. Verdicts
 * that many devices share are most of the text; they are not copied.
 */

#include <sys/uio.h>

#include "cmd/think.h"

enum {
	ANSWERS_TEXT = 64 * 1024, /* more is not gathered: it stays in the cache of a core */
	/* A device with all the claims there may be, each with 512 bytes of evidence in which each byte takes six, fits twice. */
	ANSWERS_ROOM = 16 * 1024 * 1024,
	ANSWERS_PIECES = 1024,
};

struct answers {
	uint8_t *text; /* ANSWERS_ROOM bytes; most are never touched */
	size_t used;
	struct iovec pieces[ANSWERS_PIECES];
	size_t piece_count;
};

/* 0 or -ENOMEM. */
int answers_open(struct answers *a);
void answers_close(struct answers *a);

/* Should it be written before another device is added? */
bool answers_are_many(const struct answers *a);

/* Adds a device; what lasts of its judgement is only pointed to. 0, or -EMSGSIZE when it does not fit. */
int answers_add(struct answers *a, const struct device *d, const struct judgement *j, const struct registry *r);

/* Writes all of them, and none is left whatever happens. 0 or a negative errno. */
int answers_write(struct answers *a, int fd);
