/*
 * The annex to a letter to the council. The public one names no site, no
 * address, no device, no person and no supplier, and says so in its log; the
 * confidential one has them all.
 */
#include "show/html_numbers.h"
#include "show/paper_inner.h"

/* By site, or, where sites are not to be named, by how many devices sites have. */

static void put_site(const struct writer *w, const struct site_tally *s, size_t seen) {
	if (s->site)
		paper_row(w, s->site->title.n ? s->site->title : s->site->id);
	else
		paper_row_word(w, W_B_NO_SITE);
	paper_cell_number(w, s->count);
	paper_cell_number(w, seen);
	paper_cell_number(w, s->confirmed);
	paper_cell_number(w, s->likely);
	paper_cell_number(w, s->count - s->confirmed - s->likely);
	paper_row_end(w);
}

static void put_sites(const struct writer *w, const struct site_tallies *sites, const struct site_tallies *seen) {
	TABLE(w, W_B_CAPTION_SITES, { W_T_SITE, false }, { W_T_DEVICES, true }, { W_T_OF_THEM_SEEN, true }, { W_T_CONFIRMED, true },
	      { W_T_LIKELY, true }, { W_T_UNRESOLVED, true });
	for (size_t i = 0; i < sites->count; i++)
		put_site(w, &sites->at[i], seen->at[i].count);
	put_site(w, &sites->none, seen->none.count);
	paper_table_end(w);
}

static void put_sizes(const struct writer *w, const struct site_tallies *sites, const struct site_tallies *seen) {
	static const struct { enum word word; size_t least, below; } sizes[] = {
		{ W_B_SIZE_0, 0, 1 }, { W_B_SIZE_1, 1, 5 }, { W_B_SIZE_2, 5, 20 }, { W_B_SIZE_3, 20, SIZE_MAX },
	};

	paper_word(w, "p", W_B_SITES_OPEN);
	TABLE(w, W_B_CAPTION_SIZES, { W_T_SIZE, false }, { W_T_SITES, true }, { W_T_DEVICES, true }, { W_T_OF_THEM_SEEN, true });
	for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
		size_t count = 0, devices = 0, on_wire = 0;

		for (size_t i = 0; i < sites->count; i++) {
			if (sites->at[i].count < sizes[k].least || sites->at[i].count >= sizes[k].below)
				continue;
			count++;
			devices += sites->at[i].count;
			on_wire += seen->at[i].count;
		}
		paper_row_word(w, sizes[k].word);
		paper_cell_number(w, count);
		paper_cell_number(w, devices);
		paper_cell_number(w, on_wire);
		paper_row_end(w);
	}
	paper_row_word(w, W_B_NO_SITE);
	html_raw(w->to, "<td class=\"number\">\u2013</td>");
	paper_cell_number(w, sites->none.count);
	paper_cell_number(w, seen->none.count);
	paper_row_end(w);
	paper_table_end(w);
}

/* One for sections within a section. */
static struct writer within(const struct writer *w) {
	struct writer inner = *w;

	inner.letter = 0;
	inner.inner = true;
	return inner;
}

static void put_method(const struct writer *w) {
	const struct writer inner = within(w);

	paper_section(w, "method", W_A_METHOD);
	paper_method(w);
	paper_coverage(&inner);
	paper_section_end(w);
}

static void put_places(const struct writer *w) {
	size_t kinds[CLASS_COUNT] = { 0 };
	struct site_tallies sites, seen;

	tally_sites(&sites, w->p->report);
	paper_tally_seen(&seen, w->p->report);
	paper_section(w, "sites", W_B_SITES);
	paper_word(w, "p", W_B_NO_DEPARTMENTS);
	if (w->p->is_open)
		put_sizes(w, &sites, &seen);
	else
		put_sites(w, &sites, &seen);
	for (size_t i = 0; i < w->p->report->count; i++)
		kinds[w->p->report->devices[i].identity.class]++;
	TABLE(w, W_B_CAPTION_KINDS, { W_T_KIND, false }, { W_T_DEVICES, true });
	for (int class = 0; class < CLASS_COUNT; class++) {
		if (kinds[class] == 0)
			continue;
		paper_row_word(w, word_of_class((enum device_class)class));
		paper_cell_number(w, kinds[class]);
		paper_row_end(w);
	}
	paper_table_end(w);
	paper_section_end(w);
}

/* Rules, deadlines, contracts */

static void put_rules(const struct writer *w) {
	const struct writer inner = within(w);

	paper_section(w, "rules", W_D_RULES);
	if (w->t->law_count) {
		SAY(w, "p", W_D_RULES_SAYS, HOLE_DATE("day", w->p->report->on));
		if (w->p->report->roles.count)
			SAY(w, "p", W_D_OTHERS, HOLE_U64("known", w->p->law_count), HOLE_U64("asked", w->t->law_count));
		paper_word(w, "p", W_IF_SO);
		paper_rules(w, NULL);
		paper_rules_say(&inner);
	} else {
		paper_word(w, "p", W_D_RULES_NONE);
	}
	paper_decisions(&inner, NULL);
	paper_section_end(w);
}

static void put_due(const struct writer *w, const struct tally_due *due) {
	html_raw(w->to, "<tr><th scope=\"row\">");
	words_day(w->to, w->p->language, due->by);
	html_raw(w->to, "</th>");
	if (due->by > w->p->report->on)
		paper_cell_number(w, (size_t)(due->by - w->p->report->on));
	else
		paper_cell_word(w, W_E_PASSED);
	paper_spoken(w, "td", due->law->title, due->law->language);
	paper_cell_word(w, word_of_day_kind(due->kind));
	paper_cell_number(w, due->count);
	paper_row_end(w);
}

static void put_dues(const struct writer *w) {
	paper_section(w, "deadlines", W_E_DUES);
	if (w->t->due_count == 0) {
		paper_word(w, "p", W_E_DUES_NONE);
	} else {
		TABLE(w, W_E_CAPTION, { W_T_DAY, false }, { W_T_DAYS_LEFT, true }, { W_T_RULE, false }, { W_T_ENDS, false },
		      { W_T_DEVICES, true });
		for (size_t i = 0; i < w->t->due_count; i++)
			put_due(w, &w->t->dues[i]);
		paper_table_end(w);
	}
	paper_word(w, "p", W_E_NO_PLAN);
	paper_section_end(w);
}

static void put_contract(const struct writer *w, size_t number) {
	const struct contract *c = &w->p->report->contracts[number];
	size_t devices = 0, met = 0;

	for (size_t i = 0; i < w->p->report->count; i++) {
		const struct device *d = &w->p->report->devices[i];
		const struct verdict *worst = device_worst(d);

		if (!d->circumstances || !d->circumstances->contract || !str_eq(d->circumstances->contract->id, c->id))
			continue;
		devices++;
		met += worst && worst->status >= STATUS_RESTRICTED;
	}
	if (w->p->is_open) {
		html_raw(w->to, "<tr>");
		SAY(w, "th scope=\"row\"", W_F_NUMBERED, HOLE_U64("number", number + 1));
	} else {
		paper_row(w, c->title.n ? c->title : c->id);
		paper_cell(w, c->supplier);
	}
	paper_cell_day(w, c->until == DATE_NONE ? DATE_NONE : c->until - 1);
	paper_cell_number(w, devices);
	paper_cell_number(w, met);
	paper_row_end(w);
}

static void put_contracts(const struct writer *w) {
	paper_section(w, "contracts", W_F_CONTRACTS);
	if (w->p->report->contract_count == 0) {
		paper_word(w, "p", W_F_CONTRACTS_NONE);
		paper_section_end(w);
		return;
	}
	if (w->p->is_open)
		TABLE(w, W_F_CAPTION, { W_T_CONTRACT, false }, { W_T_UNTIL, false }, { W_T_DEVICES, true }, { W_T_MET, true });
	else
		TABLE(w, W_F_CAPTION, { W_T_CONTRACT, false }, { W_T_SUPPLIER, false }, { W_T_UNTIL, false }, { W_T_DEVICES, true },
		      { W_T_MET, true });
	for (size_t i = 0; i < w->p->report->contract_count; i++)
		put_contract(w, i);
	paper_table_end(w);
	paper_word(w, "p", W_F_NO_NOTICE);
	paper_section_end(w);
}

/* What a council asks for and nobody looked into: said, so that silence is not taken for an answer. */

static void put_open(const struct writer *w, const char *id, enum word heading, enum word says) {
	paper_section(w, id, heading);
	paper_word(w, "p", says);
	paper_section_end(w);
}

/* All devices: how sure we are and what the rules say stand in columns of their own. */

static void put_addresses(const struct writer *w, const struct device *d) {
	uint8_t room[2 * ADDR_TEXT_MAX + 1];
	struct text t = TEXT(room);

	html_raw(w->to, "<td class=\"whole\">");
	addr_format(&t, d->mac);
	html_str(w->to, d->mac.kind ? text_done(&t) : (str){ 0 });
	t.used = 0;
	if (d->address_count)
		addr_format(&t, d->addresses[d->address_count - 1]);
	html_element(w->to, "div", text_done(&t));
	html_raw(w->to, "</td>");
}

static void put_device(const struct writer *w, const struct device *d) {
	const struct verdict *worst = device_worst(d);

	paper_row(w, d->name);
	put_addresses(w, d);
	paper_cell(w, paper_site(w->p->report, d));
	paper_cell(w, paper_brand(w->p, &d->identity));
	paper_cell_maker(w, &d->identity);
	html_raw(w->to, "<td>");
	paper_word(w, "span", worst ? word_of_status(worst->status) : W_S_NOT_JUDGED);
	if (worst && worst->because_count && worst->status >= STATUS_UNDETERMINED)
		paper_spoken(w, "div class=\"under\"", worst->because[0], (enum tongue)worst->because_in[0]);
	html_raw(w->to, "</td>");
	paper_row_end(w);
}

static void put_devices(const struct writer *w) {
	paper_section(w, "devices", W_I_DEVICES);
	TABLE(w, W_I_CAPTION, { W_T_DEVICE, false }, { W_T_ADDRESSES, false }, { W_T_SITE, false }, { W_T_LABEL, false },
	      { W_T_MAKER_SURE, false }, { W_T_VERDICT, false });
	for (size_t i = 0; i < w->p->report->count; i++)
		put_device(w, &w->p->report->devices[i]);
	paper_table_end(w);
	paper_section_end(w);
}

static void put_glossary(const struct writer *w) {
	static const struct { enum word word, means; } entries[] = {
		{ W_T_MAKER, W_J_MAKER }, { W_T_LABEL, W_J_LABEL }, { W_CONFIRMED, W_CONFIRMED_NOTE }, { W_LIKELY, W_LIKELY_NOTE },
		{ W_UNRESOLVED, W_UNRESOLVED_NOTE }, { W_T_RULE, W_J_RULE }, { W_T_DECISION, W_J_DECISION },
	};

	paper_section(w, "glossary", W_J_GLOSSARY);
	html_raw(w->to, "<dl class=\"words\">\n");
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		paper_word(w, "dt", entries[i].word);
		paper_word(w, "dd", entries[i].means);
	}
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		paper_word(w, "dt", word_of_status((enum status)status));
		paper_word(w, "dd", status == STATUS_UNDETERMINED ? W_J_UNDETERMINED : word_of_meaning((enum status)status));
	}
	html_raw(w->to, "</dl>\n");
	paper_section_end(w);
}

/* What was left out */

static void put_log(const struct writer *w) {
	const struct report *report = w->p->report;
	size_t macs = 0, addresses = 0;

	for (size_t i = 0; i < report->count; i++) {
		macs += report->devices[i].mac.kind != 0;
		addresses += report->devices[i].address_count;
	}
	const struct { enum word what, because; size_t count; } entries[] = {
		{ W_L_DEVICES, W_L_SAFETY, report->count }, { W_L_MACS, W_L_SAFETY, macs },
		{ W_L_ADDRESSES, W_L_SAFETY, addresses }, { W_L_SITES, W_L_SAFETY, report->site_count },
		{ W_L_SOURCES, W_L_SAFETY, paper_source_count(report) }, { W_L_CONTRACTS, W_L_TRADE, report->contract_count },
		{ W_L_PEOPLE, W_L_PRIVACY, paper_decision_count(w) },
	};

	paper_section(w, "redaction", W_L_LOG);
	TABLE(w, W_L_CAPTION, { W_T_WHAT, false }, { W_T_TIMES, true }, { W_T_BECAUSE, false });
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		paper_row_word(w, entries[i].what);
		paper_cell_number(w, entries[i].count);
		paper_cell_word(w, entries[i].because);
		paper_row_end(w);
	}
	paper_table_end(w);
	paper_section_end(w);
}

/* Behind each number the command that lists its devices: only for those who may see them. */
static void put_traces(const struct writer *w) {
	struct site_tallies sites;

	tally_sites(&sites, w->p->report);
	html_numbers((struct pen){ w->to, w->p->language }, w->p->report, w->t, &sites, w->p->registry, NUMBERED_PAPER);
}

void paper_annex(const struct writer *w) {
	static void (*const parts[])(const struct writer *) = { put_method, put_places, paper_labels, put_rules, put_dues,
								put_contracts };
	static const struct { const char *id; enum word heading, says; } open[] = {
		{ "isolation", W_G_ISOLATION, W_G_ISOLATION_OPEN }, { "egress", W_H_EGRESS, W_H_EGRESS_OPEN },
		{ "changes", W_I_CHANGES, W_I_CHANGES_OPEN },
	};
	struct writer lettered = *w;

	lettered.letter = 'A';
	paper_numbers(w);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++, lettered.letter++)
		parts[i](&lettered);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++, lettered.letter++)
		put_open(&lettered, open[i].id, open[i].heading,
			 open[i].says == W_I_CHANGES_OPEN && w->p->replaces.n ? W_I_CHANGES_SAID : open[i].says);
	put_glossary(&lettered);
	lettered.letter++;
	if (w->p->is_open)
		put_log(&lettered);
	else
		put_devices(&lettered);
	if (!w->p->is_open)
		put_traces(w);
	paper_reply(w);
}
