#pragma once

/*
 * books_list: what people list and put: sites, contracts, each with how many
 * devices hang on it and how many of these some law prohibits.
 */

#include "cmd/books.h"
#include "show/grid.h"

/* Those of one kind, sorted by id; the other kind's are NULL. */
struct book_list {
	struct desk *desk;
	const struct site *sites;
	const struct contract *contracts;
	size_t count;
	struct held_devices *held; /* by place, what hangs on each */
};

struct books_kind {
	const char *name; /* of the command */
	const char *none; /* the sentence when nothing is on record; translated when it is said */
	enum query_key key; /* KEY_SITE or KEY_CONTRACT: asks for the devices that hang on one */
	const struct column *columns;
	unsigned column_count;
	void (*cell)(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell); /* g->rows is the list */
	void (*line)(struct json_out *j, const struct book_list *l, size_t at);
	enum exit_code (*put)(struct desk *d, str id);
};

/* `birthmark NAME [list]` and `birthmark NAME put ID --title TEXT --by NAME`. */
enum exit_code books_run(const struct options *o, const struct books_kind *kind);
