/*
 * Packing frames. All of it runs in the locked cell, and frame_rule_now() in
 * a signal handler: no allocation, no stdio, no call but write(2).
 */
#include "cell/frame.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/put.h"

static void put_head(uint8_t *to, enum frame_type type, size_t size) {
	*to++ = (uint8_t)type;
	put_be(to, size, 4);
}

int frames_flush(struct frames_out *f) {
	int r = file_write_all(f->fd, (str){ f->at, f->used });

	/* After a failure the pipe stands inside a frame: nothing can be saved by trying again. */
	f->used = 0;
	return r;
}

/* Makes sure that a frame with up to `size` bytes of payload has room. */
static int make_room(struct frames_out *f, size_t size) {
	return sizeof f->at - f->used < FRAME_HEAD_SIZE + size ? frames_flush(f) : 0;
}

/* Where the payload of the next frame goes. */
static uint8_t *payload(struct frames_out *f) {
	return f->at + f->used + FRAME_HEAD_SIZE;
}

/* Closes the frame whose payload ends before `end`. */
static void seal(struct frames_out *f, enum frame_type type, const uint8_t *end) {
	size_t size = (size_t)(end - payload(f));

	put_head(f->at + f->used, type, size);
	f->used += FRAME_HEAD_SIZE + size;
}

int frame_observation(struct frames_out *f, const struct obs *obs) {
	int r = make_room(f, FRAME_PAYLOAD_MAX);

	if (r)
		return r;
	size_t size = obs_pack(payload(f), FRAME_PAYLOAD_MAX, obs);
	/* Only a reader whose field names are too long comes here: a bug, not bad input. */
	if (!size)
		return -EMSGSIZE;
	seal(f, FRAME_OBSERVATION, payload(f) + size);
	return 0;
}

int frame_record(struct frames_out *f, str device, uint64_t line) {
	int r = make_room(f, 8 + FRAME_DEVICE_MAX);

	if (r)
		return r;
	if (device.n > FRAME_DEVICE_MAX)
		device.n = FRAME_DEVICE_MAX;
	seal(f, FRAME_RECORD, put_str(put_be(payload(f), line, 8), device));
	return 0;
}

int frame_record_end(struct frames_out *f) {
	int r = make_room(f, 0);

	if (!r)
		seal(f, FRAME_RECORD_END, payload(f));
	return r;
}

/* Sentences may quote the input: control bytes would reach a terminal. */
static uint8_t *put_sentence(uint8_t *to, const char *what) {
	for (; *what; what++)
		*to++ = (uint8_t)*what < 0x20 || *what == 0x7f ? '?' : (uint8_t)*what;
	return to;
}

static uint8_t *put_complaint(uint8_t *to, const struct complaint *c) {
	to = put_be(to, c->line, 4);
	to = put_be(to, c->column, 4);
	to = put_be(to, c->offset, 8);
	return put_sentence(to, c->what);
}

int frame_complaint(struct frames_out *f, const struct complaint *c) {
	int r = make_room(f, 16 + sizeof c->what);

	if (!r)
		seal(f, FRAME_COMPLAINT, put_complaint(payload(f), c));
	return r;
}

static int frame_number(struct frames_out *f, enum frame_type type, uint64_t number) {
	int r = make_room(f, 8);

	if (!r)
		seal(f, type, put_be(payload(f), number, 8));
	return r;
}

int frame_block_end(struct frames_out *f, uint64_t line_count, enum message_end end) {
	int r = make_room(f, 9);

	if (!r)
		seal(f, FRAME_BLOCK_END, put_be(put_be(payload(f), line_count, 8), end, 1));
	return r;
}

int frame_progress(struct frames_out *f, uint64_t bytes_done) {
	return frame_number(f, FRAME_PROGRESS, bytes_done);
}

int frame_report(struct frames_out *f, const struct cell_report *report) {
	const uint64_t numbers[] = { report->packets, report->conversations, report->finished_early,
				     report->not_understood, report->unread, report->unread_type };
	int r = make_room(f, sizeof numbers);

	if (r)
		return r;
	uint8_t *to = payload(f);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		to = put_be(to, numbers[i], 8);
	seal(f, FRAME_REPORT, to);
	return 0;
}

int frame_done(struct frames_out *f, enum frame_result result, int error, const struct complaint *c) {
	int r = make_room(f, 5 + 16 + sizeof c->what);

	if (r)
		return r;
	uint8_t *to = payload(f);
	*to++ = (uint8_t)result;
	to = put_be(to, (uint32_t)error, 4);
	seal(f, FRAME_DONE, put_complaint(to, c));
	return frames_flush(f);
}

void frame_rule_now(int fd, uint32_t call, const char *reader) {
	uint8_t frame[FRAME_HEAD_SIZE + 4 + FRAME_READER_MAX];
	uint8_t *to = put_be(frame + FRAME_HEAD_SIZE, call, 4);

	while (*reader && to < frame + sizeof frame)
		*to++ = (uint8_t)*reader++;
	put_head(frame, FRAME_RULE, (size_t)(to - frame) - FRAME_HEAD_SIZE);
	/*
	 * What was gathered stays unsaid: what a broken reader told last is not wanted.
	 * When even this write fails the keeper sees a dead cell.
	 */
	(void)!file_write_all(fd, (str){ frame, (size_t)(to - frame) });
}
