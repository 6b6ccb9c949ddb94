/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making the digests that are due: what is new about what somebody follows. */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "base/config.h"
#include "base/err.h"
#include "store/db.h"

struct summary;

/**
 * summary_new(config): the index is opened when it is first needed.  summary_free(NULL) is fine.
 * summary_make(s, db, ret_made): make the digest that is due longest; it becomes a notice with its
 * mail, or nothing if there is no news, in one transaction.  ERR_NOTFOUND: none is due.  ERR_INDEX:
 * the index is away; nothing was done and nothing is lost.
 */
struct summary *summary_new(const struct config *config);
void summary_free(struct summary *s);
MUSTCHECK enum err summary_make(struct summary *s, struct db *db, int64_t *ret_lines);

#endif
