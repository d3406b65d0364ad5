/*
 * The keeper: starts a cell, hears it out, and says how it ended.
 */
#include "cell/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/answer.h"
#include "cell/frame.h"
#include "cell/inside.h"

enum {
	PIPE_SIZE = 1024 * 1024,    /* what an ordinary user may ask for, /proc/sys/fs/pipe-max-size */
	KEEPER_SIZE = 1024 * 1024,  /* more than one frame, so that reading always goes on */
};

/* A cell as its keeper holds it. */
struct keeper {
	pid_t pid;
	int from;
	uint8_t *buffer; /* KEEPER_SIZE bytes */
	size_t used;
	struct answer answer;
};

static int start(struct keeper *k, const struct inside_task *task) {
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
static int finish(struct keeper *k, bool at_once) {
	int status = 0;

	if (at_once)
		kill(k->pid, SIGKILL);
	close(k->from);
	while (waitpid(k->pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* Takes answers until the pipe ends. */
static int listen_to(struct keeper *k) {
	for (;;) {
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
static int judge(struct keeper *k, int r, int status) {
	struct answer *a = &k->answer;

	if (r)
		return r;
	if (!a->done) {
		say_how_it_died(&a->why, status);
		return CELL_DEAD;
	}
	return a->input_bad ? CELL_INPUT_BAD : 0;
}

static int keep(const struct inside_task *task, struct cell_listener *l, struct cell_report *ret_report,
		struct complaint *reterr) {
	struct keeper k = { .answer = { .listener = l, .has_records = !task->is_capture } };

	k.buffer = malloc(KEEPER_SIZE);
	if (!k.buffer)
		return -ENOMEM;
	int r = start(&k, task);
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

int cell_read_capture(str capture, struct cell_listener *l, struct cell_report *ret_report, struct complaint *reterr) {
	return keep(&(struct inside_task){ .bytes = capture, .fd = -1, .is_capture = true }, l, ret_report, reterr);
}

int cell_read_records(str lines, int fd, struct cell_listener *l, struct cell_report *ret_report,
		      struct complaint *reterr) {
	return keep(&(struct inside_task){ .bytes = lines, .fd = fd }, l, ret_report, reterr);
}
