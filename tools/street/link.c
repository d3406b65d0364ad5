/*
 * Frames in and out of one interface, by packet(7): TPACKET_V2, because its
 * frames are there at once; those of V3 wait for a block to fill or a timer.
 */

#include "link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	SLOT = 2048,            /* of the ring: a frame of 1514 bytes and what the kernel says of it */
	SLOTS = 1 << 17,        /* a quarter of a second of half a million frames a second */
	BLOCK = 1 << 20,
	SEND_ROOM = 16 << 20,
};

static int set_up_ring(struct link *l) {
	const int version = TPACKET_V2, on = 1, room = SEND_ROOM;
	const struct tpacket_req ring = { BLOCK, (unsigned)((size_t)SLOT * SLOTS / BLOCK), SLOT, SLOTS };

	if (setsockopt(l->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0 ||
	    setsockopt(l->fd, SOL_PACKET, PACKET_RX_RING, &ring, sizeof ring) < 0 ||
	    setsockopt(l->fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on) < 0)
		return -errno;
	if (setsockopt(l->fd, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room) < 0)
		setsockopt(l->fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
	void *at = mmap(NULL, (size_t)SLOT * SLOTS, PROT_READ | PROT_WRITE, MAP_SHARED, l->fd, 0);
	if (at == MAP_FAILED)
		return -errno;
	l->ring = at;
	return 0;
}

int link_open(const char *name, struct link *ret_link) {
	struct sockaddr_ll where = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL),
				     .sll_ifindex = (int)if_nametoindex(name) };
	struct link *l = ret_link;

	memset(l, 0, sizeof *l);
	if (!where.sll_ifindex)
		return -ENODEV;
	l->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (l->fd < 0)
		return -errno;
	int r = set_up_ring(l);
	if (!r && bind(l->fd, (struct sockaddr *)&where, sizeof where) < 0)
		r = -errno;
	for (size_t i = 0; i < LINK_PILE; i++) {
		l->parts[i].iov_base = l->pile[i];
		l->heads[i].msg_hdr = (struct msghdr){ .msg_iov = &l->parts[i], .msg_iovlen = 1 };
	}
	if (r)
		close(l->fd);
	return r;
}

static struct tpacket2_hdr *slot(struct link *l) {
	return (struct tpacket2_hdr *)(void *)(l->ring + l->ring_at * SLOT);
}

bool link_next(struct link *l, struct frame *ret_frame) {
	struct tpacket2_hdr *h = slot(l);

	if (!(__atomic_load_n(&h->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER))
		return false;
	*ret_frame = (struct frame){ (uint8_t *)h + h->tp_mac, h->tp_snaplen, (uint64_t)h->tp_sec * 1000000 + h->tp_nsec / 1000 };
	return true;
}

void link_release(struct link *l) {
	__atomic_store_n(&slot(l)->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
	l->ring_at = (l->ring_at + 1) % SLOTS;
}

uint8_t *link_room(struct link *l) {
	if (l->pile_count == LINK_PILE)
		link_flush(l);
	return l->pile[l->pile_count];
}

void link_put(struct link *l, size_t size) {
	l->sent++;
	if (l->lose && l->sent % l->lose == 0)
		l->lost++;
	else
		l->parts[l->pile_count++].iov_len = size;
}

void link_flush(struct link *l) {
	size_t at = 0;

	while (at < l->pile_count) {
		int n = sendmmsg(l->fd, l->heads + at, (unsigned)(l->pile_count - at), 0);

		if (n <= 0 && errno != EINTR && errno != ENOBUFS)
			break; /* the other end is gone: so are the frames */
		at += n > 0 ? (size_t)n : 0;
	}
	l->pile_count = 0;
}

uint64_t link_dropped(struct link *l) {
	struct tpacket_stats stats = { 0 };
	socklen_t size = sizeof stats;

	getsockopt(l->fd, SOL_PACKET, PACKET_STATISTICS, &stats, &size);
	return stats.tp_drops;
}
