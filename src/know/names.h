#pragma once

/*
 * names: who goes by a name.
 *
 * All names of all brands and companies in one table, so that one mark can
 * say "this field holds the maker's or the label's name" for everybody in
 * the registry (birthmark-marks(5), `named`).
 *
 * Names are compared by their letters and digits, without case; "Co., Ltd."
 * and its like at the end of a company's name may be there or not.
 */

#include "base/arena.h"
#include "fact/company.h"

struct names;

/*
 * All names of `registry`, which must outlive the table. Only companies that
 * make devices are in it: a chip maker's or a bank's name on a device says
 * nothing about who made that. NULL when `mem` is full.
 */
const struct names *names_open(arena *mem, const struct registry *registry);

/* Who goes by a name: a brand, or a company without a brand of that name. Both NULL: nobody known. */
struct named {
	const struct brand *brand;
	const struct company *company;
};

/*
 * Whose name `text` begins with, the longest name of whole words: "Dahua
 * Technology IPC" is Dahua's. Names that are short, or ordinary words
 * (`common-word` in the data), count only where they are the whole text, and
 * never in free text (`is_loose`): there a word is a word. Texts that two
 * firms go by name nobody.
 */
struct named names_find(const struct names *names, str text, bool is_loose);

/*
 * What follows the name and a blank at the head of free text: the number in "Hikvision DS-2CD2143G0-I". Empty where
 * no name that counts in free text stands there, or nothing behind it.
 */
str names_beyond(const struct names *names, str text);
