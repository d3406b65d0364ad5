#include "sense/links.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

addr addr_of_socket(const struct sockaddr_storage *s, uint16_t *ret_port) {
	if (s->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)s;

		*ret_port = ntohs(in->sin_port);
		return addr_of(ADDR_IP4, (str){ (const void *)&in->sin_addr, 4 });
	}
	const struct sockaddr_in6 *in6 = (const void *)s;
	*ret_port = ntohs(in6->sin6_port);
	return addr_of(ADDR_IP6, (str){ (const void *)&in6->sin6_addr, 16 });
}

socklen_t socket_of_addr(addr a, uint16_t port, unsigned interface, struct sockaddr_storage *ret) {
	memset(ret, 0, sizeof *ret);
	if (a.kind == ADDR_IP4) {
		struct sockaddr_in *in = (void *)ret;

		in->sin_family = AF_INET;
		in->sin_port = htons(port);
		memcpy(&in->sin_addr, a.bytes, 4);
		return sizeof *in;
	}
	struct sockaddr_in6 *in6 = (void *)ret;
	in6->sin6_family = AF_INET6;
	in6->sin6_port = htons(port);
	in6->sin6_scope_id = addr_is_link_local(a) || (a.kind == ADDR_IP6 && a.bytes[0] == 0xff) ? interface : 0;
	memcpy(&in6->sin6_addr, a.bytes, 16);
	return sizeof *in6;
}

static unsigned prefix_of(const struct sockaddr *mask, enum addr_kind kind) {
	const uint8_t *bytes = kind == ADDR_IP4 ? (const void *)&((const struct sockaddr_in *)(const void *)mask)->sin_addr
						: (const void *)&((const struct sockaddr_in6 *)(const void *)mask)->sin6_addr;
	unsigned bits = 0;

	while (bits < 8 * addr_size(kind) && (bytes[bits / 8] >> (7 - bits % 8) & 1))
		bits++;
	return bits;
}

static bool is_named(const char *name, const char *const *names, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static bool is_up(const struct ifaddrs *i) {
	unsigned need = IFF_UP | IFF_RUNNING;

	if (!i->ifa_addr || !i->ifa_netmask || (i->ifa_addr->sa_family != AF_INET && i->ifa_addr->sa_family != AF_INET6))
		return false;
	return (i->ifa_flags & need) == need;
}

static bool is_wanted(const struct ifaddrs *i, const char *const *names, size_t count) {
	if (!is_up(i))
		return false;
	if (count)
		return is_named(i->ifa_name, names, count);
	return (i->ifa_flags & IFF_MULTICAST) && !(i->ifa_flags & (IFF_LOOPBACK | IFF_POINTOPOINT));
}

int links_read(const char *const *names, size_t name_count, struct link_address *ret_links, size_t most,
		const char **ret_missing) {
	struct ifaddrs *all;
	size_t count = 0;

	for (size_t i = 0; i < name_count; i++) {
		if (!if_nametoindex(names[i])) {
			*ret_missing = names[i];
			return -ENODEV;
		}
	}
	if (getifaddrs(&all))
		return -errno;
	for (const struct ifaddrs *i = all; i && count < most; i = i->ifa_next) {
		uint16_t port;
		struct sockaddr_storage own = { 0 };

		if (!is_wanted(i, names, name_count))
			continue;
		bool is_four = i->ifa_addr->sa_family == AF_INET;
		memcpy(&own, i->ifa_addr, is_four ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
		struct link_address *l = &ret_links[count++];
		*l = (struct link_address){ .index = if_nametoindex(i->ifa_name), .own = addr_of_socket(&own, &port) };
		strncpy(l->name, i->ifa_name, sizeof l->name - 1);
		l->prefix = prefix_of(i->ifa_netmask, (enum addr_kind)l->own.kind);
	}
	freeifaddrs(all);
	return (int)count;
}

static bool begins_alike(addr a, addr b, unsigned bits) {
	if (a.kind != b.kind || memcmp(a.bytes, b.bytes, bits / 8))
		return false;
	return bits % 8 == 0 || ((a.bytes[bits / 8] ^ b.bytes[bits / 8]) >> (8 - bits % 8)) == 0;
}

unsigned link_of(const struct link_address *links, size_t count, addr who) {
	for (size_t i = 0; i < count; i++)
		if (begins_alike(links[i].own, who, links[i].prefix))
			return links[i].index;
	return 0;
}

static bool is_local(const struct link_address *l) {
	return l->own.kind == ADDR_IP6 && addr_is_link_local(l->own);
}

size_t links_with_local(const struct link_address *links, size_t count) {
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_first = is_local(&links[i]);

		for (size_t k = 0; k < i; k++)
			is_first = is_first && (links[k].index != links[i].index || !is_local(&links[k]));
		found += is_first;
	}
	return found;
}

static bool is_one_wire(const struct link_address *a, const struct link_address *b) {
	unsigned bits = a->prefix < b->prefix ? a->prefix : b->prefix;

	if (a->index == b->index)
		return true;
	return !is_local(a) && !is_local(b) && begins_alike(a->own, b->own, bits);
}

/* Each joins its number with that of all before it; who was joined with one of two joins the other too. */
void links_wires(const struct link_address *links, size_t count, size_t *ret_wires) {
	for (size_t i = 0; i < count; i++) {
		ret_wires[i] = i;
		for (size_t k = 0; k < i; k++) {
			size_t from = ret_wires[i], to = ret_wires[k];

			if (from == to || !is_one_wire(&links[i], &links[k]))
				continue;
			for (size_t n = 0; n <= i; n++)
				if (ret_wires[n] == from || ret_wires[n] == to)
					ret_wires[n] = from < to ? from : to;
		}
	}
}

static bool stands_in(const struct link_address *l, const struct ifaddrs *all) {
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		struct sockaddr_storage at = { 0 };
		uint16_t port;

		if (strcmp(i->ifa_name, l->name) || !is_up(i))
			continue;
		bool is_four = i->ifa_addr->sa_family == AF_INET;
		memcpy(&at, i->ifa_addr, is_four ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
		if (begins_alike(addr_of_socket(&at, &port), l->own, l->own.kind == ADDR_IP4 ? 32 : l->prefix))
			return true;
	}
	return false;
}

const struct link_address *links_lost(const struct link_address *links, size_t count) {
	const struct link_address *lost = NULL;
	struct ifaddrs *all;

	if (getifaddrs(&all))
		return NULL;
	for (size_t i = 0; !lost && i < count; i++)
		lost = stands_in(&links[i], all) ? NULL : &links[i];
	freeifaddrs(all);
	return lost;
}
