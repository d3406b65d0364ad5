#include "messages.h"

#include "wire.h"

static void put_option(struct text *t, uint8_t code, str value) {
	if (value.n == 0)
		return;
	text_byte(t, code);
	text_byte(t, (uint8_t)value.n);
	text_str(t, value);
}

static void put_zeros(struct text *t, size_t count) {
	while (count--)
		text_byte(t, 0);
}

/* The client's wishes as numbers with commas. */
static void put_parameters(struct text *t, str list) {
	uint8_t room[64];
	struct text numbers = TEXT(room);
	uint64_t number;

	while (list.n)
		if (str_u64(str_trim(str_cut(&list, ',')), &number))
			text_byte(&numbers, (uint8_t)number);
	put_option(t, 55, text_done(&numbers));
}

/* RFC 2131, figure 1: a fixed head of 236 bytes, a magic number, options. */
void message_dhcp(struct text *t, const struct dhcp_values *v) {
	bool answer = v->type == 2 || v->type == 5;

	text_byte(t, answer ? 2 : 1);
	text_byte(t, 1);
	text_byte(t, 6);
	text_byte(t, 0);
	put_be32(t, v->transaction);
	put_zeros(t, 8); /* seconds, flags, the address it has */
	if (answer)
		put_addr(t, v->client_ip);
	else
		put_zeros(t, 4);
	put_zeros(t, 8);
	put_addr(t, v->client_mac);
	put_zeros(t, 10 + 64 + 128);
	put_be32(t, 0x63825363);
	put_option(t, 53, (str){ &v->type, 1 });
	if (answer || v->type == 3)
		put_option(t, 54, (str){ v->server_ip.bytes, 4 });
	if (v->type == 3)
		put_option(t, 50, (str){ v->client_ip.bytes, 4 });
	put_option(t, 12, v->host_name);
	put_option(t, 60, v->vendor_class);
	put_parameters(t, v->parameters);
	text_byte(t, 255);
	while (t->used < 300) /* the shortest message that relays accept (RFC 1542, 2.1) */
		text_byte(t, 0);
}

static void put_label(struct text *t, str label) {
	text_byte(t, (uint8_t)label.n);
	text_str(t, label);
}

static void put_name(struct text *t, str name) {
	while (name.n)
		put_label(t, str_cut(&name, '.'));
	text_byte(t, 0);
}

static void put_dns_head(struct text *t, uint16_t id, uint16_t flags, uint16_t questions, uint16_t answers) {
	put_be16(t, id);
	put_be16(t, flags);
	put_be16(t, questions);
	put_be16(t, answers);
	put_be32(t, 0);
}

void message_dns(struct text *t, uint16_t id, str name, addr answer) {
	bool reply = answer.kind == ADDR_IP4;

	put_dns_head(t, id, reply ? 0x8180 : 0x0100, 1, reply);
	put_name(t, name);
	put_be32(t, 0x00010001); /* A, Internet */
	if (!reply)
		return;
	put_be16(t, 0xc00c); /* the name in the question */
	put_be32(t, 0x00010001);
	put_be32(t, 300);
	put_be16(t, 4);
	put_addr(t, answer);
}

/* A record's head; its data is what `data` holds. */
static void put_record(struct text *t, uint16_t type, bool own, str data) {
	put_be16(t, type);
	put_be16(t, own ? 0x8001 : 1); /* "own": nobody else has such a record (RFC 6762, 10.2) */
	put_be32(t, 120);
	put_be16(t, (uint32_t)data.n);
	text_str(t, data);
}

static void put_instance(struct text *t, const struct mdns_values *v) {
	put_label(t, v->instance);
	put_name(t, v->service);
}

void message_mdns(struct text *t, const struct mdns_values *v) {
	uint8_t room[600];
	struct text data = TEXT(room);

	put_dns_head(t, 0, 0x8400, 0, 4);
	put_name(t, v->service);
	put_instance(&data, v);
	put_record(t, 12, false, text_done(&data)); /* PTR */
	data.used = 0;
	put_instance(t, v);
	put_be32(&data, 0);
	put_be16(&data, v->port);
	put_name(&data, v->host);
	put_record(t, 33, true, text_done(&data)); /* SRV */
	data.used = 0;
	put_instance(t, v);
	for (size_t i = 0; i < v->txt_count; i++)
		put_label(&data, v->txt[i]);
	if (v->txt_count == 0)
		text_byte(&data, 0);
	put_record(t, 16, true, text_done(&data)); /* TXT */
	put_name(t, v->host);
	put_record(t, 1, true, (str){ v->ip.bytes, 4 });
	t->full |= data.full;
}

void message_mdns_ask(struct text *t, str service) {
	put_dns_head(t, 0, 0, 1, 0);
	put_name(t, service);
	put_be32(t, 0x000c0001);
}

/* A TLV: 7 bits of type, 9 of length (IEEE 802.1AB, 8.4). */
static void put_tlv(struct text *t, uint32_t type, str value) {
	put_be16(t, type << 9 | (uint32_t)value.n);
	text_str(t, value);
}

void message_lldp(struct text *t, const struct lldp_values *v) {
	uint8_t room[64];
	struct text part = TEXT(room);

	text_byte(&part, 4); /* chassis named by its MAC */
	put_addr(&part, v->mac);
	put_tlv(t, 1, text_done(&part));
	part.used = 0;
	text_byte(&part, 5); /* port named by its interface */
	text_str(&part, v->port);
	put_tlv(t, 2, text_done(&part));
	put_tlv(t, 3, (str){ (const uint8_t *)"\0\x78", 2 });
	if (v->port_description.n)
		put_tlv(t, 4, v->port_description);
	put_tlv(t, 5, v->name);
	put_tlv(t, 6, v->description);
	part.used = 0;
	put_be16(&part, v->capabilities);
	put_be16(&part, v->capabilities);
	put_tlv(t, 7, text_done(&part));
	part.used = 0;
	put_be16(&part, 0x0501); /* five bytes: IPv4 and the address */
	put_addr(&part, v->ip);
	text_str(&part, (str){ (const uint8_t *)"\2\0\0\0\1\0", 6 }); /* interface index 1, no object id */
	put_tlv(t, 8, text_done(&part));
	put_be16(t, 0);
}

static void put_le32(struct text *t, uint32_t number) {
	for (int i = 0; i < 4; i++, number >>= 8)
		text_byte(t, (uint8_t)number);
}

void message_dhip(struct text *t, str json) {
	put_le32(t, 32);
	text_cstr(t, "DHIP");
	put_le32(t, 0);
	put_le32(t, 0);
	put_le32(t, (uint32_t)json.n + 1);
	put_le32(t, 0);
	put_le32(t, (uint32_t)json.n + 1);
	put_le32(t, 0);
	text_str(t, json);
	text_byte(t, '\n');
}

static void put_be24(struct text *t, size_t number) {
	text_byte(t, (uint8_t)(number >> 16));
	put_be16(t, (uint32_t)number & 0xffff);
}

static void put_random(struct text *t, uint32_t random) {
	for (int i = 0; i < 8; i++, random = random * 1664525u + 1013904223u)
		put_be32(t, random);
}

/* One handshake message in a record of its own (RFC 5246, 6.2.1 and 7.4). */
static void put_handshake(struct text *t, uint8_t type, str body) {
	text_byte(t, 22);
	put_be16(t, 0x0303);
	put_be16(t, (uint32_t)body.n + 4);
	text_byte(t, type);
	put_be24(t, body.n);
	text_str(t, body);
}

void message_tls_hello(struct text *t, str server_name, uint32_t random) {
	uint8_t room[600];
	struct text b = TEXT(room);

	put_be16(&b, 0x0303);
	put_random(&b, random);
	text_byte(&b, 0); /* no session */
	put_be16(&b, 6);
	put_be32(&b, 0xc02fc030); /* ECDHE-RSA with AES-GCM */
	put_be16(&b, 0x009c);
	put_be16(&b, 0x0100); /* no compression */
	put_be16(&b, (uint32_t)(server_name.n ? server_name.n + 9 : 0) + 8);
	if (server_name.n) {
		put_be16(&b, 0);
		put_be16(&b, (uint32_t)server_name.n + 5);
		put_be16(&b, (uint32_t)server_name.n + 3);
		text_byte(&b, 0);
		put_be16(&b, (uint32_t)server_name.n);
		text_str(&b, server_name);
	}
	put_be32(&b, 0x000a0004); /* groups: one, x25519 */
	put_be32(&b, 0x0002001d);
	put_handshake(t, 1, text_done(&b));
	t->full |= b.full;
}

void message_tls_answer(struct text *t, str certificate, uint32_t random) {
	uint8_t room[4096];
	struct text b = TEXT(room);

	put_be16(&b, 0x0303);
	put_random(&b, random);
	text_byte(&b, 0);
	put_be16(&b, 0xc02f);
	text_byte(&b, 0);
	put_handshake(t, 2, text_done(&b));
	b.used = 0;
	put_be24(&b, certificate.n + 3);
	put_be24(&b, certificate.n);
	text_str(&b, certificate);
	put_handshake(t, 11, text_done(&b));
	put_handshake(t, 14, (str){ 0 });
	t->full |= b.full;
}
