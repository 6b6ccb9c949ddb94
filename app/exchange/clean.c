/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the look that tells whether a text needs cleaning at all; most don't. */
#include "exchange/clean.h"

#include <stdbool.h>
#include <string.h>

#include "locale/text.h"

/* Whether a character that text_clean may remove or replace begins at ${p}; ${p} ends in NUL. */
static bool
suspicious(const unsigned char *p)
{
	switch (p[0]) {
	case 0xC2: /* C1 controls, no-break space */
		return (p[1] <= 0xA0);
	case 0xE1: /* other spaces */
		return (p[1] == 0x9A || p[1] == 0xA0);
	case 0xE2: /* directional controls, line separators, spaces */
		return ((p[1] == 0x80 && (p[2] <= 0x8F || p[2] >= 0xA8)) || p[1] == 0x81);
	case 0xE3: /* ideographic space: matters at the ends only */
		return (false);
	case 0xEF: /* byte order mark, non-characters */
		return (p[1] == 0xB7 || (p[1] == 0xBB && p[2] == 0xBF) ||
			(p[1] == 0xBF && p[2] >= 0xBE));
	default:
		return (
		    (p[0] < 0x20 && p[0] != '\t' && p[0] != '\n') || p[0] == 0x7F || p[0] >= 0xF0);
	}
}

static bool
trimmed(const char *s, size_t n)
{
	static const char wide[] = "\xe3\x80\x80";

	if (n == 0)
		return (true);
	if ((unsigned char)s[0] <= ' ' || (unsigned char)s[n - 1] <= ' ')
		return (false);
	return (n < 3 || (memcmp(s, wide, 3) != 0 && memcmp(s + n - 3, wide, 3) != 0));
}

const char *
clean_text(struct arena *arena, const char *s, size_t n)
{
	char *copy = arena_strndup(arena, s, n);
	struct arena *scratch;
	const char *clean;
	size_t i, size;

	for (i = 0; i < n && !suspicious((const unsigned char *)copy + i); i++)
		continue;
	if (i == n && trimmed(copy, n)) {
		clean = text_nfc(arena, copy, n, &size);
		return (clean == copy ? copy : arena_strndup(arena, clean, size));
	}
	scratch = arena_new();
	clean = arena_strdup(arena, text_clean(scratch, copy));
	arena_free(scratch);
	return (clean);
}

const char *
clean_some(struct arena *arena, const char *s)
{
	s = s == NULL ? NULL : clean_text(arena, s, strlen(s));
	return (s == NULL || *s == '\0' ? NULL : s);
}
