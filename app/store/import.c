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
#include "domain/lawkey.h"
#include "store/change.h"
#include "store/import_batch.h"

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
		{ "law_member_version", "Another record is the same law in the same version." },
		{ "article_expression_eid_key", "Two of its articles have the same id." },
		{ "expression_one", "It has two texts of the same language, date and source." },
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

void
ids_add(struct batch *b, struct ids *ids, int64_t id)
{
	if (ids->n == ids->room) {
		int64_t *grown;

		ids->room = ids->room == 0 ? 64 : ids->room * 2;
		grown = arena_array(b->arena, int64_t, ids->room);
		if (ids->n > 0)
			memcpy(grown, ids->v, ids->n * sizeof(*grown));
		ids->v = grown;
	}
	ids->v[ids->n++] = id;
}

enum err
batch_run(struct batch *b, enum stmt stmt, const struct ids *ids)
{
	struct params p = { 0 };

	if (ids->n == 0)
		return (ERR_OK);
	param_ints(&p, b->arena, ids->v, ids->n);
	return (db_run(b->db, stmt, &p, NULL));
}

static enum err
read_ids(struct batch *b, enum stmt stmt, const struct params *p, struct ids *to)
{
	PGresult *res;
	enum err err;

	if ((err = db_run(b->db, stmt, p, &res)) != ERR_OK)
		return (err);
	for (int i = 0; i < PQntuples(res); i++)
		ids_add(b, to, row_int(res, i, 0));
	PQclear(res);
	return (ERR_OK);
}

enum err
batch_allocate(struct batch *b, enum stmt stmt, size_t n, struct ids *ret_ids)
{
	struct params p = { 0 };

	*ret_ids = (struct ids){ 0 };
	if (n == 0)
		return (ERR_OK);
	param_int(&p, b->arena, (int64_t)n);
	return (read_ids(b, stmt, &p, ret_ids));
}

enum err
batch_related(struct batch *b, const struct ids *ids)
{
	struct params p = { 0 };

	if (ids->n == 0 || !b->options->publish)
		return (ERR_OK);
	param_ints(&p, b->arena, ids->v, ids->n);
	return (read_ids(b, STMT_CHANGE_RELATED, &p, &b->log.announced));
}

/* --- a wave ------------------------------------------------------------------------------------
 */

/* What ${w} did, for the audit and for readers. */
static void
log_change(struct batch *b, const struct work *w)
{
	struct log *log = &b->log;
	bool public = w->entry.state != NULL && strcmp(w->entry.state, "published") == 0;

	log->entries[log->n] = w->entry.id;
	log->actions[log->n] = w->role == ROLE_NEW ? "create" : w->aside ? "draft" : "change";
	log->details[log->n++] =
	    w->record->source == NULL
		? w->record->slug
		: arena_printf(b->arena, "%s %s", w->record->source, w->record->source_id);
	if (!b->options->publish)
		return;
	log->publications[log->published.n] =
	    public && (w->head || w->corrected || w->note == NULL) ? "correct" : "publish";
	log->notes[log->published.n] = w->note;
	ids_add(b, &log->published, w->entry.id);
	ids_add(b, &log->announced, w->entry.id);
}

/* Revisions of entries of which only texts changed, outcomes, and what the log will say. */
static enum err
conclude(struct batch *b, struct work *const *works, size_t n)
{
	struct ids touched = { 0 }, changed = { 0 };
	enum err err;

	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		struct import_outcome *o = &b->outcomes[w->index];

		if (w->refused != NULL) {
			refuse(b, w, w->refused);
			continue;
		}
		o->fate = w->role == ROLE_NEW ? IMPORT_NEW
			  : w->head || w->texts || w->nmerges > 0 || w->member.changed
			      ? IMPORT_CHANGED
			      : IMPORT_SAME;
		if (o->fate == IMPORT_SAME)
			continue;
		if (!w->head && !w->aside)
			ids_add(b, &touched, w->entry.id);
		ids_add(b, &changed, w->entry.id);
		log_change(b, w);
	}
	if ((err = batch_related(b, &changed)) != ERR_OK)
		return (err);
	return (batch_run(b, STMT_IMPORT_TOUCH, &touched));
}

static enum err
apply(struct batch *b, struct work *const *works, size_t n)
{
	enum err err;

	rows_clear(&b->rows);
	for (size_t i = 0; i < n; i++) {
		works[i]->refused = NULL;
		works[i]->texts = works[i]->corrected = false;
		works[i]->note = NULL;
	}
	if ((err = import_plan(b->db, b->arena, works, n, b->options)) != ERR_OK ||
	    (err = import_heads(b, works, n)) != ERR_OK ||
	    (err = import_texts(b, works, n)) != ERR_OK)
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
 * same, by what it is known to be a version or the same) another of the wave has; the others wait
 * in ${pending}, in their order.
 */
static size_t
next_wave(struct batch *b, struct work **pending, size_t *npending, struct work **wave)
{
	size_t max = 0, n = 0, left = 0;
	struct names names;

	for (size_t i = 0; i < *npending; i++)
		max += 4 + pending[i]->record->same_as.n;
	names = names_new(b->arena, max);
	for (size_t i = 0; i < *npending; i++) {
		const struct record *r = pending[i]->record;
		bool waits = names_add(&names, own_name(b->arena, r));
		const char *match;

		waits |=
		    names_add(&names, arena_printf(b->arena, "%s\n%s", kind_id(r->kind), r->slug));
		for (size_t s = 0; s < r->same_as.n; s++)
			waits |= names_add(&names, r->same_as.v[s]);
		if (r->kind == KIND_LAW && r->law->work_key != NULL)
			waits |=
			    names_add(&names, arena_printf(b->arena, "\n%s", r->law->work_key));
		if ((match = lawkey_match(b->arena, r)) != NULL)
			waits |= names_add(&names, arena_printf(b->arena, "\n\n%s", match));
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
	struct params p = { 0 }, q = { 0 };
	enum err err;

	if (b->log.n == 0)
		return (ERR_OK);
	param_text(&p, b->options->actor);
	param_ints(&p, b->arena, b->log.entries, b->log.n);
	param_texts(&p, b->arena, b->log.actions, b->log.n);
	param_texts(&p, b->arena, b->log.details, b->log.n);
	if ((err = db_run(b->db, STMT_IMPORT_AUDIT, &p, NULL)) != ERR_OK)
		return (err);
	if (b->log.published.n > 0) {
		param_ints(&q, b->arena, b->log.published.v, b->log.published.n);
		param_texts(&q, b->arena, b->log.publications, b->log.published.n);
		param_texts(&q, b->arena, b->log.notes, b->log.published.n);
		if ((err = db_run(b->db, STMT_PUBLICATION_ADD, &q, NULL)) != ERR_OK)
			return (err);
	}
	return (change_announce(b->db, b->arena, b->log.announced.v, b->log.announced.n));
}

static enum err
keep_all(struct batch *b)
{
	struct work **pending = arena_array(b->arena, struct work *, b->n);
	struct work **wave = arena_array(b->arena, struct work *, b->n);
	size_t npending = b->n, n;
	enum err err;

	for (size_t i = 0; i < b->n; i++)
		pending[i] = &b->works[i];
	b->log.entries = arena_array(b->arena, int64_t, b->n);
	b->log.actions = arena_array(b->arena, const char *, b->n);
	b->log.details = arena_array(b->arena, const char *, b->n);
	b->log.publications = arena_array(b->arena, const char *, b->n);
	b->log.notes = arena_array(b->arena, const char *, b->n);
	while (npending > 0) {
		n = next_wave(b, pending, &npending, wave);
		if ((err = keep(b, wave, n)) != ERR_OK)
			return (err);
	}
	return (write_log(b));
}

enum err
import_within(struct db *db, struct arena *arena, struct record *record,
    const struct import_options *options, struct entry_id *ret_id)
{
	struct batch b = { .db = db, .arena = arena, .options = options };
	struct import_outcome outcome = { 0 };
	enum err err;

	b.outcomes = &outcome;
	b.works = arena_array(arena, struct work, 1);
	if ((err = prepare(&b, &record, 1)) == ERR_OK)
		err = keep_all(&b);
	rows_free(&b.rows);
	if (err != ERR_OK)
		return (err);
	if (outcome.fate == IMPORT_REFUSED) {
		db_explain(db, "%s", outcome.reason);
		return (ERR_CONFLICT);
	}
	ret_id->v = b.works[0].entry.id;
	return (ERR_OK);
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
