#pragma once

/*
 * label: the name that stands on a device, held against its maker. A label is a brand of the registry.
 */

#include "fact/identity.h"

/* What a label is to the maker that is believed, the more telling the higher. */
enum tie {
	TIE_NONE,  /* it is none of its names, and it is not known to make it */
	TIE_HOUSE, /* its own name */
	TIE_LINE,  /* the name of a line of its own: Tapo */
	TIE_SOLD,  /* others sell its products under it */
};
enum tie label_tie(const struct registry *r, const struct identity *identity, str label);

/*
 * A name in a title is but a hint: any word may stand there. Where the signs of one maker are seen beside it, and that
 * maker is known to make what is sold under this name, it is hardly there by chance: the claim becomes a fair one.
 */
void label_raise(const struct registry *r, const struct identity *identity, struct claim *claims, size_t count);

/* What the maker says about the believed label: it may be no label at all, or stand and fall with the maker. */
void label_temper(const struct registry *r, struct identity *identity);

/* Is the believed maker another than the brand's own? Unknown while either is less than likely. */
enum tri label_is_of_others(const struct registry *r, const struct identity *identity);
