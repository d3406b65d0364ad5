#include "store/places.h"

#include <errno.h>
#include <stdlib.h>

#include "store/inner.h"

void networks_fini(struct networks *n) {
	free(n->at);
	*n = (struct networks){ 0 };
}

/* By kind, the narrower before the wider, then in order of address: those of one width are looked up by halving. */
static int compare_networks(const void *a, const void *b) {
	const struct network *x = a, *y = b;

	if (x->prefix.first.kind != y->prefix.first.kind)
		return x->prefix.first.kind < y->prefix.first.kind ? -1 : 1;
	if (x->prefix.bits != y->prefix.bits)
		return x->prefix.bits > y->prefix.bits ? -1 : 1;
	return memcmp(x->prefix.first.bytes, y->prefix.first.bytes, sizeof x->prefix.first.bytes);
}

/* The row of the site that an address belongs to; 0: none. */
static int64_t site_of(const struct networks *n, addr ip) {
	for (size_t i = 0; i < n->count;) {
		const struct prefix *width = &n->at[i].prefix;
		struct network asked = { .prefix = { .first = prefix_first(ip, width->bits), .bits = width->bits } };
		size_t end = i + 1;

		while (end < n->count && n->at[end].prefix.bits == width->bits && n->at[end].prefix.first.kind == width->first.kind)
			end++;
		const struct network *found = width->first.kind != ip.kind ? NULL :
			bsearch(&asked, &n->at[i], end - i, sizeof asked, compare_networks);
		if (found)
			return found->site;
		i = end;
	}
	return 0;
}

static int take_networks(struct store *s, sqlite3_stmt *load, struct networks *n) {
	size_t room = 0;

	for (;;) {
		bool row = false;
		int r = store_step(s, load, &row);

		if (r || !row)
			return r;
		if (n->count == room) {
			struct network *more = realloc(n->at, (room = room ? 2 * room : 16) * sizeof *more);

			if (!more)
				return -ENOMEM;
			n->at = more;
		}
		n->at[n->count] = (struct network){ .site = sqlite3_column_int64(load, 0) };
		if (!prefix_parse(column_text(load, 1), &n->at[n->count++].prefix))
			return STORE_WRONG;
	}
}

int store_has_networks(struct store *s, bool *ret_has) {
	struct networks *n = &s->networks;
	sqlite3_stmt *load;

	if (!n->loaded) {
		int r = store_statement(s, QUERY_ALL_NETWORKS, &load);

		if (!r)
			r = take_networks(s, load, n);
		if (r) {
			networks_fini(n);
			return r;
		}
		if (n->count)
			qsort(n->at, n->count, sizeof *n->at, compare_networks);
		n->loaded = true;
	}
	*ret_has = n->count > 0;
	return 0;
}

static int site_by_word(struct store *s, int64_t whole, int64_t *ret_site) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_row_of(s, QUERY_TOLD_SITE, whole, &find, &row);

	if (r || !row)
		return r;
	*ret_site = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	return 0;
}

/* Addresses come in the order in which they were seen, the last first. */
static int site_by_network(struct store *s, int64_t whole, int64_t *ret_site) {
	sqlite3_stmt *load;
	bool has = false, row = true;
	int r = store_has_networks(s, &has);

	if (r || !has)
		return r;
	r = store_statement(s, QUERY_ADDRESSES_BY_TIME, &load);
	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	while (!*ret_site) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		*ret_site = site_of(&s->networks, column_addr(load, 0));
	}
	sqlite3_reset(load);
	return 0;
}

int store_place(struct store *s, int64_t whole, int64_t *ret_site) {
	int64_t site = 0;
	int r = site_by_word(s, whole, &site);

	if (!r && !site)
		r = site_by_network(s, whole, &site);
	if (!r)
		*ret_site = site;
	return r;
}

int store_settle(struct store *s, int64_t whole) {
	int64_t site = 0;
	int r = store_place(s, whole, &site);

	return r ? r : store_settle_at(s, whole, site);
}

int store_settle_at(struct store *s, int64_t whole, int64_t site) {
	sqlite3_stmt *settle;
	int r = store_statement(s, QUERY_SETTLE, &settle);

	if (r)
		return r;
	sqlite3_bind_int64(settle, 1, whole);
	sqlite3_bind_int64(settle, 2, site);
	return store_step(s, settle, NULL);
}

/* Rows that are collected before anything is changed: a statement must not run over what it changes. */
struct collected {
	int64_t *at;
	size_t count, room;
};

static int collect(struct store *s, sqlite3_stmt *find, struct collected *c) {
	for (;;) {
		bool row = false;
		int r = store_step(s, find, &row);

		if (r || !row)
			return r;
		if (c->count == c->room) {
			int64_t *more = realloc(c->at, (c->room = c->room ? 2 * c->room : 64) * sizeof *more);

			if (!more)
				return -ENOMEM;
			c->at = more;
		}
		c->at[c->count++] = sqlite3_column_int64(find, 0);
	}
}

static int collect_network(struct store *s, const struct prefix *p, struct collected *c) {
	sqlite3_stmt *find;
	int r = store_statement(s, QUERY_WHOLES_IN_NETWORK, &find);

	if (r)
		return r;
	bind_addr(find, 1, &p->first);
	bind_addr(find, 2, &p->last);
	return collect(s, find, c);
}

static int collect_site(struct store *s, int64_t site, struct collected *c) {
	sqlite3_stmt *find;
	bool has = false;
	int r = store_statement(s, QUERY_WHOLES_AT_SITE, &find);

	if (r)
		return r;
	sqlite3_bind_int64(find, 1, site);
	r = collect(s, find, c);
	if (!r)
		r = store_has_networks(s, &has);
	for (size_t i = 0; !r && i < s->networks.count; i++)
		if (s->networks.at[i].site == site)
			r = collect_network(s, &s->networks.at[i].prefix, c);
	return r;
}

int store_settle_site(struct store *s, int64_t site) {
	struct collected c = { 0 };
	int r = collect_site(s, site, &c);

	for (size_t i = 0; !r && i < c.count; i++)
		if (i == 0 || c.at[i] != c.at[i - 1])
			r = store_settle(s, c.at[i]);
	free(c.at);
	return r;
}
