/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of organisations, memberships and invitations. */
#include "store/organisation.h"

#include "domain/vocab.h"
#include "store/conn.h"

enum err
account_may(struct db *db, struct arena *arena, const struct account *account,
    struct organisation_id organisation, enum member_role needs, bool *ret_ok)
{
	struct params p = { 0 };
	PGresult *res;
	int role;
	enum err err;

	*ret_ok = false;
	if (account == NULL)
		return (ERR_OK);
	param_int(&p, arena, organisation.v);
	param_int(&p, arena, account->id.v);
	if ((err = db_run(db, STMT_ACCOUNT_MAY, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) > 0 && vocab_value(VOCAB_MEMBER_ROLE, row_text(arena, res, 0, 0), &role))
		*ret_ok = account_member_may((enum member_role)role, needs);
	PQclear(res);
	return (ERR_OK);
}

/* --- organisations -----------------------------------------------------------------------------
 */

static enum err
read_organisation(struct arena *arena, const PGresult *res, int row, struct organisation *o)
{
	const char *size = row_text(arena, res, row, 4), *role = row_text(arena, res, row, 8);
	int value;

	o->id.v = row_int(res, row, 0);
	o->name = row_text(arena, res, row, 1);
	if (!vocab_value(VOCAB_ORGANISATION_TYPE, row_text(arena, res, row, 2), &value))
		return (ERR_CORRUPT);
	o->type = (enum organisation_type)value;
	o->country = row_text(arena, res, row, 3);
	if ((o->has_size = vocab_value(VOCAB_ORGANISATION_SIZE, size, &value)))
		o->size = (enum organisation_size)value;
	o->website = row_text(arena, res, row, 5);
	o->revision = row_int(res, row, 6);
	o->sample = row_bool(res, row, 7);
	o->role = MEMBER_MEMBER;
	if (vocab_value(VOCAB_MEMBER_ROLE, role, &value))
		o->role = (enum member_role)value;
	return (ERR_OK);
}

static enum err
organisations(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct organisation **ret, size_t *ret_n)
{
	struct organisation *o;
	PGresult *res;
	enum err err;
	int n;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	n = PQntuples(res);
	o = arena_array(arena, struct organisation, (size_t)n);
	for (int i = 0; i < n && err == ERR_OK; i++)
		err = read_organisation(arena, res, i, &o[i]);
	PQclear(res);
	if (err != ERR_OK)
		return (err);
	*ret = o;
	*ret_n = (size_t)n;
	return (ERR_OK);
}

static enum err
one_organisation(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct organisation *ret)
{
	struct organisation *o;
	size_t n;
	enum err err;

	if ((err = organisations(db, arena, stmt, p, &o, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_NOTFOUND);
	*ret = o[0];
	return (ERR_OK);
}

enum err
organisation_of(struct db *db, struct arena *arena, struct account_id account,
    struct organisation_id organisation, struct organisation *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, organisation.v);
	return (one_organisation(db, arena, STMT_ORGANISATION_OF, &p, ret));
}

enum err
organisation_by_id(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct organisation *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	return (one_organisation(db, arena, STMT_ORGANISATION_BY_ID, &p, ret));
}

enum err
organisation_list(struct db *db, struct arena *arena, struct account_id account,
    struct organisation **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	return (organisations(db, arena, STMT_ORGANISATION_LIST, &p, ret, ret_n));
}

static void
param_details(struct params *p, const struct organisation *o)
{
	param_text(p, o->name);
	param_text(p, vocab_id(VOCAB_ORGANISATION_TYPE, (int)o->type));
	param_text(p, o->country);
	param_text(p, o->has_size ? vocab_id(VOCAB_ORGANISATION_SIZE, (int)o->size) : NULL);
	param_text(p, o->website);
}

/* Runs a statement that returns the id of what it changed; ${otherwise} if it changed nothing. */
static enum err
change(struct db *db, enum stmt stmt, const struct params *p, enum err otherwise, int64_t *ret_id)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0)
		err = otherwise;
	else if (ret_id != NULL)
		*ret_id = row_int(res, 0, 0);
	PQclear(res);
	return (err);
}

enum err
organisation_add(struct db *db, struct arena *arena, const struct organisation *o,
    struct account_id founder, struct organisation_id *ret_id)
{
	struct params p = { 0 };

	param_details(&p, o);
	param_int(&p, arena, founder.v);
	param_text(&p, o->sample ? "true" : "false");
	return (change(db, STMT_ORGANISATION_ADD, &p, ERR_INTERNAL, &ret_id->v));
}

enum err
organisation_change(
    struct db *db, struct arena *arena, const struct organisation *o, struct account_id actor)
{
	struct params p = { 0 };

	param_int(&p, arena, o->id.v);
	param_details(&p, o);
	param_int(&p, arena, o->revision);
	param_int(&p, arena, actor.v);
	return (change(db, STMT_ORGANISATION_CHANGE, &p, ERR_CONFLICT, NULL));
}

/* --- members -----------------------------------------------------------------------------------
 */

enum err
organisation_members(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct organisation_member **ret, size_t *ret_n)
{
	struct organisation_member *m;
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	int n, role;

	param_int(&p, arena, organisation.v);
	if ((err = db_run(db, STMT_ORGANISATION_MEMBERS, &p, &res)) != ERR_OK)
		return (err);
	n = PQntuples(res);
	m = arena_array(arena, struct organisation_member, (size_t)n);
	for (int i = 0; i < n; i++) {
		m[i].account.v = row_int(res, i, 0);
		m[i].name = row_text(arena, res, i, 1);
		m[i].email = row_text(arena, res, i, 2);
		if (vocab_value(VOCAB_MEMBER_ROLE, row_text(arena, res, i, 3), &role))
			m[i].role = (enum member_role)role;
		m[i].since = row_text(arena, res, i, 4);
	}
	PQclear(res);
	*ret = m;
	*ret_n = (size_t)n;
	return (ERR_OK);
}

static enum err
headless(struct db *db, struct arena *arena, struct organisation_id organisation)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, organisation.v);
	if ((err = db_run(db, STMT_ORGANISATION_HEADLESS, &p, &res)) != ERR_OK)
		return (err);
	if (row_bool(res, 0, 0))
		err = ERR_CONFLICT;
	PQclear(res);
	return (err);
}

/* A change of members, undone if it leaves the organisation without an administrator. */
static enum err
change_members(struct db *db, struct arena *arena, struct organisation_id organisation,
    enum stmt stmt, const struct params *p)
{
	struct params lock = { 0 };
	enum err err;

	param_int(&lock, arena, organisation.v);
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = change(db, STMT_ORGANISATION_LOCK, &lock, ERR_NOTFOUND, NULL)) == ERR_OK &&
	    (err = change(db, stmt, p, ERR_NOTFOUND, NULL)) == ERR_OK &&
	    (err = headless(db, arena, organisation)) == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	return (err);
}

enum err
organisation_member(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct account_id account, enum member_role role, struct account_id actor)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	param_int(&p, arena, account.v);
	param_text(&p, vocab_id(VOCAB_MEMBER_ROLE, (int)role));
	param_int(&p, arena, actor.v);
	return (change_members(db, arena, organisation, STMT_ORGANISATION_MEMBER, &p));
}

enum err
organisation_leave(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct account_id account, struct account_id actor)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	param_int(&p, arena, account.v);
	param_int(&p, arena, actor.v);
	return (change_members(db, arena, organisation, STMT_ORGANISATION_LEAVE, &p));
}

enum err
organisation_leave_all(
    struct db *db, struct arena *arena, struct account_id account, const char **ret_held)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_ORGANISATION_LOCK_ALL, &p, NULL)) != ERR_OK ||
	    (err = db_run(db, STMT_ORGANISATION_HELD, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) > 0) {
		*ret_held = row_text(arena, res, 0, 0);
		err = ERR_CONFLICT;
	}
	PQclear(res);
	return (err != ERR_OK ? err : db_run(db, STMT_ORGANISATION_LEAVE_ALL, &p, NULL));
}

/* --- invitations -------------------------------------------------------------------------------
 */

enum err
organisation_invite(struct db *db, struct arena *arena, struct organisation_id organisation,
    const char *email, enum member_role role, const char *hash, struct account_id actor)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	param_text(&p, email);
	param_text(&p, vocab_id(VOCAB_MEMBER_ROLE, (int)role));
	param_text(&p, hash);
	param_int(&p, arena, ACCOUNT_INVITATION_SECONDS);
	param_int(&p, arena, actor.v);
	return (change(db, STMT_ORGANISATION_INVITE, &p, ERR_CONFLICT, NULL));
}

enum err
organisation_uninvite(struct db *db, struct arena *arena, struct organisation_id organisation,
    int64_t id, struct account_id actor)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	param_int(&p, arena, id);
	param_int(&p, arena, actor.v);
	return (change(db, STMT_ORGANISATION_UNINVITE, &p, ERR_NOTFOUND, NULL));
}

static enum err
invitations(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct organisation_invitation **ret, size_t *ret_n)
{
	struct organisation_invitation *v;
	PGresult *res;
	enum err err;
	int n, role;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	n = PQntuples(res);
	v = arena_array(arena, struct organisation_invitation, (size_t)n);
	for (int i = 0; i < n; i++) {
		v[i].id = row_int(res, i, 0);
		v[i].organisation.v = row_int(res, i, 1);
		v[i].organisation_name = row_text(arena, res, i, 2);
		v[i].email = row_text(arena, res, i, 3);
		if (vocab_value(VOCAB_MEMBER_ROLE, row_text(arena, res, i, 4), &role))
			v[i].role = (enum member_role)role;
		v[i].inviter = row_text(arena, res, i, 5);
		v[i].expires = row_text(arena, res, i, 6);
	}
	PQclear(res);
	*ret = v;
	*ret_n = (size_t)n;
	return (ERR_OK);
}

enum err
organisation_invitations(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct organisation_invitation **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	return (invitations(db, arena, STMT_ORGANISATION_INVITATIONS, &p, ret, ret_n));
}

enum err
organisation_invitation_by(
    struct db *db, struct arena *arena, const char *hash, struct organisation_invitation *ret)
{
	struct organisation_invitation *v;
	struct params p = { 0 };
	size_t n;
	enum err err;

	param_text(&p, hash);
	if ((err = invitations(db, arena, STMT_ORGANISATION_INVITATION_BY, &p, &v, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_NOTFOUND);
	*ret = v[0];
	return (ERR_OK);
}

enum err
organisation_invited(struct db *db, struct arena *arena, const char *email,
    struct organisation_invitation **ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_text(&p, email);
	return (invitations(db, arena, STMT_ORGANISATION_INVITED, &p, ret, ret_n));
}

enum err
organisation_accept(struct db *db, struct arena *arena, int64_t id, struct account_id account)
{
	struct params p = { 0 };

	param_int(&p, arena, id);
	param_int(&p, arena, account.v);
	return (change(db, STMT_ORGANISATION_ACCEPT, &p, ERR_NOTFOUND, NULL));
}
