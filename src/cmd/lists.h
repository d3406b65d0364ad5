#pragma once

/*
 * lists: how the commands that list the knowledge run, whatever they list.
 */

#include "cmd/desk.h"
#include "cmd/search.h"

struct list {
	struct desk *desk;
	struct search search;
	struct json_out out;
	enum exit_code code;          /* of what went wrong beside the list itself; said already */
	bool shows;                   /* `show`: one thing, and no search */
	const struct law_page *pages; /* see list_pages() */
	struct court court;           /* see list_court() */
	uint8_t *companies_asked; /* by place in the registry: 0 not yet, 1 no, 2 it answers */
};

/* One kind of thing. The functions work on l->search; false: memory is full. */
struct list_kind {
	const char *things; /* "companies": the name of the command */
	/* Whole sentences, N_(). For say_sentence(): {name} is of nothing; or it may mean {count} things. */
	const char *none, *may_mean;
	/* For prose_fill(): {count} were found, and how to see one; and so many were found beside those that are named. */
	const char *one_found, *many_found, *and_more;
	bool (*find)(struct list *l); /* opens the search and puts everything to it */
	bool (*lines)(struct list *l); /* the hits as JSON lines */
	bool (*table)(struct list *l); /* the hits as a table */
	bool (*card)(struct list *l);  /* the first hit alone, in full */
	str (*id)(const struct list *l, size_t hit);
};

/* What was searched for, or is to be shown; empty when all is wanted. */
str list_argument(const struct list *l);

/* The language in which laws are shown: the reader's, and for machines English. */
enum tongue list_tongue(const struct list *l);

/* All laws as people read them, in their language unless it is for a machine; made once; NULL when memory is full. */
const struct law_page *list_pages(struct list *l);

/* The laws of the day asked for, made once; NULL when memory is full. */
const struct court *list_court(struct list *l);

/* How well a company answers by any of its names but its id. */
enum called list_company_called(struct list *l, const struct company *c);

/* The thing at work has to do with this company: it is a hit `as` when the company begins so, by any of its names. */
void list_about_company(struct list *l, str id, str as);

enum exit_code list_run(const struct options *o, const struct list_kind *kind);
