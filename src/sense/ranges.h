#pragma once

/*
 * ranges: sets of IP addresses as sorted ranges, and how people write them.
 *
 * All addresses lie on one line of 128 bits, IPv4 where IPv4-mapped IPv6 is
 * (RFC 4291, 2.5.5.2): the two ways to name a host are one place on it.
 */

#include "base/arena.h"
#include "fact/addr.h"

/* A place on the line. */
typedef struct {
	uint64_t high, low;
} place;

/* All zeroes for what is no IP address. */
place place_of(addr a);

/* IPv4 where it is any, else IPv6. */
addr place_addr(place p);

int place_cmp(place a, place b);
bool place_is_ip4(place p);

/* The place `n` further on; the caller knows that there is one. */
place place_plus(place p, uint64_t n);

/* Both ends belong to it; `first` is never behind `last`. */
struct range {
	place first, last;
};

/* How many addresses; UINT64_MAX for more than fit. */
uint64_t range_size(struct range r);

/* All addresses that begin with the first `prefix` bits of `a`, an IP address; too many bits are all bits. */
struct range range_block(addr a, unsigned prefix);

bool range_meets(struct range a, struct range b);

/* Sorted, and no two touch, once it went through ranges_tidy(). */
struct ranges {
	struct range *at;
	size_t count;
};

/*
 * Adds one at the end. The ranges lie behind one another in `mem`, so nothing
 * else may be taken from it in between. 0 or -ENOMEM.
 */
int ranges_add(arena *mem, struct ranges *r, struct range one);

/* Sorts, and makes one of those that overlap or touch. */
void ranges_tidy(struct ranges *r);

/* Of tidy ranges. */
bool ranges_hold(const struct ranges *r, place p);
bool ranges_cover(const struct ranges *r, struct range all_of);
bool ranges_meet(const struct ranges *r, struct range any_of);

/* What is in `from` and not in `less`, both tidy; so is the answer. 0 or -ENOMEM. */
int ranges_subtract(arena *mem, const struct ranges *from, const struct ranges *less, struct ranges *ret_ranges);

/* Answers of range_parse(). */
enum {
	RANGE_NONE = 1, /* it does not begin with an address */
	RANGE_BAD = 2,  /* it does, and is wrong: `ret_why` says the sentence */
};

struct range_text {
	struct range range;
	bool is_block;   /* with a prefix */
};

/* "10.0.0.5", "10.0.0.0/16", "10.0.0.5-10.0.0.90", "10.0.0.5-90", and IPv6 likewise but for the last. */
int range_parse(str word, struct range_text *ret_range, const char **ret_why);
