/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which law, and which article of it, the words of a text mean. */
#ifndef STORE_LAW_NAME_H
#define STORE_LAW_NAME_H

#include "base/arena.h"
#include "domain/record.h"
#include "store/db.h"

struct law_name {
	const char *name; /* "《专利法》" without its marks, "Lei nº 9.279", "Patents Act, 1970" */
	const char *eid;  /* or NULL */
	const char *slug; /* filled: the law, NULL if none or more than one is called so */
	bool has_article; /* filled: some published text of it has ${eid} */
};

/**
 * law_name_find(db, arena, names, n, jurisdictions): fill in the published laws of these
 * jurisdictions that ${names} mean.  One round trip; ERR_DB.
 */
MUSTCHECK enum err law_name_find(struct db *db, struct arena *arena, struct law_name *names,
    size_t n, const struct strings *jurisdictions);

/**
 * law_name_eids(db, arena, expression, eids, ret_there): those of ${eids} that are articles of
 * ${expression}.  One round trip; ERR_DB.
 */
MUSTCHECK enum err law_name_eids(struct db *db, struct arena *arena,
    struct expression_id expression, const struct strings *eids, struct strings *ret_there);

#endif
