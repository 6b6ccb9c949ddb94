/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling two contents apart, for ETags and cursors; no secret hangs on it. */
#ifndef WEB_FINGERPRINT_H
#define WEB_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/**
 * fingerprint_of(p, n): 64 bits that differ for different bytes but for accident; the same on every
 * start of the same build.
 */
uint64_t fingerprint_of(const char *p, size_t n);

#endif
