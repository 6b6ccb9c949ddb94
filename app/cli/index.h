/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What following, rebuilding and verifying the index share. */
#ifndef CLI_INDEX_H
#define CLI_INDEX_H

#include <signal.h>

#include "base/config.h"
#include "locale/locale.h"
#include "search/writer.h"
#include "store/db.h"

/* The interface locales, whose sort slots an index has. */
struct index_locales {
	struct locales *locales;
	const char **tags;
	size_t n;
};

/**
 * index_locales_load(config, ret_locales): load the bundles of ${config}; said on stderr if that
 * fails.
 */
MUSTCHECK enum err index_locales_load(
    const struct config *config, struct index_locales *ret_locales);
void index_locales_free(struct index_locales *l);

/**
 * index_take(db, w, after, stop, ret_after, ret_rows):
 * Take one batch of the outbox after row ${after} into ${w}: at most some hundred rows or some ten
 * thousand articles, less once ${*stop} is set.  ${*ret_after}: the last row taken; ${*ret_rows} 0:
 * there was none.  Nothing is committed.
 */
MUSTCHECK enum err index_take(struct db *db, struct search_writer *w, int64_t after,
    const volatile sig_atomic_t *stop, int64_t *ret_after, size_t *ret_rows);

/**
 * index_take_lexicon(db, w): make the index carry the lexicon that the database holds.  Its outbox
 * rows are those of entry 0.
 */
MUSTCHECK enum err index_take_lexicon(struct db *db, struct search_writer *w);

/**
 * index_follow(config), index_rebuild(config): the two long commands; the exit code.
 */
int index_follow(const struct config *config);
int index_rebuild(const struct config *config);

#endif
