/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What no constraint of the database can hold: asked by `portalctl verify`. */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "base/arena.h"
#include "store/db.h"

/**
 * verify_laws(db, arena, fn, ctx, ret_n):
 * Check the texts of all laws: articles and divisions are numbered without gaps, as many as their
 * text says, hang in divisions that are there and whose subtrees stand together; what a translation
 * was made from is a text of the same law; versions of one collection do not overlap; each law with
 * versions is one entry.  ${fn} gets the slug and a sentence for each problem, at most 100 of each
 * sort; ${*ret_n} is how many were told.
 */
MUSTCHECK enum err verify_laws(struct db *db, struct arena *arena,
    void (*fn)(void *ctx, const char *slug, const char *problem), void *ctx, size_t *ret_n);

#endif
