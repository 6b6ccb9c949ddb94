/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the parameters of one-time codes. */
#include "auth/totp.h"

#include <stdlib.h>
#include <string.h>

#include <liboath/oath.h>
#include <sodium.h>

#include "base/log.h"

enum { SECRET_BYTES = 20, WINDOW = 1 /* steps */ };

static void
ready(void)
{
	if (sodium_init() == -1 || oath_init() != OATH_OK)
		log_die("libsodium or liboath does not start");
}

const char *
totp_new(struct arena *arena)
{
	unsigned char bytes[SECRET_BYTES];
	char *base32 = NULL;
	const char *secret;

	ready();
	randombytes_buf(bytes, sizeof(bytes));
	if (oath_base32_encode((const char *)bytes, sizeof(bytes), &base32, NULL) != OATH_OK)
		log_die("out of memory");
	secret = arena_strndup(arena, base32, strcspn(base32, "="));
	free(base32);
	return (secret);
}

/* Percent-encoded but for what stands freely in every part of an address. */
static const char *
escaped(struct arena *arena, const char *s)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@";
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_alloc(arena, strlen(s) * 3 + 1), *p = out;

	for (; *s != '\0'; s++) {
		if (strchr(plain, *s) != NULL) {
			*p++ = *s;
		} else {
			*p++ = '%';
			*p++ = hex[(unsigned char)*s >> 4];
			*p++ = hex[(unsigned char)*s & 15];
		}
	}
	return (out);
}

const char *
totp_uri(struct arena *arena, const char *issuer, const char *name, const char *secret)
{
	return (arena_printf(arena, "otpauth://totp/%s:%s?secret=%s&issuer=%s",
	    escaped(arena, issuer), escaped(arena, name), secret, escaped(arena, issuer)));
}

bool
totp_fits(const char *secret, const char *code, int64_t now, int64_t after, int64_t *ret_step)
{
	char digits[TOTP_DIGITS + 1];
	size_t n = 0, size = 0;
	uint64_t step = 0;
	char *bytes = NULL;
	int at = 0, rc;

	ready();
	for (; *code != '\0'; code++) {
		if (*code == ' ')
			continue;
		if (*code < '0' || *code > '9' || n == TOTP_DIGITS)
			return (false);
		digits[n++] = *code;
	}
	digits[n] = '\0';
	if (n != TOTP_DIGITS || now < 0 ||
	    oath_base32_decode(secret, strlen(secret), &bytes, &size) != OATH_OK)
		return (false);
	rc =
	    oath_totp_validate3(bytes, size, (time_t)now, TOTP_STEP, 0, WINDOW, &at, &step, digits);
	sodium_memzero(bytes, size);
	free(bytes);
	if (rc < 0 || (int64_t)step <= after)
		return (false);
	*ret_step = (int64_t)step;
	return (true);
}
