#include "cmd/import_cell.h"

#include <math.h>

#include "base/fold.h"
#include "base/put.h"
#include "base/siphash.h"
#include "base/utf8.h"

/* Addresses */

static bool is_between(uint8_t c) {
	return c == ':' || c == '-' || c == '.' || c == ' ' || c == '_';
}

static bool ends_part(uint8_t c) {
	return c == ',' || c == ';' || c == '|' || c == '/' || c == '\n' || c == '\r' || c == '\t' || c == '(' || c == ')';
}

/* Twelve digits with signs between pairs, fours or sixes of them, or none; ADDR_NONE for anything else. */
static addr mac_of(str part) {
	uint8_t bytes[6] = { 0 };
	size_t digits = 0, since = 0, between = 0;

	for (size_t i = 0; i < part.n; i++) {
		int digit = byte_hex(part.at[i]);

		if (digit < 0 && is_between(part.at[i]) && since && since % 2 == 0) {
			since = 0;
			between++;
			continue;
		}
		if (digit < 0 || digits == 12)
			return (addr){ 0 };
		bytes[digits / 2] = (uint8_t)(bytes[digits / 2] << 4 | digit);
		digits++;
		since++;
	}
	return digits == 12 && between <= 5 ? addr_of(ADDR_MAC, (str){ bytes, sizeof bytes }) : (addr){ 0 };
}

/* A word before it, such as "LAN" or "MAC:", is no part of an address. */
static str without_label(str part) {
	size_t letters = 0;

	while (letters < part.n && byte_is_letter(part.at[letters]))
		letters++;
	/* "de:ad:…" begins with letters, too, but with two that are digits. */
	if (letters > 2 && letters < part.n && (part.at[letters] == ':' || part.at[letters] == ' '))
		return str_trim(str_after(part, letters + 1));
	return part;
}

static bool has_address(const addr *all, size_t count, const addr *one) {
	for (size_t i = 0; i < count; i++)
		if (addr_eq(all[i], *one))
			return true;
	return false;
}

/* Cuts off what stands before the next of the signs between values. */
static str next_part(str *rest) {
	size_t n = 0;

	while (n < rest->n && !ends_part(rest->at[n]))
		n++;
	str part = { rest->at, n };
	*rest = n < rest->n ? str_after(*rest, n + 1) : (str){ 0 };
	return str_trim(part);
}

size_t cell_macs(str text, addr ret_macs[CELL_ADDRESSES_MAX], bool *ret_wrong) {
	size_t count = 0;

	*ret_wrong = false;
	while (text.n) {
		str part = without_label(next_part(&text));
		addr mac = mac_of(part);

		if (part.n == 0)
			continue;
		/* All zeros or ones are what a form has where nobody knew the address. */
		if (mac.kind == ADDR_NONE)
			*ret_wrong = true;
		else if (addr_is_station(mac) && !has_address(ret_macs, count, &mac) && count < CELL_ADDRESSES_MAX)
			ret_macs[count++] = mac;
	}
	return count;
}

static str before(str text, const char *stops) {
	return (str){ text.at, str_until(text, str_of(stops)) };
}

/* Where the host begins behind "://": behind the name and the password, if there are any. */
static size_t login_size(str rest) {
	str word = before(rest, " \t\r\n\"'<>"), host = before(rest, "/?#"), port = before(rest, ":");
	str where = host.n < word.n ? host : word;
	bool odd_port = port.n + 1 < where.n && !byte_is_digit(where.at[port.n + 1]);
	size_t at = str_find(where, STR("@"), 0) < where.n || !odd_port ? where.n : word.n;

	/* The last one: a password may have an '@', and even a '/', of its own. */
	while (at > 0 && word.at[at - 1] != '@')
		at--;
	return at;
}

/* The host of a URL, or the text; without port and prefix length. */
static addr ip_of(str word) {
	size_t scheme = str_find(word, STR("://"), 0);

	if (scheme < word.n)
		word = str_after(word, scheme + 3);
	word = str_after(word, login_size(word));
	if (word.n && word.at[0] == '[')
		return addr_parse(before(str_after(word, 1), "]"));
	word = before(word, "/?#");
	addr ip = addr_parse(word);
	/* "10.0.0.5:80" is no address of its own, and neither is "10.0.0.5." */
	return ip.kind == ADDR_NONE ? addr_parse(before(word, ":")) : ip;
}

size_t cell_ips(str text, addr ret_ips[CELL_ADDRESSES_MAX], str *ret_rest) {
	size_t count = 0;

	*ret_rest = (str){ 0 };
	while (text.n) {
		str word = before(text, " \t\r\n,;|()");
		addr ip = ip_of(word);

		text = word.n < text.n ? str_after(text, word.n + 1) : (str){ 0 };
		if (word.n == 0)
			continue;
		if (ip.kind != ADDR_IP4 && ip.kind != ADDR_IP6)
			*ret_rest = ret_rest->n ? *ret_rest : word;
		else if (addr_is_unicast(ip) && !has_address(ret_ips, count, &ip) && count < CELL_ADDRESSES_MAX)
			ret_ips[count++] = ip;
	}
	return count;
}

/* Days */

enum { DATE_PARTS = 3 };

/* What stands between blanks, points, dashes and slashes: numbers, and at most one name of a month. */
struct date_parts {
	unsigned at[DATE_PARTS];
	size_t digits[DATE_PARTS]; /* how many each has; 0: it was a name */
	size_t count;
};

static bool is_letter(uint8_t c) {
	return byte_is_letter(c) || c >= 0x80;
}

static bool take_part(const struct registers *r, str part, struct date_parts *p) {
	uint64_t number = 0;
	bool name = is_letter(part.at[0]);

	if (p->count == DATE_PARTS)
		return false;
	number = name ? registers_month(r, part) : 0;
	if (name ? number == 0 : !str_u64(part, &number) || part.n > 4)
		return false;
	p->at[p->count] = (unsigned)number;
	p->digits[p->count++] = name ? 0 : part.n;
	return true;
}

static bool split_date(const struct registers *r, str text, struct date_parts *p) {
	size_t i = 0;

	*p = (struct date_parts){ .count = 0 };
	while (i < text.n && p->count < DATE_PARTS) {
		size_t from = i;

		while (i < text.n && byte_is_digit(text.at[i]))
			i++;
		while (i == from && i < text.n && is_letter(text.at[i]))
			i++;
		while (i > from && !byte_is_digit(text.at[from]) && i < text.n && is_letter(text.at[i]))
			i++;
		if (i == from && !strchr(" .-/,'", text.at[i]))
			return false;
		if (i > from && !take_part(r, (str){ text.at + from, i - from }, p))
			return false;
		i += i == from;
	}
	/* Behind the third may stand a time of day and nothing else. */
	str rest = str_after(text, i);
	for (size_t k = 0; k < rest.n; k++)
		if (!byte_is_digit(rest.at[k]) && !strchr(" T:.Z+-,", rest.at[k]) && !byte_is_blank(rest.at[k]))
			return false;
	return p->count == DATE_PARTS && (rest.n == 0 || !byte_is_digit(rest.at[0]));
}

static unsigned year_of(unsigned year, size_t digits) {
	if (digits > 2)
		return year;
	return year < 70 ? 2000 + year : 1900 + year;
}

/* Is there such a day? date_parse() knows how long months are. */
static bool day_of(unsigned year, unsigned month, unsigned day, date *ret_date) {
	uint8_t room[10] = { (uint8_t)('0' + year / 1000 % 10), (uint8_t)('0' + year / 100 % 10), (uint8_t)('0' + year / 10 % 10),
			     (uint8_t)('0' + year % 10), '-', (uint8_t)('0' + month / 10 % 10), (uint8_t)('0' + month % 10), '-',
			     (uint8_t)('0' + day / 10 % 10), (uint8_t)('0' + day % 10) };

	return year >= 1970 && year < 2200 && month <= 12 && day <= 31 && date_parse((str){ room, sizeof room }, ret_date);
}

bool cell_date(const struct registers *r, str text, date *ret_date) {
	struct date_parts p;

	text = str_trim(text);
	if (text.n < 6 || text.n > 40 || !split_date(r, text, &p))
		return false;
	if (p.digits[0] == 4)
		return day_of(p.at[0], p.at[1], p.at[2], ret_date);
	unsigned year = year_of(p.at[2], p.digits[2]);
	if (p.digits[2] == 0 || p.digits[2] == 3)
		return false;
	if (p.digits[0] == 0)
		return day_of(year, p.at[0], p.at[1], ret_date);
	if (p.at[1] > 12 && p.digits[1])
		return day_of(year, p.at[0], p.at[1], ret_date);
	return day_of(year, p.at[1], p.at[0], ret_date);
}

/* Degrees */

enum { DEGREES_MAX = 2, DEGREES_PARTS = 3 };

/* One of latitude and longitude on its way: degrees, minutes, seconds. */
struct angle {
	double parts[DEGREES_PARTS];
	size_t count;
	uint8_t letter; /* 'n', 's', 'e', 'w'; 0: none */
	bool minus, marked; /* marked: a sign says what its numbers are, so that more may follow */
};

struct angles {
	struct angle at[DEGREES_MAX];
	size_t count;
	bool open;      /* the last one may go on */
	bool points;    /* numbers have points, so that commas stand between them */
	uint8_t letter; /* stands before the one to come */
};

/* N, S, E, W; Dutch and German O (oost, Ost) and Z (zuid). */
static uint8_t side_of(uint8_t c) {
	static const char letters[] = "nsewoz", sides[] = "nsewes";
	const char *at = strchr(letters, byte_lower(c));

	return c && at ? (uint8_t)sides[at - letters] : 0;
}

static size_t take_number(str text, bool points, double *ret_number) {
	double number = 0, unit = 1;
	size_t i = 0;
	bool fraction = false;

	for (; i < text.n && i < 24; i++) {
		uint8_t c = text.at[i];
		bool sign = !fraction && (c == '.' || (c == ',' && !points)) && i + 1 < text.n && byte_is_digit(text.at[i + 1]);

		if (!byte_is_digit(c) && !sign)
			break;
		fraction = fraction || sign;
		if (sign)
			continue;
		number = 10 * number + (c - '0');
		unit *= fraction ? 10 : 1;
	}
	*ret_number = number / unit;
	return i;
}

static bool add_number(struct angles *a, double number, bool minus) {
	if (!a->open) {
		if (a->count == DEGREES_MAX)
			return false;
		a->at[a->count++] = (struct angle){ .letter = a->letter, .minus = minus };
		a->letter = 0;
	}
	struct angle *last = &a->at[a->count - 1];
	if (last->count == DEGREES_PARTS || (last->count && (minus || number >= 60)))
		return false;
	last->parts[last->count++] = number;
	a->open = false;
	return true;
}

/* The signs of degrees, minutes and seconds, as typed and as printed; how many bytes it has, 0 when it is none. */
static size_t mark_size(str text) {
	uint32_t code = 0;
	size_t size = utf8_unpack(text, &code);

	return code == 0xb0 || code == 0xba || code == '\'' || code == '"' || code == 0x2019 || code == 0x2032 || code == 0x201d ||
			       code == 0x2033
		       ? size
		       : 0;
}

static bool take_letter(struct angles *a, uint8_t c) {
	uint8_t side = side_of(c);

	if (!side)
		return false;
	if (a->count && !a->at[a->count - 1].letter)
		a->at[a->count - 1].letter = side;
	else if (!a->letter)
		a->letter = side;
	else
		return false;
	a->open = false;
	return true;
}

static bool split_angles(str text, struct angles *a) {
	*a = (struct angles){ .points = str_find(text, STR("."), 0) < text.n };
	for (size_t i = 0; i < text.n;) {
		uint8_t c = text.at[i];
		bool minus = (c == '-' || c == '+') && i + 1 < text.n && byte_is_digit(text.at[i + 1]);
		size_t mark = mark_size(str_after(text, i));
		double number;

		if (byte_is_digit(c) || minus) {
			i += minus;
			i += take_number(str_after(text, i), a->points, &number);
			if (!add_number(a, number, c == '-'))
				return false;
		} else if (mark && a->count) {
			a->open = true;
			i += mark;
		} else if (byte_is_blank(c) || c == ',' || c == ';' || c == '/' || c == '(' || c == ')' || c == ':') {
			i++;
		} else if (byte_is_letter(c) && (i + 1 == text.n || !byte_is_letter(text.at[i + 1])) && take_letter(a, c)) {
			i++;
		} else {
			return false;
		}
	}
	return a->letter == 0;
}

static double angle_value(const struct angle *a) {
	double value = a->parts[0] + a->parts[1] / 60 + a->parts[2] / 3600;

	return a->minus || a->letter == 's' || a->letter == 'w' ? -value : value;
}

static bool is_longitude(const struct angle *a) {
	return a->letter == 'e' || a->letter == 'w';
}

bool cell_coordinates(str text, double *ret_latitude, double *ret_longitude) {
	struct angles a;

	if (text.n > 100 || !split_angles(str_trim(text), &a) || a.count != 2)
		return false;
	bool swapped = is_longitude(&a.at[0]);
	if (a.at[0].letter && a.at[1].letter && swapped == is_longitude(&a.at[1]))
		return false;
	double latitude = angle_value(&a.at[swapped]), longitude = angle_value(&a.at[!swapped]);
	if (fabs(latitude) > 90 || fabs(longitude) > 180)
		return false;
	*ret_latitude = latitude;
	*ret_longitude = longitude;
	return true;
}

bool cell_degrees(str text, double most, double *ret_degrees) {
	struct angles a;

	if (text.n > 50 || !split_angles(str_trim(text), &a) || a.count != 1 || fabs(angle_value(&a.at[0])) > most)
		return false;
	*ret_degrees = angle_value(&a.at[0]);
	return true;
}

/* Texts */

str cell_without_login(arena *mem, str text, bool *ret_had_any) {
	uint8_t *to = NULL;
	str rest = text;
	size_t n = 0, scheme;

	*ret_had_any = false;
	while ((scheme = str_find(rest, STR("://"), 0)) < rest.n) {
		size_t from = scheme + 3, login = login_size(str_after(rest, from));

		if (login && !to) {
			*ret_had_any = true;
			to = arena_bytes(mem, text.n);
			if (!to)
				return (str){ 0 };
			n = (size_t)(rest.at - text.at);
			memcpy(to, text.at, n);
		}
		if (to)
			memcpy(to + n, rest.at, from);
		n += from;
		rest = str_after(rest, from + login);
	}
	if (to && rest.n)
		memcpy(to + n, rest.at, rest.n);
	return to ? (str){ to, n + rest.n } : text;
}

str cell_id(arena *mem, str text) {
	uint8_t *to = arena_bytes(mem, CELL_ID_MAX);
	const str whole = text;
	struct folded f;
	size_t n = 0;

	if (!to)
		return (str){ 0 };
	/* Folded, 0 would be o: only what is no ASCII is folded, so that "Ü" becomes "u". */
	while (text.n && n < CELL_ID_MAX) {
		size_t size = utf8_unpack(text, NULL);
		uint8_t c = byte_lower(text.at[0]);

		if (byte_is_letter(c) || byte_is_digit(c)) {
			to[n++] = c;
		} else if (size > 1) {
			fold((str){ text.at, size }, &f);
			for (size_t i = 0; i < f.n && n < CELL_ID_MAX; i++)
				if (f.at[i] < 0x80)
					to[n++] = (uint8_t)f.at[i];
		} else if (n && to[n - 1] != '-') {
			to[n++] = '-';
		}
		text = str_after(text, size ? size : 1);
	}
	while (n && to[n - 1] == '-')
		n--;
	if (n && !text.n)
		return (str){ to, n };
	/* Nothing of it fits into an id, or not all: its hash tells it from others. */
	struct text end = { .at = to, .size = CELL_ID_MAX, .used = n > CELL_ID_MAX - 9 ? CELL_ID_MAX - 9 : n };
	uint64_t hash = siphash((const uint8_t[SIPHASH_KEY_SIZE]){ 0 }, whole);
	text_cstr(&end, end.used ? "-" : "");
	uint8_t four[4];
	put_be(four, hash & UINT32_MAX, sizeof four);
	text_hex(&end, (str){ four, sizeof four }, 0);
	return text_done(&end);
}
