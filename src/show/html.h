#pragma once

/*
 * html: the parts of the report, one function each, in the order of the page.
 */

#include "show/html_text.h"
#include "show/names.h"
#include "show/tally.h"

void html_style(FILE *to);

/* Label and real maker: a sentence, the picture, and its table. */
void html_flows(FILE *to, const struct tally *t, const struct registry *r);

/* The picture alone: the first pairs of the tally, at most FLOW_BANDS_MAX; more are no picture any more. */
enum { FLOW_BANDS_MAX = 14 };
void html_flow_picture(FILE *to, const struct tally *t, const struct registry *r);

/* The rules, what they bind, and how many devices each of them meets. */
void html_laws(FILE *to, const struct tally *t);

/* All devices as rows, then each with its evidence; the gravest verdicts first. */
void html_devices(FILE *to, const struct report *report, const struct registry *r);

/* A status in words, with a shape beside it. */
void html_status(FILE *to, enum status status);

/* "Confirmed", … as a word. */
void html_grade(FILE *to, enum grade grade);

/* How this was made, what its words mean, and what it cannot know. */
void html_method(FILE *to, struct strs scopes);
