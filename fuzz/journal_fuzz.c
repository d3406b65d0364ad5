/*
 * A journal after any damage: the bytes as they are, then as bodies of records
 * whose checks are right, which bytes alone would never get past.
 */

#include <stdlib.h>
#include <string.h>

#include "base/cur.h"
#include "base/put.h"
#include "base/sha1.h"
#include "sense/journal.h"

static void check_addr(addr a) {
	if (a.kind > ADDR_IP6)
		abort();
	for (size_t i = addr_size(a.kind); i < sizeof a.bytes; i++)
		if (a.bytes[i])
			abort();
}

static int found(struct journal_listener *l, const struct journal_found *f) {
	(void)l;
	check_addr(f->who);
	check_addr(f->mac);
	if (f->interface.n > JOURNAL_INTERFACE_MAX)
		abort();
	return 0;
}

static int obs(struct journal_listener *l, const struct obs *o) {
	(void)l;
	check_addr(o->who);
	if (o->field.n == 0 || o->field.n > OBS_FIELD_MAX || o->value.n > OBS_VALUE_MAX)
		abort();
	return 0;
}

static int asked(struct journal_listener *l, addr who, uint32_t question) {
	(void)l, (void)question;
	check_addr(who);
	return 0;
}

static int position(struct journal_listener *l, const struct journal_position *p) {
	(void)l, (void)p;
	return 0;
}

static void read_all(str bytes) {
	struct journal_listener l = { found, obs, asked, position };
	size_t used = 0;

	journal_read(bytes, &l, &used);
	if (used > bytes.n)
		abort();
}

/* Each body has its kind, and its size in two bytes, before it; the last one is what is left. */
static str seal_all(cur in, uint8_t *room) {
	uint8_t *at = room + JOURNAL_CHECK_SIZE, digest[SHA1_SIZE];

	memset(room, 0, JOURNAL_CHECK_SIZE);
	while (cur_left(&in)) {
		uint8_t kind = cur_u8(&in);
		size_t size = cur_be16(&in);
		str body = cur_take(&in, size < cur_left(&in) ? size : cur_left(&in));
		uint8_t *end = put_be(put_be(at, body.n, 4), kind, 1);

		end = put_str(end, body);
		sha1_of((str){ at - JOURNAL_CHECK_SIZE, (size_t)(end - at) + JOURNAL_CHECK_SIZE }, digest);
		at = put_str(end, (str){ digest, JOURNAL_CHECK_SIZE });
	}
	return (str){ room, (size_t)(at - room) };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	str all = { data, size };
	/* The smallest record of the input has one byte, and 13 once it is sealed. */
	uint8_t *room = malloc(JOURNAL_CHECK_SIZE + size * 13);

	if (!room)
		return 0;
	read_all(all);
	read_all(seal_all(cur_over(all), room));
	free(room);
	return 0;
}
