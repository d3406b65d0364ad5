/* Registers as text, from whoever wrote them: rows within their limits, and no byte outside of what was given. */

#include <stdlib.h>

#include "read/doc/csv.h"
#include "read/doc/clean.h"

static volatile uint8_t touched;

static int row(struct table_sink *sink, const struct table_row *r) {
	size_t size = 0;

	(void)sink;
	for (size_t i = 0; i < r->count; i++) {
		str text = r->cells[i].text;

		if (text.n)
			touched = (uint8_t)(text.at[0] + text.at[text.n - 1]);
		if (text.n > TABLE_CELL_MAX || clean_count(text).broken)
			abort();
		size += text.n;
	}
	if (r->number == 0 || r->count > TABLE_COLUMNS_MAX || size == 0 || size > TABLE_ROW_MAX)
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
	static uint8_t memory[CSV_MEMORY];
	struct table_sink sink = { row, complain };
	struct table_dialect dialect;

	if (csv_read(arena_over(memory, sizeof memory), (str){ data, size }, &sink, &dialect) != 0)
		abort();
	return 0;
}
