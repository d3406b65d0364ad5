#include "cmd/reconcile_joined.h"

#include <errno.h>

#include "store/joined.h"

int reconcile_joined(struct store *s, arena *mem, int64_t row, str device, struct joined_row **ret_rows, size_t *ret_count) {
	const struct joining *joinings;
	struct joined_row *rows;
	size_t count = 0, joined = 0;
	int r = store_joinings(s, mem, row, &joinings, &count);

	if (r)
		return r;
	rows = arena_new(mem, struct joined_row, count);
	if (!rows)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		if (joinings[i].is_joined)
			rows[joined++] = (struct joined_row){
				.device = device, .row = row, .name = joinings[i].name, .source = joinings[i].source,
				.place = joinings[i].place, .kind = joinings[i].by.kind,
				.value = arena_str(mem, identifier_text(&joinings[i].by)),
			};
	*ret_rows = rows;
	*ret_count = joined;
	return mem->full ? -ENOMEM : 0;
}
