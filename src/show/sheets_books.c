/*
 * The sheets of contracts, of decisions, and of what one must know to read
 * the others.
 */
#include <errno.h>
#include <stdlib.h>

#include "show/names.h"
#include "show/sheets_inner.h"
#include "show/word_of.h"

static int by_id(const void *key, const void *contract) {
	return str_cmp(*(const str *)key, ((const struct contract *)contract)->id);
}

/* The place of this decision, or the one before which it belongs. */
static size_t place_of(const struct sheet_making *m, uint64_t number) {
	size_t from = 0, to = m->decided_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (m->decided[middle].decision->number < number)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static int make_room(struct sheet_making *m) {
	size_t room = m->decided_room ? 2 * m->decided_room : 64;
	struct sheet_decided *at;

	if (m->decided_count < m->decided_room)
		return 0;
	at = arena_new(m->mem, struct sheet_decided, room);
	if (!at)
		return -ENOMEM;
	for (size_t i = 0; i < m->decided_count; i++)
		at[i] = m->decided[i];
	m->decided = at;
	m->decided_room = room;
	return 0;
}

/* A copy: the device that it came with will be gone. */
static const struct decision *keep(arena *mem, const struct decision *d) {
	struct circumstances alone = CIRCUMSTANCES_NONE;

	alone.decisions = d;
	alone.decision_count = 1;
	const struct circumstances *kept = circumstances_keep(mem, &alone);
	return kept ? kept->decisions : NULL;
}

static int count_decision(struct sheet_making *m, const struct decision *d) {
	size_t at = place_of(m, d->number);

	if (at < m->decided_count && m->decided[at].decision->number == d->number) {
		m->decided[at].devices++;
		return 0;
	}
	const struct decision *kept = keep(m->mem, d);
	if (!kept || make_room(m))
		return -ENOMEM;
	for (size_t i = m->decided_count++; i > at; i--)
		m->decided[i] = m->decided[i - 1];
	m->decided[at] = (struct sheet_decided){ kept, 1 };
	return 0;
}

int sheet_count(struct sheet_making *m, const struct device *d) {
	const struct circumstances *c = d->circumstances;
	const struct report *report = m->report;
	const struct contract *found = !c || !c->contract || !report->contract_count ? NULL :
		bsearch(&c->contract->id, report->contracts, report->contract_count, sizeof *report->contracts, by_id);
	int r = 0;

	if (found && !m->contracts)
		m->contracts = arena_new(m->mem, size_t, report->contract_count);
	if (found && !m->contracts)
		return -ENOMEM;
	if (found)
		m->contracts[found - report->contracts]++;
	for (size_t k = 0; !r && c && k < c->decision_count; k++)
		r = count_decision(m, &c->decisions[k]);
	return r;
}

int sheet_contracts(struct sheet_making *m) {
	struct sheet_row *row = &m->row;
	int r = 0;

	for (size_t i = 0; !r && i < m->report->contract_count; i++) {
		const struct contract *c = &m->report->contracts[i];

		sheet_begin(m, SHEET_CONTRACTS);
		sheet_put(row, c->id);
		sheet_put(row, c->title);
		sheet_put(row, c->supplier);
		sheet_put_day(row, c->from);
		sheet_put_day(row, c->until);
		sheet_put_number(row, c->value, c->value >= 0);
		sheet_put(row, c->currency);
		sheet_put_number(row, m->contracts ? (double)m->contracts[i] : 0, true);
		r = sheet_take(m);
	}
	return r;
}

static int take_decision(struct sheet_making *m, const struct decision *d, size_t devices) {
	struct sheet_row *row = &m->row;

	sheet_begin(m, SHEET_DECISIONS);
	sheet_put_number(row, (double)d->number, true);
	sheet_put_word(row, decision_names[d->kind]);
	sheet_put(row, d->law);
	sheet_put(row, d->act);
	sheet_put(row, d->maker);
	sheet_put_word(row, d->kind == DECISION_CASE ? status_names[d->status] : "");
	sheet_put_day(row, d->from);
	sheet_put_day(row, d->until);
	sheet_put(row, d->who);
	sheet_put_time(row, d->made_us);
	sheet_put(row, d->why);
	sheet_put(row, d->reference);
	sheet_put(row, d->against);
	sheet_put_number(row, (double)devices, true);
	return sheet_take(m);
}

int sheet_decisions(struct sheet_making *m) {
	int r = 0;

	for (size_t i = 0; !r && i < m->decided_count; i++)
		r = take_decision(m, m->decided[i].decision, m->decided[i].devices);
	return r;
}

/* What one must know to read the other sheets */

struct note {
	const char *about, *meaning;
};

static const struct note notes[] = {
	{ "confirmed", "a confidence of 0.99 or more, and either a proof or two kinds of evidence that do not depend on each other" },
	{ "likely", "what was seen speaks for this maker, and falls short of a confirmation" },
	{ "possible", "it fits, and others fit too: counted as unresolved" },
	{ "unknown", "nothing that was seen says who made it, or the evidence does not agree" },
	{ "apostrophe", "a text that a spreadsheet would take for a formula has an apostrophe before it, which is no part of it" },
	{ "\\xNN", "a byte that is no text, or could steer a program, by its hexadecimal number" },
	{ "sheet verdicts", "rules that ask for nothing of a device, not covered or not in force, are left out" },
	{ "absence", "a device that was silent, switched off, or on a network that was not read is not here" },
	{ "relabelled", "a common way of trade, and no offence in itself" },
	{ "no legal advice", "a verdict says what a rule covers if the device is what the evidence says; whether it binds you is for "
			     "you and your lawyer to settle" },
};

static int take_note(struct sheet_making *m, str about, str meaning) {
	sheet_begin(m, SHEET_METHOD);
	sheet_put(&m->row, about);
	sheet_put(&m->row, meaning);
	return sheet_take(m);
}

static int take_list(struct sheet_making *m, const char *about, struct strs list) {
	int r = 0;

	for (size_t i = 0; !r && i < list.count; i++)
		r = take_note(m, str_of(about), list.at[i]);
	return r;
}

/* Which estate, which day, as whom. */
static int take_facts(struct sheet_making *m) {
	const struct report *report = m->report;
	char on[11], made[11];
	uint8_t room[24];
	struct text count = TEXT(room);

	date_format(report->on, on);
	date_format(report->made, made);
	text_u64(&count, report->count);
	const struct { const char *about; str meaning; } facts[] = {
		{ "report", report->title }, { "judged as of", str_of(on) }, { "made on", str_of(made) },
		{ "birthmark", report->version }, { "devices", text_done(&count) },
	};
	int r = 0;
	for (size_t i = 0; !r && i < sizeof facts / sizeof *facts; i++)
		r = take_note(m, str_of(facts[i].about), facts[i].meaning);
	if (!r && !report->roles.count)
		r = take_note(m, STR("judged as"), STR("nobody in particular: all rules, each saying whom it binds"));
	return r ? r : take_list(m, "judged as", report->roles);
}

static int take_columns(struct sheet_making *m, const struct sheet *sheet) {
	uint8_t room[96];
	int r = 0;

	for (size_t i = 0; !r && i < sheet->column_count; i++) {
		struct text t = TEXT(room);

		text_cstr(&t, sheet->name);
		text_cstr(&t, ": ");
		text_cstr(&t, sheet->columns[i].name);
		r = take_note(m, text_done(&t), str_of(sheet->columns[i].what));
	}
	return r;
}

int sheet_method(struct sheet_making *m) {
	int r = take_facts(m);

	for (size_t i = 0; !r && i < sizeof notes / sizeof *notes; i++)
		r = take_note(m, str_of(notes[i].about), str_of(notes[i].meaning));
	for (int s = STATUS_COUNT - 1; !r && s >= 0; s--)
		r = take_note(m, str_of(status_names[s]), str_of(words_of(TONGUE_EN, word_of_meaning((enum status)s))));
	for (int s = STRENGTH_COUNT - 1; !r && s >= 0; s--)
		r = take_note(m, str_of(strength_names[s]), str_of(meaning_of_strength((enum strength)s)));
	for (int kind = 0; !r && kind < SHEET_METHOD; kind++)
		r = take_columns(m, &sheets[kind]);
	return r ? r : take_list(m, "what allowed the scans", m->report->scopes);
}
