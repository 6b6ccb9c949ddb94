/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Percent-encoding of addresses (RFC 3986, 2.1), byte by byte: what the bytes mean is the caller's.
 */
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/**
 * percent_decode(s, n, plus, out, ret_n): decode %XX (and "+" to a space if ${plus}) into ${out},
 * which has room for ${n} bytes; false for a broken escape.
 */
bool percent_decode(const char *s, size_t n, bool plus, char *out, size_t *ret_n);

/**
 * percent_encode(arena, s, n, keep): ${n} bytes of ${s} with all but the unreserved ones and those
 * in ${keep} encoded.
 */
char *percent_encode(struct arena *arena, const char *s, size_t n, const char *keep);

#endif
