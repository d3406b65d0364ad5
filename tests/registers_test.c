/*
 * Registers: what headings mean in their languages, how cells are cleaned,
 * which rows are one device.
 *
 * usage: registers_test DATA_DIRECTORY
 */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/yaml.h"
#include "cmd/import_cell.h"
#include "cmd/import_same.h"

enum { MEMORY_SIZE = 8 << 20, CELLS_MAX = 16 };

static const char *data_directory;

static struct {
	void *memory;
	arena mem;
	struct yaml *yaml;
	struct tree tree;
	struct registers registers;
} world;

static int open_world(void **state) {
	static const char *const names[] = { "claims.yaml", "columns.yaml", "products.yaml", "words.yaml" };
	static char paths[4][4096];
	struct complaint c = { 0 };

	(void)state;
	world.memory = memory_reserve(MEMORY_SIZE);
	world.mem = arena_over(world.memory, MEMORY_SIZE);
	world.yaml = yaml_open();
	for (int i = 0; i < 4; i++) {
		str text;

		snprintf(paths[i], sizeof paths[i], "%s/%s", data_directory, names[i]);
		if (file_map(paths[i], &text) || yaml_add(world.yaml, str_of(paths[i]), text, &c))
			fail_msg("%s:%u: %s", paths[i], c.line, c.what);
		file_unmap(text);
	}
	world.tree = yaml_tree(world.yaml);
	if (registers_load(&world.mem, &world.tree, &world.registers, &c))
		fail_msg("%.*s:%u: %s", STR_ARG(c.file), c.line, c.what);
	return 0;
}

static int close_world(void **state) {
	(void)state;
	yaml_close(world.yaml);
	memory_release(world.memory, MEMORY_SIZE);
	return 0;
}

/* Headings behind '|', the columns that they must be behind blanks. */
static void expect(const char *headings, const char *columns, const char *product) {
	enum register_column found[CELLS_MAX];
	const struct register_product *p;
	str cells[CELLS_MAX], rest = str_of(headings), wanted = str_of(columns);
	size_t count = 0;

	while (rest.at && count < CELLS_MAX)
		cells[count++] = str_cut(&rest, '|');
	(void)registers_headings(&world.registers, cells, count, found, &p);
	for (size_t i = 0; i < count; i++) {
		str name = str_cut(&wanted, ' ');

		if (!str_eq(str_of(register_column_names[found[i]]), name))
			fail_msg("'%.*s' of '%s' is %s, not %.*s", STR_ARG(cells[i]), headings, register_column_names[found[i]], STR_ARG(name));
	}
	if (product)
		assert_true(p && str_eq(p->id, str_of(product)));
	else
		assert_null(p);
}

static void test_headings(void **state) {
	(void)state;
	expect("Naam|MERK|Serie-nummer|MAC-adres|ip adres", "name brand serial mac ip", NULL);
	expect("Gerätename|Marke|Seriennr|MAC Adresse|Straße", "name brand serial mac address", NULL);
	expect("Nom|N° de série|Adresse IP|Modèle", "name serial ip model", NULL);
	expect("Merk (label)|Merk / Brand|Model:", "brand brand model", NULL);
	expect("Naam|Type", "name model", NULL);
	expect("Naam|Model|Type", "name model class", NULL);
	expect("Naam|Wachtwoord camera|Admin pass|CameraPassword|User", "name secret secret secret secret", NULL);
	expect("name|device_type|manufacturer|role", "name model maker class", "netbox");
	expect("Name|Device Type|Manufacturer|Role", "name model maker class", NULL);
	expect("Naam|X|Y|Prijs (€)", "name x y price", NULL);
	expect("Naam|RD-x|RD-y", "name x y", NULL);
	expect("name|x-coördinaat|y-coördinaat|GPS lat", "name x y latitude", NULL);
	expect("Gerätebezeichnung|Hersteller|Typ|Anschaffungskosten|Einbauort|Gebäude", "name maker model price site site", NULL);
	expect("Désignation|Constructeur|Référence|Coût|Emplacement", "name maker model price site", NULL);
	expect("name|custom_fields.MAC Address.value|custom_fields.Kleur", "name mac unknown", NULL);
	expect("address|mac|vendor|hostname|seen|port|protocol|service|product|version",
	       "ip mac ignored hostname seen ignored ignored ignored ignored ignored", "nmap");
	expect("name|mac|seen", "name mac unknown", NULL);
}

/* Nobody's password may come in under a name that nobody thought of. */
static void test_secret_headings(void **state) {
	static const char *const secrets[] = {
		"pw", "PW1", "wachtw.", "Kennwort", "mot de passe", "login", "inlog", "adminPwd", "camPass", "auth.pass", "RtspUser", "user_name",
		"Login / Passw", "Paswoord", "snmp_community", "custom_fields.Login.value", "credentials.secret", "Camera pin", "MDP caméra",
	};
	static const char *const others[] = { "Passage", "Spinning", "Userlabel wand", "Keywords", "Loginhal", "Pinautomaat", "Kleur", "Power" };

	(void)state;
	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (!registers_secret_heading(&world.registers, str_of(secrets[i])))
			fail_msg("a column '%s' would be kept", secrets[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (registers_secret_heading(&world.registers, str_of(others[i])))
			fail_msg("a column '%s' would be dropped", others[i]);
}

static void test_secrets_in_cells(void **state) {
	static const struct {
		const char *text;
		bool in_remark, in_name;
	} texts[] = {
		{ "pw: Zomer2024", true, true }, { "ww Zomer2024", true, true }, { "wachtw. Zomer", true, true }, { "inlog admin / Zomer2024", true, true },
		{ "admin/12345", true, true }, { "root:pass", true, true }, { "admin:x@10.0.0.5", true, true }, { "Kennw. abc", true, false },
		{ "http://10.0.0.5/?user=admin&pwd=x", true, true }, { "PIN 1234", true, true }, { "code 4321#", true, true }, { "Wächter", false, false },
		{ "p a s s w o r d x", true, true }, { "PASSW0RD x", true, true }, { "Login hal Zomer2024", true, true }, { "mdp", true, false },
		{ "PIN automaat 2", false, false }, { "Sleutelkamer", false, false }, { "Hal 2, admin vleugel", false, false }, { "Rootweg 12", false, false },
		{ "mail:jan@example.org", false, false }, { "jan@example.org", false, false }, { "sip:100@10.0.0.5", false, false }, { "", false, false },
		{ "camera 12, 24:00", false, false }, { "Inlogbalie", false, false },
	};
	static char far[5000];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (registers_has_secret(&world.registers, str_of(texts[i].text), true) != texts[i].in_remark)
			fail_msg("the remark '%s'", texts[i].text);
		if (registers_has_secret(&world.registers, str_of(texts[i].text), false) != texts[i].in_name)
			fail_msg("the name '%s'", texts[i].text);
	}
	/* However far behind it stands, and wherever a text is cut to be looked at. */
	for (size_t at = 4000; at < 4300; at++) {
		memset(far, 'x', sizeof far - 1);
		memcpy(far + at, "wachtwoord", 10);
		assert_true(registers_has_secret(&world.registers, str_of(far), false));
	}
}

static void test_amounts(void **state) {
	static const struct {
		const char *text, *amount; /* NULL: none */
	} cases[] = {
		{ "1.234,50", "1234.50" }, { "€ 899,-", "EUR 899.00" }, { "EUR 80.00", "EUR 80.00" }, { "1,234.50", "1234.50" }, { "1.234", "1234.00" },
		{ "1,234", "1234.00" }, { "12,5", "12.50" }, { "1'234.50 CHF", "CHF 1234.50" }, { "1 234,50 €", "EUR 1234.50" },
		{ "1.234.567,8", "1234567.80" }, { "$99", "USD 99.00" }, { "899", "899.00" }, { "0.123", "0.12" }, { "80.00 euro", "EUR 80.00" },
		{ "899,=", "899.00" }, { "£ 5", "GBP 5.00" },
		{ "", NULL }, { "-5", NULL }, { "1.23.4", NULL }, { "1,2,3", NULL }, { "twee", NULL }, { "EUR 5 USD", NULL }, { "899 excl. btw", NULL },
		{ "12.34,56.78", NULL }, { "12345678901234567", NULL }, { ",5", NULL }, { "1.2345,6", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *currency = NULL;
		char got[64] = "";
		double amount;

		if (cell_amount(str_of(cases[i].text), false, &amount, &currency))
			snprintf(got, sizeof got, "%s%s%.2f", currency ? currency : "", currency ? " " : "", amount);
		if (strcmp(got, cases[i].amount ? cases[i].amount : "") != 0)
			fail_msg("'%s' is '%s'", cases[i].text, got);
	}
	double amount;
	const char *currency;
	assert_true(cell_amount(STR("899.125"), true, &amount, &currency) && amount > 899 && amount < 900);
	assert_string_equal(cell_currency_of_heading(STR("Prijs (€)")), "EUR");
	assert_null(cell_currency_of_heading(STR("Neurologie")));
}

/* The points with which the formula was published, to less than a metre. */
static void test_dutch_grid(void **state) {
	static const struct {
		double x, y, latitude, longitude;
	} points[] = {
		{ 155000, 463000, 52.15517440, 5.38720621 },         /* Amersfoort */
		{ 120700.723, 487525.501, 52.37453253, 4.88352559 }, /* Amsterdam, Westertoren */
		{ 233883.131, 582065.167, 53.21938317, 6.56820053 }, /* Groningen, Martinitoren */
	};
	double x, y, latitude, longitude;

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		assert_true(cell_rd(points[i].x, points[i].y, &latitude, &longitude));
		assert_true(fabs(latitude - points[i].latitude) < 1e-8 && fabs(longitude - points[i].longitude) < 1e-8);
	}
	assert_false(cell_rd(463000, 155000, &latitude, &longitude));
	assert_false(cell_rd(NAN, 463000, &latitude, &longitude));
	assert_false(cell_rd(4.89, 52.37, &latitude, &longitude));
	assert_true(cell_metres(STR("155.000"), &x) && x > 154999 && x < 155001);
	assert_true(cell_metres(STR("120700,723 m"), &x) && x > 120700.7 && x < 120700.8);
	assert_true(cell_rd_pair(STR("121687, 487484"), &x, &y) && x > 121686 && y > 487483 && x < 121688 && y < 487485);
	assert_true(cell_rd_pair(STR("121.687,5 / 487.484,25"), &x, &y) && x > 121687.4 && x < 121687.6 && y < 487484.3);
	assert_true(cell_rd_pair(STR("121 687 487 484"), &x, &y) && x > 121686 && x < 121688);
	assert_false(cell_rd_pair(STR("52.37, 4.89"), &x, &y));
	assert_false(cell_rd_pair(STR("121687"), &x, &y));
}

static void test_what_is_no_heading(void **state) {
	const str lonely[] = { STR("Camera's 2026"), STR("") }, data[] = { STR("Hikvision"), STR("Noord"), STR("10.0.0.5") };
	enum register_column found[3];
	const struct register_product *p;

	(void)state;
	assert_int_equal(registers_headings(&world.registers, lonely, 2, found, &p), 0);
	assert_int_equal(registers_headings(&world.registers, data, 3, found, &p), 0);
}

static void test_words(void **state) {
	static const char *const nothing[] = { "-", "n.v.t.", "Onbekend", "N/A", "#N/A", "?", "k.A.", "" };
	static const char *const something[] = { "Noord", "0", "Nana", "geen gehoor" };

	(void)state;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		assert_true(registers_is(&world.registers, WORDS_NOTHING, str_of(nothing[i])));
	for (size_t i = 0; i < sizeof something / sizeof *something; i++)
		assert_false(registers_is(&world.registers, WORDS_NOTHING, str_of(something[i])));
	assert_true(registers_is(&world.registers, WORDS_PLACEHOLDER, STR("Not Available")));
	assert_false(registers_is(&world.registers, WORDS_PLACEHOLDER, STR("n.v.t.")));
	assert_true(registers_speaks_of_secrets(&world.registers, STR("let op: WACHTWOORD = x")));
	assert_false(registers_speaks_of_secrets(&world.registers, STR("camera in de gebruikersruimte")));
}

/* Which rule a claim names first, and which country. */
static void test_claims(void **state) {
	static const struct { const char *text, *law; } claims[] = {
		{ "NDAA-conform: ja", "us-ndaa2019-889a" }, { "ndaacompliant", "us-ndaa2019-889a" }, { "FY19NDAA ok", "us-ndaa2019-889a" },
		{ "Section 889 compliant", "us-ndaa2019-889a" }, { "s889(a)(1)(B)", "us-ndaa2019-889a" }, { "NDAA 2023 s.5949", "us-ndaa2023-5949" },
		{ "NDAA 848", "us-ndaa2020-848" }, { "not on the COVERED LIST", "us-fcc-covered-list" }, { "1260h: no", "us-dod-1260h" },
		{ "1889", "" }, { "8890 compliant", "" }, { "FCC part 15", "" }, { "Pndaa", "" }, { "", "" },
	};
	static const struct { const char *text, *country; } origins[] = {
		{ "P.R. China", "CN" }, { "CHN", "CN" }, { "vrc", "CN" }, { "People's Republic of China", "CN" }, { "Made in China", "CN" },
		{ "Taiwan (Republic of China)", "TW" }, { "Republic of China", "TW" }, { "Zuid Korea", "KR" }, { "u.s.a.", "US" }, { "Indochina", "" },
		{ "Xanadu", "" }, { "", "" }, { "Taiwan, Province of China", "TW" }, { "China (PRC)", "CN" }, { "Chinatown, New York", "" },
		{ "Made in China, designed in Taiwan", "CN" }, { "Designed in Taiwan. Gemaakt in China", "CN" }, { "Country of origin: Taiwan (not China)", "TW" },
		{ "China, Taiwan", "" }, { "Made in China/Taiwan", "" }, { "made in China or Taiwan", "" }, { "China (PRC), not Taiwan", "CN" },
		{ "Not made in China", "" }, { "Non-China", "" }, { "niet China", "" }, { "Not made in: China", "" }, { "not P.R. China", "" }, { "China: nee", "" }, { "not made in Taiwan, China or Japan", "" },
		{ "Not China; made in Taiwan", "TW" }, { "Made in the USA", "US" }, { "Manufactured in South Korea", "KR" }, { "North Korea", "KP" },
		{ "Sweden / Poland", "" }, { "tha", "TH" }, { "made tha way", "" }, { "MADE IN THA", "TH" }, { "vervaardigd in de Verenigde Staten", "US" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
		size_t at = 0;
		str law = registers_rule(&world.registers, str_of(claims[i].text), &at);

		if (!str_eq(law, str_of(claims[i].law)))
			fail_msg("'%s' names %.*s", claims[i].text, STR_ARG(law));
	}
	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
		str country = registers_country(&world.registers, str_of(origins[i].text));

		if (!str_eq(country, str_of(origins[i].country)))
			fail_msg("'%s' is %.*s", origins[i].text, STR_ARG(country));
	}
}

static void test_days(void **state) {
	static const struct {
		const char *text, *day;
	} days[] = {
		{ "31-12-2027", "2027-12-31" }, { "3/4/2021", "2021-04-03" }, { "4/25/2021", "2021-04-25" }, { "01.02.21", "2021-02-01" },
		{ "2021-04-03", "2021-04-03" }, { "2021-04-03T10:20:30Z", "2021-04-03" }, { "2021-04-03 10:20", "2021-04-03" },
		{ "3 maart 2021", "2021-03-03" }, { "15. März 2020", "2020-03-15" }, { "Dec 31, 2027", "2027-12-31" },
		{ "1 août 2019", "2019-08-01" }, { "31-dec-27", "2027-12-31" }, { "1-1-70", "1970-01-01" },
		{ "40-13-2020", NULL }, { "2021", NULL }, { "31-2-2021", NULL }, { "morgen", NULL }, { "1-1-2021x", NULL }, { "1-1-20212", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		char text[11] = "";
		date d;
		bool good = cell_date(&world.registers, str_of(days[i].text), &d);

		if (good)
			date_format(d, text);
		if (good != (days[i].day != NULL) || (good && strcmp(text, days[i].day) != 0))
			fail_msg("'%s' is read as '%s'", days[i].text, text);
	}
}

static void test_addresses(void **state) {
	static const struct {
		const char *text;
		size_t count;
		bool wrong;
	} macs[] = {
		{ "28-57-BE-01-02-03", 1, false }, { "2857.be01.0203", 1, false }, { "2857BE010203", 1, false }, { "28 57 be 01 02 03", 1, false },
		{ "LAN: 28:57:be:01:02:03, WiFi: 28:57:be:01:02:04", 2, false }, { "00:00:00:00:00:00", 0, false },
		{ "28:57:be:01:02", 0, true }, { "1,23E+11", 0, true }, { "28:57:be:01:02:03:04", 0, true }, { "28:57:be:01:02:0g", 0, true },
	};
	static const struct {
		const char *text;
		size_t count;
	} ips[] = {
		{ "http://10.0.0.5/", 1 }, { "10.0.0.5/24", 1 }, { "10.0.0.5:8080", 1 }, { "http://admin:a@b@10.0.0.5:80/x", 1 },
		{ "10.0.0.5; 10.0.0.6", 2 }, { "2001:db8::5/64", 1 }, { "http://[2001:db8::5]:80/", 1 }, { "0.0.0.0", 0 }, { "10.0.0.256", 0 },
	};
	addr found[CELL_ADDRESSES_MAX];
	bool wrong;
	str rest;

	(void)state;
	for (size_t i = 0; i < sizeof macs / sizeof *macs; i++)
		if (cell_macs(str_of(macs[i].text), found, &wrong) != macs[i].count || wrong != macs[i].wrong)
			fail_msg("'%s'", macs[i].text);
	for (size_t i = 0; i < sizeof ips / sizeof *ips; i++)
		if (cell_ips(str_of(ips[i].text), found, &rest) != ips[i].count)
			fail_msg("'%s'", ips[i].text);
}

static void test_degrees(void **state) {
	static const char *const good[] = { "52.37, 4.89", "52,37 4,89", "52,37; 4,89", "52°22'12\"N 4°53'24\"E", "4.89 E 52.37 N",
					    "N52.37 E4.89", "52° 22.2' N, 4° 53.4' E", "+52.37/+4.89" };
	static const char *const bad[] = { "52.37", "121687, 487484", "Dam 1", "52.37, 4.89, 3", "N52 N4" };
	double latitude, longitude;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!cell_coordinates(str_of(good[i]), &latitude, &longitude) || fabs(latitude - 52.37) > 0.001 ||
		    fabs(longitude - 4.89) > 0.001)
			fail_msg("'%s'", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (cell_coordinates(str_of(bad[i]), &latitude, &longitude))
			fail_msg("'%s' is %f, %f", bad[i], latitude, longitude);
	assert_true(cell_degrees(STR("-4,5"), 180, &longitude) && fabs(longitude + 4.5) < 0.001);
}

static void test_logins(void **state) {
	static const struct {
		const char *text, *without;
	} cases[] = {
		{ "rtsp://admin:x@10.0.0.5/1", "rtsp://10.0.0.5/1" }, { "see http://u:p@h and ftp://u:q@i.", "see http://h and ftp://i." },
		{ "http://a:p/w@d@h/x", "http://h/x" }, { "http://h/?mail=a@b", "http://h/?mail=a@b" }, { "http://h:80/a@b", "http://h:80/a@b" },
	};
	bool any;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str got = cell_without_login(&world.mem, str_of(cases[i].text), &any);

		if (!str_eq(got, str_of(cases[i].without)))
			fail_msg("'%s' becomes '%.*s'", cases[i].text, STR_ARG(got));
	}
}

static void test_ids(void **state) {
	str id = cell_id(&world.mem, STR("Stadsdeel Noord (2)")), foreign = cell_id(&world.mem, STR("海康")), long_id;
	char text[200];

	(void)state;
	assert_true(str_eq(id, STR("stadsdeel-noord-2")));
	assert_true(str_eq(cell_id(&world.mem, STR("Île d'Été")), STR("ile-d-ete")));
	assert_int_equal(foreign.n, 8);
	memset(text, 'a', sizeof text);
	long_id = cell_id(&world.mem, (str){ (const uint8_t *)text, sizeof text });
	assert_int_equal(long_id.n, CELL_ID_MAX);
	assert_false(str_eq(long_id, cell_id(&world.mem, (str){ (const uint8_t *)text, sizeof text - 1 })));
}

static void test_same_rows(void **state) {
	struct same_rows *s = same_rows_open(1);
	const struct same_keys rows[] = {
		{ .mac = 1, .name = 10 },                /* 0: by MAC with 2 */
		{ .serial = 5, .name = 11, .place = 7 }, /* 1: by serial with 2, so 0 to 2 are one */
		{ .mac = 1, .serial = 5, .name = 12 },
		{ .mac = 1, .serial = 6, .name = 10 },   /* 3: another serial: another device, and the MAC is nobody's */
		{ .name = 11, .place = 7, .serial = 8 }, /* 4: the same name at the same site, another serial */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(same_rows_add(s, &rows[i]), 0);
	assert_int_equal(same_rows_device_count(s), 3);
	assert_int_equal(same_rows_first(s, 2), 0);
	assert_int_equal(same_rows_about(s, 0), 3);
	assert_int_equal(same_rows_first(s, 3), 3);
	assert_true(same_rows_mac_shared(s, 1));
	assert_int_equal(same_rows_mac(s, 0), 0);
	assert_true(same_rows_name_shared(s, 10));
	assert_true(same_rows_place_shared(s, 7));
	assert_false(same_rows_name_shared(s, 12));
	/* It grows. */
	for (uint64_t i = 0; i < 100000; i++)
		assert_int_equal(same_rows_add(s, &(struct same_keys){ .serial = 1000 + i, .name = 1000 + i }), 0);
	assert_int_equal(same_rows_device_count(s), 100003);
	assert_int_equal(same_rows_first(s, 1), 0);
	same_rows_close(s);
}

/* What is asked once all rows have been added is answered as before, with or without further MACs; only names meet nobody then. */
static void all_rows_are_added(void **state) {
	enum { MANY = 5000 };

	(void)state;
	for (int with_others = 0; with_others < 2; with_others++) {
		struct same_rows *s = same_rows_open(7);

		for (uint64_t i = 0; i < MANY; i++) {
			/* Every tenth MAC and every eleventh name stand at two devices. */
			const struct same_keys row = {
				.mac = 1 + (i % 10 == 0 && i ? i - 1 : i), .serial = 100000 + i,
				.name = 200000 + (i % 11 == 0 && i ? i - 1 : i),
				.place = 300000 + i, .other_macs = { with_others && i % 7 == 0 ? 400000 + i : 0 },
			};
			assert_int_equal(same_rows_add(s, &row), 0);
		}
		size_t devices = same_rows_device_count(s), shared = same_rows_shared_mac_count(s);
		assert_int_equal(devices, MANY);
		assert_int_equal(shared, (MANY - 1) / 10);
		assert_int_equal(same_rows_all_added(s), 0);
		assert_int_equal(same_rows_device_count(s), devices);
		assert_int_equal(same_rows_shared_mac_count(s), shared);
		for (uint64_t i = 0; i < MANY; i++) {
			bool mac_shared = (i % 10 == 0 && i) || (i % 10 == 9 && i + 1 < MANY);
			uint64_t mac = 1 + (i % 10 == 0 && i ? i - 1 : i);

			assert_int_equal(same_rows_first(s, (uint32_t)i), i);
			assert_int_equal(same_rows_mac_shared(s, mac), mac_shared);
			assert_int_equal(same_rows_mac(s, (uint32_t)i), mac_shared ? 0 : mac);
			assert_int_equal(same_rows_name_shared(s, 200000 + i), i % 11 == 10 && i + 1 < MANY);
			assert_false(same_rows_place_shared(s, 300000 + i));
			assert_int_equal(same_rows_is_own_mac(s, (uint32_t)i, 400000 + i), with_others && i % 7 == 0);
		}
		same_rows_close(s);
	}
}

int main(int argc, char *argv[]) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headings), cmocka_unit_test(test_secret_headings), cmocka_unit_test(test_secrets_in_cells),
		cmocka_unit_test(test_amounts), cmocka_unit_test(test_dutch_grid), cmocka_unit_test(test_what_is_no_heading),
		cmocka_unit_test(test_words), cmocka_unit_test(test_claims),
		cmocka_unit_test(test_days), cmocka_unit_test(test_addresses), cmocka_unit_test(test_degrees),
		cmocka_unit_test(test_logins), cmocka_unit_test(test_ids), cmocka_unit_test(test_same_rows),
		cmocka_unit_test(all_rows_are_added),
	};

	if (argc != 2)
		return 2;
	data_directory = argv[1];
	return cmocka_run_group_tests_name("registers", tests, open_world, close_world);
}
