/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reviewed step between what an import left as drafts and what readers see, and the way back:
 * publishing, withdrawing, making two laws one.  Each is one transaction with its audit record, its
 * row in the publication log and its outbox row.
 */
#ifndef STORE_PUBLISH_H
#define STORE_PUBLISH_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

/* What is to be published; zeroed but for kind: every draft. */
struct publish_want {
	const char *source; /* only what this collection brought; NULL: any */
	enum kind kind;	    /* with slugs; KIND_COUNT: any */
	const char *const *slugs;
	size_t nslugs; /* 0: any; what is named is published even if it was withdrawn */
};

/* An entry with something that waits. */
struct publish_item {
	struct entry_id id;
	enum kind kind;
	const char *slug;
	const char *title; /* in whatever language comes first */
	const char *source, *source_id;
	bool public;	 /* it is published, the change waits beside it */
	size_t texts;	 /* of a law, that wait */
	size_t articles; /* in those */
};

/**
 * publish_waiting(db, arena, want, after, limit, ret, ret_n): up to ${limit} entries with an id
 * larger than ${after} that have something to publish, in order of id.
 */
MUSTCHECK enum err publish_waiting(struct db *db, struct arena *arena,
    const struct publish_want *want, struct entry_id after, size_t limit, struct publish_item **ret,
    size_t *ret_n);

/**
 * publish_batch(db, arena, ids, n, actor): publish all that waits of these entries, in one
 * transaction.  ERR_CONFLICT, nothing published, if an address of one of them was taken meanwhile;
 * ERR_DB.
 */
MUSTCHECK enum err publish_batch(
    struct db *db, struct arena *arena, const struct entry_id *ids, size_t n, const char *actor);

/**
 * publish_within(db, arena, id, actor): publish what waits of one entry in the transaction of the
 * caller, who rolls back on any error.
 * publish_withdraw_within(db, arena, id, actor, reason): take a published entry back in it; nothing
 * if it is not public.
 */
MUSTCHECK enum err publish_within(
    struct db *db, struct arena *arena, struct entry_id id, const char *actor);
MUSTCHECK enum err publish_withdraw_within(
    struct db *db, struct arena *arena, struct entry_id id, const char *actor, const char *reason);

/**
 * publish_withdraw(db, arena, kind, slug, actor, reason): take a published entry back; no import
 * publishes it again.  ERR_NOTFOUND if there is none.
 */
MUSTCHECK enum err publish_withdraw(struct db *db, struct arena *arena, enum kind kind,
    const char *slug, const char *actor, const char *reason);

/**
 * publish_merge(db, arena, from, into, actor): make the law ${from} a part of the law ${into},
 * whose title and details stay: its texts and former addresses go there, its address answers 301,
 * and whoever imports it again brings texts of ${into}.  ERR_NOTFOUND if one of them is not there,
 * ERR_INPUT if they are one.
 */
MUSTCHECK enum err publish_merge(
    struct db *db, struct arena *arena, const char *from, const char *into, const char *actor);

/**
 * publish_due(db, arena, ret_n): announce to the indexer the laws of which a date has passed since
 * the last call, so that their standing and the text in force are found right, and tell of repeals
 * that take effect; how many.  The indexer calls it at its start and when the day (UTC) changes.
 */
MUSTCHECK enum err publish_due(struct db *db, struct arena *arena, size_t *ret_n);

#endif
