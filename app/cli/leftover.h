/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a killed run leaves: processes and its private folder.  Each run records its processes by
 * pid and start time in DATA/run/state; the next one ends those that still are the same.
 */
#ifndef CLI_LEFTOVER_H
#define CLI_LEFTOVER_H

#include <stddef.h>
#include <sys/types.h>

#include "cli/instance.h"

/**
 * leftover_record(in): write down all descendants of this process as they are now, if they changed
 * since the last call.  Cheap: one look through /proc.
 */
void leftover_record(const struct instance *in);

/**
 * leftover_sweep(in): end (SIGKILL) what the run recorded in DATA/run/state left, after giving it
 * ${grace} seconds to go by itself, and remove its private folder.  Returns how many processes had
 * to be killed.  Blocks for at most
 * ${grace} + 5 s.  The caller holds the lock of the data folder, so that no living run is met.
 */
size_t leftover_sweep(const struct instance *in, unsigned grace);

/**
 * leftover_orphans(keep, n): kill every child of this process that is none of the ${n} pids
 * ${keep}: what a dead child left was handed to us.  leftover_group(pid): kill the process group
 * ${pid} and wait, 5 s at most, until it is empty.
 */
void leftover_orphans(const pid_t *keep, size_t n);
void leftover_group(pid_t pid);

/**
 * leftover_forget(in): the run ended in order; nothing of it is left.
 */
void leftover_forget(const struct instance *in);

#endif
