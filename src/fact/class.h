#pragma once

/*
 * The classes of devices of the contract (design, 5.1), in its order.
 */

#include "base/str.h"

enum device_class {
	CLASS_CAMERA, CLASS_RECORDER, CLASS_DOORBELL, CLASS_LPR, CLASS_INTERCOM, CLASS_DRONE, CLASS_ACCESS,
	CLASS_NETWORK, CLASS_PHONE, CLASS_PRINTER, CLASS_COMPUTER, CLASS_APPLIANCE, CLASS_OTHER, CLASS_UNKNOWN,
	CLASS_COUNT,
};

/* Their names, and NULL at the end. */
extern const char *const class_names[CLASS_COUNT + 1];

/* CLASS_COUNT when the word is none of them. */
enum device_class class_by_name(str name);

/* Does it see or record, so that the shares of the video market say something about its maker? */
bool class_is_video(enum device_class class);
