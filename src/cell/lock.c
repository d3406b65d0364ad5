/*
 * The lock: seccomp by libseccomp, Landlock, and the signal that names what broke it.
 * The only file of the house that knows about system call numbers.
 */
#include "cell/lock.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

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

/*
 * The filter is loaded and kept: giving its memory back could need calls that
 * it forbids, and the process never outlives it. The address sanitizer asks
 * for the signal stack before every call that does not return, even _exit().
 */
static int load_filter(void) {
	static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit), SCMP_SYS(exit_group),
				       SCMP_SYS(rt_sigreturn), CELL_SANITIZED ? SCMP_SYS(sigaltstack) : SCMP_SYS(read) };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
	int r = filter ? 0 : -ENOMEM;

	for (size_t i = 0; !r && i < sizeof allowed / sizeof *allowed; i++)
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
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
}

int cell_lock(int report_fd) {
	struct sigaction action = { .sa_sigaction = on_forbidden_call, .sa_flags = SA_SIGINFO };
	sigset_t none;

	report_to = report_fd;
	forget_handlers();
	sigemptyset(&none);
	/* A keeper that blocks SIGSYS would leave the cell with an unnamed death. */
	if (sigaction(SIGSYS, &action, NULL) < 0 || sigprocmask(SIG_SETMASK, &none, NULL) < 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -errno;
	close_file_system();
	return load_filter();
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
