/*
 * The words. Likelihood of the maker and effect of a rule are two scales and
 * never meet in one sentence; each wording is whole, so that a lawyer can
 * review it and a translator replace it.
 */
#include "show/names.h"

#include "base/translate.h"
#include "fact/country.h"

str name_of_company(const struct registry *r, str id) {
	const struct company *c = r ? registry_company(r, id) : NULL;

	return c && c->name.n ? c->name : id;
}

str name_of_brand(const struct registry *r, str id) {
	const struct brand *b = r ? registry_brand(r, id) : NULL;

	return b && b->name.n ? b->name : id;
}

str name_of_company_short(const struct registry *r, str id) {
	const struct company *c = r ? registry_company(r, id) : NULL;
	const struct brand *b = r ? registry_brand(r, id) : NULL;

	if (b && b->name.n) /* a company's own brand is how people know it */
		return b->name;
	if (!c)
		return id;
	for (size_t i = 0; i < c->aliases.count; i++)
		if (c->aliases.at[i].n > 0 && c->aliases.at[i].n < c->name.n)
			return c->aliases.at[i];
	return c->name.n ? c->name : id;
}

str name_of_value(const struct registry *r, enum aspect aspect, str value) {
	if (aspect == ASPECT_MAKER || aspect == ASPECT_SOC)
		return name_of_company_short(r, value);
	return aspect == ASPECT_BRAND ? name_of_brand(r, value) : value;
}

str name_of_country(str code) {
	const struct country *country = country_of(code);

	/* A jurisdiction that is no country. */
	if (str_eq(code, STR("EU")))
		return STR("European Union");
	return country ? str_of(country->name) : code;
}

const char *name_of_aspect(enum aspect aspect) {
	static const char *const names[ASPECT_COUNT] = {
		[ASPECT_MAKER] = "maker", [ASPECT_BRAND] = "label", [ASPECT_MODEL] = "model on the label",
		[ASPECT_ORIGINAL] = "factory model", [ASPECT_CLASS] = "kind of device", [ASPECT_SOC] = "main chip",
		[ASPECT_FIRMWARE] = "firmware",
	};

	return names[aspect];
}

const char *meaning_of_strength(enum strength strength) {
	static const char *const meanings[STRENGTH_COUNT] = {
		[STRENGTH_HINT] = N_("a hint: people can type it, or others do the same"),
		[STRENGTH_FAIR] = N_("fair: usual for this, seen elsewhere too"),
		[STRENGTH_STRONG] = N_("strong: seldom seen on anything else"),
		[STRENGTH_PROOF] = N_("proof: only that maker's own firmware produces it"),
	};

	return meanings[strength];
}

/* Numbers stand beside the words wherever they are shown: words alone are misread (Wintle et al. 2019). */
const char *words_of_belief(const struct belief *b) {
	static const char *const words[LIKELIHOOD_COUNT] = {
		[LIKELIHOOD_NONE] = N_("Maker not established"),
		[LIKELIHOOD_POSSIBLE] = N_("Maker not established; possibly made by"),
		[LIKELIHOOD_LIKELY] = N_("Likely made by"),
		[LIKELIHOOD_VERY_LIKELY] = N_("Very likely made by"),
		[LIKELIHOOD_CONFIRMED] = N_("Confirmed: made by"),
	};

	return words[likelihood_of(b)];
}

double confidence_shown(double confidence) {
	const double most = 0.999;

	return confidence > most ? most : confidence < 0 ? 0 : confidence;
}

enum tone tone_of_status(enum status status) {
	static const enum tone tones[STATUS_COUNT] = {
		[STATUS_CLEAR] = TONE_GOOD, [STATUS_NOT_IN_FORCE] = TONE_FAINT, [STATUS_UNDETERMINED] = TONE_PLAIN,
		[STATUS_RESTRICTED] = TONE_CARE, [STATUS_LICENCE_REQUIRED] = TONE_CARE,
		[STATUS_PROHIBITED_NEW] = TONE_CARE, [STATUS_PROHIBITED] = TONE_BAD,
	};

	return tones[status];
}

enum tone tone_of_grade(enum grade grade) {
	return grade == GRADE_CONFIRMED ? TONE_GOOD : grade == GRADE_UNKNOWN ? TONE_FAINT : TONE_PLAIN;
}

bool verdict_is_lent(const struct verdict *v) {
	return v->decision && v->status == STATUS_RESTRICTED && v->by != DATE_NONE;
}

enum day_kind day_kind_of(enum status status) {
	return status >= STATUS_PROHIBITED_NEW ? DAY_GONE : DAY_CONDITION;
}

enum day_kind verdict_day_kind(const struct verdict *v) {
	return verdict_is_lent(v) ? DAY_LENT : day_kind_of(v->status);
}

/* A rule that is not in force says less of a device than one that does not cover it. */
static int gravity(enum status status) {
	return status == STATUS_NOT_IN_FORCE ? -1 : (int)status;
}

const struct verdict *device_worst(const struct device *d) {
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < d->verdicts.count; i++)
		if (!worst || gravity(d->verdicts.at[i].status) > gravity(worst->status))
			worst = &d->verdicts.at[i];
	return worst;
}
