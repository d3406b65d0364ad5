/*
 * The table of `identify` and `read`. Words carry every meaning; colours only
 * help the eye along.
 */
#include "base/sentence.h"
#include "base/translate.h"
#include "show/grid.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/tally.h"

enum { TABLE_DEVICE, TABLE_MAKER, TABLE_GRADE, TABLE_LABEL, TABLE_MODEL, TABLE_CLASS, TABLE_VERDICT };

/*
 * What matters least goes first when the terminal is narrow. A MAC address
 * has 17 columns and should stay whole: it is what `explain` is asked with.
 */
static const struct column device_columns[] = {
	[TABLE_DEVICE] = { N_("DEVICE"), 17, 0 },   [TABLE_MAKER] = { N_("MADE BY"), 10, 0 },
	[TABLE_GRADE] = { N_("HOW SURE"), 9, 1 },  [TABLE_LABEL] = { N_("LABEL"), 8, 2 },
	[TABLE_MODEL] = { N_("MODEL"), 10, 4 },     [TABLE_CLASS] = { N_("CLASS"), 6, 3 },
	[TABLE_VERDICT] = { N_("VERDICT"), 20, 0 },
};

#define RELABELLED_SIGN "\u2260" /* not equal to */

static void cell_maker(const struct registry *r, const struct identity *id, struct cell *c) {
	if (id->maker.grade == GRADE_UNKNOWN || id->maker.id.n == 0) {
		cell_add(c, str_of(_("not known")));
		c->tone = TONE_FAINT;
		return;
	}
	cell_add(c, name_of_company_short(r, id->maker.id));
	/* A name alone would read like an accusation. */
	if (id->maker.grade == GRADE_POSSIBLE)
		cell_add(c, STR("?"));
}

static void cell_label(const struct registry *r, const struct identity *id, struct cell *c) {
	if (id->relabelled == TRI_TRUE) {
		cell_add(c, STR(RELABELLED_SIGN " "));
		c->tone = TONE_CARE;
	}
	if (id->brand.grade != GRADE_UNKNOWN && id->brand.id.n > 0)
		cell_add(c, name_of_brand(r, id->brand.id));
	else
		cell_add(c, STR("-"));
}

/* "I51DL = DS-2CD2155FWD-I": what the label says, and what it left the factory as. */
static void cell_model(const struct identity *id, struct cell *c) {
	bool both = id->model.n > 0 && id->original.n > 0 && !str_eq(id->model, id->original);

	cell_add(c, id->model.n ? id->model : id->original.n ? id->original : STR("-"));
	if (both) {
		cell_add(c, STR(" = "));
		cell_add(c, id->original);
	}
}

/* The gravest verdict; with many rules their number says more than the first one's name. */
static void cell_verdict(const struct device *d, struct cell *c) {
	const struct verdict *worst = device_worst(d);
	size_t same = 0;

	if (!worst) {
		cell_add(c, STR("-"));
		return;
	}
	for (size_t i = 0; i < d->verdicts.count; i++)
		same += d->verdicts.at[i].status == worst->status;
	c->tone = tone_of_status(worst->status);
	cell_add(c, str_of(shown_status(worst->status)));
	if (worst->status <= STATUS_UNDETERMINED)
		return; /* no rule asks for anything: naming one would only be noise */
	if (same == 1) {
		cell_add(c, STR(": "));
		cell_add(c, worst->law->id);
	} else {
		struct text t = TEXT(c->room);

		sentence_put(&t, TONGUE_EN, _(" by {count} rules"), &HOLE_U64("count", same), 1);
		cell_add(c, text_done(&t));
	}
}

static void device_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct device *d = (const struct device *)g->rows + row;
	const struct identity *id = &d->identity;

	switch (column) {
	case TABLE_DEVICE:
		cell_add(ret_cell, d->name);
		break;
	case TABLE_MAKER:
		cell_maker(g->registry, id, ret_cell);
		break;
	case TABLE_GRADE:
		cell_add(ret_cell, str_of(shown_grade(id->maker.grade)));
		ret_cell->tone = tone_of_grade(id->maker.grade);
		break;
	case TABLE_LABEL:
		cell_label(g->registry, id, ret_cell);
		break;
	case TABLE_MODEL:
		cell_model(id, ret_cell);
		break;
	case TABLE_CLASS:
		cell_add(ret_cell, id->class == CLASS_UNKNOWN ? STR("-") : str_of(shown_class(id->class)));
		break;
	case TABLE_VERDICT:
		cell_verdict(d, ret_cell);
		break;
	}
}

/* The four grades and the statuses, gravest first; what did not occur is not named. */
static void sum_up(struct prose *p, const struct look *look, const struct tally *t) {
	bool first = true;

	if (t->found == 0) {
		prose_cstr(p, _("No device was found."));
		prose_end(p);
		return;
	}
	PROSE_FILL(p, translate_plural("{count} device found; its maker: ", "{count} devices found; their makers: ", t->found),
		   PROSE_NUMBER("count", t->found));
	for (int g = GRADE_COUNT - 1; g >= 0; g--)
		phrase_count(p, t->by_grade[g], shown_grade((enum grade)g), &first);
	PROSE_FILL(p, translate_plural(". {count} relabelled.", ". {count} relabelled.", t->relabelled),
		   PROSE_NUMBER("count", t->relabelled));
	first = true;
	if (t->unjudged < t->found)
		prose_cstr(p, _(" Worst verdict: "));
	for (int s = STATUS_COUNT - 1; s >= 0; s--)
		phrase_verdicts(p, t->by_worst[s], shown_status((enum status)s), &first);
	if (!first)
		prose_cstr(p, ".");
	prose_end(p);
	bool asks = false;
	for (int s = STATUS_UNDETERMINED; s < STATUS_COUNT; s++)
		asks = asks || t->by_worst[s];
	if (asks)
		phrase_whom(p, look);
}

void show_device_table(FILE *to, const struct look *look, const struct device *devices, size_t count,
		       const struct registry *r) {
	struct grid g = {
		.columns = device_columns, .column_count = sizeof device_columns / sizeof *device_columns,
		.rows = devices, .row_count = count, .registry = r, .cell = device_cell,
	};
	struct prose p = prose_to(to, look, UINT32_MAX);
	struct tally t;

	tally_devices(&t, devices, count);
	if (count > 0) {
		grid_print(to, look, &g);
		prose_gap(&p);
	}
	if (t.relabelled > 0) {
		prose_cstr(&p, _("≠ relabelled: the label names another than the maker."));
		prose_end(&p);
	}
	if (t.by_grade[GRADE_POSSIBLE] > 0) {
		prose_cstr(&p, _("? possible only: the maker is not established."));
		prose_end(&p);
	}
	sum_up(&p, look, &t);
}

void show_device_sum(FILE *to, const struct look *look, const struct device *devices, size_t count) {
	struct prose p = prose_to(to, look, UINT32_MAX);
	struct tally t;

	tally_devices(&t, devices, count);
	sum_up(&p, look, &t);
}
