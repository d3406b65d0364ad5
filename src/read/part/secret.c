/*
 * secret: see the header file.
 */

#include "read/part/secret.h"

enum { TAG_MAX = 256 }; /* bytes of a tag in a page, in which the name of a secret is looked for */

/* By their first letters; each list ends with the empty slice. */
static const str words['z' - 'a' + 1][6] = {
	['a' - 'a'] = { STR_INIT("authorization"), STR_INIT("apikey"), STR_INIT("api-key") },
	['c' - 'a'] = { STR_INIT("credential"), STR_INIT("cookie"), STR_INIT("csrf") },
	['n' - 'a'] = { STR_INIT("nonce") },
	['p' - 'a'] = { STR_INIT("password"), STR_INIT("passwd"), STR_INIT("pwd"), STR_INIT("passphrase"), STR_INIT("private") },
	['s' - 'a'] = { STR_INIT("salt"), STR_INIT("secret"), STR_INIT("session") },
	['t' - 'a'] = { STR_INIT("token") },
	['x' - 'a'] = { STR_INIT("xsrf") },
};

/* Every byte of every page is asked. */
static bool begins_word(str s) {
	uint8_t first = s.n > 1 ? byte_lower(s.at[0]) : 0;

	if (!byte_is_letter(first))
		return false;
	for (const str *w = words[first - 'a']; w->n; w++)
		if (byte_lower(s.at[1]) == w->at[1] && str_begins_nocase(s, *w))
			return true;
	return false;
}

/* Where the first of them begins; s.n when nowhere. */
static size_t find_secret(str s) {
	size_t at = 0;

	while (at < s.n && !begins_word(str_after(s, at)))
		at++;
	return at;
}

bool secret_is_name(str name) {
	return find_secret(name) < name.n || str_eq_nocase(name, STR("pass")) || str_eq_nocase(name, STR("key")) ||
	       str_eq_nocase(name, STR("auth")) || str_eq_nocase(name, STR("pw"));
}

static bool ends_pair(uint8_t c) {
	return c == '&' || c == '?' || c == ';' || c == '/' || c == '_';
}

/* Does "name=" stand at the front? The name goes into `*ret_name`. */
static bool begins_pair(str s, str *ret_name) {
	size_t n = 0;

	while (n < s.n && (byte_is_letter(s.at[n]) || byte_is_digit(s.at[n]) || s.at[n] == '-'))
		n++;
	if (n == 0 || n == s.n || s.at[n] != '=')
		return false;
	*ret_name = (str){ s.at, n };
	return true;
}

/*
 * Bytes of a masked value. Xiongmai writes user=a_password=b_channel=1: an
 * underscore ends the value only where another pair follows it, since it may
 * be part of the password.
 */
static size_t value_size(str s) {
	str name;

	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '&' || s.at[i] == ';')
			return i;
		if (s.at[i] == '_' && begins_pair(str_after(s, i + 1), &name))
			return i;
	}
	return s.n;
}

void secret_put_url(struct text *to, str url) {
	bool at_name = true;

	for (size_t i = 0; i < url.n; i++) {
		str name;

		if (at_name && begins_pair(str_after(url, i), &name) && secret_is_name(name)) {
			text_str(to, name);
			text_cstr(to, "=***");
			i += name.n + 1;
			i += value_size(str_after(url, i));
			if (i == url.n)
				return;
		}
		text_byte(to, url.at[i]);
		at_name = ends_pair(url.at[i]);
	}
}

void secret_put_path(struct text *to, str url) {
	size_t scheme = str_find(url, STR("://"), 0);

	if (scheme < url.n) {
		size_t host = url.n;

		/* A password may hold any byte that nobody escaped: the host begins behind the last '@'. */
		while (host > scheme + 3 && url.at[host - 1] != '@')
			host--;
		url = str_after(url, str_find(url, STR("/"), host));
		if (url.n == 0)
			url = STR("/");
	}
	secret_put_url(to, url);
}

/*
 * Answers of discovery protocols that have passwords at fixed places; they
 * are told apart by how they begin and how long they are.
 */
static const struct {
	str begins;
	size_t size; /* 0: any */
	size_t from, to;
} places[] = {
	{ STR_INIT("MHED"), 0, 84, 112 },             /* TVT: szPasswd, 28 bytes */
	{ STR_INIT("DH\x01\x08"), 0, 0x1c4, SIZE_MAX }, /* VStarcam: account and password of its DDNS */
	{ STR_INIT("\x0b"), 262, 0x55, 0x69 },        /* Hanwha: password, 20 bytes */
	{ STR_INIT("\x0c"), 334, 0x55, 0x69 },        /* the same, extended */
	{ STR_INIT(""), 388, 228, SIZE_MAX },         /* Reolink: an access key, somewhere behind the model */
};

static bool is_in_place(str message, size_t at) {
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (at >= places[i].from && at < places[i].to && str_begins(message, places[i].begins) &&
		    (!places[i].size || places[i].size == message.n))
			return true;
	return false;
}

/* Where the first word that names a secret or an account begins; s.n when nowhere. */
static size_t find_word(str s) {
	/* HiChip writes Device-Acount; Topsee lists the accounts in UserConfig; Reolink has an access key. */
	static const char *const others[] = { "acount", "account", "userconfig", "access_key", "accesskey", NULL };
	size_t first = find_secret(s);

	for (const char *const *w = others; *w; w++)
		first = str_find_nocase((str){ s.at, first }, str_of(*w), 0);
	return first;
}

/* Where "://name:password@" first stands; s.n when nowhere. Its end is not looked for: a password may hold any byte. */
static size_t find_login(str s) {
	size_t start = 0;

	for (; (start = str_find(s, STR("://"), start)) < s.n; start++)
		for (size_t at = start; at < s.n && s.at[at] > ' ' && s.at[at] != '"' && s.at[at] != '<'; at++)
			if (s.at[at] == '@')
				return start;
	return s.n;
}

void secret_put_raw(struct text *to, str message) {
	enum { BEHIND = 256 }; /* a word or a URL may begin within the room and end behind it */
	size_t room = to->size - to->used;
	str seen = { message.at, message.n < room + BEHIND ? message.n : room + BEHIND };
	size_t size = find_login((str){ seen.at, find_word(seen) });

	for (size_t i = 0; i < size && i < room; i++)
		text_byte(to, is_in_place(message, i) ? '*' : message.at[i]);
}

/* Pages */

/* Bytes of a name as scripts, styles and addresses have them. */
static size_t word_size(str s) {
	size_t n = 0;

	while (n < s.n && (byte_is_letter(s.at[n]) || byte_is_digit(s.at[n]) || s.at[n] == '_' || s.at[n] == '-'))
		n++;
	return n;
}

static bool is_one_of(uint8_t byte, str bytes) {
	return memchr(bytes.at, byte, bytes.n) != NULL;
}

/*
 * Bytes between a name and the value that it has: one of = : ( , with blanks and quotes around it. 0 when it has none.
 * `*ret_stops` are the bytes at which the value ends.
 */
static size_t value_begins(str s, str *ret_stops) {
	size_t n = 0;
	bool is_set = false;

	*ret_stops = STR(" \t\r\n\"'<>&;,)}");
	for (; n < s.n && is_one_of(s.at[n], is_set ? STR(" \t\r\n\\\"'=[") : STR(" \t\r\n\\\"'=:(,")); n++) {
		if (is_set && is_one_of(s.at[n], STR("\"'"))) {
			*ret_stops = s.at[n] == '"' ? STR("\"") : STR("'");
			return n + 1;
		}
		is_set |= is_one_of(s.at[n], STR("=:(,"));
	}
	return is_set ? n : 0;
}

/* Bytes of the account and password behind "://" and before '@'; 0 when there are none. */
static size_t login_size(str s) {
	size_t n = str_until((str){ s.at, s.n < TAG_MAX ? s.n : TAG_MAX }, STR(" \t\r\n\"'<>"));

	while (n > 0 && s.at[n - 1] != '@')
		n--;
	return n ? n - 1 : 0;
}

/* Is what this name has a secret, by its own name or, for value= and content=, by another of its tag? */
static bool has_secret(str name, str tag) {
	if (!str_eq_nocase(name, STR("value")) && !str_eq_nocase(name, STR("content")))
		return secret_is_name(name);
	tag.n = tag.n < TAG_MAX ? tag.n : TAG_MAX;
	tag.n = str_until(tag, STR(">"));
	return secret_is_name(tag);
}

void secret_put_page(struct text *to, str page) {
	str kept = page, tag = page, stops;

	while (page.n) {
		size_t n = word_size(page), hidden = 0;

		if (page.at[0] == '<')
			tag = page;
		if (n && has_secret((str){ page.at, n }, tag)) {
			size_t between = value_begins(str_after(page, n), &stops);

			n += between;
			hidden = between ? str_until(str_after(page, n), stops) : 0;
		} else if (page.at[0] == ':' && str_begins(page, STR("://"))) {
			n = 3;
			hidden = login_size(str_after(page, n));
		}
		n = n ? n : 1;
		if (hidden) {
			text_str(to, (str){ kept.at, (size_t)(page.at - kept.at) + n });
			text_cstr(to, "***");
			kept = str_after(page, n + hidden);
		}
		page = str_after(page, n + hidden);
	}
	text_str(to, kept);
}
