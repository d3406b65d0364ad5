#pragma once

/* explain: the parts of a device's story that stand in files of their own. */

#include "fact/device.h"
#include "show/prose.h"
#include "show/words.h"

/* A sentence in the language of the look; whoever tells more in the paragraph puts a blank behind it. */
void explain_say(struct prose *p, enum word word, const struct hole *holes, size_t count);
#define EXPLAIN_SAY(p, word, ...) \
	explain_say((p), (word), (const struct hole[]){ __VA_ARGS__ }, \
		    sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

/* The same as a paragraph of its own, for those without holes; and one with holes. */
void explain_word(struct prose *p, enum word word);
#define EXPLAIN_LINE(p, word, ...) (EXPLAIN_SAY((p), (word), __VA_ARGS__), prose_end(p))

/* A head over a part. */
void explain_head(struct prose *p, enum word head);

/* One paragraph, "label: what"; nothing when `what` is empty. And "- what". */
void explain_labelled(struct prose *p, enum word label, str what);
void explain_item(struct prose *p, str what);

/* "label: a, b, c" of any length, the values put down one by one. */
void explain_list(struct prose *p, enum word label, struct strs list);

/* What people told of it and decided about it; nothing when they did neither. And the same as one JSON object. */
void explain_told(struct prose *p, const struct device *d, const struct registry *r);
void explain_told_json(struct json_out *j, const struct device *d);

/* What the rules say, as of the day `on`, with their reasons. */
void explain_rules(struct prose *p, const struct verdicts *verdicts, date on);
