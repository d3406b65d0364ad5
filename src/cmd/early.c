#include "cmd/early.h"

#include <errno.h>
#include <stdio.h>

enum exit_code early_open(struct early *e, struct hearing *h) {
	*e = (struct early){ .hearing = h, .is_wanted = h->desk->o->json };
	if (!e->is_wanted)
		return EXIT_DONE;
	e->told = arena_new(&h->desk->mem, struct early_told, EARLY_MAX);
	return e->told ? EXIT_DONE : say_errno("memory", -ENOMEM);
}

static uint64_t add_belief(uint64_t digest, const struct belief *b) {
	return str_hash(b->id, digest ^ ((uint64_t)b->grade << 32) ^ (uint64_t)(b->confidence * 1e4));
}

static uint64_t digest_of(const struct device *d) {
	uint64_t digest = add_belief(add_belief(str_hash(d->name, 1), &d->identity.maker), &d->identity.brand);

	return str_hash(d->identity.model, digest);
}

/* Its place, or the empty one where it would be. */
static struct early_told *slot_of(const struct early *e, addr who) {
	size_t i = addr_hash(who, 0) & (EARLY_MAX - 1);

	while (e->told[i].who.kind != ADDR_NONE && !addr_eq(e->told[i].who, who))
		i = (i + 1) & (EARLY_MAX - 1);
	return &e->told[i];
}

static str name_of(struct text *t, addr a) {
	addr_format(t, a);
	return text_done(t);
}

void early_tell(struct early *e, addr who, addr mac) {
	struct obs observations[2 * SAME_PER_THING_MAX + 1];
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);
	struct desk *desk = e->hearing->desk;
	struct device d = { .mac = mac, .addresses = &who, .address_count = 1, .observations = observations };

	if (!e->is_wanted || e->count >= EARLY_MAX / 2)
		return;
	arena scratch = arena_over(e->hearing->scratch, HEAR_SCRATCH_SIZE);
	d.name = name_of(&t, mac.kind == ADDR_MAC ? mac : who);
	if (mac.kind == ADDR_MAC) {
		observations[d.observation_count++] = (struct obs){ .who = mac, .field = STR("mac"), .value = d.name };
		d.observation_count += same_glance(e->hearing->same, mac, observations + 1, SAME_PER_THING_MAX);
	}
	d.observation_count += same_glance(e->hearing->same, who, observations + d.observation_count, SAME_PER_THING_MAX);
	think(&desk->thinker, &scratch, &d);
	struct early_told *slot = slot_of(e, who);
	uint64_t digest = digest_of(&d);
	if (slot->who.kind != ADDR_NONE && slot->digest == digest)
		return;
	e->count += slot->who.kind == ADDR_NONE;
	*slot = (struct early_told){ who, digest };
	struct json_out j = json_out_to(stdout);
	show_device_json(&j, &d, &desk->k.registry, true);
	json_out_line(&j);
	fflush(stdout);
}

bool early_is_told(const struct early *e, const struct device *d) {
	if (!e->is_wanted || d->address_count != 1)
		return false;
	const struct early_told *slot = slot_of(e, d->addresses[0]);
	return slot->who.kind != ADDR_NONE && slot->digest == digest_of(d);
}
