/*
 * Telnet, RFC 854: what a console says before anybody logs in.
 *
 *     text, and between it  255 251..254 option | 255 250 … 255 240 | 255 command
 *     NAME login:           here the client begins, and reading ends
 *
 * Both sides of a session look alike, so only what leads to a prompt is told:
 * what is typed in, and what is answered to it, never is.
 */

#include "read/proto.h"

static const struct field telnet_fields[] = {
	{ "telnet.banner", "what a console says, up to the prompt for a name or a password" },
	{ 0 },
};

enum {
	IAC = 255, SB = 250, SE = 240, WILL = 251, DONT = 254, /* RFC 854, chapter Telnet command structure */
	BANNER_MAX = 1024, /* a longer text before the prompt is no banner */
};

/* What a console asks for last. */
static const str prompts[] = { STR_INIT("login:"), STR_INIT("username:"), STR_INIT("user name:"), STR_INIT("password:"),
			       STR_INIT("account:") };

static void skip_command(cur *in) {
	uint8_t command = cur_u8(in);

	if (command >= WILL && command <= DONT)
		cur_u8(in);
	if (command != SB)
		return;
	for (uint8_t before = 0, c = 0; !in->bad && !(before == IAC && c == SE);) {
		before = c;
		c = cur_u8(in);
	}
}

/* The text alone, with one blank for each run of blanks, line ends and control bytes. */
static void put_text(struct text *t, cur *in) {
	while (cur_left(in) && !t->full) {
		uint8_t c = cur_u8(in);

		if (c == IAC)
			skip_command(in);
		else if (c > ' ' && c != 0x7f)
			text_byte(t, c);
		else if (c != 0 && t->used && t->at[t->used - 1] != ' ')
			text_byte(t, ' ');
	}
}

static enum read_end telnet_read(struct reading *rx, cur in) {
	uint8_t room[BANNER_MAX];
	struct text t = TEXT(room);

	put_text(&t, &in);
	str all = text_done(&t), banner = { 0 };
	for (size_t i = 0; i < sizeof prompts / sizeof *prompts; i++) {
		size_t at = str_find_nocase(all, prompts[i], 0);

		if (at < all.n && (banner.n == 0 || at + prompts[i].n < banner.n))
			banner = (str){ all.at, at + prompts[i].n };
	}
	if (banner.n == 0)
		return READ_NOT_MINE;
	tell(rx, &telnet_fields[0], banner);
	return READ_DONE;
}

/* The prompt may come later than the first bytes. */
static bool telnet_begins(str head) {
	return head.n > 0;
}

const struct proto telnet_proto = {
	.name = "telnet",
	.what = "Telnet, what is said before the log-in, RFC 854",
	.hooks = (const struct hook[]){ { LANE_TCP, 23 }, { 0 } },
	.fields = telnet_fields,
	.read = telnet_read,
	.begins = telnet_begins,
};
