/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telling people something: one row is both the mail and the entry in the message centre.  Whatever
 * changes something that somebody is to hear of calls notice_add in the transaction of the change;
 * sending is store/mail.h's.
 */
#ifndef STORE_NOTICE_H
#define STORE_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "domain/notice.h"
#include "store/db.h"

/* What is to be told, and to whom: exactly one of the four receivers is set. */
struct notice {
	enum notice_kind kind;
	struct account_id account;	     /* this account */
	struct organisation_id organisation; /* its editors and admins, each */
	bool staff;			     /* every account of staff */
	const char *address, *locale; /* an address that has no account (yet), or whose account is
					 about to go */
	struct account_id except;     /* not this one, who did it; 0: nobody */
	struct notice_argument arguments[NOTICE_ARGUMENTS_MAX]; /* by name, in any order; a NULL
								   name ends them */
	const char *path; /* where the button leads: local, without locale, percent-encoded; NULL:
			     no button */
};

/**
 * notice_add(db, arena, n):
 * Within the caller's transaction: write ${n} for each of its receivers whose account is not
 * closed, and put the mails into the outbox for those kinds that are mailed.  To an account the
 * mail goes to the address that is the account's when it is sent, in its language then; with
 * account and address both set, the mail goes to ${n->address} and the message centre of the
 * account shows it.  Whether the receiver wants such mails is looked at when they are sent.
 * No receivers at all is ERR_OK.  ERR_INTERNAL, logged, if the arguments are not those of the kind,
 * a value is longer than NOTICE_VALUE_MAX, or ${n->path} is not local.  Rolling back is the
 * caller's.
 *
 *	const struct notice n = { .kind = NOTICE_RETURNED, .organisation = owner,
 *		.arguments = { { "title", title }, { "reason", reason } },
 *		.path = arena_printf(arena, "/account/listings/%lld", (long long)id) };
 *	err = notice_add(db, arena, &n);
 */
MUSTCHECK enum err notice_add(struct db *db, struct arena *arena, const struct notice *n);

/**
 * The message centre of ${account}.
 * notice_page(db, arena, account, before, limit, ret, ret_n): up to ${limit} notices with smaller
 * ids than ${before} (0: the latest), latest first.
 * notice_one(db, arena, account, id, ret): ERR_NOTFOUND if it has none with that id.
 * notice_by_id(db, arena, id, ret): whosever it is, shown there or only mailed; for senders.
 * notice_count(db, arena, account, ret_all, ret_unread).
 * notice_mark(db, arena, account, id, read): as read or not; ${id} 0: all.  ERR_NOTFOUND as above.
 */
MUSTCHECK enum err notice_page(struct db *db, struct arena *arena, struct account_id account,
    int64_t before, int64_t limit, struct notice_row **ret, size_t *ret_n);
MUSTCHECK enum err notice_one(struct db *db, struct arena *arena, struct account_id account,
    int64_t id, struct notice_row *ret);
MUSTCHECK enum err notice_by_id(
    struct db *db, struct arena *arena, int64_t id, struct notice_row *ret);
MUSTCHECK enum err notice_count(struct db *db, struct arena *arena, struct account_id account,
    int64_t *ret_all, int64_t *ret_unread);
MUSTCHECK enum err notice_mark(
    struct db *db, struct arena *arena, struct account_id account, int64_t id, bool read);

/**
 * notice_muted(db, arena, account, muted): which kinds ${account} does not want by mail;
 * ${muted} has NOTICE_KIND_COUNT places.
 * notice_mute(db, arena, account, kind, mute): set it; setting it again is fine.
 * notice_reader(db, arena, secret, ret_account, ret_locale): whose links carry ${secret} (hex, as
 * in struct mail); ERR_NOTFOUND: nobody's.
 */
MUSTCHECK enum err notice_muted(
    struct db *db, struct arena *arena, struct account_id account, bool *muted);
MUSTCHECK enum err notice_mute(struct db *db, struct arena *arena, struct account_id account,
    enum notice_kind kind, bool mute);
MUSTCHECK enum err notice_reader(struct db *db, struct arena *arena, const char *secret,
    struct account_id *ret_account, const char **ret_locale);

#endif
