/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Matching without a matcher.  Where lists of documents are short they are read as a whole and
 * joined as arrays, which finds the same with the same weights in a fraction of the time; where
 * they are long, passing over what cannot be among the best (xdb_match) wins.  Inside search/ only.
 */
#ifndef SEARCH_FLAT_H
#define SEARCH_FLAT_H

#include "base/arena.h"
#include "search/xdb.h"

/**
 * flat_match(db, arena, query, crowds, ncrowds, fn, ctx, ret_done): call fn(ctx, doc, weight) for
 * all documents that ${query} finds, in order of number, as xdb_match does; or for none, with
 * ${*ret_done} false, if that is better left to it.
 */
MUSTCHECK enum err flat_match(struct xdb *db, struct arena *arena, struct xquery *query,
    const uint32_t *crowds, size_t ncrowds, void (*fn)(void *ctx, uint32_t doc, double weight),
    void *ctx, bool *ret_done);

#endif
