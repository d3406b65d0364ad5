/*
 * The keeper's distrust, frame by frame. Whatever arrives was written by a
 * process that hostile bytes may have taken over, so order, sizes, ranges and
 * characters are all checked before the listener hears of them.
 */
#include "cell/answer.h"

#include <time.h>

#include "base/cur.h"
#include "cell/frame.h"
#include "cell/lock.h"

enum {
	PROGRESS_PAUSE_MS = 100, /* the cell has no clock, so the keeper holds the pace */
	ERRNO_MAX = 4095, /* the kernel's own limit, MAX_ERRNO */
};

#define SAY(a, ...) \
	complaint_say(&(a)->why, (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* A lie is told by its place, never by its bytes: they are not fit for a terminal. */
static int lied(struct answer *a, str how) {
	SAY(a, STR("the cell's answer was malformed: "), how);
	return CELL_LIED;
}

static int take_observation(struct answer *a, cur *in) {
	struct obs obs;

	if (!obs_unpack(in, &obs) || cur_left(in))
		return lied(a, STR("an observation"));
	/* Of a record everything is its device's own; an address would give it to another. */
	if (a->has_records && (!a->in_record || obs.who.kind != ADDR_NONE))
		return lied(a, STR("an observation that is no record's"));
	if (a->has_messages && ++a->line > CELL_MESSAGE_OBSERVATIONS_MAX)
		return lied(a, STR("more observations than a message gives"));
	return a->listener->sink.take(&a->listener->sink, &obs);
}

static int take_record(struct answer *a, cur *in) {
	uint64_t line = cur_be64(in);
	str device = cur_rest(in);

	/* A line makes one record: what is answered must stay in the order of the input. */
	if (in->bad || !a->has_records || a->in_record || line <= a->line || device.n > FRAME_DEVICE_MAX)
		return lied(a, STR("the beginning of a record"));
	a->in_record = true;
	a->line = line;
	return a->listener->record ? a->listener->record(a->listener, device, line) : 0;
}

static int take_record_end(struct answer *a, cur *in) {
	if (cur_left(in) || !a->in_record)
		return lied(a, STR("the end of a record"));
	a->in_record = false;
	return a->listener->record_end ? a->listener->record_end(a->listener) : 0;
}

/* Bytes above 0x7f pass: names of devices are UTF-8. Whoever prints escapes the rest. */
static bool is_printable(str text) {
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < 0x20 || text.at[i] == 0x7f)
			return false;
	return true;
}

/* False when it is malformed. The sentence may be empty. */
static bool unpack_complaint(cur *in, struct complaint *ret_complaint) {
	struct complaint c = { .line = cur_be32(in), .column = cur_be32(in) };

	c.offset = cur_be64(in);
	str what = cur_rest(in);
	if (in->bad || what.n >= sizeof c.what || !is_printable(what))
		return false;
	complaint_say(&c, &what, 1);
	*ret_complaint = c;
	return true;
}

static int take_complaint(struct answer *a, cur *in) {
	struct complaint c;

	if (!unpack_complaint(in, &c) || !a->has_records || a->in_record || c.line < a->line)
		return lied(a, STR("a complaint"));
	a->line = c.line;
	return a->listener->complain ? a->listener->complain(a->listener, &c) : 0;
}

static int take_block_end(struct answer *a, cur *in) {
	uint64_t line_count = cur_be64(in);
	uint8_t end = cur_u8(in);

	if (in->bad || cur_left(in) || end > MESSAGE_STAYS || !(a->has_records || a->has_messages) || a->in_record ||
	    line_count < a->line)
		return lied(a, STR("the end of a block"));
	if (a->has_messages && line_count != a->line)
		return lied(a, STR("the end of a message"));
	a->line = line_count;
	a->block_ended = true;
	a->end = end;
	return 0;
}

static uint64_t now_ms(void) {
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static int take_progress(struct answer *a, cur *in) {
	uint64_t bytes_done = cur_be64(in), now;

	if (in->bad || cur_left(in))
		return lied(a, STR("its progress"));
	if (!a->listener->progress)
		return 0;
	now = now_ms();
	if (now - a->progress_ms >= PROGRESS_PAUSE_MS) {
		a->progress_ms = now;
		a->listener->progress(a->listener, bytes_done);
	}
	return 0;
}

static int take_report(struct answer *a, cur *in) {
	struct cell_report *r = &a->report;
	uint64_t *const numbers[] = { &r->packets, &r->conversations, &r->finished_early, &r->not_understood, &r->unread,
				      &r->unread_type };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = cur_be64(in);
	if (in->bad || cur_left(in) || a->has_records || a->has_messages || a->reported)
		return lied(a, STR("its report"));
	a->reported = true;
	return 0;
}

static int take_rule(struct answer *a, cur *in) {
	uint32_t call = cur_be32(in);
	str reader = cur_rest(in);
	uint8_t room[64];
	struct text name = TEXT(room);

	/* The name comes from the cell's memory, which its reader may have overwritten. */
	if (in->bad || reader.n > FRAME_READER_MAX || !is_printable(reader))
		return lied(a, STR("a broken rule"));
	cell_call_name(&name, call);
	if (reader.n)
		SAY(a, STR("the reader '"), reader, STR("' tried the system call '"), text_done(&name),
		    STR("', which the cell does not allow"));
	else
		SAY(a, STR("the cell tried the system call '"), text_done(&name),
		    STR("' outside of all readers, which it is not allowed"));
	return CELL_BROKE_RULE;
}

static int take_done(struct answer *a, cur *in) {
	uint8_t result = cur_u8(in);
	uint32_t error = cur_be32(in);
	struct complaint why;

	/* A failure has an errno and nothing else has one; only a failure may come without a report. */
	if (!unpack_complaint(in, &why) || a->in_record || error > ERRNO_MAX ||
	    result > RESULT_FAILED || (result == RESULT_FAILED) != (error > 0) ||
	    (!a->reported && result != RESULT_FAILED))
		return lied(a, STR("its last word"));
	a->done = true;
	a->input_bad = result == RESULT_BAD;
	a->why = why;
	return -(int)error;
}

static int take_frame(struct answer *a, uint8_t type, cur in) {
	static int (*const takers[])(struct answer *, cur *) = {
		[FRAME_OBSERVATION] = take_observation, [FRAME_RECORD] = take_record,
		[FRAME_RECORD_END] = take_record_end, [FRAME_COMPLAINT] = take_complaint,
		[FRAME_PROGRESS] = take_progress, [FRAME_REPORT] = take_report,
		[FRAME_RULE] = take_rule, [FRAME_DONE] = take_done,
		[FRAME_BLOCK_END] = take_block_end,
	};

	if (type >= sizeof takers / sizeof *takers || !takers[type])
		return lied(a, STR("a frame of no known type"));
	if (a->done)
		return lied(a, STR("it spoke after its last word"));
	if (a->block_ended)
		return lied(a, STR("it spoke when nothing was asked"));
	/* Behind its report a cell may only say how it ended. */
	if (a->reported && type != FRAME_DONE && type != FRAME_RULE)
		return lied(a, STR("it spoke after its report"));
	return takers[type](a, &in);
}

int answer_take(struct answer *a, str bytes, size_t *ret_used) {
	size_t used = 0;
	int r = 0;

	while (!r && bytes.n - used >= FRAME_HEAD_SIZE) {
		cur in = cur_over(str_after(bytes, used));
		uint8_t type = cur_u8(&in);
		uint32_t size = cur_be32(&in);

		/* Said before its bytes are waited for: the buffer must always hold a whole frame. */
		if (size > FRAME_PAYLOAD_MAX)
			return lied(a, STR("a frame that is too long"));
		if (size > cur_left(&in))
			break;
		r = take_frame(a, type, cur_over(cur_take(&in, size)));
		used += FRAME_HEAD_SIZE + size;
	}
	*ret_used = used;
	return r;
}
