#include "cmd/scan_plan.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/json_out.h"
#include "base/translate.h"
#include "cmd/say.h"

enum { RATE_DIGITS = 3 }; /* behind the point */

static void put_json(const struct scan_plan *plan, const struct scan_options *o) {
	struct json_out j = json_out_to(stdout);

	json_out_object(&j);
	json_out_key(&j, "links");
	json_out_array(&j);
	for (size_t i = 0; i < plan->link_count; i++) {
		uint8_t room[ADDR_TEXT_MAX];
		struct text t = TEXT(room);

		addr_format(&t, plan->links[i].own);
		json_out_object(&j);
		json_out_pair(&j, "interface", str_of(plan->links[i].name));
		json_out_pair(&j, "address", text_done(&t));
		json_out_object_end(&j);
	}
	json_out_array_end(&j);
	json_out_pair_u64(&j, "packets_to_everybody", plan->to_all);
	json_out_pair_u64(&j, "addresses", plan->addresses);
	json_out_pair_u64(&j, "ports", plan->port_count);
	json_out_key(&j, "rate");
	json_out_decimal(&j, o->rate, RATE_DIGITS);
	json_out_key(&j, "device_rate");
	json_out_decimal(&j, o->device_rate, RATE_DIGITS);
	json_out_key(&j, "wait");
	json_out_decimal(&j, o->wait, RATE_DIGITS);
	json_out_object_end(&j);
	json_out_line(&j);
}

void scan_plan_print(const struct scan_plan *plan, const struct options *o) {
	if (o->json) {
		put_json(plan, &o->scan);
		return;
	}
	for (size_t i = 0; i < plan->link_count; i++) {
		uint8_t room[ADDR_TEXT_MAX];
		struct text t = TEXT(room);

		addr_format(&t, plan->links[i].own);
		say_line(stdout, "everybody on %s, from %.*s", plan->links[i].name, STR_ARG(text_done(&t)));
	}
	say_line(stdout, translate_plural("%" PRIu64 " packet to everybody", "%" PRIu64 " packets to everybody", plan->to_all),
		 plan->to_all);
	say_line(stdout, translate_plural("%" PRIu64 " address, at %zu ports at most",
					  "%" PRIu64 " addresses one by one, each at %zu ports at most", plan->addresses),
		 plan->addresses, plan->port_count);
	say_line(stdout, "at most %g packets a second, %g to one device; answers are awaited for %g seconds", o->scan.rate,
		 o->scan.device_rate, o->scan.wait);
	say_line(stdout, "nothing was sent; `birthmark scan --what-we-send` lists the bytes");
}
