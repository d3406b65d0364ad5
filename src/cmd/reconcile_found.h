#pragma once

/*
 * found: where the findings of an estate go. As JSON they are printed as they
 * come. For people numbers stand first and each kind under its own head: their
 * texts wait, the first some of each kind in memory, or all of them in files
 * without a name. So memory does not grow with the estate.
 */

#include <stdio.h>

#include "show/reconcile.h"

struct found_text {
	FILE *to;     /* NULL: nothing was found */
	char *at;     /* what was written, once all is */
	size_t size;
	bool is_file;
};

struct found {
	const struct look *look;
	struct json_out *json; /* NULL: for people */
	size_t most;           /* texts of each kind; 0: all */
	struct found_text texts[FINDING_COUNT];
	struct reconciled *all; /* counts, and the texts at the end */
};

/* Would one more of this kind be shown? */
bool found_is_shown(const struct found *f, enum finding_kind kind);

/* Counts a finding and shows it, or keeps its text. 0 or a negative errno. */
int found_add(struct found *f, const struct finding *finding);

/* All were added: gives their texts to `all`, where they stay until found_close(). 0 or a negative errno. */
int found_finish(struct found *f);
void found_close(struct found *f);
