#include "base/complaint.h"

#include "base/text.h"

void complaint_say(struct complaint *c, const str *parts, size_t part_count) {
	struct text t = { .at = (uint8_t *)c->what, .size = sizeof c->what - 1 };

	for (size_t i = 0; i < part_count; i++)
		text_str(&t, parts[i]);
	c->what[t.used] = 0;
}
