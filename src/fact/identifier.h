#pragma once

/*
 * Identifiers: what a device says it is that no other of its kind says:
 * serial numbers and UUIDs, in the one form in which they are compared. On the
 * wire they stand under many names, in registers under "register.*".
 */

#include "fact/obs.h"

enum identifier_kind {
	IDENTIFIER_MAC,     /* the device's own, in struct device */
	IDENTIFIER_SERIAL,
	IDENTIFIER_UUID,
	IDENTIFIER_ADDRESS, /* an IP address: tomorrow it is another device's */
	IDENTIFIER_COUNT,
};
extern const char *const identifier_names[IDENTIFIER_COUNT]; /* "mac", "serial", "uuid", "address" */

enum {
	IDENTIFIER_SIZE_MAX = 64, /* bytes; the longest serial number that was met, Hikvision's, has 40 */
	IDENTIFIERS_MAX = 16,     /* of one device: each protocol has one, a switch one for each module */
	IDENTIFIER_LEAST = 6,     /* letters and digits: what is shorter, many devices have */
};

struct identifier {
	enum identifier_kind kind;
	uint8_t size;
	uint8_t bytes[IDENTIFIER_SIZE_MAX]; /* upper-case letters and digits */
};

static inline str identifier_text(const struct identifier *i) {
	return (str){ i->bytes, i->size };
}

/*
 * The serial numbers and UUIDs among observations, each once: those that can
 * tell one device from others. What is too short, is one character over and
 * over, counts up, has hardly a digit, or is a model number of the same device
 * is none. How many were written, at most `most`.
 */
size_t identifiers_of(const struct obs *observations, size_t count, struct identifier *ret_identifiers, size_t most);

/* "1,23457E+14": is it a number that a spreadsheet took for one, and rounded? It was another device's as well. */
bool identifier_is_rounded(str text);

/* A serial number in the form in which it is compared. False when it cannot tell a device from others. */
bool identifier_of_serial(str text, struct identifier *ret_identifier);

/* Makers who print the MAC as the serial number: the address it is, ADDR_NONE when it is none. */
addr identifier_as_mac(const struct identifier *serial);

/* Was it told by a register or another paper, not seen? */
bool obs_is_of_books(const struct obs *o);
