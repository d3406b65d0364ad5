/* Exports as JSON: all rows as wide as their keys at most, valid text, within their limits. */

#include <stdlib.h>

#include "read/doc/clean.h"
#include "read/doc/jsonl.h"

static size_t key_count;

static int row(struct table_sink *sink, const struct table_row *r) {
	size_t size = 0;

	(void)sink;
	if (key_count == 0)
		key_count = r->count;
	for (size_t i = 0; i < r->count; i++) {
		if (r->cells[i].text.n > TABLE_CELL_MAX || clean_count(r->cells[i].text).broken)
			abort();
		size += r->cells[i].text.n;
	}
	if (r->number == 0 || r->count > key_count || size == 0 || size > TABLE_ROW_MAX)
		abort();
	return 0;
}

static int complain(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	if (!*c->what || c->line == 0)
		abort();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static uint8_t memory[JSONL_MEMORY];
	struct table_sink sink = { row, complain };
	struct complaint why = { 0 };

	key_count = 0;
	int r = jsonl_read(arena_over(memory, sizeof memory), (str){ data, size }, &sink, &why);
	if ((r != 0 && r != JSONL_BAD) || (r && !*why.what))
		abort();
	return 0;
}
