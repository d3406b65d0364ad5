/*
 * Terms of a query as conditions in SQL.
 *
 * A term is true when one of its alternatives is: a list of values, ranges, or
 * that nothing is known. `!=` is true where `=` is not, also where nothing is
 * known. What stands in `sight` is asked there, for all such terms at once.
 */
#include "store/asking.h"

#include <errno.h>

#include "store/query_ranges.h"

/* The years 0000 to 9999, which date_format() can write. */
enum { DAY_FIRST = -719528, DAY_LAST = 2932896 };
enum { VERDICT_ANY = (1u << STATUS_COUNT) - 1, VERDICT_QUIET = 1u << STATUS_CLEAR | 1u << STATUS_NOT_IN_FORCE };

/* How a key is asked for. */
struct key_form {
	enum named_query is, is_empty; /* with a list or one range; where nothing is known */
	enum { FROM_NOW, FROM_SIGHT, FROM_DEVICE, FROM_JUDGEMENT } from;
	bool has_index;
	void (*put)(struct asking *a, const struct query_term *t);
	bool has_ranges;
};
static const struct key_form forms[KEY_COUNT];

static void put_or(struct asking *a) {
	if (a->alternatives++)
		asking_put(a, QUERY_FOUND_OR);
	if (a->aside)
		asking_put(a, QUERY_FOUND_ASIDE);
}

static void put_alternative(struct asking *a, enum named_query fragment) {
	put_or(a);
	asking_put(a, fragment);
}

/* Lists: a fragment has (?) for each */

static const str place = STR_INIT("(?)");

/* Puts what stands before the next list and `count` places; false when there is no other list. */
static bool put_places(struct asking *a, str *rest, size_t count) {
	size_t at = str_find(*rest, place, 0);
	bool found = at < rest->n;

	sqlite3_str_append(a->sql, (const char *)rest->at, (int)at);
	for (size_t i = 0; found && i < count; i++)
		sqlite3_str_appendall(a->sql, i == 0 ? "(?" : ",?");
	if (found)
		sqlite3_str_appendall(a->sql, ")");
	*rest = str_after(*rest, at + place.n);
	return found;
}

static size_t word_count(struct strs words) {
	size_t count = 0;

	for (size_t i = 0; i < words.count; i++)
		count += words.at[i].n > 0;
	return count;
}

/* The empty word is asked for in another way. */
static void put_list(struct asking *a, enum named_query fragment, struct strs words) {
	str rest = str_of(queries[fragment]);
	size_t count = word_count(words);

	while (put_places(a, &rest, count))
		for (size_t i = 0; i < words.count; i++)
			if (words.at[i].n)
				asking_text(a, words.at[i]);
}

static void put_words(struct asking *a, const struct query_term *t) {
	size_t count = word_count(t->values);

	if (count) {
		put_or(a);
		put_list(a, forms[t->key].is, t->values);
	}
	if (count < t->values.count)
		put_alternative(a, forms[t->key].is_empty);
}

/* Orders */

static bool compares(unsigned a, enum query_operator operator, unsigned b) {
	switch (operator) {
	case QUERY_LESS: return a < b;
	case QUERY_LESS_OR_IS: return a <= b;
	case QUERY_MORE: return a > b;
	case QUERY_MORE_OR_IS: return a >= b;
	case QUERY_IS:
	case QUERY_IS_NOT: break;
	}
	return a == b;
}

unsigned query_names_asked(const struct query_term *t, const char *const *names, unsigned count) {
	unsigned asked = 0;

	for (size_t i = 0; i < t->values.count; i++)
		for (unsigned k = 0; k < count; k++)
			for (unsigned n = 0; n < count && str_eq(t->values.at[i], str_of(names[k])); n++)
				asked |= (unsigned)compares(n, t->operator, k) << n;
	return asked;
}

/* The numbers of the bits that are set, counted from `first`. */
static void put_numbers(struct asking *a, enum named_query fragment, unsigned asked, int first) {
	str rest = str_of(queries[fragment]);
	size_t count = (size_t)__builtin_popcount(asked);

	while (put_places(a, &rest, count))
		for (int n = 0; asked >> n; n++)
			if (asked >> n & 1)
				asking_number(a, first + n);
}

static void put_asked(struct asking *a, enum named_query fragment, unsigned asked, int first) {
	if (asked)
		put_numbers(a, fragment, asked, first);
	else
		asking_put(a, QUERY_FOUND_NONE);
}

static void put_grades(struct asking *a, const struct query_term *t) {
	put_asked(a, QUERY_FOUND_GRADE, query_names_asked(t, grade_names, GRADE_COUNT), 0);
}

static void put_relabelled(struct asking *a, const struct query_term *t) {
	/* The fragment has -1 for what is not known. */
	static const char *const words[] = { "unknown", "no", "yes" };

	put_asked(a, QUERY_FOUND_RELABELLED, query_names_asked(t, words, 3), -1);
}

/* Ranges */

static void put_names(struct asking *a, const struct query_term *t) {
	for (size_t i = 0; i < t->values.count; i++) {
		put_alternative(a, QUERY_FOUND_NAME);
		asking_text(a, t->values.at[i]);
		asking_text(a, t->values.at[i]);
	}
}

static void put_times(struct asking *a, const struct query_term *t) {
	for (size_t i = 0; i < t->values.count; i++) {
		struct time_range range = { 0, 1 };

		if (!t->values.at[i].n) {
			put_alternative(a, QUERY_FOUND_NEVER_SEEN);
			continue;
		}
		(void)range_of_days(t->values.at[i], t->operator, &range);
		put_alternative(a, forms[t->key].is);
		asking_number(a, (int64_t)range.from_us);
		asking_number(a, (int64_t)range.until_us - 1);
	}
}

static void put_macs(struct asking *a, const struct query_term *t) {
	for (size_t i = 0; i < t->values.count; i++) {
		struct byte_range range = { .size = 0 };
		bool known = t->values.at[i].n > 0;

		(void)range_of_mac(t->values.at[i], &range);
		put_alternative(a, known ? QUERY_FOUND_MAC : QUERY_FOUND_NO_MAC);
		/* The device's own, and its parts'. */
		for (int k = 0; known && k < 2; k++) {
			asking_bytes(a, range.first, range.size);
			asking_bytes(a, range.last, range.size);
		}
	}
}

static void put_networks(struct asking *a, const struct query_term *t) {
	for (size_t i = 0; i < t->values.count; i++) {
		struct byte_range range = { .size = 0 };
		bool known = t->values.at[i].n > 0;

		(void)range_of_network(t->values.at[i], &range);
		put_alternative(a, !known ? QUERY_FOUND_NO_IP : a->aside ? QUERY_FOUND_IP_ASIDE : QUERY_FOUND_IP);
		if (!known)
			continue;
		asking_bytes(a, range.first, range.size);
		asking_bytes(a, range.last, range.size);
		asking_number(a, (int64_t)range.size);
		asking_number(a, a->aside ? 1 : a->most);
	}
}

/* Models */

/* Numbers are printed in upper case on nearly everything, and typed as comes easy. */
static str upper(struct asking *a, str text) {
	uint8_t *copy = asking_keep(a, text);

	for (size_t i = 0; copy && i < text.n; i++)
		if (byte_is_letter(copy[i]))
			copy[i] = (uint8_t)(byte_lower(copy[i]) - 32);
	return (str){ copy, copy ? text.n : 0 };
}

/* The least text behind all that begin so: with its last byte one greater. */
static str behind(struct asking *a, str begin) {
	while (begin.n && begin.at[begin.n - 1] == 0xff)
		begin.n--;
	uint8_t *copy = asking_keep(a, begin);
	if (copy && begin.n)
		copy[begin.n - 1]++;
	return (str){ copy, copy ? begin.n : 0 };
}

static void put_models_like(struct asking *a, str begin) {
	static const enum named_query places[] = { QUERY_FOUND_MODEL_LIKE, QUERY_FOUND_ORIGINAL_LIKE };
	str end = behind(a, begin);

	for (int i = 0; i < 2; i++) {
		put_alternative(a, places[i]);
		asking_text(a, begin);
		asking_text(a, end);
	}
}

static void put_models(struct asking *a, const struct query_term *t) {
	static const enum named_query places[] = { QUERY_FOUND_MODEL, QUERY_FOUND_ORIGINAL };

	for (size_t i = 0; i < t->values.count; i++) {
		const str model = t->values.at[i], written[] = { model, upper(a, model) };

		if (model.n == 0) {
			put_alternative(a, QUERY_FOUND_NO_MODEL);
		} else if (model.n > 1 && model.at[model.n - 1] == '*') {
			put_models_like(a, (str){ model.at, model.n - 1 });
			if (!str_eq(written[0], written[1]))
				put_models_like(a, (str){ written[1].at, model.n - 1 });
		} else {
			for (int k = 0; k < 2; k++) {
				put_or(a);
				put_list(a, places[k], (struct strs){ written, 2 });
			}
		}
	}
}

/* Decisions */

static void put_decided(struct asking *a, enum named_query head, struct strs kinds) {
	char day[11];

	put_alternative(a, head);
	asking_put(a, QUERY_FOUND_DECIDED);
	asking_put(a, QUERY_FOUND_WHERE);
	asking_put(a, a->query->on ? QUERY_FOUND_DECISION_ON : QUERY_FOUND_DECISION_STANDS);
	if (a->query->on) {
		date_format(a->query->on, day);
		str kept = { asking_keep(a, str_of(day)), 10 };
		for (int i = 0; i < 3; i++)
			asking_text(a, kept);
	}
	if (word_count(kinds))
		put_list(a, QUERY_FOUND_DECISION_KIND, kinds);
	asking_put(a, QUERY_FOUND_CLOSE);
}

static void put_decisions(struct asking *a, const struct query_term *t) {
	size_t count = word_count(t->values);

	if (count)
		put_decided(a, QUERY_FOUND_DECISION, t->values);
	if (count < t->values.count)
		put_decided(a, QUERY_FOUND_NO_DECISION, (struct strs){ 0 });
}

/* Verdicts: each is of one law, and what is asked of them is asked of one and the same */

static const struct query_term *next_term(const struct query *q, enum query_key key, size_t *at) {
	while (*at < q->term_count) {
		const struct query_term *t = &q->terms[(*at)++];

		if (t->key == key)
			return t;
	}
	return NULL;
}

static void put_statuses(struct asking *a, unsigned statuses) {
	str names[STATUS_COUNT];
	size_t count = 0;

	for (unsigned n = 0; n < STATUS_COUNT; n++)
		if (statuses >> n & 1)
			names[count++] = str_of(status_names[n]);
	put_list(a, QUERY_FOUND_VERDICT, (struct strs){ names, count });
}

/* The days of all terms of this key, which the verdicts have to meet as well. */
static void put_days(struct asking *a, enum query_key key, enum named_query fragment) {
	size_t at = 0;

	for (const struct query_term *t; (t = next_term(a->query, key, &at));) {
		date days[2];
		char day[11];

		if (!query_days(t, &days[0], &days[1]))
			continue;
		asking_put(a, fragment);
		for (int i = 0; i < 2; i++) {
			/* As text, days compare as they do as numbers. */
			date_format(days[i] < DAY_FIRST ? DAY_FIRST : days[i] > DAY_LAST ? DAY_LAST : days[i], day);
			asking_text(a, (str){ asking_keep(a, str_of(day)), 10 });
		}
	}
}

/* The verdicts with one of these statuses by a law of `laws` (NULL: by any) that is not left out. */
static void put_verdict_rows(struct asking *a, unsigned statuses, const struct query_term *laws) {
	size_t at = 0;

	put_statuses(a, statuses);
	if (laws)
		put_list(a, QUERY_FOUND_AND_LAW, laws->values);
	for (const struct query_term *t; (t = next_term(a->query, KEY_LAW, &at));)
		if (t->operator == QUERY_IS_NOT)
			put_list(a, QUERY_FOUND_AND_NO_LAW, t->values);
	put_days(a, KEY_DUE, QUERY_FOUND_AND_DUE);
	put_days(a, KEY_ALLOWED, QUERY_FOUND_AND_ALLOWED);
	asking_put(a, QUERY_FOUND_CLOSE);
}

static bool asks_for_days(const struct query *q) {
	size_t due = 0, allowed = 0;

	return next_term(q, KEY_DUE, &due) || next_term(q, KEY_ALLOWED, &allowed);
}

/*
 * `<` asks for the strictest verdict, all else for any. What is clear has no
 * row, and what is not in force is as clear as that, as in all tables.
 */
static void put_verdict(struct asking *a, const struct query_term *t, const struct query_term *laws) {
	unsigned asked = query_names_asked(t, status_names, STATUS_COUNT), rows = asked & ~(1u << STATUS_CLEAR);
	bool below = t->operator == QUERY_LESS || t->operator == QUERY_LESS_OR_IS;

	/* What has a day is a row: no verdict that is not there has one. */
	if (asks_for_days(a->query)) {
		put_alternative(a, rows ? QUERY_FOUND_JUDGEMENT : QUERY_FOUND_NONE);
		if (rows)
			put_verdict_rows(a, rows, laws);
	} else if (below && asked) {
		put_alternative(a, asked == VERDICT_ANY ? QUERY_FOUND_JUDGED : QUERY_FOUND_ALL_BUT);
		if (asked != VERDICT_ANY)
			put_verdict_rows(a, VERDICT_ANY & ~asked, laws);
	} else if (rows) {
		put_alternative(a, QUERY_FOUND_JUDGEMENT);
		put_verdict_rows(a, rows, laws);
	}
	if (!asks_for_days(a->query) && !below && asked != rows) {
		put_alternative(a, QUERY_FOUND_ALL_BUT);
		put_verdict_rows(a, VERDICT_ANY & ~VERDICT_QUIET, laws);
	}
	if (word_count(t->values) < t->values.count)
		put_alternative(a, QUERY_FOUND_NOT_JUDGED);
	if (a->alternatives == 0)
		asking_put(a, QUERY_FOUND_NONE);
}

/* A law by itself: it is in force and says something other than clear, be it a question. */
static void put_law(struct asking *a, const struct query_term *t) {
	put_alternative(a, QUERY_FOUND_JUDGEMENT);
	put_statuses(a, VERDICT_ANY & ~VERDICT_QUIET);
	put_list(a, QUERY_FOUND_AND_LAW, t->values);
	asking_put(a, QUERY_FOUND_CLOSE);
}

/* As the tables have it, a rule that is not in force makes nothing graver. */
static void put_worst(struct asking *a, const struct query_term *t) {
	unsigned asked = query_names_asked(t, status_names, STATUS_COUNT) & ~(1u << STATUS_NOT_IN_FORCE);

	if (asked >> STATUS_CLEAR & 1)
		asked |= VERDICT_QUIET;
	if (asked)
		put_alternative(a, QUERY_FOUND_WORST);
	if (asked)
		put_numbers(a, QUERY_FOUND_WORST_IS, asked, 0);
	if (word_count(t->values) < t->values.count)
		put_alternative(a, QUERY_FOUND_NOT_JUDGED);
	if (a->alternatives == 0)
		asking_put(a, QUERY_FOUND_NONE);
}

/* All terms together */

static const struct key_form forms[KEY_COUNT] = {
	[KEY_NAME] = { .from = FROM_DEVICE, .put = put_names, .has_ranges = true },
	[KEY_MAKER] = { QUERY_FOUND_MAKER, QUERY_FOUND_NO_MAKER, FROM_SIGHT, true, put_words, false },
	[KEY_BRAND] = { QUERY_FOUND_BRAND, QUERY_FOUND_NO_BRAND, FROM_SIGHT, true, put_words, false },
	[KEY_SOC] = { QUERY_FOUND_SOC, QUERY_FOUND_NO_SOC, FROM_SIGHT, true, put_words, false },
	[KEY_MODEL] = { .from = FROM_NOW, .has_index = true, .put = put_models, .has_ranges = true },
	[KEY_CLASS] = { QUERY_FOUND_CLASS, QUERY_FOUND_NONE, FROM_SIGHT, true, put_words, false },
	[KEY_GRADE] = { .from = FROM_SIGHT, .has_index = true, .put = put_grades },
	[KEY_RELABELLED] = { .from = FROM_SIGHT, .has_index = true, .put = put_relabelled },
	[KEY_VERDICT] = { .from = FROM_JUDGEMENT, .has_index = true },
	[KEY_LAW] = { .from = FROM_JUDGEMENT, .has_index = true, .put = put_law },
	[KEY_SITE] = { QUERY_FOUND_SITE, QUERY_FOUND_NO_SITE, FROM_DEVICE, true, put_words, false },
	[KEY_CONTRACT] = { QUERY_FOUND_CONTRACT, QUERY_FOUND_NO_CONTRACT, FROM_NOW, true, put_words, false },
	[KEY_MADE_IN] = { QUERY_FOUND_MADE_IN, QUERY_FOUND_NO_MADE_IN, FROM_NOW, true, put_words, false },
	[KEY_KIND] = { QUERY_FOUND_KIND, QUERY_FOUND_NO_KIND, FROM_NOW, true, put_words, false },
	[KEY_MAC] = { QUERY_FOUND_MAC, QUERY_FOUND_NO_MAC, FROM_DEVICE, true, put_macs, true },
	[KEY_IP] = { QUERY_FOUND_IP, QUERY_FOUND_NO_IP, FROM_DEVICE, true, put_networks, true },
	[KEY_FIRST] = { .is = QUERY_FOUND_FIRST, .from = FROM_DEVICE, .put = put_times, .has_ranges = true },
	[KEY_SEEN] = { .is = QUERY_FOUND_SEEN, .from = FROM_DEVICE, .has_index = true, .put = put_times, .has_ranges = true },
	[KEY_DECISION] = { .from = FROM_NOW, .has_index = true, .put = put_decisions },
	[KEY_WORST] = { .from = FROM_JUDGEMENT, .has_index = true, .put = put_worst },
	[KEY_DUE] = { .from = FROM_JUDGEMENT },
	[KEY_ALLOWED] = { .from = FROM_JUDGEMENT },
};

bool asking_has_ranges(enum query_key key) {
	return forms[key].has_ranges;
}

bool query_is_of_law(enum query_key key) {
	return forms[key].from == FROM_JUDGEMENT;
}

bool query_is_of_belief(enum query_key key) {
	return forms[key].from == FROM_SIGHT;
}

static void put_open(struct asking *a) {
	asking_put(a, QUERY_FOUND_OPEN);
	a->alternatives = 0;
}

static void put_close(struct asking *a, const struct query_term *t) {
	asking_put(a, QUERY_FOUND_CLOSE);
	if (t->operator == QUERY_IS_NOT)
		asking_put(a, QUERY_FOUND_NOT_SO);
}

static void put_term(struct asking *a, const struct query_term *t) {
	put_open(a);
	forms[t->key].put(a, t);
	put_close(a, t);
}

/* One look at `sight` for all that stands there; which index is used in it does not matter: it is small. */
static void put_sights(struct asking *a) {
	bool began = false;

	put_or(a);
	asking_put(a, QUERY_FOUND_SIGHT);
	a->aside = false;
	for (size_t i = 0; i < a->query->term_count; i++) {
		if (forms[a->query->terms[i].key].from != FROM_SIGHT)
			continue;
		if (began)
			asking_put(a, QUERY_FOUND_AND);
		began = true;
		put_term(a, &a->query->terms[i]);
	}
	asking_put(a, QUERY_FOUND_CLOSE);
}

void asking_put_condition(struct asking *a, const struct condition *c, bool aside) {
	a->aside = aside;
	a->alternatives = 0;
	if (c->kind == OF_SIGHTS) {
		put_sights(a);
	} else if (c->kind == OF_TERM) {
		put_term(a, c->term);
	} else {
		put_open(a);
		put_verdict(a, c->term, c->laws);
		put_close(a, c->term);
	}
	a->aside = false;
}

static void add_condition(struct asking *a, struct condition c) {
	const struct key_form *form = &forms[c.term->key];

	c.of_device = form->from == FROM_DEVICE;
	c.drives = form->has_index && c.term->operator != QUERY_IS_NOT;
	if (a->condition_count < CONDITIONS_MAX)
		a->conditions[a->condition_count++] = c;
}

/* One condition of a verdict for each law term that it has to meet as well. */
static void add_verdict(struct asking *a, const struct query_term *verdict) {
	const struct query_term *laws;
	size_t at = 0, before = a->condition_count;

	while ((laws = next_term(a->query, KEY_LAW, &at)))
		if (laws->operator == QUERY_IS)
			add_condition(a, (struct condition){ .kind = OF_VERDICT, .term = verdict, .laws = laws });
	if (a->condition_count == before)
		add_condition(a, (struct condition){ .kind = OF_VERDICT, .term = verdict });
}

void asking_split(struct asking *a) {
	bool has_sights = false;
	size_t at = 0;
	bool has_verdict = next_term(a->query, KEY_VERDICT, &at) != NULL;

	a->condition_count = 0;
	for (size_t i = 0; i < a->query->term_count; i++) {
		const struct query_term *t = &a->query->terms[i];

		if (t->key == KEY_VERDICT) {
			add_verdict(a, t);
		} else if (t->key == KEY_DUE || t->key == KEY_ALLOWED) {
			continue; /* asked of the verdicts */
		} else if (forms[t->key].from != FROM_SIGHT) {
			if (t->key != KEY_LAW || !has_verdict)
				add_condition(a, (struct condition){ .kind = OF_TERM, .term = t });
		} else if (!has_sights) {
			add_condition(a, (struct condition){ .kind = OF_SIGHTS, .term = t });
			/* Whatever is asked of `sight`, its rows are few and their devices are found by an index. */
			a->conditions[a->condition_count - 1].drives = true;
			has_sights = true;
		}
	}
}
