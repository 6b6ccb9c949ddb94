/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Accounts: making, finding, changing, closing them; their devices and second factors. */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"
#include "store/session.h"

/* An account with what proves that somebody is its owner. */
struct account_proof {
	struct account account;
	const char *password; /* Argon2id string (auth/password.h) */
	const char *secret;   /* of the second factor, base32; NULL: none was begun */
	int64_t step;	      /* whose codes are used up */
	bool device;	      /* somebody signed in to it from this device before */
};

/* A new account.  Its address was proved, or whoever makes it answers for it. */
struct account_new {
	const char *email; /* lower case, valid */
	const char *name;
	const char *password; /* Argon2id string */
	enum account_role role;
	const char *locale;
	const char *time_zone; /* NULL: UTC */
	const char *country;   /* or NULL */
	bool sample;
};

/**
 * account_by_email(db, arena, email, device, ret), account_by_id: the open account, and whether the
 * device of that hash (or NULL) is known to it.  ERR_NOTFOUND if there is none.
 */
MUSTCHECK enum err account_by_email(struct db *db, struct arena *arena, const char *email,
    const char *device, struct account_proof *ret);
MUSTCHECK enum err account_by_id(
    struct db *db, struct arena *arena, struct account_id id, struct account_proof *ret);

/**
 * account_add(db, a, actor, ret_id): make the account, with its audit record, within the
 * caller's transaction or one of its own.  ERR_CONFLICT if the address has one.
 */
MUSTCHECK enum err account_add(
    struct db *db, const struct account_new *a, const char *actor, struct account_id *ret_id);

/**
 * account_device(db, arena, account, device): the device of that hash is the account's from now on.
 * account_password(db, arena, account, hash, changed): keep another hash; ${changed}: of another
 * password, not of the same with today's parameters.
 */
MUSTCHECK enum err account_device(
    struct db *db, struct arena *arena, struct account_id account, const char *device);
MUSTCHECK enum err account_password(
    struct db *db, struct arena *arena, struct account_id account, const char *hash, bool changed);

/**
 * account_totp(db, arena, account, secret): begin a second factor, not yet asked for.
 * account_totp_step(db, arena, account, step, ret_first): a code of ${step} is used: true only for
 * the first who says so; the factor is asked for from now on. account_totp_end(db, arena, account):
 * no second factor, no recovery codes.
 */
MUSTCHECK enum err account_totp(
    struct db *db, struct arena *arena, struct account_id account, const char *secret);
MUSTCHECK enum err account_totp_step(
    struct db *db, struct arena *arena, struct account_id account, int64_t step, bool *ret_first);
MUSTCHECK enum err account_totp_end(struct db *db, struct arena *arena, struct account_id account);

/**
 * account_recovery(db, arena, account, hashes, n): these recovery codes instead of those before.
 * account_recovery_use(db, arena, account, hash, ret_was): use one up; true if it was one.
 * account_recovery_left(db, arena, account, ret_n): how many are left.
 */
MUSTCHECK enum err account_recovery(struct db *db, struct arena *arena, struct account_id account,
    const char *const *hashes, size_t n);
MUSTCHECK enum err account_recovery_use(
    struct db *db, struct arena *arena, struct account_id account, const char *hash, bool *ret_was);
MUSTCHECK enum err account_recovery_left(
    struct db *db, struct arena *arena, struct account_id account, int64_t *ret_n);

/* A link that was sent by mail. */
enum account_purpose {
	PURPOSE_CONFIRM, /* an address that wants an account */
	PURPOSE_RESET,	 /* an account that wants a new password */
	PURPOSE_EMAIL,	 /* an account that wants another address */
	PURPOSE_COUNT
};
struct account_token {
	struct account_id account; /* 0: none yet */
	const char *email;	   /* that the mail went to, or NULL */
	const char *next;	   /* where its owner wanted to go, or NULL */
};

/**
 * account_token_add(db, arena, purpose, hash, t, seconds): keep it for so long; what has expired is
 * swept.
 * account_token_get(db, arena, purpose, hash, ret): the living one; ERR_NOTFOUND.
 * account_token_end(db, arena, purpose, hash, ret_was): use it up; true for the only one who does.
 * account_token_end_all(db, arena, purpose, account): all of an account.
 */
MUSTCHECK enum err account_token_add(struct db *db, struct arena *arena,
    enum account_purpose purpose, const char *hash, const struct account_token *t, int seconds);
MUSTCHECK enum err account_token_get(struct db *db, struct arena *arena,
    enum account_purpose purpose, const char *hash, struct account_token *ret);
MUSTCHECK enum err account_token_end(
    struct db *db, enum account_purpose purpose, const char *hash, bool *ret_was);
MUSTCHECK enum err account_token_end_all(
    struct db *db, struct arena *arena, enum account_purpose purpose, struct account_id account);

/**
 * account_profile(db, arena, account, name, country, locale, time_zone): what its owner says of
 * themselves.  account_email(db, arena, account, email): another address; ERR_CONFLICT if it has an
 * account.  account_set_role(db, arena, account, role, actor): with its audit record.
 */
MUSTCHECK enum err account_profile(struct db *db, struct arena *arena, struct account_id account,
    const char *name, const char *country, const char *locale, const char *time_zone);
MUSTCHECK enum err account_email(
    struct db *db, struct arena *arena, struct account_id account, const char *email);
MUSTCHECK enum err account_set_role(struct db *db, struct arena *arena, struct account_id account,
    enum account_role role, const char *actor);

/**
 * account_export(db, arena, account, ret_json): all that is kept of the account and by whose hand
 * it came, as one JSON object: itself, sessions, organisations, what it was told, follows, audit
 * lines.
 *
 * account_close(db, arena, account): within the caller's transaction, which has taken it out of its
 * organisations: nothing that says whose it was stays; sessions, devices, links, what it was told
 * go; what it did for organisations stays with its number.
 */
MUSTCHECK enum err account_export(
    struct db *db, struct arena *arena, struct account_id account, const char **ret_json);
MUSTCHECK enum err account_close(struct db *db, struct arena *arena, struct account_id account);

/**
 * account_savepoint(db), account_undo(db): within a transaction, a point and back to it: what is
 * written between is forgotten, but took its time.
 */
MUSTCHECK enum err account_savepoint(struct db *db);
MUSTCHECK enum err account_undo(struct db *db);

/**
 * account_audit(db, arena, account, action, detail): a line in the audit, of what an account did
 * with itself; within the caller's transaction.  ${detail} may be NULL and names nobody.
 * account_audit_by(db, arena, actor, account, action, detail): of what somebody else did to it.
 */
MUSTCHECK enum err account_audit_by(struct db *db, struct arena *arena, const char *actor,
    struct account_id account, const char *action, const char *detail);
MUSTCHECK enum err account_audit(struct db *db, struct arena *arena, struct account_id account,
    const char *action, const char *detail);

#endif
