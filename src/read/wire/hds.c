/*
 * HDS, by which HiChip's cameras and EseeCloud's (Juan) are found: UDP 8002,
 * multicast, and 12222, broadcast.
 *
 *     SEARCH * HDS/1.0 CRLF headers CRLF CRLF         somebody searches
 *     HDS/1.0 200 OK CRLF headers CRLF CRLF           a device answers
 *     Segment-Num:2 CRLF Segment-Seq:1 CRLF Data-Length:BYTES CRLF CRLF
 *     Device-ID=… CRLF Device-Name=… CRLF IP=… CRLF MAC=… CRLF softVersion=…
 *
 * Some write MCTP for HDS. No standard; keys from several search tools and from
 * recorded announcements of an EseeCloud camera (public code). An answer may
 * hold accounts, passwords and the keys of its Wi-Fi, so only these keys are told.
 */

#include "base/text.h"
#include "read/part/headers.h"
#include "read/part/layout.h"
#include "read/part/pairs.h"

enum { FAMILY, MAC };

static const struct field hds_fields[] = {
	[FAMILY] = { "hds.*", "a key of the answer: device_id, device_name, device_model, ip, uid, esee_id, soft_version, …" },
	[MAC] = { "hds.mac", "its MAC" },
	{ 0 },
};

static const char *const told_keys[] = {
	"Device-ID", "Device-Name", "Device-Model", "IP", "UID", "Esee-ID", "hardVersion", "softVersion", "webVersion",
	"Software-Version", NULL,
};

enum { QUESTION_MAX = 48 }; /* bytes of the first line of a question that are looked at: SEARCH * HDS/1.0 has 16 */

/* "Data-Length: 423" says how many bytes follow its block of headers. */
static void take_length(str line, uint64_t *ret_length) {
	str name = str_cut(&line, ':');

	if (str_eq_nocase(str_trim(name), STR("Data-Length")))
		str_u64(str_trim(line), ret_length);
}

/* Passes over both blocks of headers, which end at an empty line or where the pairs begin. */
static str skip_headers(str rest, uint64_t *ret_length) {
	for (unsigned i = 0; i < HEADERS_MAX && rest.n; i++) {
		str after = rest, line = str_cut_line(&after);

		if (str_trim(line).n && str_find(line, STR("="), 0) <= str_find(line, STR(":"), 0))
			break;
		take_length(line, ret_length);
		rest = after;
	}
	return rest;
}

static enum read_end read_answer(struct reading *rx, str rest) {
	uint64_t length = 0;
	str body = skip_headers(rest, &length);
	struct pairs p = pairs_over(body);

	while (pairs_next(&p)) {
		if (str_eq_nocase(p.key, STR("MAC")))
			layout_tell_mac(rx, &hds_fields[MAC], addr_parse(p.value));
		else if (headers_among(p.key, told_keys))
			tell_member(rx, &hds_fields[FAMILY], p.key, p.value);
	}
	return length > body.n ? READ_CUT : READ_DONE;
}

/* A question or a command: "SEARCH * HDS/1.0". */
static bool is_question(str message) {
	str head = { message.at, message.n < QUESTION_MAX ? message.n : QUESTION_MAX };
	str line = str_cut_line(&head);

	return str_ends(line, STR(" * HDS/1.0")) || str_ends(line, STR(" * MCTP/1.0"));
}

static enum read_end hds_read(struct reading *rx, cur in) {
	str message = cur_peek(&in);

	if (str_begins(message, STR("HDS/1.0 200")) || str_begins(message, STR("MCTP/1.0 200"))) {
		str_cut_line(&message);
		return read_answer(rx, message);
	}
	/* Neither a question nor an error tells anything of its sender. */
	if (str_begins(message, STR("HDS/1.0 ")) || str_begins(message, STR("MCTP/1.0 ")) || is_question(message))
		return READ_DONE;
	return READ_NOT_MINE;
}

const struct proto hds_proto = {
	.name = "hds",
	.what = "HDS, the search of HiChip's and EseeCloud's cameras, UDP 8002 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 8002 }, { LANE_UDP, 12222 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = hds_fields,
	.read = hds_read,
};
