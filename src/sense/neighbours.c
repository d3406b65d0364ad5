/*
 * rtnetlink(7): one RTM_GETNEIGH, or RTM_GETNEIGHTBL for the tables that hold
 * them, and the kernel answers with messages in several datagrams, the last of
 * which is NLMSG_DONE. Each neighbour or table is
 *
 *     nlmsghdr  ndmsg or ndtmsg  (rtattr value padding)…
 *
 * in this machine's byte order, each part beginning on four bytes.
 */
#include "sense/neighbours.h"

#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/cur.h"

enum {
	DATAGRAM_MAX = 32 * 1024, /* the largest that the kernel makes of a dump */
	QUESTION = 1,             /* our only one: its number */
	PATIENCE_S = 5,           /* the kernel answers at once */
	KNOWN = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE | NUD_PERMANENT,
	HELD_TICKS = 5 * 100,     /* the kernel forgets nobody of whom it learned something within five seconds; USER_HZ */
};

struct dump {
	struct neighbours_sink *to;
	size_t count;
	int family;   /* whose are counted: each has a table of its own */
	size_t held;  /* of it, those that the kernel cannot forget */
	uint32_t limit; /* of the table: gc_thresh3 of arp(7) */
	uint64_t refusals;
	bool is_done;
};

/* A struct of the kernel's: no padding inside, its bytes in our own order. */
static bool take_struct(cur *in, void *to, size_t size) {
	str bytes = cur_take(in, size);

	if (in->bad)
		return false;
	memcpy(to, bytes.at, size);
	return true;
}

/* The attribute's value, and `in` behind its padding; false when there is none left. */
static bool next_attribute(cur *in, unsigned *ret_type, str *ret_value) {
	struct rtattr head;

	if (!take_struct(in, &head, sizeof head) || head.rta_len < sizeof head)
		return false;
	*ret_type = head.rta_type;
	*ret_value = cur_take(in, head.rta_len - sizeof head);
	if (in->bad)
		return false;
	size_t padding = RTA_ALIGN(head.rta_len) - head.rta_len;
	cur_take(in, padding < cur_left(in) ? padding : cur_left(in));
	return true;
}

/*
 * Counts in the limit of the table, and would not be forgotten for a new one:
 * linux/net/core/neighbour.c, neigh_forced_gc(). While one is new, or was
 * confirmed of late, a timer holds it.
 */
static bool is_held(const struct ndmsg *head, const struct nda_cacheinfo *age) {
	if ((head->ndm_flags & (NTF_PROXY | NTF_EXT_LEARNED)) ||
	    (head->ndm_state & (NUD_PERMANENT | NUD_NOARP)))
		return false;
	return age->ndm_refcnt > 0 || (!(head->ndm_state & NUD_FAILED) && age->ndm_updated < HELD_TICKS);
}

static int take_neighbour(struct dump *d, cur in) {
	struct neighbour n = { 0 };
	struct nda_cacheinfo age = { 0 };
	struct ndmsg head;
	unsigned type;
	str value;

	if (!take_struct(&in, &head, sizeof head))
		return -EBADMSG;
	while (next_attribute(&in, &type, &value)) {
		cur inner = cur_over(value);

		if (type == NDA_DST)
			n.ip = addr_of(head.ndm_family == AF_INET ? ADDR_IP4 : ADDR_IP6, value);
		else if (type == NDA_LLADDR)
			n.mac = addr_of(ADDR_MAC, value);
		else if (type == NDA_CACHEINFO)
			take_struct(&inner, &age, sizeof age);
	}
	d->held += head.ndm_family == d->family && is_held(&head, &age);
	if (!(head.ndm_state & KNOWN) || (head.ndm_flags & NTF_PROXY))
		return 0;
	/* Multicast groups and links without MACs are in the table too. */
	if (!addr_is_unicast(n.ip) || !addr_is_station(n.mac))
		return 0;
	if (d->count == NEIGHBOURS_MAX)
		return NEIGHBOURS_MORE;
	d->count++;
	n.interface = (unsigned)head.ndm_ifindex;
	n.is_fresh = head.ndm_state & (NUD_REACHABLE | NUD_PERMANENT);
	return d->to->take(d->to, &n);
}

/* There are messages for the table and, without its limit, for its settings on each link. */
static int take_table(struct dump *d, cur in) {
	struct ndt_stats stats = { 0 };
	struct ndtmsg head;
	unsigned type;
	str value;

	if (!take_struct(&in, &head, sizeof head))
		return -EBADMSG;
	while (head.ndtm_family == d->family && next_attribute(&in, &type, &value)) {
		cur inner = cur_over(value);

		if (type == NDTA_THRESH3)
			take_struct(&inner, &d->limit, sizeof d->limit);
		else if (type == NDTA_STATS && take_struct(&inner, &stats, sizeof stats))
			d->refusals = stats.ndts_table_fulls;
	}
	return 0;
}

static int take_error(cur in) {
	int error;

	/* Not even our question was understood, or it needs a right that we lack. */
	return take_struct(&in, &error, sizeof error) && error < 0 ? error : -EBADMSG;
}

static int take_message(struct dump *d, const struct nlmsghdr *head, str body) {
	if (head->nlmsg_seq != QUESTION)
		return 0;
	if (head->nlmsg_type == NLMSG_ERROR)
		return take_error(cur_over(body));
	if (head->nlmsg_type == RTM_NEWNEIGH)
		return take_neighbour(d, cur_over(body));
	if (head->nlmsg_type == RTM_NEWNEIGHTBL)
		return take_table(d, cur_over(body));
	d->is_done = head->nlmsg_type == NLMSG_DONE;
	return 0;
}

static int take_datagram(struct dump *d, str bytes) {
	int r = 0;

	while (!r && !d->is_done && bytes.n) {
		cur in = cur_over(bytes);
		struct nlmsghdr head;

		if (!take_struct(&in, &head, sizeof head) || head.nlmsg_len < sizeof head)
			return -EBADMSG;
		str body = cur_take(&in, head.nlmsg_len - sizeof head);
		if (in.bad)
			return -EBADMSG;
		r = take_message(d, &head, body);
		bytes = str_after(bytes, NLMSG_ALIGN(head.nlmsg_len));
	}
	return r;
}

static int ask(int fd, uint16_t what) {
	const struct {
		struct nlmsghdr head;
		struct ndmsg body; /* a question for tables begins alike */
	} question = {
		.head = {
			.nlmsg_len = sizeof question, .nlmsg_type = what,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP, .nlmsg_seq = QUESTION,
		},
		.body = { .ndm_family = AF_UNSPEC },
	};
	const struct timeval patience = { .tv_sec = PATIENCE_S };

	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0 ||
	    send(fd, &question, sizeof question, 0) < 0)
		return -errno;
	return 0;
}

static int listen_to(int fd, struct dump *d) {
	uint8_t room[DATAGRAM_MAX];
	int r = 0;

	while (!r && !d->is_done) {
		struct sockaddr_nl from = { 0 };
		socklen_t from_size = sizeof from;
		ssize_t n = recvfrom(fd, room, sizeof room, MSG_TRUNC, (struct sockaddr *)&from, &from_size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN ? -ETIMEDOUT : -errno;
		if ((size_t)n > sizeof room)
			return -EMSGSIZE;
		/* Only the kernel has the port number 0. */
		if (from.nl_pid == 0)
			r = take_datagram(d, (str){ room, (size_t)n });
	}
	return r;
}

static int read_all(struct dump *d, uint16_t what) {
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (fd < 0)
		return -errno;
	int r = ask(fd, what);
	if (!r)
		r = listen_to(fd, d);
	close(fd);
	return r;
}

int neighbours_read(struct neighbours_sink *to) {
	struct dump d = { .to = to };

	return read_all(&d, RTM_GETNEIGH);
}

static int pass_over(struct neighbours_sink *s, const struct neighbour *n) {
	(void)s;
	(void)n;
	return 0;
}

int neighbours_room(enum addr_kind kind, struct neighbours_room *ret_room) {
	const int family = kind == ADDR_IP4 ? AF_INET : AF_INET6;
	struct neighbours_sink nobody = { pass_over };
	struct dump entries = { .to = &nobody, .family = family }, table = { .family = family };
	int r = read_all(&entries, RTM_GETNEIGH);

	if (r >= 0)
		r = read_all(&table, RTM_GETNEIGHTBL);
	if (r < 0)
		return r;
	*ret_room = (struct neighbours_room){
		.left = entries.held < table.limit ? table.limit - entries.held : 0,
		.refusals = table.refusals,
	};
	return 0;
}

/* One who tells them on as observations. */
struct teller {
	struct neighbours_sink sink;
	struct obs_sink *to;
	uint64_t time_us;
};

static int tell_one(struct neighbours_sink *sink, const struct neighbour *n) {
	const struct teller *t = (const struct teller *)sink;
	uint8_t room[ADDR_TEXT_MAX];
	struct text ip = TEXT(room);

	addr_format(&ip, n->ip);
	return t->to->take(t->to, &(struct obs){
		.who = n->mac, .field = n->ip.kind == ADDR_IP4 ? STR("arp.ip") : STR("nd.ip"), .value = text_done(&ip),
		.time_us = t->time_us,
	});
}

int neighbours_tell(struct obs_sink *to, uint64_t time_us) {
	struct teller t = { { tell_one }, to, time_us };

	return neighbours_read(&t.sink);
}

/* A change of one neighbour: its head, its address, perhaps its MAC. */
struct change {
	struct nlmsghdr head;
	struct ndmsg body;
	uint8_t attributes[64];
};

_Static_assert(offsetof(struct change, attributes) == NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(struct ndmsg)), "parts lie apart");

static void put_attribute(struct change *c, unsigned short type, addr a) {
	size_t size = addr_size((enum addr_kind)a.kind);
	const struct rtattr head = { .rta_len = (unsigned short)RTA_LENGTH(size), .rta_type = type };
	uint8_t *at = c->attributes + (c->head.nlmsg_len - offsetof(struct change, attributes));

	memcpy(at, &head, sizeof head);
	memcpy(at + RTA_LENGTH(0), a.bytes, size);
	c->head.nlmsg_len += (uint32_t)RTA_SPACE(size);
}

static struct change change_of(uint16_t type, uint16_t flags, addr ip, unsigned interface) {
	struct change c = {
		.head = { .nlmsg_len = offsetof(struct change, attributes), .nlmsg_type = type,
			  .nlmsg_flags = (uint16_t)(NLM_F_REQUEST | NLM_F_ACK | flags) },
		.body = { .ndm_family = ip.kind == ADDR_IP4 ? AF_INET : AF_INET6, .ndm_ifindex = (int)interface,
			  .ndm_state = NUD_REACHABLE },
	};

	put_attribute(&c, NDA_DST, ip);
	return c;
}

/* What the kernel answers to our last question; -EAGAIN when it is an answer to one before. */
static int read_answer(const struct neighbour_desk *d, str bytes) {
	cur in = cur_over(bytes);
	struct nlmsghdr head;
	int error;

	if (!take_struct(&in, &head, sizeof head) || head.nlmsg_type != NLMSG_ERROR || head.nlmsg_seq != d->number)
		return -EAGAIN;
	return take_struct(&in, &error, sizeof error) && error <= 0 ? error : -EBADMSG;
}

/* 0, or the kernel's negative errno. */
static int make_change(struct neighbour_desk *d, struct change *c) {
	uint8_t room[512]; /* our own question stands in an answer that says no */
	int r = -EAGAIN;

	c->head.nlmsg_seq = ++d->number;
	if (send(d->fd, c, c->head.nlmsg_len, 0) < 0)
		return -errno;
	while (r == -EAGAIN) {
		ssize_t size = recv(d->fd, room, sizeof room, 0);

		if (size >= 0)
			r = read_answer(d, (str){ room, (size_t)size });
		else if (errno != EINTR)
			return errno == EAGAIN ? -ETIMEDOUT : -errno;
	}
	return r;
}

int neighbour_desk_open(struct neighbour_desk *d) {
	const struct timeval patience = { .tv_sec = PATIENCE_S };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (fd < 0)
		return -errno;
	/* The kernel alone speaks on a socket that belongs to no group. */
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience)) {
		int error = -errno;

		close(fd);
		return error;
	}
	*d = (struct neighbour_desk){ .fd = fd };
	return 0;
}

void neighbour_desk_close(struct neighbour_desk *d) {
	close(d->fd);
}

/*
 * For all addresses on a link without MACs, such as loopback, the kernel has
 * one entry (linux/include/net/arp.h, __ipv4_neigh_lookup_noref()): to set it
 * would cut everybody off there.
 */
static bool has_macs(struct neighbour_desk *d, unsigned interface) {
	struct ifreq wish = { .ifr_ifindex = (int)interface };

	if (d->interface != interface) {
		bool is_known = ioctl(d->fd, SIOCGIFNAME, &wish) == 0 && ioctl(d->fd, SIOCGIFFLAGS, &wish) == 0;

		d->interface = interface;
		d->has_macs = is_known && !(wish.ifr_flags & (IFF_NOARP | IFF_LOOPBACK | IFF_POINTOPOINT));
	}
	return d->has_macs;
}

int neighbour_set(struct neighbour_desk *d, addr ip, addr mac, unsigned interface) {
	if (!has_macs(d, interface))
		return -EOPNOTSUPP;
	struct change c = change_of(RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_EXCL, ip, interface);

	put_attribute(&c, NDA_LLADDR, mac);
	int r = make_change(d, &c);
	return r == -EEXIST ? NEIGHBOURS_THERE : r;
}

int neighbour_drop(struct neighbour_desk *d, addr ip, unsigned interface) {
	struct change c = change_of(RTM_DELNEIGH, 0, ip, interface);
	int r = make_change(d, &c);

	return r == -ENOENT ? 0 : r;
}
