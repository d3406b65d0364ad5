#pragma once

/*
 * same: which addresses are one device.
 *
 * Takes the observations of a capture, each of one address, and gives
 * devices. An IP address joins a MAC only by what binds them on the link:
 * ARP, neighbour discovery, DHCP, or a frame that cannot have crossed a
 * router. A MAC that answers for very many addresses is a router or a proxy:
 * none is joined. An address that two MACs claim joins the one that the device
 * there names as its own, else neither. A MAC that answers for a few, as a
 * Wi-Fi extender does, keeps none whose device names another MAC, and none at
 * which a camera answers while it holds another, unless that names this MAC.
 */

#include "base/arena.h"
#include "fact/device.h"

enum {
	SAME_ADDRESSES_MAX = 16, /* IPv4 addresses of one MAC; more is a router answering for others */
	SAME_PER_THING_MAX = 400, /* observations kept of one address; the richest real device seen has 160 */
	SAME_PER_FIELD_MAX = 64,  /* of one field of it, so that noise in one cannot crowd out the others */
};

struct same;

/*
 * NULL when `mem` is full. The arena must be this one's alone until
 * same_devices(). `seed` is a number that nobody can guess: who knows it could
 * send values that all fall into one place of the tables.
 */
struct same *same_open(arena *mem, uint64_t seed);

/* Whoever tells anything was asked by us: nobody among them is a stranger, whatever address he has. */
void same_were_asked(struct same *s);

/*
 * Keeps a copy. 0, or -ENOMEM when the arena has room for no more: what was
 * taken stays, and same_devices() still has room to tell it.
 */
int same_take(struct same *s, const struct obs *obs);

/* Was anything taken of this address? */
bool same_knows(const struct same *s, addr who);

/* How many different observations of this address are kept. */
size_t same_count(const struct same *s, addr who);

/* Those observations, at most `most`, in the order in which they came; the count. What they point to lives as long as `s`. */
size_t same_glance(const struct same *s, addr who, struct obs *ret_observations, size_t most);

struct devices {
	struct device *at;
	size_t count;
	uint64_t observations_dropped; /* over SAME_PER_THING_MAX */
	size_t strangers; /* public addresses that showed nothing of a device: the Internet, not the estate */
};

/*
 * The devices, in the order in which they were first seen, without identity
 * and verdicts. 0 or -ENOMEM.
 */
int same_devices(struct same *s, struct devices *ret_devices);
