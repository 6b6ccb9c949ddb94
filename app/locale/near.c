/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns likeness by the primary weights of ICU's root collation: what it calls the same letter is.
 */
#include "locale/near.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/utf16.h>

#include "base/log.h"
#include "base/utf8.h"

enum { LETTERS = 48, BEGINS_LEAST = 2, KEY = 16, LONG = 5 };

struct letters {
	uint32_t v[LETTERS];
	bool word[LETTERS]; /* a word begins with it */
	size_t n;
	bool over;
};

static _Thread_local UCollator *root;

static const UCollator *
collator(void)
{
	UErrorCode status = U_ZERO_ERROR;

	if (root != NULL)
		return (root);
	root = ucol_open("", &status);
	if (U_FAILURE(status))
		log_die("near: no collator");
	/* Spaces and signs weigh nothing. */
	ucol_setAttribute(root, UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, &status);
	ucol_setStrength(root, UCOL_PRIMARY);
	return (root);
}

/* What ICU calls the letter's primary weight, as one number; 0: it has none. */
static uint32_t
weight(uint32_t c)
{
	UChar text[2];
	uint8_t key[KEY];
	int32_t n = 0, size;
	uint32_t sum = 0;

	U16_APPEND_UNSAFE(text, n, c);
	size = ucol_getSortKey(collator(), text, n, key, KEY);
	/* A zero ends it. */
	for (int32_t i = 0; i < size - 1 && i < KEY; i++)
		sum = sum * 65599 + key[i];
	return (sum);
}

static void
read_letters(const char *s, struct letters *out)
{
	const size_t size = strlen(s);
	uint32_t c, is;
	bool begins = true;
	size_t n;

	*out = (struct letters){ .n = 0 };
	for (size_t at = 0; at < size && (n = utf8_next(s + at, size - at, &c)) > 0; at += n) {
		if ((is = weight(c)) == 0) {
			begins = begins || u_isUWhiteSpace((UChar32)c) || u_ispunct((UChar32)c);
			continue;
		}
		if (out->n == LETTERS) {
			out->over = true;
			return;
		}
		out->word[out->n] = begins;
		out->v[out->n++] = is;
		begins = false;
	}
}

static int
least(int a, int b)
{
	return (a < b ? a : b);
}

/* Optimal string alignment. */
static int
distance(const struct letters *a, const struct letters *b)
{
	int rows[3][LETTERS + 1], *before = rows[0], *above = rows[1], *row = rows[2], *spare;

	for (size_t j = 0; j <= b->n; j++)
		above[j] = before[j] = (int)j;
	for (size_t i = 1; i <= a->n; i++) {
		row[0] = (int)i;
		for (size_t j = 1; j <= b->n; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
			    above[j - 1] + (a->v[i - 1] != b->v[j - 1]));
			if (i > 1 && j > 1 && a->v[i - 1] == b->v[j - 2] &&
			    a->v[i - 2] == b->v[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return (above[b->n]);
}

/* Whether ${a} begins ${b} or a word in it. */
static bool
begins(const struct letters *a, const struct letters *b)
{
	for (size_t at = 0; at + a->n <= b->n; at++)
		if (b->word[at] && memcmp(a->v, b->v + at, a->n * sizeof(a->v[0])) == 0)
			return (true);
	return (false);
}

/* The letters of the word of ${b} that begins at ${at}. */
static struct letters
word_at(const struct letters *b, size_t at)
{
	struct letters word = { .n = 0 };

	do
		word.v[word.n++] = b->v[at++];
	while (at < b->n && !b->word[at]);
	return (word);
}

int
near_steps(const char *typed, const char *name)
{
	struct letters a, b, word;
	int steps, most;

	read_letters(typed, &a);
	read_letters(name, &b);
	if (a.over || b.over || a.n == 0)
		return (NEAR_NOT);
	if (a.n >= BEGINS_LEAST && a.n < b.n && begins(&a, &b))
		return (1);
	steps = distance(&a, &b);
	for (size_t at = 0; at < b.n; at++) {
		if (!b.word[at])
			continue;
		word = word_at(&b, at);
		if (word.n < b.n)
			steps = least(steps, 1 + distance(&a, &word));
	}
	most = a.n < LONG ? 1 : a.n < 2 * LONG ? 2 : (int)(a.n / 3);
	return (steps <= most && steps < (int)a.n && steps < (int)b.n ? steps : NEAR_NOT);
}
