/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days as texts, "YYYY-MM-DD" in the proleptic Gregorian calendar, which sort as they stand. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#include "base/arena.h"

/**
 * date_valid(s): whether ${s} is a day that exists, written "YYYY-MM-DD", from year 1 on.
 */
bool date_valid(const char *s);

/**
 * date_today(arena): the day that it is now in UTC, in ${arena}.
 */
const char *date_today(struct arena *arena);

/**
 * date_later(arena, date, months, days): the day so many calendar months and then days after
 * (before, if negative) the valid ${date}; a day that the month does not have becomes its last.
 */
const char *date_later(struct arena *arena, const char *date, int months, int days);

#endif
