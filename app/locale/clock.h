/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hours of the day where a reader lives (time zones of IANA through ICU). */
#ifndef LOCALE_CLOCK_H
#define LOCALE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "locale/locale.h"

/**
 * clock_zone_valid(zone): whether ICU knows "Europe/Moscow" by exactly this name.
 * clock_next(zone, after, hour, weekday): the first moment later than ${after} (s since 1970 UTC)
 * when it is ${hour} o'clock in ${zone} on a ${weekday} (1 Monday to 7 Sunday, 0: any); an hour
 * that a change of clocks leaves out counts as the one after it.  A zone that is not known is UTC.
 * clock_show(l, arena, zone, time): the time "YYYY-MM-DDTHH:MM:SSZ" as ${l} writes date and time in
 * ${zone}, short; malformed: "".
 */
bool clock_zone_valid(const char *zone);
int64_t clock_next(const char *zone, int64_t after, int hour, int weekday);
const char *clock_show(
    const struct locale *l, struct arena *arena, const char *zone, const char *time);

#endif
