#pragma once

/* shell: words as they are typed on a command line, so that one can be copied whole. */

#include "base/text.h"

/*
 * The word as a POSIX shell takes it for one: as it is when it has letters,
 * digits and _.,:/=@%+- alone, else in single quotes, in which everything but
 * the quote stands for itself (POSIX, shell command language, 2.2.2).
 */
void shell_word(struct text *t, str word);
