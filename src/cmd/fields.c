#include "cmd/fields.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json_out.h"
#include "base/file.h"
#include "cmd/commands.h"
#include "cmd/image.h"
#include "cmd/say.h"
#include "flow/flow.h"
#include "read/proto.h"
#include "show/show.h"

static int by_name(const void *a, const void *b) {
	const struct field_row *left = a, *right = b;
	int order = str_cmp(left->name, right->name);

	/* A reader's own words come before those of the list. */
	return order ? order : left->listed - right->listed;
}

static void add(struct fields *f, const char *name, const char *help, bool listed) {
	f->rows[f->row_count++] = (struct field_row){ { name, help }, str_of(name), listed };
}

static size_t count_fields(const struct field *fields) {
	size_t count = 0;

	while (fields[count].name)
		count++;
	return count;
}

static size_t count_documents(const struct proto *p) {
	size_t count = 0;

	while (p->documents && p->documents[count])
		count++;
	return count;
}

static bool add_readers(struct fields *f, arena *mem) {
	for (size_t i = 0; protos[i]; i++) {
		const struct proto *p = protos[i];

		for (size_t k = 0; p->fields[k].name; k++)
			add(f, p->fields[k].name, p->fields[k].help, false);
		/* A joined text ends with a NUL. */
		str raw = arena_join(mem, (const str[]){ str_of(p->name), STR(".raw") }, 2);
		str help = arena_join(mem, (const str[]){ STR("a whole message: "), str_of(p->what) }, 2);
		if (!raw.at || !help.at)
			return false;
		add(f, (const char *)raw.at, (const char *)help.at, false);
		for (size_t k = 0, count = count_documents(p); k < count; k++)
			add(f, p->documents[k], (const char *)help.at, false);
	}
	for (size_t k = 0; flow_fields[k].name; k++)
		add(f, flow_fields[k].name, flow_fields[k].help, false);
	return true;
}

static int add_list(struct fields *f, const struct tree *t, struct complaint *reterr) {
	static const char *const known[] = { "field", "help", NULL };

	for (const struct tree_node *file = tree_child(t, tree_root(t)); file; file = tree_next(t, file)) {
		for (const struct tree_node *n = tree_child(t, file); n; n = tree_next(t, n)) {
			str name = tree_get_text(t, n, STR("field")), help = tree_get_text(t, n, STR("help"));
			int r = tree_only(t, n, known, reterr);

			if (r)
				return r;
			if (name.n == 0 || name.n > OBS_FIELD_MAX || help.n == 0)
				return TREE_COMPLAIN(t, n, reterr, STR("a field needs a name and a `help`"));
			add(f, (const char *)name.at, (const char *)help.at, true);
		}
	}
	return 0;
}

static void put_slot(struct fields *f, size_t row) {
	str name = f->rows[row].name;
	size_t slot = str_hash(name, 0) & f->slot_mask;

	while (f->slots[slot])
		slot = (slot + 1) & f->slot_mask;
	f->slots[slot] = (uint32_t)row + 1;
}

int fields_open(struct fields *f, arena *mem, const struct tree *t, struct complaint *reterr) {
	size_t room = count_fields(flow_fields), slots = 256;
	int r;

	*f = (struct fields){ 0 };
	for (size_t i = 0; protos[i]; i++)
		room += 1 + count_fields(protos[i]->fields) + count_documents(protos[i]);
	for (const struct tree_node *n = tree_child(t, tree_root(t)); n; n = tree_next(t, n))
		room += tree_child_count(t, n);
	while (slots < 4 * room)
		slots *= 2;
	f->rows = arena_new(mem, struct field_row, room + 1);
	f->slots = arena_new(mem, uint32_t, slots);
	f->slot_mask = slots - 1;
	if (!f->rows || !f->slots)
		return -ENOMEM;
	if (!add_readers(f, mem))
		return -ENOMEM;
	if ((r = add_list(f, t, reterr)))
		return r;
	qsort(f->rows, f->row_count, sizeof *f->rows, by_name);
	size_t kept = 0;
	for (size_t i = 0; i < f->row_count; i++)
		if (i == 0 || !str_eq(f->rows[i].name, f->rows[i - 1].name))
			f->rows[kept++] = f->rows[i];
	f->row_count = kept;
	for (size_t i = 0; i < kept; i++)
		put_slot(f, i);
	return 0;
}

str fields_known(const struct fields *f, str name) {
	for (size_t slot = str_hash(name, 0) & f->slot_mask; f->slots[slot]; slot = (slot + 1) & f->slot_mask)
		if (str_eq(f->rows[f->slots[slot] - 1].name, name))
			return f->rows[f->slots[slot] - 1].name;
	return (str){ 0 };
}

static bool has_joined(const struct fields *f, str stem, str ending) {
	uint8_t room[OBS_FIELD_MAX + 4];
	struct text t = TEXT(room);

	text_str(&t, stem);
	text_str(&t, ending);
	return fields_known(f, text_done(&t)).n > 0;
}

bool fields_have(const struct fields *f, str name) {
	str rest = name, first;

	if (fields_known(f, name).n)
		return true;
	/* "http.do_login.raw" and "udp.3702.raw": the first word names the protocol. */
	first = str_cut(&rest, '.');
	if (str_ends(name, STR(".raw")) && has_joined(f, first, STR(".raw")))
		return true;
	for (size_t i = name.n; i > 1; i--)
		if (name.at[i - 1] == '.' && has_joined(f, (str){ name.at, i }, STR("*")))
			return true;
	return false;
}

static bool is_sought(const struct field_row *row, str search) {
	str help = str_of(row->field.help);

	return search.n == 0 || str_find_nocase(row->name, search, 0) < row->name.n ||
	       str_find_nocase(help, search, 0) < help.n;
}

static void print_rows(const struct options *o, arena *mem, const struct fields *f) {
	const struct field **found = arena_new(mem, const struct field *, f->row_count + 1);
	struct look look = { term_width(STDOUT_FILENO), term_wants_colours(STDOUT_FILENO, o->colour), o->on,
			     term_is_ascii(), NULL, o->tongue, false };
	struct json_out j = json_out_to(stdout);
	size_t count = 0;

	for (size_t i = 0; found && i < f->row_count; i++)
		if (is_sought(&f->rows[i], o->argument_count ? str_of(o->arguments[0]) : (str){ 0 }))
			found[count++] = &f->rows[i].field;
	for (size_t i = 0; o->json && i < count; i++) {
		show_field_json(&j, found[i]);
		json_out_line(&j);
	}
	if (!o->json && count)
		show_field_table(stdout, &look, found, count);
	if (count == 0 && o->argument_count && !o->quiet) {
		fputs("birthmark: ", stderr);
		say_line(stderr, "no field is called '%s', and none is about it", o->arguments[0]);
	}
}

enum exit_code command_fields(const struct options *o) {
	enum { ROOM = 4 << 20 }; /* some thousand rows */
	void *memory = memory_reserve(ROOM);
	struct complaint c = { 0 };
	struct fields f;

	if (!memory)
		return say_errno("memory", -ENOMEM);
	arena mem = arena_over(memory, ROOM);
	int r = fields_open(&f, &mem, &image_fields, &c);
	if (r)
		say_complaint(NULL, &c);
	else
		print_rows(o, &mem, &f);
	memory_release(memory, ROOM);
	return say_done(r ? EXIT_BUG : EXIT_DONE);
}
