/*
 * The books of sites and contracts. What they said before a change stands in
 * the log, with what they say now.
 */
#include "store/books.h"

#include <errno.h>
#include <math.h>

#include "store/entry.h"

static bool is_good_id(str id) {
	if (!id.n || id.n > BOOKS_ID_MAX || id.at[0] == '-' || id.at[0] == '.')
		return false;
	for (size_t i = 0; i < id.n; i++) {
		uint8_t c = id.at[i];

		if (!(c >= 'a' && c <= 'z') && !byte_is_digit(c) && c != '-' && c != '.')
			return false;
	}
	return true;
}

int store_check_id(str id, struct complaint *reterr) {
	if (str_eq(id, STR("none"))) {
		STORE_COMPLAIN(reterr, STR("'none' is no id: in a query it says that nothing is known"));
		return STORE_WRONG;
	}
	if (is_good_id(id))
		return 0;
	STORE_COMPLAIN(reterr, STR("an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: "), id);
	return STORE_WRONG;
}

int store_check_text(const char *what, str text, struct complaint *reterr) {
	if (text.n <= BOOKS_TITLE_MAX)
		return 0;
	STORE_COMPLAIN(reterr, STR("the "), str_of(what), STR(" is longer than 1000 bytes"));
	return STORE_WRONG;
}

int store_named_row(struct store *s, enum named_query query, str name, int64_t *ret_row) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, query, &find);

	if (r)
		return r;
	bind_text(find, 1, name);
	r = store_step(s, find, &row);
	if (r)
		return r;
	*ret_row = row ? sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return 0;
}

int store_write(struct store *s, int (*write)(struct store *s, void *what, struct complaint *reterr), void *what,
		struct complaint *reterr) {
	if (!s->in_run)
		return -EINVAL;
	if (s->broken)
		return s->broken;
	size_t added = s->evidence.added.count;
	int r = store_run_query(s, QUERY_HOLD);
	if (!r)
		r = write(s, what, reterr);
	if (!r)
		r = store_run_query(s, QUERY_LET_GO);
	if (!r)
		return 0;
	s->evidence.added.count = added;
	s->evidence.moved.count = s->evidence.rows.count = 0;
	/* Rows that were remembered may be gone. */
	networks_fini(&s->networks);
	memset(s->sights, 0, sizeof s->sights);
	memset(s->judgements, 0, sizeof s->judgements);
	/* After a full disk there may be no run any more that could go on. */
	if (store_run_query(s, QUERY_BACK_TO_HOLD))
		s->broken = r;
	return r;
}

/* Sites */

/* To the digits that its entry in the log has: a centimetre. */
#define DEGREES_UNITS 1e7

static void bind_degrees(sqlite3_stmt *statement, int at, double degrees) {
	if (isnan(degrees))
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_double(statement, at,
				    (double)(int64_t)(degrees * DEGREES_UNITS + (degrees < 0 ? -0.5 : 0.5)) / DEGREES_UNITS);
}

static double column_degrees(sqlite3_stmt *row, int at) {
	return sqlite3_column_type(row, at) == SQLITE_NULL ? (double)NAN : sqlite3_column_double(row, at);
}

static int check_degrees(const struct site *site, struct complaint *reterr) {
	bool none = isnan(site->latitude) && isnan(site->longitude);

	if (none || (fabs(site->latitude) <= 90 && fabs(site->longitude) <= 180))
		return 0;
	STORE_COMPLAIN(reterr, STR("a latitude lies between -90 and 90, a longitude between -180 and 180, and one needs the other"));
	return STORE_WRONG;
}

/* Whose a network is, is told by one site alone. */
static int check_owner(struct store *s, const struct site *site, str prefix, struct complaint *reterr) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, QUERY_NETWORK_OWNER, &find);

	if (r)
		return r;
	bind_text(find, 1, prefix);
	bind_text(find, 2, site->id);
	r = store_step(s, find, &row);
	if (r || !row)
		return r;
	STORE_COMPLAIN(reterr, STR("the network "), prefix, STR(" belongs to the site "), column_text(find, 0));
	sqlite3_reset(find);
	return STORE_WRONG;
}

static int check_network(struct store *s, const struct site *site, str network, struct complaint *reterr) {
	uint8_t room[ADDR_TEXT_MAX + 4];
	struct text written = TEXT(room);
	struct prefix p;

	if (!prefix_parse(network, &p)) {
		STORE_COMPLAIN(reterr, STR("this is no network: "), network, STR("; one is written like 10.4.0.0/16 or 2001:db8::/32"));
		return STORE_WRONG;
	}
	prefix_format(&written, &p);
	if (p.is_loose) {
		STORE_COMPLAIN(reterr, network, STR(" has bits behind its prefix; the network is "), text_done(&written));
		return STORE_WRONG;
	}
	if (p.bits == 0) {
		STORE_COMPLAIN(reterr, network, STR(" is every address there is, and no network of one site"));
		return STORE_WRONG;
	}
	return check_owner(s, site, text_done(&written), reterr);
}

static int check_site(struct store *s, const struct site *site, struct complaint *reterr) {
	int r = store_check_id(site->id, reterr);

	if (!r)
		r = store_check_text("title", site->title, reterr);
	if (!r)
		r = check_degrees(site, reterr);
	if (!r && site->networks.count > SITE_NETWORKS_MAX) {
		STORE_COMPLAIN(reterr, STR("a site has at most 256 networks"));
		r = STORE_WRONG;
	}
	for (size_t i = 0; !r && i < site->networks.count; i++)
		r = check_network(s, site, site->networks.at[i], reterr);
	return r;
}

static int put_networks(struct store *s, int64_t row, struct strs networks) {
	sqlite3_stmt *add;
	int r = store_run_on(s, QUERY_DROP_NETWORKS, row);

	if (!r)
		r = store_statement(s, QUERY_ADD_NETWORK, &add);
	for (size_t i = 0; !r && i < networks.count; i++) {
		uint8_t room[ADDR_TEXT_MAX + 4];
		struct text written = TEXT(room);
		struct prefix p;

		(void)prefix_parse(networks.at[i], &p); /* checked before */
		prefix_format(&written, &p);
		sqlite3_bind_int64(add, 1, row);
		bind_text(add, 2, text_done(&written));
		r = store_step(s, add, NULL);
	}
	networks_fini(&s->networks);
	return r;
}

static int put_site_row(struct store *s, const struct site *site, int64_t *ret_row) {
	sqlite3_stmt *put;
	int r = store_statement(s, QUERY_PUT_SITE, &put);

	if (r)
		return r;
	bind_text(put, 1, site->id);
	bind_text(put, 2, site->title);
	bind_degrees(put, 3, site->latitude);
	bind_degrees(put, 4, site->longitude);
	r = store_step(s, put, NULL);
	return r ? r : store_named_row(s, QUERY_SITE_BY_NAME, site->id, ret_row);
}

/* Numbers of degrees have seven digits behind the point: a centimetre. */
static void put_degrees(struct entry *e, double degrees) {
	uint8_t room[32];
	struct text t = TEXT(room);

	if (isnan(degrees)) {
		json_out_null(&e->j);
		return;
	}
	text_cstr(&t, degrees < 0 ? "-" : "");
	text_decimal(&t, fabs(degrees), 7);
	json_out_json(&e->j, text_done(&t));
}

static int entry_put_networks(struct store *s, struct entry *e, int64_t row) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_SITE_NETWORKS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	json_out_key(&e->j, "networks");
	json_out_array(&e->j);
	while (!r && found) {
		r = store_step(s, load, &found);
		if (!r && found)
			json_out_text(&e->j, column_text(load, 0));
	}
	json_out_array_end(&e->j);
	return r;
}

/* Steps to the only row; null stands in the entry when there is none. */
static int step_or_null(struct store *s, struct entry *e, sqlite3_stmt *load, bool *ret_found) {
	int r = store_step(s, load, ret_found);

	if (!r && !*ret_found)
		json_out_null(&e->j);
	return r;
}

/* What the file says of the site; null when there is none. */
static int entry_put_site(struct store *s, struct entry *e, int64_t row) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_SITE, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	r = step_or_null(s, e, load, &found);
	if (r || !found)
		return r;
	json_out_object(&e->j);
	entry_put(e, "title", column_text(load, 0));
	json_out_key(&e->j, "latitude");
	put_degrees(e, column_degrees(load, 1));
	json_out_key(&e->j, "longitude");
	put_degrees(e, column_degrees(load, 2));
	sqlite3_reset(load);
	r = entry_put_networks(s, e, row);
	json_out_object_end(&e->j);
	return r;
}

struct new_site {
	const struct site *site;
	str who;
};

static int write_site(struct store *s, void *what, struct complaint *reterr) {
	const struct new_site *n = what;
	struct entry e;
	int64_t row = 0;
	int r = store_named_row(s, QUERY_SITE_BY_NAME, n->site->id, &row);

	(void)reterr;
	if (!r)
		r = entry_open(&e);
	if (r)
		return r;
	entry_put(&e, "site", n->site->id);
	json_out_key(&e.j, "before");
	r = entry_put_site(s, &e, row);
	if (!r)
		r = put_site_row(s, n->site, &row);
	if (!r)
		r = put_networks(s, row, n->site->networks);
	json_out_key(&e.j, "now");
	if (!r)
		r = entry_put_site(s, &e, row);
	r = entry_close(s, &e, "site", n->who, r);
	return r ? r : store_settle_site(s, row);
}

int store_put_site(struct store *s, const struct site *site, str who, struct complaint *reterr) {
	struct new_site n = { site, who };
	int r = check_site(s, site, reterr);

	return r ? r : store_write(s, write_site, &n, reterr);
}

/* Contracts */

static int check_contract(const struct contract *c, struct complaint *reterr) {
	int r = store_check_id(c->id, reterr);

	if (!r)
		r = store_check_text("title", c->title, reterr);
	if (!r)
		r = store_check_text("supplier", c->supplier, reterr);
	bool is_code = c->currency.n == 3;
	for (size_t i = 0; is_code && i < 3; i++)
		is_code = c->currency.at[i] >= 'A' && c->currency.at[i] <= 'Z';
	if (!r && c->currency.n && !is_code) {
		STORE_COMPLAIN(reterr, STR("a currency is written as three capital letters, such as EUR: "), c->currency);
		r = STORE_WRONG;
	}
	if (!r && c->value >= 0 && (!c->currency.n || !isfinite(c->value))) {
		STORE_COMPLAIN(reterr, STR("a value needs its currency"));
		r = STORE_WRONG;
	}
	if (!r && c->from != DATE_NONE && c->until != DATE_NONE && c->until <= c->from) {
		STORE_COMPLAIN(reterr, STR("the contract would end before it begins"));
		r = STORE_WRONG;
	}
	return r;
}

/* To a cent, as the entry has it; beyond 1e13 a double has hardly more digits. */
static double in_cents(double value) {
	return value < 1e13 ? (double)(uint64_t)(value * 100 + 0.5) / 100 : value;
}

static int put_contract_row(struct store *s, const struct contract *c) {
	char days[2][11];
	sqlite3_stmt *put;
	int r = store_statement(s, QUERY_PUT_CONTRACT, &put);

	if (r)
		return r;
	bind_text(put, 1, c->id);
	bind_text(put, 2, c->title);
	bind_text_or_null(put, 3, c->supplier);
	bind_text_or_null(put, 4, date_text(c->from, days[0]));
	bind_text_or_null(put, 5, date_text(c->until, days[1]));
	if (c->value >= 0)
		sqlite3_bind_double(put, 6, in_cents(c->value));
	else
		sqlite3_bind_null(put, 6);
	bind_text_or_null(put, 7, c->currency);
	return store_step(s, put, NULL);
}

static int entry_put_contract(struct store *s, struct entry *e, str id) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_statement(s, QUERY_CONTRACT, &load);

	if (r)
		return r;
	bind_text(load, 1, id);
	r = step_or_null(s, e, load, &found);
	if (r || !found)
		return r;
	json_out_object(&e->j);
	entry_put(e, "title", column_text(load, 1));
	entry_put(e, "supplier", column_text(load, 2));
	entry_put(e, "from", column_text(load, 3));
	entry_put(e, "until", column_text(load, 4));
	json_out_key(&e->j, "value");
	if (sqlite3_column_type(load, 5) == SQLITE_NULL)
		json_out_null(&e->j);
	else
		json_out_decimal(&e->j, sqlite3_column_double(load, 5), 2);
	entry_put(e, "currency", column_text(load, 6));
	json_out_object_end(&e->j);
	sqlite3_reset(load);
	return 0;
}

struct new_contract {
	const struct contract *contract;
	str who;
};

static int write_contract(struct store *s, void *what, struct complaint *reterr) {
	const struct new_contract *n = what;
	struct entry e;
	int r = entry_open(&e);

	(void)reterr;
	if (r)
		return r;
	entry_put(&e, "contract", n->contract->id);
	json_out_key(&e.j, "before");
	r = entry_put_contract(s, &e, n->contract->id);
	if (!r)
		r = put_contract_row(s, n->contract);
	json_out_key(&e.j, "now");
	if (!r)
		r = entry_put_contract(s, &e, n->contract->id);
	return entry_close(s, &e, "contract", n->who, r);
}

int store_put_contract(struct store *s, const struct contract *contract, str who, struct complaint *reterr) {
	struct new_contract n = { contract, who };
	int r = check_contract(contract, reterr);

	return r ? r : store_write(s, write_contract, &n, reterr);
}

/* Reading them */

static int load_networks(struct store *s, arena *mem, int64_t row, size_t count, struct strs *ret_networks) {
	sqlite3_stmt *load;
	bool found = true;
	str *at = arena_new(mem, str, count);
	size_t taken = 0;
	int r = at ? store_statement(s, QUERY_SITE_NETWORKS, &load) : -ENOMEM;

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	while (taken < count) {
		r = store_step(s, load, &found);
		if (r || !found)
			break;
		at[taken++] = arena_str(mem, column_text(load, 0));
	}
	sqlite3_reset(load);
	if (!r)
		*ret_networks = (struct strs){ at, taken };
	return r;
}

static int take_site(struct store *s, sqlite3_stmt *row, arena *mem, struct site *ret_site) {
	int64_t network_count = sqlite3_column_int64(row, 5);
	struct site site = {
		.id = arena_str(mem, column_text(row, 1)), .title = arena_str(mem, column_text(row, 2)),
		.latitude = column_degrees(row, 3), .longitude = column_degrees(row, 4),
	};
	int r = network_count > SITE_NETWORKS_MAX ? STORE_WRONG :
		load_networks(s, mem, sqlite3_column_int64(row, 0), (size_t)network_count, &site.networks);

	if (!r && mem->full)
		r = -ENOMEM;
	if (!r)
		*ret_site = site;
	return r;
}

int store_sites(struct store *s, arena *mem, str id, const struct site **ret_sites, size_t *ret_count) {
	struct site *sites = NULL;
	sqlite3_stmt *all;
	bool row = true;
	size_t count = 0;
	int r = store_statement(s, QUERY_ALL_SITES, &all);

	if (!r)
		bind_text_or_null(all, 1, id);
	while (!r && row) {
		r = store_step(s, all, &row);
		if (!r && row && !sites)
			sites = arena_new(mem, struct site, (size_t)sqlite3_column_int64(all, 6));
		if (!r && row)
			r = sites ? take_site(s, all, mem, &sites[count++]) : -ENOMEM;
	}
	if (r)
		return r;
	*ret_sites = sites;
	*ret_count = count;
	return 0;
}

int store_contracts(struct store *s, arena *mem, str id, const struct contract **ret_contracts, size_t *ret_count) {
	struct contract *contracts = NULL;
	sqlite3_stmt *all;
	bool row = true;
	size_t count = 0;
	int r = store_statement(s, QUERY_ALL_CONTRACTS, &all);

	if (!r)
		bind_text_or_null(all, 1, id);
	while (!r && row) {
		r = store_step(s, all, &row);
		if (!r && row && !contracts)
			contracts = arena_new(mem, struct contract, (size_t)sqlite3_column_int64(all, 7));
		if (!r && row && !contracts)
			r = -ENOMEM;
		if (!r && row)
			contracts[count++] = column_contract(all, 0, mem);
	}
	if (!r && mem->full)
		r = -ENOMEM;
	if (r)
		return r;
	*ret_contracts = contracts;
	*ret_count = count;
	return 0;
}
