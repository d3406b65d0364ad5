/*
 * birthmark scan: asks the network politely, and says who made what answers.
 *
 * This process owns the sockets and reads nothing that comes through them:
 * each answer goes unread to a cell, which owns none.
 */

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/early.h"
#include "cmd/found.h"
#include "cmd/hear.h"
#include "cmd/resume.h"
#include "cmd/scan_losses.h"
#include "cmd/scan_plan.h"
#include "cmd/scan_watch.h"
#include "cmd/secret.h"
#include "cmd/version.h"
#include "cmd/what_we_send.h"
#include "sense/walk.h"
#include "store/store.h"

enum {
	PER_LINE = 2,       /* packets a second for each connection that is open: so none stays open for long */
	NEAR_LINES = 400,   /* devices on our own links at a time: the kernel's table has room for 1,024, also for who lingers */
	BREATH_US = 1000 * 1000, /* no device hears a question to everybody and one of its own in a second; */
	HURRIED_BREATH_US = 100 * 1000, /* unless it may be sent whatever there is: then most answers are in */
	AT_ONCE_LEAST = 3,  /* packets: what one step of a conversation costs at most */
	SPARE_FILES = 64,   /* descriptors that are not for connections */
};

struct scanning {
	struct asker_listener asked;
	struct sweep_listener swept;
	struct talk_listener talked;
	struct walk_listener walked;
	struct desk *desk;
	struct hearing hearing;
	struct resume resume;
	struct early early;
	struct secret secret;
	struct questions questions;
	str community; /* of SNMP; empty: nobody is asked by it */
	struct scope *scope;
	struct link_address links[LINKS_MAX], asked_links[LINKS_MAX]; /* all; where everybody is asked */
	size_t link_count, asked_link_count;
	uint16_t ports[TALK_PORTS_MAX];
	struct pace pace;
	struct asker *asker;
	struct sweep *sweep;
	struct talk *talk;
	uint64_t began_us;
	uint64_t found;     /* addresses that were swept and answered, with --sweep-only */
	struct scan_watch watch;
	struct progress progress;
	enum exit_code code;
};

static volatile sig_atomic_t stopped;

static void stop(int number) {
	(void)number;
	stopped = 1;
}

#define SCANNING_OF(listener, member) ((struct scanning *)((uint8_t *)(listener) - offsetof(struct scanning, member)))

/* ---- What comes back ---- */

/*
 * On which link who answers is, when that is one where everybody was asked, or
 * there are targets, and it came by that link; else 0: anybody may have sent it.
 */
static unsigned near_of(const struct scanning *s, const struct reply *reply) {
	unsigned near = addr_is_link_local(reply->who) ? reply->interface : link_of(s->links, s->link_count, reply->who);
	bool was_asked = scope_count(s->scope) > 0;

	for (size_t i = 0; i < s->asked_link_count; i++)
		was_asked = was_asked || s->asked_links[i].index == near;
	return was_asked && near == reply->interface ? near : 0;
}

/* Who answers a question to everybody is talked with, when he is where the question went. */
static int take_reply(struct asker_listener *l, const struct reply *reply) {
	struct scanning *s = SCANNING_OF(l, asked);
	struct cell_message m = { .who = reply->who, .to = reply->to, .from_port = reply->from_port,
				  .to_port = reply->to_port, .asked_port = reply->asked_port, .kind = MESSAGE_UDP,
				  .time_us = reply->time_us, .bytes = reply->bytes };
	unsigned near = near_of(s, reply);
	enum message_end end;

	/* Of IPv6 a link has more addresses than can be kept: whoever is silent there is forgotten. */
	struct talk_found found = { .interface = near, .is_guess = reply->who.kind == ADDR_IP6, .position = UINT64_MAX };

	/* Known before its words are read: they may tell where more of it is. */
	if (s->talk && near && scope_allows(s->scope, reply->who)) {
		(void)talk_add(s->talk, reply->who, &found);
		resume_found(&s->resume, reply->who, 0, (addr){ 0 }, near);
	}
	return hear_message(&s->hearing, &m, &end);
}

static struct cell_message message_of(const struct talk_answer *a, enum message_kind kind) {
	return (struct cell_message){ .who = a->who, .from_port = a->port,
				      .asked_port = a->port, .kind = kind, .time_us = found_now_us(), .bytes = a->bytes };
}

static int take_heard(struct talk_listener *l, const struct talk_answer *a) {
	struct hearing *h = &SCANNING_OF(l, talked)->hearing;
	struct cell_message m = message_of(a, MESSAGE_TCP);
	enum message_end end;

	hear_open_port(h, a->who, a->port, m.time_us);
	int r = hear_message(h, &m, &end);
	return r ? r : end == MESSAGE_STAYS ? TALK_STAYS : end == MESSAGE_WHOLE ? TALK_ENOUGH : TALK_MORE;
}

static int take_certificate(struct talk_listener *l, const struct talk_answer *a) {
	struct cell_message m = message_of(a, MESSAGE_CERTIFICATE);
	enum message_end end;

	return hear_message(&SCANNING_OF(l, talked)->hearing, &m, &end);
}

static bool is_settled(struct talk_listener *l, addr who) {
	return hear_is_settled(&SCANNING_OF(l, talked)->hearing, who);
}

static int send_datagram(struct talk_listener *l, const struct question *q, addr to, unsigned interface) {
	return asker_ask(SCANNING_OF(l, talked)->asker, q, to, interface);
}

/* One device may be sent only so much: then it has one asker at a time. */
static bool is_gentle(const struct scanning *s) {
	return s->desk->o->scan.device_rate < PACE_RATE_MAX;
}

static int take_found(struct sweep_listener *l, addr who, uint16_t port, addr mac, unsigned interface) {
	struct scanning *s = SCANNING_OF(l, swept);
	struct talk_found found = { .port = port, .mac = mac, .interface = interface, .sent = port ? sweep_sends(s->sweep) : 0 };

	resume_found(&s->resume, who, port, mac, interface);
	hear_open_port(&s->hearing, who, port, found_now_us());
	hear_found(&s->hearing, who, mac, found_now_us());
	s->found++;
	if (s->talk)
		(void)talk_add(s->talk, who, &found);
	/* The sweep leaves it alone from now on, so its other ports are for talk to try. */
	if (s->talk && is_gentle(s))
		(void)talk_add(s->talk, who, &(struct talk_found){ .interface = interface });
	return 0;
}

static bool is_talked_with(struct sweep_listener *l, addr who) {
	struct scanning *s = SCANNING_OF(l, swept);

	return s->talk && is_gentle(s) && talk_knows(s->talk, who);
}

static int take_asked(struct talk_listener *l, addr who, uint32_t ask, bool was_answered) {
	resume_asked(&SCANNING_OF(l, talked)->resume, who, ask, was_answered);
	return 0;
}

static void take_left(struct talk_listener *l, addr who, addr mac) {
	struct scanning *s = SCANNING_OF(l, talked);

	/* On our own link it is known by its MAC, which the kernel may tell in the end. */
	if (mac.kind == ADDR_NONE && (addr_is_link_local(who) || link_of(s->links, s->link_count, who)))
		return;
	progress_close(&s->progress);
	early_tell(&s->early, who, mac);
}

/* What a person wants to see: how far it is, what was found, how fast it goes, how long it will take. */
static void draw(struct scanning *s, uint64_t now_us) {
	struct asker_tally asked = asker_tally(s->asker);
	struct sweep_tally swept = s->sweep ? sweep_tally(s->sweep) : (struct sweep_tally){ 0 };
	struct talk_tally talked = s->talk ? talk_tally(s->talk) : (struct talk_tally){ 0 };
	uint64_t sent = asked.sent + swept.sent, to_send = asked.to_send + swept.to_send;
	char line[160], left[40] = "";

	if (!progress_is_due(&s->progress))
		return;
	double passed = (double)(now_us - s->began_us) / 1e6, rate = passed > 0 ? (double)sent / passed : 0;
	if (to_send > sent && rate > 0 && passed > 2)
		snprintf(left, sizeof left, _(", %.0f s left"), (double)(to_send - sent) / rate);
	snprintf(line, sizeof line,
		 _("%.0f %% asked, %" PRIu64 " devices there, %" PRIu64 " talked with, at most %.0f packets/s%s"),
		 to_send ? 100.0 * (double)sent / (double)to_send : 100.0, s->talk ? talked.devices - talked.guesses : s->found,
		 talked.devices_done, pace_rate(&s->pace, now_us), left);
	progress_line(&s->progress, line);
}

static int step(struct walk_listener *l, const struct walk_report *far, uint64_t now_us) {
	struct scanning *s = SCANNING_OF(l, walked);

	resume_step(&s->resume, far, now_us);
	draw(s, now_us);
	if (!stopped && scan_watch_is_due(&s->watch, now_us)) {
		progress_close(&s->progress);
		enum exit_code why = scan_watch_look(&s->watch);
		s->code = worse(s->code, why);
		stopped = why != EXIT_DONE;
	}
	return 0;
}

/* ---- Before the first packet ---- */

/*
 * An excluded address hears what everybody on its link hears. So where
 * somebody on a link is excluded, or somebody there is out of scope, nobody is
 * asked together. All networks of a link count: a question by IPv6 is heard by
 * whoever is excluded by IPv4. fe80::/64 is on every link and in nobody's
 * list: what a scope file says of the link it says of the others.
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

static bool is_wanted(const struct scan_options *o, const char *name) {
	for (size_t i = 0; i < o->interface_count; i++)
		if (!strcmp(o->interfaces[i], name))
			return true;
	return o->interface_count == 0;
}

static void choose_links(struct scanning *s) {
	const struct scan_options *o = &s->desk->o->scan;

	for (size_t i = 0; !o->no_groups && !o->sweep_only && i < s->link_count; i++) {
		if (!is_wanted(o, s->links[i].name))
			continue;
		if (may_ask_all(s, s->links[i].index))
			s->asked_links[s->asked_link_count++] = s->links[i];
		else if (i == 0 || s->links[i - 1].index != s->links[i].index)
			say_warning(s->desk->o, "%s: not everybody on this link may be asked, so nobody there is asked together; "
				    "name targets to ask them one by one", s->links[i].name);
	}
}

/* A target that begins with fe80: is on one link, and does not say on which. */
static bool has_one_link(struct scanning *s, size_t named) {
	struct range local = range_block(addr_parse(STR("fe80::")), 10);
	size_t links = ranges_meet(scope_ranges(s->scope), local) ? links_with_local(s->links, named) : 1;

	if (links == 1)
		return true;
	fputs("birthmark scan: ", stderr);
	if (links)
		say_line(stderr, "targets of fe80::/10 are on one of several links: choose it by --interface");
	else
		say_line(stderr, "targets of fe80::/10 are on no link that is asked");
	s->code = EXIT_BAD_USAGE;
	return false;
}

/* All links are needed, to know who is on one; those that were named must be there. */
static bool find_links(struct scanning *s) {
	const struct scan_options *o = &s->desk->o->scan;
	const char *missing = NULL;
	int count = links_read(o->interfaces, o->interface_count, s->links, LINKS_MAX, &missing);
	size_t named = count < 0 ? 0 : (size_t)count;

	if (count >= 0 && o->interface_count) {
		count = links_read(NULL, 0, s->links + named, LINKS_MAX - named, &missing);
		count = count < 0 ? count : count + (int)named;
	}
	if (count == -ENODEV) {
		fputs("birthmark scan: ", stderr);
		say_line(stderr, "there is no interface '%s'", missing);
		s->code = EXIT_BAD_USAGE;
	} else if (count < 0) {
		s->code = say_errno("interfaces", count);
	} else if (has_one_link(s, named)) {
		s->link_count = named;
		choose_links(s);
		s->link_count = (size_t)count;
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
		s->code = r == SCOPE_REFUSED ? EXIT_NO_PERMISSION : r == SCOPE_ABSENT ? EXIT_NO_INPUT : EXIT_BAD_DATA;
	}
	if (!r && o->argument_count && !scope_count(s->scope))
		say_warning(o, "no address is left of the targets: nobody is asked one by one");
	return r == 0;
}

/* A community is a password: in a file it stays out of the list of processes. */
static bool find_community(struct scanning *s) {
	const char *given = s->desk->o->scan.snmp_community;
	str text = str_of(given ? given : "");

	if (text.n && text.at[0] == '@') {
		int r = file_map(given + 1, &text);
		if (r) {
			s->code = say_errno(given + 1, r);
			return false;
		}
		str lines = text;
		s->community = arena_str(&s->desk->mem, str_cut_line(&lines));
		file_unmap(text);
	} else {
		s->community = text;
	}
	if (given && (s->community.n == 0 || s->community.n > QUESTION_COMMUNITY_MAX)) {
		fputs("birthmark scan: ", stderr);
		say_line(stderr, "--snmp-community is 1 to %d bytes", QUESTION_COMMUNITY_MAX);
		s->code = EXIT_BAD_USAGE;
	}
	return s->code == EXIT_DONE;
}

/*
 * In any second at most `rate` packets leave: what may leave at once, what
 * comes on top, and a few that the kernel sends before we know.
 */
static void open_pace(struct scanning *s) {
	double rate = s->desk->o->scan.rate, at_once = rate / 100 > AT_ONCE_LEAST ? rate / 100 : AT_ONCE_LEAST;
	double steady = rate - at_once - (rate / 50 > 2 ? rate / 50 : 2);

	pace_open(&s->pace, steady > rate / 3 ? steady : rate / 3, (unsigned)at_once, walk_now_us());
}

static unsigned lines_of(const struct scanning *s) {
	struct rlimit files = { .rlim_cur = TALK_LINES_MAX };
	double lines = s->desk->o->scan.rate / PER_LINE;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_cur > 2 * SPARE_FILES ? files.rlim_cur - SPARE_FILES : SPARE_FILES;
	lines = lines < (double)files.rlim_cur ? lines : (double)files.rlim_cur;
	return lines < 1 ? 1 : lines < TALK_LINES_MAX ? (unsigned)lines : TALK_LINES_MAX;
}

static struct asker_wish asker_wish_of(struct scanning *s) {
	return (struct asker_wish){ .questions = &s->questions, .links = s->asked_links, .link_count = s->asked_link_count,
				    .pace = &s->pace, .device_rate = s->desk->o->scan.device_rate, .community = s->community,
				    .listener = &s->asked };
}

/* -EPERM is no failure: then every address is tried by a connection. */
static int open_sweep(struct scanning *s) {
	struct sweep_wish wish = {
		.scope = s->scope, .links = s->links, .link_count = s->link_count, .ports = s->ports,
		.port_count = talk_ports(&s->questions, s->ports), .pace = &s->pace,
		.device_rate = s->desk->o->scan.device_rate, .listener = &s->swept,
	};
	int r = scope_count(s->scope) ? sweep_open(&wish, &s->sweep) : 0;

	return r == -EPERM ? 0 : r;
}

static bool open_all(struct scanning *s) {
	const struct scan_options *o = &s->desk->o->scan;
	struct asker_wish asker = asker_wish_of(s);
	struct talk_wish talk = {
		.questions = &s->questions, .scope = s->scope, .pace = &s->pace, .device_rate = o->device_rate,
		.is_counted = o->rate < PACE_RATE_MAX, .lines = lines_of(s), .near_lines = NEAR_LINES, .listener = &s->talked,
		.secrecy = &s->secret.secrecy, .has_community = s->community.n > 0,
	};

	open_pace(s);
	secret_open(&s->secret, &s->progress);
	int r = asker_open(&asker, &s->asker);
	if (!r)
		r = open_sweep(s);
	if (!r && !o->sweep_only)
		r = talk_open(&talk, &s->talk);
	if (r)
		s->code = say_errno("sockets", r);
	return r == 0;
}

/* What must be the same for a scan to go on with another. */
static str what_it_is(struct scanning *s) {
	const struct options *o = s->desk->o;
	static uint8_t room[4096];
	struct text t = TEXT(room);

	for (int i = 0; i < o->argument_count; i++) {
		text_cstr(&t, i ? " " : "");
		text_cstr(&t, o->arguments[i]);
	}
	for (size_t i = 0; i < o->scan.exclude_count; i++) {
		text_cstr(&t, " --exclude ");
		text_cstr(&t, o->scan.excludes[i]);
	}
	for (size_t i = 0; i < o->scan.interface_count; i++) {
		text_cstr(&t, " --interface ");
		text_cstr(&t, o->scan.interfaces[i]);
	}
	text_cstr(&t, o->scan.no_groups ? " --no-groups" : "");
	text_cstr(&t, o->scan.sweep_only ? " --sweep-only" : "");
	/* That there is one, not which: it is a password. */
	text_cstr(&t, o->scan.snmp_community ? " --snmp-community" : "");
	text_cstr(&t, " (birthmark " BIRTHMARK_VERSION ")");
	return text_done(&t);
}

static bool open_journal(struct scanning *s) {
	s->code = resume_open(&s->resume, s->desk->o, what_it_is(s), s->scope);
	s->resume.hearing = &s->hearing;
	s->resume.sweep = s->sweep;
	s->resume.talk = s->hearing.talk = s->talk;
	s->resume.links = s->links;
	s->resume.link_count = s->link_count;
	if (s->code == EXIT_DONE)
		s->code = resume_replay(&s->resume);
	s->hearing.resume = &s->resume;
	return s->code == EXIT_DONE;
}

static void say_plan(struct scanning *s) {
	struct asker_wish wish = asker_wish_of(s);
	struct scan_plan plan = {
		.links = s->asked_links, .link_count = s->asked_link_count, .to_all = asker_count(&wish),
		.addresses = scope_count(s->scope), .port_count = talk_ports(&s->questions, s->ports),
	};

	scan_plan_print(&plan, s->desk->o);
}

/* ---- The walk ---- */

/* True when all was asked. */
static bool walk(struct scanning *s) {
	const struct options *o = s->desk->o;
	struct walk_report report;
	cpu_set_t before = { 0 };
	struct walk_wish wish = {
		.asker = s->asker, .sweep = s->sweep, .talk = s->talk, .scope = s->scope,
		.links = s->links, .link_count = s->link_count,
		.all_asked = s->resume.all_asked, .tried = s->resume.tried,
		.breath_us = is_gentle(s) ? BREATH_US : HURRIED_BREATH_US,
		.quiet_us = (uint64_t)(o->scan.wait * 1e6), .stop = &stopped, .listener = &s->walked,
	};

	progress_open(&s->progress, stderr, o->quiet, _("scanning"), 0);
	s->began_us = walk_now_us();
	/* Who may send a device little must notice at once what it sends: such a scan goes to whichever processor is free. */
	if (!is_gentle(s))
		hear_together(&before);
	int r = walk_run(&wish, &report);
	hear_anywhere(&before);
	progress_close(&s->progress);
	if (r == -EBADMSG) {
		fputs("birthmark scan: ", stderr);
		say_line(stderr, "too many answers brought a reader down; what was found so far follows");
	} else if (r)
		s->code = worse(s->code, say_errno("asking", r));
	if (report.stopped)
		say_warning(o, "stopped before everybody was asked");
	scan_losses_say(&(struct scan_losses){ s->asker, s->sweep, s->talk }, o);
	return !r && !report.stopped;
}

/* What allowed this scan, for the report: the whole file, for it says who signed it. */
static str paper_of(struct scanning *s) {
	const struct scope_paper *paper = scope_paper(s->scope);
	const str parts[] = { STR(STORE_SCOPE), paper ? paper->file : STR(""), STR(":\n"), paper ? paper->text : STR("") };

	return paper ? arena_join(&s->desk->mem, parts, 4) : (str){ 0 };
}

/* Conversations are over: what they took is free for thinking of all devices at once. */
static void close_talk(struct scanning *s) {
	talk_close(s->talk);
	s->talk = s->resume.talk = s->hearing.talk = NULL;
	secret_close(&s->secret);
	hear_no_more(&s->hearing);
}

static void scan(struct scanning *s) {
	const struct options *o = s->desk->o;
	str scanned = o->argument_count ? what_it_is(s) : STR("the links");
	str sources[] = { arena_join(&s->desk->mem, (const str[]){ STR("the scan of "), scanned }, 2), paper_of(s) };
	struct found_run run = { "scan", sources, sources[1].n ? 2 : 1 };
	struct sigaction action = { .sa_handler = stop, .sa_flags = (int)SA_RESETHAND }, before;

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	/* A terminal that is closed ends it likewise, unless nohup(1) said that it may go on. */
	if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(SIGHUP, &action, NULL);
	/* A journal that has become too large is said to be, not an end. */
	signal(SIGXFSZ, SIG_IGN);
	s->code = found_ready(s->desk);
	if (s->code != EXIT_DONE || !open_all(s) || !open_journal(s))
		return;
	scan_watch_open(&s->watch, s->scope, s->links, s->link_count);
	bool complete = walk(s);
	/* Whose MAC stands behind the answers the kernel learned while they came. */
	int r = hear_neighbours(&s->hearing);
	if (r < 0)
		say_warning(o, "which MAC addresses stand behind the answers is not known: %s", say_error_words(r));
	s->code = worse(worse(s->code, s->hearing.code), s->secret.code);
	close_talk(s);
	enum exit_code kept = found_answer(s->desk, s->hearing.same, &run, &s->early);
	s->code = worse(s->code, kept);
	if (s->hearing.full)
		say_warning(o, "more was answered than is kept at once; scan in parts to have all of it");
	/* What the estate did not take is still in the journal. */
	resume_close(&s->resume, complete && (kept == EXIT_DONE || kept == EXIT_FOUND));
}

static void close_all(struct scanning *s) {
	close_talk(s);
	sweep_close(s->sweep);
	asker_close(s->asker);
	hear_close(&s->hearing);
}

enum exit_code command_scan(const struct options *o) {
	static struct desk desk;
	static struct scanning s;
	struct complaint c = { 0 };

	if (o->scan.what_we_send)
		return what_we_send(o);
	s = (struct scanning){
		.asked.reply = take_reply, .swept = { .found = take_found, .has = is_talked_with }, .walked.step = step,
		.desk = &desk,
		.talked = { .heard = take_heard, .certificate = take_certificate, .is_settled = is_settled, .asked = take_asked,
			    .left = take_left, .send = send_datagram },
		.code = desk_open(&desk, o),
	};
	if (s.code == EXIT_DONE)
		s.code = hear_open(&s.hearing, &desk, &s.progress);
	if (s.code == EXIT_DONE)
		s.code = early_open(&s.early, &s.hearing);
	if (s.code == EXIT_DONE && questions_load(&desk.mem, &desk.k.trees[DATA_QUESTIONS], &s.questions, &c)) {
		say_complaint(NULL, &c);
		s.code = EXIT_BUG;
	}
	if (s.code == EXIT_DONE && find_scope(&s) && find_community(&s) && find_links(&s))
		o->scan.dry_run ? say_plan(&s) : scan(&s);
	close_all(&s);
	desk_close(&desk);
	return say_done(s.code);
}
