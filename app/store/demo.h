/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sample world: organisations, who belongs to them, and what they own. */
#ifndef STORE_DEMO_H
#define STORE_DEMO_H

#include "base/arena.h"
#include "domain/account.h"
#include "domain/kind.h"
#include "store/db.h"

/* What there is already. */
struct demo_state {
	bool real; /* accounts or organisations that are no samples */
	int64_t accounts, inquiries;
};

/**
 * demo_state(db, arena, ret).
 * demo_organisation(db, name, type, country, size, website, ret): the sample organisation of that
 * name, made if it is not there; ids as in the columns.
 * demo_member(db, arena, organisation, account, role), demo_owner(db, arena, kind, slug,
 * organisation): nothing is changed where it is so already; only samples get owners here.
 */
MUSTCHECK enum err demo_state(struct db *db, struct demo_state *ret);
MUSTCHECK enum err demo_organisation(struct db *db, const char *name, const char *type,
    const char *country, const char *size, const char *website, struct organisation_id *ret);
MUSTCHECK enum err demo_member(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct account_id account, enum member_role role);
MUSTCHECK enum err demo_owner(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    struct organisation_id organisation);

#endif
