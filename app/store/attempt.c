/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the counters of attempts. */
#include "store/attempt.h"

#include "store/conn.h"

enum err
attempt_count(
    struct db *db, struct arena *arena, const char *key, int limit, int seconds, int *ret_wait)
{
	struct params p = { 0 };
	PGresult *res;
	int64_t count, wait;
	enum err err;

	param_text(&p, key);
	param_int(&p, arena, seconds);
	if ((err = db_run(db, STMT_ATTEMPT_COUNT, &p, &res)) != ERR_OK)
		return (err);
	count = row_int(res, 0, 0);
	wait = row_int(res, 0, 1);
	PQclear(res);
	*ret_wait = count <= limit ? 0 : wait < 1 ? 1 : (int)wait;
	return (ERR_OK);
}

static enum err
on_key(struct db *db, enum stmt stmt, const char *key)
{
	struct params p = { 0 };

	param_text(&p, key);
	return (db_run(db, stmt, &p, NULL));
}

enum err
attempt_forgive(struct db *db, const char *key)
{
	return (on_key(db, STMT_ATTEMPT_FORGIVE, key));
}

enum err
attempt_clear(struct db *db, const char *key)
{
	return (on_key(db, STMT_ATTEMPT_CLEAR, key));
}
