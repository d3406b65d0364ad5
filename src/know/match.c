#include "know/match.h"

#include "know/find.h"
#include "know/macs.h"
#include "know/names.h"

struct matcher {
	const struct marks *marks;
	const struct registry *registry;
	const struct registers *registers;
	const struct names *names;
	struct finder *finder;
	uint32_t *slots; /* numbers of fields by hash of their names; number + 1 */
	size_t slot_mask;
	uint32_t model_field; /* likewise for MARK_MODEL_FIELD; 0 when no mark looks at it */
};

/* One choice that fits one observation, or the model number that was read from it. */
struct hit {
	uint32_t choice, observation;
	uint32_t mark, number; /* of its condition */
	str text; /* what it fits */
};

enum {
	MODELS_MAX = 16,   /* numbers of one device that are looked at; a recorder tells its own and its board's */
	READERS_MAX = 256, /* hits of marks that may read one */
};

/* What is known of a mark while one device is looked at; old when `turn` is. */
struct progress {
	uint64_t turn;
	uint32_t held; /* bit n: condition n holds */
	uint32_t modelled; /* 1 + the observation from which it last read a model number; 0 for none */
	const struct catches *support; /* of all conditions but the first; NULL when nobody asked yet */
};

/* Where a condition was first seen to hold, and where last; old when `turn` is. With it whose condition it is, to be at hand. */
struct sight {
	uint64_t turn;
	uint32_t first; /* hit */
	uint32_t last;  /* observation */
	uint32_t mark, number;
};

struct matching {
	uint64_t turn;        /* one for each device; 64 bits, for 32 are used up within hours */
	struct finding *finding;
	struct progress *progress; /* by mark */
	struct sight *sights;      /* by condition */
	struct hit hits[MATCH_HITS_MAX];
	size_t hit_count;
	size_t own_count; /* of the observations themselves; behind them come those of the numbers that were read from them */
	bool cut;
	uint32_t readers[READERS_MAX]; /* hits whose marks read a model number, if they hold */
	size_t reader_count;
	struct model_key models[MODELS_MAX];
	size_t model_count;
	/* of the observation at work */
	const struct matcher *matcher;
	str text;
	uint32_t observation;
};

/* Where a field's name stands among the slots, or the empty slot for it. */
static size_t field_slot(const struct matcher *m, str name) {
	size_t slot = str_hash(name, 0) & m->slot_mask;

	while (m->slots[slot] && !str_eq(m->marks->fields[m->slots[slot] - 1], name))
		slot = (slot + 1) & m->slot_mask;
	return slot;
}

struct matcher *match_open(arena *mem, const struct marks *marks, const struct registry *registry,
			   const struct registers *registers) {
	struct matcher *m = arena_new(mem, struct matcher, 1);
	enum { SLOTS = 2 * MARK_FIELDS_MAX };

	if (!m)
		return NULL;
	*m = (struct matcher){
		.marks = marks, .registry = registry, .registers = registers, .names = names_open(mem, registry),
		.finder = finder_open(mem, marks),
		.slots = arena_new(mem, uint32_t, SLOTS), .slot_mask = SLOTS - 1,
	};
	if (!m->names || !m->finder || !m->slots)
		return NULL;
	for (uint32_t i = 0; i < marks->field_count; i++)
		m->slots[field_slot(m, marks->fields[i])] = i + 1;
	m->model_field = m->slots[field_slot(m, MARK_MODEL_FIELD)];
	return m;
}

struct matching *matching_open(arena *mem, const struct matcher *m) {
	struct matching *w = arena_new(mem, struct matching, 1);

	if (!w)
		return NULL;
	w->matcher = m;
	w->finding = finding_open(mem, m->finder);
	w->progress = arena_new(mem, struct progress, m->marks->count + 1);
	w->sights = arena_new(mem, struct sight, m->marks->condition_count + 1);
	for (size_t i = 0; w->sights && i < m->marks->condition_count; i++)
		w->sights[i] = (struct sight){ .mark = m->marks->conditions[i].mark, .number = m->marks->conditions[i].number };
	return w->finding && w->progress && w->sights ? w : NULL;
}

/* A condition is a hit once for an observation, also when two models were read from it. */
static void note_hit(void *context, uint32_t condition, uint32_t choice) {
	struct matching *w = context;
	struct sight *s = &w->sights[condition];

	if (s->turn == w->turn && s->last == w->observation)
		return;
	if (w->hit_count == MATCH_HITS_MAX) {
		w->cut = true;
		return;
	}
	s->first = s->turn == w->turn ? s->first : (uint32_t)w->hit_count;
	s->turn = w->turn;
	s->last = w->observation;
	w->hits[w->hit_count++] = (struct hit){ choice, w->observation, s->mark, s->number, w->text };
	struct progress *p = &w->progress[s->mark];
	if (p->turn != w->turn)
		*p = (struct progress){ .turn = w->turn };
	p->held |= 1u << s->number;
}

/* Looks for all patterns for the field with this number in a text. */
static void look_at(struct matching *w, size_t field, str text) {
	w->text = text;
	find_choices(w->finding, field, text, note_hit, w);
}

/* A number that was not looked at before is kept, in the form in which numbers are compared. */
static const struct model_key *keep_model(struct matching *w, str model) {
	if (w->model_count == MODELS_MAX)
		return NULL;
	struct model_key key = model_key_of(model);
	if (key.n == 0)
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
		look_at(w, m->model_field - 1, (str){ key->at, key->n });
}

/* All its conditions hold and none that must not. */
static bool mark_holds(const struct mark *mark, uint32_t held) {
	uint32_t when = mark->when_count == CONDITIONS_MAX ? UINT32_MAX : (1u << mark->when_count) - 1;

	return (held & when) == when && !(held & ~when);
}

/* Keeps those of the hits from `from` on whose marks may read a model number. */
static void note_readers(const struct matcher *m, struct matching *w, size_t from) {
	for (size_t i = from; i < w->hit_count && w->reader_count < READERS_MAX; i++)
		if (m->marks->at[w->hits[i].mark].model_hole.n && m->marks->choices[w->hits[i].choice].pattern.keeps)
			w->readers[w->reader_count++] = (uint32_t)i;
}

/*
 * A text that a mark reads as a model number is looked at as such too: the makers' number grammars are marks on the field
 * `model`. Only a mark that holds reads one, so all else is looked for before. A mark reads one number of an observation.
 * Recorders and registers write the brand before it, so that what stands behind a brand's name is looked at too.
 */
static void find_models(const struct matcher *m, struct matching *w) {
	w->own_count = w->hit_count;
	for (size_t i = 0; i < w->reader_count; i++) {
		const struct hit *hit = &w->hits[w->readers[i]];
		const struct mark *mark = &m->marks->at[hit->mark];
		struct progress *p = &w->progress[hit->mark];
		struct catches catches;

		if (p->modelled == hit->observation + 1 || !mark_holds(mark, p->held))
			continue;
		catches.count = 0;
		pattern_fits(&m->marks->choices[hit->choice].pattern, hit->text, &catches);
		str model = str_trim(catches_get(&catches, mark->model_hole));
		if (model.n == 0)
			continue;
		p->modelled = hit->observation + 1;
		w->observation = hit->observation;
		look_at_model(m, w, model);
		look_at_model(m, w, names_beyond(m->names, model));
	}
}

/* A word for nothing, or zeros ("0", "00:00:00:00:00:00"): that a field holds it says nothing of whose the field is. */
static bool says_nothing(const struct matcher *m, str text) {
	enum { LONGEST = 24 };
	size_t dull = 0;

	if (text.n > LONGEST)
		return false;
	while (dull < text.n && memchr("-0?._: ", text.at[dull], 7))
		dull++;
	return dull == text.n || registers_is(m->registers, WORDS_PLACEHOLDER, text);
}

static void find_hits(const struct matcher *m, struct matching *w, const struct obs *observations, size_t count) {
	w->turn++;
	w->hit_count = 0;
	w->reader_count = 0;
	w->model_count = 0;
	w->cut = false;
	for (size_t i = 0; i < count; i++) {
		uint32_t field = m->slots[field_slot(m, observations[i].field)];
		str text = str_trim(observations[i].value);
		size_t from = w->hit_count;

		if (!field || says_nothing(m, text))
			continue;
		if (text.n > MATCH_VALUE_MAX)
			text.n = MATCH_VALUE_MAX;
		w->observation = (uint32_t)i;
		if (field == m->model_field)
			look_at_model(m, w, text);
		else
			look_at(w, field - 1, text);
		note_readers(m, w, from);
	}
	find_models(m, w);
}

/* A mark speaks where its first condition was seen; the other conditions are support. */
static bool speaks(const struct matcher *m, const struct matching *w, const struct hit *hit) {
	return hit->number == 0 && mark_holds(&m->marks->at[hit->mark], w->progress[hit->mark].held);
}

/* What the named holes of the other conditions took where they were first seen; once for a mark, however often it speaks. */
static const struct catches *support_of(struct matching *w, arena *mem, uint32_t condition) {
	const struct marks *marks = w->matcher->marks;
	uint32_t mark = marks->conditions[condition].mark;
	struct catches *support = w->progress[mark].support ? NULL : arena_new(mem, struct catches, 1);

	if (!support)
		return w->progress[mark].support;
	for (uint32_t i = 1; i < marks->at[mark].when_count; i++) {
		const struct hit *hit = &w->hits[w->sights[condition + i].first];

		if (marks->choices[hit->choice].pattern.keeps)
			pattern_fits(&marks->choices[hit->choice].pattern, hit->text, support);
	}
	return w->progress[mark].support = support;
}

/* What the named holes of a mark that speaks took: those of `hit`, then those of its support. */
static void catch_all(struct matching *w, arena *mem, const struct hit *hit, struct catches *catches) {
	const struct choice *choice = &w->matcher->marks->choices[hit->choice];
	const struct mark *mark = &w->matcher->marks->at[hit->mark];

	if (choice->pattern.keeps)
		pattern_fits(&choice->pattern, hit->text, catches);
	if (mark->when_count == 1)
		return;
	const struct catches *support = support_of(w, mem, choice->condition);
	for (size_t i = 0; support && i < support->count && catches->count < PATTERN_HOLES_MAX; i++)
		catches->at[catches->count++] = support->at[i];
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

/* What a person can type into a device, into the network's name service or into a register: together one witness. */
static bool is_typed(const struct obs *seen) {
	static const str fields[] = {
		STR_INIT("dhcp.hostname"), STR_INIT("dns.hostname"), STR_INIT("mdns.instance"),
		STR_INIT("mdns.hostname"), STR_INIT("mdns.ptr"), STR_INIT("mdns.srv"),
		STR_INIT("wsd.scope_name"), STR_INIT("http.title"), STR_INIT("upnp.friendly_name"),
		STR_INIT("lldp.system_name"), STR_INIT("snmp.sys_name"),
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(seen->field, fields[i]))
			return true;
	if (str_begins(seen->field, STR("register.")))
		return true;
	return str_eq(seen->field, STR("wsd.scope")) && str_begins(seen->value, STR("onvif://www.onvif.org/name/"));
}

/* What of an observation counts for all marks that speak of it. */
struct setting {
	const struct obs *seen;
	bool by_hand; /* of a register */
	str kind; /* of marks that have none of their own, or of all: `is_typed` */
	bool is_typed;
};

static struct setting setting_of(const struct obs *seen) {
	struct setting s = { .seen = seen, .by_hand = str_begins(seen->field, STR("register.")), .is_typed = is_typed(seen) };
	str field = seen->field;

	s.kind = s.is_typed ? STR("name") : str_cut(&field, '.');
	return s;
}

/* The words that a device sends with a proof prove nothing in a cell that somebody typed. */
static enum strength strength_of(const struct mark *mark, const struct setting *s) {
	return s->by_hand && mark->strength > STRENGTH_FAIR ? STRENGTH_FAIR : mark->strength;
}

struct list {
	struct claim *at;
	size_t count, most;
	bool cut;
};

/* Where the next claim goes; NULL without room for it. Written in place: a claim is much to copy for each mark that speaks. */
static inline struct claim *next_claim(struct list *l) {
	if (l->count < l->most)
		return &l->at[l->count++];
	l->cut = true;
	return NULL;
}

static void add_claim(struct list *l, const struct claim *claim) {
	struct claim *to = next_claim(l);

	if (to)
		*to = *claim;
}

/* Who goes by the name that a mark took; what nobody goes by makes no claim. */
static void add_named(const struct matching *w, struct list *l, const struct saying *s, struct claim claim) {
	struct named named = names_find(w->matcher->names, claim.value, s->is_loose);

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

static void add_mark(struct matching *w, arena *mem, struct list *l, const struct hit *hit, const struct setting *setting) {
	const struct mark *mark = &w->matcher->marks->at[hit->mark];
	struct catches catches;
	enum strength strength = strength_of(mark, setting);
	str kind = mark->kind.n && !setting->is_typed ? mark->kind : setting->kind;
	bool caught = false;

	/* Only that: all of it is much to clear for every mark that speaks. */
	catches.count = 0;
	for (size_t i = 0; i < mark->saying_count; i++) {
		const struct saying *s = &mark->sayings[i];
		str value = s->value;

		if (s->has_holes) {
			if (!caught)
				catch_all(w, mem, hit, &catches);
			caught = true;
			value = fill(mem, value, &catches);
		}
		struct claim *to = s->is_name || value.n == 0 ? NULL : next_claim(l);
		if (to)
			*to = (struct claim){ setting->seen, &mark->note, s->aspect, value, strength, kind };
		else if (s->is_name)
			add_named(w, l, s, (struct claim){ setting->seen, &mark->note, s->aspect, value, strength, kind });
	}
}

/* Nothing but hex digits and dashes, as a UUID; what has other letters was written by hand. */
static bool is_hex(str text) {
	for (size_t i = 0; i < text.n; i++)
		if (byte_hex(text.at[i]) < 0 && text.at[i] != '-')
			return false;
	return true;
}

/*
 * The address at the end of a UUID: the node of those made of time and address (RFC 9562, 5.1), or what makers put there
 * who write texts of their own, as in "uuid:Upnp-BasicDevice-1_0-ACCC8E270AD8". All others are drawn at random or are a
 * hash, also those of no version that firmware makes of 16 bytes; so are nodes with the bit of groups (6.10).
 */
static addr uuid_node(str text) {
	enum { NODE = 12, VERSION = 14, VARIANT = 19, SIZE = 36 }; /* digits, and where they stand in 8-4-4-4-12 */
	str body = { text.at, str_find(text, STR("::"), 0) };

	for (size_t colon; (colon = str_find(body, STR(":"), 0)) < body.n;)
		body = str_after(body, colon + 1);
	if (body.n < NODE + 1 || body.at[body.n - NODE - 1] != '-')
		return (addr){ 0 };
	bool is_timed = body.n == SIZE && body.at[VERSION] == '1' &&
			str_find_nocase(STR("89ab"), (str){ body.at + VARIANT, 1 }, 0) < 4;
	if (is_hex(body) && !is_timed)
		return (addr){ 0 };
	addr node = addr_parse(str_after(body, body.n - NODE));
	return addr_is_station(node) ? node : (addr){ 0 };
}

/* "28:57:be", or that and three pairs that stand for digits which are kept back. */
static bool is_block(str text) {
	if ((text.n != 8 && text.n != 17) || (text.at[2] != ':' && text.at[2] != '-'))
		return false;
	for (size_t i = 2; i < text.n; i += 3)
		if (text.at[i] != text.at[2])
			return false;
	for (size_t i = 9; i < text.n; i += 3)
		if (text.at[i] != text.at[i + 1] || str_find(STR("xX*#?"), (str){ text.at + i, 1 }, 0) == 5)
			return false;
	return true;
}

/*
 * Whoever publishes an address often keeps the block only: "28:57:be", "28:57:be:xx:xx:xx". Of a block that was cut up
 * among several nothing follows: its first and its last address must have one holder.
 */
static struct mac_holder holder_of_block(const struct registry *r, str text) {
	uint8_t first[18], last[18];

	if (!is_block(text))
		return (struct mac_holder){ 0 };
	struct text a = TEXT(first), b = TEXT(last);
	text_str(&a, (str){ text.at, 8 });
	text_str(&b, (str){ text.at, 8 });
	for (int i = 0; i < 3; i++) {
		text_byte(&a, text.at[2]);
		text_cstr(&a, "00");
		text_byte(&b, text.at[2]);
		text_cstr(&b, "ff");
	}
	struct mac_holder holder = macs_holder(r, addr_parse(text_done(&a))), other = macs_holder(r, addr_parse(text_done(&b)));
	return holder.company == other.company && holder.brand == other.brand ? holder : (struct mac_holder){ 0 };
}

/*
 * The address of a device in a text of it that holds more; none in most. That in an mdns.txt is not asked: a bridge
 * publishes its cameras' there.
 */
static addr carried_mac(const struct obs *o) {
	static const str fields[] = { STR_INIT("wsd.endpoint"), STR_INIT("ssdp.usn"), STR_INIT("upnp.udn") };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(o->field, fields[i]))
			return uuid_node(str_trim(o->value));
	return (addr){ 0 };
}

/*
 * A block in a company's own devices names the maker, and the class when it
 * makes but one. A block in what a company only sells names the brand: that
 * is as good as a label.
 */
static void add_mac(const struct matcher *m, struct list *l, const struct obs *seen) {
	bool is_own = obs_is_own_mac(seen->field);
	addr mac = is_own ? addr_parse(seen->value) : carried_mac(seen);

	if (mac.kind == ADDR_NONE && !is_own)
		return;
	struct mac_holder holder = mac.kind == ADDR_NONE ? holder_of_block(m->registry, str_trim(seen->value)) :
							   macs_holder(m->registry, mac);
	struct claim claim = { .seen = seen, .mark = holder.note, .strength = STRENGTH_FAIR, .kind = STR("mac") };

	if (holder.company) {
		claim.aspect = ASPECT_MAKER;
		claim.value = holder.company->id;
		add_claim(l, &claim);
	}
	if (holder.company && holder.company->class != CLASS_UNKNOWN) {
		claim.aspect = ASPECT_CLASS;
		claim.value = str_of(class_names[holder.company->class]);
		add_claim(l, &claim);
	}
	if (holder.brand) {
		claim.aspect = ASPECT_BRAND;
		claim.value = holder.brand->id;
		claim.strength = STRENGTH_STRONG;
		add_claim(l, &claim);
	}
}

/* Does a label or maker that is claimed leave room for this company? */
static bool may_be_of(const struct matcher *m, const struct list *l, str company) {
	for (size_t i = 0; i < l->count; i++) {
		const struct claim *claim = &l->at[i];
		const struct brand *b = claim->aspect == ASPECT_BRAND ? registry_brand(m->registry, claim->value) : NULL;

		if ((claim->aspect == ASPECT_MAKER && str_eq(claim->value, company)) || (b && str_eq(b->owner, company)))
			return true;
		for (size_t k = 0; b && k < b->maker_count; k++)
			if (str_eq(b->makers[k].maker, company))
				return true;
	}
	return false;
}

/*
 * A MAC that somebody typed tells no maker by itself. Beside a label that was typed it speaks, as a hint and with the
 * same witness: a row that names one maker and has the block of another may be shifted, or a cell of it copied.
 * It speaks against a label alone: nobody is convicted by it.
 */
static void add_typed_macs(const struct matcher *m, struct list *l, const struct obs *observations, size_t count) {
	bool has_label = false;

	for (size_t i = 0; i < l->count && !has_label; i++)
		has_label = l->at[i].aspect <= ASPECT_BRAND && str_begins(l->at[i].seen->field, STR("register."));
	for (size_t i = 0; i < count && has_label; i++) {
		if (!str_eq(observations[i].field, STR("register.mac")))
			continue;
		struct mac_holder holder = macs_holder(m->registry, addr_parse(observations[i].value));
		struct claim claim = { .seen = &observations[i], .mark = holder.note, .strength = STRENGTH_HINT,
				       .kind = STR("name"), .aspect = ASPECT_MAKER };

		if (!holder.company || may_be_of(m, l, holder.company->id))
			continue;
		claim.value = holder.company->id;
		add_claim(l, &claim);
	}
}

/* What the marks say of the observation with this number; the hits, in the order of observations, go on at `next`. */
static size_t add_marks(struct matching *w, arena *mem, struct list *l, size_t next, size_t until, size_t number,
			const struct obs *seen) {
	if (next == until || w->hits[next].observation != number)
		return next;
	struct setting setting = setting_of(seen);
	for (; next < until && w->hits[next].observation == number; next++)
		if (speaks(w->matcher, w, &w->hits[next]))
			add_mark(w, mem, l, &w->hits[next], &setting);
	return next;
}

struct claims match_device(const struct matcher *m, struct matching *w, arena *mem, const struct obs *observations,
			   size_t count) {
	struct list l = { 0 };
	size_t room = 0;

	find_hits(m, w, observations, count);
	size_t own = 0, model = w->own_count;
	for (size_t i = 0; i < w->hit_count; i++)
		room += m->marks->at[w->hits[i].mark].saying_count;
	room += 3 * count;
	l.most = room < MATCH_CLAIMS_MAX ? room : MATCH_CLAIMS_MAX;
	l.at = arena_unset(mem, struct claim, l.most);
	for (size_t i = 0; i < count && l.at; i++) {
		add_mac(m, &l, &observations[i]);
		own = add_marks(w, mem, &l, own, w->own_count, i, &observations[i]);
		model = add_marks(w, mem, &l, model, w->hit_count, i, &observations[i]);
	}
	if (l.at)
		add_typed_macs(m, &l, observations, count);
	return (struct claims){ l.at, l.count, l.cut || w->cut };
}

/* Does it know somebody by the name that it took? Such a mark says nothing otherwise. */
static bool names_somebody(struct matching *w, arena *mem, const struct hit *hit) {
	struct claim claims[2];
	struct list l = { .at = claims, .most = 2 };
	const struct mark *mark = &w->matcher->marks->at[hit->mark];

	for (size_t i = 0; i < mark->saying_count; i++) {
		struct catches catches = { .count = 0 };

		if (!mark->sayings[i].is_name)
			continue;
		catch_all(w, mem, hit, &catches);
		add_named(w, &l, &mark->sayings[i], (struct claim){ .value = fill(mem, mark->sayings[i].value, &catches) });
	}
	return l.count > 0;
}

void match_marks(const struct matcher *m, struct matching *w, arena mem, const struct obs *observations, size_t count,
		 void (*each)(void *context, size_t mark), void *context) {
	find_hits(m, w, observations, count);
	for (size_t i = 0; i < w->hit_count; i++) {
		const struct mark *mark = &m->marks->at[w->hits[i].mark];

		if (speaks(m, w, &w->hits[i]) && (!mark->has_name || names_somebody(w, &mem, &w->hits[i])))
			each(context, (size_t)(mark - m->marks->at));
	}
}
