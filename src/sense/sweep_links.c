#include "sense/sweep_links.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/put.h"
#include "sense/sweep.h"

enum {
	PORT_NEVER_USED = 9, /* of a socket that only asks for the way */
	KEPT_US = 1000000,   /* what the kernel's routing said */
	LOOPBACK = 0x7f000001, LOOPBACK_BITS = 8,
};

static uint32_t number_of(addr a) {
	return (uint32_t)a.bytes[0] << 24 | (uint32_t)a.bytes[1] << 16 | (uint32_t)a.bytes[2] << 8 | a.bytes[3];
}

static addr addr_of_number(uint32_t number) {
	addr a = { .kind = ADDR_IP4 };

	put_be(a.bytes, number, 4);
	return a;
}

static uint32_t mask_of(unsigned bits) {
	return bits == 0 ? 0 : bits >= 32 ? UINT32_MAX : ~(UINT32_MAX >> bits);
}

/* Its MAC where it is Ethernet, or like it, and asks by ARP; else ADDR_NONE. */
static addr mac_of(int fd, unsigned index) {
	struct ifreq request = { 0 };
	addr none = { 0 };

	if (!if_indextoname(index, request.ifr_name) || ioctl(fd, SIOCGIFFLAGS, &request))
		return none;
	if (request.ifr_flags & (IFF_NOARP | IFF_LOOPBACK | IFF_POINTOPOINT) || ioctl(fd, SIOCGIFHWADDR, &request) ||
	    request.ifr_hwaddr.sa_family != ARPHRD_ETHER)
		return none;
	addr mac = addr_of(ADDR_MAC, (str){ (const uint8_t *)request.ifr_hwaddr.sa_data, 6 });
	return addr_is_station(mac) ? mac : none;
}

int sweep_links_open(struct sweep_links *l, const struct link_address *links, size_t count) {
	l->count = 0;
	l->routing = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (l->routing < 0)
		return -errno;
	l->at[l->count++] = (struct sweep_link){ .own = LOOPBACK, .mask = mask_of(LOOPBACK_BITS) };
	for (size_t i = 0; i < count && l->count < sizeof l->at / sizeof *l->at; i++) {
		if (links[i].own.kind != ADDR_IP4)
			continue;
		l->at[l->count++] = (struct sweep_link){
			.own = number_of(links[i].own), .mask = mask_of(links[i].prefix), .index = links[i].index,
			.mac = links[i].prefix >= 32 - SWEEP_LINK_BITS ? mac_of(l->routing, links[i].index) : (addr){ 0 },
		};
	}
	return 0;
}

void sweep_links_close(struct sweep_links *l) {
	for (size_t i = 0; i < l->count; i++)
		free(l->at[i].answered);
	close(l->routing);
}

const struct sweep_link *sweep_links_find(const struct sweep_links *l, addr who) {
	uint32_t number = number_of(who);
	const struct sweep_link *best = NULL;

	for (size_t i = 0; i < l->count; i++) {
		const struct sweep_link *one = &l->at[i];

		if (((number ^ one->own) & one->mask) == 0 && (!best || one->mask > best->mask))
			best = one;
	}
	return best;
}

bool sweep_links_are_own(const struct sweep_links *l, addr who) {
	uint32_t number = number_of(who);

	for (size_t i = 0; i < l->count; i++)
		if (l->at[i].own == number)
			return true;
	return false;
}

addr sweep_link_own(const struct sweep_link *link) {
	return addr_of_number(link->own);
}

bool sweep_links_holds(const struct sweep_links *l, const struct sweep_link *link, addr who) {
	uint32_t host = number_of(who) & ~link->mask;

	/* A network of two has no such addresses (RFC 3021). */
	return !sweep_links_are_own(l, who) && (~link->mask < 2 || (host != 0 && host != ~link->mask));
}

/* Connecting a datagram socket sends nothing: it only looks for the way. */
static uint32_t ask_routing(int fd, uint32_t to) {
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(PORT_NEVER_USED), .sin_addr.s_addr = htonl(to) };
	const struct sockaddr nowhere = { .sa_family = AF_UNSPEC };
	socklen_t size = sizeof at;

	/* Connected once, it would keep the address of that time. */
	connect(fd, &nowhere, sizeof nowhere);
	if (connect(fd, (const void *)&at, sizeof at) || getsockname(fd, (void *)&at, &size))
		return 0;
	return ntohl(at.sin_addr.s_addr);
}

bool sweep_links_own(struct sweep_links *l, addr who, uint64_t now_us, addr *ret_own) {
	uint32_t number = number_of(who), near = number >> 8;
	size_t slot = (near ^ near >> 12) % SWEEP_NEAR_KEPT;

	if (!l->kept[slot].own || l->kept[slot].near != near || now_us - l->kept[slot].asked_us >= KEPT_US) {
		uint32_t own = ask_routing(l->routing, number);

		/* Of ourselves it says nothing about our neighbours. */
		if (!own || own == number)
			return false;
		l->kept[slot].near = near;
		l->kept[slot].own = own;
		l->kept[slot].asked_us = now_us;
	}
	*ret_own = addr_of_number(l->kept[slot].own);
	return l->kept[slot].own != number && !sweep_links_are_own(l, who);
}

static uint64_t shared(struct range a, const struct ranges *all) {
	uint64_t count = 0;

	for (size_t i = 0; i < all->count; i++) {
		struct range b = all->at[i];

		if (range_meets(a, b))
			count += range_size((struct range){ place_cmp(a.first, b.first) > 0 ? a.first : b.first,
							    place_cmp(a.last, b.last) < 0 ? a.last : b.last });
	}
	return count;
}

/* Of a network inside another one only the larger counts: these are numbers for a progress bar. */
void sweep_links_count(const struct sweep_links *l, const struct ranges *all, uint64_t *ret_near, uint64_t *ret_far) {
	struct range room[LINKS_MAX + 1];
	struct ranges nets = { .at = room };
	uint64_t near = 0, far = 0, without_arp = 0;

	for (size_t i = 0; i < l->count; i++) {
		unsigned bits = (unsigned)__builtin_popcount(l->at[i].mask);

		room[nets.count++] = range_block(addr_of_number(l->at[i].own), bits);
		if (l->at[i].mac.kind == ADDR_NONE)
			without_arp += shared(room[nets.count - 1], all);
	}
	ranges_tidy(&nets);
	for (size_t i = 0; i < nets.count; i++)
		near += shared(nets.at[i], all);
	far = shared(range_block(addr_of_number(0), 0), all) - near;
	*ret_near = near > without_arp ? near - without_arp : 0;
	*ret_far = far;
}

/* Bit `host` of the link's network. */

bool sweep_link_has_answered(const struct sweep_link *link, addr who) {
	uint32_t host = number_of(who) & ~link->mask;

	return link->answered && (link->answered[host / 8] >> host % 8 & 1);
}

int sweep_links_note(struct sweep_links *l, const struct sweep_link *link, addr who) {
	uint32_t host = number_of(who) & ~link->mask;
	uint8_t **answered = &l->at[link - l->at].answered;

	/* What is not touched costs no memory. */
	if (!*answered)
		*answered = calloc(1, (size_t)~link->mask / 8 + 1);
	if (!*answered)
		return -ENOMEM;
	(*answered)[host / 8] |= (uint8_t)(1u << host % 8);
	return 0;
}
