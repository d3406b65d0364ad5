#pragma once

/*
 * birthmark scan --what-we-send: every question that may ever be asked, with
 * its bytes, for those who want to know before they allow it.
 */

#include "cmd/options.h"

/*
 * Prints the table that is packed into the program: for people, or with
 * --json one question a line. Bytes that are not plain text are written as in
 * data/questions.yaml: 1f, 00*12, 'DHIP', {random:4}.
 */
enum exit_code what_we_send(const struct options *o);
