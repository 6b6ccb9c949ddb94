/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions to a service whether it really answers, asked from outside as its users ask. */
#ifndef CLI_PROBE_H
#define CLI_PROBE_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * probe_tcp(port): whether somebody takes connections at ${port} of 127.0.0.1.
 */
bool probe_tcp(int port);

/**
 * probe_kore(socket): whether a worker of the Kore at the unix ${socket} answers /healthz within
 * two seconds.  Blocks that long.  To connect would not be enough: a parent whose workers hang or
 * die at every request takes connections.
 */
bool probe_kore(const char *socket);

/**
 * probe_postgres(folder, pid): whether the postmaster ${pid} of the cluster in ${folder} takes
 * connections.
 */
bool probe_postgres(const char *folder, pid_t pid);

/**
 * probe_free(port): whether nobody has ${port} of 127.0.0.1; if not, one clear sentence has been
 * written to stderr.
 */
bool probe_free(int port);

/**
 * probe_index(path): whether there is a search index that this version can read.
 */
bool probe_index(const char *path);

#endif
