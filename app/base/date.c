/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the calendar. */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return (days[month - 1] + (month == 2 && leap));
}

static bool
day_exists(int year, int month, int day)
{
	return (
	    year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= month_days(year, month));
}

bool
date_valid(const char *s)
{
	int part[3] = { 0 }, n = 0;

	if (strlen(s) != strlen("YYYY-MM-DD"))
		return (false);
	for (int i = 0; s[i] != '\0'; i++) {
		if (i == 4 || i == 7) {
			if (s[i] != '-')
				return (false);
			n++;
		} else if (s[i] >= '0' && s[i] <= '9') {
			part[n] = part[n] * 10 + (s[i] - '0');
		} else {
			return (false);
		}
	}
	return (day_exists(part[0], part[1], part[2]));
}

const char *
date_today(struct arena *arena)
{
	time_t now = time(NULL);
	struct tm tm;
	char day[24];

	gmtime_r(&now, &tm);
	strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	return (arena_strdup(arena, day));
}

const char *
date_later(struct arena *arena, const char *date, int months, int days)
{
	int year = (int)strtol(date, NULL, 10), month = (int)strtol(date + 5, NULL, 10),
	    day = (int)strtol(date + 8, NULL, 10);

	month += months;
	for (; month > 12; month -= 12)
		year++;
	for (; month < 1; month += 12)
		year--;
	if (day > month_days(year, month))
		day = month_days(year, month);
	for (day += days; day > month_days(year, month);) {
		day -= month_days(year, month);
		if (++month > 12) {
			month = 1;
			year++;
		}
	}
	for (; day < 1; day += month_days(year, month)) {
		if (--month < 1) {
			month = 12;
			year--;
		}
	}
	return (arena_printf(arena, "%04d-%02d-%02d", year, month, day));
}
