#include "cmd/found.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/early.h"
#include "cmd/estate.h"
#include "cmd/version.h"
#include "show/glyph.h"
#include "store/judged.h"
#include "store/log.h"

uint64_t found_random(void) {
	uint64_t number = 0;

	/* Without it the tables are only easier to attack. */
	if (getrandom(&number, sizeof number, 0) < 0)
		number = (uint64_t)getpid();
	return number;
}

uint64_t found_now_us(void) {
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* Verdicts are kept where they are all there are, of the day on which they are kept. */
static bool keeps_verdicts(const struct desk *d) {
	return d->thinker.has_all_laws && d->o->on == d->o->today;
}

struct thinking {
	struct desk *desk;
	bool judges;
};

static int think_anew(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	const struct thinking *t = context;

	think(&t->desk->thinker, mem, &d->device);
	*ret_answer = (struct judged_answer){ .verdicts = t->judges ? &d->device.verdicts : NULL };
	return 0;
}

/* Of a device that was known before, the estate knows more than this run saw: what it is follows from all of it. */
static int think_of_known(struct desk *d, struct store *s) {
	struct thinking t = { d, keeps_verdicts(d) };
	const struct judge_pass pass = { .each = think_anew, .context = &t, .knowledge = d->k.hash, .touched = true,
					 .anew = true, .write = true };
	enum { SCRATCH = 64 << 20 }; /* one device with all that was ever seen of it */
	void *memory = memory_reserve(SCRATCH);
	int r = memory ? store_judge(s, arena_over(memory, SCRATCH), &pass) : -ENOMEM;

	memory_release(memory, SCRATCH);
	return r;
}

static int write_down(const struct options *o, struct store *s, const struct store_run *run, const struct devices *devices) {
	uint8_t room[8192];
	struct json_out j = json_out_over(room, sizeof room);

	json_out_object(&j);
	json_out_pair(&j, "what", glyph_head(run->what, sizeof room / 16));
	json_out_pair_u64(&j, "sources", run->source_count);
	json_out_pair_u64(&j, "devices", devices->count);
	json_out_pair_day(&j, "judged_on", o->on);
	int r = store_put_evidence(s, &j);
	json_out_object_end(&j);
	return r ? r : estate_log(s, run->kind, json_out_done(&j));
}

static int add_devices(struct desk *d, struct store *s, const struct found_run *run, const struct devices *devices,
		       struct complaint *complaint) {
	struct store_run kept = {
		.kind = run->kind, .what = run->source_count == 1 || !strcmp(run->kind, "scan") ? run->sources[0] : STR("several"),
		.started_us = found_now_us(), .version = str_of(BIRTHMARK_VERSION), .knowledge = d->k.hash,
		.sources = run->sources, .source_count = run->source_count, .on = d->o->on,
	};
	int r = store_begin(s, &kept);

	for (size_t i = 0; !r && i < devices->count; i++) {
		struct device seen = devices->at[i];

		if (!keeps_verdicts(d))
			seen.verdicts = (struct verdicts){ 0 };
		r = store_add(s, &seen);
	}
	if (!r)
		r = think_of_known(d, s);
	if (!r)
		r = write_down(d->o, s, &kept, devices);
	return r ? r : store_commit(s, complaint);
}

enum exit_code found_ready(const struct desk *d) {
	struct complaint unsaid = { 0 };
	struct store *s = NULL;
	int r = d->o->no_estate ? 0 : store_open(d->o->estate, STORE_WRITE, &s, &unsaid);
	enum exit_code code = EXIT_DONE;

	store_close(s);
	if (r && r != -EBUSY) {
		code = estate_open(d->o->estate, STORE_WRITE, &s);
		store_close(s);
	}
	return code;
}

static enum exit_code keep(struct desk *d, const struct found_run *run, const struct devices *devices) {
	struct complaint complaint = { 0 };
	struct store *s = NULL;
	enum exit_code code = estate_open(d->o->estate, STORE_WRITE, &s);

	if (code == EXIT_DONE) {
		int r = add_devices(d, s, run, devices, &complaint);
		code = r ? estate_say(d->o->estate, r, &complaint) : EXIT_DONE;
	}
	store_close(s);
	return code;
}

static void show_all(struct desk *d, const struct devices *devices, const struct early *told) {
	struct json_out j = json_out_to(stdout);

	if (d->o->import.brief)
		show_device_sum(stdout, &d->look, devices->at, devices->count);
	else if (!d->o->json)
		show_device_table(stdout, &d->look, devices->at, devices->count, &d->k.registry);
	for (size_t i = 0; d->o->json && i < devices->count; i++) {
		if (told && early_is_told(told, &devices->at[i]))
			continue;
		show_device_json(&j, &devices->at[i], &d->k.registry, true);
		json_out_line(&j);
	}
}

enum exit_code found_answer(struct desk *d, struct same *same, const struct found_run *run, const struct early *told) {
	struct devices devices = { 0 };

	if (same_devices(same, &devices))
		return say_errno("memory", -ENOMEM);
	int r = desk_think(d, devices.at, devices.count);
	if (r)
		return say_errno("memory", r);
	enum exit_code code = EXIT_DONE;
	for (size_t i = 0; i < devices.count; i++)
		if (think_found(d->o, &devices.at[i]))
			code = EXIT_FOUND;
	if (!d->o->no_estate)
		code = worse(code, keep(d, run, &devices));
	show_all(d, &devices, told);
	desk_warn(d);
	if (devices.observations_dropped)
		say_warning(d->o, translate_plural("%" PRIu64 " observation over the limit of one address was left out",
						   "%" PRIu64 " observations over the limit of one address were left out",
						   devices.observations_dropped), devices.observations_dropped);
	return code;
}
