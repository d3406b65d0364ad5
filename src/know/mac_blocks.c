#include "know/mac_blocks.h"

#include "know/macs_table.h"

static size_t count_in(const uint16_t *owners, uint32_t owner_count, const struct registry *r, size_t company) {
	size_t count = 0;

	for (uint32_t i = 0; i < owner_count; i++)
		count += owners[i] != MACS_SPLIT && r->mac_companies[owners[i]] == company + 1;
	return count;
}

size_t mac_blocks_of(const struct registry *r, const struct company *company) {
	size_t place = (size_t)(company - r->companies);

	if (!r->mac_companies)
		return 0;
	return count_in(macs_owner24, macs_count24, r, place) + count_in(macs_owner28, macs_count28, r, place) +
	       count_in(macs_owner36, macs_count36, r, place);
}
