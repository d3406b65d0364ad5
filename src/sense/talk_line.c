/* Lines: one connection each, from the first SYN to the farewell. */
#include "sense/talk_inner.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sense/links.h"

enum {
	SMALL_WINDOW = 4096, /* two or three full segments: what a narrow gate lets in at once */
	MUTE_MAX = 3,        /* ports that take a connection and say nothing, before one that never said anything is left alone */
	UNREACHABLE_MAX = 2, /* connections that came back as unreachable, of a device that never answered */
	FAREWELL_US = 200 * 1000, /* for the other side to close its direction, too */
	GUARD_US = 10 * 1000, /* between two looks at one that sends too many packets */
	LOOKS_MAX = 64,      /* reads of one line in a row before others get their turn */
};

static int set_number(int fd, int level, int name, int number) {
	return setsockopt(fd, level, name, &number, sizeof number);
}

/* ---- The beginning and the end ---- */

static struct line *take_line(struct talk *t) {
	return t->free_line_count ? &t->lines[t->free_lines[--t->free_line_count]] : NULL;
}

static uint16_t number_of(const struct talk *t, const struct line *l) {
	return (uint16_t)(l - t->lines);
}

static void give_back(struct talk *t, struct line *l) {
	station_line(t, device_of(t, l), 0);
	l->phase = PHASE_FREE;
	t->free_lines[t->free_line_count++] = number_of(t, l);
}

void line_cut(struct talk *t, struct line *l) {
	struct linger at_once = { .l_onoff = 1 };

	if (l->secret && t->w.secrecy)
		t->w.secrecy->end(t->w.secrecy, number_of(t, l));
	/* Who is not heard cannot take leave, and who does not would hold two with the next: a RST and no more. */
	if (l->deaf || (l->parted && !l->ended && !l->hung_up))
		setsockopt(l->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(l->fd);
	give_back(t, l);
}

/* A socket that is on its way; its descriptor, or a negative errno. */
static int begin_connect(struct talk *t, const struct peer *d, const struct question *q, uint16_t port) {
	struct sockaddr_storage at;
	socklen_t size = socket_of_addr(d->who, port, d->interface, &at);
	int fd = socket(at.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -errno;
	set_number(fd, IPPROTO_TCP, TCP_SYNCNT, 1);
	if (t->limited)
		set_number(fd, SOL_SOCKET, SO_RCVBUF, SMALL_WINDOW);
	/* Who speaks first waits for it. */
	if (t->limited && !q->greeting)
		line_acknowledge_late(fd);
	struct epoll_event wish = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET };
	wish.data.u32 = t->free_lines[t->free_line_count - 1];
	if (epoll_ctl(t->epoll, EPOLL_CTL_ADD, fd, &wish) ||
	    (connect(fd, (const void *)&at, size) && errno != EINPROGRESS)) {
		int error = -errno;

		close(fd);
		return error;
	}
	return fd;
}

/* How long a connection may take to come about. */
static unsigned patience_ms(const struct talk *t, const struct peer *d, bool was_open) {
	static const unsigned patience[3][2] = {
		{ TALK_CONNECT_MS, TALK_SILENT_MS },
		{ TALK_NEAR_CONNECT_MS, TALK_NEAR_SILENT_MS },
		{ TALK_HURRIED_CONNECT_MS, TALK_HURRIED_SILENT_MS },
	};
	unsigned row = !d->interface ? 0 : t->limited ? 1 : 2;

	return patience[row][d->is_silent && !was_open];
}

/* Of all connections to one device. */
static uint64_t budget_us(const struct talk *t) {
	return UINT64_C(1000) * (t->limited ? TALK_DEVICE_MS : TALK_HURRIED_MS);
}

/* Where nobody holds us back, a connection lasts no longer than what is left for the device. */
static uint64_t session_us(const struct talk *t, const struct peer *d) {
	uint64_t budget = budget_us(t), left = d->spent_us < budget ? budget - d->spent_us : 0;

	return !t->limited && left < TALK_SESSION_MS * 1000 ? left : TALK_SESSION_MS * 1000;
}

/* Whether the kernel must find out itself who has the address on our own link, and so may find no room for the answer. */
static bool needs_room(const struct peer *d) {
	return d->interface && !d->is_told;
}

int line_open(struct talk *t, uint32_t device, uint32_t ask, unsigned url, uint64_t now_us) {
	struct peer *d = &t->devices[device];
	const struct question *q = ask == NO_ASK ? d->urls[url].question : t->asks[ask].question;
	uint16_t port = ask == NO_ASK ? d->urls[url].port : t->asks[ask].port;
	int fd = begin_connect(t, d, q, port);

	if (fd < 0)
		return fd;
	struct line *l = take_line(t);
	uint8_t *out = l->out, *room = l->room;
	*l = (struct line){
		.fd = fd, .phase = PHASE_CONNECTING, .secret = q->way == WAY_TLS,
		.device = device, .ask = ask, .url = (uint8_t)url,
		.question = q, .port = port, .out = out, .room = room, .paid = COST_CONNECT,
		.was_open = ask == NO_ASK || (d->open >> t->asks[ask].port_bit & 1),
		.begun_us = now_us, .until_us = now_us + session_us(t, d),
	};
	l->quiet_us = now_us + UINT64_C(1000) * patience_ms(t, d, l->was_open);
	if (needs_room(d))
		l->refusals = talk_room_for(t, d->who, now_us)->is.refusals;
	station_line(t, d, (uint16_t)(number_of(t, l) + 1));
	t->tally.connections++;
	return 0;
}

/* ---- What came ---- */

static struct talk_answer answer_of(struct talk *t, const struct line *l, str bytes) {
	return (struct talk_answer){ .who = device_of(t, l)->who, .question = l->question, .port = l->port, .bytes = bytes };
}

/* Tells what there is, if there is more than before; TALK_ENOUGH when nothing more is wanted. */
static int tell(struct talk *t, struct line *l) {
	struct talk_answer a = answer_of(t, l, (str){ l->room, l->heard_size });

	if (l->heard_size == l->told_size)
		return TALK_MORE;
	l->told_size = l->heard_size;
	device_of(t, l)->heard = device_of(t, l)->answers = true;
	if (l->ask != NO_ASK)
		device_of(t, l)->answered[l->ask / 64] |= UINT64_C(1) << l->ask % 64;
	return t->w.listener->heard(t->w.listener, &a);
}

/* Of what was said in clear as much is kept as there is room for. */
static void keep(struct line *l, str said) {
	size_t room = TALK_HEARD_MAX - l->heard_size, n = said.n < room ? said.n : room;

	if (n)
		memcpy(l->room + l->heard_size, said.at, n);
	l->heard_size += n;
}

static str fill(struct talk *t, const struct line *l, uint8_t *room, size_t size) {
	struct question_fill with = { .port = l->port, .path = l->ask == NO_ASK ? device_of(t, l)->urls[l->url].path : (str){ 0 } };
	uint8_t host_room[ADDR_TEXT_MAX + 2];
	struct text host = TEXT(host_room);
	bool six = device_of(t, l)->who.kind == ADDR_IP6;

	/* In a URL an IPv6 address stands in brackets: RFC 3986, 3.2.2. */
	text_cstr(&host, six ? "[" : "");
	addr_format(&host, device_of(t, l)->who);
	text_cstr(&host, six ? "]" : "");
	with.host = text_done(&host);
	if (getrandom(with.random, sizeof with.random, 0) != sizeof with.random)
		return (str){ 0 };
	return question_fill(l->question, &with, room, size);
}

/* Takes up what the box made of a turn: words to send, words heard. */
static int take_turn(struct talk *t, struct line *l, const struct talk_secret_turn *turn) {
	int r = 0;

	l->open = l->open || turn->is_open;
	l->ended = l->ended || turn->is_over;
	if (turn->to_send.n > OUT_MAX - l->out_size) {
		l->ended = true;
	} else if (turn->to_send.n) {
		memcpy(l->out + l->out_size, turn->to_send.at, turn->to_send.n);
		l->out_size += turn->to_send.n;
	}
	keep(l, turn->heard);
	if (turn->certificate.n) {
		struct talk_answer a = answer_of(t, l, turn->certificate);
		device_of(t, l)->heard = true;
		r = t->w.listener->certificate(t->w.listener, &a);
	}
	return r;
}

/* Says the question by TLS. */
static int say_secret(struct talk *t, struct line *l) {
	struct talk_secret_turn turn = { .is_over = true };
	uint8_t room[QUESTION_SIZE_MAX];
	str words = fill(t, l, room, sizeof room);

	l->said = true;
	int r = t->w.secrecy->turn(t->w.secrecy, number_of(t, l), (str){ 0 }, words, &turn);
	return r ? r : take_turn(t, l, &turn);
}

/* Gives what came to the box, and the question once it is open. */
static int turn_secret(struct talk *t, struct line *l, str came) {
	struct talk_secret_turn turn = { .is_over = true };
	int r = t->w.secrecy->turn(t->w.secrecy, number_of(t, l), came, (str){ 0 }, &turn);

	if (!r)
		r = take_turn(t, l, &turn);
	if (!r && l->open && !l->said && !l->ended)
		r = say_secret(t, l);
	if (l->out_size)
		l->phase = PHASE_SENDING;
	return r;
}

/* ---- The phases. Each tells when it wants to be looked at again; 0 for at once. ---- */

/* The line is free again. A device that takes its time gets no more than there is for each. */
static void end(struct talk *t, struct line *l, uint64_t now_us) {
	struct peer *d = device_of(t, l);

	d->spent_us += now_us > l->begun_us ? now_us - l->begun_us : 0;
	d->done = d->done || d->spent_us >= budget_us(t);
	line_cut(t, l);
}

/* Nobody there, or nobody who speaks: no other question is tried at that port. */
static void shut(struct talk *t, struct line *l) {
	uint64_t bit = l->ask == NO_ASK ? 0 : UINT64_C(1) << t->asks[l->ask].port_bit;

	device_of(t, l)->closed |= bit;
	device_of(t, l)->open &= ~bit;
}

static uint64_t leave(struct talk *t, struct line *l) {
	struct peer *d = device_of(t, l);

	l->phase = PHASE_LEAVING;
	/* Whatever it goes on saying to a closed door would be answered by a RST each. */
	if (t->limited && !l->ended && !l->deaf && !l->is_whole)
		line_deafen(l, true);
	if (!l->heard_size && l->is_next) {
		/* It is asked again, by a connection of its own. */
		d->asked[l->ask / 64] &= ~(UINT64_C(1) << l->ask % 64);
		d->hangs_up = true;
	} else if (!l->heard_size && !l->open) {
		shut(t, l);
		d->done = ++d->mute >= MUTE_MAX && !d->answers;
	}
	return 0;
}

/* Asks the next question on the same connection, if there is one and the device has time left; else takes leave. */
static int go_on(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	struct peer *d = device_of(t, l);
	uint64_t spent_us = d->spent_us + (now_us > l->begun_us ? now_us - l->begun_us : 0);
	uint32_t ask = NO_ASK;
	int r = l->ask == NO_ASK || spent_us >= budget_us(t) ? 0 : talk_go_on(t, d, l->ask, &ask);

	if (r || ask == NO_ASK) {
		*ret_due_us = leave(t, l);
		return r;
	}
	d->spent_us = spent_us;
	l->ask = ask;
	l->question = t->asks[ask].question;
	l->is_next = true;
	l->is_whole = l->said = false;
	l->heard_size = l->told_size = 0;
	l->begun_us = now_us;
	l->until_us = now_us + session_us(t, d);
	if (l->secret)
		r = say_secret(t, l);
	else
		l->out_size = fill(t, l, l->out, OUT_MAX).n;
	l->phase = l->out_size ? PHASE_SENDING : PHASE_LEAVING;
	*ret_due_us = now_us;
	return r;
}

static uint64_t first(uint64_t a, uint64_t b) {
	return a < b ? a : b;
}

/* Notes how a connection began that will not be. */
static uint64_t fail(struct talk *t, struct line *l, int error, uint64_t now_us) {
	struct peer *d = device_of(t, l);

	shut(t, l);
	if (error == ECONNREFUSED) {
		d->heard = true;
	} else if (error == EHOSTUNREACH || error == ENETUNREACH || error == EACCES || error == EPERM) {
		/* Nobody is there; or one port is fenced off with the same words, and another is not. */
		d->done = ++d->unreachable >= UNREACHABLE_MAX && !d->answers;
	} else if (needs_room(d) && talk_room_for(t, d->who, now_us)->is.refusals != l->refusals) {
		t->tally.unreachable++;
	} else if (l->was_open) {
		t->tally.lost++;
	} else {
		d->is_silent = true;
	}
	line_cut(t, l);
	return 0;
}

static int begin_words(struct talk *t, struct line *l) {
	struct talk_secret_turn turn = { .is_over = true };

	if (!l->secret) {
		l->out_size = l->question->greeting ? 0 : fill(t, l, l->out, OUT_MAX).n;
		return 0;
	}
	int r = t->w.secrecy->begin(t->w.secrecy, number_of(t, l), &turn);
	return r ? r : take_turn(t, l, &turn);
}

static int turn_connecting(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	socklen_t size = sizeof(int);
	int error = 0;

	if (!l->happened) {
		*ret_due_us = now_us < l->quiet_us ? l->quiet_us : fail(t, l, ETIMEDOUT, now_us);
		return 0;
	}
	l->happened = l->early;
	if (l->failed && (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &error, &size) || error)) {
		*ret_due_us = fail(t, l, error, now_us);
		return 0;
	}
	if (l->ask != NO_ASK)
		device_of(t, l)->open |= UINT64_C(1) << t->asks[l->ask].port_bit;
	device_of(t, l)->heard = true;
	int r = begin_words(t, l);
	l->phase = l->out_size ? PHASE_SENDING : l->question->greeting ? PHASE_HEARING : PHASE_LEAVING;
	l->quiet_us = now_us + TALK_FIRST_MS * 1000;
	*ret_due_us = now_us;
	return r;
}

static int turn_sending(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	bool by_pace = false;
	uint64_t wait = line_pay(t, l, COST_SEND, now_us, &by_pace);

	if (wait) {
		line_put_off(l, now_us, wait);
		*ret_due_us = now_us + wait;
		return by_pace ? -EBUSY : 0;
	}
	if (l->deaf)
		line_deafen(l, false);
	/* Into an empty buffer all of it fits, or the socket is broken. */
	ssize_t sent = send(l->fd, l->out, l->out_size, MSG_NOSIGNAL);
	l->phase = sent == (ssize_t)l->out_size ? PHASE_HEARING : PHASE_LEAVING;
	l->out_size = 0;
	l->quiet_us = now_us + TALK_FIRST_MS * 1000;
	*ret_due_us = now_us;
	return 0;
}

/*
 * One read. False when there is nothing more for now: less came than there is
 * room for, and the kernel will tell when there is more (epoll(7)).
 */
static bool take_some(struct talk *t, struct line *l, int *ret_result) {
	uint8_t cipher[16 * 1024];
	uint8_t *to = l->secret ? cipher : l->room + l->heard_size;
	size_t room = l->secret ? sizeof cipher : TALK_HEARD_MAX - l->heard_size;
	ssize_t n = room ? recv(l->fd, to, room, MSG_DONTWAIT) : 0;

	if (n <= 0) {
		l->ended = n == 0 || errno != EAGAIN;
		return false;
	}
	if (l->secret)
		*ret_result = turn_secret(t, l, (str){ cipher, (size_t)n });
	else
		l->heard_size += (size_t)n;
	l->ended = l->ended || (l->hung_up && (size_t)n < room);
	return (size_t)n == room && *ret_result == 0 && l->phase == PHASE_HEARING && !l->ended;
}

static int take_all(struct talk *t, struct line *l) {
	int result = 0, looks = 0;

	l->happened = false;
	while (looks++ < LOOKS_MAX && take_some(t, l, &result))
		;
	l->happened = looks > LOOKS_MAX || l->phase == PHASE_SENDING;
	return result;
}

static int turn_hearing(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	size_t before = l->heard_size;
	bool by_pace = false;

	line_guard(t, l, now_us);
	if (l->happened) {
		uint64_t wait = line_pay(t, l, COST_READ, now_us, &by_pace);
		if (wait) {
			line_put_off(l, now_us, wait);
			*ret_due_us = now_us + wait;
			return by_pace ? -EBUSY : 0;
		}
		if (l->deaf)
			line_deafen(l, false);
		int r = take_all(t, l);
		if (r < 0)
			return r;
	}
	bool is_end = l->ended || l->heard_size == TALK_HEARD_MAX || now_us >= first(l->quiet_us, l->until_us);
	if (l->heard_size > before)
		l->quiet_us = now_us + TALK_QUIET_MS * 1000;
	int word = tell(t, l);
	if (word < 0)
		return word;
	l->is_whole = word == TALK_ENOUGH || word == TALK_STAYS;
	if (word == TALK_STAYS && !l->ended && !l->hung_up && l->phase == PHASE_HEARING)
		return go_on(t, l, now_us, ret_due_us);
	if (is_end || word == TALK_ENOUGH || word == TALK_STAYS)
		*ret_due_us = leave(t, l);
	else if (l->phase == PHASE_SENDING || l->happened)
		*ret_due_us = now_us;
	else
		*ret_due_us = first(first(l->quiet_us, l->until_us), l->was_deaf ? now_us + GUARD_US : UINT64_MAX);
	return 0;
}

/*
 * Who kept the connection is told that it ends, and then ends it, too: the
 * kernel's last acknowledgement leaves while it still knows the MAC that we
 * told it. Else it would look for that itself, and its table fill up.
 */
static bool part(struct line *l, uint64_t now_us) {
	l->parted = true;
	if (l->deaf && l->is_whole)
		line_deafen(l, false);
	if (l->ended || l->hung_up || l->deaf || shutdown(l->fd, SHUT_WR))
		return false;
	l->quiet_us = now_us + FAREWELL_US;
	return true;
}

static int turn_leaving(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	bool by_pace = false;
	uint64_t wait = l->parted ? 0 : line_pay(t, l, COST_LEAVE, now_us, &by_pace);

	*ret_due_us = wait ? now_us + wait : 0;
	if (wait) {
		line_put_off(l, now_us, wait);
		return by_pace ? -EBUSY : 0;
	}
	if (l->parted ? !l->hung_up && now_us < l->quiet_us : part(l, now_us))
		*ret_due_us = l->quiet_us;
	else
		end(t, l, now_us);
	return 0;
}

int line_turn(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) {
	static int (*const turns[])(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us) = {
		[PHASE_CONNECTING] = turn_connecting, [PHASE_SENDING] = turn_sending, [PHASE_HEARING] = turn_hearing,
		[PHASE_LEAVING] = turn_leaving,
	};
	int r;

	do {
		*ret_due_us = 0;
		r = turns[l->phase](t, l, now_us, ret_due_us);
	} while (!r && l->phase != PHASE_FREE && *ret_due_us <= now_us);
	return r;
}
