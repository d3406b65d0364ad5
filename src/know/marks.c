#include "know/marks.h"

#include <errno.h>

#include "know/effort.h"

enum { FIELD_SLOTS = 2 * MARK_FIELDS_MAX };

struct loader {
	arena *mem;
	const struct tree *t;
	const struct registry *registry;
	struct marks *marks;
	struct complaint *reterr;
	uint16_t field_slots[FIELD_SLOTS]; /* numbers of fields by hash of their names; number + 1 */
};

static int complain(struct loader *l, const struct tree_node *n, const char *what) {
	return TREE_COMPLAIN(l->t, n, l->reterr, str_of(what));
}

static int word_among(struct loader *l, const struct tree_node *n, const char *const *words, int count, int *ret_word) {
	for (int i = 0; i < count; i++) {
		if (str_is(tree_text(l->t, n), words[i])) {
			*ret_word = i;
			return 0;
		}
	}
	return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), tree_text(l->t, n), STR("' is none of the words allowed here"));
}

/* A pattern on model numbers in the form of model_key_of(), holes as they are. Empty when `mem` is full. */
static str fold_pattern(arena *mem, str text) {
	uint8_t *room = arena_take(mem, 1, text.n + 1, 1);
	size_t n = 0, depth = 0;

	for (size_t i = 0; room && i < text.n; i++) {
		uint8_t c = text.at[i];

		depth += c == '{';
		depth -= c == '}' && depth > 0;
		struct model_key key = model_key_of((str){ &c, 1 });
		if (depth > 0 || c == '}')
			room[n++] = c;
		else if (key.n)
			room[n++] = key.at[0];
	}
	return (str){ room, n };
}

static int add_choice(struct loader *l, const struct tree_node *n, bool on_model) {
	struct choice *c = &l->marks->choices[l->marks->choice_count];
	str text = on_model ? fold_pattern(l->mem, tree_text(l->t, n)) : tree_text(l->t, n);
	const char *why;

	if (n->kind != TREE_TEXT)
		return complain(l, n, "a pattern is text, or a list of texts");
	if (l->mem->full)
		return -ENOMEM;
	int r = pattern_parse(l->mem, text, &c->pattern, &why);
	if (r == PATTERN_WRONG)
		return complain(l, n, why);
	if (r)
		return r;
	c->condition = (uint32_t)l->marks->condition_count;
	l->marks->choice_count++;
	return 0;
}

/* The number of a field, a new one for a new name; MARK_FIELDS_MAX when there are too many. */
static size_t field_number(struct loader *l, str name) {
	struct marks *m = l->marks;
	size_t slot = str_hash(name, 0) % FIELD_SLOTS;

	for (; l->field_slots[slot]; slot = (slot + 1) % FIELD_SLOTS)
		if (str_eq(m->fields[l->field_slots[slot] - 1], name))
			return l->field_slots[slot] - 1u;
	if (m->field_count == MARK_FIELDS_MAX)
		return MARK_FIELDS_MAX;
	m->fields[m->field_count++] = name;
	l->field_slots[slot] = (uint16_t)m->field_count;
	return m->field_count - 1;
}

/* Names of fields, parted by |. */
static int add_fields(struct loader *l, const struct tree_node *n, struct condition *c) {
	str names = tree_key(l->t, n);

	while (names.at) {
		str name = str_trim(str_cut(&names, '|'));

		if (name.n == 0 || name.n > OBS_FIELD_MAX)
			return complain(l, n, "this is no name of a field");
		if (str_eq(name, MARK_MODEL_FIELD) && !str_eq(tree_key(l->t, n), name))
			return complain(l, n, "model numbers are compared in a form of their own: 'model' stands alone");
		size_t number = field_number(l, name);
		if (number == MARK_FIELDS_MAX)
			return complain(l, n, "the marks together look at more than 512 fields");
		c->fields.bits[number / 64] |= (uint64_t)1 << number % 64;
	}
	return 0;
}

/* One line of `when`: fields, and one pattern or a list of them. */
static int add_condition(struct loader *l, const struct tree_node *n, uint32_t number) {
	struct condition *c = &l->marks->conditions[l->marks->condition_count];
	const struct tree_node *p = n->kind == TREE_LIST ? tree_child(l->t, n) : n;
	int r;

	*c = (struct condition){ .mark = (uint32_t)l->marks->count, .number = number };
	if ((r = add_fields(l, n, c)))
		return r;
	bool on_model = str_eq(tree_key(l->t, n), MARK_MODEL_FIELD);
	if (!p)
		return complain(l, n, "the list of patterns is empty");
	for (; p; p = n->kind == TREE_LIST ? tree_next(l->t, p) : NULL)
		if ((r = add_choice(l, p, on_model)))
			return r;
	l->marks->condition_count++;
	return 0;
}

static int add_conditions(struct loader *l, const struct tree_node *map, uint32_t *condition) {
	if (map && map->kind != TREE_MAP)
		return complain(l, map, "conditions are written FIELD: PATTERN");
	for (const struct tree_node *n = tree_child(l->t, map); n; n = tree_next(l->t, n)) {
		if (*condition == CONDITIONS_MAX)
			return complain(l, n, "a mark has at most 32 conditions");
		int r = add_condition(l, n, (*condition)++);
		if (r)
			return r;
	}
	return 0;
}

/* Ids must exist, so that a slip of the pen cannot accuse nobody in silence. */
static int check_saying(struct loader *l, const struct tree_node *n, const struct saying *s) {
	if (s->value.n == 0)
		return complain(l, n, "a claim needs a value");
	if (s->is_name)
		return s->has_holes ? 0 : complain(l, n, "'named' and 'called' take a hole: whoever is named there");
	if (s->has_holes)
		return s->aspect == ASPECT_MAKER || s->aspect == ASPECT_BRAND || s->aspect == ASPECT_CLASS ||
					       s->aspect == ASPECT_SOC
			       ? complain(l, n, "maker, brand, class and soc are fixed words")
			       : 0;
	if ((s->aspect == ASPECT_MAKER || s->aspect == ASPECT_SOC) && !registry_company(l->registry, s->value))
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("no company has the id '"), s->value, STR("'"));
	if (s->aspect == ASPECT_BRAND && !registry_brand(l->registry, s->value))
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("no brand has the id '"), s->value, STR("'"));
	if (s->aspect == ASPECT_CLASS && class_by_name(s->value) == CLASS_COUNT)
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), s->value, STR("' is no class of devices"));
	return 0;
}

static int read_saying(struct loader *l, const struct tree_node *n, struct saying *s) {
	int aspect = 0;

	s->is_loose = str_eq(tree_key(l->t, n), STR("called"));
	s->is_name = s->is_loose || str_eq(tree_key(l->t, n), STR("named"));
	while (!s->is_name && aspect < ASPECT_COUNT && !str_is(tree_key(l->t, n), aspect_names[aspect]))
		aspect++;
	if (aspect == ASPECT_COUNT)
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("nothing can be claimed about '"), tree_key(l->t, n), STR("'"));
	s->aspect = s->is_name ? ASPECT_BRAND : (enum aspect)aspect;
	s->value = tree_text(l->t, n);
	s->has_holes = str_find(s->value, STR("{"), 0) < s->value.n;
	return check_saying(l, n, s);
}

/* The name in "{model}"; empty for a text with more in it than the hole. */
static str hole_of(str value) {
	bool is_hole = value.n > 2 && value.at[0] == '{' && str_find(value, STR("}"), 0) == value.n - 1;

	return is_hole ? (str){ value.at + 1, value.n - 2 } : (str){ 0 };
}

/* What the holes of a device's conditions take must all be kept: one pattern of each condition fits. */
static int check_hole_count(struct loader *l, const struct mark *m) {
	const struct marks *all = l->marks;
	size_t sum = 0, most = 0, i = all->choice_count;

	while (i > 0 && all->conditions[all->choices[i - 1].condition].mark == all->count)
		i--;
	for (; i < all->choice_count; i++) {
		const struct choice *c = &all->choices[i];
		size_t count = 0;

		for (size_t k = 0; k < c->pattern.part_count; k++)
			count += c->pattern.parts[k].name.n > 0;
		most = count > most ? count : most;
		if (i + 1 == all->choice_count || all->choices[i + 1].condition != c->condition) {
			sum += most;
			most = 0;
		}
	}
	return sum > PATTERN_HOLES_MAX ? complain(l, m->node, "the patterns of a mark keep at most 8 holes") : 0;
}

/* Has one of the patterns that must fit a hole of this name? */
static bool has_hole(const struct loader *l, uint32_t when_count, str name) {
	const struct marks *m = l->marks;

	for (size_t i = m->choice_count; i > 0 && m->conditions[m->choices[i - 1].condition].mark == m->count; i--) {
		const struct pattern *p = &m->choices[i - 1].pattern;

		if (m->conditions[m->choices[i - 1].condition].number >= when_count)
			continue;
		for (size_t k = 0; k < p->part_count; k++)
			if (p->parts[k].hole != HOLE_NONE && str_eq(p->parts[k].name, name))
				return true;
	}
	return false;
}

/* Each hole of a claim is one of the patterns': another would stay empty, and the claim unsaid. */
static int check_holes(struct loader *l, const struct mark *m, const struct tree_node *n, str value) {
	size_t count = 0;

	for (str_cut(&value, '{'); value.at; str_cut(&value, '{')) {
		if (++count > PATTERN_HOLES_MAX)
			return complain(l, n, "a claim has at most 8 holes");
		size_t end = str_find(value, STR("}"), 0);
		str name = { value.at, end };

		if (end == value.n)
			return complain(l, n, "a { without its }");
		if (name.n == 0 || !has_hole(l, m->when_count, name))
			return TREE_COMPLAIN(l->t, n, l->reterr, STR("no pattern of this mark has the hole '{"), name, STR("}'"));
	}
	return 0;
}

static int add_sayings(struct loader *l, struct mark *m, const struct tree_node *map) {
	size_t count = tree_child_count(l->t, map), i = 0;
	struct saying *sayings = arena_new(l->mem, struct saying, count);

	if (count == 0 || map->kind != TREE_MAP)
		return complain(l, map ? map : m->node, "a mark needs a `claim` with at least one line");
	if (!sayings)
		return -ENOMEM;
	for (const struct tree_node *n = tree_child(l->t, map); n; n = tree_next(l->t, n), i++) {
		int r = read_saying(l, n, &sayings[i]);
		if (!r)
			r = check_holes(l, m, n, sayings[i].value);
		if (r)
			return r;
		m->has_name = m->has_name || sayings[i].is_name;
		if (sayings[i].aspect == ASPECT_MODEL)
			m->model_hole = hole_of(sayings[i].value);
	}
	m->sayings = sayings;
	m->saying_count = count;
	return 0;
}

static int check_samples(struct loader *l, const struct mark *m, str key, const char *missing) {
	const struct tree_node *list = tree_get(l->t, m->node, key);

	if (!list || list->kind != TREE_LIST || !tree_child(l->t, list))
		return complain(l, m->node, missing);
	for (const struct tree_node *n = tree_child(l->t, list); n; n = tree_next(l->t, n))
		if (n->kind != TREE_MAP || !tree_child(l->t, n))
			return complain(l, n, "an example is written { FIELD: value }");
	return 0;
}

static int read_words(struct loader *l, struct mark *m, const struct tree_node *n) {
	static const char *const trusts[] = { "hint", "low", "medium", "high" };
	const struct tree_node *trust = tree_get(l->t, n, STR("trust"));
	const struct tree_node *strength = tree_get(l->t, n, STR("strength"));
	int word = TRUST_MEDIUM, r;

	if (trust && (r = word_among(l, trust, trusts, 4, &word)))
		return r;
	m->note.trust = (enum trust)word;
	if (!strength)
		return complain(l, n, "a mark needs a `strength`");
	if ((r = word_among(l, strength, strength_names, STRENGTH_COUNT, &word)))
		return r;
	m->strength = (enum strength)word;
	if (m->note.trust == TRUST_HINT && m->strength > STRENGTH_HINT)
		return complain(l, strength, "what is only remembered can be a hint at most");
	m->kind = tree_get_text(l->t, n, STR("kind"));
	return 0;
}

static int add_mark(struct loader *l, const struct tree_node *n) {
	static const char *const known[] = { "mark", "when", "unless", "claim", "strength", "kind", "why",
					     "source", "trust", "examples", "counters", NULL };
	struct mark *m = &l->marks->at[l->marks->count];
	size_t first_choice = l->marks->choice_count;
	const char *excess;
	uint32_t condition = 0;
	int r;

	if (n->kind != TREE_MAP)
		return complain(l, n, "a mark is written `- mark: NAME` and lines below it");
	if ((r = tree_only(l->t, n, known, l->reterr)))
		return r;
	m->node = n;
	m->note.id = tree_get_text(l->t, n, STR("mark"));
	m->note.why = tree_get_text(l->t, n, STR("why"));
	m->note.source = tree_get_text(l->t, n, STR("source"));
	if (m->note.id.n == 0)
		return complain(l, n, "a mark needs a name");
	if (m->note.source.n == 0 || m->note.why.n == 0)
		return complain(l, n, "a mark needs a `source` and a `why`");
	if ((r = read_words(l, m, n)))
		return r;
	if ((r = add_conditions(l, tree_get(l->t, n, STR("when")), &condition)))
		return r;
	m->when_count = condition;
	if (condition == 0)
		return complain(l, n, "a mark needs a `when`");
	if ((r = add_conditions(l, tree_get(l->t, n, STR("unless")), &condition)))
		return r;
	m->unless_count = condition - m->when_count;
	if ((excess = effort_excess(l->marks->choices + first_choice, l->marks->choice_count - first_choice)))
		return complain(l, n, excess);
	if ((r = check_hole_count(l, m)))
		return r;
	if ((r = add_sayings(l, m, tree_get(l->t, n, STR("claim")))))
		return r;
	if ((r = check_samples(l, m, STR("examples"), "a mark needs an example that fits it")))
		return r;
	if ((r = check_samples(l, m, STR("counters"), "a mark needs a counter-example that does not fit it")))
		return r;
	l->marks->count++;
	return 0;
}

static int check_names(struct loader *l) {
	size_t room = 16;

	while (room < 2 * l->marks->count)
		room *= 2;
	arena scratch = *l->mem;
	uint32_t *slots = arena_new(&scratch, uint32_t, room);
	if (!slots)
		return -ENOMEM;
	for (uint32_t i = 0; i < l->marks->count; i++) {
		str id = l->marks->at[i].note.id;
		size_t slot = str_hash(id, 0) & (room - 1);

		for (; slots[slot]; slot = (slot + 1) & (room - 1))
			if (str_eq(id, l->marks->at[slots[slot] - 1].note.id))
				return TREE_COMPLAIN(l->t, l->marks->at[i].node, l->reterr, STR("two marks are called '"), id,
						     STR("'"));
		slots[slot] = i + 1;
	}
	return 0;
}

/* No condition has less than a node of its own, and no pattern of a list. */
static void count_conditions(const struct tree *t, size_t *ret_conditions, size_t *ret_choices) {
	size_t conditions = 0, choices = 0;

	for (uint32_t i = 0; i < t->node_count; i++) {
		str key = tree_key(t, &t->nodes[i]);

		if (!str_eq(key, STR("when")) && !str_eq(key, STR("unless")))
			continue;
		for (const struct tree_node *n = tree_child(t, &t->nodes[i]); n; n = tree_next(t, n)) {
			conditions++;
			choices += n->kind == TREE_LIST ? tree_child_count(t, n) : 1;
		}
	}
	*ret_conditions = conditions;
	*ret_choices = choices;
}

int marks_load(arena *mem, const struct tree *t, const struct registry *r, struct marks *ret_marks,
	       struct complaint *reterr) {
	struct marks marks = { 0 };
	struct loader l = { mem, t, r, &marks, reterr, { 0 } };
	size_t count = 0, condition_count, choice_count;
	int answer;

	for (const struct tree_node *file = tree_child(t, tree_root(t)); file; file = tree_next(t, file))
		count += tree_child_count(t, file);
	count_conditions(t, &condition_count, &choice_count);
	marks.at = arena_new(mem, struct mark, count + 1);
	marks.conditions = arena_new(mem, struct condition, condition_count + 1);
	marks.choices = arena_new(mem, struct choice, choice_count + 1);
	if (!marks.at || !marks.conditions || !marks.choices)
		return -ENOMEM;
	for (const struct tree_node *file = tree_child(t, tree_root(t)); file; file = tree_next(t, file)) {
		if (file->kind != TREE_LIST)
			return complain(&l, file, "a file of marks is a list: each begins with `- mark:`");
		for (const struct tree_node *n = tree_child(t, file); n; n = tree_next(t, n))
			if ((answer = add_mark(&l, n)))
				return answer;
	}
	if ((answer = check_names(&l)))
		return answer;
	*ret_marks = marks;
	return 0;
}
