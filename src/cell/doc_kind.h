#pragma once

/*
 * doc_kind: what a document is, by its bytes; its name is nobody's promise.
 */

#include "cell/docbox.h"

/* DOC_UNKNOWN leaves in `ret_why` a sentence about what it is instead, as far as that shows. */
enum doc_kind doc_kind_of(str bytes, const char **ret_why);
