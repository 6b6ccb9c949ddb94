/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns which entry a record is, and whether there is anything to change. */
#include "store/import_plan.h"

#include <string.h>

#include "base/date.h"
#include "domain/eid.h"
#include "domain/lawkey.h"
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

enum { STORED_COLUMNS = 13 }; /* of import_entry */

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
	    .source = row_text(arena, res, row, col + 6),
	    .source_id = row_text(arena, res, row, col + 7),
	    .work_key = row_text(arena, res, row, col + 8),
	    .version = row_text(arena, res, row, col + 9),
	    .original = row_bool(res, row, col + 10),
	    .languages = row_int(res, row, col + 11),
	    .owned = row_bool(res, row, col + 12),
	});
}

static bool
equal(const char *a, const char *b)
{
	return (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same(const char *a, const char *b)
{
	return (a == b || equal(a, b));
}

/* Columns of IMPORT_MATCH. */
enum {
	M_OWN = 0,
	M_SAME = STORED_COLUMNS,
	M_NAMED = 2 * STORED_COLUMNS,
	M_KEYED = 3 * STORED_COLUMNS,
	M_NUMBERED = 4 * STORED_COLUMNS,
	M_MEMBER = 5 * STORED_COLUMNS, /* entry, origin, work_key, language, version_date */
	M_DECLARED = M_MEMBER + 5,
	M_TWIN, /* source, source_id */
};

/* Whether ${w} leads ${e}, another version of the same law: the original before a translation, the
 * later before the earlier. */
static bool
is_later(const struct work *w, const struct stored *e)
{
	const struct law *law = w->record->law;
	const char *version = lawkey_version(law);
	bool original =
	    law->original_language == NULL || equal(law->original_language, lawkey_language(law));

	if (!equal(law->work_key, e->work_key))
		return (false);
	if (original != e->original)
		return (original);
	return (version != NULL && (e->version == NULL || strcmp(version, e->version) > 0));
}

/* Whether ${w} leads ${e}, the same law in another collection, since it tells more. */
static bool
tells_more(const struct work *w, const struct stored *e)
{
	int64_t languages = (int64_t)w->record->ntexts;

	if (languages != e->languages)
		return (languages > e->languages);
	return (e->source != NULL && strcmp(w->record->source, e->source) < 0);
}

/* ${other} is found to be the same law: make one of them, led by the record if ${leads}. */
static void
join(struct work *w, const struct stored *other, bool leads)
{
	const struct stored own = w->entry;
	const struct stored *gone = other;

	if (other->id == 0 || other->id == own.id || !equal(other->kind, kind_id(KIND_LAW)))
		return;
	if (own.id == 0) {
		w->role = leads ? ROLE_OWNER : ROLE_SECOND;
		w->entry = *other;
	} else if (w->role == ROLE_OWNER && !leads) {
		w->role = ROLE_SECOND;
		w->entry = *other;
		gone = &own;
	}
	if (leads && other->source != NULL)
		w->formers[w->nformers++] = (struct former){ other->source, other->source_id };
	if (own.id != 0)
		w->merges[w->nmerges++] =
		    (struct merge){ gone->id, gone->kind, equal(gone->state, "published") };
}

/* What is to be remembered of the membership of ${w}, row ${row} of the match. */
static void
choose_member(struct arena *arena, struct work *w, const PGresult *res, int row, bool by_number)
{
	const char *origin = row_text(arena, res, row, M_MEMBER + 1);
	const struct law *law = w->record->law;
	struct member *m = &w->member;

	/* What is declared need not be remembered, but for the versions that come with it. */
	if (law->work_key == NULL && (w->role != ROLE_SECOND || row_bool(res, row, M_DECLARED)))
		return;
	m->origin = row_bool(res, row, M_DECLARED)		   ? "declared"
		    : origin != NULL && !equal(origin, "declared") ? origin
		    : by_number					   ? "number"
								   : "version";
	if (law->work_key != NULL) {
		m->work_key = law->work_key;
		m->language = lawkey_language(law);
		m->version = lawkey_version(law);
	} else {
		/* Who brings it without its key, as our own exports do, does not deny it. */
		m->work_key = row_text(arena, res, row, M_MEMBER + 2);
		m->language = row_text(arena, res, row, M_MEMBER + 3);
		m->version = row_text(arena, res, row, M_MEMBER + 4);
	}
	m->changed = row_int(res, row, M_MEMBER) != w->entry.id || !same(m->origin, origin) ||
		     !same(m->work_key, row_text(arena, res, row, M_MEMBER + 2)) ||
		     !same(m->language, row_text(arena, res, row, M_MEMBER + 3)) ||
		     !same(m->version, row_text(arena, res, row, M_MEMBER + 4));
}

/* Which entry ${w} is or belongs to, by row ${row} of the match. */
static void
choose(struct arena *arena, struct work *w, const PGresult *res, int row, bool publish,
    struct stored *ret_named)
{
	const struct record *r = w->record;
	const struct stored own = read_stored(arena, res, row, M_OWN);
	const struct stored belongs = read_stored(arena, res, row, M_SAME);
	const struct stored keyed = read_stored(arena, res, row, M_KEYED);
	const struct stored numbered = read_stored(arena, res, row, M_NUMBERED);
	const bool declared = row_bool(res, row, M_DECLARED);
	const char *twin = row_text(arena, res, row, M_TWIN);
	const char *origin = row_text(arena, res, row, M_MEMBER + 1);
	bool by_number = false;

	*ret_named = read_stored(arena, res, row, M_NAMED);
	w->role = ROLE_NEW;
	w->entry = (struct stored){ 0 };
	w->member = (struct member){ 0 };
	w->nformers = w->nmerges = 0;
	w->merges = arena_array(arena, struct merge, r->same_as.n + 3);
	if (own.id != 0) {
		w->role = ROLE_OWNER;
		w->entry = own;
	} else if (belongs.id != 0) {
		w->role = ROLE_SECOND;
		w->entry = belongs;
		if (!declared && r->kind == KIND_LAW && !equal(origin, "merge") &&
		    (equal(origin, "number") ? tells_more(w, &belongs) : is_later(w, &belongs))) {
			w->role = ROLE_OWNER;
			w->formers[w->nformers++] =
			    (struct former){ belongs.source, belongs.source_id };
		}
	} else if (r->source == NULL && ret_named->id != 0) {
		w->role = ROLE_OWNER;
		w->entry = *ret_named;
	}
	if (r->kind != KIND_LAW || r->source == NULL)
		return;
	if (twin != NULL) {
		w->refused = arena_printf(arena,
		    "It is a duplicate: “%s %s” is the same law in the same version%s%s.", twin,
		    row_text(arena, res, row, M_TWIN + 1),
		    lawkey_version(r->law) != NULL ? ", " : "",
		    lawkey_version(r->law) != NULL ? lawkey_version(r->law) : "");
		return;
	}
	/* What is public is made one when it is published. */
	if (w->role == ROLE_NEW || publish) {
		join(w, &keyed, is_later(w, &keyed));
		if (keyed.id == 0 && numbered.id != 0 && numbered.id != w->entry.id) {
			by_number = true;
			join(w, &numbered, tells_more(w, &numbered));
		}
	}
	choose_member(arena, w, res, row, by_number);
}

static enum err
match(struct db *db, struct arena *arena, struct work *const *works, size_t n, bool publish,
    struct stored *ret_named)
{
	enum { KIND, SLUG, SOURCE, SOURCE_ID, WORK_KEY, LANGUAGE, VERSION, MATCH_KEY, PARAMS };
	const char **cols[PARAMS];
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	for (int c = 0; c < PARAMS; c++)
		cols[c] = arena_array(arena, const char *, n);
	for (size_t i = 0; i < n; i++) {
		const struct record *r = works[i]->record;

		cols[KIND][i] = kind_id(r->kind);
		cols[SLUG][i] = r->slug;
		cols[SOURCE][i] = r->source;
		cols[SOURCE_ID][i] = r->source_id;
		if (r->kind != KIND_LAW)
			continue;
		cols[WORK_KEY][i] = r->law->work_key;
		cols[LANGUAGE][i] = lawkey_language(r->law);
		cols[VERSION][i] = lawkey_version(r->law);
		cols[MATCH_KEY][i] = lawkey_match(arena, r);
	}
	for (int c = 0; c < PARAMS; c++)
		param_texts(&p, arena, cols[c], n);
	if ((err = db_run(db, STMT_IMPORT_MATCH, &p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n && i < (size_t)PQntuples(res); i++)
		choose(arena, works[i], res, (int)i, publish, &ret_named[i]);
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

		for (size_t s = 0; s < w->record->same_as.n; s++, row++) {
			struct stored other = read_stored(arena, res, (int)row, 0);
			int64_t declared_by = row_int(res, (int)row, STORED_COLUMNS);

			if (w->role == ROLE_SECOND || w->refused != NULL)
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
					equal(other.state, "published") };
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
	if (w->role == ROLE_NEW || w->nmerges > 0 || w->nformers > 0)
		return (true);
	if (w->aside && equal(w->entry.draft_digest, w->digest))
		return (false);
	if (!equal(w->entry.digest, w->digest) || !equal(w->entry.slug, w->slug))
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
import_plan(struct db *db, struct arena *arena, struct work *const *works, size_t n,
    const struct import_options *options)
{
	const bool publish = options->publish;
	struct stored *named = arena_array(arena, struct stored, n);
	enum err err;

	if ((err = match(db, arena, works, n, publish, named)) != ERR_OK ||
	    (err = match_aliases(db, arena, works, n)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		const struct record *r = w->record;

		w->slug = r->slug;
		w->aside = !publish && w->role != ROLE_NEW && equal(w->entry.state, "published");
		if (w->aside)
			w->nmerges = w->nformers = 0;
		if (w->refused != NULL)
			continue;
		if (w->role != ROLE_NEW && !equal(w->entry.kind, kind_id(r->kind))) {
			w->refused = "It was imported before as an entry of another kind.";
		} else if (taken(w, &named[i])) {
			/* An address that nobody chose may be another. */
			if (r->source_id != NULL &&
			    equal(r->slug, slug_from_source(arena, r->source_id)))
				w->slug = slug_from_source_apart(arena, r->source_id);
			else if (!w->aside)
				w->refused = arena_printf(
				    arena, "The address “%s” belongs to another entry.", w->slug);
		}
		w->head = w->refused == NULL && w->role != ROLE_SECOND && is_changed(w, publish) &&
			  (options->owner || !w->entry.owned);
	}
	return (ERR_OK);
}
