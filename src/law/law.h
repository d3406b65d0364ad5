#pragma once

/*
 * law: an identity, its circumstances, a law and a day give a verdict. A
 * function of its arguments: no files, no clocks.
 *
 * A law is data: data/laws, in the form that doc/laws.md explains and
 * data/laws/schema.json describes. Its clauses are tried with three answers,
 * yes, no and not known; what is not known makes the verdict `undetermined`
 * and becomes a question.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/circumstances.h"
#include "fact/identity.h"
#include "fact/restriction.h"

/*
 * A text of the data in each language in which somebody said it: always in
 * English, the empty slice where nobody did.
 */
struct said {
	str in[TONGUE_COUNT];
};

struct law;      /* one law as loaded; see law/form.h */
struct firm_set; /* firms that laws name; likewise */
struct holdings; /* who owns whom; see law/own.h */

/* Somebody whom laws bind: "nl-municipality". */
struct role_note {
	str id;
	struct said means; /* one line for people */
	bool named; /* may carry a name of its own: "nl-municipality:utrecht" */
};

/* What a device is, finer than its class: "router". */
struct kind_note {
	str id;
	struct said means; /* one line for people */
	uint32_t classes; /* bit n: one of device class n may be of this kind */
};

struct laws {
	struct law *at; /* sorted by id */
	size_t count;
	const struct role_note *roles; /* sorted by id */
	size_t role_count;
	const struct kind_note *kinds; /* sorted by id */
	size_t kind_count;
	const struct firm_set *firm_sets; /* the last that was numbered first */
	size_t firm_set_count;
};

/*
 * Loads laws and roles from a tree of data/laws files. Refuses a law without
 * source, example or counter-example, unknown words, roles, companies or
 * dates. 0, TREE_WRONG and the complaint, or -ENOMEM when `mem` is full.
 * Slices point into the tree; tree and registry must outlive the laws.
 */
int laws_load(arena *mem, const struct tree *t, const struct registry *r, struct laws *ret_laws,
	      struct complaint *reterr);

/* In English, or in another language where somebody put it into that; note->language says which it is. */
const struct law_note *law_note(const struct laws *laws, size_t i);
const struct law_note *law_note_in(const struct laws *laws, size_t i, enum tongue language);

/* The law with this id; laws->count when there is none. */
size_t laws_find(const struct laws *laws, str id);

/* Is this a role of the table, or a named one of a role that takes names? */
bool laws_know_role(const struct laws *laws, str role);

/* The kind with this id; NULL when there is none. */
const struct kind_note *laws_kind(const struct laws *laws, str id);

/*
 * Does the law bind this role? What binds "nl-municipality" binds
 * "nl-municipality:amsterdam" too. What binds only "nl-municipality:amsterdam"
 * binds neither "nl-municipality:utrecht" nor "nl-municipality" as such.
 */
bool law_binds(const struct laws *laws, size_t i, str role);

/*
 * The laws as of one day: who is owned by whom is found once for all clauses
 * and all devices. Laws and registry must outlive it; it can be shared by
 * threads. 0, or -ENOMEM when `mem` is full. What stays in `mem` is a byte
 * for each company and each set of firms that laws name, and 16 bytes for each
 * company and each owner of one.
 */
struct court {
	const struct laws *laws;
	const struct registry *registry;
	date on;
	const uint8_t *const *owned; /* by firm set, then by company: enum tri */
	const struct holdings *holdings;
	enum tongue language; /* of verdicts, as people read them: English unless somebody sets another */
};
int law_court(arena *mem, const struct laws *laws, const struct registry *r, date on, struct court *ret_court);

/*
 * Judges one device by law number `law`. A maker graded likely or confirmed
 * is taken as a fact and the reasons name the grade; a lesser one leaves what
 * depends on it undetermined. Decisions that hold on the day are applied last
 * and come first in the reasons: none makes a verdict stricter but
 * DECISION_CASE, which has a status of its own, and what is clear or not in
 * force stays so. Sentences are made in `mem`, which with laws, tree and
 * circumstances must outlive them; when it is full the verdict is
 * STATUS_UNDETERMINED without reasons and mem->full is set. `circumstances`
 * may be NULL: none are known.
 *
 * Reasons are whole sentences of the court's language, and v.law is the note
 * in that language; where a law was not put into it, its own words stand in
 * English, and v.because_in and the note say so. All else of a verdict is the
 * same in every language.
 */
struct verdict law_judge(arena *mem, const struct court *court, size_t law, const struct identity *identity,
			 const struct circumstances *circumstances);

/* The same by several laws, by number; a sentence that is the same in many of the verdicts is made once. */
void law_judge_all(arena *mem, const struct court *court, const size_t *laws, size_t count, const struct identity *identity,
		   const struct circumstances *circumstances, struct verdict *ret_verdicts);

/*
 * All of a device that laws look at or speak of. Two devices of equal sight
 * get the same verdicts, word for word: an estate has thousands of devices and
 * few sights. The slices are the identity's and the circumstances'.
 */
struct law_sight {
	str maker, brand;
	str soc, soc_rival; /* the rival that is the strongest; empty when there is none */
	str field, mark; /* of the claim that speaks loudest for the maker */
	enum grade maker_grade, brand_grade, soc_grade;
	enum device_class class;
	enum tri relabelled;
	uint64_t decision; /* that settled the maker */
	const struct circumstances *circumstances; /* NULL: none are known */
};

struct law_sight law_sight_of(const struct identity *identity, const struct circumstances *circumstances);

/*
 * The same sight for as long as `mem`: what is not the knowledge's own is
 * copied. Enough to compare with, not to judge by. mem->full when it is full.
 */
struct law_sight law_sight_keep(arena *mem, const struct law_sight *s);
bool law_sight_eq(const struct law_sight *a, const struct law_sight *b);
uint64_t law_sight_hash(const struct law_sight *s);

/*
 * Runs the dated examples and counter-examples that every law carries.
 * 0; TREE_WRONG and the first one that does not come out as it says; or
 * -ENOMEM when `mem` is too small for a court (4 MiB are plenty).
 */
int laws_check(arena mem, const struct laws *laws, const struct tree *t, const struct registry *r,
	       struct complaint *reterr);

/*
 * Loads law by law and runs the examples, for an author who wants to see all
 * that is wrong at once: `hear` is told the first complaint of each part of a
 * law (its days, a clause, an exception, an example, …) that does not load, and
 * of each example of a law that loads and does not come out as it says.
 * 0, or -ENOMEM; `*ret_wrong` counts the complaints.
 */
typedef void law_hear(void *to, const struct complaint *c);
int laws_check_each(arena mem, const struct tree *t, const struct registry *r, law_hear *hear, void *to,
		    size_t *ret_wrong);

/*
 * All laws as people read them, in the order of `laws`: an array of
 * laws->count in `mem`, NULL when that is full. `t` is the tree that they
 * were loaded from; both must outlive the pages.
 */
const struct law_page *laws_pages(arena *mem, const struct laws *laws, const struct tree *t);

/* The same in a language; a law that was not put into it stays English, and its note says so. */
const struct law_page *laws_pages_in(arena *mem, const struct laws *laws, const struct tree *t, enum tongue language);

/*
 * The clauses that meet a company: as a maker, as a maker of chips or parts,
 * as the owner of a label. What a clause asks of the device itself (its kind,
 * where it was manufactured) stays a condition. A company that is not in the
 * registry is met by nothing. `pages` are those of the court's laws. An empty
 * list and mem->full when `mem` is full.
 */
struct restrictions laws_restrictions(arena *mem, const struct court *court, const struct law_page *pages,
				      str company);
