#include "sense/questions.h"
#include "sense/template.h"

/*
 * place: where a question may be asked: at which ports never, and where the URL
 * leads that a device told of itself. Whoever tells it may be lying.
 */

bool question_port_is_barred(uint16_t port) {
	static const struct {
		uint16_t first, last;
	} barred[] = {
		/* What printers print: LPD, IPP, Zebra, and JetDirect on all its ports. */
		{ 515, 515 }, { 631, 631 }, { 6101, 6101 }, { 9100, 9107 },
		/* What moves machines: S7, Modbus, Niagara, EtherNet/IP, IEC 104, FINS, SRTP, DNP3, PROFINET, BACnet. */
		{ 102, 102 }, { 502, 502 }, { 1911, 1911 }, { 2222, 2222 }, { 2404, 2404 }, { 4911, 4911 }, { 9600, 9600 },
		{ 18245, 18246 }, { 20000, 20000 }, { 34962, 34964 }, { 44818, 44818 }, { 47808, 47808 },
		/* Uniview's maintenance port: CVE-2021-45039. */
		{ 7788, 7788 },
	};

	if (port == 0)
		return true;
	for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
		if (port >= barred[i].first && port <= barred[i].last)
			return true;
	return false;
}

/* The way and the port that a scheme means: RFC 9110, 4.2; RFC 7826, 4.2. False for any other. */
static bool scheme_of(str scheme, enum question_way *ret_way, uint16_t *ret_port) {
	static const struct {
		str scheme;
		enum question_way way;
		uint16_t port;
	} known[] = {
		{ STR_INIT("http"), WAY_TCP, 80 }, { STR_INIT("rtsp"), WAY_TCP, 554 },
		{ STR_INIT("https"), WAY_TLS, 443 }, { STR_INIT("rtsps"), WAY_TLS, 322 },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (str_eq_nocase(scheme, known[i].scheme)) {
			*ret_way = known[i].way;
			*ret_port = known[i].port;
			return true;
		}
	}
	return false;
}

/*
 * HOST, HOST:PORT, or the same with an IPv6 address in brackets. No user
 * before an @: none is ever sent. False when it is not `who`.
 */
static bool authority_is(str authority, addr who, uint16_t *port) {
	str host = authority, digits = { 0 };
	uint64_t number;

	if (str_begins(authority, STR("["))) {
		size_t end = str_find(authority, STR("]"), 0);

		host = (str){ authority.at + 1, end - 1 };
		digits = str_after(authority, end + 1);
		if (end == authority.n || (digits.n && digits.at[0] != ':'))
			return false;
		digits = str_after(digits, 1);
	} else {
		digits = authority;
		host = str_cut(&digits, ':');
	}
	if ((who.kind == ADDR_IP6) != str_begins(authority, STR("[")) || host.n == 0 || byte_is_blank(host.at[0]) ||
	    byte_is_blank(host.at[host.n - 1]) || !addr_eq(addr_parse(host), who))
		return false;
	if (digits.n && (!str_u64(digits, &number) || number > UINT16_MAX))
		return false;
	if (digits.n)
		*port = (uint16_t)number;
	return true;
}

static size_t end_of_authority(str s) {
	size_t n = 0;

	while (n < s.n && s.at[n] != '/' && s.at[n] != '?' && s.at[n] != '#')
		n++;
	return n;
}

bool question_place(const struct question *q, str url, addr who, uint16_t *ret_port, str *ret_path) {
	size_t scheme_size = str_find(url, STR("://"), 0);
	str rest = str_after(url, scheme_size + 3), path;
	enum question_way way;
	uint16_t port;

	if (scheme_size == url.n || (who.kind != ADDR_IP4 && who.kind != ADDR_IP6))
		return false;
	if (!scheme_of((str){ url.at, scheme_size }, &way, &port) || way != q->way)
		return false;
	size_t size = end_of_authority(rest);
	if (!authority_is((str){ rest.at, size }, who, &port) || question_port_is_barred(port))
		return false;
	path = str_after(rest, size);
	path.n = str_find(path, STR("#"), 0);
	if (path.n == 0)
		path = STR("/");
	if (!template_is_path(path) || str_find(path, STR("?"), 0) < path.n)
		return false;
	*ret_port = port;
	*ret_path = path;
	return true;
}
