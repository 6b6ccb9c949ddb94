/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a Markdown text without its signs, for terms and snippets.  Inside search/ only. */
#ifndef SEARCH_PLAIN_H
#define SEARCH_PLAIN_H

#include "base/buf.h"

/**
 * plain_add(out, markdown): append the text of ${markdown}: no heading, list, quote and emphasis
 * signs, links by their words alone, tables by their cells.  Not a parser: what merely looks like a
 * sign goes too.
 */
void plain_add(struct buf *out, const char *markdown);

#endif
