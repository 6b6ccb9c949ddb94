/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cookies, read from and written to their headers as RFC 6265 has them. */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include <stdbool.h>

#include "base/arena.h"

/**
 * cookie_get(arena, header, name): the value of the first cookie called ${name} in a Cookie header;
 * it may hold "=". NULL if there is none or ${header} is NULL.
 */
const char *cookie_get(struct arena *arena, const char *header, const char *name);

/**
 * cookie_set(arena, name, value, max_age, secure): a Set-Cookie header for the whole site, HttpOnly
 * and SameSite=Lax, kept for ${max_age} seconds (0: deleted at once).  Name and value must be
 * cookie octets; a value that is not is a defect and gives a deleting header.
 */
const char *cookie_set(
    struct arena *arena, const char *name, const char *value, long max_age, bool secure);

#endif
