#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

int file_map(const char *path, str *ret_bytes) {
	/* Without O_NONBLOCK opening a named pipe would wait for somebody who writes. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	int r = 0;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0)
		r = -errno;
	else if (S_ISDIR(st.st_mode))
		r = -EISDIR;
	else if (!S_ISREG(st.st_mode))
		r = -ESPIPE;
	void *at = NULL;
	if (!r && st.st_size > 0) {
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (at == MAP_FAILED)
			r = -errno;
	}
	close(fd);
	if (!r)
		*ret_bytes = (str){ at, (size_t)st.st_size };
	return r;
}

void file_unmap(str bytes) {
	if (bytes.n)
		munmap((void *)(uintptr_t)bytes.at, bytes.n);
}

int file_write_all(int fd, str bytes) {
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.at, bytes.n);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			bytes = str_after(bytes, (size_t)n);
	}
	return 0;
}

int file_write_pieces(int fd, struct iovec *pieces, size_t count) {
	while (count > 0) {
		ssize_t n = writev(fd, pieces, (int)(count < IOV_MAX ? count : IOV_MAX));

		if (n < 0 && errno != EINTR)
			return -errno;
		size_t done = n > 0 ? (size_t)n : 0;
		for (; count > 0 && done >= pieces->iov_len; pieces++, count--)
			done -= pieces->iov_len;
		if (count > 0) {
			pieces->iov_base = (uint8_t *)pieces->iov_base + done;
			pieces->iov_len -= done;
		}
	}
	return 0;
}

/* The folder that a name stands in, links and all; to be freed. NULL: there is none, or memory has run out. */
static char *folder_of(const char *path) {
	char *room = strdup(path);
	char *folder = room ? realpath(dirname(room), NULL) : NULL;

	free(room);
	return folder;
}

/* Where a link leads, one step; relative ones from the folder that they stand in. To be freed; NULL with errno. */
static char *next_of(const char *link) {
	char target[PATH_MAX], *folder = folder_of(link), *next = NULL;
	ssize_t n = folder ? readlink(link, target, sizeof target) : -1;

	if (n == (ssize_t)sizeof target)
		errno = ENAMETOOLONG;
	else if (n >= 0 && asprintf(&next, "%s%s%.*s", *target == '/' ? "" : folder, *target == '/' ? "" : "/", (int)n, target) < 0)
		next = NULL;
	free(folder);
	return next;
}

/* Links of /proc lead to what is open, whatever is called so, be it deleted: they are no way to a name. */
static bool is_of_proc(const char *link) {
	char *folder = folder_of(link);
	struct statfs fs;
	bool is = folder && statfs(folder, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;

	free(folder);
	return is;
}

/*
 * Where the bytes end up, to be freed: what links lead to, be it there or not
 * yet; or a link of /proc. NULL with errno.
 */
static char *place_of(const char *path) {
	enum { LINKS_MAX = 40 }; /* as many as Linux follows */
	char *place = strdup(path);
	struct stat st;

	for (size_t i = 0; place && lstat(place, &st) == 0 && S_ISLNK(st.st_mode) && !is_of_proc(place); i++) {
		char *next = i < LINKS_MAX ? next_of(place) : NULL;

		errno = i < LINKS_MAX ? errno : ELOOP;
		free(place);
		place = next;
	}
	return place;
}

/* One of our own streams by its name in /proc: its number; else -1. */
static int own_stream(const char *place) {
	char *folder = folder_of(place), *own = realpath("/proc/self/fd", NULL);
	const char *name = strrchr(place, '/');
	char *end = NULL;
	long number = folder && own && !strcmp(folder, own) && name && name[1] ? strtol(name + 1, &end, 10) : -1;

	free(folder);
	free(own);
	return end && !*end && number >= 0 && number <= INT_MAX ? (int)number : -1;
}

/* Behind all that is there: ours goes on where it stands, as who writes before and after us does; any other at its end. */
static int open_stream(const char *place) {
	int own = own_stream(place);

	return own >= 0 ? fcntl(own, F_DUPFD_CLOEXEC, 0) : open(place, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

/*
 * A report may be read by whom the one before it could be read by, and a new
 * one by whom any new file of this user may; mkostemp() gives it to its owner
 * alone. Where its group cannot be kept, another one gets nothing. Some file
 * systems know no modes.
 */
static void give_mode(int fd, const struct stat *before) {
	mode_t mode;

	if (before) {
		bool same_group = fchown(fd, (uid_t)-1, before->st_gid) == 0;

		/* Only root can; whose it is else says who wrote it. */
		(void)!fchown(fd, before->st_uid, (gid_t)-1);
		mode = before->st_mode & (same_group ? 0777 : 0707);
	} else {
		mode_t mask = umask(0);

		umask(mask);
		mode = 0666 & ~mask;
	}
	(void)!fchmod(fd, mode);
}

/* https://www.sqlite.org/fileformat.html, 1.3 */
static bool is_database(const char *path) {
	static const char head[16] = "SQLite format 3";
	char there[sizeof head];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool is = fd >= 0 && pread(fd, there, sizeof there, 0) == (ssize_t)sizeof there && !memcmp(there, head, sizeof head);

	if (fd >= 0)
		close(fd);
	return is;
}

/* A database, or what SQLite keeps beside one (https://www.sqlite.org/tempfiles.html). */
static bool is_of_database(const char *path) {
	static const char *const endings[] = { "-wal", "-shm", "-journal" };
	bool is = is_database(path);

	for (size_t i = 0; !is && i < sizeof endings / sizeof *endings; i++) {
		size_t size = strlen(path), end = strlen(endings[i]);
		char *main_file = size > end && !strcmp(path + size - end, endings[i]) ? strndup(path, size - end) : NULL;

		is = main_file && is_database(main_file);
		free(main_file);
	}
	return is;
}

/* The file beside its place, or the stream. A descriptor, or a negative errno. */
static int open_place(struct file_new *f) {
	struct stat st;
	bool is_there = stat(f->path, &st) == 0;

	if (is_there && S_ISDIR(st.st_mode))
		return -EISDIR;
	f->is_stream = is_there && (!S_ISREG(st.st_mode) || (lstat(f->path, &st) == 0 && S_ISLNK(st.st_mode)));
	if (f->is_stream) {
		int fd = open_stream(f->path);
		return fd < 0 ? -errno : fd;
	}
	if (is_of_database(f->path))
		return -EEXIST;
	if (asprintf(&f->temporary, "%s.XXXXXX", f->path) < 0) {
		f->temporary = NULL;
		return -ENOMEM;
	}
	int fd = mkostemp(f->temporary, O_CLOEXEC);
	if (fd < 0) {
		int r = -errno;
		*f->temporary = 0;
		return r;
	}
	give_mode(fd, is_there ? &st : NULL);
	return fd;
}

static int open_new(struct file_new *f) {
	int fd = open_place(f);

	if (fd < 0)
		return fd;
	f->to = fdopen(fd, "w");
	if (!f->to)
		close(fd);
	return f->to ? 0 : -ENOMEM;
}

int file_create(struct file_new *f, const char *path) {
	errno = 0;
	*f = (struct file_new){ .path = place_of(path) };
	int r = f->path ? open_new(f) : errno ? -errno : -ENOMEM;

	if (r)
		file_abandon(f);
	return r;
}

int file_commit(struct file_new *f) {
	errno = 0;
	/* What could not be written before is tried once more, and tells why it cannot. */
	bool written = fflush(f->to) == 0 && !ferror(f->to) && (f->is_stream || fsync(fileno(f->to)) == 0);
	int r = written ? 0 : errno ? -errno : -EIO;

	if (fclose(f->to) != 0 && !r)
		r = -errno;
	f->to = NULL;
	if (!r && !f->is_stream) {
		r = rename(f->temporary, f->path) < 0 ? -errno : 0;
		if (!r)
			*f->temporary = 0;
	}
	file_abandon(f);
	return r;
}

void file_abandon(struct file_new *f) {
	if (f->to)
		fclose(f->to);
	if (f->temporary && *f->temporary)
		unlink(f->temporary);
	free(f->temporary);
	free(f->path);
	*f = (struct file_new){ 0 };
}

static void *reserve(size_t size, int kind) {
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, kind | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

void *memory_reserve(size_t size) {
	void *memory = reserve(size, MAP_PRIVATE);

	memory_unshare(memory, size);
	return memory;
}

void memory_large_pages(void *memory, size_t size) {
	(void)madvise(memory, size, MADV_HUGEPAGE);
}

void *memory_share(size_t size) {
	return reserve(size, MAP_SHARED);
}

void memory_unshare(void *memory, size_t size) {
	/* Only forgotten by kernels that know no such advice: the child then has more than it needs. */
	if (memory)
		(void)madvise(memory, size, MADV_DONTFORK);
}

void memory_release(void *memory, size_t size) {
	if (memory)
		munmap(memory, size);
}
