/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Profiles that staff made and organisations ask for. */
#ifndef STORE_TAKEOVER_H
#define STORE_TAKEOVER_H

#include "base/arena.h"
#include "domain/account.h"
#include "domain/record.h"
#include "store/db.h"
#include "store/submission.h"

struct takeover {
	int64_t id;
	struct entry_id entry;
	const char *slug, *title, *language;
	struct organisation_id organisation;
	const char *organisation_name, *organisation_website;
	const char *message;
	const char *created; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	bool own;	     /* of an organisation of the account that looks */
};

/**
 * takeover_ask(db, arena, actor, organisation, entry, message): ask staff for the profile ${entry},
 * which nobody owns.  ERR_NOTFOUND if it is no published profile, ERR_CONFLICT if it has an owner
 * or the organisation has asked already. takeover_list(db, arena, viewer, ret, ret_n): those that
 * are open. takeover_by_id(db, arena, id, viewer, ret): an open one; ERR_NOTFOUND.
 * takeover_decide(db, arena, staff, id, granted, reason): ${granted}: the organisation owns the
 * profile from now on, and what stands in it is what it works at.  ERR_FORBIDDEN where it is the
 * staff member's own, ERR_CONFLICT if it has an owner meanwhile.
 */
MUSTCHECK enum err takeover_ask(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, struct entry_id entry, const char *message);
MUSTCHECK enum err takeover_list(struct db *db, struct arena *arena, struct account_id viewer,
    struct takeover **ret, size_t *ret_n);
MUSTCHECK enum err takeover_by_id(
    struct db *db, struct arena *arena, int64_t id, struct account_id viewer, struct takeover *ret);
MUSTCHECK enum err takeover_decide(struct db *db, struct arena *arena, struct account_id staff,
    int64_t id, bool granted, const char *reason);

/**
 * takeover_grant(db, arena, entry, organisation, ret_id): within the caller's transaction, the
 * organisation owns ${entry}, a profile or listing, from now on and works at what stands in it: as
 * takeover_decide does, and for the sample world.  ERR_NOTFOUND.
 */
MUSTCHECK enum err takeover_grant(struct db *db, struct arena *arena, struct entry_id entry,
    struct organisation_id organisation, struct submission_id *ret_id);

#endif
