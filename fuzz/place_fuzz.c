/*
 * The URL that a device tells of itself decides where a question goes and what
 * it says: whatever the URL, the bytes are two lines, to a port that is not barred.
 */

#include <stdlib.h>

#include "sense/questions.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_of(str s, uint8_t c) {
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += s.at[i] == c;
	return count;
}

static void need(bool held) {
	if (!held)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static const char *const hosts[] = { "192.0.2.1", "2001:db8::1", "fe80::1" };
	struct question q = { .way = size ? (enum question_way)(data[0] % WAY_COUNT) : WAY_TCP,
			      .bytes = STR("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n") };
	struct question_fill with = { .host = STR("h") };
	uint8_t room[QUESTION_SIZE_MAX];

	for (size_t i = 0; size && i < sizeof hosts / sizeof *hosts; i++) {
		addr who = addr_parse(str_of(hosts[i]));

		if (!question_place(&q, (str){ data + 1, size - 1 }, who, &with.port, &with.path))
			continue;
		str sent = question_fill(&q, &with, room, sizeof room);
		need(!question_port_is_barred(with.port) && q.way != WAY_UDP && sent.n > 0);
		need(str_begins(sent, STR("GET /")) && str_ends(sent, STR("\r\n")));
		need(count_of(sent, '\n') == 2 && count_of(sent, '\r') == 2 && count_of(sent, ' ') == 3);
		need(!count_of(with.path, '?'));
	}
	/* Also as a path that somebody took from elsewhere. */
	with.path = (str){ data, size };
	str sent = question_fill(&q, &with, room, sizeof room);
	need(sent.n == 0 || (count_of(sent, '\n') == 2 && count_of(sent, ' ') == 3));
	return 0;
}
