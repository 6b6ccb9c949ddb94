/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sending what is in the outbox of mail: to a server, or as files where there is none. */
#ifndef CLI_SENDER_H
#define CLI_SENDER_H

#include <signal.h>

#include "base/config.h"
#include "base/err.h"
#include "store/db.h"

struct sender;

/**
 * sender_new(config, db, ret_sender): load words and templates.  ERR_INPUT, said on stderr, if the
 * configuration names neither a server nor a folder, or no address to send from; errors of loading
 * as locales_load and templates_load.  sender_free(NULL) is fine.
 */
MUSTCHECK enum err sender_new(
    const struct config *config, struct db *db, struct sender **ret_sender);
void sender_free(struct sender *s);

/**
 * sender_step(s): claim the mail that is due longest and hand it over.  ERR_NOTFOUND: none is due.
 * ERR_IO: the server or the folder is away; all is left alone for sender_pause(s) seconds.  Blocks
 * for at most the server's timeout.
 */
MUSTCHECK enum err sender_step(struct sender *s);

/**
 * sender_pause(s): seconds for which the server is left alone yet, 0: none.
 * sender_count(s): mails handed over so far.
 */
int64_t sender_pause(const struct sender *s);
int64_t sender_count(const struct sender *s);

#endif
