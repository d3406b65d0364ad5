/*
 * What the terms of a query mean, as rules that people can read.
 */
#include "cmd/number.h"

#include "show/names.h"

static const struct {
	enum word word;
	enum rule_kind kind;
} forms[KEY_COUNT] = {
	[KEY_NAME] = { W_Q_NAME, RULE_TEXT },         [KEY_MAKER] = { W_Q_MAKER, RULE_COMPANY },
	[KEY_BRAND] = { W_Q_LABEL, RULE_BRAND },      [KEY_SOC] = { W_Q_SOC, RULE_COMPANY },
	[KEY_MODEL] = { W_Q_MODEL, RULE_TEXT },       [KEY_CLASS] = { W_Q_CLASS, RULE_CLASS },
	[KEY_GRADE] = { W_Q_GRADE, RULE_GRADE },      [KEY_RELABELLED] = { W_Q_RELABELLED, RULE_RELABELLED },
	[KEY_VERDICT] = { W_Q_VERDICT, RULE_STATUS }, [KEY_LAW] = { W_Q_LAW, RULE_TEXT },
	[KEY_SITE] = { W_Q_SITE, RULE_TEXT },         [KEY_CONTRACT] = { W_Q_CONTRACT, RULE_TEXT },
	[KEY_MADE_IN] = { W_Q_MADE_IN, RULE_COUNTRY }, [KEY_KIND] = { W_Q_KIND, RULE_TEXT },
	[KEY_MAC] = { W_Q_MAC, RULE_TEXT },           [KEY_IP] = { W_Q_IP, RULE_TEXT },
	[KEY_FIRST] = { W_Q_FIRST, RULE_DAYS },       [KEY_SEEN] = { W_Q_SEEN, RULE_DAYS },
	[KEY_DECISION] = { W_Q_DECISION, RULE_TEXT }, [KEY_WORST] = { W_Q_WORST, RULE_STATUS },
	[KEY_DUE] = { W_Q_DUE, RULE_DAYS },           [KEY_ALLOWED] = { W_Q_ALLOWED, RULE_DAYS },
};

static bool asks(const struct query *q, enum query_key key) {
	for (size_t i = 0; i < q->term_count; i++)
		if (q->terms[i].key == key)
			return true;
	return false;
}

static struct number_rule rule_of(const struct query *q, const struct query_term *t) {
	struct number_rule rule = {
		.word = t->key == KEY_LAW && asks(q, KEY_VERDICT) ? W_Q_THAT_LAW : forms[t->key].word,
		.kind = forms[t->key].kind, .is_not = t->operator == QUERY_IS_NOT, .values = t->values,
		.from = DATE_NONE, .until = INT32_MAX,
	};

	if (rule.kind == RULE_GRADE)
		rule.mask = query_names_asked(t, grade_names, GRADE_COUNT);
	else if (rule.kind == RULE_STATUS)
		rule.mask = query_names_asked(t, status_names, STATUS_COUNT);
	/* Several days, a day that is none, no day: as they were typed. */
	if (rule.kind == RULE_DAYS && (t->values.count > 1 || !query_days(t, &rule.from, &rule.until)))
		rule.kind = RULE_TEXT;
	/* What is not in force is never the gravest. */
	if (t->key == KEY_WORST)
		rule.mask &= ~(1u << STATUS_NOT_IN_FORCE);
	return rule;
}

void number_rules(const struct query *q, struct number *n) {
	n->rule_count = 0;
	for (size_t i = 0; i < q->term_count && i < NUMBER_RULES_MAX; i++)
		n->rules[n->rule_count++] = rule_of(q, &q->terms[i]);
}
