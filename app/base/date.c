/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the calendar. */
#include "base/date.h"

#include <string.h>
#include <time.h>

static bool
day_exists(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return (year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
		day <= days[month - 1] + (month == 2 && leap));
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
