/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which articles of two versions of a law are the same, and what became of them. */
#ifndef DOMAIN_DIFF_ARTICLES_H
#define DOMAIN_DIFF_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/record.h"

enum diff_change { DIFF_UNCHANGED, DIFF_CHANGED, DIFF_NEW, DIFF_GONE };

struct diff_article {
	enum diff_change change;	      /* of heading or body; a number alone is no change */
	const struct article *before, *after; /* NULL in what is new, and in what is gone */
	bool renumbered;		      /* its eId is another */
	bool moved;			      /* it stands elsewhere among those that stayed */
};

struct diff_articles {
	struct diff_article *v; /* in the order of the new text, what is gone where it stood */
	size_t n;
	size_t count[DIFF_GONE + 1];
};

/**
 * diff_articles(arena, before, nbefore, after, nafter):
 * Which article of one version is which of the other: those with the same text, then those whose
 * words have the most in common, then those with the same eId.  Time and memory grow with the size
 * of the texts, not with the product of their numbers.
 */
struct diff_articles diff_articles(struct arena *arena, const struct article *before,
    size_t nbefore, const struct article *after, size_t nafter);

#endif
