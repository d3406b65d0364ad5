/*
 * What is kept once, however many devices share it: what is known by its
 * hash, what laws look at, and sets of verdicts.
 */
#include <errno.h>
#include <string.h>

#include "base/sha256.h"
#include "store/inner.h"

/* The row of something that is kept once, by its key: found, else 0. */
static int find_by_key(struct store *s, enum named_query query, str key, int64_t *ret_id) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, query, &find);

	if (r)
		return r;
	bind_blob(find, 1, key);
	r = store_step(s, find, &row);
	if (r)
		return r;
	*ret_id = row ? sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return 0;
}

int store_knowledge(struct store *s, const struct store_run *run, int64_t *ret_id) {
	sqlite3_stmt *add;
	int64_t id = 0;
	int r = 0;

	if (run->knowledge) {
		str hash = { run->knowledge, KNOWLEDGE_HASH_SIZE };

		r = find_by_key(s, QUERY_KNOWLEDGE_BY_HASH, hash, &id);
		if (!r && !id) {
			r = store_statement(s, QUERY_ADD_KNOWLEDGE, &add);
			if (r)
				return r;
			bind_blob(add, 1, hash);
			bind_text(add, 2, run->version);
			r = store_step(s, add, NULL);
			id = sqlite3_last_insert_rowid(s->db);
		}
	}
	if (!r)
		*ret_id = id;
	return r;
}

/* What the laws look at in an identity, as law_sight_of() has it: the claim that speaks loudest for the maker. */
static const struct claim *best_claim(const struct identity *i) {
	const struct claim *best = NULL;

	for (size_t k = 0; k < i->claim_count; k++) {
		const struct claim *c = &i->claims[k];

		if (c->aspect == ASPECT_MAKER && str_eq(c->value, i->maker.id) && (!best || c->strength > best->strength))
			best = c;
	}
	return best && best->seen && best->mark ? best : NULL;
}

static str soc_rival(const struct identity *i) {
	const struct rival *best = NULL;

	for (size_t k = 0; k < i->rival_count; k++)
		if (i->rivals[k].aspect == ASPECT_SOC && (!best || i->rivals[k].confidence > best->confidence))
			best = &i->rivals[k];
	return best ? best->id : (str){ 0 };
}

/*
 * In memory a sight or judgement is known by 128 bits of hash, with seeds of
 * this process: a million devices ask for the same few thousand.
 */
struct quick {
	uint64_t hash, more_hash;
};

static struct quick quick_open(const struct store *s) {
	return (struct quick){ s->seed, s->seen.known.more_seed };
}

/* Its length goes in too, so that no two lists of texts look alike. */
static void quick_text(struct quick *q, str text) {
	q->hash = str_hash(text, q->hash + text.n);
	q->more_hash = str_hash(text, q->more_hash + text.n);
}

static void quick_number(struct quick *q, uint64_t number) {
	quick_text(q, (str){ (const uint8_t *)&number, sizeof number });
}

/* The place of this hash; its id is 0 when something else stood there. */
static struct kept_once *place_of(struct kept_once *kept, const struct quick *q) {
	struct kept_once *place = &kept[q->hash % KEPT_ONCE_MAX];

	if (place->hash != q->hash || place->more_hash != q->more_hash)
		*place = (struct kept_once){ q->hash, q->more_hash, 0 };
	return place;
}

/* Half of a SHA-256 is long enough that nobody finds two of the same. */
static int close_key(struct sha256 *h, uint8_t ret_key[SIGHT_KEY_SIZE]) {
	uint8_t digest[SHA256_SIZE];
	int r = sha256_close(h, digest);

	if (!r)
		memcpy(ret_key, digest, SIGHT_KEY_SIZE);
	return r;
}

/* What is in a sight, one behind another. */
enum { SIGHT_TEXTS = 6, SIGHT_NUMBERS = 5, SIGHT_CLASS = 3 };
struct sight {
	str texts[SIGHT_TEXTS]; /* maker, brand, soc, its rival, field, mark */
	uint64_t numbers[SIGHT_NUMBERS]; /* grades of maker, brand, soc; class; relabelled */
};

static struct sight sight_of(const struct identity *i) {
	const struct claim *best = best_claim(i);

	return (struct sight){
		{ i->maker.id, i->brand.id, i->soc.id, soc_rival(i), best ? best->seen->field : (str){ 0 },
		  best ? best->mark->id : (str){ 0 } },
		{ i->maker.grade, i->brand.grade, i->soc.grade, i->class, i->relabelled },
	};
}

static struct quick quick_of_sight(const struct store *s, const struct sight *sight) {
	struct quick q = quick_open(s);

	for (size_t k = 0; k < SIGHT_TEXTS; k++)
		quick_text(&q, sight->texts[k]);
	for (size_t k = 0; k < SIGHT_NUMBERS; k++)
		quick_number(&q, sight->numbers[k]);
	return q;
}

/* Over what its row holds, so that the row can be held against it: the class by its name. */
static int sight_key(const struct sight *sight, uint8_t ret_key[SIGHT_KEY_SIZE]) {
	struct sha256 h;

	sha256_open(&h);
	for (size_t k = 0; k < SIGHT_TEXTS; k++)
		sha256_text(&h, sight->texts[k]);
	for (size_t k = 0; k < SIGHT_NUMBERS; k++)
		if (k != SIGHT_CLASS)
			sha256_number(&h, sight->numbers[k]);
	sha256_text(&h, str_of(class_names[sight->numbers[SIGHT_CLASS]]));
	return close_key(&h, ret_key);
}

static bool sight_eq(const struct sight *a, const struct sight *b) {
	bool same = true;

	for (size_t k = 0; k < SIGHT_TEXTS; k++)
		same = same && str_eq(a->texts[k], b->texts[k]);
	for (size_t k = 0; k < SIGHT_NUMBERS; k++)
		same = same && a->numbers[k] == b->numbers[k];
	return same;
}

bool store_same_sight(const struct identity *a, const struct identity *b) {
	const struct sight x = sight_of(a), y = sight_of(b);

	return sight_eq(&x, &y);
}

int store_sight_fits(const struct identity *i, str key) {
	const struct sight sight = sight_of(i);
	uint8_t own[SIGHT_KEY_SIZE];
	int r = sight_key(&sight, own);

	return r ? r : str_eq(key, (str){ own, sizeof own }) ? 0 : STORE_WRONG;
}

/* A row of its own, or, where somebody else changed the row of this key, what stood there before. */
static int write_sight(struct store *s, enum named_query query, const struct sight *sight, const uint8_t key[SIGHT_KEY_SIZE]) {
	sqlite3_stmt *add;
	int r = store_statement(s, query, &add);

	if (r)
		return r;
	bind_blob(add, 1, (str){ key, SIGHT_KEY_SIZE });
	bind_text_or_null(add, 2, sight->texts[0]);
	sqlite3_bind_int64(add, 3, (int64_t)sight->numbers[0]);
	bind_text_or_null(add, 4, sight->texts[1]);
	sqlite3_bind_int64(add, 5, (int64_t)sight->numbers[1]);
	bind_text_or_null(add, 6, sight->texts[2]);
	sqlite3_bind_int64(add, 7, (int64_t)sight->numbers[2]);
	bind_text_or_null(add, 8, sight->texts[3]);
	bind_text(add, 9, str_of(class_names[sight->numbers[SIGHT_CLASS]]));
	bind_tri(add, 10, (enum tri)sight->numbers[4]);
	bind_text_or_null(add, 11, sight->texts[4]);
	bind_text_or_null(add, 12, sight->texts[5]);
	return store_step(s, add, NULL);
}

/* The row of this key says what the key says; else it is mended. */
static int hold_sight(struct store *s, const struct sight *sight, const uint8_t key[SIGHT_KEY_SIZE], int64_t id) {
	enum { ROOM = 16 * 1024 }; /* six short texts */
	uint8_t room[ROOM];
	arena mem = arena_over(room, sizeof room);
	struct identity *kept;
	int r = store_sight(s, id, &mem, &kept);

	if (r && r != STORE_WRONG && r != -ENOMEM)
		return r;
	if (!r) {
		const struct sight stands = sight_of(kept);

		if (sight_eq(sight, &stands))
			return 0;
	}
	s->judged_count++;
	return write_sight(s, QUERY_MEND_SIGHT, sight, key);
}

static int find_or_add_sight(struct store *s, const struct sight *sight, int64_t *ret_id) {
	uint8_t key[SIGHT_KEY_SIZE];
	int64_t id = 0;
	int r = sight_key(sight, key);

	if (!r)
		r = find_by_key(s, QUERY_SIGHT_BY_KEY, (str){ key, sizeof key }, &id);
	if (!r && id)
		r = hold_sight(s, sight, key, id);
	else if (!r)
		r = write_sight(s, QUERY_ADD_SIGHT, sight, key);
	if (!r)
		*ret_id = id ? id : sqlite3_last_insert_rowid(s->db);
	return r;
}

int store_put_sight(struct store *s, const struct identity *i, int64_t *ret_id) {
	const struct sight sight = sight_of(i);
	const struct quick q = quick_of_sight(s, &sight);
	struct kept_once *place = place_of(s->sights, &q);
	int r = place->id ? 0 : find_or_add_sight(s, &sight, &place->id);

	if (!r)
		*ret_id = place->id;
	return r;
}

static struct quick quick_of_verdicts(const struct store *s, const struct verdicts *verdicts) {
	struct quick q = quick_open(s);

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];

		if (v->status == STATUS_CLEAR)
			continue;
		quick_text(&q, v->law->id);
		quick_number(&q, (uint64_t)v->status << 32 | (uint32_t)v->by);
		quick_number(&q, v->decision);
	}
	return q;
}

/* The next in order of the laws' ids, as the rows come; NULL behind the last. */
static const struct verdict *next_verdict(const struct verdicts *verdicts, const struct verdict *last) {
	const struct verdict *next = NULL;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];

		if (v->status != STATUS_CLEAR && (!last || str_cmp(v->law->id, last->law->id) > 0) &&
		    (!next || str_cmp(v->law->id, next->law->id) < 0))
			next = v;
	}
	return next;
}

/* Over what the rows hold, so that they can be held against it. */
static void sum_verdict(struct sha256 *h, str law, str status, str by_day, uint64_t decision) {
	sha256_text(h, law);
	sha256_text(h, status);
	sha256_text(h, by_day);
	sha256_number(h, decision);
}

static int judgement_key(const struct verdicts *verdicts, uint8_t ret_key[SIGHT_KEY_SIZE]) {
	char day[11];
	struct sha256 h;

	sha256_open(&h);
	for (const struct verdict *v = next_verdict(verdicts, NULL); v; v = next_verdict(verdicts, v))
		sum_verdict(&h, v->law->id, str_of(status_names[v->status]), date_text(v->by, day), v->decision);
	return close_key(&h, ret_key);
}

/* From the rows of `verdicts_of`: the key that they should have. */
static int sum_verdicts(struct store *s, sqlite3_stmt *rows, enum status *ret_worst, uint8_t ret_key[SIGHT_KEY_SIZE]) {
	enum status worst = STATUS_CLEAR;
	struct sha256 h;
	bool row = true;
	int r = 0;

	sha256_open(&h);
	while (!r) {
		r = store_step(s, rows, &row);
		if (r || !row)
			break;
		enum status status = status_by_name(column_text(rows, 1));
		worst = status < STATUS_COUNT && status > worst ? status : worst;
		sum_verdict(&h, column_text(rows, 0), column_text(rows, 1), column_text(rows, 2),
			    (uint64_t)sqlite3_column_int64(rows, 3));
	}
	*ret_worst = worst;
	int closed = close_key(&h, ret_key);
	return r ? r : closed;
}

int store_judgement_fits(struct store *s, int64_t id) {
	uint8_t key[SIGHT_KEY_SIZE];
	enum status worst = STATUS_CLEAR;
	sqlite3_stmt *rows, *load;
	bool found = false;
	int r = store_statement(s, QUERY_VERDICTS_OF, &rows);

	if (r)
		return r;
	sqlite3_bind_int64(rows, 1, id);
	r = sum_verdicts(s, rows, &worst, key);
	sqlite3_reset(rows);
	if (!r)
		r = store_row_of(s, QUERY_JUDGEMENT, id, &load, &found);
	if (r)
		return r;
	bool fits = found && str_eq(column_blob(load, 0), (str){ key, sizeof key }) &&
		    sqlite3_column_int64(load, 1) == (int64_t)worst;
	sqlite3_reset(load);
	return fits ? 0 : STORE_WRONG;
}

static int add_verdict(struct store *s, int64_t judgement, const struct verdict *v) {
	char day[11];
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_VERDICT, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, judgement);
	bind_text(add, 2, v->law->id);
	bind_text(add, 3, str_of(status_names[v->status]));
	bind_text_or_null(add, 4, date_text(v->by, day));
	if (v->decision)
		sqlite3_bind_int64(add, 5, (int64_t)v->decision);
	else
		sqlite3_bind_null(add, 5);
	return store_step(s, add, NULL);
}

static int add_verdicts(struct store *s, int64_t judgement, const struct verdicts *verdicts) {
	int r = 0;

	for (size_t i = 0; !r && i < verdicts->count; i++)
		if (verdicts->at[i].status != STATUS_CLEAR)
			r = add_verdict(s, judgement, &verdicts->at[i]);
	return r;
}

/* A row of its own, or, where somebody else changed the row of this key, its worst status anew. */
static int write_judgement(struct store *s, enum named_query query, const struct verdicts *verdicts,
			   const uint8_t key[SIGHT_KEY_SIZE]) {
	enum status worst = STATUS_CLEAR;
	sqlite3_stmt *add;
	int r = store_statement(s, query, &add);

	if (r)
		return r;
	for (size_t i = 0; i < verdicts->count; i++)
		worst = verdicts->at[i].status > worst ? verdicts->at[i].status : worst;
	bind_blob(add, 1, (str){ key, SIGHT_KEY_SIZE });
	sqlite3_bind_int(add, 2, (int)worst);
	return store_step(s, add, NULL);
}

/* The rows of this key say what the key says; else they are mended. */
static int hold_judgement(struct store *s, const struct verdicts *verdicts, const uint8_t key[SIGHT_KEY_SIZE], int64_t id) {
	int r = store_judgement_fits(s, id);

	if (r != STORE_WRONG)
		return r;
	s->judged_count++;
	r = store_run_on(s, QUERY_DROP_VERDICTS, id);
	if (!r)
		r = add_verdicts(s, id, verdicts);
	return r ? r : write_judgement(s, QUERY_MEND_JUDGEMENT, verdicts, key);
}

static int find_or_add_judgement(struct store *s, const struct verdicts *verdicts, int64_t *ret_id) {
	uint8_t key[SIGHT_KEY_SIZE];
	int64_t id = 0;
	int r = judgement_key(verdicts, key);

	if (!r)
		r = find_by_key(s, QUERY_JUDGEMENT_BY_KEY, (str){ key, sizeof key }, &id);
	if (!r && id) {
		r = hold_judgement(s, verdicts, key, id);
	} else if (!r) {
		r = write_judgement(s, QUERY_ADD_JUDGEMENT, verdicts, key);
		id = sqlite3_last_insert_rowid(s->db);
		if (!r)
			r = add_verdicts(s, id, verdicts);
	}
	if (!r)
		*ret_id = id;
	return r;
}

int store_put_judgement(struct store *s, const struct verdicts *verdicts, int64_t *ret_id) {
	const struct quick q = quick_of_verdicts(s, verdicts);
	struct kept_once *place = place_of(s->judgements, &q);
	int r = place->id ? 0 : find_or_add_judgement(s, verdicts, &place->id);

	if (!r)
		*ret_id = place->id;
	return r;
}

int store_look_for_judgement(struct store *s, const struct judged_answer *answer, int64_t *ret_row) {
	int64_t row = answer->noted ? *answer->noted : 0;
	uint8_t key[SIGHT_KEY_SIZE];
	int r = row || !answer->verdicts ? 0 : judgement_key(answer->verdicts, key);

	if (!r && !row && answer->verdicts) {
		r = find_by_key(s, QUERY_JUDGEMENT_BY_KEY, (str){ key, sizeof key }, &row);
		row = row ? row : -1;
	}
	if (!r && answer->noted)
		*answer->noted = row;
	if (!r)
		*ret_row = row;
	return r;
}
