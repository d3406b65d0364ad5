#pragma once

/*
 * said: what the claims of a register mean: which rule one of compliance
 * names, and which country one of origin. Pure.
 */

#include "fact/device.h"
#include "know/registers.h"

/* What the law says of the device that a claim names by word; NULL when it names none that was asked. */
const struct verdict *reconcile_verdict_of(const struct registers *r, const struct device *d, str claim);

/* The code of the country that is meant: by a word of data/registers, a code, a name in any language; empty: nobody knows. */
str reconcile_country(const struct registers *r, str text);
