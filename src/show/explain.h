#pragma once

/* explain: the parts of a device's story that stand in files of their own. */

#include "fact/device.h"
#include "show/prose.h"

/* One paragraph, "label what"; nothing when `what` is empty. */
void explain_labelled(struct prose *p, const char *label, str what);

/* What people told of it and decided about it; nothing when they did neither. And the same as one JSON object. */
void explain_told(struct prose *p, const struct device *d, const struct registry *r);
void explain_told_json(struct json_out *j, const struct device *d);

/* What the rules say, as of the day `on`, with their reasons. */
void explain_rules(struct prose *p, const struct verdicts *verdicts, date on);
