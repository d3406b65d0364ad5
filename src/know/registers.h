#pragma once

/*
 * registers: what the columns of an asset register mean. data/registers has
 * the headings in several languages, the exports of products that are known
 * whole, and the words that cells are full of.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "base/tree.h"
#include "fact/company.h"

/* What a column can be. The order is that of the names in registers.c and of data/registers/schema.json. */
enum register_column {
	COLUMN_NAME,      /* what the owner calls the device */
	COLUMN_BRAND,     /* the name on its label */
	COLUMN_MAKER,     /* what the register calls the manufacturer: a claim, mostly the label again */
	COLUMN_MODEL, COLUMN_SERIAL, COLUMN_MAC, COLUMN_IP, COLUMN_HOSTNAME, COLUMN_FIRMWARE,
	COLUMN_CLASS,     /* "camera", "dome", "recorder" in words */
	COLUMN_SITE, COLUMN_ADDRESS, COLUMN_LATITUDE, COLUMN_LONGITUDE, COLUMN_COORDINATES, /* both in one cell */
	COLUMN_X, COLUMN_Y, /* metres of a national grid, or degrees: the numbers say which */
	COLUMN_CONTRACT, COLUMN_CONTRACT_FROM, COLUMN_CONTRACT_UNTIL, COLUMN_SUPPLIER, COLUMN_PRICE,
	COLUMN_ACQUIRED, COLUMN_MADE_IN, /* as claimed */
	COLUMN_CLAIM,     /* a claim of compliance: "NDAA compliant" */
	COLUMN_RECORDER, COLUMN_DRIVER, COLUMN_NOTE, COLUMN_IDENTIFIER, /* the register's own number */
	COLUMN_SEEN,      /* of what a program saw: when, in seconds since 1970 */
	COLUMN_SECRET,    /* passwords and user names: dropped before anything is kept */
	COLUMN_IGNORED,   /* known, and of no use here */
	COLUMN_UNKNOWN,   /* no heading that is known: listed, never dropped silently */
	COLUMN_COUNT,
};
extern const char *const register_column_names[COLUMN_COUNT + 1]; /* "name", "brand", …; ends in NULL */

/* COLUMN_COUNT when no column has this name. */
enum register_column register_column_by_name(str name);

enum register_language { LANGUAGE_EN, LANGUAGE_NL, LANGUAGE_DE, LANGUAGE_FR, LANGUAGE_COUNT };

/* What words of cells can mean, as data/registers/words.yaml has them. */
enum register_words {
	WORDS_NOTHING, /* "n.v.t.": the cell is empty. So it is with a placeholder, which is asked for with these */
	WORDS_PLACEHOLDER, /* "n/a": what programs write where nothing is known */
	WORDS_TOTAL,   /* "Totaal": the row sums up others */
	WORDS_SECRET,  /* "wachtwoord": what stands beside it is nobody's business, wherever the word stands */
	WORDS_SECRET_WORD,  /* "pw": as a word by itself; in a remark it is enough, elsewhere a value must follow */
	WORDS_SECRET_VALUE, /* "admin", "pin": means a secret only when a value follows */
	WORDS_YES, WORDS_NO, /* "ja", "nee": of a claim that the heading makes */
	WORDS_DENIAL,  /* "niet", "to be": a text with one of these as a word claims nothing */
	WORDS_KIND,    /* "camera", "diversen": no name of a brand, whatever column it stands in */
	WORDS_ORIGIN,  /* "made in": the country behind it is meant, whatever others stand beside it */
	WORDS_JANUARY, /* and so on, to December */
	WORDS_COUNT = WORDS_JANUARY + 12,
};

/* Anything that is compared folded (base/fold.h). */
struct register_name {
	str key;  /* the folded characters, 4 bytes each */
	uint64_t hash;
	unsigned of;       /* enum register_column, or enum register_words */
	unsigned language; /* of headings */
};

struct register_names {
	const struct register_name *at;
	size_t count;
};

struct register_product {
	str id, name, source;
	struct strs needs; /* headings, to the letter, that tell this export from others */
	struct register_names columns;
	unsigned seen;     /* 1: it is what a program saw on the network, not what somebody wrote down */
};

/* Which rule a claim of compliance speaks of: that whose text stands in it. */
struct register_rule {
	str law;
	struct strs claims;
};

/* What registers call a country, beside its code and its name. */
struct register_country {
	str country;        /* its code */
	struct strs names;  /* the text as a whole, folded when compared; of three letters up as words of a longer text, too */
	struct strs inside; /* likewise words of a longer text */
};

/* As loaded. */
struct registers {
	struct register_names headings, words;
	const struct register_product *products;
	size_t product_count;
	const struct register_rule *rules; /* in their order: the first that speaks of a claim counts */
	const struct register_country *countries;
	size_t rule_count, country_count;
	uint32_t word_starts[257]; /* `words` stand by the first byte of their hashes: where those of each begin, and the end */
	struct register_names secrets; /* of `words`, those that speak of secrets inside of others, too */
	uint64_t secret_begins[64]; /* by their first four characters: where no bit is, none of them begins */
	uint32_t secret_word_begins[32]; /* of words by themselves: the second character's bit at the first, both & 31 */
	bool nothing_begins[256]; /* first bytes of words for nothing, lower case: most cells need not be folded */
};

/* Loads data/registers. 0, TREE_WRONG and the complaint, or -ENOMEM. Slices point into the tree. */
int registers_load(arena *mem, const struct tree *t, struct registers *ret_registers, struct complaint *reterr);

/*
 * What the cells of a row would be as headings. `ret_columns` has room for
 * `count`. Returns how many are known: the row of a table with the most is its
 * row of headings. 0 when it cannot be one: fewer than two are known, or none
 * of them is a brand, maker, model, MAC, IP, serial, hostname or name.
 * `ret_product`: the export that is known whole; NULL when none is.
 */
size_t registers_headings(const struct registers *r, const str *cells, size_t count, enum register_column *ret_columns,
			  const struct register_product **ret_product);

/* Can this heading mean that column, among others? */
bool registers_may_mean(const struct registers *r, str heading, enum register_column column);

/* Do two headings read the same, but for case, accents, blanks, dashes and points? */
bool registers_same_heading(str a, str b);

/* Is the text, as a whole, one of these words? What has neither letter nor digit is WORDS_NOTHING. */
bool registers_is(const struct registers *r, enum register_words words, str text);

/* Does a word that always speaks of secrets stand anywhere in the text? */
bool registers_speaks_of_secrets(const struct registers *r, str text);

/*
 * Does the text have a secret, as far as words can tell: it speaks of one,
 * "ww Welkom01", "admin/12345", "admin:x@10.0.0.5"? `is_remark`: free text, in
 * which a short word such as "pw" by itself is enough.
 */
bool registers_has_secret(const struct registers *r, str text, bool is_remark);

/* For registers_load(), of each word: is it one that is looked for inside of others, too? */
bool registers_note_secret(struct registers *r, const struct register_name *word);

/* Is a column of this heading one of secrets: "camPwd1", "login_info.u"? */
bool registers_secret_heading(const struct registers *r, str text);

/* The month of this name, 1 to 12; 0 for none. */
unsigned registers_month(const struct registers *r, str word);

/*
 * The rule that a claim of compliance speaks of, by the id of its law, the
 * first at or after `*at`, which is set behind it; empty when there is none.
 */
str registers_rule(const struct registers *r, str claim, size_t *at);

/*
 * The code of the country that a claim of origin names in a word of
 * data/registers: the one that stands there, or the one right behind "made
 * in". Empty when it is none of them, when several are named, and for what is
 * denied: "not made in China".
 */
str registers_country(const struct registers *r, str text);

/* For registers_load(): an entry that has a 'law' or a 'country'. 0, TREE_WRONG or -ENOMEM; `ret` is filled in. */
struct form;
int registers_load_rule(const struct form *f, const struct tree_node *entry, struct register_rule *ret);
int registers_load_country(const struct form *f, const struct tree_node *entry, struct register_country *ret);
