/* Data files of a stranger: YAML, marks and their patterns. */

#include <stdlib.h>

#include "base/file.h"
#include "base/yaml.h"
#include "know/match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	enum { ROOM = 64 << 20 };
	static void *memory;
	static const struct registry nobody;
	struct complaint c = { 0 };
	struct yaml *y = yaml_open();
	struct marks marks;

	if (!memory)
		memory = memory_reserve(ROOM);
	if (!memory || !y)
		abort();
	arena mem = arena_over(memory, ROOM);
	if (yaml_add(y, STR("fuzz"), (str){ data, size }, &c) == 0) {
		struct tree t = yaml_tree(y);

		if (marks_load(&mem, &t, &nobody, &marks, &c) == 0) {
			struct obs seen = { .field = STR("x"), .value = { data, size } };
			struct matcher *m = match_open(&mem, &marks, &nobody);
			struct matching *w = m ? matching_open(&mem, m) : NULL;

			if (w)
				match_device(m, w, &mem, &seen, 1);
		}
	}
	yaml_close(y);
	return 0;
}
