#include "cmd/scan_losses.h"

#include <inttypes.h>

#include "base/translate.h"
#include "cmd/say.h"

void scan_losses_say(const struct scan_losses *of, const struct options *o) {
	struct asker_tally asked = asker_tally(of->asker);
	struct talk_tally talked = of->talk ? talk_tally(of->talk) : (struct talk_tally){ 0 };
	struct sweep_tally swept = of->sweep ? sweep_tally(of->sweep) : (struct sweep_tally){ 0 };

	if (asked.unsendable + swept.unsendable)
		say_warning(o, translate_plural(
			    "%" PRIu64 " question could not be sent: this machine knew no way, or its tables were full; "
			    "who was meant may be there all the same",
			    "%" PRIu64 " questions could not be sent: this machine knew no way, or its tables were full; "
			    "who was meant may be there all the same", asked.unsendable + swept.unsendable),
			    asked.unsendable + swept.unsendable);
	if (asked.unheard_ports)
		say_warning(o, translate_plural(
			    "%" PRIu64 " port is taken by another program: answers that only come there are lost",
			    "%" PRIu64 " ports are taken by another program: answers that only come there are lost",
			    asked.unheard_ports), asked.unheard_ports);
	if (swept.lost)
		say_warning(o, translate_plural(
			    "%" PRIu64 " answer came faster than it could be taken: who sent it may be missing; scan again, slower",
			    "%" PRIu64 " answers came faster than they could be taken: who sent them may be missing; scan again, slower",
			    swept.lost), swept.lost);
	if (talked.unreachable)
		say_warning(o, translate_plural(
			    "%" PRIu64 " connection failed on this machine, for want of room in its tables: that says nothing "
			    "about the device",
			    "%" PRIu64 " connections failed on this machine, for want of room in its tables: that says nothing "
			    "about the devices", talked.unreachable), talked.unreachable);
	if (talked.lost)
		say_warning(o, translate_plural("%" PRIu64 " connection to a port that had been open came to nothing",
						"%" PRIu64 " connections to ports that had been open came to nothing",
						talked.lost), talked.lost);
	if (talked.slowed)
		say_warning(o, translate_plural("%" PRIu64 " connection took much longer than one to the same device before: it was asked more slowly",
						"%" PRIu64 " connections took much longer than one to the same device before: they were asked more slowly",
						talked.slowed), talked.slowed);
	if (talked.too_many)
		say_warning(o, "more devices answered than can be talked with at once; scan in parts to have all of them");
}
