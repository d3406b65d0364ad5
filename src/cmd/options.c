#include "cmd/options.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/translate.h"
#include "cmd/say.h"
#include "sense/pace.h"

/* Packets a second: a connection begins with two and an answer brings two or three; less cannot be held. */
enum { RATE_LEAST = 5 };

enum option_id {
	OPTION_ALONE = 256, OPTION_AS, OPTION_COLOR, OPTION_DATA, OPTION_ESTATE, OPTION_FAIL_ON, OPTION_JSON, OPTION_LAW,
	OPTION_NO_ESTATE, OPTION_ON, OPTION_STRICT, OPTION_EXCLUDE, OPTION_SCOPE, OPTION_INTERFACE, OPTION_RATE,
	OPTION_WAIT, OPTION_PUBLIC, OPTION_NO_GROUPS, OPTION_DRY_RUN, OPTION_WHAT_WE_SEND,
	OPTION_DEVICE_RATE, OPTION_SWEEP_ONLY, OPTION_JOURNAL, OPTION_SNMP_COMMUNITY,
	OPTION_BY, OPTION_WHY, OPTION_ACT, OPTION_STATUS, OPTION_MAKER, OPTION_BRAND, OPTION_MODEL, OPTION_FROM, OPTION_UNTIL,
	OPTION_REFERENCE, OPTION_AGAINST, OPTION_SUPERSEDES, OPTION_ALL, OPTION_RECORD_NOTHING, OPTION_EXPECT,
	OPTION_LIMIT, OPTION_COUNT, OPTION_TITLE, OPTION_NETWORK, OPTION_LATITUDE, OPTION_LONGITUDE, OPTION_SUPPLIER, OPTION_VALUE,
	OPTION_SITE, OPTION_CONTRACT, OPTION_MADE_IN, OPTION_KIND, OPTION_ACQUIRED, OPTION_COMPONENT, OPTION_WHOLE, OPTION_PART,
	OPTION_ADDRESS, OPTION_SINCE,
	OPTION_CHANGES,
	OPTION_COLUMN, OPTION_FILL, OPTION_SHEET, OPTION_AS_OF,
	OPTION_FORMAT, OPTION_PRECISION, OPTION_SUMMARY, OPTION_EACH,
	OPTION_DOCUMENT, OPTION_OPEN, OPTION_CONFIDENTIAL, OPTION_REPLACES,
	OPTION_FAIL_ON_FINDING, OPTION_LANGUAGE,
	OPTION_HELP = 'h', OPTION_OUTPUT = 'o', OPTION_QUIET = 'q',
};

struct row {
	const char *name, *argument, *what;
	enum option_id id;
	unsigned needs; /* bits of struct command.options; 0: every command takes it */
};

static const struct row rows[] = {
	{ "json", NULL, N_("one JSON object a line instead of a table"), OPTION_JSON, TAKES_JSON },
	{ "as", "ROLE", N_("judge only by laws that bind this role; may repeat"), OPTION_AS, TAKES_JUDGING },
	{ "on", "DATE", N_("judge by the law of this day (YYYY-MM-DD), not of today"), OPTION_ON, TAKES_JUDGING | TAKES_DAY },
	{ "law", "ID", N_("judge only by this law; may repeat"), OPTION_LAW, TAKES_JUDGING },
	{ "law", "ID", N_("the law that it is about"), OPTION_LAW, TAKES_DECIDE },
	{ "by", "NAME", N_("who decided"), OPTION_BY, TAKES_DECIDE },
	{ "by", "NAME", N_("who says so"), OPTION_BY, TAKES_BY },
	{ "why", "TEXT", N_("for which reason"), OPTION_WHY, TAKES_DECIDE | TAKES_WHY | TAKES_FORMAT },
	{ "act", "ACT", N_("one act of the law, such as use; all of them when it is not given"), OPTION_ACT, TAKES_DECIDE },
	{ "status", "STATUS", N_("of a case: what the department decided it is"), OPTION_STATUS, TAKES_DECIDE },
	{ "maker", "ID", N_("of a confirmation or rejection: the company that made it, or did not"), OPTION_MAKER, TAKES_DECIDE },
	{ "brand", "ID", N_("of a confirmation: the brand on its label"), OPTION_BRAND, TAKES_DECIDE },
	{ "model", "TEXT", N_("of a confirmation: the model on its label"), OPTION_MODEL, TAKES_DECIDE },
	{ "from", "DATE", N_("the first day on which it holds"), OPTION_FROM, TAKES_DECIDE | TAKES_CONTRACT },
	{ "until", "DATE", N_("the first day on which it does not hold any more"), OPTION_UNTIL, TAKES_DECIDE | TAKES_CONTRACT },
	{ "reference", "TEXT", N_("the paper on which it stands"), OPTION_REFERENCE, TAKES_DECIDE },
	{ "against", "TEXT", N_("of a confirmation: which evidence against it was looked for"), OPTION_AGAINST, TAKES_DECIDE },
	{ "supersedes", "NUMBER", N_("the decision that it takes the place of"), OPTION_SUPERSEDES, TAKES_DECIDE },
	{ "all", NULL, N_("of all devices that fit, when there are several"), OPTION_ALL, TAKES_DECIDE | TAKES_TELL },
	{ "dry-run", NULL, N_("check it and say what would be recorded, and record nothing"), OPTION_RECORD_NOTHING, TAKES_DECIDE },
	{ "all", NULL, N_("name all devices, not only the first of each kind of verdict"), OPTION_ALL, TAKES_JUDGE },
	{ "dry-run", NULL, N_("keep no verdicts in the estate"), OPTION_RECORD_NOTHING, TAKES_JUDGE },
	{ "changes", "FROM TO", N_("tell what changes from one day to another, and why"), OPTION_CHANGES, TAKES_JUDGE },
	{ "column", "HEADING=COLUMN", N_("take the column with this heading for that one; may repeat"), OPTION_COLUMN, TAKES_IMPORT },
	{ "fill", "HEADING", N_("a blank cell of this column says what stands above it; may repeat"), OPTION_FILL, TAKES_IMPORT },
	{ "sheet", "NAME", N_("only this sheet of the workbook"), OPTION_SHEET, TAKES_IMPORT },
	{ "as-of", "DATE", N_("the day of which the register is (default: today)"), OPTION_AS_OF, TAKES_IMPORT },
	{ "by", "NAME", N_("who imported it"), OPTION_BY, TAKES_IMPORT },
	{ "dry-run", NULL, N_("say what is understood and what it would become, and keep nothing"), OPTION_RECORD_NOTHING, TAKES_IMPORT },
	{ "site", "ID", N_("only the devices at this site"), OPTION_SITE, TAKES_RECONCILE },
	{ "all", NULL, N_("list all that was found, not only the first of each kind"), OPTION_ALL, TAKES_RECONCILE },
	{ "all", NULL, N_("of a number: list all devices, not only the first"), OPTION_ALL, TAKES_EXPLAIN },
	{ "fail-on", "KIND", N_("exit with 1 if there is any: only-books, only-wire, contradictory, inconsistent, different, relabelled or claim"), OPTION_FAIL_ON_FINDING, TAKES_RECONCILE },
	{ "expect", "HASH", N_("a hash that was kept elsewhere: some entry must have it"), OPTION_EXPECT, TAKES_AUDIT },
	{ "limit", "N", N_("at most so many devices"), OPTION_LIMIT, TAKES_LIMIT },
	{ "count", NULL, N_("say only how many there are"), OPTION_COUNT, TAKES_LIMIT },
	{ "title", "TEXT", N_("what people call it"), OPTION_TITLE, TAKES_SITE | TAKES_CONTRACT },
	{ "network", "CIDR", N_("a network of the site, like 10.4.0.0/16; may repeat"), OPTION_NETWORK, TAKES_SITE },
	{ "latitude", "N", N_("where it is, in degrees north"), OPTION_LATITUDE, TAKES_SITE },
	{ "longitude", "N", N_("where it is, in degrees east"), OPTION_LONGITUDE, TAKES_SITE },
	{ "supplier", "NAME", N_("who delivers under the contract"), OPTION_SUPPLIER, TAKES_CONTRACT },
	{ "value", "MONEY", N_("what the contract is worth, like 'EUR 120000'"), OPTION_VALUE, TAKES_CONTRACT },
	{ "site", "ID", N_("the site where it is; an empty text takes it off"), OPTION_SITE, TAKES_TELL },
	{ "contract", "ID", N_("the contract under which it is; an empty text takes it off"), OPTION_CONTRACT, TAKES_TELL },
	{ "made-in", "CC", N_("the country where it was manufactured, two letters"), OPTION_MADE_IN, TAKES_TELL },
	{ "kind", "KIND", N_("what it is, finer than its class: router, modem"), OPTION_KIND, TAKES_TELL },
	{ "acquired", "DATE", N_("the day on which it was bought"), OPTION_ACQUIRED, TAKES_TELL },
	{ "component", "ID", N_("a company whose part is inside; may repeat"), OPTION_COMPONENT, TAKES_TELL },
	{ "whole", NULL, N_("these components are all there are"), OPTION_WHOLE, TAKES_TELL },
	{ "part", "NAME", N_("the merged device that is taken off again"), OPTION_PART, TAKES_SPLIT },
	{ "address", "IP", N_("the address that is another device's"), OPTION_ADDRESS, TAKES_SPLIT },
	{ "since", "DATE", N_("from this day on it was another device"), OPTION_SINCE, TAKES_SPLIT },
	{ "fail-on", "STATUS", N_("exit with 1 if any verdict has this status"), OPTION_FAIL_ON, TAKES_JUDGING },
	{ "estate", "FILE", N_("the estate file (default: birthmark.db)"), OPTION_ESTATE, TAKES_ESTATE },
	{ "no-estate", NULL, N_("keep nothing in an estate file"), OPTION_NO_ESTATE, TAKES_NO_ESTATE },
	{ "format", "FORMAT", N_("html (default), csv, xlsx, jsonl, geojson or cyclonedx"), OPTION_FORMAT, TAKES_FORMAT },
	{ "precision", "DIGITS", N_("of GeoJSON: digits of a coordinate behind the point, 0 to 6 (default: 2)"), OPTION_PRECISION, TAKES_FORMAT },
	{ "each", NULL, N_("of HTML and GeoJSON: every device, however many, not only how many there are"), OPTION_EACH, TAKES_FORMAT },
	{ "summary", NULL, N_("of HTML: the numbers alone, without a list of devices; of more than 5000 the page has no other"), OPTION_SUMMARY, TAKES_FORMAT },
	{ "document", "KIND", N_("write a document instead: council-annex, far-52.204 or supplier-letter"), OPTION_DOCUMENT, TAKES_FORMAT },
	{ "public", NULL, N_("of council-annex: without places, addresses and names (default)"), OPTION_OPEN, TAKES_FORMAT },
	{ "confidential", NULL, N_("of council-annex: with places, addresses and names"), OPTION_CONFIDENTIAL, TAKES_FORMAT },
	{ "replaces", "NUMBER", N_("of a document: it corrects the one with this number; --why says what changed"), OPTION_REPLACES, TAKES_FORMAT },
	{ "output", "FILE", N_("where to write (default: report.html, report.xlsx, else standard output; - is standard output)"), OPTION_OUTPUT, TAKES_OUTPUT },
	{ "data", "FOLDER", N_("add marks, companies, brands, models and laws from here"), OPTION_DATA, TAKES_DATA },
	{ "alone", NULL, N_("take the folder for all there is, not on top of what is built in"), OPTION_ALONE, TAKES_STRICT },
	{ "exclude", "WHO", N_("never ask this address, range, network or name, or those in this file; may repeat"), OPTION_EXCLUDE, TAKES_SCAN },
	{ "scope", "FILE", N_("ask only within the ranges of this file, which also says who authorised them"), OPTION_SCOPE, TAKES_SCAN },
	{ "interface", "NAME", N_("ask everybody on this interface only; may repeat (default: all but loopback)"), OPTION_INTERFACE, TAKES_SCAN },
	{ "no-groups", NULL, N_("ask nobody by multicast or broadcast, only the targets"), OPTION_NO_GROUPS, TAKES_SCAN },
	{ "sweep-only", NULL, N_("say which addresses answer, and talk with none"), OPTION_SWEEP_ONLY, TAKES_SCAN },
	{ "rate", "N", N_("at most so many packets a second (default: 200)"), OPTION_RATE, TAKES_SCAN },
	{ "device-rate", "N", N_("at most so many packets a second to one device (default: 5)"), OPTION_DEVICE_RATE, TAKES_SCAN },
	{ "wait", "SECONDS", N_("how long answers are awaited after the last question (default: 3)"), OPTION_WAIT, TAKES_SCAN },
	{ "journal", "FILE", N_("write down there how far the scan is; when it was stopped, the same command goes on"), OPTION_JOURNAL, TAKES_SCAN },
	{ "snmp-community", "WORD", N_("ask by SNMP too, with this community of yours; @FILE: the first line of a file"), OPTION_SNMP_COMMUNITY, TAKES_SCAN },
	{ "public", NULL, N_("public addresses too: only those you may ask"), OPTION_PUBLIC, TAKES_SCAN },
	{ "dry-run", NULL, N_("say who would be asked what, and send nothing"), OPTION_DRY_RUN, TAKES_SCAN },
	{ "what-we-send", NULL, N_("list every byte that is ever sent, with its reason and source"), OPTION_WHAT_WE_SEND, TAKES_SCAN },
	{ "strict", NULL, N_("also list what rests on memory alone"), OPTION_STRICT, TAKES_STRICT },
	{ "language", "LANGUAGE", N_("en or nl (default: what the locale asks for)"), OPTION_LANGUAGE, 0 },
	{ "color", "WHEN", N_("auto, always or never"), OPTION_COLOR, 0 },
	{ "quiet", NULL, N_("no progress and no warnings"), OPTION_QUIET, 0 },
	{ "help", NULL, N_("show this"), OPTION_HELP, 0 },
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool takes(const struct command *c, const struct row *row) {
	return row->needs == 0 || (c->options & row->needs);
}

static void print_row(const struct row *row) {
	char left[40], letter = row->id < 256 ? (char)row->id : 0;

	snprintf(left, sizeof left, "  %c%c%s --%s%s%s", letter ? '-' : ' ', letter ? letter : ' ', letter ? "," : " ",
		 row->name, row->argument ? " " : "", row->argument ? row->argument : "");
	printf("%-28s %s\n", left, translate(row->what));
}

static void print_help(const struct command *c) {
	printf(_("usage: birthmark %s [OPTION…]%s%s\n\n%s\n\n"), c->name, *c->arguments ? " " : "", c->arguments,
	       translate(c->what));
	for (int i = 0; i < ROW_COUNT; i++)
		if (takes(c, &rows[i]))
			print_row(&rows[i]);
	printf(_("\nMore: man birthmark-%s\n"), c->name);
}

void options_overview(void) {
	printf("%s", _("usage: birthmark COMMAND [OPTION…] [ARGUMENT…]\n\n"
	       "Finds networked video devices, drones and telecom gear, tells who really made\n"
	       "each one behind its label, and judges it against restrictions.\n\n"));
	for (const struct command *c = commands; c->name; c++)
		printf("  %-10s %s\n", c->name, translate(c->what));
	printf("%s", _("\n`birthmark COMMAND --help` lists a command's options; `birthmark --version` tells the version.\n"));
}

static date today(void) {
	return date_of_seconds(time(NULL));
}

/* What is wrong with an option, with a format in English; false. */
#define complain(c, ...) (say_usage((c)->name, __VA_ARGS__), false)

static bool add_word(str *words, size_t *count, size_t most, const char *word) {
	if (*count == most)
		return false;
	words[(*count)++] = str_of(word);
	return true;
}

static bool add_argument(const char **words, size_t *count, size_t most, const char *word) {
	if (*count == most)
		return false;
	words[(*count)++] = word;
	return true;
}

/* A number above 0, with digits and perhaps a point: what strtod() also takes, like "inf", is none. */
static bool take_number(double *to, const char *word, double most) {
	char *end;

	*to = strtod(word, &end);
	return *word >= '0' && *word <= '9' && !*end && *to > 0 && *to <= most;
}

/* The options of `scan`; false when it is none of them or its value is not what it can be. */
static bool take_scan_option(const struct command *c, struct scan_options *o, int id, const char *value) {
	switch (id) {
	case OPTION_PUBLIC: o->public_too = true; return true;
	case OPTION_NO_GROUPS: o->no_groups = true; return true;
	case OPTION_SWEEP_ONLY: o->sweep_only = true; return true;
	case OPTION_DRY_RUN: o->dry_run = true; return true;
	case OPTION_WHAT_WE_SEND: o->what_we_send = true; return true;
	case OPTION_JOURNAL: o->journal = value; return true;
	case OPTION_SNMP_COMMUNITY: o->snmp_community = value; return true;
	case OPTION_SCOPE: o->scope_file = value; return true;
	case OPTION_EXCLUDE:
		return add_argument(o->excludes, &o->exclude_count, OPTIONS_EXCLUDES_MAX, value) ||
		       complain(c, "so many exclusions are better kept in a file: --exclude FILE");
	case OPTION_INTERFACE:
		return add_argument(o->interfaces, &o->interface_count, OPTIONS_INTERFACES_MAX, value) ||
		       complain(c, "too many interfaces");
	case OPTION_RATE:
		return (take_number(&o->rate, value, PACE_RATE_MAX) && o->rate >= RATE_LEAST) ||
		       complain(c, "--rate is packets a second, 5 to 1000000, not '%s'", value);
	case OPTION_DEVICE_RATE:
		return (take_number(&o->device_rate, value, PACE_RATE_MAX) && o->device_rate >= RATE_LEAST) ||
		       complain(c, "--device-rate is packets a second, 5 to 1000000, not '%s'", value);
	case OPTION_WAIT:
		return take_number(&o->wait, value, 3600) || complain(c, "--wait is seconds, up to 3600, not '%s'", value);
	default: return false;
	}
}

static bool take_day(const struct command *c, date *to, const char *value) {
	return (strlen(value) == 10 && date_parse(str_of(value), to)) || complain(c, "this is no day like 2026-11-21: '%s'", value);
}

/* The options of `decide` and `audit`; false when the value is not what it can be. */
static bool take_decide_option(const struct command *c, struct decide_options *o, int id, const char *value) {
	switch (id) {
	case OPTION_BY: o->by = str_of(value); return true;
	case OPTION_WHY: o->why = str_of(value); return true;
	case OPTION_ACT: o->act = str_of(value); return true;
	case OPTION_MAKER: o->maker = str_of(value); return true;
	case OPTION_BRAND: o->brand = str_of(value); return true;
	case OPTION_MODEL: o->model = str_of(value); return true;
	case OPTION_REFERENCE: o->reference = str_of(value); return true;
	case OPTION_AGAINST: o->against = str_of(value); return true;
	case OPTION_ALL: o->all = true; return true;
	case OPTION_RECORD_NOTHING: o->dry_run = true; return true;
	case OPTION_EXPECT: o->expect = value; return true;
	case OPTION_FROM: return take_day(c, &o->from, value);
	case OPTION_UNTIL: return take_day(c, &o->until, value);
	case OPTION_SUPERSEDES:
		return (str_u64(str_of(value), &o->supersedes) && o->supersedes) ||
		       complain(c, "--supersedes is the number of a decision, not '%s'", value);
	case OPTION_STATUS:
		o->status = status_by_name(str_of(value));
		return o->status != STATUS_COUNT || complain(c, "there is no status '%s'", value);
	default: return false;
	}
}

/* Degrees: with a sign, digits and perhaps a point. */
static bool take_degrees(double *to, const char *word, double most) {
	const char *digits = *word == '-' || *word == '+' ? word + 1 : word;

	if (!take_number(to, digits, most) && strcmp(digits, "0") != 0)
		return false;
	*to = *word == '-' ? -*to : *to;
	return true;
}

static bool take_address(const struct command *c, addr *to, const char *value) {
	*to = addr_parse(str_of(value));
	return to->kind == ADDR_IP4 || to->kind == ADDR_IP6 || complain(c, "--address is an IP address, not '%s'", value);
}

/* The options of the commands that keep the books; false when the value is not what it can be. */
static bool take_books_option(const struct command *c, struct books_options *o, int id, const char *value) {
	switch (id) {
	case OPTION_COUNT: o->count = true; return true;
	case OPTION_WHOLE: o->whole = true; return true;
	case OPTION_TITLE: o->title = str_of(value); return true;
	case OPTION_SUPPLIER: o->supplier = str_of(value); return true;
	case OPTION_VALUE: o->value = str_of(value); return true;
	case OPTION_SITE: o->site = str_of(value); return true;
	case OPTION_CONTRACT: o->contract = str_of(value); return true;
	case OPTION_MADE_IN: o->made_in = str_of(value); return true;
	case OPTION_KIND: o->kind = str_of(value); return true;
	case OPTION_ACQUIRED: o->acquired = str_of(value); return true;
	case OPTION_PART: o->part = str_of(value); return true;
	case OPTION_ADDRESS: return take_address(c, &o->address, value);
	case OPTION_SINCE: return take_day(c, &o->since, value);
	case OPTION_NETWORK:
		return add_word(o->networks, &o->network_count, OPTIONS_NETWORKS_MAX, value) ||
		       complain(c, "too many networks");
	case OPTION_COMPONENT:
		return add_word(o->components, &o->component_count, OPTIONS_COMPONENTS_MAX, value) ||
		       complain(c, "too many components");
	case OPTION_LIMIT:
		return (str_u64(str_of(value), &o->limit) && o->limit) || complain(c, "--limit is a number above 0, not '%s'", value);
	case OPTION_LATITUDE:
		return take_degrees(&o->latitude, value, 90) || complain(c, "--latitude is -90 to 90 degrees, not '%s'", value);
	case OPTION_LONGITUDE:
		return take_degrees(&o->longitude, value, 180) || complain(c, "--longitude is -180 to 180 degrees, not '%s'", value);
	default: return false;
	}
}

/* HEADING=COLUMN, cut at the last '=': headings may have one. */
static bool take_column(const struct command *c, struct import_options *o, const char *value) {
	const char *equal = strrchr(value, '=');

	if (!equal || equal == value)
		return complain(c, "--column is HEADING=COLUMN, not '%s'", value);
	enum register_column column = register_column_by_name(str_of(equal + 1));
	if (column == COLUMN_COUNT)
		return complain(c, "there is no column '%s'", equal + 1);
	if (o->column_count == OPTIONS_COLUMNS_MAX)
		return complain(c, "too many columns");
	o->headings[o->column_count] = (str){ (const uint8_t *)value, (size_t)(equal - value) };
	o->columns[o->column_count++] = column;
	return true;
}

static bool take_fill(const struct command *c, struct import_options *o, const char *value) {
	if (o->fill_count == OPTIONS_COLUMNS_MAX)
		return complain(c, "too many columns");
	o->fill[o->fill_count++] = str_of(value);
	return true;
}

static bool take_import_option(const struct command *c, struct import_options *o, int id, const char *value) {
	switch (id) {
	case OPTION_COLUMN: return take_column(c, o, value);
	case OPTION_FILL: return take_fill(c, o, value);
	case OPTION_SHEET: o->sheet = value; return true;
	case OPTION_AS_OF: return take_day(c, &o->as_of, value);
	default: return false;
	}
}

/* The only option with two values: `second` is the word behind the first. */
static bool take_changes(const struct command *c, struct judge_options *o, const char *first, const char *second) {
	if (!take_day(c, &o->from, first) || !take_day(c, &o->to, second))
		return false;
	return o->from < o->to || complain(c, "--changes takes the earlier day first: '%s'", first);
}

const char *const report_format_names[FORMAT_COUNT] = { "html", "csv", "xlsx", "jsonl", "geojson", "cyclonedx" };

/* The options of `report`; false when the value is not what it can be. */
static bool take_report_option(const struct command *c, struct report_options *o, int id, const char *value) {
	if (id == OPTION_EACH || id == OPTION_SUMMARY) {
		*(id == OPTION_EACH ? &o->each : &o->summary) = true;
		return true;
	}
	if (id == OPTION_PRECISION) {
		o->has_precision = true;
		return (str_u64(str_of(value), &o->precision) && o->precision <= GEOJSON_PRECISION_MAX) ||
		       complain(c, "--precision is 0 to 6 digits, not '%s'", value);
	}
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (!strcmp(value, report_format_names[i])) {
			o->format = (enum report_format)i;
			o->has_format = true;
			return true;
		}
	}
	return complain(c, "--format is html, csv, xlsx, jsonl, geojson or cyclonedx, not '%s'", value);
}

/* The place of `word` among them; `count` when it is none. */
static size_t place_of(const char *word, const char *const *words, size_t count) {
	size_t i = 0;

	while (i < count && strcmp(word, words[i]) != 0)
		i++;
	return i;
}

static bool take_finding(const struct command *c, struct reconcile_options *o, const char *value) {
	o->fail_on = (enum finding_kind)place_of(value, finding_names, FINDING_COUNT);
	return o->fail_on < FINDING_COUNT || complain(c, "there is no kind of finding '%s'", value);
}

/* The options of `report --document`; likewise. */
static bool take_paper_option(const struct command *c, struct paper_options *o, int id, const char *value) {
	switch (id) {
	case OPTION_DOCUMENT:
		o->wanted = true;
		o->kind = (enum paper_kind)place_of(value, paper_names, PAPER_COUNT);
		return o->kind < PAPER_COUNT || complain(c, "--document is council-annex, far-52.204 or supplier-letter, not '%s'", value);
	case OPTION_REPLACES: o->replaces = str_of(value); return true;
	case OPTION_OPEN: o->is_public = true; return true;
	default: o->is_confidential = true; return true;
	}
}

static bool take_language(const struct command *c, enum tongue *to, const char *value) {
	enum tongue asked = (enum tongue)place_of(value, tongue_names, TONGUE_COUNT);

	if (asked == TONGUE_COUNT)
		return complain(c, "--language is en or nl, not '%s'", value);
	translate_into(asked);
	*to = asked;
	return true;
}

void options_speak(int argc, char *argv[]) {
	static const char option[] = "--language=";

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = !strncmp(argv[i], option, sizeof option - 1) ? argv[i] + sizeof option - 1 :
				    !strcmp(argv[i], "--language") && i + 1 < argc ? argv[i + 1] : "";
		size_t asked = place_of(value, tongue_names, TONGUE_COUNT);

		if (asked < TONGUE_COUNT)
			translate_into((enum tongue)asked);
	}
}

static bool take_colour(struct options *o, const char *word) {
	static const char *const words[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++) {
		if (!strcmp(word, words[i])) {
			o->colour = (enum term_colour)i;
			return true;
		}
	}
	return false;
}

/* False when the value of an option is not what it can be. */
static bool take_option(const struct command *c, struct options *o, int id, const char *value) {
	switch (id) {
	case OPTION_JSON: o->json = true; return true;
	case OPTION_QUIET: o->quiet = true; return true;
	case OPTION_STRICT: o->strict = true; return true;
	case OPTION_ALONE: o->alone = true; return true;
	case OPTION_NO_ESTATE: o->no_estate = true; return true;
	case OPTION_DATA: o->data = value; return true;
	case OPTION_ESTATE: o->estate = value; return true;
	case OPTION_OUTPUT: o->output = value; return true;
	case OPTION_AS:
		return add_word(o->roles, &o->role_count, OPTIONS_ROLES_MAX, value) ||
		       complain(c, "too many roles");
	case OPTION_LAW:
		return add_word(o->laws, &o->law_count, OPTIONS_LAWS_MAX, value) || complain(c, "too many laws");
	case OPTION_ON: return take_day(c, &o->on, value);
	case OPTION_COLOR: return take_colour(o, value) || complain(c, "--color is auto, always or never, not '%s'", value);
	case OPTION_FAIL_ON:
		o->fail_on = status_by_name(str_of(value));
		return o->fail_on != STATUS_COUNT || complain(c, "there is no status '%s'", value);
	case OPTION_FAIL_ON_FINDING: return take_finding(c, &o->reconcile, value);
	case OPTION_LANGUAGE: return take_language(c, &o->tongue, value);
	default:
		if (id >= OPTION_FORMAT && id <= OPTION_EACH)
			return take_report_option(c, &o->report, id, value);
		if (id >= OPTION_DOCUMENT && id <= OPTION_REPLACES)
			return take_paper_option(c, &o->paper, id, value);
		if (id >= OPTION_LIMIT && id <= OPTION_SINCE)
			return take_books_option(c, &o->books, id, value);
		if (id >= OPTION_COLUMN && id <= OPTION_AS_OF)
			return take_import_option(c, &o->import, id, value);
		return id >= OPTION_BY && id <= OPTION_EXPECT ? take_decide_option(c, &o->decide, id, value)
							      : take_scan_option(c, &o->scan, id, value);
	}
}

static void make_long_options(const struct command *c, struct option *ret_long) {
	int count = 0;

	for (int i = 0; i < ROW_COUNT; i++)
		if (takes(c, &rows[i]))
			ret_long[count++] = (struct option){ rows[i].name, rows[i].argument ? required_argument : no_argument,
							     NULL, (int)rows[i].id };
	ret_long[count] = (struct option){ 0 };
}

bool options_read(const struct command *c, int argc, char *argv[], struct options *ret_options,
		  enum exit_code *ret_exit) {
	struct options o = { .on = today(), .today = today(), .fail_on = STATUS_COUNT, .estate = OPTIONS_ESTATE,
			     .scan = { .rate = 200, .device_rate = 5, .wait = 3 },
			     .decide = { .from = DATE_NONE, .until = DATE_NONE, .status = STATUS_COUNT },
			     .judge = { DATE_NONE, DATE_NONE }, .import = { .as_of = DATE_NONE }, .reconcile = { FINDING_COUNT },
			     .books = { .latitude = NAN, .longitude = NAN, .since = DATE_NONE },
			     .report = { .precision = GEOJSON_PRECISION } };
	o.tongue = translate_tongue();
	struct option long_options[ROW_COUNT + 1];
	const char *short_options = c->options & TAKES_OUTPUT ? "hqo:" : "hq";
	int id;

	make_long_options(c, long_options);
	*ret_exit = EXIT_BAD_USAGE;
	opterr = 0;
	while ((id = getopt_long(argc, argv, short_options, long_options, NULL)) != -1) {
		if (id == '?')
			return complain(c, "this option is not known or lacks its value: '%s'", argv[optind - 1]);
		if (id == OPTION_HELP) {
			print_help(c);
			*ret_exit = EXIT_DONE;
			return false;
		}
		if (id == OPTION_CHANGES ? !take_changes(c, &o.judge, optarg, optind < argc ? argv[optind++] : "")
					 : !take_option(c, &o, id, optarg))
			return false;
	}
	o.arguments = argv + optind;
	o.argument_count = argc - optind;
	if (o.argument_count < c->least || (c->most >= 0 && o.argument_count > c->most))
		return o.argument_count < c->least ? complain(c, "something is missing: usage is '%s'", c->arguments) :
						     complain(c, "too many arguments: usage is '%s'", c->arguments);
	*ret_options = o;
	return true;
}
