#pragma once

/* asked: the options of a run as they are typed again, for commands that answer as that run did. */

#include "base/arena.h"
#include "cmd/options.h"

/*
 * " --estate 'my city.db' --as nl-police --on 2026-11-22", quoted for a POSIX
 * shell: estate (the file's name alone, where it is not the one that goes without
 * saying: a report passes from hand to hand), roles, the day (always: a report
 * is of a day), laws, data. In `mem`; empty when that is full.
 */
str asked_of(const struct options *o, arena *mem);

/* The same for who asked, and asks again: the estate with its path, the day when it is not today. */
str asked_again(const struct options *o, arena *mem);

/* The name alone: the folder in which a file lies is nobody's business. */
str asked_file_name(str path);
