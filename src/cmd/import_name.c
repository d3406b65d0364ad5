/*
 * What a register is called in the estate. A reading takes the place of an
 * older one of the same register, so a file should not have two names, and two
 * files must never have one. A file is the same register where its real path
 * is; of that the estate has a digest alone, as the name of a source from which
 * nothing was observed, for paths tell of people and places. What is shown is
 * the end of the path: so much of it that no other register is called so.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/sha256.h"
#include "cmd/import.h"
#include "store/joined.h"

static const str prefix = STR_INIT("register "), before_sheet = STR_INIT(", sheet "), numbered_file = STR_INIT("file ");
static const str place_of = STR_INIT(SOURCE_OF_PLACE), before_digest = STR_INIT(" is ");

enum { DIGEST_TEXT = 2 * SHA256_SIZE };

/* People write the password into the name of the sheet, too: it is kept no more than one in a cell. */
static bool has_secret(const struct import *im, str name) {
	return registers_has_secret(&im->desk->k.registers, name, true);
}

static str number_text(struct import *im, uint64_t number) {
	uint8_t room[24];
	struct text t = TEXT(room);

	text_u64(&t, number);
	return arena_str(&im->desk->mem, text_done(&t));
}

/* Which of its file's sheets it is, from 1: the same whenever the file is read. */
static size_t place_in_file(const struct import *im, const struct import_sheet *sheet) {
	size_t place = 1;

	for (const struct import_sheet *other = im->sheets; other < sheet; other++)
		place += other->file == sheet->file;
	return place;
}

static str numbered(struct import *im, uint64_t number) {
	return arena_join(&im->desk->mem, (const str[]){ numbered_file, number_text(im, number) }, 2);
}

/* The end of a path, of so many names. */
static str tail_of(str path, size_t names) {
	size_t n = path.n;

	while (n) {
		if (path.at[n - 1] == '/' && --names == 0)
			break;
		n--;
	}
	return str_after(path, n);
}

/* How many names at the end of a path may be shown: none with a password, and none before such a one. */
static size_t count_names(const struct import *im, str path) {
	size_t count = 0;

	while (path.n && !has_secret(im, tail_of(path, 1))) {
		path.n -= tail_of(path, 1).n;
		path.n -= path.n > 0;
		count++;
	}
	return count;
}

bool import_may_be_called(const struct import *im, str name) {
	return name.n && name.n <= IMPORT_NAME_MAX && !has_secret(im, name);
}

void import_name_files(struct import *im) {
	for (size_t i = 0; i < im->file_count; i++) {
		str last = tail_of(str_of(im->files[i].path), 1);

		im->files[i].name = im->desk->o->import.is_called.n ? im->desk->o->import.is_called
				    : has_secret(im, last)	    ? numbered(im, i + 1)
								    : last;
	}
}

void import_name_sheet(struct import *im, struct import_sheet *sheet) {
	bool named = sheet->name.n > 0;
	str name = has_secret(im, sheet->name) ? number_text(im, place_in_file(im, sheet)) : sheet->name;

	sheet->source = arena_join(&im->desk->mem, (const str[]){ prefix, im->files[sheet->file].name,
								   named ? before_sheet : (str){ 0 }, name }, 4);
}

/* Where it is */

/*
 * A folder whose name has a password is told by its number on the disk: it
 * stays while files in it are saved anew, and of what is guessed a digest says
 * whether it is right.
 */
static str folder_name(struct import *im, str path, str folder) {
	char room[PATH_MAX];
	struct stat about;
	size_t n = (size_t)(folder.at + folder.n - path.at);

	if (!has_secret(im, folder))
		return folder;
	if (n >= sizeof room)
		return (str){ 0 };
	memcpy(room, path.at, n);
	room[n] = 0;
	return stat(room, &about) ? (str){ 0 } : number_text(im, about.st_ino);
}

/* Of a real path: empty without memory. */
static str digest_of(struct import *im, str path) {
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_SIZE], room[DIGEST_TEXT];
	struct sha256 sum;

	sha256_open(&sum);
	for (str rest = path; rest.n;) {
		size_t n = str_find(rest, STR("/"), 0);
		bool is_folder = n < rest.n;

		sha256_text(&sum, is_folder ? folder_name(im, path, (str){ rest.at, n }) : rest);
		rest = str_after(rest, n + is_folder);
	}
	if (sha256_close(&sum, digest))
		return (str){ 0 };
	for (size_t i = 0; i < sizeof room; i++)
		room[i] = (uint8_t)digits[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
	return arena_str(&im->desk->mem, (str){ room, sizeof room });
}

/* Without links, from the root; empty where there is none, and for pipes, which are another one each time. */
static str real_path(struct import *im, const char *path) {
	struct stat about;
	char *real = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? realpath(path, NULL) : NULL;
	str kept = real ? arena_str(&im->desk->mem, str_of(real)) : (str){ 0 };

	free(real);
	return kept;
}

/* The names on record */

/* One of our files. */
struct named_file {
	str path, digest;   /* empty: nothing says which register it is, but its name where people gave it one */
	size_t names, most; /* how many names of its path it is called by, and can be */
	size_t more;        /* a number behind them */
	bool is_settled, is_taken;
};

struct naming {
	struct import *im;
	struct named_file *files;
	uint64_t number; /* the highest of a file that could have no name */
};

/* Where a register was read from: the file that is there has its name. */
static void take_place(struct naming *n, str source) {
	str digest = str_after(source, source.n < DIGEST_TEXT ? source.n : source.n - DIGEST_TEXT);
	str name = { source.at, source.n - digest.n };

	if (!str_ends(name, before_digest))
		return;
	name.n -= before_digest.n;
	for (size_t i = 0; i < n->im->file_count; i++) {
		struct named_file *ours = &n->files[i];

		if (ours->is_settled || !str_eq(ours->digest, digest))
			continue;
		n->im->files[i].name = arena_str(&n->im->desk->mem, str_after(name, place_of.n));
		n->im->files[i].is_on_record = ours->is_settled = true;
	}
}

/* "file 7, sheet 2": so that no two files without names get one number. */
static void take_number(struct naming *n, str name) {
	uint64_t number = 0;

	if (!str_begins(name, numbered_file))
		return;
	for (size_t i = numbered_file.n; i < name.n && byte_is_digit(name.at[i]) && number < UINT32_MAX; i++)
		number = 10 * number + (uint64_t)(name.at[i] - '0');
	n->number = number > n->number ? number : n->number;
}

static int take_places(void *context, const struct run_source *source) {
	struct naming *n = context;

	if (str_begins(source->name, place_of))
		take_place(n, source->name);
	else if (str_begins(source->name, prefix))
		take_number(n, str_after(source->name, prefix.n));
	return n->im->desk->mem.full ? -ENOMEM : 0;
}

/* A name on record, with its sheet: words of a path may look like one, too. */
static bool is_name_of(str source, str name) {
	str rest = str_after(source, prefix.n + name.n);

	return source.n >= prefix.n + name.n && str_eq((str){ source.at + prefix.n, name.n }, name) &&
	       (!rest.n || str_begins(rest, before_sheet));
}

static int take_names(void *context, const struct run_source *source) {
	struct naming *n = context;

	for (size_t i = 0; i < n->im->file_count && str_begins(source->name, prefix); i++)
		n->files[i].is_taken = n->files[i].is_taken || is_name_of(source->name, n->im->files[i].name);
	return 0;
}

/* New names */

static void call(struct import *im, struct import_file *f, const struct named_file *ours) {
	const str parts[] = { tail_of(ours->path, ours->names), STR(" ("), number_text(im, ours->more + 1), STR(")") };

	f->name = arena_join(&im->desk->mem, parts, ours->more ? 4 : 1);
}

static bool is_called_as_another(const struct naming *n, size_t file) {
	for (size_t i = 0; i < n->im->file_count; i++)
		if (!str_eq(n->files[i].digest, n->files[file].digest) && str_eq(n->im->files[i].name, n->im->files[file].name))
			return true;
	return false;
}

/* One name of the path more for those that are called as others are. `ret_done`: there were none. */
static int call_longer(struct naming *n, struct store *s, bool *ret_done) {
	int r;

	for (size_t i = 0; i < n->im->file_count; i++)
		n->files[i].is_taken = false;
	r = store_each_source(s, take_names, n);
	for (size_t i = 0; i < n->im->file_count; i++)
		n->files[i].is_taken = n->files[i].is_taken || is_called_as_another(n, i);
	*ret_done = true;
	for (size_t i = 0; !r && i < n->im->file_count; i++) {
		struct named_file *ours = &n->files[i];

		if (ours->is_settled || !ours->is_taken)
			continue;
		ours->more += ours->names >= ours->most;
		ours->names += ours->more == 0;
		call(n->im, &n->im->files[i], ours);
		*ret_done = false;
	}
	return n->im->desk->mem.full ? -ENOMEM : r;
}

static int give_names(struct naming *n, struct store *s) {
	bool done = false;
	int r = 0;

	for (size_t i = 0; i < n->im->file_count; i++)
		take_number(n, tail_of(n->files[i].path, 1));
	for (size_t i = 0; i < n->im->file_count; i++) {
		struct named_file *ours = &n->files[i];

		if (!ours->digest.n && !ours->is_settled)
			n->im->files[i].name = numbered(n->im, ++n->number);
		else if (!ours->is_settled)
			call(n->im, &n->im->files[i], ours);
		ours->is_settled = ours->is_settled || !ours->digest.n;
	}
	while (!r && !done)
		r = call_longer(n, s, &done);
	return r;
}

/* What is known of our files before the estate is asked. */
static void begin(struct naming *n) {
	str given = n->im->desk->o->import.is_called;

	for (size_t i = 0; i < n->im->file_count; i++) {
		str path = given.n ? (str){ 0 } : real_path(n->im, n->im->files[i].path);

		n->im->files[i].is_nameless = !given.n && (!path.n || has_secret(n->im, tail_of(path, 1)));
		if (n->im->files[i].is_nameless)
			path = (str){ 0 };
		n->files[i] = (struct named_file){ .path = path, .digest = path.n ? digest_of(n->im, path) : (str){ 0 },
						   .names = 1, .most = count_names(n->im, path), .is_settled = given.n > 0 };
	}
}

int import_name_as_known(struct import *im, struct store *s) {
	struct naming n = { .im = im, .files = arena_new(&im->desk->mem, struct named_file, im->file_count) };

	if (!n.files)
		return -ENOMEM;
	begin(&n);
	int r = store_each_source(s, take_places, &n);
	if (!r)
		r = give_names(&n, s);
	for (size_t i = 0; i < im->file_count; i++) {
		const str parts[] = { place_of, im->files[i].name, before_digest, n.files[i].digest };

		if (n.files[i].digest.n)
			im->files[i].place = arena_join(&im->desk->mem, parts, 4);
		/* One that people name may be on record by that name. */
		im->files[i].is_on_record = im->files[i].is_on_record || (!n.files[i].digest.n && n.files[i].is_taken);
	}
	for (size_t i = 0; !r && i < im->sheet_count; i++) {
		struct import_sheet *sheet = &im->sheets[i];

		import_name_sheet(im, sheet);
		sheet->can_say = im->files[sheet->file].is_on_record ? import_can_say(sheet) : 0;
	}
	return !r && im->desk->mem.full ? -ENOMEM : r;
}
