#pragma once

/*
 * journal: what a scan writes down as it goes, so that one that was stopped
 * at any moment, by whatever, goes on where it was.
 *
 * One file, to which is only added. Its head says which scan it is of, then
 * come records. Each ends in a check of all of itself and of the check before
 * it, so that a record counts only in its own place in its own file, behind
 * everything that was written before it. Reading therefore gives what was
 * written up to some moment, all of it, in order: a torn or damaged end is
 * cut, and the scan goes on behind what was good.
 *
 *     head, 512 bytes   "birthmark scan\n" V TTTTTTTT hash[20] NN text[458] check[8]
 *                       version, begun, SHA-1 of what scan it is, how it begins
 *     record            SSSS K body… check[8]          S: bytes of body, K: its kind
 *       found           K address[16] PPPP K mac[16] N interface…
 *       observation     SSSS and as obs_pack() has it  S: its source
 *       asked           K address[16] QQQQ
 *       position        FFFF KKKKKKKK TTTTTTTT AAAAAAAA WWWWWWWW
 *
 * Big-endian, a letter a byte. A check is the first 8 bytes of the SHA-1 of
 * the check before it and of all of its own that stands before it: it finds
 * damage, it does not stop a forger. So only a file of one's own is taken.
 *
 * What a network says of itself stands in it, though never a raw answer: only
 * observations as they came out of the cell, where passwords are left out. It
 * is there while a scan is unfinished, and readable by its owner alone.
 *
 * What survives: of a kill, all that was flushed. Of a power cut, all up to
 * some flush at most JOURNAL_SYNC_US before the last, on a disk that does not
 * lie; a file that is younger than that may be gone altogether.
 *
 * Two rules that the caller keeps:
 *
 * - `asked` is written after the observations of the answer: so nobody is
 *   believed asked whose answer is lost.
 * - a `position` is written when what was sent up to there has had its time to
 *   be answered, and after what was found by then.
 */

#include "base/complaint.h"
#include "fact/obs.h"
#include "sense/scope.h"

/* Answers of journal_open(); `reterr` says a sentence for all but the first. */
enum {
	JOURNAL_GOES_ON = 1, /* it is of the same scan, unfinished */
	JOURNAL_OTHER = 2,   /* it is of another scan */
	JOURNAL_BUSY = 3,    /* another process writes it */
	JOURNAL_BAD = 4,     /* what is there is no journal of ours, or its head is damaged */
};

enum {
	JOURNAL_HEAD_SIZE = 512,             /* one sector: it is written whole or not at all */
	JOURNAL_CHECK_SIZE = 8,
	JOURNAL_INTERFACE_MAX = 15,          /* the kernel's own limit, IFNAMSIZ less its NUL */
	JOURNAL_SIZE_MAX = 512 << 20,        /* bytes: several times what a scan keeps in memory of all answers */
	JOURNAL_SYNC_US = 10 * 1000 * 1000,  /* fdatasync() stops the scan for as long as a slow disk needs: not every time */
};

/* It is there. */
struct journal_found {
	addr who;
	uint16_t port;  /* that is open; 0 when only that it is there is known */
	addr mac;       /* ADDR_NONE when not known */
	str interface;  /* by name, as numbers change; perhaps empty */
};

/* How far the questions are that go to each address in turn. */
struct journal_position {
	uint32_t phase;          /* what is gone through; the caller's numbers */
	struct scope_mark scope; /* in whose order the numbers below are */
	uint64_t tried;          /* positions of the scope whose addresses need not be tried one by one again */
	uint64_t sweep;          /* sweep_position(), where there is a sweep */
};

/* Who hears what was written, in its order. Each returns 0, or <0 to stop. Slices are valid during the call. */
struct journal_listener {
	int (*found)(struct journal_listener *l, const struct journal_found *found);
	int (*obs)(struct journal_listener *l, const struct obs *obs);
	int (*asked)(struct journal_listener *l, addr who, uint32_t question);
	int (*position)(struct journal_listener *l, const struct journal_position *position); /* the last one counts */
};

struct journal;

/*
 * Opens or makes the journal at `path`, mode 0600, following no symbolic link,
 * and locks it against other processes. `what` says which scan it is: all that
 * must be the same so that one goes on with the other, its beginning fit to be
 * shown to people. `now_us` since 1970, UTC. 0: a new one. JOURNAL_GOES_ON:
 * `ret_journal` too; journal_replay() comes next. Other answers, or a negative
 * errno: nothing was opened or changed. A file of ours that was torn within
 * its head is begun anew.
 */
int journal_open(const char *path, str what, uint64_t now_us, struct journal **ret_journal, struct complaint *reterr);

/*
 * Tells what was written, then cuts off what is torn or damaged; `*ret_cut`
 * says how many bytes that were: some after a kill, and no harm. Once, before
 * anything is written. 0, the listener's <0, or a negative errno; then nothing
 * was cut, and nothing can be written.
 */
int journal_replay(struct journal *j, struct journal_listener *l, uint64_t *ret_cut);

/*
 * Each writes one record, which reaches the file with the next flush or when
 * the memory for it is full. What was written lately is not written again.
 *
 * 0, or a negative errno, told once: the disk is full, the file has
 * JOURNAL_SIZE_MAX. From then on nothing more is written, since a gap would
 * break the rules above, and all of these give 0: the scan may go on without,
 * and what was written stays good. Where file size is limited (RLIMIT_FSIZE)
 * the program must ignore SIGXFSZ, or it ends there. -EMSGSIZE: a name or value
 * is too long, or there is no name; only this is not written.
 */
int journal_found(struct journal *j, const struct journal_found *found);
int journal_obs(struct journal *j, const struct obs *obs);
int journal_asked(struct journal *j, addr who, uint32_t question);
int journal_position(struct journal *j, const struct journal_position *position);

/*
 * Hands everything to the kernel, so that a kill takes nothing of it; and to
 * the disk when that was JOURNAL_SYNC_US ago. `now_us` of CLOCK_MONOTONIC.
 * Errors as above.
 */
int journal_flush(struct journal *j, uint64_t now_us);

/* Flushes, to the disk, and closes: the scan will go on another day. NULL is allowed. Errors as above; it is closed. */
int journal_close(struct journal *j);

/* The scan is complete and its results are safe: removes the file and closes. 0 or a negative errno; it is closed. */
int journal_done(struct journal *j);

/*
 * The reader alone; pure. `bytes` begin with the check before the first
 * record. `*ret_used`: how many bytes of whole, good records stand behind it.
 * 0: what follows is not all there; JOURNAL_BAD: it is damaged; the listener's
 * <0. Exposed for the fuzzer.
 */
int journal_read(str bytes, struct journal_listener *l, size_t *ret_used);
