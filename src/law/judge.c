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

/* The place of one more reason, which is written in `language`; NULL without room for it. */
static str *place_for(struct judging *j, enum tongue language) {
	struct verdict *v = j->verdict;

	if (v->because_count == VERDICT_REASONS_MAX)
		return NULL;
	v->because_in[v->because_count] = (uint8_t)language;
	return &v->because[v->because_count++];
}

void say(struct judging *j, enum tongue language, enum reason reason, const struct hole *holes, size_t count) {
	str *place = place_for(j, language);

	if (place)
		*place = reason_make(j->mem, language, reason, holes, count);
}

/* What the law says, as it stands. */
static void say_said(struct judging *j, const struct said *s) {
	str *place = place_for(j, j->spoken);

	if (place)
		*place = said_in(s, j->spoken);
}

void say_ahead(struct judging *j, size_t place, enum tongue language, str sentence) {
	struct verdict *v = j->verdict;

	for (size_t i = VERDICT_REASONS_MAX - 1; i > place; i--) {
		v->because[i] = v->because[i - 1];
		v->because_in[i] = v->because_in[i - 1];
	}
	v->because_count += v->because_count < VERDICT_REASONS_MAX;
	v->because[place] = sentence;
	v->because_in[place] = (uint8_t)language;
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

/* How sure the maker is, and by what most of all. */
static str maker_sentence(struct judging *j, str id) {
	const struct identity *identity = j->subject->identity;
	const struct claim *best = identity_best_claim(identity, id);
	bool sure = identity->maker.grade == GRADE_CONFIRMED, seen = best && best->seen && best->mark;
	enum reason reason = identity->decision ? R_CONFIRMED_EYES :
			     seen ? (sure ? R_CONFIRMED_BY : R_LIKELY_BY) : sure ? R_CONFIRMED : R_LIKELY;

	return reason_make(j->mem, j->language, reason, HOLES(HOLE_STR("maker", company_name(j, id)), HOLE_STR("id", id),
		HOLE_STR("number", identity->decision ? say_number(j, identity->decision) : (str){ 0 }),
		HOLE_STR("field", seen ? best->seen->field : (str){ 0 }), HOLE_STR("mark", seen ? best->mark->id : (str){ 0 })));
}

static void say_maker(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	str id = subject_maker(j->subject), *place = id.n ? place_for(j, j->language) : NULL;

	if (id.n == 0)
		return;
	if (j->maker->n == 0)
		*j->maker = maker_sentence(j, id);
	if (place)
		*place = *j->maker;
	str other = identity->decision && identity->maker.contested ? observed_maker(identity) : (str){ 0 };
	if (other.n)
		SAY(j, R_OTHER_SEEN, HOLE_STR("maker", company_name(j, other)), HOLE_STR("id", other));
}

static void say_label(struct judging *j) {
	const struct identity *identity = j->subject->identity;
	const struct brand *brand = registry_brand(j->subject->court->registry, identity->brand.id);

	if (identity->relabelled == TRI_TRUE && identity->brand.id.n)
		SAY(j, R_RELABELLED, HOLE_STR("brand", brand ? brand->name : identity->brand.id));
}

static void say_brand(struct judging *j) {
	static const enum reason by_grade[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = R_BRAND_POSSIBLE, [GRADE_POSSIBLE] = R_BRAND_POSSIBLE, [GRADE_LIKELY] = R_BRAND_LIKELY,
		[GRADE_CONFIRMED] = R_BRAND_CONFIRMED,
	};
	const struct belief *brand = &j->subject->identity->brand;
	const struct brand *known = registry_brand(j->subject->court->registry, brand->id);

	if (brand->id.n)
		SAY(j, by_grade[brand->grade], HOLE_STR("brand", known ? known->name : brand->id));
}

static bool clause_asks(const struct clause *c, enum test_kind kind) {
	for (size_t i = 0; i < c->when.test_count; i++)
		if (c->when.tests[i].kind == kind)
			return true;
	return false;
}

static str class_word(const struct judging *j) {
	return reason_of(j->language, (enum reason)(R_CAMERA + (int)j->subject->identity->class));
}

static void say_class(struct judging *j, const struct clause *c) {
	if (c->when.classes != (1u << CLASS_COUNT) - 1 && j->subject->identity->class != CLASS_UNKNOWN)
		SAY(j, R_CLASS, HOLE_STR("class", class_word(j)), HOLE_STR("clause", c->id));
}

/* A firm that counts because of its owners, and is not named itself. */
static void say_affiliate(struct judging *j, const struct clause *c) {
	str maker = subject_maker(j->subject);

	for (size_t i = 0; i < c->when.test_count; i++)
		if (c->when.tests[i].kind == TEST_MAKER && !strs_have(c->when.tests[i].values, maker))
			SAY(j, R_OWNED, HOLE_STR("maker", company_name(j, maker)));
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
		SAY(j, R_PART, HOLE_STR("firm", company_name(j, part)), HOLE_STR("id", part));
	else if (soc->grade >= GRADE_LIKELY)
		SAY(j, soc->grade == GRADE_CONFIRMED ? R_CHIP_CONFIRMED : R_CHIP_LIKELY, HOLE_STR("firm", company_name(j, soc->id)),
		    HOLE_STR("id", soc->id));
}

static void say_contract(struct judging *j) {
	date end = subject_contract_end(j->subject);

	if (end == DATE_NONE)
		SAY_PLAIN(j, R_CONTRACT_NONE);
	else
		SAY(j, R_CONTRACT, HOLE_DATE("day", end));
}

/* In English a kind is called by its name in data/laws. */
static str kind_word(const struct judging *j, str id) {
	const struct kind_note *kind = laws_kind(j->subject->court->laws, id);

	return kind && j->language != TONGUE_EN && kind->means.in[j->language].n ? kind->means.in[j->language] : id;
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
			SAY(j, R_MADE_IN, HOLE_STR("country", told->made_in));
		else if (kind == TEST_KIND)
			SAY(j, R_KIND, HOLE_STR("kind", kind_word(j, told->kind)));
		else if (kind == TEST_UNDER_CONTRACT)
			say_contract(j);
		else if (kind == TEST_CONTRACT_VALUE)
			SAY(j, R_CONTRACT_WORTH, HOLE_STR("amount", c->tests[i].values.at[0]));
		else if ((kind == TEST_ACQUIRED_BEFORE || kind == TEST_ACQUIRED_FROM) && !said++)
			SAY(j, R_ACQUIRED, HOLE_DATE("day", told->acquired));
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
			SAY_SPOKEN(j, R_ASK, HOLE_STR("ask", said_in(&e->ask, j->spoken)));
	}
}

static void judge_hit(struct judging *j, const struct clause *c) {
	/* A rule that is only hearsay convicts nobody. */
	bool weak = j->law->trust < TRUST_MEDIUM && c->status != STATUS_UNDETERMINED;

	j->verdict->status = weak ? STATUS_UNDETERMINED : c->status;
	say_said(j, &c->because);
	if (weak)
		SAY_PLAIN(j, R_WEAK);
	if (clause_asks(c, TEST_MAKER) || clause_asks(c, TEST_MAKER_COUNTRY) || clause_asks(c, TEST_OWNER_COUNTRY))
		say_maker(j);
	if (clause_asks(c, TEST_BRAND_COUNTRY))
		say_brand(j);
	say_affiliate(j, c);
	if (!weak) {
		j->verdict->by = clause_day(c, j->law, j->subject);
		say_day(j, c);
	}
	say_label(j);
	say_class(j, c);
	say_told(j, &c->when);
	say_exceptions(j, c);
}

static void say_missing(struct judging *j, unsigned missing) {
	const struct belief *maker = &j->subject->identity->maker;

	for (unsigned i = 0; i < MISSING_COUNT; i++)
		if (missing >> i & 1)
			SAY_PLAIN(j, (enum reason)(R_NO_MAKER + (int)i));
	if ((missing & MISSING_MAKER) && maker->grade == GRADE_POSSIBLE && maker->id.n)
		SAY(j, R_POSSIBLE, HOLE_STR("maker", company_name(j, maker->id)));
}

static void judge_open(struct judging *j, const struct finding *f) {
	j->verdict->status = STATUS_UNDETERMINED;
	say_missing(j, f->missing);
	SAY_SPOKEN(j, R_CLAUSE_SAYS, HOLE_STR("because", said_in(&f->clause->because, j->spoken)));
	if (!(f->missing & MISSING_MAKER))
		say_maker(j);
}

static void judge_later(struct judging *j, const struct clause *c) {
	date on = j->subject->court->on;
	bool before = c->in_force.from != DATE_NONE && on < c->in_force.from;

	j->verdict->status = STATUS_NOT_IN_FORCE;
	if (before)
		SAY(j, R_NOT_YET, HOLE_STR("clause", c->id), HOLE_DATE("day", c->in_force.from));
	else
		SAY(j, R_NO_LONGER, HOLE_STR("clause", c->id), HOLE_DATE("day", c->in_force.until));
	say_said(j, &c->because);
	say_maker(j);
}

/* Why a device is clear whose maker nobody knows: for its kind, or for what else is known of it. */
static void say_whoever(struct judging *j) {
	enum device_class class = j->subject->identity->class;
	bool reached = false;

	for (size_t i = 0; i < j->law->clause_count; i++)
		reached |= clause_reaches_class(&j->law->clauses[i], j->subject);
	if (reached)
		SAY_PLAIN(j, R_WHOEVER);
	else if (class != CLASS_UNKNOWN)
		SAY(j, R_WHOEVER_CLASS, HOLE_STR("class", class_word(j)));
}

static void say_release(struct judging *j, const struct findings *f) {
	say_said(j, f->release->because.in[TONGUE_EN].n ? &f->release->because : &f->release->what);
	SAY(j, R_EXCEPTED, HOLE_STR("clause", f->released.clause->id));
	say_told(j, &f->release->when);
}

static void judge_clear(struct judging *j, const struct findings *f) {
	j->verdict->status = STATUS_CLEAR;
	if (f->released.clause)
		say_release(j, f);
	else if (!f->passed.clause)
		SAY_PLAIN(j, R_COVERED_BY_NONE);
	if (subject_maker(j->subject).n)
		say_maker(j);
	else if (!f->released.clause && !f->passed.clause)
		say_whoever(j);
	if (f->passed.clause) {
		j->verdict->is_partial = true;
		SAY(j, R_NOT_LOOKED_INTO, HOLE_STR("clause", f->passed.clause->id));
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
static date must_be_gone(const struct clause *c, const struct judging *j) {
	date day = clause_day(c, j->law, j->subject);

	return day != DATE_NONE ? day : c->status == STATUS_PROHIBITED ? INT32_MIN : INT32_MAX;
}

/* Of two clauses of one status the one that sets the earlier day speaks; of equals the first. */
static bool speaks_before(const struct clause *c, const struct finding *than, const struct judging *j) {
	return stricter(c, than) ||
	       (c->status == than->clause->status && must_be_gone(c, j) < must_be_gone(than->clause, j));
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
	if (!best || !speaks_before(c, best, j))
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
			SAY(j, R_MAY_SAY_MORE, HOLE_STR("clause", f.open.clause->id));
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

static const struct doubt *doubt_on(const struct law *law, date on) {
	for (size_t i = 0; i < law->unsure_count; i++)
		if (span_has(law->unsure[i].days, on))
			return &law->unsure[i];
	return NULL;
}

/* True when the law binds nobody that day, with the reason said. */
static bool is_asleep(struct judging *j) {
	const struct law *law = j->law;
	date on = j->subject->court->on;
	const struct span *pause = span_of(law->suspended, law->suspended_count, on);

	if (law->notice)
		SAY_PLAIN(j, R_LAW_NOTICE);
	else if (law->proposed)
		SAY_PLAIN(j, R_LAW_PROPOSED);
	else if (law->note.from != DATE_NONE && on < law->note.from)
		SAY(j, R_LAW_COMING, HOLE_DATE("from", law->note.from), HOLE_DATE("day", on));
	else if (law->note.until != DATE_NONE && on >= law->note.until)
		SAY(j, R_LAW_ENDED, HOLE_DATE("day", law->note.until));
	else if (pause && pause->until != DATE_NONE)
		SAY(j, R_LAW_SUSPENDED_UNTIL, HOLE_DATE("from", pause->from), HOLE_DATE("day", pause->until));
	else if (pause)
		SAY(j, R_LAW_SUSPENDED, HOLE_DATE("day", pause->from));
	else
		return false;
	j->verdict->status = STATUS_NOT_IN_FORCE;
	return true;
}

/*
 * Days on which nobody knows whether the rule is in force: what it does not
 * cover stays clear, the rest is a question.
 */
static void judge_unsure(struct judging *j, const struct doubt *doubt) {
	if (j->verdict->status == STATUS_CLEAR || j->verdict->status == STATUS_UNDETERMINED)
		return;
	j->verdict->status = STATUS_UNDETERMINED;
	j->verdict->by = DATE_NONE;
	say_ahead(j, 0, j->spoken, said_in(&doubt->ask, j->spoken));
}

static void judge_one(arena *mem, size_t law, const struct subject *s, str *maker, struct verdict *ret_verdict) {
	const struct court *court = s->court;
	const struct law_note *note = law_note_in(court->laws, law, court->language);
	struct judging j = { .mem = mem, .law = &court->laws->at[law], .subject = s, .language = court->language,
			     .spoken = note->language, .maker = maker, .verdict = ret_verdict };

	*ret_verdict = (struct verdict){ .law = note, .by = DATE_NONE };
	if (!is_asleep(&j)) {
		const struct doubt *doubt = doubt_on(j.law, court->on);

		judge_clauses(&j);
		if (doubt)
			judge_unsure(&j, doubt);
		judge_decided(&j);
	}
	if (mem->full)
		*ret_verdict = (struct verdict){ .law = note, .status = STATUS_UNDETERMINED, .by = DATE_NONE };
}

void law_judge_all(arena *mem, const struct court *court, const size_t *laws, size_t count, const struct identity *identity,
		   const struct circumstances *circumstances, struct verdict *ret_verdicts) {
	const struct circumstances none = CIRCUMSTANCES_NONE;
	const struct subject s = { court, identity, circumstances ? circumstances : &none };
	str maker = { 0 };

	for (size_t i = 0; i < count; i++)
		judge_one(mem, laws[i], &s, &maker, &ret_verdicts[i]);
}

struct verdict law_judge(arena *mem, const struct court *court, size_t law, const struct identity *identity,
			 const struct circumstances *circumstances) {
	struct verdict verdict;

	law_judge_all(mem, court, &law, 1, identity, circumstances, &verdict);
	return verdict;
}

const struct law_note *law_note(const struct laws *laws, size_t i) {
	return &laws->at[i].note;
}

const struct law_note *law_note_in(const struct laws *laws, size_t i, enum tongue language) {
	const struct law_note *spoken = laws->at[i].spoken[language];

	return spoken ? spoken : &laws->at[i].note;
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
