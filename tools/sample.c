/*
 * Writes the devices of a street as a capture. usage: sample STREET.yaml OUT.pcap
 *
 * data/samples/street.yaml says who lives there and what each one says, in
 * the words of its protocol; doc/street.md explains the form. Everybody says
 * one thing by turns, as on a real wire. The same description always gives
 * the same bytes.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/yaml.h"
#include "messages.h"
#include "wire.h"

enum { MEMORY = 8 << 20, MESSAGE_MAX = 64 << 10, TURNS_MAX = 16, DATAGRAM_MAX = 1472 };

struct device {
	struct host host;
	const struct tree_node *next; /* what it says next */
};

struct street {
	const struct tree *tree;
	arena mem;
	struct device *devices;
	size_t device_count;
	struct host router;
	struct capture_file out;
	struct file_new file;
};

static _Noreturn void stop(struct street *s, const struct tree_node *n, str about, const char *what) {
	struct complaint c = { 0 };

	TREE_COMPLAIN(s->tree, n, &c, about, STR(": "), str_of(what));
	fprintf(stderr, "%.*s:%u:%u: %s\n", STR_ARG(c.file), c.line, c.column, c.what);
	file_abandon(&s->file);
	exit(65);
}

/* Four numbers and nothing else; addr_parse() would also accept a MAC with dots. */
static addr ip_of(str text) {
	uint8_t bytes[4];

	for (int i = 0; i < 4; i++) {
		uint64_t number;

		if (!str_u64(str_cut(&text, '.'), &number) || number > 255)
			return (addr){ 0 };
		bytes[i] = (uint8_t)number;
	}
	return text.at ? (addr){ 0 } : addr_of(ADDR_IP4, (str){ bytes, 4 });
}

static str text_at(const struct street *s, const struct tree_node *map, const char *key) {
	return tree_get_text(s->tree, map, str_of(key));
}

static uint16_t number_at(struct street *s, const struct tree_node *map, const char *key, uint16_t otherwise) {
	str text = text_at(s, map, key);
	uint64_t number = otherwise;

	if (text.n && (!str_u64(text, &number) || number > 0xffff))
		stop(s, map, text, "is no number from 0 to 65535");
	return (uint16_t)number;
}

static struct text builder(struct street *s) {
	return (struct text){ .at = arena_take(&s->mem, 1, MESSAGE_MAX, 1), .size = MESSAGE_MAX };
}

static str built(struct street *s, const struct tree_node *n, const struct text *t) {
	if (t->full)
		stop(s, n, STR("this"), "does not fit into a message");
	return text_done(t);
}

/* The MAC as `form` writes it: between the bytes ':', '-' or nothing, in capitals or not. */
static void put_mac(struct text *t, addr mac, char between, bool capitals) {
	size_t from = t->used;

	text_hex(t, (str){ mac.bytes, 6 }, between);
	for (size_t i = from; capitals && i < t->used; i++)
		if (t->at[i] >= 'a' && t->at[i] <= 'f')
			t->at[i] = (uint8_t)(t->at[i] - 32);
}

/* What may stand in braces: the speaker's own addresses. False for other words. */
static bool put_hole(struct text *t, const struct host *h, str word) {
	if (str_eq(word, STR("ip")))
		addr_format(t, h->ip);
	else if (str_eq(word, STR("mac")))
		put_mac(t, h->mac, ':', false);
	else if (str_eq(word, STR("MAC")))
		put_mac(t, h->mac, ':', true);
	else if (str_eq(word, STR("mac-")))
		put_mac(t, h->mac, '-', false);
	else if (str_eq(word, STR("mac=")))
		put_mac(t, h->mac, 0, false);
	else if (str_eq(word, STR("MAC=")))
		put_mac(t, h->mac, 0, true);
	else
		return false;
	return true;
}

/* Fills the holes; `lines`: an LF becomes CR LF, as text protocols want it. */
static str fill(struct street *s, const struct host *h, const struct tree_node *n, str text, bool lines) {
	struct text t = builder(s);

	for (size_t i = 0; i < text.n; i++) {
		size_t end = text.at[i] == '{' ? str_find(text, STR("}"), i) : text.n;

		if (end < text.n && put_hole(&t, h, (str){ text.at + i + 1, end - i - 1 })) {
			i = end;
			continue;
		}
		if (lines && text.at[i] == '\n')
			text_byte(&t, '\r');
		text_byte(&t, text.at[i]);
	}
	return built(s, n, &t);
}

static str filled_at(struct street *s, const struct host *h, const struct tree_node *map, const char *key) {
	return fill(s, h, map, text_at(s, map, key), false);
}

/*
 * A message in text: `lines` with CR LF, or `text` as it stands, or a `head`
 * and a `body` whose length the head is told.
 */
static str message_of(struct street *s, const struct host *h, const struct tree_node *map) {
	str head = text_at(s, map, "head"), body = filled_at(s, h, map, "body");
	struct text t = builder(s);

	text_str(&t, fill(s, h, map, head, true));
	if (head.n && tree_get(s->tree, map, STR("body"))) {
		text_cstr(&t, "Content-Length: ");
		text_u64(&t, body.n);
		text_cstr(&t, "\r\n");
	}
	if (head.n)
		text_cstr(&t, "\r\n");
	text_str(&t, body);
	text_str(&t, fill(s, h, map, text_at(s, map, "lines"), true));
	text_str(&t, filled_at(s, h, map, "text"));
	if (t.used == 0)
		stop(s, map, STR("this message"), "is empty");
	return built(s, map, &t);
}

/* Somebody by name, or by an address: then behind the router, unless it is a group. */
static struct host whom(struct street *s, const struct tree_node *map, const char *key) {
	str word = text_at(s, map, key);
	struct host far = s->router;

	for (size_t i = 0; i < s->device_count; i++)
		if (str_eq(s->devices[i].host.name, word))
			return s->devices[i].host;
	if (word.n)
		far.ip = ip_of(word);
	if (far.ip.kind != ADDR_IP4)
		stop(s, map, word, "is neither a device of the street nor an IPv4 address");
	return far;
}

typedef void speak(struct street *s, const struct host *h, const struct tree_node *what);

static void say_arp(struct street *s, const struct host *h, const struct tree_node *what) {
	if (str_eq(tree_text(s->tree, what), STR("announce")))
		wire_arp_announce(&s->out, h);
	else
		wire_arp_ask(&s->out, h, &s->router);
}

static void say_dhcp(struct street *s, const struct host *h, const struct tree_node *what) {
	static const uint8_t types[] = { 1, 2, 3, 5 };
	struct host client = *h, all = { .ip = ip_of(STR("255.255.255.255")) };
	/* An extender or a relay sends in its own frame what another says of itself. */
	addr behind = addr_parse(text_at(s, what, "client-mac"));
	struct dhcp_values v = {
		.transaction = wire_luck(&s->out), .client_mac = behind.kind == ADDR_MAC ? behind : h->mac,
		.client_ip = h->ip, .server_ip = s->router.ip,
	};

	client.ip = ip_of(STR("0.0.0.0"));
	for (size_t i = 0; i < sizeof types; i++) {
		struct text t = builder(s);
		bool answer = i % 2;

		v.type = types[i];
		v.host_name = answer ? (str){ 0 } : filled_at(s, h, what, "host-name");
		v.vendor_class = answer ? (str){ 0 } : filled_at(s, h, what, "vendor-class");
		v.parameters = answer ? (str){ 0 } : text_at(s, what, "parameters");
		message_dhcp(&t, &v);
		if (answer)
			wire_udp(&s->out, &s->router, h, 67, 68, built(s, what, &t));
		else
			wire_udp(&s->out, &client, &all, 68, 67, built(s, what, &t));
	}
}

static void say_dns(struct street *s, const struct host *h, const struct tree_node *what) {
	struct text question = builder(s), answer = builder(s);
	uint16_t port = (uint16_t)(40000 + wire_luck(&s->out) % 20000), id = (uint16_t)wire_luck(&s->out);
	addr ip = ip_of(text_at(s, what, "answer"));

	message_dns(&question, id, text_at(s, what, "ask"), (addr){ 0 });
	wire_udp(&s->out, h, &s->router, port, 53, built(s, what, &question));
	if (ip.kind != ADDR_IP4)
		return;
	message_dns(&answer, id, text_at(s, what, "ask"), ip);
	wire_udp(&s->out, &s->router, h, 53, port, built(s, what, &answer));
}

static void say_mdns(struct street *s, const struct host *h, const struct tree_node *what) {
	const struct tree_node *txt = tree_get(s->tree, what, STR("txt"));
	size_t count = tree_child_count(s->tree, txt), filled = 0;
	str *texts = arena_new(&s->mem, str, count + 1);
	struct host group = { .ip = ip_of(STR("224.0.0.251")) };
	struct text t = builder(s);
	struct mdns_values v = {
		.service = text_at(s, what, "service"), .instance = filled_at(s, h, what, "instance"),
		.host = filled_at(s, h, what, "host"), .port = number_at(s, what, "port", 80),
		.txt = texts, .txt_count = count, .ip = h->ip,
	};

	for (const struct tree_node *n = tree_child(s->tree, txt); n; n = tree_next(s->tree, n))
		texts[filled++] = fill(s, h, n, tree_text(s->tree, n), false);
	if (tree_get(s->tree, what, STR("ask")))
		message_mdns_ask(&t, text_at(s, what, "ask"));
	else
		message_mdns(&t, &v);
	wire_udp(&s->out, h, &group, 5353, 5353, built(s, what, &t));
}

static void say_udp(struct street *s, const struct host *h, const struct tree_node *what) {
	struct host to = whom(s, what, "to");
	uint16_t port = number_at(s, what, "port", 0);
	str message = message_of(s, h, what);

	if (message.n > DATAGRAM_MAX)
		stop(s, what, STR("this"), "is longer than a datagram of 1472 bytes");
	wire_udp(&s->out, h, &to, number_at(s, what, "from-port", port), port, message);
}

static void say_dhip(struct street *s, const struct host *h, const struct tree_node *what) {
	struct host to = whom(s, what, "to");
	struct text t = builder(s);

	message_dhip(&t, message_of(s, h, what));
	wire_udp(&s->out, h, &to, 37810, number_at(s, what, "port", 37810), built(s, what, &t));
}

/* The device is the server: `client` asks and it answers, by turns. */
static void say_tcp(struct street *s, const struct host *h, const struct tree_node *what) {
	const struct tree_node *n = tree_child(s->tree, tree_get(s->tree, what, STR("turns")));
	struct host client = whom(s, what, "client");
	struct turn turns[TURNS_MAX];
	size_t count = 0;

	for (; n && count < TURNS_MAX; n = tree_next(s->tree, n)) {
		bool by_server = !str_eq(text_at(s, n, "by"), STR("client"));

		turns[count++] = (struct turn){ by_server, message_of(s, h, n) };
	}
	wire_tcp(&s->out, &client, h, number_at(s, what, "port", 80), turns, count);
}

/* With a certificate the device is the server, else it is the client that goes out. */
static void say_tls(struct street *s, const struct host *h, const struct tree_node *what) {
	str base64 = text_at(s, what, "certificate"), certificate = { 0 };
	struct text hello = builder(s), answer = builder(s);
	struct host other = whom(s, what, base64.n ? "client" : "to");

	message_tls_hello(&hello, filled_at(s, h, what, "name"), wire_luck(&s->out));
	struct turn turns[2] = { { false, built(s, what, &hello) } };
	if (base64.n && !base64_unpack(base64, &s->mem, &certificate))
		stop(s, what, STR("certificate"), "this is no base64");
	if (base64.n) {
		message_tls_answer(&answer, certificate, wire_luck(&s->out));
		turns[1] = (struct turn){ true, built(s, what, &answer) };
	}
	wire_tcp(&s->out, base64.n ? &other : h, base64.n ? h : &other, number_at(s, what, "port", 443), turns,
		 base64.n ? 2 : 1);
}

static void say_lldp(struct street *s, const struct host *h, const struct tree_node *what) {
	addr nearest = addr_parse(STR("01:80:c2:00:00:0e"));
	struct host untagged = *h;
	struct text t = builder(s);
	struct lldp_values v = {
		.mac = h->mac, .ip = h->ip, .port = filled_at(s, h, what, "port"),
		.port_description = text_at(s, what, "port-description"), .name = filled_at(s, h, what, "name"),
		.description = text_at(s, what, "description"),
		.capabilities = number_at(s, what, "capabilities", 0x80), /* a station */
	};

	message_lldp(&t, &v);
	untagged.vlan = 0; /* between neighbours there are no VLANs */
	wire_ether(&s->out, &untagged, nearest, 0x88cc, built(s, what, &t));
}

static const struct {
	const char *protocol;
	speak *say;
} speakers[] = {
	{ "arp", say_arp }, { "dhcp", say_dhcp }, { "dhip", say_dhip }, { "dns", say_dns }, { "lldp", say_lldp },
	{ "mdns", say_mdns }, { "tcp", say_tcp }, { "tls", say_tls }, { "udp", say_udp },
};

static void say_one(struct street *s, const struct host *h, const struct tree_node *entry) {
	const struct tree_node *what = tree_child(s->tree, entry);
	str protocol = tree_key(s->tree, what);
	arena before = s->mem;

	if (entry->kind != TREE_MAP || !what)
		stop(s, entry, h->name, "what it says has the form '- protocol: {…}'");
	for (size_t i = 0; i < sizeof speakers / sizeof *speakers; i++) {
		if (str_eq(protocol, str_of(speakers[i].protocol))) {
			speakers[i].say(s, h, what);
			s->mem = before;
			return;
		}
	}
	stop(s, what, protocol, "is no protocol that is known here");
}

static struct host host_of(struct street *s, const struct tree_node *map) {
	struct host h = {
		.name = text_at(s, map, "device"), .mac = addr_parse(text_at(s, map, "mac")),
		.ip = ip_of(text_at(s, map, "ip")), .vlan = number_at(s, map, "vlan", 0),
	};

	if (h.mac.kind != ADDR_MAC || h.ip.kind != ADDR_IP4)
		stop(s, map, h.name, "a device needs a 'mac' and an IPv4 address 'ip'");
	return h;
}

static void meet(struct street *s, const struct tree_node *root) {
	const struct tree_node *list = tree_get(s->tree, root, STR("devices"));

	s->router = host_of(s, tree_get(s->tree, root, STR("router")));
	s->devices = arena_new(&s->mem, struct device, tree_child_count(s->tree, list) + 1);
	for (const struct tree_node *n = tree_child(s->tree, list); n; n = tree_next(s->tree, n)) {
		const struct tree_node *says = tree_get(s->tree, n, STR("says"));

		if (!says || text_at(s, n, "device").n == 0 || text_at(s, n, "source").n == 0)
			stop(s, n, text_at(s, n, "device"), "needs 'device', 'says' and 'source'");
		s->devices[s->device_count++] = (struct device){ host_of(s, n), tree_child(s->tree, says) };
	}
}

/* Everybody by turns, one message each, with a pause in between, until all are done. */
static void talk(struct street *s) {
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < s->device_count; i++) {
			struct device *d = &s->devices[i];

			if (!d->next)
				continue;
			say_one(s, &d->host, d->next);
			d->next = tree_next(s->tree, d->next);
			s->out.time_us += 50000 + wire_luck(&s->out) % 700000;
			more = true;
		}
	}
}

static int write_street(struct street *s, const char *path) {
	const struct tree_node *root = tree_child(s->tree, tree_root(s->tree));
	date day;
	int r;

	if (!date_parse(text_at(s, root, "day"), &day))
		stop(s, root, STR("day"), "the street needs a day, as in 2026-03-02");
	if ((r = file_create(&s->file, path)))
		return r;
	wire_begin(&s->out, s->file.to, ((uint64_t)day * 86400 + 8 * 3600) * 1000000);
	meet(s, root);
	talk(s);
	return file_commit(&s->file);
}

int main(int argc, char **argv) {
	static uint8_t memory[MEMORY];
	struct street s = { .mem = arena_over(memory, sizeof memory) };
	struct complaint c = { 0 };
	struct yaml *y = yaml_open();
	str text;
	int r;

	if (argc != 3 || !y)
		return fprintf(stderr, "usage: sample STREET.yaml OUT.pcap\n"), 2;
	if ((r = file_map(argv[1], &text)))
		return fprintf(stderr, "%s: %s\n", argv[1], strerror(-r)), 66;
	if (yaml_add(y, str_of(argv[1]), text, &c))
		return fprintf(stderr, "%s:%u:%u: %s\n", argv[1], c.line, c.column, c.what), 65;
	file_unmap(text);
	struct tree tree = yaml_tree(y);
	s.tree = &tree;
	r = write_street(&s, argv[2]);
	yaml_close(y);
	if (r)
		return fprintf(stderr, "%s: %s\n", argv[2], strerror(-r)), 73;
	fprintf(stderr, "%s: %zu devices, %zu frames\n", argv[2], s.device_count, s.out.frame_count);
	return 0;
}
