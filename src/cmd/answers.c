#include "cmd/answers.h"

#include <errno.h>

#include "base/file.h"
#include "show/show.h"

enum { PIECES_A_DEVICE = 3 };

int answers_open(struct answers *a) {
	*a = (struct answers){ .text = memory_reserve(ANSWERS_ROOM) };
	return a->text ? 0 : -ENOMEM;
}

void answers_close(struct answers *a) {
	memory_release(a->text, ANSWERS_ROOM);
	a->text = NULL;
}

bool answers_are_many(const struct answers *a) {
	return a->used >= ANSWERS_TEXT || a->piece_count + PIECES_A_DEVICE > ANSWERS_PIECES;
}

static void add_piece(struct answers *a, str s) {
	struct iovec *last = a->piece_count ? &a->pieces[a->piece_count - 1] : NULL;

	/* The end of one device and the beginning of the next lie behind one another. */
	if (last && (const uint8_t *)last->iov_base + last->iov_len == s.at)
		last->iov_len += s.n;
	else if (s.n)
		a->pieces[a->piece_count++] = (struct iovec){ (void *)(uintptr_t)s.at, s.n };
}

int answers_add(struct answers *a, const struct device *d, const struct judgement *j, const struct registry *r) {
	struct json_out out = json_out_over(a->text + a->used, ANSWERS_ROOM - a->used);

	show_identity_json(&out, d, r, false);
	if (!j->lasts)
		json_out_json(&out, j->json);
	size_t head_size = json_out_done(&out).n;
	json_out_object_end(&out);
	json_out_line(&out);
	if (out.text.full)
		return -EMSGSIZE;
	str all = json_out_done(&out);
	add_piece(a, (str){ all.at, head_size });
	if (j->lasts)
		add_piece(a, j->json);
	add_piece(a, str_after(all, head_size));
	a->used += all.n;
	return 0;
}

int answers_write(struct answers *a, int fd) {
	int r = file_write_pieces(fd, a->pieces, a->piece_count);

	a->used = a->piece_count = 0;
	return r;
}
