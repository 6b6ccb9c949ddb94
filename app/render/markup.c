/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The makers of struct markup: what leaves here is safe to stand in a page as it is. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"
#include "render/markup.h"

static void
escape(struct buf *out, const char *s, size_t n)
{
	size_t i, done = 0;

	for (i = 0; i < n; i++) {
		const char *entity;

		switch (s[i]) {
		case '&':
			entity = "&amp;";
			break;
		case '<':
			entity = "&lt;";
			break;
		case '>':
			entity = "&gt;";
			break;
		case '"':
			entity = "&quot;";
			break;
		case '\'':
			entity = "&#39;";
			break;
		default:
			continue;
		}
		buf_add(out, s + done, i - done);
		buf_str(out, entity);
		done = i + 1;
	}
	buf_add(out, s + done, n - done);
}

static struct markup
finish(struct arena *arena, struct buf *b)
{
	struct markup m = { arena_strndup(arena, buf_cstr(b), b->len), b->len };

	buf_free(b);
	return (m);
}

/* Level of the highest heading in ${doc}, or 0. */
static int
highest_heading(cmark_node *doc)
{
	cmark_iter *iter = cmark_iter_new(doc);
	int highest = 0;

	if (iter == NULL)
		log_die("cmark: out of memory");
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		/* 0 for what is no heading */
		int level = cmark_node_get_heading_level(cmark_iter_get_node(iter));

		if (level > 0 && (highest == 0 || level < highest))
			highest = level;
	}
	cmark_iter_free(iter);
	return (highest);
}

struct markup
markup_markdown(struct arena *arena, const char *text)
{
	struct markup m = { "", 0 };
	cmark_parser *parser;
	cmark_syntax_extension *tables;
	cmark_node *doc, *node;
	cmark_iter *iter;
	cmark_event_type event;
	int lower, level;
	char *html;

	if (text == NULL)
		return (m);
	cmark_gfm_core_extensions_ensure_registered();
	/* cmark is safe unless it is asked not to be. */
	if ((parser = cmark_parser_new(CMARK_OPT_DEFAULT)) == NULL ||
	    (tables = cmark_find_syntax_extension("table")) == NULL ||
	    !cmark_parser_attach_syntax_extension(parser, tables))
		log_die("cmark: no tables");
	cmark_parser_feed(parser, text, strlen(text));
	if ((doc = cmark_parser_finish(parser)) == NULL || (iter = cmark_iter_new(doc)) == NULL)
		log_die("cmark: out of memory");
	lower = 2 - highest_heading(doc);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(iter);
		if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING)
			continue;
		level = cmark_node_get_heading_level(node) + lower;
		cmark_node_set_heading_level(node, level > 6 ? 6 : level);
	}
	cmark_iter_free(iter);
	html =
	    cmark_render_html(doc, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
	if (html == NULL)
		log_die("cmark: out of memory");
	m.size = strlen(html);
	m.html = arena_strndup(arena, html, m.size);
	free(html);
	cmark_node_free(doc);
	cmark_parser_free(parser);
	return (m);
}

struct markup
markup_highlight(struct arena *arena, const char *text, const uint32_t (*ranges)[2], size_t n)
{
	struct buf out = { 0 };
	size_t size, pos = 0, done = 0, len, i;
	uint32_t at = 0, c;

	if (text == NULL)
		return ((struct markup){ "", 0 });
	size = strlen(text);
	for (i = 0; i < n; i++) {
		size_t start;

		if (ranges[i][0] < at || ranges[i][1] <= ranges[i][0])
			continue;
		for (; at < ranges[i][0] && pos < size; at++)
			pos += (len = utf8_next(text + pos, size - pos, &c)) > 0 ? len : 1;
		if (pos >= size)
			break;
		start = pos;
		for (; at < ranges[i][1] && pos < size; at++)
			pos += (len = utf8_next(text + pos, size - pos, &c)) > 0 ? len : 1;
		escape(&out, text + done, start - done);
		buf_str(&out, "<mark>");
		escape(&out, text + start, pos - start);
		buf_str(&out, "</mark>");
		done = pos;
	}
	escape(&out, text + done, size - done);
	return (finish(arena, &out));
}

struct markup
markup_paragraphs(struct arena *arena, const char *text)
{
	return (markup_linked(arena, text, NULL, 0, NULL));
}

struct markup
markup_linked(struct arena *arena, const char *text, const struct markup_link *links, size_t n,
    const char *eid)
{
	struct buf out = { 0 };
	size_t size = text == NULL ? 0 : strlen(text), at, end, next = 0, number = 0;

	for (at = 0; at < size; at = end + 1) {
		end = at + strcspn(text + at, "\n");
		if (at + strspn(text + at, " \t\r") >= end)
			continue;
		number++;
		if (eid != NULL) {
			buf_str(&out, "<p id=\"");
			escape(&out, eid, strlen(eid));
			buf_printf(&out, "__para_%zu\">", number);
		} else {
			buf_str(&out, "<p>");
		}
		for (; next < n && links[next].end <= end; next++) {
			const struct markup_link *l = &links[next];

			if (l->start < at || l->end <= l->start)
				continue;
			escape(&out, text + at, l->start - at);
			buf_str(&out, "<a href=\"");
			escape(&out, l->href, strlen(l->href));
			buf_str(&out, "\">");
			escape(&out, text + l->start, l->end - l->start);
			buf_str(&out, "</a>");
			at = l->end;
		}
		escape(&out, text + at, end - at);
		buf_str(&out, "</p>\n");
	}
	return (finish(arena, &out));
}

static void
hidden(struct buf *out, const char *words, const struct markup_diff_words *w)
{
	buf_str(out, "<span class=\"unseen\" lang=\"");
	escape(out, w->language, strlen(w->language));
	buf_str(out, "\" dir=\"");
	escape(out, w->dir, strlen(w->dir));
	buf_str(out, "\">");
	escape(out, words, strlen(words));
	buf_str(out, "</span>");
}

/* One run of a part, which holds no line feed. */
static void
part(struct buf *out, enum diff_op op, const char *s, size_t n, const struct markup_diff_words *w)
{
	static const char *const open[] = { "", "<del>", "<ins>" };
	static const char *const close[] = { "", "</del>", "</ins>" };

	if (n == 0)
		return;
	buf_str(out, open[op]);
	if (op != DIFF_SAME)
		hidden(out, op == DIFF_REMOVED ? w->removed : w->added, w);
	escape(out, s, n);
	if (op != DIFF_SAME)
		hidden(out, w->end, w);
	buf_str(out, close[op]);
}

static struct markup
diff_markup(struct arena *arena, const struct diff *diff, const struct markup_diff_words *w,
    bool paragraphs)
{
	struct buf out = { 0 };
	bool open = false;

	for (size_t i = 0; i < diff->n; i++) {
		const struct diff_part *p = &diff->parts[i];
		size_t at, n;

		for (at = 0; at < p->size; at += n + 1) {
			const char *lf = memchr(p->text + at, '\n', p->size - at);

			n = lf == NULL ? p->size - at : (size_t)(lf - p->text) - at;
			if (paragraphs && !open && n > 0) {
				buf_str(&out, "<p>");
				open = true;
			}
			part(&out, p->op, p->text + at, n, w);
			if (lf != NULL && open) {
				buf_str(&out, "</p>\n");
				open = false;
			}
		}
	}
	if (open)
		buf_str(&out, "</p>\n");
	return (finish(arena, &out));
}

struct markup
markup_diff(struct arena *arena, const struct diff *diff, const struct markup_diff_words *words)
{
	return (diff_markup(arena, diff, words, true));
}

struct markup
markup_diff_line(
    struct arena *arena, const struct diff *diff, const struct markup_diff_words *words)
{
	return (diff_markup(arena, diff, words, false));
}

struct markup
markup_json(struct arena *arena, const char *json)
{
	struct buf out = { 0 };

	/* "<" only ever stands inside JSON strings; its escape keeps </script> and <!-- out of the
	 * page. */
	while (*json != '\0') {
		size_t n = strcspn(json, "<");

		buf_add(&out, json, n);
		json += n;
		if (*json == '<') {
			buf_str(&out, "\\u003c");
			json++;
		}
	}
	return (finish(arena, &out));
}
