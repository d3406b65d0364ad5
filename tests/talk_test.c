/*
 * Conversations with listeners on loopback. The clock is a number, so that
 * what waits for seconds takes no time; the connections are the kernel's.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/yaml.h"
#include "sense/talk_inner.h"

enum {
	DOORS = 3,        /* listeners of the device */
	LINES_MAX = 8,    /* connections that one of them ever had */
	SAID_MAX = 4096,
	STEPS_MAX = 20000, /* far more than any conversation here takes */
	STEP_US = 1000,
	STEP_MAX_US = 100 * 1000,
};

/* What the device does once it was asked, or at once when `first` is set. */
struct door {
	const char *answer;
	bool first, is_endless, stays;
	unsigned answers_max; /* on one connection, after which it is closed; 0: no such end */
	uint8_t host; /* last byte of its address in 127.0.0.0/24 */
	int fd;
	uint16_t port;
	unsigned accepted, open_now;
	int lines[LINES_MAX];
	char said[LINES_MAX][SAID_MAX]; /* what it was asked */
	size_t said_size[LINES_MAX];
	unsigned answered[LINES_MAX];
};

static struct stage {
	struct door doors[DOORS];
	unsigned open_now, most_open;
	struct yaml *yaml;
	struct tree tree;
	struct questions questions;
	struct scope *scope;
	struct pace pace;
	struct talk_listener listener;
	struct talk_secrecy secrecy;
	struct talk *talk;
	uint8_t addresses; /* that the device has */
	uint64_t now_us;
	/* What the listener was told. */
	char heard[SAID_MAX], asked[SAID_MAX], sent[SAID_MAX];
	const struct question *last;
	size_t most_heard, last_size, mark;
	bool settles, is_settled, is_enough, awaits_more, is_wrong;
	unsigned turns, closed_boxes;
} s;

static uint8_t memory[4 << 20];
static const addr device = { .kind = ADDR_IP4, .bytes = { 127, 0, 0, 1 } };

/* ---- The device ---- */

/* At a dynamic port, from which devices number what they tell of (RFC 6335). */
static void open_door(struct door *d, int backlog) {
	static unsigned tries;
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000000U | d->host) };
	int r = -1;

	d->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	for (unsigned i = 0; d->fd >= 0 && r && i < 1000; i++) {
		at.sin_port = htons((uint16_t)(49152 + ((unsigned)getpid() * 37 + tries++) % 16000));
		r = bind(d->fd, (void *)&at, sizeof at);
	}
	assert_int_equal(r, 0);
	if (backlog >= 0)
		assert_int_equal(listen(d->fd, backlog), 0);
	d->port = ntohs(at.sin_port);
}

static void shut_line(struct door *d, unsigned i) {
	close(d->lines[i]);
	d->lines[i] = -1;
	d->open_now--;
	s.open_now--;
}

static void say(struct door *d, unsigned i) {
	static const char noise[8192];

	if (d->is_endless) {
		while (send(d->lines[i], noise, sizeof noise, MSG_NOSIGNAL | MSG_DONTWAIT) > 0)
			;
		return;
	}
	if (d->answers_max && d->answered[i]++ == d->answers_max) {
		shut_line(d, i);
		return;
	}
	if (d->answer)
		send(d->lines[i], d->answer, strlen(d->answer), MSG_NOSIGNAL);
	if (d->answer && !d->stays)
		shut_line(d, i);
}

static void take_line(struct door *d) {
	int fd = d->accepted < LINES_MAX ? accept4(d->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC) : -1;

	if (fd < 0)
		return;
	/* Real time hardly passes here: nothing may wait for an acknowledgement. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
	d->lines[d->accepted++] = fd;
	d->open_now++;
	s.open_now++;
	s.most_open = s.open_now > s.most_open ? s.open_now : s.most_open;
	if (d->first)
		say(d, d->accepted - 1);
}

/* One look at everything that came. */
static void live(struct door *d) {
	take_line(d);
	for (unsigned i = 0; i < d->accepted; i++) {
		char *end = d->said[i] + d->said_size[i];
		ssize_t n = d->lines[i] < 0 ? -1 : recv(d->lines[i], end, SAID_MAX - 1 - d->said_size[i], 0);

		if (n > 0) {
			d->said_size[i] += (size_t)n;
			say(d, i);
		} else if (d->lines[i] >= 0 && (n == 0 || errno != EAGAIN)) {
			shut_line(d, i);
		}
	}
}

/* ---- The listener ---- */

static void note(char *to, str what) {
	size_t used = strlen(to);

	assert_true(used + what.n + 2 < SAID_MAX);
	memcpy(to + used, what.at, what.n);
	memcpy(to + used + what.n, "\n", 2);
}

/* One of the addresses that were added. */
static bool is_ours(addr who) {
	return who.kind == ADDR_IP4 && who.bytes[0] == 127 && who.bytes[3] >= 1 && who.bytes[3] <= s.addresses;
}

static int heard(struct talk_listener *l, const struct talk_answer *a) {
	(void)l;
	assert_true(is_ours(a->who));
	s.most_heard = a->bytes.n > s.most_heard ? a->bytes.n : s.most_heard;
	s.is_settled = s.settles;
	/* More of the same answer takes the place of what it was before. */
	if (a->question != s.last || a->bytes.n <= s.last_size)
		s.mark = strlen(s.heard);
	s.heard[s.mark] = '\0';
	note(s.heard, a->question->id);
	if (a->bytes.n < 100)
		note(s.heard, a->bytes);
	s.last = a->question;
	s.last_size = a->bytes.n;
	return s.is_wrong ? -EIO : s.awaits_more ? TALK_STAYS : s.is_enough ? TALK_ENOUGH : TALK_MORE;
}

static int certificate(struct talk_listener *l, const struct talk_answer *a) {
	(void)l;
	note(s.heard, STR("certificate"));
	note(s.heard, a->bytes);
	return 0;
}

static bool is_settled(struct talk_listener *l, addr who) {
	(void)l;
	(void)who;
	return s.is_settled;
}

static int asked(struct talk_listener *l, addr who, uint32_t ask, bool was_answered) {
	char room[32];

	(void)l;
	assert_true(is_ours(who));
	snprintf(room, sizeof room, "%u %s", ask, was_answered ? "yes" : "no");
	note(s.asked, str_of(room));
	return 0;
}

static int send_datagram(struct talk_listener *l, const struct question *q, addr to, unsigned interface) {
	(void)l;
	(void)interface;
	assert_true(addr_eq(to, device));
	assert_int_equal(s.open_now, 0);
	note(s.sent, q->id);
	return 0;
}

/* ---- A box for secrets that has none: it opens with a word, and then says what it is given. ---- */

static int box_begin(struct talk_secrecy *b, unsigned slot, struct talk_secret_turn *ret_turn) {
	(void)b;
	(void)slot;
	*ret_turn = (struct talk_secret_turn){ .to_send = STR("hello;") };
	return 0;
}

static int box_turn(struct talk_secrecy *b, unsigned slot, str came, str words, struct talk_secret_turn *ret_turn) {
	(void)b;
	(void)slot;
	bool opens = came.n && s.turns++ == 0;

	*ret_turn = (struct talk_secret_turn){ .to_send = words, .is_open = opens };
	if (opens)
		ret_turn->certificate = STR("paper");
	else
		ret_turn->heard = came;
	return 0;
}

static int box_end(struct talk_secrecy *b, unsigned slot) {
	(void)b;
	(void)slot;
	s.closed_boxes++;
	return 0;
}

/* ---- Setting up ---- */

#define WORDS "  what: w\n  harmless: h\n  source: s\n"
#define TCP(id, door) "- question: " id "\n" WORDS "  way: tcp\n  ports: [@" door "]\n"
#define TLS(id, door) "- question: " id "\n" WORDS "  way: tls\n  ports: [@" door "]\n"

/* The table, in which @0 stands for the port of the first door. */
static void load_questions(arena *mem, const char *table) {
	static char text[8192];
	struct complaint wrong = { 0 };
	size_t used = 0;

	for (const char *at = table; *at; at++) {
		bool is_port = *at == '@';
		used += (size_t)snprintf(text + used, sizeof text - used, is_port ? "%u" : "%c",
					 is_port ? s.doors[at[1] - '0'].port : (unsigned)*at);
		at += is_port;
	}
	s.yaml = yaml_open();
	assert_int_equal(yaml_add(s.yaml, STR("questions.yaml"), str_of(text), &wrong), 0);
	s.tree = yaml_tree(s.yaml);
	if (questions_load(mem, &s.tree, &s.questions, &wrong))
		fail_msg("%u: %s", wrong.line, wrong.what);
}

static void open_talk(const char *table, double device_rate, const char *exclude) {
	arena mem = arena_over(memory, sizeof memory);
	struct complaint wrong = { 0 };
	const char *target = "127.0.0.0/27";

	load_questions(&mem, table);
	assert_int_equal(scope_open(&mem, &(struct scope_wish){ .targets = &target, .target_count = 1, .excludes = &exclude,
				    .exclude_count = exclude != NULL }, &s.scope, &wrong), 0);
	s.now_us = 1000000;
	pace_open(&s.pace, PACE_RATE_MAX, PACE_BURST_MAX, s.now_us);
	s.listener = (struct talk_listener){ .heard = heard, .certificate = certificate, .is_settled = is_settled, .asked = asked,
					     .send = send_datagram };
	s.secrecy = (struct talk_secrecy){ box_begin, box_turn, box_end };
	assert_int_equal(talk_open(&(struct talk_wish){
		.questions = &s.questions, .scope = s.scope, .pace = &s.pace, .device_rate = device_rate, .lines = 4,
		.near_lines = 4, .listener = &s.listener, .secrecy = &s.secrecy }, &s.talk), 0);
}

static int set_up(void **state) {
	(void)state;
	memset(&s, 0, sizeof s);
	s.addresses = 1;
	for (size_t i = 0; i < DOORS; i++) {
		s.doors[i].host = 1;
		open_door(&s.doors[i], 16);
	}
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	talk_close(s.talk);
	yaml_close(s.yaml);
	for (size_t i = 0; i < DOORS; i++) {
		for (unsigned k = 0; k < s.doors[i].accepted; k++)
			if (s.doors[i].lines[k] >= 0)
				shut_line(&s.doors[i], k);
		close(s.doors[i].fd);
	}
	return 0;
}

/* Both sides in turn; the clock goes on by a step, or by as much as nothing is due when nothing comes. */
static int step(void) {
	struct pollfd here = { .fd = talk_fd(s.talk), .events = POLLIN };
	uint64_t wait = 0;
	int r = talk_step(s.talk, s.now_us, &wait);

	for (size_t i = 0; i < DOORS; i++)
		live(&s.doors[i]);
	/* What was said on loopback is there by now, or in a moment. */
	if (poll(&here, 1, 2) > 0 || wait < STEP_US)
		wait = STEP_US;
	s.now_us += wait < STEP_MAX_US ? wait : STEP_MAX_US;
	return r;
}

static void run(void) {
	for (int i = 0; i < STEPS_MAX && !talk_is_idle(s.talk); i++)
		assert_int_equal(step(), 0);
	assert_true(talk_is_idle(s.talk));
	/* The last farewell is on its way. */
	for (size_t i = 0; i < DOORS; i++)
		live(&s.doors[i]);
}

static void add(uint16_t port) {
	assert_int_equal(talk_add(s.talk, device, &(struct talk_found){ .port = port }), 0);
}

/* ---- Cases ---- */

static void one_thing_after_another(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	s.doors[1].answer = "welcome";
	s.doors[1].first = true;
	close(s.doors[2].fd);
	open_door(&s.doors[2], -1);
	open_talk(TCP("a/root", "0") "  text: \"GET {host}:{port}\"\n" TCP("a/more", "0") "  after: a/root\n  text: more\n"
		  TCP("a/never", "2") "  text: never\n" TCP("b/greeting", "1") "  greeting: yes\n", PACE_RATE_MAX, NULL);
	add(0);
	run();
	char want[64];
	snprintf(want, sizeof want, "GET 127.0.0.1:%u", s.doors[0].port);
	assert_int_equal(s.doors[0].accepted, 2);
	assert_string_equal(s.doors[0].said[0], want);
	assert_string_equal(s.doors[0].said[1], "more");
	assert_int_equal(s.doors[1].accepted, 1);
	assert_string_equal(s.doors[1].said[0], "");
	assert_string_equal(s.heard, "a/root\nfine\na/more\nfine\nb/greeting\nwelcome\n");
	assert_string_equal(s.asked, "0 yes\n1 yes\n2 no\n3 yes\n");
	assert_int_equal(s.most_open, 1);
	struct talk_tally t = talk_tally(s.talk);
	assert_int_equal(t.devices, 1);
	assert_int_equal(t.connections, 4);
	assert_int_equal(t.lost + t.unreachable, 0);
}

static void only_the_open_port(void **state) {
	(void)state;
	s.doors[0].answer = s.doors[1].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("b/b", "1") "  text: b\n", PACE_RATE_MAX, NULL);
	add(s.doors[1].port);
	run();
	assert_int_equal(s.doors[0].accepted, 0);
	assert_string_equal(s.heard, "b/b\nfine\n");
	/* Found open later. */
	add(s.doors[0].port);
	run();
	assert_string_equal(s.heard, "b/b\nfine\na/a\nfine\n");
}

static void after_what_was_not_answered(void **state) {
	(void)state;
	s.doors[0].answer = "";
	open_talk(TCP("a/root", "0") "  text: a\n" TCP("a/more", "0") "  after: a/root\n  text: more\n", PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_int_equal(s.doors[0].accepted, 1);
	assert_string_equal(s.heard, "");
	assert_string_equal(s.asked, "0 no\n");
}

static void datagrams_come_first(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" "- question: u/u\n" WORDS "  port: 3702\n  unicast: yes\n  text: u\n"
		  "- question: g/g\n" WORDS "  port: 3702\n  groups: [224.0.0.1]\n  text: g\n", PACE_RATE_MAX, NULL);
	add(0);
	uint64_t began = s.now_us;
	while (!*s.sent)
		assert_int_equal(step(), 0);
	/* Whoever writes down that it was asked would not ask again for an answer that is still on its way. */
	assert_string_equal(s.asked, "");
	run();
	assert_string_equal(s.asked, "0 no\n1 yes\n");
	/* What is only for groups is not for one. */
	assert_string_equal(s.sent, "u/u\n");
	assert_string_equal(s.heard, "a/a\nfine\n");
	assert_true(s.now_us - began >= TALK_DATAGRAM_MS * 1000);
}

static void enough_is_known(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("b/b", "0") "  text: b\n" TCP("c/c", "0") "  text: c\n", PACE_RATE_MAX, NULL);
	s.settles = true;
	add(0);
	run();
	assert_int_equal(s.doors[0].accepted, 1);
	assert_string_equal(s.heard, "a/a\nfine\n");
}

static void a_whole_answer_ends_it(void **state) {
	(void)state;
	/* The device would keep the connection for ever. */
	s.doors[0].answer = "whole";
	s.doors[0].stays = true;
	s.is_enough = true;
	open_talk(TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	add(0);
	uint64_t began = s.now_us;
	run();
	assert_string_equal(s.heard, "a/a\nwhole\n");
	assert_true(s.now_us - began < TALK_QUIET_MS * 1000);
	assert_int_equal(s.open_now, 0);
}

#define THREE TCP("a/a", "0") "  text: a\n" TCP("a/b", "0") "  text: b\n" TCP("a/c", "0") "  after: a/b\n  text: c\n"

/* Who keeps the connection is asked all that there is at that port on it. */
static void one_connection_for_all(void **state) {
	(void)state;
	s.doors[0].answer = s.doors[1].answer = "fine";
	s.doors[0].stays = s.doors[1].stays = s.awaits_more = true;
	open_talk(TCP("b/b", "1") "  text: x\n" THREE TCP("b/c", "1") "  greeting: yes\n", PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_int_equal(s.doors[0].accepted, 1);
	assert_string_equal(s.doors[0].said[0], "abc");
	assert_int_equal(s.doors[1].accepted, 2);
	assert_string_equal(s.asked, "0 yes\n1 yes\n2 yes\n3 yes\n4 no\n");
}

/* One that promised to keep it and does not loses nothing by that. */
static void who_hangs_up_is_asked_again(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	s.doors[0].stays = s.awaits_more = true;
	s.doors[0].answers_max = 1;
	open_talk(THREE, PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_int_equal(s.doors[0].accepted, 3);
	assert_string_equal(s.doors[0].said[0], "ab");
	assert_string_equal(s.doors[0].said[1], "b");
	assert_string_equal(s.doors[0].said[2], "c");
	assert_string_equal(s.asked, "0 yes\n1 yes\n2 yes\n");
}

/* As long as it is asked something by a connection, it may say that it is known well enough. */
static void known_in_the_middle(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	s.doors[0].stays = s.awaits_more = s.settles = true;
	open_talk(THREE, PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_string_equal(s.doors[0].said[0], "a");
	assert_string_equal(s.asked, "0 yes\n");
}

static void silence_has_an_end(void **state) {
	(void)state;
	s.doors[0].answer = "half";
	s.doors[0].stays = true;
	/* The second accepts and says nothing. */
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("b/b", "1") "  text: b\n", PACE_RATE_MAX, NULL);
	add(0);
	uint64_t began = s.now_us;
	run();
	uint64_t took = s.now_us - began;
	assert_string_equal(s.heard, "a/a\nhalf\n");
	/* Both together have no longer than a device has where nobody holds us back. */
	uint64_t most_ms = TALK_QUIET_MS + TALK_FIRST_MS < TALK_HURRIED_MS ? TALK_QUIET_MS + TALK_FIRST_MS : TALK_HURRIED_MS;
	assert_true(took >= most_ms * 1000 && took < (most_ms + 1000) * 1000);
	assert_int_equal(s.open_now, 0);
}

static void no_end_has_an_end(void **state) {
	(void)state;
	s.doors[0].is_endless = true;
	open_talk(TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_int_equal(s.most_heard, TALK_HEARD_MAX);
	assert_int_equal(s.open_now, 0);
}

static void drop_by_drop_has_an_end(void **state) {
	(void)state;
	s.doors[0].answer = "x";
	s.doors[0].stays = true;
	open_talk(TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	add(0);
	uint64_t began = s.now_us, last = 0;
	for (int i = 0; i < STEPS_MAX && !talk_is_idle(s.talk); i++) {
		assert_int_equal(step(), 0);
		/* Never silent for long. */
		if (s.open_now && s.now_us - last >= TALK_QUIET_MS * 500) {
			send(s.doors[0].lines[0], "x", 1, MSG_NOSIGNAL);
			last = s.now_us;
		}
	}
	assert_true(talk_is_idle(s.talk));
	assert_true(s.now_us - began <= (TALK_SESSION_MS + 1500) * 1000);
	assert_true(s.most_heard >= (TALK_SESSION_MS < TALK_DEVICE_MS ? TALK_SESSION_MS : TALK_DEVICE_MS) / 2000);
}

static void nobody_takes_the_call(void **state) {
	(void)state;
	/* A queue for one, and one is in it: what comes then the kernel leaves unanswered. */
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fds[2];

	close(s.doors[0].fd);
	open_door(&s.doors[0], 0);
	at.sin_port = htons(s.doors[0].port);
	for (int i = 0; i < 2; i++) {
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		(void)connect(fds[i], (void *)&at, sizeof at);
	}
	s.doors[0].accepted = LINES_MAX; /* it takes no line */
	for (int i = 0; i < LINES_MAX; i++)
		s.doors[0].lines[i] = -1;
	open_talk(TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	assert_int_equal(talk_add(s.talk, device, &(struct talk_found){ .is_guess = true, .position = 7 }), 0);
	assert_int_equal(talk_guessed(s.talk, 99), 7);
	assert_int_equal(talk_tally(s.talk).guesses, 1);
	uint64_t began = s.now_us;
	run();
	assert_true(s.now_us - began <= (TALK_CONNECT_MS + 500) * 1000);
	struct talk_tally t = talk_tally(s.talk);
	/* A guess that stays silent is forgotten. */
	assert_int_equal(t.devices, 0);
	assert_int_equal(t.guesses, 0);
	assert_false(talk_knows(s.talk, device));
	assert_int_equal(talk_guessed(s.talk, 99), 99);
	close(fds[0]);
	close(fds[1]);
}

static void who_may_not_be_asked(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" "- question: u/u\n" WORDS "  port: 3702\n  unicast: yes\n  text: u\n", PACE_RATE_MAX,
		  "127.0.0.1");
	add(0);
	add(s.doors[0].port);
	run();
	assert_int_equal(s.doors[0].accepted, 0);
	assert_string_equal(s.sent, "");
	assert_int_equal(talk_tally(s.talk).connections, 0);
}

/* Each connection is worth seven packets at least: two to begin, three to ask, two to leave. */
static void a_gate_of_its_own(void **state) {
	enum { RATE = 5, LEAST = 7 };
	unsigned within_10_s = 0;

	(void)state;
	s.doors[0].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("a/b", "0") "  text: b\n" TCP("a/c", "0") "  text: c\n" TCP("a/d", "0") "  text: d\n"
		  TCP("a/e", "0") "  text: e\n" TCP("a/f", "0") "  text: f\n" TCP("a/g", "0") "  text: g\n" TCP("a/h", "0") "  text: h\n",
		  RATE, NULL);
	add(0);
	uint64_t began = s.now_us;
	for (int i = 0; i < STEPS_MAX && !talk_is_idle(s.talk); i++) {
		assert_int_equal(step(), 0);
		if (s.now_us - began <= 10 * 1000000)
			within_10_s = s.doors[0].accepted;
	}
	assert_int_equal(s.doors[0].accepted, 8);
	assert_true(within_10_s >= 1 && within_10_s <= 10 * RATE / LEAST);
	assert_true(s.now_us - began >= (uint64_t)(8 * LEAST - RATE) * 1000000 / RATE);
	assert_int_equal(s.most_open, 1);
}

/*
 * Addresses 1 to `count`, of which the first two have a door that stays open
 * for a while after it answered. On no link: loopback has no MACs.
 */
static void ask_near(uint8_t count, bool has_one_mac) {
	s.addresses = count;
	s.doors[0].answer = s.doors[1].answer = "fine";
	s.doors[0].stays = s.doors[1].stays = true;
	close(s.doors[1].fd);
	s.doors[1].host = 2;
	open_door(&s.doors[1], 16);
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("a/b", "1") "  text: b\n", 1000, NULL);
	for (uint8_t i = 1; i <= count; i++) {
		addr who = { .kind = ADDR_IP4, .bytes = { 127, 0, 0, i } };
		addr mac = { .kind = ADDR_MAC, .bytes = { 2, 0, 0x5e, 0, 0x53, has_one_mac ? 1 : i } };
		assert_int_equal(talk_add(s.talk, who, &(struct talk_found){ .mac = mac }), 0);
	}
	run();
	assert_string_equal(s.doors[0].said[0], "a");
	assert_string_equal(s.doors[1].said[0], "b");
}

static void one_mac_is_one_device(void **state) {
	(void)state;
	ask_near(2, true);
	assert_int_equal(s.most_open, 1);
}

static void two_macs_are_two_devices(void **state) {
	(void)state;
	ask_near(2, false);
	assert_int_equal(s.most_open, 2);
}

/* Nobody has seventeen addresses but who answers for others. */
static void an_extender_is_many_devices(void **state) {
	(void)state;
	ask_near(17, true);
	assert_int_equal(s.most_open, 2);
}

/* One whose handshakes become slow is asked more slowly; when many do, everybody is. */
static void who_becomes_slow_is_spared(void **state) {
	enum { QUICK_US = 2000, SLOW_US = 250 * 1000, MANY = 4 };

	(void)state;
	open_talk(TCP("a/a", "0") "  text: a\n", 100, NULL);
	add(0);
	struct peer *d = talk_find(s.talk, device);
	double own = pace_rate(station_gate(s.talk, d), s.now_us), all = pace_rate(&s.pace, s.now_us);

	talk_timed(s.talk, d, SLOW_US, s.now_us);
	talk_timed(s.talk, d, SLOW_US + QUICK_US, s.now_us);
	assert_int_equal(talk_tally(s.talk).slowed, 0);
	talk_timed(s.talk, d, QUICK_US, s.now_us);
	talk_timed(s.talk, d, 10 * QUICK_US, s.now_us);
	assert_true(pace_rate(station_gate(s.talk, d), s.now_us) >= own);
	for (uint64_t i = 1; i <= MANY; i++) {
		talk_timed(s.talk, d, SLOW_US, s.now_us);
		assert_int_equal(talk_tally(s.talk).slowed, i);
		assert_true(pace_rate(station_gate(s.talk, d), s.now_us) < own);
	}
	s.now_us += 1000 * 1000;
	assert_int_equal(step(), 0);
	assert_true(pace_rate(&s.pace, s.now_us) < all);
}

static void where_it_says_itself(void **state) {
	char url[64];

	(void)state;
	s.doors[0].answer = "fine";
	s.doors[2].answer = "paper";
	open_talk(TCP("a/a", "0") "  text: a\n" "- question: d/d\n" WORDS "  way: tcp\n  where: ssdp.location\n  text: \"{path} {port}\"\n",
		  PACE_RATE_MAX, NULL);
	add(0);
	static const struct {
		const char *before, *after;
	} refused[] = { { "http://127.0.0.2", "/d.xml" }, { "https://127.0.0.1", "/d.xml" }, { "http://me@127.0.0.1", "/d.xml" },
			{ "http://127.0.0.1", "/d.xml?do=it" }, { "http://127.0.0.1", "/a b" }, { "http://127.0.0.1", "/cgi-bin/reboot" } };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		snprintf(url, sizeof url, "%s:%u%s", refused[i].before, s.doors[2].port, refused[i].after);
		talk_place(s.talk, device, STR("ssdp.location"), str_of(url));
	}
	run();
	assert_int_equal(s.doors[2].accepted, 0);
	snprintf(url, sizeof url, "http://127.0.0.1:%u/d.xml", s.doors[2].port);
	str told = str_of(url);
	talk_place(s.talk, device, STR("wsd.xaddr"), told);
	run();
	assert_int_equal(s.doors[2].accepted, 0);
	talk_place(s.talk, device, STR("ssdp.location"), told);
	talk_place(s.talk, device, STR("ssdp.location"), told);
	run();
	assert_int_equal(s.doors[2].accepted, 1);
	char want[64];
	snprintf(want, sizeof want, "/d.xml %u", s.doors[2].port);
	assert_string_equal(s.doors[2].said[0], want);
	assert_string_equal(s.heard, "a/a\nfine\nd/d\npaper\n");
}

static void what_was_asked_before(void **state) {
	(void)state;
	s.doors[0].answer = s.doors[1].answer = "fine";
	open_talk(TCP("a/root", "0") "  text: a\n" TCP("a/more", "0") "  after: a/root\n  text: more\n"
		  TCP("b/root", "1") "  text: b\n" TCP("b/more", "1") "  after: b/root\n  text: more\n", PACE_RATE_MAX, NULL);
	add(0);
	talk_skip(s.talk, device, 0, true);
	talk_skip(s.talk, device, 2, false);
	/* A number that there is not, and a device that nobody knows. */
	talk_skip(s.talk, device, 1000, true);
	talk_skip(s.talk, (addr){ .kind = ADDR_IP4, .bytes = { 127, 0, 0, 9 } }, 1, true);
	run();
	assert_string_equal(s.heard, "a/more\nfine\n");
}

static void nothing_new(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	open_talk(TCP("a/a", "0") "  text: a\n" TCP("b/b", "0") "  text: b\n", PACE_RATE_MAX, NULL);
	add(0);
	while (!s.doors[0].accepted)
		assert_int_equal(step(), 0);
	talk_finish(s.talk);
	run();
	assert_string_equal(s.heard, "a/a\nfine\n");
	assert_int_equal(s.doors[0].accepted, 1);
	assert_false(talk_wants_more(s.talk));
}

static void secrets_come_last(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	s.doors[1].answer = "fine";
	s.doors[1].stays = true;
	open_talk(TLS("t/t", "1") "  text: secret\n" TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	add(0);
	run();
	assert_string_equal(s.heard, "a/a\nfine\n");
	assert_int_equal(s.doors[1].accepted, 0);
	talk_hold_secret(s.talk, false);
	run();
	assert_string_equal(s.doors[1].said[0], "hello;secret");
	assert_string_equal(s.heard, "a/a\nfine\ncertificate\npaper\nt/t\nfine\n");
	assert_int_equal(s.closed_boxes, 1);
}

/* One handshake is enough for all. */
static void secrets_go_on(void **state) {
	(void)state;
	s.doors[0].answer = "fine";
	s.doors[0].stays = s.awaits_more = true;
	open_talk(TLS("a/secret", "0") "  text: whisper\n" TLS("a/more", "0") "  text: again\n", PACE_RATE_MAX, NULL);
	talk_hold_secret(s.talk, false);
	add(0);
	run();
	assert_int_equal(s.doors[0].accepted, 1);
	assert_string_equal(s.doors[0].said[0], "hello;whisperagain");
	assert_string_equal(s.asked, "0 yes\n1 yes\n");
	assert_int_equal(s.closed_boxes, 1);
}

static void a_listener_may_stop_it(void **state) {
	int r = 0;

	(void)state;
	s.doors[0].answer = "fine";
	s.is_wrong = true;
	open_talk(TCP("a/a", "0") "  text: a\n", PACE_RATE_MAX, NULL);
	add(0);
	for (int i = 0; i < STEPS_MAX && !r && !talk_is_idle(s.talk); i++)
		r = step();
	assert_int_equal(r, -EIO);
}

static void ports_of_the_table(void **state) {
	uint16_t ports[TALK_PORTS_MAX];

	(void)state;
	open_talk(TCP("a/a", "1") "  text: a\n" TLS("t/t", "0") "  text: t\n" TCP("b/b", "1") "  text: b\n"
		  "- question: u/u\n" WORDS "  port: 3702\n  unicast: yes\n  text: u\n", PACE_RATE_MAX, NULL);
	assert_int_equal(talk_ports(&s.questions, ports), 2);
	assert_true(ports[0] == s.doors[1].port && ports[1] == s.doors[0].port);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(one_thing_after_another), CASE(only_the_open_port), CASE(after_what_was_not_answered),
		CASE(datagrams_come_first), CASE(enough_is_known), CASE(a_whole_answer_ends_it),
		CASE(one_connection_for_all), CASE(who_hangs_up_is_asked_again), CASE(known_in_the_middle),
		CASE(silence_has_an_end), CASE(no_end_has_an_end), CASE(drop_by_drop_has_an_end),
		CASE(nobody_takes_the_call), CASE(who_may_not_be_asked), CASE(a_gate_of_its_own),
		CASE(one_mac_is_one_device), CASE(two_macs_are_two_devices), CASE(an_extender_is_many_devices),
		CASE(who_becomes_slow_is_spared),
		CASE(where_it_says_itself), CASE(what_was_asked_before), CASE(nothing_new),
		CASE(secrets_come_last), CASE(secrets_go_on), CASE(a_listener_may_stop_it), CASE(ports_of_the_table),
	};

	return cmocka_run_group_tests_name("talk", tests, NULL, NULL);
}
