#pragma once

/*
 * base64: RFC 4648, chapter 4.
 */

#include "base/arena.h"

/*
 * The bytes that `text` stands for, in `mem`. Line ends and blanks are passed
 * over and the padding may be missing, as mail and shells have it. False when
 * `text` is not base64 or `mem` is full.
 */
bool base64_unpack(str text, arena *mem, str *ret_bytes);
