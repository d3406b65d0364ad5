#pragma once

/*
 * shown: ids of the contract as words on a terminal, those of the papers
 * (show/words.h), so that a screen and a paper of one estate agree. What in
 * English is a plain word already is there the id itself, with which queries
 * are asked; statuses are words in every language.
 */

#include "fact/identity.h"
#include "fact/verdict.h"
#include "fact/circumstances.h"

/* "prohibited for new purchases"; and what it means, as a sentence. */
const char *shown_status(enum status status);
const char *shown_meaning(enum status status);

const char *shown_grade(enum grade grade);
const char *shown_likelihood(enum likelihood likelihood);
const char *shown_class(enum device_class class);
const char *shown_decision(enum decision_kind kind);
const char *shown_strength(enum strength strength);

/* "China" for "CN"; the code itself when it is none of ours. */
str shown_country(str code);
