/*
 * The keeper of a TLS box: starts it, gives it orders, and believes only
 * answers that an honest one could give.
 */
#include "cell/tlsbox.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/cell.h"
#include "cell/child.h"
#include "cell/lock.h"
#include "cell/tlsbox_inside.h"
#include "cell/tlsbox_wire.h"

struct tlsbox {
	pid_t pid;             /* 0 when it has ended */
	int exit_code;         /* if it ended by itself */
	int socket;
	int64_t until_ms;      /* when patience with it ends */
	struct complaint why;
	struct tlsbox_talk talks[TLSBOX_SLOTS];
	uint8_t order[TLSBOX_ORDER_MAX], answer[TLSBOX_ANSWER_MAX];
};

#define SAY(b, ...) \
	complaint_say(&(b)->why, (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static int lied(struct tlsbox *b, str how) {
	SAY(b, STR("the TLS box's answer was malformed: "), how);
	return CELL_LIED;
}

/* 0, CELL_DEAD when it took too long, or a negative errno. */
static int await(struct tlsbox *b, short events) {
	int n = child_await(b->socket, events, b->until_ms);

	if (n)
		return n < 0 ? n : 0;
	SAY(b, STR("the TLS box had not answered in time"));
	return CELL_DEAD;
}

/* A box that died meanwhile has left its last word, which is heard next. */
static int order(struct tlsbox *b, size_t size) {
	int r = 0;

	for (size_t done = 0; !r && done < size;) {
		ssize_t n = send(b->socket, b->order + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0)
			done += (size_t)n;
		else if (errno == EPIPE || errno == ECONNRESET)
			return 0;
		else if (errno == EAGAIN)
			r = await(b, POLLOUT);
		else if (errno != EINTR)
			r = -errno;
	}
	return r;
}

static int take_rule(struct tlsbox *b, str payload) {
	cur in = cur_over(payload);
	uint32_t call = cur_be32(&in);
	uint8_t room[64];
	struct text name = TEXT(room);

	if (in.bad || cur_left(&in))
		return lied(b, STR("a broken rule"));
	cell_call_name(&name, call);
	SAY(b, STR("the TLS box tried the system call '"), text_done(&name), STR("', which it is not allowed"));
	return CELL_BROKE_RULE;
}

/* How a box ended that said nothing more. */
static int tell_death(struct tlsbox *b) {
	int status = child_end(b->pid, false);

	child_say_death(&b->why, STR("the TLS box"), status);
	b->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
	b->pid = 0;
	return CELL_DEAD;
}

/* Reads on until one whole frame is there: its type and what it holds. */
static int await_frame(struct tlsbox *b, uint8_t *ret_type, str *ret_payload) {
	size_t used = 0, size = FRAME_HEAD_SIZE;

	while (used < size) {
		int r = await(b, POLLIN);

		if (r)
			return r;
		ssize_t n = read(b->socket, b->answer + used, sizeof b->answer - used);
		if (n == 0 || (n < 0 && errno == ECONNRESET))
			return tell_death(b);
		if (n < 0 && errno != EINTR)
			return -errno;
		used += n > 0 ? (size_t)n : 0;
		cur head = cur_over((str){ b->answer, used });
		*ret_type = cur_u8(&head);
		uint32_t payload_size = cur_be32(&head);
		if (head.bad)
			continue;
		if (payload_size > sizeof b->answer - FRAME_HEAD_SIZE)
			return lied(b, STR("too long"));
		size = FRAME_HEAD_SIZE + payload_size;
	}
	if (used > size)
		return lied(b, STR("it spoke when nothing was asked"));
	*ret_payload = (str){ b->answer + FRAME_HEAD_SIZE, size - FRAME_HEAD_SIZE };
	return 0;
}

static int hear(struct tlsbox *b, enum tlsbox_verb verb, struct tlsbox_talk *t, struct tls_turn *ret_turn) {
	uint8_t type = 0;
	str payload;
	int r = await_frame(b, &type, &payload);

	if (r)
		return r;
	if (type == FRAME_RULE)
		return take_rule(b, payload);
	if (type != FRAME_TURN || !tlsbox_answer_unpack(payload, verb, t, ret_turn))
		return lied(b, STR("a turn that cannot be"));
	return 0;
}

/* A box that is not to be trusted any more ends at once. */
static int fall(struct tlsbox *b, int r) {
	if (r && b->pid)
		child_end(b->pid, true);
	if (r)
		b->pid = 0;
	if (r < 0)
		SAY(b, STR("the TLS box could not be spoken to"));
	return r;
}

static int ask(struct tlsbox *b, const struct tlsbox_order *o, struct tls_turn *ret_turn) {
	if (!b->pid)
		return CELL_DEAD;
	b->until_ms = child_clock_ms() + TLSBOX_TURN_MS;
	int r = order(b, tlsbox_order_pack(b->order, o));
	if (!r)
		r = hear(b, o->verb, &b->talks[o->slot], ret_turn);
	return fall(b, r);
}

static int start(struct tlsbox *b, void (*inside)(int)) {
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return -errno;
	/* As in cell.c: the child never returns from here. */
	b->pid = fork();
	if (b->pid == 0) {
		close(ends[0]);
		inside(ends[1]);
		_exit(0);
	}
	int r = b->pid < 0 ? -errno : 0;
	if (r)
		b->pid = 0;
	close(ends[1]);
	b->socket = ends[0];
	return r;
}

/* Waits until it says that it is ready. One that could not get ready leaves an errno. */
static int await_ready(struct tlsbox *b) {
	struct tlsbox_talk nobody = { 0 };
	struct tls_turn turn;

	b->until_ms = child_clock_ms() + TLSBOX_OPEN_MS;
	int r = hear(b, TLSBOX_END, &nobody, &turn);
	return r > 0 ? -(b->exit_code ? b->exit_code : EPROTO) : r;
}

int tlsbox_open_with(void (*inside)(int), struct tlsbox **ret_box) {
	struct tlsbox *b = calloc(1, sizeof *b);

	if (!b)
		return -ENOMEM;
	b->socket = -1;
	int r = start(b, inside);
	if (!r)
		r = await_ready(b);
	if (r)
		tlsbox_close(b);
	else
		*ret_box = b;
	return r;
}

int tlsbox_open(struct tlsbox **ret_box) {
	return tlsbox_open_with(tlsbox_inside, ret_box);
}

void tlsbox_close(struct tlsbox *b) {
	if (!b)
		return;
	if (b->pid)
		child_end(b->pid, true);
	if (b->socket >= 0)
		close(b->socket);
	free(b);
}

int tlsbox_begin(struct tlsbox *b, unsigned slot, struct tls_turn *ret_turn) {
	if (slot >= TLSBOX_SLOTS)
		return -EINVAL;
	if (b->pid && b->talks[slot].is_busy)
		return -EBUSY;
	return ask(b, &(struct tlsbox_order){ .verb = TLSBOX_BEGIN, .slot = slot }, ret_turn);
}

int tlsbox_turn(struct tlsbox *b, unsigned slot, str came, str words, struct tls_turn *ret_turn) {
	if (slot >= TLSBOX_SLOTS || !b->talks[slot].is_busy || b->talks[slot].is_over || (words.n && !b->talks[slot].is_open))
		return -EINVAL;
	if (came.n > TLSBOX_TURN_MAX || words.n > TLSBOX_TURN_MAX)
		return -EMSGSIZE;
	return ask(b, &(struct tlsbox_order){ .verb = TLSBOX_TURN, .slot = slot, .came = came, .words = words }, ret_turn);
}

int tlsbox_end(struct tlsbox *b, unsigned slot) {
	struct tls_turn turn;

	if (slot >= TLSBOX_SLOTS || !b->talks[slot].is_busy)
		return -EINVAL;
	return ask(b, &(struct tlsbox_order){ .verb = TLSBOX_END, .slot = slot }, &turn);
}

const struct complaint *tlsbox_why(const struct tlsbox *b) {
	return &b->why;
}
