/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the commands of portalctl have in common.  Exit codes: 0 done; 1 done, but something was
 * refused or differs, as said on stderr; 2 the command line is wrong; 3 the index must be rebuilt;
 * 4 the database, the index or the disk is away.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/config.h"
#include "exchange/reader.h"
#include "store/db.h"

enum { CLI_DONE = 0, CLI_REFUSED = 1, CLI_USAGE = 2, CLI_REBUILD = 3, CLI_AWAY = 4 };

/* Time that a statement of the command line may take: imports and rebuilds move much at once. */
enum { CLI_STATEMENT_MS = 10 * 60 * 1000 };

/**
 * Each command gets its own words, argv[0] being its name, and answers the exit code.
 */
int migrate_main(int argc, char **argv);
int load_main(int argc, char **argv);
int import_main(int argc, char **argv);
int export_main(int argc, char **argv);
int publish_main(int argc, char **argv);
int withdraw_main(int argc, char **argv);
int merge_main(int argc, char **argv);
int index_main(int argc, char **argv);
int log_main(int argc, char **argv);
int verify_main(int argc, char **argv);
int lexicon_main(int argc, char **argv);
int demo_main(int argc, char **argv);
int inquiries_main(int argc, char **argv);
int user_main(int argc, char **argv);
int mail_main(int argc, char **argv);

/**
 * What the exports share; each says on stderr what could not be written, and why (ERR_IO).
 * export_folder(path): make the folder unless it is there.  export_file(path, b): ${b} as a file.
 * export_failed(path): only say so.
 */
MUSTCHECK enum err export_folder(const char *path);
MUSTCHECK enum err export_file(const char *path, const struct buf *b);
enum err export_failed(const char *path);

/**
 * export_terms(format, folder): write the term base as "tbx" or "skos" into ${folder}; the exit
 * code.
 */
int export_terms(const char *format, const char *folder);

/**
 * export_offerings(folder): write the published profiles and listings below ${folder} as
 * providers/SLUG.json and listings/SLUG.json; the exit code.
 */
int export_offerings(const char *folder);

/**
 * import_paths(reader, said, publish, paths, n): import what is in these files and folders, telling
 * what was taken and what was refused; the exit code.
 */
int import_paths(const struct reader *reader, const struct reader_options *said, bool publish,
    char *const *paths, size_t n);

/**
 * cli_usage(command): say on stderr how ${command} is called, answer CLI_USAGE.
 */
int cli_usage(const char *command);

/**
 * cli_away(what, db): say on stderr that ${what} failed for the reason that the database gives,
 * answer CLI_AWAY.
 */
int cli_away(const char *what, const struct db *db);

#endif
