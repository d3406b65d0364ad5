#include "cmd/options.h"

#include <assert.h>
#include <getopt.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/translate.h"
#include "cmd/say.h"
#include "sense/pace.h"

/* Packets a second: a connection begins with two and an answer brings two or three; less cannot be held. */
enum { RATE_LEAST = 5 };

/* Beside the bits of struct command.options: the first letter of the name will do, too. */
enum { LETTER = 1 << 30 };

struct row;

/* One option as it was typed. `value` is NULL when it has none. */
struct given {
	const struct command *command;
	const struct row *row;
	const char *value;
	int argc;
	char **argv;
};

/* Puts the value there, a member of struct options. False: it was said why it cannot be. */
typedef bool take_value(const struct given *g, void *to);

/* What some kinds of values are held to. */
struct form {
	size_t beside; /* offset of a list's count; else of a flag that is set too when it was given, 0: none */
	double least, most; /* of a number; of a list: how many */
	const char *const *names; /* of a choice, as many as `most`; its enum has their order */
	const char *wrong; /* what is said when it is not so; a %s in it is the value */
};

/* One option: what --help says of it, who takes it, and what becomes of its value. */
struct row {
	const char *name, *argument, *what;
	unsigned needs; /* bits of struct command.options, and LETTER; none of those bits: every command takes it */
	take_value *take; /* NULL: help is asked for */
	size_t at; /* offset in struct options */
	const struct form *form;
};

#define AT(member) offsetof(struct options, member)

/* What is wrong with an option, with a format in English; false. */
#define complain(c, ...) (say_usage((c)->name, __VA_ARGS__), false)

static bool say_wrong(const struct given *g) {
	say_usage_word(g->command->name, g->row->form->wrong, g->value);
	return false;
}

static bool take_flag(const struct given *g, void *to) {
	(void)g;
	*(bool *)to = true;
	return true;
}

static bool take_argument(const struct given *g, void *to) {
	*(const char **)to = g->value;
	return true;
}

/* Without a name nothing can be found, and SQLite would keep an estate without one nowhere. */
static bool take_name(const struct given *g, void *to) {
	return *g->value ? take_argument(g, to) : complain(g->command, "the name of a file or folder is empty");
}

static bool take_text(const struct given *g, void *to) {
	*(str *)to = str_of(g->value);
	return true;
}

static bool take_trimmed(const struct given *g, void *to) {
	*(str *)to = str_trim(str_of(g->value));
	return true;
}

/* The member of struct options that goes with the one at `to`. */
static void *beside(const struct given *g, void *to) {
	return (char *)to - g->row->at + g->row->form->beside;
}

static bool mark_given(const struct given *g, void *to) {
	if (g->row->form->beside)
		*(bool *)beside(g, to) = true;
	return true;
}

/* The count of the list that the option adds to; NULL when it is full, which was said. */
static size_t *count_of(const struct given *g, void *to) {
	size_t *count = beside(g, to);

	if ((double)*count < g->row->form->most)
		return count;
	say_wrong(g);
	return NULL;
}

static bool take_one_more(const struct given *g, void *to) {
	size_t *count = count_of(g, to);

	if (count)
		((const char **)to)[(*count)++] = g->value;
	return count != NULL;
}

static bool take_one_more_text(const struct given *g, void *to) {
	size_t *count = count_of(g, to);

	if (count)
		((str *)to)[(*count)++] = str_of(g->value);
	return count != NULL;
}

static bool read_day(const struct command *c, date *to, const char *value) {
	return (strlen(value) == 10 && date_parse(str_of(value), to)) || complain(c, "this is no day like 2026-11-21: '%s'", value);
}

static bool take_day(const struct given *g, void *to) {
	return read_day(g->command, to, g->value);
}

/* The only option with two values: the second is the word behind the first. */
static bool take_changes(const struct given *g, void *to) {
	struct judge_options *o = to;
	const char *second = optind < g->argc ? g->argv[optind++] : "";

	if (!read_day(g->command, &o->from, g->value))
		return false;
	if (!byte_is_digit((uint8_t)*second))
		return complain(g->command, "--changes takes two days, FROM and TO; behind '%s' stands no second one", g->value);
	if (!read_day(g->command, &o->to, second))
		return false;
	return o->from < o->to || complain(g->command, "--changes takes the earlier day first: '%s'", g->value);
}

/* A number above 0, with digits and perhaps a point: what strtod() also takes, like "inf", is none. */
static bool read_number(double *to, const char *word, double most) {
	char *end;

	*to = strtod(word, &end);
	return *word >= '0' && *word <= '9' && !*end && *to > 0 && *to <= most;
}

static bool take_number(const struct given *g, void *to) {
	double *number = to;

	return (read_number(number, g->value, g->row->form->most) && *number >= g->row->form->least) || say_wrong(g);
}

/* Degrees: with a sign, digits and perhaps a point. */
static bool take_degrees(const struct given *g, void *to) {
	double *degrees = to;
	const char *digits = *g->value == '-' || *g->value == '+' ? g->value + 1 : g->value;

	if (!read_number(degrees, digits, g->row->form->most) && strcmp(digits, "0") != 0)
		return say_wrong(g);
	*degrees = *g->value == '-' ? -*degrees : *degrees;
	return true;
}

static bool take_whole_number(const struct given *g, void *to) {
	const struct form *f = g->row->form;
	uint64_t *number = to;

	if (!str_u64(str_of(g->value), number) || (double)*number < f->least || (double)*number > f->most)
		return say_wrong(g);
	return mark_given(g, to);
}

static bool take_address(const struct given *g, void *to) {
	addr *a = to;

	*a = addr_parse(str_of(g->value));
	return a->kind == ADDR_IP4 || a->kind == ADDR_IP6 || complain(g->command, "--address is an IP address, not '%s'", g->value);
}

/* The place of `word` among them; `count` when it is none. */
static size_t place_of(const char *word, const char *const *words, size_t count) {
	size_t i = 0;

	while (i < count && strcmp(word, words[i]) != 0)
		i++;
	return i;
}

static bool take_choice(const struct given *g, void *to) {
	const struct form *f = g->row->form;
	size_t count = (size_t)f->most, place = place_of(g->value, f->names, count);

	if (place == count)
		return say_wrong(g);
	*(unsigned *)to = (unsigned)place; /* compilers take it for each enum without negative values */
	return mark_given(g, to);
}

static bool take_language(const struct given *g, void *to) {
	if (!take_choice(g, to))
		return false;
	translate_into(*(enum tongue *)to);
	return true;
}

/* HEADING=COLUMN, cut at the last '=': headings may have one. */
static bool take_column(const struct given *g, void *to) {
	struct import_options *o = to;
	const char *equal = strrchr(g->value, '=');

	if (!equal || equal == g->value)
		return complain(g->command, "--column is HEADING=COLUMN, not '%s'", g->value);
	enum register_column column = register_column_by_name(str_of(equal + 1));
	if (column == COLUMN_COUNT)
		return complain(g->command, "there is no column '%s'", equal + 1);
	if (o->column_count == OPTIONS_COLUMNS_MAX)
		return complain(g->command, "too many columns");
	o->headings[o->column_count] = (str){ (const uint8_t *)g->value, (size_t)(equal - g->value) };
	o->columns[o->column_count++] = column;
	return true;
}

static const char *const report_format_names[FORMAT_COUNT] = { "html", "csv", "xlsx", "jsonl", "geojson", "cyclonedx" };
static const char *const colour_names[] = { "auto", "always", "never" };

static_assert(sizeof(enum term_colour) == sizeof(unsigned) && sizeof(enum tongue) == sizeof(unsigned) &&
	      sizeof(enum status) == sizeof(unsigned) && sizeof(enum finding_kind) == sizeof(unsigned) &&
	      sizeof(enum report_format) == sizeof(unsigned) && sizeof(enum paper_kind) == sizeof(unsigned), "take_choice()");

#define LIST(count, most, wrong) { AT(count), 0, most, NULL, wrong }
#define NUMBER(least, most, beside, wrong) { beside, least, most, NULL, wrong }
#define CHOICE(names, count, beside, wrong) { beside, 0, count, names, wrong }

static const struct form
	roles = LIST(role_count, OPTIONS_ROLES_MAX, N_("too many roles")),
	laws = LIST(law_count, OPTIONS_LAWS_MAX, N_("too many laws")),
	networks = LIST(books.network_count, OPTIONS_NETWORKS_MAX, N_("too many networks")),
	components = LIST(books.component_count, OPTIONS_COMPONENTS_MAX, N_("too many components")),
	fills = LIST(import.fill_count, OPTIONS_COLUMNS_MAX, N_("too many columns")),
	interfaces = LIST(scan.interface_count, OPTIONS_INTERFACES_MAX, N_("too many interfaces")),
	excludes = LIST(scan.exclude_count, OPTIONS_EXCLUDES_MAX,
			N_("so many exclusions are better kept in a file: --exclude FILE")),
	rate = NUMBER(RATE_LEAST, PACE_RATE_MAX, 0, N_("--rate is packets a second, 5 to 1000000, not '%s'")),
	device_rate = NUMBER(RATE_LEAST, PACE_RATE_MAX, 0, N_("--device-rate is packets a second, 5 to 1000000, not '%s'")),
	seconds = NUMBER(0, 3600, 0, N_("--wait is seconds, up to 3600, not '%s'")),
	latitude = NUMBER(-90, 90, 0, N_("--latitude is -90 to 90 degrees, not '%s'")),
	longitude = NUMBER(-180, 180, 0, N_("--longitude is -180 to 180 degrees, not '%s'")),
	precision = NUMBER(0, GEOJSON_PRECISION_MAX, AT(report.has_precision), N_("--precision is 0 to 6 digits, not '%s'")),
	limit = NUMBER(1, INFINITY, 0, N_("--limit is a number above 0, not '%s'")),
	decision = NUMBER(1, INFINITY, 0, N_("--supersedes is the number of a decision, not '%s'")),
	colours = CHOICE(colour_names, 3, 0, N_("--color is auto, always or never, not '%s'")),
	languages = CHOICE(tongue_names, TONGUE_COUNT, 0, N_("--language is en or nl, not '%s'")),
	statuses = CHOICE(status_names, STATUS_COUNT, 0, N_("there is no status '%s'")),
	findings = CHOICE(finding_names, FINDING_COUNT, 0, N_("there is no kind of finding '%s'")),
	formats = CHOICE(report_format_names, FORMAT_COUNT, AT(report.has_format),
			 N_("--format is html, csv, xlsx, jsonl, geojson or cyclonedx, not '%s'")),
	papers = CHOICE(paper_names, PAPER_COUNT, AT(paper.wanted),
			N_("--document is council-annex, far-52.204 or supplier-letter, not '%s'"));

static const struct row rows[] = {
	{ "json", NULL, N_("one JSON object a line instead of a table"), TAKES_JSON, take_flag, AT(json), NULL },
	{ "as", "ROLE", N_("judge only by laws that bind this role; may repeat"),
	  TAKES_JUDGING, take_one_more_text, AT(roles), &roles },
	{ "on", "DATE", N_("judge by the law of this day (YYYY-MM-DD), not of today"),
	  TAKES_JUDGING | TAKES_DAY, take_day, AT(on), NULL },
	{ "law", "ID", N_("judge only by this law; may repeat"), TAKES_JUDGING, take_one_more_text, AT(laws), &laws },
	{ "law", "ID", N_("the law that it is about"), TAKES_DECIDE, take_one_more_text, AT(laws), &laws },
	{ "by", "NAME", N_("who decided"), TAKES_DECIDE, take_text, AT(decide.by), NULL },
	{ "by", "NAME", N_("who says so"), TAKES_BY, take_text, AT(decide.by), NULL },
	{ "why", "TEXT", N_("for which reason"), TAKES_DECIDE | TAKES_WHY | TAKES_FORMAT, take_text, AT(decide.why), NULL },
	{ "act", "ACT", N_("one act of the law, such as use; all of them when it is not given"),
	  TAKES_DECIDE, take_text, AT(decide.act), NULL },
	{ "status", "STATUS", N_("of a case: what the department decided it is"),
	  TAKES_DECIDE, take_choice, AT(decide.status), &statuses },
	{ "maker", "ID", N_("of a confirmation or rejection: the company that made it, or did not"),
	  TAKES_DECIDE, take_text, AT(decide.maker), NULL },
	{ "brand", "ID", N_("of a confirmation: the brand on its label"), TAKES_DECIDE, take_text, AT(decide.brand), NULL },
	{ "model", "TEXT", N_("of a confirmation: the model on its label"), TAKES_DECIDE, take_text, AT(decide.model), NULL },
	{ "from", "DATE", N_("the first day on which it holds"), TAKES_DECIDE | TAKES_CONTRACT, take_day, AT(decide.from), NULL },
	{ "until", "DATE", N_("the first day on which it does not hold any more"),
	  TAKES_DECIDE | TAKES_CONTRACT, take_day, AT(decide.until), NULL },
	{ "reference", "TEXT", N_("the paper on which it stands"), TAKES_DECIDE, take_text, AT(decide.reference), NULL },
	{ "against", "TEXT", N_("of a confirmation: which evidence against it was looked for"),
	  TAKES_DECIDE, take_text, AT(decide.against), NULL },
	{ "supersedes", "NUMBER", N_("the decision that it takes the place of"),
	  TAKES_DECIDE, take_whole_number, AT(decide.supersedes), &decision },
	{ "all", NULL, N_("of all devices that fit, when there are several"),
	  TAKES_DECIDE | TAKES_TELL, take_flag, AT(decide.all), NULL },
	{ "dry-run", NULL, N_("check it and say what would be recorded, and record nothing"),
	  TAKES_DECIDE, take_flag, AT(decide.dry_run), NULL },
	{ "all", NULL, N_("name all devices, not only the first of each kind of verdict"),
	  TAKES_JUDGE, take_flag, AT(decide.all), NULL },
	{ "anew", NULL, N_("think of every device anew, and believe nothing that is kept of it"),
	  TAKES_JUDGE, take_flag, AT(decide.anew), NULL },
	{ "dry-run", NULL, N_("keep no verdicts in the estate"), TAKES_JUDGE, take_flag, AT(decide.dry_run), NULL },
	{ "changes", "FROM TO", N_("tell what changes from one day to another, and why"),
	  TAKES_JUDGE, take_changes, AT(judge), NULL },
	{ "column", "HEADING=COLUMN", N_("take the column with this heading for that one; may repeat"),
	  TAKES_IMPORT, take_column, AT(import), NULL },
	{ "fill", "HEADING", N_("a blank cell of this column says what stands above it; may repeat"),
	  TAKES_IMPORT, take_one_more_text, AT(import.fill), &fills },
	{ "sheet", "NAME", N_("only this sheet of the workbook"), TAKES_IMPORT, take_argument, AT(import.sheet), NULL },
	{ "register", "NAME", N_("the register that the file is a reading of, wherever it lies"),
	  TAKES_IMPORT, take_trimmed, AT(import.is_called), NULL },
	{ "as-of", "DATE", N_("the day of which the register is (default: today)"),
	  TAKES_IMPORT, take_day, AT(import.as_of), NULL },
	{ "by", "NAME", N_("who imported it"), TAKES_IMPORT, take_text, AT(decide.by), NULL },
	{ "dry-run", NULL, N_("say what is understood and what it would become, and keep nothing"),
	  TAKES_IMPORT, take_flag, AT(decide.dry_run), NULL },
	{ "site", "ID", N_("only the devices at this site"), TAKES_RECONCILE, take_text, AT(books.site), NULL },
	{ "all", NULL, N_("list all that was found, not only the first of each kind"),
	  TAKES_RECONCILE, take_flag, AT(decide.all), NULL },
	{ "all", NULL, N_("of a number: list all devices, not only the first"), TAKES_EXPLAIN, take_flag, AT(decide.all), NULL },
	{ "fail-on", "KIND", N_("exit with 1 if there is any: only-books, only-wire, contradictory, inconsistent, different, relabelled or claim"),
	  TAKES_RECONCILE, take_choice, AT(reconcile.fail_on), &findings },
	{ "expect", "HASH", N_("a hash that was kept elsewhere: some entry must have it"),
	  TAKES_AUDIT, take_argument, AT(decide.expect), NULL },
	{ "limit", "N", N_("at most so many devices"), TAKES_LIMIT, take_whole_number, AT(books.limit), &limit },
	{ "count", NULL, N_("say only how many there are"), TAKES_LIMIT, take_flag, AT(books.count), NULL },
	{ "title", "TEXT", N_("what people call it"), TAKES_SITE | TAKES_CONTRACT, take_text, AT(books.title), NULL },
	{ "network", "CIDR", N_("a network of the site, like 10.4.0.0/16; may repeat"),
	  TAKES_SITE, take_one_more_text, AT(books.networks), &networks },
	{ "latitude", "N", N_("where it is, in degrees north"), TAKES_SITE, take_degrees, AT(books.latitude), &latitude },
	{ "longitude", "N", N_("where it is, in degrees east"), TAKES_SITE, take_degrees, AT(books.longitude), &longitude },
	{ "supplier", "NAME", N_("who delivers under the contract"), TAKES_CONTRACT, take_text, AT(books.supplier), NULL },
	{ "value", "MONEY", N_("what the contract is worth, like 'EUR 120000'"), TAKES_CONTRACT, take_text, AT(books.value), NULL },
	{ "site", "ID", N_("the site where it is; an empty text takes it off"), TAKES_TELL, take_text, AT(books.site), NULL },
	{ "contract", "ID", N_("the contract under which it is; an empty text takes it off"),
	  TAKES_TELL, take_text, AT(books.contract), NULL },
	{ "made-in", "CC", N_("the country where it was manufactured, two letters"),
	  TAKES_TELL, take_text, AT(books.made_in), NULL },
	{ "kind", "KIND", N_("what it is, finer than its class: router, modem"), TAKES_TELL, take_text, AT(books.kind), NULL },
	{ "acquired", "DATE", N_("the day on which it was bought"), TAKES_TELL, take_text, AT(books.acquired), NULL },
	{ "component", "ID", N_("a company whose part is inside; may repeat"),
	  TAKES_TELL, take_one_more_text, AT(books.components), &components },
	{ "whole", NULL, N_("these components are all there are"), TAKES_TELL, take_flag, AT(books.whole), NULL },
	{ "part", "NAME", N_("the merged device that is taken off again"), TAKES_SPLIT, take_text, AT(books.part), NULL },
	{ "address", "IP", N_("the address that is another device's"), TAKES_SPLIT, take_address, AT(books.address), NULL },
	{ "since", "DATE", N_("from this day on it was another device"), TAKES_SPLIT, take_day, AT(books.since), NULL },
	{ "fail-on", "STATUS", N_("exit with 1 if any verdict has this status"),
	  TAKES_JUDGING, take_choice, AT(fail_on), &statuses },
	{ "estate", "FILE", N_("the estate file (default: birthmark.db)"), TAKES_ESTATE, take_name, AT(estate), NULL },
	{ "no-estate", NULL, N_("keep nothing in an estate file"), TAKES_NO_ESTATE, take_flag, AT(no_estate), NULL },
	{ "format", "FORMAT", N_("html (default), csv, xlsx, jsonl, geojson or cyclonedx"),
	  TAKES_FORMAT, take_choice, AT(report.format), &formats },
	{ "precision", "DIGITS", N_("of GeoJSON: digits of a coordinate behind the point, 0 to 6 (default: 2)"),
	  TAKES_FORMAT, take_whole_number, AT(report.precision), &precision },
	{ "each", NULL, N_("of HTML and GeoJSON: every device, however many, not only how many there are"),
	  TAKES_FORMAT, take_flag, AT(report.each), NULL },
	{ "summary", NULL, N_("of HTML: the numbers alone, without a list of devices; of more than 5000 the page has no other"),
	  TAKES_FORMAT, take_flag, AT(report.summary), NULL },
	{ "document", "KIND", N_("write a document instead: council-annex, far-52.204 or supplier-letter"),
	  TAKES_FORMAT, take_choice, AT(paper.kind), &papers },
	{ "public", NULL, N_("of council-annex: without places, addresses and names (default)"),
	  TAKES_FORMAT, take_flag, AT(paper.is_public), NULL },
	{ "confidential", NULL, N_("of council-annex: with places, addresses and names"),
	  TAKES_FORMAT, take_flag, AT(paper.is_confidential), NULL },
	{ "replaces", "NUMBER", N_("of a document: it corrects the one with this number; --why says what changed"),
	  TAKES_FORMAT, take_text, AT(paper.replaces), NULL },
	{ "output", "FILE", N_("where to write (default: report.html, report.xlsx, else standard output; - is standard output)"),
	  LETTER | TAKES_OUTPUT, take_name, AT(output), NULL },
	{ "data", "FOLDER", N_("add marks, companies, brands, models and laws from here"), TAKES_DATA, take_name, AT(data), NULL },
	{ "alone", NULL, N_("take the folder for all there is, not on top of what is built in"),
	  TAKES_STRICT, take_flag, AT(alone), NULL },
	{ "exclude", "WHO", N_("never ask this address, range, network or name, or those in this file; may repeat"),
	  TAKES_SCAN, take_one_more, AT(scan.excludes), &excludes },
	{ "scope", "FILE", N_("ask only within the ranges of this file, which also says who authorised them"),
	  TAKES_SCAN, take_name, AT(scan.scope_file), NULL },
	{ "interface", "NAME", N_("ask everybody on this interface only; may repeat (default: all but loopback)"),
	  TAKES_SCAN, take_one_more, AT(scan.interfaces), &interfaces },
	{ "no-groups", NULL, N_("ask nobody by multicast or broadcast, only the targets"),
	  TAKES_SCAN, take_flag, AT(scan.no_groups), NULL },
	{ "sweep-only", NULL, N_("say which addresses answer, and talk with none"),
	  TAKES_SCAN, take_flag, AT(scan.sweep_only), NULL },
	{ "rate", "N", N_("at most so many packets a second (default: 200)"), TAKES_SCAN, take_number, AT(scan.rate), &rate },
	{ "device-rate", "N", N_("at most so many packets a second to one device (default: 5)"),
	  TAKES_SCAN, take_number, AT(scan.device_rate), &device_rate },
	{ "wait", "SECONDS", N_("how long answers are awaited after the last question (default: 3)"),
	  TAKES_SCAN, take_number, AT(scan.wait), &seconds },
	{ "journal", "FILE", N_("write down there how far the scan is; when it was stopped, the same command goes on"),
	  TAKES_SCAN, take_name, AT(scan.journal), NULL },
	{ "snmp-community", "WORD", N_("ask by SNMP too, with this community of yours; @FILE: the first line of a file"),
	  TAKES_SCAN, take_argument, AT(scan.snmp_community), NULL },
	{ "public", NULL, N_("public addresses too: only those you may ask"), TAKES_SCAN, take_flag, AT(scan.public_too), NULL },
	{ "dry-run", NULL, N_("say who would be asked what, and send nothing"), TAKES_SCAN, take_flag, AT(scan.dry_run), NULL },
	{ "what-we-send", NULL, N_("list every byte that is ever sent, with its reason and source"),
	  TAKES_SCAN, take_flag, AT(scan.what_we_send), NULL },
	{ "strict", NULL, N_("also list what rests on memory alone"), TAKES_STRICT, take_flag, AT(strict), NULL },
	{ "language", "LANGUAGE", N_("en or nl (default: what the locale asks for)"), 0, take_language, AT(tongue), &languages },
	{ "color", "WHEN", N_("auto, always or never"), 0, take_choice, AT(colour), &colours },
	{ "quiet", NULL, N_("no progress and no warnings"), LETTER, take_flag, AT(quiet), NULL },
	{ "help", NULL, N_("show this"), LETTER, NULL, 0, NULL },
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool takes(const struct command *c, const struct row *row) {
	unsigned needs = row->needs & ~(unsigned)LETTER;

	return needs == 0 || (c->options & needs);
}

static void print_row(const struct row *row) {
	char left[40], letter = row->needs & LETTER ? *row->name : 0;

	snprintf(left, sizeof left, "  %c%c%s --%s%s%s", letter ? '-' : ' ', letter ? letter : ' ', letter ? "," : " ",
		 row->name, row->argument ? " " : "", row->argument ? row->argument : "");
	char padded[sizeof left];
	snprintf(padded, sizeof padded, "%-28s", left);
	say_beside(str_of(padded), str_of(translate(row->what)));
}

static void print_help(const struct command *c) {
	say_line(stdout, "usage: birthmark %s [OPTION…]%s%s", c->name, *c->arguments ? " " : "", c->arguments);
	putchar('\n');
	say_beside((str){ 0 }, str_of(translate(c->what)));
	putchar('\n');
	for (int i = 0; i < ROW_COUNT; i++)
		if (takes(c, &rows[i]))
			print_row(&rows[i]);
	printf(_("\nMore: man birthmark-%s\n"), c->name);
}

void options_overview(void) {
	say_line(stdout, "usage: birthmark COMMAND [OPTION…] [ARGUMENT…]");
	putchar('\n');
	say_beside((str){ 0 }, str_of(_("Finds networked video devices, drones and telecom gear, tells who really made "
					"each one behind its label, and judges it against restrictions.")));
	putchar('\n');
	for (const struct command *c = commands; c->name; c++) {
		char name[16];

		snprintf(name, sizeof name, "  %-10s", c->name);
		say_beside(str_of(name), str_of(translate(c->what)));
	}
	putchar('\n');
	say_beside((str){ 0 }, str_of(_("`birthmark COMMAND --help` lists a command's options; `birthmark --version` tells the version.")));
}

static date today(void) {
	return date_of_seconds(time(NULL));
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

/* What getopt_long() calls a row: its letter, or a number that is no letter. */
enum { NO_LETTER = 256 };

struct spelling {
	struct option words[ROW_COUNT + 1];
	char letters[2 * ROW_COUNT + 1];
};

static void spell(const struct command *c, struct spelling *ret) {
	char *letter = ret->letters;
	int count = 0;

	for (int i = 0; i < ROW_COUNT; i++) {
		const struct row *row = &rows[i];
		int has = row->argument ? required_argument : no_argument;

		if (!takes(c, row))
			continue;
		ret->words[count++] = (struct option){ row->name, has, NULL, NO_LETTER + i };
		if (row->needs & LETTER)
			*letter++ = *row->name;
		if (row->needs & LETTER && row->argument)
			*letter++ = ':';
	}
	ret->words[count] = (struct option){ 0 };
	*letter = '\0';
}

static const struct row *row_of(int id) {
	for (int i = 0; id < NO_LETTER && i < ROW_COUNT; i++)
		if (rows[i].needs & LETTER && *rows[i].name == id)
			return &rows[i];
	return &rows[id - NO_LETTER];
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
	struct spelling spelling;
	int id;

	spell(c, &spelling);
	*ret_exit = EXIT_BAD_USAGE;
	opterr = 0;
	while ((id = getopt_long(argc, argv, spelling.letters, spelling.words, NULL)) != -1) {
		if (id == '?')
			return complain(c, "this option is not known or lacks its value: '%s'", argv[optind - 1]);
		const struct given given = { c, row_of(id), optarg, argc, argv };
		if (!given.row->take) {
			print_help(c);
			*ret_exit = EXIT_DONE;
			return false;
		}
		if (!given.row->take(&given, (char *)&o + given.row->at))
			return false;
	}
	o.arguments = argv + optind;
	o.argument_count = argc - optind;
	if (o.argument_count < c->least || (c->most >= 0 && o.argument_count > c->most))
		return o.argument_count < c->least ? complain(c, "something is missing: usage is '%s'", c->arguments) :
		       *c->arguments		   ? complain(c, "too many arguments: usage is '%s'", c->arguments) :
						     complain(c, "it takes no arguments but options: '%s'", o.arguments[0]);
	*ret_options = o;
	return true;
}
