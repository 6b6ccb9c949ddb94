/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the order of steps by which drafts become public and what is public ceases to be. */
#include "store/publish.h"

#include <stdlib.h>
#include <string.h>

#include "store/change.h"
#include "store/conn.h"
#include "store/import_batch.h"

/* --- what waits --------------------------------------------------------------------------------
 */

enum err
publish_waiting(struct db *db, struct arena *arena, const struct publish_want *want,
    struct entry_id after, size_t limit, struct publish_item **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	size_t n;

	param_text(&p, want->source);
	param_text(&p, want->kind == KIND_COUNT ? NULL : kind_id(want->kind));
	param_texts(&p, arena, want->slugs, want->nslugs);
	param_int(&p, arena, after.v);
	param_int(&p, arena, (int64_t)limit);
	if ((err = db_run(db, STMT_PUBLISH_WAITING, &p, &res)) != ERR_OK)
		return (err);
	n = (size_t)PQntuples(res);
	*ret = arena_array(arena, struct publish_item, n);
	for (size_t i = 0; i < n; i++) {
		struct publish_item *item = &(*ret)[i];
		int row = (int)i;

		item->id.v = row_int(res, row, 0);
		(void)kind_from_id(row_text(arena, res, row, 1), &item->kind);
		item->slug = row_text(arena, res, row, 2);
		item->title = row_text(arena, res, row, 3);
		item->source = row_text(arena, res, row, 4);
		item->source_id = row_text(arena, res, row, 5);
		item->public = row_bool(res, row, 6);
		item->texts = (size_t)row_int(res, row, 7);
		item->articles = (size_t)row_int(res, row, 8);
	}
	*ret_n = n;
	PQclear(res);
	return (ERR_OK);
}

/* --- steps -------------------------------------------------------------------------------------
 */

static enum err
run_ids(struct db *db, struct arena *arena, enum stmt stmt, const int64_t *ids, size_t n)
{
	struct params p = { 0 };

	param_ints(&p, arena, ids, n);
	return (db_run(db, stmt, &p, NULL));
}

/* Audit, publication log and announcement of ${n} entries. */
static enum err
tell(struct db *db, struct arena *arena, const char *actor, const int64_t *ids,
    const char *const *actions, const char *const *publications, const char *const *notes, size_t n)
{
	struct params audit = { 0 }, log = { 0 };
	enum err err;

	param_text(&audit, actor);
	param_ints(&audit, arena, ids, n);
	param_texts(&audit, arena, actions, n);
	param_texts(&audit, arena, notes, n);
	param_ints(&log, arena, ids, n);
	param_texts(&log, arena, publications, n);
	param_texts(&log, arena, notes, n);
	if ((err = db_run(db, STMT_IMPORT_AUDIT, &audit, NULL)) != ERR_OK)
		return (err);
	return (db_run(db, STMT_PUBLICATION_ADD, &log, NULL));
}

static enum err
related(
    struct db *db, struct arena *arena, const int64_t *ids, size_t n, int64_t **ret, size_t *ret_n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_ints(&p, arena, ids, n);
	if ((err = db_run(db, STMT_CHANGE_RELATED, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret = arena_array(arena, int64_t, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = row_int(res, (int)i, 0);
	PQclear(res);
	return (ERR_OK);
}

/* ${ids} and the laws whose standing depends on them, announced.  ${before}: those that depended on
 * them before the change. */
static enum err
announce(struct db *db, struct arena *arena, const int64_t *ids, size_t n, const int64_t *before,
    size_t nbefore)
{
	int64_t *all, *after;
	size_t k = 0, nafter;
	enum err err;

	if ((err = related(db, arena, ids, n, &after, &nafter)) != ERR_OK)
		return (err);
	all = arena_array(arena, int64_t, n + nbefore + nafter);
	for (size_t i = 0; i < n; i++)
		all[k++] = ids[i];
	for (size_t i = 0; i < nbefore; i++)
		all[k++] = before[i];
	for (size_t i = 0; i < nafter; i++)
		all[k++] = after[i];
	return (change_announce(db, arena, all, k));
}

static enum err
finish(struct db *db, enum err err)
{
	if (err == ERR_OK)
		err = db_commit(db);
	if (err != ERR_OK)
		db_rollback(db);
	return (err);
}

/* --- publishing --------------------------------------------------------------------------------
 */

/* Columns of PUBLISH_DRAFTS: entry, kind, then those of IMPORT_ENTRIES, then these. */
enum {
	D_KIND = 1,
	D_SLUG,
	D_SOURCE,
	D_SOURCE_ID,
	D_DIGEST = 9,
	D_PARTS,
	D_OLD_SLUG,
	D_OLD_SOURCE,
	D_OLD_SOURCE_ID
};

/* The rows that the import left for copying. */
static void
take_parts(struct arena *arena, struct array parts, struct rows *rows)
{
	for (size_t i = 0; i + 1 < parts.rows; i += 2) {
		const char *table = array_next(arena, &parts), *text = array_next(arena, &parts);
		long t = table != NULL ? strtol(table, NULL, 10) : ROWS_COUNT;

		if (t >= 0 && t < ROWS_COUNT && text != NULL)
			buf_str(&rows->table[t], text);
	}
}

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

/* Former addresses and leading records of the entries that change them. */
static enum err
keep_names(struct db *db, struct arena *arena, const PGresult *res)
{
	size_t n = (size_t)PQntuples(res), nslugs = 0, nleads = 0;
	const char **kinds = arena_array(arena, const char *, n),
		   **slugs = arena_array(arena, const char *, n),
		   **sources = arena_array(arena, const char *, n),
		   **source_ids = arena_array(arena, const char *, n);
	int64_t *renamed = arena_array(arena, int64_t, n), *led = arena_array(arena, int64_t, n);
	struct params former = { 0 }, leads = { 0 };
	enum err err = ERR_OK;

	for (int row = 0; row < PQntuples(res); row++) {
		const char *slug = row_text(arena, res, row, D_OLD_SLUG);
		const char *source = row_text(arena, res, row, D_OLD_SOURCE);
		const char *source_id = row_text(arena, res, row, D_OLD_SOURCE_ID);

		if (!same(slug, row_text(arena, res, row, D_SLUG))) {
			kinds[nslugs] = row_text(arena, res, row, D_KIND);
			slugs[nslugs] = slug;
			renamed[nslugs++] = row_int(res, row, 0);
		}
		if (source != NULL &&
		    (!same(source, row_text(arena, res, row, D_SOURCE)) ||
			!same(source_id, row_text(arena, res, row, D_SOURCE_ID)))) {
			sources[nleads] = source;
			source_ids[nleads] = source_id;
			led[nleads++] = row_int(res, row, 0);
		}
	}
	param_texts(&former, arena, kinds, nslugs);
	param_texts(&former, arena, slugs, nslugs);
	param_ints(&former, arena, renamed, nslugs);
	param_texts(&leads, arena, sources, nleads);
	param_texts(&leads, arena, source_ids, nleads);
	param_ints(&leads, arena, led, nleads);
	if (nslugs > 0)
		err = db_run(db, STMT_IMPORT_FORMER_SLUGS, &former, NULL);
	if (err == ERR_OK && nleads > 0)
		err = db_run(db, STMT_IMPORT_FORMER_LEADS, &leads, NULL);
	return (err);
}

/* Put the changes that wait beside published entries in their place. */
static enum err
apply_drafts(struct db *db, struct arena *arena, const int64_t *ids, size_t n)
{
	struct params p = { 0 }, q = { 0 }, taken = { 0 };
	struct rows rows = { 0 };
	const char **cols[D_DIGEST + 1];
	int64_t *entries;
	PGresult *res;
	enum err err;
	size_t k;

	param_ints(&p, arena, ids, n);
	if ((err = db_run(db, STMT_PUBLISH_DRAFTS, &p, &res)) != ERR_OK)
		return (err);
	k = (size_t)PQntuples(res);
	entries = arena_array(arena, int64_t, k);
	for (int c = D_KIND; c <= D_DIGEST; c++)
		cols[c] = arena_array(arena, const char *, k);
	for (size_t i = 0; i < k; i++) {
		entries[i] = row_int(res, (int)i, 0);
		for (int c = D_KIND; c <= D_DIGEST; c++)
			cols[c][i] = row_text(arena, res, (int)i, c);
		take_parts(arena, row_array(res, (int)i, D_PARTS), &rows);
	}
	if (k == 0)
		goto out;
	param_ints(&q, arena, entries, k);
	for (int c = D_KIND; c <= D_DIGEST; c++) {
		param_texts(&q, arena, cols[c], k);
		if (c == D_SLUG)
			param_text(&q, "published");
	}
	param_texts(&taken, arena, cols[D_KIND], k);
	param_texts(&taken, arena, cols[D_SLUG], k);
	if ((err = db_run(db, STMT_IMPORT_ENTRIES, &q, NULL)) != ERR_OK ||
	    (err = keep_names(db, arena, res)) != ERR_OK ||
	    (err = db_run(db, STMT_IMPORT_TAKE_SLUGS, &taken, NULL)) != ERR_OK ||
	    (err = run_ids(db, arena, STMT_IMPORT_CLEAR, entries, k)) != ERR_OK)
		goto out;
	err = rows_copy(&rows, db);
out:
	PQclear(res);
	rows_free(&rows);
	return (err);
}

static enum err
publish(struct db *db, struct arena *arena, const int64_t *ids, size_t n, const char *actor)
{
	static const enum stmt steps[] = { STMT_PUBLISH_TEXTS, STMT_PUBLISH_TEXTS_NOW,
		STMT_PUBLISH_SUPERSEDED, STMT_PUBLISH_EXPRESSIONS, STMT_IMPORT_PINS };
	const char **actions, **publications, **notes;
	int64_t *before, *told;
	struct params p = { 0 };
	PGresult *res;
	size_t nbefore, k;
	enum err err;

	param_ints(&p, arena, ids, n);
	if ((err = db_run(db, STMT_PUBLISH_ACTIONS, &p, &res)) != ERR_OK)
		return (err);
	k = (size_t)PQntuples(res);
	told = arena_array(arena, int64_t, k);
	actions = arena_array(arena, const char *, k);
	publications = arena_array(arena, const char *, k);
	notes = arena_array(arena, const char *, k);
	for (size_t i = 0; i < k; i++) {
		told[i] = row_int(res, (int)i, 0);
		actions[i] = "publish";
		publications[i] = row_bool(res, (int)i, 1) ? "correct" : "publish";
	}
	PQclear(res);
	if ((err = related(db, arena, told, k, &before, &nbefore)) != ERR_OK ||
	    (err = run_ids(db, arena, STMT_PUBLISH_OTHERS, told, k)) != ERR_OK ||
	    (err = apply_drafts(db, arena, told, k)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if ((err = run_ids(db, arena, steps[i], told, k)) != ERR_OK)
			return (err);
	}
	if ((err = tell(db, arena, actor, told, actions, publications, notes, k)) != ERR_OK)
		return (err);
	return (announce(db, arena, told, k, before, nbefore));
}

enum err
publish_batch(
    struct db *db, struct arena *arena, const struct entry_id *ids, size_t n, const char *actor)
{
	int64_t *v = arena_array(arena, int64_t, n);
	enum err err;

	for (size_t i = 0; i < n; i++)
		v[i] = ids[i].v;
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, publish(db, arena, v, n, actor)));
}

enum err
publish_within(struct db *db, struct arena *arena, struct entry_id id, const char *actor)
{
	return (publish(db, arena, &id.v, 1, actor));
}

/* --- taking back -------------------------------------------------------------------------------
 */

static enum err
withdraw(struct db *db, struct arena *arena, enum kind kind, const char *slug, const char *actor,
    const char *reason)
{
	static const char *const action[] = { "withdraw" };
	struct params p = { 0 };
	PGresult *res;
	int64_t id = 0;
	enum err err;

	param_text(&p, kind_id(kind));
	param_text(&p, slug);
	if ((err = db_run(db, STMT_PUBLISH_WITHDRAW, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		id = row_int(res, 0, 0);
	else
		err = ERR_NOTFOUND;
	PQclear(res);
	if (err != ERR_OK ||
	    (err = tell(db, arena, actor, &id, action, action, &reason, 1)) != ERR_OK)
		return (err);
	return (announce(db, arena, &id, 1, NULL, 0));
}

enum err
publish_withdraw_within(
    struct db *db, struct arena *arena, struct entry_id id, const char *actor, const char *reason)
{
	struct params p = { 0 };
	PGresult *res;
	const char *kind_of = NULL, *slug = NULL;
	enum kind kind = KIND_COUNT;
	enum err err;

	param_int(&p, arena, id.v);
	if ((err = db_run(db, STMT_PUBLISH_NAMES, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1) {
		kind_of = row_text(arena, res, 0, 0);
		slug = row_text(arena, res, 0, 1);
	}
	PQclear(res);
	if (kind_of == NULL || !kind_from_id(kind_of, &kind))
		return (ERR_OK);
	return (withdraw(db, arena, kind, slug, actor, reason));
}

enum err
publish_withdraw(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    const char *actor, const char *reason)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, withdraw(db, arena, kind, slug, actor, reason)));
}

/* --- making one --------------------------------------------------------------------------------
 */

static enum err
merge(struct db *db, struct arena *arena, const char *from, const char *into, const char *actor)
{
	const char *slugs[] = { from, into };
	static const char *const action[] = { "merge" }, *const correct[] = { "correct" };
	struct params find = { 0 }, both = { 0 };
	int64_t gone = 0, target = 0, told[2], *before;
	size_t nbefore;
	PGresult *res;
	enum err err;

	param_texts(&find, arena, slugs, 2);
	if ((err = db_run(db, STMT_PUBLISH_FIND, &find, &res)) != ERR_OK)
		return (err);
	for (int row = 0; row < PQntuples(res); row++) {
		bool is_from = strcmp(row_text(arena, res, row, 1), from) == 0;

		*(is_from ? &gone : &target) = row_int(res, row, 0);
	}
	PQclear(res);
	if (gone == 0 || target == 0)
		return (ERR_NOTFOUND);
	param_int(&both, arena, gone);
	param_int(&both, arena, target);
	if ((err = related(db, arena, &gone, 1, &before, &nbefore)) != ERR_OK ||
	    (err = db_run(db, STMT_PUBLISH_MERGED, &both, NULL)) != ERR_OK ||
	    (err = import_merge(db, arena, &gone, &target, 1)) != ERR_OK ||
	    (err = run_ids(db, arena, STMT_IMPORT_PINS, &target, 1)) != ERR_OK ||
	    (err = run_ids(db, arena, STMT_IMPORT_TOUCH, &target, 1)) != ERR_OK ||
	    (err = tell(db, arena, actor, &target, action, correct, &from, 1)) != ERR_OK)
		return (err);
	told[0] = gone;
	told[1] = target;
	return (announce(db, arena, told, 2, before, nbefore));
}

enum err
publish_merge(
    struct db *db, struct arena *arena, const char *from, const char *into, const char *actor)
{
	enum err err;

	if (strcmp(from, into) == 0)
		return (ERR_INPUT);
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, merge(db, arena, from, into, actor)));
}

/* --- dates that pass ---------------------------------------------------------------------------
 */

static enum err
due(struct db *db, struct arena *arena, size_t *ret_n)
{
	int64_t *ids;
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_PUBLISH_DUE, NULL, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	ids = arena_array(arena, int64_t, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		ids[i] = row_int(res, (int)i, 0);
	PQclear(res);
	if ((err = change_announce(db, arena, ids, *ret_n)) != ERR_OK)
		return (err);
	return (db_run(db, STMT_PUBLISH_DUE_DONE, NULL, NULL));
}

enum err
publish_due(struct db *db, struct arena *arena, size_t *ret_n)
{
	enum err err;

	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	return (finish(db, due(db, arena, ret_n)));
}
