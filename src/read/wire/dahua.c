/*
 * Dahua's CGI answers (HTTP API for IPC and NVR, magicBox.cgi): key=value
 * lines, or in records the bare value of one.
 *
 *     getSystemInfo   deviceType= processor= serialNumber= updateSerial= hardwareVersion=
 *     getDeviceType   type=     getVendor  vendor=     getSoftwareVersion  version=…,build:…
 *
 * `updateSerial` names the model for which updates are built: Dahua's own one
 * even where `deviceType` is a label's. Carried by HTTP, a text is Dahua's only
 * when it has keys that nobody else has, each once, and nothing but pairs:
 * a file that somebody keeps has several answers, or words between them.
 */

#include "read/part/pairs.h"
#include "read/proto.h"

static const struct field dahua_fields[] = {
	{ "dahua.device_type", "getSystemInfo: deviceType, or getDeviceType" },
	{ "dahua.update_serial", "getSystemInfo: updateSerial, the model for which updates are built" },
	{ "dahua.update_serial_cloud_upgrade", "getSystemInfo: updateSerialCloudUpgrade" },
	{ "dahua.processor", "getSystemInfo: processor" },
	{ "dahua.serial_number", "getSystemInfo: serialNumber" },
	{ "dahua.hardware_version", "getSystemInfo: hardwareVersion" },
	{ "dahua.version", "getSoftwareVersion: version and build" },
	{ "dahua.vendor", "getVendor: vendor" },
	{ "dahua.class", "getDeviceClass: class" },
	{ "dahua.machine_name", "getMachineName: name" },
	{ 0 },
};

enum { DEVICE_TYPE, UPDATE_SERIAL, UPDATE_CLOUD, PROCESSOR, SERIAL, HARDWARE, VERSION, VENDOR, CLASS, NAME };

/* How much a key says that the text is Dahua's: three parts are as good as one that is its own. */
enum weight { COMMON = 0, PART = 1, OWN = 3 };

static const struct {
	const char *key;
	unsigned field;
	enum weight weight;
} keys[] = {
	{ "deviceType", DEVICE_TYPE, PART }, { "type", DEVICE_TYPE, COMMON }, { "updateSerial", UPDATE_SERIAL, OWN },
	{ "updateSerialCloudUpgrade", UPDATE_CLOUD, OWN }, { "processor", PROCESSOR, PART },
	{ "serialNumber", SERIAL, PART }, { "hardwareVersion", HARDWARE, COMMON }, { "version", VERSION, COMMON },
	{ "vendor", VENDOR, COMMON }, { "class", CLASS, COMMON }, { "name", NAME, COMMON },
	{ "table.General.MachineName", NAME, OWN },
};

enum {
	KEY_COUNT = sizeof keys / sizeof keys[0],
	TOLD_MAX = 32, /* of one answer; real ones have 7 */
	BARE_MAX = 64, /* a bare model or version is shorter */
};

static size_t key_index(str key) {
	size_t i = 0;

	while (i < KEY_COUNT && !str_is(key, keys[i].key))
		i++;
	return i;
}

/* Has it a key of Dahua's alone, or three that together nobody else has? Two of them stand in anybody's settings. */
static bool is_dahua(str text) {
	struct pairs p = pairs_over(text);
	unsigned sum = 0, seen = 0; /* bit n: key n was there */

	while (pairs_next(&p)) {
		size_t i = key_index(p.key);

		if (i == KEY_COUNT || keys[i].weight == COMMON)
			continue;
		if (seen >> i & 1)
			return false;
		sum += keys[i].weight;
		seen |= 1u << i;
	}
	return sum >= OWN;
}

/* Has it a line that is no pair? The last one may be cut. */
static bool has_words(str text) {
	while (text.n) {
		str line = str_trim(str_cut_line(&text));

		if (text.n && line.n && str_find(line, STR("="), 0) == line.n)
			return true;
	}
	return false;
}

/* "2.800.0000016.0.R,build:2020-06-05" has dots that no model has. */
static bool is_version(str s) {
	unsigned dots = 0;

	for (size_t i = 0; i < s.n; i++)
		dots += s.at[i] == '.';
	return dots >= 3;
}

/* A record of one value: a model or a version. */
static enum read_end read_bare(struct reading *rx, str text) {
	if (text.n == 0 || text.n > BARE_MAX || text.at[0] == '{' || text.at[0] == '[' || text.at[0] == '<' ||
	    str_find(text, STR("\n"), 0) < text.n)
		return READ_NOT_MINE;
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] < 0x20 || text.at[i] > 0x7e)
			return READ_NOT_MINE;
	tell(rx, &dahua_fields[is_version(text) ? VERSION : DEVICE_TYPE], text);
	return READ_DONE;
}

static enum read_end dahua_read(struct reading *rx, cur in) {
	str text = str_trim(cur_peek(&in));
	bool recorded = rx->depth == 1;
	struct pairs p = pairs_over(text);
	unsigned told = 0;

	if (!recorded && (!is_dahua(text) || has_words(text)))
		return READ_NOT_MINE;
	if (str_find(text, STR("="), 0) == text.n)
		return read_bare(rx, text);
	while (told < TOLD_MAX && pairs_next(&p)) {
		size_t i = key_index(p.key);

		if (i < KEY_COUNT) {
			tell(rx, &dahua_fields[keys[i].field], p.value);
			told++;
		}
	}
	return told ? READ_DONE : READ_NOT_MINE;
}

const struct proto dahua_proto = {
	.name = "dahua",
	.what = "Dahua HTTP API, magicBox answers",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = dahua_fields,
	.documents = (const char *const[]){ "dahua.cgi", NULL },
	.read = dahua_read,
};
