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
#include "fact/company.h"

enum {
	QUESTIONS_MAX = 256, /* there are some twenty */
	/* Bytes: what crosses every IPv6 link in one piece (RFC 8200, section 5: 1280, less IPv6 and UDP headers). */
	QUESTION_SIZE_MAX = 1232,
	QUESTION_TIMES_MAX = 3,
	QUESTION_RANDOM_SIZE = 16,
};

enum question_way { WAY_UDP, WAY_TCP, WAY_COUNT };
extern const char *const way_names[WAY_COUNT];

struct question {
	str id;                     /* "sadp/inquiry" */
	str what, harmless, source; /* for people: what is asked, why it changes nothing, where that is known from */
	str proto;                  /* the reader that understands answers: proto_by_name(); empty: by port */
	enum question_way way;
	uint16_t port;        /* where it is sent; 0 when it is only listened to */
	uint16_t answer_port; /* 0: answers come to the port it was sent from; else it is sent from this one, bound and shared */
	struct strs groups;   /* multicast groups, IPv4 or IPv6; "255.255.255.255" for broadcast; may be empty */
	bool unicast;         /* may be asked of a single address as well */
	unsigned times;       /* how often it is sent to a group, 1 to QUESTION_TIMES_MAX */
	str bytes;            /* a template, see question_fill(); empty when it is only listened to */
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
 * {uuid-upper}, {random:N}, {host}, {port}; any other brace means itself.
 */
enum question_hole { FILL_NONE, FILL_UUID, FILL_UUID_UPPER, FILL_RANDOM, FILL_HOST, FILL_PORT };

/*
 * The hole with which `s` begins, how many bytes of the template it takes, and
 * the N of {random:N}. FILL_NONE with a size: it looks like a hole and is none.
 */
enum question_hole question_hole_at(str s, size_t *ret_size, size_t *ret_random);

/*
 * The bytes that are sent, in `room`; length 0 when they do not fit. `random`
 * makes the UUID (version 4, RFC 9562) and fills the random parts, over again
 * where they are longer. `host` is the address that is asked, as text: an
 * IPv6 address must bring its brackets where the template wants them.
 */
str question_fill(const struct question *q, const uint8_t random[QUESTION_RANDOM_SIZE], str host, uint8_t *room,
		  size_t room_size);

/*
 * Ports to which nothing is ever sent, whatever the protocol: bytes have an
 * effect there (a printer prints them, a controller acts on them), or are known
 * to do harm. questions_load() refuses questions to them.
 */
bool question_port_is_barred(uint16_t port);
