#pragma once

/*
 * Capture files, as they lie in memory: pcap and pcapng, packet by packet.
 *
 * Nothing is copied and nothing allocated; the file is mapped, the cursor
 * walks. Both byte orders, micro- and nanoseconds, several sections and
 * interfaces. Damage ends the walk and says where; all before it was given.
 */

#include "base/str.h"

enum {
	CAPTURE_INTERFACES_MAX = 256,       /* of one pcapng section; more is damage */
	CAPTURE_FRAME_MAX = 256 * 1024,     /* libpcap's MAXIMUM_SNAPLEN: a longer record is damage, not a packet */
};

enum capture_end {
	CAPTURE_PACKET,  /* a packet was given */
	CAPTURE_DONE,    /* the file ended where it should */
	CAPTURE_UNKNOWN, /* neither pcap nor pcapng */
	CAPTURE_CUT,     /* the file ends inside a record; `offset` is where the record begins */
	CAPTURE_BROKEN,  /* a record breaks the format's rules; `offset` is where, `why` says how */
};

struct packet {
	str frame;          /* the captured bytes */
	uint32_t link_type; /* LINKTYPE_…, see pcap-linktype(7) */
	uint64_t time_us;   /* since 1970-01-01 UTC; 0 when the record has no time */
	uint64_t offset;    /* of the packet's bytes in the file */
};

struct capture_interface {
	uint32_t link_type;
	uint32_t snap_size;
	uint64_t ticks_per_second;
	uint64_t offset_seconds; /* two's complement: if_tsoffset is signed */
};

struct capture {
	str all;
	size_t at;
	uint64_t offset;  /* of what ended the walk */
	const char *why;  /* a short sentence for CAPTURE_BROKEN and CAPTURE_CUT */
	enum capture_end ended; /* CAPTURE_PACKET while the walk goes on */
	bool started, big_endian, is_ng;
	uint32_t record_head_size; /* of a pcap record: 16, or 24 in Kuznetzov's variant */
	uint32_t interface_count;
	struct capture_interface interfaces[CAPTURE_INTERFACES_MAX];
};

/* `file` must stay where it is while the walk goes on. */
void capture_init(struct capture *c, str file);

/*
 * Gives the next packet, whose frame points into the file, or how the walk
 * ended; an end stays an end. An empty file is CAPTURE_CUT, as nothing that
 * writes captures leaves one.
 */
enum capture_end capture_next(struct capture *c, struct packet *ret_packet);
