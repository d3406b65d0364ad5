/*
 * Runs the cases of one .t file: hands the bytes to a lane and compares all
 * observations, in order, with the wanted ones. Writes TAP.
 *
 *     case  what it shows
 *     lane  ether KEY(hex) | wifi KEY(hex) | icmp6 TYPE | udp PORT | tcp PORT | body | document NAME.raw | part FIELD
 *     from  ADDRESS           who sends it; optional
 *     hex   bytes in hex      hex and text lines add up
 *     text  text with \r \n \t \0 \xHH \\
 *     want  [ADDRESS] field = value    in order; ADDRESS only when it is not the sender
 *     connection stays | closes    after an answer; optional
 *     end   done | not-mine | cut | broken
 *
 * In a wanted value bytes below 0x20, above 0x7e and the backslash stand as \xHH.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/proto.h"

struct sheet {
	struct obs_sink sink;
	char name[160];
	enum lane lane;
	uint32_t key;
	const struct proto *document;
	char part[OBS_FIELD_MAX + 1]; /* a field; empty for whole messages */
	addr from;
	const char *connection; /* NULL when the case does not depend on it */
	uint8_t in[65536];
	size_t in_size;
	char want[32768], got[32768];
};

static void put_line(char *to, size_t room, const char *line) {
	size_t used = strlen(to);

	snprintf(to + used, room - used, "%s\n", line);
}

static void put_value(struct text *t, str value) {
	for (size_t i = 0; i < value.n; i++) {
		uint8_t c = value.at[i];

		if (c >= 0x20 && c < 0x7f && c != '\\') {
			text_byte(t, c);
		} else {
			text_cstr(t, "\\x");
			text_hex(t, (str){ &c, 1 }, 0);
		}
	}
}

static int sheet_take(struct obs_sink *sink, const struct obs *obs) {
	struct sheet *s = (struct sheet *)sink;
	static uint8_t line[16384];
	struct text t = { .at = line, .size = sizeof line - 1 };

	if (!addr_eq(obs->who, s->from)) {
		addr_format(&t, obs->who);
		text_byte(&t, ' ');
	}
	text_str(&t, obs->field);
	text_cstr(&t, " = ");
	put_value(&t, obs->value);
	line[t.used] = 0;
	put_line(s->got, sizeof s->got, (const char *)line);
	return 0;
}

static const char *const lanes[] = {
	[LANE_ETHER] = "ether", [LANE_WIFI] = "wifi", [LANE_ICMP6] = "icmp6", [LANE_UDP] = "udp", [LANE_TCP] = "tcp",
	[LANE_BODY] = "body", [LANE_CERTIFICATE] = "certificate",
};
static const char *const ends[] = { "done", "not-mine", "cut", "broken" };

static bool is_among(str field, const char *const *names) {
	for (; names && *names; names++)
		if (str_eq(field, str_of(*names)))
			return true;
	return false;
}

/* Whose part this field is; NULL: nobody's. */
static const struct proto *proto_of_part(str field) {
	for (size_t i = 0; protos[i]; i++)
		if (is_among(field, protos[i]->parts))
			return protos[i];
	return NULL;
}

/* "ssdp.raw" is ssdp's, "dahua.cgi" of whoever lists it as a document; NULL: the field is none. */
static const struct proto *proto_of_document(str field) {
	for (size_t i = 0; protos[i]; i++)
		if (is_among(field, protos[i]->documents))
			return protos[i];
	return str_ends(field, STR(".raw")) ? proto_by_name((str){ field.at, field.n - 4 }) : NULL;
}

/* False when the line names no lane. */
static bool parse_lane(struct sheet *s, char *arg) {
	char *key = arg + strcspn(arg, " ");

	if (*key)
		*key++ = 0;
	if (!strcmp(arg, "document")) {
		s->document = proto_of_document(str_of(key));
		return s->document != NULL;
	}
	if (!strcmp(arg, "part")) {
		snprintf(s->part, sizeof s->part, "%s", key);
		s->document = proto_of_part(str_of(key));
		return s->document != NULL;
	}
	for (unsigned i = LANE_ETHER; i <= LANE_CERTIFICATE; i++) {
		if (!strcmp(lanes[i], arg)) {
			s->lane = (enum lane)i;
			s->key = (uint32_t)strtoul(key, NULL, s->lane == LANE_ETHER || s->lane == LANE_WIFI ? 16 : 10);
			return true;
		}
	}
	return false;
}

static void put_in(struct sheet *s, uint8_t byte) {
	if (s->in_size < sizeof s->in)
		s->in[s->in_size++] = byte;
}

static bool parse_hex(struct sheet *s, const char *arg) {
	for (; *arg; arg++) {
		if (*arg == ' ')
			continue;
		int high = byte_hex((uint8_t)arg[0]), low = byte_hex((uint8_t)arg[1]);
		if (high < 0 || low < 0)
			return false;
		put_in(s, (uint8_t)(high << 4 | low));
		arg++;
	}
	return true;
}

static bool parse_text(struct sheet *s, const char *arg) {
	static const char from[] = "rnt0\\", to[] = "\r\n\t\0\\";

	for (; *arg; arg++) {
		const char *escape = *arg == '\\' && arg[1] ? strchr(from, arg[1]) : NULL;

		if (*arg != '\\') {
			put_in(s, (uint8_t)*arg);
		} else if (arg[1] == 'x' && byte_hex((uint8_t)arg[2]) >= 0 && byte_hex((uint8_t)arg[3]) >= 0) {
			put_in(s, (uint8_t)(byte_hex((uint8_t)arg[2]) << 4 | byte_hex((uint8_t)arg[3])));
			arg += 3;
		} else if (escape) {
			put_in(s, (uint8_t)to[escape - from]);
			arg++;
		} else {
			return false;
		}
	}
	return true;
}

/* "a.b   = c" and "a.b = c" are the same wish. */
static void parse_want(struct sheet *s, char *arg) {
	char *eq = strchr(arg, '='), *end = eq, *value = eq ? eq + 1 : arg + strlen(arg);
	static char line[16384];

	while (end && end > arg && end[-1] == ' ')
		end--;
	if (end)
		*end = 0;
	while (*value == ' ')
		value++;
	snprintf(line, sizeof line, "%s = %s", arg, value);
	put_line(s->want, sizeof s->want, line);
}

static bool run(struct sheet *s, const char *end) {
	struct reading rx = { .out = &s->sink, .who = s->from };
	/* An exact copy on the heap lets the address sanitizer see one byte too many. */
	uint8_t *in = malloc(s->in_size ? s->in_size : 1);

	if (!in)
		return false;
	memcpy(in, s->in, s->in_size);
	cur c = cur_over((str){ in, s->in_size });
	enum read_end got = READ_DONE;
	if (s->part[0])
		hand_part_to(&rx, s->document, str_of(s->part), cur_peek(&c));
	else
		got = s->document ? hand_to(&rx, s->document, c) : hand_on(&rx, s->lane, s->key, c);
	const char *connection = rx.stays ? "stays" : "closes";
	bool ok = !strcmp(s->got, s->want) && !strcmp(ends[got], end) && (!s->connection || !strcmp(s->connection, connection));
	free(in);
	if (!ok)
		printf("# wanted (%s)\n%s# got (%s, the connection %s)\n%s", end, s->want, ends[got], connection, s->got);
	return ok;
}

static bool take_line(struct sheet *s, const char *word, char *arg) {
	if (!strcmp(word, "lane"))
		return parse_lane(s, arg);
	if (!strcmp(word, "hex"))
		return parse_hex(s, arg);
	if (!strcmp(word, "text"))
		return parse_text(s, arg);
	if (!strcmp(word, "from"))
		return (s->from = addr_parse(str_of(arg))).kind != ADDR_NONE;
	if (!strcmp(word, "connection"))
		return (s->connection = !strcmp(arg, "stays") ? "stays" : !strcmp(arg, "closes") ? "closes" : NULL) != NULL;
	if (!strcmp(word, "want"))
		return parse_want(s, arg), true;
	return !*word || *word == '#';
}

int main(int argc, char *argv[]) {
	static struct sheet s;
	static const struct sheet empty = { .sink.take = sheet_take };
	static char line[65536];
	int count = 0, failed = 0, number = 0;
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;

	if (!f)
		return fprintf(stderr, "usage: read_test FILE.t\n"), 2;
	while (fgets(line, sizeof line, f)) {
		number++;
		line[strcspn(line, "\n")] = 0;
		char *arg = line + strcspn(line, " ");
		while (*arg == ' ')
			*arg++ = 0;
		if (!strcmp(line, "case")) {
			s = empty;
			snprintf(s.name, sizeof s.name, "%s", arg);
		} else if (!strcmp(line, "end")) {
			bool ok = run(&s, arg);
			failed += !ok;
			printf("%sok %d - %s\n", ok ? "" : "not ", ++count, s.name);
		} else if (!take_line(&s, line, arg)) {
			printf("Bail out! %s:%d: not understood: %s\n", argv[1], number, line);
			return 2;
		}
	}
	fclose(f);
	printf("1..%d\n", count);
	return failed > 0 || count == 0;
}
