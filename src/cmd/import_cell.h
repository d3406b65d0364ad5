#pragma once

/*
 * import_cell: what people write into the cells of a register, cleaned:
 * addresses in all spellings, days, degrees. Pure; nothing here guesses: what
 * is not understood is said to be not understood.
 */

#include "base/arena.h"
#include "base/date.h"
#include "fact/addr.h"
#include "know/registers.h"

enum {
	CELL_ADDRESSES_MAX = 16, /* of one cell; a recorder with more network cards is none */
};

/*
 * The MACs of a cell: with colons, dashes, points, blanks or nothing between
 * the digits, one or several, with words such as "LAN:" beside them. Returns
 * how many; `ret_wrong`: something in it looked like one and is none.
 */
size_t cell_macs(str text, addr ret_macs[CELL_ADDRESSES_MAX], bool *ret_wrong);

/* The same of IP addresses: alone, with a prefix length or a port, or in a URL. `ret_rest`: the first word that is none. */
size_t cell_ips(str text, addr ret_ips[CELL_ADDRESSES_MAX], str *ret_rest);

/*
 * A day as people write it: 2027-12-31, 31-12-2027, 31.12.27, 31 december
 * 2027, Dec 31, 2027; a time of day behind it is left out. Where both could be
 * the day, the first is: 3/4/2021 is the third of April, unless 4/25/2021
 * shows that it is not. Two digits of a year are 1970 to 2069.
 */
bool cell_date(const struct registers *r, str text, date *ret_date);

/*
 * Degrees of latitude and longitude from one cell: 52.37, 4.89; 52,37 4,89;
 * 52°22'12"N 4°53'24"E; longitude first where the letters say so. False when
 * the cell has not two of them or one is beyond the globe.
 */
bool cell_coordinates(str text, double *ret_latitude, double *ret_longitude);

/* One of the two, at most `most` degrees: 90 or 180. */
bool cell_degrees(str text, double most, double *ret_degrees);

/*
 * What was paid, import_number.c: "1.234,50", "EUR 899,-", "80.00 USD",
 * "1'234.50"; three digits behind the only sign are thousands, for money has
 * two, unless `is_plain`: a program wrote the number. False for anything else,
 * negative amounts among it. `ret_currency`: three letters (ISO 4217), NULL
 * when not told.
 */
bool cell_amount(str text, bool is_plain, double *ret_amount, const char **ret_currency);

/* "Prijs (€)": what is told there for all cells below; NULL when nothing is. */
const char *cell_currency_of_heading(str heading);

/*
 * Metres of the Dutch national grid (Rijksdriehoek, RD: x 7,000 to 300,000,
 * y 289,000 to 629,000) to degrees of WGS84, good to about a metre. False
 * beyond the grid.
 */
bool cell_rd(double x, double y, double *ret_latitude, double *ret_longitude);

/* One of the two, "155.000,25" or "155000.25"; and both from one cell. What they are worth cell_rd() says. */
bool cell_metres(str text, double *ret_metres);
bool cell_rd_pair(str text, double *ret_x, double *ret_y);

/*
 * The text without what stands between "://" and "@" of URLs in it: names and
 * passwords. In `mem` when there was any; the null slice when that is full.
 */
str cell_without_login(arena *mem, str text, bool *ret_had_any);

/* An id of a site or a contract from its text: "Stadsdeel Noord (2)" is "stadsdeel-noord-2". The null slice when `mem` is full. */
enum { CELL_ID_MAX = 64 };
str cell_id(arena *mem, str text);
