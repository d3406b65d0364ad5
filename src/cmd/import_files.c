/*
 * birthmark import: what an organisation has, as files: registers, and
 * captures of its networks. A file is what its first bytes say; a capture goes
 * the way of `read`, and only what sums it up is printed.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/import.h"

enum { MAGIC_SIZE = 4 };

/* pcap, of micro- and nanoseconds and Kuznetzov's, in both byte orders; pcapng. As src/read/capture.c knows them. */
static const uint8_t magics[][MAGIC_SIZE] = {
	{ 0xa1, 0xb2, 0xc3, 0xd4 }, { 0xd4, 0xc3, 0xb2, 0xa1 }, { 0xa1, 0xb2, 0x3c, 0x4d }, { 0x4d, 0x3c, 0xb2, 0xa1 },
	{ 0xa1, 0xb2, 0xcd, 0x34 }, { 0x34, 0xcd, 0xb2, 0xa1 }, { 0x0a, 0x0d, 0x0d, 0x0a },
};

/* False as well for what cannot be opened: who reads it says so; and for a pipe, which can be looked at only once. */
static bool is_capture(const char *path) {
	uint8_t head[MAGIC_SIZE] = { 0 };
	struct stat about;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return false;
	bool whole = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && pread(fd, head, sizeof head, 0) == sizeof head;
	close(fd);
	if (!whole)
		return false;
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (memcmp(head, magics[i], sizeof head) == 0)
			return true;
	return false;
}

/* The files that are captures, or those that are none. */
static void take_files(struct options *o, char **files, bool captures) {
	int count = 0;

	for (int i = 0; i < o->argument_count; i++)
		if (is_capture(o->arguments[i]) == captures)
			files[count++] = o->arguments[i];
	o->arguments = files;
	o->argument_count = count;
}

enum exit_code command_import(const struct options *o) {
	const size_t size = (size_t)o->argument_count * sizeof(char *);
	struct options registers = *o, captures = *o;
	char **files = memory_reserve(2 * size);
	enum exit_code code = EXIT_DONE;

	if (!files)
		return say_errno("memory", -ENOMEM);
	take_files(&registers, files, false);
	take_files(&captures, files + o->argument_count, true);
	captures.import.brief = !o->json;
	captures.no_estate = o->decide.dry_run;
	if (registers.argument_count)
		code = import_registers(&registers);
	if (captures.argument_count)
		code = worse(code, command_read(&captures));
	memory_release(files, 2 * size);
	return code;
}
