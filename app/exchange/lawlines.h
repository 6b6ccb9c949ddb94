/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a law, recognised by exchange/marks.h, as divisions, articles and paragraphs. */
#ifndef EXCHANGE_LAWLINES_H
#define EXCHANGE_LAWLINES_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/lawtext.h"

struct lawline {
	const char *text; /* without white space at its ends; "" for an empty line */
	int rank;    /* the source marks it as a heading, of that rank (exchange/marks.h); 0: no */
	bool quoted; /* begins nothing: it is quoted, or stands in a table */
	bool apart;  /* belongs to no article: signatures, what follows the law */
};

/**
 * lawlines_read(t, language, lines, n):
 * Add ${n} lines of a law in ${language} to ${t}.  Lines before the first mark become the preamble.
 * A table of contents, articles that are listed before they come with their texts, is passed over;
 * the number of its lines is answered.
 */
size_t lawlines_read(
    struct lawtext *t, const char *language, const struct lawline *lines, size_t n);

/**
 * lawlines_split(arena, text, n, ret_n): the lines of ${n} bytes, white space at their ends gone;
 * line i of the text is number i of the result.
 */
struct lawline *lawlines_split(struct arena *arena, const char *text, size_t n, size_t *ret_n);

#endif
