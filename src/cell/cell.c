/*
 * The keeper: starts a cell, hears it out, and says how it ended.
 */
#include "cell/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/put.h"
#include "cell/answer.h"
#include "cell/frame.h"
#include "cell/inside.h"

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

/*
 * Ends the cell, if it has not ended, and tells how: as waitpid(2). A cell
 * that lied or is not wanted any more is not asked to go.
 */
static int finish(struct cell *k, bool at_once) {
	int status = 0;

	if (at_once)
		kill(k->pid, SIGKILL);
	close(k->from);
	while (waitpid(k->pid, &status, 0) < 0 && errno == EINTR)
		;
	k->pid = 0;
	return status;
}

/* Takes answers until the pipe or the block ends. */
static int listen_to(struct cell *k) {
	while (!k->answer.block_ended) {
		size_t taken = 0;
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

static void say_how_it_died(struct complaint *c, int status) {
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	const char *name = WIFSIGNALED(status) ? sigabbrev_np(number) : NULL;
	uint8_t room[64];
	struct text t = TEXT(room);

	if (WIFSIGNALED(status)) {
		text_cstr(&t, "was ended by signal ");
		if (name)
			text_cstr(&t, "SIG");
		if (name)
			text_cstr(&t, name);
		else
			text_u64(&t, (uint64_t)number);
	} else {
		text_cstr(&t, "ended without its last word, exit code ");
		text_u64(&t, (uint64_t)number);
	}
	/* A mapped file that somebody cuts short while it is read ends in SIGBUS. */
	str more = WIFSIGNALED(status) && number == SIGBUS ? STR("; perhaps the file became shorter while it was read") :
							      (str){ 0 };
	complaint_say(c, (const str[]){ STR("the cell "), text_done(&t), more }, 3);
}

/* What it all comes to: `r` is what listening gave, `status` how the cell ended. */
static int judge(struct cell *k, int r, int status) {
	struct answer *a = &k->answer;

	if (r)
		return r;
	if (!a->done) {
		say_how_it_died(&a->why, status);
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
	int r = start(k, &(struct inside_task){ .bytes = k->bytes, .orders = ends[1] });
	close(ends[1]);
	if (r)
		close(ends[0]);
	else
		k->orders = ends[0];
	return r;
}

int cell_open(str bytes, struct cell **ret_cell) {
	struct cell *k = calloc(1, sizeof *k);
	int r = -ENOMEM;

	if (!k)
		return r;
	k->orders = -1;
	k->bytes = bytes;
	k->answer.has_records = true;
	k->buffer = malloc(KEEPER_SIZE);
	if (k->buffer)
		r = start_with_orders(k);
	if (r)
		cell_close(k);
	else
		*ret_cell = k;
	return r;
}

void cell_keep_on(const struct cell *k, unsigned processor) {
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	(void)sched_setaffinity(k->pid, sizeof one, &one);
}

static int order(const struct cell *k, str block, unsigned special) {
	uint8_t order[FRAME_ORDER_SIZE];
	uint64_t offset = block.n ? (uint64_t)(block.at - k->bytes.at) : 0;

	put_be(put_be(put_be(order, offset, 8), block.n, 8), special, 1);
	/* An order is far smaller than what a socket takes at once; a cell that died has left its last word. */
	if (send(k->orders, order, sizeof order, MSG_NOSIGNAL) < 0 && errno != EPIPE && errno != ECONNRESET)
		return -errno;
	return 0;
}

int cell_read_block(struct cell *k, str block, unsigned special, struct cell_listener *l, uint64_t *ret_line_count,
		    struct complaint *reterr) {
	k->answer.listener = l;
	k->answer.line = 0;
	k->answer.block_ended = false;
	int r = order(k, block, special);
	if (!r)
		r = listen_to(k);
	/* Lines come out of bytes: more than there are bytes is a lie that would lead people astray. */
	if (!r && k->answer.block_ended && (k->used || k->answer.line > block.n + 1)) {
		complaint_say(&k->answer.why, &STR("the cell's answer was malformed: the lines of a block"), 1);
		r = CELL_LIED;
	}
	if (!r && k->answer.block_ended) {
		*ret_line_count = k->answer.line;
		return 0;
	}
	r = judge(k, r, finish(k, r != 0));
	*reterr = k->answer.why;
	return r;
}

void cell_close(struct cell *k) {
	if (!k)
		return;
	if (k->pid > 0)
		finish(k, true);
	if (k->orders >= 0)
		close(k->orders);
	free(k->buffer);
	free(k);
}
