/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords, kept as Argon2id strings made by libsodium. */
#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

/**
 * password_hash(arena, password, ret_hash): what is kept of ${password}: its Argon2id string with
 * today's parameters. Takes some 60 ms and 64 MB, in the calling thread.  ERR_INTERNAL without the
 * memory, logged.
 */
MUSTCHECK enum err password_hash(struct arena *arena, const char *password, const char **ret_hash);

/**
 * password_fits(hash, password, ret_stale): whether ${password} is the one of ${hash};
 * ${*ret_stale} tells that the hash was made with weaker parameters than today's and is to be made
 * anew.  A NULL
 * ${hash} fits nothing and takes the same time, so that nobody can tell from it who has an account.
 */
bool password_fits(const char *hash, const char *password, bool *ret_stale);

#endif
