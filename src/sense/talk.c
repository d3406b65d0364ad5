/*
 * Talk: which device is asked what, and when. Devices lie in one table, found
 * by hash. Each is in one place at a time: on a line, among the dues, in a
 * queue for a line, or at rest with nothing left to ask.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.h"
#include "sense/talk_inner.h"

enum {
	BUCKETS = TALK_DEVICES_MAX * 2,
	PATHS_SIZE = 4 << 20,     /* of URLs that devices told */
	EVENTS_MAX = 256,
	TOLD_EVENTS = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR, /* something to hear, or the end */
	TURNS_MAX = 512,          /* of a step, so that others get their turn */
	JUDGE_US = 1000 * 1000,   /* how often losses are looked at */
	LOST_LEAST = 4,           /* of connections in that time: fewer are chance */
	GUESSES_PER_LINE = 2,     /* more need not wait in line */
	ROOM_US = 100 * 1000,     /* how often the kernel's table of neighbours is looked at, */
	DYNAMIC_PORTS = 49152,    /* RFC 6335, 6 */
	STARVED_US = 30 * 1000 * 1000, /* without a place for anybody, before those who wait are given up */
	AGAIN_US = 20 * 1000,     /* until a full table is tried again */
	ROOM_LEAST = 100,         /* and what is left there for others */
};

/* ---- The table of devices ---- */

static uint32_t *bucket_of(const struct talk *t, addr who) {
	return &t->buckets[addr_hash(who, t->seed) % BUCKETS];
}

struct peer *talk_find(const struct talk *t, addr who) {
	for (uint32_t i = *bucket_of(t, who); i; i = t->devices[i - 1].next)
		if (addr_eq(t->devices[i - 1].who, who))
			return &t->devices[i - 1];
	return NULL;
}

static uint32_t number_of(const struct talk *t, const struct peer *d) {
	return (uint32_t)(d - t->devices);
}

static struct peer *make(struct talk *t, addr who) {
	uint32_t i = t->free_device;

	if (i)
		t->free_device = t->devices[i - 1].next;
	else if (t->device_count < TALK_DEVICES_MAX)
		i = ++t->device_count;
	else
		return NULL;
	struct peer *d = &t->devices[i - 1];
	uint32_t *bucket = bucket_of(t, who);
	*d = (struct peer){ .who = who, .in_use = true, .next = *bucket };
	*bucket = i;
	t->tally.devices++;
	return d;
}

static void forget(struct talk *t, struct peer *d) {
	uint32_t number = number_of(t, d) + 1, *link = bucket_of(t, d->who);

	while (*link != number)
		link = &t->devices[*link - 1].next;
	*link = d->next;
	dues_drop(&t->dues, number - 1);
	station_leave(t, d);
	*d = (struct peer){ .next = t->free_device };
	t->free_device = number;
	t->tally.devices--;
}

static bool push(struct queue *q, uint32_t device) {
	if (q->count == TALK_DEVICES_MAX)
		return false;
	q->at[(q->first + q->count++) % TALK_DEVICES_MAX] = device;
	return true;
}

static uint32_t pull(struct queue *q) {
	uint32_t device = q->at[q->first];

	q->first = (q->first + 1) % TALK_DEVICES_MAX;
	q->count--;
	return device;
}

/* ---- From one place to another ---- */

static bool is_settled(struct talk *t, const struct peer *d) {
	return d->done || t->w.listener->is_settled(t->w.listener, d->who);
}

/* Nothing is left to ask, at least for now: a port may still be found open. */
static void rest(struct talk *t, struct peer *d) {
	if (d->is_told)
		neighbour_drop(&t->neighbours, d->who, d->interface);
	t->near_held -= d->is_held;
	d->is_told = d->is_held = false;
	if (d->is_guess) {
		d->is_guess = false;
		t->guesses--;
		if (!d->heard) {
			forget(t, d);
			return;
		}
	}
	if (d->has_news && t->w.listener->left) {
		d->has_news = false;
		t->w.listener->left(t->w.listener, d->who, d->mac);
	}
}

/* Puts it where it belongs when it is on no line. */
static void arrange(struct talk *t, struct peer *d) {
	unsigned url;
	uint32_t ask;

	if (d->line || d->queued || t->dues.places[number_of(t, d)])
		return;
	if (t->finishing || is_settled(t, d) || !talk_next_of(t, d, &ask, &url)) {
		rest(t, d);
		return;
	}
	d->queued = push(&t->ready, number_of(t, d));
}

static int tell_asked(struct talk *t, const struct peer *d, uint32_t ask) {
	if (ask == NO_ASK || !t->w.listener->asked)
		return 0;
	return t->w.listener->asked(t->w.listener, d->who, ask, has(d->answered, ask));
}

int talk_go_on(struct talk *t, struct peer *d, uint32_t last, uint32_t *ret_ask) {
	bool may = !t->finishing && !d->hangs_up && !is_settled(t, d) && scope_allows(t->w.scope, d->who);

	*ret_ask = may ? talk_next_at(t, d, last) : NO_ASK;
	if (*ret_ask == NO_ASK)
		return 0;
	set(d->asked, *ret_ask);
	return tell_asked(t, d, last);
}

/* Datagrams have had their time: what they brought was told before. */
static int tell_datagrams(struct talk *t, struct peer *d) {
	int r = 0;

	for (uint32_t i = 0; d->untold && !r && i < t->ask_count && t->asks[i].question->way == WAY_UDP; i++)
		if (has(d->asked, i))
			r = tell_asked(t, d, i);
	d->untold = 0;
	return r;
}

static int send_datagram(struct talk *t, struct peer *d, uint32_t ask, uint64_t now_us) {
	const struct question *q = t->asks[ask].question;
	bool is_last = ask + 1 == t->ask_count || t->asks[ask + 1].question->way != WAY_UDP;
	unsigned wait_ms = d->interface ? TALK_NEAR_DATAGRAM_MS : TALK_DATAGRAM_MS;

	set(d->asked, ask);
	d->has_news = true;
	station_sent(t, d);
	dues_set(&t->dues, number_of(t, d), now_us + (is_last ? UINT64_C(1000) * wait_ms : 0));
	d->untold++;
	return t->w.listener->send(t->w.listener, q, d->who, d->interface);
}

/* The kernel's own tables are full, or it may not: not a word about the device. */
static bool is_own_failure(int error) {
	return error == -EMFILE || error == -ENFILE || error == -ENOBUFS || error == -ENOMEM || error == -EADDRNOTAVAIL ||
	       error == -EAGAIN || error == -EINVAL;
}

static int begin_line(struct talk *t, struct peer *d, uint32_t ask, unsigned url, uint64_t now_us) {
	uint32_t number = number_of(t, d);
	int r = line_open(t, number, ask, url, now_us);

	if (ask != NO_ASK)
		set(d->asked, ask);
	else
		d->urls[url].asked = true;
	d->has_news = true;
	station_sent(t, d);
	if (!r) {
		dues_set(&t->dues, number, t->lines[d->line - 1].quiet_us);
		return 0;
	}
	t->tally.unreachable += is_own_failure(r);
	d->done = d->done || !is_own_failure(r);
	arrange(t, d);
	return 0;
}

struct talk_room *talk_room_for(struct talk *t, addr who, uint64_t now_us) {
	struct talk_room *room = &t->rooms[who.kind == ADDR_IP6];

	if (now_us >= room->known_us + ROOM_US) {
		room->known_us = now_us;
		room->taken = 0;
		if (neighbours_room((enum addr_kind)who.kind, &room->is))
			room->is.left = 0;
	}
	return room;
}

/* Where the kernel must learn MACs itself, its entries stay for up to a minute: new ones only while there is room. */
static bool has_room(struct talk *t, addr who, uint64_t now_us) {
	struct talk_room *room = talk_room_for(t, who, now_us);

	if (room->is.left <= ROOM_LEAST + room->taken)
		return false;
	room->taken++;
	return true;
}

/*
 * A device on our own link takes a place in the kernel's table: where the
 * kernel lets us, we tell it the MAC, and take it back. False: there is none.
 */
static bool hold(struct talk *t, struct peer *d, uint64_t now_us) {
	bool tells = t->may_tell && d->mac.kind == ADDR_MAC;

	if (!d->interface || d->is_held)
		return true;
	if (t->near_held >= t->w.near_lines || now_us < t->near_again_us || (!tells && !has_room(t, d->who, now_us)))
		return false;
	int r = tells ? neighbour_set(&t->neighbours, d->who, d->mac, d->interface) : 0;
	if (r == -EPERM)
		t->may_tell = false;
	if (r == -EPERM || r == -ENOBUFS) {
		t->near_again_us = now_us + AGAIN_US;
		return false;
	}
	d->is_stranger = !tells;
	d->is_told = tells && r == 0;
	d->is_held = true;
	t->near_held++;
	return true;
}

/* Asks the next thing of a device that stood in the queue. -EBUSY: the pace holds everybody up. */
static int ask_next(struct talk *t, struct peer *d, uint64_t now_us, uint64_t *ret_wait_us) {
	unsigned url = 0;
	uint32_t ask;
	bool by_pace;

	if (t->finishing || is_settled(t, d) || !scope_allows(t->w.scope, d->who) || !talk_next_of(t, d, &ask, &url)) {
		rest(t, d);
		return 0;
	}
	*ret_wait_us = station_wait(t, d, now_us);
	if (*ret_wait_us) {
		dues_set(&t->dues, number_of(t, d), now_us + *ret_wait_us);
		return 0;
	}
	bool is_datagram = ask != NO_ASK && t->asks[ask].question->way == WAY_UDP;
	int r = is_datagram ? 0 : tell_datagrams(t, d);
	if (r)
		return r;
	if (!is_datagram && !t->free_line_count) {
		d->queued = push(&t->ready, number_of(t, d));
		return -EBUSY;
	}
	if (!hold(t, d, now_us)) {
		d->queued = push(&t->near_ready, number_of(t, d));
		return 0;
	}
	unsigned cost = is_datagram ? COST_DATAGRAM : COST_CONNECT;
	cost += d->is_stranger ? COST_ARP : 0;
	*ret_wait_us = talk_gate(t, d, cost, now_us, &by_pace);
	if (*ret_wait_us) {
		dues_set(&t->dues, number_of(t, d), now_us + *ret_wait_us);
		return by_pace ? -EBUSY : 0;
	}
	d->is_stranger = false;
	return is_datagram ? send_datagram(t, d, ask, now_us) : begin_line(t, d, ask, url, now_us);
}

/* ---- Steps ---- */

/* A question that was taken back will be asked again. */
static int after_line(struct talk *t, struct peer *d, uint32_t ask) {
	int r = ask == NO_ASK || has(d->asked, ask) ? tell_asked(t, d, ask) : 0;

	arrange(t, d);
	return r;
}

static int turn(struct talk *t, struct peer *d, uint64_t now_us, uint64_t *ret_wait_us) {
	uint32_t number = number_of(t, d);
	uint64_t due = 0;

	if (!d->line) {
		dues_drop(&t->dues, number);
		arrange(t, d);
		return 0;
	}
	struct line *l = &t->lines[d->line - 1];
	int r = line_turn(t, l, now_us, &due);
	if (l->phase == PHASE_FREE) {
		dues_drop(&t->dues, number);
		return r ? r : after_line(t, d, l->ask);
	}
	dues_set(&t->dues, number, due);
	*ret_wait_us = due > now_us ? due - now_us : 0;
	return r;
}

static int take_events(struct talk *t, uint64_t now_us) {
	struct epoll_event events[EVENTS_MAX];
	int n = epoll_wait(t->epoll, events, EVENTS_MAX, 0);

	for (int i = 0; i < n; i++) {
		struct line *l = &t->lines[events[i].data.u32];

		if (l->phase == PHASE_FREE)
			continue;
		l->failed = l->failed || events[i].events & EPOLLERR;
		l->hung_up = l->hung_up || events[i].events & EPOLLRDHUP;
		l->early = l->phase == PHASE_CONNECTING && (events[i].events & TOLD_EVENTS);
		/* A connection that is there is writable at once: only its first event is news while it is still silent. */
		l->happened = l->happened || l->phase == PHASE_CONNECTING || (events[i].events & TOLD_EVENTS);
		if (l->happened && (l->phase != PHASE_LEAVING || l->parted))
			dues_set(&t->dues, l->device, now_us);
	}
	return n < 0 && errno != EINTR ? -errno : 0;
}

static int take_dues(struct talk *t, uint64_t now_us, uint64_t *ret_wait_us) {
	const struct due *due;
	int r = 0;

	for (int i = 0; !r && i < TURNS_MAX && (due = dues_first(&t->dues)) && due->at_us <= now_us; i++)
		r = turn(t, &t->devices[due->who], now_us, ret_wait_us);
	return r;
}

/* The kernel's table stays full, of others' neighbours: that says nothing of who waits for a place. */
static void give_up_waiting(struct talk *t, uint64_t now_us) {
	if (!t->near_ready.count || t->near_held)
		t->starved_us = now_us;
	while (t->near_ready.count && now_us >= t->starved_us + STARVED_US) {
		struct peer *d = &t->devices[pull(&t->near_ready)];

		d->queued = false;
		d->done = true;
		t->tally.unreachable++;
		rest(t, d);
	}
}

static int take_ready(struct talk *t, uint64_t now_us, uint64_t *ret_wait_us) {
	int r = 0;

	give_up_waiting(t, now_us);
	unsigned room = now_us >= t->near_again_us ? t->w.near_lines - t->near_held : 0;
	for (; room && t->near_ready.count; room--)
		push(&t->ready, pull(&t->near_ready));
	for (uint32_t i = 0, n = t->ready.count; !r && i < n && i < TURNS_MAX; i++) {
		struct peer *d = &t->devices[pull(&t->ready)];

		d->queued = false;
		r = ask_next(t, d, now_us, ret_wait_us);
	}
	return r;
}

/* When many connections to ports that had been open came to nothing, or took longer than before, the network has had enough. */
static void judge(struct talk *t, uint64_t now_us) {
	if (now_us < t->judged_us + JUDGE_US)
		return;
	uint64_t lost = t->tally.lost + t->tally.slowed - t->lost_then, made = t->tally.connections - t->made_then;
	if (lost >= LOST_LEAST && lost * 4 > made)
		pace_slower(t->w.pace, now_us);
	t->judged_us = now_us;
	t->lost_then = t->tally.lost + t->tally.slowed;
	t->made_then = t->tally.connections;
}

int talk_step(struct talk *t, uint64_t now_us, uint64_t *ret_wait_us) {
	uint64_t wait = 0;

	judge(t, now_us);
	int r = take_events(t, now_us);
	if (!r)
		r = take_dues(t, now_us, &wait);
	if (!r)
		r = take_ready(t, now_us, &wait);
	if (r && r != -EBUSY)
		return r;
	const struct due *due = dues_first(&t->dues);
	*ret_wait_us = r == -EBUSY && wait ? wait : due ? (due->at_us > now_us ? due->at_us - now_us : 0) : UINT64_MAX;
	if (t->ready.count && t->free_line_count && r != -EBUSY)
		*ret_wait_us = 0;
	return 0;
}

/* ---- From outside ---- */

static uint64_t port_of_found(const struct talk *t, uint16_t port) {
	for (size_t i = 0; i < t->port_count; i++)
		if (t->ports[i] == port)
			return UINT64_C(1) << i;
	return 0;
}

int talk_add(struct talk *t, addr who, const struct talk_found *found) {
	struct peer *d = talk_find(t, who);
	bool is_new = !d;

	if (is_new && !(d = make(t, who))) {
		t->tally.too_many++;
		return -ENOMEM;
	}
	if (is_new) {
		station_new(t, d, t->judged_us);
		pace_charge(&d->gate, t->limited ? found->sent : 0);
		d->is_guess = found->is_guess;
		d->position = found->position;
		t->guesses += found->is_guess;
	}
	d->open |= port_of_found(t, found->port);
	d->all_ports = d->all_ports || found->port == 0;
	if (found->mac.kind == ADDR_MAC)
		d->mac = found->mac;
	station_join(t, d, found->mac);
	if (found->interface && !d->interface)
		d->interface = found->interface;
	arrange(t, d);
	return 0;
}

bool talk_knows(const struct talk *t, addr who) {
	return talk_find(t, who) != NULL;
}

/*
 * Whoever tells a place may be lying, and name another's: so only documents
 * (.xml), the question's own path, and ports at which this table asks anyway
 * or devices number their descriptions from (IANA: dynamic ports).
 */
static bool may_be_told(const struct talk *t, const struct question *q, const struct talk_url *url) {
	return (url->port >= DYNAMIC_PORTS || port_of_found(t, url->port)) &&
	       (str_ends(url->path, STR(".xml")) || (q->path.n && str_eq(url->path, q->path)));
}

void talk_place(struct talk *t, addr who, str field, str url) {
	struct peer *d = talk_find(t, who);

	for (size_t i = 0; d && i < t->w.questions->count && d->url_count < TALK_PLACES_MAX; i++) {
		const struct question *q = &t->w.questions->at[i];
		struct talk_url place_told = { .question = q };
		bool known = false;

		if (q->way == WAY_UDP || !str_eq(q->where, field) || (q->way == WAY_TLS && !t->w.secrecy) ||
		    !question_place(q, url, who, &place_told.port, &place_told.path) || !may_be_told(t, q, &place_told))
			continue;
		for (size_t k = 0; k < d->url_count; k++)
			known = known || (d->urls[k].question == q && d->urls[k].port == place_told.port);
		uint32_t ask = talk_ask_of(t, q, place_told.port);
		if (known || (ask != NO_ASK && str_eq(place_told.path, q->path)))
			continue;
		place_told.path = arena_str(&t->paths, place_told.path);
		if (place_told.path.at)
			d->urls[d->url_count++] = place_told;
	}
	if (d)
		arrange(t, d);
}

void talk_skip(struct talk *t, addr who, uint32_t ask, bool was_answered) {
	struct peer *d = talk_find(t, who);

	if (!d || ask >= t->ask_count)
		return;
	set(d->asked, ask);
	if (was_answered)
		set(d->answered, ask);
}

uint64_t talk_guessed(const struct talk *t, uint64_t none) {
	for (uint32_t i = 0; t->guesses && i < t->device_count; i++)
		if (t->devices[i].is_guess && t->devices[i].position < none)
			none = t->devices[i].position;
	return none;
}

bool talk_wants_more(const struct talk *t) {
	return !t->finishing && t->guesses < (uint64_t)t->w.lines * GUESSES_PER_LINE;
}

void talk_hold_secret(struct talk *t, bool hold_it) {
	t->hold_secret = hold_it;
	for (uint32_t i = 0; !hold_it && i < t->device_count; i++)
		if (t->devices[i].in_use)
			arrange(t, &t->devices[i]);
}

void talk_finish(struct talk *t) {
	t->finishing = true;
}

int talk_fd(const struct talk *t) {
	return t->epoll;
}

bool talk_is_idle(const struct talk *t) {
	return t->free_line_count == t->w.lines &&
	       (t->finishing || (!t->dues.count && !t->ready.count && !t->near_ready.count));
}

struct talk_tally talk_tally(const struct talk *t) {
	struct talk_tally tally = t->tally;

	tally.guesses = t->guesses;
	tally.devices_done = tally.devices - t->dues.count - t->ready.count - t->near_ready.count;
	return tally;
}

/* Everything that has a fixed size, in one piece that becomes real where it is touched. */
static bool take_memory(struct talk *t, arena *mem) {
	struct due *heap = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *heap);
	uint32_t *places = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *places);

	t->devices = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *t->devices);
	t->buckets = (void *)arena_bytes(mem, BUCKETS * sizeof *t->buckets);
	t->stations = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *t->stations);
	t->station_buckets = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *t->station_buckets);
	t->ready.at = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *t->ready.at);
	t->near_ready.at = (void *)arena_bytes(mem, TALK_DEVICES_MAX * sizeof *t->near_ready.at);
	uint8_t *rooms = arena_bytes(mem, (size_t)TALK_LINES_MAX * (OUT_MAX + TALK_HEARD_MAX));
	uint8_t *paths = arena_bytes(mem, PATHS_SIZE);
	if (!paths)
		return false;
	t->paths = arena_over(paths, PATHS_SIZE);
	dues_init(&t->dues, heap, places);
	for (unsigned i = 0; i < t->w.lines; i++) {
		t->lines[i].out = rooms + (size_t)i * (OUT_MAX + TALK_HEARD_MAX);
		t->lines[i].room = t->lines[i].out + OUT_MAX;
		t->free_lines[t->free_line_count++] = (uint16_t)i;
	}
	return true;
}

int talk_open(const struct talk_wish *w, struct talk **ret_talk) {
	const size_t of_device = sizeof(struct peer) + sizeof(struct station) + sizeof(struct due) + 24;
	const size_t size = sizeof(struct talk) + TALK_DEVICES_MAX * of_device +
			    (size_t)TALK_LINES_MAX * (OUT_MAX + TALK_HEARD_MAX) + PATHS_SIZE + (1 << 20);
	void *memory = memory_reserve(size);
	arena mem = arena_over(memory, memory ? size : 0);
	struct talk *t = memory ? (void *)arena_bytes(&mem, sizeof *t) : NULL;
	int r = 0;

	if (!t)
		return -ENOMEM;
	*t = (struct talk){ .w = *w, .memory = memory, .memory_size = size, .hold_secret = true };
	t->w.lines = w->lines < 1 ? 1 : w->lines > TALK_LINES_MAX ? TALK_LINES_MAX : w->lines;
	t->limited = w->device_rate < PACE_RATE_MAX;
	t->counts = t->limited || w->is_counted;
	t->may_tell = neighbour_desk_open(&t->neighbours) == 0;
	if (!t->may_tell)
		t->neighbours.fd = -1;
	t->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (t->epoll < 0)
		r = -errno;
	else if (getrandom(&t->seed, sizeof t->seed, 0) != sizeof t->seed || !take_memory(t, &mem))
		r = -ENOMEM;
	else if (!talk_make_asks(t))
		r = -E2BIG;
	if (r)
		talk_close(t);
	else
		*ret_talk = t;
	return r;
}

void talk_close(struct talk *t) {
	if (!t)
		return;
	for (unsigned i = 0; i < t->w.lines; i++)
		if (t->lines[i].phase != PHASE_FREE)
			line_cut(t, &t->lines[i]);
	for (uint32_t i = 0; i < t->device_count; i++)
		if (t->devices[i].is_told)
			neighbour_drop(&t->neighbours, t->devices[i].who, t->devices[i].interface);
	neighbour_desk_close(&t->neighbours);
	if (t->epoll >= 0)
		close(t->epoll);
	memory_release(t->memory, t->memory_size);
}
