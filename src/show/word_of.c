/*
 * Tables from the facts to their words.
 */
#include "show/word_of.h"

enum word word_of_status(enum status status) {
	static const enum word words[STATUS_COUNT] = {
		[STATUS_CLEAR] = W_S_CLEAR, [STATUS_NOT_IN_FORCE] = W_S_NOT_IN_FORCE, [STATUS_UNDETERMINED] = W_S_UNDETERMINED,
		[STATUS_RESTRICTED] = W_S_RESTRICTED, [STATUS_LICENCE_REQUIRED] = W_S_LICENCE,
		[STATUS_PROHIBITED_NEW] = W_S_PROHIBITED_NEW, [STATUS_PROHIBITED] = W_S_PROHIBITED,
	};

	return words[status];
}

enum word word_of_meaning(enum status status) {
	static const enum word words[STATUS_COUNT] = {
		[STATUS_CLEAR] = W_MEANS_CLEAR, [STATUS_NOT_IN_FORCE] = W_MEANS_NOT_IN_FORCE,
		[STATUS_UNDETERMINED] = W_MEANS_UNDETERMINED, [STATUS_RESTRICTED] = W_MEANS_RESTRICTED,
		[STATUS_LICENCE_REQUIRED] = W_MEANS_LICENCE, [STATUS_PROHIBITED_NEW] = W_MEANS_PROHIBITED_NEW,
		[STATUS_PROHIBITED] = W_MEANS_PROHIBITED,
	};

	return words[status];
}

enum word word_of_class(enum device_class class) {
	static const enum word words[CLASS_COUNT] = {
		[CLASS_CAMERA] = W_C_CAMERA, [CLASS_RECORDER] = W_C_RECORDER, [CLASS_DOORBELL] = W_C_DOORBELL,
		[CLASS_LPR] = W_C_LPR, [CLASS_INTERCOM] = W_C_INTERCOM, [CLASS_DRONE] = W_C_DRONE, [CLASS_ACCESS] = W_C_ACCESS,
		[CLASS_NETWORK] = W_C_NETWORK, [CLASS_PHONE] = W_C_PHONE, [CLASS_PRINTER] = W_C_PRINTER,
		[CLASS_COMPUTER] = W_C_COMPUTER, [CLASS_APPLIANCE] = W_C_APPLIANCE, [CLASS_OTHER] = W_C_OTHER,
		[CLASS_UNKNOWN] = W_C_UNKNOWN,
	};

	return words[class];
}

enum word word_of_likelihood(enum likelihood likelihood) {
	static const enum word words[LIKELIHOOD_COUNT] = {
		[LIKELIHOOD_NONE] = W_UNKNOWN, [LIKELIHOOD_POSSIBLE] = W_POSSIBLE, [LIKELIHOOD_LIKELY] = W_LIKELY,
		[LIKELIHOOD_VERY_LIKELY] = W_VERY_LIKELY, [LIKELIHOOD_CONFIRMED] = W_CONFIRMED,
	};

	return words[likelihood];
}

enum word word_of_decision(enum decision_kind kind) {
	static const enum word words[DECISION_COUNT] = {
		[DECISION_LICENCE] = W_K_LICENCE, [DECISION_WAIVER] = W_K_WAIVER, [DECISION_EXEMPTION] = W_K_EXEMPTION,
		[DECISION_CASE] = W_K_CASE, [DECISION_CONFIRM] = W_K_CONFIRM, [DECISION_REJECT] = W_K_REJECT,
	};

	return words[kind];
}

bool word_of_day(const struct verdict *v, enum word *ret_word) {
	if (v->by == DATE_NONE || verdict_is_lent(v) || v->status < STATUS_UNDETERMINED)
		return false;
	*ret_word = v->status == STATUS_UNDETERMINED ? W_DAY_IF_COVERED :
		    day_kind_of(v->status) == DAY_GONE ? W_GONE_BY : W_DAY_OF_CONDITION;
	return true;
}

enum word word_of_day_kind(enum day_kind kind) {
	static const enum word words[DAY_KIND_COUNT] = {
		[DAY_GONE] = W_E_GONE, [DAY_LENT] = W_E_LENT, [DAY_CONDITION] = W_E_CONDITION,
	};

	return words[kind];
}

enum word word_of_strength(enum strength strength) {
	static const enum word words[STRENGTH_COUNT] = {
		[STRENGTH_HINT] = W_HINT, [STRENGTH_FAIR] = W_FAIR, [STRENGTH_STRONG] = W_STRONG, [STRENGTH_PROOF] = W_PROOF,
	};

	return words[strength];
}

enum word word_of_aspect(enum aspect aspect) {
	static const enum word words[ASPECT_COUNT] = {
		[ASPECT_MAKER] = W_AS_MAKER, [ASPECT_BRAND] = W_AS_LABEL, [ASPECT_MODEL] = W_AS_MODEL,
		[ASPECT_ORIGINAL] = W_AS_ORIGINAL, [ASPECT_CLASS] = W_AS_KIND, [ASPECT_SOC] = W_AS_CHIP,
		[ASPECT_FIRMWARE] = W_AS_FIRMWARE,
	};

	return words[aspect];
}
