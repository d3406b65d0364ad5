#pragma once

/* cyclonedx: what the two files that write a bill of materials share. */

#include "show/claims.h"
#include "show/show.h"

/* The name by which one part of the document speaks of another: "claim-7-us-ndaa2019-889b". */
struct cyclonedx_ref {
	const char *kind;
	size_t device; /* from 1 */
	size_t part;   /* from 1; 0: none */
	str law;       /* empty: none */
};
void cyclonedx_ref(struct json_out *j, const struct cyclonedx_ref *ref);

/* May the document name the maker, who is then likely or confirmed? */
static inline bool cyclonedx_is_established(const struct identity *id) {
	return id->maker.grade >= GRADE_LIKELY && id->maker.id.n > 0;
}

/* `declarations` and `definitions`: what section 889 says of each device. Nothing where it was not asked. */
void cyclonedx_declarations(struct json_out *j, const struct report *report);
