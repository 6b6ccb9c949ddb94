/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how legal numbers are spelt in running text.  What they are read into is domain/eid.h's. */
#include "search/whole.h"

#include <string.h>

#include "base/buf.h"
#include "domain/eid.h"

enum {
	GAP = 4,      /* bytes between "Art" and its number */
	NUMERAL = 64, /* bytes in which a number in words ends */
	SUFFIX = 3,   /* bytes of the 1 of 1358.1, the A of 11-A */
	ARTICLES = 32,
	ARTICLE_WORD = 40 /* bytes */
};

/* Words that stand before the number of an article. */
static const char *const spelt[] = { "art", "arts", "article", "articles", "artigo", "artigos",
	"artículo", "section", "sections", "sec", "ст", "статья", "статьи", "статье", "статью",
	"статьей", "статьёй", "धारा", "अनुच्छेद", "المادة", "مادة", "للمادة", "بالمادة", "والمادة",
	"ماده", "pasal", "አንቀጽ" };

static struct {
	char word[ARTICLE_WORD];
	size_t n;
} articles[ARTICLES];
static size_t narticles;

_Static_assert(sizeof(spelt) / sizeof(spelt[0]) <= ARTICLES, "each has a place");

/* As words_each folds them. */
static void
fold_articles(void)
{
	size_t n;

	for (size_t i = 0; i < sizeof(spelt) / sizeof(spelt[0]); i++) {
		n = fold_string(
		    spelt[i], strlen(spelt[i]), articles[i].word, sizeof(articles[i].word));
		articles[i].n = n;
	}
	narticles = sizeof(spelt) / sizeof(spelt[0]);
}

/* Of the few words that stand before a number; asked only there. */
static bool
is_article(const struct whole_scan *s)
{
	const char *word = s->before.word;
	const size_t n = s->before.n;

	for (size_t i = 0; i < narticles; i++)
		if (articles[i].n == n && memcmp(articles[i].word, word, n) == 0)
			return (true);
	return (false);
}

static bool
digit(char c)
{
	return (c >= '0' && c <= '9');
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z');
}

/* "11-a" and "11a" are one, "11-1" and "111" two. */
static size_t
put(char *key, size_t n, const char *p, size_t size)
{
	for (size_t i = 0; i < size && n < WHOLE_KEY - 1; i++) {
		if (p[i] != '-' && p[i] != '.')
			key[n++] = p[i];
		else if (i + 1 < size && digit(p[i + 1]))
			key[n++] = '-';
	}
	return (n);
}

static size_t
begin_article(char *key)
{
	memcpy(key, "art ", 4);
	return (4);
}

size_t
whole_article(const char *eid, char *key)
{
	if (eid == NULL || strncmp(eid, "art_", 4) != 0 || !digit(eid[4]))
		return (0);
	return (put(key, begin_article(key), eid + 4, strcspn(eid + 4, "_")));
}

void
whole_begin(struct whole_scan *s, const char *text, size_t size,
    void (*fn)(void *ctx, const struct whole *whole), void *ctx)
{
	if (narticles == 0)
		fold_articles();
	memset(s, 0, sizeof(*s));
	s->text = text;
	s->size = size;
	s->fn = fn;
	s->ctx = ctx;
}

static void
tell(struct whole_scan *s, const char *key, size_t size, uint32_t start, uint32_t end)
{
	const struct whole whole = { key, size, start, end };

	s->fn(s->ctx, &whole);
}

static void
tell_article(struct whole_scan *s)
{
	if (s->narticle > 0)
		tell(s, s->article, s->narticle, s->article_start, s->article_end);
	s->narticle = 0;
}

/* Whether nothing but a space, a stop, a bracket or a number sign stands between. */
static bool
joined(const struct whole_scan *s, uint32_t end, uint32_t start)
{
	if (start < end || start - end > GAP)
		return (false);
	for (uint32_t i = end; i < start; i++)
		if (strchr("\n\r,;:/", s->text[i]) != NULL)
			return (false);
	return (true);
}

/* The beginning of what stands at ${start}, cut at a character. */
static size_t
copy(const struct whole_scan *s, uint32_t start, char out[NUMERAL + 1])
{
	size_t n = s->size - start;

	if (n > NUMERAL)
		for (n = NUMERAL; n > 0 && ((unsigned char)s->text[start + n] & 0xC0) == 0x80; n--)
			;
	memcpy(out, s->text + start, n);
	out[n] = '\0';
	return (n);
}

/* "第十一条之一" from its first character on. */
static void
chinese(struct whole_scan *s, uint32_t start)
{
	char numeral[NUMERAL + 1], key[WHOLE_KEY];
	size_t size, least;
	struct buf read = { 0 };
	const char *p = numeral + 3, *end;

	if (copy(s, start, numeral) < 3)
		return;
	while (*p == ' ')
		p++;
	end = eid_numeral(p, &read);
	if (end != p && read.len > 0) {
		while (*end == ' ')
			end++;
		if (strncmp(end, "条", 3) == 0 || strncmp(end, "條", 3) == 0) {
			end += 3;
			size = put(key, begin_article(key), read.data, read.len);
			least = read.len;
			if (strncmp(end, "之", 3) == 0) {
				p = eid_numeral(end + 3, &read);
				if (p != end + 3 && read.len > least) {
					key[size++] = '-';
					size = put(key, size, read.data + least, read.len - least);
					end = p;
				}
			}
			tell(s, key, size, start, start + (uint32_t)(end - numeral));
		}
	}
	buf_free(&read);
}

/* "المادة الحادية عشرة" */
static void
ordinal(struct whole_scan *s, const struct word *w)
{
	char words[NUMERAL + 1], key[WHOLE_KEY];
	size_t size;
	struct buf read = { 0 };
	const char *end;

	(void)copy(s, w->start, words);
	end = eid_ordinal(words, &read);
	if (end != NULL && read.len > 0) {
		size = put(key, begin_article(key), read.data, read.len);
		tell(s, key, size, s->before.start, w->start + (uint32_t)(end - words));
	}
	buf_free(&read);
}

static bool
section_sign(const struct whole_scan *s, uint32_t start, uint32_t *ret_start)
{
	while (start > 0 && s->text[start - 1] == ' ')
		start--;
	if (start < 2 || memcmp(s->text + start - 2, "§", 2) != 0)
		return (false);
	*ret_start = start - 2;
	return (true);
}

/* A number right behind "Art." or "§". */
static void
western(struct whole_scan *s, const struct word *w)
{
	uint32_t start = s->before.start;

	if (!(is_article(s) && joined(s, s->before.end, w->start)) &&
	    !section_sign(s, w->start, &start))
		return;
	s->narticle = put(s->article, begin_article(s->article), w->full, w->nfull);
	s->article_start = start;
	s->article_end = w->end;
	/* 5º is 5. */
	if (w->end + 2 <= s->size &&
	    (memcmp(s->text + w->end, "º", 2) == 0 || memcmp(s->text + w->end, "ª", 2) == 0))
		s->article_end += 2;
}

/* What belongs to the number that was read: 11-A, 1358.1. */
static bool
goes_on(struct whole_scan *s, const struct word *w)
{
	char more[SUFFIX + 2] = "-";
	bool number = w->unit == WORD_NUMBER;

	if (s->narticle == 0 || w->start != s->article_end + 1 || w->nfull == 0 ||
	    w->nfull > SUFFIX || s->text[s->article_end] != (number ? '.' : '-') ||
	    (!number && (!letter(w->full[0]) || w->nfull > 1)))
		return (false);
	memcpy(more + 1, w->full, w->nfull);
	s->narticle = put(s->article, s->narticle, more, w->nfull + 1);
	s->article_end = w->end;
	tell_article(s);
	return (true);
}

/* A, two digits and a letter: a subclass, and its length; 0 if it is none. */
static size_t
subclass(const char *p, size_t n)
{
	return (n >= 4 && ((p[0] >= 'a' && p[0] <= 'h') || p[0] == 'y') && digit(p[1]) &&
			digit(p[2]) && letter(p[3])
		    ? 4
		    : 0);
}

/* "G06F" "16" "33", or "G06F16" "33". */
static void
symbol(struct whole_scan *s, const struct word *w)
{
	if (s->nsymbol > 0 && w->unit == WORD_NUMBER && w->nfull <= 6 &&
	    w->start == s->symbol_end + 1 && s->text[s->symbol_end] == '/') {
		s->symbol[s->nsymbol++] = '/';
		memcpy(s->symbol + s->nsymbol, w->full, w->nfull);
		tell(s, s->symbol, s->nsymbol + w->nfull, s->symbol_start, w->end);
		s->nsymbol = 0;
		return;
	}
	s->nsymbol = 0;
	if (w->unit == WORD_NUMBER && w->nfull <= 4 && s->before.n == 4 &&
	    subclass(s->before.word, 4) > 0 && joined(s, s->before.end, w->start)) {
		memcpy(s->symbol, s->before.word, 4);
		memcpy(s->symbol + 4, w->full, w->nfull);
		s->nsymbol = 4 + w->nfull;
		s->symbol_start = s->before.start;
		s->symbol_end = w->end;
	} else if (w->nfull > 4 && w->nfull <= 8 && subclass(w->full, w->nfull) > 0) {
		for (size_t i = 4; i < w->nfull; i++)
			if (!digit(w->full[i]))
				return;
		memcpy(s->symbol, w->full, w->nfull);
		s->nsymbol = w->nfull;
		s->symbol_start = w->start;
		s->symbol_end = w->end;
	}
}

/* "35 U.S.C." */
static void
code(struct whole_scan *s, const struct word *w)
{
	char key[WHOLE_KEY];
	size_t n = s->before.n;

	if (!s->before.number || w->nfull != 3 || !joined(s, s->before.end, w->start) ||
	    (memcmp(w->full, "usc", 3) != 0 && memcmp(w->full, "cfr", 3) != 0))
		return;
	memcpy(key, s->before.word, n);
	key[n] = ' ';
	memcpy(key + n + 1, w->full, 3);
	tell(s, key, n + 4, s->before.start, w->end);
}

void
whole_word(struct whole_scan *s, const struct word *w)
{
	static const char ordinal_sign[] = "第";
	const bool begins_with_digit = w->nfull > 0 && digit(w->full[0]);

	if (w->unit == WORD_IDEO) {
		tell_article(s);
		s->before.n = s->nsymbol = 0;
		s->before.number = false;
		if (w->nfull == 3 && memcmp(w->full, ordinal_sign, 3) == 0)
			chinese(s, w->start);
		return;
	}
	if (goes_on(s, w)) {
		s->before.n = 0;
		s->before.number = false;
		return;
	}
	tell_article(s);
	if (begins_with_digit)
		western(s, w);
	else if (w->script == SCRIPT_ARABIC && w->nfull > 4 && memcmp(w->full, "ال", 4) == 0 &&
		 is_article(s) && joined(s, s->before.end, w->start))
		ordinal(s, w);
	symbol(s, w);
	code(s, w);
	s->before.number = w->unit == WORD_NUMBER && w->nfull <= 3;
	s->before.n = w->nfull < sizeof(s->before.word) ? w->nfull : 0;
	memcpy(s->before.word, w->full, s->before.n);
	s->before.start = w->start;
	s->before.end = w->end;
}

void
whole_end(struct whole_scan *s)
{
	tell_article(s);
}
