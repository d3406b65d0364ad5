#pragma once

/*
 * doc_zip: the parts of a workbook, which is a zip archive (ECMA-376 part 2),
 * unpacked by libarchive piece by piece.
 *
 * An archive is a promise: a few kilobytes may unpack to gigabytes, name a
 * million parts, or end in the middle. Each has its limit, and a sentence.
 */

#include "cell/doc_xml.h"
#include "cell/docbox.h"

enum {
	DOC_PARTS_MAX = 4096,   /* a workbook with a thousand pictures has some more than that */
	DOC_PART_NAME_MAX = 256,
};

struct doc_part {
	char name[DOC_PART_NAME_MAX]; /* with slashes */
	unsigned place;               /* among all entries of the archive */
	uint64_t size;                /* bytes that were unpacked of it so far */
};

struct doc_zip {
	str bytes;
	struct doc_part *parts;
	size_t part_count;
	uint64_t unpacked;    /* bytes of all parts */
	bool is_bomb;         /* all parts together are too large: nothing more is unpacked */
	char why[160];        /* what is wrong with the archive as a whole; empty when nothing is */
};

/* Lists the parts; those before a damage too. 0 or -ENOMEM. */
int doc_zip_open(struct doc_zip *z, str bytes);

/* After doc_zip_open() or not at all. */
void doc_zip_close(struct doc_zip *z);

/* NULL when there is none of this name, in which ASCII case means nothing. */
struct doc_part *doc_zip_find(struct doc_zip *z, str name);

/* A part that is being read. */
struct doc_reading {
	struct doc_zip *zip;
	struct doc_part *part;
	void *archive; /* struct archive */
	bool is_stored; /* not packed: it is no bomb, and its place moves in one step */
	uint64_t size; /* unpacked in this reading */
	char why[160]; /* why reading stopped; empty while all is well */
};

/* 0 or -ENOMEM; a part that cannot be read says so when it is read. Closed by doc_part_close(). */
int doc_part_open(struct doc_reading *p, struct doc_zip *z, struct doc_part *part);

/* Has `x` read the part. */
void doc_part_feed(struct doc_reading *p, struct doc_xml *x);

/* Where in the archive's bytes reading stands. */
uint64_t doc_part_place(const struct doc_reading *p);

void doc_part_close(struct doc_reading *p);
