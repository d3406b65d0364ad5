/*
 * Where bytes come from: files, pipes, and what is no source.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sense/source.h"

/* A file that is gone when the test is. */
static const char *file_with(const char *bytes, size_t size) {
	static char name[32];

	snprintf(name, sizeof name, "source.XXXXXX");
	int fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, size), size);
	close(fd);
	return name;
}

static void a_file_is_mapped(void **state) {
	const char *name = file_with("hello", 5);
	struct complaint why;
	struct source s;

	(void)state;
	for (enum source_form form = SOURCE_STREAM; form <= SOURCE_MAPPED; form++) {
		assert_int_equal(source_open(&s, name, form, &why), 0);
		assert_true(str_eq(s.bytes, STR("hello")));
		assert_int_equal(s.fd, -1);
		source_close(&s);
	}
	unlink(name);
}

static void an_empty_file(void **state) {
	const char *name = file_with("", 0);
	struct complaint why;
	struct source s;

	(void)state;
	assert_int_equal(source_open(&s, name, SOURCE_MAPPED, &why), 0);
	unlink(name);
	assert_int_equal(s.bytes.n, 0);
	assert_int_equal(s.fd, -1);
	source_close(&s);
}

static void what_is_no_source(void **state) {
	struct complaint why;
	struct source s = { .fd = -7 };

	(void)state;
	assert_int_equal(source_open(&s, "no-such-file", SOURCE_STREAM, &why), -ENOENT);
	assert_int_equal(source_open(&s, ".", SOURCE_STREAM, &why), -EISDIR);
	assert_int_equal(source_open(&s, ".", SOURCE_MAPPED, &why), -EISDIR);
	assert_int_equal(s.fd, -7);
}

static void a_compressed_file(void **state) {
	static const char gzip[] = "\x1f\x8b\x08\0\0";
	const char *name = file_with(gzip, sizeof gzip - 1);
	struct complaint why;
	struct source s;

	(void)state;
	assert_int_equal(source_open(&s, name, SOURCE_MAPPED, &why), SOURCE_COMPRESSED);
	unlink(name);
	assert_string_equal(why.what, "the file is compressed; decompress it first: gzip -d");
}

/* In a process of its own, as it takes standard input away. 0 when all was well. */
static int read_pipe(enum source_form form) {
	struct complaint why;
	struct source s;
	char got[8] = "";
	int ends[2], status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (pipe(ends) < 0 || write(ends[1], "hello", 5) != 5 || dup2(ends[0], STDIN_FILENO) < 0)
			_exit(1);
		close(ends[1]);
		if (source_open(&s, "-", form, &why))
			_exit(2);
		bool mapped = s.fd < 0;
		if (mapped != (form == SOURCE_MAPPED))
			_exit(3);
		if (!mapped)
			s.bytes = (str){ (uint8_t *)got, (size_t)read(s.fd, got, sizeof got) };
		_exit(str_eq(s.bytes, STR("hello")) ? 0 : 4);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void a_pipe(void **state) {
	(void)state;
	assert_int_equal(read_pipe(SOURCE_STREAM), 0);
	assert_int_equal(read_pipe(SOURCE_MAPPED), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_mapped), cmocka_unit_test(an_empty_file), cmocka_unit_test(what_is_no_source),
		cmocka_unit_test(a_compressed_file), cmocka_unit_test(a_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
