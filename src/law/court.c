/*
 * The laws as of one day.
 */

#include <errno.h>

#include "law/form.h"
#include "law/own.h"

static bool condition_names(const struct condition *c, const struct firm_set *set) {
	for (size_t i = 0; i < c->test_count; i++)
		if (c->tests[i].firms == set)
			return true;
	return false;
}

static bool law_names(const struct law *law, const struct firm_set *set) {
	for (size_t i = 0; i < law->clause_count; i++)
		if (condition_names(&law->clauses[i].when, set))
			return true;
	for (size_t i = 0; i < law->exception_count; i++)
		if (condition_names(&law->exceptions[i].when, set))
			return true;
	return false;
}

int court_of_law(arena *mem, const struct laws *laws, const struct registry *r, date on, const struct law *law,
		 struct court *ret_court) {
	const uint8_t **owned = arena_new(mem, const uint8_t *, laws->firm_set_count + 1);
	struct court court = { .laws = laws, .registry = r, .on = on, .owned = owned };
	size_t sets = 0;

	for (const struct firm_set *set = laws->firm_sets; set; set = set->next)
		sets += !law || law_names(law, set);
	uint8_t *answers = arena_bytes(mem, sets * r->company_count + 1);
	struct holdings *holdings = arena_new(mem, struct holdings, 1);
	if (!owned || !answers || !holdings || holdings_on(mem, r, on, holdings))
		return -ENOMEM;
	court.holdings = holdings;
	for (const struct firm_set *set = laws->firm_sets; set; set = set->next) {
		if (law && !law_names(law, set))
			continue;
		if (holdings_reach(*mem, holdings, set->firms, r, set->percent, answers))
			return -ENOMEM;
		owned[set->number] = answers;
		answers += r->company_count;
	}
	*ret_court = court;
	return 0;
}

int law_court(arena *mem, const struct laws *laws, const struct registry *r, date on, struct court *ret_court) {
	return court_of_law(mem, laws, r, on, NULL, ret_court);
}

enum tri court_owned(const struct court *court, const struct firm_set *set, str company) {
	const struct company *found = registry_company(court->registry, company);

	return found ? (enum tri)court->owned[set->number][found - court->registry->companies] : TRI_FALSE;
}
