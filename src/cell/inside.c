/*
 * The cell from the inside. Everything that could need a system call stands
 * before cell_lock(): behind it there is reading, and one pipe.
 */
#include "cell/inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/frame.h"
#include "cell/lock.h"
#include "cell/records.h"
#include "flow/flow.h"

enum {
	PROGRESS_STEP = 4 * 1024 * 1024,    /* bytes of input between two words of progress */
	STREAM_CHUNK = 256 * 1024,          /* the most that one read takes from a pipe */
	STREAM_SIZE = RECORD_LINE_MAX + STREAM_CHUNK,
};

/* The desk at which the cell works: all its memory. */
struct inside {
	struct frames_out out;
	struct obs_sink observations;  /* of a capture */
	struct records_sink from_records;
	struct records records;
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
	};
	if (!r)
		*ret_result = capture_result(in, end);
	return r;
}

/* Records */

/* Lines are handed on where they lie: a mapped file is never copied. */
static int read_mapped_records(struct inside *in, str bytes, arena scratch) {
	str rest = bytes;
	int r = 0;

	while (!r && rest.n) {
		const uint8_t *end = memchr(rest.at, '\n', rest.n);
		str line = { rest.at, end ? (size_t)(end - rest.at) + 1 : rest.n };

		rest = str_after(rest, line.n);
		r = records_line(&in->records, line, scratch);
		if (!r)
			r = tell_progress(in, (uint64_t)(bytes.n - rest.n));
	}
	return r;
}

/* Bytes from a pipe, between two reads. */
struct stream {
	uint8_t *at;    /* STREAM_SIZE bytes */
	size_t used;
	bool skipping;  /* inside a line that is too long */
	uint64_t done;
};

/* Gives away all whole lines, and what is left when the stream has ended. */
static int cut_lines(struct inside *in, struct stream *s, bool ended, arena scratch) {
	str rest = { s->at, s->used };
	int r = 0;

	while (!r && rest.n) {
		const uint8_t *end = memchr(rest.at, '\n', rest.n);
		str line = { rest.at, end ? (size_t)(end - rest.at) + 1 : rest.n };
		/* Without this a line without end would wait for room for ever. */
		bool too_long = !end && rest.n > RECORD_LINE_MAX;

		if (!end && !ended && !too_long && !s->skipping)
			break;
		if (too_long && !s->skipping)
			r = records_long_line(&in->records);
		else if (!s->skipping)
			r = records_line(&in->records, line, scratch);
		s->skipping = !end && (too_long || s->skipping);
		rest = str_after(rest, line.n);
	}
	if (rest.n)
		memmove(s->at, rest.at, rest.n);
	s->used = rest.n;
	return r;
}

static int read_streamed_records(struct inside *in, int fd, struct stream *s, arena scratch) {
	for (;;) {
		/* Whoever feeds the pipe line by line gets each answer before the next line. */
		int r = frames_flush(&in->out);
		ssize_t n = r ? 0 : read(fd, s->at + s->used, STREAM_SIZE - s->used);

		if (r || (n < 0 && errno != EINTR))
			return r ? r : -errno;
		s->used += n > 0 ? (size_t)n : 0;
		s->done += n > 0 ? (size_t)n : 0;
		r = cut_lines(in, s, n == 0, scratch);
		if (!r)
			r = tell_progress(in, s->done);
		if (r || n == 0)
			return r;
	}
}

static int read_records(struct inside *in, const struct inside_task *task, struct stream *s, arena scratch) {
	cell_watch(&in->records.reading);
	int r = task->fd < 0 ? read_mapped_records(in, task->bytes, scratch) :
			       read_streamed_records(in, task->fd, s, scratch);

	cell_watch(NULL);
	in->report = (struct cell_report){ .records = in->records.good_count, .bad_records = in->records.bad_count };
	return r;
}

/* Both */

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
	int keep[] = { in->out.fd, task->fd, CELL_SANITIZED ? STDERR_FILENO : -1 };
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

static _Noreturn void run_records(struct inside *in, const struct inside_task *task) {
	size_t size = (size_t)RECORDS_MEMORY + RECORDS_SCRATCH + STREAM_SIZE;
	void *memory = memory_reserve(size);
	arena mem = arena_over(memory, memory ? size : 0);
	struct stream stream = { .at = memory };

	/* The stream's buffer comes first and by hand: arena_take() would touch all of it. */
	if (memory)
		mem.at += STREAM_SIZE;
	if (!memory || !records_init(&in->records, &mem, &in->from_records))
		leave(in, RESULT_FAILED, -ENOMEM);
	lock_or_leave(in, task);
	int r = read_records(in, task, &stream, mem);
	leave(in, RESULT_GOOD, r);
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
	run_records(in, task);
}
