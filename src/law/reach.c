/*
 * Which clauses meet a company. Each test is put as if a device were
 * confirmed to be of that company's make, under its own label, with its own
 * chip; what the test says then shows by what the clause would meet it.
 */

#include "law/form.h"
#include "law/own.h"

struct asking {
	const struct court *court;
	str company;
	arena scratch;
};

/* One test by itself. */
static enum tri answer_to(const struct asking *a, const struct law_test *test) {
	const uint32_t every = (1u << CLASS_COUNT) - 1;
	struct belief sure = { .id = a->company, .confidence = 1, .grade = GRADE_CONFIRMED, .contested = false };
	struct identity identity = { .maker = sure, .soc = sure, .class = CLASS_OTHER, .relabelled = TRI_FALSE };
	const struct circumstances none = CIRCUMSTANCES_NONE;
	struct subject subject = { a->court, &identity, &none };
	struct condition one = { .test_count = 1, .classes = every };
	unsigned missing = 0;

	one.tests[0] = *test;
	enum tri answer = condition_holds(&one, &subject, &missing);

	/* A country that nobody knows is no suspicion; shares that nobody knows are one (see law/own.h). */
	return answer == TRI_UNKNOWN && !(missing & MISSING_SHARES) ? TRI_FALSE : answer;
}

/*
 * The first firm of the list that by itself owns, or may own, enough of the
 * company; empty when it takes several.
 */
static str owner_through(const struct asking *a, const struct law_test *test) {
	const struct registry *r = a->court->registry;
	const struct company *company = registry_company(r, a->company);
	arena scratch = a->scratch;
	uint8_t *answers = arena_bytes(&scratch, r->company_count);

	if (!answers || !company)
		return (str){ 0 };
	for (size_t i = 0; i < test->values.count; i++) {
		struct strs one = { &test->values.at[i], 1 };

		if (holdings_reach(scratch, a->court->holdings, one, r, test->firms->percent, answers))
			return (str){ 0 };
		if (answers[company - r->companies] != TRI_FALSE)
			return test->values.at[i];
	}
	return (str){ 0 };
}

/* How a test of this kind reaches: as the maker, by the chip, by the label, or not by who the company is. */
static enum reach reach_of(const struct law_test *test, str company) {
	static const enum reach by_kind[TEST_COUNT] = {
		[TEST_MAKER] = REACH_OWNED, [TEST_MAKER_COUNTRY] = REACH_COUNTRY,
		[TEST_OWNER_COUNTRY] = REACH_OWNER_COUNTRY, [TEST_MADE_IN] = REACH_COUNT,
		[TEST_MADE_OUTSIDE] = REACH_COUNT, [TEST_SOC] = REACH_CHIP, [TEST_BRAND_COUNTRY] = REACH_LABEL,
		[TEST_COMPONENT] = REACH_CHIP, [TEST_KIND] = REACH_COUNT, [TEST_ACQUIRED_BEFORE] = REACH_COUNT,
		[TEST_ACQUIRED_FROM] = REACH_COUNT, [TEST_UNDER_CONTRACT] = REACH_COUNT,
		[TEST_CONTRACT_VALUE] = REACH_COUNT,
	};

	return test->kind == TEST_MAKER && strs_have(test->values, company) ? REACH_NAMED : by_kind[test->kind];
}

/* Is the company's seat in the data, but from memory alone? */
static bool seat_is_remembered(const struct company *c) {
	return c->trust == TRUST_HINT || strs_have(c->unsure, STR("country")) || strs_have(c->unsure, STR("all"));
}

/* Tests of the maker decide when there are any; else those of the chip; else those of the label. */
static bool meets(const struct asking *a, const struct clause *c, struct restriction *ret) {
	struct restriction found = { .reach = REACH_COUNT, .sure = true };

	for (size_t i = 0; i < c->when.test_count; i++) {
		const struct law_test *test = &c->when.tests[i];
		enum reach reach = reach_of(test, a->company);
		enum tri answer = reach == REACH_COUNT ? TRI_UNKNOWN : answer_to(a, test);

		if (reach == REACH_COUNT)
			continue;
		if (answer == TRI_FALSE && reach < REACH_CHIP)
			return false;
		if (answer == TRI_FALSE || reach >= found.reach)
			continue;
		found.reach = reach;
		found.sure = answer == TRI_TRUE;
		found.through = reach == REACH_OWNED ? owner_through(a, test) : (str){ 0 };
	}
	if (found.reach == REACH_COUNT)
		return false;
	if (found.reach == REACH_COUNTRY || found.reach == REACH_LABEL)
		found.remembered = seat_is_remembered(registry_company(a->court->registry, a->company));
	*ret = found;
	return true;
}

static bool binds(const struct law_page *law) {
	return !law->proposed && !law->notice;
}

/* By the day from which the law meets it, what binds nobody last; then by the law, then in the law's own order. */
static bool comes_before(const struct restriction *a, const struct restriction *b) {
	if (binds(a->law) != binds(b->law))
		return binds(a->law);
	if (a->first != b->first)
		return a->first < b->first;
	return str_cmp(a->law->note->id, b->law->note->id) < 0;
}

static void insert(struct restriction *list, size_t *count, const struct restriction *one) {
	size_t i = (*count)++;

	for (; i > 0 && comes_before(one, &list[i - 1]); i--)
		list[i] = list[i - 1];
	list[i] = *one;
}

/* The clauses of one law that meet the company, into `found`, which has room for all; how many. */
static size_t meet_law(const struct asking *a, const struct law *law, const struct law_page *page,
		       struct restriction *found) {
	date first = DATE_NONE;
	size_t count = 0;

	for (size_t k = 0; k < page->clause_count; k++) {
		struct restriction *one = &found[count];

		if (!meets(a, &law->clauses[k], one))
			continue;
		one->law = page;
		one->clause = &page->clauses[k];
		one->standing = law_page_standing(page, one->clause, a->court->on);
		first = count++ == 0 || one->clause->days.from < first ? one->clause->days.from : first;
	}
	for (size_t i = 0; i < count; i++)
		found[i].first = first;
	return count;
}

struct restrictions laws_restrictions(arena *mem, const struct court *court, const struct law_page *pages,
				      str company) {
	const struct laws *laws = court->laws;
	size_t all = 0, most = 0, count = 0;

	if (!registry_company(court->registry, company))
		return (struct restrictions){ 0 };
	for (size_t i = 0; i < laws->count; i++) {
		all += laws->at[i].clause_count;
		most = laws->at[i].clause_count > most ? laws->at[i].clause_count : most;
	}
	struct restriction *list = arena_new(mem, struct restriction, all);
	struct restriction *found = arena_new(mem, struct restriction, most);
	struct asking a = { court, company, *mem };
	for (size_t i = 0; list && found && i < laws->count; i++) {
		size_t met = meet_law(&a, &laws->at[i], &pages[i], found);

		for (size_t k = 0; k < met; k++)
			insert(list, &count, &found[k]);
	}
	return (struct restrictions){ list, count };
}
