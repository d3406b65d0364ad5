#include "show/judged.h"

#include "base/translate.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"

enum {
	COLUMN_LAW, COLUMN_PROHIBITED, COLUMN_NEW, COLUMN_LICENCE, COLUMN_RESTRICTED, COLUMN_UNDETERMINED,
	COLUMN_OTHERS, /* not covered, or not in force */
	COLUMN_BINDS, COLUMN_BY,
};

/* Ids of laws have up to 35 columns. What matters least goes first when the terminal is narrow. */
static const struct column law_columns[] = {
	[COLUMN_LAW] = { N_("LAW"), 20, 0 },
	[COLUMN_PROHIBITED] = { N_("PROHIBITED"), 10, 0 },
	[COLUMN_NEW] = { N_("NO NEW"), 6, 0 },
	[COLUMN_LICENCE] = { N_("LICENCE"), 7, 1 },
	[COLUMN_RESTRICTED] = { N_("RESTRICTED"), 10, 1 },
	[COLUMN_UNDETERMINED] = { N_("UNDETERMINED"), 12, 1 },
	[COLUMN_OTHERS] = { N_("NOT COVERED"), 11, 3 },
	[COLUMN_BINDS] = { N_("BINDS"), 18, 2 },
	[COLUMN_BY] = { N_("BY"), 10, 0 },
};

static const enum status status_of_column[] = {
	[COLUMN_PROHIBITED] = STATUS_PROHIBITED, [COLUMN_NEW] = STATUS_PROHIBITED_NEW, [COLUMN_LICENCE] = STATUS_LICENCE_REQUIRED,
	[COLUMN_RESTRICTED] = STATUS_RESTRICTED, [COLUMN_UNDETERMINED] = STATUS_UNDETERMINED,
};

/* The first day of its strictest verdict that has one. */
static date first_by(const struct law_count *law) {
	for (int s = STATUS_COUNT - 1; s > STATUS_UNDETERMINED; s--)
		if (law->by_status[s] && law->first_by[s] != DATE_NONE)
			return law->first_by[s];
	return DATE_NONE;
}

/* The first of them, and how many more there are: all stand in `birthmark laws`. */
static void cell_roles(struct cell *c, struct strs roles) {
	cell_add(c, roles.count ? roles.at[0] : STR("-"));
	if (roles.count > 1) {
		cell_add(c, STR(" +"));
		cell_add_u64(c, roles.count - 1);
	}
}

static void law_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct law_count *law = (const struct law_count *)g->rows + row;
	size_t count = 0;

	if (column == COLUMN_LAW) {
		cell_add(ret_cell, law->law->id);
		return;
	}
	if (column == COLUMN_BINDS) {
		cell_roles(ret_cell, law->law->roles);
		return;
	}
	if (column == COLUMN_BY) {
		date by = first_by(law);
		char *day = (char *)ret_cell->room;

		if (by != DATE_NONE)
			date_format(by, day);
		cell_add(ret_cell, by == DATE_NONE ? STR("-") : str_of(day));
		return;
	}
	if (column == COLUMN_OTHERS) {
		count = law->by_status[STATUS_CLEAR] + law->by_status[STATUS_NOT_IN_FORCE];
		ret_cell->tone = TONE_FAINT;
	} else {
		count = law->by_status[status_of_column[column]];
		ret_cell->tone = count ? tone_of_status(status_of_column[column]) : TONE_PLAIN;
	}
	if (count)
		cell_add_u64(ret_cell, count);
	else
		cell_add(ret_cell, STR("-"));
}

static bool asks_anything(const struct law_count *law) {
	for (int s = STATUS_UNDETERMINED; s < STATUS_COUNT; s++)
		if (law->by_status[s])
			return true;
	return false;
}

/* Below 0: `a` comes first. */
static int order_of(const struct law_count *a, const struct law_count *b) {
	for (int s = STATUS_COUNT - 1; s > STATUS_NOT_IN_FORCE; s--)
		if (a->by_status[s] != b->by_status[s])
			return a->by_status[s] > b->by_status[s] ? -1 : 1;
	return str_cmp(a->law->id, b->law->id);
}

/* A hundred laws: insertion is enough, and keeps the order of equals. */
void judged_sort(struct law_count *laws, size_t count) {
	for (size_t i = 1; i < count; i++) {
		struct law_count law = laws[i];
		size_t k = i;

		for (; k > 0 && order_of(&law, &laws[k - 1]) < 0; k--)
			laws[k] = laws[k - 1];
		laws[k] = law;
	}
}

void show_judged_table(FILE *to, const struct look *look, const struct law_count *laws, size_t count) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	size_t shown = 0;

	/* Sorted: those that ask nothing stand at the end. */
	while (shown < count && asks_anything(&laws[shown]))
		shown++;
	const struct grid g = { .columns = law_columns, .column_count = sizeof law_columns / sizeof *law_columns,
				.rows = laws, .row_count = shown, .cell = law_cell };
	if (shown) {
		grid_print(to, look, &g);
		prose_gap(&p);
	}
	if (shown < count) {
		PROSE_FILL(&p, shown ? translate_plural("{count} law asks nothing of any of these devices.",
							"{count} laws ask nothing of any of these devices.", count - shown) :
				       translate_plural("{count} law asks nothing of these devices.",
							"{count} laws ask nothing of these devices.", count - shown),
			   PROSE_NUMBER("count", count - shown));
		prose_end(&p);
	}
}

void show_judged_sum(FILE *to, const struct look *look, const size_t by_worst[STATUS_COUNT]) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	size_t total = 0;
	bool first = true;

	for (int s = 0; s < STATUS_COUNT; s++)
		total += by_worst[s];
	PROSE_FILL(&p, total ? translate_plural("{count} device judged as of {day}; worst verdict: ",
						"{count} devices judged as of {day}; worst verdict: ", total) :
			       _("{count} devices judged as of {day}."), PROSE_NUMBER("count", total), PROSE_DAY("day", look->on));
	for (int s = STATUS_COUNT - 1; s >= 0; s--)
		phrase_verdicts(&p, by_worst[s], shown_status((enum status)s), &first);
	if (total)
		prose_cstr(&p, ".");
	prose_end(&p);
	if (total)
		phrase_whom(&p, look);
}

void show_judged_head(FILE *to, const struct look *look, enum status status, size_t count) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_gap(&p);
	prose_tone(&p, TONE_HEAD);
	PROSE_FILL(&p, translate_plural("{status}, {count} device: {meaning}", "{status}, {count} devices: {meaning}", count),
		   PROSE_WORDS("status", str_of(shown_status(status))), PROSE_NUMBER("count", count),
		   PROSE_WORDS("meaning", str_of(shown_meaning(status))));
	prose_tone(&p, TONE_PLAIN);
	prose_end(&p);
}

void show_judged_more(FILE *to, const struct look *look, size_t more) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	if (!more)
		return;
	p.indent = PHRASE_INDENT;
	PROSE_FILL(&p, _("and {count} more; --all shows them."), PROSE_NUMBER("count", more));
	prose_end(&p);
}

static void say_maker(struct prose *p, const struct identity *id, const struct registry *r) {
	if (id->maker.grade == GRADE_UNKNOWN || !id->maker.id.n) {
		prose_cstr(p, _(": maker not known"));
		return;
	}
	prose_cstr(p, ": ");
	prose_str(p, name_of_company_short(r, id->maker.id));
	prose_cstr(p, ", ");
	prose_cstr(p, shown_grade(id->maker.grade));
}

void show_judged_device(FILE *to, const struct look *look, const struct device *d, const struct registry *r) {
	const struct verdict *worst = device_worst(d);
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	size_t same = 0;

	p.indent = PHRASE_INDENT;
	p.hang = PHRASE_INDENT;
	prose_whole(&p, d->name);
	say_maker(&p, &d->identity, r);
	prose_end(&p);
	if (!worst)
		return;
	for (size_t i = 0; i < d->verdicts.count; i++)
		same += d->verdicts.at[i].status == worst->status;
	p.indent = 2 * PHRASE_INDENT;
	prose_whole(&p, worst->law->id);
	if (worst->by != DATE_NONE)
		PROSE_FILL(&p, _(", by {day}"), PROSE_DAY("day", worst->by));
	prose_cstr(&p, ": ");
	if (worst->because_count)
		prose_str(&p, worst->because[0]);
	if (same > 1)
		PROSE_FILL(&p, translate_plural(" ({count} more rule says the same)", " ({count} more rules say the same)", same - 1),
			   PROSE_NUMBER("count", same - 1));
	prose_end(&p);
}
