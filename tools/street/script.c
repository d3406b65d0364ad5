/*
 * Reads the script of a street: JSON lines, one device a line.
 *
 *   {"address": "10.77.3.9", "address6": "fe80::9", "mac": "28:57:be:01:02:03", "quirk": "slow", "filtered": true,
 *    "tcp": [{"port": 80, "exchanges": [{"request": "GET / ", "answer": "SFRUUC8…", "then": "close"}]},
 *            {"port": 443, "tls": {"subject": "CN = ipcam", "issuer": "CN = ipcam", "from": "20150101000000Z",
 *                                  "until": "20350101000000Z"}, "exchanges": […]}],
 *    "udp": [{"port": 37020, "wants": "inquiry", "answer": "PD94…", "to": "239.255.255.250", "to_port": 37020}]}
 *
 * One of address and address6 and the mac must be there. `request` is how a
 * request begins, as text, and "holds" beside it, which may be missing, what
 * must stand in it; "" is said before anything is asked; the first that fits
 * is played. A request that begins with a word of capitals and a
 * blank is complete with its empty line and the body that its Content-Length
 * announces; any other with its first bytes. Answers are base64. `then` is
 * "close" (default) or "keep". `wants` must stand somewhere in a datagram; ""
 * fits all. `to` is where a question to all is answered: an address, or
 * "sender" (default). Unknown members are passed over, so that a plan can
 * keep its own notes in the script.
 */

#include "script.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_SIZE = 64 << 20, PORTS_MAX = 64, EXCHANGES_MAX = 256 };

static const char *const QUIRKS[] = {
	[QUIRK_NONE] = "", [QUIRK_SLOW] = "slow", [QUIRK_ONE] = "one", [QUIRK_RESET] = "reset", [QUIRK_HALF] = "half",
	[QUIRK_FLOOD] = "flood", [QUIRK_TARPIT] = "tarpit", [QUIRK_HEADERS] = "headers", [QUIRK_RST] = "rst",
	[QUIRK_GARBAGE] = "garbage", [QUIRK_CERTIFICATE] = "certificate", [QUIRK_TLS10] = "tls10",
	[QUIRK_UDP_FLOOD] = "udp-flood",
};

/* Where the reader is, for the sentence when something is wrong. */
struct reading {
	const char *path;
	unsigned line;
};

static bool wrong(const struct reading *r, const char *what, const char *which) {
	fprintf(stderr, "street: %s:%u: %s %s\n", r->path, r->line, what, which ? which : "");
	return false;
}

static void *room(size_t count, size_t size) {
	void *at = calloc(count ? count : 1, size);

	if (!at) {
		fputs("street: no memory\n", stderr);
		exit(70);
	}
	return at;
}

bool ip_parse(const char *text, struct ip *ret_ip) {
	struct ip ip = { .size = strchr(text, ':') ? 16 : 4 };

	if (inet_pton(ip.size == 4 ? AF_INET : AF_INET6, text, ip.bytes) != 1)
		return false;
	*ret_ip = ip;
	return true;
}

static bool blob_unpack(const char *text, struct blob *ret_blob) {
	size_t size = strlen(text), padding = 0;
	uint8_t *bytes = room(size + 4, 1);
	int got = EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)size);

	while (padding < 2 && padding < size && text[size - 1 - padding] == '=')
		padding++;
	if (got < (int)padding)
		return false;
	*ret_blob = (struct blob){ bytes, (size_t)got - padding };
	return true;
}

static struct blob blob_of(const char *text) {
	return (struct blob){ (const uint8_t *)(text ? strdup(text) : ""), text ? strlen(text) : 0 };
}

static const char *text_of(const json_t *o, const char *name) {
	return json_string_value(json_object_get(o, name));
}

static const char *copy_of(const json_t *o, const char *name) {
	const char *text = text_of(o, name);

	return text ? strdup(text) : NULL;
}

static bool port_of(const json_t *o, const char *name, bool may_be_none, uint16_t *ret_port) {
	json_int_t port = json_integer_value(json_object_get(o, name));

	if (port < (may_be_none ? 0 : 1) || port > 65535)
		return false;
	*ret_port = (uint16_t)port;
	return true;
}

static bool read_exchanges(const struct reading *r, const json_t *list, struct tcp_port *port) {
	size_t count = json_array_size(list);
	struct exchange *e = room(count, sizeof *e);

	if (count > EXCHANGES_MAX)
		return wrong(r, "too many exchanges", NULL);
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		const char *answer = text_of(o, "answer"), *then = text_of(o, "then");

		e[i].request = blob_of(text_of(o, "request"));
		e[i].holds = blob_of(text_of(o, "holds"));
		e[i].keep = then && strcmp(then, "keep") == 0;
		if (!answer || !blob_unpack(answer, &e[i].answer))
			return wrong(r, "no base64 in 'answer' of", text_of(o, "request"));
	}
	port->exchanges = e;
	port->exchange_count = count;
	return true;
}

static bool read_tcp(const struct reading *r, const json_t *list, struct device *d) {
	size_t count = json_array_size(list);
	struct tcp_port *ports = room(count, sizeof *ports);

	if (count > PORTS_MAX)
		return wrong(r, "too many ports", NULL);
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i), *tls = json_object_get(o, "tls");

		if (!port_of(o, "port", false, &ports[i].port))
			return wrong(r, "no port number in", "tcp");
		if (tls) {
			struct certificate *c = room(1, sizeof *c);

			*c = (struct certificate){ copy_of(tls, "subject"), copy_of(tls, "issuer"), copy_of(tls, "from"),
						   copy_of(tls, "until") };
			ports[i].tls = c;
		}
		if (!read_exchanges(r, json_object_get(o, "exchanges"), &ports[i]))
			return false;
	}
	d->tcp = ports;
	d->tcp_count = count;
	return true;
}

static bool read_udp(const struct reading *r, const json_t *list, struct device *d) {
	size_t count = json_array_size(list);
	struct udp_port *ports = room(count, sizeof *ports);

	if (count > PORTS_MAX)
		return wrong(r, "too many ports", NULL);
	for (size_t i = 0; i < count; i++) {
		const json_t *o = json_array_get(list, i);
		const char *to = text_of(o, "to"), *answer = text_of(o, "answer");

		if (!port_of(o, "port", false, &ports[i].port) || !port_of(o, "to_port", true, &ports[i].to_port))
			return wrong(r, "no port number in", "udp");
		ports[i].wants = blob_of(text_of(o, "wants"));
		if (to && strcmp(to, "sender") != 0 && !ip_parse(to, &ports[i].to))
			return wrong(r, "no address:", to);
		if (!answer || !blob_unpack(answer, &ports[i].answer))
			return wrong(r, "no base64 in an 'answer' of", "udp");
		ports[i].device = d;
	}
	d->udp = ports;
	d->udp_count = count;
	return true;
}

static bool read_quirk(const struct reading *r, const char *word, enum quirk *ret_quirk) {
	for (size_t i = 0; word && i < sizeof QUIRKS / sizeof *QUIRKS; i++)
		if (strcmp(QUIRKS[i], word) == 0) {
			*ret_quirk = (enum quirk)i;
			return true;
		}
	return word ? wrong(r, "there is no quirk", word) : true;
}

static bool read_mac(const char *text, uint8_t mac[6]) {
	return text && strlen(text) == 17 && sscanf(text, "%2hhx:%2hhx:%2hhx:%2hhx:%2hhx:%2hhx", &mac[0], &mac[1], &mac[2],
						    &mac[3], &mac[4], &mac[5]) == 6;
}

static bool read_device(const struct reading *r, const json_t *o, struct device *d) {
	const char *four = text_of(o, "address"), *six = text_of(o, "address6");

	if ((!four && !six) || (four && (!ip_parse(four, &d->four) || d->four.size != 4)) ||
	    (six && (!ip_parse(six, &d->six) || d->six.size != 16)))
		return wrong(r, "no address:", four ? four : six);
	if (!read_mac(text_of(o, "mac"), d->mac))
		return wrong(r, "no MAC:", text_of(o, "mac"));
	d->is_filtered = json_is_true(json_object_get(o, "filtered"));
	return read_quirk(r, text_of(o, "quirk"), &d->quirk) && read_tcp(r, json_object_get(o, "tcp"), d) &&
		read_udp(r, json_object_get(o, "udp"), d);
}

/* Addresses of one street differ in their last bytes, so those must reach all bits. */
static uint64_t hash_of(const uint8_t *address, size_t size) {
	uint64_t h = size;

	for (size_t i = 0; i < size; i += 4) {
		uint32_t word;

		memcpy(&word, address + i, 4);
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 32;
	}
	return h;
}

static void put(struct script *s, const struct ip *ip, size_t index) {
	uint64_t hash = hash_of(ip->bytes, ip->size);
	size_t at = (size_t)hash & s->slot_mask;

	if (!ip->size)
		return;
	while (s->slots[at])
		at = (at + 1) & s->slot_mask;
	s->slots[at] = (hash >> 32 << 32) | (index + 1);
}

/* The hash is compared first: a sweep asks for many who are not there, and their neighbours' lines need not be fetched. */
struct device *script_find(const struct script *s, const uint8_t *address, size_t size) {
	uint64_t hash = hash_of(address, size);

	for (size_t at = (size_t)hash & s->slot_mask; s->slots[at]; at = (at + 1) & s->slot_mask) {
		if (s->slots[at] >> 32 != hash >> 32)
			continue;
		struct device *d = &s->devices[(uint32_t)s->slots[at] - 1];
		const struct ip *ip = size == 4 ? &d->four : &d->six;

		if (ip->size == size && memcmp(ip->bytes, address, size) == 0)
			return d;
	}
	return NULL;
}

/* Who answers to what, once all devices are read and stay where they are. */
static void index_devices(struct script *s) {
	size_t slots = 1024;

	while (slots < s->device_count * 8)
		slots *= 2;
	s->slots = room(slots, sizeof *s->slots);
	s->slot_mask = slots - 1;
	for (size_t i = 0; i < s->device_count; i++) {
		struct device *d = &s->devices[i];

		put(s, &d->four, i);
		put(s, &d->six, i);
		for (size_t k = 0; k < d->udp_count; k++) {
			d->udp[k].device = d;
			d->udp[k].next = s->by_port[d->udp[k].port];
			s->by_port[d->udp[k].port] = &d->udp[k];
		}
	}
}

static bool read_line(struct reading *r, const char *line, size_t size, struct script *s, size_t *room_count) {
	json_error_t error;
	json_t *o = json_loadb(line, size, 0, &error);

	if (!o)
		return wrong(r, "no JSON:", error.text);
	if (s->device_count == *room_count) {
		*room_count = *room_count ? 2 * *room_count : 1024;
		s->devices = realloc(s->devices, *room_count * sizeof *s->devices);
		if (!s->devices)
			exit(70);
	}
	s->devices[s->device_count] = (struct device){ 0 };
	bool good = read_device(r, o, &s->devices[s->device_count]);
	s->device_count++;
	json_decref(o);
	return good;
}

int script_read(const char *path, struct script *ret_script) {
	struct reading r = { .path = path };
	FILE *f = fopen(path, "re");
	size_t room_count = 0, line_room = 0;
	char *line = NULL;
	bool good = f != NULL;
	ssize_t size;

	if (!f)
		perror(path);
	while (good && (size = getline(&line, &line_room, f)) > 0) {
		r.line++;
		good = size < LINE_MAX_SIZE && (size <= 1 || read_line(&r, line, (size_t)size, ret_script, &room_count));
	}
	free(line);
	if (f)
		fclose(f);
	if (good)
		index_devices(ret_script);
	return good ? 0 : 1;
}
