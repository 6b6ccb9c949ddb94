/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A law's text as plain text: one paragraph a line, articles apart by empty lines. */
#ifndef RENDER_LAWPRINT_H
#define RENDER_LAWPRINT_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"
#include "locale/locale.h"

/**
 * lawprint_write(out, arena, law, x, reader, own, address): append the expression ${x} of ${law},
 * whose articles are loaded, to ${out}: its title, what it is (version, maker, worth, source,
 * ${address}) in the words of ${reader}, then chapters and articles.  ${own}: the locale of the
 * text's own language, for numbers that stand without a word ("11" is "Article 11"); NULL: they
 * stay as they are.
 */
void lawprint_write(struct buf *out, struct arena *arena, const struct record *law,
    const struct expression *x, const struct locale *reader, const struct locale *own,
    const char *address);

/**
 * lawprint_title(law, x): the law's title in the language of ${x}, else the original one, else its
 * slug.
 */
const char *lawprint_title(const struct record *law, const struct expression *x);

/**
 * lawprint_label(own, arena, places, number): how an article is called: its printed number, with a
 * word of ${own} (NULL: none) before it where it is only "11".  The word is that of laws of the one
 * jurisdiction in ${places} ("law.article_number_IN": acts of India have sections), else "Article".
 * A NULL ${number} is a preamble.
 */
const char *lawprint_label(const struct locale *own, struct arena *arena,
    const struct strings *places, const char *number);

#endif
