/*
 * The token bucket in whole numbers: credit is counted in 10^-12 of a packet,
 * which is one millionth of a packet a second, for a microsecond. Nothing is
 * rounded, so nothing drifts.
 */
#include "sense/pace.h"

#include <errno.h>

#include "sense/ranges.h"

static const uint64_t packet = UINT64_C(1000000000000);
static const uint64_t second_us = 1000000;

/* The largest products: credit for a burst, 1e18, and a rate for PACE_RECOVER_S, 1e19. Below 2^64. */
_Static_assert(PACE_BURST_MAX <= 1000000 && PACE_RATE_MAX <= 1000000 && PACE_RECOVER_S <= 10,
	       "products overflow");

void pace_open(struct pace *p, double packets_a_second, unsigned burst, uint64_t now_us) {
	uint64_t rate = 1, packets = burst < 1 ? 1 : burst > PACE_BURST_MAX ? PACE_BURST_MAX : burst;

	/* Written so that what is no number falls through. */
	if (packets_a_second >= PACE_RATE_MAX)
		rate = PACE_RATE_MAX * second_us;
	else if (packets_a_second * 1e6 >= 1)
		rate = (uint64_t)(packets_a_second * 1e6);
	*p = (struct pace){
		.set_rate = rate, .low_rate = rate, .rate = rate, .slowed_us = now_us,
		.credit = packets * packet, .credit_max = packets * packet, .at_us = now_us,
	};
}

/* The rate at this moment: what it fell to, and a tenth of the set rate for each second since. */
static uint64_t rate_at(const struct pace *p, uint64_t now_us) {
	uint64_t since = now_us > p->slowed_us ? now_us - p->slowed_us : 0;

	if (since >= PACE_RECOVER_S * second_us)
		return p->set_rate;
	uint64_t rate = p->low_rate + p->set_rate * since / (PACE_RECOVER_S * second_us);
	return rate < p->set_rate ? rate : p->set_rate;
}

/* Credit for the time that has gone by, at the rate of its beginning, which is never the higher one. */
static void settle(struct pace *p, uint64_t now_us) {
	uint64_t since = now_us > p->at_us ? now_us - p->at_us : 0;
	uint64_t lacking = p->credit_max - p->credit;

	p->credit = since > lacking / p->rate ? p->credit_max : p->credit + since * p->rate;
	p->at_us += since;
	p->rate = rate_at(p, p->at_us);
}

uint64_t pace_wait(struct pace *p, uint64_t now_us) {
	settle(p, now_us);
	if (p->credit < packet)
		return (packet - p->credit + p->rate - 1) / p->rate;
	p->credit -= packet;
	return 0;
}

void pace_slower(struct pace *p, uint64_t now_us) {
	uint64_t slowest = p->set_rate / PACE_SLOWEST;

	settle(p, now_us);
	p->low_rate = p->rate / 2 > slowest ? p->rate / 2 : slowest;
	p->low_rate = p->low_rate ? p->low_rate : 1;
	p->rate = p->low_rate;
	p->slowed_us = p->at_us;
}

double pace_rate(const struct pace *p, uint64_t now_us) {
	return (double)rate_at(p, now_us) / 1e6;
}

int pace_hosts_open(arena *mem, struct pace_hosts *h, unsigned per_second, size_t host_count, uint64_t seed) {
	uint64_t spacing = second_us * 21 / 20 / (per_second ? per_second : 1);
	size_t hosts = host_count < PACE_HOSTS_MAX ? host_count : PACE_HOSTS_MAX, sets = 1;

	while (sets * PACE_HOST_WAYS < hosts)
		sets *= 2;
	struct pace_host *at = arena_new(mem, struct pace_host, sets * PACE_HOST_WAYS);
	if (!at)
		return -ENOMEM;
	*h = (struct pace_hosts){ .at = at, .set_count = sets, .spacing_us = spacing ? spacing : 1, .seed = seed };
	return 0;
}

static struct pace_host *set_of(const struct pace_hosts *h, addr host) {
	return h->at + (addr_hash(host, h->seed) & (h->set_count - 1)) * PACE_HOST_WAYS;
}

/*
 * The host's entry, else one whose time is over; NULL when there is neither,
 * with the time at which the first of them will be. The host's own comes
 * first wherever it stands: nobody has two.
 */
static struct pace_host *entry_of(const struct pace_hosts *h, addr host, uint64_t now_us, uint64_t *ret_free_us) {
	struct pace_host *set = set_of(h, host), *over = NULL;
	uint64_t free_us = now_us + h->spacing_us;

	for (size_t i = 0; i < PACE_HOST_WAYS; i++) {
		if (addr_eq(set[i].host, host))
			return set + i;
		if (!set[i].is_busy && set[i].free_us <= now_us)
			over = set + i;
		else if (!set[i].is_busy && set[i].free_us < free_us)
			free_us = set[i].free_us;
	}
	if (!over)
		*ret_free_us = free_us;
	return over;
}

uint64_t pace_hosts_wait(const struct pace_hosts *h, addr host, uint64_t now_us) {
	addr plain = place_addr(place_of(host));
	uint64_t free_us;
	const struct pace_host *e = entry_of(h, plain, now_us, &free_us);

	if (!e)
		return free_us - now_us;
	if (!addr_eq(e->host, plain))
		return 0;
	if (e->is_busy)
		return PACE_BUSY;
	return e->free_us > now_us ? e->free_us - now_us : 0;
}

bool pace_hosts_take(struct pace_hosts *h, addr host, uint64_t now_us) {
	addr plain = place_addr(place_of(host));
	uint64_t free_us;

	if (pace_hosts_wait(h, host, now_us))
		return false;
	*entry_of(h, plain, now_us, &free_us) =
		(struct pace_host){ .host = plain, .free_us = now_us + h->spacing_us, .is_busy = true };
	return true;
}

void pace_hosts_done(struct pace_hosts *h, addr host) {
	addr plain = place_addr(place_of(host));
	struct pace_host *set = set_of(h, plain);

	for (size_t i = 0; i < PACE_HOST_WAYS; i++)
		if (addr_eq(set[i].host, plain))
			set[i].is_busy = false;
}
