/*
 * The words of the story of a device in English, which the terminal and the page tell alike.
 */
#include "show/words.h"

const char *const words_story_en[WORD_COUNT] = {
	/* Who made it, and how sure that is */
	[W_MADE_NONE] = "Maker not established.",
	[W_MADE_POSSIBLE] = "Maker not established; possibly made by {maker} (confidence {confidence}).",
	[W_MADE_LIKELY] = "Likely made by {maker} (confidence {confidence}).",
	[W_MADE_VERY_LIKELY] = "Very likely made by {maker} (confidence {confidence}).",
	[W_MADE_CONFIRMED] = "Confirmed: made by {maker} (confidence {confidence}).",
	[W_GRADE_UNKNOWN] = "Nothing on record says who made it, or what is on record does not agree.",
	[W_GRADE_POSSIBLE] = "What is on record fits this maker, and fits others too.",
	[W_GRADE_LIKELY] = "What is on record speaks for this maker, and falls short of what a confirmation "
		"needs.",
	[W_GRADE_CONFIRMED] = "A proof, or witnesses that do not depend on each other, name this maker.",
	[W_SETTLED_CONFIRM] = "{who} looked at the device and put on record who made it: decision "
		"{number}.",
	[W_SETTLED_REJECT] = "{who} looked at the device and put on record that {maker} did not make it: "
		"decision {number}.",
	[W_BELONGS] = "That company belongs to {company}.",
	[W_LABEL_SAYS] = "The label is {label} ({likelihood}, confidence {confidence}).",
	[W_LABEL_NONE] = "No label is on record.",
	[W_DIFFERS] = "The maker is another than the label says: it is a relabelled product.",
	[W_AGREES] = "Label and maker belong together.",
	/* What a mark says of a device */
	[W_AS_MAKER] = "maker",
	[W_AS_LABEL] = "label",
	[W_AS_MODEL] = "model on the label",
	[W_AS_ORIGINAL] = "factory model",
	[W_AS_KIND] = "kind of device",
	[W_AS_CHIP] = "main chip",
	[W_AS_FIRMWARE] = "firmware",
	[W_HINT] = "hint",
	[W_FAIR] = "fair",
	[W_STRONG] = "strong",
	[W_PROOF] = "proof",
	[W_THIS_IS_HINT] = "This is a hint: people can type it, or others do the same.",
	[W_THIS_IS_FAIR] = "This is fair: usual for this, seen elsewhere too.",
	[W_THIS_IS_STRONG] = "This is strong: seldom seen on anything else.",
	[W_THIS_IS_PROOF] = "This is proof: only that maker's own firmware produces it.",
	/* Why it is not surer */
	[W_LIMIT_CONTESTED] = "It is not confirmed, because something that is more than a hint names "
		"another maker.",
	[W_LIMIT_PROOF] = "It is not confirmed, because that takes a proof, or two kinds of evidence that "
		"do not depend on each other. Hints and names are no such kind, and a MAC block alone never "
		"confirms.",
	[W_LIMIT_CONFIDENCE] = "It is not confirmed, because that takes a confidence of 0.99.",
	[W_LIMIT_RIVAL] = "It stays possible, because another maker is about as well supported. The "
		"program does not choose between the two.",
	[W_LIMIT_LOW] = "It stays possible, because the confidence is too low to rely on. No rule is "
		"applied to a maker that is only possible.",
	[W_LIMIT_NONE] = "No maker is named, because nothing that was seen is enough to name one.",
	[W_RIVAL_MAKER] = "{name} stays possible as the maker (confidence {confidence}).",
	[W_RIVAL_LABEL] = "{name} stays possible as the label (confidence {confidence}).",
	[W_RIVAL_CHIP] = "{name} stays possible as the maker of the main chip (confidence {confidence}).",
	[W_RIVAL_OTHER] = "{name} stays possible too (confidence {confidence}).",
	/* What would settle it */
	[W_SETTLE] = "What would settle it",
	[W_STEP_DONE] = "Nothing more is needed. Whoever doubts it can repeat the reading, or compare the "
		"type plate and the circuit board with the evidence.",
	[W_STEP_TWO] = "Find out whether two devices stand behind this address: a recorder with its own "
		"sockets, a router that forwards, or a Wi-Fi extender would look so.",
	[W_STEP_DRONE] = "Record the identification that it broadcasts in flight (Remote ID): its serial "
		"number begins with the code of its maker (ANSI/CTA-2063-A).",
	[W_STEP_HIKVISION] = "Ask it with Hikvision's device search (SADP, UDP port 37020). Hikvision's "
		"firmware answers with its model and serial number, whatever the label says.",
	[W_STEP_DAHUA] = "Ask it with Dahua's device search (DHDiscover, UDP port 37810). Dahua's firmware "
		"answers with its model and the name it was sold under.",
	[W_STEP_XIONGMAI] = "Ask it with Xiongmai's device search (UDP port 34569). Xiongmai's firmware "
		"answers with its serial number and type.",
	[W_STEP_TP_LINK] = "Ask it with TP-Link's device search (UDP port 20002). It answers with its "
		"model, and with the region it was made for.",
	[W_STEP_AXIS] = "Ask its web server for Axis's basic device information (VAPIX), which needs no "
		"log-in on current firmware.",
	[W_STEP_HICHIP] = "Ask it with HiChip's device search (HDS, UDP port 8002). HiChip's firmware "
		"answers with its identifier.",
	[W_STEP_UBIQUITI] = "Ask it with Ubiquiti's device search (UDP port 10001). It answers with its "
		"model.",
	[W_STEP_TVT] = "Ask it with the search of TVT's IP tool (UDP port 23456). TVT's firmware answers "
		"with its model, whatever the label says.",
	[W_STEP_REOLINK] = "Ask it with Reolink's device search (UDP port 2000). It answers with its MAC "
		"and mostly its model.",
	[W_STEP_HANWHA] = "Ask it with the search of Hanwha's IP installer (UDP port 7701). It answers "
		"with its model.",
	[W_STEP_I_PRO] = "Ask it with i-PRO's device search (UDP port 10670). It answers with its model "
		"and serial number.",
	[W_STEP_VIVOTEK] = "Ask it with VIVOTEK's device search (UDP port 10000). It answers with its "
		"model.",
	[W_STEP_ONVIF] = "Ask it with the ONVIF search (WS-Discovery, UDP port 3702). Most cameras of any "
		"maker answer with their model.",
	[W_STEP_WEB] = "Open its web page without logging in, and keep the title and the headers of the "
		"answer.",
	[W_STEP_TLS] = "Ask port 443 for its certificate, which names whoever issued it.",
	[W_STEP_PLATE_VIDEO] = "Photograph the type plate: the model number, and the number of an approval "
		"such as the FCC ID, whose file names the maker.",
	[W_STEP_PLATE] = "Look at the type plate, or ask whoever uses the device.",
	[W_STEP_SUPPLIER] = "Ask the supplier in writing who designed the device and who wrote its "
		"firmware.",
	/* Where a field comes from */
	[W_FROM_MAC] = "From the address of its network port",
	[W_FROM_ARP] = "From its answers for its own address",
	[W_FROM_DHCP] = "From its request for an address (DHCP)",
	[W_FROM_DNS] = "From what it asked the name server (DNS)",
	[W_FROM_MDNS] = "From its announcement to the local network (mDNS)",
	[W_FROM_SSDP] = "From its UPnP announcement",
	[W_FROM_UPNP] = "From its UPnP description",
	[W_FROM_WSD] = "From its answer to the ONVIF search (WS-Discovery)",
	[W_FROM_ONVIF] = "From its ONVIF service",
	[W_FROM_HTTP] = "From its web server",
	[W_FROM_RTSP_PATH] = "From the address of its video stream (RTSP)",
	[W_FROM_RTSP] = "From its video server (RTSP)",
	[W_FROM_SDP] = "From the description of its video stream (SDP)",
	[W_FROM_SNI] = "From the name of a server that it called (TLS)",
	[W_FROM_TLS] = "From its certificate (TLS)",
	[W_FROM_SADP] = "From its answer to SADP, Hikvision's device search",
	[W_FROM_ISAPI] = "From its answer to ISAPI, Hikvision's interface",
	[W_FROM_DHDISCOVER] = "From its answer to DHDiscover, Dahua's device search",
	[W_FROM_VAPIX] = "From its answer to VAPIX, Axis's interface",
	[W_FROM_DVRIP] = "From its answer to Xiongmai's protocol",
	[W_FROM_SEARCH] = "From its answer to {maker}'s device search",
	[W_FROM_INTERFACE] = "From its answer to {maker}'s interface",
	[W_FROM_TOLD] = "From what it tells the local network",
	[W_FROM_GVCP] = "From its answer to the GigE Vision search",
	[W_FROM_PPPP] = "From its answer to the search of its peer-to-peer cloud",
	[W_FROM_LLDP] = "From what it tells its switch (LLDP)",
	[W_FROM_CDP] = "From what it tells its switch (CDP)",
	[W_FROM_SNMP] = "From its management service (SNMP)",
	[W_FROM_PORT] = "From an open port",
	[W_FROM_FIRMWARE] = "From its firmware",
	[W_FROM_REGISTER] = "From the organisation's own records",
	[W_FROM_DRONE] = "From its drone identification",
	[W_FROM_SEEN] = "From what was seen",
	/* When and where something was seen */
	[W_AT_ROW] = "register {file}, row {row}",
	[W_AT_BYTE_OF] = "seen {time} at byte {byte} of {file}",
	[W_AT_BYTE] = "seen {time} at byte {byte}",
	[W_AT_TIME_OF] = "seen {time} of {file}",
	[W_AT_TIME] = "seen {time}",
	[W_AT_LINE_OF] = "line {line} of {file}",
	[W_AT_LINE] = "line {line}",
	/* The story: heads */
	[W_H_WHO] = "Who made it",
	[W_H_AGAINST] = "What speaks against it",
	[W_H_SURE] = "How sure that makes us",
	[W_H_TOLD] = "What people know of it",
	[W_H_ASIDE] = "What else was learned",
	[W_H_ALL] = "Everything on record",
	/* The story: evidence */
	[W_SEEN_AT] = "{number}. {source}: {field} was \"{value}\", {place}.",
	[W_SEEN_SO] = "{number}. {source}: {field} was \"{value}\".",
	[W_READS] = "The mark {mark} reads from it: {says}.",
	[W_FACT_SOURCE] = "Source",
	[W_SAME_FROM] = "The same was read from: {list}.",
	[W_SAME_FROM_MORE] = "The same was read from: {list}, and {count} more.",
	[W_SHORT_AT] = "{number}. {field} was \"{value}\", {place}: {says} ({strength}, mark {mark}).",
	[W_SHORT_SO] = "{number}. {field} was \"{value}\": {says} ({strength}, mark {mark}).",
	[W_REST_ONE] = "And one more mark that says the like; --json lists all of them.",
	[W_REST_MANY] = "And {count} more marks that say the like; --json lists all of them.",
	[W_WHY_NONE] = "Nothing on record names a maker or a label that is believed.",
	[W_AGAINST_NONE] = "Nothing on record names another maker or label.",
	[W_MORE_ONE] = "and one more value of {field}",
	[W_MORE_MANY] = "and {count} more values of {field}",
	/* The story: how sure */
	[W_FOR_NONE] = "Nothing speaks for it.",
	[W_FOR_ONE] = "One observation speaks for it.",
	[W_FOR_MANY] = "{count} observations speak for it.",
	[W_CON_NONE] = "None speaks against it.",
	[W_CON_ONE] = "One speaks against it.",
	[W_CON_MANY] = "{count} speak against it.",
	[W_PROOF_IT] = "It is a proof.",
	[W_PROOF_NOT_IT] = "It is no proof.",
	[W_PROOF_NONE] = "None is a proof.",
	[W_PROOF_ONE] = "One of them is a proof.",
	[W_PROOF_MANY] = "{count} of them are proofs.",
	[W_KINDS] = "Kinds of evidence that are more than hints and do not depend on each other: {count}.",
	[W_ODDS_ONE] = "A confidence of {confidence} means: among {of} devices of which as much is known, "
		"about one would be of another maker.",
	[W_ODDS_MANY] = "A confidence of {confidence} means: among {of} devices of which as much is known, "
		"about {count} would be of other makers.",
	[W_RECORD] = "The word was tested on {devices}. It said \"{word}\" of {named} of them, and named "
		"the maker rightly for {right}.",
	/* The story: what people told and decided */
	[W_CONTRACT] = "Contract {id}: {title}.",
	[W_CONTRACT_UNTITLED] = "Contract {id}.",
	[W_CONTRACT_WITH] = "It is with {supplier}.",
	[W_CONTRACT_FROM] = "It runs from {day} on.",
	[W_CONTRACT_UNTIL] = "It runs up to, not including, {day}.",
	[W_CONTRACT_WORTH] = "It is worth {currency} {value}.",
	[W_PARTS] = "Parts inside",
	[W_PARTS_WHOLE] = "The bill of materials is whole.",
	[W_PARTS_OPEN] = "The bill of materials is not whole.",
	[W_BOUGHT] = "Bought on {day}.",
	[W_L_MADE_IN] = "Manufactured in",
	[W_L_WHAT] = "What it is",
	[W_DECIDED_HEAD] = "What was decided:",
	[W_DECISION] = "- Decision {number}: {kind}, by {who} on {day}.",
	[W_DECISION_LAW] = "It is under {law}.",
	[W_DECISION_ACT] = "It is for the act {act}.",
	[W_DECISION_MADE] = "It says that {maker} made the device.",
	[W_DECISION_NOT_MADE] = "It says that {maker} did not make the device.",
	[W_DECISION_STATUS] = "Its verdict is: {status}.",
	[W_DECISION_PART] = "It was made about the part {part}.",
	[W_DECISION_PARTIAL] = "It was made about the part {part} only, and permits nothing for the whole.",
	[W_HOLDS_FROM] = "It holds from {day} on.",
	[W_HOLDS_UNTIL] = "It holds up to, not including, {day}.",
	[W_L_PAPER] = "Paper",
	[W_L_AGAINST] = "What would speak against it was looked for",
	/* The story: rules */
	[W_RULES_VERDICTS] = "Rules by verdict",
	[W_RULES_ONE] = "One rule was asked.",
	[W_RULES_ALL] = "Every rule says below whom it binds; --as ROLE asks only those that bind you.",
	[W_AS_STOOD] = "As the rules stood on {day}, if the device is what is said above:",
	[W_SHARED] = "What nearly all of the rules below rest on:",
	[W_RESTS] = "It rests on what is said of the device above.",
	[W_LENT] = "Decision {number} allows it up to, not including, {day}.",
	[W_DECIDED] = "Decision {number} makes it so.",
	[W_GONE_BY] = "It must be gone by {day}.",
	[W_DAY_OF_CONDITION] = "The day set for the condition is {day}.",
	[W_H_SUPERSEDED] = "Said before, and no more",
	[W_IS_SUPERSEDED] = "An older reading of a register said this. A newer one of the same register says otherwise, so it "
		"counts no more.",
	[W_DAY_IF_COVERED] = "If the rule covers it, the day set for it is {day}.",
	[W_L_BINDS] = "What it binds",
	[W_L_BINDS_WHOM] = "Whom it binds",
	[W_IN_FORCE] = "In force from {from}.",
	[W_IN_FORCE_UNTIL] = "In force from {from} until the day before {until}.",
	[W_L_AUTHORITY] = "Authority",
	[W_L_CITATION] = "Citation",
	[W_FACT_SOURCES] = "Sources",
	[W_UNDER_RULES_STORY] = "{status} under {count} rules:",
	[W_THE_RULES] = "The rules",
	[W_ASK_LAW] = "Ask for one of them with --law to see all of its reasons.",
	[W_RULES_CLEAR] = "Rules that do not cover it",
	[W_RULES_NOT_IN_FORCE] = "Rules not in force on that day",
};
