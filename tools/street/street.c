/*
 * A street of devices at one end of a link, for tests and demonstration.
 *
 * usage: street --link NAME --script FILE [--ledger FILE] [--router ADDRESS/MAC] [--excluded PREFIX]… [--lose N]
 *
 * It plays the script (script.c tells its form) on an interface that has no
 * address in the kernel: each device answers ARP and neighbour solicitations
 * with its own MAC, and then ICMP echo, UDP and TCP. With --router they all
 * live behind one, which alone answers ARP, and nothing that is sent to all
 * reaches them. --lose N loses each Nth frame of the street's. "ready" on
 * standard output says that it listens.
 *
 * The ledger is written on SIGUSR1 and at the end (SIGTERM, SIGINT), beside
 * first and then renamed. A line for each device that was sent anything:
 *
 *   {"device": "10.77.3.9", "tcp": 31, "udp": 2, "icmp": 0, "arp": 1,   packets, bare ACKs among those of TCP
 *    "most_second": 5,                                                   most of them in any second, ARP not counted
 *    "opened": 3, "most_open": 1, "violations": 0,                       connections that stood, most at once
 *    "heard": [{"kind": "tcp", "port": 80, "time": 1700000000.123456, "size": 77, "bytes": "R0VU…"}]}
 *
 * A connection is open from when its SYN and ACK is acknowledged until either
 * side says FIN or RST. A kind is tcp, tls (what came in secret, decrypted),
 * udp or group (to all). The last line, {"total": true, …}, is of the link as
 * a whole: most_10ms, most_100ms and most_second are IP packets in any such
 * span; asked_ports are SYNs to each port; absent_* is what went where nobody
 * lives, excluded_* what went to the prefixes named with --excluded;
 * group_packets and `heard` what was asked of all; nobody.heard the datagrams
 * of the two before.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "street.h"

static volatile sig_atomic_t ending, asked;

static void take_signal(int number) {
	if (number == SIGUSR1)
		asked = 1;
	else
		ending = 1;
}

static bool covers(const struct prefix *p, const uint8_t *address, size_t size) {
	size_t whole = p->bits / 8, rest = p->bits % 8;

	if (p->ip.size != size || memcmp(p->ip.bytes, address, whole) != 0)
		return false;
	return !rest || ((p->ip.bytes[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

bool street_excludes(const struct street *s, const uint8_t *address, size_t size) {
	for (size_t i = 0; i < s->excluded_count; i++)
		if (covers(&s->excluded[i], address, size))
			return true;
	return false;
}

static bool parse_prefix(const char *text, struct prefix *ret_prefix) {
	char address[INET6_ADDRSTRLEN];
	const char *slash = strchr(text, '/');
	struct prefix p;

	snprintf(address, sizeof address, "%.*s", (int)(slash ? slash - text : (long)strlen(text)), text);
	if (!ip_parse(address, &p.ip))
		return false;
	p.bits = slash ? strtoul(slash + 1, NULL, 10) : 8u * p.ip.size;
	*ret_prefix = p;
	return p.bits <= 8u * p.ip.size;
}

static bool parse_router(const char *text, struct street *s) {
	char address[INET6_ADDRSTRLEN];
	const char *slash = strchr(text, '/');
	uint8_t *m = s->router_mac;

	if (!slash)
		return false;
	snprintf(address, sizeof address, "%.*s", (int)(slash - text), text);
	s->is_routed = true;
	return ip_parse(address, &s->router) &&
		sscanf(slash + 1, "%2hhx:%2hhx:%2hhx:%2hhx:%2hhx:%2hhx", &m[0], &m[1], &m[2], &m[3], &m[4], &m[5]) == 6;
}

struct options {
	const char *link, *script, *ledger;
};

static bool parse_option(struct street *s, struct options *o, const char *name, const char *value) {
	if (strcmp(name, "--link") == 0)
		o->link = value;
	else if (strcmp(name, "--script") == 0)
		o->script = value;
	else if (strcmp(name, "--ledger") == 0)
		o->ledger = value;
	else if (strcmp(name, "--lose") == 0)
		s->link.lose = (unsigned)strtoul(value, NULL, 10);
	else if (strcmp(name, "--router") == 0)
		return parse_router(value, s);
	else if (strcmp(name, "--excluded") == 0 && s->excluded_count < EXCLUDED_MAX)
		return parse_prefix(value, &s->excluded[s->excluded_count++]);
	else
		return false;
	return true;
}

static void write_ledger(struct street *s, const struct options *o) {
	int r;

	s->ledger.sent = s->link.sent;
	s->ledger.lost = s->link.lost;
	s->ledger.dropped += link_dropped(&s->link);
	r = o->ledger ? ledger_write(o->ledger, &s->script, &s->ledger) : 0;
	if (r)
		fprintf(stderr, "street: %s: %s\n", o->ledger, strerror(-r));
	asked = 0;
}

/* Between two looks at the clock no more frames are taken than come in some milliseconds. */
enum { FRAMES_A_TURN = 1024, SLEEP_MAX_MS = 100 /* a signal just before the sleep waits so long */ };

/* Waits for frames or time; an error means that the link is gone, and all ends. */
static void rest(struct street *s) {
	struct pollfd p = { s->link.fd, POLLIN, 0 };

	if (poll(&p, 1, timers_sleep_ms(&s->timers, SLEEP_MAX_MS)) > 0 && p.revents & (POLLERR | POLLHUP | POLLNVAL))
		ending = 1;
}

static void run(struct street *s, const struct options *o) {
	while (!ending) {
		struct frame f;
		int taken = 0;

		for (; taken < FRAMES_A_TURN && link_next(&s->link, &f); taken++) {
			street_take(s, &f);
			link_release(&s->link);
		}
		timers_run(&s->timers);
		link_flush(&s->link);
		if (asked)
			write_ledger(s, o);
		if (!taken)
			rest(s);
	}
	write_ledger(s, o);
}

static int begin(struct street *s, const struct options *o) {
	const unsigned lose = s->link.lose;
	int r = script_read(o->script, &s->script);

	if (r)
		return 65;
	r = link_open(o->link, &s->link);
	if (r) {
		fprintf(stderr, "street: %s: %s\n", o->link, strerror(-r));
		return r == -EPERM ? 77 : 66;
	}
	s->link.lose = lose;
	timers_init(&s->timers);
	street_ledger_init(&s->ledger);
	s->tcp.link = &s->link;
	s->tcp.timers = &s->timers;
	s->tcp.ledger = &s->ledger;
	return 0;
}

int main(int count, char **words) {
	static struct street s;
	struct options o = { 0 };
	struct sigaction action = { .sa_handler = take_signal };
	bool good = true;

	for (int i = 1; good && i < count; i += 2)
		good = i + 1 < count && parse_option(&s, &o, words[i], words[i + 1]);
	if (!good || !o.link || !o.script) {
		fputs("usage: street --link NAME --script FILE [--ledger FILE] [--router ADDRESS/MAC] [--excluded PREFIX]... "
		      "[--lose N]\n", stderr);
		return 2;
	}
	int r = begin(&s, &o);
	if (r)
		return r;
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	printf("ready: %zu devices on %s\n", s.script.device_count, o.link);
	fflush(stdout);
	run(&s, &o);
	return 0;
}
