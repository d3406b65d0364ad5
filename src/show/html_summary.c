/*
 * What stands in a summary where the report has its devices: where they are
 * to be found.
 */
#include "show/html.h"

void html_elsewhere(const struct page *p) {
	pen_section(p->pen, "devices", W_BRIEF_DEVICES);
	PEN_SAY(p->pen, "p", W_BRIEF_COUNTED, HOLE_U64("count", p->report->count));
	pen_word(p->pen, "p", W_BRIEF_WHERE);
	pen_section_end(p->pen);
}
