/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every change of entries does besides.  Private to store/. */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

/**
 * change_announce(db, arena, entries, n):
 * Within the caller's transaction, after its other changes: renew what pages are served from (the
 * rows of entry_page), tell in the publication log which of them are repealed now, add the entries
 * to the outbox and wake the indexer.  For every entry that is, was or ceases to be published; one
 * that was deleted may be among them.  From here until commit other transactions that announce
 * wait.
 */
MUSTCHECK enum err change_announce(
    struct db *db, struct arena *arena, const int64_t *entries, size_t n);

#endif
