#pragma once

/*
 * secret: what must never be told, whatever message it stands in.
 *
 * Some devices send passwords, salts and session tokens to whoever asks. They
 * are of no use for telling who made a thing, and of much use to a thief.
 */

#include "base/text.h"

/* Does an element, key or header of this name hold a secret? Judged by its words alone. */
bool secret_is_name(str name);

/*
 * Writes the path and query of `url` with secrets as "***": what stands
 * before the host's '@' vanishes with the host, values of names that
 * secret_is_name() knows are masked. "rtsp://a:b@192.0.2.1/x?pwd=c" gives
 * "/x?pwd=***". A URL without a path gives "/"; a relative one is kept.
 */
void secret_put_path(struct text *to, str url);

/*
 * Writes what of a message that no reader takes may be kept, as far as `to`
 * has room: known places of passwords become '*', and it ends before the first
 * word that names a secret or an account.
 */
void secret_put_raw(struct text *to, str message);

/* Writes `url` whole, with the values of such names masked. */
void secret_put_url(struct text *to, str url);

/*
 * Writes a page with "***" for what is given to a name that holds a secret,
 * for value= and content= in a tag that has such a name, and for accounts in
 * addresses. Names stay: marks look for them.
 */
void secret_put_page(struct text *to, str page);

/*
 * The same of a value that somebody wrote down under the name `field`: accounts in addresses, what follows the name of a
 * secret (name=value, "name": "value", <name>value</name>, a header of an account or cookie), and all of a field that is
 * called after one. False, and nothing is written, when nothing in it is to be hidden.
 */
bool secret_put_recorded(struct text *to, str field, str value);
