#include "store/paper.h"

const char *const paper_keys[PAPER_TEXTS] = {
	"kind", "law", "act", "maker", "brand", "model", "status", "from", "until", "why", "reference", "against",
};

struct paper paper_of(const struct decision *d, char days[2][11]) {
	return (struct paper){
		.texts = {
			[PAPER_KIND] = str_of(decision_names[d->kind]), [PAPER_LAW] = d->law, [PAPER_ACT] = d->act,
			[PAPER_MAKER] = d->maker, [PAPER_BRAND] = d->brand, [PAPER_MODEL] = d->model,
			[PAPER_STATUS] = d->kind == DECISION_CASE ? str_of(status_names[d->status]) : (str){ 0 },
			[PAPER_FROM] = date_text(d->from, days[0]), [PAPER_UNTIL] = date_text(d->until, days[1]),
			[PAPER_WHY] = d->why, [PAPER_REFERENCE] = d->reference, [PAPER_AGAINST] = d->against,
		},
		.supersedes = d->supersedes,
	};
}

static bool take_day(str text, date *ret_day) {
	*ret_day = DATE_NONE;
	return text.n == 0 || (text.n == 10 && date_parse(text, ret_day));
}

bool paper_decision(const struct paper *p, struct decision *ret_decision) {
	const str *t = p->texts;
	struct decision d = {
		.kind = decision_by_name(t[PAPER_KIND]), .law = t[PAPER_LAW], .act = t[PAPER_ACT], .maker = t[PAPER_MAKER],
		.brand = t[PAPER_BRAND], .model = t[PAPER_MODEL],
		.status = t[PAPER_STATUS].n ? status_by_name(t[PAPER_STATUS]) : STATUS_CLEAR, .why = t[PAPER_WHY],
		.reference = t[PAPER_REFERENCE], .against = t[PAPER_AGAINST], .supersedes = p->supersedes,
	};

	if (d.kind == DECISION_COUNT || d.status == STATUS_COUNT || !take_day(t[PAPER_FROM], &d.from) ||
	    !take_day(t[PAPER_UNTIL], &d.until))
		return false;
	*ret_decision = d;
	return true;
}

/* Writing */

void paper_open(struct json_out *j, const struct paper *p) {
	json_out_object(j);
	for (int i = 0; i < PAPER_TEXTS; i++) {
		json_out_key_str(j, str_of(paper_keys[i]));
		json_out_text_or_null(j, p->texts[i]);
	}
	json_out_pair_u64_or_null(j, "supersedes", p->supersedes);
	json_out_key(j, "devices");
	json_out_array(j);
}

void paper_device(struct json_out *j, const struct paper_device *device) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text mac = TEXT(room);

	if (device->mac.kind != ADDR_NONE)
		addr_format(&mac, device->mac);
	json_out_object(j);
	json_out_pair_u64(j, "row", (uint64_t)device->row);
	json_out_pair(j, "name", device->name);
	json_out_pair_or_null(j, "mac", text_done(&mac));
	json_out_object_end(j);
}

void paper_close(struct json_out *j) {
	json_out_array_end(j);
	json_out_object_end(j);
}

/* Reading */

static bool read_text(struct json_in *in, arena *mem, str *ret_text) {
	enum json_token token = json_in_next(in);

	*ret_text = token == JSON_IN_STRING ? json_in_text(in, mem) : (str){ 0 };
	return token == JSON_IN_STRING || token == JSON_IN_NULL;
}

/* A number above 0, or null for 0. */
static bool read_number(struct json_in *in, uint64_t *ret_number) {
	enum json_token token = json_in_next(in);

	*ret_number = 0;
	return token == JSON_IN_NULL ||
	       (token == JSON_IN_NUMBER && str_u64(in->raw, ret_number) && *ret_number > 0 && *ret_number <= INT64_MAX);
}

static int text_by_key(str key) {
	int i = 0;

	while (i < PAPER_TEXTS && !str_eq(key, str_of(paper_keys[i])))
		i++;
	return i;
}

bool paper_read(struct json_in *in, arena *mem, struct paper *ret_paper) {
	struct paper p = { 0 };

	if (json_in_next(in) != JSON_IN_OBJECT)
		return false;
	while (json_in_next(in) == JSON_IN_KEY) {
		int key = text_by_key(in->raw);
		bool good;

		if (str_eq(in->raw, STR("devices"))) {
			*ret_paper = p;
			return json_in_next(in) == JSON_IN_ARRAY;
		}
		if (key < PAPER_TEXTS)
			good = read_text(in, mem, &p.texts[key]);
		else
			good = str_eq(in->raw, STR("supersedes")) && read_number(in, &p.supersedes);
		if (!good)
			return false;
	}
	return false;
}

/* One member of a device's object, whose key was read just now. */
static bool read_member(struct json_in *in, arena *mem, struct paper_device *d) {
	uint64_t row = 0;
	str mac;

	if (str_eq(in->raw, STR("name")))
		return read_text(in, mem, &d->name);
	if (str_eq(in->raw, STR("row"))) {
		bool good = read_number(in, &row);

		d->row = (int64_t)row;
		return good;
	}
	if (!str_eq(in->raw, STR("mac")) || !read_text(in, mem, &mac))
		return false;
	d->mac = addr_parse(mac);
	return true;
}

bool paper_read_device(struct json_in *in, arena *mem, struct paper_device *ret_device) {
	enum json_token token = json_in_next(in);
	struct paper_device d = { 0 };

	if (token == JSON_IN_ARRAY_END) {
		*ret_device = d;
		return json_in_next(in) == JSON_IN_OBJECT_END;
	}
	if (token != JSON_IN_OBJECT)
		return false;
	while ((token = json_in_next(in)) == JSON_IN_KEY)
		if (!read_member(in, mem, &d))
			return false;
	*ret_device = d;
	return token == JSON_IN_OBJECT_END && d.row;
}
