/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What owners and staff see of inquiries as a whole: figures, and the reports that staff settle. */
#ifndef STORE_INQUIRY_DESK_H
#define STORE_INQUIRY_DESK_H

#include "store/inquiry.h"

struct inquiry_figures {
	int64_t all, state[INQUIRY_STATE_COUNT];
	int64_t answered;     /* by whom was asked */
	int64_t opened;	      /* contacts */
	int64_t answer_hours; /* median until the first answer; -1: none */
	int64_t topic[INQUIRY_TOPIC_COUNT];
};

/* How many inquiries went from one country to another, and how many landed. */
struct inquiry_flow {
	const char *from, *to; /* "" where it is not known */
	int64_t all, landed;
};

/**
 * inquiry_figures(db, arena, account, ret): of what reached the organisations of ${account}; with
 * ${account} 0 of all there is, samples left out where there are others.
 * inquiry_flows(db, arena, limit, ret, ret_n): the commonest pairs of countries.
 */
MUSTCHECK enum err inquiry_figures(
    struct db *db, struct arena *arena, struct account_id account, struct inquiry_figures *ret);
MUSTCHECK enum err inquiry_flows(
    struct db *db, struct arena *arena, size_t limit, struct inquiry_flow **ret, size_t *ret_n);

struct inquiry_complaint {
	int64_t id;
	struct inquiry_id inquiry;
	enum inquiry_side side;
	const char *title, *title_language, *slug;
	enum kind kind;
	const char *reason, *created;
	/* By inquiry_complaint only. */
	struct inquiry_message *messages;
	size_t nmessages;
	const char *sender, *owner; /* names of the organisations or people */
	bool settled, upheld;
	const char *note;
};

/**
 * inquiry_complaints(db, arena, limit, ret, ret_n): reports that wait, oldest first.
 * inquiry_complaint(db, arena, id, ret): one with what was written; reading it is for staff alone.
 * inquiry_settle(db, arena, id, staff, upheld, note): decide; upheld: nothing more can be written
 * in the inquiry.  ERR_FORBIDDEN for one's own report, ERR_CONFLICT if it is settled already.
 */
MUSTCHECK enum err inquiry_complaints(struct db *db, struct arena *arena, size_t limit,
    struct inquiry_complaint **ret, size_t *ret_n);
MUSTCHECK enum err inquiry_complaint(
    struct db *db, struct arena *arena, int64_t id, struct inquiry_complaint **ret);
MUSTCHECK enum err inquiry_settle(struct db *db, struct arena *arena, int64_t id,
    struct account_id staff, bool upheld, const char *note);

#endif
