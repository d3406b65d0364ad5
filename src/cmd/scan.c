/*
 * birthmark scan: asks the network politely, and says who made what answers.
 *
 * This process owns the sockets and reads nothing that comes through them:
 * each reply goes unread to a cell, which owns none.
 */

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "cell/cell.h"
#include "cmd/commands.h"
#include "cmd/found.h"
#include "cmd/what_we_send.h"
#include "sense/asker.h"
#include "sense/neighbours.h"

enum {
	KEPT_MAX = 72 << 20,   /* what is kept of all answers: some hundred thousand devices' */
	CELLS_LOST_MAX = 16,   /* cells that fall because of replies before the scan is given up: something is wrong */
};

struct scanning;

/* The cell's end of it. */
struct reader {
	struct cell_listener listener;
	struct scanning *scanning;
};

struct scanning {
	struct asker_listener listener; /* the sockets' end */
	struct reader reader;
	struct desk *desk;
	struct questions questions;
	struct scope *scope;
	struct link_address links[ASKER_INTERFACES_MAX];
	size_t link_count;
	struct same *same;
	struct cell *cell;
	unsigned cells_lost;
	bool full;
	struct progress progress;
	enum exit_code code;
};

static volatile sig_atomic_t stopped;

static void stop(int number) {
	(void)number;
	stopped = 1;
}

static struct scanning *of(struct asker_listener *l) {
	return (struct scanning *)l;
}

static int take(struct obs_sink *sink, const struct obs *obs) {
	struct scanning *s = ((struct reader *)sink)->scanning;

	if (!s->full && same_take(s->same, obs))
		s->full = true;
	return 0;
}

/* Only of who answered: the kernel also knows with whom other programs spoke, and who is excluded. */
static int take_neighbour(struct obs_sink *sink, const struct obs *obs) {
	return same_knows(((struct reader *)sink)->scanning->same, addr_parse(obs->value)) ? take(sink, obs) : 0;
}

/* A reply that brings a reader down costs that reply: the next cell goes on. */
static int take_reply(struct asker_listener *l, const struct reply *reply) {
	struct scanning *s = of(l);
	struct complaint complaint = { 0 };
	struct cell_message m = { .who = reply->who, .to = reply->to, .from_port = reply->from_port,
				  .to_port = reply->to_port, .asked_port = reply->asked_port,
				  .time_us = reply->time_us, .bytes = reply->bytes };
	int r = s->cell ? 0 : cell_messages_open(&s->cell);

	if (!r)
		r = cell_read_message(s->cell, &m, &s->reader.listener, &complaint);
	if (r <= 0)
		return r;
	progress_close(&s->progress);
	say_complaint("a reply", &complaint);
	s->code = worse(s->code, EXIT_BUG);
	cell_close(s->cell);
	s->cell = NULL;
	return ++s->cells_lost < CELLS_LOST_MAX ? 0 : -EBADMSG;
}

static void step(struct asker_listener *l, uint64_t sent, uint64_t to_send) {
	(void)to_send;
	progress_step(&of(l)->progress, sent);
}

/*
 * An excluded address hears what everybody on its link hears. So where
 * somebody on a link is excluded, or somebody there is out of scope, nobody is
 * asked together.
 */
/*
 * All networks of a link count: a question by IPv6 is heard by whoever is
 * excluded by IPv4. fe80::/64 is on every link and in nobody's list: what a
 * scope file says of the link it says of the others.
 */
static bool may_ask_all(const struct scanning *s, unsigned index) {
	bool is_listed = !scope_paper(s->scope);

	for (size_t i = 0; i < s->link_count; i++) {
		const struct link_address *l = &s->links[i];

		if (l->index == index && !scope_allows_link(s->scope, l->own, l->prefix))
			return false;
		is_listed = is_listed || (l->index == index && !addr_is_link_local(l->own));
	}
	return is_listed;
}

static void drop_links(struct scanning *s) {
	struct link_address kept[ASKER_INTERFACES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < s->link_count; i++) {
		if (may_ask_all(s, s->links[i].index))
			kept[count++] = s->links[i];
		else if (i == 0 || s->links[i - 1].index != s->links[i].index)
			say_warning(s->desk->o, "%s: not everybody on this link may be asked, so nobody there is asked together; "
				    "name targets to ask them one by one", s->links[i].name);
	}
	memcpy(s->links, kept, count * sizeof *kept);
	s->link_count = count;
}

static bool find_links(struct scanning *s) {
	const struct scan_options *o = &s->desk->o->scan;
	const char *missing = NULL;

	if (o->no_groups)
		return true;
	int count = asker_links(o->interfaces, o->interface_count, s->links, ASKER_INTERFACES_MAX, &missing);
	if (count == -ENODEV) {
		fprintf(stderr, "birthmark scan: there is no interface '%s'\n", missing);
		s->code = EXIT_BAD_USAGE;
	} else if (count < 0) {
		s->code = say_errno("interfaces", count);
	} else {
		s->link_count = (size_t)count;
		drop_links(s);
	}
	return s->code == EXIT_DONE;
}

static bool find_scope(struct scanning *s) {
	const struct options *o = s->desk->o;
	struct complaint c = { 0 };
	struct scope_wish wish = {
		.targets = (const char *const *)o->arguments, .target_count = (size_t)o->argument_count,
		.excludes = o->scan.excludes, .exclude_count = o->scan.exclude_count,
		.scope_file = o->scan.scope_file, .public_too = o->scan.public_too,
		.today = date_of_seconds((time_t)(found_now_us() / 1000000)), .key = found_random(),
	};
	int r = scope_open(&s->desk->mem, &wish, &s->scope, &c);

	if (r < 0)
		s->code = say_errno("targets", r);
	if (r > 0) {
		say_complaint(NULL, &c);
		s->code = r == SCOPE_REFUSED ? EXIT_NO_PERMISSION : EXIT_BAD_DATA;
	}
	return r == 0;
}

static void ask(struct scanning *s) {
	const struct options *o = s->desk->o;
	struct asker_tally tally;
	struct pace pace;
	struct asker_wish wish = {
		.questions = &s->questions, .links = s->links, .link_count = s->link_count, .scope = s->scope, .pace = &pace,
		.quiet_us = (uint64_t)(o->scan.wait * 1e6), .stop = &stopped,
	};

	asker_pace(&pace, o->scan.rate);
	progress_open(&s->progress, stderr, o->quiet, "asking", asker_count(&wish));
	int r = asker_run(&wish, &s->listener, &tally);
	progress_close(&s->progress);
	if (r == -EBADMSG)
		fprintf(stderr, "birthmark scan: too many replies brought a reader down; what was found so far follows\n");
	else if (r)
		s->code = worse(s->code, say_errno("asking", r));
	if (stopped)
		say_warning(o, "stopped: %" PRIu64 " of %" PRIu64 " questions were asked", tally.sent, tally.to_send);
	if (tally.unsendable)
		say_warning(o, "%" PRIu64 " questions could not be sent: there is no way to whom they were meant for", tally.unsendable);
	if (tally.unheard_ports)
		say_warning(o, "%" PRIu64 " ports are taken by another program: answers that only come there are lost", tally.unheard_ports);
}

static void say_plan(const struct scanning *s) {
	const struct options *o = s->desk->o;
	struct asker_wish wish = { .questions = &s->questions, .links = s->links, .link_count = s->link_count, .scope = s->scope };
	uint64_t count = asker_count(&wish);

	for (size_t i = 0; i < s->link_count; i++) {
		uint8_t room[ADDR_TEXT_MAX];
		struct text t = TEXT(room);

		addr_format(&t, s->links[i].own);
		printf("everybody on %s, from %.*s\n", s->links[i].name, STR_ARG(text_done(&t)));
	}
	printf("%" PRIu64 " addresses one by one\n", scope_count(s->scope));
	printf("%" PRIu64 " packets, at most %g a second: %.0f seconds, and %g for answers\n", count, o->scan.rate,
	       (double)count / o->scan.rate, o->scan.wait);
	printf("nothing was sent; `birthmark scan --what-we-send` lists the bytes\n");
}

static void scan(struct scanning *s) {
	static char dash_target[] = "the links";
	const struct options *o = s->desk->o;
	str source = str_of(o->argument_count ? o->arguments[0] : dash_target);
	struct reader neighbours = { .listener.sink.take = take_neighbour, .scanning = s };
	struct sigaction action = { .sa_handler = stop, .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	ask(s);
	/* Whose MAC stands behind the answers the kernel learned while they came. */
	int r = neighbours_tell(&neighbours.listener.sink, found_now_us());
	if (r < 0)
		say_warning(o, "which MAC addresses stand behind the answers is not known: %s", strerror(-r));
	s->code = worse(s->code, found_answer(s->desk, s->same, &(struct found_run){ "scan", &source, 1 }));
	if (s->full)
		say_warning(o, "more was answered than is kept at once; scan in parts to have all of it");
}

enum exit_code command_scan(const struct options *o) {
	static struct desk desk;
	static struct scanning s;
	struct complaint c = { 0 };

	if (o->scan.what_we_send)
		return say_done(what_we_send(o));
	void *memory = memory_reserve(KEPT_MAX);
	arena mem = arena_over(memory, memory ? KEPT_MAX : 0);
	enum exit_code code = desk_open(&desk, o);
	s = (struct scanning){
		.listener = { .reply = take_reply, .step = step }, .reader = { .listener.sink.take = take, .scanning = &s },
		.desk = &desk, .same = memory ? same_open(&mem, found_random()) : NULL, .code = code,
	};
	if (code == EXIT_DONE && !s.same)
		s.code = say_errno("memory", -ENOMEM);
	if (s.code == EXIT_DONE && questions_load(&desk.mem, &desk.k.trees[DATA_QUESTIONS], &s.questions, &c)) {
		say_complaint(NULL, &c);
		s.code = EXIT_BUG;
	}
	if (s.code == EXIT_DONE && find_scope(&s) && find_links(&s))
		o->scan.dry_run ? say_plan(&s) : scan(&s);
	cell_close(s.cell);
	memory_release(memory, KEPT_MAX);
	desk_close(&desk);
	return say_done(s.code);
}
