/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quotations, which are looked for in the texts themselves.  Inside search/ only. */
#ifndef SEARCH_PHRASE_H
#define SEARCH_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "search/query.h"

/**
 * phrase_holds(q, language, texts, n): whether the ${n} texts in ${language} of a document (NULLs
 * are passed over) have the phrases of ${q} as they were quoted.  ${q} must have a root.  What it
 * needs comes from the arena of ${q}.
 */
bool phrase_holds(struct query *q, const char *language, const char *const *texts, size_t n);

#endif
