/*
 * The DNS message, RFC 1035 chapter 4:
 *
 *     II II  FF FF  QQ QQ  AA AA  NN NN  XX XX    id, flags, how many of each section
 *     question: name type[2] class[2]
 *     record:   name type[2] class[2] ttl[4] size[2] data[size]
 *     name:     labels, each NN text[N]; 00 ends; 11PPPPPP PPPPPPPP goes on at byte P
 */

#include "read/part/dns_message.h"

#include <string.h>

/* A name has at most 127 labels; real ones jump once or twice. Keeps long chains of jumps cheap. */
enum { JUMPS_MAX = 32 };

bool dns_open(str message, struct dns_message *ret_message) {
	struct dns_message m = { .all = message, .in = cur_over(message) };

	cur_be16(&m.in);
	uint16_t flags = cur_be16(&m.in);
	for (unsigned i = 0; i < DNS_SECTION_COUNT; i++)
		m.counts[i] = cur_be16(&m.in);
	if (m.in.bad)
		return false;
	m.is_response = flags >> 15;
	m.opcode = flags >> 11 & 15;
	m.rcode = flags & 15;
	m.left = m.counts[DNS_QUESTION];
	*ret_message = m;
	return true;
}

static bool append_label(struct dns_name *name, str label) {
	size_t dot = name->size > 0;

	if (label.n + dot > DNS_NAME_MAX - name->size)
		return false;
	if (dot)
		name->at[name->size++] = '.';
	memcpy(name->at + name->size, label.at, label.n);
	name->size += label.n;
	return true;
}

/*
 * Reads one name at `in`, which then stands behind it. A jump must lead to
 * before the place where the labels that jump began, so no loop can close.
 */
static enum dns_step take_name(str all, cur *in, struct dns_name *ret_name) {
	struct dns_name name = { .size = 0 };
	size_t run = (size_t)(in->at - all.at);
	unsigned jumps = 0;
	cur here = *in;

	for (;;) {
		uint8_t size = cur_u8(&here);

		if (size >= 0xc0) {
			size_t to = (size_t)(size & 0x3f) << 8 | cur_u8(&here);
			if (here.bad)
				return DNS_CUT;
			if (to >= run || ++jumps > JUMPS_MAX)
				return DNS_BROKEN;
			if (jumps == 1)
				*in = here;
			run = to;
			here = cur_over(str_after(all, to));
			continue;
		}
		str label = cur_take(&here, size);
		if (here.bad)
			return DNS_CUT;
		if (size == 0)
			break;
		/* 01 and 10 in the top bits were never put to use (RFC 6891, 5). */
		if (size >= 0x40 || !append_label(&name, label))
			return DNS_BROKEN;
	}
	if (jumps == 0)
		*in = here;
	*ret_name = name;
	return DNS_RECORD;
}

enum dns_step dns_next(struct dns_message *m, struct dns_record *ret_record) {
	while (m->left == 0) {
		if (m->section == DNS_ADDITIONAL)
			return DNS_END;
		m->section++;
		m->left = m->counts[m->section];
	}
	m->left--;
	ret_record->section = m->section;
	enum dns_step step = take_name(m->all, &m->in, &ret_record->name);
	if (step != DNS_RECORD)
		return step;
	ret_record->type = cur_be16(&m->in);
	ret_record->class = cur_be16(&m->in);
	ret_record->ttl_s = 0;
	ret_record->data = (str){ 0 };
	if (m->section != DNS_QUESTION) {
		ret_record->ttl_s = cur_be32(&m->in);
		ret_record->data = cur_take(&m->in, cur_be16(&m->in));
	}
	return m->in.bad ? DNS_CUT : DNS_RECORD;
}

bool dns_name_in(const struct dns_message *m, str data, size_t offset, struct dns_name *ret_name) {
	str rest = str_after(data, offset);
	cur in = cur_over(rest);

	/* Labels must end inside the data; a jump may lead anywhere before it. */
	return rest.n > 0 && take_name(m->all, &in, ret_name) == DNS_RECORD;
}

bool dns_name_is_reverse(str name) {
	return str_ends(name, STR(".arpa"));
}
