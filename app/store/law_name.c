/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns looking laws up by name.  What a name is made of is the schema's functions' to say. */
#include "store/law_name.h"

#include "store/conn.h"

enum err
law_name_find(struct db *db, struct arena *arena, struct law_name *names, size_t n,
    const struct strings *jurisdictions)
{
	const char **name = arena_array(arena, const char *, n);
	const char **eid = arena_array(arena, const char *, n);
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	if (n == 0)
		return (ERR_OK);
	for (size_t i = 0; i < n; i++) {
		name[i] = names[i].name;
		eid[i] = names[i].eid;
	}
	param_texts(&p, arena, name, n);
	param_texts(&p, arena, eid, n);
	param_texts(&p, arena, jurisdictions->v, jurisdictions->n);
	if ((err = db_run(db, STMT_LAWS_NAMED, &p, &res)) != ERR_OK)
		return (err);
	for (int row = 0; row < PQntuples(res); row++) {
		struct law_name *found = &names[row_int(res, row, 0) - 1];

		found->slug = row_text(arena, res, row, 1);
		found->has_article = row_bool(res, row, 2);
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
law_name_eids(struct db *db, struct arena *arena, struct expression_id expression,
    const struct strings *eids, struct strings *ret_there)
{
	struct strings there = { NULL, 0 };
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	if (eids->n > 0) {
		param_int(&p, arena, expression.v);
		param_texts(&p, arena, eids->v, eids->n);
		if ((err = db_run(db, STMT_EIDS_THERE, &p, &res)) != ERR_OK)
			return (err);
		there.v = arena_array(arena, const char *, (size_t)PQntuples(res));
		for (int row = 0; row < PQntuples(res); row++)
			there.v[there.n++] = row_text(arena, res, row, 0);
		PQclear(res);
	}
	*ret_there = there;
	return (ERR_OK);
}
