/*
 * What a connection costs. A step is paid before it is taken; what the kernel
 * sent beyond that, as TCP_INFO counts it, is charged afterwards. Whoever makes
 * the kernel send more than there is credit for is not heard for a while.
 */
#include "sense/talk_inner.h"

#include <linux/filter.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* Its turn has not come: what it waits is not its own time. */
void line_put_off(struct line *l, uint64_t now_us, uint64_t wait_us) {
	uint64_t from_us = l->waits_until_us > now_us ? l->waits_until_us : now_us;

	/* What comes meanwhile makes it wait no longer than it did. */
	wait_us = now_us + wait_us > from_us ? now_us + wait_us - from_us : 0;
	l->waits_until_us = from_us + wait_us;
	l->begun_us += wait_us;
	l->until_us += wait_us;
	l->quiet_us += wait_us;
}

/*
 * Acknowledgements travel with what we say anyway, the question and the
 * farewell, or come after some 40 ms (RFC 9293, 3.8.6.3). The kernel forgets
 * the wish when packets come out of order: tcp(7).
 */
void line_acknowledge_late(int fd) {
	const int quick = 0;

	setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &quick, sizeof quick);
}

/*
 * The kernel acknowledges whatever comes, so a device that sends byte by byte
 * would be sent as many packets. A filter that lets nothing through keeps its
 * packets from TCP until there is credit again: it will repeat them.
 */
void line_deafen(struct line *l, bool deaf) {
	struct sock_filter nothing = { .code = BPF_RET | BPF_K, .k = 0 };
	struct sock_fprog filter = { .len = 1, .filter = &nothing };

	l->was_deaf = l->was_deaf || deaf;
	if (deaf)
		l->deaf = setsockopt(l->fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0;
	else
		l->deaf = setsockopt(l->fd, SOL_SOCKET, SO_DETACH_FILTER, &(int){ 0 }, sizeof(int)) != 0;
	if (l->was_deaf)
		line_acknowledge_late(l->fd);
}

/*
 * Settles what was paid for this line with what has left. True: more has left,
 * it was charged.
 */
static bool settle(struct talk *t, struct line *l, uint64_t now_us) {
	struct pace *gate = station_gate(t, device_of(t, l));
	struct tcp_info info;
	socklen_t size = sizeof info;

	memset(&info, 0, sizeof info);
	if (!t->counts || getsockopt(l->fd, IPPROTO_TCP, TCP_INFO, &info, &size))
		return false;
	/* Later it tells of words too, and some devices acknowledge those late on purpose (RFC 9293, 3.8.6.3). */
	if (!l->is_timed && info.tcpi_rtt)
		talk_timed(t, device_of(t, l), info.tcpi_rtt, now_us);
	l->is_timed = true;
	if (info.tcpi_segs_out != l->sent)
		l->sent_us = now_us;
	l->sent = info.tcpi_segs_out;
	bool more = info.tcpi_segs_out > l->paid;
	if (more) {
		pace_charge(gate, info.tcpi_segs_out - l->paid);
		pace_charge(t->w.pace, info.tcpi_segs_out - l->paid);
	} else {
		pace_give_back(gate, l->paid - info.tcpi_segs_out);
		pace_give_back(t->w.pace, l->paid - info.tcpi_segs_out);
	}
	l->paid = info.tcpi_segs_out;
	return more;
}

/*
 * Whoever was not heard sends what was lost again, out of order, and the
 * kernel may answer more of it than was paid. So that this is no more than the
 * rate either, nothing was sent for a while before.
 */
static uint64_t calm_us(struct talk *t, const struct line *l, uint64_t now_us) {
	uint64_t calm = l->sent_us + pace_interval(station_gate(t, device_of(t, l)));

	return l->deaf && now_us < calm ? calm - now_us : 0;
}

/*
 * 0: the step may be taken, and is paid. Else how long to wait; meanwhile
 * nothing is heard that nobody paid for.
 */
uint64_t line_pay(struct talk *t, struct line *l, unsigned packets, uint64_t now_us, bool *ret_by_pace) {
	bool more = settle(t, l, now_us);
	uint64_t wait = calm_us(t, l, now_us);

	*ret_by_pace = false;
	if (!wait)
		wait = talk_gate(t, device_of(t, l), packets, now_us, ret_by_pace);
	if (!wait)
		l->paid += packets;
	else if (t->limited && !l->deaf && (more || pace_delay(station_gate(t, device_of(t, l)), 1, now_us)))
		line_deafen(l, true);
	return wait;
}

/*
 * After it was not heard for a while its packets come out of order, and the
 * kernel answers each of them without a word to us: so one that was once kept
 * out is looked at often.
 */
void line_guard(struct talk *t, struct line *l, uint64_t now_us) {
	if (!l->was_deaf || l->deaf || l->happened)
		return;
	line_acknowledge_late(l->fd);
	if (settle(t, l, now_us) || pace_delay(station_gate(t, device_of(t, l)), 1, now_us)) {
		line_deafen(l, true);
		l->happened = true;
	}
}
