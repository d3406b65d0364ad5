#include "fact/identity.h"

const char *const aspect_names[ASPECT_COUNT] = {
	[ASPECT_MAKER] = "maker", [ASPECT_BRAND] = "brand", [ASPECT_MODEL] = "model",
	[ASPECT_ORIGINAL] = "original", [ASPECT_CLASS] = "class", [ASPECT_SOC] = "soc",
	[ASPECT_FIRMWARE] = "firmware",
};

const char *const strength_names[STRENGTH_COUNT] = {
	[STRENGTH_HINT] = "hint", [STRENGTH_FAIR] = "fair", [STRENGTH_STRONG] = "strong", [STRENGTH_PROOF] = "proof",
};

const char *const grade_names[GRADE_COUNT] = {
	[GRADE_UNKNOWN] = "unknown", [GRADE_POSSIBLE] = "possible", [GRADE_LIKELY] = "likely",
	[GRADE_CONFIRMED] = "confirmed",
};

const char *const likelihood_names[LIKELIHOOD_COUNT] = {
	[LIKELIHOOD_NONE] = "unknown", [LIKELIHOOD_POSSIBLE] = "possible", [LIKELIHOOD_LIKELY] = "likely",
	[LIKELIHOOD_VERY_LIKELY] = "very likely", [LIKELIHOOD_CONFIRMED] = "confirmed",
};

enum likelihood likelihood_of(const struct belief *b) {
	static const enum likelihood by_grade[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = LIKELIHOOD_NONE, [GRADE_POSSIBLE] = LIKELIHOOD_POSSIBLE,
		[GRADE_LIKELY] = LIKELIHOOD_LIKELY, [GRADE_CONFIRMED] = LIKELIHOOD_CONFIRMED,
	};

	return b->grade == GRADE_LIKELY && b->confidence >= 0.95 ? LIKELIHOOD_VERY_LIKELY : by_grade[b->grade];
}
