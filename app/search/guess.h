/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which languages a query may be in.  Inside search/ only. */
#ifndef SEARCH_GUESS_H
#define SEARCH_GUESS_H

#include <stddef.h>

#include "search/query.h"

/**
 * guess_languages(q, text, size, locale): set q->languages to those whose stems are tried for the
 * words of ${text}, by their script, their small words and the reader's ${locale} (may be NULL).
 */
void guess_languages(struct query *q, const char *text, size_t size, const char *locale);

#endif
