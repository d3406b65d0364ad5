#pragma once

/*
 * Companies and brands: who makes, who owns, under which names it is sold.
 *
 * Maker and brand are two things: the maker is the company whose design and
 * firmware a device is; the brand is the name on its label.
 */

#include "base/date.h"
#include "base/str.h"
#include "base/tongue.h"
#include "fact/class.h"

/* How far an entry can be believed. "hint" is what was only remembered. */
enum trust { TRUST_HINT, TRUST_LOW, TRUST_MEDIUM, TRUST_HIGH };

/* Of a yes-or-no question in the data. */
enum answer { ANSWER_NO, ANSWER_YES };

struct strs {
	const str *at;
	size_t count;
};

/* Does the owner decide, although it holds no majority or nobody knows how much it holds? */
enum control { CONTROL_UNSTATED, CONTROL_YES };

struct owner {
	str id;         /* a company, or a person, of the same table */
	double percent; /* 0 to 100; negative when not known */
	date as_of;     /* the day the percentage is of; DATE_NONE when not known */
	date from, until; /* it holds them from the first day up to the day before the second; DATE_NONE: open */
	enum control control;
	enum trust trust; /* the weaker of the two: that it owns, and how much */
	str note;
};

struct company {
	str id;      /* "hikvision" */
	str name;    /* legal name, Latin script */
	str native;  /* legal name in its own script; may be empty */
	str country; /* ISO 3166 alpha-2 of its seat; empty when not known */
	str role;    /* a few words: "cameras", "SoC" */
	enum device_class class; /* what its networked devices are when they are of one class; else CLASS_UNKNOWN */
	struct strs aliases;
	enum answer common_word; /* its names are ordinary words, like "Carrier" */
	struct strs formerly; /* companies of which it was a part: their name may still be in what it makes */
	struct strs mac_names; /* as the IEEE registry spells it; those blocks are in devices of its own make */
	struct strs unsure;    /* keys of this entry that only memory supports: "native", "country", "all", … */
	const struct owner *owners;
	size_t owner_count;
	enum trust trust;
	str source, note;
};

/* How large a part of a brand's devices a maker makes. */
enum share { SHARE_UNKNOWN, SHARE_FORMERLY, SHARE_SOME, SHARE_MOST, SHARE_ALL };

struct brand_maker {
	str maker; /* company id; empty when the source names nobody */
	enum share share;
	date from, until; /* DATE_NONE when open */
	date as_of;       /* the day of the list that says so; DATE_NONE when it holds until now */
	str models;       /* for which models, in words; may be empty */
	str relation;     /* "own brand of the maker", "relabelled product", … */
	enum trust trust;
	str source, note;
};

struct brand {
	str id;    /* "annke" */
	str name;  /* "ANNKE" */
	str owner; /* company id of who sells under it; may be empty */
	struct strs aliases;
	enum answer common_word; /* as for companies */
	struct strs mac_names; /* owners of MAC blocks in what is sold under it, whoever makes it */
	const struct brand_maker *makers;
	size_t maker_count;
	enum trust trust;
};

/*
 * A model number in the form in which numbers are compared: upper case,
 * without blanks and dashes, O as 0 and I as 1. Empty when it does not fit.
 */
enum { MODEL_KEY_MAX = 64 };
struct model_key {
	uint8_t at[MODEL_KEY_MAX];
	size_t n;
};
struct model_key model_key_of(str model);

/* How much alike the two products of a pair are. */
enum likeness {
	LIKENESS_CLAIMED,  /* somebody said so, nobody showed it */
	LIKENESS_PLATFORM, /* the same platform: `original` names a relative */
	LIKENESS_VARIANT,  /* nearly the same product */
	LIKENESS_ALIAS,    /* another name for the maker's own product */
	LIKENESS_INFERRED, /* the same product, its number follows from how the brand makes numbers */
	LIKENESS_EXACT,    /* the very same product */
};

/*
 * One product under two names: what is sold as brand and model left the
 * factory as maker's original model.
 */
struct model_pair {
	str brand, model;
	str maker, original;
	struct model_key key; /* of `model` */
	enum likeness likeness;
	str relation; /* in words: "same hardware" */
	enum trust trust;
	str source, note;
};

/* All of them, each array sorted by id (pairs by brand, then key of the model). */
struct registry {
	const struct company *companies;
	size_t company_count;
	const struct brand *brands;
	size_t brand_count;
	const struct model_pair *pairs;
	size_t pair_count;
	/*
	 * Which company, which brand stands behind each owner of MAC blocks:
	 * index plus one, 0 for none. Read by know/macs; NULL is allowed.
	 */
	const uint16_t *mac_companies, *mac_brands;
	const struct macs_own *macs; /* blocks of a user's own list; likewise */
	/*
	 * Companies and brands by the hash of their id: index plus one, 0 for an
	 * empty slot, `slot_mask` + 1 slots each. NULL, as in a registry made by
	 * hand: they are looked for one by one.
	 */
	const uint32_t *company_slots, *brand_slots;
	size_t slot_mask;
	const uint32_t *tops; /* by company, the index of its registry_group(); NULL likewise: it is followed up */
};

/* The slot at which an id is looked for first; it may stand in any that follows, up to an empty one. */
size_t registry_slot(const struct registry *r, str id);

/* How much of the cameras and recorders of a market one maker made. */
struct market_share {
	str maker;    /* company id */
	double share; /* 0 to 1 */
	enum trust trust;
	str source;
};

struct market {
	str id;   /* "world" */
	str name[TONGUE_COUNT]; /* "the world"; empty in languages into which nobody put it */
	const struct market_share *shares;
	size_t share_count;
	double rest; /* 1 less all shares: makers that are not named */
};

struct markets {
	const struct market *at;
	size_t count;
};

/* NULL when there is no such id. */
const struct company *registry_company(const struct registry *r, str id);
const struct brand *registry_brand(const struct registry *r, str id);

/* Does the owner hold its share on that day? */
bool owner_holds(const struct owner *o, date on);

/* The day after all that is on record: what has not ended holds on it. */
#define DATE_LAST INT32_MAX

/*
 * The owner of a company who decides on a day: who holds more than 50 percent,
 * or is said to control it, or is the only known one and nobody knows how
 * much it holds. NULL when there is none.
 */
const struct owner *registry_controller(const struct company *company, date on);

enum { CHAIN_MAX = 16 }; /* longest chain of owners on record: 6; also ends circles */

/*
 * The top of the chain above `company` on a day: follows
 * registry_controller(). `company`, one of the registry's,
 * itself when nobody owns it; never NULL.
 */
const struct company *registry_group_on(const struct registry *r, const struct company *company, date on);

/* As things stand last, on DATE_LAST. */
const struct company *registry_group(const struct registry *r, const struct company *company);

/* Is `owner` above `company`, as things stand last, by a chain in which every step is 50 percent or more? */
bool registry_owns(const struct registry *r, str owner, str company);

/* Was one of the two companies once a part of the other? */
bool registry_is_kin(const struct registry *r, str a, str b);

/*
 * Does selling under this brand say nothing new about the maker: is the maker
 * the brand's owner, above or below it in the chain of registry_group(), or
 * is the brand the maker's own name?
 */
bool registry_is_own_brand(const struct registry *r, const struct brand *brand, str maker);

/*
 * The pair for a brand's model, the one of the greatest likeness when there
 * are several; NULL when none is known. Only LIKENESS_INFERRED and above say
 * that `original` is this product: the others tell the maker, not the model.
 */
const struct model_pair *registry_pair(const struct registry *r, str brand, str model);

/* The market with this id, NULL when there is none. */
const struct market *markets_find(const struct markets *markets, str id);

/* The maker's share of the market, 0 to 1; negative when it is not named there. */
double market_share_of(const struct market *market, str maker);
