#include "show/reconcile.h"

#include "base/sentence.h"
#include "base/translate.h"
#include "show/glyph.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/story.h"

const char *const finding_names[FINDING_COUNT] = {
	"only-books", "only-wire", "contradictory", "inconsistent", "different", "relabelled", "claim",
};

const char *const claim_standing_names[CLAIM_STANDING_COUNT] = { "contradicted", "does-not-fit", "not-supported" };

static const char *const heads[FINDING_COUNT] = {
	[FINDING_ONLY_BOOKS] = N_("Only in the books"),
	[FINDING_ONLY_WIRE] = N_("Only on the wire"),
	[FINDING_TORN] = N_("Rows that name several devices"),
	[FINDING_INCONSISTENT] = N_("Books that do not agree with themselves"),
	[FINDING_DIFFERENT] = N_("Books and wire differ"),
	[FINDING_RELABELLED] = N_("Sold under another name"),
	[FINDING_CLAIM] = N_("Claims that are not borne out"),
};

static const char *const meanings[FINDING_COUNT] = {
	[FINDING_ONLY_BOOKS] = N_("A register tells of them, and nothing that was seen was found to be them."),
	[FINDING_ONLY_WIRE] = N_("They were seen, and no register was found to have them."),
	[FINDING_TORN] = N_("MAC, serial number and address of such a row are those of different devices, so it is taken for none of them."),
	[FINDING_INCONSISTENT] = N_("Rows about one device name two labels or two serial numbers, or a label and a MAC address out of "
				    "another maker's block. A row may be shifted, or a cell copied."),
	[FINDING_DIFFERENT] = N_("What the books say is not what was seen. Either may be out of date."),
	[FINDING_RELABELLED] = N_("The books name the label; that its products come from this maker is on record."),
	[FINDING_CLAIM] = N_("A rule contradicts these claims, they do not fit what was seen, or nothing that was seen supports them: it stands with each. "
			     "That is no word on why they were made, and where a device was manufactured no network shows."),
};

/* Where they come in the text: what asks for somebody's answer first. */
static const enum finding_kind order[FINDING_COUNT] = {
	FINDING_CLAIM, FINDING_RELABELLED, FINDING_DIFFERENT, FINDING_INCONSISTENT, FINDING_TORN, FINDING_ONLY_BOOKS,
	FINDING_ONLY_WIRE,
};

static const char *const kinds[IDENTIFIER_COUNT] = { N_("MAC address"), N_("serial number"), N_("UUID"), N_("IP address") };

/* How a device was seen: the names of runs. */
static const char *const by_names[COVERED_BY_COUNT] = { "read", "scan", "import" };

/* Text */

static void say_count(struct prose *p, const char *label, size_t count) {
	phrase_begin(p, label);
	prose_u64(p, count);
	phrase_end(p);
}

/* And by what they were found to be the same. */
static void say_both_count(struct prose *p, const struct reconciled *all) {
	phrase_begin(p, "In both:");
	prose_u64(p, all->both);
	for (int kind = 0; kind < IDENTIFIER_COUNT; kind++)
		if (all->by_identifier[kind])
			PROSE_FILL(p, _("; by {what}: {count}"), PROSE_WORDS("what", str_of(translate(kinds[kind]))),
				   PROSE_NUMBER("count", all->by_identifier[kind]));
	phrase_end(p);
}

/* And how they stand. */
static void say_claims_count(struct prose *p, const struct reconciled *all) {
	static const char *const sentences[CLAIM_STANDING_COUNT] = {
		[CLAIM_CONTRADICTED] = N_("; contradicted: {count}"),
		[CLAIM_DOES_NOT_FIT] = N_("; do not fit what was seen: {count}"),
		[CLAIM_NOT_SUPPORTED] = N_("; not supported: {count}"),
	};

	phrase_begin(p, "Claims:");
	prose_u64(p, all->by_kind[FINDING_CLAIM]);
	for (size_t i = 0; i < CLAIM_STANDING_COUNT; i++)
		if (all->by_standing[i])
			PROSE_FILL(p, translate(sentences[i]), PROSE_NUMBER("count", all->by_standing[i]));
	phrase_end(p);
}

static void say_numbers(struct prose *p, const struct reconciled *all) {
	prose_head(p, "Books against wire");
	say_count(p, "Devices:", all->devices);
	say_both_count(p, all);
	say_count(p, "Only books:", all->by_kind[FINDING_ONLY_BOOKS]);
	say_count(p, "Only wire:", all->by_kind[FINDING_ONLY_WIRE]);
	say_count(p, "Different:", all->by_kind[FINDING_DIFFERENT]);
	say_count(p, "Relabelled:", all->by_kind[FINDING_RELABELLED]);
	say_claims_count(p, all);
	if (all->by_kind[FINDING_TORN])
		say_count(p, "Contradictory:", all->by_kind[FINDING_TORN]);
	if (all->by_kind[FINDING_INCONSISTENT])
		say_count(p, "Inconsistent:", all->by_kind[FINDING_INCONSISTENT]);
}

/* A finding as one sentence; `{where}` and `{sure}` are what stands in brackets, or nothing. */
static const char *const claims[CLAIM_STANDING_COUNT] = {
	[CLAIM_CONTRADICTED] = N_("{device}: the claim \"{books}\"{where} is contradicted by what was seen."),
	/* Where a device was manufactured no network shows: another maker is all that can stand against a word on it. */
	[CLAIM_DOES_NOT_FIT] = N_("{device}: the claim \"{books}\"{where} does not fit what was seen."),
	[CLAIM_NOT_SUPPORTED] = N_("{device}: the claim \"{books}\"{where} is not supported by what was seen."),
};

static const struct { str what; const char *sentence; } differences[] = {
	{ STR_INIT("maker"), N_("{device}: maker: the books say {books}{where}; the wire says {wire}{sure}.") },
	{ STR_INIT("brand"), N_("{device}: brand: the books say {books}{where}; the wire says {wire}{sure}.") },
	{ STR_INIT("model"), N_("{device}: model: the books say {books}{where}; the wire says {wire}{sure}.") },
	{ STR_INIT("mac"), N_("{device}: MAC address: the books say {books}{where}; the wire says {wire}{sure}.") },
};

static const char *sentence_of(const struct finding *f) {
	switch (f->kind) {
	case FINDING_RELABELLED: return _("{device}: sold as {books}{where}, made by {wire}{sure}.");
	case FINDING_CLAIM: return translate(claims[f->standing]);
	case FINDING_DIFFERENT:
		for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
			if (str_eq(f->what, differences[i].what))
				return translate(differences[i].sentence);
		return "{device}: {books}{where}; {wire}{sure}.";
	case FINDING_ONLY_WIRE: return f->wire.n && f->wire_belief.grade != GRADE_UNKNOWN ? "{device}: {how} {wire}." : "{device}: {how}.";
	case FINDING_ONLY_BOOKS:
	case FINDING_INCONSISTENT:
	case FINDING_TORN:
	case FINDING_COUNT: break;
	}
	return "{device}: {books}{where}.";
}

/* " (row 3 of register x.csv)". */
static str where_text(struct text *t, const struct finding *f) {
	if (!f->source.n)
		return (str){ 0 };
	text_byte(t, ' ');
	sentence_put(t, translate_tongue(), f->place ? _("(row {row} of {register})") : "({register})",
		     (const struct hole[]){ HOLE_U64("row", f->place), HOLE_STR("register", glyph_head(f->source, 500)) }, 2);
	return text_done(t);
}

static void say_finding(struct prose *p, const struct finding *f) {
	uint8_t where_room[768], sure_room[64];
	struct text where = TEXT(where_room), sure = TEXT(sure_room);

	if (f->wire_id.n) {
		text_cstr(&sure, " (");
		text_cstr(&sure, shown_likelihood(likelihood_of(&f->wire_belief)));
		text_byte(&sure, ')');
	}
	/* Names of companies may end in a full stop of their own. */
	str wire = f->wire;
	if (str_ends(wire, STR(".")) && (f->kind == FINDING_ONLY_WIRE || !sure.used))
		wire.n--;
	p->hang = 2;
	PROSE_FILL(p, sentence_of(f), PROSE_WORDS("device", f->device), PROSE_WORDS("where", where_text(&where, f)),
		   PROSE_WORDS("books", f->books.n ? f->books : str_of(_("no label"))), PROSE_WORDS("wire", wire),
		   PROSE_WORDS("sure", text_done(&sure)), PROSE_WORDS("how", str_of(translate(words_of_belief(&f->wire_belief)))));
	prose_end(p);
	p->hang = 0;
	p->indent += 2;
	for (size_t i = 0; i < f->because_count; i++) {
		prose_str(p, f->because[i]);
		prose_end(p);
	}
	p->indent -= 2;
}

void show_finding(FILE *to, const struct look *look, const struct finding *f) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	say_finding(&p, f);
}

static void say_kind(struct prose *p, const struct reconciled *all, enum finding_kind kind, size_t most) {
	const size_t count = all->listed[kind];

	if (!count)
		return;
	prose_head(p, heads[kind]);
	prose_cstr(p, translate(meanings[kind]));
	prose_end(p);
	if (all->found[kind].n)
		(fwrite)(all->found[kind].at, 1, all->found[kind].n, p->to);
	if (most && count > most) {
		PROSE_FILL(p, _("{count} more; --all lists them."), PROSE_NUMBER("count", count - most));
		prose_end(p);
	}
}

/* Which of the sites and networks were seen. */

static void say_time(struct prose *p, uint64_t time_us) {
	uint8_t room[64];
	struct text t = TEXT(room);

	story_time(&t, time_us);
	prose_str(p, text_done(&t));
}

/* "captures, scans": by which means, in the order of the bits. */
static str means_text(struct text *t, unsigned by) {
	static const char *const means[COVERED_BY_COUNT] = { N_("captures"), N_("scans"), N_("lists of other programs") };
	size_t count = 0;

	for (unsigned i = 0; i < COVERED_BY_COUNT; i++) {
		if (!(by & 1u << i))
			continue;
		text_cstr(t, count++ ? ", " : "");
		text_cstr(t, translate(means[i]));
	}
	return text_done(t);
}

/* "site noord (Stadsdeel Noord)", "network 10.4.0.0/16". */
static str place_text(struct text *t, const struct coverage *c) {
	bool titled = !c->network.n && c->title.n && !str_eq(c->title, c->site);

	sentence_put(t, translate_tongue(), c->network.n ? _("network {name}") : titled ? _("site {name} ({title})") : _("site {name}"),
		     (const struct hole[]){ HOLE_STR("name", c->network.n ? c->network : c->site), HOLE_STR("title", c->title) }, 2);
	return text_done(t);
}

static void say_coverage(struct prose *p, const struct coverage *c) {
	uint8_t place_room[512], means_room[128], time_room[64];
	struct text place = TEXT(place_room), means = TEXT(means_room), time = TEXT(time_room);

	story_time(&time, c->last_us);
	PROSE_FILL(p, c->seen ? translate_plural("{place}: {count} device seen, by {means}; last at {time}.",
						  "{place}: {count} devices seen, by {means}; last at {time}.", c->seen) :
		   _("{place}: not seen at all."),
		   PROSE_WORDS("place", place_text(&place, c)), PROSE_NUMBER("count", c->seen), PROSE_WORDS("means", means_text(&means, c->by)),
		   PROSE_WORDS("time", text_done(&time)));
	if (!c->network.n && c->only_books) {
		prose_cstr(p, " ");
		PROSE_FILL(p, translate_plural("{count} device stands in the books alone.", "{count} devices stand in the books alone.",
					       c->only_books), PROSE_NUMBER("count", c->only_books));
	}
	prose_end(p);
}

static void say_means(struct prose *p, const struct means *m) {
	prose_str(p, m->kind);
	prose_cstr(p, ", ");
	say_time(p, m->started_us);
	prose_cstr(p, ": ");
	prose_str(p, m->name.n ? m->name : str_of(_("no file")));
	if (m->count > 1)
		PROSE_FILL(p, _(" and {count} more"), PROSE_NUMBER("count", m->count - 1));
	prose_cstr(p, ".");
	prose_end(p);
}

static void say_covered(struct prose *p, const struct reconciled *all, size_t most) {
	size_t count = most && all->coverage_count > most ? most : all->coverage_count;
	size_t first = most && all->means_count > most ? all->means_count - most : 0;

	prose_head(p, "What was looked at");
	for (size_t i = 0; i < count; i++)
		say_coverage(p, &all->coverage[i]);
	if (count < all->coverage_count) {
		PROSE_FILL(p, _("{count} more sites and networks; --all lists them."), PROSE_NUMBER("count", all->coverage_count - count));
		prose_end(p);
	}
	if (all->nowhere) {
		PROSE_FILL(p, translate_plural("{count} device is at no site.", "{count} devices are at no site.", all->nowhere),
			   PROSE_NUMBER("count", all->nowhere));
		prose_end(p);
	}
	if (first) {
		PROSE_FILL(p, _("{count} earlier runs; --all lists them."), PROSE_NUMBER("count", first));
		prose_end(p);
	}
	for (size_t i = first; i < all->means_count; i++)
		say_means(p, &all->means[i]);
	prose_cstr(p, _("A device that did not speak while it was looked at, or that no capture passed, is not on the wire here and may well "
			"exist."));
	prose_end(p);
}

void show_reconciled(FILE *to, const struct look *look, const struct reconciled *all, size_t most) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	say_numbers(&p, all);
	for (size_t i = 0; i < FINDING_COUNT; i++)
		say_kind(&p, all, order[i], most);
	say_covered(&p, all, most);
}

/* JSON */

static void put_side(struct json_out *j, str text, str id, const struct belief *b) {
	json_out_object(j);
	json_out_pair_or_null(j, "says", text);
	json_out_pair_or_null(j, "id", id);
	if (b) {
		json_out_pair(j, "grade", str_of(grade_names[b->grade]));
		json_out_key(j, "confidence");
		json_out_decimal(j, confidence_shown(b->confidence), CONFIDENCE_DIGITS);
	}
	json_out_object_end(j);
}

static void put_time(struct json_out *j, uint64_t time_us) {
	uint8_t room[64];
	struct text t = TEXT(room);

	story_time(&t, time_us);
	json_out_text_or_null(j, text_done(&t));
}

void show_finding_json(struct json_out *j, const struct finding *f) {
	json_out_object(j);
	json_out_pair(j, "kind", str_of(finding_names[f->kind]));
	json_out_pair(j, "device", f->device);
	json_out_pair_u64(j, "row", (uint64_t)f->row);
	json_out_pair_or_null(j, "site", f->site);
	json_out_pair_or_null(j, "what", f->what);
	json_out_key(j, "books");
	put_side(j, f->books, f->books_id, NULL);
	json_out_key(j, "wire");
	put_side(j, f->wire, f->wire_id, f->wire_id.n ? &f->wire_belief : NULL);
	json_out_pair_or_null(j, "standing", f->kind == FINDING_CLAIM ? str_of(claim_standing_names[f->standing]) : (str){ 0 });
	json_out_pair_or_null(j, "register", f->source);
	json_out_pair_u64_or_null(j, "register_row", f->place);
	json_out_key(j, "because");
	json_out_texts(j, f->because, f->because_count);
	json_out_object_end(j);
	json_out_line(j);
}

/* Where it is from, and why it was taken to be the device. */
static void put_joining(struct json_out *j, const struct joined_row *row) {
	json_out_pair(j, "name", row->name);
	json_out_pair_or_null(j, "register", row->source);
	json_out_pair_u64_or_null(j, "register_row", row->place);
	json_out_pair(j, "same", str_of(identifier_names[row->kind]));
	json_out_pair(j, "value", row->value);
}

void show_joined_json(struct json_out *j, const struct joined_row *row) {
	json_out_object(j);
	put_joining(j, row);
	json_out_object_end(j);
}

void show_row_joined_json(struct json_out *j, const struct joined_row *row) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("joined"));
	json_out_pair(j, "device", row->device);
	json_out_pair_u64(j, "row", (uint64_t)row->row);
	put_joining(j, row);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_coverage(struct json_out *j, const struct coverage *c) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("coverage"));
	json_out_pair(j, "site", c->site);
	json_out_pair_or_null(j, "network", c->network);
	json_out_pair_u64(j, "seen", c->seen);
	json_out_pair_u64(j, "only_books", c->only_books);
	json_out_key(j, "last_seen");
	put_time(j, c->last_us);
	json_out_key(j, "by");
	json_out_array(j);
	for (unsigned i = 0; i < COVERED_BY_COUNT; i++)
		if (c->by & 1u << i)
			json_out_text(j, str_of(by_names[i]));
	json_out_array_end(j);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_means(struct json_out *j, const struct means *m) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("means"));
	json_out_pair(j, "run", m->kind);
	json_out_key(j, "when");
	put_time(j, m->started_us);
	json_out_pair(j, "file", m->name);
	json_out_pair_u64(j, "files", m->count);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_numbers(struct json_out *j, const struct reconciled *all) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("numbers"));
	json_out_pair_u64(j, "devices", all->devices);
	json_out_pair_u64(j, "both", all->both);
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		json_out_key_str(j, str_of(finding_names[i]));
		json_out_u64(j, all->by_kind[i]);
	}
	for (size_t i = 0; i < CLAIM_STANDING_COUNT; i++) {
		json_out_key_str(j, str_of(claim_standing_names[i]));
		json_out_u64(j, all->by_standing[i]);
	}
	json_out_pair_u64(j, "at_no_site", all->nowhere);
	json_out_object_end(j);
	json_out_line(j);
}

void show_reconciled_json(struct json_out *j, const struct reconciled *all) {
	for (size_t i = 0; i < all->coverage_count; i++)
		put_coverage(j, &all->coverage[i]);
	for (size_t i = 0; i < all->means_count; i++)
		put_means(j, &all->means[i]);
	put_numbers(j, all);
}

/* What became one */

static void say_joined(struct prose *p, const struct joined_row *row) {
	PROSE_FILL(p, row->place ? _("Row {row} of {register} ({name}) was taken to be this device because the {what} is the same: {value}. "
				     "If that is wrong, birthmark split --part takes it off for good.") :
				   _("{register} ({name}) was taken to be this device because the {what} is the same: {value}. "
				     "If that is wrong, birthmark split --part takes it off for good."),
		   PROSE_NUMBER("row", row->place), PROSE_WORDS("register", row->source.n ? row->source : str_of(_("a register"))),
		   PROSE_WORDS("name", row->name), PROSE_WORDS("what", str_of(translate(kinds[row->kind]))),
		   PROSE_WORDS("value", row->value));
	prose_end(p);
}

void show_joined(FILE *to, const struct look *look, const struct joined_row *rows, size_t count) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	if (!count)
		return;
	prose_head(&p, "Which registers have it");
	for (size_t i = 0; i < count; i++)
		say_joined(&p, &rows[i]);
}
