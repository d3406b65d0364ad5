/*
 * Numbers that people write with points and commas of either kind: amounts of
 * money, and metres of the Dutch grid.
 */
#include "cmd/import_cell.h"


enum {
	GROUP = 3,              /* digits between signs of thousands */
	NUMBER_SIZE_MAX = 40,
	DIGITS_MAX = 15,        /* more than a double holds, and than anything costs */
	SIGNS_MAX = 8,
};

/* The digits and signs at the start of `text`, without blanks and apostrophes between thousands: how many bytes were taken. */
static size_t gather(str text, uint8_t room[NUMBER_SIZE_MAX], str *ret_number) {
	size_t i = 0, n = 0;

	for (; i < text.n && n < NUMBER_SIZE_MAX; i++) {
		uint8_t c = text.at[i];
		bool group = (c == ' ' || c == '\'') && i + 1 < text.n && byte_is_digit(text.at[i + 1]) && n;

		if (byte_is_digit(c) || c == '.' || c == ',')
			room[n++] = c;
		else if (!group)
			break;
	}
	*ret_number = (str){ room, n };
	return i;
}

/*
 * Which of its signs stands before the cents, as place; `n` when none does.
 * Before it there are groups of three; one sign alone with three digits behind
 * it divides thousands. False when the signs make no sense.
 */
static bool find_decimal(str number, size_t *ret_at) {
	size_t runs[SIGNS_MAX + 1] = { 0 }, count = 0, last = number.n;
	uint8_t signs[SIGNS_MAX] = { 0 };

	for (size_t i = 0; i < number.n; i++) {
		if (byte_is_digit(number.at[i])) {
			runs[count]++;
			continue;
		}
		if (count == SIGNS_MAX)
			return false;
		signs[count++] = number.at[i];
		last = i;
	}
	bool even = runs[0] <= GROUP && number.at[0] != '0', alike = count && signs[count - 1] == signs[0];
	for (size_t i = 1; i < count; i++)
		even = even && runs[i] == GROUP && signs[i - 1] == signs[0];
	bool thousands = alike && even && runs[count] == GROUP;
	*ret_at = thousands ? number.n : last;
	return count < 2 || thousands || (even && !alike);
}

static bool value_of(str number, size_t decimal, double *ret_value) {
	double value = 0, unit = 1;
	size_t digits = 0;

	for (size_t i = 0; i < number.n; i++) {
		if (!byte_is_digit(number.at[i]))
			continue;
		value = 10 * value + (number.at[i] - '0');
		unit *= i > decimal ? 10 : 1;
		digits++;
	}
	*ret_value = value / unit;
	return digits > 0 && digits <= DIGITS_MAX;
}

/* A number at the start of `*text`, which is moved behind it. `is_plain`: a program wrote it, with a point for the fraction. */
static bool take_number(str *text, bool is_plain, double *ret_value) {
	uint8_t room[NUMBER_SIZE_MAX];
	size_t decimal;
	str number;
	size_t size = gather(*text, room, &number);

	/* A point that ends a sentence, or a comma before a dash, is no part of it. */
	while (number.n && !byte_is_digit(number.at[number.n - 1])) {
		number.n--;
		size--;
	}
	if (number.n == 0 || !byte_is_digit(number.at[0]) || !find_decimal(number, &decimal))
		return false;
	if (is_plain)
		decimal = str_find(number, STR("."), 0);
	if (!value_of(number, decimal, ret_value))
		return false;
	*text = str_after(*text, size);
	return true;
}

/* Money */

/* What stands for a currency; letters are ISO 4217. */
static const struct {
	str sign;
	char currency[4];
} currencies[] = {
	{ STR_INIT("\xe2\x82\xac"), "EUR" }, { STR_INIT("euro's"), "EUR" }, { STR_INIT("euros"), "EUR" }, { STR_INIT("euro"), "EUR" },
	{ STR_INIT("eur"), "EUR" }, { STR_INIT("us$"), "USD" }, { STR_INIT("usd"), "USD" }, { STR_INIT("$"), "USD" },
	{ STR_INIT("gbp"), "GBP" }, { STR_INIT("\xc2\xa3"), "GBP" }, { STR_INIT("chf"), "CHF" }, { STR_INIT("sek"), "SEK" },
	{ STR_INIT("dkk"), "DKK" }, { STR_INIT("nok"), "NOK" }, { STR_INIT("pln"), "PLN" },
};

static const char *take_currency(str *text) {
	*text = str_trim(*text);
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
		if (!str_begins_nocase(*text, currencies[i].sign))
			continue;
		*text = str_trim(str_after(*text, currencies[i].sign.n));
		return currencies[i].currency;
	}
	return NULL;
}

/* "899,-", "899,00", "899 excl. btw" is more than an amount; dashes for no cents are not. */
static str without_dashes(str text) {
	bool sign = text.n && (text.at[0] == ',' || text.at[0] == '.');
	str rest = sign ? str_after(text, 1) : text;

	while (rest.n && (rest.at[0] == '-' || rest.at[0] == '='))
		rest = str_after(rest, 1);
	if (str_begins(rest, STR("\xe2\x80\x93")) || str_begins(rest, STR("\xe2\x80\x94")))
		rest = str_after(rest, 3);
	return rest.n < text.n ? str_trim(rest) : text;
}

bool cell_amount(str text, bool is_plain, double *ret_amount, const char **ret_currency) {
	const char *before = take_currency(&text), *behind;
	double amount;

	if (text.n > NUMBER_SIZE_MAX || !take_number(&text, is_plain, &amount))
		return false;
	text = without_dashes(text);
	behind = take_currency(&text);
	if (text.n || (before && behind && strcmp(before, behind) != 0))
		return false;
	*ret_amount = amount;
	*ret_currency = before ? before : behind;
	return true;
}

const char *cell_currency_of_heading(str heading) {
	for (size_t i = 0; i < heading.n; i++) {
		str rest = str_after(heading, i);

		if (i == 0 || !byte_is_letter(heading.at[i - 1])) {
			const char *currency = take_currency(&rest);

			if (currency && (rest.n == 0 || !byte_is_letter(rest.at[0])))
				return currency;
		}
	}
	return NULL;
}

/* The Dutch grid */

/*
 * RD to WGS84 by a power series about Amersfoort: F.H. Schreutelkamp and
 * G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD-
 * en WGS84-kaartcoordinaten", 2001. Good to about a metre in the Netherlands.
 * A term: powers of x and y in 100 km, and its factor in seconds of arc.
 */
struct term {
	unsigned x, y;
	double factor;
};

static const struct term latitude_terms[] = {
	{ 0, 1, 3235.65389 }, { 2, 0, -32.58297 }, { 0, 2, -0.24750 }, { 2, 1, -0.84978 }, { 0, 3, -0.06550 }, { 2, 2, -0.01709 },
	{ 1, 0, -0.00738 }, { 4, 0, 0.00530 }, { 2, 3, -0.00039 }, { 4, 1, 0.00033 }, { 1, 1, -0.00012 },
};
static const struct term longitude_terms[] = {
	{ 1, 0, 5260.52916 }, { 1, 1, 105.94684 }, { 1, 2, 2.45656 }, { 3, 0, -0.81885 }, { 1, 3, 0.05594 }, { 3, 1, -0.05607 },
	{ 0, 1, 0.01199 }, { 3, 2, -0.00256 }, { 1, 4, 0.00128 }, { 0, 2, 0.00022 }, { 2, 0, -0.00022 }, { 5, 0, 0.00026 },
};

static double sum(const struct term *terms, size_t count, double x, double y) {
	double all = 0;

	for (size_t i = 0; i < count; i++) {
		double one = terms[i].factor;

		for (unsigned k = 0; k < terms[i].x; k++)
			one *= x;
		for (unsigned k = 0; k < terms[i].y; k++)
			one *= y;
		all += one;
	}
	return all / 3600;
}

bool cell_rd(double x, double y, double *ret_latitude, double *ret_longitude) {
	static const double least_x = 7000, most_x = 300000, least_y = 289000, most_y = 629000; /* the grid's own bounds */
	double east = (x - 155000) / 1e5, north = (y - 463000) / 1e5;

	if (!(x >= least_x && x <= most_x && y >= least_y && y <= most_y))
		return false;
	*ret_latitude = 52.15517440 + sum(latitude_terms, sizeof latitude_terms / sizeof *latitude_terms, east, north);
	*ret_longitude = 5.38720621 + sum(longitude_terms, sizeof longitude_terms / sizeof *longitude_terms, east, north);
	return true;
}

bool cell_metres(str text, double *ret_metres) {
	text = str_trim(text);
	if (!take_number(&text, false, ret_metres))
		return false;
	text = str_trim(text);
	return text.n == 0 || str_eq_nocase(text, STR("m"));
}

/* "121687, 487484": the sign between the two is no part of either, for they are six digits each, with or without a fraction. */
bool cell_rd_pair(str text, double *ret_x, double *ret_y) {
	text = str_trim(text);
	for (size_t i = 1; i + 1 < text.n; i++) {
		if (!strchr(",;/ |", text.at[i]) || text.at[i] == 0)
			continue;
		str x = { text.at, i }, y = str_trim(str_after(text, i + 1));

		if (cell_metres(x, ret_x) && cell_metres(y, ret_y) && *ret_x >= 1000 && *ret_y >= 100000)
			return true;
	}
	return false;
}
