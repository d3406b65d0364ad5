/*
 * What a register says no more. A cell that is blank now takes back what an
 * older reading of the same register had there, and so does one that cannot be
 * read: it does not say that. A column that is not there now takes nothing
 * back: nobody knows whether the register still has it. Nor does one of
 * another kind that could have said it (an IP address among postal ones, a
 * place in two columns, the remark that a "no" is): nobody knows whether it did.
 */
#include "cmd/import.h"

static uint64_t bit(unsigned at) {
	return UINT64_C(1) << at;
}

static str field_of(unsigned at) {
	return at == IMPORT_OTHER_MAC ? STR("register.other_mac") : import_fields[at];
}

uint64_t import_can_say(const struct import_sheet *sheet) {
	uint64_t columns = 0, can = 0;

	/* What a program saw is no register's: it says of nothing that it is not there. */
	if (sheet->product && sheet->product->seen)
		return 0;
	for (size_t i = 0; i < sheet->column_count; i++)
		columns |= bit(sheet->columns[i].column);
	if (columns & bit(COLUMN_MAC))
		columns |= bit(IMPORT_OTHER_MAC);
	for (unsigned at = 0; at <= IMPORT_OTHER_MAC; at++)
		can |= field_of(at).n ? columns & bit(at) : 0;
	return can;
}

uint64_t import_silent(const struct import_sheet *sheet, const struct import_row *row) {
	uint64_t silent = sheet->can_say;

	/* More than is kept of a row: what else it says nobody knows. */
	if (row->observation_count == IMPORT_OBSERVATIONS_MAX)
		return 0;
	for (unsigned at = 0; silent && at < IMPORT_OTHER_MAC; at++)
		for (size_t i = 0; (silent & bit(at)) && i < row->observation_count; i++)
			if (row->observations[i].field.at == import_fields[at].at)
				silent &= ~bit(at);
	return row->other_mac_count ? silent & ~bit(IMPORT_OTHER_MAC) : silent;
}

size_t import_put_silent(uint64_t silent, const struct obs *like, struct obs *to) {
	size_t count = 0;

	for (unsigned at = 0; at <= IMPORT_OTHER_MAC; at++) {
		if (!(silent & bit(at)))
			continue;
		to[count] = *like;
		to[count].field = field_of(at);
		to[count++].value = (str){ 0 };
	}
	return count;
}
