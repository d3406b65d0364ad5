/*
 * The story of a device for programs: the contract's line about it, and what
 * the story adds to it: why it is not surer, what would settle it, and every
 * observation with its place.
 */
#include "show/explain.h"
#include "show/reconcile.h"
#include "show/names.h"
#include "show/show.h"
#include "show/story.h"

static void put_seen(struct json_out *j, const struct obs *seen, struct strs sources) {
	uint8_t room[64];
	struct text time = TEXT(room);

	story_time(&time, seen->time_us);
	json_out_object(j);
	json_out_pair(j, "field", seen->field);
	json_out_pair(j, "value", seen->value);
	json_out_pair_or_null(j, "time", text_done(&time));
	json_out_pair_or_null(j, "file", seen->source < sources.count ? sources.at[seen->source] : (str){ 0 });
	json_out_pair_u64(j, "offset", seen->offset);
	json_out_object_end(j);
}

/* All of it, without the end of the object. */
static void put_story(struct json_out *j, const struct device *d, const struct registry *r, struct strs sources) {
	struct weighed w = story_weigh(&d->identity);
	enum word limit = story_of_limit(&d->identity, &w), steps[STORY_STEPS_MAX];
	size_t step_count = story_steps(d, steps, STORY_STEPS_MAX);

	show_identity_json(j, d, r, true);
	show_verdicts_json(j, &d->verdicts);
	json_out_pair_or_null(j, "not_surer_because", limit == WORD_COUNT ? (str){ 0 } : str_of(words_of(TONGUE_EN, limit)));
	json_out_key(j, "would_settle_it");
	json_out_array(j);
	for (size_t i = 0; i < step_count; i++)
		json_out_text(j, str_of(words_of(TONGUE_EN, steps[i])));
	json_out_array_end(j);
	json_out_key(j, "told");
	explain_told_json(j, d);
	json_out_key(j, "seen");
	json_out_array(j);
	for (size_t i = 0; i < d->observation_count; i++)
		put_seen(j, &d->observations[i], sources);
	json_out_array_end(j);
	json_out_key(j, "superseded");
	json_out_array(j);
	for (size_t i = 0; i < d->superseded_count; i++)
		put_seen(j, &d->observations[d->observation_count + i], sources);
	json_out_array_end(j);
}

void show_device_story_json(struct json_out *j, const struct device *d, const struct registry *r,
			    struct strs sources) {
	put_story(j, d, r, sources);
	json_out_object_end(j);
}

void show_explained_json(struct json_out *j, const struct device *d, const struct registry *r, struct strs sources,
			 const struct joined_row *joined, size_t count) {
	put_story(j, d, r, sources);
	json_out_key(j, "joined");
	json_out_array(j);
	for (size_t i = 0; i < count; i++)
		show_joined_json(j, &joined[i]);
	json_out_array_end(j);
	json_out_object_end(j);
}
