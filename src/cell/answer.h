#pragma once

/*
 * answer: the keeper's end of the pipe. Takes what a cell wrote apart and
 * believes none of it: a cell may have fallen to the bytes it read.
 */

#include "cell/cell.h"

struct answer {
	struct cell_listener *listener;
	bool has_records;  /* a cell that reads records, not a capture */
	bool has_messages; /* a cell that reads single messages; `line` counts the observations of one */
	bool in_record, reported, done;
	bool block_ended;  /* all of a block was answered; set to false for the next one */
	enum message_end end; /* of a message */
	bool input_bad;    /* the last word was: the input is damaged */
	uint64_t line;     /* of the last record or complaint of the block: they only go up; then its lines */
	uint64_t progress_ms; /* when the listener was last told of progress */
	struct cell_report report;
	struct complaint why; /* for every answer but 0 */
};

/*
 * Takes the whole frames at the start of `bytes`, `*ret_used` bytes of them,
 * and tells the listener. 0, the listener's negative answer, a negative errno
 * that the cell met, CELL_BROKE_RULE, or CELL_LIED.
 */
int answer_take(struct answer *a, str bytes, size_t *ret_used);
