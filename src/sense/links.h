#pragma once

/*
 * links: this machine's own addresses and the networks they lie in, and how
 * the kernel writes an address.
 */

#include <sys/socket.h>

#include "fact/addr.h"

enum { LINKS_MAX = 64 };

/* One of this machine's addresses, from which a link can be asked. */
struct link_address {
	char name[16]; /* of the interface */
	unsigned index;
	addr own;
	unsigned prefix; /* bits of its network */
};

/*
 * The addresses of interfaces that are up and can multicast, in the order of
 * the kernel; loopback only where `names` names it. With names, only those.
 * The count, or a negative errno; -ENODEV when a name is no such interface,
 * which is then `*ret_missing`.
 */
int links_read(const char *const *names, size_t name_count, struct link_address *ret_links, size_t most,
	       const char **ret_missing);

/* The index of the link in whose network `who` lies; 0 when it is behind a router. */
unsigned link_of(const struct link_address *links, size_t count, addr who);

/*
 * Which of them lead to the same devices, for all we know: those of one
 * interface, and interfaces that are in one network, as a notebook's cable and
 * Wi-Fi are. Of each the number of the first such. fe80::/10, which is on
 * every link, makes none the same.
 */
void links_wires(const struct link_address *links, size_t count, size_t *ret_wires);

/*
 * The first of them that is not there any more: its interface is down, or has
 * no address in that network; of IPv4 this very address must still be its own,
 * for it may be another machine's by now. NULL: all are there, or the kernel
 * does not say.
 */
const struct link_address *links_lost(const struct link_address *links, size_t count);

/* On how many links fe80::/10 is: what begins so is on one of them only, and the address does not say on which. */
size_t links_with_local(const struct link_address *links, size_t count);

/* The address and port in what the kernel filled in, of IPv4 or IPv6. */
addr addr_of_socket(const struct sockaddr_storage *s, uint16_t *ret_port);

/* The other way round; the size of it. `interface` is the index of the link, for link-local addresses; else it may be 0. */
socklen_t socket_of_addr(addr a, uint16_t port, unsigned interface, struct sockaddr_storage *ret);
