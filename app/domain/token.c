/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what a word is for comparing, and the numbers of words. */
#include "domain/token.h"

#include <string.h>

#include "base/utf8.h"

enum { WORDS_FIRST = 256 }; /* a power of two */

enum sort { SORT_LETTER, SORT_SINGLE, SORT_BLANK, SORT_LINE };

struct word {
	const char *text;
	size_t size;
	uint32_t hash;
	uint32_t number;
};

struct tokens {
	struct arena *arena;
	struct word *table; /* open addressing; text NULL: free */
	size_t size, n;
};

static bool
between(uint32_t c, uint32_t low, uint32_t high)
{
	return (low <= c && c <= high);
}

static enum sort
sort_of(uint32_t c)
{
	if (c == '\n')
		return (SORT_LINE);
	if (c <= ' ' || c == 0xA0 || c == 0x3000 || between(c, 0x2000, 0x200A) ||
	    between(c, 0x2028, 0x2029) || c == 0x202F)
		return (SORT_BLANK);
	if (c < 0x80)
		return (between(c, '0', '9') || between(c | 0x20, 'a', 'z') ? SORT_LETTER
									    : SORT_SINGLE);
	/* Latin-1: signs but ª µ º; × ÷ */
	if (c < 0xC0)
		return (c == 0xAA || c == 0xB5 || c == 0xBA ? SORT_LETTER : SORT_SINGLE);
	/* Punctuation of Arabic, Devanagari and Ethiopic, general punctuation and symbols; joiners
	 * and directional marks belong to the word they stand in. */
	if (c == 0xD7 || c == 0xF7 || c == 0x60C || c == 0x61B || c == 0x61F ||
	    between(c, 0x66A, 0x66D) || c == 0x6D4 || c == 0x964 || c == 0x965 ||
	    between(c, 0x1361, 0x1368) || between(c, 0x2010, 0x2027) ||
	    between(c, 0x2030, 0x205F) || between(c, 0x2190, 0x2BFF))
		return (SORT_SINGLE);
	/* Ideographs, kana and their punctuation, full-width signs. */
	if ((between(c, 0x2E80, 0x9FFF) || between(c, 0xF900, 0xFAFF) ||
		between(c, 0x20000, 0x3FFFF)) ||
	    between(c, 0xFF01, 0xFF0F) || between(c, 0xFF1A, 0xFF20) ||
	    between(c, 0xFF3B, 0xFF40) || between(c, 0xFF5B, 0xFF9F))
		return (SORT_SINGLE);
	return (SORT_LETTER);
}

bool
token_letter(uint32_t c)
{
	return (sort_of(c) == SORT_LETTER);
}

/* Marks that stand on the sign before them. */
static bool
joins(uint32_t c)
{
	return (between(c, 0x300, 0x36F) || between(c, 0xFE00, 0xFE0F) || c == 0x200D ||
		between(c, 0x3099, 0x309A) || between(c, 0xE0100, 0xE01EF));
}

struct tokens *
tokens_new(struct arena *arena)
{
	struct tokens *t = arena_alloc(arena, sizeof(*t));

	t->arena = arena;
	t->size = WORDS_FIRST;
	t->table = arena_array(arena, struct word, t->size);
	return (t);
}

size_t
tokens_words(const struct tokens *words)
{
	return (words->n);
}

static struct word *
find(struct word *table, size_t size, const char *text, size_t n, uint32_t hash)
{
	size_t at = hash & (size - 1);

	while (table[at].text != NULL && (table[at].hash != hash || table[at].size != n ||
					     memcmp(table[at].text, text, n) != 0))
		at = (at + 1) & (size - 1);
	return (&table[at]);
}

static uint32_t
number_of(struct tokens *t, const char *text, size_t n)
{
	uint32_t hash = 2166136261u;
	struct word *w;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	w = find(t->table, t->size, text, n, hash);
	if (w->text != NULL)
		return (w->number);
	*w = (struct word){ text, n, hash, (uint32_t)t->n++ };
	if (t->n * 2 > t->size) {
		struct word *table = arena_array(t->arena, struct word, t->size * 2);
		uint32_t number = w->number;

		for (size_t i = 0; i < t->size; i++) {
			w = &t->table[i];
			if (w->text != NULL)
				*find(table, t->size * 2, w->text, w->size, w->hash) = *w;
		}
		t->table = table;
		t->size *= 2;
		return (number);
	}
	return (w->number);
}

struct token_text
tokens_cut(struct tokens *words, const char *text)
{
	struct token_text out = { 0 };
	size_t size = text == NULL ? 0 : strlen(text), at = 0;
	enum sort before = SORT_LINE;

	/* Never more words than bytes; what is not needed is small change in an arena. */
	out.v = arena_array(words->arena, struct token, size / 2 + 16);
	for (size_t room = size / 2 + 16; at < size;) {
		uint32_t c = 0xFFFD;
		size_t len = utf8_next(text + at, size - at, &c);
		struct token *last = out.n > 0 ? &out.v[out.n - 1] : NULL;
		enum sort sort = sort_of(c);

		if (len == 0)
			len = 1;
		if (last != NULL &&
		    ((sort == before && (sort == SORT_LETTER || sort == SORT_BLANK)) ||
			(joins(c) && (before == SORT_SINGLE || before == SORT_LETTER)))) {
			last->size += len;
			last->letters += sort != SORT_BLANK;
		} else {
			if (out.n == room) {
				struct token *more =
				    arena_array(words->arena, struct token, room * 2);

				memcpy(more, out.v, out.n * sizeof(*more));
				out.v = more;
				room *= 2;
			}
			out.v[out.n++] = (struct token){ text + at, len, 0,
				sort == SORT_LETTER || sort == SORT_SINGLE };
			before = sort;
		}
		at += len;
	}
	for (size_t i = 0; i < out.n; i++) {
		struct token *t = &out.v[i];
		bool blank = t->letters == 0 && t->text[0] != '\n';

		t->word = blank ? number_of(words, " ", 1) : number_of(words, t->text, t->size);
	}
	return (out);
}
