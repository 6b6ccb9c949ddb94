/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What people are told: the closed set of kinds, what each says and how it reaches its reader.  The
 * words of kind X are the bundles' table "notice.X": title (also the subject of its mail), body
 * and, where there is a button, action, with the kind's named arguments; label names the kind where
 * its mails can be unsubscribed from.
 *
 * To add a kind: its enum, its row in notice.c, its words in every bundle.
 */
#ifndef DOMAIN_NOTICE_H
#define DOMAIN_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/record.h"

enum notice_kind {
	/* accounts */
	NOTICE_CONFIRM,	      /* confirm the address of a new account */
	NOTICE_RESET,	      /* choose a new password */
	NOTICE_EMAIL_CONFIRM, /* to the new address: confirm it */
	NOTICE_EMAIL_CHANGED, /* to the old address: it is not used any more */
	NOTICE_EMAIL_KNOWN,   /* somebody signed up with an address that has an account */
	NOTICE_INVITED,	      /* into an organisation */
	NOTICE_SIGN_IN_NEW,   /* from a browser not seen before */
	NOTICE_CLOSED,	      /* the account is closed */
	/* profiles and listings */
	NOTICE_SUBMITTED, /* to staff: something waits for approval */
	NOTICE_APPROVED,
	NOTICE_RETURNED, /* with a reason */
	NOTICE_EXPIRING, /* a listing ends soon */
	NOTICE_VERIFY_DUE,
	NOTICE_DEMOTED,
	NOTICE_HIDDEN,	       /* nobody confirmed or renewed it */
	NOTICE_TAKEOVER_ASKED, /* to staff: an organisation asks for a profile */
	NOTICE_TAKEOVER_DECIDED,
	/* inquiries */
	NOTICE_INQUIRY_NEW,
	NOTICE_INQUIRY_MESSAGE,
	NOTICE_INQUIRY_STATE,
	NOTICE_CONTACT_ASKED,
	NOTICE_CONTACT_OPENED,
	NOTICE_INQUIRY_REMINDER,
	NOTICE_ABUSE_REPORTED, /* to staff */
	/* follows */
	NOTICE_DIGEST,
	NOTICE_KIND_COUNT
};

enum {
	NOTICE_ARGUMENTS_MAX = 8,
	NOTICE_VALUE_MAX = 2000, /* code points of an argument's value */
	NOTICE_PATH_MAX = 2000,	 /* bytes */
};

/* What an argument's value is, and so how it is shown. */
enum notice_argument_type {
	NOTICE_TEXT,	/* words of people, as they are */
	NOTICE_DATE,	/* "YYYY-MM-DD…" */
	NOTICE_NUMBER,	/* decimal digits */
	NOTICE_COUNTRY, /* id of a jurisdiction: "RU" */
	NOTICE_WORD,	/* a key of the bundles ("listing_state.approved"), shown in the reader's
			   language */
};

struct notice_argument {
	const char *name, *value;
};

/* One line of a digest. */
struct notice_item {
	const char
	    *target; /* what was followed, as follow_parse takes it; equal ones stand together */
	const char *action; /* as publication_id names it; "more": only ${more} counts */
	enum kind kind;
	const char *slug, *eid; /* eid NULL: the entry as a whole */
	struct text *texts;	/* language and title */
	size_t ntexts;
	const char *original; /* language that the entry was written in, or NULL */
	struct strings jurisdictions;
	bool readable; /* public now; else only its title is left */
	int64_t more;
};

/* A notice as its reader has it. */
struct notice_row {
	int64_t id;
	enum notice_kind kind;
	struct notice_argument arguments[NOTICE_ARGUMENTS_MAX];
	const char *path; /* or NULL */
	const char *made; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	bool read;
	struct notice_item *items; /* of a digest: what its reader may see now */
	size_t nitems;
};

/**
 * notice_kind_id(kind): "inquiry_new", as in the database, the bundles and addresses.
 * notice_kind_from_id(id, ret_kind): false if ${id} is NULL or none.
 */
const char *notice_kind_id(enum notice_kind kind);
bool notice_kind_from_id(const char *id, enum notice_kind *ret_kind);

/**
 * notice_argument_name(kind, i): the name of argument ${i} of ${kind}, NULL after the last.
 * notice_argument_type(kind, i): what it is.
 */
const char *notice_argument_name(enum notice_kind kind, size_t i);
enum notice_argument_type notice_argument_type(enum notice_kind kind, size_t i);

/**
 * notice_mails(kind): whether a mail goes out for it at once.
 * notice_mutable(kind): whether its mails can be unsubscribed from; those that an account's safety
 * or a duty rests on cannot.
 * notice_shown(kind): whether the message centre shows it.  What carries a secret in its path is
 * only ever mailed, and forgotten when it is sent.
 * notice_proves(kind): whether it goes even to an address that refused mail before: who follows it
 * proves that the address works again.
 */
bool notice_mails(enum notice_kind kind);
bool notice_mutable(enum notice_kind kind);
bool notice_shown(enum notice_kind kind);
bool notice_proves(enum notice_kind kind);

/**
 * notice_fits(kind, arguments, n): whether ${arguments} (NULL names are passed over) are exactly
 * those of ${kind}, each with a value of its type without control characters but line feeds, at
 * most NOTICE_VALUE_MAX long.
 * notice_path_fits(path): whether ${path} is one of ours without locale, percent-encoded:
 * "/account/inquiries/12".
 */
bool notice_fits(enum notice_kind kind, const struct notice_argument *arguments, size_t n);
bool notice_path_fits(const char *path);

#endif
