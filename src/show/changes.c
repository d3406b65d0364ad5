#include "show/changes.h"

#include "base/translate.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"

static const char *const cause_names[CAUSE_COUNT] = {
	[CAUSE_LAW] = "law", [CAUSE_EVIDENCE] = "evidence", [CAUSE_DECISION] = "decision",
};

static void put_verdict(struct json_out *j, enum status status, date by) {
	json_out_object(j);
	json_out_pair(j, "status", str_of(status_names[status]));
	json_out_pair_day(j, "by", by);
	json_out_object_end(j);
}

void show_change_json(struct json_out *j, str device, const struct change *c) {
	json_out_object(j);
	json_out_pair(j, "device", device);
	json_out_pair(j, "law", c->law->id);
	json_out_key(j, "before");
	if (c->was_known)
		put_verdict(j, c->before, c->before_by);
	else
		json_out_null(j);
	json_out_key(j, "after");
	put_verdict(j, c->after, c->after_by);
	json_out_pair(j, "cause", str_of(cause_names[c->cause]));
	json_out_key(j, "because");
	json_out_texts(j, c->because, c->because_count);
	json_out_object_end(j);
}

/* Where the status stays, the day by which it holds has moved. */
static const char *what_changed(const struct change *c, size_t count) {
	bool had_day = c->before_by != DATE_NONE, has_day = c->after_by != DATE_NONE;

	if (!c->was_known)
		return translate_plural("{count} device that was not known before is now: {after}.",
					"{count} devices that were not known before are now: {after}.", count);
	if (c->before != c->after)
		return translate_plural("{count} device was: {before}. It is now: {after}.",
					"{count} devices were: {before}. They are now: {after}.", count);
	if (had_day && has_day)
		return translate_plural("{count} device is as before: {after}. The day moves from {from} to {until}.",
					"{count} devices are as before: {after}. The day moves from {from} to {until}.", count);
	if (has_day)
		return translate_plural("{count} device is as before: {after}. There is a day now, {until}.",
					"{count} devices are as before: {after}. There is a day now, {until}.", count);
	return translate_plural("{count} device is as before: {after}. The day, {from}, is gone.",
				"{count} devices are as before: {after}. The day, {from}, is gone.", count);
}

static const char *why_changed(enum cause cause, size_t count) {
	switch (cause) {
	case CAUSE_LAW:
		return _("The law made the difference.");
	case CAUSE_EVIDENCE:
		return translate_plural("What is known of it made the difference.", "What is known of them made the difference.", count);
	case CAUSE_DECISION:
	case CAUSE_COUNT:
		break;
	}
	return _("A decision made the difference.");
}

void show_change_head(FILE *to, const struct look *look, const struct change *c, size_t count) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_gap(&p);
	prose_tone(&p, TONE_HEAD);
	prose_whole(&p, c->law->id);
	prose_tone(&p, TONE_PLAIN);
	prose_cstr(&p, ": ");
	PROSE_FILL(&p, what_changed(c, count), PROSE_NUMBER("count", count), PROSE_DAY("from", c->before_by),
		   PROSE_DAY("until", c->after_by), PROSE_TONED("before", str_of(shown_status(c->before)), tone_of_status(c->before)),
		   PROSE_TONED("after", str_of(shown_status(c->after)), tone_of_status(c->after)));
	prose_cstr(&p, " ");
	prose_cstr(&p, why_changed(c->cause, count));
	prose_end(&p);
}

void show_change_device(FILE *to, const struct look *look, str device, const struct change *c) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	p.indent = PHRASE_INDENT;
	p.hang = PHRASE_INDENT;
	prose_whole(&p, device);
	if (c->after_by != DATE_NONE)
		PROSE_FILL(&p, _(", by {day}"), PROSE_DAY("day", c->after_by));
	prose_cstr(&p, ": ");
	prose_str(&p, c->because_count ? c->because[0] : (str){ 0 });
	prose_end(&p);
}

void show_changes_sum(FILE *to, const struct look *look, date from, date until, size_t devices, size_t changed) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	PROSE_FILL(&p, changed ? translate_plural("From {from} to {until}, what the laws say changes for {changed} of {count} device.",
						  "From {from} to {until}, what the laws say changes for {changed} of {count} devices.",
						  devices) :
				 translate_plural("From {from} to {until}, nothing changes for any of {count} device.",
						  "From {from} to {until}, nothing changes for any of {count} devices.", devices),
		   PROSE_DAY("from", from), PROSE_DAY("until", until), PROSE_NUMBER("changed", changed),
		   PROSE_NUMBER("count", devices));
	prose_end(&p);
}
