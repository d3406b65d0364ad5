#include "cmd/estate.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

#include "base/translate.h"
#include "store/log.h"

enum exit_code estate_say(const char *path, int r, const struct complaint *c) {
	struct complaint own = { 0 };
	const char *words = r == -EBUSY ? _("another birthmark writes it; try again when that has ended") : _("the estate is damaged");

	if (r < 0 && r != -EBUSY) {
		enum exit_code code = say_errno(path, r);

		if (r == -EACCES && faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0)
			say_line(stderr, "The estate can be read there; a command that writes in it needs write access to the file and its folder.");
		return code;
	}
	complaint_say(&own, (const str[]){ str_of(words) }, 1);
	say_complaint(path, *c->what ? c : &own);
	return r == -EBUSY ? EXIT_IO : r == STORE_WRONG ? EXIT_BAD_DATA : EXIT_NO_INPUT;
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

enum { WHO_MAX = 64 };

/* Who works here, for the log: the name of the account, or its number. */
static str who_works(char room[WHO_MAX]) {
	const struct passwd *account = getpwuid(getuid());

	if (account && *account->pw_name)
		snprintf(room, WHO_MAX, "%s", account->pw_name);
	else
		snprintf(room, WHO_MAX, "uid %u", (unsigned)getuid());
	return str_of(room);
}

int estate_log(struct store *s, const char *act, str body) {
	char who[WHO_MAX];
	struct log_entry entry = { .act = str_of(act), .who = who_works(who), .body = body };

	return store_log_add(s, &entry);
}

struct strs estate_sources(struct store *s, arena *mem, const struct device *devices, size_t count) {
	enum { SOURCES_MAX = 1 << 20 }; /* a capture a minute for two years */
	uint32_t most = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < devices[i].observation_count + devices[i].superseded_count; k++)
			if (devices[i].observations[k].source > most && devices[i].observations[k].source < SOURCES_MAX)
				most = devices[i].observations[k].source;
	str *names = arena_new(mem, str, (size_t)most + 1);
	bool *used = arena_new(mem, bool, (size_t)most + 1);
	for (size_t i = 0; used && i < count; i++)
		for (size_t k = 0; k < devices[i].observation_count + devices[i].superseded_count; k++)
			if (devices[i].observations[k].source <= most)
				used[devices[i].observations[k].source] = true;
	for (uint32_t i = 0; names && used && i <= most; i++)
		if (used[i])
			store_source(s, mem, i, &names[i]);
	return (struct strs){ names, names && used ? (size_t)most + 1 : 0 };
}
