#pragma once

/*
 * What the tests of the store share: an estate in a folder of its own, and
 * devices to fill it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/store.h"

struct bench {
	char directory[256], path[288];
	struct store *store;
	arena mem;
	void *memory;
	struct complaint why;
};

/* For cmocka: an empty folder, and afterwards nothing. */
int set_up(void **state);
int tear_down(void **state);
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* Closes what was open and opens it for this. */
void open_for(struct bench *b, enum store_mode mode);

int begin(struct bench *b, uint64_t started_us);

/* Runs a statement past the store, to see what lies in the file. The first number it gives, -1 for none. */
int64_t ask(const char *path, const char *sql);

/* A device with one address and up to two observations; NULLs are left out. */
struct sample {
	struct device device;
	addr address;
	struct obs observations[2];
};
struct device *sample(struct sample *s, const char *name, const char *mac, const char *ip, const char *server,
		      uint64_t time_us);

/* A run that saw one device. */
void add_run_of(struct bench *b, const struct device *device, uint64_t started_us);

int find(struct bench *b, const char *what, struct device *ret_device);
size_t device_count(struct bench *b);

#define assert_str(s, text) assert_true(str_eq((s), str_of(text)))
