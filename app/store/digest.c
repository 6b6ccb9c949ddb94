/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which hash it is: BLAKE2b of 128 bits, which nobody needs to forge here. */
#include "store/digest.h"

#include <string.h>

#include "base/log.h"

void
digest_begin(struct digest *d)
{
	if (sodium_init() < 0)
		log_die("libsodium does not start");
	crypto_generichash_init(&d->state, NULL, 0, DIGEST_BYTES);
}

void
digest_bytes(struct digest *d, const void *p, size_t n)
{
	digest_int(d, (int64_t)n);
	crypto_generichash_update(&d->state, p, n);
}

void
digest_text(struct digest *d, const char *s)
{
	if (s == NULL)
		digest_int(d, -1);
	else
		digest_bytes(d, s, strlen(s));
}

void
digest_int(struct digest *d, int64_t v)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)v >> (8 * i));
	crypto_generichash_update(&d->state, bytes, sizeof(bytes));
}

void
digest_end(struct digest *d, char out[DIGEST_TEXT])
{
	unsigned char hash[DIGEST_BYTES];

	crypto_generichash_final(&d->state, hash, sizeof(hash));
	sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof(hash));
}
