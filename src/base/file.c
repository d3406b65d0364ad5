#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
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

int file_create(struct file_new *f, const char *path) {
	*f = (struct file_new){ .path = strdup(path) };
	if (f->path && asprintf(&f->temporary, "%s.XXXXXX", path) < 0)
		f->temporary = NULL;
	if (!f->path || !f->temporary) {
		file_abandon(f);
		return -ENOMEM;
	}
	int fd = mkostemp(f->temporary, O_CLOEXEC);
	if (fd >= 0) {
		fchmod(fd, 0644);
		f->to = fdopen(fd, "w");
	}
	if (!f->to) {
		int r = -errno;
		if (fd >= 0)
			close(fd);
		else
			*f->temporary = 0;
		file_abandon(f);
		return r;
	}
	return 0;
}

int file_commit(struct file_new *f) {
	errno = 0;
	bool written = !ferror(f->to) && fflush(f->to) == 0 && fsync(fileno(f->to)) == 0;
	int r = written ? 0 : errno ? -errno : -EIO;

	if (fclose(f->to) != 0 && !r)
		r = -errno;
	f->to = NULL;
	if (!r && rename(f->temporary, f->path) < 0)
		r = -errno;
	if (!r)
		*f->temporary = 0;
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
