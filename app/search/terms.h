/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terms of one document with their counts, gathered before Xapian sees them.  Inside search/
 * only. */
#ifndef SEARCH_TERMS_H
#define SEARCH_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include "search/xdb.h"

struct terms;

struct terms *terms_new(void);
void terms_free(struct terms *t);
void terms_clear(struct terms *t);

/**
 * terms_add(t, prefix, term, size, count): ${count} more of ${term} behind the byte ${prefix} (0:
 * none); count 0 for a term that is true or not.  Over-long terms are cut.
 */
void terms_add(struct terms *t, char prefix, const char *term, size_t size, uint32_t count);

/**
 * terms_text(t, language, text, size, weight): all that analyse.h makes of ${text}, each counted
 * ${weight} times.
 */
void terms_text(
    struct terms *t, const char *language, const char *text, size_t size, uint32_t weight);

/**
 * terms_all(t, ret_n): all of them, borrowed until the next change.  Their counts have become what
 * BM25 makes of them in a document of that many words, in units of 1/XDB_UNIT.
 */
const struct xterm *terms_all(struct terms *t, size_t *ret_n);

#endif
