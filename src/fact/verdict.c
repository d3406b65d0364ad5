#include "fact/verdict.h"

const char *const status_names[STATUS_COUNT] = {
	[STATUS_CLEAR] = "clear",
	[STATUS_NOT_IN_FORCE] = "not-in-force",
	[STATUS_UNDETERMINED] = "undetermined",
	[STATUS_RESTRICTED] = "restricted",
	[STATUS_LICENCE_REQUIRED] = "licence-required",
	[STATUS_PROHIBITED_NEW] = "prohibited-new",
	[STATUS_PROHIBITED] = "prohibited",
};

enum status status_by_name(str name) {
	for (int i = 0; i < STATUS_COUNT; i++)
		if (str_is(name, status_names[i]))
			return (enum status)i;
	return STATUS_COUNT;
}
