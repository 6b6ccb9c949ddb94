/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the rows of notices and the beginning of their mails. */
#include "store/notice.h"

#include <string.h>

#include "base/log.h"
#include "store/conn.h"

static bool
receivers_fit(const struct notice *n)
{
	int given = (n->account.v != 0) + (n->organisation.v != 0) + n->staff;

	if (n->address != NULL)
		return (given == 0 ? n->locale != NULL : given == 1 && n->account.v != 0);
	return (given == 1);
}

enum err
notice_add(struct db *db, struct arena *arena, const struct notice *n)
{
	const char *arguments[2 * NOTICE_ARGUMENTS_MAX];
	struct params p = { 0 };
	size_t k = 0;
	enum err err;

	while (k < NOTICE_ARGUMENTS_MAX && n->arguments[k].name != NULL) {
		arguments[2 * k] = n->arguments[k].name;
		arguments[2 * k + 1] = n->arguments[k].value;
		k++;
	}
	if (!receivers_fit(n) || !notice_fits(n->kind, n->arguments, k) ||
	    (n->path != NULL && !notice_path_fits(n->path))) {
		log_event(LOG_LEVEL_ERROR, "notice.unfit",
		    LOG_TEXT("kind", notice_kind_id(n->kind)), LOG_TEXT("path", n->path));
		return (ERR_INTERNAL);
	}
	param_text(&p, notice_kind_id(n->kind));
	param_int(&p, arena, n->account.v);
	param_int(&p, arena, n->organisation.v);
	param_int(&p, arena, n->staff);
	param_text(&p, n->address);
	param_text(&p, n->locale);
	param_int(&p, arena, n->except.v);
	param_texts(&p, arena, arguments, 2 * k);
	param_text(&p, n->path);
	param_int(&p, arena, notice_shown(n->kind));
	param_int(&p, arena, notice_mails(n->kind));
	if ((err = db_run(db, STMT_NOTICE_ADD, &p, NULL)) != ERR_OK)
		return (err);
	return (notice_mails(n->kind) ? db_run(db, STMT_NOTICE_WAKE, NULL, NULL) : ERR_OK);
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* The columns of NOTICE_PAGE, NOTICE_ONE and NOTICE_BY_ID.  A kind that this version does not know
 * was told by a later one. */
static enum err
read_row(struct arena *arena, const PGresult *res, int row, struct notice_row *ret)
{
	struct notice_row n = { .id = row_int(res, row, 0) };
	struct array a = row_array(res, row, 2);

	if (!notice_kind_from_id(row_text(arena, res, row, 1), &n.kind))
		return (ERR_NOTFOUND);
	for (size_t i = 0; i < a.rows / 2 && i < NOTICE_ARGUMENTS_MAX; i++) {
		n.arguments[i].name = array_next(arena, &a);
		n.arguments[i].value = array_next(arena, &a);
	}
	n.path = row_text(arena, res, row, 3);
	n.made = row_text(arena, res, row, 4);
	n.read = row_bool(res, row, 5);
	*ret = n;
	return (ERR_OK);
}

static struct notice_item
read_item(struct arena *arena, const PGresult *res, int row)
{
	struct notice_item item = {
		.target = row_text(arena, res, row, 1),
		.action = row_text(arena, res, row, 2),
		.slug = row_text(arena, res, row, 4),
		.eid = row_text(arena, res, row, 5),
		.original = row_text(arena, res, row, 7),
		.readable = row_bool(res, row, 8),
		.more = row_int(res, row, 9),
	};
	struct array a = row_array(res, row, 6);

	(void)kind_from_id(row_text(arena, res, row, 3), &item.kind);
	item.texts = arena_array(arena, struct text, a.rows);
	while (item.ntexts < a.rows) {
		struct text *t = &item.texts[item.ntexts++];

		t->language = array_next(arena, &a);
		t->title = array_next(arena, &a);
		t->state = STATE_PUBLISHED;
	}
	a = row_array(res, row, 10);
	item.jurisdictions.v = arena_array(arena, const char *, a.rows);
	while (item.jurisdictions.n < a.rows)
		item.jurisdictions.v[item.jurisdictions.n++] = array_next(arena, &a);
	return (item);
}

static enum err
read_items(struct db *db, struct arena *arena, struct notice_row *rows, size_t n)
{
	int64_t *ids = arena_array(arena, int64_t, n);
	struct params p = { 0 };
	size_t k = 0, total;
	PGresult *res;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if (rows[i].kind == NOTICE_DIGEST)
			ids[k++] = rows[i].id;
	}
	if (k == 0)
		return (ERR_OK);
	param_ints(&p, arena, ids, k);
	if ((err = db_run(db, STMT_NOTICE_ITEMS, &p, &res)) != ERR_OK)
		return (err);
	total = (size_t)PQntuples(res);
	for (size_t i = 0; i < n; i++) {
		rows[i].items = arena_array(arena, struct notice_item, total);
		for (size_t j = 0; j < total; j++) {
			if (row_int(res, (int)j, 0) == rows[i].id)
				rows[i].items[rows[i].nitems++] = read_item(arena, res, (int)j);
		}
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
notice_page(struct db *db, struct arena *arena, struct account_id account, int64_t before,
    int64_t limit, struct notice_row **ret, size_t *ret_n)
{
	struct params p = { 0 };
	struct notice_row *rows;
	PGresult *res;
	enum err err;
	size_t n = 0;

	param_int(&p, arena, account.v);
	param_int(&p, arena, before);
	param_int(&p, arena, limit);
	if ((err = db_run(db, STMT_NOTICE_PAGE, &p, &res)) != ERR_OK)
		return (err);
	rows = arena_array(arena, struct notice_row, (size_t)PQntuples(res));
	for (int i = 0; i < PQntuples(res); i++)
		n += read_row(arena, res, i, &rows[n]) == ERR_OK;
	PQclear(res);
	if ((err = read_items(db, arena, rows, n)) != ERR_OK)
		return (err);
	*ret = rows;
	*ret_n = n;
	return (ERR_OK);
}

static enum err
one(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct notice_row *ret)
{
	struct notice_row row;
	PGresult *res;
	enum err err;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	err = PQntuples(res) == 0 ? ERR_NOTFOUND : read_row(arena, res, 0, &row);
	PQclear(res);
	if (err == ERR_OK && (err = read_items(db, arena, &row, 1)) == ERR_OK)
		*ret = row;
	return (err);
}

enum err
notice_one(struct db *db, struct arena *arena, struct account_id account, int64_t id,
    struct notice_row *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_int(&p, arena, id);
	return (one(db, arena, STMT_NOTICE_ONE, &p, ret));
}

enum err
notice_by_id(struct db *db, struct arena *arena, int64_t id, struct notice_row *ret)
{
	struct params p = { 0 };

	param_int(&p, arena, id);
	return (one(db, arena, STMT_NOTICE_BY_ID, &p, ret));
}

enum err
notice_count(struct db *db, struct arena *arena, struct account_id account, int64_t *ret_all,
    int64_t *ret_unread)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_NOTICE_COUNT, &p, &res)) != ERR_OK)
		return (err);
	*ret_all = row_int(res, 0, 0);
	*ret_unread = row_int(res, 0, 1);
	PQclear(res);
	return (ERR_OK);
}

enum err
notice_mark(struct db *db, struct arena *arena, struct account_id account, int64_t id, bool read)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	param_int(&p, arena, id);
	param_int(&p, arena, read);
	if ((err = db_run(db, STMT_NOTICE_MARK, &p, &res)) != ERR_OK)
		return (err);
	if (id != 0 && row_int(res, 0, 0) == 0)
		err = ERR_NOTFOUND;
	PQclear(res);
	return (err);
}

/* --- who wants which mails ---------------------------------------------------------------------
 */

enum err
notice_muted(struct db *db, struct arena *arena, struct account_id account, bool *muted)
{
	struct params p = { 0 };
	enum notice_kind kind;
	PGresult *res;
	enum err err;

	param_int(&p, arena, account.v);
	if ((err = db_run(db, STMT_NOTICE_MUTED, &p, &res)) != ERR_OK)
		return (err);
	for (int k = 0; k < NOTICE_KIND_COUNT; k++)
		muted[k] = false;
	for (int i = 0; i < PQntuples(res); i++) {
		if (notice_kind_from_id(row_text(arena, res, i, 0), &kind))
			muted[kind] = true;
	}
	PQclear(res);
	return (ERR_OK);
}

enum err
notice_mute(
    struct db *db, struct arena *arena, struct account_id account, enum notice_kind kind, bool mute)
{
	struct params p = { 0 };

	param_int(&p, arena, account.v);
	param_text(&p, notice_kind_id(kind));
	return (db_run(db, mute ? STMT_NOTICE_MUTE : STMT_NOTICE_UNMUTE, &p, NULL));
}

enum err
notice_reader(struct db *db, struct arena *arena, const char *secret,
    struct account_id *ret_account, const char **ret_locale)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	if (strlen(secret) != 32 || strspn(secret, "0123456789abcdef") != 32)
		return (ERR_NOTFOUND);
	param_text(&p, secret);
	if ((err = db_run(db, STMT_NOTICE_READER, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 0) {
		err = ERR_NOTFOUND;
	} else {
		ret_account->v = row_int(res, 0, 0);
		*ret_locale = row_text(arena, res, 0, 1);
	}
	PQclear(res);
	return (err);
}
