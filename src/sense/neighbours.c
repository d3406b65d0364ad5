/*
 * rtnetlink(7): one RTM_GETNEIGH, and the kernel answers with messages in
 * several datagrams, the last of which is NLMSG_DONE. Each neighbour is
 *
 *     nlmsghdr  ndmsg  (rtattr value padding)…
 *
 * in this machine's byte order, each part beginning on four bytes.
 */
#include "sense/neighbours.h"

#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/cur.h"

enum {
	DATAGRAM_MAX = 32 * 1024, /* the largest that the kernel makes of a dump */
	QUESTION = 1,             /* our only one: its number */
	PATIENCE_S = 5,           /* the kernel answers at once */
	KNOWN = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE | NUD_PERMANENT,
};

struct dump {
	struct neighbours_sink *to;
	size_t count;
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

static int take_neighbour(struct dump *d, cur in) {
	struct neighbour n = { 0 };
	struct ndmsg head;
	unsigned type;
	str value;

	if (!take_struct(&in, &head, sizeof head))
		return -EBADMSG;
	if (!(head.ndm_state & KNOWN) || (head.ndm_flags & NTF_PROXY))
		return 0;
	while (next_attribute(&in, &type, &value)) {
		if (type == NDA_DST)
			n.ip = addr_of(head.ndm_family == AF_INET ? ADDR_IP4 : ADDR_IP6, value);
		else if (type == NDA_LLADDR)
			n.mac = addr_of(ADDR_MAC, value);
	}
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

static int ask(int fd) {
	const struct {
		struct nlmsghdr head;
		struct ndmsg body;
	} question = {
		.head = {
			.nlmsg_len = sizeof question, .nlmsg_type = RTM_GETNEIGH,
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

int neighbours_read(struct neighbours_sink *to) {
	struct dump d = { .to = to };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (fd < 0)
		return -errno;
	int r = ask(fd);
	if (!r)
		r = listen_to(fd, &d);
	close(fd);
	return r;
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
