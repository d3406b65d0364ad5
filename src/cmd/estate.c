#include "cmd/estate.h"

enum exit_code estate_say(const char *path, int r, const struct complaint *c) {
	if (r < 0)
		return say_errno(path, r);
	say_complaint(path, c);
	return r == STORE_WRONG ? EXIT_BAD_DATA : EXIT_NO_INPUT;
}

enum exit_code estate_open(const char *path, enum store_mode mode, struct store **ret_store) {
	struct complaint c = { 0 };
	int r = store_open(path, mode, ret_store, &c);

	return r ? estate_say(path, r, &c) : EXIT_DONE;
}
