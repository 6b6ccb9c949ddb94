/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how candidates are read. */
#include "store/match.h"

#include "store/entry_row.h"

static enum err
records(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct record ***ret, size_t *ret_n)
{
	PGresult *res;
	enum err err;
	size_t n;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct record *, n);
	for (size_t i = 0; i < n; i++)
		(*ret)[i] = entry_row_record(arena, res, (int)i, true);
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

enum err
match_providers(struct db *db, struct arena *arena, const struct match_need *need, size_t limit,
    struct record ***ret, size_t *ret_n)
{
	const char **services = arena_array(arena, const char *, need->nservices);
	const char **rights = arena_array(arena, const char *, need->nrights);
	struct params p = { 0 };

	for (size_t i = 0; i < need->nservices; i++)
		services[i] = vocab_id(VOCAB_SERVICE, (int)need->services[i]);
	for (size_t i = 0; i < need->nrights; i++)
		rights[i] = vocab_id(VOCAB_SUBJECT, (int)need->rights[i]);
	param_texts(&p, arena, need->jurisdictions.v, need->jurisdictions.n);
	param_texts(&p, arena, need->languages.v, need->languages.n);
	param_texts(&p, arena, services, need->nservices);
	param_texts(&p, arena, rights, need->nrights);
	param_int(&p, arena, (int64_t)limit);
	return (records(db, arena, STMT_MATCH_PROVIDERS, &p, ret, ret_n));
}

enum err
match_listings(struct db *db, struct arena *arena, const struct record *listing,
    const int64_t *found, size_t nfound, size_t limit, struct record ***ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, listing->id.v);
	param_text(&p, vocab_id(VOCAB_DIRECTION, (int)listing->listing->direction));
	param_texts(&p, arena, listing->listing->ipc.v, listing->listing->ipc.n);
	param_ints(&p, arena, found, nfound);
	param_int(&p, arena, (int64_t)limit);
	return (records(db, arena, STMT_MATCH_LISTINGS, &p, ret, ret_n));
}

enum err
match_own(struct db *db, struct arena *arena, struct account_id account, size_t limit,
    struct record ***ret, size_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, (int64_t)limit);
	return (records(db, arena, STMT_MATCH_OWN, &p, ret, ret_n));
}
