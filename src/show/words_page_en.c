/*
 * The words of the report page in English. Short sentences; what a rule says and how sure we are never meet in one.
 */
#include "show/words.h"

const char *const words_page_en[WORD_PAGE_END] = {
	/* The head of the page */
	[W_ESTATE] = "Estate {name}",
	[W_PAGE_TITLE] = "{name}: who made our devices",
	[W_NAV] = "On this page",
	[W_FOOTER] = "Whoever is named here and disagrees can ask for the evidence: each line says where "
		"it was seen.",
	/* Under the four numbers */
	[W_TOUCHED_NONE] = "No device meets a rule.",
	[W_TOUCHED_ONE] = "One device meets at least one rule.",
	[W_TOUCHED_MANY] = "{count} devices meet at least one rule.",
	[W_BY_GRAVEST] = "Devices by their gravest verdict",
	[W_MISSING_ONE] = "For one device a fact is missing. Its reasons name it.",
	[W_MISSING_MANY] = "For {count} devices a fact is missing. Their reasons name it.",
	[W_NO_DEVICE] = "No device was found.",
	/* Label, real maker, rule */
	[W_RELABELLED] = "relabelled",
	[W_FLOW_ONE] = "The pair that differs most often: the label is {label}, the maker is {maker}. "
		"That holds for one device.",
	[W_FLOW_MANY] = "The pair that differs most often: the label is {label}, the maker is {maker}. "
		"That holds for {count} devices.",
	[W_FLOW_PICTURE] = "Picture of labels, makers and verdicts",
	[W_FLOW_TITLE] = "Bands from the label on each device to the company that made it and to the "
		"gravest verdict. The table below has the numbers.",
	[W_FLOW_CAPTION] = "Left: the label. Middle: who really made it. Right: the gravest "
		"verdict, which holds if the device is what the evidence says. Ochre bands: label and maker "
		"differ. Blue bands: they agree, or no label is known. Full: confirmed. Hatched: likely. Grey: "
		"maker not established.",
	[W_FLOW_TOGETHER] = "Pairs of few devices are drawn together.",
	[W_FLOW_LABEL] = "the label is",
	[W_FLOW_MAKER] = "really made by",
	[W_FLOW_RULE] = "the gravest verdict",
	[W_OTHER_LABELS] = "other or no label",
	[W_OTHER_MAKERS] = "other makers",
	/* Makers and market */
	[W_SHARES] = "Makers, here and in the market",
	[W_SHARES_TOP] = "Nobody that is known made more of the cameras and recorders than {maker}: "
		"{count} of {all}, or {share}%.",
	[W_SHARES_MARKET] = "Its share of the market is thought to be about {share}%. The market meant is: "
		"{market}.",
	[W_SHARES_NONE] = "Of no camera or recorder is the maker established.",
	[W_SHARES_PICTURE] = "Picture of makers and their shares",
	[W_SHARES_TITLE] = "Bars: how much of the cameras and recorders each maker made, here and in the "
		"market. The table below has the numbers.",
	[W_SHARES_HEAD] = "share of the cameras and recorders",
	[W_SHARES_CAPTION] = "Full bars: confirmed. Hatched: likely. Grey: maker not established.",
	[W_SHARES_CAPTION_MARKET] = "The ochre line below a bar is the maker’s share of the market. It is "
		"an estimate, whose sources stand in data/markets.yaml.",
	[W_SHARES_TABLE] = "Cameras and recorders by real maker",
	[W_T_SHARE] = "Share here",
	[W_T_MARKET] = "Share of the market",
	/* Deadlines */
	[W_DUES_NEXT] = "The next day is {day}. Days left: {days}. Devices that it concerns: {count}.",
	[W_DUES_PASSED] = "Every day that a rule set has passed.",
	[W_DUES_PICTURE] = "Picture of deadlines",
	[W_DUES_TITLE] = "Lines in time: the day that each rule or decision sets. The table below has the "
		"same days.",
	[W_DUES_AXIS] = "from the day of judging, {day}",
	[W_DUES_CAPTION] = "A full line ends on the day by which a device must be gone. A broken line ends "
		"on the day on which a decision ends that allows it, a dotted one on a day that a rule sets for a condition. Behind each day stands the number of "
		"devices.",
	[W_DUES_FIRST] = "Only the first days of the table are drawn.",
	[W_DUES_MORE] = "Verdicts with other days: {count}. They are in the list of devices.",
	/* Sites */
	[W_SITES_KNOWN] = "Devices are on record at {seen} of {sites} sites, whether they were seen or only told of.",
	[W_SITES_PICTURE] = "Map of the sites",
	[W_SITES_TITLE] = "A map without streets: a circle for each site. The table below has the numbers.",
	[W_SITES_CAPTION] = "Each circle is a site; its area is the number of devices. The "
		"circle within stands for those that a rule restricts or prohibits. Where cameras hang is sensitive: "
		"think before you pass this picture on.",
	[W_T_ESTABLISHED] = "Confirmed or likely",
	[W_SITES_OTHERS] = "all other sites",
	/* Rules */
	[W_LAWS] = "What the rules say",
	[W_LAWS_SAYS] = "A rule can bind some and leave others alone: read whom it binds before the "
		"numbers. The verdicts hold if each device is what the evidence says.",
	[W_LAWS_TABLE] = "Devices by rule and verdict",
	[W_T_BINDS] = "What and whom it binds",
	[W_LAW_FROM] = "In force from {day}",
	[W_LAW_FOR] = "For: {roles}",
	/* Devices */
	[W_DEVICES_TABLE] = "All devices, the gravest verdict first",
	[W_T_WORST] = "Gravest verdict",
	[W_DETAILS] = "Each device and its evidence",
	[W_DETAILS_SAYS] = "Open a device to see who made it, what the rules say, and what was seen that "
		"tells so.",
	[W_DETAILS_PAPER] = "There are many devices: only those that you open are printed.",
	[W_MAKER_NONE] = "maker not established",
	[W_MAKER_AS] = "{maker}, sold as {label}",
	[W_FACT_CHIP] = "Main chip",
	[W_FACT_FIRMWARE] = "Firmware",
	[W_FACT_ADDRESSES] = "Addresses",
	[W_FACT_FIRST] = "First seen",
	[W_FACT_LAST] = "Last seen",
	[W_FACT_SEEN] = "Seen",
	[W_SEEN_NEVER] = "no; it stands in the books alone",
	[W_FACT_BOOKS] = "In the books since",
	[W_UNDER_RULES] = "Rules that say so: {count}",
	[W_EVIDENCE] = "Evidence",
	[W_EVIDENCE_OF] = "Evidence for {device}",
	[W_EVIDENCE_NONE] = "No mark knows anything that was seen of this device.",
	[W_T_SEEN] = "What was seen",
	[W_T_TELLS] = "What it tells, and why",
	[W_T_STRENGTH] = "Strength",
	[W_T_MARK] = "Mark and source",
	[W_SPEAKS_AGAINST] = "speaks against it",
	[W_BYTES] = "({count} bytes)",
	/* Method, and what words mean */
	[W_METHOD_SAYS] = "birthmark reads what devices say on the network, bit by bit, and keeps where "
		"each word was seen. Marks turn what was seen into claims. Claims of different kinds are weighed "
		"against each other. What comes out is compared with the rules as they stood on the day above. "
		"Every step is shown with each device.",
	[W_METHOD_SCOPES] = "What allowed the scans",
	[W_METHOD_SURE] = "How sure we are, in fixed words",
	[W_METHOD_LIMITS] = "What this cannot know",
	[W_METHOD_VERDICTS] = "What a verdict means",
	[W_T_POSSIBLE] = "Possible",
	[W_T_UNKNOWN] = "Unknown",
	[W_IS_CONFIRMED] = "A confidence of 0.99 or more, and either a proof or two kinds of evidence that "
		"do not depend on each other. A MAC block or a name alone never confirms.",
	[W_IS_LIKELY] = "What was seen speaks for this maker, and falls short of a confirmation; a "
		"confidence of 0.80 or more. From 0.95 on we say “very likely”.",
	[W_IS_POSSIBLE] = "It fits, and others fit too; a confidence of 0.20 or more. Counted as "
		"unresolved.",
	[W_IS_UNKNOWN] = "Nothing that was seen says who made it, or the evidence does not agree. Counted "
		"as unresolved.",
	[W_X_MAKER] = "Maker",
	[W_X_LABEL] = "Label, brand",
	[W_X_RELABELLED] = "Relabelled",
	[W_IS_RELABELLED] = "The maker is somebody else than the label says. It is a common way of trade "
		"and no offence in itself.",
	[W_X_MARK] = "Mark",
	[W_IS_MARK] = "A known trait by which a maker’s devices can be told, with its source, examples and "
		"counter-examples.",
	[W_IS_STRENGTH] = "Hint: people can type or change it. Fair: usual for this maker, seen elsewhere "
		"too. Strong: seldom seen on anything else. Proof: only that maker’s own firmware produces it.",
	[W_X_BLOCK] = "MAC block",
	[W_IS_BLOCK] = "A range of network addresses that the IEEE gave to a company. It tells who bought "
		"the addresses, which is often the maker of a part.",
	[W_X_SILENT] = "Only what spoke was seen",
	[W_IS_SILENT] = "A device that was silent, switched off, or on a network that was not read was not "
		"seen. It is here only if a register names it. Its absence says nothing.",
	[W_X_HIDDEN] = "Cameras behind a recorder or a router may be hidden",
	[W_IS_HIDDEN] = "A recorder can name the cameras it uses; they are then named by the recorder and "
		"not by themselves.",
	[W_X_FALSE] = "Words can be false",
	[W_IS_FALSE] = "Names, titles and locations are typed by people. They count as hints only.",
	[W_X_BRAND] = "A brand is not all of its models",
	[W_IS_BRAND] = "Brands change suppliers. What is said of one device does not hold for its brand.",
	[W_X_CHIP] = "A chip is not a maker",
	[W_IS_CHIP] = "The main chip is a fact of its own. Some rules ask for it, most do not.",
	[W_X_ADVICE] = "This is not legal advice",
	[W_IS_ADVICE] = "It says what a rule’s text covers on a day. Whether it binds you, and which "
		"exception applies, is for you and your lawyer to settle.",
	[W_MEANS_CLEAR] = "The rule does not cover this device.",
	[W_MEANS_NOT_IN_FORCE] = "The rule was not in force on that day.",
	[W_MEANS_UNDETERMINED] = "A fact is missing, or the maker is not sure enough for this rule. The "
		"reasons name it.",
	[W_MEANS_RESTRICTED] = "Allowed under a condition, such as a risk assessment or isolation.",
	[W_MEANS_LICENCE] = "It needs a licence.",
	[W_MEANS_PROHIBITED_NEW] = "It may not be bought, sold or imported any more. What is there may "
		"stay unless a day is set.",
	[W_MEANS_PROHIBITED] = "Those whom the rule binds may not use it, or not contract with whoever "
		"does.",
};
