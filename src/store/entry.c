#include "store/entry.h"

#include <errno.h>
#include <stdlib.h>

#include "store/log.h"

enum {
	BODY_SIZE_MAX = 4 * 1024 * 1024 - 64 * 1024, /* the estate takes 4 MiB in a row */
	BODY_SIZE_LONG = BODY_SIZE_MAX / 2,          /* whatever is said of one device fits into the other half */
	NAME_SIZE_MAX = 200,                         /* bytes of a device's name, so that hostile ones do not fill the log */
};

int entry_open(struct entry *e) {
	e->memory = malloc(BODY_SIZE_MAX);
	if (!e->memory)
		return -ENOMEM;
	e->j = json_out_over(e->memory, BODY_SIZE_MAX);
	json_out_object(&e->j);
	return 0;
}

bool entry_is_long(const struct entry *e) {
	return e->j.text.used > BODY_SIZE_LONG;
}

void entry_put_device_as(struct entry *e, int64_t row, str name, addr mac) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	name.n = name.n < NAME_SIZE_MAX ? name.n : NAME_SIZE_MAX;
	if (mac.kind == ADDR_MAC)
		addr_format(&t, mac);
	json_out_pair_u64(&e->j, "row", (uint64_t)row);
	entry_put(e, "name", name);
	entry_put(e, "mac", text_done(&t));
}

int entry_put_device(struct store *s, struct entry *e, int64_t row) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_DEVICE_LABEL, row, &load, &found);

	if (r || !found)
		return r ? r : STORE_ABSENT;
	entry_put_device_as(e, row, column_text(load, 0), column_addr(load, 1));
	sqlite3_reset(load);
	return 0;
}

int entry_close(struct store *s, struct entry *e, const char *act, str who, int r) {
	json_out_object_end(&e->j);
	if (!r && e->j.text.full)
		r = -EMSGSIZE;
	struct log_entry entry = { .act = str_of(act), .who = who, .body = json_out_done(&e->j) };
	if (!r)
		r = store_log_add(s, &entry);
	free(e->memory);
	e->memory = NULL;
	return r;
}
