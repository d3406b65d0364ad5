#pragma once

/*
 * scope: who may be asked, and in which order.
 *
 * Targets, less the excludes, within what is allowed. Everything is known
 * before the first packet: what is wrong with a list, or outside of what is
 * allowed, is said then, and nothing is asked.
 *
 * A target or exclude is one of
 *
 *   10.0.0.5                 fd00::5           an address
 *   10.0.0.0/16              2001:db8::/120    a block
 *   10.0.0.5-10.0.0.90       10.0.0.5-90       a range, both ends in it
 *   door-cam.example                           a name, asked for once: all its addresses
 *   cameras.txt                                a file with one of these a line, # for comments
 *   -                                          the same from standard input
 *
 * A file that is there comes before a name. Scope knows no interfaces: a target
 * with a zone, as in fe80::1%eth0, is refused, the zone of an exclude is cut
 * off. IPv4 as IPv4-mapped IPv6 is IPv4.
 *
 * A scope file says in YAML what somebody allowed:
 *
 *   authorised-by: A. Jansen, head of IT     who
 *   date: 2026-11-20                         when
 *   until: 2026-12-01                        the last day; may be left out
 *   ranges: [10.0.0.0/16, fd00:1::/64]       addresses, blocks, ranges, names
 *   exclude: [10.0.0.5]                      likewise; may be left out
 *   note: Only outside of office hours       may be left out
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "base/date.h"
#include "fact/addr.h"
#include "sense/ranges.h"

/* Answers of scope_open(); `reterr` says the sentence. */
enum {
	SCOPE_BAD = 1,     /* something given cannot be understood or read, or is a name that nobody knows */
	SCOPE_REFUSED = 2, /* it is understood, and must not be asked */
	SCOPE_ABSENT = 3,  /* a file that was named is not there */
};

enum {
	SCOPE_RANGES_MAX = 1 << 18,    /* of each kind: 8 MiB, and more than one list for one walk-round holds */
	SCOPE_IP6_TARGET_MAX = 1 << 20, /* addresses in one IPv6 target, a /108: a day at 12 a second */
	SCOPE_LINE_MAX = 400,          /* bytes; a name has at most 253 */
	SCOPE_FILE_MAX = 1 << 20,      /* bytes of a scope file: its text stands in the report */
};

struct scope_wish {
	const char *const *targets; /* none: only questions to all (multicast) will be asked */
	size_t target_count;
	const char *const *excludes;
	size_t exclude_count;
	const char *scope_file; /* NULL for none */
	bool public_too;        /* the user said that public addresses may be asked */
	date today;             /* for `until`; must be set when there is a scope file */
	uint64_t key;           /* any number: the order hangs on it */
};

/* What the scope file says, for the report. */
struct scope_paper {
	str file, text; /* its name, and all of it */
	str authorised_by, note;
	date day, until; /* `until` may be DATE_NONE */
};

struct scope;

/*
 * Everything is kept in `mem`: less than 100 bytes for each range, however
 * many addresses it has. Asks the resolver for names. 0, SCOPE_BAD,
 * SCOPE_REFUSED, SCOPE_ABSENT, or -ENOMEM. Refused are, with the place where they stand:
 * public addresses without `public_too`, what the scope file does not allow,
 * a scope file whose time is over, an IPv6 range that is too large to be
 * asked one by one, and what is never asked: multicast, broadcast, 0.0.0.0/8,
 * IPv6 addresses that carry an IPv4 address to some gateway. Network and
 * broadcast address of an IPv4 block up to /30, and those of this machine's
 * own links, are left out. Loopback counts as private.
 */
int scope_open(arena *mem, const struct scope_wish *w, struct scope **ret_scope, struct complaint *reterr);

/*
 * May this one address be sent anything? Asked before every packet to one
 * host, follow-up questions included. With targets: is it one of them, and not
 * excluded. Without targets: nothing forbids it. Never true for a group.
 */
bool scope_allows(const struct scope *s, addr a);

/*
 * May everybody on a link be asked together? A question to a group is heard by
 * all: so not when anybody in the network of `bits` around `own` is excluded,
 * or does not lie within what a scope file allows; of fe80::/10, which is on
 * every link, only the excludes count. Targets do not count, nor whether the
 * network is public: it is the machine's own.
 */
bool scope_allows_link(const struct scope *s, addr own, unsigned bits);

/* How many addresses there are to ask: no target twice, no exclude. */
uint64_t scope_count(const struct scope *s);

/* These addresses, as tidy ranges; the scope's own. */
const struct ranges *scope_ranges(const struct scope *s);

/*
 * The address at a position, IPv4 or IPv6; ADDR_NONE at scope_count() and
 * beyond. Positions below give each address once, scattered (sense/scatter.h).
 */
addr scope_at(const struct scope *s, uint64_t position);

/* Which addresses, and in which order: two numbers to write down. */
struct scope_mark {
	uint64_t key;
	uint64_t addresses; /* as a hash */
};

struct scope_mark scope_mark(const struct scope *s);

/*
 * From now on in the order of the mark, whatever the key was that `s` was
 * opened with: a position is the same address again. False, and nothing is
 * changed, when `s` has other addresses: another list, or a name that stands
 * for something else now.
 */
bool scope_resume(struct scope *s, struct scope_mark m);

/* NULL when there was no scope file. */
const struct scope_paper *scope_paper(const struct scope *s);
