#include "cmd/touched.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cmd/estate.h"
#include "store/query.h"

enum { TOUCHED_SHOWN = 10 }; /* devices that are named before the rest is counted */

struct looker {
	struct store *store;
	arena *mem;
	struct touched *touched;
	struct touched_device *devices;
	enum status status; /* that is asked for at the moment */
};

static int keep(void *context, const struct found_device *found) {
	struct looker *l = context;
	str model = found->model.n ? found->model : found->original;

	l->devices[l->touched->device_count++] = (struct touched_device){
		.name = arena_str(l->mem, found->name), .maker = arena_str(l->mem, found->maker),
		.model = arena_str(l->mem, model), .site = arena_str(l->mem, found->site), .status = l->status,
	};
	return l->mem->full ? -ENOMEM : 0;
}

/* How many have this status under the law; and the first of them, as long as there is room. */
static int look_for(struct looker *l, enum status status, struct complaint *reterr) {
	str word = str_of(status_names[status]);
	const struct query_term terms[] = {
		{ KEY_LAW, QUERY_IS, { &l->touched->law, 1 } }, { KEY_VERDICT, QUERY_IS, { &word, 1 } },
	};
	struct query query = { .terms = terms, .term_count = 2, .order = ORDER_NAME,
			       .limit = TOUCHED_SHOWN - l->touched->device_count };
	int r = store_query_count(l->store, &query, &l->touched->counts[status], reterr);

	if (r || l->touched->counts[status] == 0 || query.limit == 0 || status == STATUS_NOT_IN_FORCE)
		return r;
	l->status = status;
	return store_query(l->store, &query, keep, l, reterr);
}

static int look(struct looker *l, struct complaint *reterr) {
	int r = store_last_judged(l->store, &l->touched->judged_on);

	if (r == STORE_ABSENT)
		return 0;
	for (int status = STATUS_COUNT - 1; status > STATUS_CLEAR && !r; status--)
		r = look_for(l, (enum status)status, reterr);
	return r;
}

enum exit_code touched_by(const struct options *o, arena *mem, str law, const struct touched **ret_touched) {
	struct touched *touched = arena_new(mem, struct touched, 1);
	struct looker l = { .mem = mem, .touched = touched, .devices = arena_new(mem, struct touched_device, TOUCHED_SHOWN) };
	struct complaint c = { 0 };

	*ret_touched = NULL;
	if (!touched || !l.devices)
		return say_errno("memory", -ENOMEM);
	if (!strcmp(o->estate, OPTIONS_ESTATE) && access(o->estate, F_OK))
		return EXIT_DONE;
	enum exit_code code = estate_open(o->estate, STORE_READ, &l.store);
	if (code != EXIT_DONE)
		return code;
	*touched = (struct touched){ .file = str_of(o->estate), .law = law, .judged_on = DATE_NONE, .devices = l.devices };
	int r = look(&l, &c);
	store_close(l.store);
	if (r)
		return estate_say(o->estate, r, &c);
	*ret_touched = touched;
	return EXIT_DONE;
}
