/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the form of slugs. */
#include "domain/slug.h"

#include <stdint.h>
#include <string.h>

enum { HASH_DIGITS = 16 };

bool
slug_valid(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > SLUG_MAX || s[0] == '-' || s[n - 1] == '-' || strcmp(s, "az") == 0)
		return (false);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '-') {
			if (s[i - 1] == '-')
				return (false);
		} else if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9')))
			return (false);
	}
	return (true);
}

/* FNV-1a: the same on every machine, and nobody gains by a collision, which is only refused as a
 * taken slug. */
static uint64_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (h);
}

/* What is readable of ${source_id}. */
static char *
fold(struct arena *arena, const char *source_id, size_t *ret_n)
{
	char *slug = arena_alloc(arena, strlen(source_id) + 1);
	size_t n = 0;

	for (const char *p = source_id; *p != '\0'; p++) {
		if (*p >= 'A' && *p <= 'Z')
			slug[n++] = (char)(*p - 'A' + 'a');
		else if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			slug[n++] = *p;
		else if (n > 0 && slug[n - 1] != '-')
			slug[n++] = '-';
	}
	if (n > 0 && slug[n - 1] == '-')
		n--;
	slug[n] = '\0';
	*ret_n = n;
	return (slug);
}

const char *
slug_from_source(struct arena *arena, const char *source_id)
{
	size_t n;
	const char *slug = fold(arena, source_id, &n);

	return (slug_valid(slug) ? slug : slug_from_source_apart(arena, source_id));
}

const char *
slug_from_source_apart(struct arena *arena, const char *source_id)
{
	size_t n;
	const char *slug = fold(arena, source_id, &n);

	if (n > SLUG_MAX - HASH_DIGITS - 1)
		n = SLUG_MAX - HASH_DIGITS - 1;
	while (n > 0 && slug[n - 1] == '-')
		n--;
	return (arena_printf(arena, "%.*s%s%016llx", (int)n, slug, n > 0 ? "-" : "",
	    (unsigned long long)hash(source_id)));
}
