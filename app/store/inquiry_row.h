/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files about inquiries share.  Private to store/. */
#ifndef STORE_INQUIRY_ROW_H
#define STORE_INQUIRY_ROW_H

#include "store/conn.h"
#include "store/inquiry.h"

/**
 * inquiry_row_messages(db, arena, id, account, ret, ret_n): what was written, oldest first, with
 * all authors' names. inquiry_row_audit(db, arena, actor, id, action, detail): a line of the audit.
 */
MUSTCHECK enum err inquiry_row_messages(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, struct inquiry_message **ret, size_t *ret_n);
MUSTCHECK enum err inquiry_row_audit(struct db *db, struct arena *arena, const char *actor,
    struct inquiry_id id, const char *action, const char *detail);

#endif
