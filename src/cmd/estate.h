#pragma once

/* estate: opening the estate file and saying what is wrong with it. */

#include "cmd/say.h"
#include "store/store.h"

/* EXIT_DONE, or it was said what is wrong and the exit code is given. */
enum exit_code estate_open(const char *path, enum store_mode mode, struct store **ret_store);

/* Says an error or an answer of the store; gives the exit code for it. */
enum exit_code estate_say(const char *path, int r, const struct complaint *c);

/* Writes down in the log what the open run did: `body` is JSON. As store_log_add(). */
int estate_log(struct store *s, const char *act, str body);

/*
 * The files in which these devices' observations were seen, by
 * `obs.source`; empty where that is not known, and for files that told nothing
 * of them. Empty when `mem` is full.
 */
struct strs estate_sources(struct store *s, arena *mem, const struct device *devices, size_t count);
