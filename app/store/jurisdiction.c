/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how jurisdictions are read. */
#include "store/jurisdiction.h"

#include "store/conn.h"

enum err
jurisdiction_countries(struct db *db, struct arena *arena, struct strings *ret)
{
	PGresult *res;
	enum err err;
	size_t n;

	if ((err = db_run(db, STMT_JURISDICTION_COUNTRIES, NULL, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	ret->v = arena_array(arena, const char *, n);
	for (ret->n = 0; ret->n < n; ret->n++)
		ret->v[ret->n] = row_text(arena, res, (int)ret->n, 0);
	PQclear(res);
	return (ERR_OK);
}
