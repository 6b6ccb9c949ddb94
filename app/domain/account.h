/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who acts here: accounts, organisations, and what their roles admit to.  Pure; who has which role
 * is store/account.h's and store/organisation.h's.
 */
#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct account_id {
	int64_t v; /* 0: nobody */
};
struct organisation_id {
	int64_t v; /* 0: none */
};

enum account_role {
	ACCOUNT_USER,
	ACCOUNT_STAFF, /* of the innovation base; nothing without a second factor */
	ACCOUNT_ROLE_COUNT
};

/* In an organisation, each with what those before it may. */
enum member_role {
	MEMBER_MEMBER, /* sees what belongs to the organisation */
	MEMBER_EDITOR, /* writes it: profile, offerings, listings, inquiries */
	MEMBER_ADMIN,  /* its name, its members, its end */
	MEMBER_ROLE_COUNT
};

enum organisation_type {
	ORGANISATION_AGENCY,
	ORGANISATION_ENTERPRISE,
	ORGANISATION_INSTITUTE, /* university, research institute, public body */
	ORGANISATION_TYPE_COUNT
};

enum organisation_size {
	SIZE_MICRO,  /* fewer than 10 people */
	SIZE_SMALL,  /* fewer than 50 */
	SIZE_MEDIUM, /* fewer than 250 */
	SIZE_LARGE,
	ORGANISATION_SIZE_COUNT /* also: not told */
};

enum {
	ACCOUNT_NAME_MAX = 100,	     /* code points */
	ACCOUNT_EMAIL_MAX = 254,     /* bytes: RFC 5321, 4.5.3.1.3 */
	ACCOUNT_PASSWORD_MIN = 10,   /* code points */
	ACCOUNT_PASSWORD_MAX = 1000, /* code points */
	ORGANISATION_NAME_MAX = 200, /* code points */
	ORGANISATION_WEBSITE_MAX = 500,
	ACCOUNT_LINK_SECONDS = 24 * 3600, /* a link in a mail leads somewhere for so long */
	ACCOUNT_RESET_SECONDS = 3600,	  /* one that gives a new password */
	ACCOUNT_INVITATION_SECONDS = 14 * 86400,
	ACCOUNT_PROVED_SECONDS = 15 * 60, /* so long after the password was given it is not asked
					     for again */
};

/**
 * account_member_may(has, needs): whether the role ${has} includes ${needs}.
 */
bool account_member_may(enum member_role has, enum member_role needs);

/**
 * account_idle(role), account_absolute(role): seconds after which a session ends that was not used,
 * and that was.
 */
int account_idle(enum account_role role);
int account_absolute(enum account_role role);

/**
 * account_email_valid(email): whether ${email} may be an address: one @, a local part of at most 64
 * bytes without spaces, quotes and control characters, a domain of dotted labels; not more, as only
 * a mail that arrives proves it.  NULL is none.
 */
bool account_email_valid(const char *email);

#endif
