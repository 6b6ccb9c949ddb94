/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What /proc says about processes.  A process is known by its pid and its start time: pids are used
 * again. */
#ifndef CLI_PROC_H
#define CLI_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct proc {
	pid_t pid, ppid, pgrp;
	uid_t uid;
	uint64_t start; /* clock ticks since boot, field 22 of /proc/PID/stat */
	bool zombie;
};

/**
 * proc_get(pid, ret_proc): whether ${pid} exists now; ${*ret_proc} is untouched if not.
 */
bool proc_get(pid_t pid, struct proc *ret_proc);

/**
 * proc_all(ret_n): every process, a malloc'd array that the caller frees; NULL and 0 if /proc
 * cannot be read.
 */
struct proc *proc_all(size_t *ret_n);

/**
 * proc_boot_id(buf, size): the id of this boot; "" if the kernel does not tell.
 */
void proc_boot_id(char *buf, size_t size);

/**
 * proc_is(pid, program, folder): whether ${pid} runs a file called ${program} in the working folder
 * ${folder} (a resolved path).
 */
bool proc_is(pid_t pid, const char *program, const char *folder);

#endif
