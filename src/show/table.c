/*
 * The table of `identify` and `read`. Words carry every meaning; colours only
 * help the eye along.
 */
#include "show/grid.h"
#include "show/names.h"
#include "show/prose.h"
#include "show/tally.h"

enum { TABLE_DEVICE, TABLE_MAKER, TABLE_GRADE, TABLE_LABEL, TABLE_MODEL, TABLE_CLASS, TABLE_VERDICT };

/*
 * What matters least goes first when the terminal is narrow. A MAC address
 * has 17 columns and should stay whole: it is what `explain` is asked with.
 */
static const struct column device_columns[] = {
	[TABLE_DEVICE] = { "DEVICE", 17, 0 },   [TABLE_MAKER] = { "MADE BY", 10, 0 },
	[TABLE_GRADE] = { "HOW SURE", 9, 1 },  [TABLE_LABEL] = { "LABEL", 8, 2 },
	[TABLE_MODEL] = { "MODEL", 10, 4 },     [TABLE_CLASS] = { "CLASS", 6, 3 },
	[TABLE_VERDICT] = { "VERDICT", 18, 0 },
};

#define RELABELLED_SIGN "\u2260" /* not equal to */

static void cell_maker(const struct registry *r, const struct identity *id, struct cell *c) {
	if (id->maker.grade == GRADE_UNKNOWN || id->maker.id.n == 0) {
		cell_add(c, STR("not known"));
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
	cell_add(c, str_of(status_names[worst->status]));
	if (worst->status <= STATUS_UNDETERMINED)
		return; /* no rule asks for anything: naming one would only be noise */
	if (same == 1) {
		cell_add(c, STR(": "));
		cell_add(c, worst->law->id);
	} else {
		cell_add(c, STR(" by "));
		cell_add_u64(c, same);
		cell_add(c, STR(" rules"));
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
		cell_add(ret_cell, str_of(grade_names[id->maker.grade]));
		ret_cell->tone = tone_of_grade(id->maker.grade);
		break;
	case TABLE_LABEL:
		cell_label(g->registry, id, ret_cell);
		break;
	case TABLE_MODEL:
		cell_model(id, ret_cell);
		break;
	case TABLE_CLASS:
		cell_add(ret_cell, id->class == CLASS_UNKNOWN ? STR("-") : str_of(class_names[id->class]));
		break;
	case TABLE_VERDICT:
		cell_verdict(d, ret_cell);
		break;
	}
}

/* "4 confirmed, ", with the comma only behind the first. */
static void count_of(struct prose *p, size_t count, const char *what, bool *first) {
	if (count == 0)
		return;
	if (!*first)
		prose_cstr(p, ", ");
	*first = false;
	prose_u64(p, count);
	prose_cstr(p, " ");
	prose_cstr(p, what);
}

/* The four grades and the statuses, gravest first; what did not occur is not named. */
static void sum_up(struct prose *p, const struct tally *t) {
	bool first = true;

	if (t->found == 0) {
		prose_cstr(p, "No device was found.");
		prose_end(p);
		return;
	}
	prose_u64(p, t->found);
	prose_cstr(p, t->found == 1 ? " device found; its maker: " : " devices found; their makers: ");
	for (int g = GRADE_COUNT - 1; g >= 0; g--)
		count_of(p, t->by_grade[g], grade_names[g], &first);
	prose_cstr(p, ". ");
	prose_u64(p, t->relabelled);
	prose_cstr(p, " relabelled.");
	first = true;
	if (t->unjudged < t->found)
		prose_cstr(p, " Worst verdict: ");
	for (int s = STATUS_COUNT - 1; s >= 0; s--)
		count_of(p, t->by_worst[s], status_names[s], &first);
	if (!first)
		prose_cstr(p, ".");
	prose_end(p);
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
		prose_cstr(&p, RELABELLED_SIGN " relabelled: the label names another than the maker.");
		prose_end(&p);
	}
	if (t.by_grade[GRADE_POSSIBLE] > 0) {
		prose_cstr(&p, "? possible only: the maker is not established.");
		prose_end(&p);
	}
	sum_up(&p, &t);
}
