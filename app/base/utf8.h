/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Well-formed UTF-8 (Unicode 15, table 3-7): decoding, checking, counting, cutting.  No Unicode
 * data: that is ICU's. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * utf8_next(p, n, ret_c):
 * Decode the code point at ${p}, of which ${n} bytes are readable.  Returns its length in bytes (1
 * to 4), or 0 for n == 0 or an ill-formed sequence, with ${*ret_c} untouched.
 */
size_t utf8_next(const char *p, size_t n, uint32_t *ret_c);

/**
 * utf8_valid(p, n): whether all ${n} bytes are well-formed; NUL counts as a character like any
 * other.
 */
bool utf8_valid(const char *p, size_t n);

/**
 * utf8_count(p, n): code points in ${n} bytes; each ill-formed byte counts as one.
 */
size_t utf8_count(const char *p, size_t n);

/**
 * utf8_cut(p, n, max): the bytes that the first ${max} code points take, at most ${n}.
 */
size_t utf8_cut(const char *p, size_t n, size_t max);

/**
 * utf8_put(c, out): write ${c} as UTF-8 to ${out} (4 bytes of room); returns its length, 0 for a
 * surrogate or c > 0x10FFFF.
 */
size_t utf8_put(uint32_t c, char *out);

#endif
