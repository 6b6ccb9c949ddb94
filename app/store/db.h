/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One connection to PostgreSQL: prepared statements named by STMT_ ids, deadlines, a circuit
 * breaker. The SQL stands in the .sql files beside this one; but for migrations no other text ever
 * reaches the server.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct db;

/**
 * db_new(conninfo, timeout_ms): a handle that connects when first used.  ${timeout_ms} bounds
 * connecting and each statement.  After a failure every call answers ERR_DB at once for two
 * seconds, then one call tries again. db_free(NULL) is fine.
 */
struct db *db_new(const char *conninfo, int timeout_ms);
void db_free(struct db *db);

/**
 * db_ready(db): ERR_OK if the server answers now.  For /readyz.
 */
MUSTCHECK enum err db_ready(struct db *db);

/**
 * db_begin, db_commit, db_rollback: one transaction.  db_rollback is safe in any state and cannot
 * fail.
 */
MUSTCHECK enum err db_begin(struct db *db);
MUSTCHECK enum err db_commit(struct db *db);
void db_rollback(struct db *db);

/**
 * db_problem(db): one sentence about the last failure, for logs and the command line.
 */
const char *db_problem(const struct db *db);

#endif
