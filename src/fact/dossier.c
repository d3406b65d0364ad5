#include "fact/dossier.h"

const char *const matter_names[MATTER_COUNT + 1] = {
	[MATTER_HUMAN_RIGHTS] = "human-rights", [MATTER_FORCED_LABOUR] = "forced-labour",
	[MATTER_NATIONAL_SECURITY] = "national-security", [MATTER_MILITARY] = "military",
	[MATTER_PRODUCT_SECURITY] = "product-security", [MATTER_EXPORT] = "export", [MATTER_ORIGIN] = "origin",
	[MATTER_OTHER] = "other",
};

const char *const step_names[STEP_COUNT + 1] = {
	[STEP_IDENTIFY] = "identify", [STEP_ASSESS] = "assess", [STEP_PREVENT] = "prevent", [STEP_ACCOUNT] = "account",
};

const char *const part_names[PART_COUNT] = {
	[PART_ALLEGATIONS] = "allegations", [PART_ANSWERS] = "answers", [PART_DECISIONS] = "decisions",
	[PART_CLAIMS] = "claims",
};

const struct dossier *dossiers_find(const struct dossiers *dossiers, str company) {
	size_t low = 0, high = dossiers->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(dossiers->at[middle].company, company);

		if (order == 0)
			return &dossiers->at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool dossier_answers(const struct dossier *dossier, const struct statement *allegation) {
	const struct statements *answers = &dossier->parts[PART_ANSWERS];

	for (size_t i = 0; i < answers->count; i++) {
		const struct strs *to = &answers->at[i].to;

		for (size_t k = 0; k < to->count; k++)
			if (str_eq(to->at[k], allegation->id))
				return true;
	}
	return false;
}
