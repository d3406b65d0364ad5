/*
 * What each sheet holds: names that stay, and what they mean. The order is
 * that in which sheets_rows.c and sheets_books.c fill the cells.
 */
#include "show/sheets.h"

static const struct sheet_column devices[] = {
	{ "device", SHEET_TEXT, 20, "the device's name: its MAC, else its address or the name that was given" },
	{ "mac", SHEET_TEXT, 18, "MAC address" },
	{ "addresses", SHEET_TEXT, 24, "IP addresses, parted by blanks" },
	{ "site", SHEET_TEXT, 14, "id of the site where it is" },
	{ "contract", SHEET_TEXT, 14, "id of the contract under which it is" },
	{ "maker", SHEET_TEXT, 34, "the company whose design and firmware it is; empty when not established" },
	{ "maker_id", SHEET_TEXT, 16, "the maker's id" },
	{ "maker_country", SHEET_TEXT, 8, "country of the maker's seat" },
	{ "maker_grade", SHEET_TEXT, 12, "confirmed, likely, possible or unknown" },
	{ "maker_confidence", SHEET_NUMBER, 10, "the chance that this maker is right, 0 to 1" },
	{ "brand", SHEET_TEXT, 18, "the name on the label" },
	{ "brand_id", SHEET_TEXT, 14, "the label's id" },
	{ "brand_grade", SHEET_TEXT, 12, "confirmed, likely, possible or unknown" },
	{ "brand_confidence", SHEET_NUMBER, 10, "the chance that this label is right, 0 to 1" },
	{ "model", SHEET_TEXT, 22, "model as the label has it" },
	{ "factory_model", SHEET_TEXT, 22, "model as the factory has it" },
	{ "class", SHEET_TEXT, 10, "kind of device" },
	{ "kind", SHEET_TEXT, 10, "what it is, finer than its class, as people told it" },
	{ "firmware", SHEET_TEXT, 14, "version of its firmware" },
	{ "chip", SHEET_TEXT, 16, "company that made its main chip, likely or confirmed" },
	{ "relabelled", SHEET_TEXT, 10, "yes: the maker is somebody else than the label says; no; empty: not known" },
	{ "made_in", SHEET_TEXT, 8, "country of manufacture, as people told it" },
	{ "acquired", SHEET_DAY, 11, "day on which it was bought, as people told it" },
	{ "verdict", SHEET_TEXT, 18, "the gravest of its verdicts" },
	{ "laws", SHEET_TEXT, 40, "ids of the rules with this verdict, parted by blanks; for undetermined only counted" },
	{ "by", SHEET_DAY, 11, "the first day that one of these rules sets" },
	{ "undetermined", SHEET_NUMBER, 8, "how many rules cannot be judged yet, because a fact is missing" },
	{ "first_seen", SHEET_TIME, 19, "when it was first seen, UTC" },
	{ "last_seen", SHEET_TIME, 19, "when it was last seen, UTC" },
	{ "evidence", SHEET_NUMBER, 8, "how many pieces of evidence were weighed" },
};

static const struct sheet_column evidence[] = {
	{ "device", SHEET_TEXT, 20, "the device's name, as in the sheet devices" },
	{ "field", SHEET_TEXT, 20, "what was observed" },
	{ "value", SHEET_TEXT, 50, "what it said; at most 512 bytes" },
	{ "says", SHEET_TEXT, 36, "what the mark concludes from it" },
	{ "bearing", SHEET_TEXT, 10, "for: it speaks for the maker or label that is believed; against; aside" },
	{ "strength", SHEET_TEXT, 10, "hint, fair, strong or proof" },
	{ "mark", SHEET_TEXT, 28, "id of the mark, the known trait" },
	{ "why", SHEET_TEXT, 60, "why the mark tells what it tells" },
	{ "source", SHEET_TEXT, 40, "where that is known from" },
	{ "seen", SHEET_TIME, 19, "when it was seen, UTC" },
	{ "file", SHEET_TEXT, 24, "in which capture, scan or register" },
	{ "offset", SHEET_NUMBER, 12, "at which byte, line or row of it" },
};

static const struct sheet_column verdicts[] = {
	{ "device", SHEET_TEXT, 20, "the device's name, as in the sheet devices" },
	{ "law", SHEET_TEXT, 28, "id of the rule; of all rules for which the same fact is missing, parted by blanks" },
	{ "title", SHEET_TEXT, 50, "its title, when it is one rule" },
	{ "jurisdiction", SHEET_TEXT, 12, "where it is a rule" },
	{ "citation", SHEET_TEXT, 30, "where it stands" },
	{ "status", SHEET_TEXT, 18, "what it says of the device" },
	{ "by", SHEET_DAY, 11, "the day by which the device must be gone, on which a decision that allows it ends or, of other verdicts, that is set for a condition" },
	{ "decision", SHEET_NUMBER, 8, "number of the decision that made it so" },
	{ "because", SHEET_TEXT, 90, "the reasons" },
};

static const struct sheet_column contracts[] = {
	{ "contract", SHEET_TEXT, 16, "id of the contract" },
	{ "title", SHEET_TEXT, 36, "what people call it" },
	{ "supplier", SHEET_TEXT, 28, "who delivers under it" },
	{ "from", SHEET_DAY, 11, "its first day" },
	{ "until", SHEET_DAY, 11, "the day after its last" },
	{ "value", SHEET_NUMBER, 14, "what it is worth" },
	{ "currency", SHEET_TEXT, 8, "in this currency" },
	{ "devices", SHEET_NUMBER, 8, "how many devices are under it" },
};

static const struct sheet_column decisions[] = {
	{ "decision", SHEET_NUMBER, 8, "number of the decision" },
	{ "kind", SHEET_TEXT, 12, "licence, waiver, exemption, case, confirm or reject" },
	{ "law", SHEET_TEXT, 28, "the rule that it is about" },
	{ "act", SHEET_TEXT, 10, "for this act alone" },
	{ "maker", SHEET_TEXT, 20, "of confirmations and rejections: the company" },
	{ "status", SHEET_TEXT, 18, "of a case: what was decided that it is" },
	{ "from", SHEET_DAY, 11, "the first day on which it holds" },
	{ "until", SHEET_DAY, 11, "the first day on which it does not hold any more" },
	{ "who", SHEET_TEXT, 24, "who decided" },
	{ "made", SHEET_TIME, 19, "when it was put on record, UTC" },
	{ "why", SHEET_TEXT, 60, "for which reason" },
	{ "reference", SHEET_TEXT, 30, "the paper on which it stands" },
	{ "against", SHEET_TEXT, 40, "of a confirmation: what would speak against it, and that it was looked for" },
	{ "devices", SHEET_NUMBER, 8, "for how many devices of this report" },
};

static const struct sheet_column method[] = {
	{ "about", SHEET_TEXT, 26, "a word, or a column" },
	{ "meaning", SHEET_TEXT, 110, "what it means" },
};

#define COLUMNS(array) (array), sizeof(array) / sizeof *(array)

const struct sheet sheets[SHEET_COUNT] = {
	[SHEET_DEVICES] = { "devices", COLUMNS(devices) },       [SHEET_EVIDENCE] = { "evidence", COLUMNS(evidence) },
	[SHEET_VERDICTS] = { "verdicts", COLUMNS(verdicts) },    [SHEET_CONTRACTS] = { "contracts", COLUMNS(contracts) },
	[SHEET_DECISIONS] = { "decisions", COLUMNS(decisions) }, [SHEET_METHOD] = { "method", COLUMNS(method) },
};
