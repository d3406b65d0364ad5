/*
 * Capture files: pcap (draft-ietf-opsawg-pcap) and pcapng
 * (draft-ietf-opsawg-pcapng). All numbers stand in the byte order of the
 * machine that wrote the file; the magic number tells which.
 *
 * pcap, a file header and records:
 *
 *     MMMMMMMM  a1b2c3d4 microseconds, a1b23c4d nanoseconds, a1b2cd34 Kuznetzov's variant
 *     JJJJ NNNN version 2.4    ZZZZZZZZ GGGGGGGG zone and accuracy, unused
 *     SSSSSSSS  snap length    LLLLLLLL link type in the low 16 bits
 *
 *     SSSSSSSS FFFFFFFF  seconds, micro- or nanoseconds
 *     CCCCCCCC WWWWWWWW  bytes captured, bytes on the wire
 *     [IIIIIIII PPPP TT 00]  only in Kuznetzov's variant: interface, protocol, packet type
 *     bytes…
 *
 * pcapng, blocks:
 *
 *     TTTTTTTT LLLLLLLL body, padded to 4 … LLLLLLLL   type, size of the whole block twice
 *
 *     0a0d0d0a section    1a2b3c4d MMMM NNNN section-size[8] options
 *     00000001 interface  link type[2] 0000 snap[4] options; 9 if_tsresol, 14 if_tsoffset
 *     00000002 packet     interface[2] drops[2] time[8] captured[4] wire[4] bytes (obsolete)
 *     00000003 simple     wire[4] bytes; of interface 0, without a time
 *     00000006 enhanced   interface[4] time[8] captured[4] wire[4] bytes
 *
 * Surprises: a time of 8 bytes is two words, the high one first in either
 * byte order. A section's block type reads the same in both orders, so its
 * length can only be believed after its magic.
 */

#include "read/capture.h"

#include "base/cur.h"

/* No enum: they are above the range of int. */
static const uint32_t MAGIC_MICRO = 0xa1b2c3d4, MAGIC_NANO = 0xa1b23c4d, MAGIC_KUZNETZOV = 0xa1b2cd34;

enum {
	MAGIC_ORDER = 0x1a2b3c4d,
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 2,
	BLOCK_SIMPLE = 3,
	BLOCK_ENHANCED = 6,
	BLOCK_FRAME_SIZE = 12, /* type and both sizes */
	SECTION_SIZE_MIN = 28, /* without options */
	OPTION_END = 0,
	OPTION_TSRESOL = 9,
	OPTION_TSOFFSET = 14,
	PCAP_HEAD_SIZE = 24,
	RECORD_HEAD_SIZE = 16,
	RECORD_HEAD_KUZNETZOV_SIZE = 24,
	SECOND_US = 1000000,
};

void capture_init(struct capture *c, str file) {
	*c = (struct capture){ .all = file };
}

static enum capture_end end_at(struct capture *c, enum capture_end end, size_t offset, const char *why) {
	c->offset = offset;
	c->why = why;
	c->ended = end;
	return end;
}

static uint16_t take16(const struct capture *c, cur *in) {
	return c->big_endian ? cur_be16(in) : cur_le16(in);
}

/* The four bytes at `at` were taken before: this is the hot path. */
static uint32_t word(const struct capture *c, const uint8_t *at) {
	uint32_t little = (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;

	return c->big_endian ? __builtin_bswap32(little) : little;
}

static uint32_t take32(const struct capture *c, cur *in) {
	str s = cur_take(in, 4);

	return s.n ? word(c, s.at) : 0;
}

static cur cur_from(const struct capture *c, size_t at) {
	return cur_over((str){ c->all.at + at, c->all.n - at });
}

/* ---- pcap ---- */

static enum capture_end start_pcap(struct capture *c, uint32_t magic) {
	cur in = cur_from(c, 4);
	uint16_t major = take16(c, &in);

	cur_take(&in, 10);
	uint32_t snap_size = take32(c, &in), link = take32(c, &in);
	if (in.bad)
		return end_at(c, CAPTURE_CUT, 0, "the file ends inside its header");
	if (major != 2)
		return end_at(c, CAPTURE_BROKEN, 4, "the pcap version is not 2");
	/*
	 * libpcap's rule: no snap length means the largest, and a record longer than
	 * its own file's snap length is cut to it, for some writers got that wrong.
	 */
	if (snap_size == 0 || snap_size > CAPTURE_FRAME_MAX)
		snap_size = CAPTURE_FRAME_MAX;
	c->interfaces[0] = (struct capture_interface){
		/* The upper half holds the length of the FCS, which no reader needs. */
		.link_type = link & 0xffff,
		.snap_size = snap_size,
		.ticks_per_second = magic == MAGIC_NANO ? 1000ull * SECOND_US : SECOND_US,
	};
	c->record_head_size = magic == MAGIC_KUZNETZOV ? RECORD_HEAD_KUZNETZOV_SIZE : RECORD_HEAD_SIZE;
	c->at = PCAP_HEAD_SIZE;
	return CAPTURE_PACKET;
}

static enum capture_end next_record(struct capture *c, struct packet *ret_packet) {
	const struct capture_interface *interface = &c->interfaces[0];
	size_t left = c->all.n - c->at;

	if (left == 0)
		return end_at(c, CAPTURE_DONE, c->at, NULL);
	if (left < c->record_head_size)
		return end_at(c, CAPTURE_CUT, c->at, "the file ends inside the header of a packet");
	const uint8_t *head = c->all.at + c->at;
	uint64_t seconds = word(c, head), ticks = word(c, head + 4);
	uint32_t size = word(c, head + 8);
	if (size > CAPTURE_FRAME_MAX)
		return end_at(c, CAPTURE_BROKEN, c->at, "a packet says that it has over 256 KiB");
	if (size > left - c->record_head_size)
		return end_at(c, CAPTURE_CUT, c->at, "the file ends inside a packet");
	const uint8_t *frame = head + c->record_head_size;
	/* The next record, while this one is worked on. */
	__builtin_prefetch(frame + size);
	__builtin_prefetch(frame + size + 64);
	*ret_packet = (struct packet){
		.frame = { frame, size < interface->snap_size ? size : interface->snap_size },
		.link_type = interface->link_type,
		.time_us = seconds * SECOND_US + (interface->ticks_per_second == SECOND_US ? ticks : ticks / 1000),
		.offset = c->at + c->record_head_size,
	};
	c->at += c->record_head_size + size;
	return CAPTURE_PACKET;
}

/* ---- pcapng ---- */

static uint64_t time_us_of(const struct capture_interface *interface, uint64_t ticks) {
	uint64_t rate = interface->ticks_per_second;
	uint64_t seconds = ticks / rate, rest = ticks % rate;

	/* rest * 10^6 must not overflow; above 10^13 ticks the loss is under a microsecond. */
	uint64_t part = rate <= 10000000000000ull ? rest * SECOND_US / rate : rest / (rate / SECOND_US);
	return (seconds + interface->offset_seconds) * SECOND_US + part;
}

/* False when the resolution is finer than 64 bits of ticks can count. */
static bool set_resolution(struct capture_interface *interface, uint8_t resolution) {
	uint64_t rate = 1;

	if (resolution & 0x80) {
		if ((resolution & 0x7f) > 63)
			return false;
		interface->ticks_per_second = 1ull << (resolution & 0x7f);
		return true;
	}
	if (resolution > 19)
		return false;
	for (unsigned i = 0; i < resolution; i++)
		rate *= 10;
	interface->ticks_per_second = rate;
	return true;
}

static bool take_options(const struct capture *c, cur in, struct capture_interface *interface) {
	/* Options may simply stop: opt_endofopt is optional at the end of a block. */
	while (cur_left(&in) >= 4) {
		uint16_t code = take16(c, &in), size = take16(c, &in);
		str value = cur_take(&in, size);

		if (code == OPTION_END)
			return true;
		if (in.bad)
			return false;
		if (code == OPTION_TSRESOL && (size != 1 || !set_resolution(interface, value.at[0])))
			return false;
		if (code == OPTION_TSOFFSET) {
			cur offset = cur_over(value);
			uint64_t first = take32(c, &offset), second = take32(c, &offset);
			if (offset.bad)
				return false;
			/* Unlike a timestamp this is one number of eight bytes. */
			interface->offset_seconds = c->big_endian ? first << 32 | second : second << 32 | first;
		}
		cur_take(&in, -(size_t)size & 3);
	}
	return true;
}

static enum capture_end take_interface(struct capture *c, cur body, size_t block) {
	struct capture_interface interface = { .ticks_per_second = SECOND_US };

	interface.link_type = take16(c, &body);
	cur_take(&body, 2);
	interface.snap_size = take32(c, &body);
	if (body.bad)
		return end_at(c, CAPTURE_BROKEN, block, "the block of an interface is too short");
	if (c->interface_count == CAPTURE_INTERFACES_MAX)
		return end_at(c, CAPTURE_BROKEN, block, "a section has over 256 interfaces");
	if (!take_options(c, body, &interface))
		return end_at(c, CAPTURE_BROKEN, block, "an interface has malformed options");
	c->interfaces[c->interface_count++] = interface;
	return CAPTURE_PACKET;
}

/* Sets the order from the magic behind the two sizes; the block itself is checked later. */
static enum capture_end take_section_order(struct capture *c) {
	cur in = cur_from(c, c->at);

	cur_take(&in, 8);
	uint32_t magic = cur_be32(&in);
	if (in.bad)
		return end_at(c, CAPTURE_CUT, c->at, "the file ends inside the header of a section");
	if (magic != MAGIC_ORDER && magic != __builtin_bswap32(MAGIC_ORDER))
		return end_at(c, CAPTURE_BROKEN, c->at, "a section has no byte-order magic");
	c->big_endian = magic == MAGIC_ORDER;
	c->interface_count = 0;
	return CAPTURE_PACKET;
}

/* An enhanced or an obsolete packet block: they differ in how the interface is written. */
static enum capture_end take_packet(struct capture *c, cur body, size_t block, bool is_enhanced,
				    struct packet *ret_packet) {
	uint32_t number = is_enhanced ? take32(c, &body) : take16(c, &body);

	if (!is_enhanced)
		cur_take(&body, 2);
	uint64_t high = take32(c, &body), ticks = high << 32 | take32(c, &body);
	uint32_t size = take32(c, &body);
	cur_take(&body, 4);
	str frame = cur_take(&body, size);
	if (body.bad)
		return end_at(c, CAPTURE_BROKEN, block, "a packet is longer than its block");
	if (size > CAPTURE_FRAME_MAX)
		return end_at(c, CAPTURE_BROKEN, block, "a packet says that it has over 256 KiB");
	if (number >= c->interface_count)
		return end_at(c, CAPTURE_BROKEN, block, "a packet names an interface that was not described");
	*ret_packet = (struct packet){
		.frame = frame,
		.link_type = c->interfaces[number].link_type,
		.time_us = time_us_of(&c->interfaces[number], ticks),
		.offset = frame.n ? (uint64_t)(frame.at - c->all.at) : block,
	};
	return CAPTURE_PACKET;
}

static enum capture_end take_simple(struct capture *c, cur body, size_t block, struct packet *ret_packet) {
	uint32_t size = take32(c, &body), snap_size = c->interfaces[0].snap_size;
	str frame = cur_rest(&body);

	if (body.bad)
		return end_at(c, CAPTURE_BROKEN, block, "a packet is longer than its block");
	if (c->interface_count == 0)
		return end_at(c, CAPTURE_BROKEN, block, "a packet names an interface that was not described");
	/* It has no captured size: that is the least of wire size, snap length and block. */
	if (snap_size && size > snap_size)
		size = snap_size;
	if (frame.n > size)
		frame.n = size;
	if (frame.n > CAPTURE_FRAME_MAX)
		return end_at(c, CAPTURE_BROKEN, block, "a packet says that it has over 256 KiB");
	*ret_packet = (struct packet){
		.frame = frame,
		.link_type = c->interfaces[0].link_type,
		.offset = frame.n ? (uint64_t)(frame.at - c->all.at) : block,
	};
	return CAPTURE_PACKET;
}

/* Takes one whole block off the file: its type and its body. */
static enum capture_end take_block(struct capture *c, uint32_t *ret_type, cur *ret_body) {
	size_t block = c->at, left = c->all.n - c->at;
	cur in = cur_from(c, c->at);

	if (left == 0)
		return end_at(c, CAPTURE_DONE, c->at, NULL);
	uint32_t type = take32(c, &in);
	if (in.bad)
		return end_at(c, CAPTURE_CUT, block, "the file ends inside the header of a block");
	if (type == BLOCK_SECTION) {
		enum capture_end end = take_section_order(c);
		if (end != CAPTURE_PACKET)
			return end;
	}
	uint32_t size = take32(c, &in);
	if (in.bad)
		return end_at(c, CAPTURE_CUT, block, "the file ends inside the header of a block");
	if (size < (type == BLOCK_SECTION ? SECTION_SIZE_MIN : BLOCK_FRAME_SIZE) || size % 4 != 0)
		return end_at(c, CAPTURE_BROKEN, block, "a block has an impossible length");
	if (size > left)
		return end_at(c, CAPTURE_CUT, block, "the file ends inside a block");
	str body = cur_take(&in, size - BLOCK_FRAME_SIZE);
	if (take32(c, &in) != size)
		return end_at(c, CAPTURE_BROKEN, block, "a block ends with another length than it began with");
	c->at += size;
	*ret_type = type;
	*ret_body = cur_over(body);
	return CAPTURE_PACKET;
}

static enum capture_end next_block(struct capture *c, struct packet *ret_packet) {
	for (;;) {
		size_t block = c->at;
		uint32_t type;
		cur body;
		enum capture_end end = take_block(c, &type, &body);

		if (end != CAPTURE_PACKET)
			return end;
		if (type == BLOCK_ENHANCED || type == BLOCK_PACKET)
			return take_packet(c, body, block, type == BLOCK_ENHANCED, ret_packet);
		if (type == BLOCK_SIMPLE)
			return take_simple(c, body, block, ret_packet);
		if (type == BLOCK_INTERFACE)
			end = take_interface(c, body, block);
		/* Names, statistics, secrets, journals, custom blocks: nothing to see in them. */
		if (end != CAPTURE_PACKET)
			return end;
	}
}

static bool is_pcap_magic(uint32_t magic) {
	return magic == MAGIC_MICRO || magic == MAGIC_NANO || magic == MAGIC_KUZNETZOV;
}

static enum capture_end start(struct capture *c) {
	cur in = cur_over(c->all);

	if (c->all.n == 0)
		return end_at(c, CAPTURE_CUT, 0, "the file is empty");
	uint32_t magic = cur_be32(&in);
	if (in.bad)
		return end_at(c, CAPTURE_UNKNOWN, 0, NULL);
	c->started = true;
	c->is_ng = magic == BLOCK_SECTION;
	if (c->is_ng)
		return CAPTURE_PACKET;
	c->big_endian = is_pcap_magic(magic);
	if (!c->big_endian)
		magic = __builtin_bswap32(magic);
	if (is_pcap_magic(magic))
		return start_pcap(c, magic);
	return end_at(c, CAPTURE_UNKNOWN, 0, NULL);
}

enum capture_end capture_next(struct capture *c, struct packet *ret_packet) {
	if (c->ended != CAPTURE_PACKET)
		return c->ended;
	if (!c->started) {
		enum capture_end end = start(c);
		if (end != CAPTURE_PACKET)
			return end;
	}
	return c->is_ng ? next_block(c, ret_packet) : next_record(c, ret_packet);
}
