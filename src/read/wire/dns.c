/*
 * DNS over UDP, RFC 1035: which names a device asks for, and under which name
 * a private address is known. The layout is drawn in read/part/dns_message.c.
 *
 * A question speaks of who asks: a camera that looks for its maker's cloud
 * names its maker. An answer speaks of the address in it, when that address is
 * private; who owns an address of the Internet is not our business here.
 */

#include "read/part/dns_message.h"
#include "read/proto.h"

enum { QUERY, HOSTNAME };

static const struct field dns_fields[] = {
	[QUERY] = { "dns.query", "a name it asked for" },
	[HOSTNAME] = { "dns.hostname", "a name that a server gave for its private address" },
	{ 0 },
};

static void tell_address(struct reading *rx, const struct dns_record *record) {
	addr a = { 0 };

	if (record->type == DNS_TYPE_A)
		a = addr_of(ADDR_IP4, record->data);
	else if (record->type == DNS_TYPE_AAAA)
		a = addr_of(ADDR_IP6, record->data);
	if (addr_is_unicast(a) && addr_is_private(a))
		tell_of(rx, a, &dns_fields[HOSTNAME], dns_name_str(&record->name));
}

static void tell_record(struct reading *rx, const struct dns_message *m, const struct dns_record *record) {
	if (record->class != DNS_CLASS_IN || dns_name_is_reverse(dns_name_str(&record->name)))
		return;
	if (m->is_response && record->section == DNS_ANSWER)
		tell_address(rx, record);
	else if (!m->is_response && record->section == DNS_QUESTION)
		tell(rx, &dns_fields[QUERY], dns_name_str(&record->name));
}

static enum read_end dns_read(struct reading *rx, cur in) {
	struct dns_message m;
	struct dns_record record;
	enum dns_step step;
	size_t records = 0;

	/* Other opcodes are for name servers among themselves. A resolver asks one question at a time. */
	if (!dns_open(cur_rest(&in), &m) || m.opcode != 0 || m.counts[DNS_QUESTION] != 1)
		return READ_NOT_MINE;
	while ((step = dns_next(&m, &record)) == DNS_RECORD) {
		tell_record(rx, &m, &record);
		records++;
	}
	if (records == 0)
		return READ_NOT_MINE;
	return step == DNS_END ? READ_DONE : step == DNS_CUT ? READ_CUT : READ_BROKEN;
}

const struct proto dns_proto = {
	.name = "dns",
	.what = "Domain Name System over UDP, RFC 1035",
	.hooks = (const struct hook[]){ { LANE_UDP, 53 }, { 0 } },
	.fields = dns_fields,
	.read = dns_read,
};
