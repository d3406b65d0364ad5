/*
 * The lock: seccomp by libseccomp, Landlock, and the signal that names what broke it.
 * The only file of the house that knows about system call numbers.
 */
#include "cell/lock.h"

#include <errno.h>
#include <linux/futex.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/translate.h"
#include "cell/cell.h"
#include "cell/frame.h"

/* One cell a process, so its two facts may stand here: the handler gets no argument. */
static const struct reading *volatile watched;
static volatile sig_atomic_t report_to = -1;

void cell_watch(const struct reading *reading) {
	watched = reading;
}

/* Runs inside the forbidden call, which the kernel did not begin. write(2) is allowed. */
static void on_forbidden_call(int number, siginfo_t *info, void *context) {
	const struct reading *reading = watched;
	const struct proto *proto = reading ? reading->proto : NULL;

	(void)number;
	(void)context;
	frame_rule_now(report_to, (uint32_t)info->si_syscall, proto ? proto->name : "");
	_exit(CELL_BROKE_RULE);
}

/*
 * A second door behind the first: no file may be touched, whatever gets past
 * the filter. Kernels before 5.13 and those started without Landlock refuse;
 * then the filter alone holds.
 */
static void close_file_system(void) {
	/* All rights of the first version, LANDLOCK_ACCESS_FS_EXECUTE to _MAKE_SYM; no rule gives any back. */
	const struct landlock_ruleset_attr all = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
	long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);

	if (rules < 0)
		return;
	(void)syscall(SYS_landlock_restrict_self, rules, 0);
	close((int)rules);
}

/* What is allowed, or answered with an error instead of ending it all. */
struct rule {
	int call;
	uint32_t action;
	struct scmp_arg_cmp only[2]; /* what its arguments must be */
	unsigned only_count;
};

enum { FUTEX_OPERATION = 1, MMAP_PROT = 2, MMAP_FLAGS = 3 }; /* places of arguments: futex(2), mmap(2) */

/* The address sanitizer asks for the signal stack before every call that does not return, even _exit(). */
static const struct rule cell_rules[] = {
	{ .call = SCMP_SYS(read), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(write), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(exit), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(exit_group), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(rt_sigreturn), .action = SCMP_ACT_ALLOW },
	{ .call = CELL_SANITIZED ? SCMP_SYS(sigaltstack) : SCMP_SYS(read), .action = SCMP_ACT_ALLOW },
};

/*
 * Random numbers; whether it was forked, at which OpenSSL looks each time;
 * the clock, where the kernel has it only by a call; and the end of
 * pthread_once(), which wakes whoever waits. Nobody does: it is alone.
 */
static const struct rule tls_rules[] = {
	{ .call = SCMP_SYS(getrandom), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(getpid), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(clock_gettime), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(gettimeofday), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(time), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(futex), .action = SCMP_ACT_ALLOW,
	  .only = { { FUTEX_OPERATION, SCMP_CMP_EQ, FUTEX_WAKE_PRIVATE, 0 } }, .only_count = 1 },
};

/*
 * It has all its memory already: malloc() that asks for more hears that there
 * is none, and goes on without. But for brk(2), which answers with the end
 * that it left unchanged: there RLIMIT_DATA makes the kernel say no.
 */
static const struct rule no_memory_rules[] = {
	{ .call = SCMP_SYS(brk), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(mremap), .action = SCMP_ACT_ERRNO(ENOMEM) },
	{ .call = SCMP_SYS(mmap), .action = SCMP_ACT_ERRNO(ENOMEM) },
	{ .call = SCMP_SYS(munmap), .action = SCMP_ACT_ERRNO(ENOMEM) },
	{ .call = SCMP_SYS(madvise), .action = SCMP_ACT_ERRNO(ENOMEM) },
};

/* A sanitizer's memory is its own affair; it may still not run what was written there. */
static const struct rule sanitizer_rules[] = {
	{ .call = SCMP_SYS(mmap), .action = SCMP_ACT_ALLOW,
	  .only = { { MMAP_PROT, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0 },
		    { MMAP_FLAGS, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS } },
	  .only_count = 2 },
	{ .call = SCMP_SYS(munmap), .action = SCMP_ACT_ALLOW },
	{ .call = SCMP_SYS(madvise), .action = SCMP_ACT_ALLOW },
};

#define RULES(list) (list), sizeof(list) / sizeof *(list)

static int add_rules(scmp_filter_ctx filter, const struct rule *rules, size_t count) {
	int r = 0;

	for (size_t i = 0; !r && i < count; i++)
		r = seccomp_rule_add_array(filter, rules[i].action, rules[i].call, rules[i].only_count, rules[i].only);
	return r;
}

/*
 * The filter is loaded and kept: giving its memory back could need calls that
 * it forbids, and the process never outlives it.
 */
static int load_filter(bool has_heap, bool speaks_tls) {
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
	int r = filter ? add_rules(filter, RULES(cell_rules)) : -ENOMEM;

	if (!r && speaks_tls)
		r = add_rules(filter, RULES(tls_rules));
	if (!r && has_heap)
		r = CELL_SANITIZED ? add_rules(filter, RULES(sanitizer_rules)) : add_rules(filter, RULES(no_memory_rules));
	return r ? r : seccomp_load(filter);
}

/*
 * What the keeper does on a signal is not for the cell: its handlers would
 * break the rules. Sanitizers have their own for the faults of a program.
 */
static void forget_handlers(void) {
	for (int number = 1; number < NSIG; number++)
		if (!CELL_SANITIZED || (number != SIGSEGV && number != SIGBUS && number != SIGFPE))
			(void)signal(number, SIG_DFL);
	/* Ctrl-C goes to all processes of a terminal: when a cell ends is its keeper's to say. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGQUIT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
}

static int lock(int report_fd, bool has_heap, bool speaks_tls) {
	struct sigaction action = { .sa_sigaction = on_forbidden_call, .sa_flags = SA_SIGINFO };
	sigset_t none;

	report_to = report_fd;
	translate_close();
	forget_handlers();
	sigemptyset(&none);
	/* A keeper that blocks SIGSYS would leave the cell with an unnamed death. */
	if (sigaction(SIGSYS, &action, NULL) < 0 || sigprocmask(SIG_SETMASK, &none, NULL) < 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -errno;
	close_file_system();
	return load_filter(has_heap, speaks_tls);
}

int cell_lock(int report_fd) {
	return lock(report_fd, false, false);
}

/* No memory beyond what it has; a sanitizer's is its own affair. */
static int lock_heap(int report_fd, bool speaks_tls) {
	const struct rlimit none = { 0 };

	if (!CELL_SANITIZED && setrlimit(RLIMIT_DATA, &none) < 0)
		return -errno;
	return lock(report_fd, true, speaks_tls);
}

int cell_lock_tls(int report_fd) {
	return lock_heap(report_fd, true);
}

int cell_lock_heap(int report_fd) {
	return lock_heap(report_fd, false);
}

static int by_number(const void *a, const void *b) {
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int cell_close_others(int *keep, unsigned count) {
	unsigned from = 0;

	qsort(keep, count, sizeof *keep, by_number);
	for (unsigned i = 0; i < count; i++) {
		if (keep[i] < 0)
			continue;
		unsigned kept = (unsigned)keep[i];
		if (kept > from && close_range(from, kept - 1, 0) < 0)
			return -errno;
		from = kept + 1;
	}
	return close_range(from, ~0u, 0) < 0 ? -errno : 0;
}

void cell_call_name(struct text *t, uint32_t call) {
	char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)call);

	if (name)
		text_cstr(t, name);
	else
		text_u64(t, call);
	free(name);
}
