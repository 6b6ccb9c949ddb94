/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how inquiries are read, with what a side may see of the other, and the order of steps of
 * each change. */
#include "store/inquiry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/conn.h"
#include "store/inquiry_row.h"
#include "store/notice.h"

enum { PER_DAY = 20 /* inquiries of one account */ };

/* --- transactions ------------------------------------------------------------------------------
 */

static enum err
finish(struct db *db, enum err err)
{
	if (err == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	return (err);
}

/* One inquiry, locked for a change by an account. */
struct held {
	struct db *db;
	struct arena *arena;
	struct inquiry_id id;
	struct account_id account;
	enum inquiry_side side;
	struct inquiry_facts facts;
	const char *title;
	struct organisation_id owner, organisation;
	struct account_id sender;
	bool agreed[2]; /* by side */
};

static enum err
hold(struct held *h, struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account)
{
	struct params p = { 0 };
	const char *consents;
	PGresult *res;
	enum err err;

	*h = (struct held){ .db = db, .arena = arena, .id = id, .account = account };
	param_int(&p, arena, id.v);
	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_INQUIRY_LOCK, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) != 1 || !inquiry_side_from(row_text(arena, res, 0, 0), &h->side))
		err = ERR_NOTFOUND;
	else if (!row_bool(res, 0, 1))
		err = ERR_FORBIDDEN;
	if (err == ERR_OK) {
		(void)inquiry_state_from(row_text(arena, res, 0, 2), &h->facts.state);
		(void)inquiry_side_from(row_text(arena, res, 0, 3), &h->facts.closed_by);
		h->facts.blocked = row_bool(res, 0, 4);
		h->facts.opened = row_bool(res, 0, 5);
		h->title = row_text(arena, res, 0, 6);
		h->owner.v = row_int(res, 0, 7);
		h->organisation.v = row_int(res, 0, 8);
		h->sender.v = row_int(res, 0, 9);
		consents = row_text(arena, res, 0, 10);
		for (int side = INQUIRY_SENDER; side <= INQUIRY_OWNER; side++)
			h->agreed[side] =
			    strstr(consents, inquiry_side_id((enum inquiry_side)side)) != NULL;
	}
	PQclear(res);
	return (err);
}

static enum inquiry_side
other(enum inquiry_side side)
{
	return (side == INQUIRY_SENDER ? INQUIRY_OWNER : INQUIRY_SENDER);
}

/* The state that the inquiry has from now on; it is the other side's turn. */
static enum err
change(const struct held *h, enum inquiry_state to, bool answered, bool opened)
{
	struct params p = { 0 };

	param_int(&p, h->arena, h->id.v);
	param_text(&p, inquiry_state_id(to));
	param_text(&p, to != INQUIRY_DECLINED		    ? NULL
		       : h->facts.state == INQUIRY_DECLINED ? inquiry_side_id(h->facts.closed_by)
							    : inquiry_side_id(h->side));
	param_text(&p, inquiry_side_id(other(h->side)));
	param_int(&p, h->arena, answered);
	param_int(&p, h->arena, opened);
	return (db_run(h->db, STMT_INQUIRY_CHANGE, &p, NULL));
}

static enum err
event(const struct held *h, const char *what, const char *state)
{
	struct params p = { 0 };

	param_int(&p, h->arena, h->id.v);
	param_text(&p, inquiry_side_id(h->side));
	param_int(&p, h->arena, h->account.v);
	param_text(&p, what);
	param_text(&p, state);
	return (db_run(h->db, STMT_INQUIRY_EVENT_ADD, &p, NULL));
}

enum err
inquiry_row_audit(struct db *db, struct arena *arena, const char *actor, struct inquiry_id id,
    const char *action, const char *detail)
{
	struct params p = { 0 };

	param_text(&p, actor);
	param_int(&p, arena, id.v);
	param_text(&p, action);
	param_text(&p, detail);
	return (db_run(db, STMT_INQUIRY_AUDIT, &p, NULL));
}

static enum err
audit(const struct held *h, const char *action, const char *detail)
{
	return (inquiry_row_audit(h->db, h->arena,
	    arena_printf(h->arena, "account:%" PRId64, h->account.v), h->id, action, detail));
}

/* To whoever stands on ${side}. */
static enum err
tell(const struct held *h, enum inquiry_side side, enum notice_kind kind,
    const struct notice_argument *more, size_t nmore)
{
	struct notice n = { .kind = kind,
		.except = h->account,
		.arguments = { { "title", h->title } },
		.path = arena_printf(h->arena, "/account/inquiries/%" PRId64, h->id.v) };

	for (size_t i = 0; i < nmore; i++)
		n.arguments[i + 1] = more[i];
	if (side == INQUIRY_OWNER) {
		n.organisation = h->owner;
		n.staff = h->owner.v == 0;
	} else if (h->organisation.v != 0) {
		n.organisation = h->organisation;
	} else {
		n.account = h->sender;
	}
	return (notice_add(h->db, h->arena, &n));
}

/* --- sending -----------------------------------------------------------------------------------
 */

enum err
inquiry_target(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    struct account_id account, struct inquiry_target *ret)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, kind_id(kind));
	param_text(&p, slug);
	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_INQUIRY_TARGET, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1) {
		ret->entry.v = row_int(res, 0, 0);
		ret->owner.v = row_int(res, 0, 1);
		ret->anonymous = row_bool(res, 0, 2);
		ret->own = row_bool(res, 0, 3);
		ret->expired = row_bool(res, 0, 4);
		ret->name = row_text(arena, res, 0, 5);
	} else {
		err = ERR_NOTFOUND;
	}
	PQclear(res);
	return (err);
}

enum err
inquiry_behalves(struct db *db, struct arena *arena, struct account_id account,
    struct inquiry_behalf **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_INQUIRY_BEHALVES, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct inquiry_behalf, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		(*ret)[i].organisation.v = row_int(res, (int)i, 0);
		(*ret)[i].name = row_text(arena, res, (int)i, 1);
	}
	PQclear(res);
	return (ERR_OK);
}

/* Locks the sender's account, so that two forms at once are counted one after the other. */
static enum err
may_send(struct db *db, struct arena *arena, const struct inquiry_new *n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, n->account.v);
	param_int(&p, arena, n->organisation.v);
	if ((err = db_run(db, STMT_INQUIRY_SENDER, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) != 1 || !row_bool(res, 0, 0))
		err = ERR_FORBIDDEN;
	else if (row_int(res, 0, 1) >= PER_DAY)
		err = ERR_TOOBIG;
	PQclear(res);
	return (err);
}

static enum err
add_message(const struct held *h, const char *language, const char *text)
{
	struct params p = { 0 };

	param_int(&p, h->arena, h->id.v);
	param_text(&p, inquiry_side_id(h->side));
	param_int(&p, h->arena, h->account.v);
	param_text(&p, language);
	param_text(&p, text);
	return (db_run(h->db, STMT_INQUIRY_MESSAGE_ADD, &p, NULL));
}

static enum err
add_answers(const struct held *h, const struct inquiry_value *answers, size_t n)
{
	const char **questions = arena_array(h->arena, const char *, n);
	const char **values = arena_array(h->arena, const char *, n);
	struct params p = { 0 };

	for (size_t i = 0; i < n; i++) {
		questions[i] = answers[i].question;
		values[i] = answers[i].value;
	}
	param_int(&p, h->arena, h->id.v);
	param_texts(&p, h->arena, questions, n);
	param_texts(&p, h->arena, values, n);
	return (db_run(h->db, STMT_INQUIRY_ANSWERS_ADD, &p, NULL));
}

static enum err
add(struct db *db, struct arena *arena, const struct inquiry_new *n, struct inquiry_id *ret)
{
	struct held h = { .db = db,
		.arena = arena,
		.account = n->account,
		.organisation = n->organisation,
		.sender = n->account,
		.side = INQUIRY_SENDER };
	struct notice_argument country = { "country", NULL };
	struct inquiry_target target;
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	if ((err = may_send(db, arena, n)) != ERR_OK ||
	    (err = inquiry_target(db, arena, n->kind, n->slug, n->account, &target)) != ERR_OK)
		return (err);
	if (target.own || (target.owner.v != 0 && target.owner.v == n->organisation.v))
		return (ERR_FORBIDDEN);
	h.owner = target.owner;
	param_int(&p, arena, target.entry.v);
	param_int(&p, arena, n->account.v);
	param_int(&p, arena, n->organisation.v);
	param_text(&p, n->language);
	if ((err = db_run(db, STMT_INQUIRY_ADD, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1) {
		h.id.v = row_int(res, 0, 0);
		h.title = row_text(arena, res, 0, 1);
		country.value = row_text(arena, res, 0, 2);
	} else {
		err = ERR_NOTFOUND;
	}
	PQclear(res);
	if (err != ERR_OK || (err = add_answers(&h, n->answers, n->nanswers)) != ERR_OK ||
	    (err = add_message(&h, n->language, n->message)) != ERR_OK ||
	    (err = audit(&h, "inquiry", NULL)) != ERR_OK)
		return (err);
	*ret = h.id;
	return (tell(&h, INQUIRY_OWNER, NOTICE_INQUIRY_NEW, &country, 1));
}

enum err
inquiry_add(struct db *db, struct arena *arena, const struct inquiry_new *n, struct inquiry_id *ret)
{
	struct inquiry_id id;
	enum err err;

	if ((err = db_begin(db)) != ERR_OK || (err = finish(db, add(db, arena, n, &id))) != ERR_OK)
		return (err);
	*ret = id;
	return (ERR_OK);
}

/* --- going on ----------------------------------------------------------------------------------
 */

/* To another state, told to the other side. */
static enum err
move(const struct held *h, enum inquiry_state to, bool answered)
{
	const char *id = inquiry_state_id(to);
	struct notice_argument state = { "state", arena_printf(h->arena, "inquiry_state.%s", id) };
	enum err err;

	if ((err = change(h, to, answered, false)) != ERR_OK ||
	    (err = event(h, "state", id)) != ERR_OK ||
	    (err = audit(h, "inquiry_state", id)) != ERR_OK)
		return (err);
	return (tell(h, other(h->side), NOTICE_INQUIRY_STATE, &state, 1));
}

static enum err
write_message(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *language, const char *text)
{
	enum inquiry_state to;
	struct held h;
	enum err err;

	if ((err = hold(&h, db, arena, id, account)) != ERR_OK)
		return (err);
	if (!inquiry_may_write(&h.facts))
		return (ERR_CONFLICT);
	to = inquiry_after_message(&h.facts, h.side);
	if ((err = add_message(&h, language, text)) != ERR_OK ||
	    (err = change(&h, to, h.side == INQUIRY_OWNER, false)) != ERR_OK ||
	    (to != h.facts.state && (err = event(&h, "state", inquiry_state_id(to))) != ERR_OK) ||
	    (err = audit(&h, "inquiry_message", NULL)) != ERR_OK)
		return (err);
	return (tell(&h, other(h.side), NOTICE_INQUIRY_MESSAGE, NULL, 0));
}

enum err
inquiry_write(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *language, const char *text)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, write_message(db, arena, id, account, language, text)));
}

static enum err
move_to(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    enum inquiry_state to)
{
	struct held h;
	enum err err;

	if ((err = hold(&h, db, arena, id, account)) != ERR_OK)
		return (err);
	/* The button pressed twice. */
	if (h.facts.state == to)
		return (ERR_OK);
	if (!inquiry_may(&h.facts, h.side, to))
		return (ERR_CONFLICT);
	return (move(&h, to, h.side == INQUIRY_OWNER));
}

enum err
inquiry_move(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    enum inquiry_state to)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, move_to(db, arena, id, account, to)));
}

static enum err
agree(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *name, const char *email, const char *phone, bool *ret_opened)
{
	struct notice_argument by = { "name", name };
	struct params p = { 0 };
	struct held h;
	bool opens;
	enum err err;

	if ((err = hold(&h, db, arena, id, account)) != ERR_OK)
		return (err);
	if (h.facts.opened || h.facts.blocked)
		return (ERR_CONFLICT);
	opens = h.agreed[other(h.side)];
	param_int(&p, arena, id.v);
	param_text(&p, inquiry_side_id(h.side));
	param_int(&p, arena, account.v);
	param_text(&p, name);
	param_text(&p, email);
	param_text(&p, phone);
	if ((err = db_run(db, STMT_INQUIRY_CONSENT_ADD, &p, NULL)) != ERR_OK ||
	    (err = change(&h, h.facts.state, false, opens)) != ERR_OK ||
	    (err = event(&h, opens ? "opened" : "asked", NULL)) != ERR_OK ||
	    (err = audit(&h, opens ? "inquiry_open" : "inquiry_agree", NULL)) != ERR_OK)
		return (err);
	*ret_opened = opens;
	if (opens)
		return (tell(&h, other(h.side), NOTICE_CONTACT_OPENED, &by, 1));
	return (h.agreed[h.side] ? ERR_OK : tell(&h, other(h.side), NOTICE_CONTACT_ASKED, NULL, 0));
}

enum err
inquiry_agree(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *name, const char *email, const char *phone, bool *ret_opened)
{
	bool opened = false;
	enum err err;

	if ((err = db_begin(db)) != ERR_OK ||
	    (err = finish(db, agree(db, arena, id, account, name, email, phone, &opened))) !=
		ERR_OK)
		return (err);
	*ret_opened = opened;
	return (ERR_OK);
}

static enum err
disagree(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account)
{
	struct params p = { 0 };
	struct held h;
	enum err err;

	if ((err = hold(&h, db, arena, id, account)) != ERR_OK)
		return (err);
	if (h.facts.opened)
		return (ERR_CONFLICT);
	if (!h.agreed[h.side])
		return (ERR_OK);
	param_int(&p, arena, id.v);
	param_text(&p, inquiry_side_id(h.side));
	if ((err = db_run(db, STMT_INQUIRY_CONSENT_REMOVE, &p, NULL)) != ERR_OK ||
	    (err = event(&h, "withdrawn", NULL)) != ERR_OK)
		return (err);
	return (audit(&h, "inquiry_disagree", NULL));
}

enum err
inquiry_disagree(
    struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, disagree(db, arena, id, account)));
}

static enum err
report(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *reason)
{
	struct params p = { 0 };
	struct held h;
	enum err err;

	if ((err = hold(&h, db, arena, id, account)) != ERR_OK)
		return (err);
	param_int(&p, arena, id.v);
	param_text(&p, inquiry_side_id(h.side));
	param_int(&p, arena, account.v);
	param_text(&p, reason);
	if ((err = db_run(db, STMT_INQUIRY_REPORT_ADD, &p, NULL)) != ERR_OK ||
	    (err = audit(&h, "inquiry_report", NULL)) != ERR_OK)
		return (err);
	return (notice_add(db, arena,
	    &(struct notice){ .kind = NOTICE_ABUSE_REPORTED,
		.staff = true,
		.except = account,
		.arguments = { { "title", h.title }, { "reason", reason } },
		.path = "/desk/reports" }));
}

enum err
inquiry_report(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    const char *reason)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, report(db, arena, id, account, reason)));
}

/* --- the clock ---------------------------------------------------------------------------------
 */

static enum err
give_up(const struct held *h)
{
	struct notice_argument state = { "state", "inquiry_state.no_answer" };
	struct params p = { 0 };
	enum err err;

	param_int(&p, h->arena, h->id.v);
	if ((err = db_run(h->db, STMT_INQUIRY_GIVEN_UP, &p, NULL)) != ERR_OK ||
	    (err = event(h, "state", inquiry_state_id(INQUIRY_NO_ANSWER))) != ERR_OK ||
	    (err = inquiry_row_audit(
		 h->db, h->arena, "portal", h->id, "inquiry_state", "no_answer")) != ERR_OK ||
	    (err = tell(h, INQUIRY_SENDER, NOTICE_INQUIRY_STATE, &state, 1)) != ERR_OK)
		return (err);
	return (tell(h, INQUIRY_OWNER, NOTICE_INQUIRY_STATE, &state, 1));
}

static enum err
bring_to_mind(const struct held *h, enum inquiry_side turn, int64_t days)
{
	struct notice_argument since = { "days", arena_printf(h->arena, "%" PRId64, days) };
	struct params p = { 0 };
	enum err err;

	param_int(&p, h->arena, h->id.v);
	if ((err = db_run(h->db, STMT_INQUIRY_REMINDED, &p, NULL)) != ERR_OK ||
	    (err = event(h, "reminded", NULL)) != ERR_OK)
		return (err);
	return (tell(h, turn, NOTICE_INQUIRY_REMINDER, &since, 1));
}

static enum err
remind(struct db *db, struct arena *arena, const char *day, size_t *reminded, size_t *closed)
{
	enum err err;
	struct params p = { 0 };
	PGresult *res;

	param_text(&p, day);
	if ((err = db_run(db, STMT_INQUIRY_DUE, &p, &res)) != ERR_OK)
		return (err);
	for (int row = 0; err == ERR_OK && row < PQntuples(res); row++) {
		struct held h = { .db = db,
			.arena = arena,
			.id = { row_int(res, row, 0) },
			.side = INQUIRY_CLOCK,
			.title = row_text(arena, res, row, 5),
			.owner = { row_int(res, row, 6) },
			.organisation = { row_int(res, row, 7) },
			.sender = { row_int(res, row, 8) } };
		enum inquiry_side turn = INQUIRY_OWNER;
		int64_t days = row_int(res, row, 2);

		(void)inquiry_state_from(row_text(arena, res, row, 1), &h.facts.state);
		(void)inquiry_side_from(row_text(arena, res, row, 4), &turn);
		switch (inquiry_due(
		    h.facts.state, days > 10000 ? 10000 : (int)days, (int)row_int(res, row, 3))) {
		case INQUIRY_DUE_NOTHING:
			break;
		case INQUIRY_DUE_REMINDER:
			err = bring_to_mind(&h, turn, days);
			++*reminded;
			break;
		case INQUIRY_DUE_NO_ANSWER:
			err = give_up(&h);
			++*closed;
			break;
		}
	}
	PQclear(res);
	return (err);
}

enum err
inquiry_remind(
    struct db *db, struct arena *arena, const char *day, size_t *ret_reminded, size_t *ret_closed)
{
	size_t reminded = 0, closed = 0;
	enum err err;

	if ((err = db_begin(db)) != ERR_OK ||
	    (err = finish(db, remind(db, arena, day, &reminded, &closed))) != ERR_OK)
		return (err);
	*ret_reminded = reminded;
	*ret_closed = closed;
	return (ERR_OK);
}
