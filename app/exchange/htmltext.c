/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns the reading of tags.  libxml2's reader is not used, since it ends a <strike> where a <p>
 * begins, and what is repealed would come back; of libxml2 comes only the table of entities.
 */
#include "exchange/htmltext.h"

#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { NAME_MAX_BYTES = 16, DEPTH_MAX = 64, ENTITY_MAX = 32, STRUCK_MAX = 64 };

/* Elements that begin and end a block. */
static const char *const blocks[] = { "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4",
	"h5", "h6", "blockquote", "table", "tbody", "center", "ul", "ol", "dl", "dt", "dd", "body",
	"pre", "hr", "section", "article", "caption" };
static const char *const strikes[] = { "strike", "s", "del" };
static const char *const hidden[] = { "script", "style", "title", "textarea" };

/* A block element that is open. */
struct open {
	char name[NAME_MAX_BYTES];
	const char *class;
};

struct tag {
	char name[NAME_MAX_BYTES]; /* lowered; cut where it is longer */
	bool end, empty;	   /* </x>, <x/> */
	const char *attributes, *close;
};

struct html {
	struct arena *arena;
	struct htmltext *ret;
	const char *start, *p, *end;
	const char *counted; /* lines are counted up to here */
	long line;

	struct buf text;
	long block_line;
	struct buf struck; /* the beginning of what was struck out since the last block */
	bool struck_space; /* as space, in it */
	bool space;	   /* white space waits to be written */
	bool quoted_text;  /* of the block at hand */
	const char *class;

	struct open open[DEPTH_MAX];
	size_t depth;
	int quotes;		    /* that are open */
	int strike;		    /* elements that strike out and are open */
	bool balanced;		    /* each of them has an end */
	const char *last_end;	    /* of the last end of one */
	char lined[NAME_MAX_BYTES]; /* an element that strikes out by its style, "": none */
	int lined_depth;

	/* What was looked for and is nowhere behind: no file makes us look twice. */
	bool no_hidden_end, no_lined_end, no_quote[2], no_tags;
};

static bool
among(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name, list[i]) == 0)
			return (true);
	}
	return (false);
}

#define AMONG(name, list) among(name, list, sizeof(list) / sizeof((list)[0]))

static char
lower(char c)
{
	return (c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
}

static bool
letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

static bool
blank(char c)
{
	return (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f');
}

static long
line_of(struct html *h, const char *at)
{
	for (; h->counted < at; h->counted++)
		h->line += *h->counted == '\n';
	return (h->line);
}

/* --- blocks ------------------------------------------------------------------------------------
 */

static void
end_block(struct html *h)
{
	struct htmlblock *grown;
	struct htmltext *r = h->ret;
	size_t n = h->text.len;

	h->space = false;
	h->struck_space = true;
	while (n > 0 && (h->text.data[n - 1] == '\n' || h->text.data[n - 1] == ' '))
		n--;
	if (n > 0) {
		if (r->n == r->room) {
			r->room = r->room == 0 ? 256 : r->room * 2;
			grown = arena_array(h->arena, struct htmlblock, r->room);
			if (r->n > 0)
				memcpy(grown, r->blocks, r->n * sizeof(*grown));
			r->blocks = grown;
		}
		r->blocks[r->n++] =
		    (struct htmlblock){ .text = arena_strndup(h->arena, h->text.data, n),
			    .class = h->class,
			    .line = h->block_line,
			    .struck = h->struck.len == 0
					  ? NULL
					  : arena_strndup(h->arena, h->struck.data, h->struck.len),
			    .quoted = h->quoted_text };
		buf_clear(&h->struck);
	}
	buf_clear(&h->text);
}

static void
add_text(struct html *h, const char *s, size_t n)
{
	if (h->strike > 0 || h->lined[0] != '\0') {
		if (h->struck.len > 0 && h->struck_space)
			buf_char(&h->struck, ' ');
		h->struck_space = false;
		if (h->struck.len < STRUCK_MAX)
			buf_add(&h->struck, s, n);
		return;
	}
	if (h->text.len == 0) {
		h->block_line = line_of(h, h->p);
		h->quoted_text = h->quotes > 0;
		h->class = NULL;
		for (size_t i = h->depth; i > 0 && h->class == NULL; i--)
			h->class = h->open[i - 1].class;
	} else if (h->space && h->text.data[h->text.len - 1] != '\n') {
		buf_char(&h->text, ' ');
	}
	h->space = false;
	buf_add(&h->text, s, n);
}

/* White space; U+00A0 counts as such, since pages indent with it. */
static void
add_space(struct html *h)
{
	h->space = true;
	h->struck_space = true;
}

static void
add_break(struct html *h)
{
	h->space = false;
	if (h->strike == 0 && h->lined[0] == '\0' && h->text.len > 0 &&
	    h->text.data[h->text.len - 1] != '\n')
		buf_char(&h->text, '\n');
}

/* --- character references ----------------------------------------------------------------------
 */

static void
add_code_point(struct html *h, uint32_t c)
{
	/* What these bytes are in Windows-1252, which is what numbers below 160 mean in pages. */
	static const uint16_t windows[32] = { 0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018,
		0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153,
		0x9D, 0x17E, 0x178 };
	char utf8[4];
	size_t n;

	if (c >= 0x80 && c <= 0x9F)
		c = windows[c - 0x80];
	if (c == 0xA0 || c == ' ' || (c >= '\t' && c <= '\r')) {
		add_space(h);
		return;
	}
	if (c == 0 || (n = utf8_put(c, utf8)) == 0)
		n = utf8_put(0xFFFD, utf8);
	add_text(h, utf8, n);
}

/* "&#233;", "&#xe9;", "&eacute;" at h->p; what is none of them is text. */
static void
take_reference(struct html *h)
{
	const char *p = h->p + 1;
	const htmlEntityDesc *entity;
	char name[ENTITY_MAX];
	uint32_t c = 0;
	size_t n = 0;
	bool hex;

	if (p < h->end && *p == '#') {
		p++;
		hex = p < h->end && (*p == 'x' || *p == 'X');
		p += hex;
		for (; p < h->end && n < 16; p++, n++) {
			if (*p >= '0' && *p <= '9')
				c = c * (hex ? 16 : 10) + (uint32_t)(*p - '0');
			else if (hex && lower(*p) >= 'a' && lower(*p) <= 'f')
				c = c * 16 + (uint32_t)(lower(*p) - 'a') + 10;
			else
				break;
			if (c > 0x10FFFF)
				c = 0x110000;
		}
		if (n > 0) {
			add_code_point(h, c);
			h->p = p + (p < h->end && *p == ';');
			return;
		}
	} else {
		while (p + n < h->end && n + 1 < sizeof(name) &&
		       (letter(p[n]) || (p[n] >= '0' && p[n] <= '9'))) {
			name[n] = p[n];
			n++;
		}
		name[n] = '\0';
		if (n > 0 && (entity = htmlEntityLookup((const xmlChar *)name)) != NULL) {
			add_code_point(h, entity->value);
			p += n;
			h->p = p + (p < h->end && *p == ';');
			return;
		}
	}
	add_text(h, "&", 1);
	h->p++;
}

/* --- tags --------------------------------------------------------------------------------------
 */

/* Behind the attribute value that a quote at ${p} begins; behind the quote where it has no end. */
static const char *
pass_quoted(struct html *h, const char *p)
{
	bool *none = &h->no_quote[*p == '"'];
	const char *close = NULL;

	if (!*none && (close = memchr(p + 1, *p, (size_t)(h->end - p - 1))) == NULL)
		*none = true;
	return (close == NULL ? p + 1 : close + 1);
}

/* The tag at h->p; false if it is none. */
static bool
read_tag(struct html *h, struct tag *ret)
{
	const char *p = h->p + 1;
	size_t n = 0;

	ret->end = p < h->end && *p == '/';
	p += ret->end;
	if (h->no_tags || p == h->end || !letter(*p))
		return (false);
	for (; p < h->end && !blank(*p) && *p != '>' && *p != '/'; p++) {
		if (n + 1 < sizeof(ret->name))
			ret->name[n++] = lower(*p);
	}
	ret->name[n] = '\0';
	ret->attributes = p;
	while (p < h->end && *p != '>')
		p = (*p == '"' || *p == '\'') && p[-1] == '=' ? pass_quoted(h, p) : p + 1;
	if (p == h->end) {
		h->no_tags = true;
		return (false);
	}
	ret->close = p;
	ret->empty = p[-1] == '/';
	return (true);
}

/* The value of an attribute in the arena; NULL if it is not there. */
static const char *
attribute(const struct html *h, const struct tag *t, const char *name)
{
	const char *p = t->attributes, *start;
	size_t n;
	char quote;
	bool found;

	while (p < t->close) {
		while (p < t->close && (blank(*p) || *p == '/'))
			p++;
		start = p;
		while (p < t->close && !blank(*p) && *p != '=' && *p != '/')
			p++;
		n = (size_t)(p - start);
		found = n == strlen(name) && strncasecmp(start, name, n) == 0;
		while (p < t->close && blank(*p))
			p++;
		if (p == t->close || *p != '=') {
			p += p == start && p < t->close;
			continue;
		}
		for (p++; p < t->close && blank(*p); p++)
			continue;
		quote = p < t->close && (*p == '"' || *p == '\'') ? *p++ : '\0';
		start = p;
		while (p < t->close && (quote != '\0' ? *p != quote : !blank(*p)))
			p++;
		if (found)
			return (arena_strndup(h->arena, start, (size_t)(p - start)));
		p += quote != '\0' && p < t->close;
	}
	return (NULL);
}

/* Where "</name" begins at or behind ${p}; NULL: nowhere. */
static const char *
find_end(const struct html *h, const char *p, const char *name)
{
	size_t n = strlen(name);

	for (; (p = memchr(p, '<', (size_t)(h->end - p))) != NULL; p++) {
		if ((size_t)(h->end - p) > n + 1 && p[1] == '/' &&
		    strncasecmp(p + 2, name, n) == 0 && (p + 2 + n == h->end || !letter(p[2 + n])))
			return (p);
	}
	return (NULL);
}

static void
begin_block(struct html *h, const struct tag *t)
{
	end_block(h);
	if (strcmp(t->name, "blockquote") == 0)
		h->quotes++;
	if (t->empty || strcmp(t->name, "hr") == 0 || h->depth == DEPTH_MAX)
		return;
	/* A paragraph ends where the next begins. */
	if (strcmp(t->name, "p") == 0 && h->depth > 0 &&
	    strcmp(h->open[h->depth - 1].name, "p") == 0)
		h->depth--;
	memcpy(h->open[h->depth].name, t->name, sizeof(t->name));
	h->open[h->depth++].class = attribute(h, t, "class");
}

static void
finish_block(struct html *h, const struct tag *t)
{
	size_t i = h->depth;

	end_block(h);
	if (strcmp(t->name, "blockquote") == 0 && h->quotes > 0)
		h->quotes--;
	while (i > 0 && strcmp(h->open[i - 1].name, t->name) != 0)
		i--;
	if (i > 0)
		h->depth = i - 1;
}

/* How often strikes begin and end in all, and where the last end stands. */
static void
count_strikes(struct html *h)
{
	size_t begins = 0, ends = 0, n;
	const char *p = h->start;
	bool end;

	for (; (p = memchr(p, '<', (size_t)(h->end - p))) != NULL; p++) {
		end = h->end - p > 1 && p[1] == '/';
		for (size_t i = 0; i < sizeof(strikes) / sizeof(strikes[0]); i++) {
			n = strlen(strikes[i]);
			if ((size_t)(h->end - p) <= n + 1 + end ||
			    strncasecmp(p + 1 + end, strikes[i], n) != 0 || letter(p[n + 1 + end]))
				continue;
			begins += !end;
			ends += end;
			if (end)
				h->last_end = p;
		}
	}
	h->balanced = begins == ends;
}

/* <strike> and its like.  One that has no end strikes nothing out; where begins and ends do not
 * match, each end ends all. */
static void
take_strike(struct html *h, const struct tag *t)
{
	if (t->end) {
		h->strike = h->balanced && h->strike > 0 ? h->strike - 1 : 0;
	} else if (!t->empty) {
		if (h->last_end != NULL && h->last_end > h->p)
			h->strike++;
		else if (h->ret->open_strike == 0)
			h->ret->open_strike = line_of(h, h->p);
	}
}

static void
take_tag(struct html *h, const struct tag *t)
{
	const char *style, *end;

	if (strcmp(t->name, "br") == 0) {
		add_break(h);
	} else if (AMONG(t->name, hidden)) {
		if (!t->end && !t->empty && !h->no_hidden_end) {
			if ((end = find_end(h, t->close, t->name)) != NULL) {
				h->p = end;
				return;
			}
			h->no_hidden_end = true;
		}
	} else if (AMONG(t->name, blocks)) {
		if (t->end)
			finish_block(h, t);
		else
			begin_block(h, t);
	}
	if (strcmp(t->name, h->lined) == 0 && !t->empty) {
		h->lined_depth += t->end ? -1 : 1;
		if (h->lined_depth == 0)
			h->lined[0] = '\0';
	} else if (!t->end && !t->empty && h->lined[0] == '\0' && !h->no_lined_end &&
		   (style = attribute(h, t, "style")) != NULL &&
		   strcasestr(style, "line-through") != NULL) {
		h->no_lined_end = find_end(h, t->close, t->name) == NULL;
		if (!h->no_lined_end) {
			memcpy(h->lined, t->name, sizeof(h->lined));
			h->lined_depth = 1;
		}
	}
	h->p = t->close + 1;
}

/* "<!-- … -->", "<!DOCTYPE …>", "<?xml …>"; false if it is none of them. */
static bool
pass_markup(struct html *h)
{
	const char *end;

	if (h->end - h->p < 2 || (h->p[1] != '!' && h->p[1] != '?'))
		return (false);
	if (h->end - h->p >= 4 && strncmp(h->p, "<!--", 4) == 0) {
		end = memmem(h->p + 4, (size_t)(h->end - h->p - 4), "-->", 3);
		h->p = end == NULL ? h->end : end + 3;
	} else {
		end = memchr(h->p, '>', (size_t)(h->end - h->p));
		h->p = end == NULL ? h->end : end + 1;
	}
	return (true);
}

void
htmltext_read(struct arena *arena, const char *html, size_t n, struct htmltext *ret)
{
	struct html h = { .arena = arena,
		.ret = ret,
		.start = html,
		.p = html,
		.end = html + n,
		.counted = html,
		.line = 1 };
	struct tag t;
	size_t plain;

	*ret = (struct htmltext){ 0 };
	count_strikes(&h);
	while (h.p < h.end) {
		if (*h.p == '<' && pass_markup(&h))
			continue;
		if (*h.p == '<' && read_tag(&h, &t)) {
			if (AMONG(t.name, strikes))
				take_strike(&h, &t);
			take_tag(&h, &t);
		} else if (*h.p == '&') {
			take_reference(&h);
		} else if (blank(*h.p)) {
			add_space(&h);
			h.p++;
		} else if (h.end - h.p >= 2 && memcmp(h.p, "\xc2\xa0", 2) == 0) {
			add_space(&h);
			h.p += 2;
		} else {
			plain = 1;
			while (h.p + plain < h.end && !blank(h.p[plain]) && h.p[plain] != '<' &&
			       h.p[plain] != '&' && (unsigned char)h.p[plain] != 0xC2)
				plain++;
			add_text(&h, h.p, plain);
			h.p += plain;
		}
	}
	end_block(&h);
	buf_free(&h.text);
	buf_free(&h.struck);
}
