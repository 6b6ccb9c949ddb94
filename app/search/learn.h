/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learning which words of two languages stand for each other, from texts that say the same in
 * several languages.  Knows nothing of where the texts come from or where the pairs go.
 */
#ifndef SEARCH_LEARN_H
#define SEARCH_LEARN_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/record.h"

struct learn;

struct learn *learn_new(void);
void learn_free(struct learn *l);

/**
 * learn_same(l, texts, n): ${n} texts say the same, each in its language.  They are compared
 * paragraph by paragraph and sentence by sentence as far as they have as many of them.
 */
struct learn_text {
	const char *language, *text;
};
void learn_same(struct learn *l, const struct learn_text *texts, size_t n);

/**
 * learn_record(l, record): all that the published ${record} says in several languages: titles,
 * summaries, bodies, articles of the same eId, the names of a term.
 */
void learn_record(struct learn *l, const struct record *record);

/**
 * learn_same_word(language, a, b): whether they are forms of one word, as far as search goes.
 */
bool learn_same_word(const char *language, const char *a, const char *b);

/* A word and what it is in another language; both as most texts spell them. */
struct learn_pair {
	const char *language, *word; /* primary subtag */
	const char *to_language, *to;
	double weight; /* above 0, at most 1: how surely the one means the other */
};

/**
 * learn_pairs(l, fn, ctx): call ${fn} for each pair that was learnt, in both directions; strings
 * are valid until learn_free.  Takes seconds where the texts are many.
 */
void learn_pairs(struct learn *l, void (*fn)(void *ctx, const struct learn_pair *pair), void *ctx);

#endif
