/*
 * libarchive over the mapped file. Each part is found by walking from the
 * start: with the directory at the archive's end that is quick.
 */
#include "cell/doc_zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	RATIO_FROM = 16 * 1024 * 1024, /* bytes unpacked before the ratio counts: small parts may be very regular */
	ALL_RATIO_FROM = 4 * RATIO_FROM,
	RATIO_SLACK = 64 * 1024,
	END_MAX = 22 + 65535,
};

static void say(char *to, size_t size, const char *what) {
	size_t n = what ? strnlen(what, size - 1) : 0;

	memcpy(to, what ? what : "", n);
	to[n] = 0;
}

#define SAY(where, what) say((where)->why, sizeof (where)->why, (what))

static struct archive *open_archive(str bytes) {
	struct archive *a = archive_read_new();

	if (a && archive_read_support_format_zip(a) == ARCHIVE_OK && archive_read_open_memory(a, bytes.at, bytes.n) == ARCHIVE_OK)
		return a;
	archive_read_free(a);
	return NULL;
}

/* How many entries the directory can have at most: a million would fill the heap before anybody could say so. */
static size_t count_entries(str bytes) {
	size_t count = 0;

	for (size_t at = str_find(bytes, STR("PK\1\2"), 0); at < bytes.n && count <= DOC_PARTS_MAX; count++)
		at = str_find(bytes, STR("PK\1\2"), at + 4);
	return count;
}

/* The end of the directory is the last thing in it, but for a comment of up to 64 KiB. */
static bool has_end(str bytes) {
	str tail = bytes.n > END_MAX ? str_after(bytes, bytes.n - END_MAX) : bytes;

	return str_find(tail, STR("PK\5\6"), 0) < tail.n;
}

/* Some programs write backslashes. */
static bool take_name(struct doc_part *part, const char *name) {
	size_t n = name ? strlen(name) : DOC_PART_NAME_MAX;

	if (n >= DOC_PART_NAME_MAX)
		return false;
	memcpy(part->name, name, n + 1);
	for (char *c = part->name; *c; c++)
		if (*c == '\\')
			*c = '/';
	return true;
}

static void list(struct doc_zip *z, struct archive *a) {
	struct archive_entry *entry;
	int r = ARCHIVE_OK;

	for (unsigned place = 0; z->part_count < DOC_PARTS_MAX; place++) {
		r = archive_read_next_header(a, &entry);
		if (r == ARCHIVE_EOF)
			return;
		if (r < ARCHIVE_WARN) {
			SAY(z, "the archive is damaged or cut short: what stands before was read");
			return;
		}
		struct doc_part *part = &z->parts[z->part_count];
		part->place = place;
		z->part_count += take_name(part, archive_entry_pathname(entry));
	}
	SAY(z, "the archive has more than 4,096 parts: those behind are left out");
}

int doc_zip_open(struct doc_zip *z, str bytes) {
	*z = (struct doc_zip){ .bytes = bytes, .parts = calloc(DOC_PARTS_MAX, sizeof *z->parts) };
	if (!z->parts)
		return -ENOMEM;
	if (count_entries(bytes) > DOC_PARTS_MAX) {
		SAY(z, "the archive has more than 4,096 parts: no workbook has so many, so nothing was read");
		return 0;
	}
	struct archive *a = open_archive(bytes);
	if (a)
		list(z, a);
	else
		SAY(z, "the archive is damaged: not even its first part can be read");
	archive_read_free(a);
	if (!*z->why && !has_end(bytes))
		SAY(z, "the archive is cut short: its directory is missing; what stands before was read");
	return 0;
}

void doc_zip_close(struct doc_zip *z) {
	free(z->parts);
}

struct doc_part *doc_zip_find(struct doc_zip *z, str name) {
	for (size_t i = 0; i < z->part_count; i++)
		if (str_eq_nocase(str_of(z->parts[i].name), name))
			return &z->parts[i];
	return NULL;
}

static const char STORED[] = "(uncompressed)"; /* as archive_format_name() ends */

/* A workbook's parts are deflated or stored, nothing else (ECMA-376 part 2, annex C). */
static bool is_plain_method(struct archive *a) {
	const char *name = archive_format_name(a);

	return name && (strstr(name, "(deflation)") || strstr(name, STORED));
}

int doc_part_open(struct doc_reading *p, struct doc_zip *z, struct doc_part *part) {
	struct archive_entry *entry;
	int r = ARCHIVE_OK;

	*p = (struct doc_reading){ .zip = z, .part = part, .archive = open_archive(z->bytes) };
	if (!p->archive)
		return -ENOMEM;
	for (unsigned i = 0; r >= ARCHIVE_WARN && r != ARCHIVE_EOF && i <= part->place; i++)
		r = archive_read_next_header(p->archive, &entry);
	if (r < ARCHIVE_WARN || r == ARCHIVE_EOF)
		SAY(p, "the archive is damaged");
	else if (archive_entry_is_encrypted(entry))
		SAY(p, "the part is encrypted");
	else if (!is_plain_method(p->archive))
		SAY(p, "the part is packed in a way that no workbook is");
	else
		p->is_stored = strstr(archive_format_name(p->archive), STORED);
	return 0;
}

uint64_t doc_part_place(const struct doc_reading *p) {
	int64_t place = archive_filter_bytes(p->archive, -1);

	return place > 0 ? (uint64_t)place : 0;
}

/* Many parts, each just below its own limit, are a bomb as well. */
static bool is_bomb_in_all(const struct doc_zip *z) {
	return z->unpacked > DOCBOX_UNPACKED_MAX ||
	       (z->unpacked > ALL_RATIO_FROM && z->unpacked / (z->bytes.n + RATIO_SLACK) >= DOCBOX_RATIO_MAX);
}

/* Is what came out far more than what went in, or more than anybody has? */
static bool is_bomb(struct doc_reading *p) {
	uint64_t begin = (uint64_t)archive_read_header_position(p->archive), place = doc_part_place(p);
	uint64_t packed = (place > begin ? place - begin : 0) + RATIO_SLACK;

	if (p->size > p->part->size) {
		p->zip->unpacked += p->size - p->part->size;
		p->part->size = p->size;
	}
	if (is_bomb_in_all(p->zip)) {
		p->zip->is_bomb = true;
		SAY(p->zip, "all parts together unpack to more than 1 GiB, or 200 times the document's size: no honest one does");
		SAY(p, p->zip->why);
	} else if (!p->is_stored && p->size > RATIO_FROM && p->size / packed >= DOCBOX_RATIO_MAX) {
		SAY(p, "it unpacks to more than 200 times its size, as no honest document does");
	}
	return *p->why;
}

/* The next bytes: how many; 0 at the end; <0 when it cannot go on, and `why` says why. */
static ptrdiff_t read_part(struct doc_reading *p, void *to, size_t size) {
	if (*p->why)
		return -1;
	if (p->zip->is_bomb) {
		SAY(p, p->zip->why);
		return -1;
	}
	la_ssize_t n = archive_read_data(p->archive, to, size);
	if (n < 0) {
		const char *why = archive_error_string(p->archive);

		SAY(p, why ? why : "the archive is damaged");
		return -1;
	}
	p->size += (uint64_t)n;
	return is_bomb(p) ? -1 : n;
}

static ptrdiff_t feed(struct doc_xml *x, void *to, size_t size) {
	struct doc_reading *p = x->source;
	ptrdiff_t n = read_part(p, to, size);

	if (n < 0)
		x->why = p->why;
	return n;
}

void doc_part_feed(struct doc_reading *p, struct doc_xml *x) {
	x->read = feed;
	x->source = p;
}

void doc_part_close(struct doc_reading *p) {
	archive_read_free(p->archive);
}
