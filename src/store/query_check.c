/*
 * What a query asks for that cannot be: values that are no days or addresses,
 * sites and contracts that are not there, too many of them.
 */
#include "store/asking.h"

#include "store/query_ranges.h"

static int no_such(struct asking *a, enum named_query some, str thing, str value) {
	uint8_t room[100];
	struct text names = TEXT(room);
	sqlite3_stmt *find = NULL;
	bool row = true;
	int r = store_statement(a->s, some, &find);

	while (!r && row) {
		r = store_step(a->s, find, &row);
		if (r || !row)
			break;
		text_cstr(&names, names.used ? ", " : "");
		text_str(&names, column_text(find, 0));
	}
	if (r)
		return r;
	ASKING_COMPLAIN(a, STR("there is no "), thing, STR(" '"), value.n > 60 ? (str){ value.at, 60 } : value,
			names.used ? STR("' in this estate, which has: ") : STR("' in this estate, nor any other"),
			text_done(&names));
	return STORE_WRONG;
}

static int is_known(struct asking *a, const struct query_term *t, str value) {
	bool is_site = t->key == KEY_SITE, row = false;
	sqlite3_stmt *find = NULL;
	int r = store_statement(a->s, is_site ? QUERY_SITE_KNOWN : QUERY_CONTRACT_KNOWN, &find);

	if (r)
		return r;
	bind_text(find, 1, value);
	r = store_step(a->s, find, &row);
	sqlite3_reset(find);
	if (r || row)
		return r;
	return is_site ? no_such(a, QUERY_SOME_SITES, STR("site"), value) :
			 no_such(a, QUERY_SOME_CONTRACTS, STR("contract"), value);
}

static int check_value(struct asking *a, const struct query_term *t, str value) {
	struct time_range times;
	struct byte_range bytes;
	bool fits = true;
	str what = STR("");

	if (value.n == 0)
		return 0;
	if (t->key == KEY_SITE || t->key == KEY_CONTRACT)
		return is_known(a, t, value);
	if (t->key == KEY_FIRST || t->key == KEY_SEEN || t->key == KEY_DUE || t->key == KEY_ALLOWED) {
		fits = range_of_days(value, t->operator, &times);
		what = STR("this is no day like 2026-11-21, nor a month or year: ");
	} else if (t->key == KEY_MAC) {
		fits = range_of_mac(value, &bytes);
		what = STR("this is no MAC address and does not begin one: ");
	} else if (t->key == KEY_IP) {
		fits = range_of_network(value, &bytes);
		what = STR("this is no IP address and no network like 10.0.0.0/8: ");
	}
	if (fits)
		return 0;
	ASKING_COMPLAIN(a, what, value.n > 60 ? (str){ value.at, 60 } : value);
	return STORE_WRONG;
}

int asking_check(struct asking *a) {
	for (size_t i = 0; i < a->query->term_count; i++) {
		const struct query_term *t = &a->query->terms[i];

		if (asking_has_ranges(t->key) && t->values.count > ASKING_RANGES_MAX) {
			ASKING_COMPLAIN(a, STR("a term has too many values: more than a hundred"));
			return STORE_WRONG;
		}
		for (size_t k = 0; k < t->values.count; k++) {
			int r = check_value(a, t, t->values.at[k]);

			if (r)
				return r;
		}
	}
	return 0;
}
