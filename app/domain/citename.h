/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of laws in running text. */
#ifndef DOMAIN_CITENAME_H
#define DOMAIN_CITENAME_H

#include <stddef.h>

enum { CITENAME_MAX = 160 }; /* bytes; what is longer is taken for no name */

/**
 * citename_LANGUAGE(s, n, at): the end of the law's name that begins at byte ${at} of the ${n}
 * bytes of UTF-8 at ${s}, or 0 if none does that says which law is meant ("the Act" alone does
 * not).
 */
size_t citename_english(const char *s, size_t n, size_t at);
size_t citename_portuguese(const char *s, size_t n, size_t at);
size_t citename_russian(const char *s, size_t n, size_t at);
size_t citename_arabic(const char *s, size_t n, size_t at);
size_t citename_indonesian(const char *s, size_t n, size_t at);

#endif
