/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of a law as a reader comes upon it: divisions, articles and paragraphs, one after the
 * other, made into an expression. */
#ifndef EXCHANGE_LAWTEXT_H
#define EXCHANGE_LAWTEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "domain/record.h"

enum { LAWTEXT_DEPTH = 32 }; /* divisions within each other; deeper ones lie beside each other */

struct lawtext {
	struct arena *arena;
	struct division *divisions;
	size_t ndivisions, division_room;
	struct article *articles;
	size_t narticles, article_room;
	size_t open[LAWTEXT_DEPTH]; /* numbers of the divisions that are open, from 1 */
	int rank[LAWTEXT_DEPTH];
	size_t depth;
	struct buf body; /* of the article that was begun */
	size_t lines;	 /* in it */
	bool in_article;
	bool annex;	 /* what stands alone now belongs to an annex */
	bool keep_empty; /* divisions without a text stand in the source's tree, as those that were
			    repealed; otherwise they are lines of its table of contents */
	size_t ndropped; /* articles without any text, which were left out */
};

/**
 * lawtext_begin(t, arena): nothing yet; what is added is copied into ${arena}.
 * lawtext_free(t): give back what is not in the arena.  lawtext_finish does so, too.
 */
void lawtext_begin(struct lawtext *t, struct arena *arena);
void lawtext_free(struct lawtext *t);

/**
 * lawtext_open(t, type, eid, number, heading), lawtext_close(t):
 * Begin a division in the one that is open, end it.  Numbers, headings and eId may be NULL.
 * lawtext_division(t, type, rank, number, heading): end all open ones of this rank or a higher one
 * and begin this.  lawtext_heading(t, heading): the heading of the division that is open, if it has
 * none; false, and nothing changes, if it has or there is none or something followed it already.
 */
void lawtext_open(struct lawtext *t, enum division_type type, const char *eid, const char *number,
    const char *heading);
void lawtext_close(struct lawtext *t);
void lawtext_division(
    struct lawtext *t, enum division_type type, int rank, const char *number, const char *heading);
bool lawtext_heading(struct lawtext *t, const char *heading);

/**
 * lawtext_article(t, type, eid, number, heading): begin an article, which ends where the next
 * article or division begins or lawtext_end(t) is called.
 * lawtext_paragraph(t, s, n): add a paragraph to the article, unless it is empty; where none was
 * begun, one without number begins: the preamble at the beginning, text of an annex or other text
 * elsewhere.
 * lawtext_line(t, s, n): the same for a line as it stands, which may be empty.
 */
void lawtext_article(struct lawtext *t, enum article_type type, const char *eid, const char *number,
    const char *heading);
void lawtext_paragraph(struct lawtext *t, const char *s, size_t n);
void lawtext_line(struct lawtext *t, const char *s, size_t n);
void lawtext_end(struct lawtext *t);

/**
 * lawtext_finish(t, source_id, x):
 * Fill the divisions and articles of ${x}; eIds that were given are kept where they are valid and
 * not taken, others are assigned.  Articles without a source id get "SOURCE_ID:EID", unless
 * ${source_id} is NULL.
 */
void lawtext_finish(struct lawtext *t, const char *source_id, struct expression *x);

#endif
