#pragma once

/*
 * Marks: "when these fields look like this, then claim that". They are data
 * (data/marks, birthmark-marks(5)) and carry their own examples.
 */

#include "base/tree.h"
#include "fact/identity.h"
#include "know/pattern.h"

enum {
	CONDITIONS_MAX = 32,   /* of one mark; the most of ours is 4 */
	MARK_FIELDS_MAX = 512, /* names of fields in all marks together; ours have some 200 */
};

/*
 * The field of marks on model numbers: not what a device says, but each text
 * that some mark reads as a model number, in the form of model_key_of().
 * Patterns on it are brought into that form.
 */
#define MARK_MODEL_FIELD STR("model")

/* A set of fields, one bit each, by their number in struct marks. */
struct field_set {
	uint64_t bits[MARK_FIELDS_MAX / 64];
};

/* One condition: any of its patterns in any of its fields. */
struct condition {
	struct field_set fields;
	uint32_t mark, number; /* the mark's index, and its bit among the mark's conditions */
};

/* One pattern of a condition. */
struct choice {
	struct pattern pattern;
	uint32_t condition; /* index */
};

/* What a claim says, with {holes} of the patterns in it. */
struct saying {
	enum aspect aspect; /* of a name: ASPECT_BRAND, until it is looked up */
	str value;
	bool has_holes;
	bool is_name; /* `named`, `called`: whoever goes by this name, brand or maker */
	bool is_loose; /* `called`: the text is free, and short names and ordinary words say nothing in it */
};

/* First what is looked at for each hit: it lies in one line of the cache. */
struct mark {
	uint32_t when_count;   /* conditions 0 … when_count-1 must hold */
	uint32_t unless_count; /* conditions behind them must not */
	str model_hole; /* the hole that takes a model number; empty when none does */
	const struct saying *sayings;
	size_t saying_count;
	str kind; /* which witness this is; empty: the field's name up to its first dot */
	enum strength strength;
	bool has_name; /* one of them is a name: it speaks only of names that somebody goes by */
	struct mark_note note;
	const struct tree_node *node; /* for examples and for showing it as it was written */
};

struct marks {
	struct mark *at; /* in the order of the files */
	size_t count;
	struct condition *conditions;
	size_t condition_count;
	struct choice *choices;
	size_t choice_count;
	str fields[MARK_FIELDS_MAX]; /* every field that a mark looks at, once */
	size_t field_count;
};

/*
 * Loads marks from a tree of data/marks files. Refuses unknown words, ids
 * that the registry does not have, marks without source, reason, example or
 * counter-example, and names that stand twice. 0, TREE_WRONG and the
 * complaint, or -ENOMEM when `mem` is full. Slices point into the tree.
 */
int marks_load(arena *mem, const struct tree *t, const struct registry *r, struct marks *ret_marks,
	       struct complaint *reterr);
