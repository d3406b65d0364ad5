#pragma once

/*
 * query: devices of the estate by what is known of them, from its indexes.
 *
 * A query is a list of conditions that must all hold. Each becomes one of the
 * named fragments of queries.sql with its values bound: no text of the user's
 * ever becomes SQL.
 */

#include "store/store.h"

enum query_key {
	KEY_NAME,     /* a part of the device's name, any case */
	KEY_MAKER, KEY_BRAND, KEY_SOC, /* ids */
	KEY_MODEL,    /* as label or factory have it; a `*` at the end: begins with */
	KEY_CLASS,
	KEY_GRADE,    /* of the maker: values are grades by name, ordered */
	KEY_RELABELLED, /* "yes", "no", "unknown" */
	KEY_VERDICT,  /* a status: of any verdict, with QUERY_LESS of the strictest; "clear" where no law in force says anything */
	KEY_LAW,      /* an id: it is in force and says something; beside KEY_VERDICT both are of one and the same verdict */
	KEY_SITE, KEY_CONTRACT, KEY_MADE_IN, KEY_KIND,
	KEY_MAC,      /* whole, or its first bytes */
	KEY_IP,       /* an address or a prefix such as 10.0.0.0/8 */
	KEY_FIRST, KEY_SEEN, /* first and last seen: days */
	KEY_DECISION, /* the kind of one that holds */
	KEY_WORST,    /* a status: the gravest of its verdicts; what is not in force counts as clear */
	/*
	 * Days, of a verdict that restricts or prohibits: that the rule sets; on which a decision ends that
	 * allows it until then. Never with QUERY_IS_NOT, and beside KEY_VERDICT, which has to be there: all of one verdict.
	 */
	KEY_DUE, KEY_ALLOWED,
	KEY_COUNT,
};

enum query_operator { QUERY_IS, QUERY_IS_NOT, QUERY_LESS, QUERY_LESS_OR_IS, QUERY_MORE, QUERY_MORE_OR_IS };

/* One condition: the key has one of the values (QUERY_IS), or none of them (QUERY_IS_NOT). */
struct query_term {
	enum query_key key;
	enum query_operator operator;
	struct strs values; /* at least one; the empty text: not known, nothing */
};

enum { QUERY_TERMS_MAX = 32, QUERY_VALUES_MAX = 1024 /* the makers of a country, the laws of a role */ };

/*
 * Does the answer hang on what laws say, or on what the device is believed to
 * be? Who thinks anew asks that of its thoughts; all else stands in the estate.
 */
bool query_is_of_law(enum query_key key);
bool query_is_of_belief(enum query_key key);

/* Bit n: the n-th of the names, which have an order, is one that the term asks for. QUERY_IS_NOT: those that it excludes. */
unsigned query_names_asked(const struct query_term *term, const char *const *names, unsigned count);

/* The first day of a term of days, and the first day behind them; DATE_NONE and INT32_MAX where it is open. False: no day. */
bool query_days(const struct query_term *term, date *ret_from, date *ret_until);

enum query_order { ORDER_NAME, ORDER_ROW /* the order in which they came: the fastest */ };

/* A row of the answer: enough for a table; the device whole comes from store_load(). */
struct found_device {
	int64_t row;
	str name, maker, brand, site, contract;
	str model, original; /* as the label and as the factory have it */
	addr mac, ip;    /* the address seen last; ADDR_NONE when there is none */
	enum grade maker_grade, brand_grade;
	enum device_class class;
	enum tri relabelled;
	bool judged;       /* was it ever? */
	enum status worst; /* the strictest of its verdicts; STATUS_CLEAR when there is none */
	uint64_t first_us, last_us; /* 0: it was never seen */
	uint64_t books_us; /* then it stands in registers alone, since then; else 0 */
};

/*
 * Calls `each` for all devices that fit, at most `limit` of them (0: all),
 * after `skip`. Valid during the call; non-zero stops and is returned.
 * STORE_WRONG with a complaint for a value that cannot be one.
 */
struct query {
	const struct query_term *terms;
	size_t term_count;
	enum query_order order;
	uint64_t skip, limit;
	date on; /* the day on which decisions are to hold; 0: they were not superseded, whatever the day */
};
int store_query(struct store *s, const struct query *query, int (*each)(void *context, const struct found_device *found),
		void *context, struct complaint *reterr);

/* How many fit; where a limit is set, no further than to it. `skip` does not matter. */
int store_query_count(struct store *s, const struct query *query, uint64_t *ret_count, struct complaint *reterr);

/*
 * No verdict of a device is older than this: the day on which the estate was
 * last judged whole, or else that of the first run that brought devices.
 * STORE_ABSENT when there is none.
 */
int store_last_judged(struct store *s, date *ret_on);

/*
 * How many devices each site (KEY_SITE) or contract (KEY_CONTRACT) has, and how
 * many of these some law prohibits; those without any are left out. As store_query().
 */
struct held_devices {
	str name; /* the id of the site or contract */
	uint64_t devices, prohibited;
};
int store_query_held(struct store *s, enum query_key key, int (*each)(void *context, const struct held_devices *held),
		     void *context);

/* The device of a row, whole, as store_find() gives it. */
int store_load(struct store *s, arena *mem, int64_t row, struct device *ret_device);
