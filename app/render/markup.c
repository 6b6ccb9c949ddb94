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
	struct buf out = { 0 };

	if (text == NULL)
		return ((struct markup){ "", 0 });
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		if (strspn(text, " \t\r") < n) {
			buf_str(&out, "<p>");
			escape(&out, text, n);
			buf_str(&out, "</p>\n");
		}
		text += n + (text[n] == '\n');
	}
	return (finish(arena, &out));
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
