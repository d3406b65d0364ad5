#include "show/reconcile.h"

#include "show/names.h"
#include "show/phrase.h"
#include "show/story.h"

const char *const finding_names[FINDING_COUNT] = {
	"only-books", "only-wire", "contradictory", "different", "relabelled", "claim",
};

static const char *const heads[FINDING_COUNT] = {
	[FINDING_ONLY_BOOKS] = "Only in the books",
	[FINDING_ONLY_WIRE] = "Only on the wire",
	[FINDING_TORN] = "Rows that name several devices",
	[FINDING_DIFFERENT] = "Books and wire differ",
	[FINDING_RELABELLED] = "Sold under another name",
	[FINDING_CLAIM] = "Claims that are not borne out",
};

static const char *const meanings[FINDING_COUNT] = {
	[FINDING_ONLY_BOOKS] = "A register tells of them, and nothing that was seen was found to be them.",
	[FINDING_ONLY_WIRE] = "They were seen, and no register was found to have them.",
	[FINDING_TORN] = "MAC, serial number and address of such a row are those of different devices, so it is taken for none of them.",
	[FINDING_DIFFERENT] = "What the books say is not what was seen. Either may be out of date.",
	[FINDING_RELABELLED] = "The books name the label; that its products come from this maker is on record.",
	[FINDING_CLAIM] = "What was seen contradicts these claims, or nothing that was seen supports them. That is no word on why they were made.",
};

/* Where they come in the text: what asks for somebody's answer first. */
static const enum finding_kind order[FINDING_COUNT] = {
	FINDING_CLAIM, FINDING_RELABELLED, FINDING_DIFFERENT, FINDING_TORN, FINDING_ONLY_BOOKS, FINDING_ONLY_WIRE,
};

static const char *const kinds[IDENTIFIER_COUNT] = { "MAC address", "serial number", "UUID", "IP address" };

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
	for (int kind = 0; kind < IDENTIFIER_COUNT; kind++) {
		size_t count = 0;

		for (size_t i = 0; i < all->joined_count; i++)
			count += all->joined[i].kind == (enum identifier_kind)kind;
		if (!count)
			continue;
		prose_cstr(p, "; by ");
		prose_cstr(p, kinds[kind]);
		prose_cstr(p, ": ");
		prose_u64(p, count);
	}
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
	phrase_begin(p, "Claims:");
	prose_u64(p, all->by_kind[FINDING_CLAIM]);
	if (all->by_kind[FINDING_CLAIM]) {
		prose_cstr(p, ", of which contradicted: ");
		prose_u64(p, all->contradicted);
	}
	phrase_end(p);
	if (all->by_kind[FINDING_TORN])
		say_count(p, "Contradictory:", all->by_kind[FINDING_TORN]);
}

static void say_where(struct prose *p, const struct finding *f) {
	if (!f->source.n)
		return;
	prose_cstr(p, " (");
	if (f->place) {
		prose_cstr(p, "row ");
		prose_u64(p, f->place);
		prose_cstr(p, " of ");
	}
	prose_str(p, f->source);
	prose_cstr(p, ")");
}

static void say_belief(struct prose *p, const struct belief *b) {
	prose_cstr(p, " (");
	prose_cstr(p, likelihood_names[likelihood_of(b)]);
	prose_cstr(p, ")");
}

/* Names of companies may end in a full stop of their own. */
static void say_stop(struct prose *p, str before) {
	prose_cstr(p, str_ends(before, STR(".")) ? "" : ".");
}

static void say_both(struct prose *p, const struct finding *f) {
	prose_cstr(p, "the books say ");
	prose_str(p, f->books);
	say_where(p, f);
	prose_cstr(p, "; the wire says ");
	prose_str(p, f->wire);
	if (f->wire_id.n)
		say_belief(p, &f->wire_belief);
	say_stop(p, f->wire_id.n ? (str){ 0 } : f->wire);
}

static void say_relabelled(struct prose *p, const struct finding *f) {
	prose_cstr(p, "sold as ");
	prose_str(p, f->books);
	say_where(p, f);
	prose_cstr(p, ", made by ");
	prose_str(p, f->wire);
	say_belief(p, &f->wire_belief);
	prose_cstr(p, ".");
}

static void say_claim(struct prose *p, const struct finding *f) {
	prose_cstr(p, "the claim \"");
	prose_str(p, f->books);
	prose_cstr(p, "\"");
	say_where(p, f);
	/* Where a device was manufactured no network shows: another maker is all that can stand against a word on it. */
	prose_cstr(p, f->standing != CLAIM_CONTRADICTED ? " is not supported by what was seen." :
		   str_eq(f->what, STR("origin")) ? " does not fit what was seen." : " is contradicted by what was seen.");
}

static void say_finding(struct prose *p, const struct finding *f) {
	prose_str(p, f->device);
	prose_cstr(p, ": ");
	p->hang = 2;
	switch (f->kind) {
	case FINDING_RELABELLED: say_relabelled(p, f); break;
	case FINDING_CLAIM: say_claim(p, f); break;
	case FINDING_DIFFERENT:
		prose_str(p, f->what);
		prose_cstr(p, ": ");
		say_both(p, f);
		break;
	case FINDING_ONLY_BOOKS:
	case FINDING_TORN:
		prose_str(p, f->books.n ? f->books : STR("no label"));
		say_where(p, f);
		prose_cstr(p, ".");
		break;
	case FINDING_ONLY_WIRE:
		prose_cstr(p, words_of_belief(&f->wire_belief));
		if (f->wire.n && f->wire_belief.grade != GRADE_UNKNOWN) {
			prose_cstr(p, " ");
			prose_str(p, f->wire);
		}
		say_stop(p, f->wire);
		break;
	case FINDING_COUNT: break;
	}
	prose_end(p);
	p->hang = 0;
	p->indent += 2;
	for (size_t i = 0; i < f->because_count; i++) {
		prose_str(p, f->because[i]);
		prose_end(p);
	}
	p->indent -= 2;
}

static void say_kind(struct prose *p, const struct reconciled *all, enum finding_kind kind, size_t most) {
	size_t count = 0;

	if (!all->by_kind[kind])
		return;
	prose_head(p, heads[kind]);
	prose_cstr(p, meanings[kind]);
	prose_end(p);
	for (size_t i = 0; i < all->findings.count; i++) {
		if (all->findings.at[i].kind != kind)
			continue;
		if (!most || count++ < most)
			say_finding(p, &all->findings.at[i]);
	}
	if (most && count > most) {
		prose_u64(p, count - most);
		prose_cstr(p, " more; --all lists them.");
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

static void say_coverage(struct prose *p, const struct coverage *c) {
	prose_cstr(p, c->network.n ? "network " : "site ");
	prose_str(p, c->network.n ? c->network : c->site);
	if (!c->network.n && c->title.n && !str_eq(c->title, c->site)) {
		prose_cstr(p, " (");
		prose_str(p, c->title);
		prose_cstr(p, ")");
	}
	prose_cstr(p, ": ");
	if (c->seen) {
		prose_u64(p, c->seen);
		prose_cstr(p, c->seen == 1 ? " device seen" : " devices seen");
		if (c->last_us) {
			prose_cstr(p, ", last ");
			say_time(p, c->last_us);
		}
	} else {
		prose_cstr(p, "not seen at all");
	}
	if (!c->network.n && c->only_books) {
		prose_cstr(p, ", ");
		prose_u64(p, c->only_books);
		prose_cstr(p, " only in the books");
	}
	prose_cstr(p, ".");
	prose_end(p);
}

static void say_means(struct prose *p, const struct means *m) {
	prose_str(p, m->kind);
	prose_cstr(p, ", ");
	say_time(p, m->started_us);
	prose_cstr(p, ": ");
	prose_str(p, m->name.n ? m->name : STR("no file"));
	if (m->count > 1) {
		prose_cstr(p, " and ");
		prose_u64(p, m->count - 1);
		prose_cstr(p, " more");
	}
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
		prose_u64(p, all->coverage_count - count);
		prose_cstr(p, " more sites and networks; --all lists them.");
		prose_end(p);
	}
	if (all->nowhere) {
		prose_u64(p, all->nowhere);
		prose_cstr(p, all->nowhere == 1 ? " device is at no site." : " devices are at no site.");
		prose_end(p);
	}
	if (first) {
		prose_u64(p, first);
		prose_cstr(p, " earlier runs; --all lists them.");
		prose_end(p);
	}
	for (size_t i = first; i < all->means_count; i++)
		say_means(p, &all->means[i]);
	prose_cstr(p, "A device that did not speak while it was looked at, or that no capture passed, is not on the wire here and may well exist.");
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
	json_out_key(j, "says");
	json_out_text_or_null(j, text);
	json_out_key(j, "id");
	json_out_text_or_null(j, id);
	if (b) {
		json_out_pair(j, "grade", str_of(grade_names[b->grade]));
		json_out_key(j, "confidence");
		json_out_decimal(j, confidence_shown(b->confidence), CONFIDENCE_DIGITS);
	}
	json_out_object_end(j);
}

static void put_number_or_null(struct json_out *j, uint64_t number) {
	if (number)
		json_out_u64(j, number);
	else
		json_out_null(j);
}

static void put_time(struct json_out *j, uint64_t time_us) {
	uint8_t room[64];
	struct text t = TEXT(room);

	story_time(&t, time_us);
	json_out_text_or_null(j, text_done(&t));
}

static void put_finding(struct json_out *j, const struct finding *f) {
	json_out_object(j);
	json_out_pair(j, "kind", str_of(finding_names[f->kind]));
	json_out_pair(j, "device", f->device);
	json_out_key(j, "row");
	json_out_u64(j, (uint64_t)f->row);
	json_out_key(j, "site");
	json_out_text_or_null(j, f->site);
	json_out_key(j, "what");
	json_out_text_or_null(j, f->what);
	json_out_key(j, "books");
	put_side(j, f->books, f->books_id, NULL);
	json_out_key(j, "wire");
	put_side(j, f->wire, f->wire_id, f->wire_id.n ? &f->wire_belief : NULL);
	json_out_key(j, "standing");
	json_out_text_or_null(j, f->kind != FINDING_CLAIM ? (str){ 0 } :
			      f->standing == CLAIM_CONTRADICTED ? STR("contradicted") : STR("not-supported"));
	json_out_key(j, "register");
	json_out_text_or_null(j, f->source);
	json_out_key(j, "register_row");
	put_number_or_null(j, f->place);
	json_out_key(j, "because");
	json_out_array(j);
	for (size_t i = 0; i < f->because_count; i++)
		json_out_text(j, f->because[i]);
	json_out_array_end(j);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_joined(struct json_out *j, const struct joined_row *row) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("joined"));
	json_out_pair(j, "device", row->device);
	json_out_key(j, "row");
	json_out_u64(j, (uint64_t)row->row);
	json_out_pair(j, "name", row->name);
	json_out_key(j, "register");
	json_out_text_or_null(j, row->source);
	json_out_key(j, "register_row");
	put_number_or_null(j, row->place);
	json_out_pair(j, "same", str_of(identifier_names[row->kind]));
	json_out_pair(j, "value", row->value);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_coverage(struct json_out *j, const struct coverage *c) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("coverage"));
	json_out_pair(j, "site", c->site);
	json_out_key(j, "network");
	json_out_text_or_null(j, c->network);
	json_out_key(j, "seen");
	json_out_u64(j, c->seen);
	json_out_key(j, "only_books");
	json_out_u64(j, c->only_books);
	json_out_key(j, "last_seen");
	put_time(j, c->last_us);
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
	json_out_key(j, "files");
	json_out_u64(j, m->count);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_numbers(struct json_out *j, const struct reconciled *all) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("numbers"));
	json_out_key(j, "devices");
	json_out_u64(j, all->devices);
	json_out_key(j, "both");
	json_out_u64(j, all->both);
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		json_out_key_str(j, str_of(finding_names[i]));
		json_out_u64(j, all->by_kind[i]);
	}
	json_out_key(j, "contradicted");
	json_out_u64(j, all->contradicted);
	json_out_key(j, "at_no_site");
	json_out_u64(j, all->nowhere);
	json_out_object_end(j);
	json_out_line(j);
}

void show_reconciled_json(struct json_out *j, const struct reconciled *all) {
	for (size_t i = 0; i < all->findings.count; i++)
		put_finding(j, &all->findings.at[i]);
	for (size_t i = 0; i < all->joined_count; i++)
		put_joined(j, &all->joined[i]);
	for (size_t i = 0; i < all->coverage_count; i++)
		put_coverage(j, &all->coverage[i]);
	for (size_t i = 0; i < all->means_count; i++)
		put_means(j, &all->means[i]);
	put_numbers(j, all);
}

/* What became one */

static void say_joined(struct prose *p, const struct joined_row *row) {
	if (row->place) {
		prose_cstr(p, "Row ");
		prose_u64(p, row->place);
		prose_cstr(p, " of ");
	}
	prose_str(p, row->source.n ? row->source : STR("a register"));
	prose_cstr(p, " (");
	prose_str(p, row->name);
	prose_cstr(p, ") was taken to be this device because the ");
	prose_cstr(p, kinds[row->kind]);
	prose_cstr(p, " is the same: ");
	prose_str(p, row->value);
	prose_cstr(p, ". If that is wrong, birthmark split --part takes it off for good.");
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
