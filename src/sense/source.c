/*
 * Opening what is read: the only bytes looked at are the first few, and only
 * to say that a file is compressed.
 */
#include "sense/source.h"

#include <errno.h>
#include <fcntl.h>
#include <paths.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { COPY_CHUNK = 256 * 1024 };

/* A file without a name: it is gone when its last descriptor is. */
static int open_nameless(void) {
	const char *asked = getenv("TMPDIR"), *directory = asked && *asked ? asked : _PATH_VARTMP;
	int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char *name = NULL;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd < 0 ? -errno : fd;
	/* Not every file system can do it in one step. */
	if (asprintf(&name, "%s/birthmark.XXXXXX", directory) < 0)
		return -ENOMEM;
	fd = mkostemp(name, O_CLOEXEC);
	int r = fd < 0 ? -errno : fd;
	if (fd >= 0)
		unlink(name);
	free(name);
	return r;
}

/* A capture from a pipe may be larger than memory, so it goes to the disk. */
static int copy_all(int from, int to) {
	uint8_t *chunk = malloc(COPY_CHUNK);
	int r = chunk ? 0 : -ENOMEM;

	while (!r) {
		ssize_t n = read(from, chunk, COPY_CHUNK);

		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			r = -errno;
		else if (n > 0)
			r = file_write_all(to, (str){ chunk, (size_t)n });
	}
	free(chunk);
	return r;
}

/* Maps all of a regular file. */
static int map_whole(int fd, str *ret_bytes) {
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (st.st_size == 0) {
		*ret_bytes = (str){ 0 };
		return 0;
	}
	void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED)
		return -errno;
	/* Read once, from front to back; without the hint all works as well. */
	(void)madvise(at, (size_t)st.st_size, MADV_SEQUENTIAL);
	*ret_bytes = (str){ at, (size_t)st.st_size };
	return 0;
}

static int map_copy(int from, str *ret_bytes) {
	int fd = open_nameless();

	if (fd < 0)
		return fd;
	int r = copy_all(from, fd);
	if (!r)
		r = map_whole(fd, ret_bytes);
	/* The mapping keeps the file alive. */
	close(fd);
	return r;
}

/* How the bytes are compressed, by their first ones; NULL when they are not. */
static const char *compression_of(str bytes) {
	static const struct {
		const char *magic, *tool;
	} kinds[] = {
		{ "\x1f\x8b", "gzip -d" },      /* RFC 1952 */
		{ "\xfd" "7zXZ", "xz -d" },     /* the .xz file format, 2.1.1.1 */
		{ "\x28\xb5\x2f\xfd", "zstd -d" }, /* RFC 8878, 3.1.1 */
		{ "BZh", "bzip2 -d" },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_begins(bytes, str_of(kinds[i].magic)))
			return kinds[i].tool;
	return NULL;
}

/* What lies behind `fd`, in the wanted form. `ret` gets what must be closed. */
static int take(int fd, enum source_form form, struct source *ret) {
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	/* Standard input may be a file of which somebody has read a part already. */
	bool whole = S_ISREG(st.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
	if (whole)
		return map_whole(fd, &ret->bytes);
	if (form == SOURCE_MAPPED)
		return map_copy(fd, &ret->bytes);
	ret->fd = fd;
	return 0;
}

int source_open(struct source *s, const char *path, enum source_form form, struct complaint *reterr) {
	bool is_input = strcmp(path, "-") == 0;
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct source opened = { .fd = -1 };

	if (fd < 0)
		return -errno;
	int r = take(fd, form, &opened);
	if (!is_input && opened.fd != fd)
		close(fd);
	if (r)
		return r;
	const char *tool = compression_of(opened.bytes);
	if (tool) {
		const str parts[] = { STR("the file is compressed; decompress it first: "), str_of(tool) };

		complaint_say(reterr, parts, sizeof parts / sizeof *parts);
		source_close(&opened);
		return SOURCE_COMPRESSED;
	}
	*s = opened;
	return 0;
}

void source_close(struct source *s) {
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	file_unmap(s->bytes);
	*s = (struct source){ .fd = -1 };
}
