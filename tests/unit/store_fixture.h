/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For tests of what the store keeps: a database of one's own, records to import, and what a rerun
 * must leave alone.  Include after cmocka.h. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "domain/eid.h"
#include "pg.h"
#include "store/entry.h"
#include "store/import.h"
#include "store/outbox.h"

struct fixture {
	struct db *db;
	struct arena *arena;
	PGconn *conn;
};

static inline struct fixture
setup(const char *name)
{
	struct fixture f;

	f.db = pg_migrated(name);
	f.arena = arena_new();
	f.conn = pg_connect(name);
	return (f);
}

/* Whatever was done, pages are served from what the tables hold. */
static inline void
teardown(struct fixture *f)
{
	assert_int_equal(pg_number(f->conn, "SELECT (SELECT count(*) FROM (SELECT * FROM "
					    "entry_page EXCEPT SELECT * FROM entry_record) a) + "
					    "(SELECT count(*) FROM (SELECT * FROM entry_record "
					    "WHERE state = 'published' EXCEPT "
					    "SELECT * FROM entry_page) b)"),
	    0);
	PQfinish(f->conn);
	arena_free(f->arena);
	db_free(f->db);
}

/* --- records -----------------------------------------------------------------------------------
 */

static inline struct record *
new_record(
    struct arena *a, enum kind kind, const char *slug, const char *source, const char *source_id)
{
	struct record *r = arena_alloc(a, sizeof(*r));

	r->kind = kind;
	r->slug = slug;
	r->source = source;
	r->source_id = source_id;
	r->texts = arena_array(a, struct text, 8);
	return (r);
}

static inline void
add_text(struct record *r, const char *language, const char *title)
{
	struct text *t = &r->texts[r->ntexts++];

	t->language = language;
	t->title = title;
	t->provenance = PROVENANCE_STAFF;
}

static inline void
add_strings(struct arena *a, struct strings *s, const char *value)
{
	const char **v = arena_array(a, const char *, s->n + 1);

	for (size_t i = 0; i < s->n; i++)
		v[i] = s->v[i];
	v[s->n++] = value;
	s->v = v;
}

/* A law as the corpora have it: one title, one text with ${n} articles whose bodies begin with
 * ${body}. */
static inline struct record *
corpus_law(struct arena *a, const char *slug, const char *source_id, const char *body, size_t n)
{
	struct record *r = new_record(a, KIND_LAW, slug, "laws/cn", source_id);
	struct expression *x;

	add_text(r, "zh-Hans", "中华人民共和国专利法");
	r->law = arena_alloc(a, sizeof(*r->law));
	r->law->status = LAW_UNKNOWN;
	r->law->original_language = "zh-Hans";
	r->law->nexpressions = 1;
	x = r->law->expressions = arena_array(a, struct expression, 1);
	x->language = "zh-Hans";
	x->version_date = "2020-10-17";
	x->provenance = PROVENANCE_OFFICIAL;
	x->legal_value = LEGAL_UNOFFICIAL;
	x->source = r->source;
	x->source_id = r->source_id;
	x->narticles = n;
	x->articles = arena_array(a, struct article, n);
	for (size_t i = 0; i < n; i++) {
		x->articles[i].number = arena_printf(a, "第%zu条", i + 1);
		x->articles[i].body = arena_printf(a, "%s\t%zu\n\\第二款", body, i + 1);
		x->articles[i].source_id = arena_printf(a, "%s:%zu", source_id, i);
		x->articles[i].chapter = "第一章";
	}
	eid_assign(a, x->articles, n);
	add_strings(a, &r->jurisdictions, "CN");
	return (r);
}

/* The same law as staff describe it, with a digest in English. */
static inline struct record *
content_law(struct arena *a, const char *slug, const char *source_id, const char *same_as)
{
	struct record *r = new_record(a, KIND_LAW, slug, "content", source_id);
	struct expression *x;

	add_text(r, "en", "Patent Law of China");
	r->texts[0].summary = "What it is about.";
	add_text(r, "zh-Hans", "专利法");
	r->texts[1].reading = "zhuan li fa";
	r->law = arena_alloc(a, sizeof(*r->law));
	r->law->original_language = "zh-Hans";
	r->law->date_enacted = "1984-03-12";
	r->law->relations = arena_array(a, struct relation, 1);
	r->law->relations[0] =
	    (struct relation){ RELATION_AMENDS, "art_2", "cn-old-law", "art_1", "2000-01-01" };
	r->law->nrelations = 1;
	r->law->nexpressions = 1;
	x = r->law->expressions = arena_array(a, struct expression, 1);
	x->language = "en";
	x->provenance = PROVENANCE_STAFF;
	x->legal_value = LEGAL_UNOFFICIAL;
	x->digest = true;
	x->source = r->source;
	x->source_id = r->source_id;
	x->narticles = 1;
	x->articles = arena_array(a, struct article, 1);
	x->articles[0] = (struct article){ .number = "2", .eid = "art_2", .body = "In our words." };
	add_strings(a, &r->jurisdictions, "CN");
	r->subjects = arena_array(a, enum subject, 2);
	r->subjects[0] = SUBJECT_PATENTS;
	r->subjects[1] = SUBJECT_UTILITY_MODELS;
	r->nsubjects = 2;
	r->verified = "2026-11-20";
	if (same_as != NULL)
		add_strings(a, &r->same_as, same_as);
	return (r);
}

/* --- importing ---------------------------------------------------------------------------------
 */

static inline struct import_outcome
import_one(struct fixture *f, struct record *r, bool publish)
{
	struct import_options options = { .publish = publish, .actor = "test" };
	struct import_outcome *o;
	enum err err = import_batch(f->db, f->arena, &r, 1, &options, &o);

	if (err != ERR_OK)
		fail_msg("%s: %s", err_name(err), db_problem(f->db));
	return (o[0]);
}

static inline void
assert_fate(struct import_outcome o, enum import_fate fate)
{
	if (o.fate != fate)
		fail_msg("fate %d, not %d: %s", (int)o.fate, (int)fate,
		    o.reason != NULL ? o.reason : "");
}

/* Everything that a rerun must leave alone, as one text: row versions tell of any write. */
static inline char *
snapshot(struct fixture *f)
{
	return (arena_strdup(
	    f->arena, pg_value(f->conn,
			  "SELECT concat_ws(' ', (SELECT string_agg(concat(id, revision, xmin), "
			  "',' ORDER BY id) FROM entry), "
			  "(SELECT string_agg(xmin::text, ',' ORDER BY entry, language, state) "
			  "FROM entry_text), "
			  "(SELECT string_agg(concat(id, xmin), ',' ORDER BY id) FROM expression), "
			  "(SELECT max(xmin::text) FROM article), (SELECT count(*) FROM article), "
			  "(SELECT count(*) FROM audit), (SELECT max(number) FROM outbox))")));
}

static inline struct record *
load(struct fixture *f, enum kind kind, const char *slug, const char *language)
{
	const char *chain[] = { language };
	struct entry_want want = { chain, 1, NULL };
	struct record *r = NULL;
	enum err err = entry_by_slug(f->db, f->arena, kind, slug, &want, &r);

	if (err != ERR_OK)
		fail_msg("%s: %s %s", slug, err_name(err), db_problem(f->db));
	return (r);
}

#endif
