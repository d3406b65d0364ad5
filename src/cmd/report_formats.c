#include "cmd/report_formats.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "cmd/say.h"
#include "cmd/xlsx.h"

/* What a form is made of. */
struct making {
	const struct options *o;
	struct report report;
	const struct registry *r;
	arena scratch;
	FILE *to;
	/* Of the forms that take their devices one at a time */
	const struct device_source *source;
	const char *path, *folder;  /* of the file that is made */
	struct sheet_making sheets;
	struct xlsx *xlsx;
	size_t count;               /* devices that came */
	int error;                  /* of this side, not of the source's */
};

struct form {
	const char *path; /* where it goes when nothing else is said; "-": standard output */
	/* All devices at once; or, where there is `device`, one at a time. All but `close` give 0 or a negative errno. */
	int (*write)(FILE *to, const struct making *m);
	int (*begin)(struct making *m); /* NULL, as the two below: nothing is to be done */
	int (*device)(struct making *m, const struct device *d);
	int (*end)(struct making *m);
	void (*close)(struct making *m); /* whatever happened since `begin` */
};

static int write_html(FILE *to, const struct making *m) {
	show_report_html(to, &m->report, m->r);
	return 0;
}

/* One device at a time */

static int begin_csv(struct making *m) {
	show_csv_head(m->to);
	sheets_open(&m->sheets, &m->report, m->r, &m->scratch, show_csv_row, m->to);
	for (int kind = 0; kind < SHEET_COUNT; kind++)
		m->sheets.wanted[kind] = kind == SHEET_DEVICES;
	return 0;
}

static int put_rows(struct making *m, const struct device *d) {
	return sheets_device(&m->sheets, d);
}

static int put_story(struct making *m, const struct device *d) {
	struct json_out j = json_out_to(m->to);

	show_device_story_json(&j, d, m->r, m->report.sources);
	json_out_line(&j);
	return 0;
}

static int put_contract_line(struct making *m, const struct device *d) {
	struct json_out j = json_out_to(m->to);

	show_device_json(&j, d, m->r, true);
	json_out_line(&j);
	return 0;
}

/* What the workbook needs meanwhile lies beside the file that it becomes: there is room for it, and nobody else's eyes. */
static int begin_workbook(struct making *m) {
	int r = xlsx_open(&m->xlsx, m->path, m->folder, &m->report);

	if (!r)
		sheets_open(&m->sheets, &m->report, m->r, &m->scratch, xlsx_row, m->xlsx);
	return r;
}

static int end_workbook(struct making *m) {
	int r = sheets_rest(&m->sheets);

	return r ? r : xlsx_write(m->xlsx);
}

static void close_workbook(struct making *m) {
	xlsx_close(m->xlsx);
}

/* A map */

static int write_geojson(FILE *to, const struct making *m) {
	const struct report_options *options = &m->o->report;
	struct geojson_options how = { .precision = (unsigned)options->precision, .each = options->each };

	if (how.precision < GEOJSON_PRECISION_MAX && !m->o->quiet) {
		fputs("birthmark: ", stderr);
		say_line(stderr, translate_plural("coordinates have %u digit behind the point, for the sites of cameras are "
						  "sensitive; --precision asks for others",
						  "coordinates have %u digits behind the point, for the sites of cameras are "
						  "sensitive; --precision asks for others", how.precision), how.precision);
	}
	return show_report_geojson(to, &m->report, m->r, &how, m->scratch);
}

/* CycloneDX: its serial number is made from all that it says */

/* A UUID of version 8 from a SHA-256 digest (RFC 9562, 5.8 and B.2). */
static void format_uuid(struct text *t, const uint8_t digest[SHA256_SIZE]) {
	static const uint8_t parts[] = { 4, 2, 2, 2, 6 };
	uint8_t uuid[16];
	size_t at = 0;

	memcpy(uuid, digest, sizeof uuid);
	uuid[6] = (uint8_t)((uuid[6] & 0x0f) | 0x80);
	uuid[8] = (uint8_t)((uuid[8] & 0x3f) | 0x80);
	text_cstr(t, "urn:uuid:");
	for (size_t i = 0; i < sizeof parts; at += parts[i++]) {
		text_cstr(t, i ? "-" : "");
		text_hex(t, (str){ uuid + at, parts[i] }, 0);
	}
}

static void print_unnumbered(FILE *to, const void *context) {
	const struct making *m = context;

	show_report_cyclonedx(to, &m->report, m->r, (str){ 0 });
}

static int write_cyclonedx(FILE *to, const struct making *m) {
	uint8_t digest[SHA256_SIZE], room[64];
	struct text serial = TEXT(room);
	int r = sha256_printed(print_unnumbered, m, digest);

	if (r)
		return r;
	format_uuid(&serial, digest);
	show_report_cyclonedx(to, &m->report, m->r, text_done(&serial));
	return 0;
}

/* Where it goes */

static const struct form forms[FORMAT_COUNT] = {
	[FORMAT_HTML] = { .path = "report.html", .write = write_html },
	[FORMAT_CSV] = { .path = "-", .begin = begin_csv, .device = put_rows },
	[FORMAT_XLSX] = { .path = "report.xlsx", .begin = begin_workbook, .device = put_rows, .end = end_workbook,
			  .close = close_workbook },
	[FORMAT_JSONL] = { .path = "-", .device = put_story },
	[FORMAT_GEOJSON] = { .path = "-", .write = write_geojson },
	[FORMAT_CYCLONEDX] = { .path = "-", .write = write_cyclonedx },
};
static const struct form contract = { .path = "-", .device = put_contract_line };

static const struct form *form_of(const struct options *o) {
	return o->json ? &contract : &forms[o->report.format];
}

bool report_is_streamed(const struct options *o) {
	return !o->paper.wanted && form_of(o)->device;
}

static int take(void *context, const struct device *d) {
	struct making *m = context;

	m->count++;
	m->error = form_of(m->o)->device(m, d);
	if (!m->error && ferror(m->to))
		m->error = errno ? -errno : -EIO;
	return m->error;
}

/* 0 or a negative errno; what the source gives when it fails stands in `*ret_source`. */
static int write_form(struct making *m, int *ret_source) {
	const struct form *form = form_of(m->o);

	*ret_source = 0;
	if (!form->device)
		return form->write(m->to, m);
	int r = form->begin ? form->begin(m) : 0;
	if (!r) {
		int answer = m->source->each(m->source->context, take, m);

		r = m->error;
		*ret_source = r ? 0 : answer;
	}
	m->report.count = m->count;
	if (!r && !*ret_source && form->end)
		r = form->end(m);
	if (form->close)
		form->close(m);
	return r;
}

enum exit_code report_failed(const char *path, int negative_errno, bool is_there) {
	if (negative_errno == -EEXIST) {
		fputs("birthmark: ", stderr);
		show_safe(stderr, str_of(path));
		fputs(": ", stderr);
		say_line(stderr, "this is an estate, or belongs to one: nothing else is put in its place");
	} else {
		say_errno(path, negative_errno);
	}
	return is_there || negative_errno == -ENOSPC || negative_errno == -EIO ? EXIT_IO : EXIT_NO_CREATE;
}

static enum exit_code put_file(const char *path, struct making *m, int *ret_source) {
	struct file_new file;
	int r = file_create(&file, path);

	if (r)
		return report_failed(path, r, false);
	if (file.is_stream && m->o->report.format == FORMAT_XLSX && !m->o->json) {
		file_abandon(&file);
		return say_usage("report", "a workbook is no stream: --output names its file");
	}
	char *room = strdup(file.path);
	m->to = file.to;
	m->path = file.temporary;
	m->folder = room ? dirname(room) : NULL;
	r = room ? write_form(m, ret_source) : -ENOMEM;
	if (r || *ret_source)
		file_abandon(&file);
	else
		r = file_commit(&file);
	free(room);
	if (r)
		return report_failed(path, r, true);
	if (!m->o->quiet && !*ret_source)
		say_line(stderr, translate_plural("%s: %zu device", "%s: %zu devices", m->report.count), path, m->report.count);
	return EXIT_DONE;
}

enum exit_code report_check(const struct options *o) {
	bool is_map = o->report.format == FORMAT_GEOJSON, is_page = o->report.format == FORMAT_HTML && !o->json && !o->paper.wanted;
	const char *wrong = o->json && o->report.has_format ? N_("--json and --format exclude each other") :
			    o->report.has_precision && !is_map ? N_("--precision is of --format geojson") :
			    o->report.each && !is_map && !is_page ? N_("--each is of --format html and geojson") :
			    o->report.summary && !is_page ? N_("--summary is of --format html") :
			    o->report.summary && o->report.each ? N_("--summary and --each exclude each other") :
			    o->report.format == FORMAT_XLSX && o->output && !strcmp(o->output, "-") ?
				    N_("a workbook is no stream: --output names its file") : NULL;

	return wrong ? say_usage("report", "%s", translate(wrong)) : EXIT_DONE;
}

enum exit_code report_put(const struct options *o, const struct report *report, const struct registry *r, arena scratch,
			  const struct device_source *source, int *ret_source) {
	static struct making m;
	const char *path = o->output ? o->output : form_of(o)->path;

	m = (struct making){ .o = o, .report = *report, .r = r, .scratch = scratch, .source = source, .to = stdout };
	*ret_source = 0;
	if (strcmp(path, "-") != 0)
		return put_file(path, &m, ret_source);
	int error = write_form(&m, ret_source);
	if (error && ferror(stdout))
		return say_output_failed(error);
	return error ? say_errno("standard output", error) : EXIT_DONE;
}
