/*
 * From a row to the device that it is about.
 */
#include "cmd/import.h"

#include <math.h>

#include "show/glyph.h"

/* The name, in brackets behind it what tells it from others of the same name. */
static str with(arena *mem, str name, str other) {
	const str parts[] = { glyph_head(name, IMPORT_NAME_MAX / 2), STR(" ("), glyph_head(other, IMPORT_NAME_MAX / 2 - 3), STR(")") };

	return arena_join(mem, parts, sizeof parts / sizeof *parts);
}

static str row_text(arena *mem, const struct import_sheet *sheet, uint32_t number) {
	uint8_t room[32];
	struct text t = TEXT(room);

	text_cstr(&t, ", row ");
	text_u64(&t, number);
	return arena_join(mem, (const str[]){ glyph_head(sheet->source, IMPORT_NAME_MAX - sizeof room), text_done(&t) }, 2);
}

/* What nobody else has: a serial number, an address, its row. */
static str own_text(const struct import_row *row, const struct import_sheet *sheet, arena *mem) {
	if (row->texts[COLUMN_SERIAL].n)
		return row->texts[COLUMN_SERIAL];
	if (row->mac.kind != ADDR_NONE)
		return addr_text(mem, row->mac);
	if (row->texts[COLUMN_IDENTIFIER].n)
		return row->texts[COLUMN_IDENTIFIER];
	return row_text(mem, sheet, row->number);
}

/* Unlike every other device of the registers: it is found by it at the next import. */
static str name_of(const struct import *im, const struct import_sheet *sheet, arena *mem) {
	const struct import_row *row = &im->row;
	struct same_keys keys = import_keys(im, row);
	str name = row->texts[COLUMN_NAME], site = import_site_text(row);

	if (!name.n)
		name = row->texts[COLUMN_HOSTNAME].n ? row->texts[COLUMN_HOSTNAME] : row->texts[COLUMN_IDENTIFIER];
	if (!name.n && row->mac.kind != ADDR_NONE)
		return addr_text(mem, row->mac);
	if (!name.n && row->ip.kind != ADDR_NONE)
		return addr_text(mem, row->ip);
	if (!name.n)
		return glyph_head(own_text(row, sheet, mem), IMPORT_NAME_MAX);
	if (!same_rows_name_shared(im->same, keys.name))
		return glyph_head(name, IMPORT_NAME_MAX);
	return with(mem, name, site.n && !same_rows_place_shared(im->same, keys.place) ? site : own_text(row, sheet, mem));
}

struct import_about import_about_row(struct import *im, const struct import_sheet *sheet, uint32_t number, arena *mem) {
	struct import_row *row = &im->row;
	str site = import_site_text(row), contract = row->texts[COLUMN_CONTRACT];
	struct import_about about = {
		.first = same_rows_first(im->same, number), .observations = row->observations,
		.observation_count = row->observation_count, .silent = row->silent, .address_count = row->address_count,
		.acquired = row->acquired, .first_us = row->time_us, .last_us = row->time_us,
		.site = site.n ? import_book(im, &im->sites, site, false) : NULL,
		.contract = contract.n ? import_book(im, &im->contracts, contract, false) : NULL,
	};

	about.name = about.first == number ? name_of(im, sheet, mem) : (str){ 0 };
	memcpy(about.addresses, row->addresses, row->address_count * sizeof *row->addresses);
	return about;
}

static bool says_already(const struct import_about *about, const struct obs *o) {
	for (size_t i = 0; i < about->observation_count; i++)
		if (str_eq(about->observations[i].value, o->value) && str_eq(about->observations[i].field, o->field))
			return true;
	return false;
}

/* For all that the next row says, and no more: of a large register, very many devices wait for their last row. */
static void make_room(struct import_about *about, size_t count, arena *mem) {
	size_t room = about->observation_count + count;
	struct obs *bigger = arena_new(mem, struct obs, room);

	if (!bigger)
		return;
	if (about->observation_count)
		memcpy(bigger, about->observations, about->observation_count * sizeof *bigger);
	about->observations = bigger;
	about->room = room;
}

void import_about_more(struct import_about *about, const struct import_about *more, arena *mem) {
	if (!about->name.at)
		about->name = arena_str(mem, more->name);
	for (size_t i = 0; i < more->observation_count && about->observation_count < IMPORT_ABOUT_MAX; i++) {
		struct obs o = more->observations[i];

		if (says_already(about, &o))
			continue;
		if (about->observation_count == about->room)
			make_room(about, more->observation_count - i, mem);
		o.value = arena_str(mem, o.value);
		if (mem->full)
			return;
		about->observations[about->observation_count++] = o;
	}
	for (size_t i = 0; i < more->address_count && about->address_count < CELL_ADDRESSES_MAX; i++)
		about->addresses[about->address_count++] = more->addresses[i];
	about->silent &= more->silent;
	about->first_us = about->first_us && about->first_us < more->first_us ? about->first_us : more->first_us;
	about->last_us = more->last_us > about->last_us ? more->last_us : about->last_us;
	about->first = more->first;
	about->acquired = about->acquired == DATE_NONE ? more->acquired : about->acquired;
	about->site = about->site ? about->site : more->site;
	about->contract = about->contract ? about->contract : more->contract;
}

/*
 * The MACs of further network cards, where no other device names them: the
 * wire may have seen any. Where several name one, it is that of the recorder
 * or switch they hang on.
 */
static void name_other_macs(struct import *im, const struct import_about *about, const addr *mac) {
	for (size_t i = 0; i < about->observation_count && mac->kind == ADDR_MAC; i++) {
		struct obs *o = &about->observations[i];
		addr other = str_eq(o->field, STR("register.mac")) ? addr_parse(o->value) : (addr){ 0 };

		if (other.kind == ADDR_MAC && !addr_eq(other, *mac) &&
		    same_rows_is_own_mac(im->same, about->first, same_key_of_mac(other)))
			o->field = STR("register.other_mac");
	}
}

/* Behind what it says, what it does not say any more. */
static void add_silent(const struct import_about *about, arena *mem, struct device *d) {
	size_t room = about->observation_count + IMPORT_OTHER_MAC + 1;
	struct obs *observations = about->silent && about->observation_count ? arena_new(mem, struct obs, room) : NULL;

	if (!observations)
		return;
	memcpy(observations, about->observations, about->observation_count * sizeof *observations);
	d->observations = observations;
	d->blank_count = import_put_silent(about->silent, &observations[0], observations + about->observation_count);
}

/*
 * A MAC in a register is one that somebody typed in, as likely as not from the
 * label of the box beside it, so it is an observation of its own kind,
 * register.mac, that no mark takes for an address seen on the network. The
 * device has it as its MAC, so that it is found on the wire; but one that
 * stands at two devices of the books is wrong at one of them, and would hang
 * one camera's papers on another: then it is nobody's. Addresses are for the
 * store to weigh, which knows who had them when.
 */
void import_device(struct import *im, const struct import_about *about, arena *mem, struct device *ret_device) {
	struct circumstances *known = arena_new(mem, struct circumstances, 1);

	*ret_device = (struct device){
		.name = about->name, .mac = same_mac_of_key(same_rows_mac(im->same, about->first)),
		.addresses = about->addresses, .address_count = about->address_count, .observations = about->observations,
		.observation_count = about->observation_count, .first_us = about->first_us, .last_us = about->last_us,
	};
	name_other_macs(im, about, &ret_device->mac);
	add_silent(about, mem, ret_device);
	if (!known)
		return;
	*known = CIRCUMSTANCES_NONE;
	known->acquired = about->acquired;
	known->contract = about->contract ? &about->contract->contract : NULL;
	if (known->acquired != DATE_NONE || known->contract)
		ret_device->circumstances = known;
}
