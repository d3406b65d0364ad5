#include "cmd/asked.h"

#include <string.h>

#include "base/shell.h"

enum { ASKED_MAX = 32 * 1024 }; /* bytes: roles and laws have their maxima, and paths 4096 */

static void put_option(struct text *t, const char *name, str value) {
	text_cstr(t, " --");
	text_cstr(t, name);
	text_cstr(t, " ");
	shell_word(t, value);
}

str asked_file_name(str path) {
	size_t n = 0;

	while (n < path.n && path.at[path.n - 1 - n] != '/')
		n++;
	return str_after(path, path.n - n);
}

static str options_of(const struct options *o, arena *mem, str estate, bool has_day) {
	uint8_t *room = arena_bytes(mem, ASKED_MAX);
	struct text t = { .at = room, .size = ASKED_MAX };
	char day[11];

	if (!room)
		return (str){ 0 };
	if (!str_eq(estate, STR(OPTIONS_ESTATE)))
		put_option(&t, "estate", estate);
	for (size_t i = 0; i < o->role_count; i++)
		put_option(&t, "as", o->roles[i]);
	date_format(o->on, day);
	if (has_day)
		put_option(&t, "on", str_of(day));
	for (size_t i = 0; i < o->law_count; i++)
		put_option(&t, "law", o->laws[i]);
	if (o->data)
		put_option(&t, "data", str_of(o->data));
	return text_done(&t);
}

str asked_of(const struct options *o, arena *mem) {
	return options_of(o, mem, asked_file_name(str_of(o->estate)), true);
}

str asked_again(const struct options *o, arena *mem) {
	return options_of(o, mem, str_of(o->estate), o->on != o->today);
}
