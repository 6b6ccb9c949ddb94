/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which entry a record is, and whether there is anything to change. */
#include "store/import_plan.h"

#include <string.h>

#include "base/date.h"
#include "domain/eid.h"
#include "domain/slug.h"
#include "store/import_rows.h"

/* --- what no database need be asked for --------------------------------------------------------
 */

static const char *
check_dates(struct arena *arena, const char *const *dates, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dates[i] != NULL && !date_valid(dates[i]))
			return (arena_printf(
			    arena, "“%s” is not a date of the form YYYY-MM-DD.", dates[i]));
	}
	return (NULL);
}

static const char *
check_tree(const struct expression *x)
{
	for (size_t i = 0; i < x->ndivisions; i++) {
		size_t open = i;

		if (x->divisions[i].eid == NULL || !eid_valid(x->divisions[i].eid))
			return ("A division has no proper id.");
		/* What holds it holds the one before, too. */
		while (open > 0 && open != x->divisions[i].parent)
			open = x->divisions[open - 1].parent;
		if (open != x->divisions[i].parent)
			return ("A division stands apart from the one that holds it.");
	}
	for (size_t i = 0; i < x->narticles; i++) {
		if (x->articles[i].eid == NULL || !eid_valid(x->articles[i].eid))
			return ("An article has no proper id.");
		if (x->articles[i].division > x->ndivisions)
			return ("An article hangs in a division that is not there.");
	}
	return (NULL);
}

static const char *
check_law(struct arena *arena, const struct law *l)
{
	const char *const dates[] = { l->date_enacted, l->date_in_force, l->date_amended,
		l->date_repealed };
	const char *why = check_dates(arena, dates, sizeof(dates) / sizeof(dates[0]));

	for (size_t i = 0; i < l->nexpressions && why == NULL; i++) {
		const struct expression *x = &l->expressions[i];
		const char *const own[] = { x->version_date, x->valid_from, x->valid_to,
			x->source_version };

		why = check_dates(arena, own, sizeof(own) / sizeof(own[0]));
		if (why == NULL && x->language == NULL)
			why = "A text of the law has no language.";
		if (why == NULL)
			why = check_tree(x);
	}
	for (size_t i = 0; i < l->nrelations && why == NULL; i++) {
		if (l->relations[i].target == NULL || !slug_valid(l->relations[i].target))
			why = "A relation names no law.";
		else if (l->relations[i].eid != NULL && !eid_valid(l->relations[i].eid))
			why = "A relation begins at no proper id.";
	}
	return (why);
}

const char *
import_check(struct arena *arena, const struct record *r, const struct strings *jurisdictions)
{
	const char *source, *source_id;

	if (r->slug == NULL || !slug_valid(r->slug))
		return (arena_printf(
		    arena, "“%s” cannot be an address.", r->slug != NULL ? r->slug : ""));
	if ((r->source == NULL) != (r->source_id == NULL))
		return ("A source and the identifier there must come together.");
	if (r->ntexts == 0)
		return ("It has no title in any language.");
	for (size_t i = 0; i < r->ntexts; i++) {
		if (r->texts[i].language == NULL || r->texts[i].title == NULL ||
		    r->texts[i].title[0] == '\0')
			return ("A language version has no title.");
		for (size_t k = 0; k < i; k++) {
			if (strcmp(r->texts[k].language, r->texts[i].language) == 0)
				return (arena_printf(arena, "Its language “%s” stands twice.",
				    r->texts[i].language));
		}
	}
	for (size_t i = 0; i < r->same_as.n; i++) {
		if (!rows_alias(arena, r->same_as.v[i], &source, &source_id))
			return (arena_printf(
			    arena, "“%s” is not a source and an identifier.", r->same_as.v[i]));
	}
	for (size_t i = 0, k; i < r->jurisdictions.n; i++) {
		for (k = 0; k < jurisdictions->n; k++) {
			if (strcmp(jurisdictions->v[k], r->jurisdictions.v[i]) == 0)
				break;
		}
		if (k == jurisdictions->n)
			return (arena_printf(
			    arena, "The jurisdiction “%s” is not known.", r->jurisdictions.v[i]));
	}
	if (r->verified != NULL && !date_valid(r->verified))
		return (
		    arena_printf(arena, "“%s” is not a date of the form YYYY-MM-DD.", r->verified));
	return (r->kind == KIND_LAW ? check_law(arena, r->law) : NULL);
}

void
import_digest(struct arena *arena, struct work *works, size_t n)
{
	struct rows scratch = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct record *r = works[i].record;

		rows_digest(&scratch, r, works[i].digest);
		if (r->kind != KIND_LAW)
			continue;
		works[i].expression_digests =
		    arena_calloc(arena, r->law->nexpressions, DIGEST_TEXT);
		for (size_t x = 0; x < r->law->nexpressions; x++)
			rows_digest_expression(
			    &r->law->expressions[x], works[i].expression_digests[x]);
	}
	rows_free(&scratch);
}

/* --- matching ----------------------------------------------------------------------------------
 */

static struct stored
read_stored(struct arena *arena, const PGresult *res, int row, int col)
{
	return ((struct stored){
	    .id = row_int(res, row, col),
	    .kind = row_text(arena, res, row, col + 1),
	    .slug = row_text(arena, res, row, col + 2),
	    .state = row_text(arena, res, row, col + 3),
	    .digest = row_text(arena, res, row, col + 4),
	    .draft_digest = row_text(arena, res, row, col + 5),
	});
}

static bool
equal(const char *a, const char *b)
{
	return (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static enum err
match(struct db *db, struct arena *arena, struct work *const *works, size_t n,
    struct stored *ret_named)
{
	const char **kinds = arena_array(arena, const char *, n),
		   **slugs = arena_array(arena, const char *, n);
	const char **sources = arena_array(arena, const char *, n),
		   **ids = arena_array(arena, const char *, n);
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		kinds[i] = kind_id(works[i]->record->kind);
		slugs[i] = works[i]->record->slug;
		sources[i] = works[i]->record->source;
		ids[i] = works[i]->record->source_id;
	}
	param_texts(&p, arena, kinds, n);
	param_texts(&p, arena, slugs, n);
	param_texts(&p, arena, sources, n);
	param_texts(&p, arena, ids, n);
	if ((err = db_run(db, STMT_IMPORT_MATCH, &p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n && i < (size_t)PQntuples(res); i++) {
		struct work *w = works[i];
		struct stored own = read_stored(arena, res, (int)i, 0);
		struct stored same = read_stored(arena, res, (int)i, 6);

		ret_named[i] = read_stored(arena, res, (int)i, 12);
		w->role = ROLE_NEW;
		w->entry = (struct stored){ 0 };
		if (own.id != 0) {
			w->role = ROLE_OWNER;
			w->entry = own;
		} else if (same.id != 0) {
			w->role = ROLE_SECOND;
			w->entry = same;
		} else if (sources[i] == NULL && ret_named[i].id != 0) {
			w->role = ROLE_OWNER;
			w->entry = ret_named[i];
		}
	}
	PQclear(res);
	return (ERR_OK);
}

/* Entries that were imported under a declared same_as become this one; the first of them, if this
 * one is new. */
static enum err
match_aliases(struct db *db, struct arena *arena, struct work *const *works, size_t n)
{
	const char **sources, **ids;
	struct params p = { 0 };
	size_t total = 0, row = 0;
	PGresult *res;
	enum err err;

	for (size_t i = 0; i < n; i++)
		total += works[i]->record->same_as.n;
	if (total == 0)
		return (ERR_OK);
	sources = arena_array(arena, const char *, total);
	ids = arena_array(arena, const char *, total);
	for (size_t i = 0, k = 0; i < n; i++) {
		const struct strings *same = &works[i]->record->same_as;

		for (size_t s = 0; s < same->n; s++, k++)
			(void)rows_alias(arena, same->v[s], &sources[k], &ids[k]);
	}
	param_texts(&p, arena, sources, total);
	param_texts(&p, arena, ids, total);
	if ((err = db_run(db, STMT_IMPORT_MATCH_ALIASES, &p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];

		w->merges = arena_array(arena, struct merge, w->record->same_as.n);
		w->nmerges = 0;
		for (size_t s = 0; s < w->record->same_as.n; s++, row++) {
			struct stored other = read_stored(arena, res, (int)row, 0);
			int64_t declared_by = row_int(res, (int)row, 6);

			if (w->role == ROLE_SECOND)
				continue;
			if (declared_by != 0 && declared_by != w->entry.id) {
				w->refused = arena_printf(arena,
				    "Another entry is already the same as “%s”.",
				    w->record->same_as.v[s]);
			} else if (other.id != 0 && !equal(other.kind, kind_id(w->record->kind))) {
				w->refused = arena_printf(arena,
				    "“%s” is an entry of another kind.", w->record->same_as.v[s]);
			} else if (other.id != 0 && w->role == ROLE_NEW) {
				w->role = ROLE_OWNER;
				w->entry = other;
			} else if (other.id != 0 && other.id != w->entry.id) {
				w->merges[w->nmerges++] = (struct merge){ other.id, other.kind,
					other.slug, equal(other.state, "published") };
			}
		}
	}
	PQclear(res);
	return (ERR_OK);
}

static bool
merged(const struct work *w, int64_t id)
{
	for (size_t i = 0; i < w->nmerges; i++) {
		if (w->merges[i].id == id)
			return (true);
	}
	return (false);
}

static bool
is_changed(const struct work *w, bool publish)
{
	if (w->role == ROLE_NEW || w->nmerges > 0)
		return (true);
	if (w->aside && equal(w->entry.draft_digest, w->digest))
		return (false);
	if (!equal(w->entry.digest, w->digest))
		return (true);
	return (
	    publish && !equal(w->entry.state, "published") && !equal(w->entry.state, "withdrawn"));
}

/* Whether the address that the record asks for is another entry's. */
static bool
taken(const struct work *w, const struct stored *named)
{
	return (w->role != ROLE_SECOND && named->id != 0 && named->id != w->entry.id &&
		!merged(w, named->id));
}

enum err
import_plan(struct db *db, struct arena *arena, struct work *const *works, size_t n, bool publish)
{
	struct stored *named = arena_array(arena, struct stored, n);
	enum err err;

	if ((err = match(db, arena, works, n, named)) != ERR_OK ||
	    (err = match_aliases(db, arena, works, n)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		const struct record *r = w->record;

		w->slug = r->slug;
		w->aside = !publish && w->role != ROLE_NEW && equal(w->entry.state, "published");
		if (w->aside)
			w->nmerges = 0;
		if (w->role != ROLE_NEW && !equal(w->entry.kind, kind_id(r->kind))) {
			w->refused = "It was imported before as an entry of another kind.";
		} else if (!w->aside && taken(w, &named[i])) {
			/* An address that nobody chose may be another. */
			if (r->source_id != NULL &&
			    equal(r->slug, slug_from_source(arena, r->source_id)))
				w->slug = slug_from_source_apart(arena, r->source_id);
			else
				w->refused = arena_printf(
				    arena, "The address “%s” belongs to another entry.", w->slug);
		}
		w->head = w->refused == NULL && w->role != ROLE_SECOND && is_changed(w, publish);
	}
	return (ERR_OK);
}
