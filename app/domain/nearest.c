/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the distance between words (optimal string alignment). */
#include "domain/nearest.h"

#include <string.h>

enum { LENGTH_MAX = 40 };

static unsigned
lower(char c)
{
	return ((unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c));
}

static size_t
least(size_t a, size_t b)
{
	return (a < b ? a : b);
}

static size_t
distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t rows[3][LENGTH_MAX + 1], *before, *above, *row, *spare, i, j;

	before = rows[0];
	above = rows[1];
	row = rows[2];
	for (j = 0; j <= nb; j++)
		above[j] = before[j] = j;
	for (i = 1; i <= na; i++) {
		row[0] = i;
		for (j = 1; j <= nb; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
			    above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1])));
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return (above[nb]);
}

const char *
nearest_word(const char *word, const char *const *words, size_t n)
{
	size_t length = strlen(word), best = length / 3 > 2 ? length / 3 : 2, d, i;
	const char *found = NULL;

	if (length > LENGTH_MAX)
		return (NULL);
	for (i = 0; i < n; i++) {
		if (strlen(words[i]) > LENGTH_MAX)
			continue;
		d = distance(word, length, words[i], strlen(words[i]));
		if (d < best || (d == best && found == NULL)) {
			best = d;
			found = words[i];
		}
	}
	return (found);
}
