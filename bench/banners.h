#pragma once

/*
 * What the benchmark of the matcher is run on: recog's example banners and
 * recog's own patterns, where they lie beside the project.
 */

#include "base/arena.h"

struct banner {
	str text;
	unsigned set; /* the one of recog's files from which it is */
};

struct banners {
	struct banner *at;
	size_t count, size; /* size: bytes of all */
};

/* A regular expression of somebody, for the engines that take one. */
struct expression {
	str text;
	str strict; /* the same for engines that can be told not to go back; empty: `text` serves */
	unsigned set;
	bool caseless, dotall, multiline;
	bool certain; /* where `text` matches, `strict` would and catches nothing */
};

struct expressions {
	struct expression *at;
	size_t count;
};

/* Read `FOLDER/recog.ex` and `FOLDER/recog.pat`. 0 or a negative errno. */
int banners_read(arena *mem, const char *folder, struct banners *ret_banners);
int expressions_read(arena *mem, const char *folder, struct expressions *ret_expressions);

/* CPU seconds of this process. */
double cpu_seconds(void);
