/*
 * What is said of a device in the terminal and on the page alike.
 */
#include "show/story.h"

#include "show/glyph.h"

enum { KINDS_MAX = 32 }; /* protocols and documents that name a maker: under 20 */

static bool list_holds(const str *list, size_t count, str s) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i], s))
			return true;
	return false;
}

struct weighed story_weigh(const struct identity *id) {
	struct weighed w = { 0 };
	struct claim_group g = { 0 };
	str kinds[KINDS_MAX];

	while (claims_next(id, &g)) {
		if (claims_contradict(id, &g)) {
			w.against++;
		} else if (!claims_support(id, &g)) {
			w.aside++;
		} else {
			w.for_it++;
			w.proofs += g.strength == STRENGTH_PROOF;
			/* A hint is no witness, and neither is what people can type in. */
			bool witness = g.strength > STRENGTH_HINT && !str_eq(g.kind, STR("name"));
			if (witness && w.kinds < KINDS_MAX && !list_holds(kinds, w.kinds, g.kind))
				kinds[w.kinds++] = g.kind;
		}
	}
	return w;
}

/* How a maker's firmware is asked for its name without a log-in, and the fields that show that it was. */
static const struct {
	const char *maker, *fields, *step;
} questions[] = {
	{ "hikvision", "sadp.",
	  "Ask it with Hikvision's device search (SADP, UDP port 37020). Hikvision's firmware answers with its model and "
	  "serial number, whatever the label says." },
	{ "dahua", "dhdiscover.",
	  "Ask it with Dahua's device search (DHDiscover, UDP port 37810). Dahua's firmware answers with its model and the "
	  "name it was sold under." },
	{ "xiongmai", "dvrip.",
	  "Ask it with Xiongmai's device search (UDP port 34569). Xiongmai's firmware answers with its serial number and type." },
	{ "tp-link-systems", "tdp.",
	  "Ask it with TP-Link's device search (UDP port 20002). It answers with its model, and with the region it was made for." },
	{ "tp-link-technologies", "tdp.",
	  "Ask it with TP-Link's device search (UDP port 20002). It answers with its model, and with the region it was made for." },
	{ "axis", "vapix.",
	  "Ask its web server for Axis's basic device information (VAPIX), which needs no log-in on current firmware." },
	{ "hichip", "hds.", "Ask it with HiChip's device search (HDS, UDP port 8002). HiChip's firmware answers with its identifier." },
	{ "ubiquiti", "ubnt.", "Ask it with Ubiquiti's device search (UDP port 10001). It answers with its model." },
	{ "tvt", "tvt.",
	  "Ask it with the search of TVT's IP tool (UDP port 23456). TVT's firmware answers with its model, whatever the label says." },
	{ "reolink", "reolink.", "Ask it with Reolink's device search (UDP port 2000). It answers with its MAC and mostly its model." },
	{ "hanwha-vision", "hanwha.", "Ask it with the search of Hanwha's IP installer (UDP port 7701). It answers with its model." },
	{ "i-pro", "ipro.", "Ask it with i-PRO's device search (UDP port 10670). It answers with its model and serial number." },
	{ "vivotek", "vivotek.", "Ask it with VIVOTEK's device search (UDP port 10000). It answers with its model." },
};

struct asking {
	const struct device *d;
	const char **steps;
	size_t most, count;
};

static void add_step(struct asking *a, const char *step) {
	if (a->count < a->most)
		a->steps[a->count++] = step;
}

static bool has_seen(const struct device *d, const char *fields) {
	for (size_t i = 0; i < d->observation_count; i++)
		if (str_begins(d->observations[i].field, str_of(fields)))
			return true;
	return false;
}

/* The makers' own questions: for the one that is believed, then for its rivals. */
static void add_questions(struct asking *a) {
	const struct identity *id = &a->d->identity;

	for (size_t i = 0; i <= id->rival_count; i++) {
		if (i > 0 && id->rivals[i - 1].aspect != ASPECT_MAKER)
			continue;
		str maker = i == 0 ? id->maker.id : id->rivals[i - 1].id;
		for (size_t k = 0; k < sizeof questions / sizeof *questions; k++)
			if (str_eq(maker, str_of(questions[k].maker)) && !has_seen(a->d, questions[k].fields))
				add_step(a, questions[k].step);
	}
}

/* What any camera can be asked, as far as it has not said it. */
static void add_common_questions(struct asking *a) {
	if (!has_seen(a->d, "wsd.") && !has_seen(a->d, "onvif."))
		add_step(a, "Ask it with the ONVIF search (WS-Discovery, UDP port 3702). Most cameras of any maker answer with "
			    "their model.");
	if (!has_seen(a->d, "http."))
		add_step(a, "Open its web page without logging in, and keep the title and the headers of the answer.");
	if (!has_seen(a->d, "tls.subject") && !has_seen(a->d, "tls.issuer"))
		add_step(a, "Ask port 443 for its certificate, which names whoever issued it.");
}

size_t story_steps(const struct device *d, const char **steps, size_t most) {
	const struct identity *id = &d->identity;
	struct asking a = { .d = d, .steps = steps, .most = most };
	bool video = class_is_video(id->class) || id->class == CLASS_UNKNOWN;

	if (id->maker.grade == GRADE_CONFIRMED) {
		add_step(&a, "Nothing more is needed. Whoever doubts it can repeat the reading, or compare the type plate and "
			     "the circuit board with the evidence.");
		return a.count;
	}
	if (id->maker.contested)
		add_step(&a, "Find out whether two devices stand behind this address: a recorder with its own sockets, a router "
			     "that forwards, or a Wi-Fi extender would look so.");
	/* A camera's questions make no sense to a printer; two of them are enough for a day's work. */
	a.most = most < a.count + 2 ? most : a.count + 2;
	if (id->class == CLASS_DRONE && !has_seen(d, "remoteid."))
		add_step(&a, "Record the identification that it broadcasts in flight (Remote ID): its serial number begins with "
			     "the code of its maker (ANSI/CTA-2063-A).");
	if (video) {
		add_questions(&a);
		add_common_questions(&a);
	}
	a.most = most;
	add_step(&a, video ? "Photograph the type plate: the model number, and the number of an approval such as the FCC ID, whose "
			     "file names the maker."
			   : "Look at the type plate, or ask whoever uses the device.");
	if (video)
		add_step(&a, "Ask the supplier in writing who designed the device and who wrote its firmware.");
	return a.count;
}

const char *story_of_limit(const struct identity *id, const struct weighed *w) {
	const struct belief *maker = &id->maker;

	switch (maker->grade) {
	case GRADE_CONFIRMED:
		return "";
	case GRADE_LIKELY:
		if (maker->contested)
			return "It is not confirmed, because something that is more than a hint names another maker.";
		if (w->proofs == 0 && w->kinds < 2)
			return "It is not confirmed, because that takes a proof, or two kinds of evidence that do not depend on "
			       "each other. Hints and names are no such kind, and a MAC block alone never confirms.";
		return "It is not confirmed, because that takes a confidence of 0.99.";
	case GRADE_POSSIBLE:
		if (maker->contested)
			return "It stays possible, because another maker is about as well supported. The program does not "
			       "choose between the two.";
		return "It stays possible, because the confidence is too low to rely on. No rule is applied to a maker that is "
		       "only possible.";
	case GRADE_UNKNOWN:
	case GRADE_COUNT:
		break;
	}
	return "No maker is named, because nothing that was seen is enough to name one.";
}

const char *story_of_source(str field) {
	/* By the beginning of a field's name; the longer one stands first. */
	static const struct {
		const char *fields, *words;
	} sources[] = {
		{ "mac", "From the address of its network port" }, { "arp.", "From its answers for its own address" },
		{ "dhcp.", "From its request for an address (DHCP)" }, { "dns.", "From what it asked the name server (DNS)" },
		{ "mdns.", "From its announcement to the local network (mDNS)" },
		{ "ssdp.", "From its UPnP announcement" }, { "upnp.", "From its UPnP description" },
		{ "wsd.", "From its answer to the ONVIF search (WS-Discovery)" },
		{ "onvif.", "From its ONVIF service" }, { "http.", "From its web server" },
		{ "rtsp.path", "From the address of its video stream (RTSP)" },
		{ "rtsp.", "From its video server (RTSP)" }, { "sdp.", "From the description of its video stream (SDP)" },
		{ "tls.sni", "From the name of a server that it called (TLS)" },
		{ "tls.", "From its certificate (TLS)" },
		{ "sadp.", "From its answer to SADP, Hikvision's device search" },
		{ "isapi.", "From its answer to ISAPI, Hikvision's interface" },
		{ "dhdiscover.", "From its answer to DHDiscover, Dahua's device search" },
		{ "dahua.", "From its answer to Dahua's interface" }, { "rpc2.", "From its answer to Dahua's interface" },
		{ "dvrip.", "From its answer to Xiongmai's protocol" },
		{ "tvt.", "From its answer to TVT's device search" }, { "hds.", "From its answer to HiChip's device search" },
		{ "topsee.", "From its answer to Anjvision's device search" },
		{ "reolink.", "From its answer to Reolink's device search" },
		{ "hanwha.", "From its answer to Hanwha's device search" }, { "ipro.", "From its answer to i-PRO's device search" },
		{ "vivotek.", "From its answer to VIVOTEK's device search" },
		{ "foscam.", "From its answer to Foscam's device search" },
		{ "vstarcam.", "From its answer to VStarcam's device search" },
		{ "bosch.", "From its answer to Bosch's device search" }, { "sony.", "From its answer to Sony's device search" },
		{ "ubnt.", "From its answer to Ubiquiti's device search" },
		{ "dlink.", "From what it tells the local network" }, { "edimax.", "From what it tells the local network" },
		{ "gvcp.", "From its answer to the GigE Vision search" }, { "hid.", "From its answer to HID's device search" },
		{ "pppp.", "From its answer to the search of its peer-to-peer cloud" },
		{ "vapix.", "From its answer to VAPIX, Axis's interface" },
		{ "tdp.", "From its answer to TP-Link's device search" },
		{ "kasa.", "From its answer to TP-Link's interface" }, { "tapo.", "From its answer to TP-Link's interface" },
		{ "lldp.", "From what it tells its switch (LLDP)" }, { "cdp.", "From what it tells its switch (CDP)" },
		{ "snmp.", "From its management service (SNMP)" }, { "tcp.port", "From an open port" },
		{ "udp.port", "From an open port" }, { "firmware.", "From its firmware" },
		{ "register.", "From the organisation's own records" },
		{ "remoteid.", "From its drone identification" },
	};

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (str_begins(field, str_of(sources[i].fields)))
			return sources[i].words;
	return "From what was seen";
}

const char *story_of_grade(enum grade grade) {
	static const char *const sentences[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = "Nothing that was seen says who made it, or what was seen does not agree.",
		[GRADE_POSSIBLE] = "What was seen fits this maker, and fits others too.",
		[GRADE_LIKELY] = "What was seen speaks for this maker, and falls short of what a confirmation needs.",
		[GRADE_CONFIRMED] = "A proof, or witnesses that do not depend on each other, name this maker.",
	};

	return sentences[grade];
}

bool story_is_alike(const struct verdict *a, const struct verdict *b) {
	return a == b || (a->status == STATUS_UNDETERMINED && b->status == a->status && a->because_count > 0 &&
			  b->because_count > 0 && str_eq(a->because[0], b->because[0]));
}

size_t story_alike(const struct verdicts *verdicts, size_t at) {
	size_t count = 0;

	for (size_t i = 0; i < at; i++)
		if (story_is_alike(&verdicts->at[i], &verdicts->at[at]))
			return 0;
	for (size_t i = at; i < verdicts->count; i++)
		count += story_is_alike(&verdicts->at[at], &verdicts->at[i]);
	return count;
}

static void two_digits(struct text *t, uint64_t number) {
	text_byte(t, (uint8_t)('0' + number / 10 % 10));
	text_byte(t, (uint8_t)('0' + number % 10));
}

void story_time(struct text *t, uint64_t time_us) {
	uint64_t seconds = time_us / 1000000, of_day = seconds % 86400;
	/* 9999-12-31: beyond it date_format() has no room, and no real clock stands there. */
	const uint64_t last = 253402300799;
	char day[11];

	if (time_us == 0 || seconds > last)
		return;
	date_format(date_of_seconds((int64_t)seconds), day);
	text_cstr(t, day);
	text_byte(t, ' ');
	two_digits(t, of_day / 3600);
	text_byte(t, ':');
	two_digits(t, of_day / 60 % 60);
	text_byte(t, ':');
	two_digits(t, of_day % 60);
	text_cstr(t, " UTC");
}

/* "register cameras.csv, row 17": nobody saw that, it was written down. */
static bool put_row(struct text *t, const struct obs *seen, struct strs sources) {
	if (seen->source >= sources.count || !str_begins(sources.at[seen->source], STR("register ")))
		return false;
	text_str(t, glyph_head(sources.at[seen->source], t->size - t->used));
	text_cstr(t, ", row ");
	text_u64(t, seen->offset);
	return true;
}

void story_place(struct text *t, const struct obs *seen, struct strs sources) {
	if (put_row(t, seen, sources))
		return;
	if (seen->time_us) {
		text_cstr(t, "seen ");
		story_time(t, seen->time_us);
	}
	if (seen->offset) {
		/* A record without a clock is a line of text, all else is a capture. */
		text_cstr(t, seen->time_us ? " at byte " : "line ");
		text_u64(t, seen->offset);
	}
	if (t->used > 0 && seen->source < sources.count && sources.at[seen->source].n > 0) {
		text_cstr(t, " of ");
		text_str(t, glyph_head(sources.at[seen->source], t->size - t->used));
	}
}
