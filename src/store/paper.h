#pragma once

/*
 * paper: a decision as the body of its entry in the log has it.
 *
 * One object: the decision by its keys, each text or null, the number that it
 * supersedes, and last its devices:
 *
 *     {"kind": "waiver", "law": "…", …, "supersedes": 7, "devices": [{"row": 1, "name": "…", "mac": "…"}, …]}
 *
 * Who decided, and when, are columns of the entry itself. Of the store alone.
 */

#include "base/arena.h"
#include "base/json_in.h"
#include "base/json_out.h"
#include "fact/addr.h"
#include "fact/circumstances.h"

/* The texts in the order of the body, which is that of the columns in the query `decision_row`. */
enum paper_text {
	PAPER_KIND, PAPER_LAW, PAPER_ACT, PAPER_MAKER, PAPER_BRAND, PAPER_MODEL, PAPER_STATUS, PAPER_FROM, PAPER_UNTIL,
	PAPER_WHY, PAPER_REFERENCE, PAPER_AGAINST, PAPER_TEXTS,
};
extern const char *const paper_keys[PAPER_TEXTS]; /* "kind", "law", … */

struct paper {
	str texts[PAPER_TEXTS]; /* empty: null */
	uint64_t supersedes;    /* 0: null */
};

struct paper_device {
	int64_t row;
	str name;
	addr mac; /* ADDR_NONE: null */
};

/* A decision as its paper has it; `days` keeps the text of its two days. */
struct paper paper_of(const struct decision *d, char days[2][11]);

/* And back, all but number, who and made_us. False when a word or a day of it is none. */
bool paper_decision(const struct paper *p, struct decision *ret_decision);

/* Writes a body: opened, each device in the order of their rows, closed. */
void paper_open(struct json_out *j, const struct paper *p);
void paper_device(struct json_out *j, const struct paper_device *device);
void paper_close(struct json_out *j);

/*
 * Reads a body up to its devices, and then one device after the other; behind
 * the last one `row` is 0. A body may come from a hostile file: false for all
 * that is not written so. Text without its escapes is in `mem`, which never
 * needs more bytes than the body has.
 */
bool paper_read(struct json_in *in, arena *mem, struct paper *ret_paper);
bool paper_read_device(struct json_in *in, arena *mem, struct paper_device *ret_device);
