/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how a batch is written: in waves of records that have no name in common, each wave behind a
 * savepoint and halved when the database refuses something of it, until the one that is at fault
 * stands alone.
 */
#include "store/import.h"

#include <string.h>

#include "base/log.h"
#include "domain/division.h"
#include "store/change.h"
#include "store/import_plan.h"
#include "store/import_rows.h"

struct ids {
	int64_t *v;
	size_t n;
};

/* What the transaction will say of itself at its end. */
struct log {
	int64_t *entries;
	const char **actions;
	const char **details;
	size_t n;
	struct ids announced;
};

struct batch {
	struct db *db;
	struct arena *arena;
	const struct import_options *options;
	struct import_outcome *outcomes;
	struct work *works;
	size_t n;
	struct rows rows;
	struct log log;
};

static void
refuse(struct batch *b, struct work *w, const char *reason)
{
	b->outcomes[w->index].fate = IMPORT_REFUSED;
	b->outcomes[w->index].reason = arena_strdup(b->arena, reason);
}

/* A sentence for what the database refused. */
static const char *
reason(struct batch *b)
{
	static const struct {
		const char *constraint, *reason;
	} known[] = {
		{ "entry_kind_slug_key", "Its address belongs to another entry." },
		{ "entry_source_source_id_key", "Its identifier belongs to another entry." },
		{ "entry_alias_pkey", "Another entry is already the same as what it declares." },
		{ "article_expression_eid_key", "Two of its articles have the same id." },
		{ "expression_entry_language_version_date_source_source_id_sta_key",
		    "It has two texts of the same language, date and source." },
		{ "expression_check", "A text of it ends before it begins." },
		{ "event_check", "It ends before it begins." },
		{ "resource_query_pattern_check", "Its query address has no {q}." },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(db_constraint(b->db), known[i].constraint) == 0)
			return (known[i].reason);
	}
	return (arena_printf(b->arena, "The database refuses it: %s.", db_problem(b->db)));
}

/* --- lists of ids ------------------------------------------------------------------------------
 */

static struct ids
ids_new(struct arena *arena, size_t max)
{
	return ((struct ids){ arena_array(arena, int64_t, max), 0 });
}

static void
ids_add(struct ids *ids, int64_t id)
{
	ids->v[ids->n++] = id;
}

/* Run a statement whose only parameter is a list of ids, unless the list is empty. */
static enum err
run_ids(struct batch *b, enum stmt stmt, const struct ids *ids)
{
	struct params p = { 0 };

	if (ids->n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids->v, ids->n);
	return (db_run(b->db, stmt, &p, NULL));
}

/* ${n} ids from a sequence. */
static enum err
allocate(struct batch *b, enum stmt stmt, size_t n, struct ids *ret_ids)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	*ret_ids = ids_new(b->arena, n);
	if (n == 0)
		return (ERR_OK);
	param_int(&p, b->arena, (int64_t)n);
	if ((err = db_run(b->db, stmt, &p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++)
		ids_add(ret_ids, row_int(res, (int)i, 0));
	PQclear(res);
	return (ERR_OK);
}

/* --- entries -----------------------------------------------------------------------------------
 */

static enum err
write_merges(struct batch *b, struct work *const *works, size_t n)
{
	size_t max = 0, k = 0;
	struct ids merged, targets;
	const char **kinds, **slugs;
	struct params moved = { 0 }, former = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++)
		max += works[i]->head ? works[i]->nmerges : 0;
	if (max == 0)
		return (ERR_OK);
	merged = ids_new(b->arena, max);
	targets = ids_new(b->arena, max);
	kinds = arena_array(b->arena, const char *, max);
	slugs = arena_array(b->arena, const char *, max);
	for (size_t i = 0; i < n; i++) {
		for (size_t m = 0; works[i]->head && m < works[i]->nmerges; m++) {
			ids_add(&merged, works[i]->merges[m].id);
			ids_add(&targets, works[i]->entry.id);
			kinds[k] = works[i]->merges[m].kind;
			slugs[k++] = works[i]->merges[m].slug;
			if (works[i]->merges[m].public)
				ids_add(&b->log.announced, works[i]->merges[m].id);
		}
	}
	param_ints(&moved, b->arena, merged.v, merged.n);
	param_ints(&moved, b->arena, targets.v, targets.n);
	param_texts(&former, b->arena, kinds, k);
	param_texts(&former, b->arena, slugs, k);
	param_ints(&former, b->arena, targets.v, targets.n);
	if ((err = db_run(b->db, STMT_IMPORT_MERGE_EXPRESSIONS, &moved, NULL)) != ERR_OK ||
	    (err = db_run(b->db, STMT_IMPORT_MERGE_SLUGS, &moved, NULL)) != ERR_OK ||
	    (err = db_run(b->db, STMT_IMPORT_FORMER_SLUGS, &former, NULL)) != ERR_OK)
		return (err);
	return (run_ids(b, STMT_IMPORT_DELETE, &merged));
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

/* The rows of the entries themselves, and what their change of address needs. */
static enum err
write_entries(struct batch *b, struct work *const *works, size_t n)
{
	const char **cols[E_COUNT], **old_kinds, **old_slugs;
	struct ids ids = ids_new(b->arena, n), renamed = ids_new(b->arena, n);
	struct params p = { 0 }, taken = { 0 }, former = { 0 };
	size_t k = 0;
	enum err err;

	for (int c = 0; c < E_COUNT; c++)
		cols[c] = arena_array(b->arena, const char *, n);
	old_kinds = arena_array(b->arena, const char *, n);
	old_slugs = arena_array(b->arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		const struct record *r = works[i]->record;

		if (!works[i]->head || works[i]->aside)
			continue;
		cols[E_KIND][k] = kind_id(r->kind);
		cols[E_SLUG][k] = works[i]->slug;
		cols[E_SOURCE][k] = r->source;
		cols[E_SOURCE_ID][k] = r->source_id;
		cols[E_JURISDICTIONS][k] = joined(b->arena, &r->jurisdictions);
		cols[E_SUBJECTS][k] = joined_subjects(b->arena, r);
		cols[E_SAMPLE][k] = r->sample ? "true" : "false";
		cols[E_VERIFIED][k] = r->verified;
		cols[E_DIGEST][k++] = works[i]->digest;
		ids_add(&ids, works[i]->entry.id);
		if (works[i]->entry.slug != NULL &&
		    strcmp(works[i]->entry.slug, works[i]->slug) != 0) {
			old_kinds[renamed.n] = kind_id(r->kind);
			old_slugs[renamed.n] = works[i]->entry.slug;
			ids_add(&renamed, works[i]->entry.id);
		}
	}
	if (k == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids.v, k);
	param_texts(&p, b->arena, cols[E_KIND], k);
	param_texts(&p, b->arena, cols[E_SLUG], k);
	param_text(&p, b->options->publish ? "published" : "draft");
	for (int c = E_SOURCE; c < E_COUNT; c++)
		param_texts(&p, b->arena, cols[c], k);
	if ((err = db_run(b->db, STMT_IMPORT_ENTRIES, &p, NULL)) != ERR_OK)
		return (err);
	if (renamed.n > 0) {
		param_texts(&former, b->arena, old_kinds, renamed.n);
		param_texts(&former, b->arena, old_slugs, renamed.n);
		param_ints(&former, b->arena, renamed.v, renamed.n);
		if ((err = db_run(b->db, STMT_IMPORT_FORMER_SLUGS, &former, NULL)) != ERR_OK)
			return (err);
	}
	param_texts(&taken, b->arena, cols[E_KIND], k);
	param_texts(&taken, b->arena, cols[E_SLUG], k);
	return (db_run(b->db, STMT_IMPORT_TAKE_SLUGS, &taken, NULL));
}

/* Drafts beside what is published: only the texts, the rest waits in the record that will be
 * imported again. */
static enum err
write_drafts(struct batch *b, struct work *const *works, size_t n)
{
	struct ids ids = ids_new(b->arena, n);
	const char **digests = arena_array(b->arena, const char *, n);
	struct params p = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || !works[i]->aside)
			continue;
		digests[ids.n] = works[i]->digest;
		ids_add(&ids, works[i]->entry.id);
		rows_texts(&b->rows, works[i]->record, works[i]->entry.id, STATE_DRAFT);
	}
	if (ids.n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids.v, ids.n);
	param_texts(&p, b->arena, digests, ids.n);
	if ((err = db_run(b->db, STMT_IMPORT_DRAFT_DIGESTS, &p, NULL)) != ERR_OK)
		return (err);
	return (run_ids(b, STMT_IMPORT_CLEAR_DRAFTS, &ids));
}

static enum err
write_heads(struct batch *b, struct work *const *works, size_t n)
{
	struct ids fresh, old = ids_new(b->arena, n);
	size_t nfresh = 0;
	enum err err;

	for (size_t i = 0; i < n; i++)
		nfresh += works[i]->head && works[i]->role == ROLE_NEW;
	if ((err = allocate(b, STMT_IMPORT_ENTRY_IDS, nfresh, &fresh)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		if (!works[i]->head || works[i]->aside)
			continue;
		if (works[i]->role == ROLE_NEW)
			works[i]->entry.id = fresh.v[--nfresh];
		else
			ids_add(&old, works[i]->entry.id);
	}
	if ((err = write_merges(b, works, n)) != ERR_OK ||
	    (err = write_entries(b, works, n)) != ERR_OK ||
	    (err = run_ids(b, STMT_IMPORT_CLEAR, &old)) != ERR_OK)
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
	return (run_ids(b, STMT_IMPORT_CLEAR_ORPHANS, &old));
}

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

/*
 * Compare what the record brings with what its earlier imports left: the unchanged stays untouched,
 * the changed is replaced under its id, what is gone is deleted.
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
			ids_add(deleted, k->id);
		changes[n++] = (struct change){ w, x, k != NULL ? k->id : 0 };
	}
	for (size_t i = 0; i < nkept; i++) {
		/* Publishing also takes away the drafts that it overtakes. */
		if (keeps(w, &kept[i]) && !kept[i].wanted &&
		    (b->options->publish || !w->aside || same(kept[i].state, "draft"))) {
			ids_add(deleted, kept[i].id);
			w->texts = true;
		}
	}
	w->texts = w->texts || n > 0;
	return (n);
}

static enum err
write_expressions(struct batch *b, struct work *const *works, size_t n)
{
	struct ids entries = ids_new(b->arena, n), fresh, deleted;
	size_t nkept = 0, nchanges = 0, max = 0, nfresh = 0;
	struct change *changes;
	struct kept *kept = NULL;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if (works[i]->refused != NULL || works[i]->record->kind != KIND_LAW)
			continue;
		max += works[i]->record->law->nexpressions;
		if (works[i]->role != ROLE_NEW)
			ids_add(&entries, works[i]->entry.id);
	}
	if ((err = read_kept(b, &entries, &kept, &nkept)) != ERR_OK)
		return (err);
	changes = arena_array(b->arena, struct change, max);
	deleted = ids_new(b->arena, nkept);
	for (size_t i = 0; i < n; i++) {
		if (works[i]->refused == NULL && works[i]->record->kind == KIND_LAW)
			nchanges += compare(b, works[i], kept,
			    works[i]->role == ROLE_NEW ? 0 : nkept, changes + nchanges, &deleted);
	}
	for (size_t i = 0; i < nchanges; i++)
		nfresh += changes[i].id == 0;
	if ((err = run_ids(b, STMT_IMPORT_DELETE_EXPRESSIONS, &deleted)) != ERR_OK ||
	    (err = allocate(b, STMT_IMPORT_EXPRESSION_IDS, nfresh, &fresh)) != ERR_OK)
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
	return (rows_copy(&b->rows, b->db));
}

/* --- a wave ------------------------------------------------------------------------------------
 */

/* Revisions of entries of which only texts changed, outcomes, and what the log will say. */
static enum err
conclude(struct batch *b, struct work *const *works, size_t n)
{
	struct ids touched = ids_new(b->arena, n);

	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		struct import_outcome *o = &b->outcomes[w->index];

		if (w->refused != NULL) {
			refuse(b, w, w->refused);
			continue;
		}
		o->fate = w->role == ROLE_NEW	? IMPORT_NEW
			  : w->head || w->texts ? IMPORT_CHANGED
						: IMPORT_SAME;
		if (o->fate == IMPORT_SAME)
			continue;
		if (!w->head && !w->aside)
			ids_add(&touched, w->entry.id);
		b->log.entries[b->log.n] = w->entry.id;
		b->log.actions[b->log.n] = w->role == ROLE_NEW ? "create"
					   : w->aside	       ? "draft"
							       : "change";
		b->log.details[b->log.n++] =
		    w->record->source == NULL
			? w->record->slug
			: arena_printf(b->arena, "%s %s", w->record->source, w->record->source_id);
		if (b->options->publish)
			ids_add(&b->log.announced, w->entry.id);
	}
	return (run_ids(b, STMT_IMPORT_TOUCH, &touched));
}

static enum err
apply(struct batch *b, struct work *const *works, size_t n)
{
	enum err err;

	rows_clear(&b->rows);
	for (size_t i = 0; i < n; i++) {
		works[i]->refused = NULL;
		works[i]->texts = false;
		works[i]->nmerges = 0;
	}
	if ((err = import_plan(b->db, b->arena, works, n, b->options->publish)) != ERR_OK ||
	    (err = write_heads(b, works, n)) != ERR_OK ||
	    (err = write_expressions(b, works, n)) != ERR_OK)
		return (err);
	return (conclude(b, works, n));
}

/* Keep ${works}, or those of them that the database accepts. */
static enum err
keep(struct batch *b, struct work *const *works, size_t n)
{
	struct log before = b->log;
	const char *why;
	enum err err;

	if ((err = db_run(b->db, STMT_IMPORT_SAVE, NULL, NULL)) != ERR_OK)
		return (err);
	err = apply(b, works, n);
	if (err == ERR_OK)
		return (db_run(b->db, STMT_IMPORT_KEEP, NULL, NULL));
	if (err != ERR_CONFLICT && err != ERR_INPUT)
		return (err);
	why = reason(b);
	b->log = before;
	if ((err = db_run(b->db, STMT_IMPORT_UNDO, NULL, NULL)) != ERR_OK)
		return (err);
	if (n == 1) {
		refuse(b, works[0], why);
		return (ERR_OK);
	}
	if ((err = keep(b, works, n / 2)) != ERR_OK)
		return (err);
	return (keep(b, works + n / 2, n - n / 2));
}

/* --- a batch -----------------------------------------------------------------------------------
 */

/* Names that occurred, by open addressing; at most half full. */
struct names {
	const char **v;
	size_t mask;
};

static struct names
names_new(struct arena *arena, size_t max)
{
	size_t size = 16;

	while (size < max * 2)
		size *= 2;
	return ((struct names){ arena_array(arena, const char *, size), size - 1 });
}

/* Whether ${name} was there already. */
static bool
names_add(struct names *names, const char *name)
{
	size_t h = 5381;

	for (const char *p = name; *p != '\0'; p++)
		h = h * 33 + (unsigned char)*p;
	for (h &= names->mask; names->v[h] != NULL; h = (h + 1) & names->mask) {
		if (strcmp(names->v[h], name) == 0)
			return (true);
	}
	names->v[h] = name;
	return (false);
}

static const char *
own_name(struct arena *arena, const struct record *r)
{
	if (r->source == NULL)
		return (arena_printf(arena, "%s\n\n%s", kind_id(r->kind), r->slug));
	return (arena_printf(arena, "%s %s", r->source, r->source_id));
}

/*
 * The next wave: records none of whose names (its own, its address, what it declares to be the
 * same) another of the wave has; the others wait in ${pending}, in their order.
 */
static size_t
next_wave(struct batch *b, struct work **pending, size_t *npending, struct work **wave)
{
	size_t max = 0, n = 0, left = 0;
	struct names names;

	for (size_t i = 0; i < *npending; i++)
		max += 2 + pending[i]->record->same_as.n;
	names = names_new(b->arena, max);
	for (size_t i = 0; i < *npending; i++) {
		const struct record *r = pending[i]->record;
		bool waits = names_add(&names, own_name(b->arena, r));

		waits |=
		    names_add(&names, arena_printf(b->arena, "%s\n%s", kind_id(r->kind), r->slug));
		for (size_t s = 0; s < r->same_as.n; s++)
			waits |= names_add(&names, r->same_as.v[s]);
		if (waits)
			pending[left++] = pending[i];
		else
			wave[n++] = pending[i];
	}
	*npending = left;
	return (n);
}

/* Readers know the paths of headings; the tree is the same for all of them. */
static void
build_divisions(struct arena *arena, struct record *r)
{
	if (r->kind != KIND_LAW)
		return;
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		struct expression *x = &r->law->expressions[i];

		if (x->ndivisions == 0)
			division_build(arena, x);
		else
			division_eids(arena, x);
	}
}

/* Check what can be checked here; what remains is to be kept. */
static enum err
prepare(struct batch *b, struct record *const *records, size_t n)
{
	struct names names = names_new(b->arena, n);
	struct strings jurisdictions;
	PGresult *res;
	enum err err;

	if ((err = db_run(b->db, STMT_JURISDICTIONS, NULL, &res)) != ERR_OK)
		return (err);
	jurisdictions.n = (size_t)PQntuples(res);
	jurisdictions.v = arena_array(b->arena, const char *, jurisdictions.n);
	for (size_t i = 0; i < jurisdictions.n; i++)
		jurisdictions.v[i] = row_text(b->arena, res, (int)i, 0);
	PQclear(res);

	for (size_t i = 0; i < n; i++) {
		struct work *w = &b->works[b->n];
		const char *why;

		build_divisions(b->arena, records[i]);
		why = import_check(b->arena, records[i], &jurisdictions);
		w->record = records[i];
		w->index = i;
		if (why == NULL && names_add(&names, own_name(b->arena, records[i])))
			why = "It stands twice in this input.";
		if (why != NULL)
			refuse(b, w, why);
		else
			b->n++;
	}
	import_digest(b->arena, b->works, b->n);
	return (ERR_OK);
}

static enum err
write_log(struct batch *b)
{
	struct params p = { 0 };
	enum err err;

	if (b->log.n == 0)
		return (ERR_OK);
	param_text(&p, b->options->actor);
	param_ints(&p, b->arena, b->log.entries, b->log.n);
	param_texts(&p, b->arena, b->log.actions, b->log.n);
	param_texts(&p, b->arena, b->log.details, b->log.n);
	if ((err = db_run(b->db, STMT_IMPORT_AUDIT, &p, NULL)) != ERR_OK)
		return (err);
	return (change_announce(b->db, b->arena, b->log.announced.v, b->log.announced.n));
}

static enum err
keep_all(struct batch *b)
{
	struct work **pending = arena_array(b->arena, struct work *, b->n);
	struct work **wave = arena_array(b->arena, struct work *, b->n);
	size_t npending = b->n, n, names = 0;
	enum err err;

	for (size_t i = 0; i < b->n; i++) {
		pending[i] = &b->works[i];
		names += 1 + b->works[i].record->same_as.n;
	}
	b->log.entries = arena_array(b->arena, int64_t, b->n);
	b->log.actions = arena_array(b->arena, const char *, b->n);
	b->log.details = arena_array(b->arena, const char *, b->n);
	b->log.announced = ids_new(b->arena, names);
	while (npending > 0) {
		n = next_wave(b, pending, &npending, wave);
		if ((err = keep(b, wave, n)) != ERR_OK)
			return (err);
	}
	return (write_log(b));
}

enum err
import_batch(struct db *db, struct arena *arena, struct record *const *records, size_t n,
    const struct import_options *options, struct import_outcome **ret_outcomes)
{
	struct batch b = { .db = db, .arena = arena, .options = options };
	enum err err;

	b.outcomes = arena_array(arena, struct import_outcome, n);
	b.works = arena_array(arena, struct work, n);
	if ((err = db_begin(db)) != ERR_OK)
		return (err);
	if ((err = prepare(&b, records, n)) == ERR_OK && (err = keep_all(&b)) == ERR_OK)
		err = db_commit(db);
	rows_free(&b.rows);
	if (err != ERR_OK) {
		db_rollback(db);
		return (err);
	}
	*ret_outcomes = b.outcomes;
	return (ERR_OK);
}
