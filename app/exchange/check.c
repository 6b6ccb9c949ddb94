/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the checks of dates, addresses and codes.  Which codes exist is the database's business. */
#include "exchange/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static bool
digit(char c)
{
	return (c >= '0' && c <= '9');
}

static bool
capital(char c)
{
	return (c >= 'A' && c <= 'Z');
}

/* ${*p} moves behind a number of at most ${max} digits; -1 if there is none. */
static int
number(const char **p, int max)
{
	int n = 0, digits = 0;

	for (; digits < max && digit(**p); digits++)
		n = n * 10 + *(*p)++ - '0';
	return (digits == 0 ? -1 : n);
}

const char *
check_date_loose(struct arena *arena, const char *s)
{
	const char *date;
	int year, month, day;

	year = number(&s, 4);
	if (*s++ != '-')
		return (NULL);
	month = number(&s, 2);
	if (*s++ != '-')
		return (NULL);
	day = number(&s, 2);
	if (*s != '\0' || year < 0 || month < 0 || day < 0)
		return (NULL);
	date = arena_printf(arena, "%04d-%02d-%02d", year, month, day);
	return (date_valid(date) ? date : NULL);
}

const char *
check_date_slashes(struct arena *arena, const char *s)
{
	const char *p;
	int day, month, year;

	for (; *s != '\0'; s++) {
		p = s;
		if (!digit(*p) || (day = number(&p, 2)) < 0 || *p++ != '/' ||
		    (month = number(&p, 2)) < 0 || *p++ != '/' || (year = number(&p, 4)) < 1000)
			continue;
		return (
		    check_date_loose(arena, arena_printf(arena, "%04d-%d-%d", year, month, day)));
	}
	return (NULL);
}

bool
check_url(const char *s)
{
	const char *host;

	if (strncmp(s, "https://", 8) == 0)
		host = s + 8;
	else if (strncmp(s, "http://", 7) == 0)
		host = s + 7;
	else
		return (false);
	if (*host == '\0' || *host == '/')
		return (false);
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s <= ' ' || *s == '"' || *s == '<' || *s == '>')
			return (false);
	}
	return (true);
}

bool
check_url_year(const char *url, const char *date)
{
	const char *p;

	for (p = url; (p = strchr(p, '/')) != NULL; p++) {
		if (digit(p[1]) && digit(p[2]) && digit(p[3]) && digit(p[4]) && p[5] == '/' &&
		    (strncmp(p + 1, "18", 2) == 0 || strncmp(p + 1, "19", 2) == 0 ||
			strncmp(p + 1, "20", 2) == 0))
			return (strncmp(p + 1, date, 4) == 0);
	}
	return (true);
}

const char *
check_jurisdiction(struct arena *arena, const char *s)
{
	if (s == NULL)
		return (NULL);
	if (strcmp(s, "INT") != 0 && !(capital(s[0]) && capital(s[1]) && s[2] == '\0'))
		return (NULL);
	return (arena_strdup(arena, s));
}

bool
check_word(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++) {
		if (*p == '-') {
			if (p == s || p[-1] == '-' || p[1] == '\0')
				return (false);
		} else if (!digit(*p) && !(*p >= 'a' && *p <= 'z')) {
			return (false);
		}
	}
	return (p > s);
}
