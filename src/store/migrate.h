#pragma once

/*
 * migrate: lifts an estate of an older birthmark to this one's version.
 */

#include "store/inner.h"

/*
 * For an estate whose schema was found to be that of its version, to the
 * letter. All of it is lifted or nothing. As store_open().
 */
int store_lift(struct store *s, struct complaint *reterr);

/* Makes all tables, or all indexes ("table", "index"), that are not there, as a new estate has them. */
int store_make_missing(struct store *s, const char *type);
