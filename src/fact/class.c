#include "fact/class.h"

const char *const class_names[CLASS_COUNT + 1] = {
	[CLASS_CAMERA] = "camera", [CLASS_RECORDER] = "recorder", [CLASS_DOORBELL] = "doorbell",
	[CLASS_LPR] = "lpr", [CLASS_INTERCOM] = "intercom", [CLASS_DRONE] = "drone", [CLASS_ACCESS] = "access",
	[CLASS_NETWORK] = "network", [CLASS_PHONE] = "phone", [CLASS_PRINTER] = "printer",
	[CLASS_COMPUTER] = "computer", [CLASS_APPLIANCE] = "appliance", [CLASS_OTHER] = "other",
	[CLASS_UNKNOWN] = "unknown", [CLASS_COUNT] = NULL,
};

enum device_class class_by_name(str name) {
	for (int i = 0; i < CLASS_COUNT; i++)
		if (str_is(name, class_names[i]))
			return (enum device_class)i;
	return CLASS_COUNT;
}

bool class_is_video(enum device_class class) {
	return class <= CLASS_INTERCOM;
}
