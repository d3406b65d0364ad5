/*
 * Prints what the program sends, as `birthmark scan --what-we-send --json` does, or
 * without an argument for people: for the tests that judge the table alone.
 */

#include "cmd/what_we_send.h"

int main(int argc, char *argv[]) {
	(void)argv;
	struct options o = { .json = argc > 1, .colour = TERM_COLOUR_NEVER };

	return (int)what_we_send(&o);
}
