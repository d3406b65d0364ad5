#pragma once

/*
 * questions: every question that may ever be asked of a network.
 *
 * data/questions.yaml is the one table of bytes that the program sends: who
 * sends takes them from here and makes none himself. The table is packed
 * into the program; a folder of data cannot add to it or change it.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "base/tree.h"
#include "fact/addr.h"
#include "fact/company.h"

enum {
	QUESTIONS_MAX = 256, /* there are some twenty */
	/* Bytes: what crosses every IPv6 link in one piece (RFC 8200, section 5: 1280, less IPv6 and UDP headers). */
	QUESTION_SIZE_MAX = 1232,
	QUESTION_TIMES_MAX = 3,
	QUESTION_RANDOM_SIZE = 16,
	QUESTION_PORTS_MAX = 16, /* of one question */
	QUESTION_PATH_MAX = 200, /* bytes; descriptions of real devices have up to 60 */
	QUESTION_COMMUNITY_MAX = 48, /* bytes; with it every length of an SNMP question still has one byte */
};

enum question_way { WAY_UDP, WAY_TCP, WAY_TLS, WAY_COUNT };
extern const char *const way_names[WAY_COUNT];

struct question {
	str id;                     /* "sadp/inquiry" */
	str what, harmless, source; /* for people: what is asked, why it changes nothing, where that is known from */
	str proto;                  /* the reader that understands answers: proto_by_name(); empty: by port */
	enum question_way way;
	uint16_t port;         /* UDP: where it is sent; 0 when it is only listened to */
	const uint16_t *ports; /* TCP, TLS: where it is asked, the likeliest first */
	size_t port_count;
	bool greeting;        /* TCP: who is there speaks first, nothing is sent; `bytes` are empty */
	/* TCP, TLS: asked only where this earlier question of the same way was answered; NULL: wherever a port is open. */
	const struct question *after;
	/*
	 * TCP, TLS: a field whose values are URLs, as "ssdp.location": it is asked there
	 * too, on the device that said so, whatever the port. Empty: only at `ports`.
	 */
	str where;
	str path;             /* what {path} stands for at `ports`; where a device said the URL, the URL's own */
	uint16_t answer_port; /* 0: answers come to the port it was sent from; else it is sent from this one, bound and shared */
	struct strs groups;   /* multicast groups, IPv4 or IPv6; "255.255.255.255" for broadcast; may be empty */
	bool unicast;         /* UDP: may be asked of a single address as well */
	unsigned times;       /* how often it is sent to a group, 1 to QUESTION_TIMES_MAX */
	str bytes;            /* a template, see question_fill(); empty when it is only listened to */
	bool community;       /* {community} is in it: asked only where the user gave one */
	bool listen_only;     /* nothing is sent: answer_port and groups are only listened to */
	const struct tree_node *node;
};

struct questions {
	const struct question *at;
	size_t count;
};

/*
 * Understands the table. It lives in `mem` and points into the tree. 0;
 * TREE_WRONG and the complaint; or -ENOMEM.
 */
int questions_load(arena *mem, const struct tree *t, struct questions *ret_questions, struct complaint *reterr);

/*
 * What in a template is filled in before it is sent. It is written {uuid},
 * {uuid-upper}, {random:N}, {host}, {port}, {path}, {community}, {rest}; any other
 * brace means itself. {community} is one byte of length and the community;
 * {rest} is one byte: how many bytes follow it, up to the end (X.690, 8.1.3.4:
 * at most 127).
 */
enum question_hole {
	FILL_NONE, FILL_UUID, FILL_UUID_UPPER, FILL_RANDOM, FILL_HOST, FILL_PORT, FILL_PATH, FILL_COMMUNITY, FILL_REST,
};

/*
 * The hole with which `s` begins, how many bytes of the template it takes, and
 * the N of {random:N}. FILL_NONE with a size: it looks like a hole and is none.
 */
enum question_hole question_hole_at(str s, size_t *ret_size, size_t *ret_random);

/* With what a template is filled. */
struct question_fill {
	/* Makes the UUID (version 4, RFC 9562) and the random parts, over again where they are longer. */
	uint8_t random[QUESTION_RANDOM_SIZE];
	str host; /* the address that is asked, as text; IPv6 brings its brackets where the template wants them */
	uint16_t port; /* that is asked */
	str path;      /* empty: the question's own */
	str community; /* of SNMP, as the user gave it, at most QUESTION_COMMUNITY_MAX bytes */
};

/*
 * The bytes that are sent, in `room`; length 0 when they do not fit, or when
 * the path is none: it begins with a slash and has at most QUESTION_PATH_MAX
 * bytes, all of them printable ASCII and no blank, so that nobody can slip in
 * a second line.
 */
str question_fill(const struct question *q, const struct question_fill *with, uint8_t *room, size_t room_size);

/*
 * Where a URL that a device told leads: "http://192.0.2.1:49152/d.xml". True
 * when it is of the question's way (http or rtsp by TCP, https or rtsps by
 * TLS), its host is `who` written as an address, its port is not barred and
 * its path is one that question_fill() takes; an empty path is "/". What has a
 * user or a query (`?`, which can be a command) is refused: who told the URL
 * may have forged its sender. The path lives as long as `url`.
 */
bool question_place(const struct question *q, str url, addr who, uint16_t *ret_port, str *ret_path);

/*
 * Ports to which nothing is ever sent, whatever the protocol: bytes have an
 * effect there (a printer prints them, a controller acts on them), or are known
 * to do harm. questions_load() refuses questions to them.
 */
bool question_port_is_barred(uint16_t port);
