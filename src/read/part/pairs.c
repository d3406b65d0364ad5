/*
 * pairs: see the header file.
 */

#include "read/part/pairs.h"

struct pairs pairs_over(str text) {
	return (struct pairs){ .rest = text };
}

/* Vivotek puts its values into quotes. */
static str unquote(str s) {
	bool quoted = s.n >= 2 && (s.at[0] == '\'' || s.at[0] == '"') && s.at[s.n - 1] == s.at[0];

	return quoted ? (str){ s.at + 1, s.n - 2 } : s;
}

bool pairs_next(struct pairs *p) {
	while (p->rest.n && p->count < PAIRS_MAX) {
		str line = str_cut_line(&p->rest), key = str_cut(&line, '=');

		p->count++;
		if (!line.at)
			continue;
		p->key = str_trim(key);
		p->value = unquote(str_trim(line));
		return true;
	}
	return false;
}
