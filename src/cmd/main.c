/*
 * birthmark: one program with commands, like git.
 */

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/say.h"
#include "cmd/version.h"

enum { JUDGES = TAKES_JSON | TAKES_JUDGING | TAKES_DATA, LISTS = TAKES_JSON | TAKES_DATA };

const struct command commands[] = {
	{ "read", "CAPTURE…", N_("find the devices in packet captures and say who made them"),
	  JUDGES | TAKES_ESTATE | TAKES_NO_ESTATE, 1, -1, command_read },
	{ "scan", "[TARGET…]", N_("ask the network politely, find the devices in it and say who made them"),
	  JUDGES | TAKES_ESTATE | TAKES_NO_ESTATE | TAKES_SCAN, 0, -1, command_scan },
	{ "import", "FILE…", N_("take in asset registers, and captures: what was bought, by which label, where it is, what was seen"),
	  LISTS | TAKES_ESTATE | TAKES_IMPORT, 1, -1, command_import },
	{ "reconcile", "[QUERY…]", N_("hold the registers against what was seen: what only one of them has, and where they differ"),
	  LISTS | TAKES_ESTATE | TAKES_RECONCILE, 0, -1, command_reconcile },
	{ "identify", "[FILE…]", N_("say who made the devices whose answers are given, JSON lines"), JUDGES, 0, -1,
	  command_identify },
	{ "explain", "DEVICE|QUERY…", N_("tell the story of one device, down to the bytes, or which devices a number counts"),
	  JUDGES | TAKES_ESTATE | TAKES_EXPLAIN, 1, -1, command_explain },
	{ "judge", "[QUERY…]", N_("judge the devices of the estate by every law, or tell what changes between two days"),
	  JUDGES | TAKES_ESTATE | TAKES_JUDGE, 0, -1, command_judge },
	{ "report", "", N_("write the estate as one HTML page, a workbook, CSV, JSON lines, GeoJSON or CycloneDX"),
	  TAKES_JUDGING | TAKES_DATA | TAKES_ESTATE | TAKES_OUTPUT | TAKES_JSON | TAKES_FORMAT, 0, 0, command_report },
	{ "decide", "KIND QUERY…", N_("put on record what was decided about devices: licence, waiver, exemption, case, confirm, reject"),
	  TAKES_JSON | TAKES_DATA | TAKES_ESTATE | TAKES_DECIDE, 2, -1, command_decide },
	{ "audit", "[list | show NUMBER | verify]", N_("list what was done to the estate and by whom, and check that it was not changed"),
	  LISTS | TAKES_ESTATE | TAKES_AUDIT, 0, 2, command_audit },
	{ "devices", "[QUERY…]", N_("list the devices of the estate that fit a query"),
	  LISTS | TAKES_ESTATE | TAKES_DAY | TAKES_LIMIT, 0, -1, command_devices },
	{ "tell", "QUERY…", N_("put on record what you know of devices: site, contract, where and of what they were made"),
	  LISTS | TAKES_ESTATE | TAKES_BY | TAKES_WHY | TAKES_TELL, 1, -1, command_tell },
	{ "merge", "DEVICE OTHER…", N_("take devices as one that were wrongly told apart"),
	  LISTS | TAKES_ESTATE | TAKES_BY | TAKES_WHY, 2, 257, command_merge },
	{ "split", "DEVICE", N_("take one device as two that were wrongly taken as one"),
	  LISTS | TAKES_ESTATE | TAKES_BY | TAKES_WHY | TAKES_SPLIT, 1, 1, command_split },
	{ "site", "[list | put ID]", N_("list the sites with their devices, or put one on record"),
	  LISTS | TAKES_ESTATE | TAKES_BY | TAKES_SITE, 0, 2, command_site },
	{ "contract", "[list | put ID]", N_("list the contracts with what is left of them, or put one on record"),
	  LISTS | TAKES_ESTATE | TAKES_DAY | TAKES_BY | TAKES_CONTRACT, 0, 2, command_contract },
	{ "backup", "FILE", N_("copy the estate to a new file, while it is in use"),
	  TAKES_JSON | TAKES_ESTATE, 1, 1, command_backup },
	{ "laws", "[SEARCH] | show ID | check FILE…", N_("search the restrictions: whom they bind, what they cover, since when"), LISTS | TAKES_DAY | TAKES_ESTATE, 0, -1, command_laws },
	{ "companies", "[SEARCH] | show ID", N_("search the companies: owners, brands, and the restrictions that touch them"), LISTS | TAKES_DAY, 0, 2, command_companies },
	{ "brands", "[SEARCH] | show ID", N_("search the brands: who makes what is sold under each"), LISTS | TAKES_DAY, 0, 2, command_brands },
	{ "marks", "[SEARCH] | show ID", N_("search the marks by which makers are known"), LISTS, 0, 2, command_marks },
	{ "fields", "[SEARCH]", N_("list the fields that can be observed"), TAKES_JSON, 0, 1, command_fields },
	{ "data", "check [FOLDER]", N_("check data files: every mark and law against its own examples"),
	  TAKES_JSON | TAKES_DATA | TAKES_STRICT, 1, 2, command_data },
	{ NULL, NULL, NULL, 0, 0, 0, NULL },
};

int main(int argc, char *argv[]) {
	/* Whole estates go out: a write for every 4 KiB would be felt. */
	static char buffer[1 << 18];

	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	/* A reader that goes away shows as an error of the write, which is handled there. */
	signal(SIGPIPE, SIG_IGN);
	translate_open(BIRTHMARK_LOCALE_FOLDER);
	options_speak(argc, argv);
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		options_overview();
		return (int)say_done(argc < 2 ? EXIT_BAD_USAGE : EXIT_DONE);
	}
	if (!strcmp(argv[1], "--version")) {
		printf("birthmark %s\n", BIRTHMARK_VERSION);
		return (int)say_done(EXIT_DONE);
	}
	for (const struct command *c = commands; c->name; c++) {
		struct options o;
		enum exit_code code;

		if (!strcmp(c->name, argv[1]))
			return (int)(options_read(c, argc - 1, argv + 1, &o, &code) ? c->run(&o) : say_done(code));
	}
	fputs("birthmark: ", stderr);
	say_line(stderr, "there is no command '%s'; see `birthmark --help`", argv[1]);
	return EXIT_BAD_USAGE;
}
