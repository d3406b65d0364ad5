/*
 * Records: parse a line into entries, then tell them, then read what is a
 * message among them. The first half never tells, the second never fails but
 * by its sink.
 */
#include "cell/records.h"

#include "base/json_in.h"
#include "base/base64.h"
#include "cell/field_names.h"
#include "read/part/secret.h"

enum { SECRET_BEHIND = 256 }; /* an address may begin within what is kept and its account end behind it */

struct record {
	str device;
	bool has_device, has_observations;
	struct records_entry *entries;
	size_t entry_count;
};

/* The work on one line. */
struct parse {
	struct json_in json;
	arena *mem;
	struct record record;
	struct complaint why;
};

#define SAY(p, ...) \
	(complaint_say(&(p)->why, (const str[]){ __VA_ARGS__ }, \
		       sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str)), false)

/* json_in knows where it stopped, not why; the place tells the three cases apart. */
static bool say_bad_json(struct parse *p) {
	bool ended = p->json.at >= p->json.all.n;

	p->why.column = (unsigned)(p->json.at + 1);
	if (p->json.depth >= JSON_IN_DEPTH_MAX)
		return SAY(p, STR("nested too deeply to be a record"));
	if (ended)
		return SAY(p, STR("the line ends in the middle of the JSON"));
	return SAY(p, STR("this is not JSON"));
}

/* A field's name in a sentence: it is hostile and may be long. */
static str shown(str s) {
	return (str){ s.at, s.n > 60 ? 60 : s.n };
}

/* The text of a string, number or bool as it stands; false for all else. */
static bool scalar_text(struct parse *p, enum json_token token, str *ret_text) {
	bool is_text = token == JSON_IN_STRING;

	if (!is_text && token != JSON_IN_NUMBER && token != JSON_IN_TRUE && token != JSON_IN_FALSE)
		return false;
	*ret_text = is_text ? json_in_text(&p->json, p->mem) : p->json.raw;
	return true;
}

/* One member of an observation, by its key. */
static bool parse_member(struct parse *p, str key, struct records_entry *e, str *encoding) {
	enum json_token token = json_in_next(&p->json);
	bool is_value = str_eq(key, STR("value")), ok = true;

	/* A value of null is as good as an empty one; a list or an object is nothing a mark could match. */
	if (str_eq(key, STR("field")) && token == JSON_IN_STRING)
		ok = scalar_text(p, token, &e->field);
	else if (is_value && token == JSON_IN_NULL)
		e->value = STR("");
	else if (is_value && token != JSON_IN_BAD)
		ok = scalar_text(p, token, &e->value);
	else if (str_eq(key, STR("encoding")) && token != JSON_IN_NULL && token != JSON_IN_BAD)
		ok = scalar_text(p, token, encoding);
	else if (!json_in_skip(&p->json, token))
		return say_bad_json(p);
	return ok ? true : SAY(p, STR("a value must be text, a number, true or false"));
}

static bool check_entry(struct parse *p, struct records_entry *e, str encoding) {
	str field = shown(e->field);

	if (e->field.n == 0)
		return SAY(p, STR("an observation needs a 'field'"));
	if (e->field.n > OBS_FIELD_MAX)
		return SAY(p, STR("the name of the field '"), field, STR("…' is too long"));
	if (!e->value.at)
		return SAY(p, STR("the observation of '"), field, STR("' needs a 'value'"));
	if (encoding.n == 0)
		return true;
	if (!str_eq(encoding, STR("base64")))
		return SAY(p, STR("the encoding '"), shown(encoding), STR("' of '"), field,
			   STR("' is not known: it may be base64"));
	if (!base64_unpack(e->value, p->mem, &e->value))
		return SAY(p, STR("the value of '"), field, STR("' is not base64"));
	return true;
}

static bool parse_entry(struct parse *p, struct records_entry *e) {
	enum json_token token;
	str encoding = { 0 };

	while ((token = json_in_next(&p->json)) == JSON_IN_KEY)
		if (!parse_member(p, json_in_text(&p->json, p->mem), e, &encoding))
			return false;
	return token == JSON_IN_OBJECT_END ? check_entry(p, e, encoding) : say_bad_json(p);
}

static bool parse_observations(struct parse *p, enum json_token token) {
	struct record *r = &p->record;

	r->has_observations = true;
	if (token != JSON_IN_ARRAY)
		return token == JSON_IN_BAD ? say_bad_json(p) : SAY(p, STR("'observations' must be a list"));
	while ((token = json_in_next(&p->json)) == JSON_IN_OBJECT) {
		if (r->entry_count == RECORD_OBSERVATIONS_MAX)
			return SAY(p, STR("a record may have no more than 65536 observations"));
		struct records_entry *e = &r->entries[r->entry_count];
		*e = (struct records_entry){ .field = { 0 } };
		if (!parse_entry(p, e))
			return false;
		/* Readers tell no empty values either. */
		r->entry_count += e->value.n > 0;
	}
	if (token == JSON_IN_ARRAY_END)
		return true;
	return token == JSON_IN_BAD ? say_bad_json(p) : SAY(p, STR("an observation must be an object"));
}

static bool parse_device(struct parse *p, enum json_token token) {
	if (token == JSON_IN_BAD)
		return say_bad_json(p);
	/* A number is a name too: inventories count their devices. */
	if ((token != JSON_IN_STRING && token != JSON_IN_NUMBER) || !scalar_text(p, token, &p->record.device))
		return SAY(p, STR("'device' must be text"));
	if (p->record.device.n > RECORD_DEVICE_MAX)
		return SAY(p, STR("the name of the device is longer than 4096 bytes"));
	p->record.has_device = true;
	return true;
}

/* One member of the record, by its key. */
static bool parse_part(struct parse *p, str key) {
	enum json_token token = json_in_next(&p->json);

	if (str_eq(key, STR("device")))
		return parse_device(p, token);
	if (str_eq(key, STR("observations")))
		return parse_observations(p, token);
	return json_in_skip(&p->json, token) || say_bad_json(p);
}

static bool parse_record(struct parse *p) {
	enum json_token token = json_in_next(&p->json);

	if (token != JSON_IN_OBJECT)
		return token == JSON_IN_BAD ? say_bad_json(p) : SAY(p, STR("a record must be an object"));
	while ((token = json_in_next(&p->json)) == JSON_IN_KEY)
		if (!parse_part(p, json_in_text(&p->json, p->mem)))
			return false;
	if (token != JSON_IN_OBJECT_END)
		return say_bad_json(p);
	/* json_in stops behind the first value: two records on a line would lose the second. */
	if (str_trim(str_after(p->json.all, p->json.at)).n) {
		p->why.column = (unsigned)(p->json.at + 1);
		return SAY(p, STR("something follows the record on its line"));
	}
	if (!p->record.has_device)
		return SAY(p, STR("a record needs a 'device'"));
	return p->record.has_observations || SAY(p, STR("a record needs 'observations'"));
}

/* What a sink is handed while it is only tried whether a reader takes the bytes. */
struct trial {
	struct obs_sink sink;
	size_t told_count;
};

static int trial_take(struct obs_sink *sink, const struct obs *obs) {
	struct trial *t = (struct trial *)sink;

	(void)obs;
	t->told_count++;
	return 0;
}

/* Is `p` hooked in the lane: with the one key or any when `key` is not KEY_ANY? */
static bool is_hooked(const struct proto *p, enum lane lane, bool by_bytes_alone) {
	for (const struct hook *h = p->hooks; h->lane != LANE_END; h++)
		if (h->lane == lane && (h->key == KEY_ANY) == by_bytes_alone)
			return true;
	return false;
}

/* How well `p` fits: 3 whole, 2 cut, 1 broken, 0 not at all or nothing to tell. */
static unsigned try_proto(struct records *r, const struct proto *p, cur in) {
	static const unsigned fit[] = { [READ_DONE] = 3, [READ_NOT_MINE] = 0, [READ_CUT] = 2, [READ_BROKEN] = 1 };
	struct trial trial = { .sink.take = trial_take };

	r->reading.out = &trial.sink;
	enum read_end end = hand_to(&r->reading, p, in);
	r->reading.out = &r->derived;
	return trial.told_count ? fit[end] : 0;
}

/* The reader whom a message fits best, of those asked so far. */
struct choice {
	const struct proto *proto;
	unsigned fit;
};

static void ask_lane(struct records *r, enum lane lane, bool by_bytes_alone, cur in, struct choice *best) {
	for (size_t i = 0; protos[i]; i++) {
		if (!is_hooked(protos[i], lane, by_bytes_alone))
			continue;
		unsigned fit = try_proto(r, protos[i], in);
		if (fit > best->fit)
			*best = (struct choice){ protos[i], fit };
	}
}

/*
 * A message whose port is not known: the reader whom it fits best. Those that
 * tell by the bytes alone are asked first; those that trust their port may
 * take what is not theirs, so a better fit is needed to displace another.
 */
static void read_anyones(struct records *r, enum lane lane, cur in) {
	struct choice best = { 0 };

	ask_lane(r, lane, true, in, &best);
	ask_lane(r, lane, false, in, &best);
	if (best.proto)
		hand_to(&r->reading, best.proto, in);
}

/* "udp.3702.raw" is from port 3702; "udp.raw" from a port that is not known. */
static void read_by_port(struct records *r, enum lane lane, str port, cur in) {
	uint64_t key;

	if (!str_u64(port, &key) || key == KEY_ANY || key > UINT16_MAX ||
	    hand_on(&r->reading, lane, (uint32_t)key, in) == READ_NOT_MINE)
		read_anyones(r, lane, in);
}

static struct records_slot *slot_of(struct records *r, str field) {
	size_t i = (size_t)str_hash(field, 0);

	/* The table is at most half full, so the search ends. */
	for (;; i++) {
		struct records_slot *slot = &r->slots[i & (RECORDS_PROTO_SLOTS - 1)];

		if (!slot->field.n || str_eq(slot->field, field))
			return slot;
	}
}

/* Calls the fields of a record by the names that they have here; every observation of every record comes by. */
static void name_fields(struct records *r, arena *mem, const struct record *record) {
	for (size_t i = 0; i < record->entry_count; i++) {
		struct records_entry *e = &record->entries[i];
		str field = field_names_spelled(mem, e->field);
		const struct records_slot *slot = slot_of(r, field);

		if (slot->own.n) {
			str value = slot->before.n ? arena_join(mem, (const str[]){ slot->before, e->value }, 2) : e->value;
			e->value = value.n ? value : e->value;
			field = slot->own;
			slot = slot_of(r, field);
		}
		e->field = field;
		e->slot = slot;
	}
}

/* The reader that "snmp" or, with a version or a port, "snmp-v3" names; NULL when there is none. */
static const struct proto *proto_of_word(str word) {
	str tail = word, name = str_cut(&tail, '-');
	uint64_t number;

	if (name.n == word.n)
		return proto_by_name(word);
	if (str_begins(tail, STR("v")))
		tail = str_after(tail, 1);
	return str_u64(tail, &number) ? proto_by_name(name) : NULL;
}

/* Reads the value if it is a message or a document of a protocol. */
static int read_value(struct records *r, const struct records_entry *e) {
	str field = e->field, value = e->value, name = field;
	cur in = cur_over(value);
	const struct records_slot *slot = e->slot;
	const struct proto *p = slot->proto;

	if (p || !str_ends(field, STR(".raw"))) {
		if (slot->is_part)
			hand_part_to(&r->reading, p, field, value);
		else if (p)
			hand_to(&r->reading, p, in);
		return r->reading.fatal;
	}
	/* "http.do_login.raw" is an HTTP message too: the first word names the protocol. */
	name.n -= 4;
	str first = str_cut(&name, '.');
	p = proto_of_word(first);
	if (str_eq(first, STR("udp")))
		read_by_port(r, LANE_UDP, name, in);
	else if (str_eq(first, STR("tcp")))
		read_by_port(r, LANE_TCP, name, in);
	else if (p)
		hand_to(&r->reading, p, in);
	/* Under any other name it may be of somebody whom the device serves: "nvr.raw", "client.raw". */
	return r->reading.fatal;
}

/* Cuts to `size` bytes, not in the middle of a character of UTF-8. */
static str cut_text(str s, size_t size) {
	if (s.n <= size)
		return s;
	while (size > 0 && (s.at[size] & 0xc0) == 0x80)
		size--;
	return (str){ s.at, size };
}

/* All of a record is its device's, whomever a message in it speaks of. */
static int derived_take(struct obs_sink *sink, const struct obs *obs) {
	struct records *r = (struct records *)((uint8_t *)sink - offsetof(struct records, derived));
	struct obs own = *obs;

	own.who = (addr){ 0 };
	return r->out->sink.take(&r->out->sink, &own);
}

static int tell_entry(struct records *r, const struct records_entry *e) {
	/* A message's meaning is in what is read out of it; as evidence its beginning is enough. */
	size_t most = str_ends(e->field, STR(".raw")) ? RECORD_RAW_MAX : OBS_VALUE_MAX;
	struct text hidden = TEXT(r->hidden);
	str value = cut_text(e->value, most + SECRET_BEHIND);

	/* Addresses with accounts, and answers with passwords, are written down as they were: none of it leaves again. */
	if (secret_put_recorded(&hidden, e->field, value))
		value = text_done(&hidden);
	return r->out->sink.take(&r->out->sink,
				 &(struct obs){ .field = e->field, .value = cut_text(value, most), .offset = r->line });
}

static int tell_record(struct records *r, const struct record *record) {
	int error = r->out->record(r->out, record->device, r->line);

	/* The record's own words come first, then what is read out of them. */
	for (size_t i = 0; !error && i < record->entry_count; i++)
		error = tell_entry(r, &record->entries[i]);
	r->reading = (struct reading){ .out = &r->derived, .offset = r->line };
	for (size_t i = 0; !error && i < record->entry_count; i++)
		error = read_value(r, &record->entries[i]);
	return error ? error : r->out->record_end(r->out);
}

static int complain(struct records *r, struct complaint *c) {
	c->line = r->line > UINT32_MAX ? UINT32_MAX : (unsigned)r->line;
	r->bad_count++;
	return r->out->complain(r->out, c);
}

/* By hand: arena_take() would touch all of it, and a line has a few. */
static struct records_entry *take_entries(arena *mem) {
	struct records_entry *entries = arena_new(mem, struct records_entry, 1);
	size_t size = sizeof *entries * (RECORD_OBSERVATIONS_MAX - 1);

	return entries && arena_bytes(mem, size) ? entries : NULL;
}

/* Gives fields a slot each while half of the slots are empty: what has none is read by nobody. */
static void put_slots(struct records *r, const struct proto *proto, const char *const *fields, bool is_part, size_t *used) {
	for (; fields && *fields && *used < RECORDS_PROTO_SLOTS / 2; fields++, ++*used) {
		str field = str_of(*fields);
		*slot_of(r, field) = (struct records_slot){ .field = field, .proto = proto, .is_part = is_part };
	}
}

/* A name that a reader of ours has stays that reader's. */
static void put_names(struct records *r, size_t *used) {
	struct field_names_at at = { 0 };
	struct field_name name;

	for (; *used < RECORDS_PROTO_SLOTS / 2 && field_names_next(&at, &name); ++*used) {
		struct records_slot *slot = slot_of(r, name.other);

		if (!slot->field.n)
			*slot = (struct records_slot){ .field = name.other, .own = name.own, .before = name.before };
	}
}

bool records_init(struct records *r, arena *mem, struct records_sink *out) {
	size_t used = 0;

	*r = (struct records){ .out = out, .derived.take = derived_take, .at_start = true };
	r->entries = take_entries(mem);
	for (size_t i = 0; protos[i]; i++) {
		put_slots(r, protos[i], protos[i]->documents, false, &used);
		put_slots(r, protos[i], protos[i]->parts, true, &used);
		/* A joined text ends with a NUL. */
		const char *raw = (const char *)arena_join(mem, (const str[]){ str_of(protos[i]->name), STR(".raw") }, 2).at;
		put_slots(r, protos[i], (const char *const[]){ raw, NULL }, false, &used);
	}
	put_names(r, &used);
	return r->entries != NULL;
}

void records_begin(struct records *r, bool at_start) {
	r->line = 0;
	r->at_start = at_start;
}

int records_line(struct records *r, str line, arena scratch) {
	struct parse p = { .mem = &scratch };

	r->line++;
	/* Some editors begin a file with a byte order mark, U+FEFF. */
	if (r->at_start && str_begins(line, STR("\xef\xbb\xbf")))
		line = str_after(line, 3);
	r->at_start = false;
	line = str_trim(line);
	if (line.n == 0)
		return 0;
	if (line.n > RECORD_LINE_MAX) {
		r->line--;
		return records_long_line(r);
	}
	p.json = json_in_over(line);
	p.record.entries = r->entries;
	if (!parse_record(&p))
		return complain(r, &p.why);
	r->good_count++;
	name_fields(r, p.mem, &p.record);
	return tell_record(r, &p.record);
}

int records_long_line(struct records *r) {
	struct complaint c = { 0 };

	r->line++;
	r->at_start = false;
	complaint_say(&c, &STR("the line is longer than 16 MiB"), 1);
	return complain(r, &c);
}
