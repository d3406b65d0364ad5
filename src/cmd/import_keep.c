/*
 * Registers into the estate: one run, in which each row is added to its
 * device, and what the register tells of it is told.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "cmd/books.h"
#include "cmd/found.h"
#include "cmd/import.h"
#include "cmd/judge_count.h"
#include "cmd/version.h"
#include "show/glyph.h"
#include "store/joined.h"
#include "store/judged.h"
#include "store/log.h"
#include "store/query.h"

/* What is to be told of the device whose first row this is. */
struct tidings {
	int64_t device;           /* its row in the estate; 0: this row is not the first of any */
	struct import_about *about; /* of devices that more rows are about, until the last of them came */
	uint32_t rows;            /* of them, how many came */
	uint32_t site, contract;  /* 1 + place in the books; 0: none */
	date acquired;
	uint32_t file;
	unsigned what, blank;     /* bits of enum told; blank: the register has a column for it, and says nothing */
	bool is_new;              /* nothing was on record of it, and it was thought of with all that is told */
	bool is_early;            /* store_tell_early() */
};

struct keeping {
	struct doc_listener listener;
	struct import *im;
	struct store *store;
	struct counter counter;  /* what laws say of a device like this one */
	struct tidings *tidings; /* by number of the first row */
	uint32_t next;           /* number of the next row */
	struct import_kept *kept;
	struct tellers *tellers; /* NULL until a device is on record otherwise than a register tells it */
	str *registers;          /* "register FILE" of each file */
	struct complaint complaint;
	int failed;
};

/* Sites and contracts */

static struct site site_of(const struct import_book *b) {
	return (struct site){
		.id = b->id, .title = b->title, .latitude = b->points ? b->latitude / (double)b->points : NAN,
		.longitude = b->points ? b->longitude / (double)b->points : NAN,
	};
}

/* Those that the estate has keep what it says of them. */
static int mark_known(struct keeping *k) {
	struct import *im = k->im;
	arena *mem = &im->desk->mem;
	const struct site *sites;
	const struct contract *contracts;
	size_t site_count, contract_count;
	int r = store_sites(k->store, mem, (str){ 0 }, &sites, &site_count);

	if (!r)
		r = store_contracts(k->store, mem, (str){ 0 }, &contracts, &contract_count);
	for (size_t i = 0; !r && i < site_count; i++) {
		struct import_book *b = import_book_by_id(&im->sites, sites[i].id);

		if (b)
			b->is_on_record = true;
	}
	for (size_t i = 0; !r && i < contract_count; i++) {
		struct import_book *b = import_book_by_id(&im->contracts, contracts[i].id);

		if (!b)
			continue;
		b->is_on_record = true;
		b->contract = contracts[i];
	}
	return r;
}

static int find_rows(struct keeping *k) {
	const struct { struct import_books *books; enum told which; } all[] = {
		{ &k->im->sites, TOLD_SITE }, { &k->im->contracts, TOLD_CONTRACT },
	};
	int r = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (struct import_book *b = all[i].books->at; !r && b < all[i].books->at + all[i].books->count; b++)
			r = store_book_row(k->store, all[i].which, b->id, &b->row);
	return r;
}

static int put_books(struct keeping *k, str who) {
	struct import *im = k->im;
	int r = mark_known(k);

	for (size_t i = 0; !r && i < im->sites.count; i++) {
		const struct site site = site_of(&im->sites.at[i]);

		if (im->sites.at[i].is_on_record)
			continue;
		r = store_put_site(k->store, &site, who, &k->complaint);
		k->kept->sites++;
	}
	for (size_t i = 0; !r && i < im->contracts.count; i++) {
		struct import_book *b = &im->contracts.at[i];

		if (b->is_on_record)
			continue;
		b->contract = (struct contract){ .id = b->id, .title = b->title, .supplier = b->supplier, .from = b->from,
						 .until = b->until > b->from ? b->until : DATE_NONE, .value = -1 };
		r = store_put_contract(k->store, &b->contract, who, &k->complaint);
		k->kept->contracts++;
	}
	return r ? r : find_rows(k);
}

/* Rows */

static uint32_t number_of(const struct import_books *books, const struct import_book *b) {
	return b ? (uint32_t)(b - books->at) + 1 : 0;
}

static int tell_early(struct keeping *k, const struct import_about *about, struct tidings *t) {
	const struct told_early told = { about->site ? about->site->row : 0, about->contract ? about->contract->row : 0,
					 about->acquired };

	return store_tell_early(k->store, t->device, &told, &t->is_early);
}

/* What a reading can take back. */
static unsigned told_blank(const struct import_about *about) {
	unsigned blank = 0;

	/* A blank postal address says nothing of a site that stood in a column of its own, which may not be there now. */
	if (!about->site && (about->silent & UINT64_C(1) << COLUMN_SITE))
		blank |= TOLD_SITE;
	if (!about->contract && (about->silent & UINT64_C(1) << COLUMN_CONTRACT))
		blank |= TOLD_CONTRACT;
	if (about->acquired == DATE_NONE && (about->silent & UINT64_C(1) << COLUMN_ACQUIRED))
		blank |= TOLD_ACQUIRED;
	return blank;
}

/* The device with all that its rows say, into the estate. */
static int add_device(struct keeping *k, const struct import_sheet *sheet, const struct import_about *about, arena scratch) {
	struct tidings *t = &k->tidings[about->first];
	struct judged_device d = { .whole = true };
	struct judged_answer answer;
	bool is_new;

	import_device(k->im, about, &scratch, &d.device);
	counter_take(&k->counter, &d, &scratch, &answer);
	int r = scratch.full ? -ENOMEM : store_add_answered(k->store, &d.device, &answer);
	if (r)
		return r;
	*t = (struct tidings){
		.device = store_added(k->store, &is_new), .site = number_of(&k->im->sites, about->site),
		.contract = number_of(&k->im->contracts, about->contract), .acquired = about->acquired, .file = sheet->file,
	};
	t->what = (unsigned)((t->site ? TOLD_SITE : 0) | (t->contract ? TOLD_CONTRACT : 0) |
			     (t->acquired != DATE_NONE ? TOLD_ACQUIRED : 0));
	t->blank = told_blank(about);
	t->is_new = is_new;
	k->kept->devices++;
	k->kept->fresh += is_new;
	return is_new ? tell_early(k, about, t) : 0;
}

static int add_row(struct keeping *k, const struct import_sheet *sheet, arena mem) {
	struct import *im = k->im;
	const struct import_about row = import_about_row(im, sheet, k->next++, &mem);
	struct tidings *t = &k->tidings[row.first];
	uint32_t rows = same_rows_about(im->same, row.first);

	if (mem.full)
		return -ENOMEM;
	if (rows == 1)
		return add_device(k, sheet, &row, im->desk->mem);
	if (!t->about)
		t->about = arena_new(&im->desk->mem, struct import_about, 1);
	if (!t->about)
		return -ENOMEM;
	if (t->rows++ == 0) {
		t->about->acquired = DATE_NONE;
		t->about->silent = UINT64_MAX;
	}
	import_about_more(t->about, &row, &im->desk->mem);
	if (im->desk->mem.full)
		return -ENOMEM;
	return t->rows == rows ? add_device(k, sheet, t->about, im->desk->mem) : 0;
}

/* The rows of one import that are kept apart by their serial numbers, say, and have one MAC: it is wrong in one of them. */
static void complain_of_mac(struct import *im, const struct import_sheet *sheet) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	addr_format(&t, im->row.mac);
	import_complain(im, sheet, im->row.number, 0, "another device of these registers has this MAC address, too: it finds neither of them",
			text_done(&t));
}

static int take_row(struct table_sink *sink, const struct table_row *from) {
	struct keeping *k = (struct keeping *)sink;
	struct import *im = k->im;
	struct import_sheet *sheet = import_next_row(im, from);
	arena mem = arena_over(im->row_memory, IMPORT_ROW_MEMORY);

	if (!sheet || import_read_row(im, sheet, from, &mem, false) != ROW_DEVICE)
		return 0;
	if (same_rows_mac_shared(im->same, import_keys(im, &im->row).mac))
		complain_of_mac(im, sheet);
	/* A document that changes between two readings is not the one that was looked at. */
	k->failed = k->next < same_rows_count(im->same) ? add_row(k, sheet, mem) : -ESTALE;
	return k->failed ? -ECANCELED : 0;
}

static int hear_nothing(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	(void)c;
	return 0;
}

static void step(struct doc_listener *l, uint64_t bytes_done) {
	struct keeping *k = (struct keeping *)l;

	progress_step(&k->im->progress, bytes_done);
}

static int take_files(struct keeping *k) {
	int r = 0;

	for (size_t i = 0; !r && i < k->im->file_count; i++)
		if (k->im->files[i].is_good)
			r = import_read_again(k->im, &k->im->files[i], &k->listener);
	return r == -ECANCELED ? k->failed : r;
}

/* Telling */

/* Alike ones beside one another: each kind of tidings is one entry of the log. */
static int compare(const void *left, const void *right) {
	const struct tidings *a = left, *b = right;
	const int64_t differences[] = {
		(int64_t)a->file - b->file, (int64_t)a->what - b->what, (int64_t)a->site - b->site,
		(int64_t)a->contract - b->contract, (int64_t)a->acquired - b->acquired, (int64_t)a->is_early - b->is_early,
		a->device - b->device,
	};

	for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
		if (differences[i])
			return differences[i] < 0 ? -1 : 1;
	return 0;
}

static bool is_alike(const struct tidings *a, const struct tidings *b) {
	return a->file == b->file && a->what == b->what && a->site == b->site && a->contract == b->contract &&
	       a->acquired == b->acquired && a->is_early == b->is_early;
}

/* Of what is on record otherwise than the register tells it now (`other`): what an older reading of it had told. */
static unsigned told_by_older(const struct device *whole, unsigned other, arena mem) {
	const struct circumstances none = CIRCUMSTANCES_NONE, *c = whole->circumstances ? whole->circumstances : &none;
	str contract = c->contract ? c->contract->id : (str){ 0 };
	unsigned what = 0;

	for (size_t i = 0; i < whole->superseded_count; i++) {
		const struct obs *o = &whole->observations[whole->observation_count + i];
		bool is_site = str_eq(o->field, STR("register.site")) || str_eq(o->field, STR("register.address"));
		date day;

		if (is_site && whole->site.n && str_eq(cell_id(&mem, o->value), whole->site))
			what |= TOLD_SITE;
		if (str_eq(o->field, STR("register.contract")) && contract.n && str_eq(cell_id(&mem, o->value), contract))
			what |= TOLD_CONTRACT;
		if (str_eq(o->field, STR("register.acquired")) && date_parse(o->value, &day) && day == c->acquired)
			what |= TOLD_ACQUIRED;
	}
	return what & other;
}

/* "register FILE": who tells, without the one who imported it. */
static str register_name(struct import *im, size_t file) {
	return arena_join(&im->desk->mem, (const str[]){ STR("register "), glyph_head(im->files[file].name, 500) }, 2);
}

static int find_tellers(struct keeping *k) {
	struct import *im = k->im;

	k->registers = arena_new(&im->desk->mem, str, im->file_count);
	for (size_t i = 0; k->registers && i < im->file_count; i++)
		k->registers[i] = register_name(im, i);
	k->tellers = im->desk->mem.full ? NULL : memory_reserve(TELLERS_ROWS_MAX * sizeof *k->tellers);
	return k->tellers ? store_tellers(k->store, k->registers, im->file_count, k->tellers) : -ENOMEM;
}

/* Which of the registers a file is; one that is given twice is the first of them. */
static uint16_t teller_of(const struct keeping *k, uint32_t file) {
	uint32_t at = 0;

	while (at < file && !str_eq(k->registers[at], k->registers[file]))
		at++;
	return at < UINT16_MAX ? (uint16_t)(at + 1) : 0;
}

/* What is on record otherwise, by this very register: what people told, or another register, is none of it. */
static int find_otherwise(struct keeping *k, const struct tidings *t, unsigned *ret_other) {
	const struct import *im = k->im;
	str site = t->site ? im->sites.at[t->site - 1].id : (str){ 0 };
	str contract = t->contract ? im->contracts.at[t->contract - 1].id : (str){ 0 };
	unsigned other = 0;
	const struct told_now now = { site, contract, t->acquired, t->blank };
	int r = store_told_otherwise(k->store, t->device, &now, NULL, 0, &other);

	if (!r && other && !k->tellers)
		r = find_tellers(k);
	if (!r && other)
		r = store_told_otherwise(k->store, t->device, &now, k->tellers, teller_of(k, t->file), &other);
	*ret_other = other;
	return r;
}

static int find_superseded(struct keeping *k, const struct tidings *t, unsigned *ret_what) {
	struct device whole;
	unsigned other = 0;
	int r = find_otherwise(k, t, &other);
	arena mem = k->im->desk->mem;

	if (r || !other)
		return r;
	r = store_load(k->store, &mem, t->device, &whole);
	if (!r)
		*ret_what = told_by_older(&whole, other, mem);
	return r;
}

/* What people, or another register, told already stays; what this one told by an older reading gives way. */
static int leave_out_known(struct keeping *k, struct tidings *t) {
	unsigned told = 0, superseded = 0;
	bool other = false;
	int r = t->is_new ? 0 : store_told(k->store, t->device, &told, &t->device);

	if (!r && (told & (t->what | t->blank)))
		r = find_superseded(k, t, &superseded);
	told &= ~superseded;
	t->blank &= superseded;
	k->kept->told_anew += ((t->what | t->blank) & superseded) != 0;
	if (!r && t->site && (told & TOLD_SITE))
		r = store_site_is_other(k->store, t->device, k->im->sites.at[t->site - 1].id, &other);
	k->kept->moved += other;
	t->what &= ~told;
	t->site = t->what & TOLD_SITE ? t->site : 0;
	t->contract = t->what & TOLD_CONTRACT ? t->contract : 0;
	t->acquired = t->what & TOLD_ACQUIRED ? t->acquired : DATE_NONE;
	t->what |= t->blank;
	return r;
}

static int tell_alike(struct keeping *k, const struct tidings *t, const int64_t *devices, size_t count, str who) {
	const struct import *im = k->im;
	struct telling telling = {
		.what = t->what, .site = t->site ? im->sites.at[t->site - 1].id : (str){ 0 },
		.contract = t->contract ? im->contracts.at[t->contract - 1].id : (str){ 0 }, .is = CIRCUMSTANCES_NONE, .who = who,
		.why = STR("the register says so"), .is_early = t->is_early,
	};

	telling.is.acquired = t->acquired;
	k->kept->told += count;
	return store_tell(k->store, devices, count, &telling, &k->complaint);
}

/* "register FILE", and who imported it. */
static str who_says(struct import *im, size_t file) {
	str by = str_trim(im->desk->o->decide.by);

	return arena_join(&im->desk->mem, (const str[]){ register_name(im, file), by.n ? STR(", imported by ") : STR(""),
							 glyph_head(by, 200) }, 3);
}

/* All tidings, sorted; then the devices that must be thought of anew because of them. */
static int tell(struct keeping *k, const int64_t **ret_anew, size_t *ret_anew_count) {
	arena *mem = &k->im->desk->mem;
	size_t count = 0, anew = 0;
	int64_t *devices = arena_new(mem, int64_t, k->next), *thought = arena_new(mem, int64_t, k->next);
	int r = devices && thought ? 0 : -ENOMEM;

	for (uint32_t i = 0; !r && i < k->next; i++) {
		struct tidings *t = &k->tidings[i];

		if (!t->device || !(t->what | t->blank))
			continue;
		r = leave_out_known(k, t);
		if (t->what)
			k->tidings[count++] = *t;
	}
	qsort(k->tidings, count, sizeof *k->tidings, compare);
	for (size_t i = 0, n; !r && i < count; i += n) {
		for (n = 0; i + n < count && is_alike(&k->tidings[i], &k->tidings[i + n]); n++) {
			devices[n] = k->tidings[i + n].device;
			if (!k->tidings[i + n].is_new)
				thought[anew++] = devices[n];
		}
		r = tell_alike(k, &k->tidings[i], devices, n, who_says(k->im, k->tidings[i].file));
	}
	*ret_anew = thought;
	*ret_anew_count = anew;
	return r;
}

/* The run */

static int think_anew(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct desk *desk = context;

	think(&desk->thinker, mem, &d->device);
	*ret_answer = (struct judged_answer){ .verdicts = &d->device.verdicts };
	return mem->full ? -ENOMEM : 0;
}

/* Devices that were known before, or that several rows are about: what they are follows from all that is on record. */
static int think_of_touched(struct keeping *k) {
	enum { SCRATCH = 64 << 20 }; /* one device with all that was ever seen of it */
	const struct judge_pass pass = { .each = think_anew, .context = k->im->desk, .knowledge = k->im->desk->k.hash,
					 .touched = true, .anew = true, .write = true };
	void *memory = memory_reserve(SCRATCH);
	int r = memory ? store_judge(k->store, arena_over(memory, SCRATCH), &pass) : -ENOMEM;

	if (memory)
		memory_release(memory, SCRATCH);
	return r;
}

static int write_down(struct keeping *k) {
	struct import *im = k->im;
	uint8_t room[24 * 1024];
	struct json_out j = json_out_over(room, sizeof room);

	json_out_object(&j);
	json_out_key(&j, "files");
	json_out_array(&j);
	for (size_t i = 0; i < im->file_count && i < 16; i++)
		json_out_text(&j, glyph_head(im->files[i].name, 200));
	json_out_array_end(&j);
	json_out_key(&j, "filled");
	json_out_array(&j);
	for (size_t i = 0; i < im->desk->o->import.fill_count && i < 16; i++)
		json_out_text(&j, glyph_head(im->desk->o->import.fill[i], 200));
	json_out_array_end(&j);
	json_out_pair_u64(&j, "rows", k->next);
	json_out_pair_u64(&j, "devices", k->kept->devices);
	json_out_pair_u64(&j, "new", k->kept->fresh);
	json_out_pair(&j, "by", glyph_head(str_trim(im->desk->o->decide.by), 200));
	int r = store_put_evidence(k->store, &j);
	json_out_object_end(&j);
	return r ? r : estate_log(k->store, "import", json_out_done(&j));
}

static bool tells_of_devices(const struct import *im, size_t file) {
	for (size_t i = 0; i < im->sheet_count; i++)
		if (im->sheets[i].file == file && im->sheets[i].rows)
			return true;
	return false;
}

/* Behind the registers, where those that were read lie: by it they are known again. How many there are then. */
static size_t put_places(const struct import *im, str *sources, size_t count) {
	for (size_t i = 0; i < im->file_count; i++)
		if (im->files[i].place.n && tells_of_devices(im, i))
			sources[count++] = im->files[i].place;
	return count;
}

static int begin(struct keeping *k) {
	struct import *im = k->im;
	str *sources = arena_new(&im->desk->mem, str, im->sheet_count + im->file_count + 1);
	uint32_t count = 0;

	/* A sheet that tells of no device is no source of anything. */
	for (size_t i = 0; sources && i < im->sheet_count; i++) {
		if (!im->sheets[i].rows)
			continue;
		im->sheets[i].number = count;
		sources[count++] = im->sheets[i].source;
	}
	size_t with_places = sources ? put_places(im, sources, count) : 0;
	struct store_run run = {
		.kind = "import", .what = sources && count == 1 ? sources[0] : STR("several registers"),
		.started_us = found_now_us(), .version = str_of(BIRTHMARK_VERSION), .knowledge = im->desk->k.hash,
		.sources = sources, .source_count = with_places, .on = im->desk->o->today,
		.device_count = same_rows_device_count(im->same),
	};
	int r = sources ? store_begin(k->store, &run) : -ENOMEM;
	date as_of = im->desk->o->import.as_of;

	return r || as_of == DATE_NONE || as_of == im->desk->o->today ? r : store_time_of_books(k->store, as_of, &im->as_of_us);
}

/* Is it the source of an earlier table, too? Tables of one sheet are one source. */
static bool is_told_by(const struct import *im, size_t before, str source) {
	for (size_t i = 0; i < before; i++)
		if (im->sheets[i].rows && str_eq(im->sheets[i].source, source))
			return true;
	return false;
}

/* What an earlier import of the same registers told of, and this one does not. */
static int count_gone(struct keeping *k) {
	int r = 0;

	for (size_t i = 0; !r && i < k->im->sheet_count; i++) {
		uint64_t gone = 0;

		if (k->im->sheets[i].rows && !is_told_by(k->im, i, k->im->sheets[i].source))
			r = store_devices_gone(k->store, k->im->sheets[i].source, k->im->as_of_us, &gone);
		k->kept->gone += gone;
	}
	return r;
}

static int keep_all(struct keeping *k) {
	const int64_t *anew;
	size_t anew_count = 0;
	int r = same_rows_all_added(k->im->same);

	if (!r)
		r = import_name_as_known(k->im, k->store);
	if (!r)
		r = begin(k);
	if (!r)
		r = put_books(k, who_says(k->im, 0));
	if (!r)
		r = take_files(k);
	same_rows_forget_keys(k->im->same);
	if (!r)
		r = store_added_all(k->store);
	if (!r)
		r = count_gone(k);
	if (!r)
		r = tell(k, &anew, &anew_count);
	if (!r)
		r = think_of_touched(k);
	if (!r)
		r = books_think(k->im->desk, k->store, anew, anew_count);
	if (!r)
		r = write_down(k);
	return r ? r : store_commit(k->store, &k->complaint);
}

enum exit_code import_keep(struct import *im, struct import_kept *ret_kept) {
	struct keeping k = { .listener = { { take_row, hear_nothing }, step }, .im = im, .kept = ret_kept };
	const size_t size = SAME_ROWS_MAX * sizeof *k.tidings;
	void *counter_memory = memory_reserve(COUNTER_MEMORY);
	enum exit_code code = EXIT_DONE;

	k.tidings = memory_reserve(size);
	if (!k.tidings || !counter_memory || counter_open(&k.counter, &im->desk->mem, counter_memory, &im->desk->thinker))
		code = say_errno("memory", -ENOMEM);
	if (code == EXIT_DONE)
		code = estate_open(im->desk->o->estate, STORE_WRITE, &k.store);
	if (code == EXIT_DONE) {
		int r = keep_all(&k);
		code = r ? estate_say(im->desk->o->estate, r, &k.complaint) : EXIT_DONE;
	}
	store_close(k.store);
	memory_release(k.tidings, size);
	memory_release(counter_memory, COUNTER_MEMORY);
	if (k.tellers)
		memory_release(k.tellers, TELLERS_ROWS_MAX * sizeof *k.tellers);
	return code;
}
