#include "base/near.h"

void near_open(struct near *n, str typed) {
	fold(typed, &n->typed);
	n->count = 0;
}

enum called near_called(struct near *n, str name) {
	fold(name, &n->name);
	return called(&n->name, &n->typed);
}

static void keep(struct near *n, str name, unsigned distance) {
	size_t i = 0;

	while (i < n->count && !str_eq_nocase(n->at[i].name, name))
		i++;
	if (i == NEAR_MAX)
		i--;
	if (i < n->count && n->at[i].distance <= distance)
		return;
	n->count += i == n->count;
	for (; i > 0 && n->at[i - 1].distance > distance; i--)
		n->at[i] = n->at[i - 1];
	n->at[i].name = name;
	n->at[i].distance = distance;
}

enum called near_meet(struct near *n, str name, str as) {
	unsigned most = n->typed.n < 3 ? 0 : n->typed.n < 5 ? 1 : 2;
	enum called how = near_called(n, name);
	unsigned distance = how >= CALLED_WORD_BEGIN && how < CALLED_EXACTLY ? 1 : called_distance(&n->name, &n->typed, most);

	if (n->typed.n && distance <= most)
		keep(n, as, distance);
	return how;
}
