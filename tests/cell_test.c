/*
 * The locked process: what readers may not do in it, and what the keeper
 * believes. The readers are the test's own, some of them bad.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/answer.h"
#include "cell/cell.h"
#include "cell/frame.h"
#include "read/proto.h"

/* Readers of the test */

static const struct field fields[] = { { "toy.word", "a word" }, { NULL, NULL } };
static const struct hook no_hooks[] = { { LANE_END, 0 } };
static const struct hook toy_hooks[] = { { LANE_UDP, KEY_ANY }, { LANE_END, 0 } };
static int forgotten_fd = -1;

static enum read_end toy_read(struct reading *rx, cur in) {
	if (!str_eq(cur_take(&in, 3), STR("TOY")))
		return READ_NOT_MINE;
	tell(rx, &fields[0], cur_rest(&in));
	return READ_DONE;
}

static enum read_end opener_read(struct reading *rx, cur in) {
	(void)in;
	tell_u64(rx, &fields[0], open("/etc/passwd", O_RDONLY) < 0);
	return READ_DONE;
}

static enum read_end caller_read(struct reading *rx, cur in) {
	(void)in;
	tell_u64(rx, &fields[0], socket(AF_INET, SOCK_STREAM, 0) < 0);
	return READ_DONE;
}

static enum read_end writer_read(struct reading *rx, cur in) {
	bool failed = write(forgotten_fd, "x", 1) < 0 && errno == EBADF;

	(void)in;
	tell(rx, &fields[0], failed ? STR("closed") : STR("open"));
	return READ_DONE;
}

static enum read_end leaver_read(struct reading *rx, cur in) {
	(void)rx, (void)in;
	_exit(3);
}

static enum read_end trap_read(struct reading *rx, cur in) {
	(void)rx, (void)in;
	__builtin_trap();
}

#define PROTO(word, its_hooks) \
	static const struct proto word##_proto = { \
		.name = #word, .what = "", .hooks = its_hooks, .fields = fields, .read = word##_read, \
	}
PROTO(toy, toy_hooks);
PROTO(opener, no_hooks);
PROTO(caller, no_hooks);
PROTO(writer, no_hooks);
PROTO(leaver, no_hooks);
PROTO(trap, no_hooks);
const struct proto *const protos[] = { &toy_proto, &opener_proto, &caller_proto, &writer_proto, &leaver_proto,
				       &trap_proto, NULL };

/* What a cell said, as text. */
struct heard {
	struct cell_listener listener;
	char text[4096];
	size_t used;
	uint64_t record_count, complaint_count, last_line, line_count;
	int answer;
	struct cell_report report;
	struct complaint why;
};

__attribute__((format(printf, 2, 3)))
static void hear(struct heard *h, const char *format, ...) {
	va_list args;

	va_start(args, format);
	int n = vsnprintf(h->text + h->used, sizeof h->text - h->used, format, args);
	va_end(args);
	if (n > 0 && (size_t)n < sizeof h->text - h->used)
		h->used += (size_t)n;
}

static int hear_observation(struct obs_sink *sink, const struct obs *obs) {
	struct heard *h = (struct heard *)sink;

	hear(h, "|%.*s=%.*s", STR_ARG(obs->field), STR_ARG(obs->value));
	return h->answer;
}

static int hear_record(struct cell_listener *l, str device, uint64_t line) {
	struct heard *h = (struct heard *)l;

	h->record_count++;
	h->last_line = line;
	hear(h, "<%.*s", STR_ARG(device));
	return 0;
}

static int hear_end(struct cell_listener *l) {
	hear((struct heard *)l, ">");
	return 0;
}

static int hear_complaint(struct cell_listener *l, const struct complaint *c) {
	struct heard *h = (struct heard *)l;

	h->complaint_count++;
	h->last_line = c->line;
	return 0;
}

static struct heard listening(void) {
	return (struct heard){ .listener = { { hear_observation }, hear_record, hear_end, hear_complaint, NULL } };
}

/* All lines as one block, of a cell that is opened and closed for them. */
static int read_lines(struct heard *h, str lines) {
	struct cell *cell;

	assert_int_equal(cell_open(lines, &cell), 0);
	int r = cell_read_block(cell, lines, BLOCK_FIRST, &h->listener, &h->line_count, &h->why);
	cell_close(cell);
	return r;
}

static int read_records(struct heard *h, const char *lines) {
	return read_lines(h, str_of(lines));
}

/* A record with one message of a protocol. */
static int read_message(struct heard *h, const char *field) {
	char line[200];

	snprintf(line, sizeof line, "{\"device\":\"d\",\"observations\":[{\"field\":\"%s\",\"value\":\"x\"}]}", field);
	return read_records(h, line);
}

/* What a cell does */

static void reads_records(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_records(&h, "{\"device\":\"a\",\"observations\":[{\"field\":\"toy.raw\",\"value\":\"TOYcar\"}]}\n"
					  "nonsense\n{\"device\":\"b\",\"observations\":[]}"), 0);
	assert_string_equal(h.text, "<a|toy.raw=TOYcar|toy.word=car><b>");
	assert_int_equal(h.complaint_count, 1);
	assert_int_equal(h.last_line, 3);
	assert_int_equal(h.line_count, 3);
}

static void reads_nothing(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_lines(&h, (str){ 0 }), 0);
	assert_int_equal(h.line_count, 0);
}

static void opening_a_file_is_named(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_message(&h, "opener.raw"), CELL_BROKE_RULE);
	assert_string_equal(h.why.what, "the reader 'opener' tried the system call 'openat', which the cell does not allow");
}

static void opening_a_socket_is_named(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_message(&h, "caller.raw"), CELL_BROKE_RULE);
	assert_string_equal(h.why.what, "the reader 'caller' tried the system call 'socket', which the cell does not allow");
}

static void other_descriptors_are_closed(void **state) {
	struct heard h = listening();
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	forgotten_fd = ends[1];
	assert_int_equal(read_message(&h, "writer.raw"), 0);
	assert_string_equal(h.text, "<d|writer.raw=x|toy.word=closed>");
	close(ends[0]);
	close(ends[1]);
}

static void leaving_early_is_death(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_message(&h, "leaver.raw"), CELL_DEAD);
	assert_string_equal(h.why.what, "the cell ended without its last word, exit code 3");
}

static void a_signal_is_death(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(read_message(&h, "trap.raw"), CELL_DEAD);
	assert_true(str_begins(str_of(h.why.what), STR("the cell was ended by signal SIG")));
}

static void listener_stops(void **state) {
	struct heard h = listening();

	(void)state;
	h.answer = -ECANCELED;
	assert_int_equal(read_message(&h, "toy.raw"), -ECANCELED);
}

/* Some 40 MB go through the pipe. */
static void large_answers(void **state) {
	enum { RECORD_COUNT = 20000 };
	static const char head[] = "{\"device\":\"d\",\"observations\":[{\"field\":\"a\",\"value\":\"", tail[] = "\"}]}\n";
	size_t size = sizeof head + sizeof tail - 2 + 2000;
	char *lines = malloc(RECORD_COUNT * size), *at = lines;
	struct heard h = listening();

	(void)state;
	assert_non_null(lines);
	for (int i = 0; i < RECORD_COUNT; i++, at += size) {
		memcpy(at, head, sizeof head - 1);
		memset(at + sizeof head - 1, 'v', 2000);
		memcpy(at + size - sizeof tail + 1, tail, sizeof tail - 1);
	}
	assert_int_equal(read_lines(&h, (str){ (uint8_t *)lines, RECORD_COUNT * size }), 0);
	free(lines);
	assert_int_equal(h.record_count, RECORD_COUNT);
	assert_int_equal(h.last_line, RECORD_COUNT);
}

/* One cell, block after block out of memory that the keeper fills anew, as for a stream. */
static void reads_blocks_of_shared_memory(void **state) {
	static const char *const blocks[] = {
		"\xef\xbb\xbf{\"device\":\"a\",\"observations\":[]}\n\n", "{\"device\":\"b\",\"observations\":[]}\nnonsense\n", "",
		"{\"device\":\"c\",\"observations\":[]}",
	};
	struct heard h = listening();
	struct cell *cell;
	uint8_t *room = memory_share(4096);

	(void)state;
	assert_non_null(room);
	assert_int_equal(cell_open((str){ room, 4096 }, &cell), 0);
	for (size_t i = 0; i < 4; i++) {
		str block = { room + 10 * i, strlen(blocks[i]) };

		memcpy(room + 10 * i, blocks[i], block.n);
		assert_int_equal(cell_read_block(cell, block, i == 0 ? BLOCK_FIRST : 0, &h.listener, &h.line_count, &h.why), 0);
		assert_int_equal(h.line_count, i == 3 ? 1 : i == 2 ? 0 : 2);
	}
	cell_close(cell);
	memory_release(room, 4096);
	assert_string_equal(h.text, "<a><b><c>");
	assert_int_equal(h.complaint_count, 1);
}

/* Bytes cut anywhere into two blocks: each line is read once, by the block in which it begins. */
static void a_cut_through_a_line_loses_none(void **state) {
	str lines = STR("\n{\"device\":\"a\",\"observations\":[]}\n\n{\"device\":\"b\",\"observations\":[]}\nbad\n{\"device\":\"c\",\"observations\":[]}");
	struct cell *cell;

	(void)state;
	assert_int_equal(cell_open(lines, &cell), 0);
	for (size_t cut = 0; cut <= lines.n; cut++) {
		struct heard h = listening();
		uint64_t first;
		str parts[] = { { lines.at, cut }, { lines.at + cut, lines.n - cut } };

		assert_int_equal(cell_read_block(cell, parts[0], BLOCK_CUT, &h.listener, &first, &h.why), 0);
		assert_int_equal(cell_read_block(cell, parts[1], BLOCK_CUT, &h.listener, &h.line_count, &h.why), 0);
		assert_int_equal(first + h.line_count, 6);
		assert_string_equal(h.text, "<a><b><c>");
		assert_int_equal(h.complaint_count, 1);
	}
	cell_close(cell);
}

static void a_line_that_is_too_long_counts(void **state) {
	struct heard h = listening();
	struct cell *cell;

	(void)state;
	assert_int_equal(cell_open((str){ 0 }, &cell), 0);
	assert_int_equal(cell_read_block(cell, (str){ 0 }, BLOCK_TOO_LONG, &h.listener, &h.line_count, &h.why), 0);
	cell_close(cell);
	assert_int_equal(h.complaint_count, 1);
	assert_int_equal(h.line_count, 1);
}

/* Only the input begins with a mark, not each of its blocks. */
static void a_byte_order_mark_has_one_place(void **state) {
	str lines = STR("\xef\xbb\xbf{\"device\":\"a\",\"observations\":[]}\n");
	struct heard h = listening();
	struct cell *cell;

	(void)state;
	assert_int_equal(cell_open(lines, &cell), 0);
	assert_int_equal(cell_read_block(cell, lines, 0, &h.listener, &h.line_count, &h.why), 0);
	cell_close(cell);
	assert_int_equal(h.record_count, 0);
	assert_int_equal(h.complaint_count, 1);
}

static void a_fallen_cell_can_be_closed(void **state) {
	static const char line[] = "{\"device\":\"d\",\"observations\":[{\"field\":\"opener.raw\",\"value\":\"x\"}]}";
	str lines = { (const uint8_t *)line, sizeof line - 1 };
	struct heard h = listening();
	struct cell *cell;

	(void)state;
	assert_int_equal(cell_open(lines, &cell), 0);
	assert_int_equal(cell_read_block(cell, lines, 0, &h.listener, &h.line_count, &h.why), CELL_BROKE_RULE);
	cell_close(cell);
}

/* pcap, little-endian, Ethernet; one UDP datagram "TOYcar" from 192.0.2.1 to 192.0.2.2. */
static const uint8_t capture[] =
	"\xd4\xc3\xb2\xa1\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00\x01\x00\x00\x00"
	"\x01\x00\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x30\x00\x00\x00"
	"\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x08\x00"
	"\x45\x00\x00\x22\x00\x00\x00\x00\x40\x11\x00\x00\xc0\x00\x02\x01\xc0\x00\x02\x02"
	"\x10\x00\x10\x01\x00\x0e\x00\x00TOYcar";

static void reads_a_capture(void **state) {
	struct heard h = listening();
	str bytes = { capture, sizeof capture - 1 };

	(void)state;
	assert_int_equal(cell_read_capture(bytes, &h.listener, &h.report, &h.why), 0);
	assert_non_null(strstr(h.text, "|toy.word=car"));
	assert_int_equal(h.report.packets, 1);
}

static void keeps_what_stood_before_the_damage(void **state) {
	struct heard h = listening();
	uint8_t damaged[sizeof capture + 7] = { 0 };

	(void)state;
	memcpy(damaged, capture, sizeof capture - 1);
	assert_int_equal(cell_read_capture((str){ damaged, sizeof damaged }, &h.listener, &h.report, &h.why), CELL_INPUT_BAD);
	assert_non_null(strstr(h.text, "|toy.word=car"));
	assert_int_equal(h.why.offset, sizeof capture - 1);
	assert_true(strlen(h.why.what) > 0);
}

static void refuses_what_is_no_capture(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(cell_read_capture(STR("GIF89a, or so it says"), &h.listener, &h.report, &h.why), CELL_INPUT_BAD);
	assert_string_equal(h.why.what, "neither a pcap nor a pcapng capture file");
}

/* What the keeper believes */

#define FRAME(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }
#define RECORD "\x02\0\0\0\x09\0\0\0\0\0\0\0\x01" "a"
#define REPORT "\x06\0\0\0\x20" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define END "\x03\0\0\0\0"
#define BLOCK_END "\x09\0\0\0\x09\0\0\0\0\0\0\0\x01\x01"
#define DONE "\x08\0\0\0\x15\0" "\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define OBS "\x01\0\0\0\x29\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01" "\x01" "f" "\0\0\0\x02" "vw"

static int take_all(struct heard *h, str bytes, bool has_records) {
	struct answer a = { .listener = &h->listener, .has_records = has_records };
	size_t used = 0;
	int r = answer_take(&a, bytes, &used);

	if (!r)
		assert_true(used <= bytes.n);
	return r;
}

static void honest_frames(void **state) {
	struct heard h = listening();
	static const str frames = FRAME(RECORD OBS END BLOCK_END);

	(void)state;
	assert_int_equal(take_all(&h, frames, true), 0);
	assert_string_equal(h.text, "<a|f=vw>");
}

static void lies(void **state) {
	static const struct {
		const char *what;
		str frames;
	} cases[] = {
		{ "no such type", FRAME("\x0b\0\0\0\0") },
		{ "a turn of TLS", FRAME("\x0a\0\0\0\0") },
		{ "type zero", FRAME("\0\0\0\0\0") },
		{ "longer than any", FRAME("\x01\x7f\xff\xff\xff") },
		{ "an observation outside a record", FRAME(OBS) },
		{ "an observation cut short", FRAME(RECORD "\x01\0\0\0\x03\0\0\0") },
		{ "a record in a record", FRAME(RECORD RECORD) },
		{ "lines that go back", FRAME(RECORD "\x03\0\0\0\0" RECORD) },
		{ "the end of no record", FRAME("\x03\0\0\0\0") },
		{ "bytes in the end of a record", FRAME(RECORD "\x03\0\0\0\x01x") },
		{ "a terminal's escape in a complaint", FRAME("\x04\0\0\0\x14\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\x1b[2J") },
		{ "a report too short", FRAME("\x06\0\0\0\x04\0\0\0\0") },
		{ "the report of a capture", FRAME(REPORT) },
		{ "done without a report", FRAME(DONE) },
		{ "done in a record", FRAME(RECORD DONE) },
		{ "a block that ends in a record", FRAME(RECORD BLOCK_END) },
		{ "a block of fewer lines than were told", FRAME(RECORD END "\x09\0\0\0\x09\0\0\0\0\0\0\0\0\0") },
		{ "half an end of a block", FRAME(RECORD END "\x09\0\0\0\x02\0\0") },
		{ "speech after the block", FRAME(RECORD END BLOCK_END RECORD) },
		{ "an error that is none", FRAME("\x08\0\0\0\x15\x02" "\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0") },
		{ "an error beyond all", FRAME("\x08\0\0\0\x15\x02" "\x80\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0") },
		{ "a result that is none", FRAME("\x08\0\0\0\x15\x07" "\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0") },
	};
	static const struct {
		const char *what;
		str frames;
	} of_captures[] = {
		{ "two reports", FRAME(REPORT REPORT) },
		{ "speech after the last word", FRAME(REPORT DONE OBS) },
		{ "a block", FRAME(BLOCK_END) },
		{ "a result that is none", FRAME(REPORT "\x08\0\0\0\x15\x07" "\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct heard h = listening();

		if (take_all(&h, cases[i].frames, true) != CELL_LIED)
			fail_msg("believed: %s", cases[i].what);
	}
	for (size_t i = 0; i < sizeof of_captures / sizeof *of_captures; i++) {
		struct heard h = listening();

		if (take_all(&h, of_captures[i].frames, false) != CELL_LIED)
			fail_msg("believed of a capture: %s", of_captures[i].what);
	}
}

static void records_in_a_capture_are_lies(void **state) {
	struct heard h = listening();

	(void)state;
	assert_int_equal(take_all(&h, (str)FRAME(OBS), false), 0);
	assert_int_equal(take_all(&h, (str)FRAME(RECORD), false), CELL_LIED);
}

/* Whatever bytes a cell sends: no crash, and only known answers. */
static void mutated_frames(void **state) {
	static const str honest = FRAME(RECORD OBS END "\x05\0\0\0\x08\0\0\0\0\0\0\0\x09" BLOCK_END);
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct heard h = listening();
		uint8_t *bytes = malloc(honest.n);

		assert_non_null(bytes);
		memcpy(bytes, honest.at, honest.n);
		for (int i = 0; i < 3; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[(seed >> 8) % honest.n] = (uint8_t)(seed >> 24);
		}
		seed = seed * 1664525 + 1013904223;
		int r = take_all(&h, (str){ bytes, (seed >> 8) % (honest.n + 1) }, true);
		free(bytes);
		assert_true(r <= CELL_LIED);
	}
}

static void the_lock_alone(void **state) {
	uint8_t frame[64];
	int ends[2], status;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		if (cell_lock(ends[1]) == 0)
			(void)!open("/etc/passwd", O_RDONLY);
		_exit(0);
	}
	close(ends[1]);
	ssize_t n = read(ends[0], frame, sizeof frame);
	close(ends[0]);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == CELL_BROKE_RULE);
	assert_int_equal(n, FRAME_HEAD_SIZE + 4);
	assert_int_equal(frame[0], FRAME_RULE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_records), cmocka_unit_test(reads_nothing),
		cmocka_unit_test(opening_a_file_is_named), cmocka_unit_test(opening_a_socket_is_named),
		cmocka_unit_test(other_descriptors_are_closed), cmocka_unit_test(leaving_early_is_death),
		cmocka_unit_test(a_signal_is_death), cmocka_unit_test(listener_stops), cmocka_unit_test(large_answers),
		cmocka_unit_test(reads_blocks_of_shared_memory), cmocka_unit_test(a_cut_through_a_line_loses_none),
		cmocka_unit_test(a_line_that_is_too_long_counts),
		cmocka_unit_test(a_byte_order_mark_has_one_place), cmocka_unit_test(a_fallen_cell_can_be_closed),
		cmocka_unit_test(reads_a_capture), cmocka_unit_test(keeps_what_stood_before_the_damage),
		cmocka_unit_test(refuses_what_is_no_capture), cmocka_unit_test(honest_frames), cmocka_unit_test(lies),
		cmocka_unit_test(records_in_a_capture_are_lies), cmocka_unit_test(mutated_frames),
		cmocka_unit_test(the_lock_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
