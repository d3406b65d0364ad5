/*
 * Sites on a map (RFC 7946): longitude before latitude, WGS 84. A feature
 * without a place has the geometry null (section 3.2).
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "show/names.h"

/* What stands in the features of one site. */
struct crowd {
	const struct device *const *at; /* sorted by maker */
	size_t count;
};

static str maker_of(const struct device *d) {
	const struct belief *b = &d->identity.maker;

	return b->grade >= GRADE_LIKELY ? b->id : (str){ 0 };
}

/* By site, then by maker, then as they came: all devices stand in one array. */
static int by_site(const void *a, const void *b) {
	const struct device *left = *(const struct device *const *)a, *right = *(const struct device *const *)b;
	int r = str_cmp(left->site, right->site);

	if (!r)
		r = str_cmp(maker_of(left), maker_of(right));
	return r ? r : (left > right) - (left < right);
}

/* Rounded as a whole number first, so that nothing becomes -0. */
static void put_degrees(struct json_out *j, double degrees, unsigned precision) {
	double scale = 1;

	for (unsigned i = 0; i < precision; i++)
		scale *= 10;
	int32_t rounded = (int32_t)(degrees * scale + (degrees < 0 ? -0.5 : 0.5));
	json_out_decimal(j, rounded / scale, precision);
}

static void put_geometry(struct json_out *j, const struct site *site, unsigned precision) {
	json_out_key(j, "geometry");
	if (!site || isnan(site->latitude) || isnan(site->longitude)) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair(j, "type", STR("Point"));
	json_out_key(j, "coordinates");
	json_out_array(j);
	put_degrees(j, site->longitude, precision);
	put_degrees(j, site->latitude, precision);
	json_out_array_end(j);
	json_out_object_end(j);
}

static void open_feature(struct json_out *j, const struct site *site, unsigned precision) {
	json_out_object(j);
	json_out_pair(j, "type", STR("Feature"));
	put_geometry(j, site, precision);
	json_out_key(j, "properties");
	json_out_object(j);
	json_out_pair_or_null(j, "site", site ? site->id : (str){ 0 });
	json_out_pair_or_null(j, "title", site ? site->title : (str){ 0 });
}

static void close_feature(struct json_out *j) {
	json_out_object_end(j);
	json_out_object_end(j);
}

static void put_count(struct json_out *j, const char *key, size_t count) {
	json_out_key_str(j, str_of(key));
	json_out_u64(j, count);
}

static void put_verdicts(struct json_out *j, const struct crowd *crowd) {
	size_t by_worst[STATUS_COUNT] = { 0 };

	for (size_t i = 0; i < crowd->count; i++) {
		const struct verdict *worst = device_worst(crowd->at[i]);

		if (worst)
			by_worst[worst->status]++;
	}
	json_out_key(j, "verdicts");
	json_out_object(j);
	for (int s = STATUS_COUNT - 1; s >= 0; s--)
		if (by_worst[s])
			put_count(j, status_names[s], by_worst[s]);
	json_out_object_end(j);
}

static void put_makers(struct json_out *j, const struct crowd *crowd) {
	json_out_key(j, "makers");
	json_out_object(j);
	for (size_t i = 0, next; i < crowd->count; i = next) {
		str maker = maker_of(crowd->at[i]);

		for (next = i + 1; next < crowd->count && str_eq(maker, maker_of(crowd->at[next])); )
			next++;
		if (maker.n) {
			json_out_key_str(j, maker);
			json_out_u64(j, next - i);
		}
	}
	json_out_object_end(j);
}

static void put_site(struct json_out *j, const struct site *site, const struct crowd *crowd, unsigned precision) {
	size_t confirmed = 0, likely = 0, relabelled = 0;

	for (size_t i = 0; i < crowd->count; i++) {
		confirmed += crowd->at[i]->identity.maker.grade == GRADE_CONFIRMED;
		likely += crowd->at[i]->identity.maker.grade == GRADE_LIKELY;
		relabelled += crowd->at[i]->identity.relabelled == TRI_TRUE;
	}
	open_feature(j, site, precision);
	put_count(j, "devices", crowd->count);
	put_count(j, "confirmed", confirmed);
	put_count(j, "likely", likely);
	put_count(j, "unresolved", crowd->count - confirmed - likely);
	put_count(j, "relabelled", relabelled);
	put_verdicts(j, crowd);
	put_makers(j, crowd);
	close_feature(j);
}

static void put_device(struct json_out *j, const struct site *site, const struct device *d, const struct registry *r,
		       unsigned precision) {
	const struct belief *maker = &d->identity.maker, *brand = &d->identity.brand;
	const struct verdict *worst = device_worst(d);
	bool named = maker->grade != GRADE_UNKNOWN && maker->id.n > 0;
	bool labelled = brand->grade != GRADE_UNKNOWN && brand->id.n > 0;

	open_feature(j, site, precision);
	json_out_pair(j, "device", d->name);
	json_out_pair_or_null(j, "maker", named ? name_of_company(r, maker->id) : (str){ 0 });
	json_out_pair(j, "grade", str_of(grade_names[maker->grade]));
	json_out_pair_or_null(j, "brand", labelled ? name_of_brand(r, brand->id) : (str){ 0 });
	json_out_pair_or_null(j, "model", d->identity.model);
	json_out_pair(j, "class", str_of(class_names[d->identity.class]));
	json_out_pair_or_null(j, "verdict", worst ? str_of(status_names[worst->status]) : (str){ 0 });
	close_feature(j);
}

/* The devices of one site, `site` NULL for those that are at none: one feature, or one for each. */
static void put_crowd(struct json_out *j, const struct site *site, const struct crowd *crowd, const struct registry *r,
		      const struct geojson_options *o) {
	if (!o->each && (site || crowd->count))
		put_site(j, site, crowd, o->precision);
	for (size_t i = 0; o->each && i < crowd->count; i++)
		put_device(j, site, crowd->at[i], r, o->precision);
}

/* Sites and devices are sorted alike, so that one walk joins them. */
static void put_features(struct json_out *j, const struct report *report, const struct device *const *devices,
			 const struct registry *r, const struct geojson_options *o) {
	size_t at = 0;

	for (size_t s = 0; s <= report->site_count; s++) {
		const struct site *site = s < report->site_count ? &report->sites[s] : NULL;

		/* Without a site, or at one that nobody told of. */
		while (at < report->count && (!site || str_cmp(devices[at]->site, site->id) < 0)) {
			struct crowd none = { &devices[at], 1 };

			while (at + none.count < report->count && str_eq(devices[at]->site, devices[at + none.count]->site))
				none.count++;
			put_crowd(j, NULL, &none, r, o);
			at += none.count;
		}
		struct crowd crowd = { &devices[at], 0 };
		while (site && at < report->count && str_eq(devices[at]->site, site->id)) {
			crowd.count++;
			at++;
		}
		if (site)
			put_crowd(j, site, &crowd, r, o);
	}
}

int show_report_geojson(FILE *to, const struct report *report, const struct registry *r,
			const struct geojson_options *options, arena scratch) {
	const struct device **devices = arena_new(&scratch, const struct device *, report->count + 1);
	struct json_out j = json_out_to(to);

	if (!devices)
		return -ENOMEM;
	for (size_t i = 0; i < report->count; i++)
		devices[i] = &report->devices[i];
	qsort(devices, report->count, sizeof *devices, by_site);
	json_out_object(&j);
	json_out_pair(&j, "type", STR("FeatureCollection"));
	json_out_key(&j, "features");
	json_out_array(&j);
	put_features(&j, report, devices, r, options);
	json_out_array_end(&j);
	json_out_object_end(&j);
	json_out_line(&j);
	return 0;
}
