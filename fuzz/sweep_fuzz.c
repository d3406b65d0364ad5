/* What a raw socket hears from strangers: only what brings back the right number is believed. */

#include <stdlib.h>
#include <string.h>

#include "sense/sweep_packet.h"

enum { PACKET_MAX = 256, IP_SIZE = 20 };

static const struct sweep_secret secret = { .key = "no secret at all", .first_port = 61000, .port_count = 1024 };

/* Makes the numbers right for whom it seems to come from, as no fuzzer can guess them. */
static void make_right(uint8_t *packet, size_t size) {
	uint8_t syn[SWEEP_SYN_SIZE];
	size_t head = 4 * (size_t)(packet[0] & 15);

	if (size < IP_SIZE || size < head + 12)
		return;
	addr who = addr_of(ADDR_IP4, (str){ packet + 12, 4 });
	sweep_pack_syn(&secret, who, who, (uint16_t)(packet[head] << 8 | packet[head + 1]), syn);
	memcpy(packet + head + 2, syn + IP_SIZE, 2);
	memcpy(packet + head + 8, syn + IP_SIZE + 4, 4);
	for (size_t i = head + 12; i-- > head + 8 && ++packet[i] == 0;)
		;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	uint8_t packet[PACKET_MAX];
	struct sweep_answer answer = { 0 };
	struct arp_answer arp = { 0 };

	if (size == 0)
		return 0;
	if (sweep_read_arp((str){ data, size }, &arp) &&
	    (!addr_is_station(arp.mac) || !addr_is_unicast(arp.who) || size < SWEEP_ARP_SIZE))
		abort();
	bool is_right = data[0] & 1;
	str rest = str_after((str){ data, size }, 1);
	if (rest.n == 0 || rest.n > sizeof packet)
		return 0;
	memcpy(packet, rest.at, rest.n);
	if (is_right)
		make_right(packet, rest.n);
	if (sweep_read_answer(&secret, (str){ packet, rest.n }, &answer) &&
	    (!is_right || answer.who.kind != ADDR_IP4 || rest.n < 40))
		abort();
	return 0;
}
