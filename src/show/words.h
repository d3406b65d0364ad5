#pragma once

/*
 * words: every sentence of the papers that people hand in, whole, in each
 * language. None is glued from parts: a translator sees all that a reader
 * sees. What differs from paper to paper stands in holes, `{count}`, which a
 * language may place where it likes; all languages have the same holes in a
 * sentence.
 *
 * A language: its column in words.c, its file words_XX.c beside words_en.c.
 */

#include <stdio.h>

#include "base/date.h"
#include "base/str.h"

enum tongue { TONGUE_EN, TONGUE_NL, TONGUE_COUNT };
extern const char *const tongue_names[TONGUE_COUNT]; /* as BCP 47 has them: "en", "nl" */

enum word {
	/* What stands on every paper */
	W_ON_FOR_ALL, W_ON_FOR_ROLES, W_MADE, W_IS_PUBLIC, W_IS_CONFIDENTIAL, W_IS_LETTERS, W_SKIP, W_REPLACES,
	W_REPLACES_SAYS, W_NUMBER_IS, W_NUMBER_CHECK, W_NOT_ADVICE, W_REPLY, W_REPLY_SAYS,
	W_NOBODYS_INTENT, W_NOT_KNOWN,
	/* Four numbers */
	W_SUMMARY, W_FOUND, W_FOUND_NOTE, W_CONFIRMED, W_CONFIRMED_NOTE, W_LIKELY, W_LIKELY_NOTE,
	W_UNRESOLVED, W_UNRESOLVED_NOTE, W_RELABELLED_NONE, W_RELABELLED_ONE, W_RELABELLED_MANY, W_IF_SO,
	/* Likelihood */
	W_VERY_LIKELY, W_POSSIBLE, W_UNKNOWN,
	/* What a rule says */
	W_S_PROHIBITED, W_S_PROHIBITED_NEW, W_S_LICENCE, W_S_RESTRICTED, W_S_UNDETERMINED,
	W_S_NOT_IN_FORCE, W_S_CLEAR, W_S_NOT_JUDGED,
	/* Kinds of device */
	W_C_CAMERA, W_C_RECORDER, W_C_DOORBELL, W_C_LPR, W_C_INTERCOM, W_C_DRONE, W_C_ACCESS, W_C_NETWORK,
	W_C_PHONE, W_C_PRINTER, W_C_COMPUTER, W_C_APPLIANCE, W_C_OTHER, W_C_UNKNOWN,
	/* Heads of tables */
	W_T_SITE, W_T_DEVICES, W_T_CONFIRMED, W_T_LIKELY, W_T_UNRESOLVED, W_T_KIND, W_T_LABEL, W_T_MODEL,
	W_T_ORIGINAL, W_T_MAKER, W_T_LIKELIHOOD, W_T_RULE, W_T_VERSION, W_T_VERDICT, W_T_VERDICTS,
	W_T_DAY, W_T_DAYS_LEFT, W_T_ENDS, W_T_CONTRACT, W_T_SUPPLIER, W_T_UNTIL, W_T_MET, W_T_DEVICE,
	W_T_MAC, W_T_ADDRESS, W_T_SIZE, W_T_SITES, W_T_NUMBER, W_T_DECISION, W_T_BY, W_T_WHY, W_T_FROM_UNTIL,
	W_T_WHAT, W_T_TIMES, W_T_BECAUSE,
	/* The annex to a letter to the council */
	W_ANNEX_TITLE, W_ANNEX_TITLE_CLOSED, W_A_METHOD, W_A_METHOD_1, W_A_METHOD_2, W_A_METHOD_3,
	W_A_METHOD_4, W_A_LIMIT_1, W_A_LIMIT_2, W_A_LIMIT_3, W_A_LIMIT_4, W_B_SITES, W_B_SITES_OPEN,
	W_B_CAPTION_SITES, W_B_CAPTION_SIZES, W_B_CAPTION_KINDS, W_B_NO_SITE, W_B_SIZE_0, W_B_SIZE_1,
	W_B_SIZE_2, W_B_SIZE_3, W_C_LABELS, W_C_LABELS_CAPTION, W_C_MORE, W_NO_LABEL, W_NO_MAKER,
	W_D_RULES, W_D_RULES_SAYS, W_D_RULES_NONE, W_D_CAPTION, W_E_DUES, W_E_DUES_NONE, W_E_CAPTION,
	W_E_GONE, W_E_LENT, W_E_PASSED, W_F_CONTRACTS, W_F_CONTRACTS_NONE, W_F_CAPTION, W_F_NUMBERED,
	W_G_COVERAGE, W_G_SEEN, W_G_SEEN_UNDATED, W_G_SITES, W_G_NO_SITES, W_G_NO_SITE, W_G_UNRESOLVED, W_G_RESOLVED,
	W_G_SOURCES, W_H_DECISIONS, W_H_DECISIONS_NONE, W_H_CAPTION, W_K_LICENCE, W_K_WAIVER,
	W_K_EXEMPTION, W_K_CASE, W_K_CONFIRM, W_K_REJECT, W_OPEN_END, W_I_DEVICES, W_I_CAPTION,
	W_J_GLOSSARY, W_J_MAKER, W_J_LABEL, W_J_RULE, W_J_DECISION, W_J_UNDETERMINED,
	W_L_LOG, W_L_CAPTION, W_L_DEVICES, W_L_MACS, W_L_ADDRESSES, W_L_SITES, W_L_CONTRACTS, W_L_PEOPLE,
	W_L_SOURCES, W_L_SAFETY, W_L_TRADE, W_L_PRIVACY,
	/* The inventory behind the representation */
	W_FAR_TITLE, W_FAR_WHAT, W_FAR_SCOPE, W_FAR_SCOPE_SAYS, W_FAR_FOUND, W_FAR_RULES_NONE, W_FAR_NONE,
	W_FAR_LIST_SAYS, W_FAR_CAPTION_LIST, W_FAR_USE, W_FAR_EXCEPTIONS, W_FAR_EXCEPTIONS_SAYS,
	W_FAR_EXCEPTIONS_CAPTION, W_T_EXCEPTION, W_T_ASK, W_FAR_INQUIRY, W_FAR_SIGN, W_SIGN_NAME,
	W_SIGN_DAY, W_SIGN_HAND,
	/* The letter to a supplier */
	W_LETTER_TITLE, W_LETTER_NONE, W_LETTER_UNDER_NONE, W_LETTER_TO, W_LETTER_TO_UNKNOWN,
	W_LETTER_SUBJECT, W_LETTER_DEAR, W_LETTER_WHY, W_LETTER_WHY_ONE, W_LETTER_SEEN,
	W_LETTER_SEEN_SAYS, W_LETTER_SEEN_CAPTION, W_LETTER_MORE, W_LETTER_RULES, W_LETTER_RULES_SAYS,
	W_LETTER_RULES_NONE, W_LETTER_ASK, W_LETTER_ASK_1, W_LETTER_ASK_2, W_LETTER_ASK_3, W_LETTER_BY,
	W_LETTER_YOURS, W_LETTER_FORM, W_LETTER_FORM_CAPTION, W_T_DESIGNED, W_T_FIRMWARE, W_T_COUNTRY,
	W_T_CHIP,
	WORD_COUNT,
};

/* By enum word; for the test that compares them. */
extern const char *const words_en[WORD_COUNT], *const words_nl[WORD_COUNT];

/* The sentence as it stands, for those without holes. */
const char *words_of(enum tongue language, enum word word);

/* What stands in a hole; it is escaped, and numbers and days are written as the language writes them. */
struct hole {
	const char *name;
	enum { HOLE_TEXT, HOLE_NUMBER, HOLE_DAY } kind;
	str text;
	uint64_t number;
	date day;
};
#define HOLE_STR(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_TEXT, .text = (value) })
#define HOLE_U64(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_NUMBER, .number = (value) })
#define HOLE_DATE(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_DAY, .day = (value) })

/* The sentence as HTML. A hole without a value stays as it is written. */
void words_put(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count);

/* "1,280", "1.280". */
void words_number(FILE *to, enum tongue language, uint64_t number);

/* "22 November 2026", "22 november 2026". */
void words_day(FILE *to, enum tongue language, date d);
