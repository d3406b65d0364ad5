#include "cmd/found.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "cmd/early.h"
#include "cmd/estate.h"
#include "cmd/version.h"

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

static int add_devices(struct store *s, const struct options *o, const struct found_run *run,
		       const struct devices *devices, struct complaint *complaint) {
	struct store_run kept = {
		.kind = run->kind, .what = run->source_count == 1 || !strcmp(run->kind, "scan") ? run->sources[0] : STR("several"),
		.started_us = found_now_us(), .version = str_of(BIRTHMARK_VERSION),
		.sources = run->sources, .source_count = run->source_count, .on = o->on,
	};
	int r = store_begin(s, &kept);

	for (size_t i = 0; !r && i < devices->count; i++) {
		struct device seen = devices->at[i];

		/* Verdicts are of a day and a role; explain and report judge anew. */
		seen.verdicts = (struct verdicts){ 0 };
		r = store_add(s, &seen);
	}
	return r ? r : store_commit(s, complaint);
}

static enum exit_code keep(const struct options *o, const struct found_run *run, const struct devices *devices) {
	struct complaint complaint = { 0 };
	struct store *s = NULL;
	enum exit_code code = estate_open(o->estate, STORE_WRITE, &s);

	if (code == EXIT_DONE) {
		int r = add_devices(s, o, run, devices, &complaint);
		code = r ? estate_say(o->estate, r, &complaint) : EXIT_DONE;
	}
	store_close(s);
	return code;
}

static void show_all(struct desk *d, const struct devices *devices, const struct early *told) {
	struct json_out j = json_out_to(stdout);

	if (!d->o->json)
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
		code = worse(code, keep(d->o, run, &devices));
	show_all(d, &devices, told);
	desk_warn(d);
	if (devices.observations_dropped)
		say_warning(d->o, "%" PRIu64 " observations over the limit of one address were left out",
			    devices.observations_dropped);
	return code;
}
