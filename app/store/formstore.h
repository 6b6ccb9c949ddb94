/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forms beyond their request: what was typed when the session had ended, and which forms were sent
 * already.  Hashes are those of auth/token.h.
 */
#ifndef STORE_FORMSTORE_H
#define STORE_FORMSTORE_H

#include "base/arena.h"
#include "store/db.h"

enum { FORMSTORE_MAX = 256 * 1024 }; /* bytes of the fields that are kept */

/**
 * formstore_keep(db, hash, path, fields): keep ${fields} (urlencoded, at most FORMSTORE_MAX
 * bytes) of the form at ${path} for a day.
 * formstore_kept(db, arena, hash, path, ret_fields): those of that form; ERR_NOTFOUND after a day
 * or for another path.
 */
MUSTCHECK enum err formstore_keep(
    struct db *db, const char *hash, const char *path, const char *fields);
MUSTCHECK enum err formstore_kept(struct db *db, struct arena *arena, const char *hash,
    const char *path, const char **ret_fields);

/**
 * formstore_begin(db, arena, hash, ret_location): the form ${hash} is being sent.  ${*ret_location}
 * is where it led when it was sent before, NULL if it was not: then whoever sends it meanwhile
 * waits until formstore_end, at most for one and a half seconds (ERR_CONFLICT). formstore_end(db,
 * hash, location): it is done and led to ${location}; NULL: to nothing, it may be sent again.  Call
 * it after each formstore_begin that gave NULL.
 */
MUSTCHECK enum err formstore_begin(
    struct db *db, struct arena *arena, const char *hash, const char **ret_location);
MUSTCHECK enum err formstore_end(struct db *db, const char *hash, const char *location);

#endif
