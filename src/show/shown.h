#pragma once

/*
 * shown: ids of the contract as words on a terminal. In English they are the
 * ids themselves, with which queries are asked; in another language the words
 * are those of the papers (show/words.h), so that a screen and a paper of one
 * estate agree.
 */

#include "fact/identity.h"
#include "fact/verdict.h"
#include "fact/circumstances.h"

const char *shown_status(enum status status);
const char *shown_grade(enum grade grade);
const char *shown_likelihood(enum likelihood likelihood);
const char *shown_class(enum device_class class);
const char *shown_decision(enum decision_kind kind);
const char *shown_strength(enum strength strength);

/* A status in the words of a card, "licence required"; and what it means, as a sentence without a full stop. */
const char *shown_verdict(enum status status);
const char *shown_meaning(enum status status);

/* "China" for "CN"; the code itself when it is none of ours. */
str shown_country(str code);
