/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which expressions of a law are written, replaced and taken away. */
#include <string.h>

#include "store/import_batch.h"

/* --- expressions -------------------------------------------------------------------------------
 */

/* An expression that is in the database. */
struct kept {
	int64_t entry, id;
	const char *language, *version_date, *source, *source_id, *state, *kept_source,
	    *kept_source_id, *digest;
	bool wanted;
};

static bool
same(const char *a, const char *b)
{
	return (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0));
}

static enum err
read_kept(struct batch *b, const struct ids *entries, struct kept **ret, size_t *ret_n)
{
	struct params p = { 0 };
	struct kept *kept;
	PGresult *res;
	enum err err;

	*ret_n = 0;
	if (entries->n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, entries->v, entries->n);
	if ((err = db_run(b->db, STMT_IMPORT_EXPRESSIONS, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	kept = arena_array(b->arena, struct kept, *ret_n);
	for (int i = 0; i < PQntuples(res); i++)
		kept[i] = (struct kept){
			.entry = row_int(res, i, 0),
			.id = row_int(res, i, 1),
			.language = row_text(b->arena, res, i, 2),
			.version_date = row_text(b->arena, res, i, 3),
			.source = row_text(b->arena, res, i, 4),
			.source_id = row_text(b->arena, res, i, 5),
			.state = row_text(b->arena, res, i, 6),
			.kept_source = row_text(b->arena, res, i, 7),
			.kept_source_id = row_text(b->arena, res, i, 8),
			.digest = row_text(b->arena, res, i, 9),
		};
	PQclear(res);
	*ret = kept;
	return (ERR_OK);
}

static bool
keeps(const struct work *w, const struct kept *k)
{
	return (k->entry == w->entry.id && same(k->kept_source, w->record->source) &&
		same(k->kept_source_id, w->record->source_id));
}

/* Each is found once: a text that stands twice is a new one, which the database refuses. */
static struct kept *
find_kept(struct kept *kept, size_t n, const struct work *w, const struct expression *x,
    const char *state)
{
	for (size_t i = 0; i < n; i++) {
		if (!kept[i].wanted && keeps(w, &kept[i]) && same(kept[i].language, x->language) &&
		    same(kept[i].version_date, x->version_date) &&
		    same(kept[i].source, x->source) && same(kept[i].source_id, x->source_id) &&
		    same(kept[i].state, state))
			return (&kept[i]);
	}
	return (NULL);
}

/* An expression that is to be written; id 0: a new one. */
struct change {
	struct work *work;
	size_t expression;
	int64_t id;
};

/* "zh-Hans 2020-10-17, ru": which texts the publication log will name. */
static void
note_change(struct batch *b, struct work *w, const struct expression *x)
{
	w->note = arena_printf(b->arena, "%s%s%s%s%s", w->note != NULL ? w->note : "",
	    w->note != NULL ? ", " : "", x->language, x->version_date != NULL ? " " : "",
	    x->version_date != NULL ? x->version_date : "");
}

/*
 * Compare what the record brings with what its earlier imports left: the unchanged stays untouched,
 * the changed is replaced, what is gone is deleted, or withdrawn if it was public.
 */
static size_t
compare(struct batch *b, struct work *w, struct kept *kept, size_t nkept, struct change *changes,
    struct ids *deleted)
{
	const char *state = b->options->publish ? "published" : "draft";
	const struct law *law = w->record->law;
	size_t n = 0;

	for (size_t x = 0; x < law->nexpressions; x++) {
		struct kept *k = find_kept(kept, nkept, w, &law->expressions[x], state);

		if (k != NULL)
			k->wanted = true;
		/* Nothing waits as a draft that is no different from what is published. */
		if (k == NULL && w->aside)
			k = find_kept(kept, nkept, w, &law->expressions[x], "published");
		if (k != NULL && same(k->digest, w->expression_digests[x]))
			continue;
		if (k != NULL && !same(k->state, state))
			k = NULL;
		if (k != NULL)
			ids_add(b, deleted, k->id);
		/* What was public keeps its id: others point at it. */
		changes[n++] =
		    (struct change){ w, x, k != NULL && same(k->state, "draft") ? k->id : 0 };
		w->corrected = w->corrected || (k != NULL && same(k->state, "published"));
		note_change(b, w, &law->expressions[x]);
	}
	for (size_t i = 0; i < nkept; i++) {
		/* Publishing also takes away the drafts that it overtakes. */
		if (!law->partial && keeps(w, &kept[i]) && !kept[i].wanted &&
		    (b->options->publish || !w->aside || same(kept[i].state, "draft"))) {
			ids_add(b, deleted, kept[i].id);
			w->texts = true;
		}
	}
	w->texts = w->texts || n > 0;
	return (n);
}

enum err
import_texts(struct batch *b, struct work *const *works, size_t n)
{
	struct ids entries = { 0 }, changed = { 0 }, fresh, deleted = { 0 };
	size_t nkept = 0, nchanges = 0, max = 0, nfresh = 0;
	struct change *changes;
	struct kept *kept = NULL;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if (works[i]->refused != NULL || works[i]->record->kind != KIND_LAW)
			continue;
		max += works[i]->record->law->nexpressions;
		if (works[i]->role != ROLE_NEW)
			ids_add(b, &entries, works[i]->entry.id);
	}
	if ((err = read_kept(b, &entries, &kept, &nkept)) != ERR_OK)
		return (err);
	changes = arena_array(b->arena, struct change, max);
	for (size_t i = 0; i < n; i++) {
		if (works[i]->refused == NULL && works[i]->record->kind == KIND_LAW)
			nchanges += compare(b, works[i], kept,
			    works[i]->role == ROLE_NEW ? 0 : nkept, changes + nchanges, &deleted);
	}
	for (size_t i = 0; i < nchanges; i++)
		nfresh += changes[i].id == 0;
	if ((err = batch_run(b, STMT_IMPORT_DELETE_EXPRESSIONS, &deleted)) != ERR_OK ||
	    (err = batch_allocate(b, STMT_IMPORT_EXPRESSION_IDS, nfresh, &fresh)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < nchanges; i++) {
		struct work *w = changes[i].work;

		if (changes[i].id == 0)
			changes[i].id = fresh.v[--nfresh];
		rows_expression(&b->rows, w->record,
		    &w->record->law->expressions[changes[i].expression], w->entry.id, changes[i].id,
		    b->options->publish ? STATE_PUBLISHED : STATE_DRAFT,
		    w->expression_digests[changes[i].expression]);
	}
	if ((err = rows_copy(&b->rows, b->db)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		if (works[i]->texts)
			ids_add(b, &changed, works[i]->entry.id);
	}
	return (batch_run(b, STMT_IMPORT_PINS, &changed));
}
