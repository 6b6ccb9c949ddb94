/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of a piece of HTML as paragraphs, for laws that were published as web pages. */
#ifndef EXCHANGE_HTMLTEXT_H
#define EXCHANGE_HTMLTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* What stands between two tags that begin or end a block. */
struct htmlblock {
	const char *text;   /* white space as browsers show it, a line feed for each <br> */
	const char *class;  /* of the innermost block element that has one, as it stands; or NULL */
	long line;	    /* where it begins, from 1 */
	const char *struck; /* the beginning of what was struck out in or before it, or NULL */
	bool quoted;	    /* in a <blockquote> */
};

struct htmltext {
	struct htmlblock *blocks;
	size_t n, room;
	long open_strike; /* line of a <strike> without an end, which was ignored; 0: none */
};

/**
 * htmltext_read(arena, html, n, ret):
 * Take ${n} bytes of valid UTF-8 apart; they need not be well formed.  What is struck out
 * (<strike>, <s>, <del>, line-through) is left out, as are scripts, styles and comments.  Character
 * references are resolved.  Time and memory are linear in ${n}.
 */
void htmltext_read(struct arena *arena, const char *html, size_t n, struct htmltext *ret);

#endif
