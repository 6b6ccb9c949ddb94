/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether single values of foreign formats are what they should be. */
#ifndef EXCHANGE_CHECK_H
#define EXCHANGE_CHECK_H

#include <stdbool.h>

#include "base/arena.h"

/**
 * check_date_loose(arena, s): the day ${s}, which may be written "1984-3-12", as base/date.h has
 * it, in ${arena}; NULL if it is no day.
 */
const char *check_date_loose(struct arena *arena, const char *s);

/**
 * check_date_slashes(arena, s): the first "19/5/2021" in ${s} as a day; NULL if it is none or there
 * is none.
 */
const char *check_date_slashes(struct arena *arena, const char *s);

/**
 * check_url(s): whether ${s} is an http or https address with a host and without spaces.
 * check_url_year(url, date): false if a folder in ${url} is named after another year than
 * ${date}'s.
 */
bool check_url(const char *s);
bool check_url_year(const char *url, const char *date);

/**
 * check_jurisdiction(arena, s): a copy of ${s} if it is two capital letters or "INT", else NULL;
 * NULL for NULL. check_word(s): whether ${s} is an id: [a-z0-9] and single hyphens between.
 */
const char *check_jurisdiction(struct arena *arena, const char *s);
bool check_word(const char *s);

#endif
