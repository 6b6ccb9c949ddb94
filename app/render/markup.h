/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The makers of struct markup, the only raw HTML there is. */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
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
 * markup_json(arena, json): a JSON text made by jansson as the content of <script
 * type="application/ld+json">, with
 * "<" escaped.
 */
struct markup markup_json(struct arena *arena, const char *json);

#endif
