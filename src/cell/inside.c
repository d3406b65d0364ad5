/*
 * The cell from the inside. Everything that could need a system call stands
 * before cell_lock(): behind it there is reading, and one pipe.
 */
#include "cell/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/frame.h"
#include "cell/lock.h"
#include "cell/messages.h"
#include "cell/records.h"
#include "flow/flow.h"

enum { PROGRESS_STEP = 4 * 1024 * 1024 }; /* bytes of input between two words of progress */

/* The desk at which the cell works: all its memory. */
struct inside {
	struct frames_out out;
	struct obs_sink observations;  /* of a capture, of messages */
	struct records_sink from_records;
	struct records records;
	struct messages messages;
	struct capture capture;
	struct cell_report report;
	struct complaint why;
	uint64_t told; /* bytes of progress that were last told */
};

static int take_observation(struct obs_sink *sink, const struct obs *obs) {
	struct inside *in = (struct inside *)((uint8_t *)sink - offsetof(struct inside, observations));

	return frame_observation(&in->out, obs);
}

static struct inside *of_records(struct records_sink *s) {
	return (struct inside *)((uint8_t *)s - offsetof(struct inside, from_records));
}

static int take_records_observation(struct obs_sink *sink, const struct obs *obs) {
	struct records_sink *s = (struct records_sink *)((uint8_t *)sink - offsetof(struct records_sink, sink));

	return frame_observation(&of_records(s)->out, obs);
}

static int take_record(struct records_sink *s, str device, uint64_t line) {
	return frame_record(&of_records(s)->out, device, line);
}

static int take_record_end(struct records_sink *s) {
	return frame_record_end(&of_records(s)->out);
}

static int take_complaint(struct records_sink *s, const struct complaint *c) {
	return frame_complaint(&of_records(s)->out, c);
}

static int tell_progress(struct inside *in, uint64_t bytes_done) {
	if (bytes_done - in->told < PROGRESS_STEP)
		return 0;
	in->told = bytes_done;
	return frame_progress(&in->out, bytes_done);
}

/* Captures */

/* How a walk through a capture ended; the sentence goes into `why`. */
static enum frame_result capture_result(struct inside *in, enum capture_end end) {
	const char *what = in->capture.why ? in->capture.why : "the file is damaged";

	if (end == CAPTURE_DONE)
		return RESULT_GOOD;
	if (end == CAPTURE_UNKNOWN)
		what = "neither a pcap nor a pcapng capture file";
	in->why.offset = in->capture.offset;
	complaint_say(&in->why, &(str){ (const uint8_t *)what, strlen(what) }, 1);
	return RESULT_BAD;
}

/* What stood before a damage is finished and told like everything else. */
static int read_capture(struct inside *in, str bytes, struct flow *flow, enum frame_result *ret_result) {
	struct packet packet;
	enum capture_end end;
	int r = 0;

	cell_watch(flow_reading(flow));
	capture_init(&in->capture, bytes);
	while (!r && (end = capture_next(&in->capture, &packet)) == CAPTURE_PACKET) {
		r = flow_packet(flow, &packet);
		if (!r)
			r = tell_progress(in, packet.offset);
	}
	if (!r)
		r = flow_end(flow);
	cell_watch(NULL);
	struct flow_counts counts = flow_counts(flow);
	in->report = (struct cell_report){
		.packets = counts.packets,
		.conversations = counts.conversations,
		.finished_early = counts.finished_early,
		.not_understood = counts.not_understood,
		.unread = counts.unread,
		.unread_type = counts.unread_type,
	};
	if (!r)
		*ret_result = capture_result(in, end);
	return r;
}

/* Records */

/* A line at the start of `rest`, with its end if it has one. */
static str line_of(str rest) {
	const uint8_t *end = rest.n ? memchr(rest.at, '\n', rest.n) : NULL;

	return (str){ rest.at, end ? (size_t)(end - rest.at) + 1 : rest.n };
}

/* Where the first line of a cut block begins; `end` when none does. It looks no further: a line may be as long as the file. */
static size_t first_start(str bytes, size_t at, size_t end) {
	if (at == 0 || at == end || bytes.at[at - 1] == '\n')
		return at;
	return at + line_of((str){ bytes.at + at, end - at }).n;
}

/* Lines that begin before `end`, handed on where they lie: nothing is copied. */
static int read_lines(struct inside *in, str bytes, size_t at, size_t end, arena scratch) {
	int r = 0;

	while (!r && at < end) {
		str line = line_of(str_after(bytes, at));

		at += line.n;
		r = records_line(&in->records, line, scratch);
	}
	return r;
}

/* 1 and the next order, `size` bytes of it; 0 when there will be none, or a negative errno. */
static int next_order(int fd, uint8_t *order, size_t size) {
	for (size_t used = 0; used < size;) {
		ssize_t n = read(fd, order + used, size - used);

		if (n == 0)
			return 0;
		if (n < 0 && errno != EINTR)
			return -errno;
		used += n > 0 ? (size_t)n : 0;
	}
	return 1;
}

static int read_block(struct inside *in, str bytes, cur order, arena scratch) {
	uint64_t offset = cur_be64(&order), size = cur_be64(&order);
	uint8_t special = cur_u8(&order);

	if (offset > bytes.n || size > bytes.n - offset)
		return -ERANGE;
	size_t at = (size_t)offset, end = (size_t)(offset + size);
	int r;

	records_begin(&in->records, special & BLOCK_FIRST);
	cell_watch(&in->records.reading);
	if (special & BLOCK_TOO_LONG)
		r = records_long_line(&in->records);
	else if (special & BLOCK_CUT)
		r = read_lines(in, bytes, first_start(bytes, at, end), end, scratch);
	else
		r = read_lines(in, (str){ bytes.at, end }, at, end, scratch);
	cell_watch(NULL);
	if (!r)
		r = frame_block_end(&in->out, in->records.line, MESSAGE_WHOLE);
	return r ? r : frames_flush(&in->out);
}

static int read_records(struct inside *in, const struct inside_task *task, arena scratch) {
	uint8_t order[FRAME_ORDER_SIZE];
	int r;

	while ((r = next_order(task->orders, order, sizeof order)) > 0) {
		r = read_block(in, task->bytes, cur_over((str){ order, sizeof order }), scratch);
		if (r)
			break;
	}
	return r;
}

/* Messages */

static int read_message(struct inside *in, const struct cell_message *message) {
	int r = messages_read(&in->messages, message);

	if (!r)
		r = frame_block_end(&in->out, in->messages.told_count, in->messages.end);
	return r ? r : frames_flush(&in->out);
}

static int read_messages(struct inside *in, const struct inside_task *task) {
	uint8_t order[MESSAGE_ORDER_SIZE];
	struct cell_message message;
	int r;

	messages_init(&in->messages, &in->observations);
	cell_watch(&in->messages.reading);
	while ((r = next_order(task->orders, order, sizeof order)) > 0) {
		if (!message_order_unpack(cur_over((str){ order, sizeof order }), task->bytes, &message))
			return -ERANGE;
		r = read_message(in, &message);
		if (r)
			break;
	}
	return r;
}

/* All */

/* Says the last words. `error` is 0 or a negative errno. */
_Noreturn static void leave(struct inside *in, enum frame_result result, int error) {
	/* When the pipe itself failed there is nobody to hear it; the exit code is for people with strace. */
	if (error)
		result = RESULT_FAILED;
	else
		error = frame_report(&in->out, &in->report);
	if (!error || result == RESULT_FAILED)
		frame_done(&in->out, result, -error, &in->why);
	_exit(error ? 1 : 0);
}

/* The last thing before reading. A cell that cannot be locked reads nothing. */
static void lock_or_leave(struct inside *in, const struct inside_task *task) {
	int keep[] = { in->out.fd, task->orders, CELL_SANITIZED ? STDERR_FILENO : -1 };
	int r = cell_close_others(keep, sizeof keep / sizeof *keep);

	if (!r)
		r = cell_lock(in->out.fd);
	if (r) {
		complaint_say(&in->why, &STR("the cell could not be locked, so nothing was read"), 1);
		leave(in, RESULT_FAILED, r);
	}
}

static _Noreturn void run_capture(struct inside *in, const struct inside_task *task) {
	void *memory = memory_reserve(FLOW_MEMORY);
	arena mem = arena_over(memory, memory ? FLOW_MEMORY : 0);
	struct flow *flow = memory ? flow_open(&mem, FLOW_MEMORY, &in->observations) : NULL;
	enum frame_result result = RESULT_GOOD;

	if (!flow)
		leave(in, RESULT_FAILED, -ENOMEM);
	lock_or_leave(in, task);
	int r = read_capture(in, task->bytes, flow, &result);
	leave(in, result, r);
}

/* What the keeper shares is its own to write. What does not begin on a page is not shared, but a copy. */
static void only_look(struct inside *in, str bytes) {
	if (bytes.n && mprotect((void *)(uintptr_t)bytes.at, bytes.n, PROT_READ) < 0 && errno != EINVAL)
		leave(in, RESULT_FAILED, -errno);
}

/* Who orders no more wants to hear no more. */
static _Noreturn void go(struct inside *in, int r) {
	if (!r)
		_exit(0);
	leave(in, RESULT_FAILED, r);
}

static _Noreturn void run_messages(struct inside *in, const struct inside_task *task) {
	only_look(in, task->bytes);
	lock_or_leave(in, task);
	go(in, read_messages(in, task));
}

static _Noreturn void run_records(struct inside *in, const struct inside_task *task) {
	size_t size = (size_t)RECORDS_MEMORY + RECORDS_SCRATCH;
	void *memory = memory_reserve(size);
	arena mem = arena_over(memory, memory ? size : 0);

	if (!memory || !records_init(&in->records, &mem, &in->from_records))
		leave(in, RESULT_FAILED, -ENOMEM);
	only_look(in, task->bytes);
	lock_or_leave(in, task);
	go(in, read_records(in, task, mem));
}

void inside_run(const struct inside_task *task, int to) {
	struct inside *in = memory_reserve(sizeof *in);

	if (!in)
		_exit(1);
	in->out.fd = to;
	in->observations.take = take_observation;
	in->from_records = (struct records_sink){
		.sink.take = take_records_observation,
		.record = take_record,
		.record_end = take_record_end,
		.complain = take_complaint,
	};
	if (task->is_capture)
		run_capture(in, task);
	if (task->is_messages)
		run_messages(in, task);
	run_records(in, task);
}
