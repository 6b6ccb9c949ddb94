/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the outbox of mail and the addresses that take none. */
#include "store/mail.h"

#include <time.h>

#include "store/conn.h"

enum { PAUSE_MS = 500 };

static enum err
load(struct db *db, struct arena *arena, struct mail *m)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, m->id);
	if ((err = db_run(db, STMT_MAIL_LOAD, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		m->address = row_text(arena, res, 0, 0);
		m->locale = row_text(arena, res, 0, 1);
		m->message_id = row_text(arena, res, 0, 2);
		m->unsubscribe = row_text(arena, res, 0, 3);
		m->tries = row_int(res, 0, 4);
		m->muted = row_bool(res, 0, 5);
		m->refused = row_bool(res, 0, 6);
	}
	PQclear(res);
	return (err);
}

enum err
mail_claim(
    struct db *db, struct arena *arena, const char *claim, int64_t seconds, struct mail *ret_mail)
{
	struct params p = { 0 };
	struct mail m = { 0 };
	int64_t notice = 0;
	PGresult *res;
	enum err err;

	param_text(&p, claim);
	param_int(&p, arena, seconds);
	if ((err = db_run(db, STMT_MAIL_CLAIM, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		m.id = row_int(res, 0, 0);
		notice = row_int(res, 0, 1);
	}
	PQclear(res);
	if (err == ERR_OK && (err = load(db, arena, &m)) == ERR_OK &&
	    (err = notice_by_id(db, arena, notice, &m.notice)) == ERR_OK)
		*ret_mail = m;
	return (err);
}

/* Each statement counts the rows that were still ours. */
static enum err
ours(struct db *db, enum stmt stmt, const struct params *p)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	if (row_int(res, 0, 0) == 0)
		err = ERR_CONFLICT;
	PQclear(res);
	return (err);
}

enum err
mail_sent(struct db *db, struct arena *arena, const struct mail *m, const char *claim)
{
	struct params p = { 0 };

	param_int(&p, arena, m->id);
	param_text(&p, claim);
	param_text(&p, m->address);
	param_int(&p, arena, !notice_shown(m->notice.kind));
	return (ours(db, STMT_MAIL_SENT, &p));
}

enum err
mail_later(struct db *db, struct arena *arena, const struct mail *m, const char *claim,
    int64_t seconds, bool counts, const char *problem)
{
	struct params p = { 0 };

	param_int(&p, arena, m->id);
	param_text(&p, claim);
	param_int(&p, arena, seconds);
	param_int(&p, arena, counts);
	param_text(&p, problem);
	return (ours(db, STMT_MAIL_LATER, &p));
}

enum err
mail_give_up(struct db *db, struct arena *arena, const struct mail *m, const char *claim,
    bool refuse, const char *problem)
{
	struct params p = { 0 };

	param_int(&p, arena, m->id);
	param_text(&p, claim);
	param_text(&p, m->address);
	param_text(&p, problem);
	param_int(&p, arena, refuse);
	return (ours(db, STMT_MAIL_GIVE_UP, &p));
}

enum err
mail_drop(
    struct db *db, struct arena *arena, const struct mail *m, const char *claim, const char *why)
{
	struct params p = { 0 };

	param_int(&p, arena, m->id);
	param_text(&p, claim);
	param_text(&p, why);
	return (ours(db, STMT_MAIL_DROP, &p));
}

/* A statement whose one value is a number. */
static enum err
number(struct db *db, enum stmt stmt, const struct params *p, int64_t *ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret = row_int(res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
mail_next(struct db *db, int64_t *ret_seconds)
{
	return (number(db, STMT_MAIL_NEXT, NULL, ret_seconds));
}

/* A caller that loops must not spin while the database is away. */
static enum err
pause_after(enum err err, int ms)
{
	struct timespec ts;

	ms = ms < PAUSE_MS ? ms : PAUSE_MS;
	ts = (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
	nanosleep(&ts, NULL);
	return (err);
}

enum err
mail_wait(struct db *db, int ms)
{
	enum err err;
	bool missed;

	if ((err = db_listen(db, STMT_MAIL_LISTEN, &missed)) != ERR_OK)
		return (pause_after(err, ms));
	if (missed)
		return (ERR_OK);
	if ((err = db_notified(db, ms)) != ERR_OK)
		return (pause_after(err, ms));
	return (ERR_OK);
}

enum err
mail_list(struct db *db, struct arena *arena, const char *state, int64_t limit,
    struct mail_row **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, state);
	param_int(&p, arena, limit);
	if ((err = db_run(db, STMT_MAIL_LIST, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct mail_row, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct mail_row){ .id = row_int(res, (int)i, 0),
			.kind = row_text(arena, res, (int)i, 1),
			.state = row_text(arena, res, (int)i, 2),
			.address = row_text(arena, res, (int)i, 3),
			.made = row_text(arena, res, (int)i, 4),
			.due = row_text(arena, res, (int)i, 5),
			.tries = row_int(res, (int)i, 6),
			.problem = row_text(arena, res, (int)i, 7) };
	PQclear(res);
	return (ERR_OK);
}

enum err
mail_again(struct db *db, struct arena *arena, int64_t id, int64_t *ret_n)
{
	struct params p = { 0 };

	param_int(&p, arena, id);
	return (number(db, STMT_MAIL_AGAIN, &p, ret_n));
}

enum err
mail_forget(struct db *db, struct arena *arena, int64_t days)
{
	struct params p = { 0 };

	param_int(&p, arena, days);
	return (db_run(db, STMT_MAIL_FORGET, &p, NULL));
}

/* A statement whose one value is a text; NULL if it has no row. */
static enum err
text(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p, const char **ret)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	*ret = PQntuples(res) == 0 ? NULL : row_text(arena, res, 0, 0);
	PQclear(res);
	return (ERR_OK);
}

enum err
mail_bounced(struct db *db, struct arena *arena, const char *message_id, const char *problem,
    const char **ret_address)
{
	struct params p = { 0 };
	const char *address;
	enum err err;

	param_text(&p, message_id);
	param_text(&p, problem);
	if ((err = text(db, arena, STMT_MAIL_BOUNCED, &p, &address)) != ERR_OK)
		return (err);
	if (address == NULL)
		return (ERR_NOTFOUND);
	*ret_address = address;
	return (ERR_OK);
}

enum err
mail_refused(struct db *db, struct arena *arena, const char *address, const char **ret_problem)
{
	struct params p = { 0 };

	param_text(&p, address);
	return (text(db, arena, STMT_MAIL_REFUSED, &p, ret_problem));
}

enum err
mail_confirmed(struct db *db, const char *address)
{
	struct params p = { 0 };

	param_text(&p, address);
	return (db_run(db, STMT_MAIL_CONFIRMED, &p, NULL));
}
