#pragma once

/*
 * date: one day of the Gregorian calendar, as a plain number.
 *
 * Days since 1970-01-01, so that days compare and subtract. DATE_NONE means
 * "not known" or "not set" and compares below every real day.
 */

#include "base/str.h"

typedef int32_t date;

#define DATE_NONE INT32_MIN

/* "2024-06-10", "2024-06" or "2024" (their first day). False for all else. */
bool date_parse(str s, date *ret_date);

/* "YYYY-MM-DD" and a NUL. `d` lies in the years 0000 to 9999, as parsed. */
void date_format(date d, char ret_text[11]);

/* The same in `room`; empty for DATE_NONE. */
str date_text(date d, char room[11]);

/* The day that holds this moment, in UTC. */
date date_of_seconds(int64_t seconds);
