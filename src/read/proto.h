#pragma once

/*
 * A protocol: one kind of bytes, and how to read observations out of it.
 *
 * Readers are pure. They see a cursor and a `struct reading`, they call no
 * system function and keep no state. So one reader serves a live packet, a
 * capture file, an answer to our own question, a recorded message and the
 * fuzzer alike. Readers know of each other only through hand_on().
 */

#include "base/cur.h"
#include "base/text.h"
#include "fact/obs.h"

/* Which outer layer hands bytes to us, and under which number. */
enum lane {
	LANE_END,
	LANE_ETHER, /* key: EtherType; the bytes behind it */
	LANE_WIFI,  /* key: subtype, an 802.11 management frame; or OUI[3] type[1], what follows them inside of one */
	LANE_ICMP6, /* key: ICMPv6 type; the whole ICMPv6 message */
	LANE_UDP,   /* key: port, either side's; one datagram */
	LANE_TCP,   /* key: port of the server; the first bytes of one direction */
	LANE_BODY,  /* what a message of another protocol carries: XML, SDP, key=value lines */
	LANE_CERTIFICATE, /* a certificate, DER, that whom the bytes come from shows as its own */
	LANE_FIELD, /* the value of an observation that is itself a document; see `proto.documents` */
};

/* A hook with this key takes every key of its lane: the reader tells by the bytes alone. */
enum { KEY_ANY = 0 };

struct hook {
	enum lane lane;
	uint32_t key;
};

enum read_end {
	READ_DONE,     /* it was ours and it was whole */
	READ_NOT_MINE, /* not our protocol; nothing was told */
	READ_CUT,      /* ours, but bytes are missing; what was told is true */
	READ_BROKEN,   /* ours, but it breaks its own rules; what was told is true */
};

struct reading {
	struct obs_sink *out;
	addr who;         /* whom the bytes come from; ADDR_NONE in a recorded message */
	addr to;          /* whom they were sent to */
	bool stays;       /* told by readers: who gave the last answer awaits the next question on the same connection */
	bool was_asked;   /* they answer a question of our own, and are no talk of others; a page may still speak of anybody */
	uint64_t time_us, offset; /* copied into every observation */
	const struct proto *proto; /* the reader at work: the cell names it when it breaks a rule */
	unsigned depth;   /* layers entered so far, at most READ_DEPTH_MAX */
	int fatal;        /* the first <0 of a sink; stops the reading */
};

enum { READ_DEPTH_MAX = 16 }; /* SOAP in HTTP in TCP is 2; hostile nesting ends here */

struct proto {
	const char *name;
	const char *what;           /* one line for the manual, with the standard */
	const struct hook *hooks;   /* ends with LANE_END */
	const struct field *fields; /* ends with a NULL name */
	/* Fields, apart from NAME.raw, whose values are such messages; ends with NULL; may be NULL. */
	const char *const *documents;
	enum read_end (*read)(struct reading *rx, cur in);
	/*
	 * Fields in which people record one part of such a message by itself, as a header, a page or an address; ends
	 * with NULL; may be NULL. `read_part` tells what else the message would have told of that part.
	 */
	const char *const *parts;
	void (*read_part)(struct reading *rx, str field, str value);
	/*
	 * May a TCP direction that begins with these bytes, 16 or more, be ours? A few
	 * comparisons: it decides whether the rest is kept. NULL: `read` is asked, with
	 * nobody listening, and must not say READ_NOT_MINE only because bytes are missing.
	 */
	bool (*begins)(str head);
};

/* All protocols, ending with NULL; generated from the one list in src/read/meson.build. */
extern const struct proto *const protos[];

/*
 * Tells one observation of whom the bytes come from. Cheap; an error is kept
 * in `rx->fatal`. Empty values are not told.
 */
void tell(struct reading *rx, const struct field *field, str value);
void tell_u64(struct reading *rx, const struct field *field, uint64_t number);
void tell_addr(struct reading *rx, const struct field *field, addr value);

/* The same of somebody else, as in an ARP or DHCP answer. */
void tell_of(struct reading *rx, addr who, const struct field *field, str value);

/*
 * A member of a family of fields: `family` is "sadp.*", `name` is how the
 * bytes call it. The field is "sadp." and the name in snake_case:
 * DeviceType, deviceType and Device-Type give device_type, MACAddress gives
 * mac_address. Names over 64 bytes are not told.
 */
void tell_member(struct reading *rx, const struct field *family, str name, str value);

/* Puts a name as tell_member() spells it. */
void put_snake(struct text *t, str name);

/*
 * Gives `in` to the protocols hooked on (lane, key), then to those hooked on
 * (lane, KEY_ANY), until one takes it. READ_NOT_MINE when none does.
 */
enum read_end hand_on(struct reading *rx, enum lane lane, uint32_t key, cur in);

/*
 * The same with several keys, best first: as a datagram has two ports. Keys
 * that are KEY_ANY count for nothing; those hooked on any come once, and last.
 */
enum read_end hand_on_first(struct reading *rx, enum lane lane, const uint32_t *keys, size_t key_count, cur in);

/* Lets one protocol read, whatever its hooks. */
enum read_end hand_to(struct reading *rx, const struct proto *proto, cur in);

/* Lets one protocol read a value of one of its `parts`. */
void hand_part_to(struct reading *rx, const struct proto *proto, str field, str value);

/* NULL when there is none. */
const struct proto *proto_by_name(str name);
