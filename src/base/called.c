#include "base/called.h"

enum {
	PART_LETTERS_MIN = 3,   /* fewer stand inside too many words to mean one */
	READ_LETTERS_MIN = 3,   /* fewer are the reading of too many characters to mean one */
	READ_STEPS_MAX = 4096,  /* ends what many characters with many readings would make long */
	DISTANCE_LETTERS_MAX = 64, /* a longer text is not a misspelt name */
};

static bool stands_at(const struct folded *name, const struct folded *query, size_t at) {
	if (query->n > name->n - at)
		return false;
	for (size_t i = 0; i < query->n; i++)
		if (name->at[at + i] != query->at[i])
			return false;
	return true;
}

static enum called called_at(const struct folded *name, const struct folded *query, size_t at) {
	bool ends = name->starts[at + query->n];

	if (at == 0)
		return query->n == name->n ? CALLED_EXACTLY : ends ? CALLED_BEGIN_WORD : CALLED_BEGIN;
	if (name->starts[at])
		return ends ? CALLED_WORD : CALLED_WORD_BEGIN;
	return query->n >= PART_LETTERS_MIN ? CALLED_PART : CALLED_NOT;
}

static enum called called_written(const struct folded *name, const struct folded *query) {
	enum called best = CALLED_NOT;

	for (size_t at = 0; at + query->n <= name->n; at++) {
		if (!stands_at(name, query, at))
			continue;
		enum called here = called_at(name, query, at);
		best = here > best ? here : best;
	}
	return best;
}

/* A query of which `from` on is still to be read; `steps` are left. */
struct reader {
	const struct folded *name, *query;
	int steps;
	size_t end; /* where in the name the reading ended */
};

/* How many letters of the query the syllable takes; `*ret_whole` when it is not cut by the query's end. ü is typed v, u or ü. */
static size_t takes(const struct reader *r, const char *syllable, size_t from, bool *ret_whole) {
	size_t n = 0;

	while (syllable[n] && from + n < r->query->n) {
		uint32_t letter = r->query->at[from + n];

		if (letter != (uint32_t)syllable[n] && !(syllable[n] == 'v' && letter == 'u'))
			return 0;
		n++;
	}
	*ret_whole = syllable[n] == 0;
	return n;
}

/* Reads the name from `at` on: CALLED_READ when the query ends with a syllable, CALLED_READ_PART when inside one. */
static enum called reads(struct reader *r, size_t at, size_t from) {
	const char *readings[READINGS_MAX];
	enum called best = CALLED_NOT;

	if (from == r->query->n) {
		r->end = at;
		return CALLED_READ;
	}
	if (at == r->name->n || --r->steps < 0)
		return CALLED_NOT;
	size_t count = fold_readings(r->name->at[at], readings);
	for (size_t i = 0; i < count && best < CALLED_READ; i++) {
		bool whole = false;
		size_t n = takes(r, readings[i], from, &whole);
		enum called next = n == 0 ? CALLED_NOT : whole ? reads(r, at + 1, from + n) : CALLED_READ_PART;

		best = next > best ? next : best;
	}
	/* Letters inside a name are read as they stand: "TCL" in a Chinese one. */
	if (count == 0 && r->name->at[at] == r->query->at[from])
		best = reads(r, at + 1, from + 1);
	return best;
}

static bool has_reading(const struct folded *name, size_t at) {
	const char *readings[READINGS_MAX];

	return fold_readings(name->at[at], readings) > 0;
}

/* Do the syllables from `at` on begin with these letters, one each? */
static bool has_initials(const struct folded *name, const struct folded *query, size_t at) {
	if (query->n > name->n - at)
		return false;
	for (size_t i = 0; i < query->n; i++) {
		const char *readings[READINGS_MAX];
		size_t count = fold_readings(name->at[at + i], readings), k = 0;

		while (k < count && (uint32_t)readings[k][0] != query->at[i])
			k++;
		if (k == count)
			return false;
	}
	return true;
}

static enum called called_read(const struct folded *name, const struct folded *query) {
	enum called best = CALLED_NOT;

	if (query->n < READ_LETTERS_MIN)
		return CALLED_NOT;
	for (size_t at = 0; at < name->n; at++) {
		if (!has_reading(name, at))
			continue;
		struct reader r = { .name = name, .query = query, .steps = READ_STEPS_MAX };
		enum called here = reads(&r, at, 0);

		if (here == CALLED_READ && at == 0 && r.end == name->n)
			return CALLED_READ_WHOLE;
		if (here == CALLED_NOT && has_initials(name, query, at))
			here = CALLED_INITIALS;
		best = here > best ? here : best;
	}
	return best;
}

enum called called(const struct folded *name, const struct folded *query) {
	if (query->n == 0)
		return CALLED_NOT;
	enum called written = called_written(name, query);
	enum called read = written < CALLED_READ_WHOLE ? called_read(name, query) : CALLED_NOT;

	return written > read ? written : read;
}

static unsigned least(unsigned a, unsigned b) {
	return a < b ? a : b;
}

/* The optimal string alignment distance, three rows at a time. */
unsigned called_distance(const struct folded *a, const struct folded *b, unsigned most) {
	unsigned rows[3][DISTANCE_LETTERS_MAX + 1];
	size_t longer = a->n > b->n ? a->n : b->n, shorter = a->n > b->n ? b->n : a->n;

	if (longer > DISTANCE_LETTERS_MAX || longer - shorter > most)
		return most + 1;
	for (unsigned k = 0; k <= b->n; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= a->n; i++) {
		unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (size_t k = 1; k <= b->n; k++) {
			unsigned change = a->at[i - 1] == b->at[k - 1] ? 0 : 1;

			now[k] = least(before[k - 1] + change, least(before[k], now[k - 1]) + 1);
			if (i > 1 && k > 1 && a->at[i - 1] == b->at[k - 2] && a->at[i - 2] == b->at[k - 1])
				now[k] = least(now[k], earlier[k - 2] + 1);
		}
	}
	return least(rows[a->n % 3][b->n], most + 1);
}
