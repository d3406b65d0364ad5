#include "cmd/estate.h"

#include <errno.h>

enum exit_code estate_say(const char *path, int r, const struct complaint *c) {
	static const struct complaint damaged = { .what = "the estate is damaged" };

	if (r < 0)
		return say_errno(path, r);
	say_complaint(path, *c->what ? c : &damaged);
	return r == STORE_WRONG ? EXIT_BAD_DATA : EXIT_NO_INPUT;
}

enum exit_code estate_open(const char *path, enum store_mode mode, struct store **ret_store) {
	struct complaint c = { 0 };
	int r = store_open(path, mode, ret_store, &c);

	if (r == -ENOENT && mode == STORE_WRITE) {
		say_errno(path, r);
		return EXIT_NO_CREATE;
	}
	return r ? estate_say(path, r, &c) : EXIT_DONE;
}

struct strs estate_sources(struct store *s, arena *mem, const struct device *devices, size_t count) {
	enum { SOURCES_MAX = 1 << 20 }; /* a capture a minute for two years */
	uint32_t most = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < devices[i].observation_count; k++)
			if (devices[i].observations[k].source > most && devices[i].observations[k].source < SOURCES_MAX)
				most = devices[i].observations[k].source;
	str *names = arena_new(mem, str, (size_t)most + 1);
	for (uint32_t i = 0; names && i <= most; i++)
		store_source(s, mem, i, &names[i]);
	return (struct strs){ names, names ? (size_t)most + 1 : 0 };
}
