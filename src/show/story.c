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
	const char *maker, *fields;
	enum word step;
} questions[] = {
	{ "hikvision", "sadp.", W_STEP_HIKVISION }, { "dahua", "dhdiscover.", W_STEP_DAHUA },
	{ "xiongmai", "dvrip.", W_STEP_XIONGMAI }, { "tp-link-systems", "tdp.", W_STEP_TP_LINK },
	{ "tp-link-technologies", "tdp.", W_STEP_TP_LINK }, { "axis", "vapix.", W_STEP_AXIS },
	{ "hichip", "hds.", W_STEP_HICHIP }, { "ubiquiti", "ubnt.", W_STEP_UBIQUITI }, { "tvt", "tvt.", W_STEP_TVT },
	{ "reolink", "reolink.", W_STEP_REOLINK }, { "hanwha-vision", "hanwha.", W_STEP_HANWHA },
	{ "i-pro", "ipro.", W_STEP_I_PRO }, { "vivotek", "vivotek.", W_STEP_VIVOTEK },
};

struct asking {
	const struct device *d;
	enum word *steps;
	size_t most, count;
};

static void add_step(struct asking *a, enum word step) {
	if (a->count < a->most)
		a->steps[a->count++] = step;
}

static bool has_seen(const struct device *d, const char *fields) {
	for (size_t i = 0; i < d->observation_count; i++)
		if (str_begins(d->observations[i].field, str_of(fields)))
			return true;
	return false;
}

/* Does its identification hold a serial number (kind 1)? Other messages, and an id that is made for one flight, do not. */
static bool has_told_serial(const struct device *d) {
	for (size_t i = 0; i < d->observation_count; i++) {
		const struct obs *o = &d->observations[i];

		if (str_eq(o->field, STR("remoteid.basic_id")) && str_begins(o->value, STR("1")))
			return true;
	}
	return has_seen(d, "remoteid.basic_id_ansi") || has_seen(d, "remoteid.serial");
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
		add_step(a, W_STEP_ONVIF);
	if (!has_seen(a->d, "http."))
		add_step(a, W_STEP_WEB);
	if (!has_seen(a->d, "tls.subject") && !has_seen(a->d, "tls.issuer"))
		add_step(a, W_STEP_TLS);
}

size_t story_steps(const struct device *d, enum word *steps, size_t most) {
	const struct identity *id = &d->identity;
	struct asking a = { .d = d, .steps = steps, .most = most };
	bool video = class_is_video(id->class) || id->class == CLASS_UNKNOWN;

	if (id->maker.grade == GRADE_CONFIRMED) {
		add_step(&a, W_STEP_DONE);
		return a.count;
	}
	if (id->maker.contested)
		add_step(&a, W_STEP_TWO);
	/* A camera's questions make no sense to a printer; two of them are enough for a day's work. */
	a.most = most < a.count + 2 ? most : a.count + 2;
	if (id->class == CLASS_DRONE && !has_told_serial(d))
		add_step(&a, W_STEP_DRONE);
	if (video) {
		add_questions(&a);
		add_common_questions(&a);
	}
	a.most = most;
	add_step(&a, video ? W_STEP_PLATE_VIDEO : W_STEP_PLATE);
	if (video)
		add_step(&a, W_STEP_SUPPLIER);
	return a.count;
}

enum word story_of_limit(const struct identity *id, const struct weighed *w) {
	const struct belief *maker = &id->maker;

	switch (maker->grade) {
	case GRADE_CONFIRMED:
		return WORD_COUNT;
	case GRADE_LIKELY:
		if (maker->contested)
			return W_LIMIT_CONTESTED;
		return w->proofs == 0 && w->kinds < 2 ? W_LIMIT_PROOF : W_LIMIT_CONFIDENCE;
	case GRADE_POSSIBLE:
		return maker->contested ? W_LIMIT_RIVAL : W_LIMIT_LOW;
	case GRADE_UNKNOWN:
	case GRADE_COUNT:
		break;
	}
	return W_LIMIT_NONE;
}

void story_source(struct text *t, enum tongue language, str field) {
	/* By the beginning of a field's name; the longer one stands first. */
	static const struct {
		const char *fields;
		enum word word;
		const char *maker; /* where the sentence has a hole for one */
	} sources[] = {
		{ "mac", W_FROM_MAC, "" }, { "arp.", W_FROM_ARP, "" }, { "dhcp.", W_FROM_DHCP, "" }, { "dns.", W_FROM_DNS, "" },
		{ "mdns.", W_FROM_MDNS, "" }, { "ssdp.", W_FROM_SSDP, "" }, { "upnp.", W_FROM_UPNP, "" }, { "wsd.", W_FROM_WSD, "" },
		{ "onvif.", W_FROM_ONVIF, "" }, { "http.", W_FROM_HTTP, "" }, { "rtsp.path", W_FROM_RTSP_PATH, "" },
		{ "rtsp.", W_FROM_RTSP, "" }, { "sdp.", W_FROM_SDP, "" }, { "tls.sni", W_FROM_SNI, "" }, { "tls.", W_FROM_TLS, "" },
		{ "sadp.", W_FROM_SADP, "" }, { "isapi.", W_FROM_ISAPI, "" }, { "dhdiscover.", W_FROM_DHDISCOVER, "" },
		{ "vapix.", W_FROM_VAPIX, "" }, { "dvrip.", W_FROM_DVRIP, "" },
		{ "dahua.", W_FROM_INTERFACE, "Dahua" }, { "rpc2.", W_FROM_INTERFACE, "Dahua" },
		{ "kasa.", W_FROM_INTERFACE, "TP-Link" }, { "tapo.", W_FROM_INTERFACE, "TP-Link" },
		{ "tvt.", W_FROM_SEARCH, "TVT" }, { "hds.", W_FROM_SEARCH, "HiChip" }, { "topsee.", W_FROM_SEARCH, "Anjvision" },
		{ "reolink.", W_FROM_SEARCH, "Reolink" }, { "hanwha.", W_FROM_SEARCH, "Hanwha" }, { "ipro.", W_FROM_SEARCH, "i-PRO" },
		{ "vivotek.", W_FROM_SEARCH, "VIVOTEK" }, { "foscam.", W_FROM_SEARCH, "Foscam" },
		{ "vstarcam.", W_FROM_SEARCH, "VStarcam" }, { "bosch.", W_FROM_SEARCH, "Bosch" }, { "sony.", W_FROM_SEARCH, "Sony" },
		{ "ubnt.", W_FROM_SEARCH, "Ubiquiti" }, { "hid.", W_FROM_SEARCH, "HID" }, { "tdp.", W_FROM_SEARCH, "TP-Link" },
		{ "dlink.", W_FROM_TOLD, "" }, { "edimax.", W_FROM_TOLD, "" }, { "gvcp.", W_FROM_GVCP, "" },
		{ "pppp.", W_FROM_PPPP, "" }, { "lldp.", W_FROM_LLDP, "" }, { "cdp.", W_FROM_CDP, "" }, { "snmp.", W_FROM_SNMP, "" },
		{ "tcp.port", W_FROM_PORT, "" }, { "udp.port", W_FROM_PORT, "" }, { "firmware.", W_FROM_FIRMWARE, "" },
		{ "register.", W_FROM_REGISTER, "" }, { "remoteid.", W_FROM_DRONE, "" }, { "", W_FROM_SEEN, "" },
	};
	size_t i = 0;

	while (!str_begins(field, str_of(sources[i].fields))) /* the last fits all */
		i++;
	sentence_put(t, language, words_of(language, sources[i].word), &HOLE_STR("maker", str_of(sources[i].maker)), 1);
}

enum word story_of_grade(enum grade grade) {
	static const enum word words[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = W_GRADE_UNKNOWN, [GRADE_POSSIBLE] = W_GRADE_POSSIBLE, [GRADE_LIKELY] = W_GRADE_LIKELY,
		[GRADE_CONFIRMED] = W_GRADE_CONFIRMED,
	};

	return words[grade];
}

enum word story_of_belief(const struct belief *b) {
	static const enum word words[LIKELIHOOD_COUNT] = {
		[LIKELIHOOD_NONE] = W_MADE_NONE, [LIKELIHOOD_POSSIBLE] = W_MADE_POSSIBLE, [LIKELIHOOD_LIKELY] = W_MADE_LIKELY,
		[LIKELIHOOD_VERY_LIKELY] = W_MADE_VERY_LIKELY, [LIKELIHOOD_CONFIRMED] = W_MADE_CONFIRMED,
	};

	return b->id.n ? words[likelihood_of(b)] : W_MADE_NONE;
}

enum word story_of_strength(enum strength strength) {
	static const enum word words[STRENGTH_COUNT] = {
		[STRENGTH_HINT] = W_THIS_IS_HINT, [STRENGTH_FAIR] = W_THIS_IS_FAIR, [STRENGTH_STRONG] = W_THIS_IS_STRONG,
		[STRENGTH_PROOF] = W_THIS_IS_PROOF,
	};

	return words[strength];
}

enum word story_of_rival(enum aspect aspect) {
	switch (aspect) {
	case ASPECT_MAKER: return W_RIVAL_MAKER;
	case ASPECT_BRAND: return W_RIVAL_LABEL;
	case ASPECT_SOC: return W_RIVAL_CHIP;
	case ASPECT_MODEL:
	case ASPECT_ORIGINAL:
	case ASPECT_CLASS:
	case ASPECT_FIRMWARE:
	case ASPECT_COUNT:
		break;
	}
	return W_RIVAL_OTHER;
}

void story_maker(struct text *t, enum tongue language, const struct registry *r, str id) {
	const struct company *c = r ? registry_company(r, id) : NULL;

	text_str(t, name_of_company(r, id));
	if (c && c->country.n) {
		text_cstr(t, ", ");
		text_str(t, name_of_country_in(language, c->country));
	}
}

void story_says(struct text *t, enum tongue language, const struct claim_group *g, const struct registry *r) {
	for (int a = 0; a < ASPECT_COUNT; a++) {
		if (g->says[a].n == 0)
			continue;
		text_cstr(t, t->used ? ", " : "");
		text_cstr(t, words_of(language, word_of_aspect((enum aspect)a)));
		text_cstr(t, " ");
		text_str(t, story_value(language, r, (enum aspect)a, g->says[a]));
	}
}

str story_value(enum tongue language, const struct registry *r, enum aspect aspect, str value) {
	for (int class = 0; aspect == ASPECT_CLASS && class < CLASS_COUNT; class++)
		if (str_eq(value, str_of(class_names[class])))
			return str_of(words_of(language, word_of_class((enum device_class)class)));
	return name_of_value(r, aspect, value);
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

/* 9999-12-31: beyond it date_format() has no room, and no real clock stands there. */
static const uint64_t last_second = 253402300799;

static void put_clock(struct text *t, uint64_t of_day) {
	two_digits(t, of_day / 3600);
	text_byte(t, ':');
	two_digits(t, of_day / 60 % 60);
	text_byte(t, ':');
	two_digits(t, of_day % 60);
	text_cstr(t, " UTC");
}

void story_time(struct text *t, uint64_t time_us) {
	uint64_t seconds = time_us / 1000000;
	char day[11];

	if (time_us == 0 || seconds > last_second)
		return;
	date_format(date_of_seconds((int64_t)seconds), day);
	text_cstr(t, day);
	text_byte(t, ' ');
	put_clock(t, seconds % 86400);
}

void story_moment(struct text *t, enum tongue language, uint64_t time_us) {
	uint64_t seconds = time_us / 1000000;

	if (time_us == 0 || seconds > last_second)
		return;
	tongue_day(t, language, date_of_seconds((int64_t)seconds));
	text_cstr(t, ", ");
	put_clock(t, seconds % 86400);
}

/* The words for what is known of the place: a row of a register, which nobody saw, a line of text, a byte of a capture. */
static enum word word_of_place(const struct obs *seen, bool in_register, bool has_time, bool has_file) {
	if (in_register)
		return W_AT_ROW;
	/* A record without a clock is a line of text, all else is a capture. */
	if (!has_time)
		return has_file ? W_AT_LINE_OF : W_AT_LINE;
	if (!seen->offset)
		return has_file ? W_AT_TIME_OF : W_AT_TIME;
	return has_file ? W_AT_BYTE_OF : W_AT_BYTE;
}

void story_place(struct text *t, enum tongue language, const struct obs *seen, struct strs sources) {
	static const str prefix = STR_INIT("register ");
	uint8_t room[64], digits[24];
	struct text time = TEXT(room), at = TEXT(digits);
	str file = seen->source < sources.count ? glyph_head(sources.at[seen->source], STORY_FILE_MAX) : (str){ 0 };
	bool in_register = str_begins(file, prefix);

	story_moment(&time, language, seen->time_us);
	text_u64(&at, seen->offset); /* without separators: whoever looks there types it */
	if (!in_register && !time.used && !seen->offset)
		return;
	enum word word = word_of_place(seen, in_register, time.used > 0, file.n > 0);
	const struct hole holes[] = {
		HOLE_STR("file", in_register ? str_after(file, prefix.n) : file), HOLE_STR("time", text_done(&time)),
		HOLE_STR("row", text_done(&at)), HOLE_STR("line", text_done(&at)), HOLE_STR("byte", text_done(&at)),
	};
	sentence_put(t, language, words_of(language, word), holes, sizeof holes / sizeof *holes);
}
