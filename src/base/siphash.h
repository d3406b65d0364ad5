#pragma once

/*
 * siphash: a short keyed hash that nobody without the key can foretell:
 * SipHash-2-4 (Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012).
 * For what a stranger would like to guess; str_hash() is for tables.
 */

#include "base/str.h"

enum { SIPHASH_KEY_SIZE = 16 };

uint64_t siphash(const uint8_t key[SIPHASH_KEY_SIZE], str bytes);
