/*
 * headers: see the header file.
 */

#include "read/part/headers.h"

#include "base/text.h"

enum {
	FIRST_LINE_MAX = 4096, /* longer is no message that tells anything; cameras' targets stay below 300 */
	METHOD_MAX = 15,
	TOKEN_MAX = 64,        /* the longest header name seen has 38 */
	VALUE_ROOM = 1024,     /* for a folded value, or a name with its value */
};

static bool begin_response(struct headers *h, str version) {
	str rest = h->first;

	h->version = str_cut(&rest, ' ');
	h->response = str_begins_nocase(h->version, version);
	rest = str_trim(rest);
	return h->response && str_u64(str_trim(str_cut(&rest, ' ')), &h->status);
}

/* A word as methods and header names are; RFC 9110 allows more, nobody uses it. */
static bool is_token(str s) {
	for (size_t i = 0; i < s.n; i++)
		if (!byte_is_letter(s.at[i]) && !byte_is_digit(s.at[i]) && s.at[i] != '-' && s.at[i] != '_' && s.at[i] != '.')
			return false;
	return s.n > 0 && s.n <= TOKEN_MAX;
}

/* "GET" to "VERSION-CONTROL"; methods know case (RFC 9110, section 9.1). */
static bool is_method(str s) {
	for (size_t i = 0; i < s.n; i++)
		if ((s.at[i] < 'A' || s.at[i] > 'Z') && s.at[i] != '-' && s.at[i] != '_')
			return false;
	return s.n > 0 && s.n <= METHOD_MAX;
}

bool headers_may_begin(str head, str version) {
	return str_begins_nocase(head, version) || (head.n > METHOD_MAX && is_method(str_cut(&head, ' ')));
}

/* METHOD TARGET VERSION; the target of some clients holds blanks. */
static bool begin_request(struct headers *h, str version) {
	str rest = h->first;
	size_t last = rest.n;

	h->method = str_cut(&rest, ' ');
	for (last = rest.n; last > 0 && rest.at[last - 1] != ' '; last--)
		;
	h->version = str_after(rest, last);
	h->target = str_trim((str){ rest.at, last });
	return is_method(h->method) && h->target.n && str_begins_nocase(h->version, version);
}

bool headers_begin(struct headers *h, str message, str version) {
	struct headers fresh = { 0 };
	size_t end = str_find((str){ message.at, message.n < FIRST_LINE_MAX ? message.n : FIRST_LINE_MAX }, STR("\n"), 0);

	/* Without an end of line it is one only when the message itself ends here. */
	if (message.n == 0 || byte_is_blank(message.at[0]) || (end == FIRST_LINE_MAX && message.n > end))
		return false;
	fresh.rest = message;
	fresh.first = str_trim(str_cut_line(&fresh.rest));
	if (!begin_response(&fresh, version) && !begin_request(&fresh, version))
		return false;
	*h = fresh;
	return true;
}

/* Takes lines that go on with the value: they begin with a blank. */
static str with_folds(struct headers *h, str line) {
	const uint8_t *begin = line.at;

	while (h->rest.n && (h->rest.at[0] == ' ' || h->rest.at[0] == '\t')) {
		str more = h->rest, fold = str_cut_line(&more);

		if (str_trim(fold).n == 0)
			break;
		h->rest = more;
		line = (str){ begin, (size_t)(fold.at + fold.n - begin) };
	}
	return line;
}

str headers_skip_line_ends(str between) {
	while (between.n && (between.at[0] == '\r' || between.at[0] == '\n'))
		between = str_after(between, 1);
	return between;
}

bool headers_next(struct headers *h) {
	while (h->rest.n && h->count < HEADERS_MAX) {
		str line = str_cut_line(&h->rest);

		if (str_trim(line).n == 0) {
			h->whole = h->rest.at != NULL;
			return false;
		}
		h->count++;
		line = with_folds(h, line);
		size_t colon = str_find(line, STR(":"), 0);
		h->name = str_trim((str){ line.at, colon });
		if (colon == line.n || !is_token(h->name))
			continue;
		h->value = str_trim(str_after(line, colon + 1));
		return true;
	}
	return false;
}

static void put_unfolded(struct text *t, str value) {
	for (bool first = true; value.n; first = false) {
		if (!first)
			text_byte(t, ' ');
		text_str(t, str_trim(str_cut_line(&value)));
	}
}

void headers_tell(struct reading *rx, const struct field *field, str value) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);

	if (str_find(value, STR("\n"), 0) == value.n) {
		tell(rx, field, value);
		return;
	}
	put_unfolded(&t, value);
	tell(rx, field, text_done(&t));
}

void headers_tell_pair(struct reading *rx, const struct field *field, str name, str value) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);

	text_str(&t, name);
	text_cstr(&t, ": ");
	put_unfolded(&t, value);
	tell(rx, field, text_done(&t));
}

str headers_realm(str authenticate) {
	static const uint8_t ends[] = { ',', ' ', '\t', '\r' };
	size_t at = str_find_nocase(authenticate, STR("realm="), 0);
	str rest = str_after(authenticate, at + 6);
	size_t n = 0;

	if (at == authenticate.n)
		return (str){ 0 };
	if (rest.n && rest.at[0] == '"') {
		rest = str_after(rest, 1);
		return str_cut(&rest, '"');
	}
	for (; n < rest.n; n++)
		for (size_t i = 0; i < sizeof ends; i++)
			if (rest.at[n] == ends[i])
				return (str){ rest.at, n };
	return rest;
}

bool headers_among(str name, const char *const *names) {
	for (; *names; names++)
		if (str_is_nocase(name, *names))
			return true;
	return false;
}
