/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the known words was probably meant. */
#ifndef EXCHANGE_NEAREST_H
#define EXCHANGE_NEAREST_H

#include <stddef.h>

/**
 * nearest_word(word, known, n): the member of ${known} with the fewest inserted, deleted or replaced bytes, the first
 * of equals; NULL if n is 0 or none shares at least half of its bytes with ${word}.
 */
const char *nearest_word(const char *word, const char *const *known, size_t n);

#endif
