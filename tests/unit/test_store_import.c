/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Importing records and loading them again: new, changed, same, refused, declared to be the same,
 * moved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store_fixture.h"

static enum err
load_fails(struct fixture *f, enum kind kind, const char *slug, struct record **ret)
{
	return (entry_by_slug(f->db, f->arena, kind, slug, NULL, ret));
}

static void
laws_come_back_as_they_went(void **state)
{
	struct fixture f = setup("t_laws");
	struct record *r, *full;
	struct expression *x;

	(void)state;
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "正文", 3), true), IMPORT_NEW);
	r = load(&f, KIND_LAW, "cn-1", "hi");
	assert_int_equal(r->state, STATE_PUBLISHED);
	assert_int_equal(r->revision, 1);
	assert_string_equal(r->source, "laws/cn");
	assert_string_equal(r->source_id, "cn:1");
	assert_int_equal(r->jurisdictions.n, 1);
	assert_string_equal(r->jurisdictions.v[0], "CN");
	assert_int_equal(r->ntexts, 1);
	assert_int_equal(r->texts[0].state, STATE_PUBLISHED);
	assert_null(r->texts[0].summary);
	assert_int_equal(strlen(r->published), 20);
	assert_int_equal(strlen(r->published_day), 10);
	assert_int_equal(r->law->nexpressions, 1);
	x = r->law->expressions;
	assert_string_equal(x->version_date, "2020-10-17");
	assert_int_equal(x->legal_value, LEGAL_UNOFFICIAL);
	assert_int_equal(x->narticles, 3);
	assert_int_equal(x->stored, 3);
	assert_string_equal(x->articles[1].eid, "art_2");
	assert_string_equal(x->articles[1].number, "第2条");
	assert_string_equal(x->articles[1].body, "正文\t2\n\\第二款");
	assert_string_equal(x->articles[1].source_id, "cn:1:1");
	assert_null(x->articles[1].heading);

	assert_int_equal(entry_by_id(f.db, f.arena, r->id, &full), ERR_OK);
	assert_int_equal(full->law->expressions[0].narticles, 3);
	assert_int_equal(
	    entry_by_id(f.db, f.arena, (struct entry_id){ 4711 }, &full), ERR_NOTFOUND);
	assert_int_equal(load_fails(&f, KIND_GUIDE, "cn-1", &full), ERR_NOTFOUND);
	teardown(&f);
}

static void
rerun_changes_nothing(void **state)
{
	struct fixture f = setup("t_rerun");
	char *before;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 30), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-2", "laws/cn-2", NULL), true), IMPORT_NEW);
	before = snapshot(&f);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 30), true), IMPORT_SAME);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-2", "laws/cn-2", NULL), true), IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);
	teardown(&f);
}

static void
change_is_one_revision(void **state)
{
	struct fixture f = setup("t_change");
	struct record *r;
	int64_t first;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 3), true), IMPORT_NEW);
	first = load(&f, KIND_LAW, "cn-1", "en")->law->expressions[0].id.v;
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "b", 2), true), IMPORT_CHANGED);
	r = load(&f, KIND_LAW, "cn-1", "en");
	assert_int_equal(r->revision, 2);
	assert_int_equal(r->law->nexpressions, 1);
	assert_int_not_equal(r->law->expressions[0].id.v, first);
	assert_int_equal(r->law->expressions[0].narticles, 2);
	assert_memory_equal(r->law->expressions[0].articles[0].body, "b", 1);
	/* What was public before is kept for what was made from it. */
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM article"), 5);
	assert_int_equal(
	    pg_number(f.conn, "SELECT id FROM expression WHERE state = 'withdrawn'"), first);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 2);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM audit WHERE actor = 'test'"), 2);

	/* A new title alone leaves the articles where they are. */
	r = corpus_law(f.arena, "cn-1", "cn:1", "b", 2);
	r->texts[0].title = "专利法";
	assert_fate(import_one(&f, r, true), IMPORT_CHANGED);
	r = load(&f, KIND_LAW, "cn-1", "en");
	assert_int_equal(r->revision, 3);
	assert_string_equal(r->texts[0].title, "专利法");
	assert_int_equal(r->law->expressions[0].narticles, 2);

	/* A later version stands beside the earlier one only if the collection has both. */
	r = corpus_law(f.arena, "cn-1", "cn:1", "c", 1);
	r->law->expressions[0].version_date = "2030-01-01";
	assert_fate(import_one(&f, r, true), IMPORT_CHANGED);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM expression WHERE state <> 'withdrawn'"), 1);
	teardown(&f);
}

static void
refused_alone(void **state)
{
	struct fixture f = setup("t_refused");
	struct import_options options = { .publish = true, .actor = "test" };
	struct record *batch[9];
	struct import_outcome *o;

	(void)state;
	assert_fate(
	    import_one(&f, content_law(f.arena, "taken", "laws/taken", NULL), true), IMPORT_NEW);
	for (int i = 0; i < 9; i++)
		batch[i] = corpus_law(f.arena, arena_printf(f.arena, "law-%d", i),
		    arena_printf(f.arena, "cn:%d", i), "a", 2);
	batch[1]->slug = "taken";
	batch[2]->law->expressions[0].articles[1].eid = "art_1";
	batch[3]->law->expressions[0].valid_from = "2020-02-30";
	batch[4]->jurisdictions.v[0] = "XX";
	batch[5]->texts[0].language = "no language";
	batch[6]->source_id = "cn:0";
	batch[7]->ntexts = 0;
	assert_int_equal(import_batch(f.db, f.arena, batch, 9, &options, &o), ERR_OK);
	for (int i = 0; i < 9; i++) {
		assert_fate(o[i], i == 0 || i == 8 ? IMPORT_NEW : IMPORT_REFUSED);
		if (o[i].fate == IMPORT_REFUSED)
			assert_non_null(o[i].reason);
	}
	assert_string_equal(o[1].reason, "The address “taken” belongs to another entry.");
	assert_string_equal(o[2].reason, "Two of its articles have the same id.");
	assert_string_equal(o[4].reason, "The jurisdiction “XX” is not known.");
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 3);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 3);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM audit"), 3);
	assert_int_equal(load(&f, KIND_LAW, "law-8", "en")->law->expressions[0].narticles, 2);
	teardown(&f);
}

/* The server refuses while most of the rows are still on their way. */
static void
refused_in_a_big_batch(void **state)
{
	struct fixture f = setup("t_big");
	struct import_options options = { .publish = true, .actor = "test" };
	struct record *batch[40];
	struct import_outcome *o;

	(void)state;
	for (int i = 0; i < 40; i++)
		batch[i] = corpus_law(f.arena, arena_printf(f.arena, "law-%d", i),
		    arena_printf(f.arena, "cn:%d", i),
		    "body body body body body body body body body body body body body body body "
		    "body",
		    1000);
	batch[2]->law->expressions[0].articles[1].eid = "art_1";
	assert_int_equal(import_batch(f.db, f.arena, batch, 40, &options, &o), ERR_OK);
	for (int i = 0; i < 40; i++)
		assert_fate(o[i], i == 2 ? IMPORT_REFUSED : IMPORT_NEW);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM article"), 39000);
	teardown(&f);
}

/* Addresses that were made from identifiers and meet are kept apart, the same way at every rerun.
 */
static void
made_up_addresses_meet(void **state)
{
	struct fixture f = setup("t_meet");
	struct import_options options = { .publish = true, .actor = "test" };
	struct record *batch[2];
	struct import_outcome *o;
	char *before = NULL;

	(void)state;
	for (int round = 0; round < 2; round++) {
		batch[0] = corpus_law(f.arena, "cd-5", "CD/5", "a", 1);
		batch[1] = corpus_law(f.arena, "cd-5", "cd:5", "b", 1);
		assert_int_equal(import_batch(f.db, f.arena, batch, 2, &options, &o), ERR_OK);
		assert_fate(o[0], round == 0 ? IMPORT_NEW : IMPORT_SAME);
		assert_fate(o[1], round == 0 ? IMPORT_NEW : IMPORT_SAME);
		if (round == 0)
			before = snapshot(&f);
	}
	assert_string_equal(snapshot(&f), before);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(DISTINCT slug) FROM entry WHERE slug LIKE 'cd-5%'"), 2);
	teardown(&f);
}

/* --- the same work -----------------------------------------------------------------------------
 */

static void
assert_one_law(struct fixture *f)
{
	struct record *r = load(f, KIND_LAW, "cn-patent-law", "zh-Hans");

	assert_int_equal(pg_number(f->conn, "SELECT count(*) FROM entry"), 1);
	assert_string_equal(r->source, "content");
	assert_int_equal(r->ntexts, 2);
	assert_string_equal(r->texts[0].title, "Patent Law of China");
	assert_string_equal(r->texts[1].title, "专利法");
	assert_string_equal(r->law->date_enacted, "1984-03-12");
	assert_int_equal(r->same_as.n, 1);
	assert_string_equal(r->same_as.v[0], "laws/cn cn:1");
	assert_int_equal(r->nsubjects, 2);
	assert_int_equal(r->subjects[1], SUBJECT_UTILITY_MODELS);
	assert_int_equal(r->law->nrelations, 1);
	assert_string_equal(r->law->relations[0].target, "cn-old-law");
	assert_int_equal(r->law->nexpressions, 2);
	assert_true(r->law->expressions[0].digest);
	assert_int_equal(r->law->expressions[0].narticles, 0);
	assert_int_equal(r->law->expressions[1].narticles, 4);
	r = load(f, KIND_LAW, "cn-patent-law", "en");
	assert_int_equal(r->law->expressions[0].narticles, 1);
	assert_int_equal(r->law->expressions[1].narticles, 0);
	assert_int_equal(r->law->expressions[1].stored, 4);
}

static void
several_by_slug(void **state)
{
	static const char *const slugs[] = { "two", "none", "one", "\xff", "two" };
	struct fixture f = setup("t_several");
	struct record **r;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "one", "cn:1", "a", 1), true), IMPORT_NEW);
	assert_fate(import_one(&f, corpus_law(f.arena, "two", "cn:2", "a", 1), true), IMPORT_NEW);
	assert_int_equal(entry_by_slugs(f.db, f.arena, KIND_LAW, slugs, 5, &r), ERR_OK);
	assert_string_equal(r[0]->slug, "two");
	assert_null(r[1]);
	assert_string_equal(r[2]->slug, "one");
	assert_null(r[3]);
	assert_ptr_equal(r[4], r[0]);
	assert_int_equal(entry_by_slugs(f.db, f.arena, KIND_LAW, NULL, 0, &r), ERR_OK);
	teardown(&f);
}

static void
same_work_content_first(void **state)
{
	struct fixture f = setup("t_same1");
	char *before;

	(void)state;
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_NEW);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_CHANGED);
	assert_one_law(&f);
	before = snapshot(&f);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_SAME);
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);
	teardown(&f);
}

static void
same_work_corpus_first(void **state)
{
	struct fixture f = setup("t_same2");
	struct record *moved = NULL;
	char *before;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_CHANGED);
	assert_one_law(&f);
	assert_int_equal(load_fails(&f, KIND_LAW, "cn-1", &moved), ERR_MOVED);
	assert_string_equal(moved->slug, "cn-patent-law");
	before = snapshot(&f);
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_SAME);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);
	teardown(&f);
}

static void
same_work_in_one_batch(void **state)
{
	struct fixture f = setup("t_same3");
	struct import_options options = { .publish = true, .actor = "test" };
	struct record *batch[2];
	struct import_outcome *o;

	(void)state;
	batch[0] = corpus_law(f.arena, "cn-1", "cn:1", "a", 4);
	batch[1] = content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1");
	assert_int_equal(import_batch(f.db, f.arena, batch, 2, &options, &o), ERR_OK);
	assert_fate(o[0], IMPORT_NEW);
	assert_fate(o[1], IMPORT_CHANGED);
	assert_one_law(&f);
	teardown(&f);
}

/* Both were there before anybody said that they are the same; then nobody says it any more. */
static void
same_work_said_late(void **state)
{
	struct fixture f = setup("t_same4");
	struct record *moved = NULL;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_CHANGED);
	assert_one_law(&f);
	assert_int_equal(load_fails(&f, KIND_LAW, "cn-1", &moved), ERR_MOVED);
	/* The indexer hears of the one that is no more: four changes, one of them twice. */
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 4);

	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true), IMPORT_CHANGED);
	assert_int_equal(load(&f, KIND_LAW, "cn-patent-law", "zh-Hans")->law->nexpressions, 1);
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_NEW);
	assert_int_equal(load(&f, KIND_LAW, "cn-1", "zh-Hans")->law->expressions[0].narticles, 4);
	teardown(&f);
}

/* A draft that says so changes nothing of what is published. */
static void
same_work_said_in_a_draft(void **state)
{
	struct fixture f = setup("t_same6");

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 4), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), false),
	    IMPORT_CHANGED);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), false),
	    IMPORT_SAME);
	assert_int_equal(load(&f, KIND_LAW, "cn-1", "zh-Hans")->law->expressions[0].narticles, 4);
	assert_int_equal(load(&f, KIND_LAW, "cn-patent-law", "zh-Hans")->law->nexpressions, 1);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:1"), true),
	    IMPORT_CHANGED);
	assert_one_law(&f);

	/* The same if only the corpus is there. */
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-9", "cn:9", "a", 4), true), IMPORT_NEW);
	assert_fate(import_one(&f, content_law(f.arena, "nine", "c9", "laws/cn cn:9"), false),
	    IMPORT_CHANGED);
	assert_fate(
	    import_one(&f, content_law(f.arena, "nine", "c9", "laws/cn cn:9"), false), IMPORT_SAME);
	assert_int_equal(load(&f, KIND_LAW, "cn-9", "zh-Hans")->ntexts, 1);
	assert_fate(import_one(&f, content_law(f.arena, "nine", "c9", "laws/cn cn:9"), true),
	    IMPORT_CHANGED);
	assert_int_equal(load(&f, KIND_LAW, "nine", "zh-Hans")->law->nexpressions, 2);
	teardown(&f);
}

static void
same_work_declared_twice(void **state)
{
	struct fixture f = setup("t_same5");

	(void)state;
	assert_fate(
	    import_one(&f, content_law(f.arena, "one", "c1", "laws/cn cn:1"), true), IMPORT_NEW);
	assert_fate(import_one(&f, content_law(f.arena, "two", "c2", "laws/cn cn:1"), true),
	    IMPORT_REFUSED);
	assert_fate(
	    import_one(&f, content_law(f.arena, "two", "c2", "nothing"), true), IMPORT_REFUSED);
	teardown(&f);
}

/* --- addresses and drafts ----------------------------------------------------------------------
 */

static void
moved_addresses(void **state)
{
	struct fixture f = setup("t_moved");
	struct record *r = NULL;

	(void)state;
	assert_fate(import_one(&f, content_law(f.arena, "first", "c", NULL), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "second", "c", NULL), true), IMPORT_CHANGED);
	assert_fate(import_one(&f, content_law(f.arena, "third", "c", NULL), true), IMPORT_CHANGED);
	assert_int_equal(load_fails(&f, KIND_LAW, "first", &r), ERR_MOVED);
	assert_string_equal(r->slug, "third");
	assert_int_equal(load_fails(&f, KIND_LAW, "second", &r), ERR_MOVED);
	assert_int_equal(load_fails(&f, KIND_GUIDE, "second", &r), ERR_NOTFOUND);
	/* Another entry may take a former address. */
	assert_fate(import_one(&f, content_law(f.arena, "first", "d", NULL), true), IMPORT_NEW);
	assert_string_equal(load(&f, KIND_LAW, "first", "en")->source_id, "d");
	/* And one may take its own former address back. */
	assert_fate(
	    import_one(&f, content_law(f.arena, "second", "c", NULL), true), IMPORT_CHANGED);
	assert_string_equal(load(&f, KIND_LAW, "second", "en")->source_id, "c");
	assert_int_equal(load_fails(&f, KIND_LAW, "third", &r), ERR_MOVED);
	teardown(&f);
}

static void
drafts_stay_unseen(void **state)
{
	struct fixture f = setup("t_drafts");
	struct record *r = NULL;
	int64_t before;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), false), IMPORT_NEW);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), false), IMPORT_SAME);
	assert_int_equal(load_fails(&f, KIND_LAW, "cn-1", &r), ERR_NOTFOUND);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 0);

	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), true), IMPORT_CHANGED);
	assert_int_equal(load(&f, KIND_LAW, "cn-1", "en")->law->expressions[0].narticles, 2);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM expression WHERE state <> 'withdrawn'"), 1);

	assert_fate(
	    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), false), IMPORT_SAME);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM expression WHERE state <> 'withdrawn'"), 1);

	/* What is published stays as it is beside a draft, and the draft is kept once. */
	before = load(&f, KIND_LAW, "cn-1", "en")->revision;
	r = corpus_law(f.arena, "cn-1", "cn:1", "b", 3);
	r->texts[0].title = "新";
	assert_fate(import_one(&f, r, false), IMPORT_CHANGED);
	assert_fate(import_one(&f, r, false), IMPORT_SAME);
	r = load(&f, KIND_LAW, "cn-1", "en");
	assert_int_equal(r->revision, before);
	assert_int_equal(r->ntexts, 1);
	assert_string_not_equal(r->texts[0].title, "新");
	assert_int_equal(r->law->nexpressions, 1);
	assert_int_equal(r->law->expressions[0].narticles, 2);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 1);

	r = corpus_law(f.arena, "cn-1", "cn:1", "b", 3);
	r->texts[0].title = "新";
	assert_fate(import_one(&f, r, true), IMPORT_CHANGED);
	r = load(&f, KIND_LAW, "cn-1", "en");
	assert_string_equal(r->texts[0].title, "新");
	assert_int_equal(r->law->expressions[0].narticles, 3);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM expression WHERE state <> 'withdrawn'"), 1);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry_text"), 1);

	/* What staff withdrew is not published by an import. */
	pg_value(f.conn, "UPDATE entry SET state = 'withdrawn'");
	assert_fate(
	    import_one(&f, r = corpus_law(f.arena, "cn-1", "cn:1", "d", 3), true), IMPORT_CHANGED);
	assert_int_equal(load_fails(&f, KIND_LAW, "cn-1", &r), ERR_NOTFOUND);
	teardown(&f);
}

/* --- the other kinds ---------------------------------------------------------------------------
 */

static void
every_kind_comes_back(void **state)
{
	struct fixture f = setup("t_kinds");
	struct citation citation = { "cn-patent-law", "art_11" };
	enum service services[] = { SERVICE_AGENCY, SERVICE_NOTARY };
	enum subject subjects[] = { SUBJECT_PATENTS, SUBJECT_ENFORCEMENT };
	const struct offering *o;
	struct term_label labels[] = { { "en", "patent", TERM_PREFERRED, NULL },
		{ "ru", "патент", TERM_ADMITTED, "сокр." } };
	struct record *r, *in[KIND_COUNT] = { NULL }, **citing;
	size_t n;
	char *before;

	(void)state;
	for (int k = KIND_GUIDE; k < KIND_COUNT; k++) {
		in[k] =
		    new_record(f.arena, (enum kind)k, "x", "content", kind_plural((enum kind)k));
		add_text(in[k], "en", "Title with \"quotes\", {braces} and \\N");
		in[k]->texts[0].body = "# Heading\n\nText\twith a tab.\r\n";
		add_text(in[k], "ar", "عنوان");
	}
	in[KIND_GUIDE]->guide = &(struct guide){ GUIDE_NEWS, "2026-01-02", &citation, 1 };
	in[KIND_PROVIDER]->provider = &(struct provider){ .city = "Xiamen",
		.country = "CN",
		.services = services,
		.nservices = 2,
		.types = (enum provider_type[]){ PROVIDER_LAW_FIRM, PROVIDER_TISC },
		.ntypes = 2,
		.conflict = CONFLICT_ON_REQUEST,
		.consents = (enum consent[]){ CONSENT_REFERRAL },
		.nconsents = 1,
		.credit = CREDIT_A_PLUS,
		.confirmed = "2026-11-01",
		.licences =
		    (struct licence[]){ { "国家知识产权局", "CN", "35\t201", "2020-01-01", NULL },
			{ "Роспатент", NULL, NULL, NULL, "2030-01-01" } },
		.nlicences = 2,
		.offices = (struct office[]){ { "São Paulo", "BR", "Av. \"Paulista\"" } },
		.noffices = 1,
		.served = (struct served[]){ { "RU", true }, { "CN", false } },
		.nserved = 2,
		.offerings = (struct offering[]){ { .service = SERVICE_RISK,
						      .subjects = subjects,
						      .nsubjects = 2,
						      .fee = FEE_STAGED,
						      .fee_from = 5000,
						      .fee_to = 90000,
						      .currency = "CNY",
						      .response_days = 3,
						      .deliverables = "Отчёт:\n\\ образец",
						      .language = "ru" },
		    { .service = SERVICE_AGENCY, .fee = FEE_FREE } },
		.nofferings = 2 };
	add_strings(f.arena, &in[KIND_PROVIDER]->provider->languages, "zh-Hans");
	add_strings(f.arena, &in[KIND_PROVIDER]->provider->languages, "en");
	in[KIND_PROVIDER]->sample = true;
	in[KIND_LISTING]->listing = &(struct listing){ .direction = DIRECTION_REQUEST,
		.trl = 4,
		.publisher = "Enterprise",
		.wanted = (enum wanted[]){ WANTED_JOINT, WANTED_PLEDGE },
		.nwanted = 2,
		.texts = (struct listing_text[]){ { "en", "P", "S", "30 %", NULL },
		    { "ar", "المشكلة", NULL, NULL, "الشروط" } },
		.ntexts = 2,
		.rights = (struct ip_right[]){ { SUBJECT_DESIGNS, "ZL2020", "CN", IP_LAPSED,
		    "Owner", "https://example.org/r", "2026-10-10" } },
		.nrights = 1,
		.attachments =
		    (struct attachment[]){ { 7, "plan.pdf", "application/pdf", 1234, "ab" } },
		.nattachments = 1 };
	add_strings(f.arena, &in[KIND_LISTING]->listing->ipc, "G06F 16/33");
	in[KIND_EVENT]->event = &(struct event){ .type = EVENT_TRAINING,
		.starts = "2027-01-02",
		.online = true,
		.recurrence = "yearly" };
	in[KIND_RESOURCE]->resource = &(struct resource){ .type = RESOURCE_GAZETTE,
		.cost = COST_PARTLY,
		.query_pattern = "https://example.org/?q={q}" };
	in[KIND_TERM]->term = &(struct term){ labels, 2, &citation, 1 };
	in[KIND_FACT]->fact = &(struct fact){ .question = "madrid-member",
		.value = "yes",
		.as_of = "2026-11-01",
		.signed_on = "1989-06-28",
		.since = "1995-12-01",
		.reservations = (enum reservation[]){ RESERVATION_FEES, RESERVATION_NO_LICENCES },
		.nreservations = 2,
		.citations = &citation,
		.ncitations = 1 };
	for (int k = KIND_GUIDE; k < KIND_COUNT; k++)
		assert_fate(import_one(&f, in[k], true), IMPORT_NEW);
	before = snapshot(&f);
	for (int k = KIND_GUIDE; k < KIND_COUNT; k++)
		assert_fate(import_one(&f, in[k], true), IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);

	r = load(&f, KIND_GUIDE, "x", "en");
	assert_string_equal(r->texts[1].title, in[KIND_GUIDE]->texts[0].title);
	assert_string_equal(r->texts[1].body, in[KIND_GUIDE]->texts[0].body);
	assert_int_equal(r->guide->type, GUIDE_NEWS);
	assert_string_equal(r->guide->date, "2026-01-02");
	assert_int_equal(r->guide->ncitations, 1);
	assert_string_equal(r->guide->citations[0].eid, "art_11");
	r = load(&f, KIND_PROVIDER, "x", "en");
	assert_true(r->sample);
	assert_string_equal(r->provider->city, "Xiamen");
	assert_null(r->provider->website);
	assert_int_equal(r->provider->languages.n, 2);
	assert_string_equal(r->provider->languages.v[1], "en");
	assert_int_equal(r->provider->nservices, 2);
	assert_int_equal(r->provider->services[1], SERVICE_NOTARY);
	assert_int_equal(r->provider->ntypes, 2);
	assert_int_equal(r->provider->types[1], PROVIDER_TISC);
	assert_int_equal(r->provider->conflict, CONFLICT_ON_REQUEST);
	assert_int_equal(r->provider->consents[0], CONSENT_REFERRAL);
	assert_int_equal(r->provider->credit, CREDIT_A_PLUS);
	assert_string_equal(r->provider->confirmed, "2026-11-01");
	assert_int_equal(r->provider->nlicences, 2);
	assert_string_equal(r->provider->licences[0].number, "35\t201");
	assert_null(r->provider->licences[0].valid_to);
	assert_string_equal(r->provider->licences[1].office, "Роспатент");
	assert_string_equal(r->provider->licences[1].valid_to, "2030-01-01");
	assert_int_equal(r->provider->noffices, 1);
	assert_string_equal(r->provider->offices[0].address, "Av. \"Paulista\"");
	assert_int_equal(r->provider->nserved, 2);
	assert_string_equal(r->provider->served[0].jurisdiction, "RU");
	assert_true(r->provider->served[0].partner);
	assert_false(r->provider->served[1].partner);
	assert_int_equal(r->provider->nofferings, 2);
	o = r->provider->offerings;
	assert_int_equal(o[0].service, SERVICE_RISK);
	assert_int_equal(o[0].nsubjects, 2);
	assert_int_equal(o[0].subjects[1], SUBJECT_ENFORCEMENT);
	assert_int_equal(o[0].fee_from, 5000);
	assert_int_equal(o[0].fee_to, 90000);
	assert_string_equal(o[0].currency, "CNY");
	assert_int_equal(o[0].response_days, 3);
	assert_string_equal(o[0].deliverables, "Отчёт:\n\\ образец");
	assert_string_equal(o[0].language, "ru");
	assert_int_equal(o[1].fee, FEE_FREE);
	assert_int_equal(o[1].fee_from, 0);
	r = load(&f, KIND_LISTING, "x", "en");
	assert_int_equal(r->listing->direction, DIRECTION_REQUEST);
	assert_int_equal(r->listing->trl, 4);
	assert_string_equal(r->listing->ipc.v[0], "G06F 16/33");
	assert_false(r->listing->anonymous);
	assert_string_equal(r->listing->publisher, "Enterprise");
	assert_int_equal(r->listing->nwanted, 2);
	assert_int_equal(r->listing->wanted[1], WANTED_PLEDGE);
	assert_int_equal(r->listing->ntexts, 2);
	assert_string_equal(r->listing->texts[0].language, "ar");
	assert_string_equal(r->listing->texts[0].terms, "الشروط");
	assert_string_equal(r->listing->texts[1].advantages, "30 %");
	assert_int_equal(r->listing->nrights, 1);
	assert_string_equal(r->listing->rights[0].owner, "Owner");
	assert_string_equal(r->listing->rights[0].checked, "2026-10-10");
	assert_int_equal(r->listing->rights[0].status, IP_LAPSED);
	assert_int_equal(r->listing->nattachments, 1);
	assert_int_equal(r->listing->attachments[0].file, 7);
	assert_int_equal(r->listing->attachments[0].size, 1234);
	r = load(&f, KIND_EVENT, "x", "en");
	assert_true(r->event->online);
	assert_string_equal(r->event->recurrence, "yearly");
	assert_null(r->event->ends);
	r = load(&f, KIND_RESOURCE, "x", "en");
	assert_int_equal(r->resource->cost, COST_PARTLY);
	assert_int_equal(r->resource->languages.n, 0);
	r = load(&f, KIND_TERM, "x", "en");
	assert_int_equal(r->term->nlabels, 2);
	assert_string_equal(r->term->labels[1].text, "патент");
	assert_string_equal(r->term->labels[1].note, "сокр.");
	assert_int_equal(r->term->ncitations, 1);
	r = load(&f, KIND_FACT, "x", "en");
	assert_string_equal(r->fact->value, "yes");
	assert_string_equal(r->fact->signed_on, "1989-06-28");
	assert_string_equal(r->fact->since, "1995-12-01");
	assert_int_equal(r->fact->nreservations, 2);
	assert_int_equal(r->fact->reservations[1], RESERVATION_NO_LICENCES);
	assert_int_equal(
	    entry_citing(f.db, f.arena, KIND_FACT, "cn-patent-law", &citing, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(citing[0]->fact->question, "madrid-member");
	assert_int_equal(entry_citing(f.db, f.arena, KIND_FACT, "no-such", &citing, &n), ERR_OK);
	assert_int_equal(n, 0);
	assert_string_equal(r->fact->citations[0].law, "cn-patent-law");
	teardown(&f);
}

/* --- versions, articles, all -------------------------------------------------------------------
 */

static void
versions_and_articles(void **state)
{
	struct fixture f = setup("t_versions");
	const char *chain[] = { "zh-Hans" };
	struct entry_want want = { chain, 1, "2010-01-01" };
	struct entry_article article;
	struct record *r = corpus_law(f.arena, "cn-1", "cn:1", "new", 3), *loaded = NULL;
	struct expression *x = arena_array(f.arena, struct expression, 2), *both[2];

	(void)state;
	x[0] = r->law->expressions[0];
	x[1] = corpus_law(f.arena, "cn-1", "cn:1", "old", 2)->law->expressions[0];
	x[1].version_date = "2008-12-27";
	x[1].valid_to = "2020-10-17";
	r->law->expressions = x;
	r->law->nexpressions = 2;
	assert_fate(import_one(&f, r, true), IMPORT_NEW);

	assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW, "cn-1", &want, &loaded), ERR_OK);
	assert_int_equal(loaded->law->expressions[0].narticles, 0);
	assert_int_equal(loaded->law->expressions[1].narticles, 2);
	want.at = "1990-01-01";
	assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW, "cn-1", &want, &loaded), ERR_OK);
	assert_int_equal(loaded->law->expressions[1].narticles, 0);
	want.at = NULL;
	assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW, "cn-1", &want, &loaded), ERR_OK);
	assert_int_equal(loaded->law->expressions[0].narticles, 3);
	both[0] = &loaded->law->expressions[1];
	both[1] = &loaded->law->expressions[0];
	assert_int_equal(entry_articles(f.db, f.arena, both, 2), ERR_OK);
	assert_memory_equal(loaded->law->expressions[1].articles[1].body, "old", 3);
	assert_memory_equal(loaded->law->expressions[0].articles[2].body, "new", 3);

	assert_int_equal(
	    entry_article(f.db, f.arena, "cn-1", "art_2", &want, &loaded, &article), ERR_OK);
	assert_string_equal(article.article->number, "第2条");
	assert_memory_equal(article.article->body, "new", 3);
	assert_string_equal(article.expression->version_date, "2020-10-17");
	assert_string_equal(article.previous, "art_1");
	assert_string_equal(article.next, "art_3");
	assert_false(article.fallback);
	assert_int_equal(loaded->law->expressions[1].narticles, 1);
	assert_int_equal(
	    entry_article(f.db, f.arena, "cn-1", "art_3", &want, &loaded, &article), ERR_OK);
	assert_null(article.next);
	assert_int_equal(
	    entry_article(f.db, f.arena, "cn-1", "art_9", &want, &loaded, &article), ERR_NOTFOUND);
	want.at = "2010-01-01";
	assert_int_equal(
	    entry_article(f.db, f.arena, "cn-1", "art_3", &want, &loaded, &article), ERR_NOTFOUND);
	assert_int_equal(
	    entry_article(f.db, f.arena, "none", "art_3", &want, &loaded, &article), ERR_NOTFOUND);
	teardown(&f);
}

static void
count_revision(void *ctx, struct entry_id id, int64_t revision)
{
	assert_true(id.v > 0 && revision == 1);
	++*(size_t *)ctx;
}

static void
walks_over_all(void **state)
{
	struct fixture f = setup("t_each");
	struct import_options options = { .publish = true, .actor = "test" };
	struct entry_id after = { 0 };
	struct record *batch[25], **got;
	struct import_outcome *o;
	size_t n, entries = 0, articles = 0, rounds = 0, revisions = 0;

	(void)state;
	for (int i = 0; i < 25; i++)
		batch[i] = corpus_law(f.arena, arena_printf(f.arena, "law-%d", i),
		    arena_printf(f.arena, "cn:%d", i), "a", i == 3 ? 21000 : 1000);
	assert_int_equal(import_batch(f.db, f.arena, batch, 25, &options, &o), ERR_OK);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "draft", "cn:draft", "a", 1), false), IMPORT_NEW);
	for (;;) {
		assert_int_equal(entry_each(f.db, f.arena, after, 10, &got, &n), ERR_OK);
		if (n == 0)
			break;
		rounds++;
		for (size_t i = 0; i < n; i++) {
			assert_true(got[i]->id.v > after.v);
			after = got[i]->id;
			entries++;
			articles += got[i]->law->expressions[0].narticles;
		}
	}
	assert_int_equal(entries, 25);
	assert_int_equal(articles, 24 * 1000 + 21000);
	assert_in_range(rounds, 4, 6);
	assert_int_equal(entry_revisions(f.db, count_revision, &revisions), ERR_OK);
	assert_int_equal(revisions, 25);
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(laws_come_back_as_they_went),
		cmocka_unit_test(rerun_changes_nothing),
		cmocka_unit_test(change_is_one_revision),
		cmocka_unit_test(refused_alone),
		cmocka_unit_test(refused_in_a_big_batch),
		cmocka_unit_test(made_up_addresses_meet),
		cmocka_unit_test(several_by_slug),
		cmocka_unit_test(same_work_content_first),
		cmocka_unit_test(same_work_corpus_first),
		cmocka_unit_test(same_work_in_one_batch),
		cmocka_unit_test(same_work_said_late),
		cmocka_unit_test(same_work_said_in_a_draft),
		cmocka_unit_test(same_work_declared_twice),
		cmocka_unit_test(moved_addresses),
		cmocka_unit_test(drafts_stay_unseen),
		cmocka_unit_test(every_kind_comes_back),
		cmocka_unit_test(versions_and_articles),
		cmocka_unit_test(walks_over_all),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
