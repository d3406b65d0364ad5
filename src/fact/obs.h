#pragma once

/*
 * An observation: one field of one thing, seen once. No opinion in it.
 */

#include "base/cur.h"
#include "base/str.h"
#include "fact/addr.h"

/*
 * What can be observed. Every reader lists its own; names are unique. A name
 * that ends in ".*" stands for a family whose members the bytes name
 * ("sadp.*": one field for each element of the answer).
 */
struct field {
	const char *name; /* "ssdp.server" */
	const char *help; /* one line for the manual */
};

struct obs {
	addr who;         /* whose field it is; ADDR_NONE when the record itself says whose */
	str field;        /* "ssdp.server" */
	str value;        /* as it was seen; any bytes */
	uint64_t time_us; /* since 1970-01-01 UTC; 0 when not known */
	uint64_t offset;  /* where in its source the bytes lie: file offset, or line number */
	uint32_t source;  /* which source of the run, from 0; not packed: the keeper knows what it feeds */
};

/* Whoever wants observations implements this. Return 0, or <0 to stop. */
struct obs_sink {
	int (*take)(struct obs_sink *sink, const struct obs *obs);
};

enum {
	OBS_FIELD_MAX = 96,          /* the longest of ours has 42 bytes */
	OBS_VALUE_MAX = 64 * 1024,   /* one whole document, like a SOAP answer */
};

/*
 * One observation on the wire: between a cell and its keeper. Both ends
 * treat it as untrusted. obs_pack() returns 0 when it does not fit into
 * `room` or breaks a maximum.
 *
 *     KK address[16] TTTTTTTTTTTTTTTT OOOOOOOOOOOOOOOO NN name… SSSSSSSS value…
 */
size_t obs_pack(uint8_t *to, size_t room, const struct obs *obs);

/* The slices point into what `in` reads. False when it was malformed. */
bool obs_unpack(cur *in, struct obs *ret_obs);

/*
 * Is the value of this field the MAC address that a device tells of itself? A
 * list, not a likeness: a recorder tells its cameras' addresses under names of
 * its own.
 */
bool obs_is_own_mac(str field);
