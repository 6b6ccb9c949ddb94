/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * `portalctl serve`: brings up PostgreSQL, the indexer, Kore and nginx from one folder and keeps
 * them up.
 *
 * It calls other commands of this program, with PORTAL_* set, and relies on:
 *   migrate                             0: the schema (PORTAL_SCHEMA) is current
 *   import record --publish FOLDER      0: all taken; 1: some refused and named, the site starts
 * without them index rebuild                       0: an index of this version stands at
 * PORTAL_INDEX index --follow                      runs until SIGTERM; exits with SERVE_REBUILD if
 * the index is missing, damaged or of another version, whereupon it is rebuilt
 */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H

/* Exit code of `index --follow`: rebuild the index, then start me again. */
#define SERVE_REBUILD 3

/**
 * serve_main(argc, argv):
 * ${argv[0]} is the word "serve".  Runs until SIGTERM, SIGINT or SIGHUP; returns the exit code.
 * Blocks for as long as the portal serves.  Options: --data DIR, --port N, --direct N (a TCP port
 * of Kore itself, for tests), --lock FD (an inherited descriptor of DIR/lock), --watch PID (stop
 * when that process ends; may be repeated), --since SECONDS (when the command was typed), --sweep
 * (only remove what a killed run left).
 */
int serve_main(int argc, char **argv);

#endif
