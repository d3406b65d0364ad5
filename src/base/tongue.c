#include "base/tongue.h"

const char *const tongue_names[TONGUE_COUNT] = { "en", "nl" };

static const uint8_t separators[TONGUE_COUNT] = { ',', '.' }, points[TONGUE_COUNT] = { '.', ',' };

static const char *const months[TONGUE_COUNT][12] = {
	{ "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
	  "December" },
	{ "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
	  "december" },
};

void tongue_number(struct text *t, enum tongue language, uint64_t number) {
	uint8_t room[24];
	struct text plain = TEXT(room);

	text_u64(&plain, number);
	str digits = text_done(&plain);
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && (digits.n - i) % 3 == 0)
			text_byte(t, separators[language]);
		text_byte(t, digits.at[i]);
	}
}

void tongue_decimal(struct text *t, enum tongue language, double number, unsigned digits) {
	uint8_t room[48];
	struct text plain = TEXT(room);

	text_decimal(&plain, number, digits);
	str written = text_done(&plain);
	for (size_t i = 0; i < written.n; i++)
		text_byte(t, written.at[i] == '.' ? points[language] : written.at[i]);
}

void tongue_day(struct text *t, enum tongue language, date d) {
	char day[11];

	if (d == DATE_NONE)
		return;
	date_format(d, day); /* YYYY-MM-DD */
	size_t month = (size_t)(day[5] - '0') * 10 + (size_t)(day[6] - '0') - 1;

	if (day[8] != '0')
		text_byte(t, (uint8_t)day[8]);
	text_byte(t, (uint8_t)day[9]);
	text_cstr(t, " ");
	text_cstr(t, months[language][month % 12]);
	text_cstr(t, " ");
	text_str(t, (str){ (const uint8_t *)day, 4 });
}
