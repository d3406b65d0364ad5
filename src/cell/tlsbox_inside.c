/*
 * The TLS box from the inside. All that could need a system call stands
 * before the lock; behind it there are words of TLS, and one socket.
 */
#include "cell/tlsbox_inside.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/lock.h"
#include "cell/tls_client.h"
#include "cell/tlsbox_wire.h"

enum {
	/*
	 * All that 1,024 conversations may ever have. In the middle of a handshake
	 * one needs 60 KiB, and 4.5 KiB for each certificate above the peer's own;
	 * later a third. A conversation for which there is none fails alone.
	 */
	MEMORY = 80 * 1024 * 1024,
};

struct desk {
	int keeper;
	struct tls_client *client;
	uint8_t order[TLSBOX_ORDER_MAX], answer[TLSBOX_ANSWER_MAX];
};

/*
 * Takes the memory before the door closes, and has malloc() keep it for good:
 * so it never needs a system call again. Pages become real when touched.
 */
static int take_memory(void) {
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, -1);
	void *volatile all = malloc(MEMORY);
	int r = all ? 0 : -ENOMEM;

	free(all);
	return r;
}

static void say(struct desk *d, const struct tls_turn *turn) {
	/* Who hears no more needs no box. */
	if (file_write_all(d->keeper, (str){ d->answer, tlsbox_answer_pack(d->answer, turn) }))
		_exit(0);
}

/* The next order; there is none when the keeper has closed his end. */
static void await_order(struct desk *d, struct tlsbox_order *ret_order) {
	size_t used = 0;
	int r;

	while ((r = tlsbox_order_unpack((str){ d->order, used }, ret_order)) == 0) {
		ssize_t n = read(d->keeper, d->order + used, sizeof d->order - used);

		if (n == 0 || (n < 0 && errno != EINTR))
			_exit(0);
		used += n > 0 ? (size_t)n : 0;
	}
	if (r < 0)
		_exit(-r);
}

static struct tls_turn obey(struct desk *d, const struct tlsbox_order *o) {
	if (o->verb == TLSBOX_BEGIN)
		return tls_client_begin(d->client, o->slot);
	if (o->verb == TLSBOX_TURN)
		return tls_client_turn(d->client, o->slot, o->came, o->words);
	tls_client_end(d->client, o->slot);
	return (struct tls_turn){ 0 };
}

static int get_ready(struct desk *d) {
	int keep[] = { d->keeper, CELL_SANITIZED ? STDERR_FILENO : -1 };
	int r = cell_close_others(keep, sizeof keep / sizeof *keep);

	if (!r)
		r = tls_client_open(&d->client);
	if (!r)
		r = take_memory();
	return r ? r : cell_lock_tls(d->keeper);
}

_Noreturn void tlsbox_inside(int keeper) {
	struct desk *d = calloc(1, sizeof *d);
	struct tlsbox_order order;

	if (!d)
		_exit(ENOMEM);
	d->keeper = keeper;
	int r = get_ready(d);
	if (r)
		_exit(-r);
	say(d, &(struct tls_turn){ 0 });
	for (;;) {
		await_order(d, &order);
		struct tls_turn turn = obey(d, &order);
		say(d, &turn);
	}
}
