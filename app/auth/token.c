/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how tokens are made and what is kept of them. */
#include "auth/token.h"

#include <string.h>

#include <sodium.h>

#include "base/log.h"

enum { BYTES = 32 };

static void
ready(void)
{
	if (sodium_init() == -1)
		log_die("libsodium does not start");
}

static const char *
base64(struct arena *arena, const unsigned char bytes[BYTES])
{
	char *s = arena_alloc(arena, TOKEN_LENGTH + 1);

	sodium_bin2base64(
	    s, TOKEN_LENGTH + 1, bytes, BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return (s);
}

const char *
token_new(struct arena *arena)
{
	unsigned char bytes[BYTES];

	ready();
	randombytes_buf(bytes, sizeof(bytes));
	return (base64(arena, bytes));
}

bool
token_valid(const char *s)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	return (s != NULL && strspn(s, letters) == TOKEN_LENGTH && s[TOKEN_LENGTH] == '\0');
}

const char *
token_hash(struct arena *arena, const char *s)
{
	unsigned char bytes[BYTES];
	char *hex = arena_alloc(arena, TOKEN_HASH_LENGTH + 1);

	ready();
	crypto_generichash(bytes, sizeof(bytes), (const unsigned char *)s, strlen(s), NULL, 0);
	sodium_bin2hex(hex, TOKEN_HASH_LENGTH + 1, bytes, sizeof(bytes));
	return (hex);
}

const char *
token_mac(struct arena *arena, const char *key, const char *message)
{
	size_t n = strlen(key);
	unsigned char bytes[BYTES];

	ready();
	if (n > crypto_generichash_KEYBYTES_MAX)
		n = crypto_generichash_KEYBYTES_MAX;
	crypto_generichash(bytes, sizeof(bytes), (const unsigned char *)message, strlen(message),
	    (const unsigned char *)key, n);
	return (base64(arena, bytes));
}

bool
token_equal(const char *a, const char *b)
{
	size_t n;

	if (a == NULL || b == NULL || (n = strlen(a)) != strlen(b))
		return (false);
	return (sodium_memcmp(a, b, n) == 0);
}

/* Without 0 and o, 1, i and l. */
static const char clear[] = "abcdefghjkmnpqrstuvwxyz23456789";

const char *
token_code(struct arena *arena)
{
	char *s = arena_alloc(arena, 15);
	size_t n = 0;

	ready();
	for (size_t i = 0; i < 12; i++) {
		if (i > 0 && i % 4 == 0)
			s[n++] = '-';
		s[n++] = clear[randombytes_uniform(sizeof(clear) - 1)];
	}
	return (s);
}

const char *
token_code_plain(struct arena *arena, const char *s)
{
	char *plain = arena_alloc(arena, strlen(s) + 1);
	size_t n = 0;

	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z')
			plain[n++] = (char)(*s - 'A' + 'a');
		else if (*s != ' ' && *s != '-')
			plain[n++] = *s;
	}
	return (plain);
}
