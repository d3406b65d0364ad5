/*
 * Waiting for a child, ending it, and the words for how it ended.
 */
#include "cell/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/text.h"

int64_t child_clock_ms(void) {
	struct timespec t = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int child_await(int fd, short events, int64_t until_ms) {
	struct pollfd one = { .fd = fd, .events = events };
	int n;

	do {
		int64_t left = until_ms - child_clock_ms();
		n = left > 0 ? poll(&one, 1, (int)left) : 0;
	} while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : n;
}

int child_end(pid_t pid, bool at_once) {
	int status = 0;

	if (at_once)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

void child_say_death(struct complaint *c, str who, int status) {
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	const char *name = WIFSIGNALED(status) ? sigabbrev_np(number) : NULL;
	uint8_t room[64];
	struct text t = TEXT(room);

	if (WIFSIGNALED(status)) {
		text_cstr(&t, " was ended by signal ");
		if (name)
			text_cstr(&t, "SIG");
		if (name)
			text_cstr(&t, name);
		else
			text_u64(&t, (uint64_t)number);
	} else {
		text_cstr(&t, " ended without its last word, exit code ");
		text_u64(&t, (uint64_t)number);
	}
	/* A mapped file that somebody cuts short while it is read ends in SIGBUS. */
	str more = WIFSIGNALED(status) && number == SIGBUS ? STR("; perhaps the file became shorter while it was read") :
							      (str){ 0 };
	complaint_say(c, (const str[]){ who, text_done(&t), more }, 3);
}
