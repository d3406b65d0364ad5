/*
 * From the archive's root to its workbook, from there to its sheets: by what
 * the relations say, for not every program uses the same names.
 */
#include "cell/doc_book.h"

#include <string.h>

#include "base/text.h"
#include "read/doc/clean.h"

/* Cut to fit; not inside of a character. */
static void copy(char *to, size_t size, str text) {
	text = clean_cut(text, size - 1);
	if (text.n)
		memcpy(to, text.at, text.n);
	to[text.n] = 0;
}

static str behind_last(str text, uint8_t stop) {
	size_t n = text.n;

	while (n && text.at[n - 1] != stop)
		n--;
	return str_after(text, n);
}

static void open_relation(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_relations *r = (struct doc_relations *)x;

	if (!str_eq(name, STR("Relationship")) || r->count == DOC_RELATIONS_MAX ||
	    str_eq(doc_xml_attribute(attributes, STR("TargetMode")), STR("External")))
		return;
	struct doc_relation *one = &r->all[r->count++];
	copy(one->id, sizeof one->id, doc_xml_attribute(attributes, STR("Id")));
	copy(one->type, sizeof one->type, behind_last(doc_xml_attribute(attributes, STR("Type")), '/'));
	copy(one->target, sizeof one->target, doc_xml_attribute(attributes, STR("Target")));
}

static int read_part(struct doc_book *b, struct doc_part *part, struct doc_xml *x) {
	struct doc_reading reading;
	int r = doc_part_open(&reading, &b->zip, part);

	if (r)
		return r;
	doc_part_feed(&reading, x);
	r = doc_xml_read(x);
	doc_part_close(&reading);
	/* What the part says before is used; what it should have said is missed, and then it is told why. */
	if (r > 0 && !*b->why)
		copy(b->why, sizeof b->why, str_of(x->why ? x->why : reading.why));
	return r < 0 ? r : 0;
}

static int read_relations(struct doc_book *b, str part_name) {
	struct doc_part *part = doc_zip_find(&b->zip, part_name);

	b->relations.count = 0;
	b->relations.xml = (struct doc_xml){ .open = open_relation };
	return part ? read_part(b, part, &b->relations.xml) : 0;
}

static const struct doc_relation *by_type(const struct doc_relations *r, str type) {
	for (size_t i = 0; i < r->count; i++)
		if (str_eq_nocase(str_of(r->all[i].type), type))
			return &r->all[i];
	return NULL;
}

/* "/xl/styles.xml" counts from the root, "styles.xml" and "../x" from the workbook's folder. */
static struct doc_part *part_of(struct doc_book *b, const struct doc_relation *relation) {
	uint8_t room[2 * DOC_PART_NAME_MAX];
	struct text name = TEXT(room);
	str target = relation ? str_of(relation->target) : (str){ 0 }, folder = str_of(b->folder);

	while (str_begins(target, STR("../"))) {
		target = str_after(target, 3);
		if (folder.n)
			folder.n--;
		while (folder.n && folder.at[folder.n - 1] != '/')
			folder.n--;
	}
	if (str_begins(target, STR("./")))
		target = str_after(target, 2);
	if (!str_begins(target, STR("/")))
		text_str(&name, folder);
	text_str(&name, str_begins(target, STR("/")) ? str_after(target, 1) : target);
	return target.n ? doc_zip_find(&b->zip, text_done(&name)) : NULL;
}

static void open_book(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_book *b = (struct doc_book *)x;

	if (str_eq(name, STR("workbookPr")))
		b->since_1904 = doc_xml_is_yes(doc_xml_attribute(attributes, STR("date1904")));
	if (!str_eq(name, STR("sheet")))
		return;
	if (b->sheet_count == TABLE_SHEETS_MAX) {
		b->has_more = true;
		return;
	}
	struct doc_book_sheet *sheet = &b->sheets[b->sheet_count++];
	str state = doc_xml_attribute(attributes, STR("state"));
	copy(sheet->name, sizeof sheet->name, doc_xml_attribute(attributes, STR("name")));
	copy(sheet->id, sizeof sheet->id, doc_xml_attribute(attributes, STR("id")));
	sheet->is_hidden = str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden"));
}

/* What else comes as a zip archive. */
static str what_else(struct doc_book *b) {
	static const struct {
		str part, what;
	} others[] = {
		{ STR_INIT("xl/workbook.bin"), STR_INIT("it is a binary workbook (.xlsb): save it as .xlsx or CSV") },
		{ STR_INIT("content.xml"), STR_INIT("it is an OpenDocument file: save it as .xlsx or CSV") },
		{ STR_INIT("word/document.xml"), STR_INIT("it is a text by Word: put its table into a workbook") },
		{ STR_INIT("ppt/presentation.xml"), STR_INIT("it is a presentation, not a workbook") },
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (doc_zip_find(&b->zip, others[i].part))
			return others[i].what;
	return STR("it is a zip archive, but has no workbook in it");
}

static int find_book(struct doc_book *b, struct doc_part **ret_part) {
	int r = read_relations(b, STR("_rels/.rels"));

	*ret_part = part_of(b, by_type(&b->relations, STR("officeDocument")));
	if (!*ret_part)
		*ret_part = doc_zip_find(&b->zip, STR("xl/workbook.xml"));
	return r;
}

/* "xl/workbook.xml" is described by "xl/_rels/workbook.xml.rels". */
static int read_book(struct doc_book *b, struct doc_part *part) {
	uint8_t room[2 * DOC_PART_NAME_MAX];
	struct text name = TEXT(room);
	str file = behind_last(str_of(part->name), '/'), folder = { (const uint8_t *)part->name, strlen(part->name) - file.n };

	copy(b->folder, sizeof b->folder, folder);
	text_str(&name, folder);
	text_cstr(&name, "_rels/");
	text_str(&name, file);
	text_cstr(&name, ".rels");
	int r = read_relations(b, text_done(&name));
	b->xml.open = open_book;
	return r ? r : read_part(b, part, &b->xml);
}

int doc_book_open(struct doc_book *b, struct doc_job *job) {
	struct doc_part *part;
	int r = doc_zip_open(&b->zip, job->bytes);

	if (!r)
		r = find_book(b, &part);
	if (r)
		return r;
	if (!part || str_ends(str_of(part->name), STR(".bin")))
		return DOC_SAY_BAD(job, *b->zip.why ? str_of(b->zip.why) : what_else(b));
	r = read_book(b, part);
	if (r || b->sheet_count)
		return r;
	if (*b->zip.why)
		return DOC_SAY_BAD(job, str_of(b->zip.why));
	return *b->why ? DOC_SAY_BAD(job, STR("what the workbook consists of cannot be read: "), str_of(b->why))
		       : DOC_SAY_BAD(job, STR("the workbook is damaged: it names no sheet"));
}

void doc_book_close(struct doc_book *b) {
	doc_zip_close(&b->zip);
}

struct doc_part *doc_book_sheet_part(struct doc_book *b, const struct doc_book_sheet *sheet) {
	for (size_t i = 0; i < b->relations.count; i++)
		if (strcmp(b->relations.all[i].id, sheet->id) == 0)
			return part_of(b, &b->relations.all[i]);
	return NULL;
}

struct doc_part *doc_book_part(struct doc_book *b, str type) {
	return part_of(b, by_type(&b->relations, type));
}
