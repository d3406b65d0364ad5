/*
 * A verdict and its reasons.
 *
 * The reasons go from the clause down to the evidence, a sentence each:
 * what the law says first, how the maker is known after it. A rule and a
 * likelihood never share a sentence, and nobody's intent is spoken of.
 */

#include "law/judging.h"

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
	struct finding released; /* covers it, or may, and an exception takes it away */
	const struct exception *release;
};

void say(struct judging *j, const str *parts, size_t part_count) {
	struct verdict *v = &j->verdict;

	if (v->because_count < VERDICT_REASONS_MAX)
		v->because[v->because_count++] = arena_join(j->mem, parts, part_count);
}

void say_ahead(struct judging *j, size_t place, str sentence) {
	struct verdict *v = &j->verdict;

	for (size_t i = VERDICT_REASONS_MAX - 1; i > place; i--)
		v->because[i] = v->because[i - 1];
	v->because_count += v->because_count < VERDICT_REASONS_MAX;
	v->because[place] = sentence;
}

str say_day(struct judging *j, date d) {
	char text[11];

	date_format(d, text);
	return arena_str(j->mem, str_of(text));
}

str say_number(struct judging *j, uint64_t number) {
	uint8_t digits[20];
	size_t at = sizeof digits;

	do
		digits[--at] = (uint8_t)('0' + number % 10);
	while (number /= 10);
	return arena_str(j->mem, (str){ digits + at, sizeof digits - at });
}

static str company_name(const struct judging *j, str id) {
	const struct company *c = registry_company(j->subject->court->registry, id);

	return c && c->name.n ? c->name : id;
}

const struct claim *identity_best_claim(const struct identity *identity, str maker) {
	const struct claim *best = NULL;

	for (size_t i = 0; i < identity->claim_count; i++) {
		const struct claim *c = &identity->claims[i];

		if (c->aspect == ASPECT_MAKER && str_eq(c->value, maker) && (!best || c->strength > best->strength))
			best = c;
	}
	return best;
}

/* Whom the evidence names that a person has overruled: the strongest rival. */
static str observed_maker(const struct identity *identity) {
	const struct rival *best = NULL;

	for (size_t i = 0; i < identity->rival_count; i++) {
		const struct rival *rival = &identity->rivals[i];

		if (rival->aspect == ASPECT_MAKER && (!best || rival->confidence > best->confidence))
			best = rival;
	}
	return best ? best->id : (str){ 0 };
}

static void say_maker(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	str id = subject_maker(j->subject);

	if (id.n == 0)
		return;
	const struct claim *best = identity_best_claim(identity, id);
	str grade = str_of(grade_names[identity->maker.grade]);

	if (identity->decision)
		SAY(j, STR("The maker is "), company_name(j, id), STR(" ("), id, STR("): "), grade,
		    STR(", by somebody who looked (decision "), say_number(j, identity->decision), STR(")."));
	else if (best && best->seen && best->mark)
		SAY(j, STR("The maker is "), company_name(j, id), STR(" ("), id, STR("): "), grade,
		    STR(", most of all by "), best->seen->field, STR(" (mark "), best->mark->id, STR(")."));
	else
		SAY(j, STR("The maker is "), company_name(j, id), STR(" ("), id, STR("): "), grade, STR("."));
	str other = identity->decision && identity->maker.contested ? observed_maker(identity) : (str){ 0 };
	if (other.n)
		SAY(j, STR("What was observed names "), company_name(j, other), STR(" ("), other, STR("), which speaks against it."));
}

static void say_label(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	const struct brand *brand = registry_brand(j->subject->court->registry, identity->brand.id);

	if (identity->relabelled == TRI_TRUE && identity->brand.id.n)
		SAY(j, STR("It is sold as "), brand ? brand->name : identity->brand.id,
		    STR(", which is not its maker's own name."));
}

static void say_brand(struct judging *j) {
	const struct belief *brand = &j->subject->identity->brand;
	const struct brand *known = registry_brand(j->subject->court->registry, brand->id);

	if (brand->id.n)
		SAY(j, STR("The name on its label is "), known ? known->name : brand->id, STR(": "),
		    str_of(grade_names[brand->grade]), STR("."));
}

static bool clause_asks(const struct clause *c, enum test_kind kind) {
	for (size_t i = 0; i < c->when.test_count; i++)
		if (c->when.tests[i].kind == kind)
			return true;
	return false;
}

static void say_class(struct judging *j, const struct clause *c) {
	if (c->when.classes != (1u << CLASS_COUNT) - 1 && j->subject->identity->class != CLASS_UNKNOWN)
		SAY(j, STR("The kind of device, "), str_of(class_names[j->subject->identity->class]),
		    STR(", is one that clause "), c->id, STR(" covers."));
}

/* A firm that counts because of its owners, and is not named itself. */
static void say_affiliate(struct judging *j, const struct clause *c) {
	str maker = subject_maker(j->subject);

	for (size_t i = 0; i < c->when.test_count; i++)
		if (c->when.tests[i].kind == TEST_MAKER && !strs_have(c->when.tests[i].values, maker))
			SAY(j, company_name(j, maker),
			    STR(" is not named itself; firms that are named hold enough of its shares, directly or through others."));
}

/* The part that is covered, the least id of several: the order of the bill does not matter. */
static str covered_part(const struct judging *j, const struct law_test *t) {
	struct strs parts = j->subject->circumstances->components;
	str found = { 0 };

	for (size_t i = 0; i < parts.count; i++)
		if (court_owned(j->subject->court, t->firms, parts.at[i]) == TRI_TRUE &&
		    (found.n == 0 || str_cmp(parts.at[i], found) < 0))
			found = parts.at[i];
	return found;
}

static void say_part(struct judging *j, const struct law_test *t) {
	const struct belief *soc = &j->subject->identity->soc;
	str part = t->kind == TEST_COMPONENT ? covered_part(j, t) : (str){ 0 };

	if (part.n)
		SAY(j, STR("A part inside is of "), company_name(j, part), STR(" ("), part,
		    STR("), as its bill of materials has it."));
	else if (soc->grade >= GRADE_LIKELY)
		SAY(j, STR("The maker of its chip is "), company_name(j, soc->id), STR(" ("), soc->id, STR("): "),
		    str_of(grade_names[soc->grade]), STR("."));
}

static void say_contract(struct judging *j) {
	date end = subject_contract_end(j->subject);

	if (end == DATE_NONE)
		SAY(j, STR("No contract that runs covers it."));
	else
		SAY(j, STR("A contract covers it, which ends on "), say_day(j, end), STR("."));
}

/* What people told of the device, as far as the clause asked for it. */
static void say_told(struct judging *j, const struct condition *c) {
	const struct circumstances *told = j->subject->circumstances;
	unsigned said = 0;

	for (size_t i = 0; i < c->test_count; i++) {
		enum test_kind kind = c->tests[i].kind;

		if (kind == TEST_SOC || kind == TEST_COMPONENT)
			say_part(j, &c->tests[i]);
		else if (kind == TEST_MADE_IN || kind == TEST_MADE_OUTSIDE)
			SAY(j, STR("The country of manufacture is "), told->made_in, STR("."));
		else if (kind == TEST_KIND)
			SAY(j, STR("What it is, more closely: "), told->kind, STR("."));
		else if (kind == TEST_UNDER_CONTRACT)
			say_contract(j);
		else if (kind == TEST_CONTRACT_VALUE)
			SAY(j, STR("The contract over it comes to "), c->tests[i].values.at[0], STR(" or more."));
		else if ((kind == TEST_ACQUIRED_BEFORE || kind == TEST_ACQUIRED_FROM) && !said++)
			SAY(j, STR("It was acquired on "), say_day(j, told->acquired), STR("."));
	}
}

static bool is_exception_to(const struct exception *e, const struct clause *c, date on) {
	return span_has(e->in_force, on) && (e->clauses.count == 0 || strs_have(e->clauses, c->id));
}

static enum tri exception_applies(const struct exception *e, const struct subject *s) {
	unsigned missing = 0;

	return e->tested ? condition_holds(&e->when, s, &missing) : TRI_UNKNOWN;
}

static void say_exceptions(struct judging *j, const struct clause *c) {
	for (size_t i = 0; i < j->law->exception_count; i++) {
		const struct exception *e = &j->law->exceptions[i];

		if (is_exception_to(e, c, j->subject->court->on) && exception_applies(e, j->subject) == TRI_UNKNOWN)
			SAY(j, STR("To be asked, for an exception: "), e->ask);
	}
}

/* The day set, which an earlier end of the contract may set for it. */
static date day_set(const struct clause *c, const struct subject *s) {
	date end = c->by_contract ? subject_contract_end(s) : DATE_NONE;

	return end != DATE_NONE && (c->by == DATE_NONE || end < c->by) ? end : c->by;
}

static void say_set(struct judging *j, const struct clause *c) {
	date day = day_set(c, j->subject);

	if (day != c->by)
		SAY(j, STR("The contract over it ends on "), say_day(j, day), STR(", and that is the day set for it."));
	else if (day != DATE_NONE)
		SAY(j, STR("The day set for it is "), say_day(j, day), STR("."));
	if (c->by_contract && subject_contract_end(j->subject) == DATE_NONE)
		SAY(j, STR("The end of a contract over it would set an earlier day: no contract that runs is known."));
}

static void judge_hit(struct judging *j, const struct clause *c) {
	/* A rule that is only hearsay convicts nobody. */
	bool weak = j->law->trust < TRUST_MEDIUM && c->status != STATUS_UNDETERMINED;

	j->verdict.status = weak ? STATUS_UNDETERMINED : c->status;
	SAY(j, c->because);
	if (weak)
		SAY(j, STR("The source of this rule is weak: its text has to be read before anything rests on it."));
	if (clause_asks(c, TEST_MAKER) || clause_asks(c, TEST_MAKER_COUNTRY) || clause_asks(c, TEST_OWNER_COUNTRY))
		say_maker(j);
	if (clause_asks(c, TEST_BRAND_COUNTRY))
		say_brand(j);
	say_affiliate(j, c);
	if (!weak) {
		j->verdict.by = day_set(c, j->subject);
		say_set(j, c);
	}
	say_label(j);
	say_class(j, c);
	say_told(j, &c->when);
	say_exceptions(j, c);
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
	"Not all parts inside are known: ask the supplier for the whole bill of materials, or look at the boards.",
	"The kind of device is not known closely enough: a look at the device would settle it.",
	"The day on which it was acquired is not known: the invoice or the delivery note would settle it.",
	"Whether a contract that runs covers it is not known: whoever keeps the contracts would know.",
	"What the contract over it is worth, in the currency of the rule, is not known: the contract would settle it.",
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
	date on = j->subject->court->on;
	bool before = c->in_force.from != DATE_NONE && on < c->in_force.from;

	j->verdict.status = STATUS_NOT_IN_FORCE;
	if (before)
		SAY(j, STR("Clause "), c->id, STR(" covers it from "), say_day(j, c->in_force.from), STR(" on, not yet."));
	else
		SAY(j, STR("Clause "), c->id, STR(" covered it until "), say_day(j, c->in_force.until),
		    STR(", no longer."));
	SAY(j, c->because);
	say_maker(j);
}

/* Why a device is clear whose maker nobody knows: for its kind, or for what else is known of it. */
static void say_whoever(struct judging *j) {
	enum device_class class = j->subject->identity->class;
	bool reached = false;

	for (size_t i = 0; i < j->law->clause_count; i++)
		reached |= clause_reaches_class(&j->law->clauses[i], j->subject);
	if (reached)
		SAY(j, STR("Whoever made it, what else is known of it keeps it out of the law."));
	else if (class != CLASS_UNKNOWN)
		SAY(j, STR("Whoever made it, the law does not reach this kind of device: "),
		    str_of(class_names[class]), STR("."));
}

static void say_release(struct judging *j, const struct findings *f) {
	SAY(j, f->release->because.n ? f->release->because : f->release->what);
	SAY(j, STR("That exception takes it out of clause "), f->released.clause->id, STR("."));
	say_told(j, &f->release->when);
}

static void judge_clear(struct judging *j, const struct findings *f) {
	j->verdict.status = STATUS_CLEAR;
	if (f->released.clause)
		say_release(j, f);
	else if (!f->passed.clause)
		SAY(j, STR("No clause of this law covers it."));
	if (subject_maker(j->subject).n)
		say_maker(j);
	else if (!f->released.clause && !f->passed.clause)
		say_whoever(j);
	if (f->passed.clause) {
		SAY(j, STR("Not looked into: whether clause "), f->passed.clause->id, STR(" covers it."));
		say_missing(j, f->passed.missing);
	}
}

static bool stricter(const struct clause *c, const struct finding *than) {
	return !than->clause || c->status > than->clause->status;
}

/*
 * When it must be gone, by this clause. No day means at once where it may not
 * be used, and never where it may stay.
 */
static date must_be_gone(const struct clause *c, const struct subject *s) {
	date day = day_set(c, s);

	return day != DATE_NONE ? day : c->status == STATUS_PROHIBITED ? INT32_MIN : INT32_MAX;
}

/* Of two clauses of one status the one that sets the earlier day speaks; of equals the first. */
static bool speaks_before(const struct clause *c, const struct finding *than, const struct subject *s) {
	return stricter(c, than) ||
	       (c->status == than->clause->status && must_be_gone(c, s) < must_be_gone(than->clause, s));
}

/* Does it ask for what changes by itself: does a contract run? */
static bool changes_by_itself(const struct exception *e) {
	for (size_t i = 0; i < e->when.test_count; i++)
		if (e->when.tests[i].kind == TEST_UNDER_CONTRACT || e->when.tests[i].kind == TEST_CONTRACT_VALUE)
			return true;
	return false;
}

/*
 * The first exception that is known to take this clause away on that day; NULL
 * when none is. What holds today of a contract tells nothing of another day.
 */
static const struct exception *release_from(const struct clause *c, const struct judging *j, date on) {
	for (size_t i = 0; i < j->law->exception_count; i++) {
		const struct exception *e = &j->law->exceptions[i];

		if (on != j->subject->court->on && changes_by_itself(e))
			continue;
		if (is_exception_to(e, c, on) && exception_applies(e, j->subject) == TRI_TRUE)
			return e;
	}
	return NULL;
}

/* The day on which a clause is looked at: its first when it is yet to come, its last when it is over. */
static date day_of(const struct clause *c, date on) {
	if (c->in_force.from != DATE_NONE && on < c->in_force.from)
		return c->in_force.from;
	return c->in_force.until != DATE_NONE && on >= c->in_force.until ? c->in_force.until - 1 : on;
}

static void try_clause(const struct clause *c, const struct judging *j, struct findings *f) {
	struct finding found = { .clause = c };
	enum tri covers = clause_covers(c, j->subject, &found.missing);
	const struct exception *release;
	struct finding *best;

	if (covers == TRI_FALSE)
		return;
	release = release_from(c, j, day_of(c, j->subject->court->on));
	if (release)
		best = &f->released;
	else if (!span_has(c->in_force, j->subject->court->on))
		best = covers == TRI_TRUE ? &f->later : NULL;
	else if (covers == TRI_TRUE)
		best = &f->hit;
	else
		best = c->pass_unknown && !(found.missing & MISSING_WHICH_SOC) ? &f->passed : &f->open;
	if (!best || !speaks_before(c, best, j->subject))
		return;
	*best = found;
	if (best == &f->released)
		f->release = release;
}

static void judge_clauses(struct judging *j) {
	struct findings f = { 0 };

	for (size_t i = 0; i < j->law->clause_count; i++)
		try_clause(&j->law->clauses[i], j, &f);
	if (f.hit.clause) {
		judge_hit(j, f.hit.clause);
		if (f.open.clause && stricter(f.open.clause, &f.hit)) {
			SAY(j, STR("Clause "), f.open.clause->id, STR(" may say more: a fact it asks for is missing."));
			say_missing(j, f.open.missing);
		}
		if (f.released.clause && stricter(f.released.clause, &f.hit))
			say_release(j, &f);
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
	date on = j->subject->court->on;
	const struct span *pause = span_of(law->suspended, law->suspended_count, on);

	if (law->notice)
		SAY(j, STR("It is a notice and no rule on devices: nobody is bound by it in what they buy, sell or use."));
	else if (law->proposed)
		SAY(j, STR("It is a proposal: nobody is bound by it."));
	else if (law->note.from != DATE_NONE && on < law->note.from)
		SAY(j, STR("The rule is in force from "), say_day(j, law->note.from), STR(" on, not yet on "), say_day(j, on),
		    STR("."));
	else if (law->note.until != DATE_NONE && on >= law->note.until)
		SAY(j, STR("The rule ended on "), say_day(j, law->note.until), STR("."));
	else if (pause && pause->until != DATE_NONE)
		SAY(j, STR("The rule is suspended from "), say_day(j, pause->from), STR(" up to, not including, "),
		    say_day(j, pause->until), STR("."));
	else if (pause)
		SAY(j, STR("The rule is suspended since "), say_day(j, pause->from), STR("."));
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
	say_ahead(j, 0, doubt->ask);
}

struct verdict law_judge(arena *mem, const struct court *court, size_t law, const struct identity *identity,
			 const struct circumstances *circumstances) {
	const struct circumstances none = CIRCUMSTANCES_NONE;
	struct subject s = { court, identity, circumstances ? circumstances : &none };
	struct judging j = { .mem = mem, .law = &court->laws->at[law], .subject = &s };

	j.verdict = (struct verdict){ .law = &j.law->note, .by = DATE_NONE };
	if (!is_asleep(&j)) {
		const struct span *doubt = span_of(j.law->unsure, j.law->unsure_count, court->on);

		judge_clauses(&j);
		if (doubt)
			judge_unsure(&j, doubt);
		judge_decided(&j);
	}
	if (mem->full)
		return (struct verdict){ .law = &j.law->note, .status = STATUS_UNDETERMINED, .by = DATE_NONE };
	return j.verdict;
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

const struct kind_note *laws_kind(const struct laws *laws, str id) {
	for (size_t i = 0; i < laws->kind_count; i++)
		if (str_eq(laws->kinds[i].id, id))
			return &laws->kinds[i];
	return NULL;
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
