/*
 * The keeper of a document box: starts it, hears it out, and says how it ended.
 */
#include "cell/docbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "cell/child.h"
#include "cell/doc_wire.h"
#include "cell/docbox_inside.h"

enum {
	PIPE_SIZE = 1024 * 1024,   /* what an ordinary user may ask for */
	KEEPER_SIZE = 1024 * 1024, /* some of the longest rows, so that reading always goes on */
};

const char *const doc_kind_names[DOC_UNKNOWN + 1] = { "csv", "xlsx", "jsonl", "nmap-xml", "unknown" };

struct docbox {
	pid_t pid;
	int from;
	int64_t left_ms; /* of our patience with it; time in which the listener was busy does not count */
	size_t used;
	struct doc_answer answer;
	uint8_t buffer[KEEPER_SIZE];
};

static int start(struct docbox *b, void (*inside)(str document, int keeper), str document) {
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	(void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE);
	/* As in cell.c: the child never returns from here. */
	b->pid = fork();
	if (b->pid == 0) {
		close(ends[0]);
		inside(document, ends[1]);
		_exit(0);
	}
	int r = b->pid < 0 ? -errno : 0;
	close(ends[1]);
	if (r)
		close(ends[0]);
	else
		b->from = ends[0];
	return r;
}

/* 0, CELL_DEAD when patience is over, or a negative errno. */
static int await(struct docbox *b) {
	int64_t from = child_clock_ms();
	int n = child_await(b->from, POLLIN, from + b->left_ms);

	b->left_ms -= child_clock_ms() - from;
	if (n)
		return n < 0 ? n : 0;
	complaint_say(&b->answer.why, &STR("the document took too long to read, so reading was ended"), 1);
	return CELL_DEAD;
}

static int listen_to(struct docbox *b) {
	for (;;) {
		size_t taken = 0;
		int r = await(b);

		if (r)
			return r;
		ssize_t n = read(b->from, b->buffer + b->used, sizeof b->buffer - b->used);
		if (n == 0)
			return 0;
		if (n < 0 && errno != EINTR)
			return -errno;
		b->used += n > 0 ? (size_t)n : 0;
		r = doc_answer_take(&b->answer, (str){ b->buffer, b->used }, &taken);
		if (r)
			return r;
		/* What is left is less than one frame. */
		b->used -= taken;
		if (taken && b->used)
			memmove(b->buffer, b->buffer + taken, b->used);
	}
}

/* What it all comes to: `r` is what listening gave, `status` how the box ended. */
static int judge(struct docbox *b, int r, int status) {
	struct doc_answer *a = &b->answer;

	if (r)
		return r;
	if (!a->done) {
		child_say_death(&a->why, STR("the document box"), status);
		return CELL_DEAD;
	}
	return a->input_bad ? CELL_INPUT_BAD : 0;
}

int docbox_read_with(void (*inside)(str document, int keeper), unsigned seconds, str document, struct doc_listener *l,
		     struct doc_report *ret_report, struct complaint *reterr) {
	struct docbox *b = calloc(1, sizeof *b);

	if (!b)
		return -ENOMEM;
	b->left_ms = (int64_t)seconds * 1000;
	b->answer.listener = l;
	b->answer.size = document.n;
	b->answer.report.kind = DOC_UNKNOWN;
	int r = start(b, inside, document);
	if (!r) {
		r = listen_to(b);
		/* First, or a box that is waiting for room in the pipe would never end. */
		close(b->from);
		r = judge(b, r, child_end(b->pid, r != 0 || !b->answer.done));
		*ret_report = b->answer.report;
	}
	if (r)
		*reterr = b->answer.why;
	free(b);
	return r;
}

int docbox_read(str document, struct doc_listener *l, struct doc_report *ret_report, struct complaint *reterr) {
	return docbox_read_with(docbox_inside, DOCBOX_SECONDS_MAX, document, l, ret_report, reterr);
}
