/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what must happen together with every change that readers can see. */
#include "store/change.h"

#include "store/conn.h"

enum err
change_announce(struct db *db, struct arena *arena, const int64_t *entries, size_t n)
{
	static const enum stmt steps[] = { STMT_CHANGE_CLEAR_PAGES, STMT_CHANGE_PAGES,
		STMT_PUBLICATION_REPEALS, STMT_CHANGE_OUTBOX };
	struct params p = { 0 };
	enum err err;

	if (n == 0)
		return (ERR_OK);
	param_ints(&p, arena, entries, n);
	if ((err = db_run(db, STMT_CHANGE_LOCK, NULL, NULL)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if ((err = db_run(db, steps[i], &p, NULL)) != ERR_OK)
			return (err);
	}
	return (db_run(db, STMT_CHANGE_NOTIFY, NULL, NULL));
}
