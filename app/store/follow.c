/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of follows and of digests.  What a follow finds in the index is cli/summary.c's. */
#include "store/follow.h"

#include <string.h>

#include "store/conn.h"

/* --- one's own follows -------------------------------------------------------------------------
 */

static void
read_titles(struct arena *arena, const PGresult *res, int row, int column, struct follow *f)
{
	struct array a = row_array(res, row, column);

	f->texts = arena_array(arena, struct text, a.rows);
	while (f->ntexts < a.rows) {
		struct text *t = &f->texts[f->ntexts++];

		t->language = array_next(arena, &a);
		t->title = array_next(arena, &a);
		t->state = STATE_PUBLISHED;
	}
	f->original = row_text(arena, res, row, column + 1);
	a = row_array(res, row, column + 2);
	f->jurisdictions.v = arena_array(arena, const char *, a.rows);
	while (f->jurisdictions.n < a.rows)
		f->jurisdictions.v[f->jurisdictions.n++] = array_next(arena, &a);
}

/* ${*ret_entry}: the law. */
static enum err
find_law(struct db *db, struct arena *arena, const struct follow_target *target,
    struct follow *ret_law, int64_t *ret_entry)
{
	struct follow law = { 0 };
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, target->slug);
	param_text(&p, target->eid);
	if ((err = db_run(db, STMT_FOLLOW_LAW, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		read_titles(arena, res, 0, 2, &law);
		*ret_entry = row_int(res, 0, 0);
		*ret_law = law;
	}
	PQclear(res);
	return (err);
}

enum err
follow_law(
    struct db *db, struct arena *arena, const struct follow_target *target, struct follow *ret_law)
{
	int64_t ignored;

	return (find_law(db, arena, target, ret_law, &ignored));
}

static bool
about_law(const struct follow_target *target)
{
	return (target->type == FOLLOW_LAW || target->type == FOLLOW_ARTICLE);
}

static enum err
digest_of(
    struct db *db, struct arena *arena, int64_t entry, const char *eid, const char **ret_digest)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, entry);
	param_text(&p, eid);
	if ((err = db_run(db, STMT_FOLLOW_DIGEST, &p, &res)) != ERR_OK)
		return (err);
	*ret_digest = row_text(arena, res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

static enum err
set_clock(struct db *db, struct arena *arena, struct account_id account, enum follow_rhythm rhythm,
    int64_t due)
{
	struct params p = { 0 };

	if (rhythm == FOLLOW_OFF)
		return (ERR_OK);
	param_int(&p, arena, account.v);
	param_text(&p, follow_rhythm_id(rhythm));
	param_int(&p, arena, due);
	return (db_run(db, STMT_FOLLOW_CLOCK, &p, NULL));
}

static enum err
add(struct db *db, struct arena *arena, struct account_id account,
    const struct follow_target *target, enum follow_rhythm rhythm, const char *digest,
    bool *ret_new)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	param_text(&p, follow_spelling(arena, target));
	param_text(&p, follow_rhythm_id(rhythm));
	param_text(&p, digest);
	param_int(&p, arena, FOLLOW_EACH_MAX);
	if ((err = db_run(db, STMT_FOLLOW_ADD, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0)
		err = ERR_TOOBIG;
	else
		*ret_new = row_bool(res, 0, 0);
	PQclear(res);
	return (err);
}

enum err
follow_add(struct db *db, struct arena *arena, struct account_id account,
    const struct follow_target *target, enum follow_rhythm rhythm, int64_t due, bool *ret_new)
{
	const char *digest = NULL;
	struct follow law;
	int64_t entry = 0;
	enum err err;

	if (about_law(target) && (err = find_law(db, arena, target, &law, &entry)) != ERR_OK)
		return (err);
	if (target->eid != NULL &&
	    (err = digest_of(db, arena, entry, target->eid, &digest)) != ERR_OK)
		return (err);
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = add(db, arena, account, target, rhythm, digest, ret_new)) == ERR_OK &&
	    (err = set_clock(db, arena, account, rhythm, due)) == ERR_OK)
		return (db_commit(db));
	db_rollback(db);
	return (err);
}

/* A statement that gives back the target it was about, if it was about one. */
static enum err
one_target(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    const char **ret_target)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0)
		err = ERR_NOTFOUND;
	else
		*ret_target = row_text(arena, res, 0, 0);
	PQclear(res);
	return (err);
}

enum err
follow_change(struct db *db, struct arena *arena, struct account_id account, int64_t id,
    enum follow_rhythm rhythm, int64_t due, const char **ret_target)
{
	struct params p = { 0 };
	enum err err;

	param_int(&p, arena, account.v);
	param_int(&p, arena, id);
	param_text(&p, follow_rhythm_id(rhythm));
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = one_target(db, arena, STMT_FOLLOW_CHANGE, &p, ret_target)) == ERR_OK &&
	    (err = set_clock(db, arena, account, rhythm, due)) == ERR_OK)
		return (db_commit(db));
	db_rollback(db);
	return (err);
}

enum err
follow_remove(struct db *db, struct arena *arena, struct account_id account, int64_t id,
    const char **ret_target)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, id);
	return (one_target(db, arena, STMT_FOLLOW_REMOVE, &p, ret_target));
}

/* The first columns of FOLLOW_LIST and FOLLOW_TURN_FOLLOWS. */
static struct follow
read_follow(struct arena *arena, const PGresult *res, int row)
{
	struct follow f = { .id = row_int(res, row, 0),
		.target = row_text(arena, res, row, 1),
		.made = row_text(arena, res, row, 3),
		.told = row_int(res, row, 4),
		.digest = row_text(arena, res, row, 5) };

	(void)follow_rhythm_from_id(row_text(arena, res, row, 2), &f.rhythm);
	return (f);
}

enum err
follow_list(struct db *db, struct arena *arena, struct account_id account, struct follow **ret,
    size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_FOLLOW_LIST, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct follow, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		(*ret)[i] = read_follow(arena, res, (int)i);
		read_titles(arena, res, (int)i, 6, &(*ret)[i]);
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
follow_next(struct db *db, struct arena *arena, struct account_id account,
    enum follow_rhythm rhythm, int64_t *ret_due)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	param_text(&p, follow_rhythm_id(rhythm));
	if ((err = db_run(db, STMT_FOLLOW_NEXT, &p, &res)) != ERR_OK)
		return (err);
	*ret_due = PQntuples(res) == 0 ? 0 : row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

/* --- digests -----------------------------------------------------------------------------------
 */

static enum err
turn_follows(struct db *db, struct arena *arena, struct follow_turn *turn)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, turn->account.v);
	param_text(&p, follow_rhythm_id(turn->rhythm));
	if ((err = db_run(db, STMT_FOLLOW_TURN_FOLLOWS, &p, &res)) != ERR_OK)
		return (err);
	turn->nfollows = (size_t)PQntuples(res);
	turn->follows = arena_array(arena, struct follow, turn->nfollows);
	for (size_t i = 0; i < turn->nfollows; i++)
		turn->follows[i] = read_follow(arena, res, (int)i);
	PQclear(res);
	return (ERR_OK);
}

static enum err
turn_horizon(struct db *db, struct arena *arena, struct follow_turn *turn)
{
	int64_t least = INT64_MAX;
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	for (size_t i = 0; i < turn->nfollows; i++)
		least = turn->follows[i].told < least ? turn->follows[i].told : least;
	param_int(&p, arena, turn->nfollows == 0 ? 0 : least);
	if ((err = db_run(db, STMT_FOLLOW_HORIZON, &p, &res)) != ERR_OK)
		return (err);
	turn->horizon = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
follow_turn(struct db *db, struct arena *arena, struct follow_turn *ret_turn)
{
	struct follow_turn turn = { 0 };
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_FOLLOW_TURN, NULL, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		turn.account.v = row_int(res, 0, 0);
		(void)follow_rhythm_from_id(row_text(arena, res, 0, 1), &turn.rhythm);
		turn.locale = row_text(arena, res, 0, 2);
		turn.time_zone = row_text(arena, res, 0, 3);
		turn.now = row_int(res, 0, 4);
	}
	PQclear(res);
	if (err == ERR_OK && (err = turn_follows(db, arena, &turn)) == ERR_OK &&
	    (err = turn_horizon(db, arena, &turn)) == ERR_OK)
		*ret_turn = turn;
	return (err);
}

enum err
follow_turn_fresh(struct db *db, struct arena *arena, const struct follow_turn *turn, int64_t after,
    int64_t **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, after);
	param_int(&p, arena, turn->horizon);
	if ((err = db_run(db, STMT_FOLLOW_FRESH, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, int64_t, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = row_int(res, (int)i, 0);
	PQclear(res);
	return (ERR_OK);
}

static enum err
news(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct follow_news **ret, size_t *ret_n)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct follow_news, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct follow_news){ row_int(res, (int)i, 0), row_int(res, (int)i, 1),
			row_text(arena, res, (int)i, 2), row_bool(res, (int)i, 3) };
	PQclear(res);
	return (ERR_OK);
}

enum err
follow_turn_news(struct db *db, struct arena *arena, const struct follow_turn *turn, int64_t after,
    const int64_t *entries, size_t n, struct follow_news **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, after);
	param_int(&p, arena, turn->horizon);
	param_ints(&p, arena, entries, n);
	return (news(db, arena, STMT_FOLLOW_NEWS, &p, ret, ret_n));
}

enum err
follow_turn_law(struct db *db, struct arena *arena, const struct follow_turn *turn,
    const struct follow *f, const struct follow_target *target, struct follow_news **ret,
    size_t *ret_n, const char **ret_digest)
{
	struct params p = { 0 };
	const char *digest = NULL;
	bool changed = true;
	struct follow law;
	int64_t entry;
	enum err err;

	if (target->eid != NULL) {
		if ((err = find_law(db, arena, target, &law, &entry)) == ERR_OK)
			err = digest_of(db, arena, entry, target->eid, &digest);
		if (err != ERR_OK && err != ERR_NOTFOUND)
			return (err);
		/* An article that is gone has changed, once. */
		digest = digest == NULL ? "" : digest;
		changed = f->digest == NULL || strcmp(f->digest, digest) != 0;
	}
	param_int(&p, arena, f->told);
	param_int(&p, arena, turn->horizon);
	param_text(&p, target->slug);
	param_text(&p, target->eid);
	param_int(&p, arena, changed);
	if ((err = news(db, arena, STMT_FOLLOW_NEWS_LAW, &p, ret, ret_n)) != ERR_OK)
		return (err);
	/* A change whose row is not told yet must still be one the next time. */
	*ret_digest = NULL;
	for (size_t i = 0; i < *ret_n; i++) {
		if ((*ret)[i].own)
			*ret_digest = digest;
	}
	return (ERR_OK);
}

static enum err
tell(struct db *db, struct arena *arena, const struct follow_turn *turn,
    const struct follow_line *lines, size_t n, int64_t count)
{
	const char **targets = arena_array(arena, const char *, n),
		   **eids = arena_array(arena, const char *, n),
		   **actions = arena_array(arena, const char *, n);
	int64_t *publications = arena_array(arena, int64_t, n),
		*mores = arena_array(arena, int64_t, n);
	struct params p = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		targets[i] = lines[i].target;
		eids[i] = lines[i].eid;
		actions[i] = lines[i].more > 0 ? "more" : lines[i].news.action;
		publications[i] = lines[i].news.publication;
		mores[i] = lines[i].more;
	}
	param_int(&p, arena, turn->account.v);
	param_text(&p, arena_printf(arena, "%lld", (long long)count));
	param_texts(&p, arena, targets, n);
	param_ints(&p, arena, publications, n);
	param_texts(&p, arena, eids, n);
	param_texts(&p, arena, actions, n);
	param_ints(&p, arena, mores, n);
	if ((err = db_run(db, STMT_FOLLOW_TELL, &p, NULL)) != ERR_OK)
		return (err);
	return (db_run(db, STMT_NOTICE_WAKE, NULL, NULL));
}

enum err
follow_turn_end(struct db *db, struct arena *arena, const struct follow_turn *turn,
    const struct follow_line *lines, size_t n, int64_t count, const char *const *digests,
    int64_t due)
{
	int64_t *ids = arena_array(arena, int64_t, turn->nfollows);
	struct params told = { 0 }, tick = { 0 };
	enum err err;

	if (n > 0 && (err = tell(db, arena, turn, lines, n, count)) != ERR_OK)
		return (err);
	param_int(&tick, arena, turn->account.v);
	param_text(&tick, follow_rhythm_id(turn->rhythm));
	if (turn->nfollows == 0)
		return (db_run(db, STMT_FOLLOW_STOP, &tick, NULL));
	for (size_t i = 0; i < turn->nfollows; i++)
		ids[i] = turn->follows[i].id;
	param_ints(&told, arena, ids, turn->nfollows);
	param_int(&told, arena, turn->horizon);
	param_texts(&told, arena, digests, turn->nfollows);
	if ((err = db_run(db, STMT_FOLLOW_TOLD, &told, NULL)) != ERR_OK)
		return (err);
	param_int(&tick, arena, due);
	return (db_run(db, STMT_FOLLOW_TICK, &tick, NULL));
}
