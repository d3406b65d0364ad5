#include "show/shown.h"

#include "base/translate.h"
#include "show/names.h"
#include "show/word_of.h"
#include "show/words.h"

static const char *shown(const char *id, enum word word) {
	enum tongue language = translate_tongue();

	return language == TONGUE_EN ? id : words_of(language, word);
}

const char *shown_status(enum status status) {
	return words_of(translate_tongue(), word_of_status(status));
}

const char *shown_grade(enum grade grade) {
	static const enum word words[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = W_UNKNOWN, [GRADE_POSSIBLE] = W_POSSIBLE, [GRADE_LIKELY] = W_LIKELY,
		[GRADE_CONFIRMED] = W_CONFIRMED,
	};

	return shown(grade_names[grade], words[grade]);
}

const char *shown_likelihood(enum likelihood likelihood) {
	return shown(likelihood_names[likelihood], word_of_likelihood(likelihood));
}

const char *shown_class(enum device_class class) {
	return shown(class_names[class], word_of_class(class));
}

const char *shown_decision(enum decision_kind kind) {
	return shown(decision_names[kind], word_of_decision(kind));
}

const char *shown_strength(enum strength strength) {
	return shown(strength_names[strength], word_of_strength(strength));
}

const char *shown_meaning(enum status status) {
	return words_of(translate_tongue(), word_of_meaning(status));
}

str shown_country(str code) {
	return name_of_country_in(translate_tongue(), code);
}
