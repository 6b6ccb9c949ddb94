/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which checks there are; each is a statement. */
#include "store/verify.h"

#include "store/conn.h"

enum err
verify_laws(struct db *db, struct arena *arena,
    void (*fn)(void *ctx, const char *slug, const char *problem), void *ctx, size_t *ret_n)
{
	static const enum stmt checks[] = { STMT_VERIFY_ARTICLES, STMT_VERIFY_HANGING,
		STMT_VERIFY_DIVISIONS, STMT_VERIFY_PINS, STMT_VERIFY_OVERLAPS, STMT_VERIFY_WORKS };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		PGresult *res;
		enum err err;

		if ((err = db_run(db, checks[i], NULL, &res)) != ERR_OK)
			return (err);
		for (int row = 0; row < PQntuples(res); row++, n++)
			fn(ctx, row_text(arena, res, row, 0), row_text(arena, res, row, 1));
		PQclear(res);
	}
	*ret_n = n;
	return (ERR_OK);
}
