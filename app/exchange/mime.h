/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mails as they travel (RFC 5322, 2045-2049), written and read through GMime. */
#ifndef EXCHANGE_MIME_H
#define EXCHANGE_MIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct mime {
	const char *from_name, *from; /* display name in any script, address */
	const char *to;
	const char *subject;
	int64_t date;		 /* s since 1970 UTC */
	const char *message_id;	 /* left part; the right one is the domain of ${from} */
	const char *language;	 /* BCP 47 */
	const char *unsubscribe; /* absolute address for List-Unsubscribe, or NULL */
	const char *text, *html; /* the same in both, lines divided by line feeds */
};

/**
 * mime_write(out, mail): append ${mail} to ${out}, lines divided by CR LF: multipart/alternative,
 * every header in ASCII, but for addresses that are not (RFC 6532).  A mail that can be
 * unsubscribed from says so for one click (RFC 8058).  The same mail gives the same bytes.
 * ERR_INPUT, with nothing appended, if an address is none or a header would hold a control
 * character.
 */
MUSTCHECK enum err mime_write(struct buf *out, const struct mime *mail);

/* What a delivery report (RFC 3464) says. */
struct mime_bounce {
	const char *message_id; /* left part of the id of the mail that came back */
	bool final;		/* it failed and will not be tried again */
	const char *problem;	/* "5.1.1 smtp; 550 no such user" */
};

/**
 * mime_bounce(arena, raw, n, ret_bounce): read the report in ${n} bytes of a mail.  ERR_INPUT: it
 * is none, or does not say which mail it is about.
 */
MUSTCHECK enum err mime_bounce(
    struct arena *arena, const char *raw, size_t n, struct mime_bounce *ret_bounce);

#endif
