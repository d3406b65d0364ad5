#pragma once

/*
 * against: what speaks against a person's confirmation of a maker, so that it
 * was seen before it is made.
 */

#include "cmd/desk.h"

/* Tells it on standard error, of a device that was thought of; in a few lines, however much there is. */
void against_tell(const struct desk *d, const struct device *device, str maker);
