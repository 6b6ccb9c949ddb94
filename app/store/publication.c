/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how rows of the publication log are read. */
#include "store/publication.h"

#include <string.h>

#include "store/conn.h"

static const char *const actions[] = { "publish", "correct", "withdraw", "merge", "repeal" };
_Static_assert(sizeof(actions) / sizeof(actions[0]) == PUBLICATION_ACTION_COUNT, "actions");

const char *
publication_id(enum publication_action action)
{
	return (actions[action]);
}

static enum publication_action
action_of(const char *id)
{
	int a = 0;

	while (a + 1 < PUBLICATION_ACTION_COUNT && strcmp(actions[a], id) != 0)
		a++;
	return ((enum publication_action)a);
}

static struct record *
read_entry(struct arena *arena, const PGresult *res, int row)
{
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct array a = row_array(res, row, 7);

	r->id.v = row_int(res, row, 3);
	(void)kind_from_id(row_text(arena, res, row, 4), &r->kind);
	r->slug = row_text(arena, res, row, 5);
	r->state = STATE_PUBLISHED;
	r->revision = row_int(res, row, 6);
	r->jurisdictions.v = arena_array(arena, const char *, a.rows);
	while (r->jurisdictions.n < a.rows)
		r->jurisdictions.v[r->jurisdictions.n++] = array_next(arena, &a);
	a = row_array(res, row, 8);
	r->texts = arena_array(arena, struct text, a.rows);
	while (r->ntexts < a.rows) {
		struct text *t = &r->texts[r->ntexts++];

		t->language = array_next(arena, &a);
		t->title = array_next(arena, &a);
		t->state = STATE_PUBLISHED;
	}
	return (r);
}

enum err
publication_page(struct db *db, struct arena *arena, const struct publication_want *want,
    struct publication **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n;

	param_text(&p, want->kind == KIND_COUNT ? NULL : kind_id(want->kind));
	param_text(&p, want->jurisdiction);
	param_text(&p, want->slug);
	param_int(&p, arena, want->before);
	param_text(&p, want->since);
	param_int(&p, arena, (int64_t)want->limit);
	if ((err = db_run(db, STMT_PUBLICATION_PAGE, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct publication, n);
	for (size_t i = 0; i < n; i++) {
		struct publication *l = &(*ret)[i];
		int row = (int)i;

		l->id = row_int(res, row, 0);
		l->time = row_text(arena, res, row, 1);
		l->action = action_of(row_text(arena, res, row, 2));
		l->entry = read_entry(arena, res, row);
		l->note = row_text(arena, res, row, 9);
		l->readable = row_bool(res, row, 10);
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}
