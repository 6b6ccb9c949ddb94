/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Digests of content, to tell whether something changed.  Private to store/. */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

enum { DIGEST_BYTES = 16, DIGEST_TEXT = 2 * DIGEST_BYTES + 1 };

struct digest {
	crypto_generichash_state state;
};

/**
 * digest_begin(d); digest_bytes(d, p, n), digest_text(d, s), digest_int(d, v): add one value, so
 * marked off that neighbours never run together; NULL differs from "".  digest_end(d, out): lower
 * hexadecimal digits.
 */
void digest_begin(struct digest *d);
void digest_bytes(struct digest *d, const void *p, size_t n);
void digest_text(struct digest *d, const char *s);
void digest_int(struct digest *d, int64_t v);
void digest_end(struct digest *d, char out[DIGEST_TEXT]);

#endif
