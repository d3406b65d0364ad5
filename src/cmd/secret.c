#include "cmd/secret.h"

enum { BOXES_LOST_MAX = 16 }; /* then no TLS is spoken any more: something is wrong */

/* After a fall every conversation in it is over: the next box does not know them. */
static void lose_box(struct secret *s) {
	progress_close(s->progress);
	say_complaint("TLS", tlsbox_why(s->box));
	s->code = worse(s->code, EXIT_BUG);
	tlsbox_close(s->box);
	s->box = NULL;
	s->boxes_lost++;
}

static int take(struct secret *s, int r, const struct tls_turn *turn, struct talk_secret_turn *ret_turn) {
	*ret_turn = r ? (struct talk_secret_turn){ .is_over = true } :
			(struct talk_secret_turn){ turn->to_send, turn->heard, turn->certificate, turn->is_open, turn->is_over };
	if (r > 0)
		lose_box(s);
	return 0;
}

static int begin(struct talk_secrecy *secrecy, unsigned slot, struct talk_secret_turn *ret_turn) {
	struct secret *s = (struct secret *)secrecy;
	struct tls_turn turn;
	int r = 0;

	*ret_turn = (struct talk_secret_turn){ .is_over = true };
	if (s->boxes_lost >= BOXES_LOST_MAX)
		return 0;
	if (!s->box && (r = tlsbox_open(&s->box)) < 0)
		return r;
	return take(s, tlsbox_begin(s->box, slot, &turn), &turn, ret_turn);
}

static int turn_over(struct talk_secrecy *secrecy, unsigned slot, str came, str words, struct talk_secret_turn *ret_turn) {
	struct secret *s = (struct secret *)secrecy;
	struct tls_turn turn;

	*ret_turn = (struct talk_secret_turn){ .is_over = true };
	return s->box ? take(s, tlsbox_turn(s->box, slot, came, words, &turn), &turn, ret_turn) : 0;
}

static int end(struct talk_secrecy *secrecy, unsigned slot) {
	struct secret *s = (struct secret *)secrecy;

	if (s->box && tlsbox_end(s->box, slot) > 0)
		lose_box(s);
	return 0;
}

void secret_open(struct secret *s, struct progress *progress) {
	*s = (struct secret){ .secrecy = { begin, turn_over, end }, .progress = progress };
}

void secret_close(struct secret *s) {
	tlsbox_close(s->box);
	s->box = NULL;
}
