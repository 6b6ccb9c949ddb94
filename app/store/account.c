/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of accounts, devices and recovery codes. */
#include "store/account.h"

#include "domain/vocab.h"
#include "store/conn.h"

static enum err
find(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct account_proof *ret)
{
	struct account_proof a = { 0 };
	int role = ACCOUNT_USER;
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		PQclear(res);
		return (ERR_NOTFOUND);
	}
	a.account.id.v = row_int(res, 0, 0);
	a.account.email = row_text(arena, res, 0, 1);
	a.account.name = row_text(arena, res, 0, 2);
	if (!vocab_value(VOCAB_ACCOUNT_ROLE, row_text(arena, res, 0, 3), &role))
		err = ERR_CORRUPT;
	a.account.role = (enum account_role)role;
	a.account.locale = row_text(arena, res, 0, 4);
	a.account.time_zone = row_text(arena, res, 0, 5);
	a.account.country = row_text(arena, res, 0, 6);
	a.account.sample = row_bool(res, 0, 7);
	a.account.totp = row_bool(res, 0, 8);
	a.password = row_text(arena, res, 0, 9);
	a.secret = row_text(arena, res, 0, 10);
	a.step = row_int(res, 0, 11);
	a.device = row_bool(res, 0, 12);
	PQclear(res);
	if (err == ERR_OK)
		*ret = a;
	return (err);
}

enum err
account_by_email(struct db *db, struct arena *arena, const char *email, const char *device,
    struct account_proof *ret)
{
	struct params p = { 0 };

	param_text(&p, email);
	param_text(&p, device);
	return (find(db, arena, STMT_ACCOUNT_BY_EMAIL, &p, ret));
}

enum err
account_by_id(struct db *db, struct arena *arena, struct account_id id, struct account_proof *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, id.v);
	return (find(db, arena, STMT_ACCOUNT_BY_ID, &p, ret));
}

enum err
account_add(
    struct db *db, const struct account_new *a, const char *actor, struct account_id *ret_id)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, a->email);
	param_text(&p, a->name);
	param_text(&p, a->password);
	param_text(&p, vocab_id(VOCAB_ACCOUNT_ROLE, (int)a->role));
	param_text(&p, a->locale);
	param_text(&p, a->time_zone);
	param_text(&p, a->country);
	param_text(&p, a->sample ? "true" : "false");
	param_text(&p, actor);
	if ((err = db_run(db, STMT_ACCOUNT_ADD, &p, &res)) != ERR_OK)
		return (err);
	ret_id->v = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
account_device(struct db *db, struct arena *arena, struct account_id account, const char *device)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, device);
	return (db_run(db, STMT_ACCOUNT_DEVICE, &p, NULL));
}

enum err
account_password(
    struct db *db, struct arena *arena, struct account_id account, const char *hash, bool changed)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, hash);
	param_text(&p, changed ? "true" : "false");
	return (db_run(db, STMT_ACCOUNT_PASSWORD, &p, NULL));
}

/* --- second factor -----------------------------------------------------------------------------
 */

static enum err
on_account(struct db *db, struct arena *arena, enum stmt stmt, struct account_id account)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	return (db_run(db, stmt, &p, NULL));
}

enum err
account_totp(struct db *db, struct arena *arena, struct account_id account, const char *secret)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, secret);
	return (db_run(db, STMT_ACCOUNT_TOTP, &p, NULL));
}

/* Whether the statement returned a row. */
static enum err
any(struct db *db, enum stmt stmt, const struct params *p, bool *ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret = PQntuples(res) > 0;
	PQclear(res);
	return (ERR_OK);
}

enum err
account_totp_step(
    struct db *db, struct arena *arena, struct account_id account, int64_t step, bool *ret_first)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, step);
	return (any(db, STMT_ACCOUNT_TOTP_STEP, &p, ret_first));
}

enum err
account_totp_end(struct db *db, struct arena *arena, struct account_id account)
{
	return (on_account(db, arena, STMT_ACCOUNT_TOTP_END, account));
}

enum err
account_recovery(struct db *db, struct arena *arena, struct account_id account,
    const char *const *hashes, size_t n)
{
	struct params p = { 0 };
	enum err err;

	if ((err = on_account(db, arena, STMT_ACCOUNT_RECOVERY_CLEAR, account)) != ERR_OK)
		return (err);
	param_int(&p, arena, account.v);
	param_texts(&p, arena, hashes, n);
	return (db_run(db, STMT_ACCOUNT_RECOVERY, &p, NULL));
}

enum err
account_recovery_use(
    struct db *db, struct arena *arena, struct account_id account, const char *hash, bool *ret_was)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, hash);
	return (any(db, STMT_ACCOUNT_RECOVERY_USE, &p, ret_was));
}

enum err
account_recovery_left(struct db *db, struct arena *arena, struct account_id account, int64_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_ACCOUNT_RECOVERY_LEFT, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
account_audit(struct db *db, struct arena *arena, struct account_id account, const char *action,
    const char *detail)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, action);
	param_text(&p, detail);
	return (db_run(db, STMT_ACCOUNT_AUDIT, &p, NULL));
}

enum err
account_audit_by(struct db *db, struct arena *arena, const char *actor, struct account_id account,
    const char *action, const char *detail)
{
	struct params p = { 0 };

	param_text(&p, actor);
	param_int(&p, arena, account.v);
	param_text(&p, action);
	param_text(&p, detail);
	return (db_run(db, STMT_ACCOUNT_AUDIT_BY, &p, NULL));
}
