/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lexicon: words and what they are in another language, beside the term base. */
#ifndef STORE_LEXICON_H
#define STORE_LEXICON_H

#include <stddef.h>

#include "base/arena.h"
#include "store/db.h"

/* Of whom a row is: learning and importing each replace their own. */
enum lexicon_origin { LEXICON_LEARNT, LEXICON_IMPORTED };

struct lexicon_row {
	enum lexicon_origin origin;
	const char *language, *word; /* primary subtag; as texts spell it */
	const char *to_language, *to;
	double weight; /* above 0, at most 1 */
};

/**
 * lexicon_replace(db, arena, origin, rows, n):
 * In one transaction, let the ${n} rows be all that there is of ${origin}, and tell the indexer.
 */
MUSTCHECK enum err lexicon_replace(struct db *db, struct arena *arena, enum lexicon_origin origin,
    const struct lexicon_row *rows, size_t n);

/**
 * lexicon_all(db, arena, ret_mark, ret, ret_n): all rows and a string that differs for each state
 * of them, "" for none.
 */
MUSTCHECK enum err lexicon_all(struct db *db, struct arena *arena, const char **ret_mark,
    struct lexicon_row **ret, size_t *ret_n);

#endif
