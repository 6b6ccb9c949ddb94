/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Did you mean …?" for names and ids. */
#ifndef DOMAIN_NEAREST_H
#define DOMAIN_NEAREST_H

#include <stddef.h>

/**
 * nearest_word(word, words, n): the one of ${n} ${words} that takes the fewest inserted, dropped,
 * changed or swapped bytes to become ${word} (letters' case costs nothing); NULL if none is near:
 * more than a third of its length, at least two steps.
 */
const char *nearest_word(const char *word, const char *const *words, size_t n);

#endif
