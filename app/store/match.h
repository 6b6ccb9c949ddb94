/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may fit: published entries that domain/match.h then weighs. */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "base/arena.h"
#include "domain/account.h"
#include "domain/match.h"
#include "store/db.h"

/**
 * match_providers(db, arena, need, limit, ret, ret_n): providers that have something of what is
 * asked, those with more of it first.
 * match_listings(db, arena, listing, found, nfound, limit, ret, ret_n): of the other direction, not
 * over, not of the same owner: those of a class of the ${listing}, and those among the entries
 * ${found}.
 * match_own(db, arena, account, limit, ret, ret_n): published listings of the account's
 * organisations, latest first.
 */
MUSTCHECK enum err match_providers(struct db *db, struct arena *arena,
    const struct match_need *need, size_t limit, struct record ***ret, size_t *ret_n);
MUSTCHECK enum err match_listings(struct db *db, struct arena *arena, const struct record *listing,
    const int64_t *found, size_t nfound, size_t limit, struct record ***ret, size_t *ret_n);
MUSTCHECK enum err match_own(struct db *db, struct arena *arena, struct account_id account,
    size_t limit, struct record ***ret, size_t *ret_n);

#endif
