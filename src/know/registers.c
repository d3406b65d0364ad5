/*
 * Headings of registers from data/registers, and which column a heading is.
 * A heading may mean two things ("type": a model, or a kind of device): then
 * the others of its row decide.
 */
#include "know/registers.h"

#include <errno.h>

#include "base/fold.h"
#include "know/form.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

enum {
	HEADING_SIZE_MAX = 200, /* bytes; a longer cell is a sentence, and no heading */
	NAMES_MAX = 4096,       /* in one list; each heading of a register is looked for among all of them. Ours has 30 */
};

const char *const register_column_names[COLUMN_COUNT + 1] = {
	[COLUMN_NAME] = "name", [COLUMN_BRAND] = "brand", [COLUMN_MAKER] = "maker", [COLUMN_MODEL] = "model",
	[COLUMN_SERIAL] = "serial", [COLUMN_MAC] = "mac", [COLUMN_IP] = "ip", [COLUMN_HOSTNAME] = "hostname",
	[COLUMN_FIRMWARE] = "firmware", [COLUMN_CLASS] = "class", [COLUMN_SITE] = "site", [COLUMN_ADDRESS] = "address",
	[COLUMN_LATITUDE] = "latitude", [COLUMN_LONGITUDE] = "longitude", [COLUMN_COORDINATES] = "coordinates",
	[COLUMN_X] = "x", [COLUMN_Y] = "y",
	[COLUMN_CONTRACT] = "contract", [COLUMN_CONTRACT_FROM] = "contract-from", [COLUMN_CONTRACT_UNTIL] = "contract-until",
	[COLUMN_SUPPLIER] = "supplier", [COLUMN_PRICE] = "price", [COLUMN_ACQUIRED] = "acquired", [COLUMN_MADE_IN] = "made-in",
	[COLUMN_CLAIM] = "claim", [COLUMN_RECORDER] = "recorder", [COLUMN_DRIVER] = "driver", [COLUMN_NOTE] = "note",
	[COLUMN_IDENTIFIER] = "identifier", [COLUMN_SEEN] = "seen", [COLUMN_SECRET] = "secret",
	[COLUMN_IGNORED] = "ignored", [COLUMN_UNKNOWN] = "unknown", [COLUMN_COUNT] = NULL,
};

static const char *const words_names[WORDS_COUNT + 1] = {
	"nothing", "placeholder", "total", "secret", "secret-word", "secret-value", "yes", "no", "denial", "kind", "origin",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", NULL,
};

static const char *const yes_names[] = { "no", "yes", "true", NULL };

enum register_column register_column_by_name(str name) {
	int column = 0;

	while (column < COLUMN_COUNT && (column == COLUMN_UNKNOWN || !str_is(name, register_column_names[column])))
		column++;
	return (enum register_column)column;
}

/* Folding */

static str key_of(const struct folded *f) {
	return (str){ (const uint8_t *)f->at, f->n * sizeof f->at[0] };
}

static uint64_t hash_of(str key) {
	return str_hash(key, 0);
}

/* Loading */

struct heading_entry {
	unsigned column;
	struct strs names[LANGUAGE_COUNT];
};

struct words_entry {
	unsigned words;
	struct strs are;
};

static const struct blank heading_blanks[] = {
	WORD("column", true, heading_entry, column, register_column_names),
	FIELD(BLANK_TEXTS, "en", false, heading_entry, names[LANGUAGE_EN]),
	FIELD(BLANK_TEXTS, "nl", false, heading_entry, names[LANGUAGE_NL]),
	FIELD(BLANK_TEXTS, "de", false, heading_entry, names[LANGUAGE_DE]),
	FIELD(BLANK_TEXTS, "fr", false, heading_entry, names[LANGUAGE_FR]), END,
};

static const struct blank words_blanks[] = {
	WORD("words", true, words_entry, words, words_names), FIELD(BLANK_TEXTS, "are", true, words_entry, are), END,
};

static const struct blank product_blanks[] = {
	FIELD(BLANK_ID, "product", true, register_product, id), FIELD(BLANK_TEXT, "name", true, register_product, name),
	FIELD(BLANK_TEXT, "source", true, register_product, source),
	FIELD(BLANK_TEXTS, "needs", true, register_product, needs),
	WORD("seen", false, register_product, seen, yes_names), OTHER("columns", true), END,
};

/* What is being loaded; the lists grow in the arena of `form` when they are whole. */
struct loader {
	struct form form;
	struct register_name *headings, *words;
	size_t heading_count, word_count;
	struct register_product *products;
	struct register_rule *rules;
	struct register_country *countries;
	size_t product_count, rule_count, country_count;
};

static int take_name(struct loader *l, const struct tree_node *n, str text, unsigned of, unsigned language,
		     struct register_name *ret_name) {
	struct folded f;

	fold(text, &f);
	if (f.n == 0 || text.n > HEADING_SIZE_MAX)
		return COMPLAIN(&l->form, n, STR("a heading or word has letters or digits, and at most 200 bytes: '"), text,
				STR("'"));
	str key = arena_str(l->form.mem, key_of(&f));
	if (!key.at)
		return -ENOMEM;
	*ret_name = (struct register_name){ key, hash_of(key), of, language };
	return 0;
}

static int take_names(struct loader *l, const struct tree_node *list, struct strs texts, unsigned of, unsigned language,
		      struct register_name *to, size_t *count) {
	const struct tree_node *n = tree_child(l->form.tree, list);
	int r = 0;

	if (texts.count > NAMES_MAX)
		return COMPLAIN(&l->form, list, STR("more than 4,096 headings or words stand here"));
	for (size_t i = 0; !r && i < texts.count; i++, n = tree_next(l->form.tree, n)) {
		r = take_name(l, n, texts.at[i], of, language, &to[*count]);
		*count += r == 0;
	}
	return r;
}

static int load_heading(struct loader *l, const struct tree_node *entry) {
	static const char *const languages[] = { "en", "nl", "de", "fr" };
	struct heading_entry e = { 0 };
	int r = form_fill(&l->form, entry, "a column", heading_blanks, &e);

	if (!r && e.column == COLUMN_UNKNOWN)
		r = COMPLAIN(&l->form, entry, STR("a column whose headings are known cannot be 'unknown'"));
	for (unsigned i = 0; !r && i < LANGUAGE_COUNT; i++)
		r = take_names(l, tree_get(l->form.tree, entry, str_of(languages[i])), e.names[i], e.column, i, l->headings,
			       &l->heading_count);
	return r;
}

static int load_words(struct loader *l, const struct tree_node *entry) {
	struct words_entry e = { 0 };
	int r = form_fill(&l->form, entry, "an entry of words", words_blanks, &e);

	return r ? r : take_names(l, tree_get(l->form.tree, entry, STR("are")), e.are, e.words, 0, l->words, &l->word_count);
}

static int load_product_columns(struct loader *l, const struct tree_node *map, struct register_product *p) {
	const struct tree *t = l->form.tree;
	size_t count = tree_child_count(t, map), i = 0;
	int r = 0;

	if (map->kind != TREE_MAP || count == 0)
		return COMPLAIN(&l->form, map, STR("'columns' needs a map of headings to columns"));
	struct register_name *columns = arena_new(l->form.mem, struct register_name, count);
	if (!columns)
		return -ENOMEM;
	for (const struct tree_node *n = tree_child(t, map); n && !r; n = tree_next(t, n)) {
		enum register_column column = register_column_by_name(tree_text(t, n));

		if (column == COLUMN_COUNT)
			return COMPLAIN(&l->form, n, STR("there is no column '"), tree_text(t, n), STR("'"));
		r = take_name(l, n, tree_key(t, n), column, 0, &columns[i++]);
	}
	p->columns = (struct register_names){ columns, count };
	return r;
}

static int load_product(struct loader *l, const struct tree_node *entry) {
	struct register_product *p = &l->products[l->product_count];
	int r = form_fill(&l->form, entry, "a product", product_blanks, p);

	if (r)
		return r;
	if (p->needs.count < 2)
		return COMPLAIN(&l->form, entry, STR("one heading does not tell an export from others: 'needs' has at least two"));
	for (size_t i = 0; i < l->product_count; i++)
		if (str_eq(l->products[i].id, p->id))
			return COMPLAIN(&l->form, entry, STR("there is a product '"), p->id, STR("' already"));
	l->product_count++;
	return load_product_columns(l, tree_get(l->form.tree, entry, STR("columns")), p);
}

static int load_entry(struct loader *l, const struct tree_node *entry) {
	const struct tree *t = l->form.tree;

	if (tree_get(t, entry, STR("column")))
		return load_heading(l, entry);
	if (tree_get(t, entry, STR("product")))
		return load_product(l, entry);
	if (tree_get(t, entry, STR("words")))
		return load_words(l, entry);
	if (tree_get(t, entry, STR("law")))
		return registers_load_rule(&l->form, entry, &l->rules[l->rule_count++]);
	if (tree_get(t, entry, STR("country")))
		return registers_load_country(&l->form, entry, &l->countries[l->country_count++]);
	return COMPLAIN(&l->form, entry, STR("an entry of registers is a 'column', a 'product', 'words', a 'law' or a 'country'"));
}

static void note_beginnings(struct registers *r, const struct tree *t) {
	const struct tree_node *document;

	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n)) {
		str words = tree_get_text(t, n, STR("words"));

		if (!str_is(words, words_names[WORDS_NOTHING]) && !str_is(words, words_names[WORDS_PLACEHOLDER]))
			continue;
		for (const struct tree_node *word = tree_child(t, tree_get(t, n, STR("are"))); word; word = tree_next(t, word))
			r->nothing_begins[byte_lower(tree_text(t, word).at[0])] = true;
	}
}

/* The words, dealt out by the first byte of their hashes; and those that speak of secrets inside of others, by themselves. */
static int note_words(arena *mem, const struct loader *l, struct registers *r) {
	struct register_name *words = arena_new(mem, struct register_name, l->word_count + 1);
	struct register_name *secrets = arena_new(mem, struct register_name, l->word_count + 1);
	uint32_t next[256];

	if (!words || !secrets)
		return -ENOMEM;
	for (size_t i = 0; i < l->word_count; i++)
		r->word_starts[(l->words[i].hash >> 56) + 1]++;
	for (size_t byte = 0; byte < 256; byte++) {
		next[byte] = r->word_starts[byte];
		r->word_starts[byte + 1] += r->word_starts[byte];
	}
	for (size_t i = 0; i < l->word_count; i++) {
		words[next[l->words[i].hash >> 56]++] = l->words[i];
		if (registers_note_secret(r, &l->words[i]))
			secrets[r->secrets.count++] = l->words[i];
	}
	r->words = (struct register_names){ words, l->word_count };
	r->secrets.at = secrets;
	return 0;
}

int registers_load(arena *mem, const struct tree *t, struct registers *ret_registers, struct complaint *reterr) {
	struct loader l = { .form = { mem, t, reterr } };
	const struct tree_node *document;
	size_t count = 0;
	int r = form_count(&l.form, &count);

	if (r)
		return r;
	l.headings = arena_new(mem, struct register_name, t->node_count);
	l.words = arena_new(mem, struct register_name, t->node_count);
	l.products = arena_new(mem, struct register_product, count);
	l.rules = arena_new(mem, struct register_rule, count);
	l.countries = arena_new(mem, struct register_country, count);
	if (!l.headings || !l.words || !l.products || !l.rules || !l.countries)
		return -ENOMEM;
	for (const struct tree_node *n = form_first(t, &document); n && !r; n = form_next(t, &document, n))
		r = load_entry(&l, n);
	if (r)
		return r;
	*ret_registers = (struct registers){
		.headings = { l.headings, l.heading_count },
		.products = l.products, .product_count = l.product_count,
		.rules = l.rules, .rule_count = l.rule_count, .countries = l.countries, .country_count = l.country_count,
	};
	note_beginnings(ret_registers, t);
	return note_words(mem, &l, ret_registers);
}

/* Headings */

static bool is_name(const struct register_name *n, uint64_t hash, str key) {
	return n->hash == hash && str_eq(n->key, key);
}

/* A heading in the forms in which it is looked up, one after the other. */
enum { FORM_WHOLE, FORM_PLAIN, FORM_FIRST, FORM_OWN, FORM_COUNT };

/* "custom_fields.MAC Address.value": how interfaces of programs tell of fields that people made themselves. */
static str own_field(str text) {
	static const str before = STR_INIT("custom_fields."), behind = STR_INIT(".value");

	if (!str_begins(text, before))
		return (str){ 0 };
	text = str_after(text, before.n);
	if (str_ends(text, behind))
		text.n -= behind.n;
	return text;
}

/* Without what stands in brackets; and before a slash, a colon or the end of its first line. */
static str form_of(str text, int form, uint8_t room[HEADING_SIZE_MAX]) {
	size_t n = 0, depth = 0;

	if (form == FORM_WHOLE)
		return text;
	if (form == FORM_OWN)
		return own_field(text);
	for (size_t i = 0; i < text.n; i++) {
		uint8_t c = text.at[i];

		if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
		else if (form == FORM_FIRST && !depth && n && (c == '/' || c == ':' || c == '\n' || c == '|'))
			break;
		else if (!depth)
			room[n++] = c;
	}
	return (str){ room, n };
}

static bool has_key(const struct register_names *names, str text, size_t *ret_at) {
	struct folded f;
	size_t i = 0;

	fold(text, &f);
	str key = key_of(&f);
	uint64_t hash = hash_of(key);
	while (i < names->count && !is_name(&names->at[i], hash, key))
		i++;
	*ret_at = i;
	return f.n > 0 && i < names->count;
}

/* The headings of a row on the way to their columns. */
struct row {
	const struct registers *r;
	const str *cells;
	size_t count;
	enum register_column *columns;
	bool taken[COLUMN_COUNT];           /* by a heading that means only this */
	size_t languages[LANGUAGE_COUNT];   /* how many such headings are of this language */
};

/* The form in which a heading is known; false when it is in none. */
static bool known_form(const struct registers *r, str text, uint8_t room[HEADING_SIZE_MAX], str *ret_form) {
	size_t at;

	if (text.n == 0 || text.n > HEADING_SIZE_MAX)
		return false;
	for (int form = 0; form < FORM_COUNT; form++) {
		*ret_form = form_of(text, form, room);
		if (has_key(&r->headings, *ret_form, &at))
			return true;
	}
	return false;
}

/* What it means without its neighbours; COLUMN_COUNT when it may mean several things. */
static enum register_column column_alone(struct row *row, str text) {
	const struct register_names *names = &row->r->headings;
	enum register_column column = COLUMN_UNKNOWN;
	uint8_t room[HEADING_SIZE_MAX];
	struct folded f;
	str form;
	size_t of_language[LANGUAGE_COUNT] = { 0 };

	if (!known_form(row->r, text, room, &form))
		return text.n && registers_secret_heading(row->r, text) ? COLUMN_SECRET : COLUMN_UNKNOWN;
	fold(form, &f);
	uint64_t hash = hash_of(key_of(&f));
	for (size_t i = 0; i < names->count; i++) {
		if (!is_name(&names->at[i], hash, key_of(&f)))
			continue;
		if (column != COLUMN_UNKNOWN && column != names->at[i].of)
			return COLUMN_COUNT;
		column = (enum register_column)names->at[i].of;
		of_language[names->at[i].language] = 1;
	}
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		row->languages[i] += of_language[i];
	row->taken[column] = true;
	return column;
}

/* Of several meanings: one that no other heading has, in the language that most of the others are in. */
static enum register_column column_among(const struct row *row, str text) {
	const struct register_names *names = &row->r->headings;
	enum register_column best = COLUMN_UNKNOWN;
	uint8_t room[HEADING_SIZE_MAX];
	struct folded f;
	size_t best_weight = 0;
	str form;

	if (!known_form(row->r, text, room, &form))
		return COLUMN_UNKNOWN;
	fold(form, &f);
	uint64_t hash = hash_of(key_of(&f));
	for (size_t i = 0; i < names->count; i++) {
		const struct register_name *n = &names->at[i];
		size_t weight = row->languages[n->language] + 1 + (row->taken[n->of] ? 0 : row->count + 1);

		if (!is_name(n, hash, key_of(&f)) || weight <= best_weight)
			continue;
		best = (enum register_column)n->of;
		best_weight = weight;
	}
	return best;
}

/* To the letter: a common word in another case is no sign of a product. */
static bool has_cell(const struct row *row, str needed) {
	for (size_t i = 0; i < row->count; i++)
		if (str_eq(str_trim(row->cells[i]), needed))
			return true;
	return false;
}

static bool is_product(const struct row *row, const struct register_product *p) {
	for (size_t i = 0; i < p->needs.count; i++)
		if (!has_cell(row, p->needs.at[i]))
			return false;
	return true;
}

/* The one that needs most of what is there. */
static const struct register_product *find_product(const struct row *row) {
	const struct register_product *best = NULL;

	for (size_t i = 0; i < row->r->product_count; i++) {
		const struct register_product *p = &row->r->products[i];

		if (is_product(row, p) && (!best || p->needs.count > best->needs.count))
			best = p;
	}
	return best;
}

static bool names_device(enum register_column c) {
	return c <= COLUMN_HOSTNAME;
}

static size_t count_known(const struct row *row) {
	size_t known = 0;
	bool names = false;

	for (size_t i = 0; i < row->count; i++) {
		known += row->columns[i] != COLUMN_UNKNOWN;
		names = names || names_device(row->columns[i]);
	}
	return names && known >= 2 ? known : 0;
}

size_t registers_headings(const struct registers *r, const str *cells, size_t count, enum register_column *ret_columns,
			  const struct register_product **ret_product) {
	struct row row = { .r = r, .cells = cells, .count = count, .columns = ret_columns };
	const struct register_product *product = find_product(&row);
	size_t at;

	for (size_t i = 0; i < count; i++) {
		str text = str_trim(cells[i]);

		if (product && text.n <= HEADING_SIZE_MAX && has_key(&product->columns, text, &at))
			ret_columns[i] = (enum register_column)product->columns.at[at].of;
		else
			ret_columns[i] = column_alone(&row, text);
	}
	for (size_t i = 0; i < count; i++)
		if (ret_columns[i] == COLUMN_COUNT)
			ret_columns[i] = column_among(&row, str_trim(cells[i]));
	*ret_product = product;
	return count_known(&row);
}

bool registers_may_mean(const struct registers *r, str heading, enum register_column column) {
	uint8_t room[HEADING_SIZE_MAX];
	struct folded f;
	bool may = false;
	str form;

	if (!known_form(r, str_trim(heading), room, &form))
		return false;
	fold(form, &f);
	for (size_t i = 0; i < r->headings.count && !may; i++)
		may = r->headings.at[i].of == column && str_eq(r->headings.at[i].key, key_of(&f));
	return may;
}

bool registers_same_heading(str a, str b) {
	struct folded one, other;

	fold(a, &one);
	fold(b, &other);
	return one.n ? str_eq(key_of(&one), key_of(&other)) : str_eq(str_trim(a), str_trim(b));
}

/* Words of cells */

/* Which of these kinds of words it is, the first of them; `last` + 1: none. */
static unsigned which_word(const struct registers *r, unsigned first, unsigned last, const struct folded *f) {
	uint64_t hash = hash_of(key_of(f));
	const uint32_t *starts = &r->word_starts[hash >> 56];
	unsigned found = last + 1;

	for (const struct register_name *w = r->words.at + starts[0]; w < r->words.at + starts[1]; w++)
		if (w->of >= first && w->of < found && is_name(w, hash, key_of(f)))
			found = w->of;
	return found;
}

bool registers_is(const struct registers *r, enum register_words words, str text) {
	struct folded f;
	unsigned last = words == WORDS_NOTHING ? WORDS_PLACEHOLDER : words;
	uint8_t first = text.n ? byte_lower(text.at[0]) : 0;

	if (text.n > HEADING_SIZE_MAX)
		return false;
	/* Nearly all cells end here: they are asked one by one whether they say nothing. */
	if (last == WORDS_PLACEHOLDER && !r->nothing_begins[first] && (byte_is_digit(first) || byte_is_letter(first)))
		return false;
	fold(text, &f);
	return f.n == 0 ? words == WORDS_NOTHING : which_word(r, words, last, &f) <= last;
}

unsigned registers_month(const struct registers *r, str word) {
	struct folded f;

	fold(word, &f);
	unsigned found = which_word(r, WORDS_JANUARY, WORDS_COUNT - 1, &f);
	return found < WORDS_COUNT ? found - WORDS_JANUARY + 1 : 0;
}
