#include "cmd/reconcile_said.h"

#include "fact/country.h"
#include "show/names.h"

const struct verdict *reconcile_verdict_of(const struct registers *r, const struct device *d, str claim) {
	size_t at = 0;

	for (str law; (law = registers_rule(r, claim, &at)).n;)
		for (size_t i = 0; i < d->verdicts.count; i++)
			if (str_eq(d->verdicts.at[i].law->id, law))
				return &d->verdicts.at[i];
	return NULL;
}

static bool is_country(str text, const struct country *country) {
	str code = str_of(country->code);

	if (str_eq_nocase(text, code))
		return true;
	for (int tongue = 0; tongue < TONGUE_COUNT; tongue++)
		if (str_eq_nocase(text, name_of_country_in((enum tongue)tongue, code)))
			return true;
	return false;
}

str reconcile_country(const struct registers *r, str text) {
	str told = text.n ? registers_country(r, text) : text;

	for (unsigned i = 0; !told.n && text.n && i < 26 * 26; i++) {
		const uint8_t letters[2] = { (uint8_t)('A' + i / 26), (uint8_t)('A' + i % 26) };
		const struct country *country = country_of((str){ letters, 2 });

		if (country && is_country(text, country))
			told = str_of(country->code);
	}
	return told;
}
