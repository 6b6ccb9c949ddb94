/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Handing mails to a server (SMTP, RFC 5321, through libcurl). */
#ifndef CLI_SMTP_H
#define CLI_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/config.h"
#include "domain/mail.h"

struct smtp;

/* How a conversation ended. */
struct smtp_outcome {
	enum mail_stage stage;
	int code;	   /* of the server's last reply, 0: none */
	char enhanced[16]; /* "5.1.1", or "" */
	char said[400];	   /* that reply, or what was wrong, in one line */
};

/**
 * smtp_new(config): a sender to config->smtp_url; nothing is connected yet.  smtp_free(NULL) is
 * fine.
 * smtp_send(smtp, from, to, message): hand ${message} over for ${to}.  Takes at most
 * config->smtp_timeout seconds, and as long again to part from a server that hangs; a connection is
 * kept for the next mail.
 */
struct smtp *smtp_new(const struct config *config);
void smtp_free(struct smtp *smtp);
struct smtp_outcome smtp_send(
    struct smtp *smtp, const char *from, const char *to, const struct buf *message);

#endif
