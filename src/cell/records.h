#pragma once

/*
 * records: device records, one JSON object a line, as in design 5.1.
 *
 *     {"device": "front-door", "observations": [
 *        {"field": "http.server", "value": "App-webs/"},
 *        {"field": "sadp.raw", "value": "PD94…", "encoding": "base64"}]}
 *
 * A line is understood as a whole before anything of it is told, so a bad
 * line gives one complaint and no half of a device. Keys that are not known
 * are skipped. Pure: no system calls; memory is handed in.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "read/proto.h"

enum {
	RECORD_LINE_MAX = 16 * 1024 * 1024,  /* a device's whole dossier, with its pages and certificates */
	RECORD_OBSERVATIONS_MAX = 64 * 1024, /* of one record; a full scan of one host gives some hundred */
	RECORD_DEVICE_MAX = 4096,            /* a device's name: a URL or a path at the worst */
	RECORD_RAW_MAX = 512,                /* of a whole message is kept as evidence: enough to recognise it */
	RECORDS_PROTO_SLOTS = 2048,          /* fields that are documents or have other names; twice as many as ever planned */

	/* A line's texts without escapes, and what was base64 of them; neither is longer than the line. */
	RECORDS_SCRATCH = 2 * RECORD_LINE_MAX,
	/* For records_init(): the list of a line's observations. */
	RECORDS_MEMORY = RECORD_OBSERVATIONS_MAX * 64,
};

/* Who wants the records. Each returns 0, or <0 to stop. */
struct records_sink {
	struct obs_sink sink; /* observations of the record that began last; `who` is ADDR_NONE */
	int (*record)(struct records_sink *s, str device, uint64_t line);
	int (*record_end)(struct records_sink *s);
	int (*complain)(struct records_sink *s, const struct complaint *c);
};

/* One observation of a line, understood. */
struct records_entry {
	str field, value;
	const struct records_slot *slot; /* of the field */
};

/* A field whose values are documents, or parts of messages, and who reads them; or that has another name here. */
struct records_slot {
	str field;
	const struct proto *proto;
	bool is_part;
	str own, before; /* what the field is called here, and what is put before its value; else empty */
};

struct records {
	struct records_sink *out;
	uint64_t line;              /* of the last line, from 1 */
	bool at_start;              /* nothing of the input was read yet */
	uint64_t good_count, bad_count;
	struct reading reading;     /* at work while a message in a record is read */
	struct obs_sink derived;    /* what readers tell comes in here */
	struct records_entry *entries;
	struct records_slot slots[RECORDS_PROTO_SLOTS];
	uint8_t hidden[OBS_VALUE_MAX]; /* a value without the secrets that stood in it, while it is told */
};

/* Counts lines from 1 again; `at_start` when the next line is the input's first. */
void records_begin(struct records *r, bool at_start);

/* False when `mem` has fewer than RECORDS_MEMORY bytes. It must live as long as `r`. */
bool records_init(struct records *r, arena *mem, struct records_sink *out);

/*
 * Takes one line, without or with its line end. Blank lines count and are
 * passed over. `scratch` has RECORDS_SCRATCH bytes. 0, or the sink's negative
 * answer.
 */
int records_line(struct records *r, str line, arena scratch);

/* Takes a line of which only that it is longer than RECORD_LINE_MAX is known. */
int records_long_line(struct records *r);
