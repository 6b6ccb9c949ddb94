/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rules of retries and refusals. */
#include "domain/mail.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, ADDRESS_MAX = 254 };

static bool
begins(const char *s, const char *with)
{
	return (s != NULL && strncmp(s, with, strlen(with)) == 0);
}

/* 5.1.x: there is no such address; 5.2.1: the mailbox takes nothing any more. */
static bool
address_is_bad(int code, const char *enhanced)
{
	if (enhanced != NULL && *enhanced != '\0')
		return (begins(enhanced, "5.1.") || strcmp(enhanced, "5.2.1") == 0);
	return (code == 550 || code == 551 || code == 553);
}

enum mail_verdict
mail_verdict(enum mail_stage stage, int code, const char *enhanced)
{
	switch (stage) {
	case MAIL_STAGE_DONE:
		return (MAIL_SENT);
	case MAIL_STAGE_CONNECT:
	case MAIL_STAGE_FROM:
		return (MAIL_PAUSE);
	case MAIL_STAGE_RCPT:
		if (code / 100 == 5)
			return (address_is_bad(code, enhanced) ? MAIL_REFUSED : MAIL_DEAD);
		break;
	case MAIL_STAGE_DATA:
		if (code / 100 == 5)
			return (begins(enhanced, "5.1.") ? MAIL_REFUSED : MAIL_DEAD);
		break;
	}
	/* 421: it closes the connection, for everybody. */
	return (code == 421 ? MAIL_PAUSE : MAIL_RETRY);
}

int64_t
mail_delay(int64_t tries)
{
	static const int64_t delays[] = { MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR,
		12 * HOUR, DAY, DAY };

	if (tries < 1)
		return (delays[0]);
	if ((size_t)tries > sizeof(delays) / sizeof(delays[0]))
		return (0);
	return (delays[tries - 1]);
}

int64_t
mail_pause(int64_t failures)
{
	int64_t s = 5;

	while (--failures > 0 && s < 300)
		s *= 2;
	return (s < 300 ? s : 300);
}

bool
mail_reply(const char *line, size_t n, int *ret_code, char *ret_enhanced)
{
	size_t i = 4, k = 0;
	int dots = 0;

	if (n < 3 || line[0] < '2' || line[0] > '5' || line[1] < '0' || line[1] > '9' ||
	    line[2] < '0' || line[2] > '9' || (n > 3 && strchr(" -\r\n", line[3]) == NULL))
		return (false);
	*ret_code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
	ret_enhanced[0] = '\0';
	/* class "." subject "." detail, of the reply's own class */
	while (i < n && k < 15 && ((line[i] >= '0' && line[i] <= '9') || line[i] == '.')) {
		dots += line[i] == '.';
		ret_enhanced[k++] = line[i++];
	}
	ret_enhanced[k] = '\0';
	if (dots != 2 || ret_enhanced[0] != line[0] || ret_enhanced[1] != '.' ||
	    ret_enhanced[k - 1] == '.')
		ret_enhanced[0] = '\0';
	return (true);
}

bool
mail_address_valid(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s);
	const char *at;

	if (n < 3 || n > ADDRESS_MAX || !utf8_valid(s, n) || (at = strchr(s, '@')) == NULL ||
	    at == s || at[1] == '\0' || strchr(at + 1, '@') != NULL)
		return (false);
	for (const char *p = s; *p != '\0'; p++) {
		if ((unsigned char)*p <= 0x20 || strchr("\x7f\"<>()[],:;\\", *p) != NULL)
			return (false);
	}
	return (at[1] != '.' && at[1] != '-' && s[n - 1] != '.' && strstr(at, "..") == NULL);
}
