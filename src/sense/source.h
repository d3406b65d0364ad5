#pragma once

/*
 * source: where bytes come from, opened but not looked into.
 *
 * A regular file is mapped. What cannot be mapped, a pipe or a terminal, is
 * a descriptor, or is copied into a file without a name when the bytes must
 * lie in memory.
 */

#include "base/complaint.h"

enum source_form {
	SOURCE_STREAM, /* mapped when it can be, else a descriptor: device records */
	SOURCE_MAPPED, /* always mapped: captures */
};

enum { SOURCE_COMPRESSED = 1 }; /* `reterr` says how, and what to do */

struct source {
	str bytes; /* the mapped bytes; empty when `fd` is used */
	int fd;    /* to read from; -1 when the bytes are mapped */
};

/*
 * Opens `path`, "-" being standard input. 0, SOURCE_COMPRESSED, or a negative
 * errno: -ENOENT, -EACCES, -EISDIR, or -ENOSPC when a pipe does not fit into
 * the directory for temporary files ($TMPDIR, else the system's).
 */
int source_open(struct source *s, const char *path, enum source_form form, struct complaint *reterr);

/* Standard input stays open. Harmless on a source that was not opened but zeroed with fd -1. */
void source_close(struct source *s);
