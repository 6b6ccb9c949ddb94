/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Did you mean?  Inside search/ only. */
#ifndef SEARCH_SPELL_H
#define SEARCH_SPELL_H

#include "base/arena.h"
#include "search/index.h"
#include "search/query.h"

/**
 * spell_suggest(index, arena, locale, query, q): ${q}, which was parsed into ${query}, with the
 * words that no text has replaced by the likest that some have; Chinese, by what sounds so for a
 * reader of
 * ${locale}.  In ${arena}; NULL: nothing is likely.
 */
const char *spell_suggest(struct search_index *index, struct arena *arena, const char *locale,
    const struct query *query, const char *q);

#endif
