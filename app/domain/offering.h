/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of what agencies and enterprises say of themselves: what a field may hold, the way from
 * a draft to what readers see, and how long that stays without a word from its owner.
 */
#ifndef DOMAIN_OFFERING_H
#define DOMAIN_OFFERING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Code points, but for the numbers at the end. */
enum {
	OFFERING_TITLE_MAX = 150,
	OFFERING_SUMMARY_MAX = 300,
	OFFERING_SUMMARY_MIN = 40,	 /* of a script with spaces between words */
	OFFERING_SUMMARY_MIN_DENSE = 15, /* of ideographs */
	OFFERING_BODY_MAX = 8000,	 /* description, problem, solution … each */
	OFFERING_LINE_MAX = 200,	 /* names, numbers, addresses */
	OFFERING_REASON_MAX = 2000,
	OFFERING_FEE_MAX = 1000000000,
	OFFERING_RESPONSE_MAX = 365,
};

/**
 * offering_ipc(s): whether ${s} is an IPC symbol or the beginning of one at a level: "G", "G06",
 * "G06F", "G06F 16/33".
 * offering_office(s): whether ${s} looks like the code of an office (WIPO ST.3): two capital
 * letters.
 */
bool offering_ipc(const char *s);
bool offering_office(const char *s);

/* What is wrong with a summary that is read without the rest. */
enum offering_summary {
	SUMMARY_GOOD,
	SUMMARY_SHORT,
	SUMMARY_LONG,
	SUMMARY_TITLE,	   /* it says what the title says */
	SUMMARY_LEANS,	   /* it begins with a word that means something said before */
	SUMMARY_SENTENCES, /* it is more than one sentence */
	SUMMARY_COUNT
};

/**
 * offering_summary(title, summary): ${summary} (one line, NFC) beside ${title}, in any of the
 * portal's languages.
 * offering_summary_least(summary): how long it must be.
 * offering_summary_id(value): the end of its message key, "short" …
 */
enum offering_summary offering_summary(const char *title, const char *summary);
int offering_summary_least(const char *summary); /* code points, in its script */
const char *offering_summary_id(enum offering_summary value);

/**
 * offering_alike(a, b): how much two texts have in common, 0 to 1: pairs of neighbouring characters
 * (Dice), blanks and the case of Latin and Cyrillic letters apart.
 */
double offering_alike(const char *a, const char *b);

/* From this on two texts of one language are shown as perhaps the same. */
#define OFFERING_ALIKE 0.6

/* --- the way to the readers --------------------------------------------------------------------
 */

/* What waits, or last happened, on the way of an entry that an organisation owns. */
enum submission_state {
	SUBMISSION_DRAFT,     /* the owner works at it */
	SUBMISSION_REVIEW,    /* staff have to decide */
	SUBMISSION_RETURNED,  /* staff sent it back with a reason */
	SUBMISSION_APPROVED,  /* what was approved is public, nothing waits */
	SUBMISSION_WITHDRAWN, /* the owner took it back */
	SUBMISSION_HIDDEN,    /* nobody confirmed or renewed it for too long */
	SUBMISSION_STATE_COUNT
};

enum submission_action {
	SUBMISSION_SAVE,
	SUBMISSION_SUBMIT,
	SUBMISSION_RETURN,  /* staff */
	SUBMISSION_APPROVE, /* staff */
	SUBMISSION_WITHDRAW,
	SUBMISSION_DELETE,
	SUBMISSION_CONFIRM, /* all is right: profiles; renewed: listings */
	SUBMISSION_HIDE,    /* the clock */
	SUBMISSION_ACTION_COUNT
};

/**
 * submission_after(state, public, action, ret_state): the state in which ${action} leaves what is
 * in
 * ${state}; ${public}: something of it was approved and readers see it.  False if it is not
 * possible; ${*ret_state} is then untouched.  After SUBMISSION_DELETE there is no state: it is
 * possible where nothing is public and nothing was.
 */
bool submission_after(enum submission_state state, bool public, enum submission_action action,
    enum submission_state *ret_state);

/**
 * submission_state_id(state), submission_state_value(id, ret): "draft" …
 */
const char *submission_state_id(enum submission_state state);
bool submission_state_value(const char *id, enum submission_state *ret_state);

/* --- how long it stands ------------------------------------------------------------------------
 */

enum offering_age {
	AGE_FRESH,
	AGE_DUE,     /* the owner is reminded */
	AGE_DEMOTED, /* it is listed behind others, and says so */
	AGE_HIDDEN,  /* readers no longer see it */
	AGE_COUNT
};

/**
 * offering_age_profile(arena, last, today): of a profile that was confirmed, verified or approved
 * on
 * ${last}: due after eleven months, demoted after twelve, hidden after fifteen.
 * offering_age_listing(arena, expires, today): due 30 days before its last day, hidden behind it.
 * Both are fresh where the day is NULL, since nobody knows.
 *
 * offering_renewed(arena, today): the last day of a listing that is renewed today: in six months.
 * offering_last(a, b): the later of two days, either of which may be NULL.
 */
enum offering_age offering_age_profile(struct arena *arena, const char *last, const char *today);
enum offering_age offering_age_listing(struct arena *arena, const char *expires, const char *today);
const char *offering_renewed(struct arena *arena, const char *today);
const char *offering_last(const char *a, const char *b);

#endif
