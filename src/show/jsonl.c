/* The report as JSON lines: the story of each device, with all that was seen of it. */
#include "show/show.h"

void show_report_jsonl(FILE *to, const struct report *report, const struct registry *r) {
	struct json_out j = json_out_to(to);

	for (size_t i = 0; i < report->count; i++) {
		show_device_story_json(&j, &report->devices[i], r, report->sources);
		json_out_line(&j);
	}
}
