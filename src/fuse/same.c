#include "fuse/same.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#define NONE UINT32_MAX

/* One address and the chain of what was observed of it. */
struct thing {
	addr who;
	uint32_t first, last; /* into `seen` */
	uint32_t count;
	uint32_t owner;    /* the MAC's thing to which this IP belongs; NONE */
	uint32_t claimed;  /* how many MACs claim this IP */
	uint32_t holds;    /* how many IPv4 addresses this MAC claims, */
	uint32_t routable; /* and how many of them are more than link-local */
	uint64_t first_us, last_us;
};

struct sight {
	uint32_t next, thing;
	str field, value;
	uint64_t first_us, last_us, offset;
	uint32_t source;
};

struct stay {
	uint64_t from, to;
};

struct table {
	uint32_t *slots; /* index + 1; 0 is empty */
	size_t mask, used;
};

struct same {
	arena *mem;
	uint64_t seed;
	struct thing *things;
	struct sight *sights;
	str *texts; /* interned: values repeat over devices */
	size_t thing_count, thing_room, sight_count, sight_room, text_count, text_room;
	struct table by_addr, by_sight, by_text;
	uint64_t dropped;
	bool were_asked; /* all who tell anything */
};

/* Where each device begins among the addresses and observations of all. */
struct portion {
	size_t addresses, observations;
};

/* What same_devices() needs at most when one more observation is taken, which may name two more addresses. */
static size_t answer_size(const struct same *s) {
	size_t of_thing = sizeof(uint32_t) + sizeof(struct device) + sizeof(struct portion) + 2 * sizeof(addr) +
			  2 * sizeof(struct obs) + ADDR_TEXT_MAX + 1 + 2 * _Alignof(max_align_t);

	return (s->thing_count + 3) * of_thing + (s->sight_count + 1) * sizeof(struct obs);
}

/* What is taken must leave room to tell it: else who sends too much would hide everybody. */
static bool leaves_room(const struct same *s, size_t size) {
	return (size_t)(s->mem->end - s->mem->at) >= size + answer_size(s);
}

/* Doubles an array; the old one stays behind in the arena, as much again at most. */
static bool grow(struct same *s, void *array, size_t *room, size_t used, size_t size) {
	void **old = array;

	if (used < *room)
		return true;
	size_t more = *room ? *room * 2 : 1024;
	void *bigger = leaves_room(s, size * more) ? arena_take(s->mem, size, more, 16) : NULL;
	if (!bigger)
		return false;
	if (used)
		memcpy(bigger, *old, used * size);
	*old = bigger;
	*room = more;
	return true;
}

static uint64_t sight_hash(const struct same *s, uint32_t thing, str field, str value) {
	return str_hash(value, s->seed ^ (uint64_t)thing * 0x9e3779b97f4a7c15u ^ (uintptr_t)field.at);
}

static uint64_t hash_of(const struct same *s, const struct table *t, uint32_t index) {
	if (t == &s->by_addr)
		return addr_hash(s->things[index].who, s->seed);
	if (t == &s->by_text)
		return str_hash(s->texts[index], s->seed);
	return sight_hash(s, s->sights[index].thing, s->sights[index].field, s->sights[index].value);
}

static bool make_room(struct same *s, struct table *t) {
	if (t->slots && (t->used + 1) * 2 <= t->mask)
		return true;
	size_t count = t->slots ? (t->mask + 1) * 2 : 4096;
	uint32_t *old = t->slots;
	uint32_t *slots = leaves_room(s, count * sizeof *slots) ? arena_new(s->mem, uint32_t, count) : NULL;
	size_t old_count = t->slots ? t->mask + 1 : 0;

	if (!slots)
		return false;
	t->slots = slots;
	t->mask = count - 1;
	for (size_t i = 0; i < old_count; i++) {
		if (!old[i])
			continue;
		size_t slot = hash_of(s, t, old[i] - 1) & t->mask;
		while (slots[slot])
			slot = (slot + 1) & t->mask;
		slots[slot] = old[i];
	}
	return true;
}

/* The thing with this address, NONE when there is none. */
static uint32_t find_thing(const struct same *s, addr who) {
	size_t slot = s->by_addr.slots ? addr_hash(who, s->seed) & s->by_addr.mask : 0;

	for (; s->by_addr.slots && s->by_addr.slots[slot]; slot = (slot + 1) & s->by_addr.mask)
		if (addr_eq(s->things[s->by_addr.slots[slot] - 1].who, who))
			return s->by_addr.slots[slot] - 1;
	return NONE;
}

static uint32_t thing_of(struct same *s, addr who) {
	uint32_t known = find_thing(s, who);

	if (known != NONE)
		return known;
	if (!make_room(s, &s->by_addr))
		return NONE;
	size_t slot = addr_hash(who, s->seed) & s->by_addr.mask;

	while (s->by_addr.slots[slot])
		slot = (slot + 1) & s->by_addr.mask;
	if (!grow(s, &s->things, &s->thing_room, s->thing_count, sizeof *s->things))
		return NONE;
	s->things[s->thing_count] = (struct thing){ .who = who, .first = NONE, .last = NONE, .owner = NONE };
	s->by_addr.slots[slot] = (uint32_t)++s->thing_count;
	s->by_addr.used++;
	return (uint32_t)s->thing_count - 1;
}

/* The one copy of a text; the null slice when the arena is full. */
static str intern(struct same *s, str text) {
	if (!make_room(s, &s->by_text))
		return (str){ 0 };
	size_t slot = str_hash(text, s->seed) & s->by_text.mask;

	for (; s->by_text.slots[slot]; slot = (slot + 1) & s->by_text.mask)
		if (str_eq(s->texts[s->by_text.slots[slot] - 1], text))
			return s->texts[s->by_text.slots[slot] - 1];
	str copy = leaves_room(s, text.n + 1) ? arena_str(s->mem, text) : (str){ 0 };
	if (!copy.at || !grow(s, &s->texts, &s->text_room, s->text_count, sizeof *s->texts))
		return (str){ 0 };
	s->texts[s->text_count] = copy;
	s->by_text.slots[slot] = (uint32_t)++s->text_count;
	s->by_text.used++;
	return copy;
}

struct same *same_open(arena *mem, uint64_t seed) {
	struct same *s = arena_new(mem, struct same, 1);

	if (s) {
		s->mem = mem;
		s->seed = seed;
	}
	return s;
}

static void touch(uint64_t *first_us, uint64_t *last_us, uint64_t time_us) {
	if (time_us == 0)
		return;
	if (*first_us == 0 || time_us < *first_us)
		*first_us = time_us;
	if (time_us > *last_us)
		*last_us = time_us;
}

/* Finds the same sight again, or gives the slot for a new one. */
static struct sight *find_sight(struct same *s, uint32_t thing, str field, str value, size_t *ret_slot) {
	size_t slot = sight_hash(s, thing, field, value) & s->by_sight.mask;

	for (; s->by_sight.slots[slot]; slot = (slot + 1) & s->by_sight.mask) {
		struct sight *at = &s->sights[s->by_sight.slots[slot] - 1];

		if (at->thing == thing && at->field.at == field.at && at->value.at == value.at)
			return at;
	}
	*ret_slot = slot;
	return NULL;
}

/* Is this text kept already? Asked before anything new of a thing that has its fill is kept. */
static bool is_known(const struct same *s, str text) {
	size_t slot = s->by_text.slots ? str_hash(text, s->seed) & s->by_text.mask : 0;

	for (; s->by_text.slots && s->by_text.slots[slot]; slot = (slot + 1) & s->by_text.mask)
		if (str_eq(s->texts[s->by_text.slots[slot] - 1], text))
			return true;
	return false;
}

/* Has the thing its fill, of everything or of this field? */
static bool is_full(const struct same *s, const struct thing *thing, str field) {
	size_t count = 0;

	if (thing->count >= SAME_PER_THING_MAX)
		return true;
	if (thing->count < SAME_PER_FIELD_MAX)
		return false;
	for (uint32_t i = thing->first; i != NONE; i = s->sights[i].next)
		count += str_eq(s->sights[i].field, field);
	return count >= SAME_PER_FIELD_MAX;
}

/* What binds an IP address to the MAC address of which it is told. */
static bool is_binding(str field) {
	static const char *const bindings[] = { "arp.ip", "nd.ip", "dhcp.ip", "link.ip" };

	for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++)
		if (str_is(field, bindings[i]))
			return true;
	return false;
}

/* The address of which a MAC says that it is its own; of another kind when it says nothing of the sort. */
static addr bound_address(addr who, str field, str value) {
	return who.kind == ADDR_MAC && is_binding(field) ? addr_parse(value) : (addr){ 0 };
}

bool same_knows(const struct same *s, addr who) {
	return find_thing(s, who) != NONE;
}

size_t same_count(const struct same *s, addr who) {
	uint32_t number = find_thing(s, who);

	return number == NONE ? 0 : s->things[number].count;
}

static struct obs obs_of(const struct same *s, const struct sight *at) {
	return (struct obs){ s->things[at->thing].who, at->field, at->value, at->first_us, at->offset, at->source };
}

size_t same_glance(const struct same *s, addr who, struct obs *ret_observations, size_t most) {
	uint32_t number = find_thing(s, who);
	size_t count = 0;

	for (uint32_t i = number == NONE ? NONE : s->things[number].first; i != NONE && count < most; i = s->sights[i].next)
		ret_observations[count++] = obs_of(s, &s->sights[i]);
	return count;
}

void same_were_asked(struct same *s) {
	s->were_asked = true;
}

int same_take(struct same *s, const struct obs *obs) {
	uint32_t number = leaves_room(s, 0) ? thing_of(s, obs->who) : NONE;

	if (number == NONE)
		return -ENOMEM;
	bool full = is_full(s, &s->things[number], obs->field);
	if (full && (!is_known(s, obs->field) || !is_known(s, obs->value))) {
		s->dropped++;
		return 0;
	}
	str field = intern(s, obs->field), value = intern(s, obs->value);
	size_t slot;

	if (!field.at || !value.at || !make_room(s, &s->by_sight))
		return -ENOMEM;
	struct thing *thing = &s->things[number];
	touch(&thing->first_us, &thing->last_us, obs->time_us);
	struct sight *at = find_sight(s, number, field, value, &slot);
	if (at) {
		touch(&at->first_us, &at->last_us, obs->time_us);
		return 0;
	}
	if (full) {
		s->dropped++;
		return 0;
	}
	if (!grow(s, &s->sights, &s->sight_room, s->sight_count, sizeof *s->sights))
		return -ENOMEM;
	uint32_t index = (uint32_t)s->sight_count++;
	s->sights[index] = (struct sight){ NONE, number, field, value, obs->time_us, obs->time_us,
					    obs->offset, obs->source };
	s->by_sight.slots[slot] = index + 1;
	s->by_sight.used++;
	if (thing->last == NONE)
		thing->first = index;
	else
		s->sights[thing->last].next = index;
	thing->last = index;
	thing->count++;
	/* Known from now on, so that the answer makes no addresses. */
	addr ip = bound_address(obs->who, field, value);
	return ip.kind > ADDR_MAC && thing_of(s, ip) == NONE ? -ENOMEM : 0;
}

/* The MAC that the device at an address tells of itself; ADDR_NONE when it tells none or two. */
static addr own_word(const struct same *s, const struct thing *t) {
	addr told = { 0 };

	for (uint32_t i = t->first; i != NONE; i = s->sights[i].next) {
		if (!obs_is_own_mac(s->sights[i].field))
			continue;
		addr mac = addr_parse(s->sights[i].value);
		if (!addr_is_station(mac))
			continue;
		if (told.kind == ADDR_MAC && !addr_eq(told, mac))
			return (addr){ 0 };
		told = mac;
	}
	return told;
}

/* Does this MAC claim that IP? */
static bool claims_address(const struct same *s, const struct thing *mac, addr ip) {
	for (uint32_t i = mac->first; i != NONE; i = s->sights[i].next)
		if (is_binding(s->sights[i].field) && addr_eq(addr_parse(s->sights[i].value), ip))
			return true;
	return false;
}

/* Does it show that a device stands there, and not just some server of the Internet? */
static bool shows_device(const struct same *s, const struct thing *t) {
	static const char *const families[] = {
		"sadp.", "dhdiscover.", "wsd.", "onvif.", "isapi.", "dahua.", "upnp.", "rtsp.server", "rtsp.realm", "sdp.", "vapix.",
		"dvrip.", "tvt.", "hds.", "topsee.", "reolink.", "hanwha.", "ipro.", "vivotek.", "foscam.", "vstarcam.", "bosch.",
		"sony.", "pppp.", "dlink.", "edimax.", "gvcp.", "hid.",
	};

	for (uint32_t i = t->first; i != NONE; i = s->sights[i].next)
		for (size_t k = 0; k < sizeof families / sizeof *families; k++)
			if (str_begins(s->sights[i].field, str_of(families[k])))
				return true;
	return false;
}

/* From when to when a MAC was seen with an address: its claim, and all that was seen at the address. */
static struct stay stay_of(const struct thing *ip, const struct sight *claim) {
	struct stay stay = { claim->first_us, claim->last_us };

	touch(&stay.from, &stay.to, ip->first_us);
	touch(&stay.from, &stay.to, ip->last_us);
	return stay;
}

/*
 * Does the MAC hold another address at the same time? One after the other is
 * what a new lease looks like.
 */
static bool holds_another(const struct same *s, const struct thing *mac, const struct thing *t) {
	struct stay mine = { t->first_us, t->last_us };

	for (uint32_t i = mac->first; i != NONE; i = s->sights[i].next)
		if (is_binding(s->sights[i].field) && addr_eq(addr_parse(s->sights[i].value), t->who))
			mine = stay_of(t, &s->sights[i]);
	for (uint32_t i = mac->first; i != NONE; i = s->sights[i].next) {
		addr ip = is_binding(s->sights[i].field) ? addr_parse(s->sights[i].value) : (addr){ 0 };
		uint32_t number = ip.kind == ADDR_IP4 && !addr_is_link_local(ip) ? find_thing(s, ip) : NONE;

		if (number == NONE || &s->things[number] == t)
			continue;
		struct stay other = stay_of(&s->things[number], &s->sights[i]);
		if (other.from <= mine.to && mine.from <= other.to)
			return true;
	}
	return false;
}

/*
 * Whose a claimed address is after all. A router that answers for others holds
 * many. A Wi-Fi extender, a bridge or proxy ARP puts its own MAC in place of
 * others' and holds some: there an address whose device names another MAC as
 * its own is not the extender's, and neither is a camera that names none while
 * the extender holds another address too. Where two claim one address, a DHCP client
 * and the extender before it, it goes to the one that the device itself names.
 */
static uint32_t settled_owner(struct same *s, const struct thing *t) {
	const struct thing *owner = &s->things[t->owner];
	addr told = own_word(s, t);
	uint32_t named = told.kind == ADDR_MAC ? find_thing(s, told) : NONE;

	if (t->claimed > 1)
		return named != NONE && claims_address(s, &s->things[named], t->who) ? named : NONE;
	if (t->who.kind == ADDR_IP4 && owner->holds > SAME_ADDRESSES_MAX)
		return NONE;
	if (owner->routable < 2 || addr_eq(told, owner->who))
		return t->owner;
	if (told.kind == ADDR_MAC || (shows_device(s, t) && holds_another(s, owner, t)))
		return NONE;
	return t->owner;
}

/* Every claim of a MAC on an IP is counted first; then what is contested is settled or given up. */
static void bind_addresses(struct same *s) {
	for (size_t i = 0; i < s->sight_count; i++) {
		uint32_t mac = s->sights[i].thing;
		addr ip = bound_address(s->things[mac].who, s->sights[i].field, s->sights[i].value);
		uint32_t other = ip.kind > ADDR_MAC ? find_thing(s, ip) : NONE;

		if (other == NONE || s->things[other].owner == mac)
			continue;
		s->things[other].owner = mac;
		s->things[other].claimed++;
		s->things[mac].holds += ip.kind == ADDR_IP4;
		s->things[mac].routable += ip.kind == ADDR_IP4 && !addr_is_link_local(ip);
	}
	for (size_t i = 0; i < s->thing_count; i++)
		if (s->things[i].owner != NONE)
			s->things[i].owner = settled_owner(s, &s->things[i]);
}

/* Is it a device of its own, rather than an address of another, or a stranger? */
static bool is_device(const struct same *s, const struct thing *t) {
	if (t->owner != NONE)
		return false;
	return t->who.kind == ADDR_MAC || addr_is_private(t->who) || (s->were_asked && t->first != NONE) || shows_device(s, t);
}

static void count_portions(const struct same *s, const uint32_t *device_of, struct portion *portions) {
	for (size_t i = 0; i < s->thing_count; i++) {
		uint32_t d = device_of[i];

		if (d == NONE)
			continue;
		portions[d].addresses += s->things[i].who.kind != ADDR_MAC;
		portions[d].observations += s->things[i].count + (s->things[i].who.kind == ADDR_MAC);
	}
}

static void fill_device(struct same *s, const struct thing *t, struct device *d, addr *addresses,
			struct obs *observations) {
	if (t->who.kind == ADDR_MAC) {
		d->mac = t->who;
		struct obs *o = &observations[d->observation_count++];
		*o = (struct obs){ .who = t->who, .field = STR("mac"), .value = d->name, .time_us = t->first_us };
		if (t->first != NONE) {
			o->offset = s->sights[t->first].offset;
			o->source = s->sights[t->first].source;
		}
	} else {
		addresses[d->address_count++] = t->who;
	}
	for (uint32_t i = t->first; i != NONE; i = s->sights[i].next)
		observations[d->observation_count++] = obs_of(s, &s->sights[i]);
	touch(&d->first_us, &d->last_us, t->first_us);
	touch(&d->first_us, &d->last_us, t->last_us);
}

/* Numbers the devices; `device_of` says to which each thing belongs. */
static size_t number_devices(struct same *s, uint32_t *device_of, size_t *ret_strangers) {
	size_t count = 0;

	for (size_t i = 0; i < s->thing_count; i++) {
		bool own = is_device(s, &s->things[i]);

		device_of[i] = own ? (uint32_t)count++ : NONE;
		*ret_strangers += !own && s->things[i].owner == NONE;
	}
	for (size_t i = 0; i < s->thing_count; i++)
		if (s->things[i].owner != NONE)
			device_of[i] = device_of[s->things[i].owner];
	return count;
}

int same_devices(struct same *s, struct devices *ret_devices) {
	struct devices all = { .observations_dropped = s->dropped };

	bind_addresses(s);
	uint32_t *device_of = arena_new(s->mem, uint32_t, s->thing_count + 1);
	if (!device_of)
		return -ENOMEM;
	all.count = number_devices(s, device_of, &all.strangers);
	all.at = arena_new(s->mem, struct device, all.count + 1);
	struct portion *portions = arena_new(s->mem, struct portion, all.count + 1);
	if (!all.at || !portions)
		return -ENOMEM;
	count_portions(s, device_of, portions);
	for (size_t i = 0; i < all.count; i++) {
		all.at[i].addresses = arena_new(s->mem, addr, portions[i].addresses + 1);
		all.at[i].observations = arena_new(s->mem, struct obs, portions[i].observations + 1);
		if (!all.at[i].addresses || !all.at[i].observations)
			return -ENOMEM;
	}
	/* Things that own a device name it; what belongs to them follows. */
	for (int owners = 1; owners >= 0; owners--) {
		for (size_t i = 0; i < s->thing_count; i++) {
			const struct thing *t = &s->things[i];

			if (device_of[i] == NONE || (t->owner == NONE) != owners)
				continue;
			struct device *d = &all.at[device_of[i]];
			if (owners)
				d->name = addr_text(s->mem, t->who);
			if (!d->name.at)
				return -ENOMEM;
			fill_device(s, t, d, (addr *)(uintptr_t)d->addresses, (struct obs *)(uintptr_t)d->observations);
		}
	}
	*ret_devices = all;
	return 0;
}
