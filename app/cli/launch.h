/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting a child so that it can be ended for sure: in its own process group, dying with its
 * parent. */
#ifndef CLI_LAUNCH_H
#define CLI_LAUNCH_H

#include <sys/types.h>

struct launch {
	const char *const *argv; /* argv[0] is the path; NULL at the end */
	const char *folder;	 /* working folder */
	const char *input;	 /* file for stdin, NULL: /dev/null */
	const char
	    *log; /* file that takes stdout and stderr at its end; NULL: those of the parent */
	const char *preload; /* LD_PRELOAD, or NULL */
	int death_signal;    /* sent to the child when this process ends, in whatever way */
	unsigned files;	     /* limit of open files, 0: as it is */
};

/**
 * launch(l): start the child; its pid, also that of its process group, or -1 with errno.
 */
pid_t launch(const struct launch *l);

#endif
