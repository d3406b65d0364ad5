#include "fact/restriction.h"

const char *const standing_names[STANDING_COUNT] = {
	[STANDING_PROPOSED] = "proposed", [STANDING_COMING] = "coming", [STANDING_IN_FORCE] = "in-force",
	[STANDING_SUSPENDED] = "suspended", [STANDING_UNSURE] = "unsure", [STANDING_ENDED] = "ended",
	[STANDING_NOTICE] = "notice",
};

const char *const reach_names[REACH_COUNT] = {
	[REACH_NAMED] = "name", [REACH_OWNED] = "ownership", [REACH_COUNTRY] = "country",
	[REACH_OWNER_COUNTRY] = "owner-country", [REACH_CHIP] = "chip", [REACH_LABEL] = "label",
};

static bool any_has(const struct span *spans, size_t count, date on) {
	for (size_t i = 0; i < count; i++)
		if (on >= spans[i].from && (spans[i].until == DATE_NONE || on < spans[i].until))
			return true;
	return false;
}

enum standing law_page_standing(const struct law_page *page, const struct clause_note *clause, date on) {
	struct span days = clause ? clause->days : (struct span){ .from = page->note->from, .until = page->note->until };

	if (page->notice)
		return STANDING_NOTICE;
	if (page->proposed)
		return STANDING_PROPOSED;
	if (days.from != DATE_NONE && on < days.from)
		return STANDING_COMING;
	if (days.until != DATE_NONE && on >= days.until)
		return STANDING_ENDED;
	if (any_has(page->suspended, page->suspended_count, on))
		return STANDING_SUSPENDED;
	return any_has(page->unsure, page->unsure_count, on) ? STANDING_UNSURE : STANDING_IN_FORCE;
}
