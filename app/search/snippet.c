/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns what a passage is and where it is cut.  The text goes through the same cutting as in the
 * index, so that what is marked is what was found, in every script.
 */
#include "search/snippet.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "search/layout.h"
#include "search/whole.h"

enum {
	WINDOW = 220,  /* columns; a character of a script without spaces counts two */
	LEAD = 40,     /* at most so many before the first mark */
	SENTENCE = 90, /* unless its sentence begins as near as that */
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
	size_t size;
	struct mark marks[MARKS_MAX];
	size_t n;
	uint32_t column, at; /* column of byte ${at} */
	struct whole_scan wholes;
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

/* Whether ${c} belongs to the character before it, as people see it. */
static bool
extends(uint32_t c)
{
	int32_t b = c < 0x300 ? U_GCB_OTHER
			      : u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK);

	return (b == U_GCB_EXTEND || b == U_GCB_ZWJ || b == U_GCB_SPACING_MARK);
}

/* Where the character that ends at byte ${at} ends together with its marks. */
static uint32_t
cluster_end(const char *text, size_t size, uint32_t at)
{
	size_t step;
	uint32_t c;

	while ((step = utf8_next(text + at, size - at, &c)) > 0 && extends(c))
		at += (uint32_t)step;
	return (at);
}

/* Whether a sentence ends right before byte ${at}, at which a word begins. */
static bool
sentence_before(const char *text, uint32_t at)
{
	static const char *const stops[] = { "。", "！", "？", "；", "।", "؟", "።", "۔", "!", "?",
		";" };
	uint32_t end = at;

	if (at == 0)
		return (true);
	while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	if (end == 0 || text[end - 1] == '\n')
		return (true);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		size_t n = strlen(stops[i]);

		if (end >= n && memcmp(text + end - n, stops[i], n) == 0)
			return (true);
	}
	/* A full stop, but not that of "Art. 5" or "J. Smith". */
	return (end < at && end >= 4 && text[end - 1] == '.' && text[end - 2] != ' ' &&
		text[end - 3] != ' ' && text[end - 4] != ' ' && text[end - 4] != '.' &&
		!(text[at] >= '0' && text[at] <= '9') && !(text[at] >= 'a' && text[at] <= 'z'));
}

static void
mark(struct scan *s, uint32_t start, uint32_t end, uint32_t hash)
{
	end = cluster_end(s->text, s->size, end);
	if (s->n > 0 && s->marks[s->n - 1].end >= start) {
		if (s->marks[s->n - 1].end < end)
			s->marks[s->n - 1].end = end;
	} else if (s->n < MARKS_MAX) {
		s->marks[s->n++] = (struct mark){ start, end, columns_to(s, start), hash };
	}
}

static void
look_whole(void *ctx, const struct whole *whole)
{
	struct scan *s = ctx;

	if (query_needle(s->query, PREFIX_WHOLE, whole->key, whole->size))
		mark(s, whole->start, whole->end, (uint32_t)whole->size);
}

static int
look(void *ctx, const struct word *w)
{
	struct scan *s = ctx;
	char stem[WORD_MAX];
	uint32_t start = w->start, hash = 2166136261U;
	size_t n;
	bool found;

	if (s->wholes.fn != NULL)
		whole_word(&s->wholes, w);
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
	mark(s, start, w->end, hash);
	return (s->n == MARKS_MAX);
}

/* All that is looked for. */
static void
look_all(struct scan *s)
{
	if (s->query->wholes)
		whole_begin(&s->wholes, s->text, s->size, look_whole, s);
	words_each(s->text, s->size, look, s);
	if (s->query->wholes)
		whole_end(&s->wholes);
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

/*
 * Where the sentence of ${mark} begins if that is near, else ${at}, which is LEAD columns before
 * the mark.
 */
static uint32_t
sentence_start(const struct scan *s, const struct mark *mark, uint32_t at)
{
	const unsigned char *p = (const unsigned char *)s->text;
	uint32_t column = 0;

	for (uint32_t i = mark->start; i > 0 && column < SENTENCE; i--) {
		if ((p[i] & 0xC0) == 0x80)
			continue;
		column += p[i] >= 0xE3 ? 2 : 1;
		if (!space(p[i]) && sentence_before(s->text, i))
			return (i);
	}
	return (mark->column <= SENTENCE ? 0 : at);
}

void
snippet_make(struct arena *arena, const struct query *query, const char *language, const char *text,
    const char **ret_snippet, const struct search_range **ret_ranges, size_t *ret_n)
{
	struct scan s = {
		.query = query, .language = language, .text = text, .size = strlen(text)
	};
	struct edges e = { .start = UINT32_MAX };
	size_t size = s.size, first = 0, last = 0;
	uint32_t at, before;

	if (query != NULL && query->needles.n > 0)
		look_all(&s);
	if (s.n > 0)
		first = best_window(&s, &last);
	/* From a little before the first mark, as far as the window goes. */
	s.at = s.column = 0;
	at = 0;
	if (s.n > 0 && s.marks[first].column > LEAD) {
		while (at < size && columns_to(&s, at) + LEAD < s.marks[first].column)
			at++;
	}
	before = at > 0 ? sentence_start(&s, &s.marks[first], at) : at;
	e.from = before;
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
	e.end = cluster_end(text, size, e.end);
	lay_out(arena, &s, e.start, e.end, size, first, ret_snippet, ret_ranges, ret_n);
}

void
snippet_marks(struct arena *arena, const struct query *query, const char *language,
    const char *text, const struct search_range **ret_ranges, size_t *ret_n)
{
	struct scan s = {
		.query = query, .language = language, .text = text, .size = strlen(text)
	};
	struct search_range *ranges;

	look_all(&s);
	ranges = arena_array(arena, struct search_range, s.n);
	for (size_t i = 0; i < s.n; i++) {
		ranges[i].start = (uint32_t)utf8_count(text, s.marks[i].start);
		ranges[i].end = (uint32_t)utf8_count(text, s.marks[i].end);
	}
	*ret_ranges = ranges;
	*ret_n = s.n;
}
