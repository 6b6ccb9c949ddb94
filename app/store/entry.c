/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns how rows become records.  What a reader may see of them is decided here, which language in
 * domain/. */
#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/division.h"
#include "domain/eid.h"
#include "domain/slug.h"
#include "domain/standing.h"
#include "store/conn.h"
#include "store/entry_row.h"

enum { ENTRIES_AT_ONCE = 100, EACH_ARTICLES_MAX = 20000, REVISIONS_AT_ONCE = 10000 };

/* --- values ------------------------------------------------------------------------------------
 */

int
entry_row_id(enum vocab set, const char *id)
{
	int value = 0;

	(void)vocab_value(set, id, &value);
	return (value);
}

int
entry_row_next_id(struct arena *arena, struct array *a, enum vocab set)
{
	return (entry_row_id(set, array_next(arena, a)));
}

bool
entry_row_next_bool(struct arena *arena, struct array *a)
{
	const char *s = array_next(arena, a);

	return (s != NULL && strcmp(s, "true") == 0);
}

int64_t
entry_row_next_int(struct arena *arena, struct array *a)
{
	const char *s = array_next(arena, a);

	return (s != NULL ? strtoll(s, NULL, 10) : 0);
}

static struct strings
strings_of(struct arena *arena, struct array a)
{
	struct strings s = { arena_array(arena, const char *, a.rows), a.rows };

	for (size_t i = 0; i < s.n; i++)
		s.v[i] = array_next(arena, &a);
	return (s);
}

/* A list that came as one text, an item a line. */
struct strings
entry_row_next_strings(struct arena *arena, struct array *a)
{
	char *text = array_next(arena, a), *item;
	struct strings s = { NULL, 0 };
	size_t n = 1;

	if (text == NULL || text[0] == '\0')
		return (s);
	for (const char *p = text; *p != '\0'; p++)
		n += *p == '\n';
	s.v = arena_array(arena, const char *, n);
	while ((item = strsep(&text, "\n")) != NULL)
		s.v[s.n++] = item;
	return (s);
}

/* --- parts of a record -------------------------------------------------------------------------
 */

static void
read_texts(struct arena *arena, struct array a, bool published_only, struct record *r)
{
	r->texts = arena_array(arena, struct text, a.rows);
	for (size_t i = 0; i < a.rows; i++) {
		struct text *t = &r->texts[r->ntexts];

		t->language = array_next(arena, &a);
		t->title = array_next(arena, &a);
		t->summary = array_next(arena, &a);
		t->body = array_next(arena, &a);
		t->reading = array_next(arena, &a);
		t->provenance = (enum provenance)entry_row_next_id(arena, &a, VOCAB_PROVENANCE);
		t->translator = array_next(arena, &a);
		t->source_language = array_next(arena, &a);
		t->source_revision = entry_row_next_int(arena, &a);
		t->state = (enum state)entry_row_next_id(arena, &a, VOCAB_STATE);
		if (!published_only || t->state == STATE_PUBLISHED)
			r->ntexts++;
		else
			memset(t, 0, sizeof(*t));
	}
}

static struct citation *
read_citations(struct arena *arena, struct array a, size_t *ret_n)
{
	struct citation *c = arena_array(arena, struct citation, a.rows);

	for (size_t i = 0; i < a.rows; i++) {
		c[i].law = array_next(arena, &a);
		c[i].eid = array_next(arena, &a);
	}
	*ret_n = a.rows;
	return (c);
}

static void
read_expressions(struct arena *arena, struct array a, struct law *law)
{
	law->nexpressions = a.rows;
	law->expressions = arena_array(arena, struct expression, a.rows);
	for (size_t i = 0; i < a.rows; i++) {
		struct expression *x = &law->expressions[i];

		x->id.v = entry_row_next_int(arena, &a);
		x->language = array_next(arena, &a);
		x->version_date = array_next(arena, &a);
		x->valid_from = array_next(arena, &a);
		x->valid_to = array_next(arena, &a);
		x->provenance = (enum provenance)entry_row_next_id(arena, &a, VOCAB_PROVENANCE);
		x->legal_value = (enum legal_value)entry_row_next_id(arena, &a, VOCAB_LEGAL_VALUE);
		x->translator = array_next(arena, &a);
		x->source_url = array_next(arena, &a);
		x->source = array_next(arena, &a);
		x->source_id = array_next(arena, &a);
		x->source_language = array_next(arena, &a);
		x->source_version = array_next(arena, &a);
		x->source_expression.v = entry_row_next_int(arena, &a);
		x->digest = entry_row_next_bool(arena, &a);
		x->stored = (size_t)entry_row_next_int(arena, &a);
	}
}

static struct relation *
read_relations(struct arena *arena, struct array a, size_t *ret_n)
{
	struct relation *r = arena_array(arena, struct relation, a.rows);

	for (size_t i = 0; i < a.rows; i++) {
		r[i].type = (enum relation_type)entry_row_next_id(arena, &a, VOCAB_RELATION_TYPE);
		r[i].eid = array_next(arena, &a);
		r[i].target = array_next(arena, &a);
		r[i].target_eid = array_next(arena, &a);
		r[i].date = array_next(arena, &a);
	}
	*ret_n = a.rows;
	return (r);
}

static struct law *
read_law(struct arena *arena, struct array d, struct array relations, struct array expressions,
    struct array incoming)
{
	struct law *law = arena_alloc(arena, sizeof(*law));

	law->type = (enum law_type)entry_row_next_id(arena, &d, VOCAB_LAW_TYPE);
	law->status = (enum law_status)entry_row_next_id(arena, &d, VOCAB_LAW_STATUS);
	law->number = array_next(arena, &d);
	law->original_language = array_next(arena, &d);
	law->original_title = array_next(arena, &d);
	law->issuer = array_next(arena, &d);
	law->date_enacted = array_next(arena, &d);
	law->date_in_force = array_next(arena, &d);
	law->date_amended = array_next(arena, &d);
	law->date_repealed = array_next(arena, &d);
	law->source_url = array_next(arena, &d);
	law->work_key = array_next(arena, &d);

	law->relations = read_relations(arena, relations, &law->nrelations);
	law->incoming = read_relations(arena, incoming, &law->nincoming);
	read_expressions(arena, expressions, law);
	standing_chain(law);
	return (law);
}

static struct event *
read_event(struct arena *arena, struct array d)
{
	struct event *e = arena_alloc(arena, sizeof(*e));

	e->type = (enum event_type)entry_row_next_id(arena, &d, VOCAB_EVENT_TYPE);
	e->starts = array_next(arena, &d);
	e->ends = array_next(arena, &d);
	e->city = array_next(arena, &d);
	e->country = array_next(arena, &d);
	e->url = array_next(arena, &d);
	e->online = entry_row_next_bool(arena, &d);
	e->recurrence = array_next(arena, &d);
	return (e);
}

static struct resource *
read_resource(struct arena *arena, struct array d)
{
	struct resource *r = arena_alloc(arena, sizeof(*r));

	r->type = (enum resource_type)entry_row_next_id(arena, &d, VOCAB_RESOURCE_TYPE);
	r->cost = (enum cost)entry_row_next_id(arena, &d, VOCAB_COST);
	r->url = array_next(arena, &d);
	r->query_pattern = array_next(arena, &d);
	r->languages = entry_row_next_strings(arena, &d);
	return (r);
}

static struct term *
read_term(struct arena *arena, struct array labels, struct array citations)
{
	struct term *t = arena_alloc(arena, sizeof(*t));

	t->nlabels = labels.rows;
	t->labels = arena_array(arena, struct term_label, labels.rows);
	for (size_t i = 0; i < t->nlabels; i++) {
		t->labels[i].language = array_next(arena, &labels);
		t->labels[i].text = array_next(arena, &labels);
		t->labels[i].status =
		    (enum term_status)entry_row_next_id(arena, &labels, VOCAB_TERM_STATUS);
		t->labels[i].note = array_next(arena, &labels);
	}
	t->citations = read_citations(arena, citations, &t->ncitations);
	return (t);
}

static struct guide *
read_guide(struct arena *arena, struct array d, struct array citations)
{
	struct guide *g = arena_alloc(arena, sizeof(*g));

	g->type = (enum guide_type)entry_row_next_id(arena, &d, VOCAB_GUIDE_TYPE);
	g->date = array_next(arena, &d);
	g->citations = read_citations(arena, citations, &g->ncitations);
	return (g);
}

static struct fact *
read_fact(struct arena *arena, struct array d, struct array citations)
{
	struct fact *f = arena_alloc(arena, sizeof(*f));
	struct strings reservations;

	f->question = array_next(arena, &d);
	f->value = array_next(arena, &d);
	f->as_of = array_next(arena, &d);
	f->signed_on = array_next(arena, &d);
	f->since = array_next(arena, &d);
	reservations = entry_row_next_strings(arena, &d);
	f->nreservations = reservations.n;
	f->reservations = arena_array(arena, enum reservation, reservations.n);
	for (size_t i = 0; i < reservations.n; i++)
		f->reservations[i] =
		    (enum reservation)entry_row_id(VOCAB_RESERVATION, reservations.v[i]);
	f->citations = read_citations(arena, citations, &f->ncitations);
	return (f);
}

static void
read_detail(struct arena *arena, const PGresult *res, int row, struct record *r)
{
	struct array detail = row_array(res, row, COL_DETAIL);
	struct array parts = row_array(res, row, COL_PARTS);
	struct array citations = row_array(res, row, COL_CITATIONS);

	switch (r->kind) {
	case KIND_LAW:
		r->law = read_law(arena, detail, parts, row_array(res, row, COL_EXPRESSIONS),
		    row_array(res, row, COL_INCOMING));
		break;
	case KIND_GUIDE:
		r->guide = read_guide(arena, detail, citations);
		break;
	case KIND_PROVIDER:
		r->provider = entry_offering_provider(arena, detail, parts);
		break;
	case KIND_LISTING:
		r->listing = entry_offering_listing(arena, detail, parts);
		break;
	case KIND_EVENT:
		r->event = read_event(arena, detail);
		break;
	case KIND_RESOURCE:
		r->resource = read_resource(arena, detail);
		break;
	case KIND_TERM:
		r->term = read_term(arena, parts, citations);
		break;
	case KIND_FACT:
		r->fact = read_fact(arena, detail, citations);
		break;
	case KIND_COUNT:
		break;
	}
}

struct record *
entry_row_record(struct arena *arena, const PGresult *res, int row, bool published_only)
{
	struct record *r = arena_alloc(arena, sizeof(*r));
	struct strings subjects;

	r->id.v = row_int(res, row, COL_ID);
	(void)kind_from_id(row_text(arena, res, row, COL_KIND), &r->kind);
	r->slug = row_text(arena, res, row, COL_SLUG);
	r->state = (enum state)entry_row_id(VOCAB_STATE, row_text(arena, res, row, COL_STATE));
	r->revision = row_int(res, row, COL_REVISION);
	r->source = row_text(arena, res, row, COL_SOURCE);
	r->source_id = row_text(arena, res, row, COL_SOURCE_ID);
	r->sample = row_bool(res, row, COL_SAMPLE);
	r->verified = row_text(arena, res, row, COL_VERIFIED);
	r->published = row_text(arena, res, row, COL_PUBLISHED);
	if (r->published != NULL)
		r->published_day = arena_strndup(arena, r->published, strlen("YYYY-MM-DD"));
	r->updated = row_text(arena, res, row, COL_UPDATED);
	r->jurisdictions = strings_of(arena, row_array(res, row, COL_JURISDICTIONS));
	r->same_as = strings_of(arena, row_array(res, row, COL_SAME_AS));
	subjects = strings_of(arena, row_array(res, row, COL_SUBJECTS));
	r->nsubjects = subjects.n;
	r->subjects = arena_array(arena, enum subject, subjects.n);
	for (size_t i = 0; i < subjects.n; i++)
		r->subjects[i] = (enum subject)entry_row_id(VOCAB_SUBJECT, subjects.v[i]);
	read_texts(arena, row_array(res, row, COL_TEXTS), published_only, r);
	read_detail(arena, res, row, r);
	return (r);
}

/* --- articles ----------------------------------------------------------------------------------
 */

static void
read_article(struct arena *arena, const PGresult *res, int row, struct article *a)
{
	a->type = (enum article_type)entry_row_id(VOCAB_ARTICLE_TYPE, PQgetvalue(res, row, 1));
	a->eid = row_text(arena, res, row, 2);
	a->number = row_text(arena, res, row, 3);
	a->heading = row_text(arena, res, row, 4);
	a->division = (size_t)row_int(res, row, 5);
	a->source_id = row_text(arena, res, row, 6);
	a->body = row_text(arena, res, row, 7);
}

/* The divisions above the one article of ${x}, which come innermost first. */
static void
read_above(struct arena *arena, struct array above, struct expression *x)
{
	x->ndivisions = above.rows;
	x->divisions = arena_array(arena, struct division, above.rows);
	for (size_t i = above.rows; i-- > 0;) {
		x->divisions[i].type =
		    (enum division_type)entry_row_next_id(arena, &above, VOCAB_DIVISION_TYPE);
		x->divisions[i].eid = array_next(arena, &above);
		x->divisions[i].number = array_next(arena, &above);
		x->divisions[i].heading = array_next(arena, &above);
		x->divisions[i].parent = i;
	}
	x->articles[0].division = x->ndivisions;
	division_chapters(arena, x);
}

static int
by_id(const void *a, const void *b)
{
	const struct expression *const *x = a, *const *y = b;

	return ((*x)->id.v < (*y)->id.v ? -1 : (*x)->id.v > (*y)->id.v);
}

static struct expression **
sorted_by_id(struct arena *arena, struct expression *const *expressions, size_t n, int64_t *ids)
{
	struct expression **sorted = arena_array(arena, struct expression *, n);

	for (size_t i = 0; i < n; i++)
		sorted[i] = expressions[i];
	qsort(sorted, n, sizeof(*sorted), by_id);
	for (size_t i = 0; i < n; i++)
		ids[i] = sorted[i]->id.v;
	return (sorted);
}

/* Rows of the ${n} expressions from ${*row} on that belong to ${x}. */
static size_t
rows_of(const PGresult *res, int *row, const struct expression *x)
{
	int first = *row;

	while (*row < PQntuples(res) && row_int(res, *row, 0) == x->id.v)
		(*row)++;
	return ((size_t)(*row - first));
}

static enum err
load_divisions(
    struct db *db, struct arena *arena, struct expression **sorted, const int64_t *ids, size_t n)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;
	int row = 0;

	param_ints(&p, arena, ids, n);
	if ((err = db_run(db, STMT_DIVISIONS_OF, &p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct expression *x = sorted[i];
		int at = row;

		x->ndivisions = rows_of(res, &row, x);
		x->divisions = arena_array(arena, struct division, x->ndivisions);
		for (size_t d = 0; d < x->ndivisions; d++, at++)
			x->divisions[d] = (struct division){
				.type = (enum division_type)entry_row_id(
				    VOCAB_DIVISION_TYPE, PQgetvalue(res, at, 1)),
				.eid = row_text(arena, res, at, 2),
				.number = row_text(arena, res, at, 3),
				.heading = row_text(arena, res, at, 4),
				.parent = (size_t)row_int(res, at, 5),
			};
	}
	PQclear(res);
	return (ERR_OK);
}

/* Run ${stmt}, one of ARTICLES_*, and give its rows to the expressions. */
static enum err
run_articles(struct db *db, struct arena *arena, enum stmt stmt, const struct params *p,
    struct expression **sorted, size_t n)
{
	PGresult *res;
	enum err err;
	int row = 0;

	if ((err = db_run(db, stmt, p, &res)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		struct expression *x = sorted[i];
		int at = row;

		x->narticles = rows_of(res, &row, x);
		x->articles = arena_array(arena, struct article, x->narticles);
		for (size_t a = 0; a < x->narticles; a++)
			read_article(arena, res, at++, &x->articles[a]);
		division_chapters(arena, x);
	}
	PQclear(res);
	return (ERR_OK);
}

static enum err
load_texts(struct db *db, struct arena *arena, enum stmt stmt,
    struct expression *const *expressions, size_t n)
{
	int64_t *ids = arena_array(arena, int64_t, n);
	struct expression **sorted = sorted_by_id(arena, expressions, n, ids);
	struct params p = { 0 };
	enum err err;

	if (n == 0)
		return (ERR_OK);
	if ((err = load_divisions(db, arena, sorted, ids, n)) != ERR_OK)
		return (err);
	param_ints(&p, arena, ids, n);
	return (run_articles(db, arena, stmt, &p, sorted, n));
}

enum err
entry_articles(struct db *db, struct arena *arena, struct expression *const *expressions, size_t n)
{
	return (load_texts(db, arena, STMT_ARTICLES_OF, expressions, n));
}

enum err
entry_outline(struct db *db, struct arena *arena, struct expression *const *expressions, size_t n)
{
	return (load_texts(db, arena, STMT_ARTICLES_OUTLINE, expressions, n));
}

enum err
entry_named(struct db *db, struct arena *arena, struct expression *const *expressions, size_t n,
    const struct strings *eids)
{
	int64_t *ids = arena_array(arena, int64_t, n);
	struct expression **sorted = sorted_by_id(arena, expressions, n, ids);
	struct params p = { 0 };
	enum err err;

	if (n == 0)
		return (ERR_OK);
	if ((err = load_divisions(db, arena, sorted, ids, n)) != ERR_OK)
		return (err);
	param_ints(&p, arena, ids, n);
	param_texts(&p, arena, eids->v, eids->n);
	return (run_articles(db, arena, STMT_ARTICLES_NAMED, &p, sorted, n));
}

enum err
entry_division(struct db *db, struct arena *arena, struct expression *const *expressions, size_t n,
    const char *eid)
{
	int64_t *ids = arena_array(arena, int64_t, n);
	int64_t *first = arena_array(arena, int64_t, n), *last = arena_array(arena, int64_t, n);
	struct expression **sorted = sorted_by_id(arena, expressions, n, ids);
	struct params p = { 0 };
	bool found = false;
	enum err err;

	if (n == 0)
		return (ERR_NOTFOUND);
	if ((err = load_divisions(db, arena, sorted, ids, n)) != ERR_OK)
		return (err);
	for (size_t i = 0; i < n; i++) {
		size_t d = division_find(sorted[i], eid);

		/* No division has the number 0. */
		first[i] = (int64_t)d;
		last[i] = d > 0 ? (int64_t)division_last(sorted[i], d) : 0;
		found = found || d > 0;
	}
	if (!found)
		return (ERR_NOTFOUND);
	param_ints(&p, arena, ids, n);
	param_ints(&p, arena, first, n);
	param_ints(&p, arena, last, n);
	return (run_articles(db, arena, STMT_ARTICLES_WITHIN, &p, sorted, n));
}

/* Every article of ${n} records. */
static enum err
load_articles(struct db *db, struct arena *arena, struct record *const *records, size_t n)
{
	struct expression **all;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += records[i]->kind == KIND_LAW ? records[i]->law->nexpressions : 0;
	all = arena_array(arena, struct expression *, count);
	count = 0;
	for (size_t i = 0; i < n; i++) {
		if (records[i]->kind != KIND_LAW)
			continue;
		for (size_t x = 0; x < records[i]->law->nexpressions; x++)
			all[count++] = &records[i]->law->expressions[x];
	}
	return (entry_articles(db, arena, all, count));
}

/* --- one entry ---------------------------------------------------------------------------------
 */

static const struct expression *
wanted(
    struct arena *arena, const struct law *law, const struct entry_want *want, bool *ret_fallback)
{
	const char *day = want->at != NULL ? want->at : date_today(arena);

	return (record_expression(
	    law, want->languages, want->nlanguages, day, want->at != NULL, ret_fallback));
}

static enum err
moved(struct db *db, struct arena *arena, const struct params *p, enum kind kind,
    struct record **ret_record)
{
	struct record *r;
	PGresult *res;
	enum err err;

	if ((err = db_run(db, STMT_ENTRY_MOVED, p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1) {
		r = arena_alloc(arena, sizeof(*r));
		r->kind = kind;
		r->slug = row_text(arena, res, 0, 0);
		*ret_record = r;
		err = ERR_MOVED;
	} else {
		err = ERR_NOTFOUND;
	}
	PQclear(res);
	return (err);
}

/* The record without articles. */
static enum err
head_by_slug(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    struct record **ret_record)
{
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	/* Nobody has such an address; the database need not be asked, nor be there. */
	if (!slug_valid(slug))
		return (ERR_NOTFOUND);
	param_text(&p, kind_id(kind));
	param_text(&p, slug);
	if ((err = db_run(db, STMT_ENTRY_BY_SLUG, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		*ret_record = entry_row_record(arena, res, 0, true);
	else
		err = ERR_NOTFOUND;
	PQclear(res);
	return (err == ERR_NOTFOUND ? moved(db, arena, &p, kind, ret_record) : err);
}

enum err
entry_by_slug(struct db *db, struct arena *arena, enum kind kind, const char *slug,
    const struct entry_want *want, struct record **ret_record)
{
	const struct expression *chosen = NULL;
	struct record *r;
	bool fallback;
	enum err err;

	if ((err = head_by_slug(db, arena, kind, slug, &r)) != ERR_OK) {
		if (err == ERR_MOVED)
			*ret_record = r;
		return (err);
	}
	if (kind == KIND_LAW && want != NULL)
		chosen = wanted(arena, r->law, want, &fallback);
	if (chosen != NULL) {
		struct expression *x = &r->law->expressions[chosen - r->law->expressions];

		if ((err = entry_articles(db, arena, &x, 1)) != ERR_OK)
			return (err);
	}
	*ret_record = r;
	return (ERR_OK);
}

enum err
entry_by_slugs(struct db *db, struct arena *arena, enum kind kind, const char *const *slugs,
    size_t n, struct record ***ret_records)
{
	struct record **records = arena_array(arena, struct record *, n), *r;
	const char **asked = arena_array(arena, const char *, n);
	struct params p = { 0 };
	size_t nasked = 0;
	PGresult *res;
	enum err err;

	for (size_t i = 0; i < n; i++) {
		if (slug_valid(slugs[i]))
			asked[nasked++] = slugs[i];
	}
	if (nasked > 0) {
		param_text(&p, kind_id(kind));
		param_texts(&p, arena, asked, nasked);
		if ((err = db_run(db, STMT_ENTRY_BY_SLUGS, &p, &res)) != ERR_OK)
			return (err);
		for (int row = 0; row < PQntuples(res); row++) {
			r = entry_row_record(arena, res, row, true);
			for (size_t i = 0; i < n; i++) {
				if (strcmp(slugs[i], r->slug) == 0)
					records[i] = r;
			}
		}
		PQclear(res);
	}
	*ret_records = records;
	return (ERR_OK);
}

enum err
entry_citing(struct db *db, struct arena *arena, enum kind kind, const char *law,
    struct record ***ret_records, size_t *ret_n)
{
	struct record **records;
	struct params p = { 0 };
	PGresult *res;
	enum err err;

	param_text(&p, kind_id(kind));
	param_text(&p, law);
	if ((err = db_run(db, STMT_ENTRY_CITING, &p, &res)) != ERR_OK)
		return (err);
	*ret_n = (size_t)PQntuples(res);
	*ret_records = records = arena_array(arena, struct record *, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		records[i] = entry_row_record(arena, res, (int)i, true);
	PQclear(res);
	return (ERR_OK);
}

enum err
entry_article(struct db *db, struct arena *arena, const char *slug, const char *eid,
    const struct entry_want *want, struct record **ret_record, struct entry_article *ret_article)
{
	struct entry_article found = { 0 };
	const struct expression *chosen;
	struct params p = { 0 };
	struct law with; /* the law with those expressions only that have the article */
	struct record *r;
	int64_t *ids;
	PGresult *res;
	enum err err;

	if (!eid_valid(eid))
		return (ERR_NOTFOUND);
	if ((err = head_by_slug(db, arena, KIND_LAW, slug, &r)) != ERR_OK) {
		if (err == ERR_MOVED)
			*ret_record = r;
		return (err);
	}
	ids = arena_array(arena, int64_t, r->law->nexpressions);
	for (size_t i = 0; i < r->law->nexpressions; i++)
		ids[i] = r->law->expressions[i].id.v;
	param_ints(&p, arena, ids, r->law->nexpressions);
	param_text(&p, eid);
	if ((err = db_run(db, STMT_ARTICLE_IN, &p, &res)) != ERR_OK)
		return (err);

	with = *r->law;
	with.nexpressions = 0;
	with.expressions = arena_array(arena, struct expression, r->law->nexpressions);
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		struct expression *x = &r->law->expressions[i];

		for (int row = 0; row < PQntuples(res); row++) {
			if (row_int(res, row, 0) != x->id.v)
				continue;
			x->narticles = 1;
			x->articles = arena_array(arena, struct article, 1);
			read_article(arena, res, row, x->articles);
			read_above(arena, row_array(res, row, 10), x);
			with.expressions[with.nexpressions++] = *x;
		}
	}
	chosen = wanted(arena, &with, want, &found.fallback);
	for (int row = 0; chosen != NULL && row < PQntuples(res); row++) {
		if (row_int(res, row, 0) == chosen->id.v) {
			found.previous = row_text(arena, res, row, 8);
			found.next = row_text(arena, res, row, 9);
		}
	}
	PQclear(res);
	if (chosen == NULL)
		return (ERR_NOTFOUND);
	for (size_t i = 0; i < r->law->nexpressions; i++) {
		if (r->law->expressions[i].id.v == chosen->id.v)
			found.expression = &r->law->expressions[i];
	}
	found.article = chosen->articles;
	*ret_record = r;
	*ret_article = found;
	return (ERR_OK);
}

enum err
entry_by_id(struct db *db, struct arena *arena, struct entry_id id, struct record **ret_record)
{
	struct params p = { 0 };
	struct record *r = NULL;
	PGresult *res;
	enum err err;

	param_int(&p, arena, id.v);
	if ((err = db_run(db, STMT_ENTRY_BY_ID, &p, &res)) != ERR_OK)
		return (err);
	if (PQntuples(res) == 1)
		r = entry_row_record(arena, res, 0, false);
	PQclear(res);
	if (r == NULL)
		return (ERR_NOTFOUND);
	if ((err = load_articles(db, arena, &r, 1)) != ERR_OK)
		return (err);
	*ret_record = r;
	return (ERR_OK);
}

/* --- all entries -------------------------------------------------------------------------------
 */

static size_t
stored_articles(const struct record *r)
{
	size_t n = 0;

	for (size_t i = 0; r->kind == KIND_LAW && i < r->law->nexpressions; i++)
		n += r->law->expressions[i].stored;
	return (n);
}

enum err
entry_each(struct db *db, struct arena *arena, struct entry_id after, size_t limit,
    struct record ***ret, size_t *ret_n)
{
	size_t n = 0, articles = 0;
	struct params p = { 0 };
	struct record **records;
	PGresult *res;
	enum err err;

	param_int(&p, arena, after.v);
	param_int(&p, arena, (int64_t)limit);
	if ((err = db_run(db, STMT_ENTRY_EACH, &p, &res)) != ERR_OK)
		return (err);
	records = arena_array(arena, struct record *, (size_t)PQntuples(res));
	for (int row = 0; row < PQntuples(res); row++) {
		struct record *r = entry_row_record(arena, res, row, false);

		articles += stored_articles(r);
		if (n > 0 && articles > EACH_ARTICLES_MAX)
			break;
		records[n++] = r;
	}
	PQclear(res);
	if ((err = load_articles(db, arena, records, n)) != ERR_OK)
		return (err);
	*ret = records;
	*ret_n = n;
	return (ERR_OK);
}

enum err
entry_all(struct db *db, entry_all_fn *fn, void *ctx)
{
	struct arena *arena = arena_new();
	struct entry_id last = { 0 };
	struct record **records;
	enum err err;
	size_t n;

	do {
		arena_reset(arena);
		if ((err = entry_each(db, arena, last, ENTRIES_AT_ONCE, &records, &n)) != ERR_OK)
			break;
		for (size_t i = 0; i < n && err == ERR_OK; i++) {
			last = records[i]->id;
			err = fn(ctx, arena, records[i]);
		}
	} while (n > 0 && err == ERR_OK);
	arena_free(arena);
	return (err);
}

enum err
entry_revisions(
    struct db *db, void (*fn)(void *ctx, struct entry_id id, int64_t revision), void *ctx)
{
	struct arena *arena = arena_new();
	struct entry_id last = { 0 };
	enum err err;
	int n;

	do {
		struct params p = { 0 };
		PGresult *res;

		arena_reset(arena);
		param_int(&p, arena, last.v);
		param_int(&p, arena, REVISIONS_AT_ONCE);
		if ((err = db_run(db, STMT_ENTRY_REVISIONS, &p, &res)) != ERR_OK)
			break;
		n = PQntuples(res);
		for (int row = 0; row < n; row++) {
			last.v = row_int(res, row, 0);
			fn(ctx, last, row_int(res, row, 1));
		}
		PQclear(res);
	} while (n == REVISIONS_AT_ONCE);
	arena_free(arena);
	return (err);
}
