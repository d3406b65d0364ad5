#include "know/names.h"

enum {
	NAME_FOLDED_MAX = 80, /* letters and digits of a name; the longest of ours has 72 */
	NAME_PREFIX_MIN = 4,  /* a shorter name at the head of a text may be anything */
	NAME_HEADS = 1 << 16, /* bits; ours set some 2,000 */
};

struct name {
	uint64_t hash;      /* of the folded name; 0: empty slot */
	struct named named;
	bool common;        /* counts only as the whole text */
	bool shared;        /* two firms go by it */
};

struct names {
	uint8_t folded[256]; /* by byte: its small letter, and 0 when it is no part of a name */
	struct name *slots;
	size_t mask, count;
	/* One bit for each hash of the first NAME_PREFIX_MIN letters of a name: most texts begin like none. */
	uint64_t heads[NAME_HEADS / 64];
};

/*
 * Names are told apart by this hash alone. Whoever makes a text that collides
 * with a name's hash could as well have written the name.
 *
 * FNV-1a over the folded bytes, one at a time: the head of a text is hashed once for all its words.
 */
#define HASH_START 0xcbf29ce484222325u

static uint64_t hash_more(uint64_t hash, uint8_t c) {
	return (hash ^ c) * 0x100000001b3u;
}

static bool is_part(uint8_t c) {
	return byte_is_letter(c) || byte_is_digit(c) || c >= 0x80;
}

static uint64_t hash_of(str text, size_t *ret_folded) {
	uint64_t hash = HASH_START;
	size_t folded = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (is_part(text.at[i])) {
			hash = hash_more(hash, byte_lower(text.at[i]));
			folded++;
		}
	}
	*ret_folded = folded;
	return hash;
}

static bool is_head(const struct names *names, uint64_t hash) {
	return names->heads[hash % NAME_HEADS / 64] >> hash % 64 & 1;
}

static void add_head(struct names *names, str text) {
	uint64_t hash = HASH_START;
	size_t folded = 0;

	for (size_t i = 0; i < text.n && folded < NAME_PREFIX_MIN; i++) {
		if (is_part(text.at[i])) {
			hash = hash_more(hash, byte_lower(text.at[i]));
			folded++;
		}
	}
	names->heads[hash % NAME_HEADS / 64] |= (uint64_t)1 << hash % 64;
}

static struct name *slot_of(const struct names *names, uint64_t hash) {
	size_t slot = hash & names->mask;

	while (names->slots[slot].hash && names->slots[slot].hash != hash)
		slot = (slot + 1) & names->mask;
	return &names->slots[slot];
}

/*
 * Two brands of one name are one label to whoever reads it: the one that is better supported stands for it. Whether a
 * label's name is an ordinary word is said of the label; among its company's other names there may be one.
 */
static void add(struct names *names, str text, struct named named, bool common, bool is_label) {
	size_t folded;
	uint64_t hash = hash_of(text, &folded);
	struct name *at = slot_of(names, hash);

	if (folded < 2 || folded > NAME_FOLDED_MAX || hash == 0)
		return;
	add_head(names, text);
	if (!at->hash) {
		*at = (struct name){ hash, named, common || folded < NAME_PREFIX_MIN, false };
		names->count++;
		return;
	}
	at->common = at->common || (common && (is_label || !at->named.brand));
	if (at->named.brand && named.brand && named.brand->trust > at->named.brand->trust)
		at->named.brand = named.brand;
	if (at->named.brand)
		return;
	at->shared = at->shared || at->named.company != named.company;
}

/* "Robert Bosch GmbH" is also called "Robert Bosch". */
static str without_form(str name) {
	static const char *const forms[] = {
		"Co", "Ltd", "Limited", "Inc", "Incorporated", "Corp", "Corporation", "Company", "GmbH", "AG", "AB", "SA", "SAS",
		"SpA", "Srl", "BV", "NV", "AS", "Oy", "LLC", "LLP", "PLC", "KG", "Pty", "SE", "ASA",
	};
	bool cut = true;

	while (cut) {
		size_t end = name.n, begin;

		while (end && !is_part(name.at[end - 1]) && name.at[end - 1] != ')')
			end--;
		for (begin = end; begin && (is_part(name.at[begin - 1]) || name.at[begin - 1] == '.'); begin--)
			;
		cut = false;
		for (size_t i = 0; i < sizeof forms / sizeof *forms && !cut; i++) {
			size_t letters;
			str last = { name.at + begin, end - begin };
			cut = begin > 0 && hash_of(last, &letters) == hash_of(str_of(forms[i]), &letters);
		}
		if (cut)
			name.n = begin;
	}
	return name;
}

/* By company: does it make devices under any name, as far as the registry knows? */
static const bool *find_makers(arena *mem, const struct registry *r) {
	bool *makes = arena_new(mem, bool, r->company_count + 1);

	for (size_t i = 0; makes && i < r->company_count; i++)
		makes[i] = r->companies[i].mac_names.count || r->companies[i].class != CLASS_UNKNOWN;
	for (size_t i = 0; makes && i < r->brand_count; i++) {
		for (size_t k = 0; k < r->brands[i].maker_count; k++) {
			const struct company *c = registry_company(r, r->brands[i].makers[k].maker);

			if (c)
				makes[c - r->companies] = true;
		}
	}
	return makes;
}

/*
 * A company's name on a device is a label too when there is a brand of its
 * name: what Honeywell sells, others have made.
 */
static void add_company(struct names *names, const struct company *c, const struct brand *brand) {
	struct named named = { brand, brand ? NULL : c };
	bool common = c->common_word == ANSWER_YES;

	add(names, c->name, named, common, false);
	add(names, without_form(c->name), named, common, false);
	add(names, c->native, named, common, false);
	for (size_t i = 0; i < c->aliases.count; i++)
		add(names, c->aliases.at[i], named, common, false);
}

const struct names *names_open(arena *mem, const struct registry *r) {
	struct names *names = arena_new(mem, struct names, 1);
	size_t most = 0, room = 64;

	for (size_t i = 0; i < r->brand_count; i++)
		most += 1 + r->brands[i].aliases.count;
	for (size_t i = 0; i < r->company_count; i++)
		most += 3 + r->companies[i].aliases.count;
	while (room < 2 * most)
		room *= 2;
	if (!names)
		return NULL;
	for (unsigned c = 0; c < 256; c++)
		names->folded[c] = is_part((uint8_t)c) ? byte_lower((uint8_t)c) : 0;
	names->mask = room - 1;
	names->slots = arena_new(mem, struct name, room);
	const bool *makes = find_makers(mem, r);
	if (!names->slots || !makes)
		return NULL;
	for (size_t i = 0; i < r->brand_count; i++) {
		const struct brand *b = &r->brands[i];

		add(names, b->name, (struct named){ .brand = b }, b->common_word == ANSWER_YES, true);
		for (size_t k = 0; k < b->aliases.count; k++)
			add(names, b->aliases.at[k], (struct named){ .brand = b }, b->common_word == ANSWER_YES, true);
	}
	for (size_t i = 0; i < r->company_count; i++) {
		const struct brand *brand = registry_brand(r, r->companies[i].id);

		if (brand || makes[i])
			add_company(names, &r->companies[i], brand);
	}
	return names;
}

/* `ret_size`: how many bytes of the text the name takes. */
static struct named find(const struct names *names, str text, bool is_loose, size_t *ret_size) {
	struct named found = { 0 };
	uint64_t hash = HASH_START;
	size_t folded = 0, rest = text.n;

	while (rest && !names->folded[text.at[rest - 1]])
		rest--;
	for (size_t i = 0; i < rest && folded < NAME_FOLDED_MAX; i++) {
		if (!names->folded[text.at[i]])
			continue;
		hash = hash_more(hash, names->folded[text.at[i]]);
		folded++;
		bool whole = i + 1 == rest;
		if (folded == NAME_PREFIX_MIN && !whole && !is_head(names, hash))
			return found;
		if (!whole && names->folded[text.at[i + 1]])
			continue;
		const struct name *at = slot_of(names, hash);
		if (at->hash && !at->shared && ((whole && !is_loose) || (!at->common && folded >= NAME_PREFIX_MIN))) {
			found = at->named;
			*ret_size = i + 1;
		}
	}
	return found;
}

struct named names_find(const struct names *names, str text, bool is_loose) {
	size_t size;

	return find(names, text, is_loose, &size);
}

str names_beyond(const struct names *names, str text) {
	size_t size = 0;

	find(names, text, true, &size);
	return size && size < text.n && text.at[size] == ' ' ? str_trim(str_after(text, size)) : (str){ 0 };
}
