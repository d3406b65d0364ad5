/*
 * A copy of the estate as it is at one moment, while others write.
 *
 * It is made under a temporary name beside its place, brought to the disk, and
 * only then given its name: a file of that name is whole, and nothing that was
 * there is ever overwritten.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/inner.h"

enum { PAGES_A_STEP = 2048 }; /* 8 MiB between two calls of `progress` */

struct copy {
	struct store *s;
	sqlite3 *to;
	char *temporary;   /* path.XXXXXX */
	void (*progress)(void *context, size_t done, size_t all);
	void *context;
};

/* The error of the copy's own side, where a full disk shows itself. */
static int copy_error(const struct copy *c, int result) {
	struct store side = { .db = c->to };

	return store_error(&side, result);
}

static int copy_pages(struct copy *c) {
	sqlite3_backup *pages = sqlite3_backup_init(c->to, "main", c->s->db, "main");
	int result = SQLITE_OK;

	if (!pages)
		return copy_error(c, sqlite3_errcode(c->to));
	while (result == SQLITE_OK) {
		result = sqlite3_backup_step(pages, PAGES_A_STEP);
		size_t all = (size_t)sqlite3_backup_pagecount(pages), left = (size_t)sqlite3_backup_remaining(pages);

		if (c->progress && (result == SQLITE_OK || result == SQLITE_DONE))
			c->progress(c->context, all - left, all);
	}
	int end = sqlite3_backup_finish(pages);
	return result == SQLITE_DONE ? copy_error(c, end) : copy_error(c, result);
}

/* One transaction: all pages are of one moment, and what others write meanwhile does not make it begin again. */
static int copy_at_one_moment(struct copy *c) {
	int64_t ignored = 0;
	int r = c->s->in_run ? -EBUSY : store_run_query(c->s, QUERY_BEGIN_READ);

	if (r)
		return r;
	/* The moment is that of the first look at the file. */
	r = store_number(c->s, QUERY_HAS_DEVICES, &ignored);
	if (!r)
		r = copy_pages(c);
	(void)store_run_query(c->s, QUERY_COMMIT);
	return r;
}

static int fill(struct copy *c) {
	char *name = store_file_name(c->temporary);
	int result = name ? sqlite3_open_v2(name, &c->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) : SQLITE_NOMEM;
	free(name);
	int r = result == SQLITE_OK ? 0 : copy_error(c, result);

	/* Nobody has it yet: a copy that breaks off is thrown away. */
	if (!r)
		r = copy_error(c, sqlite3_exec(c->to, queries[QUERY_COPY_SETTINGS], NULL, NULL, NULL));
	if (!r)
		r = copy_at_one_moment(c);
	sqlite3_close(c->to);
	c->to = NULL;
	return r;
}

static int sync_path(const char *path, int flags) {
	int fd = open(path, flags | O_CLOEXEC);
	int r = fd < 0 || fsync(fd) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	/* Not all file systems can bring a folder to the disk. */
	return r == -EINVAL && (flags & O_DIRECTORY) ? 0 : r;
}

static int sync_folder(const char *path) {
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	int r = folder ? sync_path(folder, O_RDONLY | O_DIRECTORY) : -ENOMEM;

	free(folder);
	return r;
}

/* Some file systems (NFS) know no rename that spares what is there, others (FAT) no second name. */
static int give_name(const char *temporary, const char *path) {
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -errno;
	if (link(temporary, path) < 0)
		return -errno;
	return unlink(temporary) < 0 ? -errno : 0;
}

static int make_temporary(struct copy *c, const char *path) {
	size_t size = strlen(path) + sizeof ".XXXXXX";

	c->temporary = malloc(size);
	if (!c->temporary)
		return -ENOMEM;
	struct text t = { .at = (uint8_t *)c->temporary, .size = size };
	text_cstr(&t, path);
	text_str(&t, (str){ (const uint8_t *)".XXXXXX", sizeof ".XXXXXX" });
	int fd = mkstemp(c->temporary);
	if (fd < 0)
		return -errno;
	close(fd);
	return 0;
}

int store_backup(struct store *s, const char *path, void (*progress)(void *context, size_t done, size_t all),
		 void *context, struct complaint *reterr) {
	struct copy c = { .s = s, .progress = progress, .context = context };

	*reterr = (struct complaint){ 0 };
	if (access(path, F_OK) == 0) {
		STORE_COMPLAIN(reterr, STR("there is a file of this name; a copy never takes its place"));
		return -EEXIST;
	}
	int r = make_temporary(&c, path);
	bool made = !r;
	if (!r)
		r = fill(&c);
	if (!r)
		r = sync_path(c.temporary, O_RDONLY);
	if (!r)
		r = give_name(c.temporary, path);
	if (made && r)
		(void)unlink(c.temporary);
	free(c.temporary);
	return r ? r : sync_folder(path);
}
