/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loading entries with all that belongs to them. */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

/**
 * entry_by_slug(db, arena, kind, slug, ret_record):
 * The published entry of that kind and slug with its published texts; for a law all expressions without their
 * articles' bodies loaded except those of the expressions that ${want} names.  One round trip.  ERR_NOTFOUND;
 * ERR_MOVED with a record that holds only kind and new slug; ERR_DB.
 */
struct entry_want {
	const char *const *languages; /* the reader's chain: articles are loaded of the expression chosen by fallback */
	size_t nlanguages;
	const char *at; /* "YYYY-MM-DD": of the version valid on that day; NULL: today */
};
MUSTCHECK enum err entry_by_slug(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    const struct entry_want *want, struct record **ret_record);

/**
 * entry_by_id(db, arena, id, ret_record): the entry whatever its state, with everything, articles included; for the
 * indexer and exports.
 */
MUSTCHECK enum err entry_by_id(struct db *db, struct arena *arena, struct entry_id id,
    struct record **ret_record);

/**
 * entry_each(db, arena, after, limit, ret, ret_n): up to ${limit} published entries with id > ${after}, in order of
 * id, complete as entry_by_id gives them, but stopping early when their articles pass 20,000, so that memory is
 * bounded; a batch in a fixed number of round trips.  For rebuilds.  ${*ret_n} 0: the end.
 */
MUSTCHECK enum err entry_each(struct db *db, struct arena *arena, struct entry_id after, size_t limit,
    struct record ***ret, size_t *ret_n);

/**
 * entry_revisions(db, fn, ctx): id and revision of every published entry in order of id; for `portalctl verify`.
 */
MUSTCHECK enum err entry_revisions(struct db *db, void (*fn)(void *ctx, struct entry_id id, int64_t revision),
    void *ctx);

#endif
