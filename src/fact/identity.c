#include "fact/identity.h"

const char *const aspect_names[ASPECT_COUNT] = {
	[ASPECT_MAKER] = "maker", [ASPECT_BRAND] = "brand", [ASPECT_MODEL] = "model",
	[ASPECT_ORIGINAL] = "original", [ASPECT_CLASS] = "class", [ASPECT_SOC] = "soc",
	[ASPECT_FIRMWARE] = "firmware",
};

const char *const strength_names[STRENGTH_COUNT] = {
	[STRENGTH_HINT] = "hint", [STRENGTH_FAIR] = "fair", [STRENGTH_STRONG] = "strong", [STRENGTH_PROOF] = "proof",
};

const char *const class_names[CLASS_COUNT] = {
	[CLASS_CAMERA] = "camera", [CLASS_RECORDER] = "recorder", [CLASS_DOORBELL] = "doorbell",
	[CLASS_LPR] = "lpr", [CLASS_INTERCOM] = "intercom", [CLASS_DRONE] = "drone", [CLASS_ACCESS] = "access",
	[CLASS_NETWORK] = "network", [CLASS_PHONE] = "phone", [CLASS_PRINTER] = "printer",
	[CLASS_COMPUTER] = "computer", [CLASS_APPLIANCE] = "appliance", [CLASS_OTHER] = "other",
	[CLASS_UNKNOWN] = "unknown",
};

const char *const grade_names[GRADE_COUNT] = {
	[GRADE_UNKNOWN] = "unknown", [GRADE_POSSIBLE] = "possible", [GRADE_LIKELY] = "likely",
	[GRADE_CONFIRMED] = "confirmed",
};

enum device_class class_by_name(str name) {
	for (int i = 0; i < CLASS_COUNT; i++)
		if (str_eq(name, str_of(class_names[i])))
			return (enum device_class)i;
	return CLASS_COUNT;
}
