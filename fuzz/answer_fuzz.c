/* A cell that has fallen: whatever it writes, its keeper stays upright. */

#include <stdlib.h>

#include "cell/answer.h"

static int take(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	if (obs->field.n == 0 || obs->field.n > OBS_FIELD_MAX || obs->value.n > OBS_VALUE_MAX)
		abort();
	return 0;
}

static int record(struct cell_listener *l, str device, uint64_t line) {
	(void)l;
	(void)device;
	(void)line;
	return 0;
}

static int record_end(struct cell_listener *l) {
	(void)l;
	return 0;
}

static int complain(struct cell_listener *l, const struct complaint *c) {
	(void)l;
	(void)c;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct cell_listener listener = { { take }, record, record_end, complain, NULL };
	size_t used = 0;

	for (int mode = 0; mode < 3; mode++) {
		struct answer a = { .listener = &listener, .has_records = mode == 1, .has_messages = mode == 2 };

		answer_take(&a, (str){ data, size }, &used);
		if (used > size)
			abort();
	}
	return 0;
}
