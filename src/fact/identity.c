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
