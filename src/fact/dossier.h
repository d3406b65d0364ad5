#pragma once

/*
 * Dossiers: what is said of a company, by whom and since when, what it
 * answered, what authorities decided, what it claims; and what a buyer must
 * still ask.
 *
 * A dossier repeats what others said and says who they are. It is no finding:
 * nothing in it makes a verdict.
 */

#include "fact/restriction.h"

/* What an allegation is about. */
enum matter {
	MATTER_HUMAN_RIGHTS,
	MATTER_FORCED_LABOUR,
	MATTER_NATIONAL_SECURITY,
	MATTER_MILITARY,         /* work for armed forces */
	MATTER_PRODUCT_SECURITY, /* flaws of what it makes */
	MATTER_EXPORT,           /* goods that went where a rule forbids it */
	MATTER_ORIGIN,           /* who made it, or where: labels, statements to authorities */
	MATTER_OTHER,
	MATTER_COUNT,
};
extern const char *const matter_names[MATTER_COUNT + 1]; /* "human-rights", …, as in data/dossiers; ends in NULL */

/* One thing that somebody said or did. */
struct statement {
	str id;          /* allegations: a word by which an answer names it; else empty */
	enum matter about; /* allegations */
	struct strs to;  /* answers: ids of the allegations that it answers; none: it answers in general */
	str law;         /* decisions: the id in data/laws when it is a restriction; may be empty */
	str what;        /* in our own words, a whole sentence; decisions with a law may have none */
	str by;          /* who says so, decided, certified; empty: the company itself */
	date on;         /* its day, or the first one of its month or year; DATE_NONE when not known */
	str when;        /* the same as it is written: "2023-05" */
	str source;
	enum trust trust; /* TRUST_HINT: only remembered */
	str note;
};

struct statements {
	const struct statement *at; /* by their days, those without one last */
	size_t count;
};

/* The steps of due diligence as the OECD's guidance for responsible business conduct orders them. */
enum step { STEP_IDENTIFY, STEP_ASSESS, STEP_PREVENT, STEP_ACCOUNT, STEP_COUNT };
extern const char *const step_names[STEP_COUNT + 1]; /* "identify", "assess", "prevent", "account"; ends in NULL */

/* What a buyer must still ask, and which gap makes it open. */
struct open_question {
	enum step step;
	str ask;
	str because;
	str about; /* the id of the allegation it is about; may be empty */
};

struct asked {
	const struct open_question *at; /* by step */
	size_t count;
};

/* A name that it had before. */
struct former_name {
	str name;
	str until; /* as written; may be empty */
	str source;
	enum trust trust;
};

enum dossier_part { PART_ALLEGATIONS, PART_ANSWERS, PART_DECISIONS, PART_CLAIMS, PART_COUNT };
extern const char *const part_names[PART_COUNT]; /* "allegations", … */

struct dossier {
	str company;      /* id */
	str read;         /* which material was looked through */
	date read_until;  /* the newest day that this material can know of */
	const struct former_name *former_names;
	size_t former_name_count;
	struct statements parts[PART_COUNT];
	struct asked questions; /* those that only this dossier has */
};

struct dossiers {
	const struct dossier *at; /* by company */
	size_t count;
};

/* NULL when there is none. */
const struct dossier *dossiers_find(const struct dossiers *dossiers, str company);

/* Is an answer to this very allegation on record? One in general does not say to what. */
bool dossier_answers(const struct dossier *dossier, const struct statement *allegation);
