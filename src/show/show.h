#pragma once

/*
 * show: dossiers to people and programs. Prints what it is given and thinks
 * nothing: JSON lines of the contract (design, 5.1), tables that fit the
 * terminal, the story of one device, the report.
 */

#include <stdio.h>

#include "base/json_out.h"
#include "fact/device.h"

/* How the reader sees it. */
struct look {
	unsigned width; /* columns; 0 when it is no terminal: then nothing is cut */
	bool colours;   /* never the only carrier of a meaning */
	date on;        /* the day the verdicts are of */
	bool ascii;     /* draw lines and trees with ASCII only */
	const struct track_record *record; /* how often such statements were right; NULL when nobody looked */
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

/* The story of one device, for people: from the verdicts down to the bytes. */
void show_device_story(FILE *to, const struct look *look, const struct device *d, const struct registry *r);

/* The same, naming the files in which things were seen: `sources` by obs.source. */
void show_device_story_from(FILE *to, const struct look *look, const struct device *d, const struct registry *r,
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
	date on, made;
	str version;          /* of birthmark */
	struct strs roles;    /* as whom it was judged; empty for all laws */
	struct strs sources;  /* file names by obs.source; may be empty */
	struct strs scopes;   /* what allowed the scans, and who: whole scope files; may be empty */
	const struct device *devices;
	size_t count;
};

/* One self-contained HTML page that needs no script and prints well. */
void show_report_html(FILE *to, const struct report *report, const struct registry *r);

/* `birthmark fields`. */
void show_field_json(struct json_out *j, const struct field *field);
void show_field_table(FILE *to, const struct look *look, const struct field *const *fields, size_t count);
