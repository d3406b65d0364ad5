/*
 * birthmark audit: what was done to the estate and by whom, and whether its
 * log still says what it said. It only reads, and believes nothing of what
 * stands there: somebody may have written it by hand.
 */

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/json_in.h"
#include "base/translate.h"
#include "cmd/audit_kept.h"
#include "cmd/commands.h"
#include "cmd/complaints.h"
#include "cmd/estate.h"
#include "show/prose.h"
#include "show/story.h"
#include "store/log.h"

enum {
	SENTENCE_MAX = 400, /* bytes of what an entry says in a list */
	SCRATCH_SIZE = 5 << 20, /* for what one entry says without its escapes: the store has no row above 4 MiB */
};

struct auditing {
	const struct options *o;
	struct store *s;
	arena mem;       /* shared by all entries, one after the other */
	uint64_t number; /* of the entry to show; 0: all of them */
	bool found;
};

static enum exit_code refuse(const char *what) {
	fprintf(stderr, "birthmark audit: %s\n", translate(what));
	return EXIT_BAD_USAGE;
}

/* Bodies */

/* Is all of it one JSON object? */
static bool is_object(str body) {
	struct json_in in = json_in_over(body);
	enum json_token token = json_in_next(&in);

	return token == JSON_IN_OBJECT && json_in_skip(&in, token) && str_trim(str_after(body, in.at)).n == 0;
}

/* One member of a body: its value as it stands, and as text when it is a plain one. */
struct member {
	str key, raw, text;
	enum json_token token;
	size_t count; /* values in an array */
};

static size_t count_values(struct json_in *in) {
	size_t count = 0;
	enum json_token token;

	while ((token = json_in_next(in)) != JSON_IN_ARRAY_END && json_in_skip(in, token))
		count++;
	return count;
}

/* The next member of the object that is open; false behind the last. The body is an object, as is_object() has it. */
static bool next_member(struct json_in *in, arena mem, struct member *ret_member) {
	if (json_in_next(in) != JSON_IN_KEY)
		return false;
	struct member m = { .key = in->raw };
	size_t from = in->at;

	m.token = json_in_next(in);
	if (m.token == JSON_IN_STRING || m.token == JSON_IN_NUMBER)
		m.text = m.token == JSON_IN_STRING ? json_in_text(in, &mem) : in->raw;
	else if (m.token == JSON_IN_ARRAY)
		m.count = count_values(in);
	else
		json_in_skip(in, m.token);
	m.raw = str_trim((str){ in->all.at + from, in->at - from });
	*ret_member = m;
	return true;
}

static void add_words(struct text *t, str a, str b) {
	text_cstr(t, t->used && a.n ? ", " : "");
	text_str(t, a);
	text_cstr(t, a.n && b.n ? " " : "");
	text_str(t, b);
}

/* What a member says, in a few words. */
static void add_member(struct text *t, const struct member *m) {
	uint8_t digits[20];
	struct text count = TEXT(digits);

	text_u64(&count, m->count);
	if (m->token == JSON_IN_ARRAY)
		add_words(t, m->key, text_done(&count));
	else if (m->text.n && str_eq(m->key, STR("kind")))
		add_words(t, m->text, (str){ 0 });
	else if (m->text.n && !str_eq(m->key, STR("row")) && !str_eq(m->key, STR("mac")))
		add_words(t, m->key, m->text);
}

/* The members of an object, and those of what things are like now; `why` comes last. */
static void add_members(struct text *t, str object, arena mem, struct text *why) {
	struct json_in in = json_in_over(object);
	struct member m;

	json_in_next(&in);
	while (next_member(&in, mem, &m)) {
		if (str_eq(m.key, STR("why")))
			text_str(why, m.text);
		else if (m.token == JSON_IN_OBJECT && str_eq(m.key, STR("now")) && why->at)
			add_members(t, m.raw, mem, &(struct text){ 0 });
		else
			add_member(t, &m);
	}
}

/* What an entry says, in one line: its plain members, how many there are of others, and why. */
static str sentence(const struct log_entry *e, arena mem, struct text *t) {
	uint8_t why_room[SENTENCE_MAX / 2];
	struct text why = TEXT(why_room);

	if (!is_object(e->body))
		return str_of(_("cannot be read"));
	add_members(t, e->body, mem, &why);
	if (why.used) {
		text_cstr(t, ": ");
		text_str(t, text_done(&why));
	}
	return text_done(t);
}

/* Entries */

static str time_text(uint64_t time_us, struct text *t) {
	story_time(t, time_us);
	return text_done(t);
}

static str hash_text(const uint8_t hash[LOG_HASH_SIZE], struct text *t) {
	text_hex(t, (str){ hash, LOG_HASH_SIZE }, 0);
	return text_done(t);
}

/* The decision that took the place of another. */
struct later {
	uint64_t number; /* 0: none, or the entry is no decision */
	date from;       /* DATE_NONE: on all days */
};

static struct later superseded_by(struct store *s, arena mem, const struct log_entry *e) {
	struct decision d;
	const int64_t *devices;
	size_t count;
	uint64_t by = 0, next;

	if (!str_eq(e->act, STR("decide")) || store_decision(s, &mem, e->number, &d, &devices, &count, &by) || !by ||
	    store_decision(s, &mem, by, &d, &devices, &count, &next))
		return (struct later){ by, DATE_NONE };
	return (struct later){ by, d.from };
}

/* As RFC 8259 has it; what reads bodies takes more for a number. */
static bool is_number(str s) {
	size_t from = s.n && s.at[0] == '-', at = from;

	while (at < s.n && byte_is_digit(s.at[at]))
		at++;
	if (at == from || (at > from + 1 && s.at[from] == '0'))
		return false;
	if (at < s.n && s.at[at] == '.')
		for (at++; at < s.n && byte_is_digit(s.at[at]);)
			at++;
	return at == s.n && byte_is_digit(s.at[s.n - 1]);
}

/* A body is not passed on as it stands: who forged it could write what ends a line, or is no JSON to others. */
static void copy_body(struct json_out *j, str body, const arena *room) {
	struct json_in in = json_in_over(body);

	for (;;) {
		enum json_token token = json_in_next(&in);
		arena mem = *room;

		switch (token) {
		case JSON_IN_BAD:
		case JSON_IN_END: return;
		case JSON_IN_OBJECT: json_out_object(j); break;
		case JSON_IN_OBJECT_END: json_out_object_end(j); break;
		case JSON_IN_ARRAY: json_out_array(j); break;
		case JSON_IN_ARRAY_END: json_out_array_end(j); break;
		case JSON_IN_KEY: json_out_key_str(j, json_in_text(&in, &mem)); break;
		case JSON_IN_STRING: json_out_text(j, json_in_text(&in, &mem)); break;
		case JSON_IN_NUMBER:
			if (is_number(in.raw))
				json_out_json(j, in.raw);
			else
				json_out_text(j, in.raw);
			break;
		case JSON_IN_TRUE:
		case JSON_IN_FALSE: json_out_bool(j, token == JSON_IN_TRUE); break;
		case JSON_IN_NULL: json_out_null(j); break;
		}
	}
}

static void put_json(struct json_out *j, const struct log_entry *e, const arena *room, const struct later *by) {
	uint8_t time_room[40], hash_room[2 * LOG_HASH_SIZE];
	struct text time = TEXT(time_room), hash = TEXT(hash_room);

	json_out_object(j);
	json_out_pair_u64(j, "number", e->number);
	json_out_pair_or_null(j, "made", time_text(e->made_us, &time));
	json_out_pair(j, "act", e->act);
	json_out_pair(j, "who", e->who);
	json_out_pair(j, "hash", hash_text(e->hash, &hash));
	json_out_key(j, "body");
	if (is_object(e->body))
		copy_body(j, e->body, room);
	else
		json_out_text(j, e->body);
	if (by) {
		json_out_pair_u64_or_null(j, "superseded_by", by->number);
		json_out_pair_day(j, "superseded_from", by->number ? by->from : DATE_NONE);
	}
	json_out_object_end(j);
	json_out_line(j);
}

/* On a terminal: as wide as that is. */
static void put_wrapped(const struct log_entry *e, str when, str what, bool is_cut) {
	uint8_t room[64];
	struct text left = TEXT(room);
	const struct look look = { .width = term_width(STDOUT_FILENO) };
	struct prose p = prose_to(stdout, &look, 0);
	char number[24];

	snprintf(number, sizeof number, "%6" PRIu64, e->number);
	p.hang = (unsigned)strlen(number) + 2;
	text_cstr(&left, number);
	text_cstr(&left, "  ");
	text_str(&left, when);
	prose_whole(&p, text_done(&left));
	prose_cstr(&p, " ");
	prose_str(&p, e->act);
	prose_cstr(&p, ", ");
	prose_str(&p, e->who);
	prose_cstr(&p, what.n ? ": " : "");
	prose_str(&p, what);
	prose_cstr(&p, is_cut ? " …" : "");
	prose_end(&p);
}

static void put_line(const struct log_entry *e, arena mem) {
	uint8_t time_room[40], room[SENTENCE_MAX];
	struct text time = TEXT(time_room), t = TEXT(room);
	str what = sentence(e, mem, &t), when = time_text(e->made_us, &time);

	if (term_width(STDOUT_FILENO)) {
		put_wrapped(e, when, what, t.full);
		return;
	}
	printf("%6" PRIu64 "  %.*s  ", e->number, STR_ARG(when));
	show_safe(stdout, e->act);
	fputs("  ", stdout);
	show_safe(stdout, e->who);
	fputs(what.n ? "  " : "", stdout);
	show_safe(stdout, what);
	puts(t.full ? " …" : "");
}

static void put_value(const char *key, str value) {
	printf("  %-12s ", key);
	show_safe(stdout, value);
	putchar('\n');
}

/* The body of an entry: a line for each member, and one for each value of an array. */
static void put_body(str body, arena mem) {
	struct json_in in = json_in_over(body);
	struct member m;
	char key[40];

	if (!is_object(body)) {
		put_value("body", body);
		return;
	}
	json_in_next(&in);
	while (next_member(&in, mem, &m)) {
		snprintf(key, sizeof key, "%.*s", STR_ARG(m.key));
		/* Keys of a forged body are anybody's. */
		for (char *at = key; *at; at++)
			*at = *at < 0x20 || *at > 0x7e ? '?' : *at;
		if (m.token == JSON_IN_NULL)
			continue;
		if (m.token != JSON_IN_ARRAY) {
			put_value(key, m.text.n ? m.text : m.raw);
			continue;
		}
		struct json_in values = json_in_over(m.raw);
		json_in_next(&values);
		for (size_t i = 0, from = values.at; i < m.count; i++, from = values.at) {
			json_in_skip(&values, json_in_next(&values));
			str value = str_trim((str){ m.raw.at + from, values.at - from });
			put_value(i ? "" : key, str_begins(value, STR(",")) ? str_trim(str_after(value, 1)) : value);
		}
	}
}

static void put_whole(const struct log_entry *e, arena mem, const struct later *by) {
	uint8_t time_room[40], hash_room[2 * LOG_HASH_SIZE];
	struct text time = TEXT(time_room), hash = TEXT(hash_room);
	char day[11] = "";

	say_line(stdout, "entry %" PRIu64, e->number);
	put_value("made", time_text(e->made_us, &time));
	put_value("act", e->act);
	put_value("who", e->who);
	put_body(e->body, mem);
	put_value("hash", hash_text(e->hash, &hash));
	if (by->number && by->from != DATE_NONE)
		date_format(by->from, day);
	if (by->number && *day)
		say_line(stdout, "superseded by %" PRIu64 " from %s", by->number, day);
	else if (by->number)
		say_line(stdout, "superseded by %" PRIu64, by->number);
}

/* The commands */

static int list_entry(void *context, const struct log_entry *e) {
	const struct auditing *a = context;
	struct json_out j = json_out_to(stdout);

	if (a->o->json)
		put_json(&j, e, &a->mem, NULL);
	else
		put_line(e, a->mem);
	/* What went wrong there is said at the end. */
	return ferror(stdout) ? 1 : 0;
}

static enum exit_code list(struct auditing *a) {
	int r = store_log_each(a->s, 0, list_entry, a);

	return r < 0 ? estate_say(a->o->estate, r, &(struct complaint){ 0 }) : EXIT_DONE;
}

static int show_entry(void *context, const struct log_entry *e) {
	struct auditing *a = context;
	struct json_out j = json_out_to(stdout);

	if (e->number != a->number)
		return 1;
	a->found = true;
	struct later by = superseded_by(a->s, a->mem, e);
	if (a->o->json)
		put_json(&j, e, &a->mem, &by);
	else
		put_whole(e, a->mem, &by);
	return 1;
}

static enum exit_code show(struct auditing *a) {
	if (a->o->argument_count != 2 || !str_u64(str_of(a->o->arguments[1]), &a->number) || a->number == 0)
		return refuse("usage is: audit show NUMBER");
	int r = store_log_each(a->s, a->number, show_entry, a);
	if (r < 0)
		return estate_say(a->o->estate, r, &(struct complaint){ 0 });
	if (!a->found) {
		fputs("birthmark audit: ", stderr);
		say_line(stderr, "the log has no entry %" PRIu64, a->number);
		return EXIT_NO_INPUT;
	}
	return EXIT_DONE;
}

/* 64 hexadecimal digits, nothing else. */
static bool read_hash(const char *text, uint8_t ret_hash[LOG_HASH_SIZE]) {
	if (strlen(text) != 2 * LOG_HASH_SIZE)
		return false;
	for (size_t i = 0; i < LOG_HASH_SIZE; i++) {
		int high = byte_hex((uint8_t)text[2 * i]), low = byte_hex((uint8_t)text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		ret_hash[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool is_whole(const struct log_state *state, const struct complaint *damage, const struct held_kept *held) {
	return !state->broken && !damage->what[0] && !held->wrong && !held->wrong_rows;
}

static void put_kept_json(struct json_out *j, const struct held_kept *held) {
	json_out_key(j, "kept");
	json_out_object(j);
	json_out_pair_u64(j, "held", held->count);
	json_out_pair_u64(j, "wrong", held->wrong);
	json_out_pair_u64_or_null(j, "first_wrong", (uint64_t)held->first_wrong);
	json_out_pair_u64(j, "wrong_rows", held->wrong_rows);
	json_out_pair_u64(j, "stale", held->stale);
	json_out_pair_u64(j, "judged_otherwise", held->judged_otherwise);
	json_out_object_end(j);
}

static void put_state_json(const struct log_state *state, const struct complaint *damage, const struct held_kept *held) {
	uint8_t room[2 * LOG_HASH_SIZE];
	struct text hash = TEXT(room);
	struct json_out j = json_out_to(stdout);

	json_out_object(&j);
	json_out_pair_bool(&j, "whole", is_whole(state, damage, held));
	json_out_pair_u64(&j, "entries", state->count);
	json_out_pair_or_null(&j, "hash", state->count ? hash_text(state->hash, &hash) : (str){ 0 });
	json_out_pair_u64_or_null(&j, "expected", state->expected);
	json_out_pair_u64_or_null(&j, "broken", state->broken);
	json_out_pair_or_null(&j, "why", str_of(state->why.what));
	json_out_pair_or_null(&j, "damage", str_of(damage->what));
	put_kept_json(&j, held);
	json_out_object_end(&j);
	json_out_line(&j);
}

/* What is kept of devices: what is wrong, and what nobody can say of today. */
static void put_kept(const struct held_kept *held) {
	if (held->wrong)
		say_line(stdout, translate_plural("of %" PRIu64 " device something else is kept than its evidence says, that in row %" PRIi64
						  ": somebody changed it; birthmark judge --anew finds it anew",
						  "of %" PRIu64 " devices something else is kept than their evidence says, the first in row %"
						  PRIi64 ": somebody changed it; birthmark judge --anew finds it anew", held->wrong),
			 held->wrong, held->first_wrong);
	if (held->wrong_rows)
		say_line(stdout, translate_plural("%" PRIu64 " row of what laws saw or said was changed by somebody",
						  "%" PRIu64 " rows of what laws saw or said were changed by somebody", held->wrong_rows),
			 held->wrong_rows);
	if (held->stale)
		say_line(stdout, translate_plural("%" PRIu64 " device was thought of with other data, or waits: birthmark judge finds it anew",
						  "%" PRIu64 " devices were thought of with other data, or wait: birthmark judge finds them anew",
						  held->stale), held->stale);
	if (held->judged_otherwise)
		say_line(stdout, translate_plural("%" PRIu64 " device has other verdicts than those of the last judging: birthmark judge finds them anew",
						  "%" PRIu64 " devices have other verdicts than those of the last judging: birthmark judge finds them anew",
						  held->judged_otherwise), held->judged_otherwise);
}

static void put_state(const struct log_state *state, const struct complaint *damage) {
	uint8_t room[2 * LOG_HASH_SIZE], damage_room[2 * SENTENCE_MAX], why_room[2 * SENTENCE_MAX];
	struct text hash = TEXT(room), damage_words = TEXT(damage_room), why_words = TEXT(why_room);

	if (damage->what[0]) {
		show_safe(stdout, complaint_read(str_of(damage->what), &damage_words));
		putchar('\n');
	}
	if (state->broken) {
		say_line(stdout, "the log is broken at entry %" PRIu64 ": %.*s", state->broken,
			 STR_ARG(complaint_read(str_of(state->why.what), &why_words)));
		say_line(stdout, translate_plural("%" PRIu64 " entry fits before it", "%" PRIu64 " entries fit before it",
						  state->count), state->count);
		return;
	}
	if (state->count == 0) {
		say_line(stdout, "the log has no entry");
		return;
	}
	if (state->expected)
		say_line(stdout, "all %" PRIu64 " entries fit; the hash that was noted is that of entry %" PRIu64, state->count,
			 state->expected);
	else
		say_line(stdout, "all %" PRIu64 " entries fit", state->count);
	put_value("hash", hash_text(state->hash, &hash));
}

static enum exit_code verify(struct auditing *a) {
	uint8_t expected[LOG_HASH_SIZE];
	struct complaint damage = { 0 };
	struct held_kept held = { 0 };
	struct log_state state;

	if (a->o->decide.expect && !read_hash(a->o->decide.expect, expected))
		return refuse("--expect takes the 64 hexadecimal digits of a hash");
	int r = store_log_verify(a->s, a->o->decide.expect ? expected : NULL, &state);
	if (!r && !state.broken)
		r = store_evidence_verify(a->s, &state);
	if (!r)
		r = store_verify(a->s, &damage);
	if (r < 0 || (r && !damage.what[0]))
		return estate_say(a->o->estate, r, &damage);
	/* What follows from evidence is of no use where that does not hold. */
	if (!r && !state.broken) {
		enum exit_code code = audit_kept(a->o, a->s, &held);

		if (code != EXIT_DONE)
			return code;
	}
	if (a->o->json) {
		put_state_json(&state, &damage, &held);
	} else {
		put_state(&state, &damage);
		put_kept(&held);
	}
	return is_whole(&state, &damage, &held) ? EXIT_DONE : EXIT_BAD_DATA;
}

static const struct {
	const char *name;
	enum exit_code (*run)(struct auditing *a);
	int arguments;
} verbs[] = { { "list", list, 1 }, { "show", show, 2 }, { "verify", verify, 1 } };

enum exit_code command_audit(const struct options *o) {
	const char *name = o->argument_count ? o->arguments[0] : "list";
	static uint8_t room[SCRATCH_SIZE];
	struct auditing a = { .o = o, .mem = arena_over(room, sizeof room) };
	size_t i = 0;

	while (i < sizeof verbs / sizeof *verbs && strcmp(name, verbs[i].name))
		i++;
	if (i == sizeof verbs / sizeof *verbs || o->argument_count > verbs[i].arguments)
		return refuse("usage is: audit [list | show NUMBER | verify]");
	if (o->decide.expect && verbs[i].run != verify)
		return refuse("--expect belongs to `audit verify`");
	enum exit_code code = estate_open(o->estate, STORE_READ, &a.s);
	if (code == EXIT_DONE)
		code = verbs[i].run(&a);
	store_close(a.s);
	return say_done(code);
}
