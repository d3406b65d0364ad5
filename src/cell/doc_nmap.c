/*
 * A scan by nmap (-oX): hosts that are up, and a row for each of their ports
 * that is open; a host without one has a row as well, for its MAC.
 *
 *     <nmaprun start=…><host starttime=… endtime=…><status state="up"/>
 *     <address addr=… addrtype="ipv4|ipv6|mac" vendor=…/>
 *     <hostnames><hostname name=…/>…<ports><port protocol= portid=><state state="open"/>
 *     <service name= product= version=/></port>…
 *
 * Times are seconds since 1970. A host was seen when its scan ended; one that
 * was only asked whether it is there has no times, and was seen in its run.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cell/doc_job.h"
#include "cell/doc_xml.h"
#include "read/doc/clean.h"
#include "read/doc/rows.h"

enum column { ADDRESS, MAC, VENDOR, HOSTNAME, SEEN, PORT, PROTOCOL, SERVICE, PRODUCT, VERSION, COLUMNS };

static const str headings[COLUMNS] = {
	STR_INIT("address"), STR_INIT("mac"),     STR_INIT("vendor"),  STR_INIT("hostname"), STR_INIT("seen"),
	STR_INIT("port"), STR_INIT("protocol"), STR_INIT("service"), STR_INIT("product"), STR_INIT("version"),
};

enum {
	VALUE_MAX = 1024,        /* bytes of one of them */
	TIME_MAX = 32,           /* bytes of a time */
	ROWS_MEMORY = 64 * 1024,
};

struct nmap {
	struct doc_xml xml;
	struct doc_job *job;
	struct rows *rows;
	str rest;                /* of the document */
	bool is_up, is_open, has_row, is_ipv4;
	struct {
		uint8_t at[VALUE_MAX];
		size_t n;
	} values[COLUMNS];
	uint8_t start[TIME_MAX]; /* of the run */
	size_t start_size;
	uint8_t rows_memory[ROWS_MEMORY];
};

static void set(struct nmap *n, enum column column, str value) {
	value = clean_cut(value, VALUE_MAX);
	if (value.n)
		memcpy(n->values[column].at, value.at, value.n);
	n->values[column].n = value.n;
}

static void forget(struct nmap *n, enum column from) {
	for (enum column i = from; i < COLUMNS; i++)
		n->values[i].n = 0;
}

static void tell(struct nmap *n) {
	int r = 0;

	rows_begin(n->rows, (uint32_t)doc_xml_line(&n->xml));
	for (enum column i = 0; !r && i < COLUMNS; i++)
		r = rows_put(n->rows, i, (str){ n->values[i].at, n->values[i].n }, TABLE_TEXT);
	n->has_row = true;
	n->xml.error = r ? r : rows_end(n->rows);
}

/* An IPv4 address names a host before an IPv6 address does. */
static void take_address(struct nmap *n, const char *const *attributes) {
	str type = doc_xml_attribute(attributes, STR("addrtype")), address = doc_xml_attribute(attributes, STR("addr"));

	if (str_eq(type, STR("mac"))) {
		set(n, MAC, address);
		set(n, VENDOR, doc_xml_attribute(attributes, STR("vendor")));
	} else if (n->values[ADDRESS].n == 0 || (str_eq(type, STR("ipv4")) && !n->is_ipv4)) {
		set(n, ADDRESS, address);
		n->is_ipv4 = str_eq(type, STR("ipv4"));
	}
}

static void take_start(struct nmap *n, str start) {
	start = clean_cut(start, TIME_MAX);
	if (start.n)
		memcpy(n->start, start.at, start.n);
	n->start_size = start.n;
}

static void begin_host(struct nmap *n, const char *const *attributes) {
	str seen = doc_xml_attribute(attributes, STR("endtime"));

	n->is_up = true;
	n->has_row = n->is_ipv4 = false;
	forget(n, ADDRESS);
	if (!seen.n)
		seen = doc_xml_attribute(attributes, STR("starttime"));
	set(n, SEEN, seen.n ? seen : (str){ n->start, n->start_size });
}

static void open_element(struct doc_xml *x, str name, const char *const *attributes) {
	struct nmap *n = (struct nmap *)x;

	if (x->depth == 1 && !str_eq(name, STR("nmaprun"))) {
		x->why = "it is no scan by nmap";
	} else if (x->depth == 1) {
		take_start(n, doc_xml_attribute(attributes, STR("start")));
	} else if (str_eq(name, STR("host"))) {
		begin_host(n, attributes);
	} else if (str_eq(name, STR("status"))) {
		n->is_up = str_eq(doc_xml_attribute(attributes, STR("state")), STR("up"));
	} else if (str_eq(name, STR("address"))) {
		take_address(n, attributes);
	} else if (str_eq(name, STR("hostname")) && n->values[HOSTNAME].n == 0) {
		set(n, HOSTNAME, doc_xml_attribute(attributes, STR("name")));
	} else if (str_eq(name, STR("port"))) {
		forget(n, PORT);
		n->is_open = false;
		set(n, PORT, doc_xml_attribute(attributes, STR("portid")));
		set(n, PROTOCOL, doc_xml_attribute(attributes, STR("protocol")));
	} else if (str_eq(name, STR("state"))) {
		n->is_open = str_eq(doc_xml_attribute(attributes, STR("state")), STR("open"));
	} else if (str_eq(name, STR("service"))) {
		set(n, SERVICE, doc_xml_attribute(attributes, STR("name")));
		set(n, PRODUCT, doc_xml_attribute(attributes, STR("product")));
		set(n, VERSION, doc_xml_attribute(attributes, STR("version")));
	}
}

static void close_element(struct doc_xml *x, str name) {
	struct nmap *n = (struct nmap *)x;

	if (str_eq(name, STR("port")) && n->is_up && n->is_open)
		tell(n);
	if (str_eq(name, STR("host")) && n->is_up && !n->has_row && n->values[ADDRESS].n) {
		forget(n, PORT);
		tell(n);
	}
}

static ptrdiff_t read_piece(struct doc_xml *x, void *to, size_t size) {
	struct nmap *n = (struct nmap *)x;
	str piece = { n->rest.at, n->rest.n < size ? n->rest.n : size };

	if (piece.n)
		memcpy(to, piece.at, piece.n);
	n->rest = str_after(n->rest, piece.n);
	x->error = n->job->progress(n->job, n->job->bytes.n - n->rest.n);
	return (ptrdiff_t)piece.n;
}

static int read_scan(struct nmap *n) {
	arena mem = arena_over(n->rows_memory, sizeof n->rows_memory);

	n->rows = rows_open(&mem, n->job->sink);
	if (!n->rows)
		return -ENOMEM;
	int r = 0;
	rows_begin(n->rows, 1);
	for (enum column i = 0; !r && i < COLUMNS; i++)
		r = rows_put(n->rows, i, headings[i], TABLE_TEXT);
	if (!r)
		r = rows_end(n->rows);
	if (!r)
		r = doc_xml_read(&n->xml);
	if (r > 0) {
		n->job->why.line = (unsigned)n->xml.line;
		r = DOC_SAY_BAD(n->job, STR("the scan cannot be read further than here: "), str_of(n->xml.why));
	}
	return r;
}

int doc_nmap(struct doc_job *job) {
	struct nmap *n = calloc(1, sizeof *n);

	if (!n)
		return -ENOMEM;
	n->xml = (struct doc_xml){ .open = open_element, .close = close_element, .read = read_piece };
	n->job = job;
	n->rest = job->bytes;
	int r = read_scan(n);
	free(n);
	return r;
}
