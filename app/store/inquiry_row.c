/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how rows of inquiries are read, and that nothing comes out which a side may not see. */
#include "store/inquiry_row.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/inquiry.h"

/* Columns of INQUIRY_LIST. */
enum {
	C_ID,
	C_KIND,
	C_SLUG,
	C_TITLE,
	C_TITLE_LANGUAGE,
	C_PUBLIC,
	C_TOPIC,
	C_STATE,
	C_CLOSED_BY,
	C_BLOCKED,
	C_OPENED,
	C_ANONYMOUS,
	C_SAMPLE,
	C_LANGUAGE,
	C_CREATED,
	C_UPDATED,
	C_MARK,
	C_SIDE,
	C_WRITES,
	C_TURN,
	C_UNREAD,
	C_SENDER, /* country, type, size, name, website */
	C_OWNER = C_SENDER + 5,
	C_SENDER_CONSENT = C_OWNER + 5, /* name, email, phone */
	C_OWNER_CONSENT = C_SENDER_CONSENT + 3,
	C_TEXTS = C_OWNER_CONSENT + 3,
	C_REPORTED,
	C_NO_OWNER
};

/* ${view}: how much of it may come out. */
static struct inquiry_party
read_party(struct arena *arena, const PGresult *res, int row, bool sender, enum inquiry_view view)
{
	int at = sender ? C_SENDER : C_OWNER, consent = sender ? C_SENDER_CONSENT : C_OWNER_CONSENT;
	struct inquiry_party p = { .country = row_text(arena, res, row, at),
		.type = row_text(arena, res, row, at + 1),
		.size = row_text(arena, res, row, at + 2),
		.staff = !sender && row_bool(res, row, C_NO_OWNER),
		.agreed = !PQgetisnull(res, row, consent) };

	if (view == INQUIRY_SEE_LITTLE)
		return (p);
	p.name = row_text(arena, res, row, at + 3);
	if (view == INQUIRY_SEE_NAME)
		return (p);
	p.website = row_text(arena, res, row, at + 4);
	p.person = row_text(arena, res, row, consent);
	p.email = row_text(arena, res, row, consent + 1);
	p.phone = row_text(arena, res, row, consent + 2);
	return (p);
}

static struct record *
read_entry(struct arena *arena, const PGresult *res, int row)
{
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct array a = row_array(res, row, C_TEXTS);

	(void)kind_from_id(row_text(arena, res, row, C_KIND), &r->kind);
	r->slug = row_text(arena, res, row, C_SLUG);
	r->state = STATE_PUBLISHED;
	r->texts = arena_array(arena, struct text, a.rows + 1);
	while (r->ntexts < a.rows) {
		struct text *t = &r->texts[r->ntexts++];

		t->language = array_next(arena, &a);
		t->title = array_next(arena, &a);
		t->state = STATE_PUBLISHED;
	}
	/* What is gone keeps the name under which it was asked about. */
	if (r->ntexts == 0)
		r->texts[r->ntexts++] =
		    (struct text){ .language = row_text(arena, res, row, C_TITLE_LANGUAGE),
			    .title = row_text(arena, res, row, C_TITLE),
			    .state = STATE_PUBLISHED };
	return (r);
}

static struct inquiry
read_inquiry(struct arena *arena, const PGresult *res, int row)
{
	struct inquiry i = { .id = { row_int(res, row, C_ID) } };
	enum inquiry_view view;
	bool sender;

	i.entry = read_entry(arena, res, row);
	i.public = row_bool(res, row, C_PUBLIC);
	(void)inquiry_topic_from(row_text(arena, res, row, C_TOPIC), &i.topic);
	(void)inquiry_state_from(row_text(arena, res, row, C_STATE), &i.facts.state);
	(void)inquiry_side_from(row_text(arena, res, row, C_CLOSED_BY), &i.facts.closed_by);
	i.facts.blocked = row_bool(res, row, C_BLOCKED);
	i.facts.opened = row_bool(res, row, C_OPENED);
	i.anonymous = row_bool(res, row, C_ANONYMOUS);
	i.sample = row_bool(res, row, C_SAMPLE);
	i.language = row_text(arena, res, row, C_LANGUAGE);
	i.created = row_text(arena, res, row, C_CREATED);
	i.updated = row_text(arena, res, row, C_UPDATED);
	(void)inquiry_side_from(row_text(arena, res, row, C_SIDE), &i.side);
	i.writes = row_bool(res, row, C_WRITES);
	(void)inquiry_side_from(row_text(arena, res, row, C_TURN), &i.turn);
	i.unread = row_int(res, row, C_UNREAD);
	i.reported = row_bool(res, row, C_REPORTED);
	sender = i.side == INQUIRY_SENDER;
	view = inquiry_sees(i.side, i.anonymous, i.facts.opened);
	i.own = read_party(arena, res, row, sender, INQUIRY_SEE_CONTACT);
	i.other = read_party(arena, res, row, !sender, view);
	return (i);
}

static enum err
rows(struct db *db, struct arena *arena, const struct inquiry_want *want, struct inquiry_id id,
    PGresult **ret)
{
	long long time = 0, before = 0;
	struct params p = { 0 };

	/* A mark that is none begins at the beginning. */
	if (want->before != NULL && sscanf(want->before, "%18lld.%18lld", &time, &before) != 2)
		time = before = 0;
	param_int(&p, arena, want->account.v);
	param_int(&p, arena, id.v);
	param_text(&p, want->side < 0 ? NULL : inquiry_side_id((enum inquiry_side)want->side));
	param_text(&p, want->state < 0 ? NULL : inquiry_state_id((enum inquiry_state)want->state));
	param_int(&p, arena, time);
	param_int(&p, arena, before);
	param_int(&p, arena, (int64_t)want->limit);
	return (db_run(db, STMT_INQUIRY_LIST, &p, ret));
}

enum err
inquiry_list(struct db *db, struct arena *arena, const struct inquiry_want *want,
    struct inquiry **ret, size_t *ret_n, const char **ret_next)
{
	struct inquiry_want one_more = *want;
	PGresult *res;
	enum err err;
	size_t n;

	one_more.limit++;
	if ((err = rows(db, arena, &one_more, (struct inquiry_id){ 0 }, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret_next = NULL;
	if (n > want->limit) {
		n = want->limit;
		*ret_next = arena_printf(arena, "%" PRId64 ".%" PRId64,
		    row_int(res, (int)n - 1, C_MARK), row_int(res, (int)n - 1, C_ID));
	}
	*ret = arena_array(arena, struct inquiry, n);
	for (size_t i = 0; i < n; i++)
		(*ret)[i] = read_inquiry(arena, res, (int)i);
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

/* --- one with all that was written -------------------------------------------------------------
 */

enum err
inquiry_row_messages(struct db *db, struct arena *arena, struct inquiry_id id,
    struct account_id account, struct inquiry_message **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n;

	param_int(&p, arena, id.v);
	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_INQUIRY_MESSAGES, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct inquiry_message, n);
	for (size_t i = 0; i < n; i++) {
		struct inquiry_message *m = &(*ret)[i];
		int row = (int)i;

		m->id = row_int(res, row, 0);
		(void)inquiry_side_from(row_text(arena, res, row, 1), &m->side);
		m->mine = row_bool(res, row, 2);
		m->author = row_text(arena, res, row, 3);
		m->language = row_text(arena, res, row, 4);
		m->text = row_text(arena, res, row, 5);
		m->time = row_text(arena, res, row, 6);
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

static enum err
read_answers(struct db *db, struct arena *arena, const struct params *p, struct inquiry *i)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_INQUIRY_ANSWERS, p, &res)) != ERR_OK)
		return (err);
	i->nanswers = (size_t)PQntuples(res);
	i->answers = arena_array(arena, struct inquiry_value, i->nanswers);
	for (size_t k = 0; k < i->nanswers; k++) {
		i->answers[k].question = row_text(arena, res, (int)k, 0);
		i->answers[k].value = row_text(arena, res, (int)k, 1);
	}
	PQclear(res);
	return (ERR_OK);
}

static enum err
read_events(struct db *db, struct arena *arena, const struct params *p, struct inquiry *i)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_INQUIRY_EVENTS, p, &res)) != ERR_OK)
		return (err);
	i->nevents = (size_t)PQntuples(res);
	i->events = arena_array(arena, struct inquiry_event, i->nevents);
	for (size_t k = 0; k < i->nevents; k++) {
		struct inquiry_event *e = &i->events[k];

		(void)inquiry_side_from(row_text(arena, res, (int)k, 0), &e->side);
		e->what = row_text(arena, res, (int)k, 1);
		(void)inquiry_state_from(row_text(arena, res, (int)k, 2), &e->state);
		e->time = row_text(arena, res, (int)k, 3);
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
inquiry_load(struct db *db, struct arena *arena, struct inquiry_id id, struct account_id account,
    struct inquiry **ret)
{
	struct inquiry_want want = { .account = account, .side = -1, .state = -1, .limit = 1 };
	struct params p = { 0 };
	struct inquiry *i;
	PGresult *res;
	enum err err;

	if (id.v <= 0)
		return (ERR_NOTFOUND);
	if ((err = rows(db, arena, &want, id, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) != 1) {
		PQclear(res);
		return (ERR_NOTFOUND);
	}
	i = arena_alloc(arena, sizeof(*i));
	*i = read_inquiry(arena, res, 0);
	PQclear(res);
	param_int(&p, arena, id.v);
	if ((err = read_answers(db, arena, &p, i)) != ERR_OK ||
	    (err = read_events(db, arena, &p, i)) != ERR_OK ||
	    (err = inquiry_row_messages(db, arena, id, account, &i->messages, &i->nmessages)) !=
		ERR_OK)
		return (err);
	for (size_t k = 0; k < i->nmessages; k++)
		if (i->messages[k].side != i->side)
			i->messages[k].author = NULL;
	*ret = i;
	return (ERR_OK);
}

enum err
inquiry_seen(struct db *db, struct arena *arena, const struct inquiry *i, struct account_id account)
{
	struct params p = { 0 };

	if (i->nmessages == 0 || i->unread == 0)
		return (ERR_OK);
	param_int(&p, arena, i->id.v);
	param_int(&p, arena, account.v);
	param_int(&p, arena, i->messages[i->nmessages - 1].id);
	return (db_run(db, STMT_INQUIRY_SEEN, &p, NULL));
}
