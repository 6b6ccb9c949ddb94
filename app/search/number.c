/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what of a law's number tells it from others. */
#include "search/number.h"

#include <string.h>

#include "search/words.h"

enum { NUMBERS_MAX = 4, ALONE_LEAST = 3 };

/* What stands beside the number of a law, and beside no other number alone; as words_each lights
 * it. */
static const char law_words[] =
    "lei leis law act no nº n federal decreto decree complementar закон федеральный фз № "
    "कानून अधिनियम सं قانون القانون رقم اتحادي undang undang-undang uu nomor አዋጅ ቁጥር";

struct numbers {
	const char *text;
	char *key;
	size_t size, n, words, law, joins; /* words; of them law_words, and such between */
	uint32_t end;			   /* of the one before */
};

static void
put(struct numbers *s, const char *digits, size_t n)
{
	if (s->size + n + 1 > NUMBER_KEY) {
		s->n = NUMBERS_MAX + 1;
		return;
	}
	if (s->n++ > 0)
		s->key[s->size++] = ' ';
	memcpy(s->key + s->size, digits, n);
	s->size += n;
}

static int
each(void *ctx, const struct word *w)
{
	struct numbers *s = ctx;
	size_t from = 0;

	s->words += w->unit != WORD_IDEO;
	s->law += words_among(w->light, w->nlight, law_words);
	s->joins += words_among(w->light, w->nlight, "da do de of the");
	/* "L9279" */
	while (from < w->nfull && (w->full[from] < '0' || w->full[from] > '9'))
		from++;
	for (size_t i = from; i < w->nfull; i++)
		if (w->full[i] < '0' || w->full[i] > '9')
			return (0);
	if (from == w->nfull)
		return (0);
	/* A year in two digits. */
	if (s->n > 0 && w->nfull == 2 && w->start == s->end + 1 && s->text[w->start - 1] == '/') {
		char year[4] = { '1', '9', w->full[0], w->full[1] };

		if (w->full[0] < '3')
			memcpy(year, "20", 2);
		put(s, year, 4);
	} else {
		put(s, w->full + from, w->nfull - from);
	}
	s->end = w->end;
	return (s->n > NUMBERS_MAX);
}

size_t
number_key(const char *text, size_t size, const char *date, char key[NUMBER_KEY])
{
	struct numbers s = { .text = text, .key = key };

	words_each(text, size, each, &s);
	if (s.n == 1 && date != NULL && strlen(date) >= 4)
		put(&s, date, 4);
	if (s.n < 2 || s.n > NUMBERS_MAX || s.words > NUMBER_WORDS)
		return (0);
	return (s.size);
}

size_t
number_alone(const char *text, size_t size, char key[NUMBER_KEY])
{
	struct numbers s = { .text = text, .key = key };

	words_each(text, size, each, &s);
	if (s.n != 1 || s.law == 0 || s.law + s.joins + 1 != s.words || s.size < ALONE_LEAST ||
	    s.size + 1 >= NUMBER_KEY)
		return (0);
	key[s.size++] = ' ';
	return (s.size);
}
