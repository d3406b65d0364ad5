/*
 * Datagrams in pieces.
 *
 * A few hundred can be open at once, in sets of eight by hash: when a set is
 * full, the one that was silent longest is lost. A datagram beyond WINDOW_SIZE
 * is lost too: no message that a reader knows is that long. IPv4 pieces that
 * overlap: the first writer wins. IPv6: the datagram is dropped, as RFC 5722
 * demands, unless the piece is a mere repetition.
 */

#include "flow/state.h"

enum { FRAGMENT_WAIT_S = 60 }; /* RFC 8200, 4.5; RFC 1122 says 60 to 120 */

static void datagram_close(struct flow *f, struct datagram *d, bool is_lost) {
	if (d->in_use && is_lost && !d->is_dead)
		f->counts.fragments_lost++;
	window_clear(&f->pool, &d->window);
	*d = (struct datagram){ 0 };
}

/* What is left is remembered as dead, so that its other pieces do not begin it anew. */
static void datagram_kill(struct flow *f, struct datagram *d) {
	if (!d->is_dead)
		f->counts.fragments_lost++;
	window_clear(&f->pool, &d->window);
	d->is_dead = true;
}

static bool is_same(const struct datagram *d, const struct datagram *other) {
	return d->in_use && d->id == other->id && memcmp(d->key, other->key, sizeof d->key) == 0;
}

static struct datagram *datagram_find(struct flow *f, const struct ip_head *ip, uint64_t id) {
	struct datagram fresh = { .key = { ip->from[0], ip->from[1], ip->to[0], ip->to[1] },
				  .id = id << 1 | ip->is_ip6,
				  .time_us = f->now_us,
				  .offset = f->offset,
				  .end = WINDOW_UNKNOWN,
				  .in_use = true };
	uint64_t hash = mix(mix(ip->from[0], ip->from[1]), mix(mix(ip->to[0], ip->to[1]), fresh.id));
	struct datagram *set = f->datagrams + hash % FRAGMENT_SETS * FRAGMENT_WAYS, *oldest = set;

	for (unsigned i = 0; i < FRAGMENT_WAYS; i++) {
		bool is_late = f->now_s - set[i].last_s > FRAGMENT_WAIT_S && f->now_s > set[i].last_s;
		if (is_same(&set[i], &fresh) && !is_late)
			return &set[i];
		if (oldest->in_use && (!set[i].in_use || set[i].last_s < oldest->last_s))
			oldest = &set[i];
	}
	datagram_close(f, oldest, true);
	*oldest = fresh;
	return oldest;
}

/* False when the datagram must be dropped. */
static bool datagram_put(struct flow *f, const struct ip_head *ip, struct datagram *d, uint32_t from,
			 str bytes) {
	enum window_end end = window_put(&f->pool, &d->window, from, bytes);

	for (unsigned i = 0; i < WINDOW_CHUNKS && end == WINDOW_NO_ROOM; i++) {
		if (!fragments_make_room(f, d) && !heads_make_room(f, NULL))
			return false;
		end = window_put(&f->pool, &d->window, from, bytes);
	}
	return end == WINDOW_PUT || (end == WINDOW_OVERLAP && !ip->is_ip6);
}

void fragment_take(struct flow *f, const struct ip_head *ip, uint64_t id, uint8_t protocol, uint32_t from,
		   bool more, str bytes) {
	struct datagram *d = datagram_find(f, ip, id);
	uint32_t to = from + (uint32_t)(bytes.n <= WINDOW_SIZE ? bytes.n : WINDOW_UNKNOWN);

	d->last_s = f->now_s;
	if (d->is_dead)
		return;
	/* Only the last piece may have a length that is not a multiple of 8; a cut one is no use either. */
	if (to > WINDOW_SIZE || (more && bytes.n % 8) || !datagram_put(f, ip, d, from, bytes)) {
		datagram_kill(f, d);
		return;
	}
	if (from == 0) {
		d->first_protocol = protocol;
		d->has_first = true;
	}
	if (!more && d->end == WINDOW_UNKNOWN)
		d->end = to;
	/* The range may reach beyond the end that the last piece named; the window has merged all it holds. */
	struct range all = { 0, d->end };
	if (!d->has_first || d->window.range_count == 0 || d->window.ranges[0].from != 0 ||
	    d->window.ranges[0].to < d->end || d->end == WINDOW_UNKNOWN)
		return;
	/* A copy: what is read may need this place for itself. */
	struct window window = d->window;
	uint8_t first_protocol = d->first_protocol;
	d->window = (struct window){ 0 };
	datagram_close(f, d, false);
	ip_take_whole(f, ip, first_protocol, window_bytes(&f->pool, &window, all, f->datagram_room));
	window_clear(&f->pool, &window);
}

bool fragments_make_room(struct flow *f, const struct datagram *keep) {
	struct datagram *oldest = NULL;

	for (unsigned i = 0; i < FRAGMENT_SETS * FRAGMENT_WAYS; i++) {
		struct datagram *d = &f->datagrams[i];
		if (d != keep && d->window.range_count && (!oldest || d->last_s < oldest->last_s))
			oldest = d;
	}
	if (oldest)
		datagram_kill(f, oldest);
	return oldest != NULL;
}

void fragment_end(struct flow *f) {
	for (unsigned i = 0; i < FRAGMENT_SETS * FRAGMENT_WAYS; i++)
		datagram_close(f, &f->datagrams[i], true);
}
