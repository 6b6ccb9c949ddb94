/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what surrounds a law: relations, what cites it, and which of its translations have fallen
 * behind. */
#include "base/date.h"
#include "domain/standing.h"
#include "store/entry.h"
#include "store/entry_row.h"

enum err
entry_links(struct db *db, struct arena *arena, const struct record *law, const char *eid,
    struct entry_link **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n;

	param_int(&p, arena, law->id.v);
	param_text(&p, law->slug);
	param_text(&p, eid);
	if ((err = db_run(db, STMT_ENTRY_LINKS, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct entry_link, n);
	for (size_t i = 0; i < n; i++) {
		struct entry_link *l = &(*ret)[i];
		int row = (int)i, col = COL_COUNT;

		if (!PQgetisnull(res, row, COL_ID))
			l->other = entry_row_record(arena, res, row, true);
		l->outgoing = row_bool(res, row, col++);
		l->type = (enum relation_type)entry_row_id(
		    VOCAB_RELATION_TYPE, row_text(arena, res, row, col++));
		l->slug = row_text(arena, res, row, col++);
		l->there = row_text(arena, res, row, col++);
		l->here = row_text(arena, res, row, col++);
		l->date = row_text(arena, res, row, col);
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

/* One of the two articles of a row of ENTRY_OUTDATED. */
static struct article *
read_side(struct arena *arena, const PGresult *res, int row, int col, const char *eid)
{
	struct article *a = arena_alloc(arena, sizeof(*a));

	a->type =
	    (enum article_type)entry_row_id(VOCAB_ARTICLE_TYPE, row_text(arena, res, row, col));
	a->eid = eid;
	a->number = row_text(arena, res, row, col + 1);
	a->heading = row_text(arena, res, row, col + 2);
	a->body = row_text(arena, res, row, col + 3);
	return (a);
}

enum err
entry_outdated(struct db *db, struct arena *arena, const struct law *law,
    const struct expression *x, const char *day, const char *eid, struct entry_outdated **ret,
    size_t *ret_n)
{
	const struct expression *now =
	    standing_source(law, x, day != NULL ? day : date_today(arena));
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n = 0;

	*ret = NULL;
	*ret_n = 0;
	if (x->source_expression.v == 0 || now == NULL || now->id.v == x->source_expression.v)
		return (ERR_OK);
	param_int(&p, arena, x->id.v);
	param_int(&p, arena, x->source_expression.v);
	param_int(&p, arena, now->id.v);
	param_text(&p, eid);
	if ((err = db_run(db, STMT_ENTRY_OUTDATED, &p, &res)) != ERR_OK)
		return (err);
	*ret = arena_array(arena, struct entry_outdated, (size_t)PQntuples(res));
	for (int row = 0; row < PQntuples(res); row++) {
		struct entry_outdated *o = &(*ret)[n];
		bool pinned = row_bool(res, row, 1), current = row_bool(res, row, 2);

		/* A digest never meant to have every article. */
		if (!pinned && x->digest)
			continue;
		o->eid = row_text(arena, res, row, 0);
		o->now_in = now;
		o->how = !pinned ? OUTDATED_MISSING : current ? OUTDATED_CHANGED : OUTDATED_GONE;
		if (pinned)
			o->then = read_side(arena, res, row, 3, o->eid);
		if (current)
			o->now = read_side(arena, res, row, 7, o->eid);
		n++;
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}
