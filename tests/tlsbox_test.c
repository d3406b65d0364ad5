/*
 * The TLS box against servers in this process: every version, every kind of
 * misbehaviour, how it falls, and what its keeper believes.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <openssl/rand.h>

#include "base/file.h"
#include "base/put.h"
#include "cell/cell.h"
#include "cell/lock.h"
#include "cell/tlsbox.h"
#include "cell/tlsbox_inside.h"
#include "cell/tlsbox_wire.h"
#include "read/proto.h"
#include "tls_far_end.h"

/* Nobody reads anything here. */
const struct proto *const protos[] = { NULL };

enum { ROUNDS = 40, SAID_MAX = 64 * 1024 };

static struct tlsbox *box;

static int open_box(void **state) {
	(void)state;
	return tlsbox_open(&box);
}

static int close_box(void **state) {
	(void)state;
	tlsbox_close(box);
	return 0;
}

/* A conversation, and all that came of it. */
struct meeting {
	unsigned slot;
	struct far_end far;
	struct tls_turn turn;   /* the last one */
	bool was_open, asked;
	char asked_words[64];   /* what the server heard */
	size_t heard_size, certificate_size, certificate_count;
	uint8_t heard[TLSBOX_HEARD_MAX], certificate[TLSBOX_CERTIFICATE_MAX]; /* untouched where nothing comes */
};

static struct meeting m; /* larger than a stack likes */

static void note(struct meeting *x) {
	assert_true(x->heard_size + x->turn.heard.n <= TLSBOX_HEARD_MAX);
	put_str(x->heard + x->heard_size, x->turn.heard);
	x->heard_size += x->turn.heard.n;
	x->was_open |= x->turn.is_open;
	if (x->turn.certificate.n) {
		x->certificate_count++;
		x->certificate_size = x->turn.certificate.n;
		put_str(x->certificate, x->turn.certificate);
	}
}

static void begin(struct meeting *x, unsigned slot, SSL_CTX *server) {
	memset(x, 0, offsetof(struct meeting, heard));
	x->slot = slot;
	assert_int_equal(tlsbox_begin(box, slot, &x->turn), 0);
	if (server)
		assert_true(far_open(&x->far, server) && BIO_write(x->far.in, x->turn.to_send.at, (int)x->turn.to_send.n) > 0);
	assert_true(x->turn.to_send.n > 0);
	assert_false(x->turn.is_open || x->turn.is_over);
}

static void turn(struct meeting *x, str came, str words) {
	assert_int_equal(tlsbox_turn(box, x->slot, came, words, &x->turn), 0);
	note(x);
}

static void end(struct meeting *x) {
	assert_int_equal(tlsbox_end(box, x->slot), 0);
	if (x->far.ssl)
		far_close(&x->far);
}

/* Hands `said` over in pieces; what is to be sent because of it goes to the server when all was. */
static void hand_over(struct meeting *x, str said, size_t piece) {
	while (said.n && !x->turn.is_over) {
		str now = { said.at, said.n < piece ? said.n : piece };

		turn(x, now, (str){ 0 });
		said = str_after(said, now.n);
		if (x->turn.to_send.n && x->far.ssl)
			BIO_write(x->far.in, x->turn.to_send.at, (int)x->turn.to_send.n);
	}
}

/* The handshake, then words of ours; stops when the server has heard them. */
static void shake_hands(struct meeting *x, size_t piece) {
	static uint8_t said[SAID_MAX];

	for (int i = 0; i < ROUNDS && !*x->asked_words && !x->turn.is_over; i++) {
		size_t n = far_turn(&x->far, (str){ 0 }, said, sizeof said, x->asked_words, sizeof x->asked_words);

		hand_over(x, (str){ said, n }, piece);
		if (x->turn.is_open && !x->asked && !x->turn.is_over) {
			x->asked = true;
			turn(x, (str){ 0 }, STR("who are you?"));
			BIO_write(x->far.in, x->turn.to_send.at, (int)x->turn.to_send.n);
		}
	}
}

/* The server says something, which goes over. */
static void answer(struct meeting *x, const char *words, size_t piece) {
	static uint8_t said[SAID_MAX];

	assert_true(SSL_write(x->far.ssl, words, (int)strlen(words)) > 0);
	int n = BIO_read(x->far.out, said, sizeof said);
	hand_over(x, (str){ said, n > 0 ? (size_t)n : 0 }, piece);
}

static void meet(SSL_CTX *server, size_t piece) {
	str own = far_certificate(server);

	begin(&m, 0, server);
	shake_hands(&m, piece);
	assert_true(m.was_open);
	assert_string_equal(m.asked_words, "who are you?");
	answer(&m, "a camera", piece);
	assert_true(str_eq((str){ m.heard, m.heard_size }, STR("a camera")));
	assert_int_equal(m.certificate_count, 1);
	assert_true(str_eq((str){ m.certificate, m.certificate_size }, own));
	assert_false(m.turn.is_over);
	end(&m);
	OPENSSL_free((void *)(uintptr_t)own.at);
}

static void meet_one(enum far_key key, int version, size_t piece) {
	SSL_CTX *server = far_server(key, version);

	assert_non_null(server);
	meet(server, piece);
	SSL_CTX_free(server);
}

/* What it speaks */

static void every_version_and_key(void **state) {
	static const int versions[] = { TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION };

	(void)state;
	for (enum far_key key = 0; key < FAR_KEYS; key++)
		for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
			meet_one(key, versions[i], SAID_MAX);
}

static void bytes_one_by_one(void **state) {
	(void)state;
	meet_one(FAR_EC, TLS1_VERSION, 1);
	meet_one(FAR_RSA, TLS1_2_VERSION, 1);
	meet_one(FAR_EC, TLS1_3_VERSION, 1);
}

/* Suites that are not offered by default any more, one by one. */
static void old_suites(void **state) {
	static const char *const suites[] = { "AES128-SHA", "CAMELLIA256-SHA", "DHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA" };

	(void)state;
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++) {
		SSL_CTX *server = far_server(FAR_SMALL_RSA, TLS1_VERSION);
		char list[64];

		assert_non_null(server);
		snprintf(list, sizeof list, "%s:@SECLEVEL=0", suites[i]);
		assert_true(SSL_CTX_set_cipher_list(server, list));
		SSL_CTX_set_dh_auto(server, 1);
		meet(server, SAID_MAX);
		SSL_CTX_free(server);
	}
}

/* What would cost the box a tenth of a second or more is refused before it is begun. */
static void slow_groups_are_refused(void **state) {
	static struct {
		char groups[16];
		bool works;
	} rows[] = { { "ffdhe4096", true }, { "ffdhe8192", false } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		SSL_CTX *server = far_server(FAR_SMALL_RSA, TLS1_3_VERSION);

		assert_true(SSL_CTX_set1_groups_list(server, rows[i].groups));
		begin(&m, 0, server);
		shake_hands(&m, SAID_MAX);
		assert_int_equal(m.was_open, rows[i].works);
		end(&m);
		SSL_CTX_free(server);
	}
}

/* A group of the server's own making, before TLS 1.3. OpenSSL's level 0 would refuse 1,023 bits and take 10,000. */
static void groups_of_ones_own(void **state) {
	static const struct {
		int bits;
		bool works;
	} rows[] = { { 1024, true }, { 2048, true }, { 6144, false } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		SSL_CTX *server = far_server(FAR_SMALL_RSA, TLS1_2_VERSION);

		assert_true(far_dh_group(server, rows[i].bits));
		begin(&m, 0, server);
		shake_hands(&m, SAID_MAX);
		assert_int_equal(m.was_open, rows[i].works);
		assert_int_equal(m.certificate_count, 1);
		end(&m);
		SSL_CTX_free(server);
	}
}

/* No name, no session, no certificate of ours: the first thing said holds nothing of who says it. */
static void the_hello_names_nobody(void **state) {
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);

	(void)state;
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	assert_null(SSL_get_servername(m.far.ssl, TLSEXT_NAMETYPE_host_name));
	assert_false(SSL_session_reused(m.far.ssl));
	assert_null(SSL_get0_peer_certificate(m.far.ssl));
	end(&m);
	SSL_CTX_free(server);
}

static void a_server_that_wants_a_certificate_gets_none(void **state) {
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);

	(void)state;
	SSL_CTX_set_verify(server, SSL_VERIFY_PEER, NULL);
	meet(server, SAID_MAX);
	SSL_CTX_set_verify(server, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	/* Its own was seen all the same. */
	assert_int_equal(m.certificate_count, 1);
	assert_true(m.turn.is_over);
	assert_false(m.was_open);
	end(&m);
	SSL_CTX_free(server);
}

/* How others misbehave */

static void a_long_chain(void **state) {
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION), *longer = far_server(FAR_EC, TLS1_3_VERSION);

	(void)state;
	assert_true(far_chain(server, 60));
	meet(server, 1000);
	assert_true(far_chain(longer, 100));
	begin(&m, 0, longer);
	shake_hands(&m, 1000);
	assert_true(m.turn.is_over);
	assert_false(m.was_open);
	end(&m);
	SSL_CTX_free(server);
	SSL_CTX_free(longer);
}

/* What is said instead of TLS ends the conversation, and only that one. */
static void no_tls_at_all(void **state) {
	static uint8_t noise[TLSBOX_TURN_MAX];
	const str said[] = {
		STR_INIT("HTTP/1.0 400 Bad Request\r\n\r\n"), STR_INIT("\x15\x03\x01\0\x02\x02\x28"),
		STR_INIT("\x15\x03\x03\0\x02\x01\0"), STR_INIT("SSH-2.0-dropbear\r\n"),
		STR_INIT("\x16\x03\x03\0\x04\x02\xff\xff\xff"), { noise, sizeof noise },
	};

	(void)state;
	RAND_bytes(noise, sizeof noise);
	noise[0] = 0xff;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		begin(&m, 0, NULL);
		turn(&m, said[i], (str){ 0 });
		assert_true(m.turn.is_over);
		assert_false(m.was_open);
		assert_int_equal(m.heard_size + m.certificate_count, 0);
		assert_int_equal(tlsbox_turn(box, 0, STR("x"), (str){ 0 }, &m.turn), -EINVAL);
		end(&m);
	}
	meet_one(FAR_EC, TLS1_3_VERSION, SAID_MAX);
}

static void empty_turns_change_nothing(void **state) {
	(void)state;
	begin(&m, 0, NULL);
	for (int i = 0; i < 10; i++) {
		turn(&m, (str){ 0 }, (str){ 0 });
		assert_false(m.turn.is_over || m.turn.to_send.n);
	}
	end(&m);
}

static void who_says_too_much_is_ended(void **state) {
	static char words[8000 + 1];
	SSL_CTX *server = far_server(FAR_EC, TLS1_3_VERSION);

	(void)state;
	memset(words, 'v', sizeof words - 1);
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	for (size_t i = 0; i < TLSBOX_HEARD_MAX / 8000 + 2 && !m.turn.is_over; i++)
		answer(&m, words, TLSBOX_TURN_MAX);
	assert_true(m.turn.is_over);
	assert_int_equal(m.heard_size, TLSBOX_HEARD_MAX);
	end(&m);
	SSL_CTX_free(server);
}

/* As much in one turn as there can be: what came before, short of its last byte, and all that fits. */
static void the_fullest_turn(void **state) {
	static char words[16384 + 1];
	static uint8_t said[4 * 16384];
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);

	(void)state;
	memset(words, 'v', sizeof words - 1);
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	for (int i = 0; i < 3; i++)
		assert_true(SSL_write(m.far.ssl, words, sizeof words - 1) > 0);
	int n = BIO_read(m.far.out, said, sizeof said);
	assert_true(n > 3 * 16384);
	size_t first = 16384 + 20;
	turn(&m, (str){ said, first }, (str){ 0 });
	assert_int_equal(m.heard_size, 0);
	turn(&m, (str){ said + first, TLSBOX_TURN_MAX }, (str){ 0 });
	assert_int_equal(m.heard_size, 2 * 16384);
	turn(&m, (str){ said + first + TLSBOX_TURN_MAX, (size_t)n - first - TLSBOX_TURN_MAX }, (str){ 0 });
	assert_int_equal(m.heard_size, 3 * 16384);
	end(&m);
	SSL_CTX_free(server);
}

static void nobody_renegotiates(void **state) {
	static uint8_t said[SAID_MAX];
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);
	char word[8];

	(void)state;
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	assert_int_equal(SSL_renegotiate(m.far.ssl), 1);
	assert_int_equal(SSL_do_handshake(m.far.ssl), 1);
	int n = BIO_read(m.far.out, said, sizeof said);
	assert_true(n > 0);
	turn(&m, (str){ said, (size_t)n }, (str){ 0 });
	assert_false(m.turn.is_over);
	/* A warning, no second hello. RFC 5246, 7.2.2: no_renegotiation; an OpenSSL server ends it then. */
	assert_in_range(m.turn.to_send.n, 1, 100);
	BIO_write(m.far.in, m.turn.to_send.at, (int)m.turn.to_send.n);
	assert_true(SSL_read(m.far.ssl, word, sizeof word) <= 0);
	end(&m);
	SSL_CTX_free(server);
}

static void words_count_without_a_good_bye(void **state) {
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);

	(void)state;
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	answer(&m, "cut off", SAID_MAX);
	assert_true(str_eq((str){ m.heard, m.heard_size }, STR("cut off")));
	assert_false(m.turn.is_over);
	end(&m);
	SSL_CTX_free(server);
}

static void a_good_bye_is_answered(void **state) {
	static uint8_t said[SAID_MAX];
	SSL_CTX *server = far_server(FAR_EC, TLS1_3_VERSION);

	(void)state;
	begin(&m, 0, server);
	shake_hands(&m, SAID_MAX);
	assert_true(SSL_write(m.far.ssl, "last", 4) == 4);
	assert_int_equal(SSL_shutdown(m.far.ssl), 0);
	int n = BIO_read(m.far.out, said, sizeof said);
	turn(&m, (str){ said, (size_t)n }, (str){ 0 });
	assert_true(m.turn.is_over);
	assert_true(str_eq(m.turn.heard, STR("last")));
	BIO_write(m.far.in, m.turn.to_send.at, (int)m.turn.to_send.n);
	assert_int_equal(SSL_shutdown(m.far.ssl), 1);
	end(&m);
	SSL_CTX_free(server);
}

/* A name in its certificate whose parts must be sorted makes glibc ask for the size of the machine. */
static void a_name_of_many_parts(void **state) {
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);
	X509 *x = X509_dup(SSL_CTX_get0_certificate(server));
	X509_NAME *name = X509_NAME_new();

	(void)state;
	for (int i = 0; i < 300; i++) {
		char part[16];

		snprintf(part, sizeof part, "part %d", i);
		assert_true(X509_NAME_add_entry_by_txt(name, "OU", MBSTRING_ASC, (const uint8_t *)part, -1, -1, i ? -1 : 0));
	}
	assert_true(X509_set_subject_name(x, name) && X509_sign(x, SSL_CTX_get0_privatekey(server), EVP_sha256()));
	assert_int_equal(SSL_CTX_use_certificate(server, x), 1);
	meet(server, SAID_MAX);
	X509_NAME_free(name);
	X509_free(x);
	SSL_CTX_free(server);
}

/* Many */

static void all_slots_at_once(void **state) {
	static struct meeting all[TLSBOX_SLOTS];
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);

	(void)state;
	for (unsigned i = 0; i < TLSBOX_SLOTS; i++)
		begin(&all[i], i, server);
	for (unsigned i = 0; i < TLSBOX_SLOTS; i++)
		shake_hands(&all[i], SAID_MAX);
	for (unsigned i = TLSBOX_SLOTS; i-- > 0;) {
		char words[16];

		snprintf(words, sizeof words, "I am %u", i);
		assert_string_equal(all[i].asked_words, "who are you?");
		answer(&all[i], words, SAID_MAX);
		assert_true(str_eq((str){ all[i].heard, all[i].heard_size }, str_of(words)));
	}
	for (unsigned i = 0; i < TLSBOX_SLOTS; i++)
		end(&all[i]);
	SSL_CTX_free(server);
}

/*
 * Peers that stop in the middle of a long chain hold more than there is. The
 * last ones fail, each for itself; when they are gone there is room again.
 */
static void memory_has_an_end(void **state) {
	static struct meeting all[TLSBOX_SLOTS];
	static uint8_t said[SAID_MAX];
	SSL_CTX *server = far_server(FAR_EC, TLS1_2_VERSION);
	unsigned over_count = 0;

	(void)state;
	assert_true(far_chain(server, 80));
	for (unsigned i = 0; i < TLSBOX_SLOTS; i++) {
		struct meeting *x = &all[i];

		memset(x, 0, offsetof(struct meeting, heard));
		x->slot = i;
		assert_int_equal(tlsbox_begin(box, i, &x->turn), 0);
		if (!x->turn.is_over) {
			assert_true(far_open(&x->far, server));
			size_t n = far_turn(&x->far, x->turn.to_send, said, sizeof said, x->asked_words, sizeof x->asked_words);
			assert_true(n > 55000);
			hand_over(x, (str){ said, n - 2000 }, TLSBOX_TURN_MAX);
			far_close(&x->far);
		}
		over_count += x->turn.is_over;
	}
	print_message("# of %d that wait, %u had no room\n", TLSBOX_SLOTS, over_count);
	for (unsigned i = 0; i < TLSBOX_SLOTS; i++)
		assert_int_equal(tlsbox_end(box, i), 0);
	meet_one(FAR_RSA, TLS1_2_VERSION, SAID_MAX);
	SSL_CTX_free(server);
}

/* A caller's mistakes */

static void mistakes_harm_nothing(void **state) {
	static uint8_t much[TLSBOX_TURN_MAX + 1];
	struct tls_turn t;

	(void)state;
	assert_int_equal(tlsbox_turn(box, 0, STR("x"), (str){ 0 }, &t), -EINVAL);
	assert_int_equal(tlsbox_end(box, 0), -EINVAL);
	assert_int_equal(tlsbox_begin(box, TLSBOX_SLOTS, &t), -EINVAL);
	begin(&m, 0, NULL);
	assert_int_equal(tlsbox_begin(box, 0, &t), -EBUSY);
	assert_int_equal(tlsbox_turn(box, 0, (str){ 0 }, STR("too early"), &t), -EINVAL);
	assert_int_equal(tlsbox_turn(box, 0, (str){ much, sizeof much }, (str){ 0 }, &t), -EMSGSIZE);
	end(&m);
	assert_int_equal(tlsbox_turn(box, 0, STR("x"), (str){ 0 }, &t), -EINVAL);
	meet_one(FAR_EC, TLS1_3_VERSION, SAID_MAX);
}

/* How a box falls. Its insides here are the test's own. */

static void say_ready(int keeper) {
	const struct tls_turn nothing = { 0 };
	uint8_t room[TLSBOX_ANSWER_HEAD];
	size_t size = tlsbox_answer_pack(room, &nothing);

	file_write_all(keeper, (str){ room, size });
}

static void await_order(int keeper) {
	uint8_t room[TLSBOX_ORDER_HEAD];

	(void)!read(keeper, room, sizeof room);
}

static void opener(int keeper) {
	if (cell_lock_tls(keeper))
		_exit(1);
	say_ready(keeper);
	await_order(keeper);
	(void)!open("/etc/passwd", O_RDONLY);
	_exit(0);
}

static void sleeper(int keeper) {
	say_ready(keeper);
	for (;;)
		await_order(keeper);
}

static void leaver(int keeper) {
	say_ready(keeper);
	await_order(keeper);
	_exit(3);
}

static void chatter(int keeper) {
	static uint8_t much[TLSBOX_ANSWER_MAX];

	say_ready(keeper);
	await_order(keeper);
	much[0] = FRAME_TURN;
	put_be(much + 1, UINT32_MAX, 4);
	for (;;)
		(void)!write(keeper, much, sizeof much);
}

/* Has heard before anything was said. */
static void dreamer(int keeper) {
	uint8_t room[TLSBOX_ANSWER_HEAD + 1];

	say_ready(keeper);
	await_order(keeper);
	(void)!write(keeper, room, tlsbox_answer_pack(room, &(struct tls_turn){ .heard = STR("x") }));
	_exit(0);
}

static void stranger(int keeper) {
	say_ready(keeper);
	await_order(keeper);
	(void)!write(keeper, "\x06\0\0\0\0", 5);
	_exit(0);
}

static void unready(int keeper) {
	(void)keeper;
	_exit(ENOMEM);
}

static void each_fall_is_told(void **state) {
	static const struct {
		void (*inside)(int);
		int answer;
		const char *why;
	} rows[] = {
		{ opener, CELL_BROKE_RULE, "the TLS box tried the system call 'openat', which it is not allowed" },
		{ sleeper, CELL_DEAD, "the TLS box had not answered in time" },
		{ leaver, CELL_DEAD, "the TLS box ended without its last word, exit code 3" },
		{ chatter, CELL_LIED, "the TLS box's answer was malformed: too long" },
		{ dreamer, CELL_LIED, "the TLS box's answer was malformed: a turn that cannot be" },
		{ stranger, CELL_LIED, "the TLS box's answer was malformed: a turn that cannot be" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tlsbox *b;
		struct tls_turn t;

		assert_int_equal(tlsbox_open_with(rows[i].inside, &b), 0);
		assert_int_equal(tlsbox_begin(b, 5, &t), rows[i].answer);
		assert_string_equal(tlsbox_why(b)->what, rows[i].why);
		/* It stays so. */
		assert_int_equal(tlsbox_begin(b, 6, &t), CELL_DEAD);
		assert_string_equal(tlsbox_why(b)->what, rows[i].why);
		tlsbox_close(b);
	}
}

static void one_that_cannot_get_ready_is_none(void **state) {
	struct tlsbox *b;

	(void)state;
	assert_int_equal(tlsbox_open_with(unready, &b), -ENOMEM);
	tlsbox_close(NULL);
}

/* Every process of ours that it could be: the box is the only child. */
static void a_killed_box_is_dead_and_the_next_one_works(void **state) {
	struct tls_turn t;
	char command[64];
	int pid = 0;

	(void)state;
	begin(&m, 0, NULL);
	snprintf(command, sizeof command, "/proc/self/task/%d/children", getpid());
	FILE *children = fopen(command, "r");
	if (!children || fscanf(children, "%d", &pid) != 1) {
		print_message("# this kernel does not list children\n");
		pid = 0;
	}
	if (children)
		fclose(children);
	if (pid) {
		kill(pid, SIGKILL);
		assert_int_equal(tlsbox_turn(box, 0, STR("x"), (str){ 0 }, &t), CELL_DEAD);
		assert_string_equal(tlsbox_why(box)->what, "the TLS box was ended by signal SIGKILL");
		assert_int_equal(tlsbox_begin(box, 0, &t), CELL_DEAD);
	}
	tlsbox_close(box);
	assert_int_equal(tlsbox_open(&box), 0);
	meet_one(FAR_EC, TLS1_3_VERSION, SAID_MAX);
}

/* What the keeper believes */

static void lies(void **state) {
	static const struct {
		const char *what;
		enum tlsbox_verb verb;
		struct tlsbox_talk talk;
		struct tls_turn turn;
	} rows[] = {
		{ "heard at the beginning", TLSBOX_BEGIN, { 0 }, { .heard = STR_INIT("x") } },
		{ "open at the beginning", TLSBOX_BEGIN, { 0 }, { .is_open = true } },
		{ "a certificate at the beginning", TLSBOX_BEGIN, { 0 }, { .certificate = STR_INIT("x") } },
		{ "heard before it is open", TLSBOX_TURN, { 0 }, { .heard = STR_INIT("x") } },
		{ "closed again", TLSBOX_TURN, { .is_open = true }, { .to_send = STR_INIT("x") } },
		{ "a second certificate", TLSBOX_TURN, { .has_certificate = true }, { .certificate = STR_INIT("x") } },
		{ "more than there may be", TLSBOX_TURN, { .is_open = true, .heard_size = TLSBOX_HEARD_MAX },
		  { .heard = STR_INIT("x"), .is_open = true } },
		{ "something at the end", TLSBOX_END, { 0 }, { .to_send = STR_INIT("x") } },
	};
	uint8_t room[TLSBOX_ANSWER_HEAD + 8];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tlsbox_talk talk = rows[i].talk;
		struct tls_turn back = { 0 };
		str payload = { room, tlsbox_answer_pack(room, &rows[i].turn) };

		if (tlsbox_answer_unpack(str_after(payload, FRAME_HEAD_SIZE), rows[i].verb, &talk, &back))
			fail_msg("believed: %s", rows[i].what);
		assert_memory_equal(&talk, &rows[i].talk, sizeof talk);
	}
}

static void an_answer_comes_as_it_went(void **state) {
	const struct tls_turn turn = {
		.to_send = STR("to send"), .heard = STR("heard"), .certificate = STR("certificate"), .is_open = true, .is_over = true,
	};
	uint8_t room[TLSBOX_ANSWER_HEAD + 32];
	struct tlsbox_talk talk = { .is_busy = true };
	struct tls_turn back;
	str payload = str_after((str){ room, tlsbox_answer_pack(room, &turn) }, FRAME_HEAD_SIZE);

	(void)state;
	assert_true(tlsbox_answer_unpack(payload, TLSBOX_TURN, &talk, &back));
	assert_true(str_eq(back.to_send, turn.to_send) && str_eq(back.heard, turn.heard));
	assert_true(str_eq(back.certificate, turn.certificate) && back.is_open && back.is_over);
	assert_true(talk.is_busy && talk.is_open && talk.is_over && talk.has_certificate && talk.heard_size == 5);
	/* Nothing may be missing or left, and no flag unknown. */
	for (size_t n = 0; n < payload.n; n++) {
		talk = (struct tlsbox_talk){ .is_busy = true };
		assert_false(tlsbox_answer_unpack((str){ payload.at, n }, TLSBOX_TURN, &talk, &back));
	}
	assert_false(tlsbox_answer_unpack((str){ payload.at, payload.n + 1 }, TLSBOX_TURN, &talk, &back));
	room[FRAME_HEAD_SIZE] |= 4;
	assert_false(tlsbox_answer_unpack(payload, TLSBOX_TURN, &talk, &back));
}

static void an_order_comes_as_it_went(void **state) {
	const struct tlsbox_order o = { TLSBOX_TURN, TLSBOX_SLOTS - 1, STR("came"), STR("words") };
	struct tlsbox_order back;
	uint8_t room[TLSBOX_ORDER_HEAD + 32];
	size_t size = tlsbox_order_pack(room, &o);

	(void)state;
	for (size_t n = 0; n < size; n++)
		assert_int_equal(tlsbox_order_unpack((str){ room, n }, &back), 0);
	assert_int_equal(tlsbox_order_unpack((str){ room, size }, &back), 1);
	assert_true(back.verb == o.verb && back.slot == o.slot && str_eq(back.came, o.came) && str_eq(back.words, o.words));
	assert_int_equal(tlsbox_order_unpack((str){ room, size + 1 }, &back), -EBADMSG);
	room[0] = 9;
	assert_int_equal(tlsbox_order_unpack((str){ room, size }, &back), -EBADMSG);
}

#define WITH_BOX(f) cmocka_unit_test_setup_teardown(f, open_box, close_box)

int main(void) {
	const struct CMUnitTest tests[] = {
		/* First: what the test itself has let go of is the box's too. */
		WITH_BOX(memory_has_an_end), WITH_BOX(every_version_and_key), WITH_BOX(bytes_one_by_one), WITH_BOX(old_suites),
		WITH_BOX(the_hello_names_nobody), WITH_BOX(slow_groups_are_refused), WITH_BOX(groups_of_ones_own),
		WITH_BOX(a_server_that_wants_a_certificate_gets_none), WITH_BOX(a_long_chain), WITH_BOX(no_tls_at_all),
		WITH_BOX(empty_turns_change_nothing), WITH_BOX(who_says_too_much_is_ended), WITH_BOX(the_fullest_turn),
		WITH_BOX(nobody_renegotiates), WITH_BOX(words_count_without_a_good_bye), WITH_BOX(a_good_bye_is_answered),
		WITH_BOX(a_name_of_many_parts), WITH_BOX(all_slots_at_once), WITH_BOX(mistakes_harm_nothing),
		WITH_BOX(a_killed_box_is_dead_and_the_next_one_works), cmocka_unit_test(each_fall_is_told),
		cmocka_unit_test(one_that_cannot_get_ready_is_none), cmocka_unit_test(lies),
		cmocka_unit_test(an_answer_comes_as_it_went), cmocka_unit_test(an_order_comes_as_it_went),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
