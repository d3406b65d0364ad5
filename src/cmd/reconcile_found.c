#include "cmd/reconcile_found.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

bool found_is_shown(const struct found *f, enum finding_kind kind) {
	return f->json || !f->most || f->all->listed[kind] < f->most;
}

static int open_text(struct found_text *t, bool is_file) {
	t->is_file = is_file;
	t->to = is_file ? tmpfile() : open_memstream(&t->at, &t->size);
	return t->to ? 0 : -errno;
}

int found_add(struct found *f, const struct finding *finding) {
	struct found_text *t = &f->texts[finding->kind];
	bool is_shown = found_is_shown(f, finding->kind);

	f->all->listed[finding->kind]++;
	f->all->by_kind[finding->kind]++;
	if (finding->kind == FINDING_CLAIM)
		f->all->by_standing[finding->standing]++;
	/* It is in the books alone in either case. */
	f->all->by_kind[FINDING_ONLY_BOOKS] += finding->kind == FINDING_TORN;
	if (!is_shown)
		return 0;
	if (f->json) {
		show_finding_json(f->json, finding);
		return 0;
	}
	int r = t->to ? 0 : open_text(t, !f->most);
	if (r)
		return r;
	show_finding(t->to, f->look, finding);
	return ferror(t->to) ? -EIO : 0;
}

/* Of a file, its bytes are mapped: they may be more than fit into memory. */
static int finish_text(struct found_text *t) {
	if (fflush(t->to) != 0)
		return -errno;
	long size = t->is_file ? ftell(t->to) : (long)t->size;
	if (size < 0)
		return -errno;
	t->size = (size_t)size;
	if (!t->is_file || !size)
		return 0;
	void *at = mmap(NULL, t->size, PROT_READ, MAP_PRIVATE, fileno(t->to), 0);
	if (at == MAP_FAILED)
		return -errno;
	t->at = at;
	return 0;
}

int found_finish(struct found *f) {
	int r = 0;

	for (int kind = 0; !r && kind < FINDING_COUNT; kind++) {
		struct found_text *t = &f->texts[kind];

		r = t->to ? finish_text(t) : 0;
		if (!r && t->to)
			f->all->found[kind] = (str){ (const uint8_t *)t->at, t->size };
	}
	return r;
}

void found_close(struct found *f) {
	for (int kind = 0; kind < FINDING_COUNT; kind++) {
		struct found_text *t = &f->texts[kind];

		if (t->to)
			fclose(t->to);
		if (t->is_file && t->at)
			munmap(t->at, t->size);
		else
			free(t->at);
		*t = (struct found_text){ 0 };
	}
}
