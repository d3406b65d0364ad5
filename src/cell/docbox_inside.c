/*
 * The document box from the inside. All that could need a system call stands
 * before the lock; behind it there is reading, a heap, and one pipe.
 */
#include "cell/docbox_inside.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/doc_job.h"
#include "cell/doc_kind.h"
#include "cell/doc_rehearsal.h"
#include "cell/doc_wire.h"
#include "cell/doc_xml.h"
#include "cell/lock.h"
#include "read/doc/clean.h"
#include "read/doc/csv.h"

enum {
	OUT_SIZE = 512 * 1024,      /* what gathers before it is written: more than the longest row */
	HEAP_SIZE = DOCBOX_MEMORY - 8 * 1024 * 1024, /* the rest: the desk, the program's own pages, the stack */
	PROGRESS_STEP = 4 * 1024 * 1024, /* bytes of the document between two words of progress */
};

struct desk {
	struct doc_job job;
	struct table_sink sink;
	uint64_t told_progress, complaints;
	uint64_t told; /* bytes of cells */
	bool has_sheet;
	size_t sheet_size;
	uint8_t sheet[DOC_NAME_MAX];
	int keeper;
	size_t used;
	uint8_t out[OUT_SIZE];
};

static struct desk *of_sink(struct table_sink *sink) {
	return (struct desk *)((uint8_t *)sink - offsetof(struct desk, sink));
}

static int flush(struct desk *d) {
	int r = file_write_all(d->keeper, (str){ d->out, d->used });

	d->used = 0;
	return r;
}

/* Room for one frame of at most `size` bytes, or NULL and the error. */
static uint8_t *room(struct desk *d, size_t size, int *ret_error) {
	*ret_error = OUT_SIZE - d->used < size ? flush(d) : 0;
	return *ret_error ? NULL : d->out + d->used;
}

/* A sheet is named when its first row is told. */
static int tell_sheet(struct desk *d, const struct table_row *row) {
	str name = clean_cut(row->sheet, DOC_NAME_MAX);
	int r;

	if (d->has_sheet && str_eq(name, (str){ d->sheet, d->sheet_size }))
		return 0;
	uint8_t *to = room(d, DOC_SMALL_FRAME_MAX, &r);
	if (!to)
		return r;
	if (name.n)
		memcpy(d->sheet, name.at, name.n);
	d->sheet_size = name.n;
	d->has_sheet = true;
	d->used += doc_pack_sheet(to, name);
	return 0;
}


static int take_complaint(struct table_sink *sink, const struct complaint *c) {
	struct desk *d = of_sink(sink);
	int r = 0;

	if (d->complaints++ >= DOCBOX_COMPLAINTS_MAX)
		return 0;
	uint8_t *to = room(d, DOC_SMALL_FRAME_MAX, &r);
	if (to)
		d->used += doc_pack_complaint(to, c);
	return r;
}

static int take_progress(struct doc_job *job, uint64_t bytes_done) {
	struct desk *d = (struct desk *)job;
	int r;

	if (bytes_done < d->told_progress + PROGRESS_STEP || bytes_done > job->bytes.n)
		return 0;
	d->told_progress = bytes_done;
	uint8_t *to = room(d, DOC_SMALL_FRAME_MAX, &r);
	if (to)
		d->used += doc_pack_progress(to, bytes_done);
	return r;
}

/* A text that was not copied tells how far reading has come; unpacked documents say so themselves. */
static int tell_progress(struct desk *d, const struct table_row *row) {
	const uint8_t *from = d->job.bytes.at, *end = from + d->job.bytes.n;

	for (size_t i = 0; i < row->count; i++) {
		str text = row->cells[i].text;

		if (text.n && text.at >= from && text.at < end)
			return take_progress(&d->job, (uint64_t)(text.at - from));
	}
	return 0;
}

static int take_row(struct table_sink *sink, const struct table_row *row) {
	struct desk *d = of_sink(sink);
	int r = d->told >= DOCBOX_TOLD_MAX ? -EFBIG : tell_sheet(d, row);
	uint8_t *to = r ? NULL : room(d, DOC_ROW_FRAME_MAX, &r);

	for (size_t i = 0; i < row->count; i++)
		d->told += row->cells[i].text.n;
	if (to)
		d->used += doc_pack_row(to, row);
	return r ? r : tell_progress(d, row);
}

/* Says the last words. `r` as a reader gives it. */
static _Noreturn void leave(struct desk *d, int r) {
	int error = 0;
	uint8_t *to = room(d, DOC_SMALL_FRAME_MAX, &error);

	d->job.report.complaints = d->complaints;
	enum frame_result result = r < 0 ? RESULT_FAILED : r ? RESULT_BAD : RESULT_GOOD;
	if (to)
		d->used += doc_pack_done(to, result, r < 0 ? -r : 0, &d->job.report, &d->job.why);
	if (!error)
		error = flush(d);
	_exit(error ? 1 : 0);
}

/*
 * Takes the memory before the door closes, and has malloc() keep it for good,
 * as tlsbox_inside.c does: it never needs a system call again. Pages become
 * real when touched.
 */
static int take_memory(void) {
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, -1);
	/* Or all of it would be touched by a malloc() that somebody asked to debug. */
	mallopt(M_PERTURB, 0);
	void *volatile all = malloc(HEAP_SIZE);
	int r = all ? 0 : -ENOMEM;

	free(all);
	return r;
}

static int season(void) {
	unsigned long salt;

	if (getrandom(&salt, sizeof salt, 0) != (ssize_t)sizeof salt)
		return -errno;
	doc_xml_season(salt);
	return 0;
}

static int get_ready(struct desk *d) {
	int keep[] = { d->keeper, CELL_SANITIZED ? STDERR_FILENO : -1 };
	int r = cell_close_others(keep, sizeof keep / sizeof *keep);

	if (!r)
		r = season();
	if (!r)
		r = doc_rehearse();
	if (!r)
		r = take_memory();
	return r ? r : cell_lock_heap(d->keeper);
}

static int read_csv(struct doc_job *job) {
	void *memory = malloc(CSV_MEMORY);
	int r = -ENOMEM;

	if (memory)
		r = csv_read(arena_over(memory, CSV_MEMORY), job->bytes, job->sink, &job->report.dialect);
	free(memory);
	return r;
}

static int read_document(struct doc_job *job) {
	static int (*const readers[DOC_UNKNOWN])(struct doc_job *job) = {
		[DOC_CSV] = read_csv,
		[DOC_XLSX] = doc_xlsx,
		[DOC_JSONL] = doc_jsonl,
		[DOC_NMAP_XML] = doc_nmap,
	};
	const char *why;

	job->report.kind = doc_kind_of(job->bytes, &why);
	if (job->report.kind == DOC_UNKNOWN)
		return DOC_SAY_BAD(job, str_of(why));
	int r = readers[job->report.kind](job);
	if (r == -EFBIG)
		return DOC_SAY_BAD(job, STR("its rows say more than 1 GiB, over and over, as no register does: what stands behind is left out"));
	/* The machine gave all of it before: who needs more is a document like no other. */
	return r == -ENOMEM ? DOC_SAY_BAD(job, STR("it needs more memory than a document may: 192 MiB")) : r;
}

_Noreturn void docbox_inside(str document, int keeper) {
	struct desk *d = calloc(1, sizeof *d);

	if (!d)
		_exit(1);
	d->keeper = keeper;
	d->sink = (struct table_sink){ take_row, take_complaint };
	d->job = (struct doc_job){ .bytes = document, .sink = &d->sink, .progress = take_progress };
	int r = get_ready(d);
	if (r)
		complaint_say(&d->job.why, &STR("the document box could not be locked, so nothing was read"), 1);
	leave(d, r ? r : read_document(&d->job));
}
