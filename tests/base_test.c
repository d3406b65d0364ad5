/* The floor of the house, held against older houses: libc and jansson. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/date.h"
#include "base/file.h"
#include "base/json_in.h"
#include "base/json_out.h"
#include "base/text.h"
#include "base/translate.h"
#include "base/yaml.h"
#include "fact/addr.h"

/* JSON */

/* Writes a value that the pull reader gives, so that both readers can be compared as text. */
static bool copy_value(struct json_in *in, enum json_token token, struct json_out *out, arena mem) {
	switch (token) {
	case JSON_IN_OBJECT:
	case JSON_IN_ARRAY:
		(token == JSON_IN_OBJECT ? json_out_object : json_out_array)(out);
		for (;;) {
			token = json_in_next(in);
			if (token == JSON_IN_OBJECT_END)
				return json_out_object_end(out), true;
			if (token == JSON_IN_ARRAY_END)
				return json_out_array_end(out), true;
			if (token == JSON_IN_KEY) {
				json_out_key_str(out, json_in_text(in, &mem));
				token = json_in_next(in);
			}
			if (!copy_value(in, token, out, mem))
				return false;
		}
	case JSON_IN_STRING: json_out_text(out, json_in_text(in, &mem)); return true;
	case JSON_IN_NUMBER: json_out_decimal(out, strtod((const char *)in->raw.at, NULL), 6); return true;
	case JSON_IN_TRUE:
	case JSON_IN_FALSE: json_out_bool(out, token == JSON_IN_TRUE); return true;
	case JSON_IN_NULL: json_out_null(out); return true;
	case JSON_IN_BAD:
	case JSON_IN_END:
	case JSON_IN_OBJECT_END:
	case JSON_IN_ARRAY_END:
	case JSON_IN_KEY: break;
	}
	return false;
}

static char *copy_json(const char *text, size_t n) {
	static uint8_t memory[1 << 20];
	char *copy = NULL;
	size_t size;
	FILE *f = open_memstream(&copy, &size);
	struct json_in in = json_in_over((str){ (const uint8_t *)text, n });
	struct json_out out = json_out_to(f);
	bool good = copy_value(&in, json_in_next(&in), &out, arena_over(memory, sizeof memory)) &&
		    json_in_next(&in) == JSON_IN_END;

	fclose(f);
	if (!good) {
		free(copy);
		return NULL;
	}
	return copy;
}

static void random_text(char *to, size_t n) {
	static const char *const pieces[] = { "a", "\"", "\\", "\n", "é", "海", "😀", "/", "\t", "\x01", "{", "}" };

	size_t used = 0;

	*to = 0;
	while (used + 5 < n && rand() % 6)
		used += (size_t)snprintf(to + used, n - used, "%s", pieces[rand() % 12]);
}

static json_t *random_value(int depth) {
	char text[64];
	json_t *v;

	switch (rand() % (depth > 4 ? 5 : 7)) {
	case 0: return json_null();
	case 1: return json_boolean(rand() % 2);
	case 2: return json_integer(rand() % 2000 - 1000);
	case 3: return json_real((rand() % 20000 - 10000) / 8.0);
	case 4: random_text(text, sizeof text); return json_string(text);
	case 5:
		v = json_array();
		for (int i = rand() % 4; i > 0; i--)
			json_array_append_new(v, random_value(depth + 1));
		return v;
	default:
		v = json_object();
		for (int i = rand() % 4; i > 0; i--) {
			random_text(text, sizeof text);
			json_object_set_new(v, text, random_value(depth + 1));
		}
		return v;
	}
}

static void json_is_read_and_written_as_jansson_does(void **state) {
	(void)state;
	srand(11);
	for (int i = 0; i < 3000; i++) {
		json_t *value = random_value(0);
		char *text = json_dumps(value, JSON_ENCODE_ANY | (rand() % 2 ? JSON_ENSURE_ASCII : 0));
		char *copy = copy_json(text, strlen(text));

		assert_non_null(copy);
		json_t *again = json_loads(copy, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
		json_t *wanted = json_loads(text, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
		if (!again || !json_equal(again, wanted))
			fail_msg("%s became %s", text, copy);
		json_decref(again);
		json_decref(wanted);
		json_decref(value);
		free(copy);
		free(text);
	}
}

/* What jansson reads after a byte was changed, we read too; never the other way round but for raw control bytes. */
static void damaged_json_is_not_believed(void **state) {
	static const char bytes[] = "{}[],:\"\\0a \n";

	(void)state;
	srand(12);
	for (int i = 0; i < 20000; i++) {
		json_t *value = random_value(0);
		char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
		size_t n = strlen(text);

		text[(size_t)rand() % n] = bytes[rand() % 12];
		json_t *theirs = json_loadb(text, n, JSON_DECODE_ANY, NULL);
		char *ours = copy_json(text, n);
		if (theirs && !ours)
			fail_msg("jansson reads %s", text);
		free(ours);
		json_decref(theirs);
		json_decref(value);
		free(text);
	}
}

static void bad_json_is_bad(void **state) {
	static const char *const bad[] = { "", "{", "[", "[1", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "\"a", "nul",
					   "[}", "{]", "-", "\"a\\", "{\"a\":}", "]", "," };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char *copy = copy_json(bad[i], strlen(bad[i]));
		if (copy)
			fail_msg("%s was read as %s", bad[i], copy);
	}
	char deep[400];
	memset(deep, '[', 200);
	memset(deep + 200, ']', 200);
	assert_null(copy_json(deep, sizeof deep));
}

static void counts_what_stands_in_a_text(void **state) {
	(void)state;
	assert_int_equal(str_count(STR("a<b>a<b>a"), STR("<b")), 2);
	assert_int_equal(str_count(STR("aaa"), STR("aa")), 1);
	assert_int_equal(str_count(STR("a"), STR("aa")), 0);
	assert_int_equal(str_count(STR("a"), (str){ 0 }), 0);
	assert_int_equal(str_count((str){ 0 }, STR("a")), 0);
}

/* One text through a stream, through memory that is large enough, and back: whatever stands wherever in it. */
static void assert_text_comes_back(str text) {
	static uint8_t room[512], memory[512];
	char *copy = NULL;
	size_t size;
	FILE *f = open_memstream(&copy, &size);
	struct json_out streamed = json_out_to(f), out = json_out_over(room, sizeof room);
	arena mem = arena_over(memory, sizeof memory);

	for (int i = 0; i < 2; i++) {
		struct json_out *j = i == 0 ? &streamed : &out;

		json_out_object(j);
		json_out_pair(j, "a", text);
		json_out_key_str(j, text);
		json_out_text(j, text);
		json_out_object_end(j);
	}
	fclose(f);
	str written = json_out_done(&out);
	assert_false(out.text.full);
	assert_true(str_eq(written, (str){ (uint8_t *)copy, size }));
	free(copy);
	struct json_in in = json_in_over(written);
	assert_int_equal(json_in_next(&in), JSON_IN_OBJECT);
	assert_int_equal(json_in_next(&in), JSON_IN_KEY);
	assert_int_equal(json_in_next(&in), JSON_IN_STRING);
	assert_true(str_eq(json_in_text(&in, &mem), text));
	assert_int_equal(json_in_next(&in), JSON_IN_KEY);
	assert_true(str_eq(json_in_text(&in, &mem), text));
}

/* What steers a terminal, or turns the direction of writing, goes out by its number. */
static void what_steers_is_written_by_its_number(void **state) {
	uint8_t room[128];
	struct json_out out = json_out_over(room, sizeof room);

	(void)state;
	json_out_text(&out, STR("a\xc2\x9b" "2J\xc2\xa0\xe2\x80\xae\xe2\x81\xa9\xe2\x80\xaf"));
	assert_true(str_eq(json_out_done(&out), STR("\"a\\u009b2J\xc2\xa0\\u202e\\u2069\xe2\x80\xaf\"")));
}

/* Text is looked at word by word: so each special byte in each place of a word and behind it. */
static void special_bytes_are_found_wherever_they_stand(void **state) {
	static const char *const special[] = { "\"", "\\", "\n", "\x01", "\x1f", "\x7f", " ", "!", "\xc3\xa9", "\xf0\x9f\x93\xb7", "\xc2\x9b", "\xe2\x80\xae", "" };

	(void)state;
	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		for (size_t before = 0; before < 20; before++) {
			for (size_t behind = 0; behind < 12; behind++) {
				char text[64];
				int n = snprintf(text, sizeof text, "%.*s%s%.*s%s", (int)before, "abcdefghijklmnopqrst", special[i],
						 (int)behind, "ABCDEFGHIJKL", behind == 11 ? special[i] : "");

				assert_text_comes_back((str){ (uint8_t *)text, (size_t)n });
			}
		}
	}
}

static void values_of_json_are_written_with_their_keys(void **state) {
	uint8_t room[400], kept[64];
	struct json_out out = json_out_over(room, sizeof room);
	const str texts[] = { STR("x"), STR("") };
	arena mem = arena_over(kept, sizeof kept);

	(void)state;
	json_out_object(&out);
	json_out_pair_u64(&out, "zero", 0);
	json_out_pair_u64_or_null(&out, "none", 0);
	json_out_pair_u64_or_null(&out, "some", 7);
	json_out_pair_bool(&out, "yes", true);
	json_out_pair_day(&out, "day", 20000);
	json_out_pair_day(&out, "never", DATE_NONE);
	json_out_pair_or_null(&out, "mac", addr_text(&mem, addr_parse(STR("28-57-BE-00-00-01"))));
	json_out_pair_or_null(&out, "ip", addr_text(&mem, (addr){ 0 }));
	json_out_key(&out, "texts");
	json_out_texts(&out, texts, 2);
	json_out_key(&out, "no_texts");
	json_out_texts(&out, NULL, 0);
	json_out_object_end(&out);
	assert_true(str_eq(json_out_done(&out), STR("{\"zero\": 0, \"none\": null, \"some\": 7, \"yes\": true, \"day\": \"2024-10-04\", "
						    "\"never\": null, \"mac\": \"28:57:be:00:00:01\", \"ip\": null, "
						    "\"texts\": [\"x\", \"\"], \"no_texts\": []}")));
}

/* What does not fit is left out, said, and never written behind the memory. */
static void json_in_memory_stays_in_it(void **state) {
	uint8_t room[64];

	(void)state;
	for (size_t size = 0; size < 40; size++) {
		struct json_out out = json_out_over(room, size);

		memset(room, '#', sizeof room);
		json_out_object(&out);
		json_out_pair(&out, "name", STR("plain"));
		json_out_key_str(&out, STR("n\n"));
		json_out_text(&out, STR("\"\""));
		json_out_object_end(&out);
		assert_int_equal(out.text.full, size < sizeof "{\"name\": \"plain\", \"n\\n\": \"\\\"\\\"\"}" - 1);
		for (size_t i = size; i < sizeof room; i++)
			assert_int_equal(room[i], '#');
	}
}

/* Addresses */

static void addresses_are_written_as_libc_does(void **state) {
	(void)state;
	srand(13);
	for (int i = 0; i < 20000; i++) {
		int family = i % 2 ? AF_INET : AF_INET6;
		uint8_t bytes[16], room[ADDR_TEXT_MAX];
		char wanted[INET6_ADDRSTRLEN];
		struct text t = TEXT(room);

		for (size_t k = 0; k < 16; k++)
			bytes[k] = rand() % 3 ? 0 : (uint8_t)rand();
		/* ::ffff:1.2.3.4 and the like are written in dots by libc, in groups by RFC 5952 where no prefix is known. */
		bytes[0] |= 0x20;
		addr a = addr_of(family == AF_INET ? ADDR_IP4 : ADDR_IP6, (str){ bytes, family == AF_INET ? 4 : 16 });
		inet_ntop(family, bytes, wanted, sizeof wanted);
		addr_format(&t, a);
		if (!str_eq(text_done(&t), str_of(wanted)))
			fail_msg("wanted %s, got %.*s", wanted, STR_ARG(text_done(&t)));
		if (!addr_eq(addr_parse(str_of(wanted)), a))
			fail_msg("%s is not read back", wanted);
	}
}

static void what_is_no_address_is_refused(void **state) {
	static const char *const bad[] = { "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "a", ":", "1::2::3", "12345::", "1:2:3:4:5:6:7",
					   "1:2:3:4:5:6:7:8:9", "00:11:22:33:44", "00:11:22:33:44:5g", "1.2.3.4x", "::1.2.3" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (addr_parse(str_of(bad[i])).kind != ADDR_NONE)
			fail_msg("'%s' was read as an address", bad[i]);
	assert_int_equal(addr_parse(STR("28-57-BE-00-00-01")).kind, ADDR_MAC);
	assert_int_equal(addr_parse(STR("2857be000001")).kind, ADDR_MAC);
	assert_int_equal(addr_parse(STR("fe80::1%eth0")).kind, ADDR_IP6);
}

/* Dates */

static void days_are_those_of_libc(void **state) {
	(void)state;
	for (int64_t day = -200000; day < 200000; day += 7) {
		time_t seconds = (time_t)(day * 86400);
		struct tm tm;
		char wanted[16], got[11];
		date back;

		gmtime_r(&seconds, &tm);
		strftime(wanted, sizeof wanted, "%Y-%m-%d", &tm);
		date_format((date)day, got);
		if (strlen(wanted) != 10)
			continue;
		assert_string_equal(got, wanted);
		assert_true(date_parse(str_of(got), &back));
		assert_int_equal(back, day);
		assert_int_equal(date_of_seconds(day * 86400 + 86399), day);
	}
}

static void what_is_no_day_is_refused(void **state) {
	static const char *const bad[] = { "", "2024-13-01", "2024-02-30", "2023-02-29", "2024-1-01", "24-01-01", "2024-01-01x",
					   "2024-01-", "2024-", "0000-01-01", "2024/01/01" };
	date d = 7;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (date_parse(str_of(bad[i]), &d))
			fail_msg("'%s' was read as a day", bad[i]);
	assert_int_equal(d, 7);
	assert_true(date_parse(STR("2024"), &d));
	assert_int_equal(d, 19723);
	assert_true(date_parse(STR("2024-03"), &d));
	assert_int_equal(d, 19783);
}

/* YAML and trees */

static void yaml_is_refused_with_its_place(void **state) {
	static const struct {
		const char *text, *what;
		unsigned line;
	} cases[] = {
		{ "a: 1\na: 2\n", "twice", 2 },
		{ "a: &x 1\n", "anchors", 1 },
		{ "a: [1, 2\n", "", 2 },
		{ "? [1]\n: 2\n", "plain text", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct yaml *y = yaml_open();
		struct complaint c = { 0 };
		int r = yaml_add(y, STR("x.yaml"), str_of(cases[i].text), &c);

		if (r != TREE_WRONG || c.line != cases[i].line || !strstr(c.what, cases[i].what))
			fail_msg("case %zu: %d, line %u, %s", i, r, c.line, c.what);
		yaml_close(y);
	}
}

static void joined_trees_hold_both(void **state) {
	static uint8_t memory[65536];
	arena mem = arena_over(memory, sizeof memory);
	struct yaml *a = yaml_open(), *b = yaml_open();
	struct complaint c = { 0 };
	struct tree joined;

	(void)state;
	assert_int_equal(yaml_add(a, STR("a"), STR("- { x: NO, y: [1, 2] }\n"), &c), 0);
	assert_int_equal(yaml_add(b, STR("b"), STR("- { x: yes }\n- { z: w }\n"), &c), 0);
	struct tree left = yaml_tree(a), right = yaml_tree(b);
	assert_int_equal(tree_join(&mem, &left, &right, &joined), 0);
	const struct tree_node *first = tree_child(&joined, tree_root(&joined)), *second = tree_next(&joined, first);
	assert_int_equal(tree_child_count(&joined, tree_root(&joined)), 2);
	/* Norway stays Norway. */
	assert_true(str_eq(tree_get_text(&joined, tree_child(&joined, first), STR("x")), STR("NO")));
	assert_int_equal(tree_child_count(&joined, tree_get(&joined, tree_child(&joined, first), STR("y"))), 2);
	assert_int_equal(tree_child_count(&joined, second), 2);
	assert_true(str_eq(tree_get_text(&joined, tree_child(&joined, second), STR("x")), STR("yes")));
	assert_true(str_eq(joined.files[second->file], STR("b")));
	yaml_close(a);
	yaml_close(b);
}

/* Files */

static void a_new_file_is_whole_or_not_there(void **state) {
	char folder[] = "base_test.XXXXXX", path[64];
	struct file_new f;
	str bytes;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x", folder);
	assert_int_equal(file_create(&f, path), 0);
	fputs("half", f.to);
	file_abandon(&f);
	assert_true(file_map(path, &bytes) < 0);
	assert_int_equal(file_create(&f, path), 0);
	fputs("whole", f.to);
	assert_int_equal(file_commit(&f), 0);
	assert_int_equal(file_map(path, &bytes), 0);
	assert_true(str_eq(bytes, STR("whole")));
	file_unmap(bytes);
	remove(path);
	assert_int_equal(remove(folder), 0);
}

/* What stands in for a file of another kind, or for one elsewhere, stays in its place. */
static void a_new_file_takes_no_pipe_and_no_link_away(void **state) {
	char folder[] = "base_test.XXXXXX", path[64], link[64], word[8] = "";
	struct file_new f;
	struct stat st;
	str bytes;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/pipe", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	int fd = open(path, O_RDWR | O_NONBLOCK);
	assert_true(fd >= 0);
	assert_int_equal(file_create(&f, path), 0);
	fputs("word", f.to);
	assert_int_equal(file_commit(&f), 0);
	assert_int_equal(read(fd, word, sizeof word - 1), 4);
	assert_string_equal(word, "word");
	close(fd);
	assert_true(lstat(path, &st) == 0 && S_ISFIFO(st.st_mode));
	remove(path);
	snprintf(path, sizeof path, "%s/x", folder);
	snprintf(link, sizeof link, "%s/link", folder);
	assert_int_equal(file_create(&f, path), 0);
	assert_int_equal(file_commit(&f), 0);
	assert_int_equal(symlink("x", link), 0);
	assert_int_equal(file_create(&f, link), 0);
	fputs("through", f.to);
	assert_int_equal(file_commit(&f), 0);
	assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
	assert_int_equal(file_map(path, &bytes), 0);
	assert_true(str_eq(bytes, STR("through")));
	file_unmap(bytes);
	remove(link);
	remove(path);
	assert_int_equal(file_create(&f, folder), -EISDIR);
	assert_int_equal(remove(folder), 0);
}

static void put_word(const char *path, const char *word) {
	struct file_new f;

	assert_int_equal(file_create(&f, path), 0);
	fputs(word, f.to);
	assert_int_equal(file_commit(&f), 0);
}

static void assert_holds(const char *path, str word) {
	str bytes;

	assert_int_equal(file_map(path, &bytes), 0);
	assert_true(str_eq(bytes, word));
	file_unmap(bytes);
}

static void a_new_file_keeps_who_may_read_the_old_one(void **state) {
	char folder[] = "base_test.XXXXXX", path[64];
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x", folder);
	put_word(path, "one");
	static const mode_t modes[] = { 0600, 0640, 0664 };
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		assert_int_equal(chmod(path, modes[i]), 0);
		put_word(path, "two");
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, modes[i]);
	}
	remove(path);
	assert_int_equal(remove(folder), 0);
}

static void a_new_file_goes_where_links_lead(void **state) {
	char folder[] = "base_test.XXXXXX", path[64], link[64], first[64];
	struct file_new f;
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x", folder);
	snprintf(link, sizeof link, "%s/link", folder);
	snprintf(first, sizeof first, "%s/first", folder);
	assert_int_equal(symlink("x", link), 0);
	assert_int_equal(symlink("link", first), 0);
	put_word(first, "nothing was there");
	assert_true(lstat(first, &st) == 0 && S_ISLNK(st.st_mode));
	assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
	assert_true(lstat(path, &st) == 0 && S_ISREG(st.st_mode));
	assert_holds(path, STR("nothing was there"));
	remove(link);
	assert_int_equal(symlink("first", link), 0);
	assert_int_equal(file_create(&f, first), -ELOOP);
	remove(link);
	assert_int_equal(symlink("none/x", link), 0);
	assert_int_equal(file_create(&f, first), -ENOENT);
	remove(link);
	remove(first);
	remove(path);
	assert_int_equal(remove(folder), 0);
}

/* As /dev/stdout is: the name of what is open, a file with something in it, or one that was deleted. */
static void a_new_file_goes_on_where_a_stream_stands(void **state) {
	char folder[] = "base_test.XXXXXX", path[64], link[64], stream[64], all[32] = "";
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/log", folder);
	snprintf(link, sizeof link, "%s/link", folder);
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(file_write_all(fd, STR("old ")), 0);
	snprintf(stream, sizeof stream, "/proc/self/fd/%d", fd);
	assert_int_equal(symlink(stream, link), 0);
	put_word(stream, "one ");
	put_word(link, "two ");
	assert_int_equal(file_write_all(fd, STR("new")), 0);
	assert_holds(path, STR("old one two new"));
	remove(path);
	put_word(link, " gone");
	assert_int_equal(pread(fd, all, sizeof all - 1, 0), 20);
	assert_string_equal(all, "old one two new gone");
	assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
	close(fd);
	remove(link);
	assert_int_equal(remove(folder), 0);
}

/* Without a catalogue, and behind a door that has closed: English, the very same bytes. */
static void sentences_stay_english_where_nothing_is_opened(void **state) {
	static const char sentence[] = "%d devices";

	(void)state;
	for (int closed = 0; closed < 2; closed++) {
		assert_ptr_equal(translate(sentence), sentence);
		assert_string_equal(translate_plural("one", "many", 1), "one");
		assert_string_equal(translate_plural("one", "many", 0), "many");
		translate_into(TONGUE_NL);
		assert_int_equal(translate_tongue(), TONGUE_NL);
		assert_ptr_equal(translate(sentence), sentence);
		translate_close();
		assert_int_equal(translate_tongue(), TONGUE_EN);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_stands_in_a_text),
		cmocka_unit_test(json_is_read_and_written_as_jansson_does),
		cmocka_unit_test(damaged_json_is_not_believed),
		cmocka_unit_test(bad_json_is_bad),
		cmocka_unit_test(what_steers_is_written_by_its_number),
		cmocka_unit_test(special_bytes_are_found_wherever_they_stand),
		cmocka_unit_test(values_of_json_are_written_with_their_keys),
		cmocka_unit_test(json_in_memory_stays_in_it),
		cmocka_unit_test(addresses_are_written_as_libc_does),
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(days_are_those_of_libc),
		cmocka_unit_test(what_is_no_day_is_refused),
		cmocka_unit_test(yaml_is_refused_with_its_place),
		cmocka_unit_test(joined_trees_hold_both),
		cmocka_unit_test(a_new_file_is_whole_or_not_there),
		cmocka_unit_test(a_new_file_takes_no_pipe_and_no_link_away),
		cmocka_unit_test(a_new_file_keeps_who_may_read_the_old_one),
		cmocka_unit_test(a_new_file_goes_where_links_lead),
		cmocka_unit_test(a_new_file_goes_on_where_a_stream_stands),
		cmocka_unit_test(sentences_stay_english_where_nothing_is_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
