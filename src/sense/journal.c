/*
 * The journal: records gather in memory behind the check of the last one that
 * is in the file, so that each check is of bytes that lie together.
 */
#include "sense/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cur.h"
#include "base/date.h"
#include "base/file.h"
#include "base/put.h"
#include "base/sha1.h"

enum record_kind { RECORD_FOUND = 1, RECORD_OBS, RECORD_ASKED, RECORD_POSITION };

enum {
	CHECK_SIZE = JOURNAL_CHECK_SIZE,
	WHAT_AT = 16 + 8 + SHA1_SIZE,
	WHAT_KEPT = JOURNAL_HEAD_SIZE - WHAT_AT - 2 - CHECK_SIZE,
	RECORD_HEAD_SIZE = 5,
	BODY_MAX = OBS_VALUE_MAX + OBS_FIELD_MAX + 64, /* the longest observation: 42 bytes, its name, its value */
	RECORD_MAX = RECORD_HEAD_SIZE + BODY_MAX + CHECK_SIZE,
	BUFFER_SIZE = 256 * 1024,                      /* three of the longest; some thousand usual ones */
	LATELY = 1 << 15,                              /* 256 KiB: the usual records of some thousand devices */
	POSITION_SIZE = 4 + 3 * 8 + 8,
	OPEN_TRIES = 8,                                /* one is enough unless others finish at that very moment */
};

static const str magic = STR_INIT("birthmark scan\n\x01");

struct journal {
	int fd;          /* locked */
	char *path;
	uint64_t begun_us, synced_us;
	uint64_t size;   /* of the file: all good */
	bool is_read;    /* what was there before was replayed, or nothing was */
	bool is_synced;
	int error;       /* the first; nothing is written any more */
	uint64_t seed;   /* a device that chooses its bytes must not be able to choose what is taken for written */
	uint64_t lately[LATELY]; /* hashes of what was written, the newest of each place */
	uint8_t last[POSITION_SIZE]; /* the position that was written last */
	size_t used;     /* of `at`, with the check in front */
	uint8_t at[BUFFER_SIZE];
};

#define SAY(c, ...) \
	complaint_say((c), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static void put_check(uint8_t *to, str bytes) {
	uint8_t digest[SHA1_SIZE];

	sha1_of(bytes, digest);
	memcpy(to, digest, CHECK_SIZE);
}

static bool check_is_good(str bytes, const uint8_t *check) {
	uint8_t own[CHECK_SIZE];

	put_check(own, bytes);
	return memcmp(own, check, CHECK_SIZE) == 0;
}

/* Reading */

/* False when there is no such kind; ADDR_NONE is one. */
static bool take_addr(cur *in, addr *ret_addr) {
	enum addr_kind kind = cur_u8(in);
	str bytes = cur_take(in, 16);

	if (in->bad || kind > ADDR_IP6)
		return false;
	*ret_addr = addr_of(kind, (str){ bytes.at, addr_size(kind) });
	return true;
}

static int tell_found(cur *in, struct journal_listener *l) {
	struct journal_found f;

	if (!take_addr(in, &f.who))
		return JOURNAL_BAD;
	f.port = cur_be16(in);
	if (!take_addr(in, &f.mac))
		return JOURNAL_BAD;
	f.interface = cur_take(in, cur_u8(in));
	if (in->bad || cur_left(in) || f.interface.n > JOURNAL_INTERFACE_MAX)
		return JOURNAL_BAD;
	return l->found(l, &f);
}

static int tell_obs(cur *in, struct journal_listener *l) {
	uint32_t source = cur_be32(in);
	struct obs obs;

	if (!obs_unpack(in, &obs) || cur_left(in))
		return JOURNAL_BAD;
	obs.who = addr_of(obs.who.kind, (str){ obs.who.bytes, addr_size(obs.who.kind) });
	obs.source = source;
	return l->obs(l, &obs);
}

static int tell_asked(cur *in, struct journal_listener *l) {
	addr who;

	if (!take_addr(in, &who))
		return JOURNAL_BAD;
	uint32_t question = cur_be32(in);
	return in->bad || cur_left(in) ? JOURNAL_BAD : l->asked(l, who, question);
}

static int tell_position(cur *in, struct journal_listener *l) {
	struct journal_position p = { .phase = cur_be32(in) };

	p.scope.key = cur_be64(in);
	p.tried = cur_be64(in);
	p.scope.addresses = cur_be64(in);
	p.sweep = cur_be64(in);
	return in->bad || cur_left(in) ? JOURNAL_BAD : l->position(l, &p);
}

static int tell(uint8_t kind, cur body, struct journal_listener *l) {
	static int (*const tellers[])(cur *, struct journal_listener *) = {
		[RECORD_FOUND] = tell_found, [RECORD_OBS] = tell_obs, [RECORD_ASKED] = tell_asked,
		[RECORD_POSITION] = tell_position,
	};

	if (kind >= sizeof tellers / sizeof *tellers || !tellers[kind])
		return JOURNAL_BAD;
	return tellers[kind](&body, l);
}

int journal_read(str bytes, struct journal_listener *l, size_t *ret_used) {
	size_t used = 0;
	int r = 0;

	while (!r) {
		str record = str_after(bytes, used); /* with the check before it */
		cur in = cur_over(str_after(record, CHECK_SIZE));
		uint32_t size = cur_be32(&in);
		uint8_t kind = cur_u8(&in);

		/* Said before its bytes are waited for. */
		if (size > BODY_MAX) {
			r = JOURNAL_BAD;
			break;
		}
		str body = cur_take(&in, size), check = cur_take(&in, CHECK_SIZE);
		if (in.bad)
			break;
		record.n = CHECK_SIZE + RECORD_HEAD_SIZE + size;
		r = check_is_good(record, check.at) ? tell(kind, cur_over(body), l) : JOURNAL_BAD;
		if (!r)
			used += RECORD_HEAD_SIZE + size + CHECK_SIZE;
	}
	*ret_used = used;
	return r;
}

/* As many bytes as there are, up to `most`; or a negative errno. */
static ssize_t read_at(int fd, uint8_t *to, size_t most, uint64_t offset) {
	size_t got = 0;

	while (got < most) {
		ssize_t n = pread(fd, to + got, most - got, (off_t)(offset + got));

		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			return -errno;
		got += n > 0 ? (size_t)n : 0;
	}
	return (ssize_t)got;
}

/* Where the good records end; 0, the listener's <0, or a negative errno. */
static int replay(struct journal *j, struct journal_listener *l, uint64_t *ret_end) {
	uint64_t end = JOURNAL_HEAD_SIZE;
	size_t used = 0;
	int r = 0;

	do {
		/* The check before a record is the end of the one before it, or of the head. */
		ssize_t n = read_at(j->fd, j->at, sizeof j->at, end - CHECK_SIZE);

		if (n < 0)
			return (int)n;
		r = journal_read((str){ j->at, (size_t)n }, l, &used);
		memmove(j->at, j->at + used, CHECK_SIZE);
		end += used;
	} while (!r && used);
	*ret_end = end;
	return r < 0 ? r : 0;
}

static int stop_writing(struct journal *j, int error) {
	j->error = error;
	j->used = CHECK_SIZE;
	return error;
}

int journal_replay(struct journal *j, struct journal_listener *l, uint64_t *ret_cut) {
	uint64_t end = j->size;
	int r = j->is_read ? 0 : replay(j, l, &end);

	if (!r && end < j->size && ftruncate(j->fd, (off_t)end) < 0)
		r = -errno;
	if (!r && lseek(j->fd, (off_t)end, SEEK_SET) < 0)
		r = -errno;
	if (r)
		return stop_writing(j, r);
	*ret_cut = j->size - end;
	j->size = end;
	j->is_read = true;
	return 0;
}

/* Writing */

static uint8_t *put_addr(uint8_t *to, addr a) {
	*to++ = a.kind;
	return put_str(to, (str){ a.bytes, sizeof a.bytes });
}

static int write_out(struct journal *j) {
	size_t size = j->used - CHECK_SIZE;
	int r = 0;

	if (size == 0)
		return 0;
	if (j->size + size > JOURNAL_SIZE_MAX)
		r = -EFBIG;
	if (!r)
		r = file_write_all(j->fd, (str){ j->at + CHECK_SIZE, size });
	if (r) {
		/* Where even this fails, replay cuts. */
		(void)!ftruncate(j->fd, (off_t)j->size);
		return stop_writing(j, r);
	}
	memmove(j->at, j->at + size, CHECK_SIZE);
	j->used = CHECK_SIZE;
	j->size += size;
	j->is_synced = false;
	return 0;
}

/* After an error what comes next still finds room, and is dropped. */
static int make_room(struct journal *j) {
	if (j->error)
		j->used = CHECK_SIZE;
	else if (!j->is_read)
		return stop_writing(j, -EINVAL);
	else if (sizeof j->at - j->used < RECORD_MAX)
		return write_out(j);
	return 0;
}

static uint8_t *next_body(struct journal *j) {
	return j->at + j->used + RECORD_HEAD_SIZE;
}

/* Makes a record of the body that ends before `end`. */
static void seal(struct journal *j, enum record_kind kind, uint8_t *end) {
	uint8_t *record = j->at + j->used;
	size_t size = (size_t)(end - next_body(j));

	*put_be(record, size, 4) = (uint8_t)kind;
	put_check(end, (str){ record - CHECK_SIZE, (size_t)(end - record) + CHECK_SIZE });
	j->used = (size_t)(end - j->at) + CHECK_SIZE;
}

/*
 * Devices repeat themselves, and a broken one does so without end. When it
 * says the same again is no news, so the bytes `from` to `to`, a time, do not
 * count.
 */
static void seal_if_new(struct journal *j, enum record_kind kind, uint8_t *end, size_t from, size_t to) {
	size_t size = (size_t)(end - next_body(j));
	uint64_t hash = str_hash((str){ next_body(j), from }, j->seed + kind);

	hash = str_hash((str){ next_body(j) + to, size - to }, hash);
	if (j->lately[hash % LATELY] == hash)
		return;
	j->lately[hash % LATELY] = hash;
	seal(j, kind, end);
}

int journal_found(struct journal *j, const struct journal_found *found) {
	if (found->interface.n > JOURNAL_INTERFACE_MAX)
		return -EMSGSIZE;
	int r = make_room(j);
	uint8_t *to = put_be(put_addr(next_body(j), found->who), found->port, 2);

	to = put_addr(to, found->mac);
	*to++ = (uint8_t)found->interface.n;
	seal_if_new(j, RECORD_FOUND, put_str(to, found->interface), 0, 0);
	return r;
}

int journal_obs(struct journal *j, const struct obs *obs) {
	enum { TIME_AT = 4 + 17 };
	int r = make_room(j);
	uint8_t *to = put_be(next_body(j), obs->source, 4);
	size_t size = obs_pack(to, BODY_MAX - 4, obs);

	if (!size || !obs->field.n)
		return r ? r : -EMSGSIZE;
	seal_if_new(j, RECORD_OBS, to + size, TIME_AT, TIME_AT + 8);
	return r;
}

int journal_asked(struct journal *j, addr who, uint32_t question) {
	int r = make_room(j);

	seal_if_new(j, RECORD_ASKED, put_be(put_addr(next_body(j), who), question, 4), 0, 0);
	return r;
}

int journal_position(struct journal *j, const struct journal_position *p) {
	int r = make_room(j);
	uint8_t *to = put_be(put_be(next_body(j), p->phase, 4), p->scope.key, 8);

	to = put_be(put_be(to, p->tried, 8), p->scope.addresses, 8);
	to = put_be(to, p->sweep, 8);
	/* The last one counts: what was written before is new again when another came between. */
	if (memcmp(j->last, next_body(j), POSITION_SIZE)) {
		memcpy(j->last, next_body(j), POSITION_SIZE);
		seal(j, RECORD_POSITION, to);
	}
	return r;
}

static int sync_out(struct journal *j) {
	if (j->is_synced)
		return 0;
	if (fdatasync(j->fd) < 0)
		return stop_writing(j, -errno);
	j->is_synced = true;
	return 0;
}

int journal_flush(struct journal *j, uint64_t now_us) {
	int r = j->error ? 0 : write_out(j);

	if (r || j->error || now_us - j->synced_us < JOURNAL_SYNC_US)
		return r;
	j->synced_us = now_us;
	return sync_out(j);
}

/* Opening and closing */

static void let_go(struct journal *j) {
	if (j->fd >= 0)
		close(j->fd);
	free(j->path);
	free(j);
}

int journal_close(struct journal *j) {
	if (!j)
		return 0;
	int r = j->error ? 0 : write_out(j);
	if (!r && !j->error)
		r = sync_out(j);
	let_go(j);
	return r;
}

static bool is_in_place(int fd, const char *path) {
	struct stat own, there;

	return fstat(fd, &own) == 0 && lstat(path, &there) == 0 && own.st_ino == there.st_ino && own.st_dev == there.st_dev;
}

int journal_done(struct journal *j) {
	/* Before the lock is let go: nobody may begin to write what is about to go. */
	int r = !is_in_place(j->fd, j->path) ? -ENOENT : unlink(j->path) < 0 ? -errno : 0;

	let_go(j);
	return r;
}

/* A descriptor, -EAGAIN when it vanished in between, or another negative errno. */
static int open_file(const char *path) {
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	/* Without O_NONBLOCK a named pipe could make us wait. */
	if (fd < 0 && errno == EEXIST) {
		fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
		return fd >= 0 ? fd : errno == ENOENT ? -EAGAIN : -errno;
	}
	return fd < 0 ? -errno : fd;
}

/*
 * Locks it. What others can write could name devices that are not there, or
 * call one asked that nobody asked. 0, an answer of journal_open(), -EAGAIN
 * when it is no longer what the path names, or another negative errno.
 */
static int take_hold(int fd, const char *path, struct complaint *reterr) {
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode)) {
		SAY(reterr, STR("there is something that is no file"));
		return JOURNAL_BAD;
	}
	if (st.st_uid != geteuid() || (st.st_mode & (S_IWGRP | S_IWOTH))) {
		SAY(reterr, STR("the file belongs to others, or they may write to it; a scan only goes on from what is its own"));
		return JOURNAL_BAD;
	}
	int r = flock(fd, LOCK_EX | LOCK_NB) < 0 ? -errno : 0;
	if (r == -EWOULDBLOCK) {
		SAY(reterr, STR("another scan is writing it"));
		return JOURNAL_BUSY;
	}
	return r ? r : is_in_place(fd, path) ? 0 : -EAGAIN;
}

static int write_head(struct journal *j, str what) {
	str kept = { what.at, what.n < WHAT_KEPT ? what.n : WHAT_KEPT };

	memset(j->at, 0, JOURNAL_HEAD_SIZE);
	uint8_t *to = put_be(put_str(j->at, magic), j->begun_us, 8);
	sha1_of(what, to);
	put_str(put_be(to + SHA1_SIZE, kept.n, 2), kept);
	put_check(j->at + JOURNAL_HEAD_SIZE - CHECK_SIZE, (str){ j->at, JOURNAL_HEAD_SIZE - CHECK_SIZE });
	if (ftruncate(j->fd, 0) < 0)
		return -errno;
	int r = file_write_all(j->fd, (str){ j->at, JOURNAL_HEAD_SIZE });
	if (!r && fdatasync(j->fd) < 0)
		r = -errno;
	memmove(j->at, j->at + JOURNAL_HEAD_SIZE - CHECK_SIZE, CHECK_SIZE);
	j->size = JOURNAL_HEAD_SIZE;
	j->is_read = j->is_synced = true;
	return r;
}

/* `text` may hold what a user typed, or a file of theirs. */
static void say_other(struct complaint *reterr, uint64_t begun_us, str text) {
	uint8_t room[160];
	char day[11];
	struct text shown = TEXT(room);

	date_format(date_of_seconds((int64_t)(begun_us / 1000000)), day);
	for (size_t i = 0; i < text.n; i++)
		text_byte(&shown, text.at[i] < 0x20 || text.at[i] == 0x7f ? ' ' : text.at[i]);
	SAY(reterr, STR("it is of another scan, begun "), str_of(day), STR(" and unfinished: "), text_done(&shown),
	    str_of(shown.full ? "…" : ""));
}

/* Whose is what `head` begins? It is good. */
static int recognise(struct journal *j, str head, str what, struct complaint *reterr) {
	cur in = cur_over(str_after(head, magic.n));
	uint8_t hash[SHA1_SIZE];

	sha1_of(what, hash);
	j->begun_us = cur_be64(&in);
	str hash_there = cur_take(&in, SHA1_SIZE), text = cur_take(&in, cur_be16(&in));
	if (str_eq(hash_there, (str){ hash, sizeof hash }))
		return JOURNAL_GOES_ON;
	say_other(reterr, j->begun_us, text);
	return JOURNAL_OTHER;
}

/* 0 when a head is to be written, else as journal_open(). */
static int look(struct journal *j, str what, struct complaint *reterr) {
	uint64_t size = (uint64_t)lseek(j->fd, 0, SEEK_END);
	ssize_t n = read_at(j->fd, j->at, JOURNAL_HEAD_SIZE, 0);

	if (n < 0)
		return (int)n;
	str head = { j->at, (size_t)n };
	size_t begins = head.n < magic.n ? head.n : magic.n;
	if (!str_eq((str){ head.at, begins }, (str){ magic.at, begins })) {
		SAY(reterr, STR("the file is no journal of a scan, or of another version of birthmark; it stays as it is"));
		return JOURNAL_BAD;
	}
	if (head.n < JOURNAL_HEAD_SIZE)
		return lseek(j->fd, 0, SEEK_SET) < 0 ? -errno : 0;
	head.n -= CHECK_SIZE;
	if (!check_is_good(head, head.at + head.n)) {
		SAY(reterr, STR("the journal is damaged at its beginning; remove it to begin the scan anew"));
		return JOURNAL_BAD;
	}
	j->size = size;
	return recognise(j, head, what, reterr);
}

/* `ret_fd` is locked and in its place. As journal_open() otherwise. */
static int open_locked(const char *path, int *ret_fd, struct complaint *reterr) {
	int r = -EAGAIN;

	for (int i = 0; r == -EAGAIN && i < OPEN_TRIES; i++) {
		int fd = open_file(path);

		r = fd < 0 ? fd : take_hold(fd, path, reterr);
		if (!r)
			*ret_fd = fd;
		else if (fd >= 0)
			close(fd);
	}
	if (r == -ELOOP) {
		SAY(reterr, STR("there is a symbolic link, and none is followed"));
		return JOURNAL_BAD;
	}
	return r;
}

int journal_open(const char *path, str what, uint64_t now_us, struct journal **ret_journal, struct complaint *reterr) {
	struct journal *j = calloc(1, sizeof *j);

	if (!j)
		return -ENOMEM;
	j->fd = -1;
	j->begun_us = now_us;
	j->used = CHECK_SIZE;
	j->path = strdup(path);
	int r = !j->path ? -ENOMEM : getrandom(&j->seed, sizeof j->seed, 0) < 0 ? -errno : 0;
	if (!r)
		r = open_locked(path, &j->fd, reterr);
	if (!r)
		r = look(j, what, reterr);
	if (!r) {
		r = write_head(j, what);
		if (r)
			unlink(path);
	}
	if (r && r != JOURNAL_GOES_ON)
		let_go(j);
	else
		*ret_journal = j;
	return r;
}
