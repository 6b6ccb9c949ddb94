/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading of a text for citations.  ${s} holds ${n} bytes of UTF-8, ${at} is a place in it between
 * two code points; what is not UTF-8 counts as code point 0, one byte long.  Nothing here fails or
 * keeps anything.
 */
#ifndef DOMAIN_CITESCAN_H
#define DOMAIN_CITESCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * citescan_code(s, n, at, ret_len): the code point at ${at} and its length in bytes; 0 and 0 at the
 * end.
 *
 * citescan_letter(s, n, at): a letter (domain/token.h) stands there.
 *
 * citescan_digit(c): ${c} is a decimal digit, Latin, Arabic, Persian or Devanagari.
 *
 * citescan_back(s, at): where the code point before ${at} > 0 begins.
 *
 * citescan_begins(s, n, at): a word may begin there: neither letter nor hyphen is before it.
 */
uint32_t citescan_code(const char *s, size_t n, size_t at, size_t *ret_len);
bool citescan_letter(const char *s, size_t n, size_t at);
bool citescan_digit(uint32_t c);
size_t citescan_back(const char *s, size_t at);
bool citescan_begins(const char *s, size_t n, size_t at);

/**
 * citescan_blanks(s, n, at): behind the blanks at ${at}, ${at} itself if there are none; marks of
 * direction count as blanks.
 *
 * citescan_word(s, n, at, word): behind ${word} at ${at}, in any case (${word} is in lower case),
 * or 0.  A blank in it stands for any blanks, and one that ends in a letter must not go on as a
 * word.
 *
 * citescan_any(s, n, at, words): the same for the first that fits of ${words}, which end with NULL
 * and may be NULL.
 *
 * citescan_literal(s, n, at, word): behind ${word} at ${at} as it is, or 0.
 *
 * citescan_number(s, n, at): behind the number of an article at ${at} (84, 5º-A, 1.228, 36B, ١٢),
 * or 0.
 */
size_t citescan_blanks(const char *s, size_t n, size_t at);
size_t citescan_word(const char *s, size_t n, size_t at, const char *word);
size_t citescan_any(const char *s, size_t n, size_t at, const char *const *words);
size_t citescan_literal(const char *s, size_t n, size_t at, const char *word);
size_t citescan_number(const char *s, size_t n, size_t at);

#endif
