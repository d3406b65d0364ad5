#include "store/fields.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOT_COUNT = 256 };

void fields_fini(struct fields *f) {
	for (size_t i = 1; i <= f->count; i++)
		free(f->rows[i].name);
	free(f->rows);
	free(f->slots);
	*f = (struct fields){ .seed = f->seed };
}

/* The slot of a name: the one that has it, or the empty one where it belongs. */
static uint32_t *slot_of(const struct fields *f, str name) {
	for (size_t i = (size_t)str_hash(name, f->seed);; i++) {
		uint32_t *slot = &f->slots[i & (f->slot_count - 1)];

		if (!*slot || str_eq(fields_name(f, *slot), name))
			return slot;
	}
}

uint32_t fields_number(const struct fields *f, str name) {
	return f->slot_count ? *slot_of(f, name) : 0;
}

str fields_name(const struct fields *f, uint64_t number) {
	return number && number <= f->count ? (str){ f->rows[number].name, f->rows[number].size } : (str){ 0 };
}

/* Two slots for each name, and a row for each two slots; row 0 is nobody's. */
static bool make_room(struct fields *f) {
	if (2 * (f->count + 1) < f->slot_count)
		return true;
	size_t slot_count = f->slot_count ? 2 * f->slot_count : FIRST_SLOT_COUNT;
	struct field_row *rows = realloc(f->rows, (slot_count / 2 + 1) * sizeof *rows);
	if (!rows)
		return false;
	f->rows = rows;
	uint32_t *slots = calloc(slot_count, sizeof *slots);
	if (!slots)
		return false;
	free(f->slots);
	f->slots = slots;
	f->slot_count = slot_count;
	for (uint32_t i = 1; i <= f->count; i++)
		*slot_of(f, fields_name(f, i)) = i;
	return true;
}

bool fields_add(struct fields *f, str name) {
	uint8_t *copy = make_room(f) ? malloc(name.n + 1) : NULL;

	if (!copy)
		return false;
	if (name.n)
		memcpy(copy, name.at, name.n);
	f->rows[++f->count] = (struct field_row){ copy, name.n };
	*slot_of(f, name) = (uint32_t)f->count;
	return true;
}
