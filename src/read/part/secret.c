/*
 * secret: see the header file.
 */

#include "read/part/secret.h"

static const char *const words[] = {
	"password", "passwd", "pwd", "passphrase", "token", "salt", "credential", "nonce", "secret",
	"session", "cookie", "csrf", "xsrf", "authorization", "apikey", "api-key", "private",
	NULL,
};

bool secret_is_name(str name) {
	for (const char *const *w = words; *w; w++)
		if (str_find_nocase(name, str_of(*w), 0) < name.n)
			return true;
	return str_eq_nocase(name, STR("pass")) || str_eq_nocase(name, STR("key")) ||
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
	static const char *const *const lists[] = { words, others };
	size_t first = s.n;

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (const char *const *w = lists[i]; *w; w++)
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
