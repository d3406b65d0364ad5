#pragma once

/*
 * cards: one entry of the knowledge with all that hangs on it, for people;
 * and the rows and lines in which many entries are listed.
 */

#include "fact/dossier.h"
#include "fact/restriction.h"
#include "show/show.h"

/* As what an entry was found when its id and its name do not show it: an alias, a name in another script. */
struct found {
	str as; /* empty when nothing needs to be said */
};

struct company_card {
	const struct company *company;
	struct found found;
	str reading; /* of its native name; may be empty */
	struct restrictions restrictions;
	size_t mark_count;      /* marks that name it as maker of a device or a chip */
	size_t mac_block_count; /* blocks of MAC addresses that the IEEE gave to it */
	const struct dossier *dossier; /* NULL: there is none */
	struct asked asked;            /* what a buyer must still ask */
};

void show_company_json(struct json_out *j, const struct company_card *card, const struct registry *r);
void show_company_table(FILE *to, const struct look *look, const struct company_card *cards, size_t count);
void show_company_card(FILE *to, const struct look *look, const struct company_card *card, const struct registry *r);

/*
 * What is said of a company and what must still be asked: sections for
 * people, or keys of an object that the caller has opened. `dossier` may be NULL.
 */
void show_dossier(FILE *to, const struct look *look, const struct dossier *dossier, const struct asked *asked);
void show_dossier_json(struct json_out *j, const struct dossier *dossier, const struct asked *asked);

/* The owners above a company, itself, and what it owns, as a tree; holdings that do not hold on look->on are said to. */
void show_ownership(FILE *to, const struct look *look, const struct company *company, const struct registry *r);

struct brand_card {
	const struct brand *brand;
	struct found found;
	const struct restrictions *by_maker; /* one for each of brand->makers */
};

void show_brand_json(struct json_out *j, const struct brand_card *card);
void show_brand_table(FILE *to, const struct look *look, const struct brand_card *cards, size_t count);
void show_brand_card(FILE *to, const struct look *look, const struct brand_card *card, const struct registry *r);

/* A mark; conditions, claims and examples as they are written, one line of text each. */
struct mark_card {
	const struct mark_note *note;
	struct found found; /* the maker's name by which it was found */
	enum strength strength;
	str when, unless, claim;
	struct strs examples, counters;
};

void show_mark_json(struct json_out *j, const struct mark_card *card);
void show_mark_table(FILE *to, const struct look *look, const struct mark_card *cards, size_t count);
void show_mark_card(FILE *to, const struct look *look, const struct mark_card *card);

/* One device of an estate, as it was judged last. */
struct touched_device {
	str name, maker, model, site; /* all but the name may be empty */
	enum status status;
};

/* Whom a law touches in an estate. */
struct touched {
	str file, law;
	date judged_on; /* no verdict is older than of this day; DATE_NONE: there is none */
	uint64_t counts[STATUS_COUNT]; /* devices, by what the law says of them; those that it leaves alone are not counted */
	const struct touched_device *devices; /* the first of them, the strictest status first */
	size_t device_count;
};

struct law_card {
	const struct law_page *page;
	struct found found; /* the company that it meets, when it was found by that */
	const struct touched *estate; /* NULL: there is none */
};

/* A section of the law's card; and the same as one object. */
void show_touched(FILE *to, const struct look *look, const struct touched *touched, const struct registry *r);
void show_touched_json(struct json_out *j, const struct touched *touched);

void show_law_json(struct json_out *j, const struct law_card *card, date on);
void show_law_table(FILE *to, const struct look *look, const struct law_card *cards, size_t count);
void show_law_card(FILE *to, const struct look *look, const struct law_card *card, const struct registry *r);
