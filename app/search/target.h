/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one thing that was asked for.  Inside search/ only. */
#ifndef SEARCH_TARGET_H
#define SEARCH_TARGET_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "search/index.h"
#include "search/query.h"

enum { TARGET_MOST = 16 };

struct target {
	const struct search_target *one; /* what to go to, or NULL */
	uint32_t works[TARGET_MOST];	 /* to be listed first: it, or all that the number fits */
	size_t n;
	struct xquery *tree; /* finds the texts of those with the number, without weight; or NULL */
};

/**
 * target_find(index, arena, query, ret): the entry whose address was typed in, or the laws that
 * have the number that was, in ${arena}.  There is one to go to if nothing else fits and the number
 * is surely a law's, number.h; of more than TARGET_MOST laws none is listed first.
 * target_has(t, work): whether ${work} is to be listed first.  ERR_INDEX, ERR_CONFLICT as xdb.h.
 */
MUSTCHECK enum err target_find(
    struct search_index *index, struct arena *arena, struct query *query, struct target *ret);
bool target_has(const struct target *t, uint32_t work);

#endif
