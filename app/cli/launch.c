/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns fork and exec of the supervisor's children. */
#include "cli/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static _Noreturn void
child(const struct launch *l, pid_t parent)
{
	union {
		const char *const *in;
		char *const *out;
	} argv = { .in = l->argv };
	struct rlimit limit;
	sigset_t none;
	int fd, sig;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, l->death_signal);
	if (getppid() != parent)
		_exit(1);
	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);

	if ((fd = open(l->input != NULL ? l->input : "/dev/null", O_RDONLY)) != -1)
		dup2(fd, STDIN_FILENO);
	if (l->log != NULL) {
		if ((fd = open(l->log, O_WRONLY | O_CREAT | O_APPEND, 0600)) == -1)
			goto fail;
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
	}
	closefrom(STDERR_FILENO + 1);
	if (l->folder != NULL && chdir(l->folder) == -1)
		goto fail;
	if (l->files != 0 && getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = l->files < limit.rlim_max ? l->files : limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	if (l->preload != NULL)
		setenv("LD_PRELOAD", l->preload, 1);
	execv(l->argv[0], argv.out);
fail:
	fprintf(stderr, "portal: %s cannot be started: %s.\n", l->argv[0], strerror(errno));
	_exit(127);
}

pid_t
launch(const struct launch *l)
{
	pid_t parent = getpid(), pid;

	fflush(NULL);
	if ((pid = fork()) == 0)
		child(l, parent);
	if (pid > 0)
		setpgid(pid, pid);
	return (pid);
}
