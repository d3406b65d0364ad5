#pragma once

/*
 * law: an identity, a law and a day give a verdict. A function of its
 * arguments: no files, no clocks.
 *
 * A law is data: data/laws, in the form that doc/laws.md explains and
 * data/laws/schema.json describes. Its clauses are tried with three answers,
 * yes, no and not known; what is not known makes the verdict `undetermined`
 * and becomes a question.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/identity.h"
#include "fact/restriction.h"

struct law; /* one law as loaded; see law/form.h */

/* Somebody whom laws bind: "nl-municipality". */
struct role_note {
	str id;
	str means; /* one line for people */
	bool named; /* may carry a name of its own: "nl-municipality:utrecht" */
};

struct laws {
	struct law *at; /* sorted by id */
	size_t count;
	const struct role_note *roles; /* sorted by id */
	size_t role_count;
};

/*
 * Loads laws and roles from a tree of data/laws files. Refuses a law without
 * source, example or counter-example, unknown words, roles, companies or
 * dates. 0, TREE_WRONG and the complaint, or -ENOMEM when `mem` is full.
 * Slices point into the tree; tree and registry must outlive the laws.
 */
int laws_load(arena *mem, const struct tree *t, const struct registry *r, struct laws *ret_laws,
	      struct complaint *reterr);

const struct law_note *law_note(const struct laws *laws, size_t i);

/* The law with this id; laws->count when there is none. */
size_t laws_find(const struct laws *laws, str id);

/* Is this a role of the table, or a named one of a role that takes names? */
bool laws_know_role(const struct laws *laws, str role);

/*
 * Does the law bind this role? What binds "nl-municipality" binds
 * "nl-municipality:amsterdam" too. What binds only "nl-municipality:amsterdam"
 * binds neither "nl-municipality:utrecht" nor "nl-municipality" as such.
 */
bool law_binds(const struct laws *laws, size_t i, str role);

/*
 * Judges one device by law number `i` as it stood on `on`. A maker graded
 * likely or confirmed is taken as a fact and the reasons name the grade; a
 * lesser one leaves what depends on it undetermined. Sentences are made in
 * `mem`, which with laws and tree must outlive them; when it is full the
 * verdict is STATUS_UNDETERMINED without reasons and mem->full is set.
 */
struct verdict law_judge(arena *mem, const struct laws *laws, size_t i, const struct registry *r,
			 const struct identity *identity, date on);

/*
 * All of an identity that laws look at or speak of. Two devices of equal sight
 * get the same verdicts, word for word: an estate has thousands of devices and
 * few sights. The slices are the identity's.
 */
struct law_sight {
	str maker, brand;
	str soc, soc_rival; /* the rival that is the strongest; empty when there is none */
	str field, mark; /* of the claim that speaks loudest for the maker */
	enum grade maker_grade, brand_grade, soc_grade;
	enum device_class class;
	enum tri relabelled;
};

struct law_sight law_sight_of(const struct identity *identity);
bool law_sight_eq(const struct law_sight *a, const struct law_sight *b);
uint64_t law_sight_hash(const struct law_sight *s);

/*
 * Runs the dated examples and counter-examples that every law carries.
 * 0; TREE_WRONG and the first one that does not come out as it says; or
 * -ENOMEM when `mem` is too small to judge one example (16 KiB are plenty).
 */
int laws_check(arena mem, const struct laws *laws, const struct tree *t, const struct registry *r,
	       struct complaint *reterr);

/*
 * All laws as people read them, in the order of `laws`: an array of
 * laws->count in `mem`, NULL when that is full. `t` is the tree that they
 * were loaded from; both must outlive the pages.
 */
const struct law_page *laws_pages(arena *mem, const struct laws *laws, const struct tree *t);

/*
 * The clauses that meet a company: as a maker, as a maker of chips, as the
 * owner of a label. What a clause asks of the device itself (its kind, where
 * it was manufactured) stays a condition. A company that is not in `r` is met
 * by nothing. An empty list and mem->full when `mem` is full.
 */
struct restrictions laws_restrictions(arena *mem, const struct laws *laws, const struct law_page *pages,
				      const struct registry *r, str company, date on);
