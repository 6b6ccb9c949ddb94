/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how entries are written, how those that prove to be one are made one, and which records
 * belong to them. */
#include <string.h>

#include "store/import_batch.h"

/* --- entries -----------------------------------------------------------------------------------
 */

enum err
import_merge(
    struct db *db, struct arena *arena, const int64_t *merged, const int64_t *targets, size_t n)
{
	static const enum stmt steps[] = { STMT_IMPORT_MERGE_PUBLICATION,
		STMT_IMPORT_MERGE_EXPRESSIONS, STMT_IMPORT_MERGE_SLUGS, STMT_IMPORT_MERGE_MEMBERS };
	struct params both = { 0 }, gone = { 0 };
	enum err err;

	if (n == 0)
		return (ERR_OK);
	param_ints(&both, arena, merged, n);
	param_ints(&both, arena, targets, n);
	param_ints(&gone, arena, merged, n);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if ((err = db_run(db, steps[i], &both, NULL)) != ERR_OK)
			return (err);
	}
	return (db_run(db, STMT_IMPORT_DELETE, &gone, NULL));
}

static enum err
write_merges(struct batch *b, struct work *const *works, size_t n)
{
	struct ids merged = { 0 }, targets = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		for (size_t m = 0; works[i]->refused == NULL && m < works[i]->nmerges; m++) {
			ids_add(b, &merged, works[i]->merges[m].id);
			ids_add(b, &targets, works[i]->entry.id);
			if (works[i]->merges[m].public)
				ids_add(b, &b->log.announced, works[i]->merges[m].id);
		}
	}
	if ((err = batch_related(b, &merged)) != ERR_OK)
		return (err);
	return (import_merge(b->db, b->arena, merged.v, targets.v, merged.n));
}

/* The columns of law_member. */
enum { N_SOURCE, N_SOURCE_ID, N_ORIGIN, N_WORK_KEY, N_LANGUAGE, N_VERSION, N_SLUG, N_COUNT };

/* Which records belong to the entries: those that led them till now, and these. */
static enum err
write_members(struct batch *b, struct work *const *works, size_t n)
{
	struct ids former = { 0 }, entries = { 0 };
	const char **cols[N_COUNT], **sources = arena_array(b->arena, const char *, 3 * n),
				    **source_ids = arena_array(b->arena, const char *, 3 * n);
	struct params p = { 0 }, q = { 0 };
	enum err err;

	for (int c = 0; c < N_COUNT; c++)
		cols[c] = arena_array(b->arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		const struct work *w = works[i];

		for (size_t k = 0; w->refused == NULL && k < w->nformers; k++) {
			sources[former.n] = w->formers[k].source;
			source_ids[former.n] = w->formers[k].source_id;
			ids_add(b, &former, w->entry.id);
		}
		if (w->refused != NULL || w->member.origin == NULL || !w->member.changed)
			continue;
		cols[N_SOURCE][entries.n] = w->record->source;
		cols[N_SOURCE_ID][entries.n] = w->record->source_id;
		cols[N_ORIGIN][entries.n] = w->member.origin;
		cols[N_WORK_KEY][entries.n] = w->member.work_key;
		cols[N_LANGUAGE][entries.n] = w->member.language;
		cols[N_VERSION][entries.n] = w->member.version;
		cols[N_SLUG][entries.n] = w->role == ROLE_SECOND ? w->record->slug : NULL;
		ids_add(b, &entries, w->entry.id);
	}
	if (former.n > 0) {
		param_texts(&p, b->arena, sources, former.n);
		param_texts(&p, b->arena, source_ids, former.n);
		param_ints(&p, b->arena, former.v, former.n);
		if ((err = db_run(b->db, STMT_IMPORT_FORMER_LEADS, &p, NULL)) != ERR_OK)
			return (err);
	}
	if (entries.n == 0)
		return (ERR_OK);
	param_texts(&q, b->arena, cols[N_SOURCE], entries.n);
	param_texts(&q, b->arena, cols[N_SOURCE_ID], entries.n);
	param_ints(&q, b->arena, entries.v, entries.n);
	for (int c = N_ORIGIN; c < N_COUNT; c++)
		param_texts(&q, b->arena, cols[c], entries.n);
	return (db_run(b->db, STMT_IMPORT_MEMBERS, &q, NULL));
}

static const char *
joined_subjects(struct arena *arena, const struct record *r)
{
	struct buf joined = { 0 };
	const char *s;

	for (size_t i = 0; i < r->nsubjects; i++)
		buf_printf(&joined, "%s%s", i > 0 ? "\n" : "",
		    vocab_id(VOCAB_SUBJECT, (int)r->subjects[i]));
	s = arena_strdup(arena, buf_cstr(&joined));
	buf_free(&joined);
	return (s);
}

static const char *
joined(struct arena *arena, const struct strings *strings)
{
	struct buf all = { 0 };
	const char *s;

	for (size_t i = 0; i < strings->n; i++)
		buf_printf(&all, "%s%s", i > 0 ? "\n" : "", strings->v[i]);
	s = arena_strdup(arena, buf_cstr(&all));
	buf_free(&all);
	return (s);
}

enum entry_column {
	E_KIND,
	E_SLUG,
	E_SOURCE,
	E_SOURCE_ID,
	E_JURISDICTIONS,
	E_SUBJECTS,
	E_SAMPLE,
	E_VERIFIED,
	E_DIGEST,
	E_COUNT
};

static void
set_columns(struct batch *b, const struct work *w, const char **cols[E_COUNT], size_t k)
{
	const struct record *r = w->record;

	cols[E_KIND][k] = kind_id(r->kind);
	cols[E_SLUG][k] = w->slug;
	cols[E_SOURCE][k] = r->source;
	cols[E_SOURCE_ID][k] = r->source_id;
	cols[E_JURISDICTIONS][k] = joined(b->arena, &r->jurisdictions);
	cols[E_SUBJECTS][k] = joined_subjects(b->arena, r);
	cols[E_SAMPLE][k] = r->sample ? "true" : "false";
	cols[E_VERIFIED][k] = r->verified;
	cols[E_DIGEST][k] = w->digest;
}

/* The rows of the entries themselves, and what their change of address needs. */
static enum err
write_entries(struct batch *b, struct work *const *works, size_t n)
{
	const char **cols[E_COUNT], **old_kinds, **old_slugs;
	struct ids ids = { 0 }, renamed = { 0 };
	struct params p = { 0 }, taken = { 0 }, former = { 0 };
	enum err err;

	for (int c = 0; c < E_COUNT; c++)
		cols[c] = arena_array(b->arena, const char *, n);
	old_kinds = arena_array(b->arena, const char *, n);
	old_slugs = arena_array(b->arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || works[i]->aside)
			continue;
		set_columns(b, works[i], cols, ids.n);
		ids_add(b, &ids, works[i]->entry.id);
		if (works[i]->entry.slug != NULL &&
		    strcmp(works[i]->entry.slug, works[i]->slug) != 0) {
			old_kinds[renamed.n] = kind_id(works[i]->record->kind);
			old_slugs[renamed.n] = works[i]->entry.slug;
			ids_add(b, &renamed, works[i]->entry.id);
		}
	}
	if (ids.n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids.v, ids.n);
	param_texts(&p, b->arena, cols[E_KIND], ids.n);
	param_texts(&p, b->arena, cols[E_SLUG], ids.n);
	param_text(&p, b->options->publish ? "published" : "draft");
	for (int c = E_SOURCE; c < E_COUNT; c++)
		param_texts(&p, b->arena, cols[c], ids.n);
	if ((err = db_run(b->db, STMT_IMPORT_ENTRIES, &p, NULL)) != ERR_OK)
		return (err);
	if (renamed.n > 0) {
		param_texts(&former, b->arena, old_kinds, renamed.n);
		param_texts(&former, b->arena, old_slugs, renamed.n);
		param_ints(&former, b->arena, renamed.v, renamed.n);
		if ((err = db_run(b->db, STMT_IMPORT_FORMER_SLUGS, &former, NULL)) != ERR_OK)
			return (err);
	}
	param_texts(&taken, b->arena, cols[E_KIND], ids.n);
	param_texts(&taken, b->arena, cols[E_SLUG], ids.n);
	return (db_run(b->db, STMT_IMPORT_TAKE_SLUGS, &taken, NULL));
}

/* The rows that publishing the draft will copy. */
static enum err
write_draft_parts(struct batch *b, const struct work *w)
{
	struct rows waiting = { 0 };
	const char *parts[2 * ROWS_COUNT];
	struct params p = { 0 };
	size_t k = 0;
	enum err err;

	rows_texts(&waiting, w->record, w->entry.id, STATE_PUBLISHED);
	rows_parts(&waiting, w->record, w->entry.id);
	for (int t = 0; t < ROWS_COUNT; t++) {
		if (waiting.table[t].len == 0)
			continue;
		parts[k++] = arena_printf(b->arena, "%d", t);
		parts[k++] = buf_cstr(&waiting.table[t]);
	}
	param_int(&p, b->arena, w->entry.id);
	param_texts(&p, b->arena, parts, k);
	err = db_run(b->db, STMT_IMPORT_DRAFT_PARTS, &p, NULL);
	rows_free(&waiting);
	return (err);
}

/* Drafts beside what is published: the texts for whoever reviews them, the rest as it will be
 * copied. */
static enum err
write_drafts(struct batch *b, struct work *const *works, size_t n)
{
	const char **cols[E_COUNT];
	struct params p = { 0 };
	struct ids ids = { 0 };
	enum err err;

	for (int c = 0; c < E_COUNT; c++)
		cols[c] = arena_array(b->arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || !works[i]->aside)
			continue;
		set_columns(b, works[i], cols, ids.n);
		ids_add(b, &ids, works[i]->entry.id);
		rows_texts(&b->rows, works[i]->record, works[i]->entry.id, STATE_DRAFT);
	}
	if (ids.n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids.v, ids.n);
	for (int c = E_SLUG; c < E_COUNT; c++)
		param_texts(&p, b->arena, cols[c], ids.n);
	if ((err = db_run(b->db, STMT_IMPORT_DRAFTS, &p, NULL)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		if (works[i]->head && works[i]->aside &&
		    (err = write_draft_parts(b, works[i])) != ERR_OK)
			return (err);
	}
	return (batch_run(b, STMT_IMPORT_CLEAR_DRAFTS, &ids));
}

enum err
import_heads(struct batch *b, struct work *const *works, size_t n)
{
	struct ids fresh, old = { 0 };
	size_t nfresh = 0;
	enum err err;

	for (size_t i = 0; i < n; i++)
		nfresh += works[i]->head && works[i]->role == ROLE_NEW;
	if ((err = batch_allocate(b, STMT_IMPORT_ENTRY_IDS, nfresh, &fresh)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || works[i]->aside)
			continue;
		if (works[i]->role == ROLE_NEW)
			works[i]->entry.id = fresh.v[--nfresh];
		else
			ids_add(b, &old, works[i]->entry.id);
	}
	if ((err = write_merges(b, works, n)) != ERR_OK ||
	    (err = write_entries(b, works, n)) != ERR_OK ||
	    (err = write_members(b, works, n)) != ERR_OK ||
	    (err = batch_related(b, &old)) != ERR_OK ||
	    (err = batch_run(b, STMT_IMPORT_CLEAR, &old)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || works[i]->aside)
			continue;
		rows_texts(&b->rows, works[i]->record, works[i]->entry.id,
		    b->options->publish ? STATE_PUBLISHED : STATE_DRAFT);
		rows_parts(&b->rows, works[i]->record, works[i]->entry.id);
	}
	if ((err = write_drafts(b, works, n)) != ERR_OK ||
	    (err = rows_copy(&b->rows, b->db)) != ERR_OK)
		return (err);
	if ((err = batch_run(b, STMT_IMPORT_CLEAR_MEMBERS, &old)) != ERR_OK)
		return (err);
	return (batch_run(b, STMT_IMPORT_CLEAR_ORPHANS, &old));
}
