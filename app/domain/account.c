/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what roles admit to, how long a session lives, what an address looks like. */
#include "domain/account.h"

#include <string.h>

enum { LOCAL_MAX = 64, LABEL_MAX = 63 }; /* bytes */

bool
account_member_may(enum member_role has, enum member_role needs)
{
	return (has >= needs);
}

/* Staff decide what others see: a forgotten browser must not do it for them the next day. */
static const struct {
	int idle, absolute;
} lives[] = {
	[ACCOUNT_USER] = { 14 * 86400, 90 * 86400 },
	[ACCOUNT_STAFF] = { 4 * 3600, 16 * 3600 },
};
_Static_assert(sizeof(lives) / sizeof(lives[0]) == ACCOUNT_ROLE_COUNT, "every role has its lives");

int
account_idle(enum account_role role)
{
	return (lives[role].idle);
}

int
account_absolute(enum account_role role)
{
	return (lives[role].absolute);
}

/* Letters and digits of any script (bytes beyond ASCII), and hyphens inside. */
static bool
domain_valid(const char *s)
{
	size_t labels = 0, n;

	for (;; s += n + 1) {
		n = strcspn(s, ".");
		if (n == 0 || n > LABEL_MAX || s[0] == '-' || s[n - 1] == '-')
			return (false);
		for (size_t i = 0; i < n; i++) {
			unsigned char c = (unsigned char)s[i];

			if (c < 0x80 && c != '-' && !(c >= '0' && c <= '9') &&
			    !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
				return (false);
		}
		labels++;
		if (s[n] == '\0')
			return (labels >= 2);
	}
}

bool
account_email_valid(const char *email)
{
	const char *at;

	if (email == NULL || strlen(email) > ACCOUNT_EMAIL_MAX)
		return (false);
	at = strchr(email, '@');
	if (at == NULL || at == email || at - email > LOCAL_MAX || at[-1] == '.' || email[0] == '.')
		return (false);
	for (const char *s = email; s < at; s++) {
		if ((unsigned char)*s <= ' ' || *s == 0x7f || strchr("\"(),:;<>[\\]", *s) != NULL ||
		    (s[0] == '.' && s[1] == '.'))
			return (false);
	}
	return (domain_valid(at + 1));
}
