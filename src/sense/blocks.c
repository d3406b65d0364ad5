/*
 * Blocks of lines. Nothing is known of a line but where it ends.
 */
#include "sense/blocks.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

int blocks_open(struct blocks *b, const struct source *s, size_t line_max) {
	int stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (stop_fd < 0)
		return -errno;
	*b = (struct blocks){ .taking = PTHREAD_MUTEX_INITIALIZER, .answering = PTHREAD_MUTEX_INITIALIZER,
			      .passed = PTHREAD_COND_INITIALIZER, .fd = s->fd, .rest = s->bytes, .line_max = line_max,
			      .stop_fd = stop_fd };
	return 0;
}

void blocks_close(struct blocks *b) {
	close(b->stop_fd);
	pthread_mutex_destroy(&b->taking);
	pthread_mutex_destroy(&b->answering);
	pthread_cond_destroy(&b->passed);
}

size_t blocks_room_size(const struct blocks *b) {
	return b->fd < 0 ? 0 : b->line_max + BLOCKS_READ;
}

/* The bytes up to and with the last line end; 0 when there is none. */
static size_t whole_lines(str s) {
	const uint8_t *end = s.n ? memrchr(s.at, '\n', s.n) : NULL;

	return end ? (size_t)(end - s.at) + 1 : 0;
}

/* Never looked at here: a mapped file that somebody cuts short would end whoever does. */
static void take_mapped(struct blocks *b, struct block *ret) {
	ret->bytes = (str){ b->rest.at, b->rest.n < BLOCKS_SIZE ? b->rest.n : BLOCKS_SIZE };
	b->rest = str_after(b->rest, ret->bytes.n);
}

/* Is more there at once? Then a block may as well get larger. */
static bool is_more_there(const struct blocks *b) {
	struct pollfd input = { .fd = b->fd, .events = POLLIN };

	return poll(&input, 1, 0) > 0;
}

/* Reads what is there, and waits until something is; `ended` when nothing will be. Bytes, or a negative errno. */
static ssize_t read_more(struct blocks *b, uint8_t *to) {
	for (;;) {
		struct pollfd both[] = { { .fd = b->fd, .events = POLLIN }, { .fd = b->stop_fd, .events = POLLIN } };
		int ready = poll(both, 2, -1);

		if (ready < 0 && errno != EINTR)
			return -errno;
		if (b->stopped)
			return 0;
		if (ready <= 0 || !both[0].revents)
			continue;
		ssize_t n = read(b->fd, to, BLOCKS_READ);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		b->ended = n == 0;
		return n < 0 ? -errno : n;
	}
}

/* Passes over the rest of a line that is too long; what follows it stays in `room`. */
static int skip_line(struct blocks *b, uint8_t *room, size_t *ret_used) {
	while (b->skipping && !b->ended && !b->stopped) {
		ssize_t n = read_more(b, room);
		const uint8_t *end = n > 0 ? memchr(room, '\n', (size_t)n) : NULL;

		if (n < 0)
			return (int)n;
		if (end) {
			b->skipping = false;
			*ret_used = (size_t)(room + n - (end + 1));
			memmove(room, end + 1, *ret_used);
		}
	}
	return 0;
}

static int take_stream(struct blocks *b, uint8_t *room, struct block *ret) {
	size_t used = b->rest.n;

	if (used)
		memmove(room, b->rest.at, used);
	b->rest = (str){ 0 };
	int r = skip_line(b, room, &used);
	if (r)
		return r;
	size_t whole = whole_lines((str){ room, used });
	while (!b->ended && !b->stopped && (whole == 0 || (used < BLOCKS_SIZE && is_more_there(b)))) {
		/* Without this a line without end would wait for room for ever. */
		if (whole == 0 && used > b->line_max) {
			b->skipping = ret->is_too_long = true;
			break;
		}
		ssize_t n = read_more(b, room + used);
		if (n < 0)
			return (int)n;
		size_t more = whole_lines((str){ room + used, (size_t)n });
		whole = more ? used + more : whole;
		used += (size_t)n;
	}
	if (ret->is_too_long)
		used = 0;
	if (b->ended)
		whole = used;
	ret->bytes = (str){ room, whole };
	b->rest = (str){ room + whole, used - whole };
	return 0;
}

bool blocks_take(struct blocks *b, uint8_t *room, struct block *ret_block) {
	struct block block = { 0 };

	pthread_mutex_lock(&b->taking);
	if (!b->stopped && b->fd < 0)
		take_mapped(b, &block);
	else if (!b->stopped && !b->ended)
		block.error = take_stream(b, room, &block);
	b->ended = b->ended || block.error;
	bool got = !b->stopped && (block.bytes.n || block.is_too_long || block.error);
	if (got) {
		block.number = b->taken++;
		*ret_block = block;
	}
	pthread_mutex_unlock(&b->taking);
	return got;
}

bool blocks_ended(const struct blocks *b) {
	return b->rest.n == 0 && (b->fd < 0 || b->ended);
}

bool blocks_turn(struct blocks *b, uint64_t number, uint64_t *ret_lines) {
	pthread_mutex_lock(&b->answering);
	while (b->turn != number && !b->stopped)
		pthread_cond_wait(&b->passed, &b->answering);
	*ret_lines = b->lines;
	bool mine = !b->stopped;
	pthread_mutex_unlock(&b->answering);
	return mine;
}

void blocks_pass(struct blocks *b, uint64_t line_count) {
	pthread_mutex_lock(&b->answering);
	b->lines += line_count;
	b->turn++;
	pthread_cond_broadcast(&b->passed);
	pthread_mutex_unlock(&b->answering);
}

void blocks_stop(struct blocks *b) {
	pthread_mutex_lock(&b->answering);
	b->stopped = true;
	pthread_cond_broadcast(&b->passed);
	pthread_mutex_unlock(&b->answering);
	/* A counter that is not at its end takes a one at once. */
	(void)!eventfd_write(b->stop_fd, 1);
}
