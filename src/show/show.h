#pragma once

/*
 * show: dossiers to people and programs. Prints what it is given and thinks
 * nothing: JSON lines of the contract (design, 5.1), tables that fit the
 * terminal, the story of one device, the report.
 */

#include <stdio.h>

#include "base/arena.h"
#include "base/json_out.h"
#include "base/tongue.h"
#include "fact/device.h"
#include "fact/site.h"

/* How the reader sees it. */
struct look {
	unsigned width; /* columns; 0 when it is no terminal: then nothing is cut */
	bool colours;   /* never the only carrier of a meaning */
	date on;        /* the day the verdicts are of */
	bool ascii;     /* draw lines and trees with ASCII only */
	const struct track_record *record; /* how often such statements were right; NULL when nobody looked */
	enum tongue language;
	bool any_role; /* nobody said as whom: the verdicts are those of all laws, whomever they bind */
};

/* Text for a terminal: control and other unprintable bytes as \xNN, so that nothing can steer it. */
void show_safe(FILE *to, str text);

/*
 * JSON functions write one object; the caller ends its line with json_out_line().
 * This one is the contract's; `in_capture` adds mac and addresses.
 * Company and brand names come from `r`.
 */
void show_device_json(struct json_out *j, const struct device *d, const struct registry *r, bool in_capture);

/*
 * The same in two parts, for verdicts whose text serves many devices: all up
 * to the key of the verdicts, and their list. The caller closes the object.
 */
void show_identity_json(struct json_out *j, const struct device *d, const struct registry *r, bool in_capture);
void show_verdicts_json(struct json_out *j, const struct verdicts *verdicts);

/* The table of `identify` and `read`: one line a device, then a line that sums up. */
void show_device_table(FILE *to, const struct look *look, const struct device *devices, size_t count,
		       const struct registry *r);

/* That last line alone. */
void show_device_sum(FILE *to, const struct look *look, const struct device *devices, size_t count);

/*
 * The story of one device, for people: from the verdicts down to the bytes.
 * `sources` are the files in which things were seen, by obs.source; may be empty.
 */
void show_device_story(FILE *to, const struct look *look, const struct device *d, const struct registry *r,
		       struct strs sources);

/*
 * The story as one JSON object: the contract's keys, then `not_surer_because`,
 * `would_settle_it` (a list of sentences), `told` (what people know of it, and
 * decided) and `seen` (every observation, with time, file and offset).
 */
void show_device_story_json(struct json_out *j, const struct device *d, const struct registry *r,
			    struct strs sources);

struct report {
	str title;            /* "Estate birthmark.db" */
	str estate;           /* "birthmark.db", for what is written in a language of people */
	enum tongue language; /* of the page; all other forms are English */
	str asked;            /* the options of the command, for commands that answer alike: " --as nl-police --on 2026-11-22" */
	date on, made;
	str version;          /* of birthmark */
	struct strs roles;    /* as whom it was judged; empty for all laws */
	struct strs sources;  /* file names by obs.source; may be empty */
	struct strs scopes;   /* what allowed the scans, and who: whole scope files; may be empty */
	const struct site *sites;         /* all of the estate, by id */
	size_t site_count;
	const struct contract *contracts; /* likewise */
	size_t contract_count;
	const struct market *market;      /* whose shares stand beside those of the estate; NULL: none */
	const struct device *devices;
	size_t count;
	/*
	 * Given: the page is a summary. It has these numbers, `count` devices are in
	 * the estate, and `devices` is NULL. Other forms than the page have no summary.
	 */
	const struct counts *counts;
};

/* One self-contained HTML page that needs no script and prints well. */
void show_report_html(FILE *to, const struct report *report, const struct registry *r);

/*
 * Sites and how many devices of what kind are there, as RFC 7946 has it; or
 * with `each` every device at its site. What has no coordinates is there
 * without geometry, so that the sum is right. Camera sites are sensitive:
 * coordinates have `precision` digits behind the point. `scratch` is for
 * sorting. 0 or -ENOMEM.
 */
struct geojson_options {
	unsigned precision; /* 0 to GEOJSON_PRECISION_MAX */
	bool each;
};
enum {
	GEOJSON_PRECISION = 2,     /* 0.01 degree is about a kilometre */
	GEOJSON_PRECISION_MAX = 6, /* ten centimetres; RFC 7946, 11.2, sees no sense in more */
};
int show_report_geojson(FILE *to, const struct report *report, const struct registry *r,
			const struct geojson_options *options, arena scratch);

/*
 * A bill of materials of the estate, as CycloneDX 1.6 (ECMA-424) has it: who
 * really made each device, by which evidence, and what section 889 of the NDAA
 * for 2019 says of it. `serial` is its UUID; empty: left out. Nothing in it
 * depends on the hour at which it is written.
 */
void show_report_cyclonedx(FILE *to, const struct report *report, const struct registry *r, str serial);

/* `birthmark fields`. */
void show_field_json(struct json_out *j, const struct field *field);
void show_field_table(FILE *to, const struct look *look, const struct field *const *fields, size_t count);
