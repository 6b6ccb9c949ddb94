/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The passage of a text that answers the query.  Inside search/ only. */
#ifndef SEARCH_SNIPPET_H
#define SEARCH_SNIPPET_H

#include "search/query.h"

/**
 * snippet_make(arena, query, language, text, ret_snippet, ret_ranges, ret_n):
 * The densest passage of ${text} in one line, cut between words, with the ranges in it that match;
 * its beginning if nothing does.  "…" stands where something was left out.
 */
void snippet_make(struct arena *arena, const struct query *query, const char *language,
    const char *text, const char **ret_snippet, const struct search_range **ret_ranges,
    size_t *ret_n);

/**
 * snippet_marks(arena, query, language, text, ret_ranges, ret_n): the matching ranges of all of
 * ${text}.
 */
void snippet_marks(struct arena *arena, const struct query *query, const char *language,
    const char *text, const struct search_range **ret_ranges, size_t *ret_n);

#endif
