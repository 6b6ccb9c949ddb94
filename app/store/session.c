/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the table of sessions. */
#include "store/session.h"

#include "domain/vocab.h"
#include "store/conn.h"

enum err
session_load(struct db *db, struct arena *arena, const char *hash, struct session *ret)
{
	struct params p = { 0 };
	struct session s = { 0 };
	PGresult *res;
	bool stale;
	int role = ACCOUNT_USER;
	enum err err;

	param_text(&p, hash);
	param_int(&p, arena, ACCOUNT_PROVED_SECONDS);
	if ((err = db_run(db, STMT_SESSION_LOAD, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		PQclear(res);
		return (ERR_NOTFOUND);
	}
	s.account.id.v = row_int(res, 0, 0);
	s.account.email = row_text(arena, res, 0, 1);
	s.account.name = row_text(arena, res, 0, 2);
	if (!vocab_value(VOCAB_ACCOUNT_ROLE, row_text(arena, res, 0, 3), &role)) {
		PQclear(res);
		return (ERR_CORRUPT);
	}
	s.account.role = (enum account_role)role;
	s.account.locale = row_text(arena, res, 0, 4);
	s.account.time_zone = row_text(arena, res, 0, 5);
	s.account.country = row_text(arena, res, 0, 6);
	s.account.sample = row_bool(res, 0, 7);
	s.account.totp = row_bool(res, 0, 8);
	s.number = row_int(res, 0, 9);
	s.second = row_bool(res, 0, 10);
	s.proved = row_bool(res, 0, 11);
	stale = row_bool(res, 0, 12);
	PQclear(res);
	if (stale) {
		p.n = 1;
		if ((err = db_run(db, STMT_SESSION_SEEN, &p, NULL)) != ERR_OK)
			return (err);
	}
	*ret = s;
	return (ERR_OK);
}

enum err
session_begin(struct db *db, struct arena *arena, const char *hash, struct account_id account,
    enum account_role role, bool second, const char *agent, const char *address)
{
	struct params p = { 0 };
	enum err err;

	param_text(&p, hash);
	param_int(&p, arena, account.v);
	param_text(&p, second ? "true" : "false");
	param_int(&p, arena, account_idle(role));
	param_int(&p, arena, account_absolute(role));
	param_text(&p, agent);
	param_text(&p, address);
	if ((err = db_run(db, STMT_SESSION_SWEEP, NULL, NULL)) != ERR_OK)
		return (err);
	return (db_run(db, STMT_SESSION_BEGIN, &p, NULL));
}

static enum err
on_hash(struct db *db, enum stmt stmt, const char *hash)
{
	struct params p = { 0 };

	param_text(&p, hash);
	return (db_run(db, stmt, &p, NULL));
}

enum err
session_proved(struct db *db, const char *hash)
{
	return (on_hash(db, STMT_SESSION_PROVED, hash));
}

enum err
session_end(struct db *db, const char *hash)
{
	return (on_hash(db, STMT_SESSION_END, hash));
}

enum err
session_end_number(struct db *db, struct arena *arena, struct account_id account, int64_t number)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, number);
	return (db_run(db, STMT_SESSION_END_NUMBER, &p, NULL));
}

enum err
session_end_all(struct db *db, struct arena *arena, struct account_id account, const char *but)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, but);
	return (db_run(db, STMT_SESSION_END_ALL, &p, NULL));
}

enum err
session_list(struct db *db, struct arena *arena, struct account_id account,
    struct session_line **ret, size_t *ret_n)
{
	struct params p = { 0 };
	struct session_line *lines;
	PGresult *res;
	enum err err;
	int n;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_SESSION_LIST, &p, &res)) != ERR_OK)
		return (err);
	n = PQntuples(res);
	lines = arena_array(arena, struct session_line, (size_t)n);
	for (int i = 0; i < n; i++)
		lines[i] = (struct session_line){ row_int(res, i, 0), row_text(arena, res, i, 1),
			row_text(arena, res, i, 2), row_text(arena, res, i, 3),
			row_text(arena, res, i, 4) };
	PQclear(res);
	*ret = lines;
	*ret_n = (size_t)n;
	return (ERR_OK);
}
