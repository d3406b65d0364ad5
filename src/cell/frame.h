#pragma once

/*
 * frame: how a cell speaks through its pipe to its keeper.
 *
 *     T  SSSS  payload          T: enum frame_type, S: bytes of payload
 *
 *     FRAME_OBSERVATION  as obs_pack() has it
 *     FRAME_RECORD       LLLLLLLL device…              a record begins on line L
 *     FRAME_RECORD_END   -
 *     FRAME_COMPLAINT    LLLL CCCC OOOOOOOO sentence…  line, column, offset
 *     FRAME_PROGRESS     BBBBBBBB                      bytes of input done
 *     FRAME_REPORT       four numbers of 8 bytes       struct cell_report, in its order
 *     FRAME_RULE         NNNN reader…                  a forbidden call, by number
 *     FRAME_DONE         R EEEE, then as a complaint   enum frame_result, errno
 *     FRAME_BLOCK_END    NNNNNNNN W                    the lines of the block, or the observations of the message; W: how it ended
 *     FRAME_TURN         as in tlsbox_wire.h           only of a TLS box
 *
 * To a cell that reads records goes, for each block, an order through a
 * socket: OOOOOOOO SSSSSSSS B, offset and size in its bytes, what is special.
 * For single messages the order is in cell/messages.h.
 *
 * All numbers are big-endian. The cell puts whole frames into a buffer and
 * writes the buffer when it is full, so the pipe always stands between two
 * frames when the cell is not inside write(2).
 */

#include "base/complaint.h"
#include "cell/cell.h"

enum frame_type {
	FRAME_OBSERVATION = 1,
	FRAME_RECORD,
	FRAME_RECORD_END,
	FRAME_COMPLAINT,
	FRAME_PROGRESS,
	FRAME_REPORT,
	FRAME_RULE,
	FRAME_DONE,
	FRAME_BLOCK_END,
	FRAME_TURN,
};

enum frame_result {
	RESULT_GOOD,   /* the input was read to its end */
	RESULT_BAD,    /* the input is damaged */
	RESULT_FAILED, /* the machine failed, by errno */
};

enum {
	FRAME_HEAD_SIZE = 5,
	FRAME_ORDER_SIZE = 17,
	FRAME_PAYLOAD_MAX = OBS_VALUE_MAX + 256, /* the longest observation: 38 bytes, its name, its value */
	FRAME_BUFFER_SIZE = 256 * 1024,          /* a few dozen of the longest; some thousand usual ones */
	FRAME_DEVICE_MAX = 4096,                 /* a device's name: a URL or a path at the worst */
	FRAME_READER_MAX = 64,                   /* a protocol's name: a word */
};

/* The cell's end: frames gather here until they are written to `fd`. */
struct frames_out {
	int fd;
	size_t used;
	uint8_t at[FRAME_BUFFER_SIZE];
};

/* Each: 0, or a negative errno when the pipe failed. Too long names are cut. */
int frame_observation(struct frames_out *f, const struct obs *obs);
int frame_record(struct frames_out *f, str device, uint64_t line);
int frame_record_end(struct frames_out *f);
int frame_complaint(struct frames_out *f, const struct complaint *c);
int frame_block_end(struct frames_out *f, uint64_t line_count, enum message_end end);
int frame_progress(struct frames_out *f, uint64_t bytes_done);
int frame_report(struct frames_out *f, const struct cell_report *report);
int frame_done(struct frames_out *f, enum frame_result result, int error, const struct complaint *c);

/* Writes what was gathered. */
int frames_flush(struct frames_out *f);

/*
 * Writes a FRAME_RULE at once, past what was gathered. For the signal
 * handler: it calls nothing but write(2).
 */
void frame_rule_now(int fd, uint32_t call, const char *reader);
