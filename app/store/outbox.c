/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns reading the outbox and waiting for new rows. */
#include "store/outbox.h"

#include <time.h>

#include "store/conn.h"

enum { PAUSE_MS = 500 };

enum err
outbox_after(struct db *db, struct arena *arena, int64_t number, size_t limit,
    struct outbox_row **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n;

	param_int(&p, arena, number);
	param_int(&p, arena, (int64_t)limit);
	if ((err = db_run(db, STMT_OUTBOX_AFTER, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct outbox_row, n);
	for (size_t i = 0; i < n; i++) {
		(*ret)[i].number = row_int(res, (int)i, 0);
		(*ret)[i].entry.v = row_int(res, (int)i, 1);
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

enum err
outbox_last(struct db *db, int64_t *ret_number)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_OUTBOX_LAST, NULL, &res)) != ERR_OK)
		return (err);
	*ret_number = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
outbox_trim(struct db *db, int64_t number)
{
	struct arena *arena = arena_new();
	struct params p = { 0 };
	enum err err;

	param_int(&p, arena, number);
	err = db_run(db, STMT_OUTBOX_TRIM, &p, NULL);
	arena_free(arena);
	return (err);
}

/* A caller that loops must not spin while the database is away. */
static enum err
pause_after(enum err err, int ms)
{
	struct timespec ts;

	ms = ms < PAUSE_MS ? ms : PAUSE_MS;
	ts = (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
	nanosleep(&ts, NULL);
	return (err);
}

enum err
outbox_wait(struct db *db, int ms)
{
	enum err err;
	bool missed;

	if ((err = db_listen(db, STMT_OUTBOX_LISTEN, &missed)) != ERR_OK)
		return (pause_after(err, ms));
	if (missed)
		return (ERR_OK);
	if ((err = db_notified(db, ms)) != ERR_OK)
		return (pause_after(err, ms));
	return (ERR_OK);
}
