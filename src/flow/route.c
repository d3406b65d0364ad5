/*
 * Which reader wants what: the hooks of all protocols in one table, so that
 * the price of a packet does not grow with the number of protocols.
 */

#include "flow/state.h"

static uint64_t route_key(enum lane lane, uint32_t key) {
	return ((uint64_t)lane << 32 | key) + 1;
}

static struct route *route_slot(const struct routes *r, uint64_t key) {
	uint32_t i = (uint32_t)(mix(key, 0) & r->mask);

	while (r->table[i].key && r->table[i].key != key)
		i = (i + 1) & r->mask;
	return &r->table[i];
}

/* Counts in the first round (`readers` is NULL), fills in the second. */
static void route_add(struct routes *r, const struct hook *hook, const struct proto *p, bool fill) {
	uint64_t key = route_key(hook->lane, hook->key);
	struct route *to = hook->key == KEY_ANY ? &r->any[hook->lane] : route_slot(r, key);

	to->key = key;
	if (!fill || to->count == 0 || r->readers[to->first + to->count - 1] != p) {
		if (fill)
			r->readers[to->first + to->count] = p;
		to->count++;
	}
}

static void routes_walk(struct routes *r, bool fill) {
	for (size_t i = 0; protos[i]; i++)
		for (const struct hook *h = protos[i]->hooks; h && h->lane != LANE_END; h++)
			route_add(r, h, protos[i], fill);
}

/* Gives a route its place among the readers, after it was counted. */
static uint32_t route_place(struct route *to, uint32_t first) {
	uint32_t count = to->count;

	to->first = first;
	to->count = 0;
	return first + count;
}

bool routes_init(struct routes *r, arena *mem) {
	uint32_t hook_count = 0, table_size = 16, first = 0;

	for (size_t i = 0; protos[i]; i++)
		for (const struct hook *h = protos[i]->hooks; h && h->lane != LANE_END; h++)
			hook_count++;
	while (table_size < 2 * hook_count)
		table_size *= 2;
	*r = (struct routes){ .mask = table_size - 1 };
	r->table = arena_new(mem, struct route, table_size);
	r->readers = arena_new(mem, const struct proto *, hook_count + 1);
	if (!r->table || !r->readers)
		return false;
	routes_walk(r, false);
	for (uint32_t i = 0; i < table_size; i++)
		first = route_place(&r->table[i], first);
	for (unsigned lane = 0; lane <= LANE_FIELD; lane++)
		first = route_place(&r->any[lane], first);
	routes_walk(r, true);
	return true;
}

const struct route *route_find(const struct routes *r, enum lane lane, uint32_t key) {
	const struct route *found = key == KEY_ANY ? &r->any[lane] : route_slot(r, route_key(lane, key));

	return found->count ? found : NULL;
}

enum read_end route_hand_only(struct flow *f, enum lane lane, uint32_t key, cur in) {
	const struct route *route = route_find(&f->routes, lane, key);
	enum read_end end = READ_NOT_MINE;

	for (uint32_t i = 0; route && i < route->count && end == READ_NOT_MINE; i++)
		end = hand_to(&f->rx, f->routes.readers[route->first + i], in);
	return end;
}

enum read_end route_hand(struct flow *f, enum lane lane, uint32_t key, cur in) {
	enum read_end end = route_hand_only(f, lane, key, in);

	if (end == READ_NOT_MINE && key != KEY_ANY)
		end = route_hand_only(f, lane, KEY_ANY, in);
	return end;
}

static bool any_wants(struct flow *f, const struct route *route, str head) {
	for (uint32_t i = 0; route && i < route->count; i++) {
		const struct proto *p = f->routes.readers[route->first + i];

		if (p->begins ? p->begins(head) : hand_to(&f->rx, p, cur_over(head)) != READ_NOT_MINE)
			return true;
	}
	return false;
}

bool route_wants(struct flow *f, uint32_t port, str head) {
	f->rx.out = &f->nobody;
	bool wanted = any_wants(f, route_find(&f->routes, LANE_TCP, port), head) ||
		      any_wants(f, route_find(&f->routes, LANE_TCP, KEY_ANY), head);
	f->rx.out = &f->filter;
	return wanted;
}
