#pragma once

/*
 * doc_wire: what a document box says to its keeper, in frames as in frame.h:
 *
 *     T  SSSS  payload
 *
 *     DOC_FRAME_SHEET      name…                         a sheet begins
 *     DOC_FRAME_ROW        NNNN H CC, C times K SS text… number, hidden, cells: kind, size
 *     DOC_FRAME_COMPLAINT  SS sheet… LLLL CCCC OOOOOOOO sentence…
 *     DOC_FRAME_PROGRESS   BBBBBBBB                      bytes of the document done
 *     DOC_FRAME_DONE       R EEEE K E S D SSSSSSSS MMMMMMMM, then as a complaint
 *     FRAME_RULE           as in frame.h
 *
 * DONE: enum frame_result, errno, enum doc_kind, dialect (encoding, separator,
 * decimal comma), sheets, complaints. Big-endian, a letter a byte. Pure: no
 * system calls, no memory.
 */

#include "cell/cell.h"
#include "cell/docbox.h"
#include "cell/frame.h"

enum doc_frame {
	DOC_FRAME_SHEET = 64, /* past those of frame.h */
	DOC_FRAME_ROW,
	DOC_FRAME_COMPLAINT,
	DOC_FRAME_PROGRESS,
	DOC_FRAME_DONE,
};

enum {
	DOC_NAME_MAX = 255,         /* bytes of a sheet's name; Excel has at most 31 characters */
	DOC_ROW_FRAME_MAX = FRAME_HEAD_SIZE + 7 + TABLE_COLUMNS_MAX * 3 + TABLE_ROW_MAX,
	DOC_SMALL_FRAME_MAX = 1024, /* all others */
};

/* Each writes a whole frame and returns its size; `to` has DOC_ROW_FRAME_MAX bytes for a row, else DOC_SMALL_FRAME_MAX. */
size_t doc_pack_sheet(uint8_t *to, str name);
size_t doc_pack_row(uint8_t *to, const struct table_row *row);
size_t doc_pack_complaint(uint8_t *to, const struct complaint *c);
size_t doc_pack_progress(uint8_t *to, uint64_t bytes_done);
size_t doc_pack_done(uint8_t *to, enum frame_result result, int error, const struct doc_report *report,
		     const struct complaint *c);

/* What the keeper has heard. */
struct doc_answer {
	struct doc_listener *listener;
	uint64_t size;            /* bytes of the document */
	struct doc_report report;
	struct complaint why;
	bool done, input_bad;
	/* The sheet at hand. */
	uint8_t sheet[DOC_NAME_MAX];
	size_t sheet_size;
	struct table_cell cells[TABLE_COLUMNS_MAX];
};

/*
 * Takes the whole frames at the start of `bytes` and tells the listener.
 * `ret_taken`: their size. 0; CELL_LIED or CELL_BROKE_RULE with `why`; or <0
 * of the listener or of the box's machine.
 */
int doc_answer_take(struct doc_answer *a, str bytes, size_t *ret_taken);
