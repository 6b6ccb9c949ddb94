/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Organisations, who belongs to them in which role, and who is invited.  What an organisation owns
 * is other files'; whether somebody may touch it is account_may's to say.
 */
#ifndef STORE_ORGANISATION_H
#define STORE_ORGANISATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/account.h"
#include "store/db.h"
#include "store/session.h"

struct organisation {
	struct organisation_id id;
	const char *name;
	enum organisation_type type;
	const char *country; /* ISO 3166-1 alpha-2 */
	bool has_size;
	enum organisation_size size;
	const char *website; /* or NULL */
	int64_t revision;
	bool sample;
	enum member_role role; /* of the account that was asked for, where one was */
};

struct organisation_member {
	struct account_id account;
	const char *name, *email;
	enum member_role role;
	const char *since; /* UTC day */
};

struct organisation_invitation {
	int64_t id;
	struct organisation_id organisation;
	const char *organisation_name;
	const char *email;
	enum member_role role;
	const char *inviter; /* name, NULL: not there any more */
	const char *expires; /* UTC day */
};

/**
 * account_may(db, arena, account, organisation, needs, ret_ok):
 * Whether ${account} (NULL: nobody) acts for ${organisation} in the role ${needs} or one that
 * includes it.  False for an organisation that there is not.  One round trip.
 */
MUSTCHECK enum err account_may(struct db *db, struct arena *arena, const struct account *account,
    struct organisation_id organisation, enum member_role needs, bool *ret_ok);

/**
 * organisation_of(db, arena, account, organisation, ret): the organisation and the account's role
 * in it; ERR_NOTFOUND if there is none or the account is no member: strangers learn nothing.
 * organisation_by_id(db, arena, organisation, ret): whoever asks; role is meaningless.
 * organisation_list(db, arena, account, ret, ret_n): those that the account is a member of, by
 * name.
 */
MUSTCHECK enum err organisation_of(struct db *db, struct arena *arena, struct account_id account,
    struct organisation_id organisation, struct organisation *ret);
MUSTCHECK enum err organisation_by_id(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct organisation *ret);
MUSTCHECK enum err organisation_list(struct db *db, struct arena *arena, struct account_id account,
    struct organisation **ret, size_t *ret_n);

/**
 * organisation_add(db, arena, o, founder, ret_id): make it; ${founder} (0: nobody) becomes its
 * administrator.  organisation_change(db, arena, o, actor): its name and details, if nobody has
 * changed them since o->revision: else ERR_CONFLICT.  Both with their audit record, in one
 * statement.
 */
MUSTCHECK enum err organisation_add(struct db *db, struct arena *arena,
    const struct organisation *o, struct account_id founder, struct organisation_id *ret_id);
MUSTCHECK enum err organisation_change(
    struct db *db, struct arena *arena, const struct organisation *o, struct account_id actor);

/**
 * organisation_members(db, arena, organisation, ret, ret_n): by name.
 *
 * organisation_member(db, arena, organisation, account, role, actor): give a member another role.
 * organisation_leave(db, arena, organisation, account, actor): the account is a member no more.
 * Both have their audit record and answer ERR_NOTFOUND if the account is no member, ERR_CONFLICT if
 * nobody would be left to administer the organisation while it has other members or owns something.
 */
/* organisation_leave_all(db, arena, account, ret_held): out of all of them, within the caller's
 * transaction; ERR_CONFLICT with the name of one that it alone administers while others need it. */
MUSTCHECK enum err organisation_leave_all(
    struct db *db, struct arena *arena, struct account_id account, const char **ret_held);
MUSTCHECK enum err organisation_members(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct organisation_member **ret, size_t *ret_n);
MUSTCHECK enum err organisation_member(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct account_id account, enum member_role role,
    struct account_id actor);
MUSTCHECK enum err organisation_leave(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct account_id account, struct account_id actor);

/**
 * organisation_invite(db, arena, organisation, email, role, hash, actor): invite an address for
 * ACCOUNT_INVITATION_SECONDS; an invitation of the same address is replaced.  ${hash} is that of
 * the token in the mail.  ERR_CONFLICT if the address is a member's. organisation_uninvite(db,
 * arena, organisation, id, actor): take it back. organisation_invitations(db, arena, organisation,
 * ret, ret_n): those that are open. organisation_invitation_by(db, arena, hash, ret): the open one
 * of that token; ERR_NOTFOUND. organisation_invited(db, arena, email, ret, ret_n): those of an
 * address. organisation_accept(db, arena, id, account): the account becomes a member as invited, or
 * gets the larger role if it is one.  ERR_NOTFOUND if the invitation is over.
 */
MUSTCHECK enum err organisation_invite(struct db *db, struct arena *arena,
    struct organisation_id organisation, const char *email, enum member_role role, const char *hash,
    struct account_id actor);
MUSTCHECK enum err organisation_uninvite(struct db *db, struct arena *arena,
    struct organisation_id organisation, int64_t id, struct account_id actor);
MUSTCHECK enum err organisation_invitations(struct db *db, struct arena *arena,
    struct organisation_id organisation, struct organisation_invitation **ret, size_t *ret_n);
MUSTCHECK enum err organisation_invitation_by(
    struct db *db, struct arena *arena, const char *hash, struct organisation_invitation *ret);
MUSTCHECK enum err organisation_invited(struct db *db, struct arena *arena, const char *email,
    struct organisation_invitation **ret, size_t *ret_n);
MUSTCHECK enum err organisation_accept(
    struct db *db, struct arena *arena, int64_t id, struct account_id account);

#endif
