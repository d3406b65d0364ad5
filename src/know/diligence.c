/*
 * The questions that due diligence leaves open.
 *
 * The steps are those of the OECD Due Diligence Guidance for Responsible
 * Business Conduct (2018), which Directive (EU) 2024/1760 follows: find out
 * who stands behind a product, weigh what is said of them, prevent or lessen
 * harm, account for it. The wordings are ours.
 */
#include "know/dossiers.h"

enum {
	QUESTIONS_MAX = 96,        /* more than a buyer would put; what is beyond is left out */
	SHARES_OLD_DAYS = 3 * 365, /* from then on shares may have changed hands unseen */
};

struct asker {
	arena *mem;
	const struct diligence *d;
	struct open_question *at;
	size_t count;
};

static void ask(struct asker *a, enum step step, str question, str because, str about) {
	if (a->count < QUESTIONS_MAX)
		a->at[a->count++] = (struct open_question){ step, question, because, about };
}

static str join(struct asker *a, const str *parts, size_t count) {
	return arena_join(a->mem, parts, count);
}

#define JOIN(a, ...) join((a), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static const struct statements *part(const struct asker *a, enum dossier_part which) {
	static const struct statements none = { 0 };

	return a->d->dossier ? &a->d->dossier->parts[which] : &none;
}

static bool is_about(const struct asker *a, enum matter matter) {
	const struct statements *s = part(a, PART_ALLEGATIONS);

	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].about == matter)
			return true;
	return false;
}

/* What is not known of its owners on that day, the first gap that there is; empty when all is known. */
static str owners_gap(const struct diligence *d) {
	const struct company *c = d->company;
	bool remembered = false, unknown = false, old = false, any = false;

	for (size_t i = 0; i < c->owner_count; i++) {
		const struct owner *o = &c->owners[i];

		if (!owner_holds(o, d->on))
			continue;
		any = true;
		unknown |= o->percent < 0;
		remembered |= o->trust == TRUST_HINT;
		old |= o->as_of != DATE_NONE && o->as_of + SHARES_OLD_DAYS < d->on;
	}
	if (!any)
		return STR("no owner is on record");
	return remembered ? STR("a share on record is only remembered") : unknown ? STR("a share is not on record")
		: old ? STR("a share on record is more than three years old") : (str){ 0 };
}

static void ask_to_identify(struct asker *a) {
	const struct restrictions *met = a->d->restrictions;
	str gap = owners_gap(a->d);

	if (!a->d->dossier)
		ask(a, STEP_IDENTIFY, STR("What is said of it, by whom, and what does it answer?"),
		    STR("there is no dossier: nothing was looked through for this company, which clears nobody"), (str){ 0 });
	if (gap.n)
		ask(a, STEP_IDENTIFY, STR("Who owns it today, directly and through others, and how much does each hold?"), gap,
		    (str){ 0 });
	for (size_t i = 0; met && i < met->count; i++) {
		bool again = i > 0 && met->at[i - 1].law == met->at[i].law;

		if (met->at[i].standing == STANDING_UNSURE && !again)
			ask(a, STEP_IDENTIFY, JOIN(a, STR("Does "), met->at[i].law->note->id, STR(" hold on that day?")),
			    STR("the sources do not say whether it is in force"), (str){ 0 });
	}
	ask(a, STEP_IDENTIFY, STR("Where, and by whom, are the goods of this order and their main parts made?"),
	    STR("no network shows it"), (str){ 0 });
}

static void ask_to_assess(struct asker *a) {
	const struct statements *said = part(a, PART_ALLEGATIONS);

	for (size_t i = 0; i < said->count; i++) {
		const struct statement *s = &said->at[i];

		if (!dossier_answers(a->d->dossier, s))
			ask(a, STEP_ASSESS, JOIN(a, STR("What does it say to the allegation '"), s->id, STR("'?")),
			    STR("no answer to it is on record"), s->id);
		if (s->trust <= TRUST_LOW)
			ask(a, STEP_ASSESS, JOIN(a, STR("What supports the allegation '"), s->id, STR("'?")),
			    s->trust == TRUST_HINT ? STR("it is only remembered") : STR("its source is weak"), s->id);
	}
	if (part(a, PART_CLAIMS)->count == 0)
		ask(a, STEP_ASSESS, STR("Which certificates, test reports and audits can it show: by whom, of which site, valid until when?"),
		    STR("no claim of it is on record"), (str){ 0 });
}

static void ask_to_prevent(struct asker *a) {
	if (part(a, PART_ALLEGATIONS)->count)
		ask(a, STEP_PREVENT, STR("What has it changed since, and who outside the firm has checked that?"),
		    STR("no measure is on record"), (str){ 0 });
	if (is_about(a, MATTER_PRODUCT_SECURITY))
		ask(a, STEP_PREVENT, STR("For how long does it mend flaws of the models in this order, and how does it tell of them?"),
		    STR("flaws are on record"), (str){ 0 });
	ask(a, STEP_PREVENT, STR("Which terms of our contract give us papers, visits, correction, and an end where nothing changes?"),
	    STR("the buyer's own part"), (str){ 0 });
}

static void ask_to_account(struct asker *a) {
	if (is_about(a, MATTER_HUMAN_RIGHTS) || is_about(a, MATTER_FORCED_LABOUR))
		ask(a, STEP_ACCOUNT, STR("Where can people who are harmed complain, and has anybody been made good?"),
		    STR("human rights are among the allegations"), (str){ 0 });
	ask(a, STEP_ACCOUNT, STR("Where does it publish what it found in its chain and did about it?"),
	    STR("no report of it is on record"), (str){ 0 });
	ask(a, STEP_ACCOUNT, STR("When do we ask again, and who decides on the answers?"), STR("the buyer's own part"), (str){ 0 });
}

static void ask_own(struct asker *a, enum step step) {
	const struct asked *own = a->d->dossier ? &a->d->dossier->questions : NULL;

	for (size_t i = 0; own && i < own->count; i++)
		if (own->at[i].step == step)
			ask(a, step, own->at[i].ask, own->at[i].because, (str){ 0 });
}

struct asked diligence_questions(arena *mem, const struct diligence *d) {
	static void (*const steps[STEP_COUNT])(struct asker *a) = {
		[STEP_IDENTIFY] = ask_to_identify, [STEP_ASSESS] = ask_to_assess, [STEP_PREVENT] = ask_to_prevent,
		[STEP_ACCOUNT] = ask_to_account,
	};
	struct asker a = { mem, d, arena_new(mem, struct open_question, QUESTIONS_MAX), 0 };

	for (int step = 0; a.at && step < STEP_COUNT; step++) {
		ask_own(&a, (enum step)step);
		steps[step](&a);
	}
	return mem->full ? (struct asked){ 0 } : (struct asked){ a.at, a.count };
}
