/*
 * Stations: what has one MAC is one device, whatever addresses it has. They
 * share a gate and a connection, where the gates are narrow.
 *
 * A sweep by ARP tells the MAC of who is there. Of others the kernel may know
 * it: who answers a question to everybody asks for our MAC first, and so tells
 * his own. It is looked up before an address is asked anything, and once more
 * when the kernel had to find it out for that. Behind a router nobody knows.
 */
#include "sense/talk_inner.h"

enum {
	BUCKETS = TALK_DEVICES_MAX,
	LOOK_US = 100 * 1000,  /* between two looks at what the kernel knows: who asks meanwhile waits for the next */
	SLOW_TIMES = 3,        /* as long as it took before, and */
	SLOW_US = 100 * 1000,  /* so much more, is no chance: what a busy link makes wait is less */
	TURN_US = 50 * 1000,   /* until it is tried again whether the other address's connection has ended */
	/*
	 * One by IPv4, perhaps a second that was set by hand, and some by IPv6: of the
	 * link, of the network, and passing ones, a new one each day for a week (RFC
	 * 8981, 3.8). With more it is a router or an extender that answers for others:
	 * each has a gate of its own, which begins as the common one stands then.
	 */
	ADDRESSES_MAX = 16,
};

/* ---- The gates ---- */

/*
 * In any second at most rate packets may go to a device: what may go at once,
 * what comes on top in a second, and one that the kernel sends before we know.
 */
void station_new(const struct talk *t, struct peer *d, uint64_t now_us) {
	double rate = t->w.device_rate, at_once = rate * 0.6 > COST_SEND ? rate * 0.6 : COST_SEND;

	pace_open(&d->gate, rate * 0.2, (unsigned)at_once, now_us);
	d->look = t->looks + 1;
}

uint64_t talk_gate(struct talk *t, struct peer *d, unsigned packets, uint64_t now_us, bool *ret_by_pace) {
	struct pace *gate = station_gate(t, d);
	uint64_t own = t->limited ? pace_delay(gate, packets, now_us) : 0;

	*ret_by_pace = false;
	if (own)
		return own;
	uint64_t all = pace_wait_for(t->w.pace, packets, now_us);
	*ret_by_pace = all > 0;
	if (!all && t->limited)
		pace_wait_for(gate, packets, now_us);
	return all;
}

/*
 * Of the same device, for it is far or near, on a cable or on the air. The
 * kernel's handshake needs no program on the other side: what makes it slow is
 * the way there, or a machine that has no breath left.
 */
void talk_timed(struct talk *t, struct peer *d, uint32_t rtt_us, uint64_t now_us) {
	if (!d->least_rtt_us || rtt_us < d->least_rtt_us)
		d->least_rtt_us = rtt_us;
	if (rtt_us < d->least_rtt_us * SLOW_TIMES + SLOW_US)
		return;
	t->tally.slowed++;
	pace_slower(station_gate(t, d), now_us);
}

/* ---- Whose they are ---- */

static uint32_t *bucket_of(const struct talk *t, addr mac) {
	return &t->station_buckets[addr_hash(mac, t->seed) % BUCKETS];
}

/* The number of the station, plus one; 0 when there are too many. */
static uint32_t station_with(struct talk *t, addr mac) {
	uint32_t *bucket = bucket_of(t, mac);

	for (uint32_t i = *bucket; i; i = t->stations[i - 1].next)
		if (addr_eq(t->stations[i - 1].mac, mac))
			return i;
	if (t->station_count == TALK_DEVICES_MAX)
		return 0;
	t->stations[t->station_count++] = (struct station){ .mac = mac, .next = *bucket };
	return *bucket = t->station_count;
}

static struct station *station_of(struct talk *t, const struct peer *d) {
	return d->station ? &t->stations[d->station - 1] : NULL;
}

/* Its own gate goes on from where the common one is. */
static struct pace *part_gate(struct station *s, struct peer *d) {
	if (s && !d->has_parted) {
		d->gate = s->gate;
		d->has_parted = true;
	}
	return &d->gate;
}

/* NULL when it has no other address, as far as anybody knows, or its MAC stands for too many. */
static struct station *shared(struct talk *t, const struct peer *d) {
	struct station *s = station_of(t, d);

	return s && s->addresses <= ADDRESSES_MAX ? s : NULL;
}

void station_join(struct talk *t, struct peer *d, addr mac) {
	if (!t->limited || d->station || mac.kind != ADDR_MAC)
		return;
	d->station = station_with(t, mac);
	struct station *s = station_of(t, d);
	if (!s)
		return;
	if (!s->is_known)
		s->gate = d->gate;
	else if (d->was_sent)
		pace_charge(&s->gate, COST_ARP + COST_DATAGRAM);
	s->is_known = true;
	s->addresses++;
	s->lines += d->line != 0;
}

void station_leave(struct talk *t, struct peer *d) {
	struct station *s = station_of(t, d);

	if (s)
		s->addresses--;
	d->station = 0;
}

struct pace *station_gate(struct talk *t, struct peer *d) {
	struct station *s = shared(t, d);

	return s ? &s->gate : part_gate(station_of(t, d), d);
}

void station_line(struct talk *t, struct peer *d, uint16_t line) {
	struct station *s = station_of(t, d);

	if (s) {
		s->lines -= d->line != 0;
		s->lines += line != 0;
	}
	d->line = line;
}

/* One who looks through all that the kernel knows. */
struct looker {
	struct neighbours_sink sink;
	struct talk *talk;
};

static int take_neighbour(struct neighbours_sink *sink, const struct neighbour *n) {
	struct talk *t = ((struct looker *)sink)->talk;
	struct peer *d = talk_find(t, n->ip);

	if (d && d->interface == n->interface)
		station_join(t, d, n->mac);
	return 0;
}

/* Asks the kernel, unless it did so a moment ago. 0, or how long until it may be asked again. */
static uint64_t look(struct talk *t, uint64_t now_us) {
	struct looker looker = { { take_neighbour }, t };

	if (t->looks && now_us < t->looked_us + LOOK_US)
		return t->looked_us + LOOK_US - now_us;
	/* What cannot be read is not known: then each address counts for itself. */
	(void)neighbours_read(&looker.sink);
	t->looks++;
	t->looked_us = now_us;
	return 0;
}

void station_sent(const struct talk *t, struct peer *d) {
	if (!d->was_sent)
		d->look = t->looks + 1;
	d->was_sent = true;
}

uint64_t station_wait(struct talk *t, struct peer *d, uint64_t now_us) {
	uint64_t wait = t->limited && d->interface && !d->station && t->looks < d->look ? look(t, now_us) : 0;

	if (wait)
		return wait;
	struct station *s = shared(t, d);
	return s && s->lines > (d->line != 0) ? TURN_US : 0;
}
