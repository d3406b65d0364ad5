/*
 * Each device: who made it, what the rules say, what was seen. Thousands of
 * them stay usable because each is folded and drawn only when it is looked at.
 */
#include "show/html.h"
#include "show/story.h"

enum {
	VALUE_MAX = 512,  /* bytes of a value; as in the JSON lines */
	UNFOLDED_MAX = 3, /* a report on so few devices is read whole */
};

static void row_maker(FILE *to, const struct identity *id, const struct registry *r) {
	bool named = id->maker.grade != GRADE_UNKNOWN && id->maker.id.n > 0;

	html_raw(to, named ? "<td>" : "<td class=\"none\">");
	html_str(to, named ? name_of_company_short(r, id->maker.id) : STR("not known"));
	html_raw(to, "</td><td>");
	html_grade(to, id->maker.grade);
	html_raw(to, "</td><td>");
	if (id->brand.grade != GRADE_UNKNOWN && id->brand.id.n > 0)
		html_str(to, name_of_brand(r, id->brand.id));
	else
		html_raw(to, "\u2013");
	if (id->relabelled == TRI_TRUE)
		html_raw(to, " <span class=\"differs\">relabelled</span>");
	html_raw(to, "</td>");
}

/* One line of the list of all devices; its name leads to the details. */
static void put_row(FILE *to, const struct device *d, size_t number, const struct registry *r) {
	const struct verdict *worst = device_worst(d);
	const struct identity *id = &d->identity;

	fprintf(to, "<tr><th scope=\"row\"><a href=\"#device-%zu\">", number);
	html_str(to, d->name);
	html_raw(to, "</a></th>");
	row_maker(to, id, r);
	html_raw(to, "<td>");
	html_str(to, id->model.n ? id->model : id->original.n ? id->original : STR("\u2013"));
	html_raw(to, "</td><td>");
	html_cstr(to, class_names[id->class]);
	html_raw(to, "</td><td>");
	if (worst)
		html_status(to, worst->status);
	else
		html_raw(to, "\u2013");
	html_raw(to, "</td></tr>\n");
}

static void put_fact(FILE *to, const char *name, str value) {
	if (value.n == 0)
		return;
	html_raw(to, "<div>");
	html_element(to, "dt", str_of(name));
	html_element(to, "dd", value);
	html_raw(to, "</div>");
}

static void put_facts(FILE *to, const struct device *d, const struct registry *r) {
	const struct identity *id = &d->identity;
	uint8_t room[256];
	struct text t = TEXT(room);

	html_raw(to, "<dl class=\"facts\">");
	put_fact(to, "Model on the label", id->model);
	put_fact(to, "Factory model", id->original);
	put_fact(to, "Kind of device", str_of(class_names[id->class]));
	put_fact(to, "Main chip", id->soc.id.n ? name_of_value(r, ASPECT_SOC, id->soc.id) : id->soc.id);
	put_fact(to, "Firmware", id->firmware);
	addr_format(&t, d->mac);
	put_fact(to, "MAC address", d->mac.kind ? text_done(&t) : (str){ 0 });
	t.used = 0;
	for (size_t i = 0; i < d->address_count && t.used + ADDR_TEXT_MAX + 2 < t.size; i++) {
		text_cstr(&t, i ? ", " : "");
		addr_format(&t, d->addresses[i]);
	}
	put_fact(to, "Addresses", text_done(&t));
	t.used = 0;
	story_time(&t, d->first_us);
	put_fact(to, "First seen", text_done(&t));
	t.used = 0;
	story_time(&t, d->last_us);
	put_fact(to, "Last seen", text_done(&t));
	html_raw(to, "</dl>\n");
}

/* The likelihood of the maker, in fixed words with its number; rules come later and apart. */
static void put_belief(FILE *to, const struct identity *id, const struct registry *r) {
	bool named = id->maker.grade != GRADE_UNKNOWN && id->maker.id.n > 0;
	const struct company *c = named ? registry_company(r, id->maker.id) : NULL;

	html_raw(to, "<p class=\"says\">");
	html_cstr(to, words_of_belief(&id->maker));
	if (named) {
		html_raw(to, " ");
		html_str(to, name_of_company(r, id->maker.id));
		if (c && c->country.n) {
			html_raw(to, ", ");
			html_str(to, name_of_country(c->country));
		}
		html_raw(to, " (confidence ");
		html_decimal(to, confidence_shown(id->maker.confidence), CONFIDENCE_DIGITS);
		html_raw(to, ")");
	}
	html_raw(to, ". ");
	if (id->brand.grade != GRADE_UNKNOWN && id->brand.id.n > 0) {
		html_raw(to, "The label says ");
		html_str(to, name_of_brand(r, id->brand.id));
		html_raw(to, " (");
		html_cstr(to, grade_names[id->brand.grade]);
		html_raw(to, ", ");
		html_decimal(to, confidence_shown(id->brand.confidence), CONFIDENCE_DIGITS);
		html_raw(to, ").");
	} else {
		html_raw(to, "No label was seen.");
	}
	if (id->relabelled == TRI_TRUE)
		html_raw(to, " <span class=\"differs\">It is a relabelled product.</span>");
	html_raw(to, "</p>\n<p>");
	html_cstr(to, story_of_grade(id->maker.grade));
	html_raw(to, "</p>\n");
}

static void put_verdict(FILE *to, const struct verdict *v) {
	html_raw(to, "<div class=\"verdict\"><p>");
	html_status(to, v->status);
	html_raw(to, " \u2014 ");
	html_str(to, v->law->title);
	html_raw(to, "</p><p class=\"under\">");
	html_str(to, v->law->id);
	if (v->law->citation.n) {
		html_raw(to, " \u00b7 ");
		html_str(to, v->law->citation);
	}
	html_raw(to, "</p>");
	if (v->by != DATE_NONE) {
		html_raw(to, verdict_is_lent(v) ? "<p>A decision allows it up to, not including, " : "<p>It must be gone by ");
		html_date(to, v->by);
		html_raw(to, ".</p>");
	}
	if (v->because_count > 0) {
		html_raw(to, "<ul>");
		for (size_t i = 0; i < v->because_count; i++)
			html_element(to, "li", v->because[i]);
		html_raw(to, "</ul>");
	}
	html_raw(to, "</div>\n");
}

/* An id is never broken at its dashes: people copy it. */
static void put_law_id(FILE *to, const struct law_note *law) {
	html_raw(to, "<span class=\"id\">");
	html_str(to, law->id);
	html_raw(to, "</span>");
}

/* Rules that ask for nothing are named and not told. */
static void put_untouched(FILE *to, const struct verdicts *verdicts, enum status status, const char *words) {
	bool first = true;

	for (size_t i = 0; i < verdicts->count; i++) {
		if (verdicts->at[i].status != status)
			continue;
		html_raw(to, first ? "<p class=\"under\">" : ", ");
		html_raw(to, first ? words : "");
		put_law_id(to, verdicts->at[i].law);
		first = false;
	}
	if (!first)
		html_raw(to, ".</p>\n");
}

/* Many rules for which the same fact is missing are one piece of news. */
static void put_alike(FILE *to, const struct verdicts *verdicts, size_t at, size_t count) {
	html_raw(to, "<div class=\"verdict\"><p>");
	html_status(to, verdicts->at[at].status);
	html_raw(to, " \u2014 under ");
	html_u64(to, count);
	html_raw(to, " rules</p><ul>");
	html_element(to, "li", verdicts->at[at].because[0]);
	html_raw(to, "</ul><p class=\"under\">");
	for (size_t i = at; i < verdicts->count; i++) {
		if (!story_is_alike(&verdicts->at[at], &verdicts->at[i]))
			continue;
		html_raw(to, i > at ? ", " : "");
		put_law_id(to, verdicts->at[i].law);
	}
	html_raw(to, "</p></div>\n");
}

static void put_verdict_at(FILE *to, const struct verdicts *verdicts, size_t at) {
	size_t count = story_alike(verdicts, at);

	if (count == 1)
		put_verdict(to, &verdicts->at[at]);
	else if (count > 1)
		put_alike(to, verdicts, at, count);
}

static void put_verdicts(FILE *to, const struct verdicts *verdicts) {
	html_raw(to, "<h4>What the rules say</h4>\n");
	if (verdicts->count == 0)
		html_raw(to, "<p>No rule was asked.</p>\n");
	for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
		for (size_t i = 0; i < verdicts->count; i++)
			if ((int)verdicts->at[i].status == status)
				put_verdict_at(to, verdicts, i);
	put_untouched(to, verdicts, STATUS_CLEAR, "Rules that do not cover it: ");
	put_untouched(to, verdicts, STATUS_NOT_IN_FORCE, "Rules not in force on that day: ");
}

/* What speaks against the belief is said in words and shown by a bar. */
static void put_evidence_row(FILE *to, const struct identity *id, const struct claim_group *g, const struct registry *r,
			     struct strs sources) {
	uint8_t room[STORY_PLACE_MAX];
	struct text place = TEXT(room);
	bool against = claims_contradict(id, g), first = true;

	html_raw(to, against ? "<tr class=\"against\"><td>" : "<tr><td>");
	html_element(to, "b", g->seen->field);
	html_raw(to, "<br/>");
	html_value(to, g->seen->value, VALUE_MAX);
	story_place(&place, g->seen, sources);
	html_raw(to, place.used ? "<br/><span class=\"faint\">" : "<span>");
	html_str(to, text_done(&place));
	html_raw(to, "</span></td><td>");
	for (int a = 0; a < ASPECT_COUNT; a++) {
		if (g->says[a].n == 0)
			continue;
		html_raw(to, first ? "" : ", ");
		html_cstr(to, name_of_aspect((enum aspect)a));
		html_raw(to, " <b>");
		html_str(to, name_of_value(r, (enum aspect)a, g->says[a]));
		html_raw(to, "</b>");
		first = false;
	}
	html_raw(to, against ? " <span class=\"differs\">speaks against it</span><br/>" : "<br/>");
	html_str(to, g->mark->why);
	html_raw(to, "</td><td>");
	html_cstr(to, strength_names[g->strength]);
	html_raw(to, "</td><td>");
	html_element(to, "b", g->mark->id);
	html_raw(to, "<br/>");
	html_source(to, g->mark->source);
	html_raw(to, "</td></tr>\n");
}

static void put_evidence(FILE *to, const struct device *d, const struct registry *r, struct strs sources) {
	const struct identity *id = &d->identity;
	struct weighed w = story_weigh(id);
	struct claim_group g = { 0 };
	const char *steps[STORY_STEPS_MAX];
	size_t step_count = story_steps(d, steps, STORY_STEPS_MAX);

	html_raw(to, "<h4>Evidence</h4>\n");
	if (id->claim_count == 0) {
		html_raw(to, "<p>No mark knows anything that was seen of this device.</p>\n");
	} else {
		html_raw(to, "<table class=\"evidence\"><caption>Evidence for ");
		html_str(to, d->name);
		html_raw(to, "</caption><thead><tr><th scope=\"col\">What was seen</th><th scope=\"col\">What it tells, and "
			     "why</th><th scope=\"col\">Strength</th><th scope=\"col\">Mark and source</th></tr></thead>"
			     "<tbody>\n");
		while (claims_next(id, &g))
			put_evidence_row(to, id, &g, r, sources);
		html_raw(to, "</tbody></table>\n");
	}
	for (size_t i = 0; i < id->rival_count; i++) {
		html_raw(to, "<p>As the ");
		html_cstr(to, name_of_aspect(id->rivals[i].aspect));
		html_raw(to, ", ");
		html_str(to, name_of_value(r, id->rivals[i].aspect, id->rivals[i].id));
		html_raw(to, " stays possible (confidence ");
		html_decimal(to, confidence_shown(id->rivals[i].confidence), CONFIDENCE_DIGITS);
		html_raw(to, ").</p>\n");
	}
	html_raw(to, "<p>");
	html_cstr(to, story_of_limit(id, &w));
	html_raw(to, "</p>\n<p><b>What would settle it:</b></p>\n<ul>");
	for (size_t i = 0; i < step_count; i++) {
		html_raw(to, "<li>");
		html_cstr(to, steps[i]);
		html_raw(to, "</li>");
	}
	html_raw(to, "</ul>\n");
}

static void put_details(FILE *to, const struct report *report, size_t number, const struct registry *r) {
	const struct device *d = &report->devices[number - 1];
	const struct identity *id = &d->identity;
	const struct verdict *worst = device_worst(d);
	bool named = id->maker.grade >= GRADE_LIKELY && id->maker.id.n > 0;

	html_raw(to, report->count <= UNFOLDED_MAX ? "<details open=\"open\"><summary><h3>" : "<details><summary><h3>");
	html_str(to, d->name);
	html_raw(to, "</h3><span>");
	html_str(to, named ? name_of_company_short(r, id->maker.id) : STR("maker not established"));
	if (id->relabelled == TRI_TRUE) {
		html_raw(to, " <span class=\"faint\">as</span> ");
		html_str(to, name_of_brand(r, id->brand.id));
	}
	html_raw(to, "</span><span>");
	if (worst)
		html_status(to, worst->status);
	/* The anchor lies inside: browsers unfold what they are sent into. */
	fprintf(to, "</span></summary>\n<div class=\"inside\" id=\"device-%zu\">\n", number);
	put_belief(to, id, r);
	put_facts(to, d, r);
	put_verdicts(to, &d->verdicts);
	put_evidence(to, d, r, report->sources);
	html_raw(to, "</div></details>\n");
}

/* Does the device belong to the group of this worst verdict? -1: it has none. */
static bool is_of_status(const struct device *d, int status) {
	const struct verdict *worst = device_worst(d);

	return worst ? (int)worst->status == status : status < 0;
}

void html_devices(FILE *to, const struct report *report, const struct registry *r) {
	html_raw(to, "<section aria-labelledby=\"devices\"><h2 id=\"devices\">Devices</h2>\n");
	if (report->count == 0) {
		html_raw(to, "<p>No device was found.</p></section>\n");
		return;
	}
	html_raw(to, "<div class=\"wide\" role=\"region\" aria-label=\"Table of devices\" tabindex=\"0\">"
		     "<table><caption>All devices, the gravest verdict first</caption><thead><tr>"
		     "<th scope=\"col\">Device</th><th scope=\"col\">Made by</th><th scope=\"col\">How sure</th>"
		     "<th scope=\"col\">Label</th><th scope=\"col\">Model</th><th scope=\"col\">Kind</th>"
		     "<th scope=\"col\">Worst verdict</th></tr></thead><tbody>\n");
	for (int status = STATUS_COUNT - 1; status >= -1; status--)
		for (size_t i = 0; i < report->count; i++)
			if (is_of_status(&report->devices[i], status))
				put_row(to, &report->devices[i], i + 1, r);
	html_raw(to, "</tbody></table></div></section>\n"
		     "<section aria-labelledby=\"details\"><h2 id=\"details\">Each device and its evidence</h2>\n"
		     "<p>Open a device to see who made it, what the rules say, and what was seen that tells so.</p>\n");
	for (int status = STATUS_COUNT - 1; status >= -1; status--)
		for (size_t i = 0; i < report->count; i++)
			if (is_of_status(&report->devices[i], status))
				put_details(to, report, i + 1, r);
	html_raw(to, "</section>\n");
}
