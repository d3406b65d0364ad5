#pragma once

/*
 * html: the parts of the report, one function each, in the order of the page.
 */

#include "show/names.h"
#include "show/pen.h"
#include "show/places.h"
#include "show/word_of.h"

/* What all parts of a page are written with and from. */
struct page {
	struct pen pen;
	const struct report *report;
	const struct registry *registry; /* may be NULL: ids stand for names then */
	const struct tally *tally;
	const struct site_tallies *sites;
};

void html_style(FILE *to);


/* The picture alone: FLOW_BANDS_MAX pairs, more are no picture any more, and all others together. */
enum { FLOW_BANDS_MAX = 14 };
void html_flow_picture(const struct page *p);

/* Makers of cameras and recorders beside the market; nothing when there is no camera. */
enum { HTML_SHARES_MAX = 10 }; /* makers that are drawn and in the table; all others together */
void html_shares(const struct page *p);

/* The days that rules and decisions set; nothing when there is none. */
void html_dues(const struct page *p);

/* Where the devices are: a map of our own, and its table; nothing when no site is on record. */
void html_sites(const struct page *p);

/* All devices as rows, then each with its evidence; the gravest verdicts first. */
void html_devices(const struct page *p);

/* Of a summary: that the devices are not here, and where they are. */
void html_elsewhere(const struct page *p);

/* A status in words, with a shape beside it. */
void html_status(struct pen pen, enum status status);

/* Opens a picture of that size with its title, of which `id` is the anchor. The caller closes </svg>. */
void html_picture(struct pen pen, int wide, double high, const char *id, enum word title);

/* A name in a picture, cut after `most` bytes; and what follows it, a number behind a dot. */
void html_drawn_name(struct pen pen, str name, size_t most);
void html_drawn_count(struct pen pen, uint64_t count);

/* The pattern "hatch-KIND" of a picture: what is likely is hatched in the colour of its kind. */
void html_hatch(FILE *to, const char *kind);

/* How this was made, what its words mean, and what it cannot know. */
void html_method(const struct page *p);
