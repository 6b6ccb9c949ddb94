/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of listings.  They are in the database, so that they come and go with what they belong
 * to and nothing is left behind. */
#ifndef STORE_ATTACHMENT_H
#define STORE_ATTACHMENT_H

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"
#include "store/submission.h"

enum { ATTACHMENTS_MAX = 5 };

struct attachment_file {
	const char *name, *type;
	const char *data; /* in the arena */
	size_t size;
};

/**
 * attachment_add(db, arena, actor, id, file): put ${file}, which was checked, to the listing ${id},
 * which is a draft from now on.  ERR_CONFLICT if it is there already, ERR_TOOBIG if there are
 * ATTACHMENTS_MAX.
 * attachment_remove(db, arena, actor, id, file): take it off; readers see it until the change is
 * approved.
 */
MUSTCHECK enum err attachment_add(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, const struct attachment_file *file);
MUSTCHECK enum err attachment_remove(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t file);

/**
 * attachment_public(db, arena, file, ret): a file that a published listing shows; ERR_NOTFOUND.
 * attachment_own(db, arena, file, account, staff, ret): one of a listing of the account's
 * organisations, or any for ${staff}.
 */
MUSTCHECK enum err attachment_public(
    struct db *db, struct arena *arena, int64_t file, struct attachment_file *ret);
MUSTCHECK enum err attachment_own(struct db *db, struct arena *arena, int64_t file,
    struct account_id account, bool staff, struct attachment_file *ret);

#endif
