/*
 * What a scan wrote down is there again, whatever happened to the scan or to
 * the file: a kill, a cut at any byte, a flipped bit, a full disk. The disk
 * itself is played by this file (the linker wraps fdatasync).
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sense/journal.h"

enum { BEGUN_S = 1795326000 }; /* 2026-11-22 */
#define BEGUN ((uint64_t)BEGUN_S * 1000000)
#define DAY (UINT64_C(86400) * 1000000)
#define SCAN STR("10.0.0.0/16 without 10.0.0.5\n\x1b[31m")

static char path[64], beside[64];
static struct complaint why;
static unsigned syncs;  /* how often something was to reach the disk */
static int sync_error;  /* what the disk says; 0: all is well */

int __wrap_fdatasync(int fd);

int __wrap_fdatasync(int fd) {
	(void)fd;
	syncs++;
	errno = sync_error;
	return sync_error ? -1 : 0;
}

static int fresh_path(void **state) {
	(void)state;
	syncs = 0;
	sync_error = 0;
	snprintf(path, sizeof path, "journal.%d", (int)getpid());
	snprintf(beside, sizeof beside, "journal.%d.beside", (int)getpid());
	return 0;
}

static int no_path(void **state) {
	(void)state;
	unlink(path);
	unlink(beside);
	return 0;
}

/* A listener that writes a line for each. */

struct log {
	struct journal_listener listener;
	struct text text;
	size_t count, stop_at; /* stop_at: after so many it wants no more; 0: it takes all */
	uint64_t longest;
};

static struct log *of(struct journal_listener *l) {
	return (struct log *)l;
}

static void log_addr(struct log *g, addr a) {
	text_byte(&g->text, ' ');
	if (a.kind)
		addr_format(&g->text, a);
	else
		text_byte(&g->text, '-');
}

static void log_number(struct log *g, uint64_t number) {
	text_byte(&g->text, ' ');
	text_u64(&g->text, number);
}

static int log_end(struct log *g) {
	text_byte(&g->text, '\n');
	g->count++;
	return g->stop_at == g->count ? -ECANCELED : 0;
}

static int log_found(struct journal_listener *l, const struct journal_found *f) {
	text_cstr(&of(l)->text, "found");
	log_addr(of(l), f->who);
	log_number(of(l), f->port);
	log_addr(of(l), f->mac);
	text_byte(&of(l)->text, ' ');
	text_str(&of(l)->text, f->interface);
	return log_end(of(l));
}

static int log_obs(struct journal_listener *l, const struct obs *o) {
	text_cstr(&of(l)->text, "obs");
	log_addr(of(l), o->who);
	log_number(of(l), o->time_us);
	log_number(of(l), o->offset);
	log_number(of(l), o->source);
	text_byte(&of(l)->text, ' ');
	text_str(&of(l)->text, o->field);
	text_byte(&of(l)->text, '=');
	text_str(&of(l)->text, (str){ o->value.at, o->value.n < 100 ? o->value.n : 100 });
	of(l)->longest = o->value.n > of(l)->longest ? o->value.n : of(l)->longest;
	return log_end(of(l));
}

static int log_asked(struct journal_listener *l, addr who, uint32_t question) {
	text_cstr(&of(l)->text, "asked");
	log_addr(of(l), who);
	log_number(of(l), question);
	return log_end(of(l));
}

static int log_position(struct journal_listener *l, const struct journal_position *p) {
	text_cstr(&of(l)->text, "position");
	log_number(of(l), p->phase);
	log_number(of(l), p->scope.key);
	log_number(of(l), p->tried);
	log_number(of(l), p->scope.addresses);
	log_number(of(l), p->sweep);
	return log_end(of(l));
}

static struct log log_into(uint8_t *room, size_t size) {
	return (struct log){ .listener = { log_found, log_obs, log_asked, log_position },
			     .text = { .at = room, .size = size } };
}

/* Some of everything, told apart by `i`: an observation stands before the question that it answers. */
static void write_some(struct journal *j, unsigned i) {
	uint8_t room[32];
	struct text value = TEXT(room);
	addr who = addr_parse(STR("10.0.0.9")), mac = addr_parse(STR("00:11:22:33:44:55"));

	who.bytes[3] = (uint8_t)i;
	text_cstr(&value, "Server/");
	text_u64(&value, i);
	assert_int_equal(journal_found(j, &(struct journal_found){ who, 80, mac, STR("eth0") }), 0);
	assert_int_equal(journal_obs(j, &(struct obs){ who, STR("http.server"), text_done(&value), BEGUN + i, 5, 2 }), 0);
	assert_int_equal(journal_asked(j, who, 1u << 31 | i), 0);
	assert_int_equal(journal_position(j, &(struct journal_position){ 2, { 1, UINT64_MAX }, i, 7 + i }), 0);
}

static struct journal *open_new(void) {
	struct journal *j = NULL;

	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), 0);
	return j;
}

/* Opens what is there and logs it; the journal goes on. */
static struct journal *go_on(struct log *g, uint64_t *ret_cut) {
	struct journal *j = NULL;

	assert_int_equal(journal_open(path, SCAN, BEGUN + 1, &j, &why), JOURNAL_GOES_ON);
	assert_int_equal(journal_replay(j, &g->listener, ret_cut), 0);
	return j;
}

static const char two[] =
	"found 10.0.0.0 80 00:11:22:33:44:55 eth0\n"
	"obs 10.0.0.0 1795326000000000 5 2 http.server=Server/0\n"
	"asked 10.0.0.0 2147483648\n"
	"position 2 1 0 18446744073709551615 7\n"
	"found 10.0.0.1 80 00:11:22:33:44:55 eth0\n"
	"obs 10.0.0.1 1795326000000001 5 2 http.server=Server/1\n"
	"asked 10.0.0.1 2147483649\n"
	"position 2 1 1 18446744073709551615 8\n";

static void what_was_written_is_told(void **state) {
	static uint8_t room[4096];
	struct log g = log_into(room, sizeof room);
	struct journal *j = open_new();
	uint64_t cut = 99;

	(void)state;
	write_some(j, 0);
	write_some(j, 1);
	assert_int_equal(journal_close(j), 0);
	j = go_on(&g, &cut);
	assert_true(cut == 0);
	assert_true(str_eq(text_done(&g.text), str_of(two)));
	journal_close(j);
}

static void the_largest_and_the_strangest(void **state) {
	static uint8_t room[4096], value[OBS_VALUE_MAX + 1], field[OBS_FIELD_MAX + 1];
	struct log g = log_into(room, sizeof room);
	struct journal *j = open_new();
	str name = { field, OBS_FIELD_MAX };
	struct obs obs = { .field = name, .value = { value, OBS_VALUE_MAX } };
	uint64_t cut;

	(void)state;
	memset(field, 'f', sizeof field);
	/* More than the memory holds, and than one look at the file. */
	for (size_t i = 0; i < 12; i++) {
		value[0] = (uint8_t)('a' + i);
		assert_int_equal(journal_obs(j, &obs), 0);
	}
	obs.value.n++;
	assert_int_equal(journal_obs(j, &obs), -EMSGSIZE);
	obs = (struct obs){ .field = { field, OBS_FIELD_MAX + 1 } };
	assert_int_equal(journal_obs(j, &obs), -EMSGSIZE);
	obs.field.n = 0;
	assert_int_equal(journal_obs(j, &obs), -EMSGSIZE);
	struct journal_found f = { .interface = STR("fifteen-letters") };
	assert_int_equal(journal_found(j, &f), 0);
	f.interface = STR("sixteen-letters!");
	assert_int_equal(journal_found(j, &f), -EMSGSIZE);
	assert_int_equal(journal_asked(j, (addr){ 0 }, UINT32_MAX), 0);
	journal_close(j);
	journal_close(go_on(&g, &cut));
	assert_int_equal(g.count, 14);
	assert_true(g.longest == OBS_VALUE_MAX);
	assert_true(str_ends(text_done(&g.text), STR("found - 0 - fifteen-letters\nasked - 4294967295\n")));
	assert_int_equal(journal_close(NULL), 0);
}

static void what_repeats_is_written_once(void **state) {
	static uint8_t room[4096];
	struct log g = log_into(room, sizeof room);
	struct journal *j = open_new();
	struct journal_position here = { .sweep = 1 }, there = { .sweep = 2 };
	uint64_t cut;

	(void)state;
	for (uint64_t i = 0; i < 1000; i++)
		journal_obs(j, &(struct obs){ .field = STR("a.b"), .value = STR("c"), .time_us = i });
	journal_obs(j, &(struct obs){ .field = STR("a.b"), .value = STR("c"), .time_us = 3, .source = 1 });
	journal_obs(j, &(struct obs){ .field = STR("a.b"), .value = STR("d"), .time_us = 3 });
	journal_asked(j, addr_parse(STR("fe80::1:2")), 9);
	journal_asked(j, addr_parse(STR("fe80::1:2")), 9);
	/* Of positions the last one counts, so only the very same again is none. */
	journal_position(j, &here);
	journal_position(j, &here);
	journal_position(j, &there);
	journal_position(j, &here);
	journal_close(j);
	journal_close(go_on(&g, &cut));
	assert_true(str_eq(text_done(&g.text), STR("obs - 0 0 0 a.b=c\nobs - 3 0 1 a.b=c\nobs - 3 0 0 a.b=d\nasked fe80::1:2 9\n"
						   "position 0 0 0 0 1\nposition 0 0 0 0 2\nposition 0 0 0 0 1\n")));
}

/* Damage */

static uint8_t whole[8192];
static size_t whole_size;

static void write_file(const uint8_t *bytes, size_t size) {
	/* A file that is made anew costs no wait for the disk; one that is emptied does on some file systems. */
	unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), size);
	close(fd);
}

static size_t file_size(void) {
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (size_t)st.st_size;
}

static size_t read_file(uint8_t *to, size_t most) {
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, to, most);

	close(fd);
	assert_true(n >= 0 && n < (ssize_t)most);
	return (size_t)n;
}

static void make_whole(void) {
	struct journal *j = open_new();

	write_some(j, 0);
	write_some(j, 1);
	journal_close(j);
	whole_size = read_file(whole, sizeof whole);
}

/* Where in the file the record `number` ends, by its own size. */
static size_t end_of_record(size_t number) {
	size_t at = JOURNAL_HEAD_SIZE;

	for (size_t i = 0; i < number; i++)
		at += 5 + ((size_t)whole[at + 2] << 8 | whole[at + 3]) + JOURNAL_CHECK_SIZE;
	return at;
}

/* The first `count` lines of `two`. */
static str lines(size_t count) {
	str rest = str_of(two);

	for (size_t i = 0; i < count; i++)
		str_cut(&rest, '\n');
	return (str){ (const uint8_t *)two, rest.at ? (size_t)(rest.at - (const uint8_t *)two) : sizeof two - 1 };
}

/* What is told are whole records from the first on, the file ends behind them, and it goes on there. */
static void check_prefix(size_t count) {
	static uint8_t room[4096];
	struct log g = log_into(room, sizeof room), again = g;
	size_t size = file_size();
	uint64_t cut;
	struct journal *j = go_on(&g, &cut);

	assert_int_equal(g.count, count);
	assert_true(str_eq(text_done(&g.text), lines(count)));
	assert_int_equal(cut, size - end_of_record(count));
	assert_int_equal(file_size(), end_of_record(count));
	assert_int_equal(journal_asked(j, (addr){ 0 }, 7), 0);
	assert_int_equal(journal_close(j), 0);
	journal_close(go_on(&again, &cut));
	assert_true(cut == 0);
	assert_int_equal(again.count, count + 1);
	assert_true(str_ends(text_done(&again.text), STR("\nasked - 7\n")) || count == 0);
}

static void cut_at_any_byte(void **state) {
	uint8_t begun[JOURNAL_HEAD_SIZE + 1];
	size_t count = 0;

	(void)state;
	make_whole();
	for (size_t size = 0; size < JOURNAL_HEAD_SIZE; size++) {
		struct journal *j = NULL;
		write_file(whole, size);
		/* Torn within its head: nothing was ever behind it. */
		assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), 0);
		assert_int_equal(journal_close(j), 0);
		assert_int_equal(read_file(begun, sizeof begun), JOURNAL_HEAD_SIZE);
		assert_memory_equal(begun, whole, JOURNAL_HEAD_SIZE);
	}
	for (size_t size = JOURNAL_HEAD_SIZE; size <= whole_size; size++) {
		write_file(whole, size);
		if (size == end_of_record(count + 1))
			count++;
		check_prefix(count);
	}
	assert_int_equal(count, 8);
}

static void a_flipped_bit_anywhere(void **state) {
	(void)state;
	make_whole();
	for (size_t at = 0; at < whole_size; at++) {
		struct journal *j = NULL;
		uint8_t was = whole[at];
		size_t count = 0;

		whole[at] ^= (uint8_t)(1 << at % 8);
		write_file(whole, whole_size);
		whole[at] = was;
		if (at < JOURNAL_HEAD_SIZE) {
			assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_BAD);
			assert_null(j);
			assert_int_equal(file_size(), whole_size);
			continue;
		}
		while (end_of_record(count + 1) <= at)
			count++;
		check_prefix(count);
	}
}

/* Good records in a place that is not theirs count for nothing. */
static void a_record_out_of_place(void **state) {
	static uint8_t moved[sizeof whole];
	size_t first, second;

	(void)state;
	make_whole();
	first = end_of_record(1) - end_of_record(0);
	second = end_of_record(2) - end_of_record(1);
	/* The first left out; the first twice; the two changed around. */
	memcpy(moved, whole, whole_size);
	memmove(moved + JOURNAL_HEAD_SIZE, whole + end_of_record(1), whole_size - end_of_record(1));
	write_file(moved, whole_size - first);
	check_prefix(0);
	memcpy(moved + end_of_record(1), whole + JOURNAL_HEAD_SIZE, whole_size - JOURNAL_HEAD_SIZE);
	memcpy(moved + JOURNAL_HEAD_SIZE, whole + JOURNAL_HEAD_SIZE, first);
	write_file(moved, whole_size + first);
	check_prefix(1);
	memcpy(moved + JOURNAL_HEAD_SIZE, whole + end_of_record(1), second);
	memcpy(moved + JOURNAL_HEAD_SIZE + second, whole + JOURNAL_HEAD_SIZE, first);
	write_file(moved, whole_size);
	check_prefix(0);
	/* Zeros behind it, as some file systems leave after a power cut. */
	memset(moved, 0, sizeof moved);
	memcpy(moved, whole, end_of_record(4));
	write_file(moved, sizeof moved);
	check_prefix(4);
}

/* Opening */

static void another_scan(void **state) {
	struct journal *j = open_new(), *other = NULL;

	(void)state;
	write_some(j, 0);
	journal_close(j);
	size_t size = file_size();
	assert_int_equal(journal_open(path, STR("10.0.0.0/16"), BEGUN + 3 * DAY, &other, &why), JOURNAL_OTHER);
	assert_null(other);
	assert_string_equal(why.what, "it is of another scan, begun 2026-11-22 and unfinished: 10.0.0.0/16 without 10.0.0.5  [31m");
	assert_int_equal(file_size(), size);
	unlink(path);
	/* Scans that only differ behind what the head keeps of their text are others all the same. */
	static uint8_t text[2000];
	memset(text, 'x', sizeof text);
	assert_int_equal(journal_open(path, (str){ text, sizeof text }, BEGUN, &j, &why), 0);
	journal_close(j);
	text[sizeof text - 1] = 'y';
	assert_int_equal(journal_open(path, (str){ text, sizeof text }, BEGUN, &other, &why), JOURNAL_OTHER);
	text[sizeof text - 1] = 'x';
	assert_int_equal(journal_open(path, (str){ text, sizeof text }, BEGUN, &j, &why), JOURNAL_GOES_ON);
	journal_close(j);
}

static void refuse(int answer, const char *sentence) {
	struct journal *j = NULL;

	why = (struct complaint){ 0 };
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), answer);
	assert_null(j);
	assert_string_equal(why.what, sentence);
}

static void what_is_no_journal(void **state) {
	static const uint8_t text[] = "192.168.1.0/24\n", begins[] = "birthmark scan\n\x02";

	(void)state;
	write_file(text, sizeof text - 1);
	refuse(JOURNAL_BAD, "the file is no journal of a scan, or of another version of birthmark; it stays as it is");
	assert_int_equal(file_size(), sizeof text - 1);
	write_file(begins, sizeof begins - 1);
	refuse(JOURNAL_BAD, "the file is no journal of a scan, or of another version of birthmark; it stays as it is");
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	refuse(JOURNAL_BAD, "there is something that is no file");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	refuse(-EISDIR, "");
	rmdir(path);
	snprintf(path, sizeof path, "no-such-directory/journal");
	refuse(-ENOENT, "");
}

static void no_link_is_followed(void **state) {
	struct journal *j = open_new();
	struct stat st;

	(void)state;
	journal_close(j);
	assert_int_equal(rename(path, beside), 0);
	assert_int_equal(symlink(beside, path), 0);
	refuse(JOURNAL_BAD, "there is a symbolic link, and none is followed");
	/* Nor is one made where a link points to. */
	unlink(beside);
	refuse(JOURNAL_BAD, "there is a symbolic link, and none is followed");
	assert_int_equal(lstat(beside, &st), -1);
}

static void only_for_its_owner(void **state) {
	mode_t mask = umask(0);
	struct stat st;

	(void)state;
	journal_close(open_new());
	umask(mask);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	chmod(path, 0620);
	refuse(JOURNAL_BAD, "the file belongs to others, or they may write to it; a scan only goes on from what is its own");
	chmod(path, 0600);
	if (geteuid() == 0) {
		assert_int_equal(chown(path, 65534, 65534), 0);
		refuse(JOURNAL_BAD, "the file belongs to others, or they may write to it; a scan only goes on from what is its own");
	}
}

static void one_at_a_time(void **state) {
	struct journal *j = open_new();

	(void)state;
	/* A second descriptor locks as another process would. */
	refuse(JOURNAL_BUSY, "another scan is writing it");
	write_some(j, 0);
	journal_close(j);
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_GOES_ON);
	refuse(JOURNAL_BUSY, "another scan is writing it");
	assert_int_equal(journal_done(j), 0);
	journal_close(open_new());
}

static void done_removes_its_own(void **state) {
	struct journal *j = open_new();
	struct stat st;

	(void)state;
	write_some(j, 0);
	assert_int_equal(journal_done(j), 0);
	assert_int_equal(stat(path, &st), -1);
	/* Somebody put another file there. */
	j = open_new();
	assert_int_equal(rename(path, beside), 0);
	write_file((const uint8_t *)"x", 1);
	assert_int_equal(journal_done(j), -ENOENT);
	assert_int_equal(file_size(), 1);
}

/* Going on */

static void again_and_again(void **state) {
	static uint8_t room[1 << 16];
	uint64_t cut;

	(void)state;
	journal_close(open_new());
	for (unsigned round = 0; round < 20; round++) {
		struct log g = log_into(room, sizeof room);
		struct journal *j = go_on(&g, &cut);
		assert_int_equal(g.count, round * 4);
		write_some(j, round);
		assert_int_equal(journal_flush(j, 0), 0);
		journal_close(j);
	}
}

static void the_listener_has_enough(void **state) {
	static uint8_t room[4096];
	struct log g = log_into(room, sizeof room);
	struct journal *j = NULL;
	uint64_t cut = 7;

	(void)state;
	make_whole();
	write_file(whole, whole_size - 1);
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_GOES_ON);
	g.stop_at = 3;
	assert_int_equal(journal_replay(j, &g.listener, &cut), -ECANCELED);
	assert_int_equal(g.count, 3);
	assert_true(cut == 7);
	assert_int_equal(journal_asked(j, (addr){ 0 }, 0), 0);
	assert_int_equal(journal_close(j), 0);
	assert_int_equal(file_size(), whole_size - 1);
}

static void nothing_is_written_before_it_is_read(void **state) {
	struct journal *j = NULL;

	(void)state;
	make_whole();
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_GOES_ON);
	assert_int_equal(journal_asked(j, (addr){ 0 }, 0), -EINVAL);
	assert_int_equal(journal_asked(j, (addr){ 0 }, 0), 0);
	assert_int_equal(journal_close(j), 0);
	assert_int_equal(file_size(), whole_size);
}

/* A full disk, as a limit of file size. */

static void limit_files_to(rlim_t size) {
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void no_space(void **state) {
	static uint8_t room[1 << 16];
	struct log g = log_into(room, sizeof room);
	struct journal *j = open_new();
	unsigned errors = 0;
	uint64_t cut;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	limit_files_to(1500);
	for (unsigned i = 0; i < 30; i++) {
		write_some(j, i);
		int r = journal_flush(j, i);
		assert_true(r == 0 || r == -EFBIG);
		errors += r != 0;
	}
	/* More than the memory holds, after the error. */
	for (uint32_t i = 0; i < 20000; i++)
		assert_int_equal(journal_asked(j, (addr){ 0 }, i), 0);
	assert_int_equal(journal_close(j), 0);
	limit_files_to(RLIM_INFINITY);
	assert_int_equal(errors, 1);
	size_t size = file_size();
	journal_close(go_on(&g, &cut));
	/* It keeps all that was flushed well, and nothing of the flush that failed. */
	assert_true(cut == 0 && size <= 1500 && size > 1200);
	assert_true(g.count > 9);
	assert_int_equal(g.count % 4, 0);
}

static void no_space_for_a_head(void **state) {
	struct journal *j = NULL;
	struct stat st;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	limit_files_to(100);
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), -EFBIG);
	limit_files_to(RLIM_INFINITY);
	assert_null(j);
	assert_int_equal(stat(path, &st), -1);
}

static void the_disk(void **state) {
	struct journal *j = open_new();

	(void)state;
	assert_int_equal(syncs, 1);
	write_some(j, 0);
	assert_int_equal(journal_flush(j, JOURNAL_SYNC_US), 0);
	assert_int_equal(syncs, 2);
	write_some(j, 1);
	assert_int_equal(journal_flush(j, 2 * (uint64_t)JOURNAL_SYNC_US - 1), 0);
	assert_int_equal(syncs, 2);
	assert_int_equal(journal_flush(j, 2 * (uint64_t)JOURNAL_SYNC_US), 0);
	assert_int_equal(syncs, 3);
	/* Nothing new, nothing to do. */
	assert_int_equal(journal_flush(j, 3 * (uint64_t)JOURNAL_SYNC_US), 0);
	assert_int_equal(syncs, 3);
	write_some(j, 2);
	sync_error = EIO;
	assert_int_equal(journal_flush(j, 4 * (uint64_t)JOURNAL_SYNC_US), -EIO);
	write_some(j, 3);
	assert_int_equal(journal_flush(j, 5 * (uint64_t)JOURNAL_SYNC_US), 0);
	assert_int_equal(journal_close(j), 0);
	assert_int_equal(syncs, 4);
	/* A new one whose head does not reach the disk is none. */
	unlink(path);
	j = NULL;
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), -EIO);
	assert_null(j);
	assert_int_equal(access(path, F_OK), -1);
}

/* kill -9 */

enum { ROUNDS = 30 };

/* Numbers that must come one after the other, each first observed and then asked. */
struct count {
	struct journal_listener listener;
	uint64_t seen, asked;
};

static int count_found(struct journal_listener *l, const struct journal_found *f) {
	(void)l, (void)f;
	return -EBADMSG;
}

static int count_obs(struct journal_listener *l, const struct obs *o) {
	struct count *c = (struct count *)l;
	uint64_t number;

	return str_u64(o->value, &number) && number == c->seen++ ? 0 : -EBADMSG;
}

static int count_asked(struct journal_listener *l, addr who, uint32_t question) {
	struct count *c = (struct count *)l;

	(void)who;
	if (question != c->asked++)
		return -EBADMSG;
	/* Whose question is asked, its answer is there. */
	return c->asked <= c->seen ? 0 : -EBADMSG;
}

static int count_position(struct journal_listener *l, const struct journal_position *p) {
	(void)l, (void)p;
	return -EBADMSG;
}

static struct count counter(void) {
	return (struct count){ { count_found, count_obs, count_asked, count_position }, 0, 0 };
}

static bool write_number(struct journal *j, uint64_t number) {
	uint8_t room[24];
	struct text value = TEXT(room);

	text_u64(&value, number);
	return journal_obs(j, &(struct obs){ .field = STR("a.b"), .value = text_done(&value) }) == 0 &&
	       journal_asked(j, (addr){ 0 }, (uint32_t)number) == 0;
}

/* The child: goes on, and says up to where everything is flushed, until it is killed. */
static void write_until_killed(int acknowledge) {
	struct count c = counter();
	struct journal *j = NULL;
	uint64_t cut, now_us = 0;
	int r = journal_open(path, SCAN, BEGUN, &j, &why);

	if (r < 0 || r > JOURNAL_GOES_ON || journal_replay(j, &c.listener, &cut))
		_exit(1);
	/* Killed between an answer and its question: that is asked again, and written then. */
	for (; c.asked < c.seen; c.asked++)
		if (journal_asked(j, (addr){ 0 }, (uint32_t)c.asked))
			_exit(2);
	for (uint64_t number = c.seen;;) {
		for (unsigned i = 0; i < 1 + number % 97; i++)
			if (!write_number(j, number++))
				_exit(3);
		now_us += 1000 * 1000;
		if (journal_flush(j, now_us) || write(acknowledge, &number, sizeof number) != sizeof number)
			_exit(4);
	}
}

/* What the child acknowledged before it died. */
static uint64_t let_write_and_kill(unsigned pause_us) {
	uint64_t number, last = 0;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		write_until_killed(ends[1]);
	}
	close(ends[1]);
	/* Always something, so that a child that cannot begin is seen. */
	assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
	usleep(pause_us);
	kill(child, SIGKILL);
	while (read(ends[0], &number, sizeof number) == sizeof number)
		last = number;
	close(ends[0]);
	int status = 0;
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));
	return last;
}

static void killed_at_any_moment(void **state) {
	unsigned seed = (unsigned)time(NULL);
	uint64_t before = 0;

	(void)state;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t acknowledged = let_write_and_kill((unsigned)rand_r(&seed) % 3000), cut;
		struct count c = counter();
		struct journal *j = NULL;

		assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_GOES_ON);
		assert_int_equal(journal_replay(j, &c.listener, &cut), 0);
		journal_close(j);
		assert_true(acknowledged > before);
		assert_true(c.asked >= acknowledged && c.seen >= acknowledged);
		before = acknowledged;
	}
}

static double seconds(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void many(void **state) {
	enum { RECORDS = 100000 };
	struct count c = counter();
	struct journal *j = open_new();
	uint64_t cut;
	double begin = seconds();

	(void)state;
	for (uint64_t number = 0; number < RECORDS / 2; number++)
		assert_true(write_number(j, number));
	assert_int_equal(journal_flush(j, 1), 0);
	double written = seconds();
	journal_close(j);
	assert_int_equal(journal_open(path, SCAN, BEGUN, &j, &why), JOURNAL_GOES_ON);
	double opened = seconds();
	assert_int_equal(journal_replay(j, &c.listener, &cut), 0);
	print_message("# %d records written in %.0f ms, read in %.0f ms\n", RECORDS, (written - begin) * 1e3,
		      (seconds() - opened) * 1e3);
	journal_close(j);
	assert_true(c.seen == RECORDS / 2 && c.asked == RECORDS / 2);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fresh_path, no_path)

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(what_was_written_is_told), CASE(the_largest_and_the_strangest), CASE(what_repeats_is_written_once),
		CASE(cut_at_any_byte), CASE(a_flipped_bit_anywhere), CASE(a_record_out_of_place), CASE(another_scan),
		CASE(what_is_no_journal), CASE(no_link_is_followed), CASE(only_for_its_owner), CASE(one_at_a_time),
		CASE(done_removes_its_own), CASE(again_and_again), CASE(the_listener_has_enough),
		CASE(nothing_is_written_before_it_is_read), CASE(no_space), CASE(no_space_for_a_head),
		CASE(the_disk), CASE(killed_at_any_moment), CASE(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
