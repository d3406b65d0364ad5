/*
 * The keeper: starts a cell, hears it out, and says how it ended.
 */
#include "cell/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "base/put.h"
#include "cell/answer.h"
#include "cell/child.h"
#include "cell/frame.h"
#include "cell/inside.h"
#include "cell/messages.h"

enum {
	PIPE_SIZE = 1024 * 1024,    /* what an ordinary user may ask for, /proc/sys/fs/pipe-max-size */
	KEEPER_SIZE = 1024 * 1024,  /* more than one frame, so that reading always goes on */
};

/* A cell as its keeper holds it. */
struct cell {
	pid_t pid; /* 0 when it has ended */
	int from;
	int orders; /* -1 for a cell that reads a capture */
	str bytes;  /* what blocks are parts of */
	uint8_t *room; /* CELL_MESSAGE_MAX shared bytes for messages, else NULL */
	int64_t until_ms; /* when patience with a message ends, on the monotonic clock; 0 in blocks and captures */
	uint8_t *buffer; /* KEEPER_SIZE bytes */
	size_t used;
	struct answer answer;
};

static int start(struct cell *k, const struct inside_task *task) {
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	/* A larger pipe saves switches between the two; without it all works as well. */
	(void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE);
	/*
	 * The child never returns from here, so that no buffer of stdio is written
	 * twice and no handler of exit() runs in it.
	 */
	k->pid = fork();
	if (k->pid == 0) {
		close(ends[0]);
		inside_run(task, ends[1]);
	}
	int r = k->pid < 0 ? -errno : 0;
	if (r)
		k->pid = 0;
	/* Only the cell may hold this end, or its death would never end the pipe. */
	close(ends[1]);
	if (r)
		close(ends[0]);
	else
		k->from = ends[0];
	return r;
}

/* As child_end(). */
static int finish(struct cell *k, bool at_once) {
	/* First, or one that is waiting for room in the pipe would never end. */
	close(k->from);
	int status = child_end(k->pid, at_once);
	k->pid = 0;
	return status;
}

/* Waits for the cell's next words, as long as patience lasts. 0, CELL_DEAD, or a negative errno. */
static int await(struct cell *k) {
	int n = child_await(k->from, POLLIN, k->until_ms);

	if (n)
		return n < 0 ? n : 0;
	complaint_say(&k->answer.why, &STR("the cell had not read a message after five seconds"), 1);
	return CELL_DEAD;
}

/* Takes answers until the pipe or the block ends. */
static int listen_to(struct cell *k) {
	while (!k->answer.block_ended) {
		size_t taken = 0;
		int waited = k->until_ms ? await(k) : 0;

		if (waited)
			return waited;
		ssize_t n = read(k->from, k->buffer + k->used, KEEPER_SIZE - k->used);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (n == 0)
			return 0;
		k->used += (size_t)n;
		int r = answer_take(&k->answer, (str){ k->buffer, k->used }, &taken);
		if (r)
			return r;
		/* What is left is less than one frame. */
		k->used -= taken;
		if (taken && k->used)
			memmove(k->buffer, k->buffer + taken, k->used);
	}
	return 0;
}

/* What it all comes to: `r` is what listening gave, `status` how the cell ended. */
static int judge(struct cell *k, int r, int status) {
	struct answer *a = &k->answer;

	if (r)
		return r;
	if (!a->done) {
		child_say_death(&a->why, STR("the cell"), status);
		return CELL_DEAD;
	}
	return a->input_bad ? CELL_INPUT_BAD : 0;
}

int cell_read_capture(str capture, struct cell_listener *l, struct cell_report *ret_report, struct complaint *reterr) {
	const struct inside_task task = { .bytes = capture, .orders = -1, .is_capture = true };
	struct cell k = { .orders = -1, .answer = { .listener = l } };

	k.buffer = malloc(KEEPER_SIZE);
	if (!k.buffer)
		return -ENOMEM;
	int r = start(&k, &task);
	if (!r) {
		r = listen_to(&k);
		r = judge(&k, r, finish(&k, r != 0));
		*ret_report = k.answer.report;
	}
	if (r)
		*reterr = k.answer.why;
	free(k.buffer);
	return r;
}

/* The cell's own end of its orders must be nobody else's: the next cell would keep it open. */
static int start_with_orders(struct cell *k) {
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return -errno;
	int r = start(k, &(struct inside_task){ .bytes = k->bytes, .orders = ends[1], .is_messages = k->room != NULL });
	close(ends[1]);
	if (r)
		close(ends[0]);
	else
		k->orders = ends[0];
	return r;
}

/* A cell that takes orders; `room` as in struct cell, which owns it from now on. */
static int open_for_orders(str bytes, uint8_t *room, struct cell **ret_cell) {
	struct cell *k = calloc(1, sizeof *k);
	int r = -ENOMEM;

	if (!k) {
		memory_release(room, CELL_MESSAGE_MAX);
		return r;
	}
	*k = (struct cell){
		.orders = -1, .bytes = bytes, .room = room,
		.answer = { .has_records = !room, .has_messages = room != NULL },
	};
	k->buffer = malloc(KEEPER_SIZE);
	if (k->buffer)
		r = start_with_orders(k);
	if (r)
		cell_close(k);
	else
		*ret_cell = k;
	return r;
}

int cell_open(str bytes, struct cell **ret_cell) {
	return open_for_orders(bytes, NULL, ret_cell);
}

int cell_messages_open(struct cell **ret_cell) {
	uint8_t *room = memory_share(CELL_MESSAGE_MAX);

	if (!room)
		return -ENOMEM;
	int r = open_for_orders((str){ room, CELL_MESSAGE_MAX }, room, ret_cell);
	/* The next cell has no business with it. */
	if (!r)
		memory_unshare(room, CELL_MESSAGE_MAX);
	return r;
}

void cell_keep_on(const struct cell *k, unsigned processor) {
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	(void)sched_setaffinity(k->pid, sizeof one, &one);
}

static int order(const struct cell *k, str order) {
	/* An order is far smaller than what a socket takes at once; a cell that died has left its last word. */
	if (send(k->orders, order.at, order.n, MSG_NOSIGNAL) < 0 && errno != EPIPE && errno != ECONNRESET)
		return -errno;
	return 0;
}

static int order_block(const struct cell *k, str block, unsigned special) {
	uint8_t bytes[FRAME_ORDER_SIZE];
	uint64_t offset = block.n ? (uint64_t)(block.at - k->bytes.at) : 0;

	put_be(put_be(put_be(bytes, offset, 8), block.n, 8), special, 1);
	return order(k, (str){ bytes, sizeof bytes });
}

static int order_message(const struct cell *k, const struct cell_message *m) {
	uint8_t bytes[MESSAGE_ORDER_SIZE];

	put_str(k->room, m->bytes);
	message_order_pack(bytes, m);
	return order(k, (str){ bytes, sizeof bytes });
}

static int lied(struct cell *k, str how) {
	complaint_say(&k->answer.why, (const str[]){ STR("the cell's answer was malformed: "), how }, 2);
	return CELL_LIED;
}

int cell_read_block(struct cell *k, str block, unsigned special, struct cell_listener *l, uint64_t *ret_line_count,
		    struct complaint *reterr) {
	k->answer.listener = l;
	k->answer.line = 0;
	k->answer.block_ended = false;
	int r = order_block(k, block, special);
	if (!r)
		r = listen_to(k);
	/* Lines come out of bytes: more than there are bytes is a lie that would lead people astray. */
	if (!r && k->answer.block_ended && (k->used || k->answer.line > block.n + 1))
		r = lied(k, STR("the lines of a block"));
	if (!r && k->answer.block_ended) {
		*ret_line_count = k->answer.line;
		return 0;
	}
	r = judge(k, r, finish(k, r != 0));
	*reterr = k->answer.why;
	return r;
}

int cell_read_message(struct cell *k, const struct cell_message *m, struct cell_listener *l, struct complaint *reterr) {
	*reterr = (struct complaint){ 0 };
	if (m->bytes.n > CELL_MESSAGE_MAX) {
		complaint_say(reterr, &STR("the message is longer than 64 KiB, so it was not read"), 1);
		return CELL_TOO_LONG;
	}
	if (!k->pid) {
		complaint_say(reterr, &STR("the cell fell over an earlier message, so this one was not read"), 1);
		return CELL_DEAD;
	}
	k->answer.listener = l;
	k->answer.line = 0;
	k->answer.block_ended = false;
	k->until_ms = child_clock_ms() + CELL_MESSAGE_MS;
	int r = order_message(k, m);
	if (!r)
		r = listen_to(k);
	if (!r && k->answer.block_ended && k->used)
		r = lied(k, STR("it spoke when nothing was asked"));
	if (!r && k->answer.block_ended)
		return 0;
	r = judge(k, r, finish(k, r != 0));
	*reterr = k->answer.why;
	return r;
}

enum message_end cell_message_end(const struct cell *c) {
	return c->answer.end;
}

void cell_close(struct cell *k) {
	if (!k)
		return;
	if (k->pid > 0)
		finish(k, true);
	if (k->orders >= 0)
		close(k->orders);
	memory_release(k->room, CELL_MESSAGE_MAX);
	free(k->buffer);
	free(k);
}
