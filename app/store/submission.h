/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What organisations write and staff approve: the working copy of a profile or listing, field by
 * field, beside what was approved.  Submitting makes the entry's draft (store/import.h), approving
 * publishes it (store/publish.h); each step is one transaction with its audit record and its
 * notices.  Who may do what to which organisation's is the caller's to ask (store/organisation.h);
 * that nobody approves their own is kept here.
 */
#ifndef STORE_SUBMISSION_H
#define STORE_SUBMISSION_H

#include <stdbool.h>

#include "base/arena.h"
#include "domain/account.h"
#include "domain/offering.h"
#include "domain/offering_form.h"
#include "domain/record.h"
#include "store/db.h"

struct submission_id {
	int64_t v;
};

struct submission_file {
	struct attachment file;
	bool removed; /* only in what is approved */
};

struct submission {
	struct submission_id id;
	struct organisation_id organisation;
	const char *organisation_name;
	bool sample;
	enum kind kind;
	struct entry_id entry; /* 0: never submitted */
	const char *slug;      /* of the entry, or that it will have */
	const char *source, *source_id;
	bool public;
	bool own; /* of an organisation of the account that looks, or written by it */
	enum submission_state state;
	int64_t revision;
	const char *title;
	struct offering_values values;
	struct offering_values approved;	   /* empty: nothing was yet */
	const char *reason;			   /* of the last return */
	const char *created, *updated, *submitted; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	enum credit credit;
	const char *verified, *confirmed, *expires; /* days */
	enum offering_age reminded;
	struct ip_right *checks; /* .office, .number, .checked of rights that staff looked up */
	size_t nchecks;
	struct submission_file *files;
	size_t nfiles;
};

/**
 * submission_by_id(db, arena, id, viewer, ret): ERR_NOTFOUND.
 * submission_list(db, arena, account, kind, ret, ret_n): those of all organisations of ${account},
 * latest change first, without values.
 * submission_queue(db, arena, viewer, ret, ret_n): those that wait for staff, longest first,
 * without values.
 */
MUSTCHECK enum err submission_by_id(struct db *db, struct arena *arena, struct submission_id id,
    struct account_id viewer, struct submission **ret);
MUSTCHECK enum err submission_list(struct db *db, struct arena *arena, struct account_id account,
    enum kind kind, struct submission **ret, size_t *ret_n);
MUSTCHECK enum err submission_queue(struct db *db, struct arena *arena, struct account_id viewer,
    struct submission **ret, size_t *ret_n);

/**
 * submission_record(arena, s, approved): the record that readers would see of what is worked at, or
 * see of what was ${approved}.
 */
struct record *submission_record(struct arena *arena, const struct submission *s, bool approved);

/**
 * submission_create(db, arena, actor, organisation, kind, values, title, ret_id): begin one.
 * submission_save(db, arena, actor, id, revision, values, title): write over the fields of
 * ${revision}; ERR_CONFLICT if they are not the latest.  What staff were to decide is a draft
 * again. submission_submit(db, arena, actor, id, revision): to staff.  The fields must pass
 * offering_check(whole).
 * submission_withdraw, submission_delete, submission_discard (the change that is not approved, back
 * to what is).
 * submission_confirm: a profile is right as it is, or a listing goes on for six months; what was
 * hidden is public again.
 * All: ERR_NOTFOUND; ERR_CONFLICT where the state does not admit it.
 */
MUSTCHECK enum err submission_create(struct db *db, struct arena *arena, struct account_id actor,
    struct organisation_id organisation, enum kind kind, const struct offering_values *values,
    const char *title, struct submission_id *ret_id);
MUSTCHECK enum err submission_save(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t revision, const struct offering_values *values,
    const char *title);
MUSTCHECK enum err submission_submit(struct db *db, struct arena *arena, struct account_id actor,
    struct submission_id id, int64_t revision);
MUSTCHECK enum err submission_withdraw(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id);
MUSTCHECK enum err submission_delete(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id);
MUSTCHECK enum err submission_discard(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id);
MUSTCHECK enum err submission_confirm(
    struct db *db, struct arena *arena, struct account_id actor, struct submission_id id);

/**
 * By staff; ERR_FORBIDDEN where it is their own or their organisation's.
 * submission_approve(db, arena, staff, id, revision, submitted): publish it; ERR_CONFLICT if it was
 * changed or submitted anew since that was looked at.
 * submission_return(db, arena, staff, id, revision, reason).
 * submission_assess(db, arena, staff, id, credit, verified): set the class, and the day of the
 * check to today if ${verified}; readers see it at once. submission_check(db, arena, staff, id,
 * office, number, note): today staff looked up that right in its register; ERR_NOTFOUND if the
 * listing rests on no such right.
 */
MUSTCHECK enum err submission_approve(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, int64_t revision, const char *submitted);
MUSTCHECK enum err submission_return(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, int64_t revision, const char *reason);
MUSTCHECK enum err submission_assess(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, enum credit credit, bool verified);
MUSTCHECK enum err submission_check(struct db *db, struct arena *arena, struct account_id staff,
    struct submission_id id, const char *office, const char *number, const char *note);

/* One step of the way of a submission. */
struct submission_step {
	const char *time;  /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
	const char *actor; /* "account:12", "staff:3", "clock" */
	const char *name;  /* of that account, or NULL */
	const char *action, *detail;
};

/**
 * submission_steps(db, arena, s, ret, ret_n): the audit of ${s} and its entry, latest first.
 */
MUSTCHECK enum err submission_steps(struct db *db, struct arena *arena, const struct submission *s,
    struct submission_step **ret, size_t *ret_n);

/* Another entry that may be the same. */
struct submission_twin {
	enum kind kind;
	const char *slug, *title, *language;
	bool right; /* it rests on the same right, else it has the same name */
};

/**
 * submission_twins(db, arena, s, ret, ret_n): published entries that have the name of a profile, or
 * rest on a right of a listing.  What is merely like it is the index's to tell (search_similar).
 */
MUSTCHECK enum err submission_twins(struct db *db, struct arena *arena, const struct submission *s,
    struct submission_twin **ret, size_t *ret_n);

/**
 * submission_due(db, arena, today, ret_n): once a day: remind owners of what was not confirmed or
 * ends, and hide what nobody spoke for; how many.  The indexer calls it at its start and when the
 * day (UTC) changes.
 */
MUSTCHECK enum err submission_due(
    struct db *db, struct arena *arena, const char *today, size_t *ret_n);

#endif
