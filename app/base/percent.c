/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns percent-encoding. */
#include "base/percent.h"

#include <string.h>

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	if (c >= 'a' && c <= 'f')
		return (c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (c - 'A' + 10);
	return (-1);
}

bool
percent_decode(const char *s, size_t n, bool plus, char *out, size_t *ret_n)
{
	size_t i, len = 0;

	for (i = 0; i < n; i++) {
		if (s[i] == '%') {
			if (n - i < 3 || hex(s[i + 1]) < 0 || hex(s[i + 2]) < 0)
				return (false);
			out[len++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
			i += 2;
		} else {
			out[len++] = plus && s[i] == '+' ? ' ' : s[i];
		}
	}
	*ret_n = len;
	return (true);
}

char *
percent_encode(struct arena *arena, const char *s, size_t n, const char *keep)
{
	static const char digits[] = "0123456789ABCDEF";
	static const char unreserved[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	char *out = arena_alloc(arena, 3 * n + 1), *p = out;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\0' &&
		    (strchr(unreserved, s[i]) != NULL || strchr(keep, s[i]) != NULL)) {
			*p++ = s[i];
		} else {
			*p++ = '%';
			*p++ = digits[(unsigned char)s[i] >> 4];
			*p++ = digits[(unsigned char)s[i] & 15];
		}
	}
	*p = '\0';
	return (out);
}
