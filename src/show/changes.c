#include "show/changes.h"

#include "show/names.h"
#include "show/phrase.h"

const char *const cause_names[CAUSE_COUNT] = {
	[CAUSE_LAW] = "law", [CAUSE_EVIDENCE] = "evidence", [CAUSE_DECISION] = "decision",
};

static void put_verdict(struct json_out *j, enum status status, date by) {
	char day[11] = "";

	if (by != DATE_NONE)
		date_format(by, day);
	json_out_object(j);
	json_out_pair(j, "status", str_of(status_names[status]));
	json_out_key(j, "by");
	json_out_text_or_null(j, str_of(day));
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
	json_out_array(j);
	for (size_t i = 0; i < c->because_count; i++)
		json_out_text(j, c->because[i]);
	json_out_array_end(j);
	json_out_object_end(j);
}

static void say_status(struct prose *p, enum status status) {
	prose_tone(p, tone_of_status(status));
	prose_cstr(p, status_names[status]);
	prose_tone(p, TONE_PLAIN);
}

void show_change_head(FILE *to, const struct look *look, const struct change *c, size_t count) {
	static const char *const by_cause[CAUSE_COUNT] = {
		[CAUSE_LAW] = "because of the law", [CAUSE_EVIDENCE] = "because something else is known of",
		[CAUSE_DECISION] = "because of a decision on",
	};
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_gap(&p);
	prose_tone(&p, TONE_HEAD);
	prose_whole(&p, c->law->id);
	prose_tone(&p, TONE_PLAIN);
	prose_cstr(&p, ": ");
	if (c->was_known)
		say_status(&p, c->before);
	else
		prose_cstr(&p, "not known");
	prose_cstr(&p, c->was_known && c->before == c->after ? ", with another day, now " : ", then ");
	say_status(&p, c->after);
	prose_cstr(&p, ", ");
	prose_cstr(&p, by_cause[c->cause]);
	prose_cstr(&p, c->cause == CAUSE_LAW ? " for " : " ");
	prose_u64(&p, count);
	prose_cstr(&p, count == 1 ? " device." : " devices.");
	prose_end(&p);
}

void show_change_device(FILE *to, const struct look *look, str device, const struct change *c) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	p.indent = PHRASE_INDENT;
	p.hang = PHRASE_INDENT;
	prose_whole(&p, device);
	if (c->after_by != DATE_NONE) {
		prose_cstr(&p, ", by ");
		prose_date(&p, c->after_by);
	}
	prose_cstr(&p, ": ");
	prose_str(&p, c->because_count ? c->because[0] : (str){ 0 });
	prose_end(&p);
}

void show_changes_sum(FILE *to, const struct look *look, date from, date until, size_t devices, size_t changed) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_cstr(&p, "From ");
	prose_date(&p, from);
	prose_cstr(&p, " to ");
	prose_date(&p, until);
	prose_cstr(&p, changed ? ", what the laws say changes for " : ", nothing changes for any of ");
	if (changed) {
		prose_u64(&p, changed);
		prose_cstr(&p, " of ");
	}
	prose_u64(&p, devices);
	prose_cstr(&p, devices == 1 ? " device." : " devices.");
	prose_end(&p);
}
