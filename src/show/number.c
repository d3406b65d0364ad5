/*
 * A number and its rule of counting, for people and for programs.
 */
#include "show/number.h"

#include <string.h>

#include "base/shell.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/story.h"
#include "show/word_of.h"

enum {
	VALUES_SHOWN = 8,     /* of one rule: a country has a hundred makers */
	SENTENCE_MAX = 1024,  /* bytes; what is over is cut, and --json has it */
};

/* Counting */

void number_add(struct number *n, const struct identity *id, str field, bool by_person) {
	str family = str_cut(&field, '.');
	size_t at = 0;

	n->count++;
	n->by_grade[id->maker.grade]++;
	n->relabelled += id->relabelled == TRI_TRUE;
	if (by_person || !family.n) {
		*(by_person ? &n->by_people : id->maker.id.n && id->brand.id.n ? &n->by_label : &n->by_nothing) += 1;
		return;
	}
	while (at < n->evidence_count && !str_eq(str_of(n->evidence[at].family), family))
		at++;
	if (at == NUMBER_EVIDENCE_MAX || family.n >= NUMBER_FAMILY_MAX) {
		n->by_others++;
		return;
	}
	if (at == n->evidence_count) {
		n->evidence[n->evidence_count++] = (struct number_evidence){ .count = 0 };
		memcpy(n->evidence[at].family, family.at, family.n);
	}
	n->evidence[at].count++;
}

static void sort_evidence(struct number *n) {
	for (size_t i = 1; i < n->evidence_count; i++) {
		struct number_evidence moving = n->evidence[i];
		size_t to = i;

		for (; to > 0 && n->evidence[to - 1].count < moving.count; to--)
			n->evidence[to] = n->evidence[to - 1];
		n->evidence[to] = moving;
	}
}

/* The rule */

/* The values of a rule, one behind the other. */
struct values {
	struct text *t;
	enum tongue language;
	size_t count;
};

static bool begin_value(struct values *v) {
	if (v->count++ >= VALUES_SHOWN)
		return false;
	text_cstr(v->t, v->count > 1 ? ", " : "");
	return true;
}

static void put_str(struct values *v, str value) {
	if (begin_value(v))
		text_str(v->t, value);
}

static void put_word(struct values *v, enum word word) {
	put_str(v, str_of(words_of(v->language, word)));
}

static void put_value(struct values *v, const struct number_rule *rule, str value, const struct registry *r) {
	static const struct { const char *name; enum word word; } tris[] = {
		{ "yes", W_Q_YES }, { "no", W_Q_NO }, { "unknown", W_NOT_KNOWN },
	};

	if (!value.n) {
		put_word(v, W_NOT_KNOWN);
	} else if (rule->kind == RULE_COMPANY) {
		put_str(v, name_of_company_short(r, value));
	} else if (rule->kind == RULE_BRAND) {
		put_str(v, name_of_brand(r, value));
	} else if (rule->kind == RULE_COUNTRY) {
		put_str(v, name_of_country(value));
	} else if (rule->kind == RULE_CLASS && class_by_name(value) != CLASS_COUNT) {
		put_word(v, word_of_class(class_by_name(value)));
	} else if (rule->kind == RULE_RELABELLED) {
		for (size_t i = 0; i < sizeof tris / sizeof *tris; i++)
			if (str_eq(value, str_of(tris[i].name)))
				put_word(v, tris[i].word);
	} else {
		put_str(v, value);
	}
}

static void put_mask(struct values *v, const struct number_rule *rule) {
	static const enum word grades[] = { [GRADE_UNKNOWN] = W_UNKNOWN, [GRADE_POSSIBLE] = W_POSSIBLE, [GRADE_LIKELY] = W_LIKELY,
					    [GRADE_CONFIRMED] = W_CONFIRMED };

	for (unsigned n = 0; rule->mask >> n; n++)
		if (rule->mask >> n & 1)
			put_word(v, rule->kind == RULE_GRADE ? grades[n] : word_of_status((enum status)n));
}

static void put_days(struct values *v, const struct number_rule *rule) {
	bool from = rule->from != DATE_NONE, until = rule->until != INT32_MAX;
	const struct hole holes[] = { HOLE_DATE("from", rule->from), HOLE_DATE("until", rule->until),
				      HOLE_DATE("last", until ? rule->until - 1 : rule->until) };
	enum word word = !until ? W_Q_FROM : !from ? W_Q_BEFORE : rule->until - rule->from == 1 ? W_Q_DAY : W_Q_SPAN;

	sentence_put(v->t, v->language, words_of(v->language, word), holes, sizeof holes / sizeof *holes);
}

/* One rule as a sentence without a full stop. */
static str sentence_of(struct text *t, enum tongue language, const struct number_rule *rule, const struct registry *r) {
	uint8_t room[SENTENCE_MAX], inner_room[SENTENCE_MAX];
	struct text values = TEXT(room), inner = TEXT(inner_room);
	struct values v = { .t = &values, .language = language };

	if (rule->kind == RULE_DAYS)
		put_days(&v, rule);
	else if (rule->kind == RULE_STATUS || rule->kind == RULE_GRADE)
		put_mask(&v, rule);
	for (size_t i = 0; i < rule->values.count && rule->kind != RULE_DAYS; i++)
		if (!rule->values.at[i].n || (rule->kind != RULE_STATUS && rule->kind != RULE_GRADE))
			put_value(&v, rule, rule->values.at[i], r);
	if (v.count > VALUES_SHOWN) {
		const struct hole more = HOLE_U64("count", v.count - VALUES_SHOWN);

		text_cstr(&values, " ");
		sentence_put(&values, language, words_of(language, W_Q_AND_MORE), &more, 1);
	}
	const struct hole said = HOLE_STR("values", text_done(&values));
	sentence_put(&inner, language, words_of(language, rule->word), &said, 1);
	const struct hole whole = HOLE_STR("rule", text_done(&inner));
	t->used = 0;
	if (rule->is_not)
		sentence_put(t, language, words_of(language, W_Q_NOT_SO), &whole, 1);
	else
		text_str(t, whole.text);
	return text_done(t);
}

/* For people */

static void say(struct prose *p, enum tongue language, enum word word, const struct hole *holes, size_t count) {
	uint8_t room[SENTENCE_MAX];
	struct text t = TEXT(room);

	sentence_put(&t, language, words_of(language, word), holes, count);
	prose_str(p, text_done(&t));
	prose_end(p);
}
#define SAY_LINE(p, language, word, ...) \
	say((p), (language), (word), (const struct hole[]){ __VA_ARGS__ }, \
	    sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

/* "a, b" */
static str list_of(struct text *t, struct strs list) {
	for (size_t i = 0; i < list.count; i++) {
		text_cstr(t, i ? ", " : "");
		text_str(t, list.at[i]);
	}
	return text_done(t);
}

static void say_rules(struct prose *p, enum tongue language, const struct number *n, const struct registry *r) {
	uint8_t room[2 * SENTENCE_MAX];
	struct text t = TEXT(room);

	say(p, language, n->rule_count ? W_Q_COUNTED : W_Q_COUNTED_ALL, NULL, 0);
	p->indent += PHRASE_INDENT;
	p->hang = PHRASE_INDENT;
	for (size_t i = 0; i < n->rule_count; i++) {
		prose_cstr(p, "- ");
		prose_str(p, sentence_of(&t, language, &n->rules[i], r));
		prose_end(p);
	}
	p->hang = 0;
	p->indent -= PHRASE_INDENT;
}

static void say_judged(struct prose *p, enum tongue language, const struct number *n) {
	uint8_t room[SENTENCE_MAX];
	struct text t = TEXT(room);

	SAY_LINE(p, language, n->roles.count ? W_ON_FOR_ROLES : n->laws.count ? W_Q_ON : W_ON_FOR_ALL, HOLE_DATE("day", n->on),
		 HOLE_STR("roles", list_of(&t, n->roles)));
	t.used = 0;
	if (n->laws.count)
		SAY_LINE(p, language, W_Q_LAWS, HOLE_STR("laws", list_of(&t, n->laws)));
}

static void say_evidence(struct prose *p, enum tongue language, str source, size_t count) {
	if (count)
		SAY_LINE(p, language, W_Q_EVIDENCE_LINE, HOLE_U64("count", count), HOLE_STR("source", source));
}

static void say_all_evidence(struct prose *p, enum tongue language, const struct number *n) {
	say(p, language, W_Q_EVIDENCE, NULL, 0);
	p->indent += PHRASE_INDENT;
	for (size_t i = 0; i < n->evidence_count; i++) {
		uint8_t room[NUMBER_FAMILY_MAX + 1], words[STORY_SOURCE_MAX];
		struct text field = TEXT(room), source = TEXT(words);

		text_cstr(&field, n->evidence[i].family);
		text_byte(&field, '.');
		story_source(&source, language, text_done(&field));
		say_evidence(p, language, text_done(&source), n->evidence[i].count);
	}
	say_evidence(p, language, str_of(words_of(language, W_Q_BY_OTHERS)), n->by_others);
	say_evidence(p, language, str_of(words_of(language, W_Q_BY_PEOPLE)), n->by_people);
	say_evidence(p, language, str_of(words_of(language, W_Q_BY_LABEL)), n->by_label);
	say_evidence(p, language, str_of(words_of(language, W_Q_BY_NOTHING)), n->by_nothing);
	p->indent -= PHRASE_INDENT;
}

void show_number(FILE *to, const struct look *look, struct number *n, const struct registry *r) {
	enum tongue language = look->language;
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	sort_evidence(n);
	prose_tone(&p, TONE_HEAD);
	SAY_LINE(&p, language, n->count == 0 ? W_Q_NONE : n->count == 1 ? W_Q_ONE : W_Q_MANY, HOLE_U64("count", n->count));
	prose_tone(&p, TONE_PLAIN);
	say_rules(&p, language, n, r);
	say_judged(&p, language, n);
	if (n->count == 0)
		return;
	SAY_LINE(&p, language, W_Q_GRADES, HOLE_U64("confirmed", n->by_grade[GRADE_CONFIRMED]),
		 HOLE_U64("likely", n->by_grade[GRADE_LIKELY]),
		 HOLE_U64("unresolved", n->by_grade[GRADE_POSSIBLE] + n->by_grade[GRADE_UNKNOWN]), HOLE_U64("relabelled", n->relabelled));
	say_all_evidence(&p, language, n);
	prose_gap(&p);
}

void show_number_end(FILE *to, const struct look *look, size_t more, str example, str options) {
	enum tongue language = look->language;
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	uint8_t room[SENTENCE_MAX];
	struct text name = TEXT(room);

	if (!example.n)
		return;
	prose_gap(&p);
	if (more)
		SAY_LINE(&p, language, W_Q_MORE, HOLE_U64("count", more));
	shell_word(&name, example);
	say(&p, language, W_Q_STORY, NULL, 0);
	/* One line, however long: it is copied. */
	fputs("  birthmark explain ", to);
	show_safe(to, text_done(&name));
	show_safe(to, options);
	fputc('\n', to);
}

/* For programs */

static void put_evidence(struct json_out *j, const char *family, size_t count) {
	if (!count)
		return;
	json_out_object(j);
	json_out_pair_or_null(j, "evidence", str_of(family));
	json_out_pair_u64(j, "devices", count);
	json_out_object_end(j);
}

void show_number_json(struct json_out *j, struct number *n, const struct registry *r) {
	uint8_t room[2 * SENTENCE_MAX];
	struct text t = TEXT(room);

	sort_evidence(n);
	json_out_object(j);
	json_out_pair_u64(j, "count", n->count);
	json_out_key(j, "query");
	json_out_texts(j, n->query.at, n->query.count);
	json_out_key(j, "rules");
	json_out_array(j);
	for (size_t i = 0; i < n->rule_count; i++)
		json_out_text(j, sentence_of(&t, TONGUE_EN, &n->rules[i], r));
	json_out_array_end(j);
	json_out_pair_day(j, "judged_on", n->on);
	json_out_key(j, "roles");
	json_out_texts(j, n->roles.at, n->roles.count);
	json_out_key(j, "laws");
	json_out_texts(j, n->laws.at, n->laws.count);
	json_out_key(j, "grades");
	json_out_object(j);
	for (int g = GRADE_COUNT - 1; g >= 0; g--) {
		json_out_key_str(j, str_of(grade_names[g]));
		json_out_u64(j, n->by_grade[g]);
	}
	json_out_object_end(j);
	json_out_pair_u64(j, "relabelled", n->relabelled);
	json_out_key(j, "decided_by");
	json_out_array(j);
	for (size_t i = 0; i < n->evidence_count; i++)
		put_evidence(j, n->evidence[i].family, n->evidence[i].count);
	put_evidence(j, "others", n->by_others);
	put_evidence(j, "person", n->by_people);
	put_evidence(j, "label", n->by_label);
	put_evidence(j, "", n->by_nothing);
	json_out_array_end(j);
	json_out_object_end(j);
}
