/*
 * The token bucket in whole numbers: credit is counted in 10^-12 of a packet,
 * which is one millionth of a packet a second, for a microsecond. Nothing is
 * rounded, so nothing drifts.
 */
#include "sense/pace.h"

static const uint64_t packet = UINT64_C(1000000000000);
static const uint64_t second_us = 1000000;
#define DEBT_MAX (PACE_BURST_MAX * packet)

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
	uint64_t lacking = p->debt + p->credit_max - p->credit;
	uint64_t earned = since > lacking / p->rate ? lacking : since * p->rate;
	uint64_t paid = p->debt < p->credit + earned ? p->debt : p->credit + earned;

	/* What is owed goes first, however much more than a full bucket that is. */
	p->debt -= paid;
	p->credit += earned - paid;
	p->at_us += since;
	p->rate = rate_at(p, p->at_us);
}

/* What so many cost; more than fit into the bucket cost a full one. */
static uint64_t price_of(const struct pace *p, unsigned packets) {
	uint64_t price = packets * packet;

	return price < p->credit_max ? price : p->credit_max;
}

uint64_t pace_delay(struct pace *p, unsigned packets, uint64_t now_us) {
	uint64_t price = price_of(p, packets);

	settle(p, now_us);
	return p->debt || p->credit < price ? (p->debt + price - p->credit + p->rate - 1) / p->rate : 0;
}

uint64_t pace_wait_for(struct pace *p, unsigned packets, uint64_t now_us) {
	uint64_t wait = pace_delay(p, packets, now_us);

	if (!wait)
		p->credit -= price_of(p, packets);
	return wait;
}

uint64_t pace_wait(struct pace *p, uint64_t now_us) {
	return pace_wait_for(p, 1, now_us);
}

void pace_charge(struct pace *p, unsigned packets) {
	uint64_t room = DEBT_MAX - p->debt, more = packets * packet;

	p->debt += more < room ? more : room;
}

void pace_give_back(struct pace *p, unsigned packets) {
	uint64_t back = price_of(p, packets), room = p->credit_max - p->credit;

	p->credit += back < room ? back : room;
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

uint64_t pace_interval(const struct pace *p) {
	return (packet + p->set_rate - 1) / p->set_rate;
}
