#pragma once

/*
 * translate: what a terminal shows, in the language of this run.
 *
 * gettext(3) over the catalogues of po/. English stands in the source and is
 * its own key; without a catalogue, before translate_open() and after
 * translate_close() it is what comes back. What machines read, and what can
 * stand on paper (show/words.h), does not pass through here.
 *
 * The language is asked of LC_ALL, LC_MESSAGES, LANG and LANGUAGE, as
 * gettext does, but need not be an installed locale: a bare Debian has none
 * but C.UTF-8. All other categories stay "C": numbers are read and written
 * with a point.
 */

#include "base/tongue.h"

/* Marks a sentence and translates it; N_() marks one that is translated where it is shown. */
#define _(sentence) translate(sentence)
#define N_(sentence) sentence

/*
 * To be called once, before there are threads, sandboxes or output. Looks for
 * catalogues beside the program as it is built (po/), then where it was
 * installed (../share/locale), then in `folder`; NULL: nowhere else. Speaks
 * what the environment asks for, and says which language that is.
 */
enum tongue translate_open(const char *folder);

/* Speaks this language from now on. Reads its catalogue at once, so that no file is opened later. No threads yet. */
void translate_into(enum tongue language);

/* The language that is spoken. */
enum tongue translate_tongue(void);

/* English from now on, without a file, memory or a lock: for a process whose door is about to close. */
void translate_close(void);

/* The sentence in the language of this run; never NULL, never to be freed. `sentence` stays alive. */
const char *translate(const char *sentence) __attribute__((format_arg(1)));

/* Likewise of two sentences, for one thing and for another number of them. */
const char *translate_plural(const char *one, const char *many, uint64_t count)
	__attribute__((format_arg(1), format_arg(2)));
