#pragma once

/*
 * entry: the body of an entry of the log while it is written.
 */

#include "base/json_out.h"
#include "store/inner.h"

struct entry {
	void *memory;
	struct json_out j;
};

/* Opens the body's object. -ENOMEM. */
int entry_open(struct entry *e);

/* Is it so long that what comes more belongs into another entry? */
bool entry_is_long(const struct entry *e);

/* "row", "name" and "mac" of a device, as pairs of the object that is open. */
int entry_put_device(struct store *s, struct entry *e, int64_t row);
void entry_put_device_as(struct entry *e, int64_t row, str name, addr mac);

/* A constant key and the text, null when it is empty. */
#define entry_put(e, name, text) (json_out_key(&(e)->j, name), json_out_text_or_null(&(e)->j, (text)))

/* The same of a day. */
#define entry_put_day(e, name, day) (json_out_key(&(e)->j, name), json_out_day(&(e)->j, (day)))

/* Ends the body and forgets it in any case. Adds it to the log when `r` is 0, else returns `r`. */
int entry_close(struct store *s, struct entry *e, const char *act, str who, int r);
