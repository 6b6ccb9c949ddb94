/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the parameters with which passwords are hashed. */
#include "auth/password.h"

#include <string.h>

#include <sodium.h>

#include "base/log.h"

/* libsodium's interactive ones: OWASP asks for 19 MB and two rounds at least. */
enum {
	ROUNDS = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
	MEMORY = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE,
};

/* Of nobody's password, with today's parameters. */
static const char *
dummy(void)
{
	static char hash[crypto_pwhash_argon2id_STRBYTES];
	unsigned char random[16];

	if (hash[0] == '\0') {
		randombytes_buf(random, sizeof(random));
		if (crypto_pwhash_argon2id_str(
			hash, (const char *)random, sizeof(random), ROUNDS, MEMORY) != 0)
			hash[0] = '\0';
	}
	return (hash);
}

enum err
password_hash(struct arena *arena, const char *password, const char **ret_hash)
{
	char *hash = arena_alloc(arena, crypto_pwhash_argon2id_STRBYTES);

	if (sodium_init() == -1 ||
	    crypto_pwhash_argon2id_str(hash, password, strlen(password), ROUNDS, MEMORY) != 0) {
		log_event(LOG_LEVEL_ERROR, "password.no_memory", LOG_INT("bytes", MEMORY));
		return (ERR_INTERNAL);
	}
	*ret_hash = hash;
	return (ERR_OK);
}

bool
password_fits(const char *hash, const char *password, bool *ret_stale)
{
	bool fits;

	*ret_stale = false;
	if (sodium_init() == -1)
		return (false);
	fits = crypto_pwhash_argon2id_str_verify(
		   hash != NULL ? hash : dummy(), password, strlen(password)) == 0;
	if (hash == NULL || !fits)
		return (false);
	*ret_stale = crypto_pwhash_argon2id_str_needs_rehash(hash, ROUNDS, MEMORY) != 0;
	return (true);
}
