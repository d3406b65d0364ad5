/*
 * JSON in a box. PowerShell writes it in UTF-16, which is turned into UTF-8
 * whole: it must be read from its start twice.
 */
#include <errno.h>
#include <stdlib.h>

#include "cell/doc_job.h"
#include "read/doc/csv_dialect.h"
#include "read/doc/jsonl.h"

enum { WIDE_MAX = 48 * 1024 * 1024 }; /* bytes of UTF-16: three for two of them must fit into memory */

static int read_utf8(struct doc_job *job, str text) {
	void *memory = malloc(JSONL_MEMORY);
	int r = -ENOMEM;

	if (memory)
		r = jsonl_read(arena_over(memory, JSONL_MEMORY), text, job->sink, &job->why);
	free(memory);
	return r == JSONL_BAD ? DOC_BAD : r;
}

int doc_jsonl(struct doc_job *job) {
	struct csv_dialect d = csv_encoding(job->bytes);
	str wide = str_after(job->bytes, d.skip);

	if (d.encoding != ENCODING_UTF16LE && d.encoding != ENCODING_UTF16BE)
		return read_utf8(job, job->bytes);
	if (wide.n > WIDE_MAX)
		return DOC_SAY_BAD(job, STR("JSON of more than 48 MiB in UTF-16: save it as UTF-8"));
	uint8_t *text = malloc(wide.n / 2 * CLEAN_GROWTH + CLEAN_GROWTH);
	if (!text)
		return -ENOMEM;
	int r = read_utf8(job, (str){ text, clean_wide(text, wide, d.encoding == ENCODING_UTF16BE) });
	free(text);
	return r;
}
