#include "cmd/desk.h"

#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"

static enum exit_code open_knowledge(struct desk *d) {
	struct complaint c = { 0 };
	int r = knowledge_open(&d->k, DATA_ON_IMAGE, d->o->data, &c);

	if (r == TREE_WRONG) {
		say_complaint(NULL, &c);
		return EXIT_BAD_DATA;
	}
	return r ? say_errno(d->k.path[0] ? d->k.path : N_("the data"), r) : EXIT_DONE;
}

enum exit_code desk_open(struct desk *d, const struct options *o) {
	struct complaint c = { 0 };

	*d = (struct desk){ .o = o, .memory_size = DESK_MEMORY_MAX, .thoughts_memory = memory_reserve(THOUGHTS_MEMORY) };
	/* Where memory may not be promised beyond what there is, less will have to do. */
	while (!(d->memory = memory_reserve(d->memory_size)) && d->memory_size > DESK_MEMORY_LEAST)
		d->memory_size /= 2;
	if (!d->memory || !d->thoughts_memory)
		return say_errno("memory", -ENOMEM);
	memory_large_pages(d->thoughts_memory, THOUGHTS_MEMORY);
	d->mem = arena_over(d->memory, d->memory_size);
	d->look = (struct look){ term_width(STDOUT_FILENO), term_wants_colours(STDOUT_FILENO, o->colour), o->on,
				  term_is_ascii(), &d->k.weights.record, o->tongue, o->role_count == 0 };
	enum exit_code code = open_knowledge(d);
	if (code != EXIT_DONE)
		return code;
	arena thoughts = arena_over(d->thoughts_memory, THOUGHTS_MEMORY);
	int r = think_open(&d->thinker, &d->mem, &d->thoughts, thoughts, &d->k, o, &c);
	if (r == THINK_WRONG) {
		say_complaint(NULL, &c);
		return EXIT_BAD_USAGE;
	}
	return r ? say_errno("memory", r) : EXIT_DONE;
}

enum { WORTH_HELP = 256 }; /* devices; fewer are done before a thread has begun */

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

arena desk_cut(struct desk *d, size_t size) {
	arena part = { d->mem.at, d->mem.at + size, d->mem.full };

	d->mem.at += size;
	return part;
}

size_t desk_hands(void) {
	cpu_set_t mine;
	int count = sched_getaffinity(0, sizeof mine, &mine) < 0 ? 1 : CPU_COUNT(&mine);

	return count < 1 ? 1 : count > DESK_HANDS_MAX ? DESK_HANDS_MAX : (size_t)count;
}

unsigned desk_processor(size_t n) {
	cpu_set_t mine;
	unsigned first = CPU_SETSIZE;

	CPU_ZERO(&mine);
	(void)sched_getaffinity(0, sizeof mine, &mine);
	for (unsigned i = 0; i < CPU_SETSIZE; i++) {
		if (!CPU_ISSET(i, &mine))
			continue;
		first = first == CPU_SETSIZE ? i : first;
		if (n-- == 0)
			return i;
	}
	return first == CPU_SETSIZE ? 0 : first;
}

int desk_think(struct desk *d, struct device *devices, size_t count) {
	static struct helper helpers[DESK_HANDS_MAX];
	size_t shares = count < WORTH_HELP ? 1 : desk_hands(), begun = 0;
	size_t room = (size_t)(d->mem.end - d->mem.at) / (2 * shares);
	int answer = 0;

	for (size_t i = 0; i < shares; i++) {
		struct helper *h = &helpers[i];
		size_t from = count * i / shares;

		*h = (struct helper){ .devices = devices + from, .count = count * (i + 1) / shares - from };
		h->mem = desk_cut(d, room);
		answer = think_beside(&h->thinker, &h->mem, &d->thinker);
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
		say_warning(d->o, translate_plural("%" PRIu64 " device showed so much that not all of it was weighed",
						   "%" PRIu64 " devices showed so much that not all of it was weighed",
						   d->thinker.cut_count), d->thinker.cut_count);
}

void desk_close(struct desk *d) {
	if (d->k.memory)
		knowledge_close(&d->k);
	memory_release(d->thoughts_memory, THOUGHTS_MEMORY);
	memory_release(d->memory, d->memory_size);
}
