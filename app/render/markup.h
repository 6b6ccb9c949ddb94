/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The makers of struct markup, the only raw HTML there is. */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/diff.h"
#include "render/view.h"

/**
 * markup_markdown(arena, text): CommonMark with tables through cmark-gfm in safe mode (raw HTML and
 * dangerous links dropped); its highest headings become h2, so that the page keeps its single h1.
 * NULL gives nothing.
 */
struct markup markup_markdown(struct arena *arena, const char *text);

/**
 * markup_highlight(arena, text, ranges, n): ${text} escaped, with <mark> around the ${n} ranges,
 * pairs of code points [start, end) in order and without overlap; ranges beyond the text are
 * ignored.
 */
struct markup markup_highlight(
    struct arena *arena, const char *text, const uint32_t (*ranges)[2], size_t n);

/**
 * markup_paragraphs(arena, text): plain text, each line a <p>; empty lines are skipped.
 */
struct markup markup_paragraphs(struct arena *arena, const char *text);

/**
 * markup_linked(arena, text, links, n, eid): the same with links: bytes [start, end) of the text,
 * in order, without overlap and within a line; others are left out.  With an ${eid} paragraph n
 * gets the id "EID__para_n", without (NULL) none.
 */
struct markup_link {
	size_t start, end;
	const char *href;
};
struct markup markup_linked(struct arena *arena, const char *text, const struct markup_link *links,
    size_t n, const char *eid);

/**
 * markup_diff(arena, diff, words): the parts of a comparison as paragraphs with <del> and <ins>,
 * each with words before it that only screen readers say: ${words} of {removed, added, end}, in
 * their own language and direction.  markup_diff_line: the same for a heading, without paragraphs.
 */
struct markup_diff_words {
	const char *removed, *added, *end;
	const char *language, *dir;
};
struct markup markup_diff(
    struct arena *arena, const struct diff *diff, const struct markup_diff_words *words);
struct markup markup_diff_line(
    struct arena *arena, const struct diff *diff, const struct markup_diff_words *words);

/**
 * markup_json(arena, json): a JSON text made by jansson as the content of <script
 * type="application/ld+json">, with
 * "<" escaped.
 */
struct markup markup_json(struct arena *arena, const char *json);

#endif
