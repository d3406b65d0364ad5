/*
 * markup: see the header. XML 1.0, fifth edition, sections 2.3 to 3.1, read
 * as leniently as that can be done without guessing.
 */

#include "base/markup.h"

struct markup markup_over(str text) {
	return (struct markup){ .all = text };
}

/* "tds:Device" is "Device". */
static str local_name(str name) {
	for (size_t i = name.n; i > 0; i--)
		if (name.at[i - 1] == ':')
			return str_after(name, i);
	return name;
}

str markup_around(const struct markup *m, unsigned back) {
	if (back >= m->depth || m->depth - 1 - back >= MARKUP_DEPTH_MAX)
		return (str){ 0 };
	return m->path[m->depth - 1 - back];
}

static const bool ends_name[256] = {
	[' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, ['>'] = true,
	['/'] = true, ['='] = true, ['<'] = true, ['"'] = true, ['\''] = true,
};

static str skip_blanks(str s) {
	size_t n = 0;

	while (n < s.n && byte_is_blank(s.at[n]))
		n++;
	return str_after(s, n);
}

/* The name that stands at the front of `s`, with its prefix. */
static str name_of(str s) {
	size_t n = 0;

	while (n < s.n && !ends_name[s.at[n]])
		n++;
	return (str){ s.at, n };
}

/* Where the tag that begins before `from` has its '>'; all.n when it has none. Quotes may hold one. */
static size_t tag_end(str all, size_t from) {
	for (size_t i = from; i < all.n; i++) {
		uint8_t c = all.at[i];

		if (c == '>')
			return i;
		if (c != '"' && c != '\'')
			continue;
		const uint8_t *quote = memchr(all.at + i + 1, c, all.n - i - 1);
		if (!quote)
			break;
		i = (size_t)(quote - all.at);
	}
	return all.n;
}

/* Where what begins before `from` ends: behind `mark`; all.n when it does not. */
static size_t behind(str all, str mark, size_t from) {
	size_t at = str_find(all, mark, from);

	return at < all.n ? at + mark.n : all.n;
}

/* A DOCTYPE may hold declarations in brackets. They are passed over, never understood. */
static size_t behind_doctype(str all, size_t from) {
	size_t end = tag_end(all, from), bracket = from;

	while (bracket < end && all.at[bracket] != '[')
		bracket++;
	if (bracket < end)
		end = tag_end(all, behind(all, STR("]"), bracket));
	return end < all.n ? end + 1 : all.n;
}

/* The first text of a leaf that is more than blanks is its text. */
static void keep_text(struct markup *m, str text, bool literal) {
	text = str_trim(text);
	if (m->is_leaf && m->text.n == 0 && text.n) {
		m->text = text;
		m->literal = literal;
	}
}

static enum markup_token close_top(struct markup *m, str name) {
	m->depth--;
	m->name = name;
	m->closed = true;
	return MARKUP_CLOSE;
}

/*
 * `</name>`. What is left open inside is closed with it; a name that nobody
 * opened is passed over (false).
 */
static bool take_close(struct markup *m, str name) {
	unsigned depth = m->depth;

	while (depth > 0 && depth <= MARKUP_DEPTH_MAX && !str_eq(m->path[depth - 1], name))
		depth--;
	if (depth == 0)
		return false;
	if (depth != m->depth)
		m->is_leaf = false;
	m->depth = depth;
	return true;
}

static enum markup_token take_open(struct markup *m, str tag, str name) {
	m->empty_tag = tag.n > 0 && tag.at[tag.n - 1] == '/';
	m->name = local_name(name);
	m->attributes = str_after((str){ tag.at, tag.n - m->empty_tag }, name.n);
	m->text = (str){ 0 };
	m->literal = false;
	m->is_leaf = true;
	if (m->depth < MARKUP_DEPTH_MAX)
		m->path[m->depth] = m->name;
	m->depth++;
	return MARKUP_OPEN;
}

/* What begins with '<' and is no element: comments, CDATA, instructions, DOCTYPE. False: it is one. */
static bool pass_over(struct markup *m) {
	str here = str_after(m->all, m->at);

	if (here.n < 2 || (here.at[1] != '!' && here.at[1] != '?'))
		return false;
	if (str_begins(here, STR("<!--"))) {
		m->at = behind(m->all, STR("-->"), m->at + 4);
	} else if (str_begins(here, STR("<![CDATA["))) {
		size_t end = str_find(m->all, STR("]]>"), m->at + 9);

		keep_text(m, (str){ here.at + 9, end - m->at - 9 }, true);
		m->at = end < m->all.n ? end + 3 : m->all.n;
	} else if (str_begins(here, STR("<?"))) {
		m->at = behind(m->all, STR("?>"), m->at + 2);
	} else if (str_begins(here, STR("<!"))) {
		m->at = behind_doctype(m->all, m->at + 2);
	} else {
		return false;
	}
	return true;
}

/* Moves to the next '<'; what stands before it is text. False when there is none. */
static bool to_tag(struct markup *m) {
	str rest = str_after(m->all, m->at);
	size_t n = str_find(rest, STR("<"), 0);

	if (n < rest.n)
		keep_text(m, (str){ rest.at, n }, false);
	m->at += n;
	return n < rest.n;
}

/* Takes the tag at `at`. False when it is none that means anything: a stray end, a nameless one. */
static bool take_tag(struct markup *m, enum markup_token *ret_token) {
	str tag = str_after(m->all, m->at + 1);
	bool closing = tag.n > 0 && tag.at[0] == '/';
	str name = name_of(str_after(tag, closing));

	tag.n = tag_end(tag, closing + name.n);
	m->at += 1 + tag.n;
	if (m->at == m->all.n) {
		*ret_token = MARKUP_CUT;
		return true;
	}
	m->at++;
	if (closing && take_close(m, local_name(name)))
		*ret_token = close_top(m, local_name(name));
	else if (!closing && name.n)
		*ret_token = take_open(m, tag, name);
	else
		return false;
	return true;
}

enum markup_token markup_next(struct markup *m) {
	enum markup_token token;

	if (m->empty_tag) {
		m->empty_tag = false;
		return close_top(m, m->name);
	}
	if (m->closed)
		m->closed = m->is_leaf = false;
	/* Behind the root's end nothing is looked at: some devices pad with NULs or a second document. */
	while ((m->depth > 0 || m->name.n == 0) && to_tag(m))
		if (!pass_over(m) && take_tag(m, &token))
			return token;
	return m->depth ? MARKUP_CUT : MARKUP_END;
}

bool markup_attribute(str *rest, str *ret_name, str *ret_value) {
	str s = skip_blanks(*rest), name = name_of(s), value = { 0 };

	if (name.n == 0)
		return false;
	s = skip_blanks(str_after(s, name.n));
	if (s.n && s.at[0] == '=') {
		s = skip_blanks(str_after(s, 1));
		bool quoted = s.n && (s.at[0] == '"' || s.at[0] == '\'');
		uint8_t stop = quoted ? s.at[0] : ' ';
		s = str_after(s, quoted);
		value = str_cut(&s, stop);
	}
	*ret_value = value;
	*ret_name = name;
	*rest = s;
	return true;
}

/* One code point as UTF-8 (RFC 3629); what is none becomes U+FFFD. */
static void put_code(struct text *to, uint32_t code) {
	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	if (code < 0x80) {
		text_byte(to, (uint8_t)code);
		return;
	}
	unsigned more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const uint8_t lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	text_byte(to, (uint8_t)(lead[more] | code >> 6 * more));
	while (more--)
		text_byte(to, (uint8_t)(0x80 | (code >> 6 * more & 0x3f)));
}

/* "#65" or "#x41". False for all else; too big a number is caught by put_code(). */
static bool number_of(str s, uint32_t *ret_code) {
	bool hex = s.n > 1 && byte_lower(s.at[1]) == 'x';
	uint32_t code = 0;
	size_t i = hex ? 2 : 1;

	if (s.n <= i || s.at[0] != '#')
		return false;
	for (; i < s.n; i++) {
		int digit = byte_hex(s.at[i]);
		if (digit < 0 || (!hex && digit > 9))
			return false;
		code = code > 0x10ffff ? code : code * (hex ? 16 : 10) + (uint32_t)digit;
	}
	*ret_code = code;
	return true;
}

enum { ENTITY_NAME_MAX = 10 }; /* "#x0010FFFF" */

static bool put_entity(struct text *to, str name) {
	static const struct {
		const char *name;
		uint8_t byte;
	} known[] = { { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' } };
	uint32_t code;

	if (number_of(name, &code)) {
		put_code(to, code);
		return true;
	}
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (str_is(name, known[i].name)) {
			text_byte(to, known[i].byte);
			return true;
		}
	}
	return false;
}

void markup_decode(struct text *to, str raw) {
	for (size_t i = 0; i < raw.n; i++) {
		str rest = str_after(raw, i + 1);
		size_t n = 0;

		while (n < rest.n && n <= ENTITY_NAME_MAX && rest.at[n] != ';')
			n++;
		if (raw.at[i] == '&' && n < rest.n && rest.at[n] == ';' && put_entity(to, (str){ rest.at, n }))
			i += n + 1;
		else
			text_byte(to, raw.at[i]);
	}
}

str markup_text(const struct markup *m, struct text *room) {
	if (m->literal || str_find(m->text, STR("&"), 0) == m->text.n)
		return m->text;
	markup_decode(room, m->text);
	return text_done(room);
}
