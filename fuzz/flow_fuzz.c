/*
 * A whole capture file, through the walk, flow and every reader behind it.
 * The memory is the smallest that flow takes, so that its tables fill up.
 */

#include <stdlib.h>

#include "flow/flow.h"

enum { MEMORY = 4 << 20 };

static volatile uint8_t touched;

static void touch(str s) {
	for (size_t i = 0; i < s.n; i++)
		touched = s.at[i];
}

/* Every byte that was told is touched: a slice that lies must crash here. */
static int take(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	touch(obs->field);
	touch(obs->value);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static uint8_t memory[MEMORY];
	static struct capture capture;
	struct obs_sink sink = { take };
	arena mem = arena_over(memory, sizeof memory);
	struct flow *flow = flow_open(&mem, sizeof memory, &sink);
	struct packet packet;

	if (!flow)
		abort();
	capture_init(&capture, (str){ data, size });
	while (capture_next(&capture, &packet) == CAPTURE_PACKET)
		if (flow_packet(flow, &packet))
			abort();
	if (capture.offset > size || flow_end(flow))
		abort();
	return 0;
}
