/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of the sample world that no page makes. */
#include "store/demo.h"

#include "domain/vocab.h"
#include "store/conn.h"
#include "store/takeover.h"

enum err
demo_state(struct db *db, struct demo_state *ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_DEMO_REAL, NULL, &res)) != ERR_OK)
		return (err);
	ret->real = row_bool(res, 0, 0);
	ret->accounts = row_int(res, 0, 1);
	ret->inquiries = row_int(res, 0, 2);
	PQclear(res);
	return (ERR_OK);
}

enum err
demo_organisation(struct db *db, const char *name, const char *type, const char *country,
    const char *size, const char *website, struct organisation_id *ret)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, name);
	param_text(&p, type);
	param_text(&p, country);
	param_text(&p, size);
	param_text(&p, website);
	if ((err = db_run(db, STMT_DEMO_ORGANISATION, &p, &res)) != ERR_OK)
		return (err);
	ret->v = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
demo_member(struct db *db, struct arena *arena, struct organisation_id organisation,
    struct account_id account, enum member_role role)
{
	struct params p = { 0 };

	param_int(&p, arena, organisation.v);
	param_int(&p, arena, account.v);
	param_text(&p, vocab_id(VOCAB_MEMBER_ROLE, (int)role));
	return (db_run(db, STMT_DEMO_MEMBER, &p, NULL));
}

enum err
demo_owner(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    struct organisation_id organisation)
{
	struct submission_id ignored;
	struct params p = { 0 };
	struct entry_id entry = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, kind_id(kind));
	param_text(&p, slug);
	if ((err = db_run(db, STMT_DEMO_UNOWNED, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		entry.v = row_int(res, 0, 0);
	PQclear(res);
	if (entry.v == 0)
		return (ERR_OK);
	return (takeover_grant(db, arena, entry, organisation, &ignored));
}
