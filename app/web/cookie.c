/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the syntax of cookies, not their meaning. */
#include "web/cookie.h"

#include <string.h>

const char *
cookie_get(struct arena *arena, const char *header, const char *name)
{
	const char *s, *end;
	size_t n = strlen(name);

	for (s = header; s != NULL && *s != '\0'; s = end) {
		s += strspn(s, "; \t");
		end = s + strcspn(s, ";");
		if ((size_t)(end - s) > n && strncmp(s, name, n) == 0 && s[n] == '=')
			return (arena_strndup(arena, s + n + 1, (size_t)(end - s) - n - 1));
	}
	return (NULL);
}

static bool
octets(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s <= 0x20 || *s >= 0x7f || strchr("\",;\\", *s) != NULL)
			return (false);
	}
	return (true);
}

const char *
cookie_set(struct arena *arena, const char *name, const char *value, long max_age, bool secure)
{
	if (!octets(value)) {
		value = "";
		max_age = 0;
	}
	return (arena_printf(arena, "%s=%s; Path=/; Max-Age=%ld; HttpOnly; SameSite=Lax%s", name,
	    value, max_age, secure ? "; Secure" : ""));
}
