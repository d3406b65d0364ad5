/*
 * Names of fields: the list, and the spelling.
 */
#include "cell/field_names.h"

#include "base/text.h"
#include "fact/obs.h"
#include "read/proto.h"

/* Names that other tools and people have for our fields, in snake_case, with a blank between them. */
static const struct {
	const char *own, *before, *others;
} rows[] = {
	{ "mac", "", "mac_address mac.address mac_addr mac.addr hwaddr ethernet.mac eth.mac eth0.mac device.mac nmap.mac mac.oui "
		     "mac.prefix oui" },

	{ "http.raw", "", "http.banner http.answer http.reply http.dump" },
	{ "https.raw", "", "https.banner https.response" },
	{ "http.header", "", "http.headers http.response_headers http.response_header https.header https.headers" },
	{ "http.html", "", "http.page http.index http.index_html http.content http.root http.login_page http.homepage https.html" },
	{ "http.body", "", "http.response_body https.body" },
	{ "http.server", "", "http.headers.server http.header.server http.server_header https.server http.banner.server" },
	{ "http.title", "", "http.html_title http.page_title https.title html.title" },
	{ "http.authenticate", "", "http.www_authenticate http.wwwauthenticate http.auth http.wwwauth http.headers.www_authenticate "
				   "http.header.www_authenticate https.authenticate https.www_authenticate" },
	{ "http.realm", "", "http.auth_realm http.authenticate.realm http.digest_realm http.basic_realm https.realm" },
	{ "http.path", "", "http.url_path" },
	{ "http.cookie", "", "http.cookie_name" },
	{ "http.user_agent", "", "http.useragent" },
	{ "http.favicon_mmh3", "", "http.favicon_hash http.favicon.hash http.favicon.mmh3 favicon.mmh3 favicon.hash favicon_hash "
				   "https.favicon_mmh3 http.favicon_murmur3" },
	{ "http.favicon_md5", "", "favicon.md5 http.favicon.md5 https.favicon_md5" },

	{ "rtsp.raw", "", "rtsp.banner rtsp.answer rtsp.reply rtsp.describe_response rtsp.options_response rtsp.dump" },
	{ "rtsp.header", "", "rtsp.headers rtsp.response_headers" },
	{ "rtsp.server", "", "rtsp.server_header rtsp.headers.server rtsp.header.server" },
	{ "rtsp.www_authenticate", "", "rtsp.authenticate rtsp.auth rtsp.wwwauth rtsp.wwwauthenticate rtsp.header.www_authenticate" },
	{ "rtsp.realm", "", "rtsp.auth_realm rtsp.digest_realm rtsp.basic_realm" },
	{ "rtsp.path", "", "rtsp.stream_path rtsp.url_path rtsp.route" },
	{ "rtsp.public", "", "rtsp.methods rtsp.header.public rtsp.allowed" },
	{ "rtsp.user_agent", "", "rtsp.useragent" },
	{ "sdp.raw", "", "sdp.body sdp.text rtsp.sdp_body" },
	{ "sdp.session", "", "sdp.session_name sdp.name sdp.s" },
	{ "sdp.info", "", "sdp.session_info sdp.information sdp.i" },

	{ "onvif.raw", "", "onvif.response onvif.xml onvif.device_information onvif.device_info onvif.get_device_information_response "
			   "onvif.getdeviceinformation onvif.soap" },
	{ "onvif.manufacturer", "", "onvif.make onvif.mfr onvif.vendor onvif.brand onvif.manufacturer_name" },
	{ "onvif.model", "", "onvif.model_name onvif.device_model onvif.model_number" },
	{ "onvif.firmware_version", "", "onvif.firmware onvif.fw_version" },
	{ "onvif.serial_number", "", "onvif.serial onvif.sn" },
	{ "onvif.hardware_id", "", "onvif.hw_id" },
	{ "wsd.raw", "", "wsd.xml wsd.response wsd.reply wsd.probematch wsd.probematches onvif.probe_match onvif.probe_matches "
			 "wsdiscovery.raw ws_discovery.raw" },
	{ "wsd.scope", "", "wsdiscovery.scopes wsdiscovery.scope ws_discovery.scopes ws_discovery.scope discovery.scopes" },
	{ "wsd.scope_hardware", "", "wsd.hardware wsd.model onvif.hardware onvif.scope_hardware" },
	{ "wsd.scope_name", "", "wsd.name onvif.name onvif.scope_name" },
	{ "wsd.scope_manufacturer", "", "wsd.manufacturer onvif.scope_manufacturer" },
	{ "wsd.scope_location", "", "onvif.scope_location" },
	{ "wsd.scope_mac", "", "wsd.mac" },
	{ "wsd.types", "", "wsd.type onvif.types" },
	{ "wsd.xaddr", "", "wsd.xaddrs onvif.xaddr onvif.xaddrs" },
	{ "wsd.endpoint", "", "wsd.endpoint_reference wsd.epr wsd.urn wsd.uuid wsd.address onvif.urn onvif.endpoint" },

	{ "upnp.raw", "", "upnp.rootdesc upnp.root_desc upnp.description_xml upnp.device_description_xml ssdp.description "
			  "ssdp.device_description" },
	{ "upnp.manufacturer", "", "upnp.make upnp.vendor ssdp.manufacturer" },
	{ "upnp.manufacturer_url", "", "ssdp.manufacturer_url" },
	{ "upnp.model_name", "", "upnp.model ssdp.model_name ssdp.model" },
	{ "upnp.model_number", "", "ssdp.model_number" },
	{ "upnp.model_description", "", "ssdp.model_description" },
	{ "upnp.model_url", "", "ssdp.model_url" },
	{ "upnp.friendly_name", "", "upnp.name ssdp.friendly_name" },
	{ "upnp.serial_number", "", "upnp.serial ssdp.serial_number" },
	{ "ssdp.raw", "", "ssdp.banner ssdp.reply ssdp.answer ssdp.msearch_response" },
	{ "ssdp.server", "", "upnp.server ssdp.headers.server" },

	{ "mdns.instance", "", "mdns.name mdns.instance_name mdns.service_name bonjour.name zeroconf.name" },
	{ "mdns.srv", "", "mdns.host mdns.hostname mdns.host_name mdns.target mdns.server mdns.a" },
	{ "mdns.service", "", "mdns.type mdns.service_type bonjour.type zeroconf.type" },
	{ "mdns.txt", "", "mdns.txt_record mdns.txt_records mdns.properties zeroconf.properties" },

	{ "snmp.sys_descr", "", "snmp.sysdescr snmp.sys_description snmp.system_description "
				"snmp.sys_desc snmp.1.3.6.1.2.1.1.1.0" },
	{ "snmp.sys_object_id", "", "snmp.sysobjectid snmp.sysoid snmp.sys_oid snmp.object_id snmp.sysobjid snmp.sys_objectid "
				    "snmp.1.3.6.1.2.1.1.2.0" },
	{ "snmp.sys_name", "", "snmp.sysname snmp.name snmp.1.3.6.1.2.1.1.5.0" },
	{ "snmp.sys_contact", "", "snmp.syscontact snmp.1.3.6.1.2.1.1.4.0" },
	{ "snmp.if_mac", "", "snmp.if_phys_address snmp.ifphysaddress" },
	{ "snmp.var", "", "snmp.walk_line snmp.varbind" },

	{ "tls.subject", "", "ssl.subject cert.subject x509.subject tls.cert.subject tls.certificate.subject certificate.subject "
			     "tls.subject_dn ssl.cert.subject https.cert.subject" },
	{ "tls.issuer", "", "ssl.issuer cert.issuer x509.issuer tls.cert.issuer tls.certificate.issuer certificate.issuer "
			    "tls.issuer_dn ssl.cert.issuer https.cert.issuer" },
	{ "tls.subject", "CN=", "tls.subject_cn tls.subject.cn tls.cert.cn ssl.cn cert.cn tls.subject.common_name" },
	{ "tls.subject", "O=", "tls.subject_o tls.subject.o tls.subject.organization tls.subject_org" },
	{ "tls.issuer", "CN=", "tls.issuer_cn tls.issuer.cn ssl.issuer_cn cert.issuer_cn tls.issuer.common_name" },
	{ "tls.issuer", "O=", "tls.issuer_o tls.issuer.o tls.issuer.organization" },
	{ "tls.san", "", "tls.alt_name tls.subject_alt_name ssl.san cert.san x509.san certificate.san" },
	{ "tls.sha1", "", "ssl.sha1 cert.sha1 x509.sha1 tls.fingerprint_sha1" },
	{ "tls.not_before", "", "ssl.not_before cert.not_before x509.not_before" },
	{ "tls.not_after", "", "ssl.not_after cert.not_after x509.not_after" },

	{ "dhcp.vendor_class", "", "dhcp.vendor_class_id dhcp.vendor_class_identifier dhcp.vendor_id dhcp.option60 "
				   "dhcp.option_60 dhcp.opt60 dhcp.vci" },
	{ "dhcp.hostname", "", "dhcp.host_name dhcp.name dhcp.option12 dhcp.option_12 dhcp.opt12 dhcp.host" },
	{ "dhcp.params", "", "dhcp.option55 dhcp.option_55 dhcp.opt55 dhcp.parameter_request_list dhcp.param_list "
			     "dhcp.prl dhcp.parameters" },
	{ "dhcp.client_id", "", "dhcp.option61 dhcp.option_61 dhcp.client_identifier" },

	{ "lldp.system_description", "", "lldp.sysdescr lldp.sys_descr lldp.sys_desc lldp.system_desc lldp.system_descr lldp.sysdesc" },
	{ "lldp.system_name", "", "lldp.sysname lldp.sys_name lldp.name" },
	{ "lldp.port_description", "", "lldp.port_desc lldp.port_descr" },
	{ "lldp.chassis", "", "lldp.chassis_id" },
	{ "lldp.med_manufacturer", "", "lldp.manufacturer lldp.inventory_manufacturer lldp.med.manufacturer "
				       "lldp.manufacturer_name lldp.med_manufacturer_name lldp.inventory.manufacturer" },
	{ "lldp.med_model", "", "lldp.model lldp.inventory_model lldp.med.model lldp.model_name lldp.med_model_name lldp.inventory.model" },
	{ "cdp.deviceid", "", "cdp.device_id cdp.name" },

	{ "sip.user_agent", "", "sip.useragent sip.ua" },
	{ "ftp.banner", "", "ftp.welcome ftp.greeting ftp.hello" },
	{ "telnet.banner", "", "telnet.prompt telnet.greeting telnet.login telnet.welcome" },
	{ "ssh.banner", "", "ssh.ident ssh.greeting ssh.identification" },
	{ "netbios.name", "", "nbns.name nbstat.name smb.name netbios.hostname nbt.name" },

	{ "isapi.raw", "", "isapi.xml isapi.system.device_info isapi.system_device_info isapi.device_info_xml" },
	{ "sadp.raw", "", "sadp.xml sadp.response sadp.answer sadp.reply sadp.probe_match" },
	{ "sadp.device_sn", "", "sadp.serial sadp.serial_number sadp.serial_no sadp.sn" },
	{ "sadp.mac", "", "sadp.mac_address" },
	{ "dahua.cgi", "", "dahua.system_info dahua.magicbox dahua.magic_box dahua.get_system_info dahua.software_version "
			   "dahua.cgi_response" },
	{ "dahua.serial_number", "", "dahua.serial dahua.sn dahua.serial_no" },
	{ "dhdiscover.serial_no", "", "dhdiscover.serial dhdiscover.serial_number dhdiscover.sn" },
	{ "dhdiscover.device_type", "", "dhdiscover.model dhip.device_type" },
	{ "tdp.raw", "", "kasa.raw tapo.raw" },
	{ "dvrip.raw", "", "xm.raw sofia.raw xmeye.raw netsurveillance.raw" },
	{ "gb28181.manufacturer", "", "gb28181.vendor gb28181.device_info.manufacturer" },

	{ "tr069.manufacturer", "", "cwmp.manufacturer tr069.device_id.manufacturer cwmp.device_id.manufacturer" },
	{ "omci.vendor_id", "", "gpon.vendor_id gpon.vendor omci.vendor" },
	{ "omci.serial_number", "", "gpon.serial gpon.serial_number gpon.sn omci.serial omci.sn "
				    "pon.serial pon.sn" },

	{ "register.maker", "", "manufacturer register.manufacturer register.make device.manufacturer "
				"hass.manufacturer ha.manufacturer" },
	{ "register.brand", "", "brand device.brand" },
	{ "register.model", "", "register.model_name register.model_number device.model hass.model ha.model" },
};

bool field_names_next(struct field_names_at *at, struct field_name *ret_name) {
	while (at->rest.n == 0) {
		if (at->row == sizeof rows / sizeof *rows)
			return false;
		at->rest = str_of(rows[at->row++].others);
	}
	ret_name->other = str_cut(&at->rest, ' ');
	ret_name->own = str_of(rows[at->row - 1].own);
	ret_name->before = str_of(rows[at->row - 1].before);
	return true;
}

/* Names of paths and queries, as "http.util.query.cgi?extension=yes", stand as they are. */
static bool is_respelled(str given) {
	bool is_other = false, is_first = true;

	for (size_t i = 0; i < given.n; i++) {
		uint8_t c = given.at[i];

		is_first = is_first && c != '.';
		is_other |= (c >= 'A' && c <= 'Z') || (c == '-' && !is_first);
		if (!byte_is_letter(c) && !byte_is_digit(c) && c != '.' && c != '_' && c != '-')
			return false;
	}
	return is_other && given.n <= OBS_FIELD_MAX;
}

str field_names_spelled(arena *mem, str given) {
	uint8_t room[2 * OBS_FIELD_MAX];
	struct text t = TEXT(room);
	str rest = given, first;

	if (!is_respelled(given))
		return given;
	first = str_cut(&rest, '.');
	for (size_t i = 0; i < first.n; i++)
		text_byte(&t, byte_lower(first.at[i]));
	while (rest.n) {
		text_byte(&t, '.');
		put_snake(&t, str_cut(&rest, '.'));
	}
	str name = arena_join(mem, (const str[]){ text_done(&t) }, 1);
	return name.n && name.n <= OBS_FIELD_MAX ? name : given;
}
