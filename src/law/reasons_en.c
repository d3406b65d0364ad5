/*
 * The reasons of verdicts in English. What machines read has these too: a sentence that stands stays as it is.
 */
#include "law/reasons.h"

const char *const reasons_en[REASON_COUNT] = {
	/* Who made it */
	[R_CONFIRMED] = "Confirmed: made by {maker} ({id}).",
	[R_CONFIRMED_BY] = "Confirmed: made by {maker} ({id}), most of all by {field} (mark {mark}).",
	[R_CONFIRMED_EYES] = "Confirmed by somebody who looked (decision {number}): made by {maker} ({id}).",
	[R_LIKELY] = "Likely made by {maker} ({id}).",
	[R_LIKELY_BY] = "Likely made by {maker} ({id}), most of all by {field} (mark {mark}).",
	[R_POSSIBLE] = "{maker} is possible as the maker, which is too little to judge by.",
	[R_OTHER_SEEN] = "What was observed names {maker} ({id}), which speaks against it.",
	[R_RELABELLED] = "It is sold as {brand}, which is not its maker's own name.",
	[R_BRAND_CONFIRMED] = "Confirmed: the name on its label is {brand}.",
	[R_BRAND_LIKELY] = "The name on its label is likely {brand}.",
	[R_BRAND_POSSIBLE] = "The name on its label is possibly {brand}.",
	[R_OWNED] =
		"{maker} is not named itself; firms that are named hold enough of its shares, "
		"directly or through others.",
	/* What is inside, and what was told */
	[R_PART] = "A part inside is of {firm} ({id}), as its bill of materials has it.",
	[R_CHIP_CONFIRMED] = "Confirmed: its chip is made by {firm} ({id}).",
	[R_CHIP_LIKELY] = "Its chip is likely made by {firm} ({id}).",
	[R_MADE_IN] = "The country of manufacture is {country}.",
	[R_KIND] = "What it is, more closely: {kind}.",
	[R_CONTRACT] = "A contract covers it, which ends on {day}.",
	[R_CONTRACT_NONE] = "No contract that runs covers it.",
	[R_CONTRACT_WORTH] = "The contract over it comes to {amount} or more.",
	[R_ACQUIRED] = "It was acquired on {day}.",
	/* What the rule says */
	[R_CLASS] = "The kind of device, {class}, is one that clause {clause} covers.",
	[R_DAY] = "The day set for it is {day}.",
	[R_DAY_OF_CONTRACT] = "The contract over it ends on {day}, and that is the day set for it.",
	[R_DAY_WAS_OF_CONTRACT] = "The contract over it ended on {day}, and that was the day set for it.",
	[R_DAY_LAST] = "Where that could not be, the last day is {day}.",
	[R_DAY_NO_CONTRACT] =
		"The end of a contract over it would set an earlier day: no contract that runs is "
		"known.",
	[R_WEAK] = "The source of this rule is weak: its text has to be read before anything rests on it.",
	[R_ASK] = "To be asked, for an exception: {ask}",
	[R_CLAUSE_SAYS] = "What the clause says of devices that it covers: {because}",
	[R_MAY_SAY_MORE] = "Clause {clause} may say more: a fact it asks for is missing.",
	[R_NOT_YET] = "Clause {clause} covers it from {day} on, not yet.",
	[R_NO_LONGER] = "Clause {clause} covered it until {day}, no longer.",
	[R_EXCEPTED] = "That exception takes it out of clause {clause}.",
	[R_COVERED_BY_NONE] = "No clause of this law covers it.",
	[R_NOT_LOOKED_INTO] = "Not looked into: whether clause {clause} covers it.",
	[R_WHOEVER] = "Whoever made it, what else is known of it keeps it out of the law.",
	[R_WHOEVER_CLASS] = "Whoever made it, the law does not reach this kind of device: {class}.",
	/* How the law stands */
	[R_LAW_NOTICE] =
		"It is a notice and no rule on devices: nobody is bound by it in what they buy, "
		"sell or use.",
	[R_LAW_PROPOSED] = "It is a proposal: nobody is bound by it.",
	[R_LAW_COMING] = "The rule is in force from {from} on, not yet on {day}.",
	[R_LAW_ENDED] = "The rule ended on {day}.",
	[R_LAW_SUSPENDED] = "The rule is suspended since {day}.",
	[R_LAW_SUSPENDED_UNTIL] = "The rule is suspended from {from} up to, not including, {day}.",
	/* What is missing, and what would settle it */
	[R_NO_MAKER] =
		"The maker is not established: its answer to discovery, its web server and "
		"certificate, or the board inside would settle it.",
	[R_NO_COUNTRY] =
		"The country of the maker's seat is not on record: its entry in the trade register "
		"would settle it.",
	[R_NO_SHARES] =
		"The shares of the maker's owners are not on record in full: ask the firm, or its "
		"trade register, who holds how much.",
	[R_NO_MADE_IN] =
		"The country of manufacture is not known, and no network shows it: ask the "
		"supplier for a certificate of origin, or read the type plate.",
	[R_NO_SOC] =
		"The maker of the chip is not known: ask the supplier for the bill of materials, "
		"or look at the board.",
	[R_NO_CLASS] = "The kind of device is not known: a look at the device would settle it.",
	[R_NO_BRAND] =
		"The name on the label, or the country of its owner, is not known: the type plate "
		"and the trade register would settle it.",
	[R_NO_WHICH_SOC] =
		"What was seen names the chip, and does not establish it; one that may be inside "
		"is covered: ask the supplier for the bill of materials, or look at the board.",
	[R_NO_COMPONENTS] =
		"Not all parts inside are known: ask the supplier for the whole bill of materials, "
		"or look at the boards.",
	[R_NO_KIND] = "The kind of device is not known closely enough: a look at the device would settle it.",
	[R_NO_ACQUIRED] =
		"The day on which it was acquired is not known: the invoice or the delivery note "
		"would settle it.",
	[R_NO_CONTRACT] =
		"Whether a contract that runs covers it is not known: whoever keeps the contracts "
		"would know.",
	[R_NO_VALUE] =
		"What the contract over it is worth, in the currency of the rule, is not known: "
		"the contract would settle it.",
	/* What people decided */
	[R_DECIDED] = "Decision {number} is {kind}, made by {who} on {day}.",
	[R_DECIDED_ACT] = "Decision {number} is {kind} for the act '{act}', made by {who} on {day}.",
	[R_DECIDED_WHY] = "The reason given for it: {why}",
	[R_DECIDED_PART] = "It was made about the part {part}.",
	[R_DECIDED_UNTIL] = "It holds up to, not including, {day}.",
	[R_DECIDED_OPEN] = "It has no last day.",
	[R_DECIDED_PAPER] = "It stands on this paper: {reference}.",
	[R_DECIDED_WITHOUT] = "Without it the rule says '{status}', for what follows.",
	[R_OTHER] = "Decision {number}, {kind} by {who}, holds and changes nothing for this device.",
	[R_OTHER_PART] =
		"Decision {number}, {kind} by {who}, holds: it was made about a part only, {part}, "
		"and does not count for the whole.",
	[R_OTHER_ACT] =
		"Decision {number}, {kind} for the act '{act}' by {who}, holds and changes nothing "
		"for this device.",
	[R_OTHER_ACT_ALONE] =
		"Decision {number}, {kind} for the act '{act}' by {who}, holds: for that act "
		"alone, and for the others the rule stands.",
	[R_OTHER_ACT_PART] =
		"Decision {number}, {kind} for the act '{act}' by {who}, holds: it was made about "
		"a part only, {part}, and does not count for the whole.",
	/* What changed between two days */
	[R_BEGAN] = "The rule is in force from {day} on.",
	[R_PAUSED] = "The rule was suspended on {day}.",
	[R_RESUMED] = "Its suspension ended on {day}.",
	[R_UNSURE_FROM] = "From {day} on it is not known whether the rule is in force.",
	[R_UNSURE_UNTIL] = "Up to {day} it was not known whether the rule was in force.",
	[R_HAPPENED] = "On {day}: {what}",
	[R_CLAUSE_BEGAN] = "Clause {clause} stands from {day} on.",
	[R_CLAUSE_ENDED] = "Clause {clause} ended on {day}.",
	[R_DAY_PASSED] = "A day that counts for this rule has passed.",
	[R_NOT_KNOWN_YET] = "On {day} the estate did not know the device yet.",
	[R_MAKER_WAS] = "The maker was {before}, and is now {after}.",
	[R_BRAND_WAS] = "The brand was {before}, and is now {after}.",
	[R_CLASS_WAS] = "Its class was {before}, and is now {after}.",
	[R_CHIP_WAS] = "The maker of its chip was {before}, and is now {after}.",
	[R_OBSERVED_OTHERWISE] = "What was observed of it speaks otherwise than before.",
	[R_CONTRACT_BEGAN] = "The contract over it began on {day}.",
	[R_CONTRACT_ENDED] = "The contract over it ended on {day}.",
	[R_HOLDS_NOW] = "Decision {number} ({kind}) by {who} holds now: {why}",
	[R_SUPERSEDED] = "Decision {number} ({kind}) by {who} was superseded by decision {other}.",
	[R_DECISION_ENDED] = "Decision {number} ({kind}) by {who} ended on {day}.",
	/* Words that stand in holes */
	[R_A_LICENCE] = "a licence",
	[R_A_WAIVER] = "a waiver",
	[R_AN_EXEMPTION] = "an exemption",
	[R_A_CASE] = "a decision on this case",
	[R_A_CONFIRMATION] = "a confirmation",
	[R_A_REJECTION] = "a rejection",
	[R_BUY] = "buy",
	[R_USE] = "use",
	[R_MAKE_CONTRACT] = "contract",
	[R_SELL] = "sell",
	[R_IMPORT] = "import",
	[R_EXPORT] = "export-to",
	[R_IS_CLEAR] = "clear",
	[R_IS_NOT_IN_FORCE] = "not-in-force",
	[R_IS_UNDETERMINED] = "undetermined",
	[R_IS_RESTRICTED] = "restricted",
	[R_IS_LICENCE_REQUIRED] = "licence-required",
	[R_IS_PROHIBITED_NEW] = "prohibited-new",
	[R_IS_PROHIBITED] = "prohibited",
	[R_CAMERA] = "camera",
	[R_RECORDER] = "recorder",
	[R_DOORBELL] = "doorbell",
	[R_LPR] = "lpr",
	[R_INTERCOM] = "intercom",
	[R_DRONE] = "drone",
	[R_ACCESS] = "access",
	[R_NETWORK] = "network",
	[R_PHONE] = "phone",
	[R_PRINTER] = "printer",
	[R_COMPUTER] = "computer",
	[R_APPLIANCE] = "appliance",
	[R_OTHER_CLASS] = "other",
	[R_UNKNOWN] = "unknown",
	/* Beliefs, grades, kinds of decisions: they stand in holes */
	[R_BELIEF] = "{id} ({grade})",
	[R_BELIEF_NONE] = "not known",
	[R_GRADE_UNKNOWN] = "unknown",
	[R_GRADE_POSSIBLE] = "possible",
	[R_GRADE_LIKELY] = "likely",
	[R_GRADE_CONFIRMED] = "confirmed",
	[R_LICENCE] = "licence",
	[R_WAIVER] = "waiver",
	[R_EXEMPTION] = "exemption",
	[R_CASE] = "case",
	[R_CONFIRM] = "confirm",
	[R_REJECT] = "reject",
};
