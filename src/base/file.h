#pragma once

/*
 * file: whole files in, whole files out.
 */

#include <stdio.h>
#include <sys/uio.h>

#include "base/str.h"

/*
 * Maps `path` for reading. An empty file gives an empty slice. 0, or a
 * negative errno. Give the slice to file_unmap() when done.
 */
int file_map(const char *path, str *ret_bytes);
void file_unmap(str bytes);

/* Writes all pieces, which are used up by it. 0 or a negative errno. */
int file_write_pieces(int fd, struct iovec *pieces, size_t count);

/* Writes all of it, however many writes that takes; no call but write(2). 0 or a negative errno. */
int file_write_all(int fd, str bytes);

/*
 * A file that appears whole or not at all: written beside `path` under
 * another name, flushed to the disk and renamed by file_commit(). Links are
 * followed and stay, also where they lead to nothing yet; a file that was there
 * passes on who may read it. What is there and is no ordinary file (a pipe,
 * /dev/stdout whatever stands behind it) is written into, behind what it has:
 * it must never be put out of its place. Nor may a database, such as an
 * estate, or what SQLite keeps beside one: that is -EEXIST.
 */
struct file_new {
	FILE *to;
	char *path, *temporary; /* `path`: what links lead to, or a stream; `temporary` is NULL for one */
	bool is_stream;
};

/* 0 or a negative errno. */
int file_create(struct file_new *f, const char *path);

/* Puts the file in its place. 0, or a negative errno and nothing was changed. */
int file_commit(struct file_new *f);

/* Throws away what was not committed; harmless after file_commit(). */
void file_abandon(struct file_new *f);

/*
 * Memory that is reserved now and becomes real when touched; for arenas with
 * a ceiling. A child does not get it: what is known is no business of a cell.
 * NULL when the machine refuses.
 */
void *memory_reserve(size_t size);

/*
 * Memory of which all is filled and then read here and there, as what is
 * known: large pages spare the processor most of its looking up. Only advice.
 */
void memory_large_pages(void *memory, size_t size);

/* As memory_reserve(), but a child that is forked shares it, until memory_unshare(). */
void *memory_share(size_t size);
void memory_unshare(void *memory, size_t size);
void memory_release(void *memory, size_t size);
