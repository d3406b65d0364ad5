/*
 * A sweep and nothing else, for sweep_test.py: says whom it found, then its
 * tally. usage: sweeper RATE DEVICE-RATE PORT,... WAIT-SECONDS [-x EXCLUDE] [-p POSITION] [-n PACKETS] TARGET...
 *
 * -p goes on from a position, -n stops without a word after so many packets,
 * as if it were killed.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sense/sweep.h"

enum { WORDS_MAX = 64 };

struct job {
	double rate, device_rate, wait_s;
	uint16_t ports[SWEEP_PORTS_MAX];
	size_t port_count;
	const char *targets[WORDS_MAX], *excludes[WORDS_MAX];
	size_t target_count, exclude_count;
	uint64_t position, most;
};

static uint64_t now_us(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static int found(struct sweep_listener *l, addr who, uint16_t port, addr mac, unsigned interface) {
	uint8_t who_room[ADDR_TEXT_MAX], mac_room[ADDR_TEXT_MAX];
	struct text who_text = TEXT(who_room), mac_text = TEXT(mac_room);

	(void)l;
	addr_format(&who_text, who);
	addr_format(&mac_text, mac);
	printf("found %.*s %u %.*s %u\n", STR_ARG(text_done(&who_text)), port, STR_ARG(text_done(&mac_text)), interface);
	return 0;
}

/* The most memory it had, of this program alone: what getrusage(2) tells counts whoever started it, too. */
static unsigned long memory_kib(void) {
	FILE *from = fopen("/proc/self/status", "re");
	unsigned long kib = 0;
	char line[200];

	while (from && fgets(line, sizeof line, from))
		if (!strncmp(line, "VmHWM:", 6))
			kib = strtoul(line + 6, NULL, 10);
	if (from)
		fclose(from);
	return kib;
}

static void tell(const struct sweep *s, uint64_t took_us) {
	struct sweep_tally t = sweep_tally(s);

	printf("tally sent %llu to_send %llu answers %llu closed %llu ", (unsigned long long)t.sent, (unsigned long long)t.to_send,
	       (unsigned long long)t.answers, (unsigned long long)t.closed);
	printf("unsendable %llu lost %llu position %llu us %llu kib %lu\n", (unsigned long long)t.unsendable, (unsigned long long)t.lost,
	       (unsigned long long)sweep_position(s), (unsigned long long)took_us, memory_kib());
}

static void read_ports(struct job *j, char *text) {
	for (char *at = text; *at && j->port_count < SWEEP_PORTS_MAX; at += *at == ',')
		j->ports[j->port_count++] = (uint16_t)strtoul(at, &at, 10);
}

static bool read_words(struct job *j, int count, char **words) {
	if (count < 6)
		return false;
	j->rate = strtod(words[1], NULL);
	j->device_rate = strtod(words[2], NULL);
	read_ports(j, words[3]);
	j->wait_s = strtod(words[4], NULL);
	for (int i = 5; i < count && j->target_count < WORDS_MAX && j->exclude_count < WORDS_MAX; i++) {
		if (!strcmp(words[i], "-x") && i + 1 < count)
			j->excludes[j->exclude_count++] = words[++i];
		else if (!strcmp(words[i], "-p") && i + 1 < count)
			j->position = strtoull(words[++i], NULL, 10);
		else if (!strcmp(words[i], "-n") && i + 1 < count)
			j->most = strtoull(words[++i], NULL, 10);
		else
			j->targets[j->target_count++] = words[i];
	}
	return true;
}

static int open_scope(arena *mem, const struct job *j, struct scope **ret_scope) {
	struct complaint wrong = { 0 };
	int r = scope_open(mem, &(struct scope_wish){
		.targets = j->targets, .target_count = j->target_count, .excludes = j->excludes, .exclude_count = j->exclude_count,
		.public_too = true, .key = 7,
	}, ret_scope, &wrong);

	if (r)
		fprintf(stderr, "sweeper: %s\n", wrong.what);
	return r;
}

/* Sends, and takes what comes, until nothing came for so long after the last packet. */
static int run(struct sweep *s, const struct job *j) {
	uint64_t end = 0;
	int r = 0;

	while (!r && (!end || now_us() < end)) {
		uint64_t now = now_us(), wait = 0;

		if (!sweep_is_sent(s))
			r = sweep_send(s, now, &wait);
		if (j->most && sweep_tally(s).sent >= j->most)
			return 0;
		if (!end && sweep_is_sent(s))
			end = now + (uint64_t)(j->wait_s * 1e6);
		if (end)
			wait = end > now ? end - now : 0;
		struct pollfd p = { .fd = sweep_fd(s), .events = POLLIN };
		struct timespec t = { .tv_sec = (time_t)(wait / 1000000), .tv_nsec = (long)(wait % 1000000) * 1000 };
		if (ppoll(&p, 1, &t, NULL) > 0 && !r)
			r = sweep_take(s);
	}
	return r;
}

static int sweep_all(const struct job *j, struct scope *scope) {
	struct sweep_listener listener = { .found = found };
	struct link_address links[LINKS_MAX];
	const char *missing;
	struct sweep *s;
	struct pace pace;
	int count = links_read(NULL, 0, links, LINKS_MAX, &missing);

	if (count < 0)
		return count;
	/* What may leave within five milliseconds may leave at once: nobody wakes up more often. */
	pace_open(&pace, j->rate, (unsigned)(j->rate / 200), now_us());
	int r = sweep_open(&(struct sweep_wish){
		.scope = scope, .links = links, .link_count = (size_t)count, .ports = j->ports, .port_count = j->port_count,
		.pace = &pace, .device_rate = j->device_rate, .listener = &listener,
	}, &s);
	if (r)
		return r;
	sweep_go_on(s, j->position);
	uint64_t started = now_us();
	r = run(s, j);
	tell(s, now_us() - started - (uint64_t)(j->wait_s * 1e6));
	sweep_close(s);
	return r;
}

int main(int count, char **words) {
	static uint8_t room[4 << 20];
	arena mem = arena_over(room, sizeof room);
	struct job j = { 0 };
	struct scope *scope;

	if (!read_words(&j, count, words)) {
		fprintf(stderr, "usage: sweeper RATE DEVICE-RATE PORT,... WAIT-SECONDS [-x EXCLUDE] [-p POSITION] "
			"[-n PACKETS] TARGET...\n");
		return 2;
	}
	if (open_scope(&mem, &j, &scope))
		return 2;
	int r = sweep_all(&j, scope);
	if (r)
		fprintf(stderr, "sweeper: %s\n", strerror(-r));
	return r != 0;
}
