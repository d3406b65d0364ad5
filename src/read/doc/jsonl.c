/*
 * The same walk twice, first collecting keys, then telling rows.
 */
#include "read/doc/jsonl.h"

#include <errno.h>

#include "base/json_in.h"
#include "base/text.h"
#include "read/doc/clean.h"
#include "read/doc/rows.h"

enum { SLOTS = 4 * TABLE_COLUMNS_MAX }; /* a power of two */

struct jsonl {
	struct rows *rows;
	arena key_memory;
	arena row_memory;
	arena scratch;      /* of the object at hand, in row_memory */
	str all;
	bool collects;
	str *keys;          /* TABLE_COLUMNS_MAX */
	size_t key_count;
	uint16_t *slots;    /* SLOTS; number of a key and 1 */
	bool has_more_keys, said_no_object;
	/* The line of a place in the text. */
	size_t line_at;
	uint32_t line;
	/* The object at hand. */
	struct json_in in;
	struct text path;
	uint8_t path_room[JSONL_KEY_MAX];
	bool said_joined;
};

/* Places only ever move on. */
static uint32_t line_of(struct jsonl *j, size_t at) {
	const uint8_t *end;

	while (j->line_at < at && (end = memchr(j->all.at + j->line_at, '\n', at - j->line_at))) {
		j->line_at = (size_t)(end - j->all.at) + 1;
		j->line++;
	}
	return j->line;
}

static int complain(struct jsonl *j, uint32_t line, str what) {
	rows_begin(j->rows, line);
	return j->collects ? 0 : rows_complain(j->rows, (size_t)ROWS_WHOLE, what);
}

static str cleaned(struct jsonl *j, str text) {
	bool broken = false;

	if (!clean_is_due(text) || !clean_count(text).broken)
		return text;
	/* What is left out later need not be cleaned. */
	if (text.n > 2 * TABLE_CELL_MAX)
		text.n = 2 * TABLE_CELL_MAX;
	uint8_t *to = arena_bytes(&j->scratch, text.n * CLEAN_GROWTH);
	return to ? (str){ to, clean_bytes(to, text, ENCODING_UTF8, &broken) } : (str){ 0 };
}

/* The slot of a path, or the empty one where it would stand. */
static uint16_t *slot_of(const struct jsonl *j, str path) {
	size_t i = (size_t)str_hash(path, 0);

	/* At most a quarter of them is taken, so the search ends. */
	while (j->slots[i & (SLOTS - 1)] && !str_eq(j->keys[j->slots[i & (SLOTS - 1)] - 1], path))
		i++;
	return &j->slots[i & (SLOTS - 1)];
}

/* Those that came last go first, so no other is missed by the search. */
static void forget_keys(struct jsonl *j, size_t left) {
	while (j->key_count > left) {
		*slot_of(j, j->keys[j->key_count - 1]) = 0;
		j->key_count--;
	}
}

/* The column of the path at hand; TABLE_COLUMNS_MAX when it has none. */
static size_t column_of(struct jsonl *j) {
	str path = text_done(&j->path);
	uint16_t *slot = slot_of(j, path);

	if (*slot)
		return *slot - 1u;
	if (!j->collects || j->key_count == TABLE_COLUMNS_MAX) {
		j->has_more_keys = true;
		return TABLE_COLUMNS_MAX;
	}
	j->keys[j->key_count++] = arena_str(&j->key_memory, path);
	*slot = (uint16_t)j->key_count;
	return j->key_count - 1;
}

/* An element of an array joins those before it. */
static int put_joined(struct jsonl *j, size_t column, str before, str text) {
	bool said = j->said_joined;

	if (before.n + 2 + text.n <= JSONL_JOINED_MAX) {
		str all = arena_join(&j->scratch, (const str[]){ before, STR(", "), text }, 3);

		if (all.n)
			return rows_put(j->rows, column, all, TABLE_TEXT);
	}
	j->said_joined = true;
	return said ? 0 : rows_complain(j->rows, column, STR("the list is too long: the rest of it is left out"));
}

/* Raw text of which more than a cell is left, however it is escaped: six bytes can stand for one. */
static str shortened(str raw, size_t most) {
	return (str){ raw.at, raw.n < 8 * most ? raw.n : 8 * most };
}

static str value_of(struct jsonl *j, enum json_token token) {
	if (token == JSON_IN_NUMBER)
		return j->in.raw;
	if (token != JSON_IN_STRING)
		return token == JSON_IN_TRUE ? STR("yes") : STR("no");
	j->in.raw = shortened(j->in.raw, TABLE_CELL_MAX);
	return cleaned(j, json_in_text(&j->in, &j->scratch));
}

static int put(struct jsonl *j, enum json_token token) {
	size_t column = column_of(j);
	enum table_kind kind = token == JSON_IN_STRING ? TABLE_TEXT : token == JSON_IN_NUMBER ? TABLE_NUMBER : TABLE_YES_NO;
	arena before = j->scratch;

	if (j->collects || token == JSON_IN_NULL || column == TABLE_COLUMNS_MAX)
		return 0;
	str text = value_of(j, token), others = column < j->rows->count ? j->rows->cells[column].text : (str){ 0 };
	int r = others.n ? put_joined(j, column, others, text) : rows_put(j->rows, column, text, kind);
	rows_settle(j->rows, column, before, &j->scratch);
	return r;
}

static void add_key(struct jsonl *j, size_t prefix_size) {
	arena before = j->scratch;

	j->in.raw = shortened(j->in.raw, JSONL_KEY_MAX);
	j->path.used = prefix_size;
	j->path.full = false;
	if (prefix_size)
		text_byte(&j->path, '.');
	text_str(&j->path, clean_cut(cleaned(j, json_in_text(&j->in, &j->scratch)), j->path.size - j->path.used));
	j->scratch = before;
}

enum { OBJECT_BROKEN = 1 };

/* The object that was just opened: its row is at hand. 0, OBJECT_BROKEN or <0. */
static int take_object(struct jsonl *j) {
	size_t prefix[JSON_IN_DEPTH_MAX + 1];
	unsigned base = j->in.depth;
	bool has_key = false;
	int r = 0;

	prefix[base] = 0;
	j->said_joined = false;
	while (!r && j->in.depth >= base) {
		unsigned depth = j->in.depth;
		enum json_token token = json_in_next(&j->in);

		/* An element has no key but its array's. */
		if (!has_key && token != JSON_IN_KEY)
			j->path.used = prefix[depth];
		has_key = token == JSON_IN_KEY;
		if (token == JSON_IN_KEY)
			add_key(j, prefix[depth]);
		else if (token == JSON_IN_BAD || token == JSON_IN_END)
			r = OBJECT_BROKEN;
		else if (token == JSON_IN_OBJECT || token == JSON_IN_ARRAY)
			prefix[j->in.depth] = j->path.used;
		else if (token != JSON_IN_OBJECT_END && token != JSON_IN_ARRAY_END)
			r = put(j, token);
	}
	return r;
}

/* As take_object(), with its row told. */
static int take_row(struct jsonl *j, uint32_t line) {
	size_t key_count = j->key_count;
	arena key_memory = j->key_memory;

	j->scratch = j->row_memory;
	rows_begin(j->rows, line);
	int r = take_object(j);
	/* What is not told needs no column. */
	if (r > 0) {
		forget_keys(j, key_count);
		j->key_memory = key_memory;
	}
	return r || j->collects ? r : rows_end(j->rows);
}

static bool is_blank(uint8_t c) {
	return byte_is_blank(c) || c == ',';
}

/* Behind `at`, where the next line begins an object; or the end. */
static size_t next_start(str all, size_t at) {
	while (at < all.n) {
		const uint8_t *end = memchr(all.at + at, '\n', all.n - at);

		at = end ? (size_t)(end - all.at) + 1 : all.n;
		size_t first = at;
		while (first < all.n && (all.at[first] == ' ' || all.at[first] == '\t'))
			first++;
		if (first < all.n && all.at[first] == '{')
			return first;
	}
	return all.n;
}

/* Objects behind one another. */
static int read_objects(struct jsonl *j) {
	size_t at = 0;
	int r = 0;

	while (r >= 0) {
		while (at < j->all.n && is_blank(j->all.at[at]))
			at++;
		if (at == j->all.n)
			break;
		uint32_t line = line_of(j, at);
		r = OBJECT_BROKEN;
		j->in = json_in_over(str_after(j->all, at));
		if (json_in_next(&j->in) == JSON_IN_OBJECT)
			r = take_row(j, line);
		if (r == 0) {
			at += j->in.at;
		} else if (r > 0) {
			r = complain(j, line, STR("what begins on this line is no whole JSON object"));
			at = next_start(j->all, at);
		}
	}
	return r;
}

/* One array, from `at` on. */
static int read_array(struct jsonl *j, size_t at, struct complaint *reterr) {
	enum json_token token;
	int r = 0;

	j->in = json_in_over(str_after(j->all, at));
	json_in_next(&j->in);
	while (!r && (token = json_in_next(&j->in)) != JSON_IN_ARRAY_END) {
		uint32_t line = line_of(j, at + j->in.at);

		if (token == JSON_IN_OBJECT) {
			r = take_row(j, line);
		} else if (!json_in_skip(&j->in, token)) {
			r = OBJECT_BROKEN;
		} else if (!j->said_no_object && !j->collects) {
			j->said_no_object = true;
			r = complain(j, line, STR("this element, and perhaps others, is no object: it is left out"));
		}
	}
	if (r > 0 && !j->collects) {
		*reterr = (struct complaint){ .line = line_of(j, at + j->in.at), .offset = at + j->in.at };
		complaint_say(reterr, &STR("the array is damaged or cut short here: rows before it were told"), 1);
	}
	return r;
}

/* Is the member whose key was just read a list of objects? */
static bool is_list(const struct json_in *in) {
	static const str names[] = {
		STR_INIT("results"), STR_INIT("rows"), STR_INIT("data"), STR_INIT("items"), STR_INIT("devices"),
		STR_INIT("assets"), STR_INIT("records"), STR_INIT("hosts"), STR_INIT("value"),
	};
	struct json_in ahead = *in;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_nocase(in->raw, names[i]))
			return json_in_next(&ahead) == JSON_IN_ARRAY && json_in_next(&ahead) == JSON_IN_OBJECT;
	return false;
}

/* An array without objects, and objects behind it: lines of which the first is wrong. */
static bool is_stray(str text) {
	struct json_in in = json_in_over(text);
	enum json_token token = json_in_next(&in);

	while (token != JSON_IN_OBJECT && token != JSON_IN_BAD && token != JSON_IN_END && in.depth)
		token = json_in_next(&in);
	return token == JSON_IN_ARRAY_END && str_begins(str_trim(str_after(text, in.at)), STR("{"));
}

/*
 * Where the one array of objects begins; `all.n` when there are objects
 * behind one another. A list inside of an object counts only if that object
 * is the only one: else it is a row that has a list.
 */
static size_t find_array(const struct jsonl *j) {
	size_t found = j->all.n, first = 0;
	enum json_token token;

	while (first < j->all.n && byte_is_blank(j->all.at[first]))
		first++;
	if (first == j->all.n || j->all.at[first] == '[')
		return is_stray(str_after(j->all, first)) ? j->all.n : first;
	struct json_in in = json_in_over(j->all);
	json_in_next(&in);
	while ((token = json_in_next(&in)) == JSON_IN_KEY) {
		if (found == j->all.n && is_list(&in)) {
			found = in.at;
			while (found < j->all.n && byte_is_blank(j->all.at[found]))
				found++;
		}
		if (!json_in_skip(&in, token))
			return found;
	}
	str rest = str_trim(str_after(j->all, in.at));
	return token == JSON_IN_OBJECT_END && rest.n ? j->all.n : found;
}

static int tell_keys(struct jsonl *j) {
	int r = 0;

	rows_begin(j->rows, 1);
	for (size_t i = 0; !r && i < j->key_count; i++)
		r = rows_put(j->rows, i, j->keys[i], TABLE_TEXT);
	if (!r && j->has_more_keys)
		r = rows_complain(j->rows, (size_t)ROWS_WHOLE, STR("there are more than 1,024 keys: those that appear later are left out"));
	return r ? r : rows_end(j->rows);
}

static int walk(struct jsonl *j, size_t array_at, struct complaint *reterr) {
	j->line = 1;
	j->line_at = 0;
	return array_at < j->all.n ? read_array(j, array_at, reterr) : read_objects(j);
}

int jsonl_read(arena mem, str bytes, struct table_sink *sink, struct complaint *reterr) {
	struct jsonl *j = arena_new(&mem, struct jsonl, 1);

	if (!j)
		return -ENOMEM;
	j->rows = rows_open(&mem, sink);
	j->keys = arena_new(&mem, str, TABLE_COLUMNS_MAX);
	j->slots = arena_new(&mem, uint16_t, SLOTS);
	if (!j->rows || !j->keys || !j->slots)
		return -ENOMEM;
	/* Some programs begin with a byte order mark, U+FEFF. */
	j->all = str_begins(bytes, STR("\xef\xbb\xbf")) ? str_after(bytes, 3) : bytes;
	j->path = TEXT(j->path_room);
	size_t half = (size_t)(mem.end - mem.at) / 2;
	j->key_memory = arena_over(mem.at, half);
	j->row_memory = arena_over(mem.at + half, half);
	size_t array_at = find_array(j);
	j->collects = true;
	int r = walk(j, array_at, reterr);
	j->collects = false;
	if (r >= 0)
		r = tell_keys(j);
	return r ? r : walk(j, array_at, reterr);
}
