/*
 * Which way the devices are looked for.
 *
 * Each condition that has an index is counted by it, no further than matters.
 * Either the one that fits the fewest finds them, the others are
 * looked at for each, and what is left is sorted; or, where so many fit that a
 * page of them is soon met, one walks through all devices in order. SQLite's
 * own choice knows nothing of the values, and is wrong by seconds.
 */
#include "store/asking.h"

enum {
	COUNTED_MAX = 200000, /* by an index; takes some 10 ms. As many rows are sorted at most: some 12 MiB */
	FEW_MAX = 5000,       /* so few are looked at at once */
	COUNTED_PAGE = 40000, /* for a page of what one condition finds, when it is sorted at most */
	WALK_DOUBT = 4,       /* so many times worse than reckoned a walk may be: devices that fit may stand together */
};

static size_t driver_count(const struct asking *a) {
	size_t count = 0;

	for (size_t i = 0; i < a->condition_count; i++)
		count += a->conditions[i].drives;
	return count;
}

static int64_t counted_most(const struct asking *a) {
	return a->query->limit && driver_count(a) == 1 ? COUNTED_PAGE : COUNTED_MAX;
}

static void put_some_head(struct asking *a) {
	asking_again(a);
	asking_put(a, QUERY_FOUND_SOME);
}

/* How many devices fit one condition alone, as far as `most`. */
static int count_one(struct asking *a, struct condition *c, int64_t most) {
	put_some_head(a);
	asking_put(a, c->of_device ? QUERY_FOUND_FROM_DEVICE : QUERY_FOUND_FROM_NOW);
	asking_put(a, QUERY_FOUND_WHERE);
	a->most = most;
	asking_put_condition(a, c, false);
	asking_put(a, QUERY_FOUND_SOME_END);
	asking_number(a, most);
	return asking_number_of(a, &c->count);
}

/* The condition that fits the fewest; NULL when none has an index. */
static const struct condition *best_driver(const struct asking *a) {
	const struct condition *best = NULL;

	for (size_t i = 0; i < a->condition_count; i++)
		if (a->conditions[i].drives && (!best || a->conditions[i].count < best->count))
			best = &a->conditions[i];
	return best;
}

/* One that fits few is good enough; how many the others fit does not matter then. */
static int count_drivers(struct asking *a) {
	const int64_t steps[] = { FEW_MAX, counted_most(a) };
	int r = 0;

	for (size_t step = 0; !r && step < sizeof steps / sizeof *steps; step++) {
		for (size_t i = 0; !r && i < a->condition_count; i++)
			if (a->conditions[i].drives)
				r = count_one(a, &a->conditions[i], steps[step]);
		const struct condition *best = best_driver(a);
		if (!best || best->count < FEW_MAX)
			break;
	}
	return r;
}

/* WHERE and all conditions; of them `driver` alone, which may be NULL, chooses the index. */
static void put_where(struct asking *a, const struct condition *driver, bool wholes) {
	bool first = !wholes;

	if (wholes) {
		asking_put(a, QUERY_FOUND_WHERE);
		asking_put(a, QUERY_FOUND_WHOLE);
	}
	for (size_t i = 0; i < a->condition_count; i++) {
		asking_put(a, first ? QUERY_FOUND_WHERE : QUERY_FOUND_AND);
		first = false;
		asking_put_condition(a, &a->conditions[i], &a->conditions[i] != driver);
	}
}

static bool looks_at(const struct asking *a, bool device) {
	for (size_t i = 0; i < a->condition_count; i++)
		if (a->conditions[i].of_device == device)
			return true;
	return false;
}

/* The tables, the driver's first; `now` has the wholes alone. */
static void put_tables(struct asking *a, const struct condition *driver, bool needs_device) {
	bool device = driver ? driver->of_device : needs_device && !looks_at(a, false);

	if (device)
		asking_put(a, looks_at(a, false) ? QUERY_FOUND_FROM_DEVICE_FIRST : QUERY_FOUND_FROM_DEVICE);
	else
		asking_put(a, needs_device ? QUERY_FOUND_FROM_NOW_FIRST : QUERY_FOUND_FROM_NOW);
	put_where(a, driver, device);
}

/* Is it less work to walk through all `size` devices until there are enough? */
static bool is_walk_better(const struct asking *a, const struct condition *driver, double size) {
	double wanted = (double)a->query->limit + (double)a->query->skip, fit = size;

	if (a->query->limit == 0 || driver->count < FEW_MAX)
		return driver->count >= COUNTED_MAX;
	for (size_t i = 0; i < a->condition_count; i++)
		if (a->conditions[i].drives)
			fit *= (double)a->conditions[i].count / size;
	return (wanted < fit ? size * wanted / fit : size) * WALK_DOUBT < (double)driver->count;
}

/* Finds the condition that chooses the index; NULL: none, one walks. */
static int choose(struct asking *a, const struct condition **ret_driver) {
	int64_t size = 0;
	int r = count_drivers(a);

	if (!r)
		r = store_number(a->s, QUERY_FOUND_SIZE, &size);
	const struct condition *driver = best_driver(a);
	bool walks = driver && is_walk_better(a, driver, size > 0 ? (double)size : 1);
	*ret_driver = walks ? NULL : driver;
	return r;
}

/* All that fit are counted by the best index, whatever their number; where there is one alone it need not be chosen. */
static int choose_for_all(struct asking *a, const struct condition **ret_driver) {
	int r = driver_count(a) > 1 ? count_drivers(a) : 0;

	*ret_driver = best_driver(a);
	return r;
}

int asking_plan_count(struct asking *a) {
	uint64_t limit = a->query->limit;
	const struct condition *driver;

	asking_split(a);
	int r = limit ? choose(a, &driver) : choose_for_all(a, &driver);
	asking_again(a);
	a->most = limit && a->condition_count == 1 && limit < INT64_MAX ? (int64_t)limit : -1;
	asking_put(a, limit ? QUERY_FOUND_SOME : QUERY_FOUND_COUNT);
	put_tables(a, driver, looks_at(a, true));
	if (limit) {
		asking_put(a, QUERY_FOUND_SOME_END);
		asking_number(a, limit > INT64_MAX ? INT64_MAX : (int64_t)limit);
	}
	return r;
}

static void put_sorted(struct asking *a, const struct condition *driver, bool by_name) {
	asking_put(a, driver->of_device ? QUERY_FOUND_ROWS_OF_DEVICE : QUERY_FOUND_ROWS_OF_NOW);
	put_tables(a, driver, by_name || looks_at(a, true));
	asking_put(a, by_name ? QUERY_FOUND_SORT_NAMES :
		   driver->of_device ? QUERY_FOUND_SORT_ROWS_OF_DEVICE : QUERY_FOUND_SORT_ROWS_OF_NOW);
}

static void put_walk(struct asking *a, bool by_name) {
	asking_put(a, QUERY_FOUND_ROWS_OF_NOW);
	asking_put(a, by_name ? QUERY_FOUND_WALK_NAMES : QUERY_FOUND_WALK_ROWS);
	put_where(a, NULL, false);
	asking_put(a, by_name ? QUERY_FOUND_IN_NAMES : QUERY_FOUND_IN_ROWS);
}

int asking_plan_rows(struct asking *a) {
	uint64_t limit = a->query->limit, skip = a->query->skip;
	const struct condition *driver;

	asking_split(a);
	int r = choose(a, &driver);
	asking_again(a);
	a->most = -1;
	if (driver)
		put_sorted(a, driver, a->query->order == ORDER_NAME);
	else
		put_walk(a, a->query->order == ORDER_NAME);
	asking_number(a, limit == 0 || limit > INT64_MAX ? -1 : (int64_t)limit);
	asking_number(a, skip > INT64_MAX ? INT64_MAX : (int64_t)skip);
	return r;
}
