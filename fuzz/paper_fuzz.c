/*
 * The body of a decision as a foreign estate may have it: read in the memory
 * that was promised to be enough, and what was read survives being written.
 */

#include <stdlib.h>
#include <string.h>

#include "store/paper.h"

enum { SIZE_MAX_HERE = 1 << 16 };

/* Reads all of a body; false when it is none. Its devices, as they come, are written to `copy`. */
static bool read_all(str body, void *room, struct paper *ret_paper, struct json_out *copy) {
	struct json_in in = json_in_over(body);
	arena mem = arena_over(room, body.n);
	struct paper_device d = { 0 };

	if (!paper_read(&in, &mem, ret_paper))
		return false;
	if (copy)
		paper_open(copy, ret_paper);
	for (;;) {
		if (!paper_read_device(&in, &mem, &d) || mem.full) {
			if (mem.full)
				abort();
			return false;
		}
		if (!d.row)
			break;
		if (d.row < 0)
			abort();
		if (copy)
			paper_device(copy, &d);
	}
	if (copy)
		paper_close(copy);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	/* Text that is not UTF-8 grows when it is written, and so do escapes; both by less than six times. */
	static uint8_t room[SIZE_MAX_HERE], again_room[16 * SIZE_MAX_HERE], written[16 * SIZE_MAX_HERE];
	struct json_out copy = json_out_over(written, sizeof written);
	struct paper first, again;
	struct decision d;

	if (size > SIZE_MAX_HERE || !read_all((str){ data, size }, room, &first, &copy))
		return 0;
	(void)paper_decision(&first, &d);
	if (copy.text.full || !read_all(json_out_done(&copy), again_room, &again, NULL) || first.supersedes != again.supersedes)
		abort();
	return 0;
}
