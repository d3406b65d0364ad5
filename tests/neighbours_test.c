/*
 * The kernel's neighbours, in a network namespace of the test's own with one
 * link that leads nowhere. Where an ordinary user may make none, the cases say
 * so and pass. The kernel has one table for all namespaces: while others, such
 * as the tests of scans, fill it, the cases wait.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <arpa/inet.h>
#include <errno.h>
#include <linux/capability.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sense/neighbours.h"

static const char *why_not; /* NULL when there is a namespace */
static unsigned link_index;

/* ---- a question to the kernel that changes something ---- */

struct change {
	struct nlmsghdr head;
	uint8_t body[512];
};

static void put(struct change *c, const void *bytes, size_t size) {
	memcpy((uint8_t *)c + c->head.nlmsg_len, bytes, size);
	c->head.nlmsg_len += (uint32_t)NLMSG_ALIGN(size);
}

static void put_attribute(struct change *c, unsigned short type, const void *value, size_t size) {
	const struct rtattr head = { .rta_len = (unsigned short)(sizeof head + size), .rta_type = type };

	put(c, &head, sizeof head);
	put(c, value, size);
}

static struct change change(unsigned short type) {
	return (struct change){ .head = {
		.nlmsg_len = NLMSG_HDRLEN, .nlmsg_type = type, .nlmsg_seq = 1,
		.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE,
	} };
}

/* Whether there was no room for it, and now may be: the kernel lets go of whom nobody asks for after five seconds. */
static bool may_try_again(int r) {
	static int patience = 600; /* tenths of a second, all cases together */

	if (r != -ENOBUFS || !patience)
		return false;
	patience--;
	nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	return true;
}

/* 0 or a negative errno, the kernel's word. */
static int make_at_once(const struct change *c) {
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), answer = -EIO;
	uint8_t room[4096];

	if (fd < 0)
		return -errno;
	if (send(fd, c, c->head.nlmsg_len, 0) == (ssize_t)c->head.nlmsg_len &&
	    recv(fd, room, sizeof room, 0) >= (ssize_t)(NLMSG_HDRLEN + sizeof answer))
		memcpy(&answer, room + NLMSG_HDRLEN, sizeof answer);
	close(fd);
	return answer;
}

static int make(const struct change *c) {
	int r;

	do
		r = make_at_once(c);
	while (may_try_again(r));
	return r;
}

static int set(struct neighbour_desk *d, addr ip, addr mac) {
	int r;

	do
		r = neighbour_set(d, ip, mac, link_index);
	while (may_try_again(r));
	return r;
}

/* A pair of links, each the other's end; the first is called "here". */
static int make_link(void) {
	struct change c = change(RTM_NEWLINK);
	struct rtattr info = { .rta_type = IFLA_LINKINFO };

	put(&c, &(struct ifinfomsg){ .ifi_family = AF_UNSPEC }, sizeof(struct ifinfomsg));
	put_attribute(&c, IFLA_IFNAME, "here", 5);
	info.rta_len = (unsigned short)(2 * sizeof info + 8);
	put(&c, &info, sizeof info);
	put_attribute(&c, IFLA_INFO_KIND, "veth", 5);
	return make(&c);
}

static int make_neighbour(int family, const char *ip, const uint8_t *mac, unsigned short state, unsigned char flags) {
	struct change c = change(RTM_NEWNEIGH);
	uint8_t address[16];

	put(&c, &(struct ndmsg){ .ndm_family = (unsigned char)family, .ndm_ifindex = (int)link_index, .ndm_state = state,
				 .ndm_flags = flags }, sizeof(struct ndmsg));
	assert_int_equal(inet_pton(family, ip, address), 1);
	put_attribute(&c, NDA_DST, address, family == AF_INET ? 4 : 16);
	if (mac)
		put_attribute(&c, NDA_LLADDR, mac, 6);
	return make(&c);
}

static int bring_up(void) {
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = { .ifr_name = "here", .ifr_flags = IFF_UP };
	int r = fd < 0 || ioctl(fd, SIOCSIFFLAGS, &request) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return r;
}

static int enter_namespace(void **state) {
	(void)state;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
		why_not = "this user may not make a network namespace";
	else if (make_link() || bring_up())
		why_not = "this kernel has no virtual links";
	else
		link_index = if_nametoindex("here");
	return 0;
}

static bool is_possible(void) {
	if (why_not)
		printf("# not tried: %s\n", why_not);
	return !why_not;
}

/* ---- what is told ---- */

struct heard {
	struct neighbours_sink sink;
	char lines[8][80]; /* the first of them */
	size_t count, stop_at;
	size_t ten_count; /* of 10.0.0.0/8 */
};

static int hear(struct neighbours_sink *sink, const struct neighbour *n) {
	struct heard *h = (struct heard *)sink;
	uint8_t ip_room[ADDR_TEXT_MAX], mac_room[ADDR_TEXT_MAX];
	struct text ip = TEXT(ip_room), mac = TEXT(mac_room);

	addr_format(&ip, n->ip);
	addr_format(&mac, n->mac);
	assert_int_equal(n->interface, link_index);
	if (h->count < sizeof h->lines / sizeof *h->lines)
		snprintf(h->lines[h->count], sizeof h->lines[0], "%.*s %.*s %s", STR_ARG(text_done(&ip)), STR_ARG(text_done(&mac)),
			 n->is_fresh ? "fresh" : "old");
	h->count++;
	h->ten_count += n->ip.kind == ADDR_IP4 && n->ip.bytes[0] == 10;
	return h->count == h->stop_at ? -ECANCELED : 0;
}

static int by_text(const void *a, const void *b) {
	return strcmp(a, b);
}

static const uint8_t mac[] = { 2, 0, 0, 0, 0, 1 }, group[] = { 1, 0, 0x5e, 0, 0, 1 };

static void nobody_yet(void **state) {
	struct heard h = { .sink.take = hear };

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(neighbours_read(&h.sink), 0);
	assert_int_equal(h.count, 0);
}

static void both_families_and_only_what_is_known(void **state) {
	static const char *const want[] = {
		"192.0.2.1 02:00:00:00:00:01 fresh", "192.0.2.2 02:00:00:00:00:01 old", "2001:db8::1 02:00:00:00:00:01 old",
		"fe80::1 02:00:00:00:00:01 fresh",
	};
	struct heard h = { .sink.take = hear };

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(make_neighbour(AF_INET, "192.0.2.1", mac, NUD_PERMANENT, 0), 0);
	assert_int_equal(make_neighbour(AF_INET, "192.0.2.2", mac, NUD_STALE, 0), 0);
	assert_int_equal(make_neighbour(AF_INET6, "2001:db8::1", mac, NUD_STALE, 0), 0);
	assert_int_equal(make_neighbour(AF_INET6, "fe80::1", mac, NUD_PERMANENT, 0), 0);
	/* A multicast MAC, one that needs no asking, and one for whom we answer ourselves: no neighbours. */
	assert_int_equal(make_neighbour(AF_INET, "192.0.2.3", group, NUD_PERMANENT, 0), 0);
	assert_int_equal(make_neighbour(AF_INET, "192.0.2.4", mac, NUD_NOARP, 0), 0);
	assert_int_equal(make_neighbour(AF_INET, "192.0.2.5", NULL, NUD_PERMANENT, NTF_PROXY), 0);
	assert_int_equal(neighbours_read(&h.sink), 0);
	assert_int_equal(h.count, sizeof want / sizeof *want);
	qsort(h.lines, h.count, sizeof h.lines[0], by_text);
	for (size_t i = 0; i < h.count; i++)
		assert_string_equal(h.lines[i], want[i]);
}

struct told {
	struct obs_sink sink;
	size_t count, arp_count, nd_count;
};

static int take_told(struct obs_sink *sink, const struct obs *obs) {
	struct told *t = (struct told *)sink;

	assert_int_equal(obs->who.kind, ADDR_MAC);
	assert_memory_equal(obs->who.bytes, mac, sizeof mac);
	assert_int_equal(obs->time_us, 7);
	t->count++;
	t->arp_count += str_eq(obs->field, STR("arp.ip")) && str_eq(obs->value, STR("192.0.2.1"));
	t->nd_count += str_eq(obs->field, STR("nd.ip")) && str_eq(obs->value, STR("fe80::1"));
	return 0;
}

/* Those of the case before. */
static void as_observations(void **state) {
	struct told t = { .sink.take = take_told };

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(neighbours_tell(&t.sink, 7), 0);
	assert_true(t.count >= 2);
	assert_int_equal(t.arp_count, 1);
	assert_int_equal(t.nd_count, 1);
}

/* More than one datagram of the kernel's holds. It may meanwhile forget old ones, but none that was set by hand. */
static void many(void **state) {
	enum { COUNT = 600 };
	struct heard all = { .sink.take = hear }, stopped = { .sink.take = hear, .stop_at = 10 };

	(void)state;
	if (!is_possible())
		return;
	for (unsigned i = 0; i < COUNT; i++) {
		char ip[32];

		snprintf(ip, sizeof ip, "10.0.%u.%u", 1 + i / 250, 1 + i % 250);
		assert_int_equal(make_neighbour(AF_INET, ip, mac, NUD_PERMANENT, 0), 0);
	}
	assert_int_equal(neighbours_read(&all.sink), 0);
	assert_int_equal(all.ten_count, COUNT);
	assert_int_equal(neighbours_read(&stopped.sink), -ECANCELED);
	assert_int_equal(stopped.count, 10);
}

/* ---- what is set ---- */

/* "old" or "fresh" and the last byte of its MAC; "none". */
struct wanted {
	struct neighbours_sink sink;
	addr ip;
	char is[16];
};

static int look(struct neighbours_sink *sink, const struct neighbour *n) {
	struct wanted *w = (struct wanted *)sink;

	if (addr_eq(n->ip, w->ip))
		snprintf(w->is, sizeof w->is, "%s %u", n->is_fresh ? "fresh" : "old", n->mac.bytes[5]);
	return 0;
}

static bool is(addr ip, const char *want) {
	struct wanted w = { .sink.take = look, .ip = ip, .is = "none" };

	assert_int_equal(neighbours_read(&w.sink), 0);
	return strcmp(w.is, want) == 0;
}

static void assert_is(const char *ip, const char *want) {
	assert_true(is(addr_parse(str_of(ip)), want));
}

static const addr one = { .kind = ADDR_MAC, .bytes = { 2, 0, 0, 0, 0, 7 } },
		  other = { .kind = ADDR_MAC, .bytes = { 2, 0, 0, 0, 0, 8 } };

/*
 * Up to a moment after a link without another end came up, the kernel lets go of everybody there whom nobody set by
 * hand (linux/net/core/neighbour.c, neigh_carrier_down()); when is its own affair. So what holds for a while may fail once.
 */
static bool holds(bool (*try)(struct neighbour_desk *d, addr ip), struct neighbour_desk *d, addr ip) {
	enum { TRIES = 30 };

	for (int i = 0; i < TRIES; i++) {
		if (try(d, ip))
			return true;
		assert_int_equal(neighbour_drop(d, ip, link_index), 0);
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	}
	return false;
}

static bool is_set_once(struct neighbour_desk *d, addr ip) {
	assert_int_equal(set(d, ip, one), 0);
	return is(ip, "fresh 7") && set(d, ip, other) == NEIGHBOURS_THERE && is(ip, "fresh 7");
}

static void set_and_dropped(void **state) {
	static const char *const ips[] = { "192.0.2.77", "2001:db8::77" };
	struct neighbour_desk d;

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(neighbour_desk_open(&d), 0);
	for (size_t i = 0; i < 2; i++) {
		addr ip = addr_parse(str_of(ips[i]));

		assert_true(holds(is_set_once, &d, ip));
		assert_int_equal(neighbour_drop(&d, ip, link_index), 0);
		assert_is(ips[i], "none");
		assert_int_equal(neighbour_drop(&d, ip, link_index), 0);
	}
	/* What somebody set by hand stays as it is: it is of the cases before. */
	assert_int_equal(neighbour_set(&d, addr_parse(STR("192.0.2.1")), other, link_index), NEIGHBOURS_THERE);
	assert_is("192.0.2.1", "fresh 1");
	assert_true(neighbour_set(&d, addr_parse(STR("192.0.2.77")), one, link_index + 1000) < 0);
	neighbour_desk_close(&d);
}

/* Loopback has one entry for all: it was 0.0.0.0 that would have got the MAC, and nobody would have heard anybody there. */
static void never_on_loopback(void **state) {
	struct neighbour_desk d;

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(neighbour_desk_open(&d), 0);
	assert_int_equal(neighbour_set(&d, addr_parse(STR("127.0.0.1")), addr_parse(STR("02:00:00:00:00:07")), if_nametoindex("lo")),
			 -EOPNOTSUPP);
	assert_is("0.0.0.0", "none");
	assert_int_equal(set(&d, addr_parse(STR("192.0.2.79")), addr_parse(STR("02:00:00:00:00:07"))), 0);
	assert_int_equal(neighbour_drop(&d, addr_parse(STR("192.0.2.79")), link_index), 0);
	neighbour_desk_close(&d);
}

/* How much less room there is while it is set. IPv6 has a table of its own. */
static bool takes_one_place(struct neighbour_desk *d, addr ip) {
	const enum addr_kind kind = (enum addr_kind)ip.kind, of_others = kind == ADDR_IP4 ? ADDR_IP6 : ADDR_IP4;
	struct neighbours_room before, while_set, after, others_before, others_while_set;

	assert_int_equal(neighbours_room(kind, &before), 0);
	assert_int_equal(neighbours_room(of_others, &others_before), 0);
	assert_int_equal(set(d, ip, one), 0);
	assert_int_equal(neighbours_room(kind, &while_set), 0);
	assert_int_equal(neighbours_room(of_others, &others_while_set), 0);
	assert_int_equal(neighbour_drop(d, ip, link_index), 0);
	assert_int_equal(neighbours_room(kind, &after), 0);
	return while_set.left + 1 == before.left && others_while_set.left == others_before.left && after.left == before.left;
}

static void room_for_more(void **state) {
	struct neighbour_desk d;

	(void)state;
	if (!is_possible())
		return;
	assert_int_equal(neighbour_desk_open(&d), 0);
	assert_true(holds(takes_one_place, &d, addr_parse(STR("192.0.2.80"))));
	assert_true(holds(takes_one_place, &d, addr_parse(STR("2001:db8::80"))));
	neighbour_desk_close(&d);
}

/* In a child, which cannot have its rights back. */
static void without_rights(void **state) {
	struct neighbour_desk d;
	int status = 0;

	(void)state;
	if (!is_possible())
		return;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
		const struct __user_cap_data_struct none[2] = { { 0 } };
		addr ip = addr_parse(STR("192.0.2.78")), its = addr_parse(STR("02:00:00:00:00:07"));

		if (syscall(SYS_capset, &head, none) || neighbour_desk_open(&d))
			_exit(2);
		_exit(neighbour_set(&d, ip, its, link_index) != -EPERM || neighbour_drop(&d, ip, link_index) != -EPERM);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_is("192.0.2.78", "none");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_yet), cmocka_unit_test(both_families_and_only_what_is_known),
		cmocka_unit_test(as_observations), cmocka_unit_test(many), cmocka_unit_test(set_and_dropped),
		cmocka_unit_test(never_on_loopback), cmocka_unit_test(room_for_more),
		cmocka_unit_test(without_rights),
	};

	return cmocka_run_group_tests(tests, enter_namespace, NULL);
}
