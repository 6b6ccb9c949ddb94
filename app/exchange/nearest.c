/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the distance between words (Levenshtein's). */
#include "exchange/nearest.h"

#include <string.h>

enum { WORD_MAX = 64 };

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return (m < c ? m : c);
}

static size_t
distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t row[WORD_MAX + 1], diagonal, above, i, j;

	for (j = 0; j <= nb; j++)
		row[j] = j;
	for (i = 1; i <= na; i++) {
		diagonal = row[0];
		row[0] = i;
		for (j = 1; j <= nb; j++) {
			above = row[j];
			row[j] = min3(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}
	return (row[nb]);
}

const char *
nearest_word(const char *word, const char *const *known, size_t n)
{
	const char *best = NULL;
	size_t i, d, length, size = strlen(word), best_distance = WORD_MAX;

	if (size > WORD_MAX)
		return (NULL);
	for (i = 0; i < n; i++) {
		if ((length = strlen(known[i])) > WORD_MAX)
			continue;
		d = distance(word, size, known[i], length);
		if (d < best_distance && d * 2 <= (size > length ? size : length)) {
			best = known[i];
			best_distance = d;
		}
	}
	return (best);
}
