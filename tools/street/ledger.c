/*
 * The devices' own count of what they were sent. street.c documents the form in which it is written.
 */

#include "ledger.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "script.h"

enum {
	KEPT_MAX = 64 << 10,         /* of one connection: no question of a scan is longer */
	DEVICE_WINDOW_MAX = 1 << 20, /* packets in a second to one device: more than the link carries */
	STREET_WINDOW = 1 << 21,     /* packets in a second on the link */
};

static const uint64_t SECOND_US = 1000000;
static const uint64_t SPANS_US[3] = { 10000, 100000, 1000000 };

static void *more(void *old, size_t size) {
	void *at = realloc(old, size);

	if (!at) {
		fputs("street: no memory\n", stderr);
		exit(70);
	}
	return at;
}

static void window_grow(struct window *w) {
	size_t room = w->room ? 2 * w->room : 8;
	uint64_t *times = more(NULL, room * sizeof *times);

	for (size_t i = 0; i < w->count; i++)
		times[i] = w->times[(w->head + i) & (w->room - 1)];
	free(w->times);
	*w = (struct window){ times, room, 0, w->count, w->most };
}

static void window_add(struct window *w, uint64_t time_us) {
	while (w->count && w->times[w->head] + SECOND_US <= time_us) {
		w->head = (w->head + 1) & (w->room - 1);
		w->count--;
	}
	if (w->count >= DEVICE_WINDOW_MAX)
		return;
	if (w->count == w->room)
		window_grow(w);
	w->times[(w->head + w->count++) & (w->room - 1)] = time_us;
	if (w->count > w->most)
		w->most = w->count;
}

void ledger_packet(struct ledger *l, enum ledger_kind kind, uint64_t time_us) {
	l->packets[kind]++;
	if (kind != LEDGER_ARP)
		window_add(&l->second, time_us);
}

struct heard *ledger_hear(struct ledger *l, char kind, uint16_t port, uint64_t time_us) {
	struct heard *h = more(NULL, sizeof *h);

	*h = (struct heard){ .port = port, .kind = kind, .time_us = time_us };
	if (!l->heard)
		l->heard_end = &l->heard;
	*l->heard_end = h;
	l->heard_end = &h->next;
	return h;
}

void heard_add(struct heard *h, const uint8_t *bytes, size_t size) {
	size_t take = size < KEPT_MAX - h->size ? size : KEPT_MAX - h->size;

	h->all += size;
	if (!take)
		return;
	if (h->size + take > h->room) {
		h->room = 2 * (h->size + take);
		h->bytes = more(h->bytes, h->room);
	}
	memcpy(h->bytes + h->size, bytes, take);
	h->size += take;
}

void street_ledger_init(struct street_ledger *l) {
	memset(l, 0, sizeof *l);
	l->times = more(NULL, STREET_WINDOW * sizeof *l->times);
}

void street_ledger_packet(struct street_ledger *l, uint64_t time_us) {
	if (!l->ip_frames++)
		l->first_us = time_us;
	l->last_us = time_us;
	l->times[l->head++ & (STREET_WINDOW - 1)] = time_us;
	for (int i = 0; i < 3; i++) {
		if (l->head - l->tails[i] > STREET_WINDOW)
			l->tails[i] = l->head - STREET_WINDOW;
		while (l->times[l->tails[i] & (STREET_WINDOW - 1)] + SPANS_US[i] <= time_us)
			l->tails[i]++;
		if (l->head - l->tails[i] > l->most[i])
			l->most[i] = l->head - l->tails[i];
	}
}

/* ---- Writing */

static const char *kind_name(char kind) {
	return kind == 't' ? "tcp" : kind == 's' ? "tls" : kind == 'g' ? "group" : "udp";
}

static void write_heard(FILE *f, const struct ledger *l) {
	fputs(", \"heard\": [", f);
	for (const struct heard *h = l->heard; h; h = h->next) {
		char *text = more(NULL, h->size / 3 * 4 + 8);

		EVP_EncodeBlock((unsigned char *)text, h->size ? h->bytes : (const uint8_t *)"", (int)h->size);
		fprintf(f, "%s{\"kind\": \"%s\", \"port\": %u, \"time\": %.6f, \"size\": %" PRIu64 ", \"bytes\": \"%s\"}",
			h == l->heard ? "" : ", ", kind_name(h->kind), h->port, (double)h->time_us / 1e6, h->all, text);
		free(text);
	}
	fputc(']', f);
}

static void write_device(FILE *f, const struct device *d) {
	const struct ledger *l = &d->ledger;
	const struct ip *ip = d->four.size ? &d->four : &d->six;
	char address[INET6_ADDRSTRLEN];

	fprintf(f, "{\"device\": \"%s\", \"tcp\": %" PRIu64 ", \"udp\": %" PRIu64 ", \"icmp\": %" PRIu64 ", \"arp\": %" PRIu64
		", \"most_second\": %zu, \"opened\": %u, \"most_open\": %u, \"violations\": %u",
		inet_ntop(ip->size == 4 ? AF_INET : AF_INET6, ip->bytes, address, sizeof address),
		l->packets[LEDGER_TCP], l->packets[LEDGER_UDP], l->packets[LEDGER_ICMP], l->packets[LEDGER_ARP],
		l->second.most, l->opened, l->most_open, l->violations);
	write_heard(f, l);
	fputs("}\n", f);
}

static void write_ports(FILE *f, const struct street_ledger *l) {
	const char *before = "";

	fputs(", \"asked_ports\": {", f);
	for (unsigned port = 0; port < sizeof l->asked_ports / sizeof *l->asked_ports; port++)
		if (l->asked_ports[port]) {
			fprintf(f, "%s\"%u\": %u", before, port, l->asked_ports[port]);
			before = ", ";
		}
	fputc('}', f);
}

static void write_total(FILE *f, const struct street_ledger *l) {
	fprintf(f, "{\"total\": true, \"packets\": %" PRIu64 ", \"arp\": %" PRIu64 ", \"other\": %" PRIu64
		", \"absent_packets\": %" PRIu64 ", \"absent_bytes\": %" PRIu64 ", \"excluded_packets\": %" PRIu64
		", \"excluded_bytes\": %" PRIu64 ", \"excluded_arp\": %" PRIu64, l->ip_frames, l->arp, l->other,
		l->absent_packets, l->absent_bytes, l->excluded_packets, l->excluded_bytes, l->excluded_arp);
	fprintf(f, ", \"most_10ms\": %" PRIu64 ", \"most_100ms\": %" PRIu64 ", \"most_second\": %" PRIu64 ", \"seconds\": %.6f"
		", \"sent\": %" PRIu64 ", \"lost\": %" PRIu64 ", \"crowded\": %" PRIu64 ", \"dropped\": %" PRIu64
		", \"group_packets\": %" PRIu64 ", \"group_most_second\": %zu", l->most[0], l->most[1], l->most[2],
		(double)(l->last_us - l->first_us) / 1e6, l->sent, l->lost, l->crowded, l->dropped,
		l->groups.packets[LEDGER_UDP], l->groups.second.most);
	write_ports(f, l);
	write_heard(f, &l->groups);
	fputs(", \"nobody\": {\"device\": null", f);
	write_heard(f, &l->absent);
	fputs("}}\n", f);
}

static bool was_asked(const struct ledger *l) {
	return l->packets[LEDGER_TCP] || l->packets[LEDGER_UDP] || l->packets[LEDGER_ICMP] || l->packets[LEDGER_ARP];
}

/* Whether a new file may take its place: a device or a pipe is written to as it is. */
static bool is_plain(const char *path) {
	struct stat st;

	return stat(path, &st) < 0 || S_ISREG(st.st_mode);
}

/* Beside the old one first: who waits for the file never reads half of it. */
int ledger_write(const char *path, const struct script *s, const struct street_ledger *l) {
	const bool plain = is_plain(path);
	char beside[4096];
	FILE *f;

	snprintf(beside, sizeof beside, "%s%s", path, plain ? ".new" : "");
	f = fopen(beside, "we");
	if (!f)
		return -errno;
	for (size_t i = 0; i < s->device_count; i++)
		if (was_asked(&s->devices[i].ledger))
			write_device(f, &s->devices[i]);
	write_total(f, l);
	if (fclose(f) != 0 || (plain && rename(beside, path) != 0))
		return -errno;
	return 0;
}
