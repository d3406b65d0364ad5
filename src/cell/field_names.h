#pragma once

/*
 * field_names: what people call a field, and what the house calls it.
 *
 * Records come from many tools. A name in another spelling ("snmp.sysDescr",
 * "upnp.modelName", "HTTP.Server") and a name that others have for the very
 * same thing ("dhcp.option60") are understood as the house's own. It is a
 * list of whole names, never a likeness: "nvr.channel.1.mac" is the address
 * of somebody else.
 */

#include "base/arena.h"
#include "base/str.h"

/* One name that others have for a field of ours. */
struct field_name {
	str other;
	str own;
	str before; /* is put before the value: "CN=" for a bare common name */
};

/*
 * All of them, one a call, `*at` beginning with { 0 }. False when there are no more.
 */
struct field_names_at {
	unsigned row;
	str rest;
};
bool field_names_next(struct field_names_at *at, struct field_name *ret_name);

/*
 * The name in snake_case, which lives in `mem` when it is another than
 * `given`: "snmp.sysDescr" is snmp.sys_descr. The first word keeps its dashes,
 * which stand before a port. `given` when nothing is to be changed, when it
 * has signs that no name of ours has, or when `mem` is full.
 */
str field_names_spelled(arena *mem, str given);
