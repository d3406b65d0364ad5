/*
 * birthmark judge: every device of the estate against every law. What all
 * laws say today is kept in the estate; a selection of laws or another day is
 * only told.
 */

#include "cmd/judge.h"

#include <errno.h>
#include <inttypes.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/estate.h"
#include "cmd/found.h"
#include "cmd/judge_count.h"
#include "cmd/query.h"
#include "cmd/version.h"

enum { SHOWN_MAX = 10 }; /* devices of each status that are named without --all */

/* The rows of the devices whose worst verdict has one status: all, or as many as are named. */
struct group {
	int64_t *rows;
	size_t count, kept, room;
};

struct judging {
	struct desk *desk;
	struct store *s;
	struct asked_rows rows;
	struct counter counter;
	size_t by_worst[STATUS_COUNT];
	unsigned statuses;      /* bit n: some verdict has status n */
	struct group groups[STATUS_COUNT];
	struct progress progress;
	size_t done;
	struct json_out json;
};

void judge_progress(struct progress *p, size_t done) {
	enum { SOME = 256 }; /* looking at the clock costs as much as judging a device that is known */
	char line[80];

	if (done % SOME || !progress_is_due(p))
		return;
	snprintf(line, sizeof line, _("%zu of %" PRIu64 " devices"), done, p->total);
	progress_line(p, line);
}

/* Counting */

static int add_to_group(struct judging *j, struct group *g, int64_t row) {
	g->count++;
	if (!j->desk->o->decide.all && g->kept == SHOWN_MAX)
		return 0;
	if (g->kept == g->room) {
		size_t room = g->room ? 2 * g->room : SHOWN_MAX;
		int64_t *rows = arena_new(&j->desk->mem, int64_t, room);

		if (!rows)
			return -ENOMEM;
		for (size_t i = 0; i < g->kept; i++)
			rows[i] = g->rows[i];
		g->rows = rows;
		g->room = room;
	}
	g->rows[g->kept++] = row;
	return 0;
}

static int count(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct judging *j = context;
	enum status worst = counter_take(&j->counter, d, mem, ret_answer);

	j->by_worst[worst]++;
	judge_progress(&j->progress, ++j->done);
	return add_to_group(j, &j->groups[worst], d->row);
}

static int pass_over(struct judging *j, judge_each *each, bool anew, bool write) {
	const struct judge_pass pass = { .each = each, .context = j, .knowledge = j->desk->k.hash, .rows = j->rows.at,
					 .row_count = j->rows.count, .anew = anew, .write = write };
	void *memory = memory_reserve(JUDGE_SCRATCH);
	int r = memory ? store_judge(j->s, arena_over(memory, JUDGE_SCRATCH), &pass) : -ENOMEM;

	memory_release(memory, JUDGE_SCRATCH);
	return r;
}

static int count_all(struct judging *j, bool write) {
	size_t total = j->rows.count;
	int r = j->rows.at ? 0 : store_device_count(j->s, &total);
	void *memory = memory_reserve(COUNTER_MEMORY);

	if (!r)
		r = memory ? counter_open(&j->counter, &j->desk->mem, memory, &j->desk->thinker) : -ENOMEM;
	progress_open(&j->progress, stderr, j->desk->o->quiet, _("judging"), total);
	if (!r)
		r = pass_over(j, count, j->desk->o->decide.anew, write);
	progress_close(&j->progress);
	if (!r)
		j->statuses = counter_close(&j->counter);
	memory_release(memory, COUNTER_MEMORY);
	return r;
}

/* Keeping */

static int write_down(struct judging *j) {
	uint8_t room[4096];
	struct json_out out = json_out_over(room, sizeof room);

	json_out_object(&out);
	json_out_pair_day(&out, "judged_on", j->desk->o->on);
	json_out_pair_u64(&out, "devices", j->done);
	json_out_key(&out, "worst");
	json_out_object(&out);
	for (int s = 0; s < STATUS_COUNT; s++) {
		if (!j->by_worst[s])
			continue;
		json_out_key_str(&out, str_of(status_names[s]));
		json_out_u64(&out, j->by_worst[s]);
	}
	json_out_object_end(&out);
	json_out_object_end(&out);
	return estate_log(j->s, "judge", json_out_done(&out));
}

static int count_and_keep(struct judging *j, struct complaint *reterr) {
	const struct store_run run = { .kind = "judge", .what = j->rows.at ? STR("a query") : STR("all devices"),
				       .started_us = found_now_us(), .version = str_of(BIRTHMARK_VERSION),
				       .on = j->desk->o->on, .knowledge = j->desk->k.hash };
	date judged = DATE_NONE;
	int r = store_last_judged(j->s, &judged);
	bool moves = !j->rows.at && judged != run.on; /* the day since which all verdicts are */

	if (!r || r == STORE_ABSENT)
		r = store_begin(j->s, &run);
	if (!r)
		r = count_all(j, true);
	/* Nothing new, not even the day: then the run is not worth a row, and goes with the closing of the store. */
	if (r || (!store_judged_count(j->s) && !(moves && j->done)))
		return r;
	r = write_down(j);
	return r ? r : store_commit(j->s, reterr);
}

/* Telling */

static int print_json(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct judging *j = context;

	(void)ret_answer;
	think(&j->desk->thinker, mem, &d->device);
	show_device_json(&j->json, &d->device, &j->desk->k.registry, true);
	json_out_line(&j->json);
	return 0;
}

static int show_group(struct judging *j, enum status status) {
	struct group *g = &j->groups[status];
	int r = 0;

	if (g->count)
		show_judged_head(stdout, &j->desk->look, status, g->count);
	for (size_t i = 0; !r && i < g->kept; i++) {
		arena mem = j->desk->mem;
		struct device d;

		r = store_load(j->s, &mem, g->rows[i], &d);
		if (r)
			continue;
		think(&j->desk->thinker, &mem, &d);
		show_judged_device(stdout, &j->desk->look, &d, &j->desk->k.registry);
		r = mem.full ? -ENOMEM : 0;
	}
	if (!r)
		show_judged_more(stdout, &j->desk->look, g->count - g->kept);
	return r;
}

static int show_people(struct judging *j) {
	int r = 0;

	judged_sort(j->counter.laws, j->desk->thinker.law_count);
	show_judged_sum(stdout, &j->desk->look, j->by_worst);
	if (j->done) {
		fputc('\n', stdout);
		show_judged_table(stdout, &j->desk->look, j->counter.laws, j->desk->thinker.law_count);
	}
	for (int s = STATUS_COUNT - 1; !r && s >= STATUS_UNDETERMINED; s--)
		r = show_group(j, (enum status)s);
	return r;
}

static int judge_all(struct judging *j, bool keep, struct complaint *reterr) {
	int r = keep ? count_and_keep(j, reterr) : count_all(j, false);

	if (r)
		return r;
	if (!j->desk->o->json)
		return show_people(j);
	j->json = json_out_to(stdout);
	return pass_over(j, print_json, true, false);
}

/* Devices that a query does not name are not there. */
static enum exit_code ask(struct desk *d, struct store *s, struct asked_rows *ret_rows) {
	struct complaint c = { 0 };
	struct query query;

	if (d->o->argument_count == 0)
		return EXIT_DONE;
	enum exit_code code = query_of(d->o, &d->mem, &d->k, 0, &query);
	if (code != EXIT_DONE)
		return code;
	int r = query_rows(s, &d->mem, &query, &ret_rows->at, &ret_rows->count, &c);
	if (r)
		return query_say(d->o, r, &c);
	/* Whoever waits for --fail-on would take a slip for a pass. */
	if (!ret_rows->count)
		say_warning(d->o, "%s", _("no device of the estate fits"));
	return EXIT_DONE;
}

static enum exit_code judge(struct desk *d, struct store *s, bool keep) {
	static struct judging j;
	struct complaint c = { 0 };
	enum exit_code code;

	j = (struct judging){ .desk = d, .s = s };
	code = ask(d, s, &j.rows);
	if (code != EXIT_DONE)
		return code;
	if (d->o->judge.from != DATE_NONE)
		return judge_changes(d, s, &j.rows);
	int r = judge_all(&j, keep, &c);
	if (r)
		return estate_say(d->o->estate, r, &c);
	uint64_t distrusted = store_distrusted(s);
	if (distrusted)
		say_warning(d->o, translate_plural("somebody else changed what was kept of %" PRIu64 " device: it was thought of anew",
						   "somebody else changed what was kept of %" PRIu64 " devices: they were thought of anew",
						   distrusted), distrusted);
	desk_warn(d);
	return d->o->fail_on != STATUS_COUNT && (j.statuses >> d->o->fail_on & 1) ? EXIT_FOUND : EXIT_DONE;
}

static bool holds_something(const char *path) {
	struct stat file;

	return stat(path, &file) == 0 && file.st_size > 0;
}

enum exit_code command_judge(const struct options *o) {
	static struct desk desk;
	struct store *s = NULL;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE) {
		bool keep = desk.thinker.has_all_laws && o->on == o->today && o->judge.from == DATE_NONE && !o->decide.dry_run;
		/* An estate that is not there, or is empty, is not made: there is nothing in it to judge. */
		bool there = holds_something(o->estate);

		code = estate_open(o->estate, keep && there ? STORE_WRITE : STORE_READ, &s);
		if (code == EXIT_DONE)
			code = judge(&desk, s, keep);
		if (keep && (code == EXIT_NO_PERMISSION || code == EXIT_NO_CREATE))
			say_line(stderr, "With --dry-run it is only read.");
	}
	store_close(s);
	desk_close(&desk);
	return say_done(code);
}
