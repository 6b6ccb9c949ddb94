/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms of the term base in a query, and what they are called in other languages.  Inside search/
 * only. */
#ifndef SEARCH_EXPAND_H
#define SEARCH_EXPAND_H

#include "search/index.h"

enum { EXPAND_DOCS = 4 };

/* Work documents of the entries whose name or title the whole query is. */
struct expand_named {
	uint32_t v[EXPAND_DOCS];
	size_t n;
};

/**
 * expand_query(index, query, sq, ret_tree, named, result):
 * Find the longest terms among the words of ${query}; ${*ret_tree} wants them in some other
 * language (all that were found, each by one of its names), NULL if there are none.  Fills the
 * result's expansions and ${named}.  Where the reader wants no expansion, ${named} alone.
 */
MUSTCHECK enum err expand_query(struct search_index *index, struct query *query,
    const struct search_query *sq, struct xquery **ret_tree, struct expand_named *ret_named,
    struct search_result *result);

#endif
