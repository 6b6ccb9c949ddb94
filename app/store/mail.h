/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The outbox of mail as senders and staff see it; store/notice.h fills it.  A sender claims a mail
 * for a while under a name of its own, and only under that name can it tell what became of it: a
 * sender that was thought dead cannot undo what another did since.
 */
#ifndef STORE_MAIL_H
#define STORE_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"
#include "store/notice.h"

/* A claimed mail with all that is needed to write it. */
struct mail {
	int64_t id;
	struct notice_row notice;
	const char *address;	 /* NULL: there is none to send it to */
	const char *locale;	 /* BCP 47, may be one that is not ours any more */
	const char *message_id;	 /* left part, stays the same over all attempts */
	const char *unsubscribe; /* the account's secret in hex, NULL: no account */
	int64_t tries;		 /* attempts so far that failed */
	bool muted;		 /* the account does not want this kind by mail */
	bool refused;		 /* the address refused mail before */
};

/**
 * mail_claim(db, arena, claim, seconds, ret_mail): take the mail that is due longest, for
 * ${seconds} under the name ${claim}; ERR_NOTFOUND if none is due or all are claimed.  Several
 * senders never get the same one.
 */
MUSTCHECK enum err mail_claim(
    struct db *db, struct arena *arena, const char *claim, int64_t seconds, struct mail *ret_mail);

/**
 * What became of it; ERR_CONFLICT if the claim ${claim} is over and somebody else has it.
 * mail_sent: the server has it; the path of a notice that is only mailed is forgotten.
 * mail_later: try again after ${seconds}; ${counts}: it was an attempt.
 * mail_give_up: it is dead, a person looks at it; with ${refuse} its address gets no more mail.
 * mail_drop: it will not be sent, and that is right (${why}: "muted", "refused", "no address").
 */
MUSTCHECK enum err mail_sent(
    struct db *db, struct arena *arena, const struct mail *m, const char *claim);
MUSTCHECK enum err mail_later(struct db *db, struct arena *arena, const struct mail *m,
    const char *claim, int64_t seconds, bool counts, const char *problem);
MUSTCHECK enum err mail_give_up(struct db *db, struct arena *arena, const struct mail *m,
    const char *claim, bool refuse, const char *problem);
MUSTCHECK enum err mail_drop(
    struct db *db, struct arena *arena, const struct mail *m, const char *claim, const char *why);

/**
 * mail_next(db, ret_seconds): seconds until a waiting mail is due or its claim is over, 0: now, -1:
 * none waits.
 * mail_wait(db, ms): as outbox_wait, until a mail was written.
 */
MUSTCHECK enum err mail_next(struct db *db, int64_t *ret_seconds);
MUSTCHECK enum err mail_wait(struct db *db, int ms);

/* A mail as staff see it. */
struct mail_row {
	int64_t id;
	const char *kind, *state, *address; /* address NULL: the account's is gone */
	const char *made, *due;		    /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	int64_t tries;
	const char *problem; /* or NULL */
};

/**
 * mail_list(db, arena, state, limit, ret, ret_n): the latest mails in ${state} ("waiting", "sent",
 * "dead", "dropped"; NULL: any), latest first.
 * mail_again(db, arena, id, ret_n): what is dead is due at once, its tries begin anew; ${id} 0: all
 * of it.  A waiting mail is due at once.
 * mail_forget(db, arena, days): remove what was sent or dropped longer ago and is not in a message
 * centre.
 */
MUSTCHECK enum err mail_list(struct db *db, struct arena *arena, const char *state, int64_t limit,
    struct mail_row **ret, size_t *ret_n);
MUSTCHECK enum err mail_again(struct db *db, struct arena *arena, int64_t id, int64_t *ret_n);
MUSTCHECK enum err mail_forget(struct db *db, struct arena *arena, int64_t days);

/**
 * mail_bounced(db, arena, message_id, problem, ret_address): a mail came back for good: its address
 * gets no more.  ERR_NOTFOUND if we never sent one with that id.
 * mail_refused(db, arena, address, ret_problem): why nothing is sent to ${address}, NULL if it is.
 * mail_confirmed(db, address): its owner followed a link that was sent there; within a
 * transaction or without.
 */
MUSTCHECK enum err mail_bounced(struct db *db, struct arena *arena, const char *message_id,
    const char *problem, const char **ret_address);
MUSTCHECK enum err mail_refused(
    struct db *db, struct arena *arena, const char *address, const char **ret_problem);
MUSTCHECK enum err mail_confirmed(struct db *db, const char *address);

#endif
