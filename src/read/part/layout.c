/*
 * layout: see the header file.
 */

#include "read/part/layout.h"

str layout_bytes(str message, size_t at, size_t size) {
	str rest = str_after(message, at);

	return rest.n < size ? (str){ 0 } : (str){ rest.at, size };
}

/* Up to the first NUL, trimmed; empty when a byte of it is a control character. */
static str printable(str s) {
	str text = str_trim(str_cut(&s, 0));

	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < ' ' || text.at[i] == 0x7f)
			return (str){ 0 };
	return text;
}

str layout_text(str message, size_t at, size_t size) {
	return printable(layout_bytes(message, at, size));
}

void layout_tell_text(struct reading *rx, const struct field *field, str text) {
	tell(rx, field, printable(text));
}

void layout_tell_mac(struct reading *rx, const struct field *field, addr mac) {
	if (addr_is_station(mac))
		tell_addr(rx, field, mac);
}

void layout_tell_ip(struct reading *rx, const struct field *field, addr ip) {
	if (addr_is_unicast(ip))
		tell_addr(rx, field, ip);
}

static uint32_t number_of(str bytes) {
	uint32_t number = 0;

	for (size_t i = bytes.n; i > 0; i--)
		number = number << 8 | bytes.at[i - 1];
	return number;
}

static void tell_row(struct reading *rx, const struct field *field, enum layout_kind kind, str bytes) {
	uint32_t number;

	switch (kind) {
	case LAYOUT_TEXT:
		layout_tell_text(rx, field, bytes);
		break;
	case LAYOUT_MAC:
		layout_tell_mac(rx, field, addr_of(ADDR_MAC, bytes));
		break;
	case LAYOUT_MAC_TEXT:
		layout_tell_mac(rx, field, addr_parse(printable(bytes)));
		break;
	case LAYOUT_IP:
		layout_tell_ip(rx, field, addr_of(ADDR_IP4, bytes));
		break;
	case LAYOUT_IP_TEXT:
		layout_tell_ip(rx, field, addr_parse(printable(bytes)));
		break;
	case LAYOUT_NUMBER:
		number = number_of(bytes);
		if (number)
			tell_u64(rx, field, number);
		break;
	}
}

bool layout_tell(struct reading *rx, const struct field *fields, const struct layout *rows, size_t row_count, str message) {
	bool whole = true;

	for (size_t i = 0; i < row_count; i++) {
		str bytes = layout_bytes(message, rows[i].at, rows[i].size);

		whole = whole && bytes.n;
		if (bytes.n)
			tell_row(rx, &fields[rows[i].field], rows[i].kind, bytes);
	}
	return whole;
}
