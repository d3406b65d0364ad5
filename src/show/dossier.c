/*
 * A dossier for people: who says what, what was answered, what is missing.
 *
 *     2022-12-15  Human rights (xinjiang-2022). US Department of Commerce:
 *                 Repression of Uyghurs was given as a ground for its listing.
 *                 No answer to this is on record.
 *                 Source: …; trust high
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/phrase.h"

enum { DAY_COLUMNS = 12 }; /* "2022-12-15" and a gap */

static const char *matter_in_words(enum matter matter) {
	static const char *const words[MATTER_COUNT] = {
		[MATTER_HUMAN_RIGHTS] = N_("Human rights"), [MATTER_FORCED_LABOUR] = N_("Forced labour"),
		[MATTER_NATIONAL_SECURITY] = N_("National security"), [MATTER_MILITARY] = N_("Military"),
		[MATTER_PRODUCT_SECURITY] = N_("Security of what it makes"), [MATTER_EXPORT] = N_("Export"),
		[MATTER_ORIGIN] = N_("Origin of goods"), [MATTER_OTHER] = N_("Other"),
	};

	return translate(words[matter]);
}

/* The day in front, everything else beside it. */
static void begin_statement(struct prose *p, const struct statement *s) {
	uint8_t room[DAY_COLUMNS + 1];
	struct text t = TEXT(room);

	text_str(&t, s->when.n ? s->when : str_of(_("no day")));
	while (t.used < DAY_COLUMNS)
		text_cstr(&t, " ");
	prose_whole(p, text_done(&t));
	p->hang = DAY_COLUMNS;
}

/* What follows stands below, where the words of the statement began. */
static void next_line(struct prose *p) {
	prose_end(p);
	p->indent += DAY_COLUMNS;
	p->hang = 0;
}

static void end_statement(struct prose *p, const struct statement *s) {
	prose_tone(p, TONE_FAINT);
	if (s->note.n)
		PROSE_FILL(p, _("Note: {note}. "), PROSE_WORDS("note", s->note));
	PROSE_FILL(p, _("Source: {source}; "), PROSE_WORDS("source", s->source));
	phrase_trust(p, s->trust);
	prose_tone(p, TONE_PLAIN);
	prose_end(p);
	p->indent -= DAY_COLUMNS;
}

static void say_by(struct prose *p, str by) {
	prose_str(p, by);
	prose_cstr(p, by.n ? ": " : "");
}

static void say_allegation(struct prose *p, const struct dossier *d, const struct statement *s) {
	prose_tone(p, TONE_HEAD);
	prose_cstr(p, matter_in_words(s->about));
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, " (");
	prose_str(p, s->id);
	prose_cstr(p, "). ");
	say_by(p, s->by);
	prose_str(p, s->what);
	next_line(p);
	if (!dossier_answers(d, s)) {
		prose_tone(p, TONE_CARE);
		prose_cstr(p, _("No answer to this is on record."));
		prose_tone(p, TONE_PLAIN);
		prose_end(p);
	}
}

static void say_answer(struct prose *p, const struct dossier *d, const struct statement *s) {
	(void)d;
	say_by(p, s->by);
	prose_str(p, s->what);
	next_line(p);
	prose_cstr(p, s->to.count ? _("Answers: ") : "");
	phrase_list(p, s->to);
	prose_end(p);
}

static void say_decision(struct prose *p, const struct dossier *d, const struct statement *s) {
	(void)d;
	say_by(p, s->by);
	prose_str(p, s->what);
	if (s->law.n) {
		PROSE_FILL(p, s->what.n ? _(" See {law}.") : _("see {law}."), PROSE_WORDS("law", s->law));
	}
	next_line(p);
}

static void say_claim(struct prose *p, const struct dossier *d, const struct statement *s) {
	(void)d;
	say_by(p, s->by);
	prose_str(p, s->what);
	next_line(p);
}

static const struct section {
	const char *head, *none;
	void (*say)(struct prose *p, const struct dossier *d, const struct statement *s);
} sections[PART_COUNT] = {
	[PART_ALLEGATIONS] = { N_("What is said of it"), N_("Nothing was found. That is no clearance."), say_allegation },
	[PART_ANSWERS] = { N_("What it answered"), N_("No answer was found. That does not mean that there is none."), say_answer },
	[PART_DECISIONS] = { N_("What was decided about it"), N_("Nothing was found beside the restrictions above."), say_decision },
	[PART_CLAIMS] = { N_("Certificates and claims of its own"), N_("None was found. That does not mean that it has none."),
			  say_claim },
};

static void say_section(FILE *to, const struct look *look, const struct dossier *d, enum dossier_part part) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	const struct statements *list = &d->parts[part];
	const struct section *section = &sections[part];

	prose_head(&p, section->head);
	p.indent = PHRASE_INDENT;
	if (list->count == 0)
		prose_cstr(&p, translate(section->none));
	prose_end(&p);
	for (size_t i = 0; i < list->count; i++) {
		begin_statement(&p, &list->at[i]);
		section->say(&p, d, &list->at[i]);
		end_statement(&p, &list->at[i]);
	}
}

static void say_questions(FILE *to, const struct look *look, const struct asked *asked) {
	static const char *const steps[STEP_COUNT] = {
		[STEP_IDENTIFY] = N_("Identify"), [STEP_ASSESS] = N_("Assess"), [STEP_PREVENT] = N_("Prevent"),
		[STEP_ACCOUNT] = N_("Account"),
	};
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_head(&p, "What a buyer must still ask");
	p.indent = PHRASE_INDENT;
	for (size_t i = 0; i < asked->count; i++) {
		const struct open_question *q = &asked->at[i];

		phrase_begin(&p, i == 0 || asked->at[i - 1].step != q->step ? steps[q->step] : NULL);
		prose_str(&p, q->ask);
		prose_tone(&p, TONE_FAINT);
		prose_cstr(&p, " (");
		prose_str(&p, q->because);
		prose_cstr(&p, ")");
		prose_tone(&p, TONE_PLAIN);
		phrase_end(&p);
	}
	prose_gap(&p);
	prose_cstr(&p, _("The steps are those of the OECD's guidance on due diligence, which Directive (EU) 2024/1760 follows."));
	prose_end(&p);
}

static void say_limits(FILE *to, const struct look *look, const struct dossier *d) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_head(&p, "How far this goes");
	p.indent = PHRASE_INDENT;
	if (d) {
		PROSE_FILL(&p, _("Looked through: {what}; nothing newer than {day}. What stands here repeats what others say, and finds "
				 "nothing; it makes no verdict. Whoever is named has the right to an answer beside it, and whoever "
				 "knows a source can add it: doc/dossiers.md."),
			   PROSE_WORDS("what", d->read), PROSE_DAY("day", d->read_until));
	} else {
		prose_cstr(&p, _("There is no dossier: nothing was looked through for this company, which clears nobody. Whoever knows "
				 "sources can write one: doc/dossiers.md."));
	}
	prose_end(&p);
}

void show_dossier(FILE *to, const struct look *look, const struct dossier *dossier, const struct asked *asked) {
	for (int part = 0; dossier && part < PART_COUNT; part++)
		say_section(to, look, dossier, (enum dossier_part)part);
	say_questions(to, look, asked);
	say_limits(to, look, dossier);
}
