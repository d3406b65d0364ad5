#pragma once

/*
 * doc_rehearsal: everything that documents will need of libraries, done once.
 *
 * libarchive, expat and libc look for some things when they are first used:
 * the names of character sets, the local time, how much memory there is.
 * Behind the lock they would look in vain.
 */

/* 0 or a negative errno: -EPROTO when what was written could not be read. */
int doc_rehearse(void);
