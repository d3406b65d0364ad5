/*
 * birthmark contract: the contracts under which devices are delivered or kept.
 */

#include "base/translate.h"
#include "cmd/books_list.h"
#include "cmd/commands.h"
#include "cmd/query.h"
#include "show/names.h"

enum { VALUE_DIGITS = 2, VALUE_MAX_DIGITS = 15 }; /* text_decimal() goes no further */

/* How much of a contract is left. */
enum left { LEFT_UNKNOWN, LEFT_ENDED, LEFT_BEGINS, LEFT_DAYS };

static enum left left_of(const struct contract *c, date today, int32_t *ret_days) {
	*ret_days = 0;
	if (c->from != DATE_NONE && today < c->from) {
		*ret_days = c->from - today;
		return LEFT_BEGINS;
	}
	if (c->until == DATE_NONE)
		return LEFT_UNKNOWN;
	if (today >= c->until)
		return LEFT_ENDED;
	*ret_days = c->until - today;
	return LEFT_DAYS;
}

/* The table */

enum { CONTRACT_ID, CONTRACT_TITLE, CONTRACT_SUPPLIER, CONTRACT_VALUE, CONTRACT_UNTIL, CONTRACT_LEFT, CONTRACT_DEVICES,
       CONTRACT_PROHIBITED };

static const struct column columns[] = {
	[CONTRACT_ID] = { N_("CONTRACT"), 9, 0 },     [CONTRACT_TITLE] = { N_("TITLE"), 12, 2 },
	[CONTRACT_SUPPLIER] = { N_("SUPPLIER"), 10, 3 }, [CONTRACT_VALUE] = { N_("VALUE"), 8, 5 },
	[CONTRACT_UNTIL] = { N_("UNTIL"), 10, 4 },    [CONTRACT_LEFT] = { N_("DAYS LEFT"), 9, 1 },
	[CONTRACT_DEVICES] = { N_("DEVICES"), 7, 0 }, [CONTRACT_PROHIBITED] = { N_("PROHIBITED"), 10, 0 },
};

static void put_value(struct text *t, const struct contract *c) {
	text_str(t, c->currency);
	text_cstr(t, " ");
	text_decimal(t, c->value, VALUE_DIGITS);
}

static void cell_left(const struct contract *c, date today, struct cell *cell) {
	static const char *const words[] = { [LEFT_UNKNOWN] = "-", [LEFT_ENDED] = N_("ended"), [LEFT_BEGINS] = N_("begins in "),
					     [LEFT_DAYS] = "" };
	int32_t days;
	enum left left = left_of(c, today, &days);

	cell_add(cell, str_of(translate(words[left])));
	if (left == LEFT_BEGINS || left == LEFT_DAYS)
		cell_add_u64(cell, (uint64_t)days);
	cell->tone = left == LEFT_ENDED ? TONE_CARE : TONE_PLAIN;
}

static void cell_of(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct book_list *l = g->rows;
	const struct contract *c = &l->contracts[row];
	const struct held_devices *held = &l->held[row];
	struct text room = TEXT(ret_cell->room);
	char day[11];

	switch (column) {
	case CONTRACT_ID: cell_add(ret_cell, c->id); break;
	case CONTRACT_TITLE: cell_add(ret_cell, c->title); break;
	case CONTRACT_SUPPLIER: cell_add(ret_cell, c->supplier.n ? c->supplier : STR("-")); break;
	case CONTRACT_LEFT: cell_left(c, l->desk->o->on, ret_cell); break;
	case CONTRACT_DEVICES: cell_add_u64(ret_cell, held->devices); break;
	case CONTRACT_VALUE:
		if (c->value < 0)
			text_cstr(&room, "-");
		else
			put_value(&room, c);
		cell_add(ret_cell, text_done(&room));
		break;
	case CONTRACT_UNTIL:
		if (c->until != DATE_NONE)
			date_format(c->until, day);
		text_cstr(&room, c->until == DATE_NONE ? "-" : day);
		cell_add(ret_cell, text_done(&room));
		break;
	default:
		cell_add_u64(ret_cell, held->prohibited);
		ret_cell->tone = held->prohibited ? TONE_BAD : TONE_PLAIN;
		break;
	}
}

/* JSON */

static void put_line(struct json_out *j, const struct book_list *l, size_t at) {
	const struct contract *c = &l->contracts[at];
	int32_t days;
	enum left left = left_of(c, l->desk->o->on, &days);

	json_out_object(j);
	json_out_pair(j, "contract", c->id);
	json_out_pair(j, "title", c->title);
	json_out_pair_or_null(j, "supplier", c->supplier);
	json_out_pair_day(j, "from", c->from);
	json_out_pair_day(j, "until", c->until);
	json_out_key(j, "days_left");
	if (left == LEFT_DAYS || left == LEFT_ENDED)
		json_out_u64(j, (uint64_t)days);
	else
		json_out_null(j);
	json_out_key(j, "value");
	if (c->value < 0)
		json_out_null(j);
	else
		json_out_decimal(j, c->value, VALUE_DIGITS);
	json_out_pair_or_null(j, "currency", c->currency);
	json_out_pair_u64(j, "devices", l->held[at].devices);
	json_out_pair_u64(j, "prohibited", l->held[at].prohibited);
	json_out_object_end(j);
	json_out_line(j);
}

/* Putting */

/* "EUR 120000" or "EUR 99.50": three letters (ISO 4217), a blank, digits and perhaps a point. */
static bool read_value(str said, struct contract *c, char room[3]) {
	str rest = str_trim(said), currency = str_cut(&rest, ' '), number = str_trim(rest);
	size_t digits = 0, points = 0;
	double value = 0, unit = 1;

	if (currency.n != 3 || number.n == 0)
		return false;
	for (int i = 0; i < 3; i++) {
		if (!byte_is_letter(currency.at[i]))
			return false;
		room[i] = (char)(byte_lower(currency.at[i]) - 32);
	}
	for (size_t i = 0; i < number.n; i++) {
		if (number.at[i] == '.' && points++ == 0)
			continue;
		if (!byte_is_digit(number.at[i]) || ++digits >= VALUE_MAX_DIGITS)
			return false;
		value = 10 * value + (number.at[i] - '0');
		unit *= points ? 10 : 1;
	}
	c->value = value / unit;
	c->currency = (str){ (const uint8_t *)room, 3 };
	return digits > 0;
}

/* Laws ask for its days and its value: what they say of the devices under it is found out at once. */
static int think_of_devices(struct desk *d, struct store *s, str id, struct complaint *reterr) {
	const struct query_term term = { KEY_CONTRACT, QUERY_IS, { &id, 1 } };
	const struct query query = { .terms = &term, .term_count = 1 };
	const int64_t *rows = NULL;
	size_t count = 0;
	int r = query_rows(s, &d->mem, &query, &rows, &count, reterr);

	return r ? r : books_think(d, s, rows, count);
}

/* What is on record of this id; what is not given stays as it is. */
static int load_before(struct store *s, arena *mem, str id, struct contract *ret_contract) {
	const struct contract *known = NULL;
	size_t count = 0;
	int r = store_contracts(s, mem, id, &known, &count);

	*ret_contract = id.n && count ? *known : (struct contract){ .id = id, .from = DATE_NONE, .until = DATE_NONE, .value = -1 };
	return r;
}

static enum exit_code read_options(const struct options *o, struct contract *c, char room[3]) {
	const struct books_options *said = &o->books;

	if (said->title.n)
		c->title = said->title;
	if (said->supplier.n)
		c->supplier = said->supplier;
	if (o->decide.from != DATE_NONE)
		c->from = o->decide.from;
	if (o->decide.until != DATE_NONE)
		c->until = o->decide.until;
	if (said->value.n && !read_value(said->value, c, room))
		return books_wrong("contract", "--value is a currency and an amount, like 'EUR 120000', not '%.*s'",
				   STR_ARG(said->value));
	if (c->title.n == 0)
		return books_wrong("contract", "--title TEXT is missing: what people call the contract");
	if (c->from != DATE_NONE && c->until != DATE_NONE && c->until <= c->from)
		return books_wrong("contract", "--until is the day after its last one, and must be later than --from");
	return EXIT_DONE;
}

static enum exit_code put(struct desk *d, str id) {
	const struct options *o = d->o;
	struct complaint c = { 0 };
	struct store *s = NULL;
	struct contract contract;
	char room[3];
	enum exit_code code = books_open(d, "contract", true, &s);

	if (code != EXIT_DONE)
		return code;
	int r = load_before(s, &d->mem, id, &contract);
	code = r ? EXIT_DONE : read_options(o, &contract, room);
	if (code != EXIT_DONE) {
		store_close(s);
		return code;
	}
	if (!r)
		r = store_put_contract(s, &contract, str_trim(o->decide.by), &c);
	if (!r)
		r = think_of_devices(d, s, id, &c);
	return books_close(o, s, r, &c);
}

enum exit_code command_contract(const struct options *o) {
	static const struct books_kind kind = {
		.name = "contract", .none = N_("No contract is on record. `birthmark contract put ID --title TEXT --by NAME` adds one."),
		.key = KEY_CONTRACT, .columns = columns, .column_count = sizeof columns / sizeof *columns,
		.cell = cell_of, .line = put_line, .put = put,
	};

	return books_run(o, &kind);
}
