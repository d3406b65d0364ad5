#pragma once

/*
 * Claims and identities: what the marks say of a device, and what it is
 * believed to be once all of them are weighed.
 */

#include "base/str.h"
#include "fact/class.h"
#include "fact/company.h"
#include "fact/obs.h"

/* What a claim is about. */
enum aspect {
	ASPECT_MAKER,    /* company id: whose design and firmware it is */
	ASPECT_BRAND,    /* brand id: the name on the label */
	ASPECT_MODEL,    /* the model as the label has it */
	ASPECT_ORIGINAL, /* the model as the factory has it */
	ASPECT_CLASS,    /* enum device_class, by name */
	ASPECT_SOC,      /* company id: who made its main chip */
	ASPECT_FIRMWARE, /* version */
	ASPECT_COUNT,
};
extern const char *const aspect_names[ASPECT_COUNT]; /* "maker", "brand", … */

/* How much an observation that fits a mark tells; data/weights.yaml has the numbers. */
enum strength { STRENGTH_HINT, STRENGTH_FAIR, STRENGTH_STRONG, STRENGTH_PROOF, STRENGTH_COUNT };
extern const char *const strength_names[STRENGTH_COUNT];

/* What people may know of a mark: data/marks has the rest. */
struct mark_note {
	str id;     /* "hikvision/app-webs"; "mac/block" for all MAC blocks */
	str why;    /* one sentence: why it tells what it tells */
	str source; /* where that is known from */
	enum trust trust;
};

/*
 * One thing that one mark says because of one observation. Several claims of
 * one mark on one observation share `mark` and `seen`.
 */
struct claim {
	const struct obs *seen;
	const struct mark_note *mark;
	enum aspect aspect;
	str value;  /* id, class name or free text */
	enum strength strength;
	str kind;   /* evidence of one kind depends on each other and counts once: "mac", "http", … */
};

enum grade { GRADE_UNKNOWN, GRADE_POSSIBLE, GRADE_LIKELY, GRADE_CONFIRMED, GRADE_COUNT };
extern const char *const grade_names[GRADE_COUNT];

struct belief {
	str id;            /* empty when the grade is unknown */
	double confidence; /* 0 to 1: the chance that `id` is right */
	enum grade grade;
	bool contested;    /* something more than a hint names somebody else */
};

/* The words in which people are told of a belief: its grade, and with "likely" whether it is 0.95 or more. */
enum likelihood {
	LIKELIHOOD_NONE, LIKELIHOOD_POSSIBLE, LIKELIHOOD_LIKELY, LIKELIHOOD_VERY_LIKELY, LIKELIHOOD_CONFIRMED,
	LIKELIHOOD_COUNT,
};
extern const char *const likelihood_names[LIKELIHOOD_COUNT]; /* "possible", "very likely", … */
enum likelihood likelihood_of(const struct belief *b);

/*
 * How often each word turned out right, on labelled devices: `right` of
 * `named`. Nothing is known where `named` is 0.
 */
struct track_record {
	size_t right[LIKELIHOOD_COUNT], named[LIKELIHOOD_COUNT];
	str devices; /* which devices: "the answers of 895 labelled devices" */
};

enum tri { TRI_UNKNOWN, TRI_FALSE, TRI_TRUE };

struct rival {
	enum aspect aspect;
	str id;
	double confidence;
};

struct identity {
	struct belief maker, brand;
	str model, original;
	enum device_class class;
	struct belief soc; /* who made its main chip, a company: nothing about who made the device */
	str firmware;
	enum tri relabelled; /* is the maker somebody else than the brand's own? */
	uint64_t decision;   /* number of the confirmation or rejection that settled the maker; 0 for none */
	const struct rival *rivals;
	size_t rival_count;
	const struct claim *claims; /* all that was weighed, in the order of the observations */
	size_t claim_count;
};
