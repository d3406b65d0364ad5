#pragma once

/*
 * dns_message: walks a DNS message (RFC 1035, chapter 4), record by record.
 *
 * DNS, multicast DNS and LLMNR share this form. Nothing is allocated; a
 * hostile message costs no more than its size times a small constant.
 */

#include "base/cur.h"

enum {
	DNS_NAME_MAX = 253, /* as text; with its sizes 255 bytes on the wire: RFC 1035, 2.3.4 */
	DNS_TYPE_A = 1, DNS_TYPE_PTR = 12, DNS_TYPE_TXT = 16, DNS_TYPE_AAAA = 28, DNS_TYPE_SRV = 33,
	DNS_CLASS_IN = 1,
	/* In multicast DNS the top bit of a class means something else: RFC 6762, 5.4 and 10.2. */
	DNS_CLASS_MASK = 0x7fff,
};

/* Labels joined by dots, bytes as they came, no dot at the end; empty for the root. */
struct dns_name {
	uint8_t at[DNS_NAME_MAX];
	size_t size;
};

enum dns_section { DNS_QUESTION, DNS_ANSWER, DNS_AUTHORITY, DNS_ADDITIONAL, DNS_SECTION_COUNT };

struct dns_message {
	str all;
	cur in;
	bool is_response;
	uint8_t opcode, rcode;
	uint16_t counts[DNS_SECTION_COUNT]; /* as the head claims */
	uint16_t left;                      /* of the section that is being read */
	enum dns_section section;
};

struct dns_record {
	enum dns_section section;
	struct dns_name name;
	uint16_t type, class;
	uint32_t ttl_s; /* 0 in a question */
	str data;       /* lies in the message; empty in a question */
};

enum dns_step {
	DNS_RECORD, /* `ret_record` has one */
	DNS_END,    /* that was all the head promised */
	DNS_CUT,    /* the message ends too early */
	DNS_BROKEN, /* a name breaks its rules: a loop, a reserved label, too long */
};

/* Reads the head; false when there is none. */
bool dns_open(str message, struct dns_message *ret_message);

/* The next record of any section. After anything but DNS_RECORD no more calls. */
enum dns_step dns_next(struct dns_message *m, struct dns_record *ret_record);

/*
 * The name that stands `offset` bytes into the data of a record of this
 * message (0 for PTR, 6 for SRV). False when there is no valid one.
 */
bool dns_name_in(const struct dns_message *m, str data, size_t offset, struct dns_name *ret_name);

/* The slice lives as long as the name. */
static inline str dns_name_str(const struct dns_name *name) {
	return (str){ name->at, name->size };
}

/* Does the name lie in `arpa`, where addresses are turned around? */
bool dns_name_is_reverse(str name);
