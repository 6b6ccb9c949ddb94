/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what a passage is and where it is cut.  The text goes through the same cutting as in the
 * index, so that what is marked is what was found, in every script.
 */
#include "search/snippet.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "search/layout.h"

enum {
	WINDOW = 220, /* columns; a character of a script without spaces counts two */
	LEAD = 40,    /* at most so many before the first mark */
	MARKS_MAX = 256,
	ENOUGH = 3,	 /* marks after which only the beginning of a long text is searched */
	BEGINNING = 4096 /* bytes */
};

struct mark {
	uint32_t start, end;   /* bytes */
	uint32_t column, hash; /* where it stands, and of which word */
};

struct scan {
	const struct query *query;
	const char *language, *text;
	struct mark marks[MARKS_MAX];
	size_t n;
	uint32_t column, at; /* column of byte ${at} */
};

static uint32_t
columns_to(struct scan *s, uint32_t to)
{
	const unsigned char *p = (const unsigned char *)s->text;

	for (; s->at < to; s->at++)
		if ((p[s->at] & 0xC0) != 0x80)
			s->column += p[s->at] >= 0xE3 ? 2 : 1;
	return (s->column);
}

static int
look(void *ctx, const struct word *w)
{
	struct scan *s = ctx;
	char stem[WORD_MAX];
	uint32_t start = w->start, hash = 2166136261U;
	size_t n;
	bool found;

	if (w->unit == WORD_IDEO) {
		found = w->npair > 0 && query_may_be(s->query, w->pair, w->npair) &&
			query_needle(s->query, 0, w->pair, w->npair);
		if (found)
			start = w->pair_start;
		else
			found = query_may_be(s->query, w->full, w->nfull) &&
				query_needle(s->query, 0, w->full, w->nfull);
	} else {
		found = query_may_be(s->query, w->full, w->nfull) &&
			query_needle(s->query, 0, w->full, w->nfull);
		if (!found && query_may_stem(s->query, s->language, w) &&
		    (n = words_stem(s->language, w, stem)) > 0)
			found = query_needle(s->query, PREFIX_STEM, stem, n);
	}
	if (!found)
		return (s->n >= ENOUGH && w->start > BEGINNING);
	for (size_t i = 0; i < w->nfull && i < 12; i++)
		hash = (hash ^ (unsigned char)w->full[i]) * 16777619U;
	if (s->n > 0 && s->marks[s->n - 1].end >= start) {
		s->marks[s->n - 1].end = w->end;
		return (0);
	}
	s->marks[s->n++] = (struct mark){ start, w->end, columns_to(s, start), hash };
	return (s->n == MARKS_MAX);
}

/* Distinct words count most, repeated ones a little. */
static size_t
best_window(const struct scan *s, size_t *ret_last)
{
	size_t best = 0, last = 0, score, top = 0, j;
	uint32_t seen;

	for (size_t i = 0; i < s->n; i++) {
		seen = 0;
		score = 0;
		for (j = i; j < s->n && s->marks[j].column < s->marks[i].column + WINDOW - LEAD;
		     j++) {
			score += seen & (1U << (s->marks[j].hash % 32)) ? 1 : 8;
			score += (s->marks[j].end - s->marks[j].start) / 8;
			seen |= 1U << (s->marks[j].hash % 32);
		}
		if (score > top) {
			top = score;
			best = i;
			last = j;
		}
	}
	*ret_last = last;
	return (best);
}

static bool
space(unsigned char c)
{
	return (c == ' ' || c == '\n' || c == '\t' || c == '\r');
}

struct edges {
	uint32_t base;	     /* where the part that is looked at begins */
	uint32_t from, to;   /* bytes wanted */
	uint32_t start, end; /* the nearest boundaries inside */
};

static int
find_edges(void *ctx, const struct word *w)
{
	struct edges *e = ctx;

	if (e->base + w->start >= e->from && e->start == UINT32_MAX)
		e->start = e->base + w->start;
	if (e->base + w->end <= e->to)
		e->end = e->base + w->end;
	return (e->base + w->end > e->to);
}

/* One line, white space squeezed; ranges move along, from bytes to code points. */
static void
lay_out(struct arena *arena, const struct scan *s, uint32_t start, uint32_t end, size_t size,
    size_t first, const char **ret_snippet, const struct search_range **ret_ranges, size_t *ret_n)
{
	struct search_range *ranges = arena_array(arena, struct search_range, s->n - first);
	struct buf out = { 0 };
	uint32_t points = 0;
	size_t n = 0, m = first;
	unsigned char c;

	while (m < s->n && s->marks[m].start < start)
		m++;
	if (start > 0) {
		buf_str(&out, "…");
		points++;
	}
	for (uint32_t i = start; i <= end; i++) {
		if (m < s->n && i == s->marks[m].start)
			ranges[n].start = points;
		if (m < s->n && i == s->marks[m].end) {
			ranges[n++].end = points;
			m++;
			if (m < s->n && i == s->marks[m].start)
				ranges[n].start = points;
		}
		if (i == end)
			break;
		c = (unsigned char)s->text[i];
		if (space(c)) {
			if (out.len > 0 && out.data[out.len - 1] != ' ') {
				buf_char(&out, ' ');
				points++;
			}
			continue;
		}
		buf_char(&out, (char)c);
		points += (c & 0xC0) != 0x80;
	}
	if (end < size)
		buf_str(&out, "…");
	*ret_snippet = arena_strndup(arena, buf_cstr(&out), out.len);
	*ret_ranges = ranges;
	*ret_n = n;
	buf_free(&out);
}

void
snippet_make(struct arena *arena, const struct query *query, const char *language, const char *text,
    const char **ret_snippet, const struct search_range **ret_ranges, size_t *ret_n)
{
	struct scan s = { .query = query, .language = language, .text = text };
	struct edges e = { 0, 0, 0, UINT32_MAX, 0 };
	size_t size = strlen(text), first = 0, last = 0;
	uint32_t at;

	if (query != NULL && query->needles.n > 0)
		words_each(text, size, look, &s);
	if (s.n > 0)
		first = best_window(&s, &last);
	/* From a little before the first mark, as far as the window goes. */
	s.at = s.column = 0;
	at = 0;
	if (s.n > 0 && s.marks[first].column > LEAD) {
		while (at < size && columns_to(&s, at) + LEAD < s.marks[first].column)
			at++;
	}
	e.from = at;
	s.column = 0;
	s.at = at;
	while (at < size && columns_to(&s, at) < WINDOW)
		at++;
	e.to = at;
	if (e.from == 0 && at >= size) {
		e.start = 0;
		e.end = (uint32_t)size;
	} else {
		for (e.base = e.from; e.base > 0 && e.from - e.base < WORD_MAX; e.base--)
			if (space((unsigned char)text[e.base]))
				break;
		while (e.base > 0 && ((unsigned char)text[e.base] & 0xC0) == 0x80)
			e.base--;
		words_each(text + e.base, size - e.base, find_edges, &e);
		if (e.from == 0)
			e.start = 0;
		if (at >= size)
			e.end = (uint32_t)size;
	}
	if (e.start == UINT32_MAX || e.end <= e.start) {
		/* A single word longer than the window. */
		e.start = e.from;
		e.end = e.to;
		while (e.start > 0 && ((unsigned char)text[e.start] & 0xC0) == 0x80)
			e.start--;
		while (e.end < size && ((unsigned char)text[e.end] & 0xC0) == 0x80)
			e.end++;
	}
	/* The stop that ends the passage belongs to it. */
	while (e.end < size && e.end < e.to + 4 && strchr(".,;:!?)", text[e.end]) != NULL)
		e.end++;
	lay_out(arena, &s, e.start, e.end, size, first, ret_snippet, ret_ranges, ret_n);
}

void
snippet_marks(struct arena *arena, const struct query *query, const char *language,
    const char *text, const struct search_range **ret_ranges, size_t *ret_n)
{
	struct scan s = { .query = query, .language = language, .text = text };
	struct search_range *ranges;
	size_t size = strlen(text);

	words_each(text, size, look, &s);
	ranges = arena_array(arena, struct search_range, s.n);
	for (size_t i = 0; i < s.n; i++) {
		ranges[i].start = (uint32_t)utf8_count(text, s.marks[i].start);
		ranges[i].end = (uint32_t)utf8_count(text, s.marks[i].end);
	}
	*ret_ranges = ranges;
	*ret_n = s.n;
}
