/*
 * Three sockets. SYNs leave by a raw one to which the kernel adds nothing but
 * the way. What comes back to any raw socket of TCP is a copy of all that
 * reaches this machine, so a filter in the kernel lets through only what may
 * be an answer. ARP has a packet socket of its own, for all links.
 */
#include "sense/sweep.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sense/scatter.h"
#include "sense/sweep_links.h"
#include "sense/sweep_packet.h"
#include "sense/sweep_turns.h"

enum {
	BATCH = 128,             /* packets in one call of the kernel */
	LOOKS_MAX = 4096,        /* turns in one call in which nothing need be sent */
	TAKES_AT_ONCE = 4,       /* batches of answers */
	ANSWER_ROOM = 128,       /* both headers with all options that there can be are 120 bytes */
	RECEIVE_ROOM = 64 << 20, /* each answer costs the kernel some 800 bytes: 80,000 of them */
	SEND_ROOM = 4 << 20,
	SECOND_US = 1000000,
	ARP_GAP_US = SECOND_US,
	FULL_WAIT_US = 1000,     /* the kernel's queue is full: a link of 100 Mbit/s sends 100 of ours meanwhile */
	FULL_MOST_US = 1000000,  /* full for so long, it is no queue that will empty */
	LOOK_FOR_LOSS_US = 1000000,
	HEARD = 4096,            /* the last answers, by hash: a device that floods is heard once */
	EACH_TURN = 2,           /* a device that has the port open gets a SYN and the kernel's RST */
	FIRST_SYNS = 8,             /* a neighbour that is being looked for has room for some hundred packets of all programs */
	FIRST_WAIT_US = 300 * 1000, /* an ARP and its answer, and a busy router */
};

/* Packets that are ready to leave by one socket. */
struct outbox {
	int fd;
	size_t first, count;
	uint64_t full_since_us; /* 0: it is not */
	uint8_t packets[BATCH][SWEEP_SYN_SIZE];
	struct sockaddr_storage to[BATCH];
	struct iovec parts[BATCH];
	struct mmsghdr messages[BATCH];
};

_Static_assert((int)SWEEP_ARP_SIZE <= (int)SWEEP_SYN_SIZE, "a packet has room for either");

struct sweep {
	struct sweep_wish w;
	uint16_t ports[SWEEP_PORTS_MAX];
	struct sweep_secret secret;
	struct sweep_links links;
	struct sweep_turns turns;
	uint64_t syn_gap_us, arp_gap_us, syn_rounds;
	uint64_t near, far; /* addresses on links, and behind routers */
	struct sweep_tally tally;
	struct outbox syn, arp;
	int answers, ready; /* the raw socket of answers, and what polls it and ARP's */
	uint64_t lost_before, looked_us;
	uint64_t first_syn_us, syn_count;
	uint64_t heard[HEARD];
	uint8_t room[BATCH][ANSWER_ROOM];
};

/* What a turn asks for; all zero: nothing. */
struct aim {
	addr who;
	const struct sweep_link *link; /* ask by ARP */
	addr own;                /* or by a SYN from here */
};

/* ---- whom ---- */

static bool is_kept_off(const struct sweep *s, addr who) {
	return !scope_allows(s->w.scope, who) || (s->w.listener->has && s->w.listener->has(s->w.listener, who));
}

bool sweep_serves(const struct sweep *s, addr who) {
	if (who.kind != ADDR_IP4)
		return false;
	const struct sweep_link *link = sweep_links_find(&s->links, who);
	return !link || (link->mac.kind == ADDR_MAC && !sweep_links_are_own(&s->links, who));
}

/* False: nothing is to be sent in this turn; `*ret_was_due`: it was, but for what became known. */
static bool aim_at(struct sweep *s, uint64_t now_us, struct aim *ret_aim, bool *ret_was_due) {
	uint64_t round = sweep_turns_round(&s->turns);
	struct aim a = { .who = scope_at(s->w.scope, sweep_turns_index(&s->turns)) };

	*ret_was_due = false;
	if (a.who.kind != ADDR_IP4)
		return false;
	a.link = sweep_links_find(&s->links, a.who);
	if (a.link && (a.link->mac.kind == ADDR_NONE || round >= SWEEP_ROUNDS))
		return false;
	if (!a.link && round >= s->syn_rounds)
		return false;
	*ret_was_due = true;
	if (is_kept_off(s, a.who))
		return false;
	if (a.link && (!sweep_links_holds(&s->links, a.link, a.who) || sweep_link_has_answered(a.link, a.who)))
		return false;
	if (!a.link && !sweep_links_own(&s->links, a.who, now_us, &a.own)) {
		s->tally.unsendable++;
		return false;
	}
	*ret_aim = a;
	return true;
}

/* ---- sending ---- */

static void put_syn(struct sweep *s, const struct aim *a) {
	struct outbox *o = &s->syn;
	struct sockaddr_in to = { .sin_family = AF_INET };

	memcpy(&to.sin_addr, a->who.bytes, 4);
	memcpy(&o->to[o->count], &to, sizeof to);
	sweep_pack_syn(&s->secret, a->own, a->who, s->ports[sweep_turns_port(&s->turns, s->w.port_count)], o->packets[o->count]);
	o->count++;
}

static void put_arp(struct sweep *s, const struct aim *a) {
	struct outbox *o = &s->arp;
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ARP), .sll_ifindex = (int)a->link->index,
				  .sll_halen = 6, .sll_addr = { 255, 255, 255, 255, 255, 255 } };

	memcpy(&o->to[o->count], &to, sizeof to);
	sweep_pack_arp(a->link->mac, sweep_link_own(a->link), a->who, o->packets[o->count]);
	o->count++;
}

static bool is_full(const struct outbox *o) {
	return o->count == BATCH;
}

/* The first few packets wait in the kernel until it knows the router's MAC; more would be dropped there, unsaid. */
static uint64_t wait_for_routers(struct sweep *s, uint64_t now_us) {
	s->first_syn_us = s->first_syn_us ? s->first_syn_us : now_us;
	if (s->syn_count++ < FIRST_SYNS || now_us - s->first_syn_us >= FIRST_WAIT_US)
		return 0;
	s->syn_count--;
	return s->first_syn_us + FIRST_WAIT_US - now_us;
}

/* Fills both as far as the pace goes; `ret_wait_us` 0 when something else ended it. */
static void fill(struct sweep *s, uint64_t now_us, uint64_t *ret_wait_us) {
	*ret_wait_us = 0;
	for (unsigned looks = 0; looks < LOOKS_MAX && !sweep_turns_over(&s->turns) && !is_full(&s->syn) && !is_full(&s->arp);) {
		struct aim a;
		bool was_due;

		if (!aim_at(s, now_us, &a, &was_due)) {
			s->tally.to_send -= was_due && s->tally.to_send > s->tally.sent;
			sweep_turns_next(&s->turns, false, now_us);
			looks++;
			continue;
		}
		*ret_wait_us = sweep_turns_wait(&s->turns, a.link ? s->arp_gap_us : s->syn_gap_us, now_us);
		if (!*ret_wait_us && !a.link)
			*ret_wait_us = wait_for_routers(s, now_us);
		if (!*ret_wait_us)
			*ret_wait_us = pace_wait(s->w.pace, now_us);
		if (*ret_wait_us)
			return;
		if (a.link)
			put_arp(s, &a);
		else
			put_syn(s, &a);
		sweep_turns_next(&s->turns, true, now_us);
	}
}

/* False: the kernel can take no more for now. */
static bool is_refused_for_good(struct outbox *o, int error, uint64_t now_us) {
	if (error != EAGAIN && error != ENOBUFS)
		return true;
	o->full_since_us = o->full_since_us ? o->full_since_us : now_us;
	return now_us - o->full_since_us >= FULL_MOST_US;
}

/* True when all has left or was refused. */
static bool flush(struct sweep *s, struct outbox *o, uint64_t now_us) {
	while (o->first < o->count) {
		int sent = sendmmsg(o->fd, o->messages + o->first, (unsigned)(o->count - o->first), MSG_DONTWAIT);

		if (sent > 0) {
			o->first += (size_t)sent;
			o->full_since_us = 0;
			s->tally.sent += (uint64_t)sent;
		} else if (errno != EINTR) {
			if (!is_refused_for_good(o, errno, now_us))
				return false;
			o->first++;
			s->tally.unsendable++;
		}
	}
	o->first = o->count = 0;
	return true;
}

static uint64_t lost(const struct sweep *s) {
	const int fds[] = { s->answers, s->arp.fd };
	uint64_t count = 0;

	for (size_t i = 0; i < 2; i++) {
		uint32_t numbers[SK_MEMINFO_VARS] = { 0 };
		socklen_t size = sizeof numbers;

		if (getsockopt(fds[i], SOL_SOCKET, SO_MEMINFO, numbers, &size) == 0)
			count += numbers[SK_MEMINFO_DROPS];
	}
	return count;
}

/* Answers that we are too slow for: fewer at a time. */
static void look_for_loss(struct sweep *s, uint64_t now_us) {
	if (now_us - s->looked_us < LOOK_FOR_LOSS_US)
		return;
	s->looked_us = now_us;
	s->tally.lost = lost(s);
	if (s->tally.lost > s->lost_before)
		pace_slower(s->w.pace, now_us);
	s->lost_before = s->tally.lost;
}

int sweep_send(struct sweep *s, uint64_t now_us, uint64_t *ret_wait_us) {
	uint64_t wait = 0;

	look_for_loss(s, now_us);
	sweep_turns_settle(&s->turns, now_us);
	if (!s->syn.count && !s->arp.count)
		fill(s, now_us, &wait);
	bool all_left = flush(s, &s->syn, now_us);
	all_left = flush(s, &s->arp, now_us) && all_left;
	*ret_wait_us = all_left ? wait : FULL_WAIT_US;
	return 0;
}

unsigned sweep_sends(const struct sweep *s) {
	return 1 + (unsigned)(SECOND_US / (s->syn_gap_us ? s->syn_gap_us : 1)) + 1;
}

bool sweep_is_sent(const struct sweep *s) {
	return sweep_turns_over(&s->turns) && !s->syn.count && !s->arp.count;
}

/* ---- answers ---- */

/* Was the same heard of late? With thousands of answers in between it may be forgotten. */
static bool is_repeated(struct sweep *s, const struct sweep_answer *a) {
	const uint8_t *ip = a->who.bytes;
	uint64_t what = (uint64_t)ip[0] << 40 | (uint64_t)ip[1] << 32 | (uint64_t)ip[2] << 24 | (uint64_t)ip[3] << 16 | a->port;
	uint64_t *slot = &s->heard[scatter_mix(what) % HEARD];
	bool same = *slot == what;

	*slot = what;
	return same;
}

static int take_answer(struct sweep *s, str packet) {
	struct sweep_answer a;

	if (!sweep_read_answer(&s->secret, packet, &a) || is_repeated(s, &a) || !scope_allows(s->w.scope, a.who))
		return 0;
	s->tally.answers++;
	s->tally.closed += !a.is_open;
	if (!a.is_open)
		return 0;
	pace_charge(s->w.pace, 1);
	return s->w.listener->found(s->w.listener, a.who, a.port, (addr){ 0 }, 0);
}

static int take_arp(struct sweep *s, str packet, unsigned index) {
	struct arp_answer a;

	if (!sweep_read_arp(packet, &a))
		return 0;
	const struct sweep_link *link = sweep_links_find(&s->links, a.who);
	if (!link || link->index != index || !addr_eq(sweep_link_own(link), a.own) || addr_eq(link->mac, a.mac))
		return 0;
	if (!sweep_links_holds(&s->links, link, a.who) || !scope_allows(s->w.scope, a.who) || sweep_link_has_answered(link, a.who))
		return 0;
	int r = sweep_links_note(&s->links, link, a.who);
	if (r)
		return r;
	s->tally.answers++;
	return s->w.listener->found(s->w.listener, a.who, 0, a.mac, link->index);
}

/* One batch of a socket. The count, 0 when none wait, or a negative errno. */
static int take_batch(struct sweep *s, int fd) {
	struct sockaddr_ll from[BATCH];
	struct iovec parts[BATCH];
	struct mmsghdr messages[BATCH];
	int r = 0;

	for (size_t i = 0; i < BATCH; i++) {
		parts[i] = (struct iovec){ s->room[i], ANSWER_ROOM };
		messages[i].msg_hdr = (struct msghdr){ .msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &parts[i],
						       .msg_iovlen = 1 };
	}
	int count = recvmmsg(fd, messages, BATCH, MSG_DONTWAIT, NULL);
	for (int i = 0; !r && i < count; i++) {
		str packet = { s->room[i], messages[i].msg_len };

		r = fd == s->answers ? take_answer(s, packet) : take_arp(s, packet, (unsigned)from[i].sll_ifindex);
	}
	if (r)
		return r;
	/* Errors of the network, such as a link that went down, are no end of ours. */
	return count < 0 ? 0 : count;
}

int sweep_take(struct sweep *s) {
	const int fds[] = { s->answers, s->arp.fd };

	for (size_t k = 0; k < 2; k++)
		for (int i = 0, count = BATCH; i < TAKES_AT_ONCE && count == BATCH; i++)
			if ((count = take_batch(s, fds[k])) < 0)
				return count;
	return 0;
}

int sweep_fd(const struct sweep *s) {
	return s->ready;
}

/* ---- opening ---- */

/* Passes SYN-ACK and RST-ACK to our ports; offsets are from the beginning of the IPv4 header. */
static int filter_answers(int fd, const struct sweep_secret *secret) {
	uint32_t first = secret->first_port, last = first + secret->port_count - 1u;
	struct sock_filter code[] = {
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),            /* x: size of the IPv4 header */
		BPF_STMT(BPF_LD | BPF_H | BPF_IND, 2),             /* to port */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 6),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 5, 0),
		BPF_STMT(BPF_LD | BPF_B | BPF_IND, 13),            /* flags */
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x17),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x12, 1, 0),   /* SYN-ACK */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x14, 0, 1),   /* RST-ACK */
		BPF_STMT(BPF_RET | BPF_K, ANSWER_ROOM),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	const struct sock_fprog program = { sizeof code / sizeof *code, code };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) ? -errno : 0;
}

static int filter_arp(int fd) {
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 6),             /* question or answer */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, ANSWER_ROOM),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	const struct sock_fprog program = { sizeof code / sizeof *code, code };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) ? -errno : 0;
}

/* More than the system's limit where we may, else as much as that gives. */
static void make_room(int fd, int kind, int kind_by_force, int room) {
	if (setsockopt(fd, SOL_SOCKET, kind_by_force, &room, sizeof room))
		setsockopt(fd, SOL_SOCKET, kind, &room, sizeof room);
}

/* What comes to a socket before its filter stands is thrown away when it is read. */
static int open_answers(struct sweep *s) {
	s->answers = socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
	if (s->answers < 0)
		return -errno;
	make_room(s->answers, SO_RCVBUF, SO_RCVBUFFORCE, RECEIVE_ROOM);
	return filter_answers(s->answers, &s->secret);
}

static int open_syn(struct sweep *s) {
	int on = 1;

	s->syn.fd = socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_RAW);
	if (s->syn.fd < 0)
		return -errno;
	make_room(s->syn.fd, SO_SNDBUF, SO_SNDBUFFORCE, SEND_ROOM);
	/* Else a full queue would swallow packets without a word: raw(7). No ICMP comes to a socket of IPPROTO_RAW. */
	return setsockopt(s->syn.fd, IPPROTO_IP, IP_RECVERR, &on, sizeof on) ? -errno : 0;
}

static int open_arp(struct sweep *s) {
	s->arp.fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, htons(ETH_P_ARP));
	if (s->arp.fd < 0)
		return -errno;
	make_room(s->arp.fd, SO_RCVBUF, SO_RCVBUFFORCE, RECEIVE_ROOM);
	make_room(s->arp.fd, SO_SNDBUF, SO_SNDBUFFORCE, SEND_ROOM);
	return filter_arp(s->arp.fd);
}

/* With nobody behind a router all TCP of this machine would be looked at for nothing. */
static int open_sockets(struct sweep *s) {
	struct epoll_event readable = { .events = EPOLLIN };
	int r = open_syn(s);

	if (!r)
		r = open_arp(s);
	if (!r && s->far && s->syn_rounds)
		r = open_answers(s);
	if (r)
		return r;
	s->ready = epoll_create1(EPOLL_CLOEXEC);
	if (s->ready < 0 || epoll_ctl(s->ready, EPOLL_CTL_ADD, s->arp.fd, &readable) ||
	    (s->answers >= 0 && epoll_ctl(s->ready, EPOLL_CTL_ADD, s->answers, &readable)))
		return -errno;
	return 0;
}

static void prepare(struct outbox *o, size_t packet_size, size_t to_size) {
	for (size_t i = 0; i < BATCH; i++) {
		o->parts[i] = (struct iovec){ o->packets[i], packet_size };
		o->messages[i].msg_hdr = (struct msghdr){ .msg_name = &o->to[i], .msg_namelen = (socklen_t)to_size,
							  .msg_iov = &o->parts[i], .msg_iovlen = 1 };
	}
}

static int choose_secret(struct sweep_secret *secret) {
	FILE *from = fopen("/proc/sys/net/ipv4/ip_local_port_range", "re");
	unsigned low = 32768, high = 60999; /* Linux's own choice, where it does not say */
	uint64_t random;

	if (from) {
		if (fscanf(from, "%5u %5u", &low, &high) != 2 || low > high || high > 0xffff) {
			low = 32768;
			high = 60999;
		}
		fclose(from);
	}
	if (getrandom(secret->key, sizeof secret->key, 0) != sizeof secret->key ||
	    getrandom(&random, sizeof random, 0) != sizeof random)
		return -errno;
	sweep_choose_ports(secret, (uint16_t)low, (uint16_t)high, random);
	return 0;
}

/* What is still to be sent from the round `round` on. */
static uint64_t left_from(const struct sweep *s, uint64_t round) {
	return (round < SWEEP_ROUNDS ? (SWEEP_ROUNDS - round) * s->near : 0) +
	       (round < s->syn_rounds ? (s->syn_rounds - round) * s->far : 0);
}

static void plan(struct sweep *s) {
	double turn_us = s->w.device_rate > 1e-6 ? 1e6 / s->w.device_rate : 1e12;

	sweep_links_count(&s->links, scope_ranges(s->w.scope), &s->near, &s->far);
	s->syn_rounds = SWEEP_PORT_ROUNDS * (uint64_t)s->w.port_count;
	s->syn_gap_us = (uint64_t)(EACH_TURN * turn_us);
	s->arp_gap_us = turn_us > ARP_GAP_US ? (uint64_t)turn_us : ARP_GAP_US;
	uint64_t near_rounds = s->near ? SWEEP_ROUNDS : 0, far_rounds = s->far ? s->syn_rounds : 0;
	sweep_turns_open(&s->turns, scope_count(s->w.scope), near_rounds > far_rounds ? near_rounds : far_rounds);
	s->tally.to_send = left_from(s, 0);
}

static int set_up(struct sweep *s, const struct sweep_wish *w) {
	s->w = *w;
	for (size_t i = 0; i < w->port_count; i++)
		s->ports[i] = w->ports[i];
	s->syn.fd = s->answers = s->arp.fd = s->ready = -1;
	int r = choose_secret(&s->secret);
	if (!r)
		r = sweep_links_open(&s->links, w->links, w->link_count);
	if (r)
		return r;
	plan(s);
	prepare(&s->syn, SWEEP_SYN_SIZE, sizeof(struct sockaddr_in));
	prepare(&s->arp, SWEEP_ARP_SIZE, sizeof(struct sockaddr_ll));
	return open_sockets(s);
}

int sweep_open(const struct sweep_wish *w, struct sweep **ret_sweep) {
	struct sweep *s = w->port_count <= SWEEP_PORTS_MAX ? calloc(1, sizeof *s) : NULL;

	if (!s)
		return w->port_count <= SWEEP_PORTS_MAX ? -ENOMEM : -EINVAL;
	s->links.routing = -1;
	int r = set_up(s, w);
	if (r) {
		sweep_close(s);
		return r;
	}
	*ret_sweep = s;
	return 0;
}

void sweep_close(struct sweep *s) {
	if (!s)
		return;
	const int fds[] = { s->syn.fd, s->answers, s->arp.fd, s->ready };

	for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	sweep_links_close(&s->links);
	free(s);
}

/* ---- how far ---- */

struct sweep_tally sweep_tally(const struct sweep *s) {
	struct sweep_tally t = s->tally;

	t.lost = lost(s);
	/* What was refused, or foreseen wrongly, is not still to come. */
	if (sweep_is_sent(s))
		t.to_send = t.sent;
	return t;
}

uint64_t sweep_position(const struct sweep *s) {
	return sweep_turns_settled(&s->turns);
}

void sweep_go_on(struct sweep *s, uint64_t position) {
	sweep_turns_go_on(&s->turns, position);
	if (sweep_turns_over(&s->turns)) {
		s->tally.to_send = 0;
		return;
	}
	uint64_t round = sweep_turns_round(&s->turns), this_round = left_from(s, round) - left_from(s, round + 1);
	double done = (double)sweep_turns_index(&s->turns) / (double)s->turns.count;

	s->tally.to_send = left_from(s, round) - (uint64_t)(done * (double)this_round);
}
