/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the tables of kept and of sent forms. */
#include "store/formstore.h"

#include <time.h>

#include "store/conn.h"

enum { PAUSE_MS = 50, PAUSES = 30 };

/* The first value of the first row; ERR_NOTFOUND without one. */
static enum err
one_text(
    struct db *db, struct arena *arena, enum stmt stmt, const struct params *p, const char **ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0)
		err = ERR_NOTFOUND;
	else
		*ret = row_text(arena, res, 0, 0);
	PQclear(res);
	return (err);
}

enum err
formstore_keep(struct db *db, const char *hash, const char *path, const char *fields)
{
	struct params p = { 0 };

	param_text(&p, hash);
	param_text(&p, path);
	param_text(&p, fields);
	return (db_run(db, STMT_FORMSTORE_KEEP, &p, NULL));
}

enum err
formstore_kept(
    struct db *db, struct arena *arena, const char *hash, const char *path, const char **ret_fields)
{
	struct params p = { 0 };

	param_text(&p, hash);
	param_text(&p, path);
	return (one_text(db, arena, STMT_FORMSTORE_KEPT, &p, ret_fields));
}

/* Asking again instead of waiting in the server: its deadline would count as an outage. */
static enum err
lock(struct db *db, const struct params *p)
{
	const struct timespec pause = { 0, PAUSE_MS * 1000000L };
	PGresult *res;
	bool got;
	enum err err;

	for (int i = 0; i < PAUSES; i++) {
		if (i > 0)
			nanosleep(&pause, NULL);
		if ((err = db_run(db, STMT_FORMSTORE_LOCK, p, &res)) != ERR_OK)
			return (err);
		got = row_bool(res, 0, 0);
		PQclear(res);
		if (got)
			return (ERR_OK);
	}
	return (ERR_CONFLICT);
}

enum err
formstore_begin(struct db *db, struct arena *arena, const char *hash, const char **ret_location)
{
	struct params p = { 0 };
	enum err err;

	*ret_location = NULL;
	param_text(&p, hash);
	if ((err = lock(db, &p)) != ERR_OK)
		return (err);
	err = one_text(db, arena, STMT_FORMSTORE_SENT, &p, ret_location);
	if (err == ERR_NOTFOUND)
		return (ERR_OK);
	/* Known already, or the database failed: nobody has to wait for us. */
	if (db_run(db, STMT_FORMSTORE_UNLOCK, &p, NULL) != ERR_OK && err == ERR_OK)
		err = ERR_DB;
	return (err);
}

enum err
formstore_end(struct db *db, const char *hash, const char *location)
{
	struct params p = { 0 };
	enum err err = ERR_OK, unlocked;

	param_text(&p, hash);
	param_text(&p, location);
	if (location != NULL)
		err = db_run(db, STMT_FORMSTORE_DONE, &p, NULL);
	p.n = 1;
	unlocked = db_run(db, STMT_FORMSTORE_UNLOCK, &p, NULL);
	return (err != ERR_OK ? err : unlocked);
}
