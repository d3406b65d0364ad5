/*
 * The sheets of devices, of what was seen of them, and of what the rules say.
 */
#include "show/claims.h"
#include "show/glyph.h"
#include "show/names.h"
#include "show/sheets_inner.h"
#include "show/story.h"

enum {
	VALUE_MAX = 512,     /* bytes of an observed value; as in the JSON lines */
	LIST_MAX = 6 * 1024, /* bytes of a list in a cell */
	LIST_LEFT = 96,      /* kept for the longest entry */
};

static const char *word_of(enum tri answer) {
	return answer == TRI_TRUE ? "yes" : answer == TRI_FALSE ? "no" : "";
}

static void put_addresses(struct sheet_row *row, const struct device *d) {
	uint8_t room[LIST_MAX];
	struct text t = TEXT(room);
	size_t i;

	for (i = 0; i < d->address_count && t.used + LIST_LEFT < t.size; i++) {
		text_cstr(&t, i ? " " : "");
		addr_format(&t, d->addresses[i]);
	}
	text_cstr(&t, i < d->address_count ? " ..." : "");
	sheet_put(row, text_done(&t));
}

static void put_mac(struct sheet_row *row, addr mac) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (mac.kind == ADDR_MAC)
		addr_format(&t, mac);
	sheet_put(row, text_done(&t));
}

static bool is_known(const struct belief *b) {
	return b->grade != GRADE_UNKNOWN && b->id.n > 0;
}

/* As it is printed everywhere, not with the digits of the machine's arithmetic. */
static void put_confidence(struct sheet_row *row, const struct belief *b) {
	const double scale = 1000; /* CONFIDENCE_DIGITS */

	sheet_put_number(row, (double)(unsigned)(confidence_shown(b->confidence) * scale + 0.5) / scale, is_known(b));
}

static void put_maker(struct sheet_row *row, const struct belief *b, const struct registry *r) {
	const struct company *c = is_known(b) ? registry_company(r, b->id) : NULL;

	sheet_put(row, is_known(b) ? name_of_company(r, b->id) : (str){ 0 });
	sheet_put(row, is_known(b) ? b->id : (str){ 0 });
	sheet_put(row, c ? c->country : (str){ 0 });
	sheet_put_word(row, grade_names[b->grade]);
	put_confidence(row, b);
}

static void put_brand(struct sheet_row *row, const struct belief *b, const struct registry *r) {
	sheet_put(row, is_known(b) ? name_of_brand(r, b->id) : (str){ 0 });
	sheet_put(row, is_known(b) ? b->id : (str){ 0 });
	sheet_put_word(row, grade_names[b->grade]);
	put_confidence(row, b);
}

static void put_kind(struct sheet_row *row, const struct device *d, const struct circumstances *c, const struct registry *r) {
	const struct identity *id = &d->identity;

	sheet_put(row, id->model);
	sheet_put(row, id->original);
	sheet_put_word(row, class_names[id->class]);
	sheet_put(row, c->kind);
	sheet_put(row, id->firmware);
	sheet_put(row, id->soc.grade >= GRADE_LIKELY ? name_of_company(r, id->soc.id) : (str){ 0 });
	sheet_put_word(row, word_of(id->relabelled));
	sheet_put(row, c->made_in);
	sheet_put_day(row, c->acquired);
}

static size_t count_of(const struct verdicts *verdicts, enum status status) {
	size_t count = 0;

	for (size_t i = 0; i < verdicts->count; i++)
		count += verdicts->at[i].status == status;
	return count;
}

/* The gravest verdict, the rules that agree on it, and the first day that one of them sets. */
static void put_worst(struct sheet_row *row, const struct verdicts *verdicts, const struct verdict *worst) {
	uint8_t room[LIST_MAX];
	struct text t = TEXT(room);
	date by = DATE_NONE;

	for (size_t i = 0; worst && worst->status > STATUS_UNDETERMINED && i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];

		if (v->status != worst->status)
			continue;
		if (t.used + v->law->id.n + 1 < t.size) {
			text_cstr(&t, t.used ? " " : "");
			text_str(&t, v->law->id);
		}
		if (v->by != DATE_NONE && (by == DATE_NONE || v->by < by))
			by = v->by;
	}
	sheet_put_word(row, worst ? status_names[worst->status] : "");
	sheet_put(row, text_done(&t));
	sheet_put_day(row, by);
	sheet_put_number(row, (double)count_of(verdicts, STATUS_UNDETERMINED), verdicts->count > 0);
}

static size_t evidence_count(const struct identity *id) {
	struct claim_group g = { 0 };
	size_t count = 0;

	while (claims_next(id, &g))
		count++;
	return count;
}

int sheet_of_device(struct sheet_making *m, const struct device *d) {
	const struct circumstances none = CIRCUMSTANCES_NONE;
	const struct circumstances *c = d->circumstances ? d->circumstances : &none;
	struct sheet_row *row = &m->row;

	sheet_begin(m, SHEET_DEVICES);
	sheet_put(row, d->name);
	put_mac(row, d->mac);
	put_addresses(row, d);
	sheet_put(row, d->site);
	sheet_put(row, c->contract ? c->contract->id : (str){ 0 });
	put_maker(row, &d->identity.maker, m->r);
	put_brand(row, &d->identity.brand, m->r);
	put_kind(row, d, c, m->r);
	put_worst(row, &d->verdicts, device_worst(d));
	sheet_put_time(row, d->first_us);
	sheet_put_time(row, d->last_us);
	sheet_put_number(row, (double)evidence_count(&d->identity), true);
	return sheet_take(m);
}

/* "maker Hikvision, model on the label DS-2CD2022WD-I" */
static void put_says(struct sheet_row *row, const struct claim_group *g, const struct registry *r) {
	uint8_t room[LIST_MAX];
	struct text t = TEXT(room);

	for (int a = 0; a < ASPECT_COUNT; a++) {
		if (!g->says[a].n)
			continue;
		text_cstr(&t, t.used ? ", " : "");
		text_cstr(&t, name_of_aspect((enum aspect)a));
		text_cstr(&t, " ");
		text_str(&t, glyph_head(name_of_value(r, (enum aspect)a, g->says[a]), VALUE_MAX));
	}
	sheet_put(row, text_done(&t));
}

static int take_evidence(struct sheet_making *m, const struct device *d, const struct claim_group *g) {
	const struct identity *id = &d->identity;
	struct strs sources = m->report->sources;
	struct sheet_row *row = &m->row;
	uint8_t room[VALUE_MAX + 3];
	struct text value = TEXT(room);

	sheet_begin(m, SHEET_EVIDENCE);
	sheet_put(row, d->name);
	sheet_put(row, g->seen->field);
	text_str(&value, glyph_head(g->seen->value, VALUE_MAX));
	text_cstr(&value, g->seen->value.n > VALUE_MAX ? "..." : "");
	sheet_put(row, text_done(&value));
	put_says(row, g, m->r);
	sheet_put_word(row, claims_contradict(id, g) ? "against" : claims_support(id, g) ? "for" : "aside");
	sheet_put_word(row, strength_names[g->strength]);
	sheet_put(row, g->mark->id);
	sheet_put(row, g->mark->why);
	sheet_put(row, g->mark->source);
	sheet_put_time(row, g->seen->time_us);
	sheet_put(row, g->seen->source < sources.count ? sources.at[g->seen->source] : (str){ 0 });
	sheet_put_number(row, (double)g->seen->offset, true);
	return sheet_take(m);
}

int sheet_of_evidence(struct sheet_making *m, const struct device *d) {
	struct claim_group g = { 0 };
	int r = 0;

	while (!r && claims_next(&d->identity, &g))
		r = take_evidence(m, d, &g);
	return r;
}

static void put_because(struct sheet_row *row, const struct verdict *v, size_t most) {
	uint8_t room[SHEET_TEXT_MAX];
	struct text t = TEXT(room);

	for (size_t i = 0; i < v->because_count && i < most; i++) {
		text_cstr(&t, i ? " " : "");
		text_str(&t, v->because[i]);
	}
	sheet_put(row, text_done(&t));
}

/* The ids of all rules whose verdicts are like this one, from it on. */
static void put_alike(struct sheet_row *row, const struct verdicts *verdicts, size_t at) {
	uint8_t room[LIST_MAX];
	struct text t = TEXT(room);

	for (size_t i = at; i < verdicts->count; i++) {
		if (i > at && !story_is_alike(&verdicts->at[at], &verdicts->at[i]))
			continue;
		text_cstr(&t, i > at ? " " : "");
		text_str(&t, verdicts->at[i].law->id);
	}
	sheet_put(row, text_done(&t));
}

static int take_verdict(struct sheet_making *m, const struct device *d, size_t at, size_t count) {
	const struct verdict *v = &d->verdicts.at[at];
	struct sheet_row *row = &m->row;

	sheet_begin(m, SHEET_VERDICTS);
	sheet_put(row, d->name);
	put_alike(row, &d->verdicts, at);
	sheet_put(row, count == 1 ? v->law->title : (str){ 0 });
	sheet_put(row, count == 1 ? v->law->jurisdiction : (str){ 0 });
	sheet_put(row, count == 1 ? v->law->citation : (str){ 0 });
	sheet_put_word(row, status_names[v->status]);
	sheet_put_day(row, v->by);
	sheet_put_number(row, (double)v->decision, v->decision > 0);
	/* The first reason alone is the same for all of several. */
	put_because(row, v, count == 1 ? v->because_count : 1);
	return sheet_take(m);
}

/*
 * Rules that ask for nothing are left out, and those for which the same fact
 * is missing stand in one row: they would be most of the sheet.
 */
int sheet_of_verdicts(struct sheet_making *m, const struct device *d) {
	int r = 0;

	for (size_t k = 0; !r && k < d->verdicts.count; k++) {
		size_t count = d->verdicts.at[k].status < STATUS_UNDETERMINED ? 0 : story_alike(&d->verdicts, k);

		if (count)
			r = take_verdict(m, d, k, count);
	}
	return r;
}
