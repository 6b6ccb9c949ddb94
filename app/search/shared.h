/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What two texts name in common, be they in one language or in two: concepts of the term base, and
 * words, which the learnt lexicon carries from one language to the other.
 */
#ifndef SEARCH_SHARED_H
#define SEARCH_SHARED_H

#include "search/search.h"

/* A text cut into words, with the concepts that it names. */
struct shared_text;

struct shared_thing {
	const char *here, *there; /* as each text has it first */
	const char *term;	  /* slug of the term; NULL: a word */
	double weight;		  /* 1 for a term, below for a word: the rarer the heavier */
};

/**
 * shared_text(index, arena, language, text, ret): cut the first 6,000 bytes of ${text}.  ERR_INDEX.
 * shared_things(index, arena, here, there, ret, room): what both name, the heaviest first, each
 * once; returns how many.  Words that one document in twenty has do not count.
 */
MUSTCHECK enum err shared_text(struct search_index *index, struct arena *arena,
    const char *language, const char *text, struct shared_text **ret);
size_t shared_things(struct search_index *index, struct arena *arena,
    const struct shared_text *here, const struct shared_text *there, struct shared_thing *ret,
    size_t room);

#endif
