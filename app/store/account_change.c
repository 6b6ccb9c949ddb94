/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what changes of an account: links sent by mail, details, export, end. */
#include "domain/vocab.h"
#include "store/account.h"
#include "store/conn.h"

static const char *const purposes[] = {
	[PURPOSE_CONFIRM] = "confirm",
	[PURPOSE_RESET] = "reset",
	[PURPOSE_EMAIL] = "email",
};
_Static_assert(
    sizeof(purposes) / sizeof(purposes[0]) == PURPOSE_COUNT, "every purpose has its name");

enum err
account_token_add(struct db *db, struct arena *arena, enum account_purpose purpose,
    const char *hash, const struct account_token *t, int seconds)
{
	struct params p = { 0 };

	param_text(&p, purposes[purpose]);
	param_text(&p, hash);
	param_int(&p, arena, t->account.v);
	param_text(&p, t->email);
	param_text(&p, t->next);
	param_int(&p, arena, seconds);
	return (db_run(db, STMT_ACCOUNT_TOKEN_ADD, &p, NULL));
}

enum err
account_token_get(struct db *db, struct arena *arena, enum account_purpose purpose,
    const char *hash, struct account_token *ret)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, purposes[purpose]);
	param_text(&p, hash);
	if ((err = db_run(db, STMT_ACCOUNT_TOKEN_GET, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		ret->account.v = row_int(res, 0, 0);
		ret->email = row_text(arena, res, 0, 1);
		ret->next = row_text(arena, res, 0, 2);
	}
	PQclear(res);
	return (err);
}

enum err
account_token_end(struct db *db, enum account_purpose purpose, const char *hash, bool *ret_was)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, purposes[purpose]);
	param_text(&p, hash);
	if ((err = db_run(db, STMT_ACCOUNT_TOKEN_END, &p, &res)) != ERR_OK)
		return (err);
	*ret_was = PQntuples(res) > 0;
	PQclear(res);
	return (ERR_OK);
}

enum err
account_token_end_all(
    struct db *db, struct arena *arena, enum account_purpose purpose, struct account_id account)
{
	struct params p = { 0 };

	param_text(&p, purposes[purpose]);
	param_int(&p, arena, account.v);
	return (db_run(db, STMT_ACCOUNT_TOKEN_END_ALL, &p, NULL));
}

enum err
account_profile(struct db *db, struct arena *arena, struct account_id account, const char *name,
    const char *country, const char *locale, const char *time_zone)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, name);
	param_text(&p, country);
	param_text(&p, locale);
	param_text(&p, time_zone);
	return (db_run(db, STMT_ACCOUNT_PROFILE, &p, NULL));
}

enum err
account_email(struct db *db, struct arena *arena, struct account_id account, const char *email)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, email);
	return (db_run(db, STMT_ACCOUNT_EMAIL, &p, NULL));
}

enum err
account_set_role(struct db *db, struct arena *arena, struct account_id account,
    enum account_role role, const char *actor)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, vocab_id(VOCAB_ACCOUNT_ROLE, (int)role));
	param_text(&p, actor);
	return (db_run(db, STMT_ACCOUNT_SET_ROLE, &p, NULL));
}

enum err
account_export(struct db *db, struct arena *arena, struct account_id account, const char **ret_json)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_ACCOUNT_EXPORT, &p, &res)) != ERR_OK)
		return (err);
	*ret_json = row_text(arena, res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
account_close(struct db *db, struct arena *arena, struct account_id account)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	return (db_run(db, STMT_ACCOUNT_CLOSE, &p, NULL));
}

enum err
account_savepoint(struct db *db)
{
	return (db_run(db, STMT_ACCOUNT_SAVEPOINT, NULL, NULL));
}

enum err
account_undo(struct db *db)
{
	return (db_run(db, STMT_ACCOUNT_UNDO, NULL, NULL));
}
