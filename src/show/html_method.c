/*
 * What a reader must know to judge the report: how it was made, what its
 * words mean, what it cannot know.
 */
#include "show/html.h"

struct entry {
	enum word word, meaning;
};

static void put_entries(struct pen pen, enum word heading, const struct entry *entries, size_t count) {
	pen_word(pen, "h3 class=\"minor\"", heading);
	html_raw(pen.to, "\n<dl class=\"words\">\n");
	for (size_t i = 0; i < count; i++) {
		pen_word(pen, "dt", entries[i].word);
		pen_word(pen, "dd", entries[i].meaning);
	}
	html_raw(pen.to, "</dl>\n");
}

static const struct entry likelihood[] = {
	{ W_T_CONFIRMED, W_IS_CONFIRMED }, { W_T_LIKELY, W_IS_LIKELY }, { W_T_POSSIBLE, W_IS_POSSIBLE },
	{ W_T_UNKNOWN, W_IS_UNKNOWN },
};

static const struct entry glossary[] = {
	{ W_X_MAKER, W_J_MAKER }, { W_X_LABEL, W_J_LABEL }, { W_X_RELABELLED, W_IS_RELABELLED }, { W_X_MARK, W_IS_MARK },
	{ W_T_STRENGTH, W_IS_STRENGTH }, { W_X_BLOCK, W_IS_BLOCK },
};

static const struct entry limits[] = {
	{ W_X_SILENT, W_IS_SILENT }, { W_X_HIDDEN, W_IS_HIDDEN }, { W_X_FALSE, W_IS_FALSE }, { W_X_BRAND, W_IS_BRAND },
	{ W_X_CHIP, W_IS_CHIP }, { W_X_ADVICE, W_IS_ADVICE },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Whole, as somebody signed it. */
static void put_scopes(struct pen pen, struct strs scopes) {
	if (scopes.count)
		pen_word(pen, "h3 class=\"minor\"", W_METHOD_SCOPES);
	for (size_t i = 0; i < scopes.count; i++) {
		html_raw(pen.to, "<pre>");
		html_str(pen.to, scopes.at[i]);
		html_raw(pen.to, "</pre>\n");
	}
}

static void put_verdicts(struct pen pen) {
	pen_word(pen, "h3 class=\"minor\"", W_METHOD_VERDICTS);
	html_raw(pen.to, "\n<dl class=\"words\">\n");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		html_raw(pen.to, "<dt>");
		html_status(pen, (enum status)status);
		html_raw(pen.to, "</dt>");
		pen_word(pen, "dd", word_of_meaning((enum status)status));
	}
	html_raw(pen.to, "</dl>\n");
}

void html_method(const struct page *p) {
	struct pen pen = p->pen;

	pen_section(pen, "method", W_A_METHOD);
	pen_word(pen, "p", W_METHOD_SAYS);
	put_scopes(pen, p->report->scopes);
	put_entries(pen, W_METHOD_SURE, likelihood, COUNT(likelihood));
	put_entries(pen, W_METHOD_LIMITS, limits, COUNT(limits));
	put_entries(pen, W_J_GLOSSARY, glossary, COUNT(glossary));
	put_verdicts(pen);
	pen_section_end(pen);
}
