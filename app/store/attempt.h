/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How often something was tried: counters that forget after a while, shared by all workers. */
#ifndef STORE_ATTEMPT_H
#define STORE_ATTEMPT_H

#include "base/arena.h"
#include "store/db.h"

/**
 * attempt_count(db, arena, key, limit, seconds, ret_wait):
 * Count one more attempt of ${key} (64 hexadecimal characters: the hash of what is counted).
 * Counting begins anew ${seconds} after the first.  ${*ret_wait} is 0 up to ${limit}, else the
 * seconds until it begins anew.  Two workers that count at once count two.
 *
 * attempt_forgive(db, key): take one attempt back that proved to be none.
 * attempt_clear(db, key): begin anew.
 */
MUSTCHECK enum err attempt_count(
    struct db *db, struct arena *arena, const char *key, int limit, int seconds, int *ret_wait);
MUSTCHECK enum err attempt_forgive(struct db *db, const char *key);
MUSTCHECK enum err attempt_clear(struct db *db, const char *key);

#endif
