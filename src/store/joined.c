#include "store/joined.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "store/known_by.h"

enum {
	NODES_MAX = 64,       /* rows about one device; more are no register's */
	WORK_MAX = 1024,      /* rows that one device says something new about */
	PARTS_OF_ONE = STORE_PARTS_MAX / 2, /* the rest is for people to merge */
};

/*
 * How long after a register an address still means the same device: as long
 * as a list is kept without care where one device alone ever had it, a month,
 * as leases go, where several did.
 */
#define DAY_US ((uint64_t)86400 * 1000000)
#define ALONE_US (3 * 365 * DAY_US)
#define AMONG_OTHERS_US (31 * DAY_US)

/* A row of a register, and what it says of the device that it is about. */
struct node {
	int64_t row, merged_into;
	addr mac;
	uint64_t first_us, last_us;
	struct key keys[KEYS_MAX];
	size_t key_count;
	int64_t target;         /* the device on the wire that it names; 0: none */
	bool torn;              /* it names several */
	struct identifier by;   /* why it is the target */
	struct identifier edge; /* what it shares with another row of a register; `size` 0: nothing */
	struct { struct identifier by; int64_t whole; } said[TORN_MAX]; /* each device that it names, once */
	size_t said_count;
};

struct work {
	int64_t at[WORK_MAX];
	size_t count;
};

struct joining_work {
	struct store *s;
	struct node nodes[NODES_MAX]; /* rows that are about one device */
	size_t node_count;
	struct work left;  /* rows that are still to be looked at */
	struct work renew; /* devices whose rows changed */
};

static void work_add(struct work *w, int64_t row) {
	for (size_t i = 0; i < w->count; i++)
		if (w->at[i] == row)
			return;
	if (w->count < WORK_MAX)
		w->at[w->count++] = row;
}

/* A row as a node. `ret_takes_part`: is it a register's, and did nobody say what it is a part of? */
static int load_node(struct store *s, int64_t row, struct node *ret_node, bool *ret_takes_part) {
	struct identifier identifiers[IDENTIFIERS_MAX];
	size_t count = 0;
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_ENTRY, &load);

	*ret_takes_part = false;
	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	r = store_step(s, load, &found);
	if (r || !found)
		return r;
	*ret_takes_part = sqlite3_column_int64(load, 0) && !sqlite3_column_int64(load, 5) && !sqlite3_column_int64(load, 6);
	*ret_node = (struct node){
		.row = row, .merged_into = sqlite3_column_int64(load, 1), .mac = column_addr(load, 2),
		.first_us = (uint64_t)sqlite3_column_int64(load, 3), .last_us = (uint64_t)sqlite3_column_int64(load, 4),
	};
	sqlite3_reset(load);
	r = known_by_load(s, row, identifiers, &count);
	if (!r)
		ret_node->key_count = known_by_keys(ret_node->mac, identifiers, count, ret_node->keys);
	return r;
}

/* What the books say */

static void say_target(struct node *n, const struct key *k, int64_t whole) {
	for (size_t i = 0; i < n->said_count; i++)
		if (n->said[i].whole == whole)
			return;
	if (n->said_count < TORN_MAX) {
		n->said[n->said_count].by = k->text;
		n->said[n->said_count++].whole = whole;
	}
	n->torn = n->said_count > 1;
	if (n->said_count == 1) {
		n->target = whole;
		n->by = k->text;
	}
}

/* A MAC that stands at two devices of the books is kept as that of neither; what a row says still tells it from others. */
static int told_mac(struct store *s, int64_t row, addr *ret_mac) {
	enum { SCRATCH = 8 << 20 }; /* all that one row has */
	struct device d = { 0 };
	void *memory = memory_reserve(SCRATCH);
	arena mem = arena_over(memory, memory ? SCRATCH : 0);
	int r = memory ? store_load_observations(s, &mem, row, &d) : -ENOMEM;

	for (size_t i = 0; !r && ret_mac->kind == ADDR_NONE && i < d.observation_count; i++)
		if (str_eq(d.observations[i].field, STR("register.mac")))
			*ret_mac = addr_parse(d.observations[i].value);
	if (memory)
		memory_release(memory, SCRATCH);
	return r;
}

/* Where several rows of registers have the same, the MACs that they tell count, too. */
static int add_told_macs(struct store *s, struct holders *h) {
	size_t books = 0;
	int r = 0;

	for (size_t i = 0; i < h->count; i++)
		books += h->at[i].books;
	for (size_t i = 0; !r && books > 1 && i < h->count; i++)
		if (h->at[i].books && h->at[i].mac.kind == ADDR_NONE)
			r = told_mac(s, h->at[i].row, &h->at[i].mac);
	return r;
}

/* Which device on the wire it names, and which other rows of registers name the same: these go to `ret_others`. */
static int look(struct store *s, struct node *n, struct work *ret_others) {
	struct holders h;
	int r = 0;

	for (size_t i = 0; !r && i < n->key_count; i++) {
		r = known_by_holders(s, &n->keys[i], &h);
		if (!r && n->keys[i].text.kind != IDENTIFIER_MAC && h.count <= HOLDERS_MAX)
			r = add_told_macs(s, &h);
		if (r || !known_by_is_specific(&n->keys[i], &h))
			continue;
		int64_t seen = known_by_only_seen(&h);
		if (seen)
			say_target(n, &n->keys[i], seen);
		for (size_t k = 0; k < h.count; k++) {
			if (!h.at[k].books || h.at[k].row == n->row)
				continue;
			work_add(ret_others, h.at[k].row);
			n->edge = n->edge.size ? n->edge : n->keys[i].text;
		}
	}
	return r;
}

static struct node *node_of(struct joining_work *j, int64_t row) {
	for (size_t i = 0; i < j->node_count; i++)
		if (j->nodes[i].row == row)
			return &j->nodes[i];
	return NULL;
}

static int add_node(struct joining_work *j, int64_t row) {
	bool takes_part = false;

	if (j->node_count == NODES_MAX || node_of(j, row))
		return 0;
	int r = load_node(j->s, row, &j->nodes[j->node_count], &takes_part);
	j->node_count += takes_part;
	return r;
}

/* All rows that hang together with this one. What names several devices holds nothing together. */
static int gather(struct joining_work *j, int64_t row) {
	j->node_count = 0;
	int r = add_node(j, row);

	for (size_t i = 0; !r && i < j->node_count; i++) {
		struct work others = { .count = 0 };

		r = look(j->s, &j->nodes[i], &others);
		for (size_t k = 0; !r && k < others.count; k++) {
			if (!j->nodes[i].torn)
				r = add_node(j, others.at[k]);
			else
				work_add(&j->left, others.at[k]);
		}
	}
	return r;
}

/* Addresses */

static uint64_t gap_us(const struct node *n, const struct holder *h) {
	return h->first_us > n->last_us ? h->first_us - n->last_us : n->first_us > h->last_us ? n->first_us - h->last_us : 0;
}

/* Did another row of the books say that it has this address? */
static bool is_said_of_others(struct joining_work *j, const struct holders *h) {
	for (size_t i = 0; i < h->count; i++)
		if (h->at[i].books && !node_of(j, h->at[i].row))
			return true;
	return h->count > HOLDERS_MAX;
}

/* The device that had the address when the books say so; 0: none, or nobody can tell which. */
static int64_t who_had_it(struct joining_work *j, const struct node *n, const struct holders *h) {
	int64_t only = known_by_only_seen(h), whole = 0;
	uint64_t most = only > 0 ? ALONE_US : AMONG_OTHERS_US;

	if (!only || is_said_of_others(j, h))
		return 0;
	for (size_t i = 0; i < h->count; i++) {
		if (h->at[i].books || gap_us(n, &h->at[i]) > most)
			continue;
		if (whole && whole != h->at[i].whole)
			return 0;
		whole = h->at[i].whole;
	}
	return whole;
}

/* An address alone is not enough where anything else speaks against it: another MAC, another serial number. */
static int speaks_against(struct store *s, const struct node *n, const struct holders *h, int64_t whole, bool *ret_against) {
	struct identifier theirs[IDENTIFIERS_MAX];
	bool has_serial = false, theirs_too = false, same = false;
	size_t count = 0;
	int r = 0;

	for (size_t i = 0; !r && i < h->count; i++) {
		if (h->at[i].whole != whole || h->at[i].books)
			continue;
		*ret_against |= n->mac.kind && h->at[i].mac.kind && !addr_eq(n->mac, h->at[i].mac);
		r = known_by_load(s, h->at[i].row, theirs, &count);
		for (size_t k = 0; !r && k < n->key_count; k++) {
			if (n->keys[k].text.kind != IDENTIFIER_SERIAL || (n->mac.kind && k == 1))
				continue;
			has_serial = true;
			for (size_t t = 0; t < count; t++) {
				theirs_too |= theirs[t].kind == IDENTIFIER_SERIAL;
				same |= str_eq(identifier_text(&theirs[t]), identifier_text(&n->keys[k].text));
			}
		}
	}
	*ret_against |= has_serial && theirs_too && !same;
	return r;
}

static int look_at_addresses(struct joining_work *j, struct node *n) {
	struct key keys[ADDRESSES_LOOKED_AT];
	struct holders h;
	size_t count = 0;
	int r = known_by_addresses(j->s, n->row, keys, &count);

	for (size_t i = 0; !r && i < count; i++) {
		bool against = false;

		r = known_by_holders(j->s, &keys[i], &h);
		int64_t whole = r ? 0 : who_had_it(j, n, &h);
		if (!r && whole)
			r = speaks_against(j->s, n, &h, whole, &against);
		if (!r && whole && !against)
			say_target(n, &keys[i], whole);
	}
	/* Addresses of two devices say nothing, and that is no contradiction: one of them is old. */
	if (n->torn) {
		n->torn = false;
		n->target = 0;
		n->said_count = 0;
	}
	return r;
}

/* Choosing */

/* The device that all rows name together: 0 when they name none, -1 when they name several. */
static int64_t common_target(const struct joining_work *j) {
	int64_t whole = 0;

	for (size_t i = 0; i < j->node_count; i++) {
		const struct node *n = &j->nodes[i];

		if (n->torn || !n->target)
			continue;
		if (whole && whole != n->target)
			return -1;
		whole = n->target;
	}
	return whole;
}

static int64_t lowest_row(const struct joining_work *j) {
	int64_t lowest = INT64_MAX;

	for (size_t i = 0; i < j->node_count; i++)
		if (!j->nodes[i].torn && j->nodes[i].row < lowest)
			lowest = j->nodes[i].row;
	return lowest;
}

/* Writing */

static int has_row(struct store *s, enum named_query query, int64_t row, bool *ret_has) {
	sqlite3_stmt *find;
	int r = store_row_of(s, query, row, &find, ret_has);

	sqlite3_reset(find);
	return r;
}

/* Is it on record as just this? */
static int is_kept(struct store *s, int64_t row, int64_t whole, const struct identifier *why, bool *ret_kept) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_JOINING, row, &load, &found);

	if (r || !found)
		return r;
	*ret_kept = sqlite3_column_int64(load, 0) == whole && sqlite3_column_int64(load, 1) == (int64_t)why->kind &&
		    str_eq(column_text(load, 2), identifier_text(why));
	sqlite3_reset(load);
	return 0;
}

static int keep_joining(struct store *s, int64_t row, int64_t whole, const struct identifier *why) {
	sqlite3_stmt *keep;
	int r = store_statement(s, QUERY_JOIN_NOW, &keep);

	if (r)
		return r;
	sqlite3_bind_int64(keep, 1, row);
	sqlite3_bind_int64(keep, 2, whole);
	sqlite3_bind_int64(keep, 3, s->run);
	sqlite3_bind_int64(keep, 4, why->kind);
	bind_text(keep, 5, identifier_text(why));
	return store_step(s, keep, NULL);
}

static int join_to(struct joining_work *j, const struct node *n, int64_t whole, const struct identifier *why) {
	bool kept = false;
	int r = is_kept(j->s, n->row, whole, why, &kept);

	if (r || kept)
		return r;
	r = store_change(j->s, QUERY_MERGE, n->row, whole);
	if (!r)
		r = store_forget_now(j->s, n->row);
	if (n->merged_into != whole)
		work_add(&j->renew, whole);
	if (n->merged_into && n->merged_into != whole)
		work_add(&j->renew, n->merged_into);
	return r ? r : keep_joining(j->s, n->row, whole, why);
}

static int leave_alone(struct joining_work *j, int64_t row, int64_t merged_into) {
	if (!merged_into)
		return 0;
	int r = store_change(j->s, QUERY_UNMERGE, row, 0);

	work_add(&j->renew, merged_into);
	work_add(&j->renew, row);
	return r ? r : store_change(j->s, QUERY_DROP_JOINING, row, 0);
}

/* Rows that hung on this one and do not belong to it any more stand for themselves until they are looked at. */
static int let_go_of_parts(struct joining_work *j, int64_t row) {
	struct work parts = { .count = 0 };
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(j->s, QUERY_DEVICE_PARTS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	while (!r && found) {
		r = store_step(j->s, load, &found);
		if (!r && found)
			work_add(&parts, sqlite3_column_int64(load, 0));
	}
	for (size_t i = 0; !r && i < parts.count; i++) {
		if (node_of(j, parts.at[i]))
			continue;
		r = leave_alone(j, parts.at[i], row);
		work_add(&j->left, parts.at[i]);
	}
	return r;
}

/* Is there room for these rows at the device? */
static int has_room(struct joining_work *j, int64_t whole, bool *ret_room) {
	struct rows rows = { .count = 0 };
	int r = store_rows(j->s, whole, &rows);

	*ret_room = rows.count + j->node_count < PARTS_OF_ONE;
	return r;
}

static int apply(struct joining_work *j, const struct node *n, int64_t common) {
	/* Where rows that hang together name several devices, each goes to its own. */
	int64_t whole = n->torn ? 0 : common < 0 ? n->target : common;
	const struct identifier *why = n->target == whole ? &n->by : &n->edge;
	bool room = true;
	int r = whole && whole != n->row && whole != n->merged_into ? has_room(j, whole, &room) : 0;

	if (r)
		return r;
	return whole && whole != n->row && room ? join_to(j, n, whole, why) : leave_alone(j, n->row, n->merged_into);
}

/* By what is left when nothing surer says who it is: an address. Addresses of two devices tell nothing. */
static int settle_by_address(struct joining_work *j, int64_t *ret_common) {
	int r = 0;

	for (size_t i = 0; !r && i < j->node_count; i++)
		if (!j->nodes[i].torn)
			r = look_at_addresses(j, &j->nodes[i]);
	*ret_common = r ? 0 : common_target(j);
	if (*ret_common <= 0) {
		for (size_t i = 0; i < j->node_count; i++)
			j->nodes[i].target = j->nodes[i].torn ? j->nodes[i].target : 0;
		*ret_common = lowest_row(j);
	}
	return r;
}

static int settle(struct joining_work *j, int64_t row) {
	int r = gather(j, row);
	int64_t common = common_target(j);

	if (!r && !common)
		r = settle_by_address(j, &common);
	for (size_t i = 0; !r && i < j->node_count; i++)
		r = let_go_of_parts(j, j->nodes[i].row);
	for (size_t i = 0; !r && i < j->node_count; i++)
		r = apply(j, &j->nodes[i], common);
	return r;
}

/* Why a row of a register was joined with nothing */

int store_name(struct store *s, arena *mem, int64_t row, str *ret_name) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_DEVICE_LABEL, row, &load, &found);

	if (!r && found)
		*ret_name = arena_str(mem, column_text(load, 0));
	sqlite3_reset(load);
	return r;
}

int store_torn(struct store *s, arena *mem, int64_t row, struct torn ret_torn[TORN_MAX], size_t *ret_count, bool *ret_undone) {
	struct work others = { .count = 0 };
	bool takes_part = false;
	struct node *n = arena_new(mem, struct node, 1);
	int r = n ? load_node(s, row, n, &takes_part) : -ENOMEM;

	if (!r)
		r = look(s, n, &others);
	if (!r)
		r = has_row(s, QUERY_JOINING_UNDONE, row, ret_undone);
	*ret_count = 0;
	for (size_t i = 0; !r && n->torn && i < n->said_count; i++) {
		ret_torn[i] = (struct torn){ n->said[i].by, n->said[i].whole, { 0 } };
		r = store_name(s, mem, n->said[i].whole, &ret_torn[i].name);
		*ret_count = i + 1;
	}
	return r ? r : mem->full ? -ENOMEM : 0;
}

/* What a device says something new about */

static int add_affected(struct joining_work *j, const struct key *k) {
	struct holders h;
	int r = known_by_holders(j->s, k, &h);

	for (size_t i = 0; !r && i < h.count; i++)
		if (h.at[i].books)
			work_add(&j->left, h.at[i].row);
	return r;
}

static int find_affected(struct joining_work *j, const struct device *d, const struct known_by *by, int64_t row) {
	struct key keys[KEYS_MAX];
	size_t count = known_by_keys(d->mac, by->identifiers, by->count, keys);
	int r = 0;

	if (by->books)
		work_add(&j->left, row);
	for (size_t i = 0; !r && i < count; i++)
		r = add_affected(j, &keys[i]);
	for (size_t i = 0; !r && i < d->address_count; i++) {
		struct key k = known_by_address(IDENTIFIER_ADDRESS, d->addresses[i]);

		r = add_affected(j, &k);
	}
	return r;
}

static int renew_all(struct joining_work *j) {
	int r = 0;

	for (size_t i = 0; !r && i < j->renew.count; i++) {
		int64_t whole = 0;

		r = store_whole(j->s, j->renew.at[i], &whole);
		if (!r && whole == j->renew.at[i])
			r = store_renew(j->s, whole);
	}
	return r;
}

/*
 * What settling a row comes to follows from what is on record: where all wait
 * to be joined, it is done once until something changes.
 */
static int settle_once(struct joining_work *j, int64_t row) {
	struct store *s = j->s;
	int before = sqlite3_total_changes(s->db);

	if (!s->wakes)
		return settle(j, row);
	if (!s->settled.knows_no_more && met_before(&s->settled, (uint64_t)row))
		return 0;
	int r = settle(j, row);
	if (sqlite3_total_changes(s->db) != before)
		met_fini(&s->settled);
	else
		met_add(&s->settled, (uint64_t)row);
	return r;
}

/*
 * A row of a register that says nothing new of who it is stays where it is:
 * that it is said later as well counts only for its addresses, where a device
 * that was seen had one of them.
 */
static int is_as_before(struct store *s, int64_t row, bool *ret_is) {
	struct key keys[ADDRESSES_LOOKED_AT];
	struct holders h;
	size_t count = 0;
	int r = known_by_addresses(s, row, keys, &count);

	*ret_is = true;
	for (size_t i = 0; !r && *ret_is && i < count; i++) {
		r = known_by_holders(s, &keys[i], &h);
		for (size_t k = 0; !r && h.count <= HOLDERS_MAX && k < h.count; k++)
			*ret_is = *ret_is && h.at[k].books;
	}
	return r;
}

int store_join(struct store *s, const struct device *d, const struct known_by *by, int64_t id) {
	int r = known_by_keep(s, id, by->identifiers, by->count);
	bool stays = false;

	s->has_books = s->has_books || by->books;
	if (r || !s->has_books || !by->perhaps)
		return r;
	if (s->indexes_rest)
		return store_note_row(&s->later, id);
	if (by->books && !s->wakes && !s->is_known_by_more)
		r = is_as_before(s, id, &stays);
	if (r || stays)
		return r;
	struct joining_work *j = malloc(sizeof *j);
	if (!j)
		return -ENOMEM;
	j->s = s;
	j->node_count = j->left.count = j->renew.count = 0;
	r = find_affected(j, d, by, id);
	/* The list grows by rows that lose the one they hung on. */
	for (size_t i = 0; !r && i < j->left.count; i++)
		r = settle_once(j, j->left.at[i]);
	if (!r)
		r = renew_all(j);
	free(j);
	return r;
}

int store_mac_of(struct store *s, int64_t row, addr *ret_mac) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_DEVICE_LABEL, row, &load, &found);

	if (!r && found)
		*ret_mac = column_addr(load, 1);
	sqlite3_reset(load);
	return r;
}

int store_undo_joining(struct store *s, int64_t row) {
	return store_change(s, QUERY_UNDO_JOINING, row, 0);
}
