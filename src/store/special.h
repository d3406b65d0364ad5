#pragma once

/*
 * special: what is on record of devices beside what was seen of them, read
 * along with a pass over all devices in the order of their rows.
 */

#include "store/inner.h"

/* Rows about devices, in their order. */
struct special_rows {
	sqlite3_stmt *rows;
	int column;     /* in which the device stands */
	int64_t device; /* of the row at hand; INT64_MAX: no more */
};

struct special {
	struct store *s;
	struct special_rows told, decided, wholes;
	int64_t device;  /* at which it stands */
	bool is_told, is_decided, has_parts; /* the device itself; what was told of its parts is theirs */
};

/* 0, or as store.h has it. Always to be closed, also after a failure. */
int special_open(struct special *special, struct store *s);
void special_close(struct special *special);

/* Goes on to this device; its number is higher than any before. */
int special_move(struct special *special, int64_t device);

/* Is it more than plain, as store_is_plain() has it? */
bool special_is(const struct special *special);

/* As store_circumstances(), of the device at which it stands; untouched where nothing was told of it. */
int special_circumstances(struct special *special, arena *mem, const struct circumstances **ret_circumstances);
