/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What people follow, and what became news of it since they were told last.  News is what the
 * publication log says; a follow remembers up to which row of it was told, and that moves in the
 * transaction that writes the digest.
 */
#ifndef STORE_FOLLOW_H
#define STORE_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "domain/follow.h"
#include "domain/record.h"
#include "store/db.h"

struct follow {
	int64_t id;
	const char *target; /* as follow_spelling spells it */
	enum follow_rhythm rhythm;
	const char *made; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	/* Of a law or one of its articles: the law's titles; none: it is not public (any more). */
	struct text *texts;
	size_t ntexts;
	const char *original;
	struct strings jurisdictions;
	int64_t told;	    /* row of the publication log */
	const char *digest; /* of an article's texts then, or NULL */
};

/**
 * follow_add(db, arena, account, target, rhythm, due, ret_new): follow ${target} from now on, with
 * the next digest at ${due} (s since 1970 UTC) unless one is set already; one that is followed gets
 * the rhythm.  ERR_TOOBIG: FOLLOW_EACH_MAX are followed.  ERR_NOTFOUND: a law that is not public,
 * or an article that it does not have.
 * follow_change(db, arena, account, id, rhythm, due), follow_remove(db, arena, account, id,
 * ret_target): ERR_NOTFOUND if ${account} has none with that id.
 * follow_list(db, arena, account, ret, ret_n): in order of their targets.
 * follow_next(db, arena, account, rhythm, ret_due): when its next digest is made, s since 1970 UTC,
 * 0: none is.
 */
MUSTCHECK enum err follow_add(struct db *db, struct arena *arena, struct account_id account,
    const struct follow_target *target, enum follow_rhythm rhythm, int64_t due, bool *ret_new);
MUSTCHECK enum err follow_change(struct db *db, struct arena *arena, struct account_id account,
    int64_t id, enum follow_rhythm rhythm, int64_t due, const char **ret_target);
MUSTCHECK enum err follow_remove(struct db *db, struct arena *arena, struct account_id account,
    int64_t id, const char **ret_target);
MUSTCHECK enum err follow_list(struct db *db, struct arena *arena, struct account_id account,
    struct follow **ret, size_t *ret_n);
MUSTCHECK enum err follow_next(struct db *db, struct arena *arena, struct account_id account,
    enum follow_rhythm rhythm, int64_t *ret_due);

/**
 * follow_law(db, arena, target, ret_law): the titles of the law that ${target} is about, as in
 * struct follow; ERR_NOTFOUND as follow_add.
 */
MUSTCHECK enum err follow_law(
    struct db *db, struct arena *arena, const struct follow_target *target, struct follow *ret_law);

/* --- making digests: all within one transaction of the caller --- */

/* Whose digest is due. */
struct follow_turn {
	struct account_id account;
	enum follow_rhythm rhythm;
	const char *locale, *time_zone;
	int64_t now; /* s since 1970 UTC, by the database */
	struct follow *follows;
	size_t nfollows;
	int64_t horizon; /* news up to this row of the log are in the index, too */
};

/* One piece of news: the row of the log that tells it. */
struct follow_news {
	int64_t publication;
	int64_t entry;
	const char *action;
	bool own; /* of the law that is followed, not of what cites it */
};

/* One line of a digest: news, or (with more > 0) how many there are beyond. */
struct follow_line {
	const char *target, *eid;
	struct follow_news news;
	int64_t more;
};

/**
 * follow_turn(db, arena, ret_turn): the account whose digest is due longest and that no other
 * process is at; it stays locked until the transaction ends.  ERR_NOTFOUND: none is due.
 * follow_turn_fresh(db, arena, turn, after, ret, ret_n): the public entries of which there is news
 * later than row ${after}, ascending.
 * follow_turn_news(db, arena, turn, after, entries, n, ret, ret_n): what the news of these are, the
 * latest first.
 * follow_turn_law(db, arena, turn, f, target, ret, ret_n, ret_digest): news of the law or the
 * article ${target} that ${f} follows, its leaving among them, and of what cites or amends it;
 * ${*ret_digest} for follow_turn_end.
 * follow_turn_end(db, arena, turn, lines, n, count, digests, due): write the digest of these lines
 * with its mail, unless there are none, note what was told, and set the clock to ${due}.
 * ${digests} has one for each follow, NULL: unchanged.
 */
MUSTCHECK enum err follow_turn(struct db *db, struct arena *arena, struct follow_turn *ret_turn);
MUSTCHECK enum err follow_turn_fresh(struct db *db, struct arena *arena,
    const struct follow_turn *turn, int64_t after, int64_t **ret, size_t *ret_n);
MUSTCHECK enum err follow_turn_news(struct db *db, struct arena *arena,
    const struct follow_turn *turn, int64_t after, const int64_t *entries, size_t n,
    struct follow_news **ret, size_t *ret_n);
MUSTCHECK enum err follow_turn_law(struct db *db, struct arena *arena,
    const struct follow_turn *turn, const struct follow *f, const struct follow_target *target,
    struct follow_news **ret, size_t *ret_n, const char **ret_digest);
MUSTCHECK enum err follow_turn_end(struct db *db, struct arena *arena,
    const struct follow_turn *turn, const struct follow_line *lines, size_t n, int64_t count,
    const char *const *digests, int64_t due);

#endif
