#include "cmd/report_formats.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "cmd/say.h"
#include "cmd/xlsx.h"

/* What a form is made of. */
struct making {
	const struct options *o;
	const struct report *report;
	const struct registry *r;
	arena scratch;
};

struct form {
	const char *path; /* where it goes when nothing else is said; "-": standard output */
	int (*write)(FILE *to, const struct making *m); /* 0 or a negative errno; NULL: by xlsx_write() */
};

static int write_html(FILE *to, const struct making *m) {
	show_report_html(to, m->report, m->r);
	return 0;
}

static int write_csv(FILE *to, const struct making *m) {
	show_report_csv(to, m->report, m->r);
	return 0;
}

static int write_jsonl(FILE *to, const struct making *m) {
	show_report_jsonl(to, m->report, m->r);
	return 0;
}

static int write_contract(FILE *to, const struct making *m) {
	struct json_out j = json_out_to(to);

	for (size_t i = 0; i < m->report->count; i++) {
		show_device_json(&j, &m->report->devices[i], m->r, true);
		json_out_line(&j);
	}
	return 0;
}

static int write_geojson(FILE *to, const struct making *m) {
	const struct report_options *options = &m->o->report;
	struct geojson_options how = { .precision = (unsigned)options->precision, .each = options->each };

	if (how.precision < GEOJSON_PRECISION_MAX && !m->o->quiet)
		fprintf(stderr, "birthmark: coordinates have %u digits behind the point, for the sites of cameras are sensitive; "
				"--precision asks for others\n", how.precision);
	return show_report_geojson(to, m->report, m->r, &how, m->scratch);
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

	show_report_cyclonedx(to, m->report, m->r, (str){ 0 });
}

static int write_cyclonedx(FILE *to, const struct making *m) {
	uint8_t digest[SHA256_SIZE], room[64];
	struct text serial = TEXT(room);
	int r = sha256_printed(print_unnumbered, m, digest);

	if (r)
		return r;
	format_uuid(&serial, digest);
	show_report_cyclonedx(to, m->report, m->r, text_done(&serial));
	return 0;
}

/* Where it goes */

static const struct form forms[FORMAT_COUNT] = {
	[FORMAT_HTML] = { "report.html", write_html }, [FORMAT_CSV] = { "-", write_csv },
	[FORMAT_XLSX] = { "report.xlsx", NULL },       [FORMAT_JSONL] = { "-", write_jsonl },
	[FORMAT_GEOJSON] = { "-", write_geojson },     [FORMAT_CYCLONEDX] = { "-", write_cyclonedx },
};
static const struct form contract = { "-", write_contract };

/* What libxlsxwriter needs meanwhile lies beside the file that it becomes: there is room for it, and nobody else's eyes. */
static int write_workbook(const struct file_new *file, const struct making *m) {
	char *path = strdup(file->path);
	int r = path ? xlsx_write(file->temporary, dirname(path), m->report, m->r, m->scratch) : -ENOMEM;

	free(path);
	return r;
}

static enum exit_code put_file(const char *path, const struct form *form, const struct making *m) {
	struct file_new file;
	int r = file_create(&file, path);

	if (!r) {
		r = form->write ? form->write(file.to, m) : write_workbook(&file, m);
		if (r)
			file_abandon(&file);
		else
			r = file_commit(&file);
	}
	if (r) {
		say_errno(path, r);
		return r == -ENOSPC || r == -EIO ? EXIT_IO : EXIT_NO_CREATE;
	}
	if (!m->o->quiet) {
		show_safe(stderr, str_of(path));
		fprintf(stderr, ": %zu devices\n", m->report->count);
	}
	return EXIT_DONE;
}

enum exit_code report_check(const struct options *o) {
	bool is_map = o->report.format == FORMAT_GEOJSON;
	const char *wrong = o->json && o->report.has_format ? "--json and --format exclude each other" :
			    (o->report.has_precision || o->report.each) && !is_map ? "--precision and --each are of --format geojson" :
			    o->report.format == FORMAT_XLSX && o->output && !strcmp(o->output, "-") ?
				    "a workbook is no stream: --output names its file" : NULL;

	if (wrong)
		fprintf(stderr, "birthmark report: %s\nTry `birthmark report --help`.\n", wrong);
	return wrong ? EXIT_BAD_USAGE : EXIT_DONE;
}

enum exit_code report_put(const struct options *o, const struct report *report, const struct registry *r, arena scratch) {
	const struct making m = { .o = o, .report = report, .r = r, .scratch = scratch };
	const struct form *form = o->json ? &contract : &forms[o->report.format];
	const char *path = o->output ? o->output : form->path;

	if (strcmp(path, "-") != 0)
		return put_file(path, form, &m);
	int error = form->write(stdout, &m);
	return error ? say_errno("standard output", error) : EXIT_DONE;
}
