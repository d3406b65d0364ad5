#pragma once

/*
 * A site: where devices are, as people call it.
 */

#include "fact/company.h"

struct site {
	str id;      /* "noord": in queries and on command lines */
	str title;
	double latitude, longitude; /* degrees, WGS 84; NAN when not known */
	struct strs networks; /* "10.4.0.0/16": a device that had an address in one of them is there, when nothing else was said */
};
