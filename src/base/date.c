#include "base/date.h"

enum { DAYS_TO_1970 = 719468, DAYS_IN_ERA = 146097 };

/*
 * Days since 1970-01-01 of a civil day. A year is taken to begin in March,
 * so that the leap day is its last; 400 years make an era of 146,097 days.
 */
static int32_t days_of(int32_t year, int32_t month, int32_t day) {
	year -= month <= 2;
	int32_t era = year / 400;
	int32_t year_of_era = year - era * 400;
	int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_IN_ERA + day_of_era - DAYS_TO_1970;
}

static int32_t days_in_month(int32_t year, int32_t month) {
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool date_parse(str s, date *ret_date) {
	str rest = s;
	str parts[3] = { str_cut(&rest, '-'), str_cut(&rest, '-'), rest };
	uint64_t number[3] = { 0, 1, 1 };

	if (parts[0].n != 4 || !str_u64(parts[0], &number[0]) || number[0] == 0)
		return false;
	for (int i = 1; i < 3; i++)
		if (s.n > (i == 1 ? 4 : 7) && (parts[i].n != 2 || !str_u64(parts[i], &number[i])))
			return false;
	if (number[1] < 1 || number[1] > 12 || number[2] < 1 ||
	    number[2] > (uint64_t)days_in_month((int32_t)number[0], (int32_t)number[1]))
		return false;
	*ret_date = days_of((int32_t)number[0], (int32_t)number[1], (int32_t)number[2]);
	return true;
}

static void put_digits(char *to, int count, int32_t number) {
	for (; count > 0; number /= 10)
		to[--count] = (char)('0' + number % 10);
}

void date_format(date d, char ret_text[11]) {
	int32_t days = d + DAYS_TO_1970;
	int32_t era = days / DAYS_IN_ERA;
	int32_t day_of_era = days - era * DAYS_IN_ERA;
	int32_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_IN_ERA - 1)) / 365;
	int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t march_month = (5 * day_of_year + 2) / 153;
	int32_t month = march_month + (march_month < 10 ? 3 : -9);

	put_digits(ret_text, 4, year_of_era + era * 400 + (month <= 2));
	put_digits(ret_text + 5, 2, month);
	put_digits(ret_text + 8, 2, day_of_year - (153 * march_month + 2) / 5 + 1);
	ret_text[4] = ret_text[7] = '-';
	ret_text[10] = 0;
}

str date_text(date d, char room[11]) {
	if (d != DATE_NONE)
		date_format(d, room);
	return (str){ (const uint8_t *)room, d == DATE_NONE ? 0 : 10 };
}

date date_of_seconds(int64_t seconds) {
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);

	return (date)days;
}
