/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Did you mean?  Inside search/ only. */
#ifndef SEARCH_SPELL_H
#define SEARCH_SPELL_H

#include "base/arena.h"
#include "search/index.h"
#include <stdbool.h>

#include "search/query.h"

/**
 * spell_suggest(index, arena, locale, query, q, few): ${q}, which was parsed into ${query}, with
 * the words that no text has replaced by the likest that some have; Chinese, by what sounds so for
 * a reader of
 * ${locale}, if hardly anything was found (${few}) or no text has its characters side by side.  In
 * ${arena}; NULL: nothing is likely.
 */
const char *spell_suggest(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q, bool few);

#endif
