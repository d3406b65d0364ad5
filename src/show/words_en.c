/*
 * The words of the papers in English. Short sentences; what a rule says and how sure we are never meet in one.
 */
#include "show/words.h"

const char *const words_en[WORD_PAPER_END] = {
	/* What stands on every paper */
	[W_ON_FOR_ALL] = "Judged by the rules as they stood on {day}. All known rules were asked.",
	[W_ON_FOR_ROLES] = "Judged by the rules as they stood on {day}, for: {roles}.",
	[W_MADE] = "Made on {day} by birthmark {version}.",
	[W_IS_PUBLIC] = "Public. Places, addresses and names are left out; the redaction log at "
		"the end says what and how often.",
	[W_IS_CONFIDENTIAL] = "Confidential. It names places and addresses of devices. Do not "
		"pass it on without leave.",
	[W_IS_LETTERS] = "Confidential. "
		"Each letter is for one supplier. Read and sign it before it goes out.",
	[W_SKIP] = "Skip to the content",
	[W_REPLACES] = "Correction",
	[W_REPLACES_SAYS] = "This paper takes the place of the paper with the number {id}. What "
		"changed, and why: {why}",
	[W_NUMBER_IS] = "Number of this paper: {id}",
	[W_NUMBER_CHECK] = "The number is the SHA-256 of all lines from the one with <main to "
		"the one with </main>. Who changes a word changes the number.",
	[W_NOT_ADVICE] = "This paper is no legal advice. It says what the text of a rule covers "
		"on a day. Whether a rule binds you, and which exception applies, is for you "
		"and your lawyer to settle.",
	[W_REPLY] = "Right of reply",
	[W_REPLY_SAYS] = "Whoever is named here and disagrees can ask for the evidence of each "
		"line, and can answer. An answer is kept with the evidence. If it changes a "
		"result, a new paper takes the place of this one and says what changed.",
	[W_NOBODYS_INTENT] = "A label that names another company than the maker is a common way "
		"of trade. It says nothing about what anybody meant by it.",
	[W_NOT_KNOWN] = "not known",
	/* Four numbers */
	[W_SUMMARY] = "In four numbers",
	[W_FOUND] = "found",
	[W_FOUND_NOTE] = "devices seen, or told of by a register",
	[W_CONFIRMED] = "confirmed",
	[W_CONFIRMED_NOTE] = "maker known by proof or by independent witnesses",
	[W_LIKELY] = "likely",
	[W_LIKELY_NOTE] = "strong evidence for one maker, no proof",
	[W_UNRESOLVED] = "unresolved",
	[W_UNRESOLVED_NOTE] = "maker not known, or evidence too weak",
	[W_RELABELLED_NONE] = "On no device does the label name another company than the maker.",
	[W_RELABELLED_ONE] = "On one device the label names another company than the maker.",
	[W_RELABELLED_MANY] = "On {count} devices the label names another company than the maker.",
	[W_IF_SO] = "The verdicts below hold if each device is what the evidence says.",
	/* Likelihood */
	[W_VERY_LIKELY] = "very likely",
	[W_POSSIBLE] = "possible",
	[W_UNKNOWN] = "unknown",
	/* What a rule says */
	[W_S_PROHIBITED] = "prohibited",
	[W_S_PROHIBITED_NEW] = "prohibited for new purchases",
	[W_S_LICENCE] = "needs a licence",
	[W_S_RESTRICTED] = "restricted",
	[W_S_UNDETERMINED] = "a fact is missing",
	[W_S_NOT_IN_FORCE] = "not in force",
	[W_S_CLEAR] = "not covered",
	[W_S_NOT_JUDGED] = "not judged",
	/* Kinds of device */
	[W_C_CAMERA] = "camera",
	[W_C_RECORDER] = "recorder",
	[W_C_DOORBELL] = "doorbell",
	[W_C_LPR] = "number plate reader",
	[W_C_INTERCOM] = "intercom",
	[W_C_DRONE] = "drone",
	[W_C_ACCESS] = "access control",
	[W_C_NETWORK] = "network equipment",
	[W_C_PHONE] = "telephone",
	[W_C_PRINTER] = "printer",
	[W_C_COMPUTER] = "computer",
	[W_C_APPLIANCE] = "appliance",
	[W_C_OTHER] = "other",
	[W_C_UNKNOWN] = "not known",
	/* Heads of tables */
	[W_T_SITE] = "Site",
	[W_T_DEVICES] = "Devices",
	[W_T_CONFIRMED] = "Confirmed",
	[W_T_LIKELY] = "Likely",
	[W_T_UNRESOLVED] = "Unresolved",
	[W_T_KIND] = "Kind of device",
	[W_T_LABEL] = "Label",
	[W_T_MODEL] = "Model on the label",
	[W_T_ORIGINAL] = "Factory model",
	[W_T_MAKER] = "Real maker",
	[W_T_LIKELIHOOD] = "Likelihood of the maker",
	[W_T_RULE] = "Rule",
	[W_T_VERSION] = "In force from",
	[W_T_VERDICT] = "Verdict",
	[W_T_VERDICTS] = "Devices by verdict",
	[W_T_DAY] = "Day",
	[W_T_DAYS_LEFT] = "Days left",
	[W_T_ENDS] = "What ends",
	[W_T_CONTRACT] = "Contract",
	[W_T_SUPPLIER] = "Supplier",
	[W_T_UNTIL] = "Last day",
	[W_T_MET] = "Restricted or prohibited",
	[W_T_DEVICE] = "Device",
	[W_T_MAC] = "MAC address",
	[W_T_ADDRESS] = "Address",
	[W_T_SIZE] = "Devices at one site",
	[W_T_SITES] = "Sites",
	[W_T_NUMBER] = "Number",
	[W_T_DECISION] = "Decision",
	[W_T_BY] = "By whom",
	[W_T_WHY] = "Why",
	[W_T_FROM_UNTIL] = "First and last day",
	[W_T_WHAT] = "What was left out",
	[W_T_TIMES] = "Times",
	[W_T_BECAUSE] = "Why",
	[W_T_ADDRESSES] = "Addresses",
	[W_T_MAKER_SURE] = "Real maker, and how sure",
	[W_T_OF_THEM_SEEN] = "Of them seen",
	/* The annex to a letter to the council */
	[W_ANNEX_TITLE] = "Annex to the letter to the council: who made our devices",
	[W_ANNEX_TITLE_CLOSED] = "Confidential annex to the letter to the council: who made our "
		"devices, and where they are",
	[W_A_METHOD] = "Method and limits",
	[W_A_METHOD_1] = "The program birthmark read what devices say on the network and what "
		"the books say of them. It kept where each word was seen.",
	[W_A_METHOD_2] = "Traits by which the devices of a maker are known turn what was seen "
		"into statements. Statements that do not depend on each other are weighed "
		"together.",
	[W_A_METHOD_3] = "Confirmed: a certainty of 0.99 or more, and a proof or two kinds of "
		"evidence that do not depend on each other. Likely: 0.80 or more. All else "
		"counts as unresolved.",
	[W_A_METHOD_4] = "The rules were applied afterwards, each in the form that it had on the "
		"day of judging.",
	[W_A_LIMIT_1] = "A device that was silent, switched off or on a network that was not "
		"read was not seen. It is in this paper only where the books name it. That a "
		"device is absent says nothing about it.",
	[W_A_LIMIT_2] = "Cameras behind a recorder or a router can be hidden from view.",
	[W_A_LIMIT_3] = "Names that people typed in can be wrong. They count as hints only.",
	[W_A_LIMIT_4] = "A brand changes suppliers. What is said of one device does not hold for "
		"all devices of its brand.",
	[W_B_SITES] = "Numbers by site and by kind",
	[W_B_SITES_OPEN] = "The sites are not named in this public annex. The table says how "
		"many sites have how many devices on record, and how many of those were seen.",
	[W_B_CAPTION_SITES] = "Devices by site",
	[W_B_CAPTION_SIZES] = "Sites by number of devices",
	[W_B_CAPTION_KINDS] = "Devices by kind",
	[W_B_NO_SITE] = "no site on record",
	[W_B_SIZE_0] = "no device on record",
	[W_B_SIZE_1] = "1 to 4",
	[W_B_SIZE_2] = "5 to 19",
	[W_B_SIZE_3] = "20 or more",
	[W_C_LABELS] = "Label and real maker",
	[W_C_LABELS_CAPTION] = "Devices by label and real maker",
	[W_C_MORE] = "Devices whose pair is not in this table: {count}.",
	[W_NO_LABEL] = "no label seen",
	[W_NO_MAKER] = "not established",
	[W_D_RULES] = "Rules that were applied",
	[W_D_RULES_SAYS] = "Each rule is applied as it stood on {day}. A rule binds some and "
		"leaves others alone.",
	[W_D_OTHERS] =
		"The program knows {known} rules. {asked} of them bind the roles above and "
		"were applied; the others bind others.",
	[W_D_RULES_NONE] = "No rule was asked.",
	[W_D_SAY] = "What these rules say, and what they leave open",
	[W_D_SAY_OWN_WORDS] = "In our own words. The text of the rule itself counts.",
	[W_D_ASK] = "To be asked:",
	[W_B_NO_DEPARTMENTS] =
		"Departments, districts and owners are not on record. The numbers are by site "
		"and by kind.",
	[W_E_NO_PLAN] =
		"No plan of replacement stands here. What it costs, a year and a budget line, "
		"was not worked out.",
	[W_F_NO_NOTICE] = "Terms of notice are not on record.",
	[W_G_ISOLATION] = "Isolation",
	[W_G_ISOLATION_OPEN] =
		"Not looked into: whether the devices are kept apart from the internet and "
		"from other networks. This paper says nothing about it, neither good nor bad.",
	[W_H_EGRESS] = "Connections to the outside",
	[W_H_EGRESS_OPEN] =
		"Not looked into: with whom the devices talk outside the own networks, and how "
		"much they send. That no connection is named here does not mean that there is "
		"none.",
	[W_I_CHANGES] = "Changes since an earlier paper",
	[W_I_CHANGES_OPEN] =
		"Not compared: this paper stands by itself. It does not say which devices were "
		"moved or replaced since an earlier one, nor which verdicts changed.",
	[W_I_CHANGES_SAID] =
		"This paper corrects an earlier one. What changed, and why, stands at its head."
,
	[W_D_CAPTION] = "Rules, their version and the number of devices by verdict",
	[W_E_DUES] = "Deadlines",
	[W_E_DUES_NONE] = "No rule sets a day for a device on record.",
	[W_E_CAPTION] = "Days that rules and decisions set",
	[W_E_GONE] = "the device must be gone",
	[W_E_LENT] = "a decision that allows it ends",
	[W_E_CONDITION] = "the rule sets it for a condition, which its reasons name",
	[W_E_PASSED] = "has passed",
	[W_F_CONTRACTS] = "Contracts",
	[W_F_CONTRACTS_NONE] = "No contract is on record.",
	[W_F_CAPTION] = "Contracts and their devices",
	[W_F_NUMBERED] = "Contract {number}",
	[W_G_COVERAGE] = "What was seen, and what was not",
	[W_G_SEEN] = "Sources of the evidence: {sources}. The first device was seen on {first}, the "
		"last on {last}.",
	[W_G_SEEN_UNDATED] = "Sources of the evidence: {sources}. They do not say when they saw it.",
	[W_G_SITES] = "Devices were seen at {seen} of {sites} sites on record.",
	[W_G_NO_SITES] = "No site is on record, so that nobody can say which places were not "
		"seen.",
	[W_G_NO_SITE] = "Devices whose site is not known: {count}.",
	[W_G_BOOKS_ALONE] = "Devices that stand in the books alone, and were not seen: {count}.",
	[W_G_UNRESOLVED] = "Devices whose maker is not established: {count}. They may be covered by a "
		"rule.",
	[W_G_RESOLVED] = "Of every device on record the maker is confirmed or likely.",
	[W_G_SOURCES] = "Sources",
	[W_H_DECISIONS] = "Decisions",
	[W_H_DECISIONS_NONE] = "No decision holds on this day.",
	[W_H_CAPTION] = "Decisions that hold on the day of judging",
	[W_K_LICENCE] = "licence",
	[W_K_WAIVER] = "waiver",
	[W_K_EXEMPTION] = "exception of the rule",
	[W_K_CASE] = "decision in one case",
	[W_K_CONFIRM] = "maker confirmed by a person",
	[W_K_REJECT] = "maker rejected by a person",
	[W_OPEN_END] = "without end",
	[W_I_DEVICES] = "All devices",
	[W_I_CAPTION] = "Devices, their places and addresses",
	[W_J_GLOSSARY] = "Words used here",
	[W_J_MAKER] = "The company whose design and firmware the device is.",
	[W_J_LABEL] = "The name under which the device is sold.",
	[W_J_RULE] = "A law, a decision of an authority or a policy that says what may be bought "
		"or used.",
	[W_J_DECISION] = "What a person or an authority put on record about a device, with a "
		"reason.",
	[W_J_UNDETERMINED] = "The maker is not sure enough for this rule, or a fact is missing "
		"that the rule asks for.",
	[W_L_LOG] = "Redaction log",
	[W_L_CAPTION] = "What was left out of this public annex",
	[W_L_DEVICES] = "names of devices",
	[W_L_MACS] = "MAC addresses",
	[W_L_ADDRESSES] = "network addresses",
	[W_L_SITES] = "sites: name and position",
	[W_L_CONTRACTS] = "contracts: title and supplier",
	[W_L_PEOPLE] = "decisions: who made them, and their reasons",
	[W_L_SOURCES] = "names of the sources",
	[W_L_SAFETY] = "It would help whoever wants to attack the devices.",
	[W_L_TRADE] = "It is about a company that has not been asked yet.",
	[W_L_PRIVACY] = "It is about a person.",
	/* The inventory behind the representation */
	[W_FAR_TITLE] = "Inventory behind the representation under FAR 52.204-24 and 52.204-26",
	[W_FAR_WHAT] = "Section 889 of the NDAA for 2019 asks an offeror whether it provides or "
		"uses covered telecommunications equipment. This paper is the inventory on "
		"which the answer can rest. It does not give the answer: whoever signs does.",
	[W_FAR_USED_ALONE] =
		"It tells of equipment that is in use. It tells neither of services nor of "
		"what is offered to the Government; those have to be looked at apart.",
	[W_FAR_PARAGRAPHS] = "Which paragraph asks what",
	[W_FAR_26] =
		"52.204-26(c), every year in SAM: (1) do you provide covered equipment or "
		"services to the Government, (2) do you, after a reasonable inquiry, use any, "
		"or anything that uses any?",
	[W_FAR_24] =
		"52.204-24(d), with each offer: (1) will you provide any in the contract, (2) "
		"do you, after a reasonable inquiry, use any? Who represented in 52.204-26 "
		"that the answer is no leaves that question open here.",
	[W_FAR_24E] =
		"52.204-24(e), where an answer is yes: the entity that produced the equipment, "
		"its unique entity identifier (UEI) and CAGE code, and whether it is the "
		"original manufacturer or a distributor, if known; brand, model number and "
		"description; the use, and what bears on whether it is allowed.",
	[W_FAR_25D] =
		"52.204-25(d), when some is found during a contract: within one business day "
		"the numbers of contract and order, the supplier with UEI and CAGE code, "
		"brand, model number, description, and what was done or is advised; within ten "
		"business days what else was done, and what is done so that it does not happen "
		"again.",
	[W_FAR_ENTITY] = "Manufacturer or distributor; UEI and CAGE code",
	[W_FAR_SCOPE] = "Scope",
	[W_FAR_SCOPE_SAYS] = "Devices on record on the day of making: {count}. All of them are in scope.",
	[W_FAR_FOUND] = "What was found under section 889",
	[W_FAR_RULES_NONE] = "None of the rules of section 889 was asked. This inventory answers "
		"nothing; ask with the role us-federal-contractor.",
	[W_FAR_NONE] = "No device was found that a rule of section 889 covers, in the scope "
		"above and on the day above. What could not be seen stands below.",
	[W_FAR_LIST_SAYS] = "The list has every device for which one of these rules says more "
		"than that it is not covered. Empty cells are for what no network shows.",
	[W_FAR_CAPTION_LIST] = "Devices to look at before signing",
	[W_FAR_USE] = "Use, and what bears on it",
	[W_FAR_EXCEPTIONS] = "Exceptions of these rules",
	[W_FAR_EXCEPTIONS_SAYS] = "Only people can say whether these apply. Each comes with its "
		"question.",
	[W_FAR_EXCEPTIONS_CAPTION] = "Exceptions and their questions",
	[W_T_EXCEPTION] = "Exception",
	[W_T_ASK] = "Question",
	[W_FAR_INQUIRY] = "FAR 52.204-25(a) asks for a reasonable inquiry: for any information "
		"in your possession about the identity of the producer. It needs no "
		"audit. Compare this inventory with your purchase records before you sign.",
	[W_FAR_SIGN] = "Looked at by",
	[W_SIGN_NAME] = "Name and function",
	[W_SIGN_DAY] = "Place and date",
	[W_SIGN_HAND] = "Signature",
	/* The letter to a supplier */
	[W_LETTER_TITLE] = "Letters to suppliers: a request for a declaration",
	[W_LETTER_NONE] = "No device is under a contract on record, so that there is nobody to "
		"write to.",
	[W_LETTER_UNDER_NONE] = "Devices under no contract on record: {count}. No letter asks about them.",
	[W_LETTER_TO] = "To {supplier}",
	[W_LETTER_TO_UNKNOWN] = "To the supplier under the contract below",
	[W_LETTER_SUBJECT] = "Contract {id}, {title}: who made the devices that you delivered",
	[W_LETTER_SUBJECT_MANY] = "Your contracts with us: who made the devices that you delivered",
	[W_LETTER_CONTRACT] = "Contract {id}, {title}",
	[W_LETTER_DEAR] = "Dear Sir or Madam,",
	[W_LETTER_WHY] = "We look at who made the devices in our networks. As far as we know, "
		"{count} devices are under this contract. We ask you to tell us who made them.",
	[W_LETTER_WHY_ONE] = "We look at who made the devices in our networks. As far as we "
		"know, one device is under this contract. We ask you to tell us who made it.",
	[W_LETTER_WHY_MANY] = "We look at who made the devices in our networks. As far as we know, "
		"{count} devices are under these contracts. We ask you to tell us who made them.",
	[W_LETTER_BOOKS] = "Seen on our networks: {seen}. In our books alone: {told}.",
	[W_LETTER_SEEN] = "What we know",
	[W_LETTER_SEEN_SAYS] = "The table says what the devices themselves told on the network "
		"and what our books say. It can be wrong.",
	[W_LETTER_SEEN_CAPTION] = "Devices that you delivered",
	[W_LETTER_MORE] = "Devices that are not in this table: {count}.",
	[W_LETTER_RULES] = "Rules that we look at",
	[W_LETTER_RULES_SAYS] = "These rules say something about at least one of the devices, as "
		"they stood on {day}. What a rule says holds only if the device is what we "
		"think it is.",
	[W_LETTER_RULES_NONE] = "No rule that we look at says anything about these devices, as "
		"the rules stood on {day}.",
	[W_LETTER_ASK] = "What we ask of you",
	[W_LETTER_ASK_1] = "Declare for each model who designed and made it, who wrote its "
		"firmware, in which country it was manufactured, and who made its main chip. "
		"The form is at the end of this letter.",
	[W_LETTER_ASK_2] = "Tell us where you disagree with what stands here, and send the papers "
		"that show it.",
	[W_LETTER_ASK_3] = "Name alternatives that you can deliver for the devices that a rule "
		"restricts or prohibits, with price and time of delivery.",
	[W_LETTER_BY] = "Please answer by {day}. We will read your answer before we decide "
		"anything about these devices.",
	[W_LETTER_YOURS] = "Yours faithfully,",
	[W_LETTER_FORM] = "Declaration of the supplier",
	[W_LETTER_FORM_CAPTION] = "To be filled in, one line a model",
	[W_T_DESIGNED] = "Designed and made by",
	[W_T_FIRMWARE] = "Firmware by",
	[W_T_COUNTRY] = "Manufactured in",
	[W_T_CHIP] = "Main chip by",

	/* A report that is a summary */
	[W_BRIEF_DEVICES] = "Devices and evidence",
	[W_BRIEF_COUNTED] = "This page is a summary. All {count} devices were judged and counted, and none "
		"of them is listed here: a page with what was seen of each would be too large "
		"to open.",
	[W_BRIEF_WHERE] = "Each device stands in the workbook (birthmark report --format xlsx) and in the "
		"CSV (birthmark report --format csv). birthmark devices finds them by maker, "
		"label, site, rule and verdict. birthmark explain tells of one device what was "
		"seen, what that tells, and what each rule says.",
	/* What stands behind a number */
	[W_Q_NONE] = "No device of the estate fits.",
	[W_Q_ONE] = "One device",
	[W_Q_MANY] = "{count} devices",
	[W_Q_COUNTED] = "Counted is each device of which all of this is true:",
	[W_Q_COUNTED_ALL] = "Counted is every device of the estate.",
	[W_Q_NOT_SO] = "Not so: {rule}",
	[W_Q_AND_MORE] = "and {count} more",
	[W_Q_YES] = "yes",
	[W_Q_NO] = "no",
	[W_Q_FROM] = "{from} or later",
	[W_Q_BEFORE] = "before {until}",
	[W_Q_DAY] = "{from}",
	[W_Q_SPAN] = "{from} to {last}",
	[W_Q_NAME] = "Its name holds: {values}",
	[W_Q_MAKER] = "Made by: {values}",
	[W_Q_LABEL] = "The label is: {values}",
	[W_Q_SOC] = "Its main chip was made by: {values}",
	[W_Q_MODEL] = "Model: {values}",
	[W_Q_CLASS] = "Kind of device: {values}",
	[W_Q_GRADE] = "How sure the maker is: {values}",
	[W_Q_RELABELLED] = "The label names another company than the maker: {values}",
	[W_Q_VERDICT] = "What a rule says of it: {values}",
	[W_Q_LAW] = "A rule that is in force asks something of it: {values}",
	[W_Q_THAT_LAW] = "The rule that says so: {values}",
	[W_Q_SITE] = "Site: {values}",
	[W_Q_CONTRACT] = "Contract: {values}",
	[W_Q_MADE_IN] = "Country of manufacture: {values}",
	[W_Q_KIND] = "What it is, as somebody told: {values}",
	[W_Q_MAC] = "MAC address: {values}",
	[W_Q_IP] = "Address: {values}",
	[W_Q_FIRST] = "First seen: {values}",
	[W_Q_SEEN] = "Last seen: {values}",
	[W_Q_DECISION] = "What was decided about it: {values}",
	[W_Q_WORST] = "The gravest that any rule says of it: {values}",
	[W_Q_DUE] = "The day that the rule sets: {values}",
	[W_Q_ALLOWED] = "The day on which a decision ends that allows it: {values}",
	[W_Q_ON] = "Judged by the rules as they stood on {day}.",
	[W_Q_LAWS] = "Only these rules were asked: {laws}.",
	[W_Q_GRADES] = "Of their makers, {confirmed} are confirmed, {likely} likely and {unresolved} "
		"unresolved. Relabelled: {relabelled}.",
	[W_Q_EVIDENCE] = "What decided who made them, each device once:",
	[W_Q_EVIDENCE_LINE] = "{count}: {source}",
	[W_Q_BY_OTHERS] = "From something else",
	[W_Q_BY_PEOPLE] = "Somebody looked at the device, and decided",
	[W_Q_BY_LABEL] = "Only the label, which one or several makers use",
	[W_Q_BY_NOTHING] = "Nothing that was seen names a maker",
	[W_Q_PERSON] = "a person",
	[W_Q_T_MARK] = "Decided by",
	[W_Q_T_PLACE] = "Where that was seen",
	[W_Q_MORE] = "{count} more devices; --all lists them, and so does --json.",
	[W_Q_STORY] = "The whole story of one of them:",
	[W_Q_T_SURE] = "How sure",
	[W_N_TITLE] = "How each number can be checked",
	[W_N_SAYS] = "Each command lists the devices behind a number, with the evidence that decided, "
		"where it was seen, and the rule of counting. Run it in the folder of the estate. It gives "
		"the same number as long as the estate and the version of birthmark are the same.",
	[W_N_PARTS] = "For those of a row that are confirmed, likely, unresolved, or that a rule "
		"restricts or prohibits, add one of these words to its command:",
	[W_N_SUM] = "Confirmed, likely and unresolved together are the devices found: {confirmed} + "
		"{likely} + {unresolved} = {found}.",
	[W_N_T_WHAT] = "What is counted",
	[W_N_T_COMMAND] = "Command",
	[W_N_C_SUMMARY] = "Commands: the numbers of the summary",
	[W_N_C_FLOWS] = "Commands: labels and makers",
	[W_N_C_SHARES] = "Commands: cameras and recorders by maker",
	[W_N_C_DUES] = "Commands: deadlines",
	[W_N_C_SITES] = "Commands: devices by site",
	[W_N_C_RULES] = "Commands: devices by rule and verdict",
	[W_N_C_KINDS] = "Commands: devices by kind",
	[W_N_C_CONTRACTS] = "Commands: devices by contract",
	[W_N_RELABELLED] = "made by another company than the label says",
	[W_N_MET] = "met by at least one rule",
	[W_N_WORST] = "gravest verdict: {status}",
	[W_N_FLOW] = "{label} → {maker}",
	[W_N_OTHER_MAKERS] = "other makers",
	[W_N_DUE] = "{day}, it must be gone by then: {law}",
	[W_N_LENT] = "{day}, a decision ends that allows it until then: {law}",
	[W_N_CONDITION] = "{day}, set for a condition: {law}",
	[W_N_RULE] = "{law}: {status}",
	[W_N_OTHER_PAIRS] = "other pairs of label and maker, among all devices",
	[W_N_OTHER_DAYS] = "verdicts with other days, among all devices",
};
