#pragma once

/*
 * Companies and brands: who makes, who owns, under which names it is sold.
 *
 * Maker and brand are two things: the maker is the company whose design and
 * firmware a device is; the brand is the name on its label.
 */

#include "base/date.h"
#include "base/str.h"

/* How far an entry can be believed. "hint" is what was only remembered. */
enum trust { TRUST_HINT, TRUST_LOW, TRUST_MEDIUM, TRUST_HIGH };

struct strs {
	const str *at;
	size_t count;
};

struct owner {
	str id;         /* a company, or a person, of the same table */
	double percent; /* 0 to 100; negative when not known */
	date as_of;     /* the day the percentage is of; DATE_NONE when not known */
	enum trust trust;
};

struct company {
	str id;      /* "hikvision" */
	str name;    /* legal name, Latin script */
	str native;  /* legal name in its own script; may be empty */
	str country; /* ISO 3166 alpha-2 of its seat; empty when not known */
	str role;    /* a few words: "cameras", "SoC" */
	struct strs aliases;
	struct strs mac_names; /* as the IEEE registry spells it; those blocks are its own devices' */
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
	str models;       /* for which models, in words; may be empty */
	str relation;     /* "own brand of the maker", "relabelled product", … */
	enum trust trust;
	str source;
};

struct brand {
	str id;    /* "annke" */
	str name;  /* "ANNKE" */
	str owner; /* company id of who sells under it; may be empty */
	struct strs aliases;
	const struct brand_maker *makers;
	size_t maker_count;
	enum trust trust;
};

/*
 * One product under two names: what is sold as brand and model left the
 * factory as maker's original model.
 */
struct model_pair {
	str brand, model;
	str maker, original;
	enum trust trust;
	str source;
};

/* All of them, each array sorted by id (pairs by brand, then model). */
struct registry {
	const struct company *companies;
	size_t company_count;
	const struct brand *brands;
	size_t brand_count;
	const struct model_pair *pairs;
	size_t pair_count;
};

/* NULL when there is no such id. */
const struct company *registry_company(const struct registry *r, str id);
const struct brand *registry_brand(const struct registry *r, str id);

/*
 * The top of the ownership chain above `company`: follows the owner with the
 * largest share above 50 percent, or the only known owner whose percentage is
 * not known. `company` itself when nobody owns it; never NULL for a known id.
 */
const struct company *registry_group(const struct registry *r, const struct company *company);

/* Is `owner` above `company` by a chain in which every step is 50 percent or more? */
bool registry_owns(const struct registry *r, str owner, str company);

/*
 * Does selling under this brand say nothing new about the maker: is the maker
 * the brand's owner, of its group, or is the brand the maker's own name?
 */
bool registry_is_own_brand(const struct registry *r, const struct brand *brand, str maker);

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

/* The pair for a brand's model, NULL when none is known. */
const struct model_pair *registry_pair(const struct registry *r, str brand, str model);
