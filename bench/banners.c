#include "banners.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"

/* Both files: set, number, flags and the text in hex, parted by tabs; an expression and an example a line. */
struct row {
	uint64_t set;
	str flags, text;
};

static str unhex(arena *mem, str hex) {
	uint8_t *bytes = arena_take(mem, 1, hex.n / 2 + 1, 1);

	if (!bytes)
		return (str){ 0 };
	for (size_t i = 0; i < hex.n / 2; i++)
		bytes[i] = (uint8_t)(byte_hex(hex.at[2 * i]) << 4 | byte_hex(hex.at[2 * i + 1]));
	return (str){ bytes, hex.n / 2 };
}

static bool next_row(arena *mem, str *rest, struct row *ret_row) {
	while (rest->n) {
		str line = str_cut_line(rest);
		struct row row = { 0 };
		bool numbered = str_u64(str_cut(&line, '\t'), &row.set);

		str_cut(&line, '\t');
		row.flags = str_cut(&line, '\t');
		row.text = unhex(mem, str_cut(&line, '\t'));
		if (!numbered || row.text.n == 0)
			continue;
		*ret_row = row;
		return true;
	}
	return false;
}

static size_t count_lines(str text) {
	size_t count = 1;

	for (size_t i = 0; i < text.n; i++)
		count += text.at[i] == '\n';
	return count;
}

static int map_in(const char *folder, const char *name, str *ret_text) {
	char path[4096];

	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
		return -ENAMETOOLONG;
	return file_map(path, ret_text);
}

int banners_read(arena *mem, const char *folder, struct banners *ret_banners) {
	struct banners b = { 0 };
	struct row row;
	str text;
	int r = map_in(folder, "recog.ex", &text);

	if (r)
		return r;
	b.at = arena_new(mem, struct banner, count_lines(text));
	for (str rest = text; b.at && next_row(mem, &rest, &row);) {
		b.at[b.count++] = (struct banner){ row.text, (unsigned)row.set };
		b.size += row.text.n;
	}
	file_unmap(text);
	*ret_banners = b;
	return mem->full ? -ENOMEM : 0;
}

int expressions_read(arena *mem, const char *folder, struct expressions *ret_expressions) {
	struct expressions e = { 0 };
	struct row row;
	str text;
	int r = map_in(folder, "recog.pat", &text);

	if (r)
		return r;
	e.at = arena_new(mem, struct expression, count_lines(text));
	for (str rest = text; e.at && next_row(mem, &rest, &row);) {
		e.at[e.count++] = (struct expression){
			.text = row.text, .set = (unsigned)row.set,
			.caseless = str_find(row.flags, STR("i"), 0) < row.flags.n,
			.dotall = str_find(row.flags, STR("s"), 0) < row.flags.n,
			.multiline = str_find(row.flags, STR("m"), 0) < row.flags.n,
		};
	}
	file_unmap(text);
	*ret_expressions = e;
	return mem->full ? -ENOMEM : 0;
}

double cpu_seconds(void) {
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
