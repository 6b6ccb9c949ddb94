/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one thing that was asked for.  Inside search/ only. */
#ifndef SEARCH_TARGET_H
#define SEARCH_TARGET_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "search/index.h"
#include "search/query.h"

/**
 * target_find(index, arena, query, ret_target, ret_doc): the entry whose address or number was
 * typed in, in ${arena}, and the number of its work document.  Both untouched, with ERR_OK, if none
 * was typed, it is not there, or several have the number.  ERR_INDEX, ERR_CONFLICT as xdb.h.
 */
MUSTCHECK enum err target_find(struct search_index *index, struct arena *arena,
    const struct query *query, const struct search_target **ret_target, uint32_t *ret_doc);

#endif
