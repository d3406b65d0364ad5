#pragma once

/*
 * One end of a link as raw frames: a ring of the kernel's for what comes, a
 * pile of frames for what goes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

enum {
	LINK_FRAME_MAX = 1514, /* Ethernet without its check sum */
	LINK_PILE = 256,       /* frames that are sent together */
};

struct link {
	int fd;
	uint8_t *ring;
	size_t ring_at;
	unsigned lose;           /* every so many frames of ours are lost on purpose; 0: none */
	uint64_t sent, lost;
	size_t pile_count;
	struct mmsghdr heads[LINK_PILE];
	struct iovec parts[LINK_PILE];
	uint8_t pile[LINK_PILE][LINK_FRAME_MAX];
};

/* A frame in the ring: the bytes are the kernel's again after link_release. */
struct frame {
	const uint8_t *bytes;
	size_t size;
	uint64_t time_us; /* when the kernel took it, since 1970 */
};

/* Opens the interface `name`. 0 or negative errno. */
int link_open(const char *name, struct link *ret_link);

/* The next frame that somebody else sent; false when there is none yet. Each is released before the next is asked for. */
bool link_next(struct link *l, struct frame *ret_frame);
void link_release(struct link *l);

/* Room for a frame of up to LINK_FRAME_MAX bytes, zeroed nowhere; link_put puts it on the pile. */
uint8_t *link_room(struct link *l);
void link_put(struct link *l, size_t size);

/* Sends the pile. */
void link_flush(struct link *l);

/* Frames that came while the ring was full, since it was last asked. */
uint64_t link_dropped(struct link *l);
