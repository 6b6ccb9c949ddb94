/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inquiries: sending, reading, answering, moving, agreeing to be reached, reporting.  Every change
 * is one transaction with its event, its audit record and the notices that it causes; the rules are
 * domain/inquiry.h's and are asked here, under a lock on the row.
 *
 * Who may: the sending account and the editors of the organisation that it asks for; the editors of
 * the organisation that is asked, or staff where there is none.  Members see and do not write.
 */
#ifndef STORE_INQUIRY_H
#define STORE_INQUIRY_H

#include "base/arena.h"
#include "domain/account.h"
#include "domain/inquiry.h"
#include "domain/record.h"
#include "store/db.h"

struct inquiry_id {
	int64_t v;
};

/* One side as the other may see it; what it may not is NULL. */
struct inquiry_party {
	const char *country; /* NULL: not told */
	const char *type;    /* id of VOCAB_ORGANISATION_TYPE; NULL: a person, or staff */
	const char *size;    /* or NULL */
	bool staff;	     /* the portal's own staff */
	bool agreed;	     /* to open contacts */
	const char *name;    /* of the organisation */
	const char *website;
	const char *person, *email, *phone; /* as that side agreed to show them */
};

struct inquiry_value {
	const char *question, *value;
};

struct inquiry_message {
	int64_t id;
	enum inquiry_side side;
	bool mine;	    /* of the reading account itself */
	const char *author; /* name, for the own side only; NULL else */
	const char *language, *text;
	const char *time; /* UTC "YYYY-MM-DDTHH:MM:SS.ffffffZ" */
};

struct inquiry_event {
	enum inquiry_side side;
	const char *what; /* as in the column */
	enum inquiry_state state;
	const char *time;
};

struct inquiry {
	struct inquiry_id id;
	const struct record *entry; /* kind, slug and titles; of one that is gone its title then */
	bool public;		    /* the entry can be read */
	enum inquiry_topic topic;
	struct inquiry_facts facts;
	bool anonymous, sample;
	const char *language;
	const char *created, *updated;
	enum inquiry_side side; /* of the reading account */
	bool writes;		/* may write for it */
	enum inquiry_side turn;
	int64_t unread;
	struct inquiry_party own, other;
	/* By inquiry_load only. */
	struct inquiry_value *answers;
	size_t nanswers;
	struct inquiry_message *messages; /* ${text} with contacts in it: as it was typed */
	size_t nmessages;
	struct inquiry_event *events;
	size_t nevents;
	bool reported; /* by the reading side, and not settled */
};

/* --- sending -----------------------------------------------------------------------------------
 */

/* Whom an inquiry about an entry would reach. */
struct inquiry_target {
	struct entry_id entry;
	struct organisation_id owner; /* 0: staff */
	const char *name;	      /* of the owner; NULL: staff, or it stays hidden */
	bool anonymous, own;	      /* own: the account is a member of the owner, so cannot ask */
	bool expired;		      /* a listing that is over */
};

/**
 * inquiry_target(db, arena, kind, slug, account, ret): ERR_NOTFOUND if it is not public.
 */
MUSTCHECK enum err inquiry_target(struct db *db, struct arena *arena, enum kind kind,
    const char *slug, struct account_id account, struct inquiry_target *ret);

/* Organisations for which the account may write, by name. */
struct inquiry_behalf {
	struct organisation_id organisation;
	const char *name;
};
MUSTCHECK enum err inquiry_behalves(struct db *db, struct arena *arena, struct account_id account,
    struct inquiry_behalf **ret, size_t *ret_n);

struct inquiry_new {
	enum kind kind;
	const char *slug;
	struct account_id account;
	struct organisation_id organisation; /* 0: for oneself */
	const char *language, *message;
	const struct inquiry_value *answers;
	size_t nanswers;
};

/**
 * inquiry_add(db, arena, n, ret): ERR_NOTFOUND if the entry is not public, ERR_FORBIDDEN if it is
 * the own one or the account does not write for the organisation, ERR_TOOBIG after 20 inquiries of
 * the account within a day.
 */
MUSTCHECK enum err inquiry_add(
    struct db *db, struct arena *arena, const struct inquiry_new *n, struct inquiry_id *ret);

/* --- reading -----------------------------------------------------------------------------------
 */

struct inquiry_want {
	struct account_id account;
	int side;	    /* enum inquiry_side, -1: both */
	int state;	    /* enum inquiry_state, -1: any */
	const char *before; /* mark of the last one on the page before, or NULL */
	size_t limit;
};

/**
 * inquiry_list(db, arena, want, ret, ret_n, ret_next): the account's inquiries on both sides,
 * latest change first; ${*ret_next} is the mark of a further page, or NULL. inquiry_load(db, arena,
 * id, account, ret): one with all that was written.  ERR_NOTFOUND also for whom it does not
 * concern. inquiry_seen(db, arena, i): the account that loaded ${i} has read it.
 */
MUSTCHECK enum err inquiry_list(struct db *db, struct arena *arena, const struct inquiry_want *want,
    struct inquiry **ret, size_t *ret_n, const char **ret_next);
MUSTCHECK enum err inquiry_load(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, struct inquiry **ret);
MUSTCHECK enum err inquiry_seen(
    struct db *db, struct arena *arena, const struct inquiry *i, struct account_id account);

/* --- going on ----------------------------------------------------------------------------------
 */

/**
 * All: ERR_NOTFOUND for whom it does not concern, ERR_FORBIDDEN for who does not write for the
 * side, ERR_CONFLICT if the rules do not admit it in the state that it has now.
 *
 * inquiry_write(db, arena, id, account, language, text): a message.
 * inquiry_move(db, arena, id, account, to): another state.
 * inquiry_agree(db, arena, id, account, name, email, phone): the side may be reached so (${phone}
 * may be NULL) once the other agrees; ${*ret_opened}: it had, they are open now.
 * inquiry_disagree(db, arena, id, account): take it back; ERR_CONFLICT once contacts are open.
 * inquiry_report(db, arena, id, account, reason): tell staff; ERR_CONFLICT if a report of the side
 * waits already.
 */
MUSTCHECK enum err inquiry_write(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, const char *language, const char *text);
MUSTCHECK enum err inquiry_move(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, enum inquiry_state to);
MUSTCHECK enum err inquiry_agree(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, const char *name, const char *email, const char *phone,
    bool *ret_opened);
MUSTCHECK enum err inquiry_disagree(
    struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account);
MUSTCHECK enum err inquiry_report(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, const char *reason);

/**
 * inquiry_remind(db, arena, day, ret_reminded, ret_closed): all that is due on ${day}
 * ("YYYY-MM-DD", UTC) by inquiry_due: reminders to the side whose turn it is, and "no answer".  Run
 * twice on a day it does nothing more.
 */
MUSTCHECK enum err inquiry_remind(
    struct db *db, struct arena *arena, const char *day, size_t *ret_reminded, size_t *ret_closed);

#endif
