/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cleaning the texts of large imports: what locale/text.h says, at the price of one look where
 * nothing is wrong. */
#ifndef EXCHANGE_CLEAN_H
#define EXCHANGE_CLEAN_H

#include <stddef.h>

#include "base/arena.h"

/**
 * clean_text(arena, s, n): ${n} bytes of valid UTF-8 without NUL as text_clean would make them, in
 * ${arena}.
 */
const char *clean_text(struct arena *arena, const char *s, size_t n);

/**
 * clean_some(arena, s): the same of a whole string; NULL for NULL and for what is empty then.
 */
const char *clean_some(struct arena *arena, const char *s);

#endif
