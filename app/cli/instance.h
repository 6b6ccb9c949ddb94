/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One instance of the portal on disk: its data folder, its short private folder for sockets, the
 * configuration made from conf/, the environment of its processes, its PostgreSQL cluster.
 */
#ifndef CLI_INSTANCE_H
#define CLI_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

#define INSTANCE_PG_BIN "/usr/lib/postgresql/15/bin"

struct instance {
	struct arena *arena; /* lives as long as the process */
	const char *data;    /* resolved path of the data folder */
	const char
	    *folder; /* "/tmp/portal-XXXXXX": sockets and what must have a path without spaces */
	const char *program; /* path of portalctl */
	int port;
	int direct; /* TCP port on which Kore itself listens too; 0: none */
};

/**
 * instance_path(in, "log/nginx.log"): a path in the data folder, in the arena.
 */
const char *instance_path(const struct instance *in, const char *name);

/**
 * instance_folders(in): make the folders below data, and the private one, whose path it sets.
 * instance_configure(in): write the configuration of nginx, Kore and PostgreSQL from the installed
 * templates. instance_environment(in): set PORTAL_* for this process and its children. On failure
 * one clear sentence has been written to stderr.
 */
MUSTCHECK enum err instance_folders(struct instance *in);
MUSTCHECK enum err instance_configure(const struct instance *in);
void instance_environment(const struct instance *in);

/**
 * instance_announce(in): write the PORTAL_* variables to run/environment, where commands typed by
 * hand find them (cli/join.h).  Fails like instance_configure.
 */
MUSTCHECK enum err instance_announce(const struct instance *in);

/**
 * instance_room(in, mib): whether the disk has ${mib} MiB left; if not, a sentence has been written
 * to stderr.
 */
bool instance_room(const struct instance *in, unsigned mib);

/**
 * instance_remove(path): remove a folder with all that is in it; symbolic links are removed, not
 * followed.
 */
void instance_remove(const char *path);

/**
 * instance_content_hash(in): a hash over names and bytes of the installed starter content and of
 * the program that imports it.  instance_content_known(in): the hash that was imported last, 0 if
 * none; instance_content_taken(in, hash) records it.
 */
uint64_t instance_content_hash(const struct instance *in);
uint64_t instance_content_known(const struct instance *in);
void instance_content_taken(const struct instance *in, uint64_t hash);

#endif
