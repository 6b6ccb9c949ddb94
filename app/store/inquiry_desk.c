/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the figures about inquiries and how reports are settled. */
#include "store/inquiry_desk.h"

#include <inttypes.h>

#include "store/conn.h"
#include "store/inquiry_row.h"

enum err
inquiry_figures(
    struct db *db, struct arena *arena, struct account_id account, struct inquiry_figures *ret)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	int col = 0;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_INQUIRY_FIGURES, &p, &res)) != ERR_OK)
		return (err);
	ret->all = row_int(res, 0, col++);
	for (int s = 0; s < INQUIRY_STATE_COUNT; s++)
		ret->state[s] = row_int(res, 0, col++);
	ret->answered = row_int(res, 0, col++);
	ret->opened = row_int(res, 0, col++);
	ret->answer_hours = row_int(res, 0, col++);
	for (int t = 0; t < INQUIRY_TOPIC_COUNT; t++)
		ret->topic[t] = row_int(res, 0, col++);
	PQclear(res);
	return (ERR_OK);
}

enum err
inquiry_flows(
    struct db *db, struct arena *arena, size_t limit, struct inquiry_flow **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, (int64_t)limit);
	if ((err = db_run(db, STMT_INQUIRY_FLOWS, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct inquiry_flow, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct inquiry_flow){ row_text(arena, res, (int)i, 0),
			row_text(arena, res, (int)i, 1), row_int(res, (int)i, 2),
			row_int(res, (int)i, 3) };
	PQclear(res);
	return (ERR_OK);
}

/* --- reports -----------------------------------------------------------------------------------
 */

static enum err
complaints(struct db *db, struct arena *arena, int64_t id, size_t limit,
    struct inquiry_complaint **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, id);
	param_int(&p, arena, (int64_t)limit);
	if ((err = db_run(db, STMT_INQUIRY_COMPLAINTS, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct inquiry_complaint, *ret_n);
	for (size_t i = 0; i < *ret_n; i++) {
		struct inquiry_complaint *c = &(*ret)[i];
		int row = (int)i;

		c->id = row_int(res, row, 0);
		c->inquiry.v = row_int(res, row, 1);
		(void)inquiry_side_from(row_text(arena, res, row, 2), &c->side);
		c->title = row_text(arena, res, row, 3);
		c->title_language = row_text(arena, res, row, 4);
		c->slug = row_text(arena, res, row, 5);
		(void)kind_from_id(row_text(arena, res, row, 6), &c->kind);
		c->reason = row_text(arena, res, row, 7);
		c->created = row_text(arena, res, row, 8);
		c->settled = row_bool(res, row, 9);
		c->upheld = row_bool(res, row, 10);
		c->note = row_text(arena, res, row, 11);
		c->sender = row_text(arena, res, row, 12);
		c->owner = row_text(arena, res, row, 13);
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
inquiry_complaints(
    struct db *db, struct arena *arena, size_t limit, struct inquiry_complaint **ret, size_t *ret_n)
{
	return (complaints(db, arena, 0, limit, ret, ret_n));
}

enum err
inquiry_complaint(struct db *db, struct arena *arena, int64_t id, struct inquiry_complaint **ret)
{
	struct inquiry_complaint *c;
	enum err err;
	size_t n;

	if (id <= 0)
		return (ERR_NOTFOUND);
	if ((err = complaints(db, arena, id, 1, &c, &n)) != ERR_OK)
		return (err);
	if (n == 0)
		return (ERR_NOTFOUND);
	if ((err = inquiry_row_messages(db, arena, c->inquiry, (struct account_id){ 0 },
		 &c->messages, &c->nmessages)) != ERR_OK)
		return (err);
	*ret = c;
	return (ERR_OK);
}

static enum err
settle(struct db *db, struct arena *arena, int64_t id, struct account_id staff, bool upheld,
    const char *note)
{
	struct params p = { 0 }, block = { 0 }, event = { 0 };
	struct inquiry_id inquiry = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, id);
	param_int(&p, arena, staff.v);
	param_int(&p, arena, upheld);
	param_text(&p, note);
	if ((err = db_run(db, STMT_INQUIRY_SETTLE, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) != 1)
		err = ERR_CONFLICT;
	else if (row_bool(res, 0, 2))
		err = ERR_FORBIDDEN;
	else
		inquiry.v = row_int(res, 0, 0);
	PQclear(res);
	if (err == ERR_OK && upheld) {
		param_int(&block, arena, inquiry.v);
		param_int(&event, arena, inquiry.v);
		param_text(&event, inquiry_side_id(INQUIRY_CLOCK));
		param_int(&event, arena, staff.v);
		param_text(&event, "blocked");
		param_text(&event, NULL);
		if ((err = db_run(db, STMT_INQUIRY_BLOCK, &block, NULL)) == ERR_OK)
			err = db_run(db, STMT_INQUIRY_EVENT_ADD, &event, NULL);
	}
	if (err != ERR_OK)
		return (err);
	return (inquiry_row_audit(db, arena, arena_printf(arena, "staff:%" PRId64, staff.v),
	    inquiry, upheld ? "report_upheld" : "report_dismissed", note));
}

enum err
inquiry_settle(struct db *db, struct arena *arena, int64_t id, struct account_id staff, bool upheld,
    const char *note)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = settle(db, arena, id, staff, upheld, note)) == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	return (err);
}
