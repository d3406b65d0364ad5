/*
 * A device behind a number, in one line: label, maker, how sure, what decided
 * it and where that was seen, and the verdict.
 */
#include <string.h>

#include "show/number.h"
#include "show/names.h"
#include "show/story.h"
#include "show/word_of.h"

enum { TEXT_MAX = 1024, /* bytes of a text that a row keeps */ LAW_AND_DAY_MAX = 160 };

/* The claim that speaks loudest for this, the first of equals. */
static const struct claim *loudest(const struct identity *id, enum aspect aspect, str value) {
	const struct claim *best = NULL;

	for (size_t i = 0; i < id->claim_count; i++) {
		const struct claim *c = &id->claims[i];

		if (c->aspect == aspect && c->seen && c->mark && str_eq(c->value, value) && (!best || c->strength > best->strength))
			best = c;
	}
	return best;
}

/* What law_sight_of() calls field and mark; where nothing but the label speaks for the maker, what names the label. */
static const struct claim *best_claim(const struct identity *id) {
	const struct claim *best = id->maker.id.n ? loudest(id, ASPECT_MAKER, id->maker.id) : NULL;

	return best || !id->maker.id.n || !id->brand.id.n ? best : loudest(id, ASPECT_BRAND, id->brand.id);
}

/* The gravest verdict of these laws. */
static const struct verdict *verdict_of(const struct device *d, struct strs laws) {
	const struct verdict *found = laws.count ? NULL : device_worst(d);

	for (size_t i = 0; i < d->verdicts.count; i++) {
		const struct verdict *v = &d->verdicts.at[i];

		for (size_t k = 0; k < laws.count; k++)
			if (str_eq(laws.at[k], v->law->id) && (!found || v->status > found->status))
				found = v;
	}
	return found;
}

/* Rows */

static str keep(arena *mem, str text) {
	return arena_str(mem, text.n > TEXT_MAX ? (str){ text.at, TEXT_MAX } : text);
}

/* "us-ndaa2019-889b, 2027-01-01": of what is clear no rule is named. */
static str law_of(arena *mem, const struct verdict *v) {
	uint8_t room[LAW_AND_DAY_MAX];
	struct text t = TEXT(room);
	char day[11];

	if (v->status <= STATUS_NOT_IN_FORCE)
		return (str){ 0 };
	text_str(&t, v->law->id);
	if (v->by != DATE_NONE) {
		date_format(v->by, day);
		text_cstr(&t, ", ");
		text_cstr(&t, day);
	}
	return arena_str(mem, text_done(&t));
}

struct number_row number_row_of(arena *mem, enum tongue language, const struct device *d, const struct registry *r,
				struct strs sources, struct strs laws) {
	const struct identity *id = &d->identity;
	const struct claim *best = id->decision ? NULL : best_claim(id);
	const struct verdict *v = verdict_of(d, laws);
	bool named = id->maker.grade != GRADE_UNKNOWN && id->maker.id.n;
	bool labelled = id->brand.grade != GRADE_UNKNOWN && id->brand.id.n;
	uint8_t room[STORY_PLACE_MAX];
	struct text place = TEXT(room);

	if (best)
		story_place(&place, language, best->seen, sources);
	return (struct number_row){
		.name = keep(mem, d->name),
		.label = labelled ? name_of_brand(r, id->brand.id) : (str){ 0 },
		.maker = named ? name_of_company_short(r, id->maker.id) : (str){ 0 },
		.grade = id->maker.grade, .relabelled = id->relabelled == TRI_TRUE,
		.mark = best ? best->mark->id : id->decision ? str_of(words_of(language, W_Q_PERSON)) : (str){ 0 },
		.strength = best ? best->strength : STRENGTH_COUNT,
		.place = keep(mem, text_done(&place)),
		.judged = v != NULL, .worst = v ? v->status : STATUS_CLEAR,
		.law = v ? law_of(mem, v) : (str){ 0 },
	};
}

enum { ROW_DEVICE, ROW_LABEL, ROW_MAKER, ROW_SURE, ROW_MARK, ROW_PLACE, ROW_VERDICT, ROW_COLUMNS };

static const struct { enum word head; unsigned least, rank; } heads[ROW_COLUMNS] = {
	[ROW_DEVICE] = { W_T_DEVICE, 17, 0 },    [ROW_LABEL] = { W_T_LABEL, 8, 2 },   [ROW_MAKER] = { W_T_MAKER, 10, 0 },
	[ROW_SURE] = { W_Q_T_SURE, 9, 1 },   [ROW_MARK] = { W_Q_T_MARK, 16, 3 },  [ROW_PLACE] = { W_Q_T_PLACE, 20, 4 },
	[ROW_VERDICT] = { W_T_VERDICT, 12, 0 },
};

/* What the rows and the language are to cell_of(). */
struct table {
	const struct number_row *rows;
	enum tongue language;
};

static void add_word(struct cell *c, enum tongue language, enum word word) {
	cell_add(c, str_of(words_of(language, word)));
}

static void cell_sure(const struct number_row *row, enum tongue language, struct cell *c) {
	static const enum word words[] = { [GRADE_UNKNOWN] = W_UNKNOWN, [GRADE_POSSIBLE] = W_POSSIBLE, [GRADE_LIKELY] = W_LIKELY,
					   [GRADE_CONFIRMED] = W_CONFIRMED };

	add_word(c, language, words[row->grade]);
	c->tone = tone_of_grade(row->grade);
}

static void cell_mark(const struct number_row *row, enum tongue language, struct cell *c) {
	cell_add(c, row->mark.n ? row->mark : STR("-"));
	if (row->strength == STRENGTH_COUNT)
		return;
	cell_add(c, STR(" ("));
	add_word(c, language, word_of_strength(row->strength));
	cell_add(c, STR(")"));
}

static void cell_verdict(const struct number_row *row, enum tongue language, struct cell *c) {
	add_word(c, language, row->judged ? word_of_status(row->worst) : W_S_NOT_JUDGED);
	c->tone = row->judged ? tone_of_status(row->worst) : TONE_FAINT;
	if (!row->law.n)
		return;
	cell_add(c, STR(": "));
	cell_add(c, row->law);
}

static void cell_of(const struct grid *g, size_t at, unsigned column, struct cell *c) {
	const struct table *t = g->rows;
	const struct number_row *row = &t->rows[at];

	switch (column) {
	case ROW_DEVICE: cell_add(c, row->name); break;
	case ROW_LABEL:
		cell_add(c, row->relabelled ? STR("\u2260 ") : STR(""));
		cell_add(c, row->label.n ? row->label : STR("-"));
		c->tone = row->relabelled ? TONE_CARE : TONE_PLAIN;
		break;
	case ROW_MAKER:
		if (row->maker.n)
			cell_add(c, row->maker);
		else
			add_word(c, t->language, W_NOT_KNOWN);
		cell_add(c, row->maker.n && row->grade == GRADE_POSSIBLE ? STR("?") : STR(""));
		break;
	case ROW_SURE: cell_sure(row, t->language, c); break;
	case ROW_MARK: cell_mark(row, t->language, c); break;
	case ROW_PLACE: cell_add(c, row->place.n ? row->place : STR("-")); break;
	default: cell_verdict(row, t->language, c); break;
	}
}

void show_number_rows(FILE *to, const struct look *look, const struct number_row *rows, size_t count) {
	struct column columns[ROW_COLUMNS];
	const struct table t = { rows, look->language };

	for (size_t i = 0; i < ROW_COLUMNS; i++)
		columns[i] = (struct column){ words_of(look->language, heads[i].head), heads[i].least, heads[i].rank };
	const struct grid g = { .columns = columns, .column_count = ROW_COLUMNS, .rows = &t, .row_count = count, .cell = cell_of };
	if (count)
		grid_print(to, look, &g);
}

/* JSON */

static void put_known(struct json_out *j, const struct belief *b, str name) {
	bool known = b->grade != GRADE_UNKNOWN && b->id.n;

	json_out_object(j);
	json_out_pair_or_null(j, "id", known ? b->id : (str){ 0 });
	json_out_pair_or_null(j, "name", known ? name : (str){ 0 });
	json_out_pair(j, "grade", str_of(grade_names[b->grade]));
	json_out_key(j, "confidence");
	json_out_decimal(j, b->confidence, CONFIDENCE_DIGITS + 1);
	json_out_object_end(j);
}

static void put_decided(struct json_out *j, const struct claim *c, struct strs sources) {
	uint8_t room[64];
	struct text time = TEXT(room);

	if (!c) {
		json_out_null(j);
		return;
	}
	story_time(&time, c->seen->time_us);
	json_out_object(j);
	json_out_pair(j, "mark", c->mark->id);
	json_out_pair(j, "strength", str_of(strength_names[c->strength]));
	json_out_pair(j, "field", c->seen->field);
	json_out_pair(j, "value", c->seen->value);
	json_out_pair_or_null(j, "time", text_done(&time));
	json_out_pair_or_null(j, "file", c->seen->source < sources.count ? sources.at[c->seen->source] : (str){ 0 });
	json_out_pair_u64(j, "offset", c->seen->offset);
	json_out_object_end(j);
}

static void put_verdict(struct json_out *j, const struct verdict *v) {
	if (!v) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair(j, "law", v->law->id);
	json_out_pair(j, "status", str_of(status_names[v->status]));
	json_out_pair_day(j, "by", v->by);
	json_out_object_end(j);
}

void show_number_device_json(struct json_out *j, const struct device *d, const struct registry *r, struct strs sources,
			     struct strs laws) {
	const struct identity *id = &d->identity;

	json_out_object(j);
	json_out_pair(j, "device", d->name);
	json_out_key(j, "brand");
	put_known(j, &id->brand, name_of_brand(r, id->brand.id));
	json_out_key(j, "maker");
	put_known(j, &id->maker, name_of_company(r, id->maker.id));
	json_out_pair(j, "class", str_of(class_names[id->class]));
	json_out_key(j, "relabelled");
	if (id->relabelled == TRI_UNKNOWN)
		json_out_null(j);
	else
		json_out_bool(j, id->relabelled == TRI_TRUE);
	json_out_pair_or_null(j, "site", d->site);
	json_out_pair_u64_or_null(j, "decision", id->decision);
	json_out_key(j, "decided_by");
	put_decided(j, id->decision ? NULL : best_claim(id), sources);
	json_out_key(j, "verdict");
	put_verdict(j, verdict_of(d, laws));
	json_out_object_end(j);
}
