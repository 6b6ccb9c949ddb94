/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One-time codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 s), through liboath. */
#ifndef AUTH_TOTP_H
#define AUTH_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { TOTP_DIGITS = 6, TOTP_STEP = 30 /* s */ };

/**
 * totp_new(arena): a fresh secret, 160 bits in base32 without padding.
 *
 * totp_uri(arena, issuer, name, secret): the otpauth: address that an app reads from a QR code.
 *
 * totp_fits(secret, code, now, after, ret_step): whether ${code} (six digits, spaces between
 * them are fine) is the one of ${secret} at ${now} (UTC seconds), one step before or one after it,
 * as clocks differ.  Codes of step ${after} and before are used up; ${*ret_step} is the step to
 * keep as the next ${after}.
 */
const char *totp_new(struct arena *arena);
const char *totp_uri(struct arena *arena, const char *issuer, const char *name, const char *secret);
bool totp_fits(const char *secret, const char *code, int64_t now, int64_t after, int64_t *ret_step);

#endif
