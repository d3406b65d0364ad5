/*
 * Input cut into blocks: nothing lost, nothing twice, from memory and from
 * pipes, and there no line cut; and the order of the answers.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sense/blocks.h"

enum { LINE_MAX_HERE = 300 * 1024 };

static struct source mapped(str bytes) {
	return (struct source){ .bytes = bytes, .fd = -1 };
}

/* The text comes through a pipe, from a process of its own. */
static struct source piped(str text) {
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		close(ends[0]);
		while (text.n) {
			ssize_t n = write(ends[1], text.at, text.n);
			text = str_after(text, n > 0 ? (size_t)n : text.n);
		}
		_exit(0);
	}
	close(ends[1]);
	return (struct source){ .fd = ends[0] };
}

struct taken {
	uint8_t *text;
	size_t used, block_count, too_long_count;
	bool lines_are_whole; /* each block of a stream but the last ended with a line */
};

static struct taken take_all(struct source source, size_t room_for_text) {
	struct taken t = { .text = malloc(room_for_text + 1), .lines_are_whole = true };
	struct blocks b;
	struct block block;
	bool whole = true;

	assert_non_null(t.text);
	assert_int_equal(blocks_open(&b, &source, LINE_MAX_HERE), 0);
	uint8_t *room = malloc(blocks_room_size(&b) + 1);
	assert_non_null(room);
	while (blocks_take(&b, room, &block)) {
		assert_int_equal(block.number, t.block_count++);
		assert_int_equal(block.error, 0);
		assert_true(block.bytes.n <= room_for_text - t.used);
		t.too_long_count += block.is_too_long;
		t.lines_are_whole = t.lines_are_whole && (whole || source.fd < 0);
		whole = block.is_too_long || block.bytes.at[block.bytes.n - 1] == '\n';
		if (block.bytes.n)
			memcpy(t.text + t.used, block.bytes.at, block.bytes.n);
		t.used += block.bytes.n;
	}
	assert_true(blocks_ended(&b));
	assert_false(blocks_take(&b, room, &block));
	blocks_close(&b);
	free(room);
	if (source.fd >= 0) {
		close(source.fd);
		wait(NULL);
	}
	return t;
}

/* Lines of all lengths from nothing to more than a block; the last has no end. */
static str many_lines(void) {
	enum { SIZE = 2 * 1000 * 1000 };
	static uint8_t text[SIZE];
	uint32_t seed = 1;

	memset(text, 'x', sizeof text);
	for (size_t at = 0, i = 0; at < sizeof text - 1; i++) {
		text[at] = '\n';
		seed = seed * 1664525 + 1013904223;
		at += 1 + (seed >> 8) % (i % 50 == 49 ? 3 * BLOCKS_SIZE : 2000);
	}
	return (str){ text, sizeof text };
}

static void assert_all_taken(struct taken t, str text) {
	assert_int_equal(t.used, text.n);
	assert_memory_equal(t.text, text.at, text.n);
	assert_true(t.lines_are_whole);
	free(t.text);
}

static void cuts_memory(void **state) {
	str text = many_lines();
	struct taken t = take_all(mapped(text), text.n);

	(void)state;
	assert_int_equal(t.block_count, (text.n + BLOCKS_SIZE - 1) / BLOCKS_SIZE);
	assert_all_taken(t, text);
}

static void cuts_a_stream(void **state) {
	str text = many_lines();

	(void)state;
	assert_all_taken(take_all(piped(text), text.n), text);
}

static void little_or_nothing(void **state) {
	static const str texts[] = { { NULL, 0 }, STR_INIT("\n"), STR_INIT("a"), STR_INIT("a\n"), STR_INIT("a\n\nb") };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_all_taken(take_all(mapped(texts[i]), texts[i].n), texts[i]);
		assert_all_taken(take_all(piped(texts[i]), texts[i].n), texts[i]);
	}
}

/* What stands behind a line that is too long is not lost, be it in the same read or not. */
static void passes_over_what_is_too_long(void **state) {
	enum { LONG = 3 * LINE_MAX_HERE };
	static uint8_t text[LONG + 32];

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text, "before\n", 7);
	memcpy(text + 7 + LONG, "\nafter\nlast", 11);
	struct taken t = take_all(piped((str){ text, 7 + LONG + 11 }), sizeof text);
	assert_int_equal(t.too_long_count, 1);
	assert_all_taken(t, STR("before\nafter\nlast"));
	t = take_all(piped((str){ text, 7 + LONG }), sizeof text);
	assert_int_equal(t.too_long_count, 1);
	assert_all_taken(t, STR("before\n"));
}

/* A line is given out while the input stays open. */
static void nobody_waits_for_a_full_block(void **state) {
	struct blocks b;
	struct block block;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(blocks_open(&b, &(struct source){ .fd = ends[0] }, LINE_MAX_HERE), 0);
	uint8_t *room = malloc(blocks_room_size(&b));
	assert_non_null(room);
	assert_int_equal(write(ends[1], "one\ntw", 6), 6);
	assert_true(blocks_take(&b, room, &block));
	assert_true(str_eq(block.bytes, STR("one\n")));
	assert_int_equal(write(ends[1], "o\n", 2), 2);
	assert_true(blocks_take(&b, room, &block));
	assert_true(str_eq(block.bytes, STR("two\n")));
	assert_false(blocks_ended(&b));
	/* Somebody else who stops it frees whoever waits for input. */
	blocks_stop(&b);
	assert_false(blocks_take(&b, room, &block));
	blocks_close(&b);
	free(room);
	close(ends[0]);
	close(ends[1]);
}

static void a_broken_input_is_told_once(void **state) {
	struct blocks b;
	struct block block;
	/* A directory cannot be read. */
	FILE *here = fopen("/", "r");

	(void)state;
	assert_non_null(here);
	assert_int_equal(blocks_open(&b, &(struct source){ .fd = fileno(here) }, 10), 0);
	uint8_t *room = malloc(blocks_room_size(&b));
	assert_non_null(room);
	assert_true(blocks_take(&b, room, &block));
	assert_true(block.error < 0);
	assert_int_equal(block.number, 0);
	assert_false(blocks_take(&b, room, &block));
	blocks_close(&b);
	free(room);
	fclose(here);
}

/* Many who take and answer at once. */
struct crowd {
	struct blocks blocks;
	uint64_t answered;  /* guarded by whose turn it is */
	bool in_order;
};

static void *take_part(void *argument) {
	struct crowd *c = argument;
	struct block block;
	uint64_t lines;

	while (blocks_take(&c->blocks, NULL, &block)) {
		if (!blocks_turn(&c->blocks, block.number, &lines))
			break;
		c->in_order = c->in_order && c->answered == block.number && lines == 7 * block.number;
		c->answered++;
		blocks_pass(&c->blocks, 7);
	}
	return NULL;
}

static void answers_come_in_order(void **state) {
	struct crowd c = { .in_order = true };
	struct source source = mapped(many_lines());
	pthread_t threads[8];

	(void)state;
	assert_int_equal(blocks_open(&c.blocks, &source, LINE_MAX_HERE), 0);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, take_part, &c), 0);
	for (size_t i = 0; i < 8; i++)
		pthread_join(threads[i], NULL);
	assert_true(c.in_order);
	assert_int_equal(c.answered, c.blocks.taken);
	blocks_close(&c.blocks);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_memory), cmocka_unit_test(cuts_a_stream), cmocka_unit_test(little_or_nothing),
		cmocka_unit_test(passes_over_what_is_too_long), cmocka_unit_test(nobody_waits_for_a_full_block),
		cmocka_unit_test(a_broken_input_is_told_once), cmocka_unit_test(answers_come_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
