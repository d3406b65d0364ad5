/*
 * Who is asked, who never is, and in which order. Names are answered by this
 * file (the linker wraps getaddrinfo): no resolver is asked.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sense/scatter.h"
#include "sense/scope.h"

enum { MEMORY = 8 << 20 };
static uint8_t memory[MEMORY];
static struct complaint why;
static size_t used; /* of the arena, by the last open_scope() */

int __wrap_getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **ret);
void __wrap_freeaddrinfo(struct addrinfo *list);

/* door-cam is 10.0.0.7 and fd00::7; web-cam is 10.0.0.8 and a public address; there is nothing else. */
int __wrap_getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **ret) {
	static struct sockaddr_in ip4;
	static struct sockaddr_in6 ip6;
	static struct addrinfo first, second;
	bool door = strcmp(name, "door-cam") == 0;
	addr a = addr_parse(door ? STR("10.0.0.7") : STR("10.0.0.8"));
	addr b = addr_parse(door ? STR("fd00::7") : STR("2600::8"));

	(void)service, (void)hints;
	if (!door && strcmp(name, "web-cam"))
		return EAI_NONAME;
	ip4 = (struct sockaddr_in){ .sin_family = AF_INET };
	ip6 = (struct sockaddr_in6){ .sin6_family = AF_INET6 };
	memcpy(&ip4.sin_addr, a.bytes, 4);
	memcpy(&ip6.sin6_addr, b.bytes, 16);
	second = (struct addrinfo){ .ai_addr = (struct sockaddr *)(void *)&ip6 };
	first = (struct addrinfo){ .ai_addr = (struct sockaddr *)(void *)&ip4, .ai_next = &second };
	*ret = &first;
	return 0;
}

void __wrap_freeaddrinfo(struct addrinfo *list) {
	(void)list;
}

#define LIST(...) (const char *const[]){ __VA_ARGS__, NULL }

static size_t list_count(const char *const *list) {
	size_t n = 0;

	while (list && list[n])
		n++;
	return n;
}

static int try_scope(struct scope_wish w, const char *const *targets, const char *const *excludes, struct scope **ret) {
	arena mem = arena_over(memory, sizeof memory);

	w.targets = targets;
	w.target_count = list_count(targets);
	w.excludes = excludes;
	w.exclude_count = list_count(excludes);
	why = (struct complaint){ 0 };
	int r = scope_open(&mem, &w, ret, &why);
	used = (size_t)(mem.at - memory);
	return r;
}

static struct scope *open_scope(const char *const *targets, const char *const *excludes) {
	struct scope *s = NULL;

	int r = try_scope((struct scope_wish){ .key = 42 }, targets, excludes, &s);
	if (r)
		print_error("%s\n", why.what);
	assert_int_equal(r, 0);
	return s;
}

static addr ip(const char *text) {
	return addr_parse(str_of(text));
}

/* All that comes out, as sorted text with blanks between. */
static int by_text(const void *a, const void *b) {
	return strcmp(a, b);
}

static void assert_asks(struct scope *s, const char *want) {
	char all[64][ADDR_TEXT_MAX], got[2048] = "";
	size_t count = 0;
	addr a;

	while ((a = scope_at(s, count)).kind != ADDR_NONE) {
		struct text t = { .at = (uint8_t *)all[count], .size = ADDR_TEXT_MAX - 1 };

		assert_true(count < 63);
		assert_true(scope_allows(s, a));
		addr_format(&t, a);
		all[count++][t.used] = 0;
	}
	assert_int_equal(count, scope_count(s));
	qsort(all, count, sizeof *all, by_text);
	for (size_t i = 0, at = 0; i < count; i++)
		at += (size_t)snprintf(got + at, sizeof got - at, "%s%s", i ? " " : "", all[i]);
	assert_string_equal(got, want);
}

static void assert_no(int answer, const char *target, const char *what) {
	struct scope *s = NULL;

	assert_int_equal(try_scope((struct scope_wish){ 0 }, LIST(target), NULL, &s), answer);
	assert_null(s);
	assert_string_equal(why.what, what);
}

/* A file that is gone when the test is. */
static const char *file_with(const char *text) {
	static char names[4][32];
	static unsigned next;
	char *name = names[next++ % 4];

	snprintf(name, 32, "scope.XXXXXX");
	int fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	return name;
}

static void each_notation(void **state) {
	(void)state;
	assert_asks(open_scope(LIST("10.0.0.5", "fd00::5", "::ffff:10.0.0.5", "10.0.0.5"), NULL), "10.0.0.5 fd00::5");
	assert_asks(open_scope(LIST("192.168.1.8/30", "10.9.9.6/31", "10.9.9.9/32"), NULL),
		    "10.9.9.6 10.9.9.7 10.9.9.9 192.168.1.10 192.168.1.9");
	assert_asks(open_scope(LIST("10.0.0.254-10.0.1.1", "10.0.0.5-7"), NULL),
		    "10.0.0.254 10.0.0.255 10.0.0.5 10.0.0.6 10.0.0.7 10.0.1.0 10.0.1.1");
	assert_asks(open_scope(LIST("fd00::fffe-fd00::1:1", "fd01::8/126"), NULL),
		    "fd00::1:0 fd00::1:1 fd00::fffe fd00::ffff fd01::8 fd01::9 fd01::a fd01::b");
	assert_asks(open_scope(LIST("::ffff:10.0.0.0/126"), NULL), "10.0.0.1 10.0.0.2");
	assert_asks(open_scope(LIST("door-cam", "127.0.0.1", "::1", "fe80::1"), NULL),
		    "10.0.0.7 127.0.0.1 ::1 fd00::7 fe80::1");
	assert_int_equal(scope_count(open_scope(LIST("10.0.0.0/8"), NULL)), (1 << 24) - 2);
	assert_int_equal(scope_count(open_scope(LIST("fd00::/108"), NULL)), 1 << 20);
	assert_int_equal(scope_count(open_scope(NULL, NULL)), 0);
}

static void bad_words(void **state) {
	(void)state;
	assert_no(SCOPE_BAD, "10.0.0.0/33", "'10.0.0.0/33': behind the slash stands a number from 0 to 32");
	assert_no(SCOPE_BAD, "fd00::/129", "'fd00::/129': behind the slash stands a number from 0 to 128");
	assert_no(SCOPE_BAD, "10.0.0.9-10.0.0.5", "'10.0.0.9-10.0.0.5': it ends before it begins");
	assert_no(SCOPE_BAD, "10.0.0.9-x", "'10.0.0.9-x': behind the dash stands no address");
	assert_no(SCOPE_BAD, "10.0.0.9-fd00::1", "'10.0.0.9-fd00::1': one end is IPv4, the other IPv6");
	assert_no(SCOPE_BAD, "10.0.0.010",
		  "'10.0.0.010': a zero before a number is read as ten by some and as eight by others: leave it out");
	assert_no(SCOPE_BAD, "fe80::1%eth0", "fe80::1%eth0: the link is chosen by --interface");
	assert_no(SCOPE_BAD, "10.1", "'10.1' is no address, block, range or name");
	assert_no(SCOPE_BAD, "0xa000001", "'0xa000001' is no address, block, range or name");
	assert_no(SCOPE_BAD, "28:57:be:00:00:00", "'28:57:be:00:00:00' is no address, block, range or name");
	assert_no(SCOPE_BAD, "no-such-name", "no address is known for the name 'no-such-name': Name or service not known");
	assert_no(SCOPE_ABSENT, "lists/none.txt", "'lists/none.txt': there is no such file");
	assert_no(SCOPE_BAD, "", "'' is no address, block, range or name");
}

static void never_asked(void **state) {
	static const char *const never[] = {
		"224.0.0.251", "239.255.255.250", "255.255.255.255", "240.0.0.1", "0.0.0.0", "0.1.2.3", "ff02::fb", "::",
		"::10.0.0.5", "64:ff9b::a00:5", "2002:a00:5::1", "2001:0:a00:5::1", "::ffff:0:10.0.0.5", "0.0.0.0/0",
		"223.255.255.0-224.0.0.5", "::ffff:224.0.0.1",
	};
	struct scope *s;

	(void)state;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		assert_int_equal(try_scope((struct scope_wish){ .public_too = true }, LIST(never[i]), NULL, &s), SCOPE_REFUSED);
		assert_non_null(strstr(why.what, " is never asked: "));
		/* Nor when it answers to a question to all. */
		assert_int_equal(try_scope((struct scope_wish){ .public_too = true }, NULL, NULL, &s), 0);
		assert_false(scope_allows(s, ip(never[i])));
	}
	assert_no(SCOPE_REFUSED, "fd00::/107", "fd00::/107 has too many addresses to ask one by one; a /108 is the largest. "
		  "Scan without it: questions to all find what is on the link");
}

static void private_only(void **state) {
	struct scope *s;

	(void)state;
	assert_no(SCOPE_REFUSED, "8.8.8.8", "8.8.8.8 is not private, and public addresses are asked only with --public");
	assert_no(SCOPE_REFUSED, "9.255.255.255-10.0.0.5",
		  "9.255.255.255-10.0.0.5 is not private, and public addresses are asked only with --public");
	assert_no(SCOPE_REFUSED, "172.0.0.0/8", "172.0.0.0/8 is not private, and public addresses are asked only with --public");
	assert_no(SCOPE_REFUSED, "web-cam", "web-cam (2600::8) is not private, and public addresses are asked only with --public");
	assert_no(SCOPE_REFUSED, "::ffff:8.8.8.8",
		  "::ffff:8.8.8.8 is not private, and public addresses are asked only with --public");
	assert_int_equal(try_scope((struct scope_wish){ .public_too = true }, LIST("8.8.8.8", "2600::1"), NULL, &s), 0);
	assert_asks(s, "2600::1 8.8.8.8");
	/* What is private is what fact/addr.h calls so, and loopback. */
	s = open_scope(NULL, NULL);
	for (uint32_t i = 1; i < 224; i++)
		for (uint32_t k = 0; k < 256; k++) {
			const uint8_t bytes[] = { (uint8_t)i, (uint8_t)k, 3, 7 };
			addr a = addr_of(ADDR_IP4, (str){ bytes, 4 });

			assert_int_equal(scope_allows(s, a), addr_is_private(a) || i == 127);
		}
	assert_true(scope_allows(s, ip("fe80::1")));
	assert_true(scope_allows(s, ip("fdff::1")));
	assert_false(scope_allows(s, ip("fec0::1")));
	assert_false(scope_allows(s, ip("2001:db8::1")));
	assert_false(scope_allows(s, ip("28:57:be:00:00:00")));
}

static void excludes_win(void **state) {
	struct scope *s;

	(void)state;
	assert_asks(open_scope(LIST("10.0.0.5", "10.0.0.7", "fd00::7", "10.0.0.8"), LIST("door-cam")), "10.0.0.5 10.0.0.8");
	assert_asks(open_scope(LIST("door-cam"), LIST("10.0.0.7")), "fd00::7");
	assert_asks(open_scope(LIST("door-cam"), LIST("::ffff:10.0.0.7", "fd00::/8")), "");
	assert_asks(open_scope(LIST("::ffff:10.0.0.5-::ffff:10.0.0.9"), LIST("10.0.0.6-8")), "10.0.0.5 10.0.0.9");
	assert_asks(open_scope(LIST("10.0.0.0/29"), LIST("10.0.0.0-10.0.0.2", "10.0.0.6")), "10.0.0.3 10.0.0.4 10.0.0.5");
	/* All of IPv6 is not all. */
	assert_asks(open_scope(LIST("door-cam"), LIST("::/0")), "10.0.0.7");
	assert_asks(open_scope(LIST("door-cam"), LIST("0.0.0.0/0")), "fd00::7");
	s = open_scope(NULL, LIST("10.0.0.0/24", "door-cam"));
	assert_false(scope_allows(s, ip("10.0.0.255")));
	assert_false(scope_allows(s, ip("::ffff:10.0.0.9")));
	assert_false(scope_allows(s, ip("fd00::7")));
	assert_true(scope_allows(s, ip("10.0.1.0")));
	/* With targets nobody else may be asked. */
	s = open_scope(LIST("10.0.0.0/24"), NULL);
	assert_true(scope_allows(s, ip("::ffff:10.0.0.9")));
	assert_false(scope_allows(s, ip("10.0.1.9")));
	assert_false(scope_allows(s, ip("10.0.0.255")));
	/* An exclude that stands for nothing is never passed over. */
	assert_int_equal(try_scope((struct scope_wish){ 0 }, LIST("10.0.0.5"), LIST("dor-cam"), &s), SCOPE_BAD);
	assert_string_equal(why.what, "no address is known for the name 'dor-cam': Name or service not known");
}

static void a_whole_link(void **state) {
	struct scope *s = open_scope(LIST("10.0.0.5"), LIST("10.0.1.7", "fd01::7", "10.0.3.0"));

	(void)state;
	assert_true(scope_allows_link(s, ip("10.0.0.9"), 24));
	assert_false(scope_allows_link(s, ip("10.0.1.9"), 24));
	assert_true(scope_allows_link(s, ip("10.0.1.9"), 30));
	assert_false(scope_allows_link(s, ip("10.0.0.9"), 16));
	assert_false(scope_allows_link(s, ip("10.0.1.7"), 99));
	assert_true(scope_allows_link(s, ip("10.0.3.9"), 24)); /* no host has the network's address */
	assert_true(scope_allows_link(s, ip("fe80::9"), 64));
	assert_false(scope_allows_link(s, ip("fd01::9"), 64));
	assert_true(scope_allows_link(s, ip("9.0.0.9"), 24));
	assert_true(scope_allows_link(s, ip("2600::9"), 64));
	assert_false(scope_allows_link(s, ip("28:57:be:00:00:00"), 24));

	const char *name = file_with("authorised-by: A\ndate: 2026-01-01\nranges: 10.0.0.1-10.0.0.254\n");
	assert_int_equal(try_scope((struct scope_wish){ .scope_file = name }, NULL, NULL, &s), 0);
	unlink(name);
	assert_true(scope_allows_link(s, ip("10.0.0.9"), 24));
	assert_false(scope_allows_link(s, ip("10.0.0.9"), 23));
}

static void own_broadcast(void **state) {
	struct scope *s = open_scope(NULL, NULL);
	struct ifaddrs *all;

	(void)state;
	assert_int_equal(getifaddrs(&all), 0);
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		const struct sockaddr_in *to_all = (const void *)i->ifa_broadaddr, *own = (const void *)i->ifa_addr;

		if (!(i->ifa_flags & IFF_BROADCAST) || !own || own->sin_family != AF_INET || !to_all ||
		    to_all->sin_addr.s_addr == own->sin_addr.s_addr)
			continue;
		assert_false(scope_allows(s, addr_of(ADDR_IP4, (str){ (const uint8_t *)&to_all->sin_addr, 4 })));
	}
	/* Of networks of four or more the first address was broadcast, once. */
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		const struct sockaddr_in *own = (const void *)i->ifa_addr, *mask = (const void *)i->ifa_netmask;
		in_addr_t net = own && mask ? own->sin_addr.s_addr & mask->sin_addr.s_addr : 0;

		if (own && mask && own->sin_family == AF_INET && !(ntohl(mask->sin_addr.s_addr) & 2) && net != own->sin_addr.s_addr)
			assert_false(scope_allows(s, addr_of(ADDR_IP4, (str){ (const uint8_t *)&net, 4 })));
	}
	freeifaddrs(all);
	assert_true(scope_allows_link(s, ip("10.0.0.9"), 8));
	assert_true(scope_allows_link(s, ip("172.17.0.1"), 12));
}

static void files(void **state) {
	const char *good = file_with("\xef\xbb\xbf# the yard\n\n10.0.0.5\r\n 10.0.0.8/31   # two of them\ndoor-cam");
	const char *bad = file_with("10.0.0.1\n# x\n10.0.0.300\n"), *public = file_with("10.0.0.1\n1.1.1.1\n");
	struct scope *s = NULL;
	char path[40], long_line[SCOPE_LINE_MAX + 20];

	(void)state;
	assert_asks(open_scope(LIST(good), NULL), "10.0.0.5 10.0.0.7 10.0.0.8 10.0.0.9 fd00::7");
	assert_asks(open_scope(LIST("10.0.0.4/30", "10.0.0.1"), LIST(good)), "10.0.0.1 10.0.0.6");
	snprintf(path, sizeof path, "./%s", bad);
	assert_int_equal(try_scope((struct scope_wish){ 0 }, LIST("10.0.0.1"), LIST(path), &s), SCOPE_BAD);
	assert_true(str_eq(why.file, str_of(path)));
	assert_int_equal(why.line, 3);
	assert_string_equal(why.what, "'10.0.0.300' is no address, block, range or name");
	assert_int_equal(try_scope((struct scope_wish){ 0 }, LIST(public), NULL, &s), SCOPE_REFUSED);
	assert_int_equal(why.line, 2);
	memset(long_line, ' ', sizeof long_line);
	long_line[sizeof long_line - 1] = 0;
	const char *much = file_with(long_line);
	assert_int_equal(try_scope((struct scope_wish){ 0 }, LIST(much), NULL, &s), SCOPE_BAD);
	assert_int_equal(why.line, 1);
	unlink(good), unlink(bad), unlink(public), unlink(much);
	/* A folder is no list, and its name may be a host's. */
	assert_no(SCOPE_BAD, ".", "no address is known for the name '.': Name or service not known");
	assert_null(s);
}

/* In a process of its own, as it takes standard input away. 0 when all was well. */
static void standard_input(void **state) {
	struct scope *s = NULL;
	int ends[2], status = -1;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		if (pipe(ends) < 0 || write(ends[1], "10.0.0.5\nx y\n", 13) != 13 || dup2(ends[0], STDIN_FILENO) < 0)
			_exit(1);
		close(ends[1]);
		if (try_scope((struct scope_wish){ 0 }, LIST("-"), NULL, &s) != SCOPE_BAD)
			_exit(2);
		if (!str_eq(why.file, STR("standard input")) || why.line != 2)
			_exit(3);
		if (try_scope((struct scope_wish){ 0 }, LIST("-", "-"), NULL, &s) != SCOPE_BAD)
			_exit(4);
		_exit(strcmp(why.what, "standard input can be read only once") ? 5 : 0);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
}

static void a_scope_file(void **state) {
	const char *text = "authorised-by: A. Jansen\ndate: 2026-11-20\nuntil: 2026-12-01\n"
			   "ranges: [10.0.0.0/24, fd00::/16, door-cam]\nexclude: [10.0.0.9, 10.0.0.6-7]\nnote: At night\n";
	const char *name = file_with(text);
	struct scope_wish w = { .scope_file = name };
	struct scope *s = NULL;

	(void)state;
	assert_true(date_parse(STR("2026-12-01"), &w.today));
	assert_int_equal(try_scope(w, LIST("10.0.0.5-9"), LIST("10.0.0.8"), &s), 0);
	assert_asks(s, "10.0.0.5");
	const struct scope_paper *p = scope_paper(s);
	assert_true(str_eq(p->text, str_of(text)));
	assert_true(str_eq(p->file, str_of(name)));
	assert_true(str_eq(p->authorised_by, STR("A. Jansen")));
	assert_true(str_eq(p->note, STR("At night")));
	assert_int_equal(p->until, w.today);
	assert_int_equal(p->until - p->day, 11);
	assert_int_equal(try_scope(w, NULL, NULL, &s), 0);
	assert_true(scope_allows(s, ip("10.0.0.1")));
	assert_true(scope_allows(s, ip("fd00::1")));
	assert_false(scope_allows(s, ip("10.0.0.9")));
	assert_false(scope_allows(s, ip("10.0.1.1")));
	assert_null(scope_paper(open_scope(NULL, NULL)));

	char want[200];
	snprintf(want, sizeof want, "10.0.0.200-10.0.1.1 is outside of what %s allows, by authority of A. Jansen", name);
	s = NULL;
	assert_int_equal(try_scope(w, LIST("10.0.0.200-10.0.1.1"), NULL, &s), SCOPE_REFUSED);
	assert_string_equal(why.what, want);
	w.today++;
	assert_int_equal(try_scope(w, LIST("10.0.0.5"), NULL, &s), SCOPE_REFUSED);
	assert_string_equal(why.what, "the authority of A. Jansen ended on 2026-12-01");
	assert_int_equal(why.line, 3);
	assert_true(str_eq(why.file, str_of(name)));
	w.today = 0;
	assert_int_equal(try_scope(w, LIST("10.0.0.5"), NULL, &s), SCOPE_REFUSED);
	assert_null(s);
	unlink(name);
}

static void bad_scope_files(void **state) {
	static const struct {
		const char *text;
		int answer;
		unsigned line;
		const char *what;
	} bad[] = {
		{ "", SCOPE_BAD, 0, "the scope file is empty" },
		{ "- 10.0.0.0/8\n", SCOPE_BAD, 1, "a scope file says authorised-by, date and ranges" },
		{ "date: 2026-01-01\nranges: [10.0.0.0/8]\n", SCOPE_BAD, 1, "a scope file names in authorised-by who allowed it" },
		{ "authorised-by: A\nranges: [10.0.0.0/8]\n", SCOPE_BAD, 1, "a scope file names in date when it was allowed" },
		{ "authorised-by: A\ndate: 2026-01-01\n", SCOPE_BAD, 1, "a scope file names in ranges what may be asked" },
		{ "authorised-by: A\ndate: 2026-01-01\nranges: []\n", SCOPE_BAD, 3, "no ranges are given" },
		{ "authorised-by: A\ndate: 2026-01-01\nuntil: 2026-12\nranges: 10.0.0.0/8\n", SCOPE_BAD, 3,
		  "a day is written like 2026-11-20" },
		{ "authorised-by: A\ndate: 2026-01-01\nexcludes: [10.0.0.1]\nranges: 10.0.0.0/8\n", SCOPE_BAD, 3,
		  "'excludes' is not a word that is known here" },
		{ "authorised-by: A\ndate: 2026-01-01\nranges:\n  - 10.0.0.0/8\n  - 10.0.0.0/64\n", SCOPE_BAD, 5,
		  "'10.0.0.0/64': behind the slash stands a number from 0 to 32" },
		{ "authorised-by: A\ndate: 2026-01-01\nranges: 10.0.0.0/8\nexclude: [nobody]\n", SCOPE_BAD, 4,
		  "no address is known for the name 'nobody': Name or service not known" },
		{ "authorised-by: A\ndate: 2026-01-01\nranges: [{ a: b }]\n", SCOPE_BAD, 3, "'' is no address, block, range or name" },
		/* What the paper allows must be allowed anyway. */
		{ "authorised-by: A\ndate: 2026-01-01\nranges: 0.0.0.0/0\n", SCOPE_REFUSED, 0,
		  "1.1.1.1 is not private, and public addresses are asked only with --public" },
	};
	struct scope *s = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *name = file_with(bad[i].text);

		int r = try_scope((struct scope_wish){ .scope_file = name, .today = 20000 }, LIST("1.1.1.1"), NULL, &s);
		unlink(name);
		assert_string_equal(why.what, bad[i].what);
		assert_int_equal(r, bad[i].answer);
		assert_int_equal(why.line, bad[i].line);
	}
	assert_int_equal(try_scope((struct scope_wish){ .scope_file = "none.yaml" }, NULL, NULL, &s), SCOPE_ABSENT);
	assert_string_equal(why.what, "none.yaml: No such file or directory");
	assert_null(s);
}

/* ---- the order */

static void a_permutation(void **state) {
	static const uint64_t sizes[] = { 1, 2, 3, 4, 5, 16, 17, 255, 256, 257, 65536, 100003 };
	static bool seen[100003];

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (uint64_t key = 0; key < 4; key++) {
			uint64_t in_order = 0;

			memset(seen, 0, sizeof seen);
			for (uint64_t k = 0; k < sizes[i]; k++) {
				uint64_t n = scatter_permute(sizes[i], key, k);

				assert_true(n < sizes[i]);
				assert_false(seen[n]);
				seen[n] = true;
				in_order += n == k;
			}
			assert_true(sizes[i] < 255 || in_order < 16);
		}
	assert_true(scatter_permute(UINT64_C(1) << 40, 1, 0) < UINT64_C(1) << 40);
}

static uint64_t random_number(uint64_t *seed) {
	return scatter_mix((*seed)++);
}

/* How many addresses of each neighbourhood are left, for 10.20.0.0/20. */
enum { PLAIN = 4096, NEARS = PLAIN / 256 };

static void assert_order(struct scope *s, const bool wanted[PLAIN]) {
	static bool seen[PLAIN];
	unsigned left[NEARS] = { 0 }, all = 0, with_any = 0;
	int last = -1;
	addr a;

	memset(seen, 0, sizeof seen);
	for (unsigned i = 0; i < PLAIN; i++) {
		all += wanted[i];
		with_any += wanted[i] && left[i / 256]++ == 0;
	}
	assert_int_equal(scope_count(s), all);
	for (uint64_t i = 0; (a = scope_at(s, i)).kind != ADDR_NONE; i++) {
		int near = a.bytes[2], number = near * 256 + a.bytes[3];

		assert_true(a.kind == ADDR_IP4 && a.bytes[0] == 10 && a.bytes[1] == 20 && near < NEARS);
		assert_true(wanted[number] && !seen[number]);
		seen[number] = true;
		/* Another neighbourhood had some left: it should have been one of these. */
		if (near == last)
			assert_true(with_any == 1);
		last = near;
		with_any -= --left[near] == 0;
		all--;
	}
	assert_int_equal(all, 0);
}

/* Random ranges and excludes against a plain table of what is in and what is out. */
static void against_a_plain_reference(void **state) {
	static bool wanted[PLAIN];
	static char words[80][40];
	uint64_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 400; round++) {
		const char *targets[41] = { NULL }, *excludes[41] = { NULL };
		size_t target_count = 1 + random_number(&seed) % 40, exclude_count = random_number(&seed) % 40;
		uint64_t longest = UINT64_C(1) << (1 + random_number(&seed) % 11);
		struct scope *s;

		memset(wanted, 0, sizeof wanted);
		for (size_t i = 0; i < target_count + exclude_count; i++) {
			unsigned first = (unsigned)(random_number(&seed) % PLAIN);
			unsigned last = first + (unsigned)(random_number(&seed) % longest);
			bool is_target = i < target_count;

			last = last < PLAIN ? last : PLAIN - 1;
			for (unsigned k = first; k <= last; k++)
				wanted[k] = is_target;
			snprintf(words[i], sizeof words[i], "%s10.20.%u.%u-%s10.20.%u.%u", i % 3 ? "" : "::ffff:", first / 256,
				 first % 256, i % 3 ? "" : "::ffff:", last / 256, last % 256);
			*(is_target ? &targets[i] : &excludes[i - target_count]) = words[i];
		}
		assert_int_equal(try_scope((struct scope_wish){ .key = round }, targets, excludes, &s), 0);
		for (unsigned k = 0; k < PLAIN; k++) {
			const uint8_t bytes[] = { 10, 20, (uint8_t)(k / 256), (uint8_t)k };

			assert_int_equal(scope_allows(s, addr_of(ADDR_IP4, (str){ bytes, 4 })), wanted[k]);
		}
		assert_order(s, wanted);
	}
}

/* Ten addresses of one /120, all of others: IPv6 neighbours are kept apart as well. */
static void neighbours_of_ip6(void **state) {
	struct scope *s = open_scope(LIST("fd00::/118", "10.0.0.0/24"), NULL);
	uint8_t last = 0;
	size_t count = 0;
	addr a;

	(void)state;
	while ((a = scope_at(s, count)).kind != ADDR_NONE) {
		uint8_t near = a.kind == ADDR_IP4 ? 100 : a.bytes[14];

		assert_true(count == 0 || near != last);
		last = near;
		count++;
	}
	assert_int_equal(count, 1024 + 254);
}

static void the_order_of_a_mark(void **state) {
	static addr all[1000];
	static uint8_t other_memory[1 << 16];
	const char *const targets[] = { "10.0.0.0/23", "fd00::/120", "10.9.0.1-10.9.0.77" };
	struct scope_wish w = { .targets = targets, .target_count = 3, .key = 99 };
	arena mem = arena_over(other_memory, sizeof other_memory);
	struct scope *s = open_scope(LIST(targets[0], targets[1], targets[2]), NULL), *other;
	size_t differ = 0;

	(void)state;
	size_t count = scope_count(s);
	assert_int_equal(count, 510 + 256 + 77);
	for (size_t i = 0; i < count; i++)
		all[i] = scope_at(s, i);
	assert_int_equal(scope_at(s, count).kind, ADDR_NONE);
	struct scope_mark m = scope_mark(s);

	assert_int_equal(scope_open(&mem, &w, &other, &why), 0);
	for (size_t i = 0; i < count; i++)
		differ += !addr_eq(scope_at(other, i), all[i]);
	assert_true(differ > count / 2); /* another key, another order */
	assert_true(scope_resume(other, m));
	for (size_t i = 0; i < count; i++)
		assert_true(addr_eq(scope_at(other, i), all[i]));
	assert_int_equal(scope_at(other, count).kind, ADDR_NONE);

	assert_int_equal(try_scope((struct scope_wish){ .key = 99 }, LIST(targets[0], targets[1]), NULL, &other), 0);
	assert_false(scope_resume(other, m));
	assert_true(scope_mark(other).key == 99);
}

/* 16 million addresses, and 10,000 ranges: memory follows the ranges, and each address comes once. */
static void memory_stays_small(void **state) {
	static uint8_t seen[(1 << 24) / 8];
	static char text[10000 * 32];
	struct scope *s = open_scope(LIST("10.0.0.0/8"), NULL);
	size_t count = 0, at = 0;

	(void)state;
	assert_true(used < 16 * 1024);
	for (uint64_t i = 0; i < scope_count(s); i += 16) {
		addr a = scope_at(s, i);
		uint32_t number = (uint32_t)a.bytes[1] << 16 | (uint32_t)a.bytes[2] << 8 | a.bytes[3];

		assert_true(a.kind == ADDR_IP4 && a.bytes[0] == 10 && !(seen[number / 8] >> number % 8 & 1));
		seen[number / 8] |= (uint8_t)(1 << number % 8);
	}
	for (unsigned i = 0; i < 10000; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "10.%u.%u.9-10.%u.%u.40\n", i / 100, i % 100 * 2, i / 100, i % 100 * 2 + 1);
	const char *name = file_with(text);
	struct scope_wish w = { .targets = &name, .target_count = 1 };
	arena mem = arena_over(memory, 1 << 20);
	assert_int_equal(scope_open(&mem, &w, &s, &why), 0);
	assert_int_equal(scope_count(s), 10000 * (247 + 41));
	while (count < 100000 && scope_at(s, count).kind != ADDR_NONE)
		count++;
	assert_int_equal(count, 100000);
	mem = arena_over(memory, 1 << 16);
	assert_true(scope_open(&mem, &w, &s, &why) < 0);
	unlink(name);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_notation), cmocka_unit_test(bad_words), cmocka_unit_test(never_asked),
		cmocka_unit_test(private_only), cmocka_unit_test(excludes_win), cmocka_unit_test(a_whole_link),
		cmocka_unit_test(own_broadcast),
		cmocka_unit_test(files), cmocka_unit_test(standard_input), cmocka_unit_test(a_scope_file),
		cmocka_unit_test(bad_scope_files), cmocka_unit_test(a_permutation),
		cmocka_unit_test(against_a_plain_reference), cmocka_unit_test(neighbours_of_ip6),
		cmocka_unit_test(the_order_of_a_mark), cmocka_unit_test(memory_stays_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
