/*
 * Who may be asked. Lists are read into ranges; each target is held against
 * the rules where it is read, so that what is said names file and line.
 */
#include "sense/scope.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/yaml.h"
#include "sense/scatter.h"

/* Never asked, whatever anybody allows. */
static const struct {
	const char *range, *what;
} never[] = {
	{ "0.0.0.0/8", "0.0.0.0/8 is no host (RFC 1122, 3.2.1.3)" },
	{ "224.0.0.0/4", "multicast addresses are no single host" },
	{ "240.0.0.0/4", "240.0.0.0 and above is reserved, or broadcast (RFC 1112, 4)" },
	{ "ff00::/8", "multicast addresses are no single host" },
	{ "::", ":: is no host (RFC 4291, 2.5.2)" },
	/* What carries an IPv4 address would be a way around an exclude. */
	{ "::2-::ffff:ffff", "::/96 stands for IPv4 addresses (RFC 4291, 2.5.5.1): give these" },
	{ "::ffff:0:0:0/96", "::ffff:0:0:0/96 stands for IPv4 addresses (RFC 2765): give these" },
	{ "64:ff9b::/96", "64:ff9b::/96 stands for IPv4 addresses (RFC 6052): give these" },
	{ "64:ff9b:1::/48", "64:ff9b:1::/48 stands for IPv4 addresses (RFC 8215): give these" },
	{ "2002::/16", "2002::/16 stands for IPv4 addresses (6to4, RFC 3056): give these" },
	{ "2001::/32", "2001::/32 stands for IPv4 addresses (Teredo, RFC 4380): give these" },
};

/* As addr_is_private() has it, and loopback. */
static const char *const private_ranges[] = {
	"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1",
	"fe80::/10", "fc00::/7",
};

enum { NEVER_COUNT = sizeof never / sizeof *never, PRIVATE_COUNT = sizeof private_ranges / sizeof *private_ranges };

struct scope {
	struct ranges never; /* in the order of the table */
	struct ranges private_ones, allowed, excluded, targets;
	struct ranges broadcast; /* of this machine's links */
	bool has_targets, public_too;
	const struct scope_paper *paper; /* NULL: `allowed` says nothing */
	struct scatter order;
	uint64_t addresses; /* as a hash */
};

enum purpose { FOR_TARGETS, FOR_EXCLUDES, FOR_ALLOWED };

struct reading {
	arena *mem;
	const struct scope *s;
	struct ranges *into;
	enum purpose purpose;
	bool input_is_read;
	str file;
	unsigned line;
	struct complaint *reterr;
};

static int say(const struct reading *g, int answer, const str *parts, size_t part_count) {
	*g->reterr = (struct complaint){ .file = g->file, .line = g->line };
	complaint_say(g->reterr, parts, part_count);
	return answer;
}

#define SAY(g, answer, ...) \
	say((g), (answer), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

enum { SHOWN_MAX = 90 };

_Static_assert((int)SCOPE_BAD == (int)TREE_WRONG, "complaints of the tree are answers of scope_open()");

/* A word as it can be shown: of a list that is no list at all it may be anything. */
static str shown(str word, uint8_t room[SHOWN_MAX]) {
	size_t size = word.n < SHOWN_MAX ? word.n : SHOWN_MAX;

	for (size_t i = 0; i < size; i++)
		room[i] = word.at[i] < 0x20 || word.at[i] > 0x7e ? '?' : word.at[i];
	return (str){ room, size };
}

/* The first address of an IPv4 block is the network's, the last one broadcast: RFC 1812, 4.2.2.11. */
static struct range hosts_of(struct range block) {
	if (place_is_ip4(block.first) && range_size(block) > 2)
		return (struct range){ place_plus(block.first, 1), { block.last.high, block.last.low - 1 } };
	return block;
}

static int check_target(const struct reading *g, str word, struct range one) {
	if (word.n && memchr(word.at, '%', word.n))
		return SAY(g, SCOPE_BAD, word, STR(": the link is chosen by --interface"));
	for (size_t i = 0; i < NEVER_COUNT; i++)
		if (range_meets(one, g->s->never.at[i]))
			return SAY(g, SCOPE_REFUSED, word, STR(" is never asked: "), str_of(never[i].what));
	if (!place_is_ip4(one.first) && range_size(one) > SCOPE_IP6_TARGET_MAX)
		return SAY(g, SCOPE_REFUSED, word, STR(" has too many addresses to ask one by one; a /108 is the largest. "
			"Scan without it: questions to all find what is on the link"));
	if (!g->s->public_too && !ranges_cover(&g->s->private_ones, one))
		return SAY(g, SCOPE_REFUSED, word, STR(" is not private, and public addresses are asked only with --public"));
	if (g->s->paper && !ranges_cover(&g->s->allowed, one))
		return SAY(g, SCOPE_REFUSED, word, STR(" is outside of what "), g->s->paper->file,
			   STR(" allows, by authority of "), g->s->paper->authorised_by);
	return 0;
}

static int add(const struct reading *g, str word, struct range_text t) {
	static const struct range mapped = { { 0, UINT64_C(0xffff00000000) }, { 0, UINT64_C(0xffffffffffff) } };
	struct range one = t.range;
	int r = 0;

	if (g->into->count >= SCOPE_RANGES_MAX)
		return SAY(g, SCOPE_BAD, STR("the list is too long: at most 262144 entries; write blocks or ranges"));
	if (g->purpose == FOR_TARGETS) {
		one = t.is_block ? hosts_of(one) : one;
		if ((r = check_target(g, word, one)))
			return r;
	}
	/* Who writes ::/0 means all of IPv6, not IPv4 as well. */
	if (!place_is_ip4(one.first) && range_meets(one, mapped)) {
		r = ranges_add(g->mem, g->into, (struct range){ one.first, { 0, mapped.first.low - 1 } });
		one.first = place_plus(mapped.last, 1);
	}
	return r ? r : ranges_add(g->mem, g->into, one);
}

/* Resolvers take "10.1" for 10.0.0.1, and 0xa000001 too. */
static bool ends_in_number(str word) {
	size_t last = word.n;
	uint64_t number;

	while (last > 0 && word.at[last - 1] != '.')
		last--;
	str label = str_after(word, last);
	return str_u64(label, &number) || str_begins_nocase(label, STR("0x"));
}

/* Letters, digits, dots, dashes and underscores; RFC 1035, 2.3.4: 253 as text. */
static bool is_name(str word) {
	for (size_t i = 0; i < word.n; i++)
		if (!byte_is_letter(word.at[i]) && !byte_is_digit(word.at[i]) && !memchr(".-_", word.at[i], 3))
			return false;
	return word.n > 0 && word.n <= 253 && word.at[0] != '-' && !ends_in_number(word);
}

static addr addr_at(const struct sockaddr *at) {
	const void *any = at;
	const struct sockaddr_in *ip4 = any;
	const struct sockaddr_in6 *ip6 = any;

	if (at && at->sa_family == AF_INET)
		return addr_of(ADDR_IP4, (str){ (const uint8_t *)&ip4->sin_addr, 4 });
	if (at && at->sa_family == AF_INET6)
		return addr_of(ADDR_IP6, (str){ (const uint8_t *)&ip6->sin6_addr, 16 });
	return (addr){ 0 };
}

static int add_resolved(const struct reading *g, str word, const struct sockaddr *at) {
	uint8_t room[SHOWN_MAX + ADDR_TEXT_MAX + 4];
	struct text t = TEXT(room);
	addr a = addr_at(at);

	if (a.kind == ADDR_NONE)
		return 0;
	text_str(&t, word);
	text_cstr(&t, " (");
	addr_format(&t, a);
	text_cstr(&t, ")");
	return add(g, text_done(&t), (struct range_text){ .range = { place_of(a), place_of(a) } });
}

/* A name that stands for nothing is an error in any list: passed over, an exclude would be asked after all. */
static int take_name(const struct reading *g, str word) {
	const struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_DGRAM };
	struct addrinfo *found = NULL;
	uint8_t room[SHOWN_MAX];
	char name[256] = "";

	if (!is_name(word))
		return SAY(g, SCOPE_BAD, STR("'"), shown(word, room), STR("' is no address, block, range or name"));
	memcpy(name, word.at, word.n);
	int r = getaddrinfo(name, NULL, &hints, &found);
	if (r == EAI_MEMORY)
		return -ENOMEM;
	if (r)
		return SAY(g, SCOPE_BAD, STR("no address is known for the name '"), shown(word, room), STR("': "),
			   str_of(gai_strerror(r)));
	size_t before = g->into->count;
	for (const struct addrinfo *i = found; i && !r; i = i->ai_next)
		r = add_resolved(g, shown(word, room), i->ai_addr);
	freeaddrinfo(found);
	if (!r && g->into->count == before)
		return SAY(g, SCOPE_BAD, STR("no address is known for the name '"), shown(word, room), STR("'"));
	return r;
}

/* RANGE_NONE when it does not begin with an address. */
static int take_address(const struct reading *g, str word) {
	struct range_text t;
	const char *why = "";
	uint8_t room[SHOWN_MAX];
	int r = range_parse(word, &t, &why);

	if (r == RANGE_BAD)
		return SAY(g, SCOPE_BAD, STR("'"), shown(word, room), STR("': "), str_of(why));
	return r ? -ENOENT : add(g, shown(word, room), t);
}

static int take_word(const struct reading *g, str word) {
	int r = take_address(g, word);

	return r == -ENOENT ? take_name(g, word) : r;
}

static int take_line(const struct reading *g, str line) {
	str word = str_trim(str_cut(&line, '#'));

	/* Windows' editors begin a file with it. */
	if (g->line == 1 && str_begins(word, STR("\xef\xbb\xbf")))
		word = str_trim(str_after(word, 3));
	return word.n ? take_word(g, word) : 0;
}

static int read_lines(struct reading *g, FILE *from) {
	uint8_t line[SCOPE_LINE_MAX];
	size_t size = 0;
	int r = 0;

	g->line = 1;
	for (int c = 0; !r && c != EOF;) {
		c = getc_unlocked(from);
		if (c != '\n' && c != EOF) {
			if (size == sizeof line)
				return SAY(g, SCOPE_BAD, STR("the line is longer than 400 bytes: is this a list of addresses?"));
			line[size++] = (uint8_t)c;
			continue;
		}
		r = take_line(g, (str){ line, size });
		size = 0;
		g->line += !r;
	}
	if (!r && ferror(from)) {
		g->line = 0;
		return SAY(g, SCOPE_BAD, STR("reading stopped: "), str_of(strerror(errno)));
	}
	return r;
}

static int read_input(struct reading *g) {
	if (g->input_is_read)
		return SAY(g, SCOPE_BAD, STR("standard input can be read only once"));
	g->input_is_read = true;
	g->file = STR("standard input");
	return read_lines(g, stdin);
}

/* -ENOENT: there is no such file. A folder is none: it may be called like a host. */
static int read_file(struct reading *g, const char *path) {
	FILE *from = fopen(path, "re");
	struct stat st;
	int r = from ? 0 : -errno;

	if (from && fstat(fileno(from), &st) == 0 && S_ISDIR(st.st_mode))
		r = -ENOENT;
	else if (from) {
		g->file = str_of(path);
		r = read_lines(g, from);
	}
	if (from)
		fclose(from);
	if (r == -ENOTDIR || r == -ENAMETOOLONG)
		r = -ENOENT;
	if (r < 0 && r != -ENOENT && r != -ENOMEM) {
		uint8_t room[SHOWN_MAX];

		return SAY(g, SCOPE_BAD, shown(str_of(path), room), STR(": "), str_of(strerror(-r)));
	}
	return r;
}

static int take_argument(struct reading *g, const char *argument) {
	str word = str_trim(str_of(argument));
	uint8_t room[SHOWN_MAX];

	g->file = (str){ 0 };
	g->line = 0;
	if (str_eq(word, STR("-")))
		return read_input(g);
	int r = take_address(g, word);
	if (r == -ENOENT)
		r = read_file(g, argument);
	if (r == -ENOENT && memchr(argument, '/', strlen(argument)))
		return SAY(g, SCOPE_ABSENT, STR("'"), shown(word, room), STR("': there is no such file"));
	return r == -ENOENT ? take_name(g, word) : r;
}

static int take_arguments(struct reading *g, const char *const *arguments, size_t count) {
	int r = 0;

	for (size_t i = 0; i < count && !r; i++)
		r = take_argument(g, arguments[i]);
	return r;
}

/* The words under `key` of the scope file: one, or a list of them. */
static int take_words(struct reading *g, const struct tree *t, const struct tree_node *words) {
	const struct tree_node *n = words && words->kind == TREE_LIST ? tree_child(t, words) : words;
	int r = 0;

	for (; n && !r; n = words->kind == TREE_LIST ? tree_next(t, n) : NULL) {
		g->file = t->files[n->file];
		g->line = n->line;
		r = take_word(g, str_trim(tree_text(t, n)));
	}
	return r;
}

/* A day in full; DATE_NONE when nothing stands there. Few would mean the first of the month by "2026-12". */
static int read_day(const struct tree *t, const struct tree_node *map, str key, date *ret_day,
		    struct complaint *reterr) {
	const struct tree_node *n = tree_get(t, map, key);
	date day = DATE_NONE;

	if (n && (tree_text(t, n).n != 10 || !date_parse(tree_text(t, n), &day)))
		return TREE_COMPLAIN(t, n, reterr, STR("a day is written like 2026-11-20"));
	*ret_day = day;
	return 0;
}

static int read_paper(arena *mem, const struct tree *t, const struct tree_node *map, struct scope_paper *p,
		      struct complaint *reterr) {
	static const char *const known[] = { "authorised-by", "date", "until", "ranges", "exclude", "note", NULL };

	if (tree_child_count(t, tree_root(t)) != 1 || map->kind != TREE_MAP)
		return TREE_COMPLAIN(t, map, reterr, STR("a scope file says authorised-by, date and ranges"));
	if (tree_only(t, map, known, reterr))
		return SCOPE_BAD;
	p->authorised_by = arena_str(mem, str_trim(tree_get_text(t, map, STR("authorised-by"))));
	p->note = arena_str(mem, tree_get_text(t, map, STR("note")));
	if (mem->full)
		return -ENOMEM;
	if (!p->authorised_by.n)
		return TREE_COMPLAIN(t, map, reterr, STR("a scope file names in authorised-by who allowed it"));
	if (read_day(t, map, STR("date"), &p->day, reterr) || read_day(t, map, STR("until"), &p->until, reterr))
		return SCOPE_BAD;
	if (p->day == DATE_NONE)
		return TREE_COMPLAIN(t, map, reterr, STR("a scope file names in date when it was allowed"));
	if (!tree_get(t, map, STR("ranges")))
		return TREE_COMPLAIN(t, map, reterr, STR("a scope file names in ranges what may be asked"));
	return 0;
}

static int check_until(const struct tree *t, const struct tree_node *map, const struct scope_paper *p, date today,
		       struct complaint *reterr) {
	char day[11];

	if (p->until == DATE_NONE || (today > 0 && today <= p->until))
		return 0;
	date_format(p->until, day);
	TREE_COMPLAIN(t, tree_get(t, map, STR("until")), reterr, STR("the authority of "), p->authorised_by,
		      STR(" ended on "), str_of(day));
	return SCOPE_REFUSED;
}

static int read_scope_tree(struct reading *g, struct scope *s, const struct tree *t, struct scope_paper *p,
			   date today) {
	const struct tree_node *map = tree_child(t, tree_root(t));
	int r;

	if (!map) {
		g->file = p->file;
		return SAY(g, SCOPE_BAD, STR("the scope file is empty"));
	}
	if ((r = read_paper(g->mem, t, map, p, g->reterr)) || (r = check_until(t, map, p, today, g->reterr)))
		return r;
	g->purpose = FOR_ALLOWED;
	g->into = &s->allowed;
	if ((r = take_words(g, t, tree_get(t, map, STR("ranges")))))
		return r;
	if (!s->allowed.count)
		return TREE_COMPLAIN(t, tree_get(t, map, STR("ranges")), g->reterr, STR("no ranges are given"));
	g->purpose = FOR_EXCLUDES;
	g->into = &s->excluded;
	r = take_words(g, t, tree_get(t, map, STR("exclude")));
	ranges_tidy(&s->allowed);
	s->paper = p;
	return r;
}

/* The whole text is kept: it stands in the report. */
static int keep_text(const struct reading *g, struct scope_paper *p, const char *path) {
	str bytes;
	int r = file_map(path, &bytes);

	if (r)
		return SAY(g, r == -ENOENT ? SCOPE_ABSENT : SCOPE_BAD, str_of(path), STR(": "), str_of(strerror(-r)));
	if (bytes.n > SCOPE_FILE_MAX)
		r = SAY(g, SCOPE_BAD, str_of(path), STR(": a scope file has at most 1 MiB"));
	else
		p->text = arena_str(g->mem, bytes);
	file_unmap(bytes);
	p->file = arena_str(g->mem, str_of(path));
	return r ? r : g->mem->full ? -ENOMEM : 0;
}

static int read_scope_file(struct reading *g, struct scope *s, const struct scope_wish *w) {
	struct scope_paper *p = arena_new(g->mem, struct scope_paper, 1);
	int r = p ? keep_text(g, p, w->scope_file) : -ENOMEM;

	if (r)
		return r;
	struct yaml *y = yaml_open();
	r = y ? yaml_add(y, p->file, p->text, g->reterr) : -ENOMEM;
	if (!r) {
		struct tree t = yaml_tree(y);

		r = read_scope_tree(g, s, &t, p, w->today);
	}
	/* What a complaint names as its file is `p`'s, not the tree's. */
	yaml_close(y);
	return r;
}

static int load_rules(arena *mem, struct scope *s) {
	struct range_text t;
	const char *why;
	int r = 0;

	for (size_t i = 0; i < NEVER_COUNT && !r; i++) {
		(void)range_parse(str_of(never[i].range), &t, &why);
		r = ranges_add(mem, &s->never, t.range);
	}
	for (size_t i = 0; i < PRIVATE_COUNT && !r; i++) {
		(void)range_parse(str_of(private_ranges[i]), &t, &why);
		r = ranges_add(mem, &s->private_ones, t.range);
	}
	ranges_tidy(&s->private_ones);
	return r;
}

/*
 * The first address of an IPv4 network of four or more, to all for machines
 * of old (RFC 1122, 3.3.6), and the last, to all unless the kernel was told
 * another; else `own`.
 */
static addr edge_of(addr own, addr mask, bool is_last) {
	for (size_t i = 0; own.kind == ADDR_IP4 && mask.kind == ADDR_IP4 && !(mask.bytes[3] & 2) && i < 4; i++)
		own.bytes[i] = (uint8_t)(is_last ? own.bytes[i] | ~mask.bytes[i] : own.bytes[i] & mask.bytes[i]);
	return own;
}

/*
 * The broadcast addresses of this machine's links: in a range they look like
 * any host. An address of /32 is named as its own broadcast address by
 * getifaddrs(3); it is left alone.
 */
static int load_broadcast(arena *mem, struct ranges *broadcast) {
	struct ifaddrs *all;
	int r = 0;

	if (getifaddrs(&all) < 0)
		return 0; /* the kernel still refuses: sockets have SO_BROADCAST only while they ask all */
	for (const struct ifaddrs *i = all; i && !r; i = i->ifa_next) {
		addr own = addr_at(i->ifa_addr);
		addr told = addr_at(i->ifa_flags & IFF_BROADCAST ? i->ifa_broadaddr : NULL);
		addr mask = addr_at(i->ifa_netmask);
		const addr to_all[] = { told, edge_of(own, mask, false), edge_of(own, mask, true) };
		for (size_t k = 0; !r && k < 3; k++)
			if (to_all[k].kind == ADDR_IP4 && !addr_eq(own, to_all[k]))
				r = ranges_add(mem, broadcast, (struct range){ place_of(to_all[k]), place_of(to_all[k]) });
	}
	freeifaddrs(all);
	ranges_tidy(broadcast);
	return r;
}

/* Takes from the targets, in their own place: they came last, so what is behind them is free again. */
static int take_out(arena *mem, struct scope *s, const struct ranges *less) {
	struct ranges left;
	arena room = *mem;
	int r = ranges_subtract(&room, &s->targets, less, &left);

	if (r || !s->targets.count)
		return r;
	if (left.count)
		memmove(s->targets.at, left.at, left.count * sizeof *left.at);
	s->targets.count = left.count;
	mem->at = (uint8_t *)(s->targets.at + left.count);
	return 0;
}

static uint64_t hash_of(const struct ranges *r) {
	uint64_t hash = r->count;

	for (size_t i = 0; i < r->count; i++) {
		const uint64_t words[] = { r->at[i].first.high, r->at[i].first.low, r->at[i].last.high, r->at[i].last.low };

		for (size_t k = 0; k < 4; k++)
			hash = scatter_mix(hash ^ words[k]);
	}
	return hash;
}

static int read_all(struct reading *g, struct scope *s, const struct scope_wish *w) {
	int r = w->scope_file ? read_scope_file(g, s, w) : 0;

	if (r)
		return r;
	g->purpose = FOR_EXCLUDES;
	g->into = &s->excluded;
	if ((r = take_arguments(g, w->excludes, w->exclude_count)) || (r = load_broadcast(g->mem, &s->broadcast)))
		return r;
	ranges_tidy(&s->excluded);
	g->purpose = FOR_TARGETS;
	g->into = &s->targets;
	if ((r = take_arguments(g, w->targets, w->target_count)))
		return r;
	ranges_tidy(&s->targets);
	r = take_out(g->mem, s, &s->excluded);
	return r ? r : take_out(g->mem, s, &s->broadcast);
}

int scope_open(arena *mem, const struct scope_wish *w, struct scope **ret_scope, struct complaint *reterr) {
	struct scope *s = arena_new(mem, struct scope, 1);
	struct reading g = { .mem = mem, .s = s, .reterr = reterr };
	int r = s ? load_rules(mem, s) : -ENOMEM;

	if (r)
		return r;
	s->has_targets = w->target_count > 0;
	s->public_too = w->public_too;
	if ((r = read_all(&g, s, w)) || (r = scatter_open(mem, &s->targets, w->key, &s->order)))
		return r;
	s->addresses = hash_of(&s->targets);
	*ret_scope = s;
	return 0;
}

/* Is none of them excluded, nor outside of what the scope file allows? */
static bool is_free(const struct scope *s, struct range all_of) {
	return !ranges_meet(&s->excluded, all_of) && (!s->paper || ranges_cover(&s->allowed, all_of));
}

bool scope_allows(const struct scope *s, addr a) {
	place p = place_of(a);
	const struct range one = { p, p };

	if (a.kind != ADDR_IP4 && a.kind != ADDR_IP6)
		return false;
	if (s->has_targets)
		return ranges_hold(&s->targets, p);
	for (size_t i = 0; i < NEVER_COUNT; i++)
		if (range_meets(one, s->never.at[i]))
			return false;
	return is_free(s, one) && !ranges_hold(&s->broadcast, p) && (s->public_too || ranges_hold(&s->private_ones, p));
}

bool scope_allows_link(const struct scope *s, addr own, unsigned bits) {
	struct range hosts = hosts_of(range_block(own, bits));

	if (own.kind != ADDR_IP4 && own.kind != ADDR_IP6)
		return false;
	return own.kind == ADDR_IP6 && addr_is_link_local(own) ? !ranges_meet(&s->excluded, hosts) : is_free(s, hosts);
}

uint64_t scope_count(const struct scope *s) {
	return s->order.count;
}

const struct ranges *scope_ranges(const struct scope *s) {
	return &s->targets;
}

addr scope_at(const struct scope *s, uint64_t position) {
	return position < s->order.count ? place_addr(scatter_at(&s->order, position)) : (addr){ 0 };
}

struct scope_mark scope_mark(const struct scope *s) {
	return (struct scope_mark){ s->order.key, s->addresses };
}

bool scope_resume(struct scope *s, struct scope_mark m) {
	if (m.addresses != s->addresses)
		return false;
	scatter_set_key(&s->order, m.key);
	return true;
}

const struct scope_paper *scope_paper(const struct scope *s) {
	return s->paper;
}
