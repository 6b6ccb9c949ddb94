/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files about submissions share.  Private to store/. */
#ifndef STORE_SUBMISSION_ROW_H
#define STORE_SUBMISSION_ROW_H

#include "store/conn.h"
#include "store/submission.h"

/**
 * submission_lock(db, arena, id, viewer, ret): in a transaction: nobody else changes it until that
 * ends.
 * submission_step(db, arena, actor, id, action, detail): its audit record.
 * submission_actor(arena, account), submission_staff(arena, account): as the audit names them.
 * submission_publish(db, arena, s, actor): write what was approved again, with the days and checks
 * that ${s} now holds, and the draft that waits beside it.
 */
MUSTCHECK enum err submission_lock(struct db *db, struct arena *arena, struct submission_id id,
    struct account_id viewer, struct submission **ret);
MUSTCHECK enum err submission_step(struct db *db, struct arena *arena, const char *actor,
    struct submission_id id, const char *action, const char *detail);
const char *submission_actor(struct arena *arena, struct account_id account);
const char *submission_staff(struct arena *arena, struct account_id account);
MUSTCHECK enum err submission_publish(
    struct db *db, struct arena *arena, const struct submission *s, const char *actor);

/**
 * submission_days(db, arena, s): keep its class, days and what was reminded of.
 * submission_move(db, arena, s, action, reason): to the state where ${action} leads; ERR_CONFLICT.
 * submission_finish(db, err): commit, or roll back on an error, which it returns.
 */
MUSTCHECK enum err submission_days(struct db *db, struct arena *arena, const struct submission *s);
MUSTCHECK enum err submission_move(struct db *db, struct arena *arena, struct submission *s,
    enum submission_action action, const char *reason);
MUSTCHECK enum err submission_finish(struct db *db, enum err err);

#endif
