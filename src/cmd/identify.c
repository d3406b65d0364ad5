/*
 * birthmark identify: recorded answers of devices in, identities out. One
 * JSON line a device, in order (design, 5.1).
 *
 * The input is cut into blocks of lines. Hands, one a processor, each with a
 * cell of its own, take block after block, and answer in the order of the
 * input: a hand writes, and complains, when its block's turn has come.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "cell/cell.h"
#include "cell/records.h"
#include "cmd/answers.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/fields.h"
#include "sense/blocks.h"

enum {
	DEVICE_OBSERVATIONS_MAX = 4096, /* of one device; more are dropped with a warning; real ones have under 200 */
};

struct identifying {
	struct desk *desk;
	struct fields fields;
	const char *file;
	struct blocks blocks;
	enum exit_code code;
	uint64_t unknown_fields, dropped;
	struct device *kept;     /* all, for the table; in the desk's memory */
	size_t kept_count, kept_room;
};

/* Who takes blocks, reads them in a cell and thinks about them. */
struct hand {
	struct cell_listener listener;
	struct identifying *all;
	pthread_t thread;
	bool has_thread;
	struct cell *cell;
	uint8_t *room;           /* for bytes of a stream, shared with the cell */
	struct thinker *thinker;
	arena mem, scratch;      /* its own, and what of it serves the record at work */
	struct block block;
	bool has_block;
	uint64_t lines_before;
	struct device device;
	struct obs *observations;
	size_t observation_count, observation_room;
	struct answers answers;
	enum exit_code code;
	uint64_t unknown_fields, dropped;
};

static struct hand *of(struct cell_listener *l) {
	return (struct hand *)l;
}

/* JSON goes out block by block and its memory is used again; a table needs them all. */
static int begin_record(struct cell_listener *l, str device, uint64_t line) {
	struct hand *h = of(l);

	(void)line;
	h->scratch = h->mem;
	h->device = (struct device){ .name = arena_str(&h->scratch, device) };
	h->observations = NULL;
	h->observation_count = h->observation_room = 0;
	return h->device.name.at ? 0 : -ENOMEM;
}

static bool make_room(struct hand *h) {
	if (h->observation_count < h->observation_room)
		return true;
	size_t room = h->observation_room ? 2 * h->observation_room : 8;
	struct obs *more = arena_new(&h->scratch, struct obs, room);
	for (size_t k = 0; more && k < h->observation_count; k++)
		more[k] = h->observations[k];
	h->observations = more;
	h->observation_room = room;
	return more != NULL;
}

static int take(struct obs_sink *sink, const struct obs *obs) {
	struct hand *h = (struct hand *)sink;

	if (h->observation_count == DEVICE_OBSERVATIONS_MAX) {
		h->dropped++;
		return 0;
	}
	if (!make_room(h))
		return -ENOMEM;
	struct obs *kept = &h->observations[h->observation_count++];
	*kept = *obs;
	kept->field = fields_known(&h->all->fields, obs->field);
	if (!kept->field.n) {
		kept->field = arena_str(&h->scratch, obs->field);
		h->unknown_fields += !fields_have(&h->all->fields, kept->field);
	}
	kept->value = arena_str(&h->scratch, obs->value);
	return kept->field.at && kept->value.at ? 0 : -ENOMEM;
}

static int keep(struct hand *h) {
	struct identifying *i = h->all;

	h->mem = h->scratch;
	if (i->kept_count == i->kept_room) {
		size_t room = i->kept_room ? 2 * i->kept_room : 256;
		struct device *more = arena_new(&h->mem, struct device, room);

		if (!more)
			return -ENOMEM;
		for (size_t k = 0; k < i->kept_count; k++)
			more[k] = i->kept[k];
		i->kept = more;
		i->kept_room = room;
	}
	i->kept[i->kept_count++] = h->device;
	return 0;
}

/* Waits for the block's turn. False when the answer is not wanted any more. */
static bool has_turn(struct hand *h) {
	return blocks_turn(&h->all->blocks, h->block.number, &h->lines_before);
}

/* What is ready goes out. Nobody reads on: no reason to think on. */
static int write_answers(struct hand *h) {
	if (!has_turn(h))
		return -ECANCELED;
	int r = answers_write(&h->answers, STDOUT_FILENO);
	if (r && r != -EPIPE)
		say_errno("standard output", r);
	if (r)
		h->code = worse(h->code, EXIT_IO);
	return r ? -ECANCELED : 0;
}

static int answer(struct hand *h) {
	struct judgement judgement = think_json(h->thinker, &h->scratch, &h->device);

	if (h->scratch.full)
		return -ENOMEM;
	if (think_found_json(h->all->desk->o, &judgement))
		h->code = worse(h->code, EXIT_FOUND);
	int r = answers_are_many(&h->answers) ? write_answers(h) : 0;
	return r ? r : answers_add(&h->answers, &h->device, &judgement, &h->all->desk->k.registry);
}

static int end_record(struct cell_listener *l) {
	struct hand *h = of(l);

	h->device.observations = h->observations;
	h->device.observation_count = h->observation_count;
	if (h->all->desk->o->json)
		return answer(h);
	think(h->thinker, &h->scratch, &h->device);
	if (h->scratch.full)
		return -ENOMEM;
	if (think_found(h->all->desk->o, &h->device))
		h->code = worse(h->code, EXIT_FOUND);
	return keep(h);
}

/* A complaint comes between the answers to the lines around it, with its line in the whole input. */
static int complain(struct cell_listener *l, const struct complaint *c) {
	struct hand *h = of(l);
	struct complaint whole = *c;
	int r = write_answers(h);

	if (r)
		return r;
	uint64_t line = h->lines_before + c->line;
	whole.line = line > UINT32_MAX ? UINT32_MAX : (unsigned)line;
	say_complaint(h->all->file, &whole);
	h->code = worse(h->code, EXIT_BAD_DATA);
	return 0;
}

/* Says, when it is its turn, why a block could not be answered to its end. */
static void say_failure(struct hand *h, int r, const struct complaint *c) {
	const char *file = h->all->file;

	/* What was said before stands; whoever stopped it said why. */
	if (write_answers(h))
		return;
	if (r < 0)
		h->code = worse(h->code, say_errno(file, r));
	else
		say_complaint(file, c);
	if (r > 0)
		h->code = worse(h->code, EXIT_BUG);
}

static const struct cell_listener hand_listener = {
	.sink.take = take, .record = begin_record, .record_end = end_record, .complain = complain,
};

static int answer_block(struct hand *h) {
	struct complaint c = { 0 };
	uint64_t line_count = 0;
	unsigned special = (h->block.number == 0 ? BLOCK_FIRST : 0u) | (h->block.is_too_long ? BLOCK_TOO_LONG : 0u) |
			   (h->room ? 0u : BLOCK_CUT);
	int r = h->block.error;

	if (!r)
		r = cell_read_block(h->cell, h->block.bytes, special, &h->listener, &line_count, &c);
	if (!r)
		r = write_answers(h);
	else if (r != -ECANCELED)
		say_failure(h, r, &c);
	if (!r)
		blocks_pass(&h->all->blocks, line_count);
	return r;
}

static void *work(void *argument) {
	struct hand *h = argument;
	struct blocks *blocks = &h->all->blocks;

	while (h->has_block || blocks_take(blocks, h->room, &h->block)) {
		h->has_block = false;
		if (answer_block(h))
			blocks_stop(blocks);
	}
	return NULL;
}

static int open_room(struct hand *h) {
	size_t size = blocks_room_size(&h->all->blocks);

	h->room = size ? memory_share(size) : NULL;
	return size && !h->room ? -ENOMEM : 0;
}

/* The cell sees this hand's room, no other one. */
static int open_cell(struct hand *h, str mapped) {
	size_t size = blocks_room_size(&h->all->blocks);
	int r = cell_open(h->room ? (str){ h->room, size } : mapped, &h->cell);

	memory_unshare(h->room, size);
	return r;
}

static void close_hand(struct hand *h) {
	struct identifying *i = h->all;

	cell_close(h->cell);
	memory_release(h->room, blocks_room_size(&i->blocks));
	answers_close(&h->answers);
	i->code = worse(i->code, h->code);
	i->unknown_fields += h->unknown_fields;
	i->dropped += h->dropped;
	if (h->thinker != &i->desk->thinker)
		i->desk->thinker.cut_count += h->thinker->cut_count;
}

/* One who helps the first hand. Without him it is done more slowly, that is all. */
static bool open_helper(struct hand *h, struct identifying *i, str mapped, size_t room) {
	*h = (struct hand){ .listener = hand_listener, .all = i, .mem = desk_cut(i->desk, room) };
	h->thinker = arena_new(&h->mem, struct thinker, 1);
	bool good = h->thinker && !think_beside(h->thinker, &h->mem, &i->desk->thinker) && !answers_open(&h->answers) &&
		    !open_room(h) && !open_cell(h, mapped);
	if (!good)
		close_hand(h);
	return good;
}

/* How many hands the rest of the input keeps busy: a hand and its cell work by turns, so they are one processor's work. */
static size_t hands_for(const struct identifying *i) {
	size_t hands = desk_hands(), blocks = (i->blocks.rest.n + BLOCKS_SIZE - 1) / BLOCKS_SIZE;

	/* A table keeps its devices behind one another. */
	if (hands == 1 || !i->desk->o->json || blocks_ended(&i->blocks))
		return 1;
	return i->blocks.fd < 0 && blocks < hands ? 1 + blocks : hands;
}

/* With the first hand ready and its first block taken: who else may help, and all of the work. */
static void share_work(struct identifying *i, struct hand *hands, str mapped) {
	size_t wanted = hands_for(i), count = 1;
	arena whole = i->desk->mem;
	size_t room = (size_t)(whole.end - whole.at) / (wanted + 1);

	if (wanted > 1)
		hands[0].mem = desk_cut(i->desk, room);
	while (count < wanted && open_helper(&hands[count], i, mapped, room))
		count++;
	/*
	 * A kernel wakes a hand where its cell is and a cell where its hand is: all of
	 * them would stay on the processor on which they were born.
	 */
	for (size_t k = 0; count > 1 && k < count; k++)
		cell_keep_on(hands[k].cell, desk_processor(k));
	for (size_t k = 1; k < count; k++)
		hands[k].has_thread = pthread_create(&hands[k].thread, NULL, work, &hands[k]) == 0;
	work(&hands[0]);
	for (size_t k = 1; k < count; k++) {
		if (hands[k].has_thread)
			pthread_join(hands[k].thread, NULL);
		close_hand(&hands[k]);
	}
	i->desk->mem = wanted > 1 ? whole : hands[0].mem;
}

/* All cells are open before any thread begins: what forks must be alone. */
static int answer_source(struct identifying *i, const struct source *source) {
	static struct hand hands[DESK_HANDS_MAX];
	struct hand *first = &hands[0];

	*first = (struct hand){ .listener = hand_listener, .all = i, .mem = i->desk->mem, .thinker = &i->desk->thinker };
	int r = answers_open(&first->answers);
	if (!r)
		r = open_room(first);
	if (!r)
		first->has_block = blocks_take(&i->blocks, first->room, &first->block);
	if (!r && first->has_block)
		r = open_cell(first, source->bytes);
	if (!r && first->has_block)
		share_work(i, hands, source->bytes);
	close_hand(first);
	return r;
}

static void read_file(struct identifying *i, const char *path) {
	struct complaint c = { 0 };
	struct source source;

	i->file = !strcmp(path, "-") ? _("standard input") : path;
	int r = source_open(&source, path, SOURCE_STREAM, &c);
	if (!r) {
		r = blocks_open(&i->blocks, &source, RECORD_LINE_MAX);
		if (!r) {
			r = answer_source(i, &source);
			blocks_close(&i->blocks);
		}
		source_close(&source);
	}
	if (r < 0)
		i->code = worse(i->code, say_errno(i->file, r));
	else if (r > 0) {
		say_complaint(i->file, &c);
		i->code = worse(i->code, EXIT_BAD_DATA);
	}
}

static void say_what_was_left_out(const struct identifying *i) {
	const struct options *o = i->desk->o;

	if (i->unknown_fields)
		say_warning(o, translate_plural("%" PRIu64 " observation has a field that nobody knows; it is kept as evidence",
						"%" PRIu64 " observations have a field that nobody knows; they are kept as evidence",
						i->unknown_fields), i->unknown_fields);
	desk_warn(i->desk);
	if (i->dropped)
		say_warning(o, translate_plural("%" PRIu64 " observation over the limit of a record was left out",
						"%" PRIu64 " observations over the limit of a record were left out", i->dropped),
			    i->dropped);
}

enum exit_code command_identify(const struct options *o) {
	static struct desk desk;
	static char dash[] = "-", *standard_input[] = { dash };
	enum exit_code code = desk_open(&desk, o);
	struct complaint c = { 0 };
	struct identifying i = { .desk = &desk, .code = code };

	if (code == EXIT_DONE && fields_open(&i.fields, &desk.mem, &desk.k.trees[DATA_FIELDS], &c)) {
		say_complaint(NULL, &c);
		i.code = EXIT_BAD_DATA;
	}
	if (i.code == EXIT_DONE) {
		char **files = o->argument_count ? o->arguments : standard_input;

		for (int k = 0; k < (o->argument_count ? o->argument_count : 1); k++)
			read_file(&i, files[k]);
		if (!o->json)
			show_device_table(stdout, &desk.look, i.kept, i.kept_count, &desk.k.registry);
		say_what_was_left_out(&i);
	}
	desk_close(&desk);
	return say_done(i.code);
}
