#pragma once

/*
 * reconcile: the books held against the wire, for people and for programs.
 *
 * Findings are worded neutrally: what the books say and where, what was seen
 * and how sure that is. Nobody's intent is told, and a claim that is not borne
 * out may be a slip of the register.
 */

#include "fact/identifier.h"
#include "show/show.h"

enum finding_kind {
	FINDING_ONLY_BOOKS,  /* a register tells of it, and nothing that was seen is it */
	FINDING_ONLY_WIRE,   /* it was seen, and no register has it */
	FINDING_TORN,        /* a row of a register names two devices, so it is joined with neither */
	FINDING_INCONSISTENT, /* rows name two labels of one device, or a label and a MAC out of another maker's block */
	FINDING_DIFFERENT,   /* the books say one thing, the wire shows another */
	FINDING_RELABELLED,  /* the books name the label, the wire the maker, and it is known that they belong together */
	FINDING_CLAIM,       /* a claim that what was seen does not bear out; how far, says its standing */
	FINDING_COUNT,
};
extern const char *const finding_names[FINDING_COUNT]; /* "only-books", … */

/*
 * How a claim stands. Contradicted is only what a rule on record speaks
 * against: another maker than the books name takes the ground from a word on
 * origin, and still may have made the device where they say.
 */
enum standing_of_claim { CLAIM_CONTRADICTED, CLAIM_DOES_NOT_FIT, CLAIM_NOT_SUPPORTED, CLAIM_STANDING_COUNT };
extern const char *const claim_standing_names[CLAIM_STANDING_COUNT]; /* "contradicted", … */

enum { FINDING_REASONS_MAX = 4, FINDINGS_OF_DEVICE_MAX = 16 };

/* Texts that are not known are empty. */
struct finding {
	enum finding_kind kind;
	int64_t row;       /* of the device in the estate */
	str device, site;
	str what;          /* "maker", "brand", "model", "mac"; of a claim "origin" or "compliance" */
	str books, wire;   /* what each says, for people */
	str books_id, wire_id; /* the company or brand meant; empty where it is none */
	struct belief wire_belief; /* how sure the wire is, of makers and brands */
	enum standing_of_claim standing; /* of claims */
	str source;        /* the register */
	uint64_t place;    /* its row; 0 when not known */
	str because[FINDING_REASONS_MAX]; /* whole sentences */
	size_t because_count;
};

/* What is known of a site, or of one network of it: how much of it was seen. */
struct coverage {
	str site, title;
	str network;         /* empty: the site as a whole */
	uint64_t seen, only_books; /* devices */
	uint64_t last_us;    /* when anything of it was seen last; 0: never */
	unsigned by;         /* bits: by captures, by scans, by lists that a program made of what it saw */
};
enum { COVERED_BY_COUNT = 3 };

/* Files and scans of which the estate is made; `name` is the first of several. */
struct means {
	str kind, name;
	uint64_t started_us; /* when it was taken in */
	size_t count;        /* files */
};

/* A row of a register that was taken to be a device, and what both have. */
struct joined_row {
	str device;     /* the device, and its row in the estate */
	int64_t row;
	str name, source; /* of the row in the register */
	uint64_t place; /* 0 when not known */
	enum identifier_kind kind;
	str value;
};

struct reconciled {
	size_t devices, both, by_kind[FINDING_COUNT], by_standing[CLAIM_STANDING_COUNT];
	size_t listed[FINDING_COUNT]; /* findings: a row that names several devices counts as one that is only in the books, too */
	str found[FINDING_COUNT];     /* of each kind, what show_finding() wrote */
	size_t by_identifier[IDENTIFIER_COUNT]; /* rows of registers that became one with a device */
	const struct coverage *coverage;
	size_t coverage_count;
	const struct means *means;
	size_t means_count;
	uint64_t nowhere;  /* devices that are at no site */
};

/* Numbers first, then what was found, then what was seen at all. `most` findings of each kind were shown; 0: all. */
void show_reconciled(FILE *to, const struct look *look, const struct reconciled *all, size_t most);
void show_finding(FILE *to, const struct look *look, const struct finding *f);

/* One object a line: coverage and means, then the numbers. Findings and rows that became one with a device come before. */
void show_reconciled_json(struct json_out *j, const struct reconciled *all);
void show_finding_json(struct json_out *j, const struct finding *f);
void show_row_joined_json(struct json_out *j, const struct joined_row *row);

/*
 * What `explain --json` says of a device: its story, and as "joined" the rows
 * of registers that were taken to be it, each with what both have.
 */
void show_explained_json(struct json_out *j, const struct device *d, const struct registry *r, struct strs sources,
			 const struct joined_row *joined, size_t count);
void show_joined_json(struct json_out *j, const struct joined_row *row);

/* Beside the story of a device: which registers have it, and how that is known; nothing when none has. */
void show_joined(FILE *to, const struct look *look, const struct joined_row *rows, size_t count);
