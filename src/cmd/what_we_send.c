#include "cmd/what_we_send.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json_out.h"
#include "base/translate.h"
#include "cmd/image.h"
#include "cmd/say.h"
#include "sense/questions.h"
#include "show/prose.h"

enum {
	TABLE_ROOM = 1 << 20,
	BYTES_ROOM = 8 * QUESTION_SIZE_MAX, /* a byte takes three columns, and blanks between */
	TEXT_RUN = 4, SAME_RUN = 4,         /* from so many on they are written as one word */
	LINE_COLUMNS = 76,
	LIST_ROOM = 512,                    /* bytes for the groups or ports of a question: a dozen addresses */
};

/* How many bytes at the start of `s` are readable as text in quotes. */
static size_t text_run(str s) {
	size_t n = 0, size, random_size;

	while (n < s.n && s.at[n] >= 0x20 && s.at[n] < 0x7f && s.at[n] != '\'' &&
	       question_hole_at(str_after(s, n), &size, &random_size) == FILL_NONE)
		n++;
	return n;
}

static size_t same_run(str s) {
	size_t n = 1;

	while (n < s.n && s.at[n] == s.at[0])
		n++;
	return n;
}

/* Puts the next word of the bytes down as data/questions.yaml writes it; gives how many bytes it stands for. */
static size_t put_word(struct text *t, str s) {
	size_t size, random_size, text = text_run(s), same = same_run(s);

	if (question_hole_at(s, &size, &random_size) != FILL_NONE) {
		text_str(t, (str){ s.at, size });
		return size;
	}
	if (text >= TEXT_RUN && text >= same) {
		text_byte(t, '\'');
		text_str(t, (str){ s.at, text });
		text_byte(t, '\'');
		return text;
	}
	text_hex(t, (str){ s.at, 1 }, 0);
	if (same < SAME_RUN)
		return 1;
	text_byte(t, '*');
	text_u64(t, same);
	return same;
}

/* Can it be shown as it stands? */
static bool is_plain(str bytes) {
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.at[i] != '\r' && bytes.at[i] != '\n' && (bytes.at[i] < 0x20 || bytes.at[i] > 0x7e))
			return false;
	return bytes.n > 0;
}

/* All words with a blank between them; a new line with `indent` before one that would pass the margin. */
static void put_words(struct text *t, str bytes, const char *indent) {
	size_t line = t->used;

	for (str rest = bytes; rest.n;) {
		uint8_t room[QUESTION_SIZE_MAX + 8];
		struct text word = TEXT(room);
		size_t taken = put_word(&word, rest);

		rest = str_after(rest, taken);
		if (t->used > line && indent && t->used - line + word.used >= LINE_COLUMNS) {
			text_byte(t, '\n');
			text_cstr(t, indent);
			line = t->used;
		} else if (t->used > line) {
			text_byte(t, ' ');
		}
		text_str(t, text_done(&word));
	}
}

/*
 * How many bytes go out when the first group or port, or some address, is
 * asked; with the shortest path where a device tells it, and a community of
 * six letters.
 */
static size_t size_of(const struct question *q) {
	struct question_fill with = { .host = q->groups.count ? q->groups.at[0] : STR("192.0.2.1"),
				      .port = q->port_count ? q->ports[0] : q->way == WAY_UDP ? q->port : 80,
				      .path = q->path.n ? q->path : STR("/"), .community = STR("public") };
	uint8_t room[QUESTION_SIZE_MAX];

	return question_fill(q, &with, room, sizeof room).n;
}

static void print_json(struct json_out *j, const struct question *q) {
	uint8_t room[BYTES_ROOM];
	struct text words = TEXT(room);
	bool plain = is_plain(q->bytes);

	json_out_object(j);
	json_out_pair(j, "question", q->id);
	json_out_pair(j, "what", q->what);
	json_out_pair(j, "harmless", q->harmless);
	json_out_pair(j, "source", q->source);
	json_out_pair(j, "way", str_of(way_names[q->way]));
	json_out_pair_u64_or_null(j, "port", q->port);
	json_out_key(j, "ports");
	json_out_array(j);
	for (size_t i = 0; i < q->port_count; i++)
		json_out_u64(j, q->ports[i]);
	json_out_array_end(j);
	json_out_pair_u64_or_null(j, "answer_port", q->answer_port);
	json_out_key(j, "groups");
	json_out_texts(j, q->groups.at, q->groups.count);
	json_out_pair_or_null(j, "after", q->after ? q->after->id : (str){ 0 });
	json_out_pair_or_null(j, "where", q->where);
	json_out_pair_or_null(j, "path", q->path);
	json_out_pair_bool(j, "greeting", q->greeting);
	json_out_pair_bool(j, "unicast", q->unicast);
	json_out_pair_bool(j, "listen_only", q->listen_only);
	json_out_pair_u64_or_null(j, "times", q->listen_only ? 0 : q->times);
	json_out_pair_u64_or_null(j, "size", size_of(q));
	if (!plain)
		put_words(&words, q->bytes, NULL);
	json_out_pair_or_null(j, "text", plain ? q->bytes : (str){ 0 });
	json_out_pair_or_null(j, "hex", text_done(&words));
	json_out_object_end(j);
	json_out_line(j);
}

/* "192.0.2.1, 192.0.2.2 and 192.0.2.3" */
static void put_list(struct text *t, size_t at, size_t count, str one) {
	text_cstr(t, at == 0 ? "" : at + 1 < count ? ", " : _(" and "));
	text_str(t, one);
}

static void say_udp(struct prose *p, const struct question *q) {
	static const char *const times[] = { "", N_("once"), N_("twice"), N_("three times") };
	uint8_t room[LIST_ROOM];
	struct text groups = TEXT(room);

	for (size_t i = 0; i < q->groups.count; i++)
		put_list(&groups, i, q->groups.count, q->groups.at[i]);
	if (q->listen_only) {
		PROSE_FILL(p, _("Only listens, at UDP port {port} of {groups}."), PROSE_NUMBER("port", q->answer_port),
			   PROSE_WORDS("groups", text_done(&groups)));
		return;
	}
	PROSE_FILL(p, q->groups.count && q->unicast ?
			   _("Sent to UDP port {port} of {groups}, {times}; single addresses may be asked as well") :
		      q->groups.count ? _("Sent to UDP port {port} of {groups}, {times}") :
		      q->unicast ? _("Sent to UDP port {port} of single addresses") : _("Sent to UDP port {port}"),
		   PROSE_NUMBER("port", q->port), PROSE_WORDS("groups", text_done(&groups)),
		   PROSE_WORDS("times", str_of(translate(times[q->times]))));
	if (q->answer_port)
		PROSE_FILL(p, _("; answers come to port {port}"), PROSE_NUMBER("port", q->answer_port));
	prose_cstr(p, ".");
}

static void say_ports(struct prose *p, const struct question *q) {
	uint8_t room[LIST_ROOM];
	struct text ports = TEXT(room);

	for (size_t i = 0; i < q->port_count; i++) {
		uint8_t digits[8];
		struct text number = TEXT(digits);

		text_u64(&number, q->ports[i]);
		put_list(&ports, i, q->port_count, text_done(&number));
	}
	PROSE_FILL(p, q->greeting ? translate_plural("Listens to who speaks first at TCP port {ports}, and sends nothing.",
						     "Listens to who speaks first at TCP ports {ports}, and sends nothing.", q->port_count) :
				    translate_plural("Sent to TCP port {ports} of single addresses.",
						     "Sent to TCP ports {ports} of single addresses.", q->port_count),
		   PROSE_WORDS("ports", text_done(&ports)));
}

static void say_tcp(struct prose *p, const struct question *q) {
	if (q->port_count)
		say_ports(p, q);
	if (q->port_count && q->path.n)
		PROSE_FILL(p, _(" The path is {path}."), PROSE_WHOLE("path", q->path));
	if (q->where.n)
		PROSE_FILL(p, q->port_count ? _(" Also sent to the URL that a device says of itself in {field}.") :
					      _("Sent to the URL that a device says of itself in {field}."),
			   PROSE_WHOLE("field", q->where));
	if (q->after)
		PROSE_FILL(p, _(" Only where {question} was answered."), PROSE_WHOLE("question", q->after->id));
	if (q->way == WAY_TLS)
		prose_cstr(p, _(" These bytes travel inside TLS; the handshake's own are OpenSSL's."));
}

static void say_where(struct prose *p, const struct question *q) {
	if (q->way == WAY_UDP)
		say_udp(p, q);
	else
		say_tcp(p, q);
}

static void print_bytes(const struct question *q) {
	static const char indent[] = "        ";
	uint8_t room[BYTES_ROOM];
	struct text words = TEXT(room);
	bool crlf = str_find(q->bytes, STR("\r\n"), 0) < q->bytes.n;

	say_line(stdout, crlf ? _("    %zu bytes, lines end CR LF:") : _("    %zu bytes:"), size_of(q));
	if (!is_plain(q->bytes)) {
		put_words(&words, q->bytes, indent);
		printf("%s%.*s\n", indent, STR_ARG(text_done(&words)));
		return;
	}
	for (str rest = q->bytes; rest.n;) {
		str line = str_cut_line(&rest);
		printf("%s%.*s\n", line.n ? indent : "", STR_ARG(line));
	}
}

static void print_people(const struct look *look, const struct question *q) {
	struct prose p = prose_to(stdout, look, LINE_COLUMNS);

	prose_tone(&p, TONE_HEAD);
	prose_whole(&p, q->id);
	prose_tone(&p, TONE_PLAIN);
	prose_end(&p);
	p.indent = 4;
	prose_str(&p, q->what);
	prose_end(&p);
	say_where(&p, q);
	prose_end(&p);
	PROSE_FILL(&p, _("Harmless: {why}."), PROSE_WORDS("why", q->harmless));
	prose_end(&p);
	PROSE_FILL(&p, _("Known from: {source}"), PROSE_WORDS("source", q->source));
	prose_end(&p);
	if (q->bytes.n)
		print_bytes(q);
	prose_gap(&p);
}

static void print_all(const struct options *o, const struct questions *questions) {
	struct look look = { term_width(STDOUT_FILENO), term_wants_colours(STDOUT_FILENO, o->colour), o->on,
			     term_is_ascii(), NULL, o->tongue, false };
	struct json_out j = json_out_to(stdout);

	for (size_t i = 0; i < questions->count; i++) {
		if (o->json)
			print_json(&j, &questions->at[i]);
		else
			print_people(&look, &questions->at[i]);
	}
	if (!o->json)
		say_line(stdout, "%zu questions. Beside ARP and the handshakes of TCP and TLS nothing else is ever sent.",
			 questions->count);
}

enum exit_code what_we_send(const struct options *o) {
	void *memory = memory_reserve(TABLE_ROOM);
	struct complaint c = { 0 };
	struct questions questions;

	if (!memory)
		return say_errno("memory", -ENOMEM);
	arena mem = arena_over(memory, TABLE_ROOM);
	int r = questions_load(&mem, &image_questions, &questions, &c);
	if (r == TREE_WRONG)
		say_complaint(NULL, &c);
	else if (!r)
		print_all(o, &questions);
	memory_release(memory, TABLE_ROOM);
	return r < 0 ? say_errno("memory", r) : say_done(r ? EXIT_BUG : EXIT_DONE);
}
