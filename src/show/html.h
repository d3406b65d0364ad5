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

/* The picture alone: FLOW_BANDS_MAX pairs, more are no picture any more, and all others together. */
enum { FLOW_BANDS_MAX = 14 };
void html_flow_picture(FILE *to, const struct tally *t, const struct registry *r);

/* Opens a figure and the region in which its picture can be moved on a narrow screen; the caller closes both. */
void html_figure(FILE *to, const char *label);

/* Makers of cameras and recorders beside the market; nothing when there is no camera. */
bool html_has_shares(const struct report *report);
void html_shares(FILE *to, const struct report *report, const struct registry *r);

/* The days that rules and decisions set; nothing when there is none. */
void html_dues(FILE *to, const struct tally *t, date on);

/* Where the devices are: a map of our own, and its table; nothing when no site is on record. */
void html_sites(FILE *to, const struct report *report);

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
