/*
 * What people write into registers: every cell as every kind of column would
 * take it, and as a heading. A form feed divides two cells. What is understood
 * must be what it can be, and what has a secret must be told of.
 */

#include <math.h>
#include <stdlib.h>

#include "base/yaml.h"
#include "cmd/import_cell.h"

static const char words[] =
	"- words: nothing\n  are: [n.v.t., none]\n"
	"- words: secret\n  are: [password, wachtwoord, mot de passe]\n"
	"- words: secret-word\n  are: [pw, ww, login]\n"
	"- words: secret-value\n  are: [admin, pin]\n"
	"- words: may\n  are: [may, mei]\n"
	"- column: name\n  en: [name]\n  nl: [naam]\n"
	"- column: mac\n  en: [mac, mac address]\n"
	"- column: secret\n  en: [password, user, key]\n";

static uint8_t memory[1 << 20];
static struct registers registers;
static struct tree tree;
static struct yaml *yaml; /* never closed: the tree points into it */

static void load(void) {
	static arena mem;
	struct complaint c = { 0 };

	yaml = yaml_open();
	mem = arena_over(memory, sizeof memory);
	if (!yaml || yaml_add(yaml, STR("words"), str_of(words), &c))
		abort();
	tree = yaml_tree(yaml);
	if (registers_load(&mem, &tree, &registers, &c))
		abort();
}

static bool is_inside(str part, str whole) {
	return part.n == 0 || (part.at >= whole.at && part.at + part.n <= whole.at + whole.n);
}

static void take_addresses(str text) {
	addr found[CELL_ADDRESSES_MAX];
	bool wrong;
	str rest;

	if (cell_macs(text, found, &wrong) > CELL_ADDRESSES_MAX)
		abort();
	if (cell_ips(text, found, &rest) > CELL_ADDRESSES_MAX || !is_inside(rest, text))
		abort();
}

static void take_numbers(str text) {
	double one, other, latitude = 0, longitude = 0;
	const char *currency = NULL;
	date day;

	if (cell_amount(text, false, &one, &currency) && (!isfinite(one) || one < 0 || (currency && strlen(currency) != 3)))
		abort();
	if (cell_rd_pair(text, &one, &other) && cell_rd(one, other, &latitude, &longitude) &&
	    (latitude < 50 || latitude > 54 || longitude < 3 || longitude > 8))
		abort();
	if (cell_coordinates(text, &latitude, &longitude) && (fabs(latitude) > 90 || fabs(longitude) > 180))
		abort();
	if (cell_degrees(text, 90, &latitude) && fabs(latitude) > 90)
		abort();
	if (cell_date(&registers, text, &day) && (day < 0 || day > 84006)) /* 2199-12-31 */
		abort();
	(void)cell_currency_of_heading(text);
}

static void take_words(str text) {
	static uint8_t room[1 << 18];
	arena mem = arena_over(room, sizeof room);
	bool had_any;
	str rest = cell_without_login(&mem, text, &had_any);

	if (rest.n > text.n || cell_id(&mem, text).n > CELL_ID_MAX)
		abort();
	/* A remark is looked at with more doubt than a name. */
	if (registers_has_secret(&registers, text, false) && !registers_has_secret(&registers, text, true))
		abort();
	if (registers_speaks_of_secrets(&registers, text) && !registers_secret_heading(&registers, text))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	enum register_column columns[8];
	const struct register_product *product;
	str cells[8], rest = { data, size };
	size_t count = 0;

	if (!registers.words.count)
		load();
	while (rest.at && count < sizeof cells / sizeof *cells) {
		cells[count] = str_cut(&rest, '\f');
		take_addresses(cells[count]);
		take_numbers(cells[count]);
		take_words(cells[count++]);
	}
	(void)registers_headings(&registers, cells, count, columns, &product);
	for (size_t i = 0; i < count; i++)
		if (columns[i] >= COLUMN_COUNT)
			abort();
	return 0;
}
