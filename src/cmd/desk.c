#include "cmd/desk.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <unistd.h>

#include "base/file.h"

static enum exit_code open_knowledge(struct desk *d) {
	struct complaint c = { 0 };
	int r = knowledge_open(&d->k, DATA_ON_IMAGE, d->o->data, &c);

	if (r == TREE_WRONG) {
		say_complaint(NULL, &c);
		return EXIT_BAD_DATA;
	}
	return r ? say_errno(d->o->data ? d->o->data : "the data", r) : EXIT_DONE;
}

enum exit_code desk_open(struct desk *d, const struct options *o) {
	struct complaint c = { 0 };

	*d = (struct desk){ .o = o, .memory_size = DESK_MEMORY_MAX, .thoughts = memory_reserve(THOUGHTS_MEMORY) };
	/* Where memory may not be promised beyond what there is, less will have to do. */
	while (!(d->memory = memory_reserve(d->memory_size)) && d->memory_size > DESK_MEMORY_LEAST)
		d->memory_size /= 2;
	if (!d->memory || !d->thoughts)
		return say_errno("memory", -ENOMEM);
	d->mem = arena_over(d->memory, d->memory_size);
	d->look = (struct look){ term_width(STDOUT_FILENO), term_wants_colours(STDOUT_FILENO, o->colour), o->on };
	enum exit_code code = open_knowledge(d);
	if (code != EXIT_DONE)
		return code;
	int r = think_open(&d->thinker, &d->mem, arena_over(d->thoughts, THOUGHTS_MEMORY), &d->k, o, &c);
	if (r == THINK_WRONG) {
		say_complaint(NULL, &c);
		return EXIT_BAD_USAGE;
	}
	return r ? say_errno("memory", r) : EXIT_DONE;
}

enum { HELPERS_MAX = 8, WORTH_HELP = 256 /* devices; fewer are done before a thread has begun */ };

/* One share of the devices, with memory of its own. */
struct helper {
	pthread_t thread;
	struct thinker thinker;
	arena mem;
	struct device *devices;
	size_t count;
	bool has_thread;
	int answer;
};

static void *help(void *argument) {
	struct helper *h = argument;

	for (size_t i = 0; i < h->count; i++)
		think(&h->thinker, &h->mem, &h->devices[i]);
	h->answer = h->mem.full ? -ENOMEM : 0;
	return NULL;
}

/* Cuts `size` bytes off the front of an arena without touching them. */
static arena cut(arena *a, size_t size) {
	arena part = { a->at, a->at + size, a->full };

	a->at += size;
	return part;
}

static size_t core_count(void) {
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores < 1 ? 1 : cores > HELPERS_MAX ? HELPERS_MAX : (size_t)cores;
}

int desk_think(struct desk *d, struct device *devices, size_t count) {
	static struct helper helpers[HELPERS_MAX];
	size_t shares = count < WORTH_HELP ? 1 : core_count(), begun = 0;
	size_t left = (size_t)(d->mem.end - d->mem.at), room = left / (2 * HELPERS_MAX);
	size_t thoughts_room = left / (4 * HELPERS_MAX) < THOUGHTS_MEMORY ? left / (4 * HELPERS_MAX) : THOUGHTS_MEMORY;
	int answer = 0;

	for (size_t i = 0; i < shares; i++) {
		struct complaint c;
		struct helper *h = &helpers[i];
		size_t from = count * i / shares;

		*h = (struct helper){ .devices = devices + from, .count = count * (i + 1) / shares - from };
		arena thoughts = cut(&d->mem, thoughts_room);
		h->mem = cut(&d->mem, room);
		answer = think_open(&h->thinker, &h->mem, thoughts, &d->k, d->o, &c);
		if (answer)
			break;
		begun++;
		/* The last share, and any for which no thread comes, is done here. */
		h->has_thread = i + 1 < shares && pthread_create(&h->thread, NULL, help, h) == 0;
		if (!h->has_thread)
			help(h);
	}
	for (size_t i = 0; i < begun; i++) {
		if (helpers[i].has_thread)
			pthread_join(helpers[i].thread, NULL);
		answer = answer ? answer : helpers[i].answer;
		d->thinker.cut_count += helpers[i].thinker.cut_count;
	}
	return answer;
}

void desk_warn(const struct desk *d) {
	if (d->thinker.cut_count)
		say_warning(d->o, "%" PRIu64 " devices showed so much that not all of it was weighed", d->thinker.cut_count);
}

void desk_close(struct desk *d) {
	if (d->k.memory)
		knowledge_close(&d->k);
	memory_release(d->thoughts, THOUGHTS_MEMORY);
	memory_release(d->memory, d->memory_size);
}
