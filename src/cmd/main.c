/*
 * birthmark: one program with commands, like git.
 */

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/version.h"

enum { JUDGES = TAKES_JSON | TAKES_JUDGING | TAKES_DATA, LISTS = TAKES_JSON | TAKES_DATA };

const struct command commands[] = {
	{ "read", "CAPTURE…", "find the devices in packet captures and say who made them",
	  JUDGES | TAKES_ESTATE | TAKES_NO_ESTATE, 1, -1, command_read },
	{ "scan", "[TARGET…]", "ask the network politely, find the devices in it and say who made them",
	  JUDGES | TAKES_ESTATE | TAKES_NO_ESTATE | TAKES_SCAN, 0, -1, command_scan },
	{ "identify", "[FILE…]", "say who made the devices whose answers are given, JSON lines", JUDGES, 0, -1,
	  command_identify },
	{ "explain", "DEVICE", "tell the story of one device of the estate, down to the bytes",
	  JUDGES | TAKES_ESTATE, 1, 1, command_explain },
	{ "report", "", "write the estate as one HTML page",
	  TAKES_JUDGING | TAKES_DATA | TAKES_ESTATE | TAKES_OUTPUT | TAKES_JSON, 0, 0, command_report },
	{ "laws", "[SEARCH]", "search the restrictions: whom they bind, what they cover, since when", LISTS | TAKES_DAY, 0, 1, command_laws },
	{ "companies", "[SEARCH]", "search the companies: owners, brands, and the restrictions that touch them", LISTS | TAKES_DAY, 0, 1, command_companies },
	{ "brands", "[SEARCH]", "search the brands: who makes what is sold under each", LISTS | TAKES_DAY, 0, 1, command_brands },
	{ "marks", "[SEARCH]", "search the marks by which makers are known", LISTS, 0, 1, command_marks },
	{ "fields", "[SEARCH]", "list the fields that can be observed", TAKES_JSON, 0, 1, command_fields },
	{ "data", "check [FOLDER]", "check data files: every mark and law against its own examples",
	  TAKES_JSON | TAKES_DATA | TAKES_STRICT, 1, 2, command_data },
	{ NULL, NULL, NULL, 0, 0, 0, NULL },
};

int main(int argc, char *argv[]) {
	/* Whole estates go out: a write for every 4 KiB would be felt. */
	static char buffer[1 << 18];

	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	/* A reader that goes away shows as an error of the write, which is handled there. */
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		options_overview();
		return argc < 2 ? EXIT_BAD_USAGE : EXIT_DONE;
	}
	if (!strcmp(argv[1], "--version")) {
		printf("birthmark %s\n", BIRTHMARK_VERSION);
		return EXIT_DONE;
	}
	for (const struct command *c = commands; c->name; c++) {
		struct options o;
		enum exit_code code;

		if (!strcmp(c->name, argv[1]))
			return (int)(options_read(c, argc - 1, argv + 1, &o, &code) ? c->run(&o) : code);
	}
	fprintf(stderr, "birthmark: there is no command '%s'; see `birthmark --help`\n", argv[1]);
	return EXIT_BAD_USAGE;
}
