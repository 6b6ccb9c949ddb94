/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random words that let somebody in: sessions, links in mails, devices, recovery codes.  Only their
 * hashes are kept.
 */
#ifndef AUTH_TOKEN_H
#define AUTH_TOKEN_H

#include <stdbool.h>

#include "base/arena.h"

enum {
	TOKEN_LENGTH = 43,	/* characters: 256 bits in base64url */
	TOKEN_HASH_LENGTH = 64, /* characters: 256 bits in hexadecimal */
};

/**
 * token_new(arena): a fresh one, of TOKEN_LENGTH characters that may stand anywhere in an address.
 * token_valid(s): whether ${s} could be one; NULL is none.
 */
const char *token_new(struct arena *arena);
bool token_valid(const char *s);

/**
 * token_hash(arena, s): what is kept of it: its BLAKE2b hash in hexadecimal.  Also for keys that
 * are counted without being kept (addresses of mail, of readers).
 */
const char *token_hash(struct arena *arena, const char *s);

/**
 * token_mac(arena, key, message): a word of TOKEN_LENGTH characters that only who knows ${key} can
 * make for ${message} (keyed BLAKE2b).  ${key} at most 64 bytes, longer ones are cut.
 * token_equal(a, b): whether they are the same, in a time that does not tell where they differ;
 * NULL equals nothing.
 */
const char *token_mac(struct arena *arena, const char *key, const char *message);
bool token_equal(const char *a, const char *b);

/**
 * token_code(arena): a recovery code that people can copy by hand: three groups of four letters and
 * digits, none of which is easily taken for another (59 bits).
 * token_code_plain(arena, s): one as it was typed, without spaces and hyphens, in small letters.
 */
const char *token_code(struct arena *arena);
const char *token_code_plain(struct arena *arena, const char *s);

#endif
