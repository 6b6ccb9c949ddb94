/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sessions: who is behind a request.  Tokens never come here, only their hashes (auth/token.h: 64
 * hexadecimal characters).
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"

/* Who acts: as the pages need it, in the request's arena. */
struct account {
	struct account_id id;
	const char *email; /* lower case */
	const char *name;  /* as its owner writes it */
	enum account_role role;
	const char *locale;    /* of mails */
	const char *time_zone; /* IANA: "Asia/Shanghai" */
	const char *country;   /* ISO 3166-1 alpha-2, or NULL */
	bool sample;	       /* of the sample world: not a real person */
	bool totp;	       /* has a second factor */
};

struct session {
	struct account account;
	int64_t number; /* names it on pages */
	bool second;	/* the second factor was given */
	bool proved;	/* the password was given within the last ACCOUNT_PROVED_SECONDS */
};

/* One of an account's sessions, for its owner to see. */
struct session_line {
	int64_t number;
	const char *created, *seen;  /* UTC, "YYYY-MM-DD HH:MM" */
	const char *agent, *address; /* of the last use; NULL: not told */
};

/**
 * session_load(db, arena, hash, ret): the living session of ${hash}, and a note that it is used (at
 * most one write a minute).  ERR_NOTFOUND if there is none, it has expired or the account is
 * closed.
 */
MUSTCHECK enum err session_load(
    struct db *db, struct arena *arena, const char *hash, struct session *ret);

/**
 * session_begin(db, arena, hash, account, role, second, agent, address): a new session, for as long
 * as the role admits; expired ones of anybody are swept.  ${agent} and ${address} may be NULL.
 *
 * session_proved(db, hash): the password was given in it just now.
 */
MUSTCHECK enum err session_begin(struct db *db, struct arena *arena, const char *hash,
    struct account_id account, enum account_role role, bool second, const char *agent,
    const char *address);
MUSTCHECK enum err session_proved(struct db *db, const char *hash);

/**
 * session_end(db, hash): end it; fine if there is none.
 * session_end_number(db, arena, account, number): one of the account's own.
 * session_end_all(db, arena, account, but): all of the account but ${but} (a hash, NULL: none).
 */
MUSTCHECK enum err session_end(struct db *db, const char *hash);
MUSTCHECK enum err session_end_number(
    struct db *db, struct arena *arena, struct account_id account, int64_t number);
MUSTCHECK enum err session_end_all(
    struct db *db, struct arena *arena, struct account_id account, const char *but);

/**
 * session_list(db, arena, account, ret, ret_n): the living ones, the last used first.
 */
MUSTCHECK enum err session_list(struct db *db, struct arena *arena, struct account_id account,
    struct session_line **ret, size_t *ret_n);

#endif
