/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbered SQL migrations, schema/NNNN-name.sql, each in one transaction, its checksum kept. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/err.h"
#include "store/db.h"

/**
 * migrate(db, dir, report, ctx): apply what ${dir} has and the database lacks, in order, under an
 * advisory lock. report(ctx, name) before each.  ERR_INPUT, with db_problem saying which, if a
 * landed one was edited or is missing or a number stands twice; ERR_CORRUPT if one fails (it is
 * rolled back whole).
 */
MUSTCHECK enum err migrate(
    struct db *db, const char *dir, void (*report)(void *ctx, const char *name), void *ctx);

#endif
