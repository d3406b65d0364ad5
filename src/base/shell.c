#include "base/shell.h"

static bool is_plain(str word) {
	const str others = STR("_.,:/=@%+-");

	for (size_t i = 0; i < word.n; i++) {
		const str byte = { word.at + i, 1 };

		if (!byte_is_letter(byte.at[0]) && !byte_is_digit(byte.at[0]) && str_find(others, byte, 0) == others.n)
			return false;
	}
	return word.n > 0;
}

void shell_word(struct text *t, str word) {
	if (is_plain(word)) {
		text_str(t, word);
		return;
	}
	text_cstr(t, "'");
	for (size_t i = 0; i < word.n; i++) {
		if (word.at[i] == '\'')
			text_cstr(t, "'\\''");
		else
			text_byte(t, word.at[i]);
	}
	text_cstr(t, "'");
}
