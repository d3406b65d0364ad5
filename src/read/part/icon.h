#pragma once

/*
 * icon: pictures as pages have them beside their address, and the two numbers
 * by which lists of them go.
 */

#include "base/md5.h"
#include "base/text.h"

/* Are these the first bytes of a picture: ICO, PNG, GIF, JPEG? */
bool icon_begins(str bytes);

/* Does an ICO, PNG or GIF end where these bytes end? For bytes whose number nobody said. */
bool icon_is_whole(str bytes);

/*
 * The MurmurHash3 that Shodan's lists give: not of the bytes but of their base64,
 * with a line end after each 76 characters and at the end. Signed, decimal.
 */
void icon_put_mmh3(struct text *to, str bytes);
