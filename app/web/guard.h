/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The framing guard: looks at the bytes of a request's head before Kore's parser does, and refuses
 * whatever two parsers in a row could understand differently (request smuggling) or Kore would
 * mistake.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include <stddef.h>

enum {
	GUARD_HEADERS_MAX = 23,	 /* Kore forgets further ones in silence */
	GUARD_TARGET_MAX = 1998, /* bytes of address and query */
	GUARD_HOST_MAX = 250,
};

/**
 * guard_end(head, n): bytes of the head in ${n} received bytes, its empty line included; 0 while it
 * is incomplete.
 *
 * guard_check(head, n, extra, ret_why):
 * Judge a complete head of ${n} bytes after which ${extra} further bytes were received.  0: fine;
 * bytes that Kore would refuse in a header's value (tab, beyond ASCII) have then been replaced by
 * harmless ones in place.  Else the status to answer before closing, with one English sentence in
 * ${*ret_why}.
 */
size_t guard_end(const char *head, size_t n);
int guard_check(char *head, size_t n, size_t extra, const char **ret_why);

#endif
