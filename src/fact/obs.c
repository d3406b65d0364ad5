#include "fact/obs.h"

#include "base/put.h"

#include <string.h>

size_t obs_pack(uint8_t *to, size_t room, const struct obs *obs) {
	size_t size = 1 + 16 + 8 + 8 + 1 + obs->field.n + 4 + obs->value.n;
	uint8_t *at = to;

	if (obs->field.n > OBS_FIELD_MAX || obs->value.n > OBS_VALUE_MAX || size > room)
		return 0;
	*at++ = obs->who.kind;
	at = put_str(at, (str){ obs->who.bytes, 16 });
	at = put_be(at, obs->time_us, 8);
	at = put_be(at, obs->offset, 8);
	*at++ = (uint8_t)obs->field.n;
	at = put_str(at, obs->field);
	at = put_be(at, obs->value.n, 4);
	put_str(at, obs->value);
	return size;
}

bool obs_unpack(cur *in, struct obs *ret_obs) {
	struct obs o = { .who.kind = cur_u8(in) };
	str bytes = cur_take(in, 16);

	o.time_us = cur_be64(in);
	o.offset = cur_be64(in);
	o.field = cur_take(in, cur_u8(in));
	o.value = cur_take(in, cur_be32(in));
	if (in->bad || o.who.kind > ADDR_IP6 || o.field.n == 0 || o.field.n > OBS_FIELD_MAX ||
	    o.value.n > OBS_VALUE_MAX)
		return false;
	memcpy(o.who.bytes, bytes.at, 16);
	*ret_obs = o;
	return true;
}

bool obs_is_own_mac(str field) {
	static const str fields[] = {
		STR_INIT("mac"), STR_INIT("sadp.mac"), STR_INIT("dhdiscover.mac"),
		STR_INIT("isapi.mac_address"), STR_INIT("onvif.mac"), STR_INIT("wsd.scope_mac"),
		STR_INIT("rpc2.mac"), STR_INIT("dvrip.mac"), STR_INIT("tdp.mac"), STR_INIT("kasa.mac"),
		STR_INIT("tapo.mac"), STR_INIT("upnp.mac_address"), STR_INIT("ubnt.mac"),
		STR_INIT("vapix.mac_address"), STR_INIT("tvt.mac"), STR_INIT("hds.mac"), STR_INIT("topsee.mac"),
		STR_INIT("reolink.mac"), STR_INIT("hanwha.mac"), STR_INIT("ipro.mac"), STR_INIT("vivotek.mac"),
		STR_INIT("foscam.mac"), STR_INIT("vstarcam.mac"), STR_INIT("bosch.mac"), STR_INIT("sony.mac"),
		STR_INIT("dlink.mac"), STR_INIT("edimax.mac"), STR_INIT("gvcp.mac"), STR_INIT("hid.mac"),
	};

	/* All of them end so, and of the others few do: every observation is asked. */
	if (!str_ends(field, STR("mac")) && !str_ends(field, STR("mac_address")))
		return false;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(field, fields[i]))
			return true;
	return false;
}
