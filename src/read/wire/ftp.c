/*
 * FTP, RFC 959: the greeting of a server, which it says before anybody asks.
 *
 *     220-text CRLF          any number of lines
 *     220 text CRLF          the last one (4.2)
 *
 * What follows are answers to a client, with names of users and files: they
 * are passed over, and so is the client.
 */

#include "read/proto.h"

static const struct field ftp_fields[] = {
	{ "ftp.banner", "greeting of a file server, without its number" },
	{ 0 },
};

enum {
	BANNER_MAX = 512, /* a longer greeting is an essay, and is cut */
	LINES_MAX = 16,
};

static bool is_greeting(str s) {
	return str_begins(s, STR("220 ")) || str_begins(s, STR("220-"));
}

static enum read_end ftp_read(struct reading *rx, cur in) {
	uint8_t room[BANNER_MAX];
	struct text t = TEXT(room);
	str rest = cur_peek(&in);
	bool last = false, whole = false;

	if (!is_greeting(rest))
		return READ_NOT_MINE;
	for (unsigned i = 0; i < LINES_MAX && rest.n && !last; i++) {
		whole = str_find(rest, STR("\n"), 0) < rest.n;
		str line = str_cut_line(&rest);

		last = str_begins(line, STR("220 "));
		/* Lines between the first and the last need no number. */
		line = str_trim(is_greeting(line) ? str_after(line, 4) : line);
		if (line.n && t.used)
			text_byte(&t, ' ');
		text_str(&t, line);
	}
	tell(rx, &ftp_fields[0], text_done(&t));
	return last && whole ? READ_DONE : READ_CUT;
}

/* Who writes a greeting down keeps its number or not. */
static void ftp_read_part(struct reading *rx, str field, str value) {
	(void)field;
	ftp_read(rx, cur_over(value));
}

static bool ftp_begins(str head) {
	return is_greeting(head);
}

const struct proto ftp_proto = {
	.name = "ftp",
	.what = "File Transfer Protocol, the greeting, RFC 959",
	.hooks = (const struct hook[]){ { LANE_TCP, 21 }, { 0 } },
	.fields = ftp_fields,
	.read = ftp_read,
	.parts = (const char *const[]){ "ftp.banner", NULL },
	.read_part = ftp_read_part,
	.begins = ftp_begins,
};
