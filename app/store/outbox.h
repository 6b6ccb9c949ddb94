/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the indexer has yet to take over: one row for each published change, written in the change's
 * transaction. */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

struct outbox_row {
	int64_t number; /* in order of commit: no smaller number appears after it was read */
	struct entry_id entry;
};

/**
 * outbox_after(db, arena, number, limit, ret, ret_n): the rows after ${number}, oldest first.
 * outbox_last(db, ret): the largest committed number, 0 if none: where a rebuild begins to follow.
 * outbox_trim(db, number): forget rows up to ${number}; the indexer calls it once they are durable
 * in the index. outbox_wait(db, ms): return when a change was committed (LISTEN/NOTIFY), ${ms}
 * passed or a signal came; also at once on a new connection, since something may have been missed.
 * While the database is away it answers ERR_DB after up to half a second, so that a loop may simply
 * go on.
 */
MUSTCHECK enum err outbox_after(struct db *db, struct arena *arena, int64_t number, size_t limit,
    struct outbox_row **ret, size_t *ret_n);
MUSTCHECK enum err outbox_last(struct db *db, int64_t *ret_number);
MUSTCHECK enum err outbox_trim(struct db *db, int64_t number);
MUSTCHECK enum err outbox_wait(struct db *db, int ms);

#endif
