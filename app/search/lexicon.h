/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The learnt lexicon as the index carries it: for a word of one language, its likeliest
 * translations.  The truth is the database's table; this is a copy, as all of the index is.  Inside
 * search/ only.
 */
#ifndef SEARCH_LEXICON_H
#define SEARCH_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "search/learn.h"
#include "search/xdb.h"

struct lexicon {
	struct buf data; /* as packed */
	struct buf mark; /* what the database calls this state of it */
	uint32_t *table; /* offsets of words in the data plus one */
	size_t mask;
};

/**
 * lexicon_pack(pairs, n, out): append the packed form of ${n} pairs, which need no order; words
 * that the analyser cuts into nothing or too much are left out.
 */
void lexicon_pack(const struct learn_pair *pairs, size_t n, struct buf *out);

/**
 * lexicon_load(l, db): bring ${l} up to what ${db} carries; reads nothing if it is the same.
 */
MUSTCHECK enum err lexicon_load(struct lexicon *l, struct xdb *db);
void lexicon_free(struct lexicon *l);

/* A translation; strings are borrowed from the lexicon and not terminated. */
struct lexicon_sense {
	const char *language, *text;
	size_t nlanguage, ntext;
	double weight;
};

/**
 * lexicon_find(l, language, key, size, senses, room): translations of the word in ${language} (a
 * primary subtag) whose key is ${key} (label.h), best first by language; how many there are.
 */
size_t lexicon_find(const struct lexicon *l, const char *language, const char *key, size_t size,
    struct lexicon_sense *senses, size_t room);

#endif
