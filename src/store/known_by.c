#include "store/known_by.h"

#include <errno.h>

#include "base/file.h"

/* Keys */

struct key known_by_address(enum identifier_kind kind, addr a) {
	struct key k = { .text.kind = kind, .address = a };
	struct text t = TEXT(k.text.bytes);

	addr_format(&t, a);
	k.text.size = (uint8_t)t.used;
	return k;
}

/* The MAC as a serial number: some makers print nothing else. */
static struct key key_of_mac_as_serial(addr mac) {
	struct key k = { .text.kind = IDENTIFIER_SERIAL };

	for (size_t i = 0; i < 6; i++) {
		k.text.bytes[k.text.size++] = (uint8_t)"0123456789ABCDEF"[mac.bytes[i] >> 4];
		k.text.bytes[k.text.size++] = (uint8_t)"0123456789ABCDEF"[mac.bytes[i] & 15];
	}
	return k;
}

size_t known_by_keys(addr mac, const struct identifier *identifiers, size_t count, struct key ret_keys[KEYS_MAX]) {
	size_t n = 0;

	if (mac.kind == ADDR_MAC) {
		ret_keys[n++] = known_by_address(IDENTIFIER_MAC, mac);
		ret_keys[n++] = key_of_mac_as_serial(mac);
	}
	for (size_t i = 0; i < count && n + 2 <= KEYS_MAX; i++) {
		addr as_mac = identifiers[i].kind == IDENTIFIER_SERIAL ? identifier_as_mac(&identifiers[i]) : (addr){ 0 };

		ret_keys[n++] = (struct key){ .text = identifiers[i] };
		if (as_mac.kind == ADDR_MAC)
			ret_keys[n++] = known_by_address(IDENTIFIER_MAC, as_mac);
	}
	return n;
}

static uint64_t key_hash(const struct store *s, const struct key *k) {
	return str_hash(identifier_text(&k->text), s->seed + 1 + (uint64_t)k->text.kind);
}

/*
 * Did another row of this run have any of it? Rows of registers are the same
 * entry by a MAC or identifier and the name, or by the name with an address or
 * without. An address joins nothing but a row of a register to what was seen.
 */
static bool meet(struct store *s, const struct device *d, const struct known_by *by) {
	/* Seeds of their own: other keys of the same things stand in the table, too. */
	const uint64_t seen = s->seed + 1 + IDENTIFIER_COUNT, told = seen + 1, named = seen + 2;
	struct key keys[KEYS_MAX];
	size_t count = known_by_keys(d->mac, by->identifiers, by->count, keys);
	bool perhaps = false;

	for (size_t i = 0; i < count; i++)
		perhaps |= met_before(&s->met, key_hash(s, &keys[i]));
	/* Its own keys may be alike: a serial number that is the MAC. */
	for (size_t i = 0; i < count; i++)
		met_add(&s->met, key_hash(s, &keys[i]));
	for (size_t i = 0; i < d->address_count; i++) {
		perhaps |= met_before(&s->met, addr_hash(d->addresses[i], by->books ? seen : told));
		met_add(&s->met, addr_hash(d->addresses[i], by->books ? told : seen));
	}
	if (by->books && count == 0) {
		perhaps |= met_before(&s->met, str_hash(d->name, named));
		met_add(&s->met, str_hash(d->name, named));
	}
	return perhaps;
}

void store_know_by(struct store *s, const struct device *d, struct known_by *ret_by) {
	ret_by->books = false;
	for (size_t i = 0; i < d->observation_count && !ret_by->books; i++)
		ret_by->books = obs_is_of_books(&d->observations[i]);
	ret_by->count = identifiers_of(d->observations, d->observation_count, ret_by->identifiers, IDENTIFIERS_MAX);
	ret_by->perhaps = !s->was_empty || meet(s, d, ret_by);
}

/* Who else has it */

/* Where there are no more than tell anything, for the order of a statement would make a table of its own each time. */
static void sort_holders(struct holders *h) {
	for (size_t i = 1; i < h->count; i++)
		for (size_t k = i; k > 0; k--) {
			const struct holder a = h->at[k - 1], b = h->at[k];

			if (a.books == b.books ? a.row < b.row : b.books)
				break;
			h->at[k - 1] = b;
			h->at[k] = a;
		}
}

static int take_holders(struct store *s, sqlite3_stmt *find, struct holders *ret) {
	ret->count = 0;
	for (;;) {
		bool row = false;
		int r = store_step(s, find, &row);

		if (!r && !row)
			sort_holders(ret);
		if (r || !row)
			return r;
		if (ret->count > HOLDERS_MAX)
			break;
		ret->at[ret->count++] = (struct holder){
			.row = sqlite3_column_int64(find, 0), .whole = sqlite3_column_int64(find, 1),
			.books = sqlite3_column_int64(find, 2) != 0, .mac = column_addr(find, 3),
			.first_us = (uint64_t)sqlite3_column_int64(find, 4), .last_us = (uint64_t)sqlite3_column_int64(find, 5),
		};
	}
	sqlite3_reset(find);
	return 0;
}

int known_by_holders(struct store *s, const struct key *k, struct holders *ret) {
	bool by_text = k->text.kind == IDENTIFIER_SERIAL || k->text.kind == IDENTIFIER_UUID;
	sqlite3_stmt *find;
	int r = store_statement(s, by_text ? QUERY_HOLDERS_OF_IDENTIFIER :
				k->text.kind == IDENTIFIER_MAC ? QUERY_HOLDERS_OF_MAC : QUERY_HOLDERS_OF_ADDRESS, &find);

	if (r)
		return r;
	if (by_text) {
		sqlite3_bind_int64(find, 1, k->text.kind);
		bind_text(find, 2, identifier_text(&k->text));
	} else {
		bind_addr(find, 1, &k->address);
	}
	sqlite3_bind_int64(find, by_text ? 3 : 2, HOLDERS_MAX + 1);
	return take_holders(s, find, ret);
}

int64_t known_by_only_seen(const struct holders *h) {
	int64_t whole = 0;

	for (size_t i = 0; i < h->count; i++) {
		if (h->at[i].books)
			continue;
		if (whole && whole != h->at[i].whole)
			return -1;
		whole = h->at[i].whole;
	}
	return whole;
}

bool known_by_is_specific(const struct key *k, const struct holders *h) {
	addr mac = { 0 };

	if (h->count > HOLDERS_MAX || known_by_only_seen(h) < 0)
		return false;
	for (size_t i = 0; k->text.kind != IDENTIFIER_MAC && i < h->count; i++) {
		if (!h->at[i].books || h->at[i].mac.kind == ADDR_NONE)
			continue;
		if (mac.kind != ADDR_NONE && !addr_eq(mac, h->at[i].mac))
			return false;
		mac = h->at[i].mac;
	}
	return true;
}

int known_by_load(struct store *s, int64_t row, struct identifier ret[IDENTIFIERS_MAX], size_t *ret_count) {
	sqlite3_stmt *load;
	int r = store_statement(s, QUERY_IDENTIFIERS_OF, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	for (*ret_count = 0; *ret_count < IDENTIFIERS_MAX;) {
		bool found = false;

		r = store_step(s, load, &found);
		if (r || !found)
			return r;
		int64_t kind = sqlite3_column_int64(load, 0);
		str value = column_text(load, 1);
		if ((kind != IDENTIFIER_SERIAL && kind != IDENTIFIER_UUID) || value.n > IDENTIFIER_SIZE_MAX)
			break;
		struct identifier *i = &ret[(*ret_count)++];
		*i = (struct identifier){ .kind = (enum identifier_kind)kind };
		for (; i->size < value.n; i->size++)
			i->bytes[i->size] = value.at[i->size];
	}
	sqlite3_reset(load);
	return *ret_count == IDENTIFIERS_MAX ? 0 : STORE_WRONG;
}

int known_by_addresses(struct store *s, int64_t row, struct key ret_keys[ADDRESSES_LOOKED_AT], size_t *ret_count) {
	sqlite3_stmt *load;
	int r = store_statement(s, QUERY_KNOWN_ADDRESSES, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	for (*ret_count = 0; *ret_count < ADDRESSES_LOOKED_AT;) {
		bool found = false;

		r = store_step(s, load, &found);
		if (r || !found)
			return r;
		ret_keys[(*ret_count)++] = known_by_address(IDENTIFIER_ADDRESS, column_addr(load, 1));
	}
	sqlite3_reset(load);
	return 0;
}

int known_by_keep(struct store *s, int64_t row, const struct identifier *identifiers, size_t count) {
	sqlite3_stmt *add;
	int r = 0;

	for (size_t i = 0; !r && i < count; i++) {
		r = store_statement(s, QUERY_ADD_IDENTIFIER, &add);
		if (r)
			return r;
		sqlite3_bind_int64(add, 1, identifiers[i].kind);
		bind_text(add, 2, identifier_text(&identifiers[i]));
		sqlite3_bind_int64(add, 3, row);
		r = store_step(s, add, NULL);
		s->is_known_by_more = s->is_known_by_more || (!r && sqlite3_changes(s->db) > 0);
	}
	return r;
}

int store_is_of_books(struct store *s, int64_t row, bool *ret_books) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_ENTRY, row, &load, &found);

	if (!r && found)
		*ret_books = sqlite3_column_int64(load, 0) != 0;
	sqlite3_reset(load);
	return r;
}

int store_know_anew(struct store *s, int64_t row) {
	enum { SCRATCH = 8 << 20 }; /* all that one row has */
	struct identifier identifiers[IDENTIFIERS_MAX];
	struct device d = { 0 };
	void *memory = memory_reserve(SCRATCH);
	arena mem = arena_over(memory, memory ? SCRATCH : 0);
	int r = memory ? store_load_observations(s, &mem, row, &d) : -ENOMEM;

	if (!r)
		r = store_run_on(s, QUERY_DROP_IDENTIFIERS, row);
	if (!r)
		r = known_by_keep(s, row, identifiers,
				     identifiers_of(d.observations, d.observation_count, identifiers, IDENTIFIERS_MAX));
	if (memory)
		memory_release(memory, SCRATCH);
	return r;
}

/* The same entry of a register */

static int first_entry(struct store *s, sqlite3_stmt *find, struct place *ret_place) {
	bool found = false;
	int r = store_step(s, find, &found);

	if (r || !found)
		return r;
	*ret_place = (struct place){ sqlite3_column_int64(find, 0), sqlite3_column_int64(find, 1) };
	sqlite3_reset(find);
	return 0;
}

int store_find_entry(struct store *s, const struct device *d, const struct known_by *by, struct place *ret_place) {
	bool by_mac = d->mac.kind != ADDR_NONE, by_identifier = !by_mac && by->count, by_address = d->address_count > 0;
	sqlite3_stmt *find;

	/* While indexes rest, each device comes once. */
	if (!by->perhaps || !s->has_books || s->indexes_rest)
		return 0;
	int r = store_statement(s, by_mac ? QUERY_SAME_ENTRY_BY_MAC : by_identifier ? QUERY_SAME_ENTRY_BY_IDENTIFIER :
				by_address ? QUERY_SAME_ENTRY_BY_ADDRESS : QUERY_SAME_ENTRY_BY_NAME, &find);
	if (r)
		return r;
	if (by_mac) {
		bind_addr(find, 1, &d->mac);
	} else if (by_identifier) {
		sqlite3_bind_int64(find, 1, by->identifiers[0].kind);
		bind_text(find, 2, identifier_text(&by->identifiers[0]));
	} else if (by_address) {
		bind_addr(find, 1, &d->addresses[0]);
	}
	bind_text(find, sqlite3_bind_parameter_count(find), d->name);
	return first_entry(s, find, ret_place);
}
