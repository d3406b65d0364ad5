/*
 * A verdict and its reasons.
 *
 * The reasons go from the clause down to the evidence, a sentence each:
 * what the law says first, how the maker is known after it. A rule and a
 * likelihood never share a sentence, and nobody's intent is spoken of.
 */

#include "law/form.h"

struct judging {
	arena *mem;
	const struct law *law;
	const struct subject *subject;
	struct verdict verdict;
};

/* How one clause came out. */
struct finding {
	const struct clause *clause;
	unsigned missing; /* when it could not be settled */
};

/* The clauses that decide, the strictest of their kind. */
struct findings {
	struct finding hit;   /* covers the device, in force */
	struct finding later; /* would cover it, on other days */
	struct finding open;  /* may cover it */
	struct finding passed; /* may cover it, but raises no question */
};

static void say(struct judging *j, const str *parts, size_t part_count) {
	struct verdict *v = &j->verdict;

	if (v->because_count < VERDICT_REASONS_MAX)
		v->because[v->because_count++] = arena_join(j->mem, parts, part_count);
}

#define SAY(j, ...) say((j), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static str day(struct judging *j, date d) {
	char text[11];

	date_format(d, text);
	return arena_str(j->mem, str_of(text));
}

static str company_name(const struct judging *j, str id) {
	const struct company *c = registry_company(j->subject->registry, id);

	return c && c->name.n ? c->name : id;
}

/* The claim that speaks loudest for this maker, the first of equals; NULL when none does. */
static const struct claim *best_claim(const struct identity *identity, str maker) {
	const struct claim *best = NULL;

	for (size_t i = 0; i < identity->claim_count; i++) {
		const struct claim *c = &identity->claims[i];

		if (c->aspect == ASPECT_MAKER && str_eq(c->value, maker) && (!best || c->strength > best->strength))
			best = c;
	}
	return best;
}

static void say_maker(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	str id = subject_maker(j->subject);

	if (id.n == 0)
		return;
	const struct claim *best = best_claim(identity, id);
	str grade = str_of(grade_names[identity->maker.grade]);

	if (best && best->seen && best->mark)
		SAY(j, STR("The maker is "), company_name(j, id), STR(" ("), id, STR("): "), grade,
		    STR(", most of all by "), best->seen->field, STR(" (mark "), best->mark->id, STR(")."));
	else
		SAY(j, STR("The maker is "), company_name(j, id), STR(" ("), id, STR("): "), grade, STR("."));
}

static void say_label(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	const struct brand *brand = registry_brand(j->subject->registry, identity->brand.id);

	if (identity->relabelled == TRI_TRUE && identity->brand.id.n)
		SAY(j, STR("It is sold as "), brand ? brand->name : identity->brand.id,
		    STR(", which is not its maker's own name."));
}

static void say_brand(struct judging *j) {
	const struct belief *brand = &j->subject->identity->brand;
	const struct brand *known = registry_brand(j->subject->registry, brand->id);

	if (brand->id.n)
		SAY(j, STR("The name on its label is "), known ? known->name : brand->id, STR(": "),
		    str_of(grade_names[brand->grade]), STR("."));
}

static bool clause_asks(const struct clause *c, enum test_kind kind) {
	for (size_t i = 0; i < c->test_count; i++)
		if (c->tests[i].kind == kind)
			return true;
	return false;
}

static void say_class(struct judging *j, const struct clause *c) {
	if (c->classes != (1u << CLASS_COUNT) - 1)
		SAY(j, STR("The kind of device, "), str_of(class_names[j->subject->identity->class]),
		    STR(", is one that clause "), c->id, STR(" covers."));
}

/* A firm that counts because of its owners, and is not named itself. */
static void say_affiliate(struct judging *j, const struct clause *c) {
	str maker = subject_maker(j->subject);

	for (size_t i = 0; i < c->test_count; i++)
		if (c->tests[i].kind == TEST_MAKER && !strs_have(c->tests[i].values, maker))
			SAY(j, company_name(j, maker),
			    STR(" is not named itself; firms that are named hold enough of its shares, directly or through others."));
}

static void say_exceptions(struct judging *j) {
	for (size_t i = 0; i < j->law->exception_count; i++)
		SAY(j, STR("To be asked, for an exception: "), j->law->exceptions[i].ask);
}

static void say_by(struct judging *j, const struct clause *c) {
	if (c->by != DATE_NONE)
		SAY(j, STR("The day set for it is "), day(j, c->by), STR("."));
}

static void judge_hit(struct judging *j, const struct clause *c) {
	/* A rule that is only hearsay convicts nobody. */
	bool weak = j->law->trust < TRUST_MEDIUM && c->status != STATUS_UNDETERMINED;

	j->verdict.status = weak ? STATUS_UNDETERMINED : c->status;
	j->verdict.by = weak ? DATE_NONE : c->by;
	SAY(j, c->because);
	if (weak)
		SAY(j, STR("The source of this rule is weak: its text has to be read before anything rests on it."));
	if (clause_asks(c, TEST_MAKER) || clause_asks(c, TEST_MAKER_COUNTRY) || clause_asks(c, TEST_OWNER_COUNTRY))
		say_maker(j);
	if (clause_asks(c, TEST_BRAND_COUNTRY))
		say_brand(j);
	say_affiliate(j, c);
	if (!weak)
		say_by(j, c);
	say_label(j);
	say_class(j, c);
	say_exceptions(j);
}

/* What is missing, and what would settle it, in the order of enum missing. */
static const char *const questions[MISSING_COUNT] = {
	"The maker is not established: its answer to discovery, its web server and certificate, or the board inside "
	"would settle it.",
	"The country of the maker's seat is not on record: its entry in the trade register would settle it.",
	"The shares of the maker's owners are not on record in full: ask the firm, or its trade register, who holds "
	"how much.",
	"The country of manufacture is not known, and no network shows it: ask the supplier for a certificate of "
	"origin, or read the type plate.",
	"The maker of the chip is not known: ask the supplier for the bill of materials, or look at the board.",
	"The kind of device is not known: a look at the device would settle it.",
	"The name on the label, or the country of its owner, is not known: the type plate and the trade register "
	"would settle it.",
	"What was seen names the chip, and does not establish it; one that may be inside is covered: ask the supplier for "
	"the bill of materials, or look at the board.",
};

static void say_missing(struct judging *j, unsigned missing) {
	const struct belief *maker = &j->subject->identity->maker;

	for (unsigned i = 0; i < MISSING_COUNT; i++)
		if (missing >> i & 1)
			SAY(j, str_of(questions[i]));
	if ((missing & MISSING_MAKER) && maker->grade == GRADE_POSSIBLE && maker->id.n)
		SAY(j, company_name(j, maker->id), STR(" is possible as the maker, which is too little to judge by."));
}

static void judge_open(struct judging *j, const struct finding *f) {
	j->verdict.status = STATUS_UNDETERMINED;
	say_missing(j, f->missing);
	SAY(j, STR("What the clause says of devices that it covers: "), f->clause->because);
	if (!(f->missing & MISSING_MAKER))
		say_maker(j);
}

static void judge_later(struct judging *j, const struct clause *c) {
	date on = j->subject->on;
	bool before = c->in_force.from != DATE_NONE && on < c->in_force.from;

	j->verdict.status = STATUS_NOT_IN_FORCE;
	if (before)
		SAY(j, STR("Clause "), c->id, STR(" covers it from "), day(j, c->in_force.from), STR(" on, not yet."));
	else
		SAY(j, STR("Clause "), c->id, STR(" covered it until "), day(j, c->in_force.until),
		    STR(", no longer."));
	SAY(j, c->because);
	say_maker(j);
}

static void judge_clear(struct judging *j, const struct findings *f) {
	j->verdict.status = STATUS_CLEAR;
	enum device_class class = j->subject->identity->class;

	if (!f->passed.clause)
		SAY(j, STR("No clause of this law covers it."));
	if (subject_maker(j->subject).n)
		say_maker(j);
	else if (class != CLASS_UNKNOWN)
		SAY(j, STR("Whoever made it, the law does not reach this kind of device: "),
		    str_of(class_names[class]), STR("."));
	if (f->passed.clause) {
		SAY(j, STR("Not looked into: whether clause "), f->passed.clause->id, STR(" covers it."));
		say_missing(j, f->passed.missing);
	}
}

static bool stricter(const struct clause *c, const struct finding *than) {
	return !than->clause || c->status > than->clause->status;
}

static void try_clause(const struct clause *c, const struct subject *s, struct findings *f) {
	struct finding found = { .clause = c };
	enum tri covers = clause_covers(c, s, &found.missing);
	struct finding *best;

	if (covers == TRI_FALSE)
		return;
	if (!span_has(c->in_force, s->on))
		best = covers == TRI_TRUE ? &f->later : NULL;
	else if (covers == TRI_TRUE)
		best = &f->hit;
	else
		best = c->pass_unknown && !(found.missing & MISSING_WHICH_SOC) ? &f->passed : &f->open;
	if (best && stricter(c, best))
		*best = found;
}

static void judge_clauses(struct judging *j) {
	struct findings f = { 0 };

	for (size_t i = 0; i < j->law->clause_count; i++)
		try_clause(&j->law->clauses[i], j->subject, &f);
	if (f.hit.clause) {
		judge_hit(j, f.hit.clause);
		if (f.open.clause && stricter(f.open.clause, &f.hit))
			SAY(j, STR("Clause "), f.open.clause->id, STR(" may say more: a fact it asks for is missing."));
	} else if (f.open.clause) {
		judge_open(j, &f.open);
	} else if (f.later.clause) {
		judge_later(j, f.later.clause);
	} else {
		judge_clear(j, &f);
	}
}

static const struct span *span_of(const struct span *spans, size_t count, date on) {
	for (size_t i = 0; i < count; i++)
		if (span_has(spans[i], on))
			return &spans[i];
	return NULL;
}

/* True when the law binds nobody that day, with the reason said. */
static bool is_asleep(struct judging *j) {
	const struct law *law = j->law;
	date on = j->subject->on;
	const struct span *pause = span_of(law->suspended, law->suspended_count, on);

	if (law->proposed)
		SAY(j, STR("It is a proposal: nobody is bound by it."));
	else if (law->note.from != DATE_NONE && on < law->note.from)
		SAY(j, STR("The rule is in force from "), day(j, law->note.from), STR(" on, not yet on "), day(j, on),
		    STR("."));
	else if (law->note.until != DATE_NONE && on >= law->note.until)
		SAY(j, STR("The rule ended on "), day(j, law->note.until), STR("."));
	else if (pause && pause->until != DATE_NONE)
		SAY(j, STR("The rule is suspended from "), day(j, pause->from), STR(" up to, not including, "),
		    day(j, pause->until), STR("."));
	else if (pause)
		SAY(j, STR("The rule is suspended since "), day(j, pause->from), STR("."));
	else
		return false;
	j->verdict.status = STATUS_NOT_IN_FORCE;
	return true;
}

/*
 * Days on which nobody knows whether the rule is in force: what it does not
 * cover stays clear, the rest is a question.
 */
static void judge_unsure(struct judging *j, const struct span *doubt) {
	if (j->verdict.status == STATUS_CLEAR || j->verdict.status == STATUS_UNDETERMINED)
		return;
	j->verdict.status = STATUS_UNDETERMINED;
	j->verdict.by = DATE_NONE;
	for (size_t i = VERDICT_REASONS_MAX - 1; i > 0; i--)
		j->verdict.because[i] = j->verdict.because[i - 1];
	if (j->verdict.because_count < VERDICT_REASONS_MAX)
		j->verdict.because_count++;
	j->verdict.because[0] = doubt->ask;
}

struct verdict law_judge_subject(arena *mem, const struct law *law, const struct subject *s) {
	struct judging j = {
		.mem = mem, .law = law, .subject = s,
		.verdict = { .law = &law->note, .by = DATE_NONE },
	};

	if (!is_asleep(&j)) {
		const struct span *doubt = span_of(law->unsure, law->unsure_count, s->on);

		judge_clauses(&j);
		if (doubt)
			judge_unsure(&j, doubt);
	}
	if (mem->full)
		return (struct verdict){ .law = &law->note, .status = STATUS_UNDETERMINED, .by = DATE_NONE };
	return j.verdict;
}

struct verdict law_judge(arena *mem, const struct laws *laws, size_t i, const struct registry *r,
			 const struct identity *identity, date on) {
	struct subject s = { .registry = r, .identity = identity, .on = on };

	return law_judge_subject(mem, &laws->at[i], &s);
}

const struct law_note *law_note(const struct laws *laws, size_t i) {
	return &laws->at[i].note;
}

size_t laws_find(const struct laws *laws, str id) {
	size_t i = 0;

	while (i < laws->count && !str_eq(laws->at[i].note.id, id))
		i++;
	return i;
}

bool laws_know_role(const struct laws *laws, str role) {
	str name = role;
	str base = str_cut(&name, ':');

	for (size_t i = 0; i < laws->role_count; i++) {
		const struct role_note *known = &laws->roles[i];

		if (str_eq(known->id, role) || (known->named && name.n && str_eq(known->id, base)))
			return true;
	}
	return false;
}

bool law_binds(const struct laws *laws, size_t i, str role) {
	struct strs bound = laws->at[i].note.roles;

	for (size_t k = 0; k < bound.count; k++) {
		str rest = str_after(role, bound.at[k].n);

		if (str_begins(role, bound.at[k]) && (rest.n == 0 || rest.at[0] == ':'))
			return true;
	}
	return false;
}

struct law_sight law_sight_of(const struct identity *identity) {
	const struct claim *best = best_claim(identity, identity->maker.id);
	struct law_sight sight = {
		.maker = identity->maker.id, .brand = identity->brand.id,
		.soc = identity->soc.id, .soc_rival = subject_soc_rival(identity),
		.maker_grade = identity->maker.grade, .brand_grade = identity->brand.grade,
		.soc_grade = identity->soc.grade,
		.class = identity->class, .relabelled = identity->relabelled,
	};

	if (best && best->seen && best->mark) {
		sight.field = best->seen->field;
		sight.mark = best->mark->id;
	}
	return sight;
}

bool law_sight_eq(const struct law_sight *a, const struct law_sight *b) {
	return a->maker_grade == b->maker_grade && a->brand_grade == b->brand_grade && a->class == b->class &&
	       a->relabelled == b->relabelled && str_eq(a->maker, b->maker) && str_eq(a->brand, b->brand) &&
	       a->soc_grade == b->soc_grade && str_eq(a->soc, b->soc) && str_eq(a->soc_rival, b->soc_rival) &&
	       str_eq(a->field, b->field) && str_eq(a->mark, b->mark);
}

uint64_t law_sight_hash(const struct law_sight *s) {
	uint64_t seed = (uint64_t)s->maker_grade | (uint64_t)s->brand_grade << 8 | (uint64_t)s->class << 16 |
			(uint64_t)s->relabelled << 24 | (uint64_t)s->soc_grade << 32;

	seed = str_hash(s->maker, seed);
	seed = str_hash(s->brand, seed);
	seed = str_hash(s->soc, seed);
	seed = str_hash(s->soc_rival, seed);
	seed = str_hash(s->field, seed);
	return str_hash(s->mark, seed);
}
