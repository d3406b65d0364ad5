/*
 * secret: see the header file.
 */

#include "read/part/secret.h"

enum {
	TAG_MAX = 256, /* bytes of a tag in a page, in which the name of a secret is looked for */
	NAME_MAX = 64, /* bytes of such a name; a longer word would be looked through again from each of its letters */
};

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

/* What people write down */

/* A nonce is shown to everybody, and Private-Type is a header like any other. */
static bool begins_credential(str s) {
	static const str others[] = { STR_INIT("acount"), STR_INIT("access_key"), STR_INIT("accesskey"), STR_INIT("loginpas"),
				      STR_INIT("community") };

	if (begins_word(s))
		return !str_begins_nocase(s, STR("nonce")) && !str_begins_nocase(s, STR("private-type"));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (byte_lower(s.at[0]) == others[i].at[0] && str_begins_nocase(s, others[i]))
			return true;
	return false;
}

/* Bytes of the name of a secret at `at`, or of what is left of such a name; 0 when none is there. */
static size_t credential_size(str all, size_t at) {
	str rest = str_after(all, at), name;

	if (begins_credential(rest))
		return word_size((str){ rest.at, rest.n < NAME_MAX ? rest.n : NAME_MAX });
	if (at > 0 && !ends_pair(all.at[at - 1]) && !byte_is_blank(all.at[at - 1]))
		return 0;
	return begins_pair(rest, &name) && secret_is_name(name) && !str_begins_nocase(name, STR("nonce")) &&
	       !str_begins_nocase(name, STR("private-type")) ? name.n : 0;
}

/* Where the text of <name …>text</name> begins, for a name that ends at `behind`; 0 when it is no name of an element. */
static size_t element_begins(str all, size_t at, size_t behind) {
	size_t begin = at;

	while (begin > 0 && at - begin < NAME_MAX &&
	       (word_size((str){ all.at + begin - 1, 1 }) || all.at[begin - 1] == ':'))
		begin--;
	if (begin == 0 || all.at[begin - 1] != '<')
		return 0;
	str tag = str_after(all, behind);
	size_t end = str_until((str){ tag.at, tag.n < TAG_MAX ? tag.n : TAG_MAX }, STR(">"));
	return end < tag.n && tag.at[end] == '>' && (end == 0 || tag.at[end - 1] != '/') ? behind + end + 1 : 0;
}

/*
 * Where the value of a name begins that ends at `behind`: name=value, "name": "value", Name: value. 0 when it has none.
 * `*ret_stops` are the bytes at which it ends.
 */
static size_t setting_begins(str all, size_t at, size_t behind, str *ret_stops) {
	str s = str_after(all, behind);
	size_t n = 0;

	while (n < s.n && n < 2 && is_one_of(s.at[n], STR("\\\"'")))
		n++;
	while (n < s.n && is_one_of(s.at[n], STR(" \t")))
		n++;
	if (n == s.n || (s.at[n] != '=' && s.at[n] != ':'))
		return 0;
	/* Authorization: Basic dXNlcjpwYXNz, and a cookie, are secret to the end of the line. */
	bool is_header = s.at[n] == ':' && (str_begins_nocase(str_after(all, at), STR("authorization")) ||
					    str_begins_nocase(str_after(all, at), STR("cookie")));
	*ret_stops = is_header ? STR("\r\n\\") : STR(" \t\r\n\\\"'<>&;,)}]");
	for (n++; n < s.n && is_one_of(s.at[n], STR(" \t\\")); n++)
		;
	if (n < s.n && is_one_of(s.at[n], STR("\"'"))) {
		*ret_stops = s.at[n] == '"' ? STR("\"") : STR("'");
		n++;
	}
	return behind + n;
}

/* The bytes of a secret of which the name begins at `at`; `*ret_from` is where they begin. 0 when none does. */
static size_t setting_size(str all, size_t at, size_t *ret_from) {
	size_t name = credential_size(all, at), from;
	str stops = STR("<");

	if (name == 0)
		return 0;
	from = element_begins(all, at, at + name);
	if (from == 0)
		from = setting_begins(all, at, at + name, &stops);
	if (from == 0)
		return 0;
	*ret_from = from;
	str value = { all.at + from, str_until(str_after(all, from), stops) };
	return stops.n > sizeof "\r\n\\" - 1 ? value_size(value) : value.n;
}

/* The bytes of name:password before the host's '@' behind "://", or at the front of what is an address. */
static size_t account_size(str all, size_t at, bool is_address, size_t *ret_from) {
	*ret_from = at;
	if (all.at[at] == ':' && str_begins(str_after(all, at), STR("://")) && !str_ends((str){ all.at, at }, STR("onvif"))) {
		*ret_from = at + 3;
		return login_size(str_after(all, at + 3));
	}
	if (at > 0 || !is_address)
		return 0;
	size_t first = str_until(all, STR(":/?"));
	return first < all.n && all.at[first] == ':' && !str_begins(str_after(all, first), STR("://")) ? login_size(all) : 0;
}

/* A letter, of whatever case, as a number under 32; and as a bit of a set of letters. */
#define LETTER(c) ((c) & 31)
#define THEN(c) (1u << LETTER(c))

/* Is the letter `back` places before the end of a field's name in this set? Every field of every record is asked. */
static bool ends_among(str field, size_t back, uint32_t letters) {
	return field.n >= back && letters >> LETTER(field.at[field.n - back]) & 1;
}

/* The fields in which an address may stand without its scheme. */
static bool is_address_field(str field) {
	static const str ends[] = { STR_INIT("path"), STR_INIT("uri"), STR_INIT("url"), STR_INIT("location"), STR_INIT("xaddr") };

	if (!ends_among(field, 1, THEN('h') | THEN('i') | THEN('l') | THEN('n') | THEN('r')))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(field, ends[i]))
			return true;
	return false;
}

/* Is the whole value of such a field a secret: http.password, snmp.community? */
static bool is_secret_field(str field) {
	static const str names[] = {
		STR_INIT("password"), STR_INIT("passwd"), STR_INIT("pwd"), STR_INIT("pass"), STR_INIT("passphrase"),
		STR_INIT("secret"), STR_INIT("token"), STR_INIT("credential"), STR_INIT("credentials"), STR_INIT("api_key"),
		STR_INIT("apikey"), STR_INIT("authorization"), STR_INIT("community"),
	};
	size_t begin = field.n;

	if (!ends_among(field, 1, THEN('d') | THEN('s') | THEN('e') | THEN('t') | THEN('n') | THEN('y') | THEN('l')) ||
	    !ends_among(field, 2, THEN('r') | THEN('w') | THEN('s') | THEN('e') | THEN('a') | THEN('n') | THEN('t') | THEN('o') |
					  THEN('l') | THEN('i') | THEN('k') | THEN('d')))
		return false;
	while (begin > 0 && field.at[begin - 1] != '.')
		begin--;
	str name = str_after(field, begin);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, names[i]) || (name.n > names[i].n && str_ends(name, names[i]) &&
					       name.at[name.n - names[i].n - 1] == '_'))
			return true;
	return false;
}

/*
 * Where the community of an SNMP message is, which is its password (RFC 1157, 4): 30 size, 02 01 version, 04 size community.
 * Its bytes; 0 when it is none.
 */
static size_t community_size(str message, size_t *ret_from) {
	size_t n = message.n > 1 && message.at[1] > 0x80 ? 2 + (size_t)(message.at[1] & 3) : 2;

	*ret_from = n + 5;
	if (message.n <= n + 5 || message.at[0] != 0x30 || message.at[n] != 2 || message.at[n + 1] != 1 ||
	    message.at[n + 3] != 4 || message.at[n + 4] > message.n - n - 5)
		return 0;
	return message.at[n + 4];
}

/* What is looked for in a value. */
struct search {
	bool has_at;     /* an '@', without which no account stands before a host */
	bool is_address; /* of such a field */
	bool is_binary;  /* a message of bytes */
};

/* The bytes of the secret at `at` of a value, whatever it is; `*ret_from` is where they begin. */
static size_t hidden_size(const struct search *s, str value, size_t at, size_t *ret_from) {
	uint8_t c = value.at[at];
	size_t size = s->is_binary && at == 0 ? community_size(value, ret_from) : 0;

	if (!size && s->is_binary && is_in_place(value, at)) {
		*ret_from = at;
		return 1;
	}
	if (!size && s->has_at && (c == ':' || at == 0))
		size = account_size(value, at, s->is_address, ret_from);
	return size || !byte_is_letter(c) ? size : setting_size(value, at, ret_from);
}

/*
 * The first three letters of all names that setting_size() knows, and of "://" before an account: bit n of a row is letter
 * n, of whatever case, behind the row's. The / falls into the row of O; W has the = of "pw=". Few other words fit.
 */
static const uint32_t second_letters[32] = {
	[LETTER('a')] = THEN('u') | THEN('p') | THEN('c'), [LETTER('c')] = THEN('r') | THEN('o') | THEN('s'),
	[LETTER('k')] = THEN('e'), [LETTER('l')] = THEN('o'), [LETTER('p')] = THEN('a') | THEN('w') | THEN('r'),
	[LETTER('s')] = THEN('a') | THEN('e'), [LETTER('t')] = THEN('o'), [LETTER('x')] = THEN('s'), [LETTER(':')] = THEN('/'),
};
static const uint32_t third_letters[32] = {
	[LETTER('a')] = THEN('s') | THEN('l'), [LETTER('c')] = THEN('o') | THEN('c'),
	[LETTER('e')] = THEN('c') | THEN('s') | THEN('y'),
	[LETTER('o')] = THEN('o') | THEN('k') | THEN('g') | THEN('m') | THEN('/'),
	[LETTER('p')] = THEN('i'), [LETTER('r')] = THEN('e') | THEN('i'), [LETTER('s')] = THEN('r'), [LETTER('u')] = THEN('t'),
	[LETTER('w')] = THEN('d') | THEN('='),
};

/* Where the next of them may begin, from `at` on; value.n when nowhere. Each byte of every record is asked. */
static size_t next_candidate(str value, size_t at) {
	const uint8_t *b = value.at;

	for (; at + 2 < value.n; at++)
		if ((second_letters[LETTER(b[at])] >> LETTER(b[at + 1]) & 1) &&
		    (third_letters[LETTER(b[at + 1])] >> LETTER(b[at + 2]) & 1))
			return at;
	return value.n;
}

bool secret_put_recorded(struct text *to, str field, str value) {
	struct search s = {
		.is_address = is_address_field(field),
		.is_binary = str_ends(field, STR(".raw")) && value.n && is_one_of(0, value),
	};
	size_t at = s.is_binary || s.is_address ? 0 : next_candidate(value, 0), kept = 0, from = 0;

	if (value.n && is_secret_field(field)) {
		text_cstr(to, "***");
		return true;
	}
	s.has_at = at < value.n && is_one_of('@', value);
	while (at < value.n) {
		size_t size = hidden_size(&s, value, at, &from);

		if (!size) {
			at = s.is_binary ? at + 1 : next_candidate(value, at + 1);
			continue;
		}
		text_str(to, (str){ value.at + kept, from - kept });
		/* A byte of its own keeps the places of the others. */
		text_cstr(to, size == 1 && s.is_binary ? "*" : "***");
		at = kept = from + size;
	}
	if (kept)
		text_str(to, str_after(value, kept));
	return kept > 0;
}
