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
