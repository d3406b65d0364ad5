#include "cmd/desk.h"

#include <errno.h>
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

	*d = (struct desk){ .o = o, .memory = memory_reserve(DESK_MEMORY_MAX) };
	if (!d->memory)
		return say_errno("memory", -ENOMEM);
	d->mem = arena_over(d->memory, DESK_MEMORY_MAX);
	d->look = (struct look){ term_width(STDOUT_FILENO), term_wants_colours(STDOUT_FILENO, o->colour), o->on };
	enum exit_code code = open_knowledge(d);
	if (code != EXIT_DONE)
		return code;
	int r = think_open(&d->thinker, &d->mem, &d->k, o, &c);
	if (r == THINK_WRONG) {
		say_complaint(NULL, &c);
		return EXIT_BAD_USAGE;
	}
	return r ? say_errno("memory", r) : EXIT_DONE;
}

void desk_close(struct desk *d) {
	if (d->k.memory)
		knowledge_close(&d->k);
	memory_release(d->memory, DESK_MEMORY_MAX);
}
