/*
 * Multicast DNS, RFC 6762, and service discovery in it, RFC 6763: what a
 * device announces, and what it looks for. The layout is drawn in
 * read/part/dns_message.c.
 *
 *     _http._tcp.local               PTR   AXIS M5014._http._tcp.local   a service of that type is here
 *     AXIS M5014._http._tcp.local    SRV   axis.local                    on that host
 *     AXIS M5014._http._tcp.local    TXT   "macaddress=…" "model=…"      with these properties
 *     axis.local                     A     192.0.2.7
 *     _services._dns-sd._udp.local   PTR   _http._tcp.local              such services exist
 *
 * A response speaks of its sender: every name that owns a record in it is a
 * `mdns.instance`. Names stand as they came, with `.local`. The known answers
 * and the probes in a query are not announcements, and the names that a
 * device turns around to itself (`.arpa`) say nothing about it.
 */

#include "read/part/dns_message.h"
#include "read/proto.h"

enum { INSTANCE, SERVICE, PTR, SRV, TXT, DEVICE_INFO, HOSTNAME, QUERY };

static const struct field mdns_fields[] = {
	[INSTANCE] = { "mdns.instance", "a service or host name it announces" },
	[SERVICE] = { "mdns.service", "a service type it announces" },
	[PTR] = { "mdns.ptr", "a name that a PTR record of it leads to" },
	[SRV] = { "mdns.srv", "the host that a SRV record of it leads to" },
	[TXT] = { "mdns.txt", "one string of a TXT record" },
	[DEVICE_INFO] = { "mdns.device_info", "one string of the TXT record of _device-info: the model" },
	[HOSTNAME] = { "mdns.hostname", "a host name for which it announces an address" },
	[QUERY] = { "mdns.query", "a name or service it looks for" },
	{ 0 },
};

/* _NAME._tcp.local or _NAME._udp.local, but not the list of all types and no subtype (RFC 6763, 7.1 and 9). */
static bool is_service_type(str name) {
	if (!str_begins(name, STR("_")) || str_begins(name, STR("_services._dns-sd.")))
		return false;
	return str_find(name, STR("._sub."), 0) == name.n &&
	       (str_find(name, STR("._tcp."), 0) < name.n || str_find(name, STR("._udp."), 0) < name.n);
}

/* "NAME._device-info._tcp.local" has no service behind it, only a TXT record with the model. */
static bool is_device_info(str name) {
	return str_find(name, STR("._device-info._tcp."), 0) < name.n;
}

static void tell_service(struct reading *rx, str name) {
	if (is_service_type(name))
		tell(rx, &mdns_fields[SERVICE], name);
}

static void tell_strings(struct reading *rx, const struct field *field, str data) {
	cur in = cur_over(data);

	while (cur_left(&in))
		tell(rx, field, cur_take(&in, cur_u8(&in)));
}

static void tell_data(struct reading *rx, const struct dns_message *m, const struct dns_record *record) {
	str name = dns_name_str(&record->name);
	struct dns_name target;

	switch (record->type) {
	case DNS_TYPE_PTR:
		if (!dns_name_in(m, record->data, 0, &target))
			break;
		tell_service(rx, name);
		tell_service(rx, dns_name_str(&target));
		tell(rx, &mdns_fields[PTR], dns_name_str(&target));
		break;
	case DNS_TYPE_SRV:
		if (dns_name_in(m, record->data, 6, &target)) /* behind priority, weight and port */
			tell(rx, &mdns_fields[SRV], dns_name_str(&target));
		break;
	case DNS_TYPE_TXT:
		tell_strings(rx, &mdns_fields[is_device_info(name) ? DEVICE_INFO : TXT], record->data);
		break;
	case DNS_TYPE_A:
	case DNS_TYPE_AAAA:
		tell(rx, &mdns_fields[HOSTNAME], name);
		break;
	default:
		break;
	}
}

/* `last` is the name of the record before: one name often owns several records in a row. */
static void tell_announced(struct reading *rx, const struct dns_message *m, const struct dns_record *record,
			   struct dns_name *last) {
	str name = dns_name_str(&record->name);

	if ((record->class & DNS_CLASS_MASK) != DNS_CLASS_IN || record->section == DNS_QUESTION)
		return;
	if (!dns_name_is_reverse(name) && !str_eq(name, dns_name_str(last)))
		tell(rx, &mdns_fields[INSTANCE], name);
	*last = record->name;
	tell_data(rx, m, record);
}

/* What stands in the authority section of a query is a probe for a name of its own: RFC 6762, 8.1. */
static void tell_sought(struct reading *rx, const struct dns_message *m, const struct dns_record *record) {
	str name = dns_name_str(&record->name);

	if (record->section == DNS_QUESTION && m->counts[DNS_AUTHORITY] == 0 && !dns_name_is_reverse(name))
		tell(rx, &mdns_fields[QUERY], name);
}

static enum read_end mdns_read(struct reading *rx, cur in) {
	struct dns_message m;
	struct dns_record record;
	struct dns_name last = { .size = 0 };
	enum dns_step step;
	size_t records = 0;

	/* RFC 6762, 18.3 and 18.11: messages with another opcode or code are to be ignored. */
	if (!dns_open(cur_rest(&in), &m) || m.opcode != 0 || m.rcode != 0)
		return READ_NOT_MINE;
	for (; (step = dns_next(&m, &record)) == DNS_RECORD; records++) {
		if (m.is_response)
			tell_announced(rx, &m, &record, &last);
		else
			tell_sought(rx, &m, &record);
	}
	if (records == 0)
		return READ_NOT_MINE;
	return step == DNS_END ? READ_DONE : step == DNS_CUT ? READ_CUT : READ_BROKEN;
}

const struct proto mdns_proto = {
	.name = "mdns",
	.what = "Multicast DNS and service discovery, RFC 6762 and RFC 6763",
	.hooks = (const struct hook[]){ { LANE_UDP, 5353 }, { 0 } },
	.fields = mdns_fields,
	.read = mdns_read,
};
