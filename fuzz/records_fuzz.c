/* Device records from hostile hands: JSON lines, base64, and every reader behind them. */

#include <stdlib.h>

#include "base/file.h"
#include "cell/records.h"

static int drop(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	if (obs->field.n == 0 || obs->field.n > OBS_FIELD_MAX || obs->value.n > OBS_VALUE_MAX)
		abort();
	return 0;
}

static int record(struct records_sink *s, str device, uint64_t line) {
	(void)s;
	(void)line;
	if (device.n > RECORD_DEVICE_MAX)
		abort();
	return 0;
}

static int record_end(struct records_sink *s) {
	(void)s;
	return 0;
}

static int complain(struct records_sink *s, const struct complaint *c) {
	(void)s;
	if (!*c->what)
		abort();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static void *memory, *scratch;
	struct records_sink sink = { { drop }, record, record_end, complain };
	static struct records r;
	str all = { data, size };

	if (!memory) {
		memory = memory_reserve(RECORDS_MEMORY);
		scratch = memory_reserve(RECORDS_SCRATCH);
	}
	arena mem = arena_over(memory, RECORDS_MEMORY);
	if (!records_init(&r, &mem, &sink))
		abort();
	while (all.n)
		records_line(&r, str_cut(&all, '\n'), arena_over(scratch, RECORDS_SCRATCH));
	return 0;
}
