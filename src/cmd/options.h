#pragma once

/*
 * What stands on the command line. One table names every option, which
 * commands take it, and what --help says of it.
 */

#include <stdbool.h>

#include "base/date.h"
#include "base/term.h"
#include "base/tongue.h"
#include "fact/addr.h"
#include "fact/verdict.h"
#include "show/paper.h"
#include "show/reconcile.h"
#include "know/registers.h"

#define OPTIONS_ESTATE "birthmark.db" /* the estate that goes without saying */

enum { OPTIONS_ROLES_MAX = 32, OPTIONS_LAWS_MAX = 128, OPTIONS_EXCLUDES_MAX = 256, OPTIONS_INTERFACES_MAX = 32 };

/* sysexits(3), as the contract has them (design, 5.4). */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_FOUND = 1,      /* done, and --fail-on was met */
	EXIT_BAD_USAGE = 2,
	EXIT_BAD_DATA = 65,  /* what was good is answered */
	EXIT_NO_INPUT = 66,
	EXIT_BUG = 70,
	EXIT_NO_CREATE = 73,
	EXIT_IO = 74,
	EXIT_NO_PERMISSION = 77,
};

/* Of `scan`: who is asked, and how gently. */
struct scan_options {
	const char *excludes[OPTIONS_EXCLUDES_MAX];
	size_t exclude_count;
	const char *interfaces[OPTIONS_INTERFACES_MAX];
	size_t interface_count;
	const char *scope_file;
	const char *journal; /* NULL: none */
	const char *snmp_community; /* NULL: SNMP is not asked; "@FILE": the first line of that file */
	double rate;        /* packets a second */
	double device_rate; /* of them to one device */
	double wait;        /* seconds for answers after the last question to many */
	bool public_too, dry_run, what_we_send, no_groups, sweep_only;
};

/* Of `decide`: what was decided, by whom and why; and what else people say about devices. */
struct decide_options {
	str by, why;         /* empty when not given, as all texts here */
	str act, maker, brand, model, reference, against;
	date from, until;    /* DATE_NONE when not given */
	enum status status;  /* STATUS_COUNT when not given */
	uint64_t supersedes; /* 0 when not given */
	bool all, anew, dry_run;
	const char *expect;  /* of `audit verify`: a hash that was noted; NULL when not given */
};

enum { OPTIONS_NETWORKS_MAX = 256, OPTIONS_COMPONENTS_MAX = 256 };

/* What people say of sites, contracts and devices, and how devices are listed. */
struct books_options {
	uint64_t limit;           /* 0: all of them */
	bool count, whole;
	str title, supplier, value, part; /* empty when not given */
	str networks[OPTIONS_NETWORKS_MAX];
	size_t network_count;
	double latitude, longitude; /* NAN when not given */
	str site, contract, made_in, kind; /* `at` is NULL when not given: the empty text takes it off again */
	str components[OPTIONS_COMPONENTS_MAX];
	size_t component_count;
	str acquired;             /* likewise */
	date since;               /* DATE_NONE when not given */
	addr address;             /* ADDR_NONE when not given */
};

/* Of `judge`: DATE_NONE when not given; `from` and `to` are given together. */
struct judge_options {
	date from, to; /* what changes between these two days */
};

/* In which form `report` is written. */
enum report_format {
	FORMAT_HTML, FORMAT_CSV, FORMAT_XLSX, FORMAT_JSONL, FORMAT_GEOJSON, FORMAT_CYCLONEDX, FORMAT_COUNT,
};

struct report_options {
	enum report_format format;
	bool has_format, has_precision, each; /* given? Precision is of GeoJSON alone, each of that and of HTML */
	bool summary; /* of HTML alone */
	uint64_t precision; /* digits of a coordinate behind the point */
};

/* Of `report --document`. */
struct paper_options {
	bool wanted;
	enum paper_kind kind;
	bool is_public, is_confidential; /* given? */
	str replaces; /* empty when not given; the reason is decide.why */
};

/* Of `reconcile`: FINDING_COUNT when it is not given. */
struct reconcile_options {
	enum finding_kind fail_on;
};

enum { OPTIONS_COLUMNS_MAX = 128 };

/* Of `import`: what people say of a register that they hand in. */
struct import_options {
	str headings[OPTIONS_COLUMNS_MAX];  /* --column HEADING=COLUMN */
	enum register_column columns[OPTIONS_COLUMNS_MAX];
	size_t column_count;
	str fill[OPTIONS_COLUMNS_MAX];      /* --fill HEADING */
	size_t fill_count;
	const char *sheet; /* NULL: all of them */
	str is_called;     /* --register NAME; empty: by where it lies */
	date as_of;        /* DATE_NONE: the day of the import */
	bool brief;        /* of a capture print what sums it up, not each device */
};

struct options {
	bool json, quiet, no_estate, strict, alone;
	enum tongue tongue;  /* the language of this run: what --language says, else what the environment asks for */
	enum term_colour colour;
	str roles[OPTIONS_ROLES_MAX];
	size_t role_count;
	str laws[OPTIONS_LAWS_MAX];
	size_t law_count;
	date on, today;      /* the day of judging: today when it is not given */
	enum status fail_on; /* STATUS_COUNT when it is not given */
	const char *data, *estate, *output; /* NULL when not given; estate has a default */
	struct scan_options scan;
	struct decide_options decide;
	struct judge_options judge;
	struct books_options books;
	struct import_options import;
	struct reconcile_options reconcile;
	struct report_options report;
	struct paper_options paper;
	char **arguments;    /* what is no option */
	int argument_count;
};

/* Bits of struct command.options. */
enum {
	TAKES_JSON = 1 << 0,
	TAKES_JUDGING = 1 << 1, /* --as --on --law --fail-on */
	TAKES_DATA = 1 << 2,
	TAKES_ESTATE = 1 << 3,
	TAKES_NO_ESTATE = 1 << 4,
	TAKES_OUTPUT = 1 << 5,
	TAKES_STRICT = 1 << 6,
	TAKES_DAY = 1 << 7,     /* --on alone */
	TAKES_SCAN = 1 << 8,
	TAKES_DECIDE = 1 << 9,
	TAKES_AUDIT = 1 << 10,
	TAKES_JUDGE = 1 << 11,
	TAKES_FORMAT = 1 << 12,   /* of `report` */
	TAKES_IMPORT = 1 << 13,
	TAKES_RECONCILE = 1 << 14,
	TAKES_LIMIT = 1 << 20,    /* of `devices` */
	TAKES_BY = 1 << 21,
	TAKES_WHY = 1 << 22,
	TAKES_SITE = 1 << 23,
	TAKES_CONTRACT = 1 << 24,
	TAKES_TELL = 1 << 25,
	TAKES_SPLIT = 1 << 26,
	TAKES_EXPLAIN = 1 << 27,
};

struct command {
	const char *name;
	const char *arguments; /* "CAPTURE…" */
	const char *what;      /* one line */
	unsigned options;
	int least, most;       /* how many arguments; most < 0: any number */
	enum exit_code (*run)(const struct options *o);
};

/* All commands, ending with a NULL name. */
extern const struct command commands[];

/*
 * Reads the options of one command. EXIT_DONE: go on. Else it was said on
 * standard error what is wrong, or help was printed; `*ret_exit` is the code
 * to end with. Returns whether to go on.
 */
bool options_read(const struct command *c, int argc, char *argv[], struct options *ret_options,
		  enum exit_code *ret_exit);

/*
 * Speaks the language that --language asks for, wherever it stands: what is
 * wrong with the words before it is said in it, too.
 */
void options_speak(int argc, char *argv[]);

/* `birthmark --help`. */
void options_overview(void);
