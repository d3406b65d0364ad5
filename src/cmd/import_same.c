#include "cmd/import_same.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"

/* A device: the tree of rows that are about it hangs on the first of them. */
struct about {
	uint32_t first;    /* a row nearer to the first one; itself at the top */
	uint32_t repeated; /* at the top: how many more rows */
	uint64_t mac, serial; /* at the top: of any of its rows */
};

/* Keys of several kinds share the table. */
enum key_kind { KEY_OF_MAC, KEY_OF_SERIAL, KEY_OF_PLACE, KEY_OF_NAME, KEY_OF_OTHER_MAC };

/* Where a key was met first. */
struct slot {
	uint64_t key;    /* 0: empty */
	uint32_t row;
	uint16_t kind;   /* enum key_kind */
	uint16_t shared; /* 1: another device has it, too */
};

enum { SLOTS_LEAST = 1 << 12 };

struct same_rows {
	uint64_t seed;
	struct about *rows; /* reserved for SAME_ROWS_MAX, touched as they come */
	size_t row_count, device_count, shared_mac_count;
	struct slot *slots;
	size_t slot_count, used; /* slot_count is a power of two */
	bool has_other_macs;
};

struct same_rows *same_rows_open(uint64_t seed) {
	struct same_rows *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	*s = (struct same_rows){ .seed = seed, .slot_count = SLOTS_LEAST };
	s->rows = memory_reserve(SAME_ROWS_MAX * sizeof *s->rows);
	s->slots = calloc(s->slot_count, sizeof *s->slots);
	if (s->rows && s->slots)
		return s;
	same_rows_close(s);
	return NULL;
}

void same_rows_close(struct same_rows *s) {
	if (!s)
		return;
	if (s->rows)
		memory_release(s->rows, SAME_ROWS_MAX * sizeof *s->rows);
	free(s->slots);
	free(s);
}

void same_rows_forget_keys(struct same_rows *s) {
	free(s->slots);
	s->slots = NULL;
	s->slot_count = s->used = 0;
}

uint64_t same_key(const struct same_rows *s, str text, str other) {
	uint64_t hash = str_hash(other, str_hash(text, s->seed + text.n));

	return hash ? hash : 1;
}

uint64_t same_key_of_mac(addr mac) {
	uint64_t key = 1; /* so that none is 0 */

	for (size_t i = 0; i < addr_size(ADDR_MAC); i++)
		key = key << 8 | mac.bytes[i];
	return mac.kind == ADDR_MAC ? key : 0;
}

addr same_mac_of_key(uint64_t key) {
	uint8_t bytes[6];

	for (size_t i = sizeof bytes; i > 0; i--, key >>= 8)
		bytes[i - 1] = (uint8_t)key;
	return addr_of(key ? ADDR_MAC : ADDR_NONE, (str){ bytes, key ? sizeof bytes : 0 });
}

static struct slot *slot_of(const struct same_rows *s, uint64_t key) {
	size_t at = (key ^ key >> 32) & (s->slot_count - 1);

	while (s->slots[at].key && s->slots[at].key != key)
		at = (at + 1) & (s->slot_count - 1);
	return &s->slots[at];
}

static int grow(struct same_rows *s) {
	struct same_rows bigger = { .slot_count = 2 * s->slot_count };

	bigger.slots = calloc(bigger.slot_count, sizeof *bigger.slots);
	if (!bigger.slots)
		return -ENOMEM;
	for (size_t i = 0; i < s->slot_count; i++)
		if (s->slots[i].key)
			*slot_of(&bigger, s->slots[i].key) = s->slots[i];
	free(s->slots);
	s->slots = bigger.slots;
	s->slot_count = bigger.slot_count;
	return 0;
}

/* The top of the tree that a row hangs in; what was gone through hangs higher afterwards. */
static uint32_t top_of(struct same_rows *s, uint32_t row) {
	while (s->rows[row].first != row) {
		s->rows[row].first = s->rows[s->rows[row].first].first;
		row = s->rows[row].first;
	}
	return row;
}

static bool differ(uint64_t a, uint64_t b) {
	return a && b && a != b;
}

/* Takes two devices as one, unless MAC or serial say that they are two. */
static bool join(struct same_rows *s, uint32_t row, uint32_t other) {
	uint32_t a = top_of(s, row), b = top_of(s, other);
	uint32_t first = a < b ? a : b, later = a < b ? b : a;

	if (a == b)
		return true;
	if (differ(s->rows[a].mac, s->rows[b].mac) || differ(s->rows[a].serial, s->rows[b].serial))
		return false;
	s->rows[later].first = first;
	s->rows[first].repeated += s->rows[later].repeated + 1;
	s->rows[first].mac = s->rows[first].mac ? s->rows[first].mac : s->rows[later].mac;
	s->rows[first].serial = s->rows[first].serial ? s->rows[first].serial : s->rows[later].serial;
	s->device_count--;
	return true;
}

static uint64_t of_kind(const struct same_rows *s, uint64_t key, enum key_kind kind) {
	uint64_t mixed = str_hash((str){ (const uint8_t *)&key, sizeof key }, s->seed + kind);

	return mixed ? mixed : 1;
}

/* Was it met before, at a device that can be this one, then they are one. A name alone joins nobody, nor does a further MAC. */
static void meet(struct same_rows *s, uint32_t row, uint64_t key, enum key_kind kind) {
	if (!key)
		return;
	struct slot *slot = slot_of(s, of_kind(s, key, kind));
	if (!slot->key) {
		*slot = (struct slot){ of_kind(s, key, kind), row, (uint16_t)kind, 0 };
		s->used++;
		s->has_other_macs = s->has_other_macs || kind == KEY_OF_OTHER_MAC;
		return;
	}
	if (kind >= KEY_OF_NAME ? top_of(s, slot->row) == top_of(s, row) : join(s, row, slot->row))
		return;
	s->shared_mac_count += kind == KEY_OF_MAC && !slot->shared;
	slot->shared = 1;
}

int same_rows_add(struct same_rows *s, const struct same_keys *keys) {
	if (s->row_count == SAME_ROWS_MAX)
		return SAME_FULL;
	/* Four keys a row, and further MACs: one third of the places stays empty. */
	if (3 * (s->used + 4 + SAME_OTHER_MACS) > 2 * s->slot_count) {
		int r = grow(s);
		if (r)
			return r;
	}
	uint32_t row = (uint32_t)s->row_count++;
	s->rows[row] = (struct about){ .first = row, .mac = keys->mac, .serial = keys->serial };
	s->device_count++;
	meet(s, row, keys->mac, KEY_OF_MAC);
	meet(s, row, keys->serial, KEY_OF_SERIAL);
	meet(s, row, keys->place, KEY_OF_PLACE);
	meet(s, row, keys->name, KEY_OF_NAME);
	for (size_t i = 0; i < SAME_OTHER_MACS; i++)
		meet(s, row, keys->other_macs[i], KEY_OF_OTHER_MAC);
	return 0;
}

/* What is asked later: what is shared; and whose a further MAC is. */
static bool is_asked(const struct same_rows *s, const struct slot *slot) {
	bool is_mac = slot->kind == KEY_OF_MAC || slot->kind == KEY_OF_OTHER_MAC;

	return slot->key && (slot->shared || (is_mac && s->has_other_macs));
}

int same_rows_all_added(struct same_rows *s) {
	struct same_rows fewer = { .slot_count = SLOTS_LEAST };

	for (size_t i = 0; i < s->slot_count; i++)
		fewer.used += is_asked(s, &s->slots[i]);
	while (3 * fewer.used > 2 * fewer.slot_count)
		fewer.slot_count *= 2;
	fewer.slots = calloc(fewer.slot_count, sizeof *fewer.slots);
	if (!fewer.slots)
		return -ENOMEM;
	for (size_t i = 0; i < s->slot_count; i++)
		if (is_asked(s, &s->slots[i]))
			*slot_of(&fewer, s->slots[i].key) = s->slots[i];
	free(s->slots);
	s->slots = fewer.slots;
	s->slot_count = fewer.slot_count;
	s->used = fewer.used;
	return 0;
}

uint32_t same_rows_first(struct same_rows *s, uint32_t row) {
	return top_of(s, row);
}

uint32_t same_rows_about(const struct same_rows *s, uint32_t first) {
	return 1 + s->rows[first].repeated;
}

static bool is_shared(const struct same_rows *s, uint64_t key, enum key_kind kind) {
	return key && slot_of(s, of_kind(s, key, kind))->shared;
}

uint64_t same_rows_mac(const struct same_rows *s, uint32_t first) {
	uint64_t mac = s->rows[first].mac;

	return same_rows_mac_shared(s, mac) ? 0 : mac;
}

bool same_rows_is_own_mac(struct same_rows *s, uint32_t first, uint64_t mac) {
	const struct slot *as_first = slot_of(s, of_kind(s, mac, KEY_OF_MAC));
	const struct slot *as_other = slot_of(s, of_kind(s, mac, KEY_OF_OTHER_MAC));

	return mac && as_other->key && !as_other->shared && (!as_first->key || top_of(s, as_first->row) == top_of(s, first));
}

bool same_rows_mac_shared(const struct same_rows *s, uint64_t mac) {
	return is_shared(s, mac, KEY_OF_MAC);
}

bool same_rows_name_shared(const struct same_rows *s, uint64_t name) {
	return is_shared(s, name, KEY_OF_NAME);
}

bool same_rows_place_shared(const struct same_rows *s, uint64_t place) {
	return is_shared(s, place, KEY_OF_PLACE);
}

size_t same_rows_shared_mac_count(const struct same_rows *s) {
	return s->shared_mac_count;
}

size_t same_rows_count(const struct same_rows *s) {
	return s->row_count;
}

size_t same_rows_device_count(const struct same_rows *s) {
	return s->device_count;
}
