#pragma once

/*
 * fields: the names of fields and their numbers, which are their rows.
 *
 * Rows are never taken away, so the numbers are 1, 2, 3, and so on: a table by
 * number, and beside it slots by name.
 */

#include "base/str.h"

struct field_row {
	uint8_t *name;
	size_t size;
};

struct fields {
	struct field_row *rows; /* by number, from 1 */
	uint32_t *slots;        /* open addressing: numbers, 0 when empty; a power of two of them */
	size_t count, slot_count;
	uint64_t seed;
};

/* Forgets all. */
void fields_fini(struct fields *f);

/* 0 when the name is not known. */
uint32_t fields_number(const struct fields *f, str name);

/* The null slice (at == NULL) when there is no such number. */
str fields_name(const struct fields *f, uint64_t number);

/* Adds the next one; false without memory. */
bool fields_add(struct fields *f, str name);
