/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of a mail: which answers of a server are final, and when it is tried again.  Pure.
 */
#ifndef DOMAIN_MAIL_H
#define DOMAIN_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far a conversation with the server came (RFC 5321). */
enum mail_stage {
	MAIL_STAGE_CONNECT, /* connecting, greeting, EHLO, TLS, signing in */
	MAIL_STAGE_FROM,
	MAIL_STAGE_RCPT,
	MAIL_STAGE_DATA, /* the text, up to the answer to its end */
	MAIL_STAGE_DONE,
};

enum mail_verdict {
	MAIL_SENT,
	MAIL_RETRY,  /* this mail later */
	MAIL_PAUSE,  /* the server cannot be worked with: everything later, this mail's tries do
			not count */
	MAIL_DEAD,   /* never; a person looks at it */
	MAIL_REFUSED /* never, and nothing else to this address */
};

/**
 * mail_verdict(stage, code, enhanced): what follows when the conversation ended in ${stage} with
 * the reply ${code} (0: none, it broke off) and the enhanced status ${enhanced} ("5.1.1", NULL or
 * "": none; RFC 3463).  A refusal of the sign-in or of our own address says nothing of the mail,
 * one of the recipient is the address's unless it is a matter of policy or of a full mailbox.
 */
enum mail_verdict mail_verdict(enum mail_stage stage, int code, const char *enhanced);

/**
 * mail_delay(tries): seconds until the next attempt after ${tries} (from 1) that failed, growing
 * from a minute to a day; 0: there is none, the mail is dead, after more than three days.
 * mail_pause(failures): seconds for which the server is left alone after so many failures in a row
 * (from 1), from 5 to 300.
 */
int64_t mail_delay(int64_t tries);
int64_t mail_pause(int64_t failures);

/**
 * mail_reply(line, n, ret_code, ret_enhanced): the reply code of a line of the server and, in
 * ${ret_enhanced} (room for 16 bytes), its enhanced status or ""; false if it is no reply.
 */
bool mail_reply(const char *line, size_t n, int *ret_code, char *ret_enhanced);

/**
 * mail_address_valid(s): whether mail can be addressed to ${s}: one @ with something on both sides,
 * at most 254 bytes of valid UTF-8, no blanks, control characters, quotes, brackets, commas,
 * colons, semicolons or backslashes, so that it can stand in a header or a command as it is.
 */
bool mail_address_valid(const char *s);

#endif
