/*
 * Each device: who made it, what the rules say, what was seen. Thousands of
 * them stay usable because each is folded and drawn only when it is looked at.
 */
#include "show/html.h"

#include "show/glyph.h"
#include "show/story.h"

enum {
	VALUE_MAX = 512,  /* bytes of a value; as in the JSON lines */
	UNFOLDED_MAX = 3, /* a report on so few devices is read whole */
	PRINTED_MAX = 200, /* and of so few all evidence is printed: some two pages a device */
};

static bool is_named(const struct belief *b) {
	return b->grade != GRADE_UNKNOWN && b->id.n > 0;
}

static void put_relabelled(struct pen pen) {
	html_raw(pen.to, " ");
	pen_word(pen, "span class=\"differs\"", W_RELABELLED);
}

static void row_maker(const struct page *p, const struct identity *id) {
	struct pen pen = p->pen;

	if (is_named(&id->maker))
		pen_cell(pen, name_of_company_short(p->registry, id->maker.id));
	else
		pen_word(pen, "td class=\"none\"", W_NOT_KNOWN);
	pen_cell_word(pen, word_of_likelihood(likelihood_of(&id->maker)));
	html_raw(pen.to, "<td>");
	html_str(pen.to, is_named(&id->brand) ? name_of_brand(p->registry, id->brand.id) : STR("\u2013"));
	if (id->relabelled == TRI_TRUE)
		put_relabelled(pen);
	html_raw(pen.to, "</td>");
}

/* One line of the list of all devices; its name leads to the details. */
static void put_row(const struct page *p, const struct device *d, size_t number) {
	const struct verdict *worst = device_worst(d);
	const struct identity *id = &d->identity;
	struct pen pen = p->pen;

	fprintf(pen.to, "<tr><th scope=\"row\"><a href=\"#device-%zu\">", number);
	html_str(pen.to, d->name);
	html_raw(pen.to, "</a></th>");
	row_maker(p, id);
	pen_cell(pen, id->model.n ? id->model : id->original);
	pen_cell_word(pen, word_of_class(id->class));
	html_raw(pen.to, "<td>");
	if (worst)
		html_status(pen, worst->status);
	else
		html_raw(pen.to, "\u2013");
	html_raw(pen.to, "</td>");
	pen_row_end(pen);
}

static void put_fact(struct pen pen, enum word name, str value) {
	if (value.n == 0)
		return;
	html_raw(pen.to, "<div>");
	pen_word(pen, "dt", name);
	html_element(pen.to, "dd", value);
	html_raw(pen.to, "</div>");
}

static void put_moment(struct pen pen, enum word name, uint64_t time_us) {
	uint8_t room[64];
	struct text t = TEXT(room);

	story_moment(&t, pen.language, time_us);
	put_fact(pen, name, text_done(&t));
}

static void put_facts(const struct page *p, const struct device *d) {
	const struct identity *id = &d->identity;
	struct pen pen = p->pen;
	uint8_t room[256];
	struct text t = TEXT(room);

	html_raw(pen.to, "<dl class=\"facts\">");
	put_fact(pen, W_T_MODEL, id->model);
	put_fact(pen, W_T_ORIGINAL, id->original);
	put_fact(pen, W_T_KIND, str_of(words_of(pen.language, word_of_class(id->class))));
	put_fact(pen, W_FACT_CHIP, id->soc.id.n ? name_of_value(p->registry, ASPECT_SOC, id->soc.id) : id->soc.id);
	put_fact(pen, W_FACT_FIRMWARE, id->firmware);
	addr_format(&t, d->mac);
	put_fact(pen, W_T_MAC, d->mac.kind ? text_done(&t) : (str){ 0 });
	t.used = 0;
	for (size_t i = 0; i < d->address_count && t.used + ADDR_TEXT_MAX + 2 < t.size; i++) {
		text_cstr(&t, i ? ", " : "");
		addr_format(&t, d->addresses[i]);
	}
	put_fact(pen, W_FACT_ADDRESSES, text_done(&t));
	put_moment(pen, W_FACT_FIRST, d->first_us);
	put_moment(pen, W_FACT_LAST, d->last_us);
	if (d->books_us)
		put_fact(pen, W_FACT_SEEN, str_of(words_of(pen.language, W_SEEN_NEVER)));
	put_moment(pen, W_FACT_BOOKS, d->books_us);
	html_raw(pen.to, "</dl>\n");
}

static struct hole confidence_of(double confidence) {
	return HOLE_FRACTION("confidence", confidence_shown(confidence), CONFIDENCE_DIGITS);
}

/* The likelihood of the maker, in fixed words with its number; rules come later and apart. */
static void put_belief(const struct page *p, const struct identity *id) {
	struct pen pen = p->pen;
	uint8_t room[STORY_MAKER_MAX];
	struct text maker = TEXT(room);

	if (is_named(&id->maker))
		story_maker(&maker, pen.language, p->registry, id->maker.id);
	html_raw(pen.to, "<p class=\"says\">");
	PEN_SAY(pen, "span", story_of_belief(&id->maker), HOLE_STR("maker", text_done(&maker)),
		confidence_of(id->maker.confidence));
	if (is_named(&id->brand))
		PEN_SAY(pen, "span", W_LABEL_SAYS, HOLE_STR("label", name_of_brand(p->registry, id->brand.id)),
			HOLE_STR("likelihood", str_of(words_of(pen.language, word_of_likelihood(likelihood_of(&id->brand))))),
			confidence_of(id->brand.confidence));
	else
		pen_word(pen, "span", W_LABEL_NONE);
	if (id->relabelled == TRI_TRUE) {
		html_raw(pen.to, " ");
		pen_word(pen, "span class=\"differs\"", W_DIFFERS);
	}
	html_raw(pen.to, "</p>\n");
	pen_word(pen, "p", story_of_grade(id->maker.grade));
}

/* Each reason in the language in which the law gives it. */
static void put_reasons(struct pen pen, const struct verdict *v) {
	if (v->because_count == 0)
		return;
	html_raw(pen.to, "<ul>");
	for (size_t i = 0; i < v->because_count; i++)
		pen_spoken(pen, "li", v->because[i], (enum tongue)v->because_in[i]);
	html_raw(pen.to, "</ul>");
}

static void put_verdict(struct pen pen, const struct verdict *v) {
	const struct law_note *law = v->law;
	enum word day;

	html_raw(pen.to, "<div class=\"verdict\"><p>");
	html_status(pen, v->status);
	html_raw(pen.to, " \u2014 ");
	pen_spoken(pen, "span", law->title, law->language);
	html_raw(pen.to, "</p><p class=\"under\">");
	html_str(pen.to, law->id);
	if (law->citation.n) {
		html_raw(pen.to, " \u00b7 ");
		pen_spoken(pen, "span", law->citation, law->language);
	}
	html_raw(pen.to, "</p>");
	if (verdict_is_lent(v))
		PEN_SAY(pen, "p", W_LENT, HOLE_NTH("number", v->decision), HOLE_DATE("day", v->by));
	else if (v->decision)
		PEN_SAY(pen, "p", W_DECIDED, HOLE_NTH("number", v->decision));
	if (word_of_day(v, &day))
		PEN_SAY(pen, "p", day, HOLE_DATE("day", v->by));
	put_reasons(pen, v);
	html_raw(pen.to, "</div>\n");
}

/* An id is never broken at its dashes: people copy it. */
static void put_law_id(struct pen pen, const struct law_note *law, bool first) {
	html_raw(pen.to, first ? "<span class=\"id\">" : ", <span class=\"id\">");
	html_str(pen.to, law->id);
	html_raw(pen.to, "</span>");
}

/* Rules that ask for nothing are named and not told. */
static void put_untouched(struct pen pen, const struct verdicts *verdicts, enum status status, enum word label) {
	bool first = true;

	for (size_t i = 0; i < verdicts->count; i++) {
		if (verdicts->at[i].status != status)
			continue;
		if (first) {
			html_raw(pen.to, "<p class=\"under\">");
			pen_text(pen, label);
			html_raw(pen.to, ": ");
		}
		put_law_id(pen, verdicts->at[i].law, first);
		first = false;
	}
	html_raw(pen.to, first ? "" : "</p>\n");
}

/* Many rules for which the same fact is missing are one piece of news. */
static void put_alike(struct pen pen, const struct verdicts *verdicts, size_t at, size_t count) {
	const struct verdict *v = &verdicts->at[at];

	html_raw(pen.to, "<div class=\"verdict\"><p>");
	html_status(pen, v->status);
	html_raw(pen.to, "</p><ul>");
	pen_spoken(pen, "li", v->because[0], (enum tongue)v->because_in[0]);
	html_raw(pen.to, "</ul>");
	PEN_SAY(pen, "p class=\"under\"", W_UNDER_RULES, HOLE_U64("count", count));
	html_raw(pen.to, "<p class=\"under\">");
	for (size_t i = at; i < verdicts->count; i++)
		if (story_is_alike(v, &verdicts->at[i]))
			put_law_id(pen, verdicts->at[i].law, i == at);
	html_raw(pen.to, "</p></div>\n");
}

static void put_verdict_at(struct pen pen, const struct verdicts *verdicts, size_t at) {
	size_t count = story_alike(verdicts, at);

	if (count == 1)
		put_verdict(pen, &verdicts->at[at]);
	else if (count > 1)
		put_alike(pen, verdicts, at, count);
}

static void put_verdicts(struct pen pen, const struct verdicts *verdicts) {
	pen_word(pen, "h4", W_LAWS);
	if (verdicts->count == 0)
		pen_word(pen, "p", W_D_RULES_NONE);
	for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
		for (size_t i = 0; i < verdicts->count; i++)
			if ((int)verdicts->at[i].status == status)
				put_verdict_at(pen, verdicts, i);
	put_untouched(pen, verdicts, STATUS_CLEAR, W_RULES_CLEAR);
	put_untouched(pen, verdicts, STATUS_NOT_IN_FORCE, W_RULES_NOT_IN_FORCE);
}

/* At most VALUE_MAX bytes of it, then how long it is. */
static void put_value(struct pen pen, str value) {
	html_element(pen.to, "code", glyph_head(value, VALUE_MAX));
	if (value.n > VALUE_MAX) {
		html_raw(pen.to, " \u2026 ");
		PEN_SAY(pen, "span class=\"faint\"", W_BYTES, HOLE_U64("count", value.n));
	}
}

static void put_seen(const struct page *p, const struct claim_group *g) {
	FILE *to = p->pen.to;
	uint8_t room[STORY_PLACE_MAX];
	struct text place = TEXT(room);

	html_element(to, "b", g->seen->field);
	html_raw(to, "<br/>");
	put_value(p->pen, g->seen->value);
	story_place(&place, p->pen.language, g->seen, p->report->sources);
	if (!place.used)
		return;
	html_raw(to, "<br/><span class=\"faint\">");
	html_str(to, text_done(&place));
	html_raw(to, "</span>");
}

/* What the mark says, each aspect with its value; then why it is believed, in the words of the data. */
static void put_says(const struct page *p, const struct claim_group *g, bool against) {
	struct pen pen = p->pen;
	bool first = true;

	for (int a = 0; a < ASPECT_COUNT; a++) {
		if (g->says[a].n == 0)
			continue;
		html_raw(pen.to, first ? "" : ", ");
		pen_text(pen, word_of_aspect((enum aspect)a));
		html_raw(pen.to, " <b>");
		html_str(pen.to, story_value(pen.language, p->registry, (enum aspect)a, g->says[a]));
		html_raw(pen.to, "</b>");
		first = false;
	}
	if (against) {
		html_raw(pen.to, " ");
		pen_word(pen, "span class=\"differs\"", W_SPEAKS_AGAINST);
	}
	html_raw(pen.to, "<br/>");
	pen_english(pen, "span", g->mark->why);
}

/* What speaks against the belief is said in words and shown by a bar. */
static void put_evidence_row(const struct page *p, const struct identity *id, const struct claim_group *g) {
	struct pen pen = p->pen;
	bool against = claims_contradict(id, g);

	html_raw(pen.to, against ? "<tr class=\"against\"><td>" : "<tr><td>");
	put_seen(p, g);
	html_raw(pen.to, "</td><td>");
	put_says(p, g, against);
	html_raw(pen.to, "</td>");
	pen_cell_word(pen, word_of_strength(g->strength));
	html_raw(pen.to, "<td>");
	html_element(pen.to, "b", g->mark->id);
	html_raw(pen.to, pen.language == TONGUE_EN ? "<br/><span>" : "<br/><span lang=\"en\">");
	html_source(pen.to, g->mark->source);
	html_raw(pen.to, "</span></td>");
	pen_row_end(pen);
}

static void put_marks(const struct page *p, const struct device *d) {
	static const enum word heads[] = { W_T_SEEN, W_T_TELLS, W_T_STRENGTH, W_T_MARK };
	struct claim_group g = { 0 };
	struct pen pen = p->pen;

	if (d->identity.claim_count == 0) {
		pen_word(pen, "p", W_EVIDENCE_NONE);
		return;
	}
	html_raw(pen.to, "<table class=\"evidence\">");
	PEN_SAY(pen, "caption", W_EVIDENCE_OF, HOLE_STR("device", d->name));
	html_raw(pen.to, "<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		pen_word(pen, "th scope=\"col\"", heads[i]);
	html_raw(pen.to, "</tr></thead><tbody>\n");
	while (claims_next(&d->identity, &g))
		put_evidence_row(p, &d->identity, &g);
	html_raw(pen.to, "</tbody></table>\n");
}

static void put_evidence(const struct page *p, const struct device *d) {
	const struct identity *id = &d->identity;
	struct weighed w = story_weigh(id);
	enum word limit = story_of_limit(id, &w), steps[STORY_STEPS_MAX];
	size_t step_count = story_steps(d, steps, STORY_STEPS_MAX);
	struct pen pen = p->pen;

	pen_word(pen, "h4", W_EVIDENCE);
	put_marks(p, d);
	for (size_t i = 0; i < id->rival_count; i++)
		PEN_SAY(pen, "p", story_of_rival(id->rivals[i].aspect),
			HOLE_STR("name", name_of_value(p->registry, id->rivals[i].aspect, id->rivals[i].id)),
			confidence_of(id->rivals[i].confidence));
	if (limit != WORD_COUNT)
		pen_word(pen, "p", limit);
	pen_word(pen, "h4", W_SETTLE);
	html_raw(pen.to, "<ul>");
	for (size_t i = 0; i < step_count; i++)
		pen_word(pen, "li", steps[i]);
	html_raw(pen.to, "</ul>\n");
}

static void put_details(const struct page *p, size_t number) {
	const struct device *d = &p->report->devices[number - 1];
	const struct identity *id = &d->identity;
	const struct verdict *worst = device_worst(d);
	bool named = id->maker.grade >= GRADE_LIKELY && id->maker.id.n > 0;
	struct pen pen = p->pen;

	html_raw(pen.to, p->report->count <= UNFOLDED_MAX ? "<details open=\"open\"><summary><h3>" : "<details><summary><h3>");
	html_str(pen.to, d->name);
	html_raw(pen.to, "</h3>");
	if (!named)
		pen_word(pen, "span", W_MAKER_NONE);
	else if (id->relabelled == TRI_TRUE)
		PEN_SAY(pen, "span", W_MAKER_AS, HOLE_STR("maker", name_of_company_short(p->registry, id->maker.id)),
			HOLE_STR("label", name_of_brand(p->registry, id->brand.id)));
	else
		html_element(pen.to, "span", name_of_company_short(p->registry, id->maker.id));
	html_raw(pen.to, "<span>");
	if (worst)
		html_status(pen, worst->status);
	/* The anchor lies inside: browsers unfold what they are sent into. */
	fprintf(pen.to, "</span></summary>\n<div class=\"inside\" id=\"device-%zu\">\n", number);
	put_belief(p, id);
	put_facts(p, d);
	put_verdicts(pen, &d->verdicts);
	put_evidence(p, d);
	html_raw(pen.to, "</div></details>\n");
}

/* Does the device belong to the group of this worst verdict? -1: it has none. */
static bool is_of_status(const struct device *d, int status) {
	const struct verdict *worst = device_worst(d);

	return worst ? (int)worst->status == status : status < 0;
}

void html_devices(const struct page *p) {
	const struct report *report = p->report;
	struct pen pen = p->pen;

	pen_section(pen, "devices", W_T_DEVICES);
	if (report->count == 0) {
		pen_word(pen, "p", W_NO_DEVICE);
		pen_section_end(pen);
		return;
	}
	PEN_TABLE(pen, W_DEVICES_TABLE, { W_T_DEVICE, false }, { W_T_MAKER, false }, { W_T_LIKELIHOOD, false },
		  { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_KIND, false }, { W_T_WORST, false });
	for (int status = STATUS_COUNT - 1; status >= -1; status--)
		for (size_t i = 0; i < report->count; i++)
			if (is_of_status(&report->devices[i], status))
				put_row(p, &report->devices[i], i + 1);
	pen_table_end(pen);
	pen_section_end(pen);
	pen_section(pen, "details", W_DETAILS);
	pen_word(pen, "p", W_DETAILS_SAYS);
	if (report->count > PRINTED_MAX)
		pen_word(pen, "p", W_DETAILS_PAPER);
	html_raw(pen.to, report->count > PRINTED_MAX ? "<div class=\"many\">\n" : "<div>\n");
	for (int status = STATUS_COUNT - 1; status >= -1; status--)
		for (size_t i = 0; i < report->count; i++)
			if (is_of_status(&report->devices[i], status))
				put_details(p, i + 1);
	html_raw(pen.to, "</div>\n");
	pen_section_end(pen);
}
