/*
 * Plays the script on a connection.
 */

#include "talk.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tls.h"

enum {
	REQUEST_MAX = 64 << 10,
	SLOW_FIRST_MS = 2000, SLOW_BYTE_MS = 20,
	ENDLESS_MS = 10, ENDLESS_SIZE = 32 << 10, ENDLESS_ROOM = 256 << 10, /* 3 MB a second while the peer reads them */
	RESET_MS = 20,
	NOISE_SIZE = 700,
	CSEQ_MAX = 10,
};

/* ---- Out */

static void flush_tls(struct conn *c) {
	uint8_t bytes[16 << 10];
	size_t size;

	while ((size = tls_out(c->tls, bytes, sizeof bytes)))
		conn_write(c, bytes, size);
}

static void say(struct conn *c, const uint8_t *bytes, size_t size) {
	if (!c->tls) {
		conn_write(c, bytes, size);
		return;
	}
	tls_write(c->tls, bytes, size);
	flush_tls(c);
}

static void end(struct conn *c) {
	c->is_done = true;
	if (c->tls) {
		tls_end(c->tls);
		flush_tls(c);
	}
	conn_end(c);
}

/* ---- What is played */

/* Where the value of a header's number stands in a message; its digits, or 0. */
static size_t number_after(const uint8_t *text, size_t size, const char *name, size_t *ret_at) {
	size_t name_size = strlen(name), at, digits = 0;

	for (at = 0; at + name_size < size; at++)
		if (strncasecmp((const char *)text + at, name, name_size) == 0 && (at == 0 || text[at - 1] == '\n'))
			break;
	if (at + name_size >= size)
		return 0;
	for (at += name_size; at < size && text[at] == ' '; at++)
		;
	while (at + digits < size && digits < CSEQ_MAX && isdigit(text[at + digits]))
		digits++;
	*ret_at = at;
	return digits;
}

/* An RTSP answer bears the number of its question: RFC 2326, 12.17. The recorded one bears another's. */
static void say_answer(struct conn *c, const struct blob *request, const struct blob *answer) {
	size_t asked_at, at;
	size_t asked = number_after(request->bytes, request->size, "CSeq:", &asked_at);
	size_t digits = number_after(answer->bytes, answer->size, "CSeq:", &at);

	if (!asked || !digits || answer->size < 5 || memcmp(answer->bytes, "RTSP/", 5) != 0) {
		say(c, answer->bytes, answer->size);
		return;
	}
	say(c, answer->bytes, at);
	say(c, request->bytes + asked_at, asked);
	say(c, answer->bytes + at + digits, answer->size - at - digits);
}

static bool has(const struct blob *request, const char *word) {
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= request->size; i++)
		if (strncasecmp((const char *)request->bytes + i, word, size) == 0)
			return true;
	return false;
}

/* RFC 9112, 9.3: by a header, or by the version of those who do not know that a connection may stay. */
static bool wants_end(const struct blob *request) {
	return has(request, "connection: close") || (has(request, " http/1.0\r\n") && !has(request, "connection: keep-alive"));
}

/* ---- How quirks begin to answer */

static void begin_slowly(struct conn *c) {
	conn_turn(c, SLOW_FIRST_MS);
}

static void say_half(struct conn *c) {
	say(c, c->playing->answer.bytes, c->playing->answer.size / 2);
	c->is_done = true;
}

static void say_half_then_reset(struct conn *c) {
	say_half(c);
	conn_turn(c, RESET_MS);
}

static void begin_headers(struct conn *c) {
	c->is_done = true;
	conn_turn(c, ENDLESS_MS);
}

static void begin_flood(struct conn *c) {
	say(c, c->playing->answer.bytes, c->playing->answer.size);
	begin_headers(c);
}

static void say_noise(struct conn *c) {
	uint8_t noise[NOISE_SIZE];

	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (uint8_t)random();
	say(c, noise, sizeof noise);
	end(c);
}

/* The others answer as they should. */
static void (*const BEGIN[QUIRK_COUNT])(struct conn *c) = {
	[QUIRK_SLOW] = begin_slowly, [QUIRK_RESET] = say_half_then_reset, [QUIRK_HALF] = say_half, [QUIRK_FLOOD] = begin_flood,
	[QUIRK_HEADERS] = begin_headers, [QUIRK_GARBAGE] = say_noise,
};

static void play(struct conn *c, const struct exchange *e, struct blob request) {
	c->playing = e;
	c->played = 0;
	if (BEGIN[c->device->quirk]) {
		BEGIN[c->device->quirk](c);
		return;
	}
	say_answer(c, &request, &e->answer);
	if (request.size && (!e->keep || wants_end(&request)))
		end(c);
}

/* ---- How they go on */

static void play_endless(struct conn *c) {
	static uint8_t bytes[ENDLESS_SIZE];
	size_t size = 0;

	if (c->device->quirk == QUIRK_FLOOD) {
		memset(bytes, 'A', size = sizeof bytes);
	} else {
		if (c->played == 0)
			size = (size_t)snprintf((char *)bytes, sizeof bytes, "HTTP/1.1 200 OK\r\n");
		while (size < sizeof bytes / 8)
			size += (size_t)snprintf((char *)bytes + size, sizeof bytes - size, "X-Line-%zu: more\r\n", c->played++);
	}
	if (c->out_size < ENDLESS_ROOM)
		say(c, bytes, size);
	conn_turn(c, ENDLESS_MS);
}

static void play_slowly(struct conn *c) {
	const struct blob *answer = &c->playing->answer;

	if (c->played < answer->size)
		say(c, answer->bytes + c->played++, 1);
	if (c->played < answer->size)
		conn_turn(c, SLOW_BYTE_MS);
	else if (!c->playing->keep && c->playing->request.size)
		end(c);
}

void talk_turn(struct conn *c) {
	if (c->device->quirk == QUIRK_SLOW)
		play_slowly(c);
	else if (c->device->quirk == QUIRK_RESET)
		conn_reset(c);
	else
		play_endless(c);
}

/* ---- In */

/* "GET …", "OPTIONS …": such a request has lines, and is complete with its empty line and what that announced. */
static bool is_lines(const uint8_t *in, size_t size) {
	size_t letters = 0;

	while (letters < size && (isupper(in[letters]) || in[letters] == '-' || in[letters] == '_'))
		letters++;
	return letters > 1 && (letters == size || in[letters] == ' ');
}

/* The size of the request that stands first; 0: it is not complete. */
static size_t complete(const uint8_t *in, size_t size) {
	size_t at, digits, body = 0;
	const uint8_t *end;

	if (!is_lines(in, size))
		return size;
	end = memmem(in, size, "\r\n\r\n", 4);
	if (!end)
		return 0;
	size_t head = (size_t)(end - in) + 4;
	digits = number_after(in, head, "Content-Length:", &at);
	for (size_t i = 0; i < digits; i++)
		body = body * 10 + (size_t)(in[at + i] - '0');
	return body > REQUEST_MAX ? size : head + body <= size ? head + body : 0;
}

static const struct exchange *fitting(const struct tcp_port *port, struct blob request) {
	for (size_t i = 0; i < port->exchange_count; i++) {
		const struct blob *wants = &port->exchanges[i].request, *holds = &port->exchanges[i].holds;

		if (wants->size && wants->size <= request.size && memcmp(wants->bytes, request.bytes, wants->size) == 0 &&
		    memmem(request.bytes, request.size, holds->bytes, holds->size))
			return &port->exchanges[i];
	}
	return NULL;
}

static void answer_all(struct conn *c) {
	size_t size;

	while (c->in_size && !c->is_done && (size = complete(c->in, c->in_size))) {
		struct blob request = { c->in, size };
		const struct exchange *e = fitting(c->port, request);

		if (e)
			play(c, e, request);
		else
			end(c);
		c->in_size -= size;
		memmove(c->in, c->in + size, c->in_size);
	}
}

static void take_clear(struct conn *c, const uint8_t *bytes, size_t size) {
	heard_add(c->heard, bytes, size);
	if (c->is_done || c->device->quirk == QUIRK_TARPIT)
		return;
	if (!c->in && !(c->in = malloc(REQUEST_MAX)))
		return;
	size_t take = size < REQUEST_MAX - c->in_size ? size : REQUEST_MAX - c->in_size;
	memcpy(c->in + c->in_size, bytes, take);
	c->in_size += take;
	answer_all(c);
}

static void greet(struct conn *c) {
	for (size_t i = 0; i < c->port->exchange_count; i++)
		if (!c->port->exchanges[i].request.size) {
			play(c, &c->port->exchanges[i], (struct blob){ NULL, 0 });
			return;
		}
}

void talk_open(struct conn *c) {
	if (c->device->quirk == QUIRK_TARPIT)
		return;
	if (c->port->tls)
		c->tls = tls_open(c->port->tls, c->device->quirk);
	else
		greet(c);
}

/* What came before the handshake was over is kept until it is: it tells a later reader what was no TLS. */
static void take_secret(struct conn *c, const uint8_t *bytes, size_t size) {
	bool was_open = tls_is_open(c->tls), is_fine = tls_take(c->tls, bytes, size);
	uint8_t clear[4096];
	size_t got;

	flush_tls(c);
	if (!was_open && !tls_is_open(c->tls))
		heard_add(c->heard, bytes, size);
	if (!was_open && tls_is_open(c->tls)) {
		c->heard->kind = 's';
		c->heard->size = 0;
		c->heard->all = 0;
		greet(c);
	}
	if (!is_fine) {
		c->is_done = true;
		conn_end(c);
	}
	while ((got = tls_read(c->tls, clear, sizeof clear)))
		take_clear(c, clear, got);
	flush_tls(c);
}

void talk_take(struct conn *c, const uint8_t *bytes, size_t size) {
	if (c->tls)
		take_secret(c, bytes, size);
	else
		take_clear(c, bytes, size);
}
