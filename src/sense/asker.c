#include "sense/asker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	DOORS_MAX = 128,             /* sockets: one for each question and family; there are some 30 questions */
	BYTES_MAX = 2048,            /* of one question; the longest has some 700 */
	STEP_US = 100000,
	STOPPED_QUIET_US = 500000,   /* who was just asked may still answer, but a person waits */
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

struct asking {
	const struct asker_wish *w;
	struct asker_listener *l;
	struct asker_tally *tally;
	struct door doors[DOORS_MAX];
	size_t door_count;
	uint64_t next_step_us;
	bool stopping; /* somebody wants an end: only what is on its way is still taken */
	uint8_t room[ASKER_MESSAGE_MAX];
};

static uint64_t clock_us(clockid_t which) {
	struct timespec t;

	clock_gettime(which, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static uint64_t now_us(void) {
	return clock_us(CLOCK_MONOTONIC);
}

/* Addresses as the kernel has them. */

static addr addr_of_socket(const struct sockaddr_storage *s, uint16_t *ret_port) {
	if (s->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)s;

		*ret_port = ntohs(in->sin_port);
		return addr_of(ADDR_IP4, (str){ (const void *)&in->sin_addr, 4 });
	}
	const struct sockaddr_in6 *in6 = (const void *)s;
	*ret_port = ntohs(in6->sin6_port);
	return addr_of(ADDR_IP6, (str){ (const void *)&in6->sin6_addr, 16 });
}

static socklen_t socket_of_addr(addr a, uint16_t port, unsigned index, struct sockaddr_storage *ret) {
	memset(ret, 0, sizeof *ret);
	if (a.kind == ADDR_IP4) {
		struct sockaddr_in *in = (void *)ret;

		in->sin_family = AF_INET;
		in->sin_port = htons(port);
		memcpy(&in->sin_addr, a.bytes, 4);
		return sizeof *in;
	}
	struct sockaddr_in6 *in6 = (void *)ret;
	in6->sin6_family = AF_INET6;
	in6->sin6_port = htons(port);
	in6->sin6_scope_id = index;
	memcpy(&in6->sin6_addr, a.bytes, 16);
	return sizeof *in6;
}

static unsigned prefix_of(const struct sockaddr *mask, enum addr_kind kind) {
	const uint8_t *bytes = kind == ADDR_IP4 ? (const void *)&((const struct sockaddr_in *)(const void *)mask)->sin_addr
						: (const void *)&((const struct sockaddr_in6 *)(const void *)mask)->sin6_addr;
	unsigned bits = 0;

	while (bits < 8 * addr_size(kind) && (bytes[bits / 8] >> (7 - bits % 8) & 1))
		bits++;
	return bits;
}

static bool is_named(const char *name, const char *const *names, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static bool is_wanted(const struct ifaddrs *i, const char *const *names, size_t count) {
	unsigned need = IFF_UP | IFF_RUNNING;

	if (!i->ifa_addr || !i->ifa_netmask || (i->ifa_addr->sa_family != AF_INET && i->ifa_addr->sa_family != AF_INET6))
		return false;
	if ((i->ifa_flags & need) != need)
		return false;
	if (count)
		return is_named(i->ifa_name, names, count);
	return (i->ifa_flags & IFF_MULTICAST) && !(i->ifa_flags & (IFF_LOOPBACK | IFF_POINTOPOINT));
}

int asker_links(const char *const *names, size_t name_count, struct link_address *ret_links, size_t most,
		const char **ret_missing) {
	struct ifaddrs *all;
	size_t count = 0;

	for (size_t i = 0; i < name_count; i++) {
		if (!if_nametoindex(names[i])) {
			*ret_missing = names[i];
			return -ENODEV;
		}
	}
	if (getifaddrs(&all))
		return -errno;
	for (const struct ifaddrs *i = all; i && count < most; i = i->ifa_next) {
		uint16_t port;
		struct sockaddr_storage own = { 0 };

		if (!is_wanted(i, names, name_count))
			continue;
		bool is_four = i->ifa_addr->sa_family == AF_INET;
		memcpy(&own, i->ifa_addr, is_four ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
		struct link_address *l = &ret_links[count++];
		*l = (struct link_address){ .index = if_nametoindex(i->ifa_name), .own = addr_of_socket(&own, &port) };
		strncpy(l->name, i->ifa_name, sizeof l->name - 1);
		l->prefix = prefix_of(i->ifa_netmask, (enum addr_kind)l->own.kind);
	}
	freeifaddrs(all);
	return (int)count;
}

/* Doors */

static void set_on(int fd, int level, int name) {
	int on = 1;

	setsockopt(fd, level, name, &on, sizeof on);
}

/* What is ours alone is not heard again, and what goes to everybody stays on the link. */
static void set_up(int fd, int family, bool shared) {
	int off = 0, one_hop = 1, room = RECEIVE_ROOM;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
	if (shared)
		set_on(fd, SOL_SOCKET, SO_REUSEADDR);
	if (family == AF_INET) {
		set_on(fd, SOL_SOCKET, SO_BROADCAST);
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

static int open_door(struct asking *a, int family, const struct question *q) {
	uint16_t port = q->answer_port;
	struct sockaddr_storage at;
	addr any = { .kind = family == AF_INET ? ADDR_IP4 : ADDR_IP6 };
	socklen_t size = socket_of_addr(any, port, 0, &at);
	int fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -errno;
	set_up(fd, family, port != 0);
	if (bind(fd, (const void *)&at, size) || getsockname(fd, (void *)&at, &size)) {
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
static struct door *door_for(struct asking *a, int family, const struct question *q) {
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
static int open_doors_of(struct asking *a, const struct question *q) {
	static const int families[] = { AF_INET, AF_INET6 };

	for (size_t f = 0; f < 2; f++) {
		int r = door_for(a, families[f], q) ? 0 : a->door_count == DOORS_MAX ? -EMFILE : open_door(a, families[f], q);
		if (r == -EAFNOSUPPORT)
			continue;
		if (r && q->answer_port == 0)
			return r;
		a->tally->unheard_ports += r != 0;
	}
	for (size_t i = 0; q->answer_port && i < q->groups.count; i++) {
		addr group = addr_parse(q->groups.at[i]);
		const struct door *d = door_for(a, family_of(group), q);

		for (size_t k = 0; d && is_multicast(group) && k < a->w->link_count; k++)
			if (asks_group(a->w, k, group))
				join(d, group, a->w->links[k].index);
	}
	return 0;
}

static bool is_stopped(const struct asking *a) {
	return a->w->stop && *a->w->stop;
}

/* Listening */

/* Where a datagram was sent to; ADDR_NONE when the kernel does not say. */
static addr to_whom(struct msghdr *m) {
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
			struct in_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof info);
			return addr_of(ADDR_IP4, (str){ (const void *)&info.ipi_addr, 4 });
		}
		if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
			struct in6_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof info);
			return addr_of(ADDR_IP6, (str){ (const void *)&info.ipi6_addr, 16 });
		}
	}
	return (addr){ .kind = ADDR_NONE };
}

/* Our own broadcast comes back, also to the port where another question's answers come. */
static bool is_own(const struct asking *a, const struct reply *r) {
	bool own_address = false, own_port = false;

	for (size_t i = 0; i < a->w->link_count; i++)
		own_address = own_address || addr_eq(a->w->links[i].own, r->who);
	for (size_t i = 0; i < a->door_count; i++)
		own_port = own_port || a->doors[i].here == r->from_port;
	return own_address && own_port;
}

/* One datagram of a door; false when there is none. */
static bool take_one(struct asking *a, const struct door *d, int *ret_result) {
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
	reply.to = to_whom(&m);
	reply.time_us = clock_us(CLOCK_REALTIME);
	a->tally->replies++;
	*ret_result = a->l->reply(a->l, &reply);
	return *ret_result == 0;
}

/* Takes what comes within `wait_us`, and not longer: a quiet link must not hold up anything. */
static int listen_for(struct asking *a, uint64_t wait_us) {
	uint64_t until = now_us() + wait_us;
	struct pollfd polled[DOORS_MAX];
	int result = 0;

	for (size_t i = 0; i < a->door_count; i++)
		polled[i] = (struct pollfd){ .fd = a->doors[i].fd, .events = POLLIN };
	do {
		uint64_t now = now_us();

		if (a->l->step && now >= a->next_step_us) {
			a->next_step_us = now + STEP_US;
			a->l->step(a->l, a->tally->sent, a->tally->to_send);
		}
		uint64_t left = until > now ? until - now : 0;
		int ready = poll(polled, a->door_count, (int)((left < STEP_US ? left : STEP_US) / 1000));
		for (size_t i = 0; ready > 0 && i < a->door_count; i++)
			for (int k = 0; polled[i].revents && k < TAKES_AT_ONCE && take_one(a, &a->doors[i], &result); k++)
				;
	} while (!result && now_us() < until && (a->stopping || !is_stopped(a)));
	return result;
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
static int send_question(struct asking *a, const struct door *d, const struct question *q, addr to,
			 const struct link_address *link) {
	uint8_t room[BYTES_MAX], random[16], host_room[ADDR_TEXT_MAX];
	union {
		uint8_t room[CMSG_SPACE(sizeof(struct in6_pktinfo))];
		struct cmsghdr aligned;
	} control = { .room = { 0 } };
	struct sockaddr_storage at;
	struct text host = TEXT(host_room);

	if (getrandom(random, sizeof random, 0) != sizeof random)
		return -errno;
	addr_format(&host, to);
	str bytes = question_fill(q, random, text_done(&host), room, sizeof room);
	struct iovec part = { room, bytes.n };
	struct msghdr m = { .msg_name = &at, .msg_iov = &part, .msg_iovlen = 1 };
	m.msg_namelen = socket_of_addr(to, q->port, link ? link->index : 0, &at);
	if (bytes.n == 0)
		return -EMSGSIZE;
	if (link)
		choose_link(&m, link, control.room);
	if (sendmsg(d->fd, &m, 0) < 0) {
		a->tally->unsendable++;
		return 0;
	}
	return a->l->sent ? a->l->sent(a->l, q, to, bytes) : 0;
}

/* Waits for its turn by the pace, listening meanwhile, and asks. */
static int ask(struct asking *a, const struct question *q, addr to, const struct link_address *link) {
	const struct door *d = door_for(a, family_of(to), q);
	uint64_t wait;

	if (!d)
		return 0;
	while ((wait = pace_wait(a->w->pace, now_us())) > 0) {
		int r = listen_for(a, wait);
		if (r || is_stopped(a))
			return r;
	}
	int r = send_question(a, d, q, to, link);
	a->tally->sent++;
	return r ? r : listen_for(a, 0);
}

/* Everybody on each link, one round: the questions take turns, not the repeats of one. */
static int ask_groups(struct asking *a, unsigned round) {
	int r = 0;

	for (size_t i = 0; i < a->w->questions->count; i++) {
		const struct question *q = &a->w->questions->at[i];

		if (q->way != WAY_UDP || q->listen_only || round >= q->times)
			continue;
		for (size_t k = 0; k < a->w->link_count; k++) {
			for (size_t g = 0; !r && !is_stopped(a) && g < q->groups.count; g++) {
				addr group = addr_parse(q->groups.at[g]);

				if (asks_group(a->w, k, group))
					r = ask(a, q, group, &a->w->links[k]);
			}
		}
	}
	return r;
}

/* One by one: a question to all addresses before the next question, so that no host gets two in a row. */
static int ask_each(struct asking *a) {
	int r = 0;

	for (size_t i = 0; i < a->w->questions->count; i++) {
		const struct question *q = &a->w->questions->at[i];

		if (q->way != WAY_UDP || q->listen_only || !q->unicast)
			continue;
		for (uint64_t at = 0; !r && !is_stopped(a) && at < scope_count(a->w->scope); at++) {
			addr to = scope_at(a->w->scope, at);

			if (scope_allows(a->w->scope, to))
				r = ask(a, q, to, NULL);
		}
	}
	return r;
}

uint64_t asker_count(const struct asker_wish *w) {
	uint64_t count = 0, hosts = w->scope ? scope_count(w->scope) : 0;

	for (size_t i = 0; i < w->questions->count; i++) {
		const struct question *q = &w->questions->at[i];

		if (q->way != WAY_UDP || q->listen_only)
			continue;
		count += q->unicast ? hosts : 0;
		for (size_t k = 0; k < w->link_count; k++)
			for (size_t g = 0; g < q->groups.count; g++)
				count += asks_group(w, k, addr_parse(q->groups.at[g])) ? q->times : 0;
	}
	return count;
}

static int ask_all(struct asking *a) {
	unsigned most = 0;
	int r = 0;

	for (size_t i = 0; !r && i < a->w->questions->count; i++) {
		if (a->w->questions->at[i].way == WAY_UDP)
			r = open_doors_of(a, &a->w->questions->at[i]);
		most = a->w->questions->at[i].times > most ? a->w->questions->at[i].times : most;
	}
	for (unsigned round = 0; !r && a->w->link_count && round < most && !is_stopped(a); round++) {
		r = ask_groups(a, round);
		if (!r)
			r = listen_for(a, REPEAT_US);
	}
	if (!r && a->w->scope && !is_stopped(a))
		r = ask_each(a);
	if (!r && !is_stopped(a))
		r = listen_for(a, a->w->quiet_us);
	a->stopping = is_stopped(a);
	return r || !a->stopping ? r : listen_for(a, STOPPED_QUIET_US);
}

void asker_pace(struct pace *ret_pace, double packets_a_second) {
	pace_open(ret_pace, packets_a_second, 1, now_us());
}

int asker_run(const struct asker_wish *w, struct asker_listener *l, struct asker_tally *ret_tally) {
	struct asking a = { .w = w, .l = l, .tally = ret_tally };
	int r;

	*ret_tally = (struct asker_tally){ .to_send = asker_count(w) };
	r = ask_all(&a);
	for (size_t i = 0; i < a.door_count; i++)
		close(a.doors[i].fd);
	return r;
}
