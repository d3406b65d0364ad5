#include "know/match.h"

#include "know/literals.h"
#include "know/macs.h"
#include "know/names.h"

struct matcher {
	const struct marks *marks;
	const struct registry *registry;
	const struct names *names;
	struct literals *literals;
	uint32_t *slots; /* numbers of fields by hash of their names; number + 1 */
	size_t slot_mask;
	uint32_t model_field; /* likewise for MARK_MODEL_FIELD; 0 when no mark looks at it */
};

/* One choice that fits one observation, or the model number that was read from it. */
struct hit {
	uint32_t choice, observation;
	str text; /* what it fits */
};

enum { MODELS_MAX = 16 }; /* numbers of one device that are looked at; a recorder tells its own and its board's */

/* What is known of a mark while one device is looked at; old when `turn` is. */
struct progress {
	uint32_t turn;
	uint32_t held; /* bit n: condition n holds */
};

struct matching {
	uint32_t turn;        /* one for each device */
	uint32_t value_turn;  /* one for each observation */
	uint32_t *choice_turn; /* by choice: the value_turn in which it was tried */
	struct progress *progress; /* by mark */
	struct hit hits[MATCH_HITS_MAX];
	size_t hit_count;
	bool cut;
	struct model_key models[MODELS_MAX];
	size_t model_count;
	uint8_t low[MATCH_VALUE_MAX];
	/* of the observation at work */
	const struct matcher *matcher;
	str text;
	size_t field;
	uint32_t observation;
};

const struct mark_note match_mac_note = {
	.id = STR_INIT("mac/block"),
	.why = STR_INIT("the address lies in a block that the IEEE gave to this company"),
	.source = STR_INIT("IEEE registration authority, as packaged in ieee-data"),
	.trust = TRUST_HIGH,
};

/* The text of a pattern by which it is found: the longest, ends tied on. */
struct key {
	str low;
	bool at_start, at_end;
	size_t weight;
};

static struct key key_of(const struct pattern *p) {
	struct key best = { .at_start = true, .weight = 0 };

	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		bool at_start = i == 0 && part->hole == HOLE_NONE;
		bool at_end = i + 1 == p->part_count && part->literal.n > 0;
		size_t weight = part->literal.n ? part->literal.n + at_start + at_end : 0;

		if (weight > best.weight)
			best = (struct key){ part->literal, at_start, at_end, weight };
	}
	return best;
}

/* Where a field's name stands among the slots, or the empty slot for it. */
static size_t field_slot(const struct matcher *m, str name) {
	size_t slot = str_hash(name, 0) & m->slot_mask;

	while (m->slots[slot] && !str_eq(m->marks->fields[m->slots[slot] - 1], name))
		slot = (slot + 1) & m->slot_mask;
	return slot;
}

struct matcher *match_open(arena *mem, const struct marks *marks, const struct registry *registry) {
	struct matcher *m = arena_new(mem, struct matcher, 1);
	enum { SLOTS = 2 * MARK_FIELDS_MAX };
	size_t symbols = 0;

	if (!m)
		return NULL;
	for (size_t i = 0; i < marks->choice_count; i++)
		symbols += key_of(&marks->choices[i].pattern).low.n + 2;
	*m = (struct matcher){
		.marks = marks, .registry = registry, .names = names_open(mem, registry),
		.literals = literals_open(mem, symbols, marks->choice_count),
		.slots = arena_new(mem, uint32_t, SLOTS), .slot_mask = SLOTS - 1,
	};
	if (!m->names || !m->literals || !m->slots)
		return NULL;
	for (uint32_t i = 0; i < marks->field_count; i++)
		m->slots[field_slot(m, marks->fields[i])] = i + 1;
	m->model_field = m->slots[field_slot(m, MARK_MODEL_FIELD)];
	for (size_t i = 0; i < marks->choice_count; i++) {
		struct key key = key_of(&marks->choices[i].pattern);

		literals_add(m->literals, key.low, key.at_start, key.at_end, (uint32_t)i);
	}
	return literals_seal(m->literals, mem) ? m : NULL;
}

struct matching *matching_open(arena *mem, const struct matcher *m) {
	struct matching *w = arena_new(mem, struct matching, 1);

	if (!w)
		return NULL;
	w->matcher = m;
	w->choice_turn = arena_new(mem, uint32_t, m->marks->choice_count + 1);
	w->progress = arena_new(mem, struct progress, m->marks->count + 1);
	return w->choice_turn && w->progress ? w : NULL;
}

static void try_choice(void *context, uint32_t id) {
	struct matching *w = context;
	const struct choice *c = &w->matcher->marks->choices[id];
	const struct condition *condition = &w->matcher->marks->conditions[c->condition];

	if (!(condition->fields.bits[w->field / 64] >> w->field % 64 & 1) || w->choice_turn[id] == w->value_turn)
		return;
	w->choice_turn[id] = w->value_turn;
	if (!pattern_fits(&c->pattern, w->text, (str){ w->low, w->text.n }, NULL))
		return;
	if (w->hit_count == MATCH_HITS_MAX) {
		w->cut = true;
		return;
	}
	w->hits[w->hit_count++] = (struct hit){ id, w->observation, w->text };
	struct progress *p = &w->progress[condition->mark];
	if (p->turn != w->turn)
		*p = (struct progress){ w->turn, 0 };
	p->held |= 1u << condition->number;
}

/* Tries all patterns for the field with this number on a text. */
static void look_at(const struct matcher *m, struct matching *w, size_t field, str text) {
	w->field = field;
	w->text = text;
	for (size_t k = 0; k < text.n; k++)
		w->low[k] = byte_lower(text.at[k]);
	w->value_turn++;
	literals_find(m->literals, (str){ w->low, text.n }, try_choice, w);
}

/* A number that was not looked at before is kept, in the form in which numbers are compared. */
static const struct model_key *keep_model(struct matching *w, str model) {
	struct model_key key = model_key_of(model);

	if (key.n == 0 || w->model_count == MODELS_MAX)
		return NULL;
	for (size_t i = 0; i < w->model_count; i++)
		if (str_eq((str){ key.at, key.n }, (str){ w->models[i].at, w->models[i].n }))
			return NULL;
	w->models[w->model_count] = key;
	return &w->models[w->model_count++];
}

static void look_at_model(const struct matcher *m, struct matching *w, str model) {
	const struct model_key *key = m->model_field ? keep_model(w, model) : NULL;

	if (key)
		look_at(m, w, m->model_field - 1, (str){ key->at, key->n });
}

/*
 * A text that a mark reads as a model number is looked at as such too: the
 * makers' number grammars are marks on the field `model`.
 */
static void find_models(const struct matcher *m, struct matching *w, size_t from) {
	size_t until = w->hit_count;

	for (size_t i = from; i < until; i++) {
		const struct choice *c = &m->marks->choices[w->hits[i].choice];
		const struct mark *mark = &m->marks->at[m->marks->conditions[c->condition].mark];
		str text = w->hits[i].text, model = { 0 };
		struct catches catches = { .count = 0 };

		if (!mark->model_hole.n)
			continue;
		for (size_t k = 0; k < text.n; k++)
			w->low[k] = byte_lower(text.at[k]);
		pattern_fits(&c->pattern, text, (str){ w->low, text.n }, &catches);
		model = str_trim(catches_get(&catches, mark->model_hole));
		look_at_model(m, w, model);
	}
}

static void find_hits(const struct matcher *m, struct matching *w, const struct obs *observations, size_t count) {
	w->turn++;
	w->hit_count = 0;
	w->model_count = 0;
	w->cut = false;
	for (size_t i = 0; i < count; i++) {
		uint32_t field = m->slots[field_slot(m, observations[i].field)];
		str text = str_trim(observations[i].value);
		size_t from = w->hit_count;

		if (!field)
			continue;
		if (text.n > MATCH_VALUE_MAX)
			text.n = MATCH_VALUE_MAX;
		w->observation = (uint32_t)i;
		if (field == m->model_field)
			look_at_model(m, w, text);
		else
			look_at(m, w, field - 1, text);
		find_models(m, w, from);
	}
}

/* All its conditions hold and none that must not. */
static bool mark_holds(const struct mark *mark, uint32_t held) {
	uint32_t when = mark->when_count == CONDITIONS_MAX ? UINT32_MAX : (1u << mark->when_count) - 1;

	return (held & when) == when && !(held & ~when);
}

static const struct condition *condition_of(const struct matcher *m, const struct hit *hit) {
	return &m->marks->conditions[m->marks->choices[hit->choice].condition];
}

/*
 * A mark speaks where its first condition was seen, once for an observation
 * however many of its choices fit; the other conditions are support.
 */
static bool speaks(const struct matcher *m, const struct matching *w, size_t hit) {
	const struct condition *c = condition_of(m, &w->hits[hit]);

	if (c->number != 0 || !mark_holds(&m->marks->at[c->mark], w->progress[c->mark].held))
		return false;
	for (size_t i = hit; i > 0 && w->hits[i - 1].observation == w->hits[hit].observation; i--)
		if (condition_of(m, &w->hits[i - 1]) == c)
			return false;
	return true;
}

/* What the named holes of a mark took: those of `hit`, then of the first hit of each other condition. */
static void catch_all(struct matching *w, const struct hit *hit, struct catches *catches) {
	const struct matcher *m = w->matcher;
	uint32_t mark = condition_of(m, hit)->mark, done = 0;

	for (size_t i = 0; i < w->hit_count + 1; i++) {
		const struct hit *h = i == 0 ? hit : &w->hits[i - 1];
		const struct condition *c = condition_of(m, h);

		if (c->mark != mark || (done >> c->number & 1))
			continue;
		done |= 1u << c->number;
		for (size_t k = 0; k < h->text.n; k++)
			w->low[k] = byte_lower(h->text.at[k]);
		pattern_fits(&m->marks->choices[h->choice].pattern, h->text, (str){ w->low, h->text.n }, catches);
	}
}

/* "IPC {model}" with the holes filled; empty when a hole took nothing. */
static str fill(arena *mem, str value, const struct catches *catches) {
	str parts[2 * PATTERN_HOLES_MAX + 1];
	size_t count = 0;

	while (value.at && count + 2 <= sizeof parts / sizeof *parts) {
		parts[count++] = str_cut(&value, '{');
		if (value.at) {
			str caught = str_trim(catches_get(catches, str_cut(&value, '}')));

			if (caught.n == 0)
				return (str){ 0 };
			parts[count++] = caught;
		}
	}
	return arena_join(mem, parts, count);
}

/* What a person can type into a device, or into the network's name service: together one witness. */
static bool is_typed(const struct obs *seen) {
	static const char *const fields[] = {
		"dhcp.hostname", "dns.hostname", "mdns.instance", "mdns.hostname", "mdns.ptr", "mdns.srv",
		"wsd.scope_name", "http.title", "upnp.friendly_name", "lldp.system_name", "snmp.sys_name",
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(seen->field, str_of(fields[i])))
			return true;
	return str_eq(seen->field, STR("wsd.scope")) && str_begins(seen->value, STR("onvif://www.onvif.org/name/"));
}

static str kind_of(const struct mark *mark, const struct obs *seen) {
	str field = seen->field;

	if (is_typed(seen))
		return STR("name");
	return mark->kind.n ? mark->kind : str_cut(&field, '.');
}

struct list {
	struct claim *at;
	size_t count, most;
	bool cut;
};

static void add_claim(struct list *l, const struct claim *claim) {
	if (l->count == l->most) {
		l->cut = true;
		return;
	}
	l->at[l->count++] = *claim;
}

/* Who goes by the name that a mark took; what nobody goes by makes no claim. */
static void add_named(const struct matching *w, struct list *l, struct claim claim) {
	struct named named = names_find(w->matcher->names, claim.value);

	if (named.brand) {
		claim.aspect = ASPECT_BRAND;
		claim.value = named.brand->id;
		add_claim(l, &claim);
	}
	if (named.company) {
		claim.aspect = ASPECT_MAKER;
		claim.value = named.company->id;
		add_claim(l, &claim);
	}
}

static void add_mark(struct matching *w, arena *mem, struct list *l, const struct hit *hit,
		     const struct obs *observations) {
	const struct mark *mark = &w->matcher->marks->at[condition_of(w->matcher, hit)->mark];
	const struct obs *seen = &observations[hit->observation];
	struct catches catches = { .count = 0 };
	bool caught = false;

	for (size_t i = 0; i < mark->saying_count; i++) {
		const struct saying *s = &mark->sayings[i];
		struct claim claim = { seen, &mark->note, s->aspect, s->value, mark->strength, kind_of(mark, seen) };

		if (s->has_holes) {
			if (!caught)
				catch_all(w, hit, &catches);
			caught = true;
			claim.value = fill(mem, s->value, &catches);
		}
		if (s->is_name)
			add_named(w, l, claim);
		else if (claim.value.n)
			add_claim(l, &claim);
	}
}

/*
 * Fields whose value is the device's own MAC address. A list, not a likeness:
 * a recorder tells the addresses of its cameras under names of its own.
 */
static bool is_mac_field(str field) {
	static const char *const fields[] = {
		"mac", "sadp.mac", "dhdiscover.mac", "isapi.mac_address", "onvif.mac", "wsd.scope_mac", "rpc2.mac",
		"dvrip.mac", "tdp.mac", "kasa.mac", "tapo.mac", "upnp.mac_address", "ubnt.mac", "vapix.mac_address",
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(field, str_of(fields[i])))
			return true;
	return false;
}

/*
 * A block in a company's own devices names the maker, and the class when it
 * makes but one. A block in what a company only sells names the brand: that
 * is as good as a label.
 */
static void add_mac(const struct matcher *m, struct list *l, const struct obs *seen) {
	addr mac = addr_parse(seen->value);
	const struct company *company = macs_company(m->registry, mac);
	const struct brand *brand = macs_brand(m->registry, mac);
	struct claim claim = { .seen = seen, .mark = &match_mac_note, .strength = STRENGTH_FAIR, .kind = STR("mac") };

	if (company) {
		claim.aspect = ASPECT_MAKER;
		claim.value = company->id;
		add_claim(l, &claim);
	}
	if (company && company->class != CLASS_UNKNOWN) {
		claim.aspect = ASPECT_CLASS;
		claim.value = str_of(class_names[company->class]);
		add_claim(l, &claim);
	}
	if (brand) {
		claim.aspect = ASPECT_BRAND;
		claim.value = brand->id;
		claim.strength = STRENGTH_STRONG;
		add_claim(l, &claim);
	}
}

struct claims match_device(const struct matcher *m, struct matching *w, arena *mem, const struct obs *observations,
			   size_t count) {
	struct list l = { 0 };
	size_t next = 0, room = 0;

	find_hits(m, w, observations, count);
	for (size_t i = 0; i < w->hit_count; i++)
		room += m->marks->at[condition_of(m, &w->hits[i])->mark].saying_count;
	room += 3 * count;
	l.most = room < MATCH_CLAIMS_MAX ? room : MATCH_CLAIMS_MAX;
	l.at = arena_new(mem, struct claim, l.most);
	for (size_t i = 0; i < count && l.at; i++) {
		if (is_mac_field(observations[i].field))
			add_mac(m, &l, &observations[i]);
		for (; next < w->hit_count && w->hits[next].observation == i; next++)
			if (speaks(m, w, next))
				add_mark(w, mem, &l, &w->hits[next], observations);
	}
	return (struct claims){ l.at, l.count, l.cut || w->cut };
}

/* Does it know somebody by the name that it took? Such a mark says nothing otherwise. */
static bool names_somebody(struct matching *w, arena *mem, const struct hit *hit) {
	struct claim claims[2];
	struct list l = { .at = claims, .most = 2 };
	const struct mark *mark = &w->matcher->marks->at[condition_of(w->matcher, hit)->mark];

	for (size_t i = 0; i < mark->saying_count; i++) {
		struct catches catches = { .count = 0 };

		if (!mark->sayings[i].is_name)
			continue;
		catch_all(w, hit, &catches);
		add_named(w, &l, (struct claim){ .value = fill(mem, mark->sayings[i].value, &catches) });
	}
	return l.count > 0;
}

void match_marks(const struct matcher *m, struct matching *w, arena mem, const struct obs *observations, size_t count,
		 void (*each)(void *context, size_t mark), void *context) {
	find_hits(m, w, observations, count);
	for (size_t i = 0; i < w->hit_count; i++) {
		const struct mark *mark = &m->marks->at[condition_of(m, &w->hits[i])->mark];
		arena scratch = mem;

		if (speaks(m, w, i) && (!mark->has_name || names_somebody(w, &scratch, &w->hits[i])))
			each(context, (size_t)(mark - m->marks->at));
	}
}
