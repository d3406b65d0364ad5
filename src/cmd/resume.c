#include "cmd/resume.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>

#include "base/translate.h"
#include "cmd/found.h"

enum {
	MARK_US = 1000 * 1000,      /* between two marks */
	SETTLE_US = 5 * 1000 * 1000, /* after which what was sent has been answered, or will not be: twice a connection's time */
	ANSWERED = 1 << 30,         /* in the number of a question: it was answered */
	PHASE_ALL = 0,              /* everybody is asked together */
	PHASE_EACH = 1,
};

#define RESUME_OF(listener) ((struct resume *)(listener))

/* ---- What an earlier run wrote ---- */

static unsigned interface_of(str name) {
	char room[IF_NAMESIZE] = "";

	if (name.n == 0 || name.n >= sizeof room)
		return 0;
	memcpy(room, name.at, name.n);
	return if_nametoindex(room);
}

static int again_found(struct journal_listener *l, const struct journal_found *f) {
	struct resume *r = RESUME_OF(l);
	struct talk_found found = { .port = f->port, .mac = f->mac, .interface = interface_of(f->interface) };

	hear_found(r->hearing, f->who, f->mac, found_now_us());
	if (!r->talk || !scope_allows(r->scope, f->who))
		return 0;
	(void)talk_add(r->talk, f->who, &found);
	found.port = 0;
	/* A gentle sweep leaves it alone once it is known. */
	if (r->o->scan.device_rate < PACE_RATE_MAX)
		(void)talk_add(r->talk, f->who, &found);
	return 0;
}

static int again_obs(struct journal_listener *l, const struct obs *obs) {
	hear_again(RESUME_OF(l)->hearing, obs);
	return 0;
}

/* It was spoken with: so it is there, though perhaps nobody found it but by trying. */
static int again_asked(struct journal_listener *l, addr who, uint32_t ask) {
	struct resume *r = RESUME_OF(l);
	struct talk_found found = { .interface = link_of(r->links, r->link_count, who) };

	if (!r->talk || !scope_allows(r->scope, who))
		return 0;
	if (!talk_knows(r->talk, who))
		(void)talk_add(r->talk, who, &found);
	talk_skip(r->talk, who, ask & ~(uint32_t)ANSWERED, ask & ANSWERED);
	return 0;
}

static int again_position(struct journal_listener *l, const struct journal_position *p) {
	struct resume *r = RESUME_OF(l);

	/* The numbers of a position mean something in the order of the earlier run only. */
	if (p->tried > scope_count(r->scope) || !scope_resume(r->scope, p->scope))
		return -ESTALE;
	r->all_asked = p->phase >= PHASE_EACH;
	r->tried = p->tried;
	if (r->sweep)
		sweep_go_on(r->sweep, p->sweep);
	return 0;
}

/* ---- Opening ---- */

static enum exit_code say_journal(const struct resume *r, int error, struct complaint *c) {
	if (error < 0)
		return say_errno(r->path, error);
	c->file = str_of(r->path);
	say_complaint(NULL, c);
	return error == JOURNAL_BUSY ? EXIT_NO_PERMISSION : EXIT_BAD_DATA;
}

enum exit_code resume_open(struct resume *r, const struct options *o, str what, struct scope *scope) {
	struct complaint c = { 0 };

	*r = (struct resume){ .o = o, .path = o->scan.journal, .scope = scope };
	if (!r->path)
		return EXIT_DONE;
	int error = journal_open(r->path, what, found_now_us(), &r->journal, &c);
	if (error != 0 && error != JOURNAL_GOES_ON)
		return say_journal(r, error, &c);
	r->goes_on = error == JOURNAL_GOES_ON;
	return EXIT_DONE;
}

enum exit_code resume_replay(struct resume *r) {
	uint64_t cut = 0;

	if (!r->goes_on)
		return EXIT_DONE;
	r->replay = (struct journal_listener){ again_found, again_obs, again_asked, again_position };
	int error = journal_replay(r->journal, &r->replay, &cut);
	if (error == -ESTALE) {
		struct complaint c = { .file = str_of(r->path) };

		complaint_say(&c, (const str[]){ str_of(_("it is of other addresses: a name or a list stands for something else now")) },
			      1);
		say_complaint(NULL, &c);
		return EXIT_BAD_DATA;
	}
	if (error)
		return say_errno(r->path, error);
	say_warning(r->o, "%s: goes on with the scan that was stopped", r->path);
	return EXIT_DONE;
}

/* ---- Writing ---- */

static void say_lost(struct resume *r, int error) {
	if (error)
		say_warning(r->o, "%s: %s; if this scan is stopped, it cannot go on from here", r->path, say_error_words(error));
}

void resume_found(struct resume *r, addr who, uint16_t port, addr mac, unsigned interface) {
	char name[IF_NAMESIZE] = "";
	struct journal_found f = { .who = who, .port = port, .mac = mac };

	if (!r->journal)
		return;
	f.interface = interface && if_indextoname(interface, name) ? str_of(name) : (str){ 0 };
	say_lost(r, journal_found(r->journal, &f));
}

void resume_obs(struct resume *r, const struct obs *obs) {
	if (r->journal)
		say_lost(r, journal_obs(r->journal, obs));
}

void resume_asked(struct resume *r, addr who, uint32_t ask, bool was_answered) {
	if (r->journal)
		say_lost(r, journal_asked(r->journal, who, was_answered ? ask | ANSWERED : ask));
}

void resume_step(struct resume *r, const struct walk_report *far, uint64_t now_us) {
	struct resume_mark *last = r->mark_count ? &r->marks[r->mark_count - 1] : NULL;

	if (!r->journal || (last && now_us < last->at_us + MARK_US))
		return;
	if (r->mark_count && now_us >= r->marks[0].at_us + SETTLE_US) {
		say_lost(r, journal_position(r->journal, &r->marks[0].position));
		r->mark_count--;
		memmove(&r->marks[0], &r->marks[1], r->mark_count * sizeof r->marks[0]);
	}
	if (r->mark_count < RESUME_MARKS) {
		struct journal_position p = { .phase = far->all_asked ? PHASE_EACH : PHASE_ALL, .scope = scope_mark(r->scope),
					      .tried = far->tried, .sweep = r->sweep ? sweep_position(r->sweep) : 0 };
		r->marks[r->mark_count++] = (struct resume_mark){ now_us, p };
	}
	say_lost(r, journal_flush(r->journal, now_us));
}

void resume_close(struct resume *r, bool complete) {
	if (!r->journal)
		return;
	int error = complete ? journal_done(r->journal) : journal_close(r->journal);
	if (error)
		say_warning(r->o, "%s: %s", r->path, say_error_words(error));
	else if (!complete)
		say_warning(r->o, "%s: the same command goes on from here", r->path);
	r->journal = NULL;
}
