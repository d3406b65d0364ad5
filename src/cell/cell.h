#pragma once

/*
 * A cell: a locked process in which all reading of untrusted bytes is done.
 *
 * The bytes are mapped before the door closes; the cell's memory is reserved
 * then too. After that it lives with read, write, exit, exit_group and
 * rt_sigreturn; any other call ends it, and it says which reader made which
 * call. Observations leave in batches through a pipe; the keeper treats them
 * as untrusted.
 *
 * Functions return 0, a negative errno when the machine failed, or one of
 * the answers below.
 */

#include "base/complaint.h"
#include "fact/obs.h"

enum {
	CELL_DEAD = 1,    /* the cell ended without a word; `reterr` says by which signal */
	CELL_BROKE_RULE,  /* it made a forbidden call; `reterr` names reader and call */
	CELL_LIED,        /* its answer was malformed */
	CELL_INPUT_BAD,   /* the input is damaged; `reterr` says where; what was good was given */
	CELL_TOO_LONG,    /* the message is longer than CELL_MESSAGE_MAX: nothing was read, the cell lives */
};

/* Who wants to know what a cell reads. Each returns 0, or <0 to stop. */
struct cell_listener {
	struct obs_sink sink; /* every observation; valid during the call only */
	/* identify: a record begins; `line` is its line, from 1. NULL in captures. */
	int (*record)(struct cell_listener *l, str device, uint64_t line);
	/* identify: the record is complete. */
	int (*record_end)(struct cell_listener *l);
	/* identify: a line that is no record; the others go on. */
	int (*complain)(struct cell_listener *l, const struct complaint *c);
	/* So many of the input's bytes are done; at most some ten times a second. May be NULL. */
	void (*progress)(struct cell_listener *l, uint64_t bytes_done);
};

/* What was in a capture: struct flow_counts has the words. */
struct cell_report {
	uint64_t packets, conversations, finished_early, not_understood, unread, unread_type;
};

/* Reads a mapped capture file. `ret_report` is filled as far as reading came. */
int cell_read_capture(str capture, struct cell_listener *l, struct cell_report *ret_report,
		      struct complaint *reterr);

/*
 * A cell that reads device records, JSON lines as in design 5.1, block by
 * block: so several cells can share one input. It sees `bytes` and may not
 * write to them; the keeper may fill shared memory there between two blocks.
 * It dies with the thread that opened it: open all of them before threads
 * begin. `ret_cell` is closed by cell_close().
 */
struct cell;
int cell_open(str bytes, struct cell **ret_cell);

/* Keeps the cell on one processor. Where that is not allowed it runs where it may. */
void cell_keep_on(const struct cell *c, unsigned processor);

/* What is special about a block. */
enum {
	BLOCK_FIRST = 1 << 0,    /* the input begins here: perhaps with a byte order mark */
	BLOCK_TOO_LONG = 1 << 1, /* it stands for a line of which only that it is too long is known */
	BLOCK_CUT = 1 << 2,      /* it was cut anywhere: the lines that begin in it are meant, even if they end behind it */
};

/*
 * Reads whole lines, or those that a cut block means, in a part of the cell's
 * bytes; only the input's last line may lack its end. Lines count from 1 in each block, `ret_line_count` in
 * all. The record's own fields come first as observations; values of fields
 * that a protocol reads (*.raw, documents) are read and give further
 * observations, all with `who` ADDR_NONE and the line as offset. After any
 * answer but 0 the cell is dead.
 */
int cell_read_block(struct cell *c, str block, unsigned special, struct cell_listener *l, uint64_t *ret_line_count,
		    struct complaint *reterr);

/*
 * A cell for single messages, such as answers to our own questions: nothing
 * of one is remembered when the next is read. As cell_open() otherwise.
 */
int cell_messages_open(struct cell **ret_cell);

enum {
	CELL_MESSAGE_MAX = 64 * 1024,         /* bytes: more than any datagram has */
	CELL_MESSAGE_OBSERVATIONS_MAX = 4096, /* of one message; the richest real one gives some hundred */
	CELL_MESSAGE_MS = 5 * 1000,           /* a reader needs microseconds; one that turns in circles ends here */
};

/* What the bytes of a message are. */
enum message_kind {
	MESSAGE_UDP,         /* one datagram */
	MESSAGE_TCP,         /* the first bytes of a TCP direction, or what was said in clear inside TLS */
	MESSAGE_CERTIFICATE, /* DER (RFC 5280), shown by the sender as its own */
};

struct cell_message {
	enum message_kind kind;
	addr who, to;         /* from whom to whom */
	uint16_t from_port, to_port;
	uint16_t asked_port;  /* to which the question went that this answers: many answer from another; 0 when none */
	uint64_t time_us;     /* copied into every observation */
	str bytes;            /* at most CELL_MESSAGE_MAX */
};

/*
 * Reads one message by the readers of its ports, else by those that know it by
 * its bytes. What no reader takes is told as "udp.PORT.raw" or "tcp.PORT.raw":
 * its first bytes, without secrets; PORT is the one that was asked, else the
 * sender's. A certificate is read as one whatever the port, or not at all.
 * CELL_TOO_LONG harms nothing; after any other answer but 0 the cell is dead
 * and only this message is lost: close it and open another.
 */
int cell_read_message(struct cell *c, const struct cell_message *m, struct cell_listener *l, struct complaint *reterr);

/* How a message ended, as far as its reader can tell. */
enum message_end {
	MESSAGE_CUT,   /* more may follow: of a stream that only ends with its connection nobody can tell before */
	MESSAGE_WHOLE, /* nothing need follow */
	MESSAGE_STAYS, /* nor does: who sent it awaits the next question on the same connection */
};

/* Of the message that was read last. */
enum message_end cell_message_end(const struct cell *c);

/* Ends it; NULL is allowed. */
void cell_close(struct cell *c);

/*
 * Locks the calling process for good; `report_fd` is where a broken rule
 * is reported. Exposed for the test. 0 or a negative errno.
 */
int cell_lock(int report_fd);
