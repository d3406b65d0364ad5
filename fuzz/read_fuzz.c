/*
 * One fuzzer for each protocol; PROTO, set by the build, names it. The bytes
 * go straight to that reader, whatever its hooks, twice: once as from a
 * sender on the link, once as a recorded message without one. What the reader
 * hands on goes to the others, as in real life.
 */

#include <stdlib.h>

#include "read/proto.h"

extern const struct proto PROTO;

enum { HEAD_SIZE = 16 }; /* what `proto.begins` sees at least */

static volatile uint8_t touched;

static void touch(str s) {
	for (size_t i = 0; i < s.n; i++)
		touched = s.at[i];
}

/*
 * Touches every byte that was told: a slice that lies must crash here. So
 * must what breaks a promise of obs.h.
 */
static int drop(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	touch(obs->field);
	touch(obs->value);
	if (obs->field.n == 0 || obs->field.n > OBS_FIELD_MAX || obs->value.n == 0 || obs->value.n > OBS_VALUE_MAX)
		abort();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct obs_sink sink = { drop };
	addr from = addr_parse(STR("2001:db8::7")), to = addr_parse(STR("2001:db8::8"));
	struct reading rx = { .out = &sink, .who = from, .to = to };
	struct reading recorded = { .out = &sink };
	str in = { data, size };

	enum read_end end = hand_to(&rx, &PROTO, cur_over(in));
	hand_to(&recorded, &PROTO, cur_over(in));
	/* What its own look at the head turns away would never have come to it. */
	if (PROTO.begins && size >= HEAD_SIZE && !PROTO.begins((str){ data, HEAD_SIZE }) && end != READ_NOT_MINE)
		abort();
	return 0;
}
