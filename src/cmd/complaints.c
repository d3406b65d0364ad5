/*
 * The sentences stand where they are said, and once more here; the holes are
 * numbered in their order. tests/translate_test.py reads them from the sources
 * and names those that this table lacks.
 */
#include "cmd/complaints.h"

#include <string.h>

#include "base/translate.h"

enum {
	HOLES_MAX = 5,
	WORDS_MAX = 240,  /* bytes of a complaint: base/complaint.h */
	NESTED_MAX = 3,   /* sentences in holes of sentences: "C4: this is no …" */
};

static const char *const sentences[] = {
	/* The estate */
	N_("there is a file of this name; a copy never takes its place"),
	N_("'none' is no id: in a query it says that nothing is known"),
	N_("an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: {1}"),
	N_("the {1} is longer than 1000 bytes"),
	N_("a latitude lies between -90 and 90, a longitude between -180 and 180, and one needs the other"),
	N_("the network {1} belongs to the site {2}"),
	N_("this is no network: {1}; one is written like 10.4.0.0/16 or 2001:db8::/32"),
	N_("{1} has bits behind its prefix; the network is {2}"),
	N_("{1} is every address there is, and no network of one site"),
	N_("a site has at most 256 networks"),
	N_("a currency is written as three capital letters, such as EUR: {1}"),
	N_("a value needs its currency"),
	N_("the contract would end before it begins"),
	N_("this is a database, but not an estate of birthmark"),
	N_("the estate was written by a newer birthmark"),
	N_("the estate's tables are not as birthmark makes them"),
	N_("the estate is damaged: {1}"),
	N_("the estate was written by an older birthmark; 'birthmark judge' brings it up to date"),
	N_("the estate is damaged: a row of '{1}' refers to one of '{2}' that is not there"),
	N_("the estate is damaged: evidence of the device in row {1} cannot be read"),
	N_("there is no decision {1} that could be superseded"),
	N_("decision {1} was superseded already, by {2}"),
	N_("a device of the decision is not in the estate"),
	N_("these are too many devices for one decision; some fifty thousand fit"),
	N_("a decision needs a device, somebody who made it, and a reason"),
	N_("more than one device fits: {1}"),
	N_("no device in the estate has this name, MAC or address: {1}"),
	N_("these are one device already"),
	N_("a device has at most 256 parts"),
	N_("to merge it takes two devices"),
	N_("nothing of the device is that, so nothing is taken off"),
	N_("the estate is of an older birthmark, and what stands in it does not fit together"),
	N_("nothing would stay of the device: all that is known of it is that"),
	N_("the query is too long"),
	N_("there is no {1} '{2}' in this estate, which has: {3}"),
	N_("there is no {1} '{2}' in this estate, nor any other"),
	N_("a term has too many values: more than a hundred"),
	N_("the file is empty: there is no estate in it yet"),
	N_("there is no such estate; 'birthmark import' and 'birthmark read' make one"),
	N_("this is not an estate of birthmark, or it is damaged"),
	N_("the run was taken back, nothing of it is kept: {1}"),
	N_("there is no {1} with this id: {2}"),
	N_("one of the devices is not in the estate"),
	N_("the table of decisions has another '{1}' than the entry"),
	N_("the table of decisions has another 'supersedes' than the entry"),
	N_("the table of decisions names somebody else than the entry"),
	N_("the table of decisions has another time than the entry"),
	N_("its device in row {1} is not in the estate any more"),
	N_("the device in row {1} has another MAC than the entry says"),
	N_("the device in row {1} has another name than the entry says"),
	N_("its devices cannot be read"),
	N_("the estate has it stand for the device in row {1}, the entry does not"),
	N_("the entry names the device in row {1}, the estate does not have it stand for that one"),
	N_("it is a decision, but cannot be read as one"),
	N_("it is a decision that the table of decisions does not have"),
	N_("the table of decisions has one of this number, but the entry is none"),
	N_("devices stand under it as if it were a decision"),
	N_("it is missing: the next one has the number {1}"),
	N_("its hash was not made of what stands there, or not behind the entry before"),
	N_("it is missing: the seal counts {1} entries"),
	N_("it is missing: numbers up to {1} were given"),
	N_("the estate has not counted it: it was written by somebody else"),
	N_("it is the last one, and the seal has another hash"),
	N_("the estate has a decision of this number, the log has no such entry"),
	N_("the estate has another '{1}' of the {2} {3}"),
	N_("no entry says what the estate has as '{1}' of the {2} {3}"),
	N_("the device in row {1} stands at another site than what was told of it and the networks of the sites say"),
	N_("no entry has the hash that was noted: entries were taken away or written anew"),
	N_("no entry says what run {1} brought, and the estate has evidence of it, of the device in row {2}"),
	N_("it says that run {1} brought {2} sheets of evidence, and the estate has {3}"),
	N_("the evidence that run {1} brought was changed, or hangs on other devices: it does not have the hash of the entry"),
	N_("the names of fields are not those of run {1}: its evidence would say something else"),
	N_("what stands of run {1}, or of one before it that no entry told of, was changed: when it began, of what day it was, its sources"),
	N_("fields have names that no run brought"),
	N_("the log says that {1} devices were ever made, parts and rows of registers counted, and the estate has {2}, and rows beyond"),
	N_("the log says that {1} devices were ever made, parts and rows of registers counted, and the estate has {2}"),
	N_("no country has the code '{1}' (ISO 3166: two capital letters, such as CN)"),
	N_("no country has the code '{1}' (ISO 3166: two capital letters, such as CN); did you mean {2} ({3})?"),
	N_("this is no day like 2026-11-21, nor a month or year: {1}"),
	N_("this is no MAC address and does not begin one: {1}"),
	N_("this is no IP address and no network like 10.0.0.0/8: {1}"),
	N_("a bill of materials names at most 256 companies"),
	/* Who may be asked */
	N_("{1} is never asked: {2}"),
	N_("{1} has too many addresses to ask one by one; a /108 is the largest. Scan without it: questions to all find what is on the link"),
	N_("{1} is not private, and public addresses are asked only with --public"),
	N_("{1} is outside of what {2} allows, by authority of {3}"),
	N_("the list is too long: at most 262144 entries; write blocks or ranges"),
	N_("{1}: the link is chosen by --interface"),
	N_("'{1}' is no address, block, range or name"),
	N_("no address is known for the name '{1}': {2}"),
	N_("no address is known for the name '{1}'"),
	N_("the line is longer than 400 bytes: is this a list of addresses?"),
	N_("reading stopped: {1}"),
	N_("standard input can be read only once"),
	N_("'{1}': there is no such file"),
	N_("the scope file is empty"),
	N_("{1}: a scope file has at most 1 MiB"),
	N_("behind the dash stands no address"),
	N_("one end is IPv4, the other IPv6"),
	N_("it ends before it begins"),
	N_("multicast addresses are no single host"),
	N_("{1} is no host ({2})"),
	N_("{1} and above is reserved, or broadcast ({2})"),
	N_("{1} stands for IPv4 addresses ({2}): give these"),
	N_("a scope file names in ranges what may be asked"),
	/* The journal of a scan */
	N_("there is something that is no file"),
	N_("the file belongs to others, or they may write to it; a scan only goes on from what is its own"),
	N_("another scan is writing it"),
	N_("it is of another scan, begun {1} and unfinished: {2}"),
	N_("the file is no journal of a scan, or of another version of birthmark; it stays as it is"),
	N_("the journal is damaged at its beginning; remove it to begin the scan anew"),
	N_("there is a symbolic link, and none is followed"),
	/* Files */
	/* Captures, registers and recorded answers */
	N_("the cell's answer was malformed: {1}"),
	N_("the reader '{1}' tried the system call '{2}', which the cell does not allow"),
	N_("the cell tried the system call '{1}' outside of all readers, which it is not allowed"),
	N_("what the workbook consists of cannot be read: {1}"),
	N_("the workbook is damaged: it names no sheet"),
	N_("JSON of more than 48 MiB in UTF-16: save it as UTF-8"),
	N_("the scan cannot be read further than here: {1}"),
	N_("the document box's answer was malformed: {1}"),
	N_("reading the document tried the system call '{1}', which is not allowed"),
	N_("the workbook's shared texts are damaged: {1}"),
	N_("the workbook shares more than 112 MiB of texts: those beyond are left out"),
	N_("the workbook's formats are damaged, so dates may be told as numbers: {1}"),
	N_("the sheet's part is not in the archive"),
	N_("more than 65,536 cells are merged: the rest are told as they stand"),
	N_("the workbook has more than 256 sheets: the rest are left out"),
	N_("its rows say more than 1 GiB, over and over, as no register does: what stands behind is left out"),
	N_("it needs more memory than a document may: 192 MiB"),
	N_("nested too deeply to be a record"),
	N_("the line ends in the middle of the JSON"),
	N_("this is not JSON"),
	N_("a value must be text, a number, true or false"),
	N_("an observation needs a 'field'"),
	N_("the name of the field '{1}…' is too long"),
	N_("the observation of '{1}' needs a 'value'"),
	N_("the encoding '{1}' of '{2}' is not known: it may be base64"),
	N_("the value of '{1}' is not base64"),
	N_("'observations' must be a list"),
	N_("a record may have no more than 65536 observations"),
	N_("an observation must be an object"),
	N_("'device' must be text"),
	N_("the name of the device is longer than 4096 bytes"),
	N_("a record must be an object"),
	N_("something follows the record on its line"),
	N_("a record needs a 'device'"),
	N_("a record needs 'observations'"),
	N_("the TLS box's answer was malformed: {1}"),
	N_("the TLS box had not answered in time"),
	N_("the TLS box tried the system call '{1}', which it is not allowed"),
	N_("the TLS box could not be spoken to"),
	N_("the cell had not read a message after five seconds"),
	N_("the cell fell over an earlier message, so this one was not read"),
	N_("the message is longer than 64 KiB, so it was not read"),
	N_("the document took too long to read, so reading was ended"),
	N_("the document box could not be locked, so nothing was read"),
	N_("the cell could not be locked, so nothing was read"),
	N_("the line is longer than 16 MiB"),
	N_("neither a pcap nor a pcapng capture file"),
	N_("the file is damaged"),
	N_("the cell was ended by signal {1}"),
	N_("the cell was ended by signal {1}; perhaps the file became shorter while it was read"),
	N_("the cell ended without its last word, exit code {1}"),
	N_("the document box was ended by signal {1}"),
	N_("the document box was ended by signal {1}; perhaps the file became shorter while it was read"),
	N_("the document box ended without its last word, exit code {1}"),
	N_("the TLS box was ended by signal {1}"),
	N_("the TLS box ended without its last word, exit code {1}"),
	N_("elements stand in one another more than 64 deep"),
	N_("it declares a document type of its own, with which entities could grow without end"),
	N_("it declares an entity"),
	N_("it needs more memory than a document may"),
	N_("one tag or comment has more than 1 MiB"),
	N_("the archive is damaged or cut short: what stands before was read"),
	N_("the archive has more than 4,096 parts: those behind are left out"),
	N_("the archive has more than 4,096 parts: no workbook has so many, so nothing was read"),
	N_("the archive is damaged: not even its first part can be read"),
	N_("the archive is cut short: its directory is missing; what stands before was read"),
	N_("the archive is damaged"),
	N_("the part is encrypted"),
	N_("the part is packed in a way that no workbook is"),
	N_("all parts together unpack to more than 1 GiB, or 200 times the document's size: no honest one does"),
	N_("it unpacks to more than 200 times its size, as no honest document does"),
	N_("it is no scan by nmap"),
	N_("it is a workbook of the old kind (.xls) or one with a password: save it as .xlsx without password, or as CSV"),
	N_("it is a PDF: ask for the table that it was made of"),
	N_("it is a SQLite database, not a register"),
	N_("it is packed by gzip: unpack it first"),
	N_("it is packed by 7-Zip: unpack it first"),
	N_("it is packed by RAR: unpack it first"),
	N_("it is a picture"),
	N_("it is XML, but not a scan by nmap"),
	N_("it is a workbook of the kind of 2003 (XML): save it as .xlsx or CSV"),
	N_("it is a page of HTML, whatever its name: save it as .xlsx or CSV"),
	N_("it is no kind of document that is known here"),
	N_("it is empty"),
	N_("it is a binary workbook (.xlsb): save it as .xlsx or CSV"),
	N_("it is an OpenDocument file: save it as .xlsx or CSV"),
	N_("it is a text by Word: put its table into a workbook"),
	N_("it is a presentation, not a workbook"),
	N_("it is a zip archive, but has no workbook in it"),
	N_("no sheet has more than 1,048,576 rows: rows numbered beyond that are left out"),
	N_("its text is not among those that the workbook shares; so with others"),
	N_("no sheet has more than 16,384 columns: this cell and others beyond are left out"),
	N_("the sheet cannot be read further than here: {1}"),
	N_("there are more than 1,024 columns: what stands here and right of it is left out"),
	N_("the row has more than 256 KiB: what stands here and right of it is left out"),
	N_("the cell has more than 32 KiB: the rest of it is left out"),
	N_("the list is too long: the rest of it is left out"),
	N_("what begins on this line is no whole JSON object"),
	N_("this element, and perhaps others, is no object: it is left out"),
	N_("the array is damaged or cut short here: rows before it were told"),
	N_("there are more than 1,024 keys: those that appear later are left out"),
	N_("the quote that begins here never ends: it is read as text"),
	N_("bytes that are no text: U+FFFD stands in their place"),
	N_("the file ends inside its header"),
	N_("the pcap version is not 2"),
	N_("the file ends inside the header of a packet"),
	N_("a packet says that it has over 256 KiB"),
	N_("the file ends inside a packet"),
	N_("the block of an interface is too short"),
	N_("a section has over 256 interfaces"),
	N_("an interface has malformed options"),
	N_("the file ends inside the header of a section"),
	N_("a section has no byte-order magic"),
	N_("a packet is longer than its block"),
	N_("a packet names an interface that was not described"),
	N_("the file ends inside the header of a block"),
	N_("a block has an impossible length"),
	N_("the file ends inside a block"),
	N_("a block ends with another length than it began with"),
	N_("the file is empty"),
	/* Queries */
	N_("a quotation mark is not closed: {1}"),
	N_("no value is given for '{1}'"),
	N_("'{1}' has no order: it is asked with : or !="),
	N_("'{1}' is asked with : < <= > or >="),
	N_("'{1}' is compared with one value"),
	N_("the query has too many terms: more than 32"),
	N_("a term has too many values: more than a thousand"),
	N_("there is no {1} '{2}'{3}"),
	N_("{1} is {2}, not '{3}'"),
	N_("more than one {1} is called '{2}': {3} and {4}"),
	N_("no law binds the role '{1}'"),
	N_("a country is two letters, like CN, not '{1}'"),
	N_("no company that is known has its seat in {1}"),
	N_("there is no {1} '{2}'"),
	N_("there is no {1} '{2}'; did you mean {3}?"),
	/* What stands in their holes */
	N_("site"), N_("contract"), N_("company"), N_("brand"), N_("law"), N_("title"),
	N_("maker"), N_("maker of chips"), N_("label"), N_("role"), N_("kind"), N_("key"), N_("{1} or {2}"),
	/* What was complained of behind the place where it is; found when nothing else is. */
	"{1}: {2}", "'{1}': {2}",
};

/* What stood in the holes of the sentence that was recognised. */
struct found {
	const char *sentence;
	size_t words; /* bytes that are the sentence's own: the more, the surer */
	str holes[HOLES_MAX];
};

/* A hole is "{1}", and nothing else has a brace. */
static size_t words_before_hole(str sentence) {
	return str_find(sentence, STR("{"), 0);
}

/* Is `english` this sentence with something in its holes? */
static bool recognise(str english, const char *text, struct found *ret_found) {
	str sentence = str_of(text);
	size_t n = words_before_hole(sentence), hole = 0;
	struct found f = { .sentence = text, .words = n };

	if (!str_begins(english, (str){ sentence.at, n }))
		return false;
	english = str_after(english, n);
	sentence = str_after(sentence, n);
	while (sentence.n && hole < HOLES_MAX) {
		sentence = str_after(sentence, 3);
		n = words_before_hole(sentence);
		str words = { sentence.at, n };
		/* What ends the sentence ends the complaint; else the first place where the words stand. */
		size_t at = n == 0 ? english.n : n < sentence.n ? str_find(english, words, 0) :
			    str_ends(english, words) ? english.n - n : english.n;
		if (n && at == english.n)
			return false;
		f.holes[hole++] = (str){ english.at, at };
		f.words += n;
		english = str_after(english, at + n);
		sentence = str_after(sentence, n);
	}
	*ret_found = f;
	return english.n == 0 && sentence.n == 0;
}

static void put(struct text *t, str english, int depth);

static void put_found(struct text *t, const struct found *f, int depth) {
	str rest = str_of(translate(f->sentence));

	while (rest.n) {
		size_t n = words_before_hole(rest), hole = 0;

		text_str(t, (str){ rest.at, n });
		rest = str_after(rest, n);
		if (rest.n > 2)
			hole = (size_t)rest.at[1] - '1';
		if (rest.n && hole < HOLES_MAX)
			put(t, f->holes[hole], depth + 1);
		rest = str_after(rest, 3);
	}
}

static void put(struct text *t, str english, int depth) {
	struct found best = { .sentence = NULL }, f;
	char words[WORDS_MAX];

	for (size_t i = 0; depth < NESTED_MAX && i < sizeof sentences / sizeof *sentences; i++)
		if (recognise(english, sentences[i], &f) && (!best.sentence || f.words > best.words))
			best = f;
	if (best.sentence) {
		put_found(t, &best, depth);
		return;
	}
	if (english.n == 0 || english.n >= sizeof words) {
		text_str(t, english);
		return;
	}
	/* Words of the system's errors, which cmd/say.c lists. */
	memcpy(words, english.at, english.n);
	words[english.n] = 0;
	text_cstr(t, translate(words));
}

str complaint_read(str english, struct text *room) {
	if (translate_tongue() == TONGUE_EN)
		return english;
	put(room, english, 0);
	return text_done(room);
}
