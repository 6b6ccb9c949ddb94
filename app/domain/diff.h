/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What changed between two texts.
 *
 * They are compared by word, by character where a script writes no spaces between words (Chinese,
 * Japanese).  The comparison is Myers' in linear space (E. W. Myers, "An O(ND) Difference Algorithm
 * and Its Variations", Algorithmica 1, 1986, section 4b), which gives up looking for the shortest
 * answer when that becomes too costly, by the rule of GNU diffutils' diffseq.h; what it then finds
 * is longer but right.  Time for texts of n words is at most O(n^1.5 log n), memory O(n).
 */
#ifndef DOMAIN_DIFF_H
#define DOMAIN_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum diff_op { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

/* A run of whole words.  What is the same stands as in the new text. */
struct diff_part {
	enum diff_op op;
	const char *text; /* borrowed, not NUL-terminated */
	size_t size;	  /* bytes, never 0 */
};

struct diff {
	struct diff_part
	    *parts; /* in order of reading; what was removed before what took its place */
	size_t n;
	bool changed; /* some part is not DIFF_SAME */
};

/**
 * diff_text(arena, before, after):
 * The parts of which both texts (valid UTF-8; NULL is "") are made: without what was added they are
 * ${before}, without what was removed ${after}, but for blanks: a run of blanks equals any other,
 * a line feed only another.  Short runs that are the same between long ones that are not count as
 * changed too, since a reader wants to see sentences and not crumbs.
 */
struct diff diff_text(struct arena *arena, const char *before, const char *after);

#endif
