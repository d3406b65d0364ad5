/*
 * The examples that laws carry: devices, days, and what must come out.
 */

#include <errno.h>
#include <string.h>

#include "law/words.h"

/* One word of the map that `check` must know, if it stands there. */
static int load_word(const struct loader *l, const struct tree_node *map, const char *key, word_check *check,
		     str *ret_word) {
	int r = words_text(l, map, key, false, ret_word);

	if (!r && ret_word->n && !check(l, *ret_word))
		r = COMPLAIN(l, tree_get(l->tree, map, str_of(key)), STR("'"), *ret_word, STR("' is no "),
			     check == word_is_company ? STR("company") : check == word_is_brand ? STR("brand")
			     : check == word_is_kind ? STR("kind") : STR("country"),
			     STR(" that is known"));
	return r;
}

static int load_identity(const struct loader *l, const struct tree_node *map, struct identity *identity) {
	str class = STR("unknown"), grade = STR("confirmed");
	int r;

	if ((r = load_word(l, map, "maker", word_is_company, &identity->maker.id)) ||
	    (r = load_word(l, map, "soc", word_is_company, &identity->soc.id)) ||
	    (r = load_word(l, map, "brand", word_is_brand, &identity->brand.id)) ||
	    (r = words_text(l, map, "class", false, &class)) || (r = words_text(l, map, "grade", false, &grade)))
		return r;
	identity->class = class_by_name(class);
	if (identity->class == CLASS_COUNT)
		return COMPLAIN(l, tree_get(l->tree, map, STR("class")), STR("'"), class,
				STR("' is no class that is known"));
	identity->soc.grade = identity->soc.id.n ? GRADE_LIKELY : GRADE_UNKNOWN;
	identity->brand.grade = identity->brand.id.n ? GRADE_LIKELY : GRADE_UNKNOWN;
	if (identity->maker.id.n == 0)
		return 0;
	for (int g = 0; g < GRADE_COUNT; g++)
		if (str_is(grade, grade_names[g]))
			identity->maker.grade = (enum grade)g;
	if (identity->maker.grade == GRADE_UNKNOWN)
		return COMPLAIN(l, tree_get(l->tree, map, STR("grade")), STR("'"), grade,
				STR("' is none of confirmed, likely, possible"));
	return 0;
}

/* What people told of the device; its bill of materials is taken to be whole. */
static int load_told(const struct loader *l, const struct tree_node *map, struct circumstances *c) {
	const struct tree_node *components = tree_get(l->tree, map, STR("components"));
	int r;

	if ((r = load_word(l, map, "made-in", word_is_country, &c->made_in)) ||
	    (r = load_word(l, map, "kind", word_is_kind, &c->kind)) ||
	    (r = words_date(l, map, "acquired", false, &c->acquired)) ||
	    (r = components ? words_list(l, components, word_is_company, "company", &c->components) : 0))
		return r;
	c->components_whole = components != NULL;
	return 0;
}

/* A contract that runs until the day named, or is worth as much as is said. */
static int load_contract(const struct loader *l, const struct tree_node *map, struct example *e) {
	const struct tree_node *value = tree_get(l->tree, map, STR("contract-value"));
	int r;

	e->contract = (struct contract){ .id = STR("example"), .from = DATE_NONE, .until = DATE_NONE, .value = -1 };
	if ((r = words_date(l, map, "contract-until", false, &e->contract.until)) ||
	    (r = value ? words_amount(l, value, &e->contract.currency, &e->contract.value) : 0))
		return r;
	e->under_contract = value || e->contract.until != DATE_NONE;
	return 0;
}

/* `decision: waiver`: one without an end, for all acts. */
static int load_decision(const struct loader *l, const struct tree_node *map, struct example *e) {
	str word = { 0 };
	int r = words_text(l, map, "decision", false, &word);

	if (r || word.n == 0)
		return r;
	e->decision = (struct decision){ .number = 1, .kind = decision_by_name(word), .from = DATE_NONE, .until = DATE_NONE,
					 .who = STR("somebody"), .why = STR("an example") };
	e->decided = true;
	if (e->decision.kind >= DECISION_CASE)
		return COMPLAIN(l, tree_get(l->tree, map, STR("decision")), STR("'"), word,
				STR("' is none of licence, waiver, exemption"));
	return 0;
}

static int load_example(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "maker", "grade", "brand", "class", "soc", "made-in", "kind", "acquired",
					    "components", "contract-until", "contract-value", "decision",
					    "on", "status", "by", "note", NULL };
	struct example *e = ret_one;
	str note;
	int r;

	e->at = map;
	e->circumstances = CIRCUMSTANCES_NONE;
	if ((r = tree_only(l->tree, map, keys, l->reterr)) ||
	    (r = load_identity(l, map, &e->identity)) ||
	    (r = load_told(l, map, &e->circumstances)) ||
	    (r = load_contract(l, map, e)) ||
	    (r = load_decision(l, map, e)) ||
	    (r = words_date(l, map, "on", true, &e->on)) ||
	    (r = words_date(l, map, "by", false, &e->by)) ||
	    (r = words_text(l, map, "note", false, &note)))
		return r;
	return words_status(l, map, &e->status);
}

/* An example shows the law biting, a counter-example shows it holding still. */
static int check_biting(const struct loader *l, const struct many *examples, bool want) {
	const struct example *e = examples->at;
	int r = 0;

	for (size_t i = 0; i < examples->count && !r; i++) {
		bool bites = e[i].status >= STATUS_RESTRICTED;
		bool still = e[i].status == STATUS_CLEAR || e[i].status == STATUS_NOT_IN_FORCE;

		if (want && still)
			r = COMPLAIN(l, e[i].at, STR("an example must show a device that the law touches"));
		else if (!want && bites)
			r = COMPLAIN(l, e[i].at, STR("a counter-example must show a device that the law leaves alone"));
		r = loader_go_on(l, r);
	}
	return r;
}

/* Both lists behind one another. */
static int join_examples(const struct loader *l, const struct many *examples, const struct many *counters, struct law *law) {
	struct example *all = arena_new(l->mem, struct example, examples->count + counters->count);

	if (!all)
		return -ENOMEM;
	if (examples->count)
		memcpy(all, examples->at, examples->count * sizeof *all);
	if (counters->count)
		memcpy(all + examples->count, counters->at, counters->count * sizeof *all);
	law->examples = all;
	law->example_count = examples->count + counters->count;
	return 0;
}

int examples_load(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct many examples = { 0 }, counters = { 0 };
	size_t heard = loader_heard(l);
	bool binds = !law->notice;
	int r;

	if ((r = loader_go_on(l, words_each(l, map, "examples", binds, load_example, sizeof(struct example), &examples))) ||
	    (r = loader_go_on(l, words_each(l, map, "counters", binds, load_example, sizeof(struct example), &counters))))
		return r;
	if (loader_heard(l) > heard)
		return 0;
	if ((binds && !law->proposed && (r = check_biting(l, &examples, true))) || (r = check_biting(l, &counters, false)))
		return r;
	return join_examples(l, &examples, &counters, law);
}
