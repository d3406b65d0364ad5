#pragma once

/*
 * fields: every field that can be observed: those that readers give, those
 * that flow gives, and those of data/fields.yaml.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/obs.h"

struct field_row {
	struct field field;
	str name;
	bool listed; /* of data/fields.yaml, not of a reader */
};

struct fields {
	struct field_row *rows; /* by name, each name once */
	size_t row_count;
	uint32_t *slots; /* names and families by hash; row + 1 */
	size_t slot_mask;
};

/* 0; TREE_WRONG and the complaint; or -ENOMEM. Lives in `mem`. */
int fields_open(struct fields *f, arena *mem, const struct tree *t, struct complaint *reterr);

/* The name as it is kept here, for as long as `f` lives; empty when there is none but perhaps a family. */
str fields_known(const struct fields *f, str name);

/* Is it a field's name, a member of a family, or the raw message of a protocol? */
bool fields_have(const struct fields *f, str name);
