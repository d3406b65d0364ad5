/*
 * Whom a law touches in an estate: how many devices by what it says of them,
 * and the first of them.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"

enum { COUNT_COLUMNS = 9 };

/* The strictest first. Those that are not bound on that day are counted, and not touched. */
static const enum status order[] = { STATUS_PROHIBITED, STATUS_PROHIBITED_NEW, STATUS_LICENCE_REQUIRED, STATUS_RESTRICTED,
				     STATUS_UNDETERMINED, STATUS_NOT_IN_FORCE };
enum { ORDER_COUNT = sizeof order / sizeof *order };

static uint64_t touched_total(const struct touched *t) {
	uint64_t total = 0;

	for (size_t i = 0; i < ORDER_COUNT; i++)
		total += order[i] == STATUS_NOT_IN_FORCE ? 0 : t->counts[order[i]];
	return total;
}

/* "       12  prohibited: it may not be used" */
static void say_count(struct prose *p, uint64_t count, enum status status) {
	uint8_t digits[24], padded[COUNT_COLUMNS + 24];
	struct text number = TEXT(digits), line = TEXT(padded);

	text_u64(&number, count);
	for (size_t i = number.used; i < COUNT_COLUMNS; i++)
		text_cstr(&line, " ");
	text_str(&line, text_done(&number));
	prose_whole(p, text_done(&line));
	p->hang = COUNT_COLUMNS + 2;
	prose_whole(p, STR("  "));
	prose_tone(p, tone_of_status(status));
	prose_cstr(p, shown_status(status));
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, ": ");
	prose_cstr(p, shown_meaning(status));
	phrase_end(p);
}

static void touched_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct touched_device *d = (const struct touched_device *)g->rows + row;
	const str texts[] = { d->name, d->maker.n ? name_of_company_short(g->registry, d->maker) : d->maker, d->model,
			      d->site };

	if (column == 4) {
		ret_cell->tone = tone_of_status(d->status);
		cell_add(ret_cell, str_of(shown_status(d->status)));
		return;
	}
	cell_add(ret_cell, texts[column].n ? texts[column] : STR("-"));
}

static void say_devices(FILE *to, const struct look *look, const struct touched *t, const struct registry *r) {
	static const struct column columns[] = {
		{ N_("DEVICE"), 16, 0 }, { N_("MADE BY"), 10, 1 }, { N_("MODEL"), 12, 3 }, { N_("SITE"), 8, 2 }, { N_("VERDICT"), 20, 0 },
	};
	struct grid g = { columns, 5, t->devices, t->device_count, r, touched_cell };

	grid_print(to, look, &g);
}

static void say_judged(struct prose *p, const struct touched *t) {
	if (t->judged_on == DATE_NONE) {
		prose_cstr(p, _("Nothing in it was judged yet: birthmark judge does that."));
		prose_end(p);
		return;
	}
	PROSE_FILL(p, touched_total(t) ? _("The verdicts are as of {day} or later; birthmark judge judges all anew.") :
		      _("It touches no device there, by verdicts as of {day} or later; birthmark judge judges all anew."),
		   PROSE_DAY("day", t->judged_on));
	prose_end(p);
}

void show_touched(FILE *to, const struct look *look, const struct touched *t, const struct registry *r) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	uint64_t total = touched_total(t);

	prose_head(&p, "Whom it touches in the estate");
	p.indent = PHRASE_INDENT;
	phrase_line(&p, "Estate", t->file);
	for (size_t i = 0; i < ORDER_COUNT; i++)
		if (t->counts[order[i]])
			say_count(&p, t->counts[order[i]], order[i]);
	say_judged(&p, t);
	if (t->device_count == 0)
		return;
	prose_gap(&p);
	say_devices(to, look, t, r);
	if (total > t->device_count) {
		PROSE_FILL(&p, _("and {count} more: birthmark devices law:{law}"), PROSE_NUMBER("count", total - t->device_count),
			   PROSE_WORDS("law", t->law));
		prose_end(&p);
	}
}

void show_touched_json(struct json_out *j, const struct touched *t) {
	json_out_object(j);
	json_out_pair(j, "file", t->file);
	json_out_pair_day(j, "judged_on", t->judged_on);
	json_out_key(j, "counts");
	json_out_object(j);
	for (size_t i = 0; i < ORDER_COUNT; i++) {
		json_out_key_str(j, str_of(status_names[order[i]]));
		json_out_u64(j, t->counts[order[i]]);
	}
	json_out_object_end(j);
	json_out_key(j, "devices");
	json_out_array(j);
	for (size_t i = 0; i < t->device_count; i++) {
		const struct touched_device *d = &t->devices[i];

		json_out_object(j);
		json_out_pair(j, "name", d->name);
		json_out_pair_or_null(j, "maker", d->maker);
		json_out_pair_or_null(j, "model", d->model);
		json_out_pair_or_null(j, "site", d->site);
		json_out_pair(j, "status", str_of(status_names[d->status]));
		json_out_object_end(j);
	}
	json_out_array_end(j);
	json_out_object_end(j);
}
