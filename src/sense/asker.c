#include "sense/asker.h"

#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum {
	DOORS_MAX = 128,             /* sockets: one for each question and family; there are some 30 questions */
	BYTES_MAX = 2048,            /* of one question; the longest has some 700 */
	REPEAT_US = 250000,          /* between two rounds of the same question to everybody */
	RECEIVE_ROOM = 4 << 20,      /* of a socket: a link of thousands answers within a second */
	TAKES_AT_ONCE = 256,         /* replies from one socket before the others get their turn */
};

/* A socket on one local port. */
struct door {
	int fd;
	int family;
	uint16_t port; /* that was wished for; 0: any */
	uint16_t here; /* that it has */
	const struct question *question; /* that is asked through it; of several the first */
};

/* What is asked next, of everybody: the questions take turns, not the repeats of one. */
struct turn {
	unsigned round;
	size_t question, link, group;
};

struct asker {
	struct asker_wish w;
	struct asker_tally tally;
	struct door doors[DOORS_MAX];
	size_t door_count;
	struct turn turn;
	struct pace link_paces[LINKS_MAX]; /* by the first of those that lead to the same devices: */
	size_t wires[LINKS_MAX];           /* its number, of each */
	uint64_t rest_until_us;            /* between two rounds */
	int epoll;
	uint8_t room[ASKER_MESSAGE_MAX];
};

/* Doors */

static void set_number(int fd, int level, int name, int number) {
	setsockopt(fd, level, name, &number, sizeof number);
}

static void set_on(int fd, int level, int name) {
	set_number(fd, level, name, 1);
}

/* What is ours alone is not heard again, and what goes to everybody stays on the link. */
static void set_up(int fd, int family, bool shared) {
	int off = 0, one_hop = 1, room = RECEIVE_ROOM;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
	if (shared)
		set_on(fd, SOL_SOCKET, SO_REUSEADDR);
	if (family == AF_INET) {
		set_on(fd, IPPROTO_IP, IP_PKTINFO);
		setsockopt(fd, IPPROTO_IP, IP_MULTICAST_LOOP, &off, sizeof off);
		setsockopt(fd, IPPROTO_IP, IP_MULTICAST_TTL, &one_hop, sizeof one_hop);
	} else {
		set_on(fd, IPPROTO_IPV6, IPV6_V6ONLY);
		set_on(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO);
		setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, &off, sizeof off);
		setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &one_hop, sizeof one_hop);
	}
}

static int open_door(struct asker *a, int family, const struct question *q) {
	uint16_t port = q->answer_port;
	struct sockaddr_storage at;
	addr any = { .kind = family == AF_INET ? ADDR_IP4 : ADDR_IP6 };
	socklen_t size = socket_of_addr(any, port, 0, &at);
	struct epoll_event wish = { .events = EPOLLIN };
	int fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -errno;
	set_up(fd, family, port != 0);
	wish.data.u32 = (uint32_t)a->door_count;
	if (bind(fd, (const void *)&at, size) || getsockname(fd, (void *)&at, &size) ||
	    epoll_ctl(a->epoll, EPOLL_CTL_ADD, fd, &wish)) {
		int error = -errno;

		close(fd);
		return error;
	}
	struct door *d = &a->doors[a->door_count++];
	*d = (struct door){ .fd = fd, .family = family, .port = port, .question = q };
	addr_of_socket(&at, &d->here);
	return 0;
}

/* The question's own, or the one that it shares with others whose answers come to the same port. */
static struct door *door_for(struct asker *a, int family, const struct question *q) {
	for (size_t i = 0; i < a->door_count; i++)
		if (a->doors[i].family == family &&
		    (q->answer_port ? a->doors[i].port == q->answer_port : a->doors[i].question == q))
			return &a->doors[i];
	return NULL;
}

static int family_of(addr a) {
	return a.kind == ADDR_IP4 ? AF_INET : AF_INET6;
}

static bool is_multicast(addr a) {
	return a.kind == ADDR_IP4 ? (a.bytes[0] & 0xf0) == 0xe0 : a.kind == ADDR_IP6 && a.bytes[0] == 0xff;
}

static void join(const struct door *d, addr group, unsigned index) {
	if (d->family == AF_INET) {
		struct ip_mreqn wish = { .imr_ifindex = (int)index };

		memcpy(&wish.imr_multiaddr, group.bytes, 4);
		setsockopt(d->fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &wish, sizeof wish);
	} else {
		struct ipv6_mreq wish = { .ipv6mr_interface = index };

		memcpy(&wish.ipv6mr_multiaddr, group.bytes, 16);
		setsockopt(d->fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &wish, sizeof wish);
	}
}

/*
 * Is a group asked from this one of our addresses? IPv4 is asked from each: a
 * camera answers to its own subnet only. With IPv6 all on a link reach each
 * other by link-local addresses, so once is enough, however many we have.
 */
static bool asks_group(const struct asker_wish *w, size_t link, addr group) {
	const struct link_address *l = &w->links[link];

	if (l->own.kind != group.kind)
		return false;
	for (size_t i = 0; i < link && group.kind == ADDR_IP6; i++)
		if (w->links[i].index == l->index && w->links[i].own.kind == ADDR_IP6)
			return false;
	return true;
}

/* The doors of a question, and its groups joined on each link: answers may come to everybody. */
static int open_doors_of(struct asker *a, const struct question *q) {
	static const int families[] = { AF_INET, AF_INET6 };

	for (size_t f = 0; f < 2; f++) {
		int r = door_for(a, families[f], q) ? 0 : a->door_count == DOORS_MAX ? -EMFILE : open_door(a, families[f], q);
		if (r == -EAFNOSUPPORT)
			continue;
		if (r && q->answer_port == 0)
			return r;
		a->tally.unheard_ports += r != 0;
	}
	for (size_t i = 0; q->answer_port && i < q->groups.count; i++) {
		addr group = addr_parse(q->groups.at[i]);
		const struct door *d = door_for(a, family_of(group), q);

		for (size_t k = 0; d && is_multicast(group) && k < a->w.link_count; k++)
			if (asks_group(&a->w, k, group))
				join(d, group, a->w.links[k].index);
	}
	return 0;
}

/* Listening */

/* Where a datagram was sent to, and by which link it came; ADDR_NONE when the kernel does not say. */
static addr to_whom(struct msghdr *m, unsigned *ret_interface) {
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
			struct in_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof info);
			*ret_interface = (unsigned)info.ipi_ifindex;
			return addr_of(ADDR_IP4, (str){ (const void *)&info.ipi_addr, 4 });
		}
		if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
			struct in6_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof info);
			*ret_interface = info.ipi6_ifindex;
			return addr_of(ADDR_IP6, (str){ (const void *)&info.ipi6_addr, 16 });
		}
	}
	return (addr){ .kind = ADDR_NONE };
}

/* Our own broadcast comes back, also to the port where another question's answers come. */
static bool is_own(const struct asker *a, const struct reply *r) {
	bool own_address = false, own_port = false;

	for (size_t i = 0; i < a->w.link_count; i++)
		own_address = own_address || addr_eq(a->w.links[i].own, r->who);
	for (size_t i = 0; i < a->door_count; i++)
		own_port = own_port || a->doors[i].here == r->from_port;
	return own_address && own_port;
}

static uint64_t date_us(void) {
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* One datagram of a door; false when there is none. */
static bool take_one(struct asker *a, const struct door *d, int *ret_result) {
	struct sockaddr_storage from = { 0 };
	uint8_t control[128];
	struct iovec room = { a->room, sizeof a->room };
	struct msghdr m = { .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &room, .msg_iovlen = 1,
			    .msg_control = control, .msg_controllen = sizeof control };
	ssize_t size = recvmsg(d->fd, &m, MSG_DONTWAIT);
	struct reply reply = { .to_port = d->here, .asked_port = d->question->port,
			       .bytes = { a->room, size > 0 ? (size_t)size : 0 } };

	if (size < 0)
		return errno == ECONNREFUSED || errno == EHOSTUNREACH || errno == EINTR;
	reply.who = addr_of_socket(&from, &reply.from_port);
	if (size == 0 || is_own(a, &reply))
		return true;
	reply.to = to_whom(&m, &reply.interface);
	reply.time_us = date_us();
	a->tally.replies++;
	*ret_result = a->w.listener->reply(a->w.listener, &reply);
	return *ret_result == 0;
}

int asker_take(struct asker *a) {
	struct epoll_event events[DOORS_MAX];
	int n = epoll_wait(a->epoll, events, DOORS_MAX, 0), result = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < TAKES_AT_ONCE && take_one(a, &a->doors[events[i].data.u32], &result); k++)
			;
	return result;
}

int asker_fd(const struct asker *a) {
	return a->epoll;
}

/* Asking */

/*
 * Says through which link a datagram leaves, with IPv4 also from which of our
 * addresses: `control` has room for either kind.
 */
static void choose_link(struct msghdr *m, const struct link_address *link, uint8_t *control) {
	struct in_pktinfo four = { .ipi_ifindex = (int)link->index };
	struct in6_pktinfo six = { .ipi6_ifindex = link->index };
	bool is_four = link->own.kind == ADDR_IP4;
	size_t size = is_four ? sizeof four : sizeof six;

	if (is_four)
		memcpy(&four.ipi_spec_dst, link->own.bytes, 4);
	m->msg_control = control;
	m->msg_controllen = CMSG_SPACE(size);
	struct cmsghdr *c = CMSG_FIRSTHDR(m);
	c->cmsg_level = is_four ? IPPROTO_IP : IPPROTO_IPV6;
	c->cmsg_type = is_four ? IP_PKTINFO : IPV6_PKTINFO;
	c->cmsg_len = CMSG_LEN(size);
	memcpy(CMSG_DATA(c), is_four ? (const void *)&four : (const void *)&six, size);
}

/* Sends through this link, NULL for whichever leads there. What the kernel refuses is counted, not fatal. */
static int send_question(struct asker *a, const struct question *q, addr to, const struct link_address *link,
			 unsigned interface) {
	uint8_t room[BYTES_MAX], host_room[ADDR_TEXT_MAX];
	struct question_fill with = { .port = q->port, .community = a->w.community };
	union {
		uint8_t room[CMSG_SPACE(sizeof(struct in6_pktinfo))];
		struct cmsghdr aligned;
	} control = { .room = { 0 } };
	const struct door *d = door_for(a, family_of(to), q);
	struct sockaddr_storage at;
	struct text host = TEXT(host_room);

	if (!d)
		return 0;
	if (getrandom(with.random, sizeof with.random, 0) != sizeof with.random)
		return -errno;
	addr_format(&host, to);
	with.host = text_done(&host);
	str bytes = question_fill(q, &with, room, sizeof room);
	struct iovec part = { room, bytes.n };
	struct msghdr m = { .msg_name = &at, .msg_iov = &part, .msg_iovlen = 1 };
	m.msg_namelen = socket_of_addr(to, q->port, link ? link->index : interface, &at);
	if (bytes.n == 0)
		return -EMSGSIZE;
	if (link)
		choose_link(&m, link, control.room);
	/* The kernel itself keeps what is for one from everybody. */
	set_number(d->fd, SOL_SOCKET, SO_BROADCAST, link != NULL);
	a->tally.unsendable += sendmsg(d->fd, &m, 0) < 0;
	return 0;
}

int asker_ask(struct asker *a, const struct question *q, addr to, unsigned interface) {
	return send_question(a, q, to, NULL, interface);
}

static bool goes_to_all(const struct question *q, unsigned round) {
	return q->way == WAY_UDP && !q->listen_only && round < q->times;
}

/* The next thing to ask at or after the turn; false at the end of a round. */
static bool find_turn(const struct asker_wish *w, struct turn *turn) {
	for (; turn->question < w->questions->count; turn->question++, turn->link = 0) {
		const struct question *q = &w->questions->at[turn->question];

		for (; goes_to_all(q, turn->round) && turn->link < w->link_count; turn->link++, turn->group = 0)
			for (; turn->group < q->groups.count; turn->group++)
				if (asks_group(w, turn->link, addr_parse(q->groups.at[turn->group])))
					return true;
	}
	return false;
}

uint64_t asker_count(const struct asker_wish *w) {
	uint64_t count = 0;

	for (struct turn turn = { 0 }; turn.round < QUESTION_TIMES_MAX; turn = (struct turn){ .round = turn.round + 1 })
		for (; find_turn(w, &turn); turn.group++)
			count++;
	return count;
}

/* 0: it is time. */
static uint64_t wait_for_turn(struct asker *a, uint64_t now_us) {
	struct pace *own = &a->link_paces[a->wires[a->turn.link]];
	uint64_t wait = a->rest_until_us > now_us ? a->rest_until_us - now_us : 0;

	if (!wait)
		wait = pace_delay(own, 1, now_us);
	if (!wait)
		wait = pace_wait(a->w.pace, now_us);
	if (!wait)
		pace_wait(own, now_us);
	return wait;
}

void asker_step(struct asker *a, uint64_t now_us, uint64_t *ret_wait_us) {
	while (a->turn.round < QUESTION_TIMES_MAX) {
		if (!find_turn(&a->w, &a->turn)) {
			a->turn = (struct turn){ .round = a->turn.round + 1 };
			a->rest_until_us = now_us + REPEAT_US;
			continue;
		}
		*ret_wait_us = wait_for_turn(a, now_us);
		if (*ret_wait_us)
			return;
		const struct question *q = &a->w.questions->at[a->turn.question];
		addr group = addr_parse(q->groups.at[a->turn.group]);
		send_question(a, q, group, &a->w.links[a->turn.link], 0);
		a->tally.sent++;
		a->turn.group++;
	}
	*ret_wait_us = UINT64_MAX;
}

struct asker_tally asker_tally(const struct asker *a) {
	return a->tally;
}

/* What may go at once, and what comes on top in a second, are together less than the rate. */
static void open_paces(struct asker *a) {
	double rate = a->w.device_rate < PACE_RATE_MAX && a->w.device_rate > 1 ? a->w.device_rate - 1 : a->w.device_rate;

	for (size_t i = 0; i < a->w.link_count; i++)
		pace_open(&a->link_paces[i], rate, 1, 0);
	links_wires(a->w.links, a->w.link_count, a->wires);
}

static bool is_asked(const struct asker_wish *w, const struct question *q) {
	return q->way == WAY_UDP && (w->link_count || q->unicast);
}

int asker_open(const struct asker_wish *w, struct asker **ret_asker) {
	struct asker *a = w->link_count > LINKS_MAX ? NULL : calloc(1, sizeof *a);
	int r = 0;

	if (!a)
		return w->link_count > LINKS_MAX ? -E2BIG : -ENOMEM;
	a->w = *w;
	a->tally.to_send = asker_count(w);
	open_paces(a);
	a->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (a->epoll < 0)
		r = -errno;
	/* Ports that are fixed come first, before the kernel gives one of them to a question that may have any. */
	for (int fixed = 1; fixed >= 0; fixed--)
		for (size_t i = 0; !r && i < w->questions->count; i++)
			if (is_asked(w, &w->questions->at[i]) && (w->questions->at[i].answer_port != 0) == fixed)
				r = open_doors_of(a, &w->questions->at[i]);
	if (r)
		asker_close(a);
	else
		*ret_asker = a;
	return r;
}

void asker_close(struct asker *a) {
	if (!a)
		return;
	for (size_t i = 0; i < a->door_count; i++)
		close(a->doors[i].fd);
	if (a->epoll >= 0)
		close(a->epoll);
	free(a);
}
