#pragma once

/*
 * dossiers: what is said of companies, from data/dossiers; and the questions
 * that due diligence leaves open.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/dossier.h"

/*
 * Loads all dossiers. Refused, with the place: a company that is not in `r`, a
 * statement without source or trust, an allegation that nobody is named for,
 * an answer to what nobody said, a day behind that of the material, and words
 * that say what somebody meant. 0, TREE_WRONG or -ENOMEM. `law` of a decision
 * is not looked up: laws are no business of this room. Slices point into the
 * tree; tree and registry must outlive the dossiers.
 */
int dossiers_load(arena *mem, const struct tree *t, const struct registry *r, struct dossiers *ret_dossiers,
		  struct complaint *reterr);

/* What a dossier is asked about. */
struct diligence {
	const struct company *company;
	const struct dossier *dossier; /* NULL: there is none */
	const struct restrictions *restrictions; /* that meet the company on that day */
	date on;
};

/*
 * The questions that a buyer must still put, each with the gap that makes it
 * open: by the steps of due diligence, first those that follow from what is
 * on record. Empty and mem->full when `mem` is full.
 */
struct asked diligence_questions(arena *mem, const struct diligence *d);
