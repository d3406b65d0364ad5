/* A document box that has fallen: whatever it says, its keeper stays upright and hears only what can be. */

#include <stdlib.h>

#include "cell/doc_wire.h"
#include "read/doc/clean.h"

static int row(struct table_sink *sink, const struct table_row *r) {
	(void)sink;
	if (r->number == 0 || r->count > TABLE_COLUMNS_MAX || clean_count(r->sheet).broken)
		abort();
	for (size_t i = 0; i < r->count; i++)
		if (r->cells[i].text.n > TABLE_CELL_MAX || clean_count(r->cells[i].text).broken || r->cells[i].kind > TABLE_ERROR)
			abort();
	return 0;
}

static int complain(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	if (!*c->what || clean_count(str_of(c->what)).broken)
		abort();
	return 0;
}

static void progress(struct doc_listener *l, uint64_t bytes_done) {
	(void)l;
	if (bytes_done > 1000)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static struct doc_answer a;
	struct doc_listener l = { .sink = { row, complain }, .progress = progress };
	size_t taken = 0;

	a = (struct doc_answer){ .listener = &l, .size = 1000 };
	int r = doc_answer_take(&a, (str){ data, size }, &taken);
	if (taken > size || (r > 0 && !*a.why.what))
		abort();
	return 0;
}
