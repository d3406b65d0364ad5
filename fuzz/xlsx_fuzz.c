/* A workbook as it comes: the archive, what it says it consists of, and all its parts, through every reader that it needs. */

#include <stdlib.h>

#include "cell/doc_job.h"
#include "read/doc/clean.h"

enum { ROWS_MOST = 2000 }; /* a row may stand for many: what is read is what is fuzzed, not how often */

static unsigned rows;

static int row(struct table_sink *sink, const struct table_row *r) {
	(void)sink;
	if (r->number == 0 || r->count > TABLE_COLUMNS_MAX || clean_count(r->sheet).broken)
		abort();
	for (size_t i = 0; i < r->count; i++)
		if (r->cells[i].text.n > TABLE_CELL_MAX || clean_count(r->cells[i].text).broken || r->cells[i].kind > TABLE_ERROR)
			abort();
	return ++rows > ROWS_MOST ? -1 : 0;
}

static int complain(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	if (!*c->what)
		abort();
	return ++rows > ROWS_MOST ? -1 : 0;
}

static int progress(struct doc_job *job, uint64_t bytes_done) {
	(void)job;
	(void)bytes_done;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct table_sink sink = { row, complain };
	struct doc_job job = { .bytes = { data, size }, .sink = &sink, .progress = progress };

	rows = 0;
	if (doc_xlsx(&job) > 0 && !*job.why.what)
		abort();
	return 0;
}
