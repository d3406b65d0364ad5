#pragma once

/*
 * Countries: their codes and names.
 */

#include "base/str.h"

struct country {
	const char *code, *name; /* ISO 3166-1 alpha-2, capital letters; the short name in common use */
};

/* The country with exactly this code; NULL when no country has it. */
const struct country *country_of(str code);

/* For "did you mean": the country somebody may have meant who typed a code or a name that is none; NULL: no idea. */
const struct country *country_meant(str typed);
