/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what the neighbours of a line say about it: headings, lists, tables of contents. */
#include "exchange/lawlines.h"

#include <string.h>

#include "exchange/marks.h"

enum {
	CONTENTS_MIN = 3,  /* articles that are listed make a table of contents */
	HEADING_MAX = 240, /* bytes of an article's heading */
	TITLE_MAX = 400,   /* of a division's */
	HEADING_LINES = 3  /* of a division's heading */
};

struct scan {
	struct lawtext *t;
	const char *language;
	const struct lawline *lines;
	struct mark *marks; /* of each line; MARK_NONE for others */
	size_t n;
	bool bare;	 /* "12." begins an article */
	bool dashed;	 /* if its heading ends in a dash: "1. Short title.—" */
	long last;	 /* value of the last article */
	size_t from;	 /* behind the table of contents */
	size_t contents; /* its lines */
};

static bool
is(const char *language, const char *family)
{
	size_t n = strlen(family);

	return (strncmp(language, family, n) == 0 && (language[n] == '\0' || language[n] == '-'));
}

/* The next line with text behind line ${i}; s->n if there is none. */
static size_t
next(const struct scan *s, size_t i)
{
	for (i++; i < s->n && s->lines[i].text[0] == '\0'; i++)
		continue;
	return (i);
}

static bool
is_mark(const struct scan *s, size_t i)
{
	return (i == s->n || s->marks[i].kind != MARK_NONE || s->lines[i].rank > 0 ||
		s->lines[i].apart);
}

/* "Short title.—(1) This Act": where the heading ends and where the text begins; NULL: nowhere. */
static const char *
dash(const char *s, size_t *ret_heading)
{
	static const char *const dashes[] = { ".—", ".–", ".--", ".-", "—", "–" };
	const char *found;

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if ((found = strstr(s, dashes[i])) == NULL || found == s || found - s > HEADING_MAX)
			continue;
		*ret_heading = (size_t)(found - s);
		return (found + strlen(dashes[i]) + strspn(found + strlen(dashes[i]), " -"));
	}
	return (NULL);
}

/* Whether "12." or "第五条规定" at line ${i} goes on where the last article ended. */
static bool
in_order(const struct scan *s, size_t i)
{
	const struct mark *m = &s->marks[i];
	size_t size;
	long value;

	if (m->kind != MARK_ARTICLE || !(m->bare || m->tight))
		return (true);
	value = marks_value(s->t->arena, m->number);
	if (m->bare && value == s->last && value > 0)
		return (strpbrk(m->number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL);
	/* Sections that were omitted leave gaps, which items of lists don't have. */
	if (m->bare && s->dashed)
		return (value > s->last && dash(m->rest, &size) != NULL);
	return (value == s->last + 1);
}

static void
find_marks(struct scan *s)
{
	size_t named = 0, bare = 0, dashed = 0, size;

	s->marks = arena_array(s->t->arena, struct mark, s->n + 1);
	for (size_t i = 0; i < s->n; i++) {
		if (s->lines[i].text[0] == '\0' || s->lines[i].quoted || s->lines[i].apart)
			continue;
		if (marks_read(s->t->arena, s->language, s->lines[i].text, &s->marks[i]))
			named += s->marks[i].kind == MARK_ARTICLE && !s->marks[i].bare;
		if (s->marks[i].bare) {
			bare++;
			dashed += dash(s->marks[i].rest, &size) != NULL;
		}
	}
	s->bare = named == 0;
	s->dashed = dashed * 2 >= bare;
	for (size_t i = 0; i < s->n && !s->bare; i++) {
		if (s->marks[i].bare)
			s->marks[i].kind = MARK_NONE;
	}
}

/* Where the law begins behind a list of its articles: at the first line that begins what the list
 * begins with, too, if everything before it is nothing but headings. */
static void
pass_contents(struct scan *s)
{
	size_t first = s->n, second = s->n, listed = 0, i, k;
	const struct mark *m;

	for (i = 0; i < s->n && first == s->n; i++) {
		if (s->marks[i].kind == MARK_ARTICLE)
			first = i;
	}
	if (first == s->n)
		return;
	m = &s->marks[first];
	for (i = first + 1; i < s->n && second == s->n; i++) {
		if (s->marks[i].kind == MARK_ARTICLE && strcmp(s->marks[i].number, m->number) == 0)
			second = i;
		else if (s->marks[i].kind == MARK_ARTICLE)
			listed++;
		else if (s->marks[i].kind == MARK_NONE && s->lines[i].text[0] != '\0' &&
			 marks_prose(s->lines[i].text))
			return;
	}
	if (second == s->n || listed + 1 < CONTENTS_MIN)
		return;
	/* The headings before either belong to it: "Chapter I". */
	for (k = first; k > 0 && s->marks[k - 1].kind != MARK_ARTICLE; k--) {
		if (s->marks[k - 1].kind == MARK_DIVISION)
			first = k - 1;
	}
	for (k = second; k > first && s->marks[k - 1].kind != MARK_ARTICLE; k--) {
		if (s->marks[k - 1].kind == MARK_DIVISION &&
		    (s->marks[first].kind == MARK_ARTICLE ||
			strcmp(s->marks[k - 1].number, s->marks[first].number) == 0))
			second = k - 1;
	}
	for (i = 0; i < first; i++) {
		if (s->lines[i].text[0] != '\0')
			lawtext_paragraph(s->t, s->lines[i].text, strlen(s->lines[i].text));
	}
	for (i = first; i < second; i++)
		s->contents += s->lines[i].text[0] != '\0';
	s->from = second;
}

/* --- articles ----------------------------------------------------------------------------------
 */

/* Whether what follows the number of an article, which line ${i} begins, is its heading. */
static bool
rest_is_heading(const struct scan *s, size_t i, const char *rest)
{
	size_t after = next(s, i);
	bool enumerated;

	if (*rest == '\0' || strlen(rest) > HEADING_MAX || is_mark(s, after) ||
	    is(s->language, "zh") || is(s->language, "pt") || is(s->language, "fa"))
		return (false);
	enumerated = s->lines[after].text[0] == '(';
	if (is(s->language, "en") || is(s->language, "hi"))
		return (enumerated || !marks_prose(rest));
	return (!marks_prose(rest));
}

static void
begin_article(struct scan *s, size_t i)
{
	static const char open[] = "【", close[] = "】";
	struct arena *a = s->t->arena;
	const struct mark *m = &s->marks[i];
	const char *rest = m->rest, *end, *heading = NULL;
	long value = marks_value(a, m->number);
	size_t size;

	if (strncmp(rest, open, strlen(open)) == 0 && (end = strstr(rest, close)) != NULL) {
		heading =
		    arena_strndup(a, rest + strlen(open), (size_t)(end - rest) - strlen(open));
		rest = end + strlen(close);
	} else if ((is(s->language, "en") || is(s->language, "hi")) &&
		   (end = dash(rest, &size)) != NULL) {
		heading = arena_strndup(a, rest, size);
		rest = end;
	} else if (rest_is_heading(s, i, rest)) {
		heading = rest;
		rest = "";
	}
	lawtext_article(s->t, ARTICLE_ARTICLE, NULL, m->number, heading);
	lawtext_paragraph(s->t, rest, strlen(rest));
	if (value > 0)
		s->last = value;
}

/* --- divisions ---------------------------------------------------------------------------------
 */

/* "一、管辖": the length of the number that a heading begins with. */
static size_t
heading_number(const char *s)
{
	static const char digits[] = "一二三四五六七八九十百零";
	const char *p = s;

	while (*p != '\0' && (unsigned char)*p >= 0xE0 && strlen(p) >= 3) {
		char one[4] = { p[0], p[1], p[2], '\0' };

		if (strstr(digits, one) == NULL)
			break;
		p += 3;
	}
	return (p > s && strncmp(p, "、", 3) == 0 ? (size_t)(p - s) + 3 : 0);
}

/* Lines between the number of a division and the next mark, if they are its heading: few, and no
 * sentence among them.  ${*i} moves to the last of them. */
static const char *
heading_below(const struct scan *s, size_t *i)
{
	size_t last = *i, n = 0, k;
	const char *heading = "";

	for (k = next(s, *i); k < s->n && !is_mark(s, k); k = next(s, k)) {
		if (++n > HEADING_LINES || s->lines[k].quoted ||
		    strlen(s->lines[k].text) > TITLE_MAX || marks_prose(s->lines[k].text))
			break;
		last = k;
	}
	/* Where a text follows, only the first line may be the heading. */
	if (n > 0 && !(k < s->n && is_mark(s, k)))
		last = last == *i ? *i : next(s, *i);
	for (k = *i; k < last;) {
		k = next(s, k);
		heading = *heading == '\0'
			      ? s->lines[k].text
			      : arena_printf(s->t->arena, "%s %s", heading, s->lines[k].text);
	}
	*i = last;
	return (heading);
}

static void
begin_division(struct scan *s, size_t *i)
{
	const struct mark *m = &s->marks[*i];
	const char *heading = m->rest;

	if (*heading == '\0')
		heading = heading_below(s, i);
	lawtext_division(s->t, m->division, m->rank, m->number, heading);
}

size_t
lawlines_read(struct lawtext *t, const char *language, const struct lawline *lines, size_t n)
{
	struct scan s = { .t = t, .language = language, .lines = lines, .n = n };
	const struct lawline *l;
	size_t size;
	bool apart = false;

	find_marks(&s);
	pass_contents(&s);
	for (size_t i = s.from; i < n; i++) {
		l = &lines[i];
		if (l->text[0] == '\0')
			continue;
		if (s.marks[i].kind == MARK_DIVISION) {
			begin_division(&s, &i);
		} else if (s.marks[i].kind == MARK_ARTICLE && in_order(&s, i)) {
			begin_article(&s, i);
		} else if (l->rank > 0) {
			size = heading_number(l->text);
			lawtext_division(t, DIVISION_OTHER, l->rank,
			    size > 0 ? arena_strndup(t->arena, l->text, size) : NULL,
			    l->text + size);
		} else {
			if (l->apart && !apart)
				lawtext_article(t, ARTICLE_OTHER, NULL, NULL, NULL);
			lawtext_paragraph(t, l->text, strlen(l->text));
		}
		apart = l->apart;
	}
	return (s.contents);
}

struct lawline *
lawlines_split(struct arena *arena, const char *text, size_t n, size_t *ret_n)
{
	const char *end = text + n, *feed, *last;
	size_t count = 1, k = 0;
	struct lawline *lines;

	for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		count++;
	lines = arena_array(arena, struct lawline, count);
	while (k < count) {
		feed = memchr(text, '\n', (size_t)(end - text));
		last = feed == NULL ? end : feed;
		for (;;) {
			if (text < last && strchr(" \t\r\f\v", *text) != NULL)
				text++;
			else if (last - text >= 3 && memcmp(text, "\xe3\x80\x80", 3) == 0)
				text += 3;
			else if (last - text >= 2 && memcmp(text, "\xc2\xa0", 2) == 0)
				text += 2;
			else
				break;
		}
		while (last > text) {
			if (strchr(" \t\r\f\v", last[-1]) != NULL)
				last--;
			else if (last - text >= 3 && memcmp(last - 3, "\xe3\x80\x80", 3) == 0)
				last -= 3;
			else if (last - text >= 2 && memcmp(last - 2, "\xc2\xa0", 2) == 0)
				last -= 2;
			else
				break;
		}
		lines[k++].text = arena_strndup(arena, text, (size_t)(last - text));
		text = feed == NULL ? end : feed + 1;
	}
	*ret_n = count;
	return (lines);
}
