/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was searched for, by day, language and query; no row says by whom. */
#ifndef STORE_SEARCHLOG_H
#define STORE_SEARCHLOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

/* Several searches for one thing; ${expansions} has a line feed between its terms. */
struct searchlog_search {
	const char *locale, *channel, *query, *expansions;
	int64_t searches, hits;
};

struct searchlog_click {
	const char *locale, *query, *target;
	int64_t clicks, rank;
};

/**
 * searchlog_add(db, arena, searches, nsearches, clicks, nclicks): add to today's rows, in one
 * transaction.  No two searches may agree in locale, channel and query, no two clicks in locale,
 * query and target.
 * searchlog_trim(db, arena, days): forget what is older than ${days} days.
 */
MUSTCHECK enum err searchlog_add(struct db *db, struct arena *arena,
    const struct searchlog_search *searches, size_t nsearches, const struct searchlog_click *clicks,
    size_t nclicks);
MUSTCHECK enum err searchlog_trim(struct db *db, struct arena *arena, int64_t days);

struct searchlog_language {
	const char *locale;
	int64_t searches, empty, clicks; /* empty: searches that found nothing */
};

struct searchlog_query {
	const char *locale, *query, *last; /* last: day, "2026-11-25" */
	int64_t searches, hits;
};

/**
 * searchlog_languages(db, arena, days, ret, ret_n): the last ${days} days by language, most
 * searched first.
 * searchlog_top(db, arena, days, least, limit, ret, ret_n): what was searched for at least ${least}
 * times in them.
 * searchlog_gaps(db, arena, days, limit, ret, ret_n): what was searched for in vain, by language,
 * most often first; a query that finds something by now is no gap.
 */
MUSTCHECK enum err searchlog_languages(struct db *db, struct arena *arena, int64_t days,
    struct searchlog_language **ret, size_t *ret_n);
MUSTCHECK enum err searchlog_top(struct db *db, struct arena *arena, int64_t days, int64_t least,
    int64_t limit, struct searchlog_query **ret, size_t *ret_n);
MUSTCHECK enum err searchlog_gaps(struct db *db, struct arena *arena, int64_t days, int64_t limit,
    struct searchlog_query **ret, size_t *ret_n);

#endif
