#include "base/translate.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static const char domain[] = "birthmark";

/* Only before threads does any of it change. */
static enum tongue spoken;
static bool has_catalogue;

/* "nl", "nl_NL.UTF-8" and "nl@euro" are Dutch; TONGUE_COUNT when it is none of ours. */
static enum tongue tongue_of_locale(str locale) {
	size_t n = 0;

	while (n < locale.n && locale.at[n] != '_' && locale.at[n] != '.' && locale.at[n] != '@')
		n++;
	for (int i = 0; i < TONGUE_COUNT; i++)
		if (str_eq((str){ locale.at, n }, str_of(tongue_names[i])))
			return (enum tongue)i;
	return TONGUE_COUNT;
}

/* The first of a list like "fr:nl:en" that is one of ours. */
static enum tongue tongue_of_list(const char *list) {
	while (*list) {
		size_t n = strcspn(list, ":");
		enum tongue found = tongue_of_locale((str){ (const uint8_t *)list, n });

		if (found != TONGUE_COUNT)
			return found;
		list += n + (list[n] == ':');
	}
	return TONGUE_EN;
}

/* As gettext asks: LANGUAGE counts before the locale, but not against the locale "C". */
static enum tongue asked_for(void) {
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = getenv("LANGUAGE");

	for (size_t i = 0; i < sizeof variables / sizeof *variables && (!locale || !*locale); i++)
		locale = getenv(variables[i]);
	if (!locale || !*locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX"))
		return TONGUE_EN;
	if (list && *list)
		return tongue_of_list(list);
	enum tongue found = tongue_of_locale(str_of(locale));
	return found == TONGUE_COUNT ? TONGUE_EN : found;
}

/* Are there catalogues in `folder`, put at the end of what `t` holds already? One stands for all. Then gettext is told. */
static bool bind_folder(struct text *t, const char *folder) {
	size_t start = t->used;

	text_cstr(t, folder);
	size_t end = t->used;
	text_cstr(t, "/nl/LC_MESSAGES/birthmark.mo");
	text_byte(t, 0);
	bool there = !t->full && access((const char *)t->at, R_OK) == 0;
	t->at[there ? end : start] = 0;
	t->used = there ? end : start;
	return there && bindtextdomain(domain, (const char *)t->at);
}

/* The folder in which the program is; empty when that is not known. */
static void put_own_folder(struct text *t) {
	ssize_t n = readlink("/proc/self/exe", (char *)t->at, t->size);

	while (n > 0 && t->at[n - 1] != '/')
		n--;
	t->used = n > 0 ? (size_t)n - 1 : 0;
}

enum tongue translate_open(const char *folder) {
	uint8_t room[PATH_SIZE];
	struct text t = TEXT(room);

	put_own_folder(&t);
	has_catalogue = t.used > 0 && (bind_folder(&t, "/po") || bind_folder(&t, "/../share/locale"));
	if (!has_catalogue && folder) {
		t.used = 0;
		has_catalogue = bind_folder(&t, folder);
	}
	/* Else gettext would write in the character set of LC_CTYPE, which stays "C". */
	has_catalogue = has_catalogue && bind_textdomain_codeset(domain, "UTF-8");
	translate_into(asked_for());
	return spoken;
}

void translate_into(enum tongue language) {
	spoken = language;
	if (!has_catalogue || language == TONGUE_EN)
		return;
	/* In the locale "C" gettext translates nothing; in any other it asks LANGUAGE first. */
	has_catalogue = (setlocale(LC_MESSAGES, "C.UTF-8") || setlocale(LC_MESSAGES, "")) &&
			setenv("LANGUAGE", tongue_names[language], 1) == 0;
	/* The first question opens the catalogue. */
	(void)dgettext(domain, "");
}

enum tongue translate_tongue(void) {
	return spoken;
}

void translate_close(void) {
	spoken = TONGUE_EN;
}

/* The empty sentence is the catalogue's own head for gettext. */
const char *translate(const char *sentence) {
	return has_catalogue && spoken != TONGUE_EN && *sentence ? dgettext(domain, sentence) : sentence;
}

const char *translate_plural(const char *one, const char *many, uint64_t count) {
	if (has_catalogue && spoken != TONGUE_EN)
		return dngettext(domain, one, many, count);
	return count == 1 ? one : many;
}
