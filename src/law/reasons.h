#pragma once

/*
 * reasons: every sentence that can stand among the reasons of a verdict, or
 * of its change, whole, in each language; see base/sentence.h for the holes in them.
 *
 * What a rule says and how sure the maker is never meet in one sentence, and
 * nobody's intent is spoken of. A language: its column in reasons.c, its file
 * reasons_XX.c beside reasons_en.c; tests/reasons_test.c says what is missing.
 */

#include "base/arena.h"
#include "base/sentence.h"

enum reason {
	/* Who made it */
	R_CONFIRMED, R_CONFIRMED_BY, R_CONFIRMED_EYES, R_LIKELY, R_LIKELY_BY, R_POSSIBLE, R_OTHER_SEEN,
	R_RELABELLED, R_BRAND_CONFIRMED, R_BRAND_LIKELY, R_BRAND_POSSIBLE, R_OWNED,
	/* What is inside, and what was told */
	R_PART, R_CHIP_CONFIRMED, R_CHIP_LIKELY, R_MADE_IN, R_KIND, R_CONTRACT, R_CONTRACT_NONE, R_CONTRACT_WORTH,
	R_ACQUIRED,
	/* What the rule says */
	R_CLASS, R_DAY, R_DAY_OF_CONTRACT, R_DAY_WAS_OF_CONTRACT, R_DAY_LAST, R_DAY_NO_CONTRACT, R_WEAK, R_ASK,
	R_CLAUSE_SAYS, R_MAY_SAY_MORE, R_NOT_YET, R_NO_LONGER, R_EXCEPTED, R_COVERED_BY_NONE, R_NOT_LOOKED_INTO,
	R_WHOEVER, R_WHOEVER_CLASS,
	/* How the law stands */
	R_LAW_NOTICE, R_LAW_PROPOSED, R_LAW_COMING, R_LAW_ENDED, R_LAW_SUSPENDED, R_LAW_SUSPENDED_UNTIL,
	/* What is missing, and what would settle it: in the order of enum missing */
	R_NO_MAKER, R_NO_COUNTRY, R_NO_SHARES, R_NO_MADE_IN, R_NO_SOC, R_NO_CLASS, R_NO_BRAND, R_NO_WHICH_SOC, R_NO_COMPONENTS,
	R_NO_KIND, R_NO_ACQUIRED, R_NO_CONTRACT, R_NO_VALUE,
	/* What people decided */
	R_DECIDED, R_DECIDED_ACT, R_DECIDED_WHY, R_DECIDED_PART, R_DECIDED_UNTIL, R_DECIDED_OPEN, R_DECIDED_PAPER,
	R_DECIDED_WITHOUT, R_OTHER, R_OTHER_PART, R_OTHER_ACT, R_OTHER_ACT_ALONE, R_OTHER_ACT_PART,
	/* What changed between two days */
	R_BEGAN, R_PAUSED, R_RESUMED, R_UNSURE_FROM, R_UNSURE_UNTIL, R_HAPPENED, R_CLAUSE_BEGAN, R_CLAUSE_ENDED,
	R_DAY_PASSED, R_NOT_KNOWN_YET, R_MAKER_WAS, R_BRAND_WAS, R_CLASS_WAS, R_CHIP_WAS, R_OBSERVED_OTHERWISE,
	R_CONTRACT_BEGAN, R_CONTRACT_ENDED, R_HOLDS_NOW, R_SUPERSEDED, R_DECISION_ENDED,
	/* What follows are words that stand in holes: kinds of decisions (enum decision_kind) with their articles, acts */
	R_A_LICENCE, R_A_WAIVER, R_AN_EXEMPTION, R_A_CASE, R_A_CONFIRMATION, R_A_REJECTION,
	R_BUY, R_USE, R_MAKE_CONTRACT, R_SELL, R_IMPORT, R_EXPORT,
	/* Statuses, in the order of enum status */
	R_IS_CLEAR, R_IS_NOT_IN_FORCE, R_IS_UNDETERMINED, R_IS_RESTRICTED, R_IS_LICENCE_REQUIRED, R_IS_PROHIBITED_NEW,
	R_IS_PROHIBITED,
	/* Kinds of devices, in the order of enum device_class */
	R_CAMERA, R_RECORDER, R_DOORBELL, R_LPR, R_INTERCOM, R_DRONE, R_ACCESS, R_NETWORK, R_PHONE, R_PRINTER, R_COMPUTER,
	R_APPLIANCE, R_OTHER_CLASS, R_UNKNOWN,
	/* Beliefs, grades in the order of enum grade, kinds of decisions in the order of enum decision_kind */
	R_BELIEF, R_BELIEF_NONE, R_GRADE_UNKNOWN, R_GRADE_POSSIBLE, R_GRADE_LIKELY, R_GRADE_CONFIRMED,
	R_LICENCE, R_WAIVER, R_EXEMPTION, R_CASE, R_CONFIRM, R_REJECT,
	REASON_COUNT,
};

/* The holes of one sentence, and how many: reason_make(mem, language, R_DAY, HOLES(HOLE_DATE("day", day))). */
#define HOLES(...) (const struct hole[]){ __VA_ARGS__ }, sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole)

/* By enum reason; for the test that compares them. */
extern const char *const reasons_en[REASON_COUNT], *const reasons_nl[REASON_COUNT];

/* The sentence as it stands, for those without holes. */
str reason_of(enum tongue language, enum reason reason);

/*
 * The sentence with its holes filled, in `mem`; the null slice when that is
 * full. English has days as machines write them (2029-06-10), so that they
 * can be compared with those of its keys; others write them out.
 */
str reason_make(arena *mem, enum tongue language, enum reason reason, const struct hole *holes, size_t count);
