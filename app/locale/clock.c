/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what time it is for a reader. */
#include "locale/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

enum { ZONE_MAX = 64, OUT_MAX = 256, DAY_SECONDS = 24 * 60 * 60 };

/* The zone's name for ICU; false if it knows none of it, or names another by it. */
static bool
zone_name(const char *zone, UChar *out)
{
	UChar canonical[ZONE_MAX + 1];
	UErrorCode status = U_ZERO_ERROR;
	UBool system = false;
	size_t n = zone == NULL ? 0 : strlen(zone);

	if (n == 0 || n >= ZONE_MAX)
		return (false);
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)zone[i] <= 0x20 || (unsigned char)zone[i] >= 0x7f)
			return (false);
		out[i] = (UChar)zone[i];
	}
	out[n] = 0;
	ucal_getCanonicalTimeZoneID(out, -1, canonical, ZONE_MAX, &system, &status);
	return (U_SUCCESS(status) && system);
}

bool
clock_zone_valid(const char *zone)
{
	UChar name[ZONE_MAX + 1];

	return (zone_name(zone, name));
}

/* The day of ${weekday} counted from Monday. */
static int
weekday_of(const UCalendar *calendar, UErrorCode *status)
{
	int32_t day = ucal_get(calendar, UCAL_DAY_OF_WEEK, status); /* Sunday is 1 */

	return (day == UCAL_SUNDAY ? 7 : day - 1);
}

int64_t
clock_next(const char *zone, int64_t after, int hour, int weekday)
{
	UChar name[ZONE_MAX + 1] = { 'U', 'T', 'C', 0 }, given[ZONE_MAX + 1];
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;
	int64_t at = after;

	if (zone_name(zone, given))
		memcpy(name, given, sizeof(name));
	calendar = ucal_open(name, -1, "en", UCAL_GREGORIAN, &status);
	ucal_setMillis(calendar, (double)after * 1000, &status);
	/* A week has every weekday; the ninth day is for an hour that is just over. */
	for (int day = 0; day < 9 && U_SUCCESS(status); day++) {
		ucal_set(calendar, UCAL_HOUR_OF_DAY, hour);
		ucal_set(calendar, UCAL_MINUTE, 0);
		ucal_set(calendar, UCAL_SECOND, 0);
		ucal_set(calendar, UCAL_MILLISECOND, 0);
		at = (int64_t)(ucal_getMillis(calendar, &status) / 1000);
		if (at > after && (weekday == 0 || weekday_of(calendar, &status) == weekday))
			break;
		ucal_add(calendar, UCAL_DAY_OF_MONTH, 1, &status);
	}
	ucal_close(calendar);
	return (U_SUCCESS(status) && at > after ? at : after + DAY_SECONDS);
}

const char *
clock_show(const struct locale *l, struct arena *arena, const char *zone, const char *time)
{
	UChar name[ZONE_MAX + 1] = { 'U', 'T', 'C', 0 }, given[ZONE_MAX + 1], out[OUT_MAX];
	UErrorCode status = U_ZERO_ERROR;
	char id[96], *utf8;
	UDateFormat *format;
	struct tm tm = { 0 };
	int32_t n;

	if (time == NULL || strptime(time, "%Y-%m-%dT%H:%M:%SZ", &tm) == NULL)
		return ("");
	if (zone_name(zone, given))
		memcpy(name, given, sizeof(name));
	snprintf(id, sizeof(id), "%s@calendar=gregorian", locale_tag(l));
	format = udat_open(UDAT_SHORT, UDAT_MEDIUM, id, name, -1, NULL, 0, &status);
	n = udat_format(format, (double)timegm(&tm) * 1000, out, OUT_MAX, NULL, &status);
	if (format != NULL)
		udat_close(format);
	if (U_FAILURE(status) || n >= OUT_MAX)
		return ("");
	utf8 = arena_alloc(arena, (size_t)n * 3 + 1);
	u_strToUTF8WithSub(utf8, n * 3 + 1, NULL, out, n, 0xFFFD, NULL, &status);
	return (utf8);
}
