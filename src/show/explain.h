#pragma once

/* explain: the parts of a device's story that stand in files of their own. */

#include "fact/verdict.h"
#include "show/prose.h"

/* One paragraph, "label what"; nothing when `what` is empty. */
void explain_labelled(struct prose *p, const char *label, str what);

/* What the rules say, as of the day `on`, with their reasons. */
void explain_rules(struct prose *p, const struct verdicts *verdicts, date on);
