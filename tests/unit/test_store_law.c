/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws in the store: the tree of their articles, versions, what is one law, publishing, what was
 * published, translations that fall behind, relations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/standing.h"
#include "store/publication.h"
#include "store/publish.h"
#include "store/verify.h"
#include "store_fixture.h"

/* --- the tree ----------------------------------------------------------------------------------
 */

/* Nine articles in two parts of two chapters, behind a preamble. */
static struct record *
tree_law(struct arena *a)
{
	static const char *const chapters[] = { NULL, "第一编 总则 / 第一章 任务",
		"第一编 总则 / 第一章 任务", "第一编 总则 / 第二章 犯罪",
		"第一编 总则 / 第二章 犯罪", "第二编 分则 / 第一章 甲", "第二编 分则 / 第一章 甲",
		"第二编 分则 / 第二章 乙", "第二编 分则 / 第二章 乙" };
	struct record *r = corpus_law(a, "cn-tree", "cn:tree", "正文", 9);
	struct expression *x = r->law->expressions;

	for (size_t i = 0; i < 9; i++)
		x->articles[i].chapter = chapters[i];
	x->articles[0].number = NULL;
	eid_assign(a, x->articles, 9);
	x->source_language = "en";
	x->source_version = "2019-01-01";
	r->law->work_key = "CN tree";
	r->law->relations = arena_array(a, struct relation, 1);
	r->law->relations[0] =
	    (struct relation){ RELATION_REPEALS, "art_2", "cn-old", "art_1", "2020-10-17" };
	r->law->nrelations = 1;
	return (r);
}

static void
trees_come_back_as_they_went(void **state)
{
	struct fixture f = setup("t_tree");
	struct entry_article article;
	struct expression *x;
	struct record *r;
	char *before;

	(void)state;
	assert_fate(import_one(&f, tree_law(f.arena), true), IMPORT_NEW);
	before = snapshot(&f);
	assert_fate(import_one(&f, tree_law(f.arena), true), IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);

	r = load(&f, KIND_LAW, "cn-tree", "zh-Hans");
	x = r->law->expressions;
	assert_string_equal(r->law->work_key, "CN tree");
	assert_string_equal(r->law->relations[0].eid, "art_2");
	assert_string_equal(r->law->relations[0].target, "cn-old");
	assert_string_equal(x->source_language, "en");
	assert_string_equal(x->source_version, "2019-01-01");
	assert_int_equal(x->ndivisions, 6);
	assert_int_equal(x->divisions[2].type, DIVISION_CHAPTER);
	assert_string_equal(x->divisions[2].eid, "part_1__chp_2");
	assert_string_equal(x->divisions[2].number, "第二章");
	assert_string_equal(x->divisions[2].heading, "犯罪");
	assert_int_equal(x->divisions[2].parent, 1);
	assert_int_equal(x->articles[0].type, ARTICLE_PREAMBLE);
	assert_null(x->articles[0].chapter);
	assert_int_equal(x->articles[3].division, 3);
	assert_string_equal(x->articles[3].chapter, "第一编 总则 / 第二章 犯罪");

	/* One chapter, one part, and the table of contents. */
	assert_int_equal(entry_division(f.db, f.arena, &x, 1, "part_2__chp_1"), ERR_OK);
	assert_int_equal(x->ndivisions, 6);
	assert_int_equal(x->narticles, 2);
	assert_string_equal(x->articles[0].eid, "art_6");
	assert_non_null(x->articles[0].body);
	assert_int_equal(entry_division(f.db, f.arena, &x, 1, "part_1"), ERR_OK);
	assert_int_equal(x->narticles, 4);
	assert_int_equal(entry_division(f.db, f.arena, &x, 1, "part_3"), ERR_NOTFOUND);
	assert_int_equal(entry_outline(f.db, f.arena, &x, 1), ERR_OK);
	assert_int_equal(x->narticles, 9);
	assert_null(x->articles[1].body);
	assert_int_equal(x->articles[8].division, 6);

	/* Of one article what is above it. */
	assert_int_equal(entry_article(f.db, f.arena, "cn-tree", "art_5", &(struct entry_want){ 0 },
			     &r, &article),
	    ERR_OK);
	assert_string_equal(article.previous, "art_4");
	assert_string_equal(article.next, "art_6");
	assert_int_equal(article.expression->ndivisions, 2);
	assert_int_equal(article.article->division, 2);
	assert_string_equal(article.expression->divisions[1].eid, "part_1__chp_2");
	assert_string_equal(article.article->chapter, "第一编 总则 / 第二章 犯罪");
	teardown(&f);
}

static void
broken_trees_are_refused(void **state)
{
	struct fixture f = setup("t_tree_broken");
	struct division d[3] = { { .eid = "chp_1" }, { .eid = "chp_2" },
		{ .eid = "chp_1__sec_1", .parent = 1 } };
	struct record *r = tree_law(f.arena);
	struct import_outcome o;

	(void)state;
	/* A section of the first chapter behind the second. */
	r->law->expressions[0].divisions = d;
	r->law->expressions[0].ndivisions = 3;
	o = import_one(&f, r, true);
	assert_fate(o, IMPORT_REFUSED);
	assert_string_equal(o.reason, "A division stands apart from the one that holds it.");
	d[2].parent = 2;
	r->law->expressions[0].articles[5].division = 4;
	o = import_one(&f, r, true);
	assert_fate(o, IMPORT_REFUSED);
	assert_string_equal(o.reason, "An article hangs in a division that is not there.");
	r->law->expressions[0].articles[5].division = 3;
	assert_fate(import_one(&f, r, true), IMPORT_NEW);
	teardown(&f);
}

/* --- versions ----------------------------------------------------------------------------------
 */

/* The version of ${date} of one law, as corpora have it: a record of its own. */
static struct record *
version(struct arena *a, const char *id, const char *date)
{
	struct record *r =
	    corpus_law(a, arena_printf(a, "cn-%s", id), arena_printf(a, "cn:%s", id), date, 2);

	r->texts[0].title = arena_printf(a, "专利法 %s", date);
	r->law->work_key = "CN 专利法";
	r->law->expressions[0].version_date = date;
	return (r);
}

static void
assert_versions(struct fixture *f, const char *slug, size_t n)
{
	struct record *r = load(f, KIND_LAW, slug, "zh-Hans");

	assert_int_equal(pg_number(f->conn, "SELECT count(*) FROM entry"), 1);
	assert_int_equal(r->law->nexpressions, n);
	assert_string_equal(r->law->expressions[0].version_date, "2020-10-17");
	assert_int_equal(r->law->expressions[0].narticles, 2);
	assert_null(r->law->expressions[0].valid_to);
	for (size_t i = 1; i < n; i++)
		assert_string_equal(
		    r->law->expressions[i].valid_to, r->law->expressions[i - 1].valid_from);
}

static void
versions_are_one_work(void **state)
{
	static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 },
		{ 2, 0, 1 }, { 2, 1, 0 } };
	static const char *const ids[] = { "a", "b", "c" };
	static const char *const dates[] = { "1984-03-12", "2008-12-27", "2020-10-17" };

	(void)state;
	for (size_t o = 0; o < sizeof(orders) / sizeof(orders[0]); o++) {
		struct fixture f = setup("t_versions_of");
		struct record *r = NULL, *moved = NULL;
		char *before;

		for (size_t i = 0; i < 3; i++) {
			int k = orders[o][i];

			assert_fate(import_one(&f, version(f.arena, ids[k], dates[k]), true),
			    i == 0 ? IMPORT_NEW : IMPORT_CHANGED);
		}
		assert_versions(&f, "cn-c", 3);
		r = load(&f, KIND_LAW, "cn-c", "zh-Hans");
		assert_string_equal(r->texts[0].title, "专利法 2020-10-17");
		assert_string_equal(r->source_id, "cn:c");
		for (size_t i = 0; i < 2; i++) {
			assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW,
					     arena_printf(f.arena, "cn-%s", ids[i]), NULL, &moved),
			    ERR_MOVED);
			assert_string_equal(moved->slug, "cn-c");
		}
		before = snapshot(&f);
		for (size_t i = 0; i < 3; i++)
			assert_fate(
			    import_one(&f, version(f.arena, ids[i], dates[i]), true), IMPORT_SAME);
		assert_string_equal(snapshot(&f), before);
		teardown(&f);
	}
}

static void
versions_in_one_batch(void **state)
{
	struct fixture f = setup("t_versions_batch");
	struct import_options options = { .publish = true, .actor = "test" };
	struct record *batch[4];
	struct import_outcome *o;

	(void)state;
	batch[0] = version(f.arena, "c", "2020-10-17");
	batch[1] = version(f.arena, "a", "2008-12-27");
	batch[2] = version(f.arena, "d", "2020-10-17");
	batch[3] = version(f.arena, "b", "1984-03-12");
	assert_int_equal(import_batch(f.db, f.arena, batch, 4, &options, &o), ERR_OK);
	assert_fate(o[0], IMPORT_NEW);
	assert_fate(o[1], IMPORT_CHANGED);
	assert_fate(o[2], IMPORT_REFUSED);
	assert_string_equal(o[2].reason,
	    "It is a duplicate: “laws/cn cn:c” is the same law in the same version, 2020-10-17.");
	assert_fate(o[3], IMPORT_CHANGED);
	assert_versions(&f, "cn-c", 3);
	/* Another language of the same version is no duplicate. */
	batch[0] = version(f.arena, "ru", "2020-10-17");
	batch[0]->law->expressions[0].language = "ru";
	batch[0]->law->expressions[0].legal_value = LEGAL_UNOFFICIAL;
	assert_fate(import_one(&f, batch[0], true), IMPORT_CHANGED);
	assert_int_equal(load(&f, KIND_LAW, "cn-c", "ru")->law->nexpressions, 4);
	teardown(&f);
}

/* The starter content declares one of the versions, before, between or after them. */
static void
versions_of_described_law(void **state)
{
	(void)state;
	for (int at = 0; at < 3; at++) {
		struct fixture f = setup("t_versions_content");
		struct record *described =
				  content_law(f.arena, "cn-patent-law", "c", "laws/cn cn:a"),
			      *moved = NULL, *keyless;
		char *before;

		if (at == 0)
			assert_fate(import_one(&f, described, true), IMPORT_NEW);
		(void)import_one(&f, version(f.arena, "b", "2020-10-17"), true);
		if (at == 1)
			assert_fate(import_one(&f, described, true), IMPORT_NEW);
		(void)import_one(&f, version(f.arena, "a", "2008-12-27"), true);
		if (at == 2)
			assert_fate(import_one(&f, described, true), IMPORT_CHANGED);
		assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 1);
		assert_int_equal(load(&f, KIND_LAW, "cn-patent-law", "en")->law->nexpressions, 3);
		assert_int_equal(
		    entry_by_slug(f.db, f.arena, KIND_LAW, "cn-b", NULL, &moved), ERR_MOVED);
		before = snapshot(&f);
		assert_fate(import_one(&f, described, true), IMPORT_SAME);
		assert_fate(import_one(&f, version(f.arena, "a", "2008-12-27"), true), IMPORT_SAME);
		assert_fate(import_one(&f, version(f.arena, "b", "2020-10-17"), true), IMPORT_SAME);
		assert_string_equal(snapshot(&f), before);
		/* As our own exports bring it. */
		keyless = version(f.arena, "a", "2008-12-27");
		keyless->law->work_key = NULL;
		assert_fate(import_one(&f, keyless, true), IMPORT_SAME);
		assert_string_equal(snapshot(&f), before);
		/* Nobody declares it any more. */
		assert_fate(import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true),
		    IMPORT_CHANGED);
		assert_int_equal(load(&f, KIND_LAW, "cn-patent-law", "en")->law->nexpressions, 1);
		assert_fate(import_one(&f, version(f.arena, "a", "2008-12-27"), true), IMPORT_NEW);
		assert_fate(
		    import_one(&f, version(f.arena, "b", "2020-10-17"), true), IMPORT_CHANGED);
		assert_int_equal(load(&f, KIND_LAW, "cn-b", "zh-Hans")->law->nexpressions, 2);
		teardown(&f);
	}
}

/* --- the same law by name, and by decision -----------------------------------------------------
 */

/* Brazil numbers its laws, China calls them by their titles. */
static struct record *
named(struct record *r, const char *country, const char *number)
{
	static const char *place;

	place = country;
	r->jurisdictions = (struct strings){ &place, 1 };
	r->law->number = strcmp(country, "CN") == 0 ? NULL : number;
	r->law->original_title = "专利法";
	r->law->date_enacted = "1996-05-14";
	return (r);
}

static void
names_make_one_work(void **state)
{
	static const char *const countries[] = { "BR", "CN" };

	(void)state;
	for (int round = 0; round < 4; round++) {
		const char *country = countries[round / 2];
		struct fixture f = setup("t_names");
		struct record *corpus =
		    named(corpus_law(f.arena, "cn-1", "cn:1", "a", 2), country, "L9279");
		struct record *content =
		    named(content_law(f.arena, "lpi", "lpi", NULL), country, "Lei nº 9.279/1996");
		struct record *moved = NULL;
		char *before;

		(void)import_one(&f, round % 2 == 0 ? corpus : content, true);
		(void)import_one(&f, round % 2 == 0 ? content : corpus, true);
		assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 1);
		assert_int_equal(load(&f, KIND_LAW, "lpi", "en")->law->nexpressions, 2);
		assert_int_equal(load(&f, KIND_LAW, "lpi", "en")->ntexts, 2);
		assert_int_equal(
		    entry_by_slug(f.db, f.arena, KIND_LAW, "cn-1", NULL, &moved), ERR_MOVED);
		before = snapshot(&f);
		assert_fate(import_one(&f, corpus, true), IMPORT_SAME);
		assert_fate(import_one(&f, content, true), IMPORT_SAME);
		assert_string_equal(snapshot(&f), before);
		/* Two laws of one collection are two. */
		assert_fate(
		    import_one(&f,
			named(content_law(f.arena, "other", "other", NULL), country, "9279"), true),
		    IMPORT_NEW);
		teardown(&f);
	}
}

static void
merges_last(void **state)
{
	struct fixture f = setup("t_merge");
	struct record *moved = NULL;
	char *before;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true), IMPORT_NEW);
	assert_int_equal(publish_merge(f.db, f.arena, "cn-1", "nothing", "test"), ERR_NOTFOUND);
	assert_int_equal(publish_merge(f.db, f.arena, "cn-1", "cn-1", "test"), ERR_INPUT);
	assert_int_equal(publish_merge(f.db, f.arena, "cn-1", "cn-patent-law", "test"), ERR_OK);
	for (int round = 0; round < 2; round++) {
		assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM entry"), 1);
		assert_int_equal(load(&f, KIND_LAW, "cn-patent-law", "en")->law->nexpressions, 2);
		assert_int_equal(
		    entry_by_slug(f.db, f.arena, KIND_LAW, "cn-1", NULL, &moved), ERR_MOVED);
		before = snapshot(&f);
		assert_fate(
		    import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 2), true), IMPORT_SAME);
		assert_fate(import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true),
		    IMPORT_SAME);
		assert_string_equal(snapshot(&f), before);
		/* A new description leaves it so. */
		moved = content_law(f.arena, "cn-patent-law", "c", NULL);
		moved->texts[0].title = "Patent Law";
		assert_fate(import_one(&f, moved, true), IMPORT_CHANGED);
		assert_fate(import_one(&f, content_law(f.arena, "cn-patent-law", "c", NULL), true),
		    IMPORT_CHANGED);
	}
	teardown(&f);
}

/* --- drafts and publishing -----------------------------------------------------------------------
 */

static size_t
waiting(struct fixture *f, const struct publish_want *want, struct publish_item **ret)
{
	size_t n = 0;

	assert_int_equal(
	    publish_waiting(f->db, f->arena, want, (struct entry_id){ 0 }, 100, ret, &n), ERR_OK);
	return (n);
}

static void
drafts_are_published(void **state)
{
	struct fixture f = setup("t_publish");
	struct publish_want all = { .kind = KIND_COUNT }, one = { .kind = KIND_LAW, .nslugs = 1 };
	const char *const slugs[] = { "second" };
	struct publish_item *items;
	struct record *r;
	char *before;

	(void)state;
	assert_fate(import_one(&f, content_law(f.arena, "first", "c", NULL), false), IMPORT_NEW);
	assert_int_equal(waiting(&f, &all, &items), 1);
	assert_false(items[0].public);
	assert_int_equal(items[0].texts, 1);
	assert_string_equal(items[0].title, "Patent Law of China");
	assert_int_equal(publish_batch(f.db, f.arena, &items[0].id, 1, "test"), ERR_OK);
	assert_int_equal(waiting(&f, &all, &items), 0);
	r = load(&f, KIND_LAW, "first", "en");
	assert_int_equal(r->law->expressions[0].narticles, 1);
	assert_int_equal(r->texts[0].state, STATE_PUBLISHED);
	before = snapshot(&f);
	assert_fate(import_one(&f, content_law(f.arena, "first", "c", NULL), false), IMPORT_SAME);
	assert_fate(import_one(&f, content_law(f.arena, "first", "c", NULL), true), IMPORT_SAME);
	assert_string_equal(snapshot(&f), before);

	/* A change of everything waits beside it, address and details included. */
	r = content_law(f.arena, "second", "c", NULL);
	r->texts[0].title = "New title";
	r->law->date_enacted = "1985-01-01";
	r->law->expressions[0].articles[0].body = "Other words.";
	r->nsubjects = 1;
	assert_fate(import_one(&f, r, false), IMPORT_CHANGED);
	assert_string_equal(load(&f, KIND_LAW, "first", "en")->law->date_enacted, "1984-03-12");
	all.source = "content";
	assert_int_equal(waiting(&f, &all, &items), 1);
	assert_true(items[0].public);
	all.source = "laws/cn";
	assert_int_equal(waiting(&f, &all, &items), 0);
	all.source = NULL;
	assert_int_equal(waiting(&f, &all, &items), 1);
	assert_int_equal(publish_batch(f.db, f.arena, &items[0].id, 1, "test"), ERR_OK);
	r = load(&f, KIND_LAW, "second", "en");
	assert_string_equal(r->texts[0].title, "New title");
	assert_string_equal(r->law->date_enacted, "1985-01-01");
	assert_string_equal(r->law->expressions[0].articles[0].body, "Other words.");
	assert_int_equal(r->nsubjects, 1);
	assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW, "first", NULL, &r), ERR_MOVED);
	assert_int_equal(waiting(&f, &all, &items), 0);

	/* Taken back, left so by imports, published again by name. */
	assert_int_equal(
	    publish_withdraw(f.db, f.arena, KIND_LAW, "second", "test", "wrong"), ERR_OK);
	assert_int_equal(
	    publish_withdraw(f.db, f.arena, KIND_LAW, "second", "test", "wrong"), ERR_NOTFOUND);
	assert_int_equal(entry_by_slug(f.db, f.arena, KIND_LAW, "second", NULL, &r), ERR_NOTFOUND);
	assert_int_equal(waiting(&f, &all, &items), 0);
	one.slugs = slugs;
	assert_int_equal(waiting(&f, &one, &items), 1);
	assert_int_equal(publish_batch(f.db, f.arena, &items[0].id, 1, "test"), ERR_OK);
	assert_string_equal(load(&f, KIND_LAW, "second", "en")->texts[0].title, "New title");
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM audit WHERE action = 'publish'"), 3);
	teardown(&f);
}

/* --- what was published ------------------------------------------------------------------------
 */

static const char *
log_of(struct fixture *f, const struct publication_want *want)
{
	struct publication *p;
	struct buf out = { 0 };
	const char *s;
	size_t n;

	assert_int_equal(publication_page(f->db, f->arena, want, &p, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s %s%s%s|", publication_id(p[i].action), p[i].entry->slug,
		    p[i].note != NULL ? " " : "", p[i].note != NULL ? p[i].note : "");
	s = arena_strdup(f->arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

static void
publication_log(void **state)
{
	struct fixture f = setup("t_publication");
	struct publication_want want = { .kind = KIND_COUNT, .limit = 100 };
	struct publication *p;
	struct record *r;
	size_t n;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "old", "cn:1", "a", 2), true), IMPORT_NEW);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "draft", "cn:2", "a", 2), false), IMPORT_NEW);
	assert_fate(
	    import_one(&f, corpus_law(f.arena, "old", "cn:1", "b", 2), true), IMPORT_CHANGED);
	r = corpus_law(f.arena, "new", "cn:3", "a", 2);
	r->law->relations = arena_array(f.arena, struct relation, 1);
	r->law->relations[0] =
	    (struct relation){ RELATION_REPEALS, NULL, "old", NULL, "2020-10-17" };
	r->law->nrelations = 1;
	assert_fate(import_one(&f, r, true), IMPORT_NEW);
	/* The repealed law is announced, too. */
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 4);
	assert_int_equal(
	    standing_of(load(&f, KIND_LAW, "old", "zh-Hans")->law, "2021-01-01").status,
	    LAW_REPEALED);
	assert_int_equal(
	    publish_withdraw(f.db, f.arena, KIND_LAW, "new", "test", "by mistake"), ERR_OK);
	assert_int_equal(
	    standing_of(load(&f, KIND_LAW, "old", "zh-Hans")->law, "2021-01-01").status,
	    LAW_UNKNOWN);
	assert_string_equal(log_of(&f, &want),
	    "withdraw new by mistake|repeal old new|publish new zh-Hans 2020-10-17|"
	    "correct old zh-Hans 2020-10-17|publish old zh-Hans 2020-10-17|");
	want.jurisdiction = "BR";
	assert_string_equal(log_of(&f, &want), "");
	want.jurisdiction = "CN";
	want.kind = KIND_LAW;
	want.slug = "old";
	want.since = "2020-01-01";
	assert_string_equal(log_of(&f, &want),
	    "repeal old new|correct old zh-Hans 2020-10-17|publish old zh-Hans 2020-10-17|");
	want.limit = 1;
	assert_int_equal(publication_page(f.db, f.arena, &want, &p, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_string_equal(p[0].entry->texts[0].title, "中华人民共和国专利法");
	assert_true(p[0].readable);
	want.before = p[0].id;
	assert_string_equal(log_of(&f, &want), "correct old zh-Hans 2020-10-17|");
	teardown(&f);
}

/* A date passes: the law is announced once. */
static void
passing_dates(void **state)
{
	struct fixture f = setup("t_due");
	struct record *r = corpus_law(f.arena, "cn-1", "cn:1", "a", 1);
	size_t n;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-2", "cn:2", "a", 1), true), IMPORT_NEW);
	r->law->date_repealed =
	    arena_strdup(f.arena, pg_value(f.conn, "SELECT (now() AT TIME ZONE 'UTC')::date"));
	assert_fate(import_one(&f, r, true), IMPORT_NEW);
	assert_int_equal(publish_due(f.db, f.arena, &n), ERR_OK);
	assert_int_equal(n, 0);
	pg_value(f.conn, "UPDATE standing_day SET day = day - 2");
	assert_int_equal(publish_due(f.db, f.arena, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(pg_number(f.conn, "SELECT count(*) FROM outbox"), 3);
	assert_int_equal(
	    pg_number(f.conn, "SELECT count(*) FROM publication WHERE action = 'repeal'"), 1);
	assert_int_equal(publish_due(f.db, f.arena, &n), ERR_OK);
	assert_int_equal(n, 0);
	teardown(&f);
}

/* --- translations that fall behind
 * -----------------------------------------------------------------
 */

static struct record *
translation(struct arena *a, size_t n)
{
	struct record *r = corpus_law(a, "ru-1", "ru:1", "Перевод", n);

	r->source = r->law->expressions[0].source = "translations";
	r->law->work_key = "CN 专利法";
	r->law->expressions[0].language = "ru";
	r->law->expressions[0].legal_value = LEGAL_UNOFFICIAL;
	r->law->expressions[0].provenance = PROVENANCE_STAFF;
	r->law->expressions[0].source_language = "zh-Hans";
	r->law->expressions[0].source_version = "2020-10-17";
	return (r);
}

static struct record *
source_text(struct arena *a, size_t n, const char *second)
{
	struct record *r = corpus_law(a, "cn-1", "cn:1", "正文", n);

	r->law->work_key = "CN 专利法";
	if (second != NULL)
		r->law->expressions[0].articles[1].body = second;
	return (r);
}

static const char *
outdated(struct fixture *f, const char *eid)
{
	struct record *r = load(f, KIND_LAW, "cn-1", "ru");
	struct entry_outdated *o;
	struct buf out = { 0 };
	const char *s;
	size_t n;

	for (size_t i = 0; i < r->law->nexpressions; i++) {
		const struct expression *x = &r->law->expressions[i];

		if (strcmp(x->language, "ru") != 0)
			continue;
		assert_int_not_equal(x->source_expression.v, 0);
		assert_int_equal(
		    entry_outdated(f->db, f->arena, r->law, x, NULL, eid, &o, &n), ERR_OK);
		for (size_t k = 0; k < n; k++)
			buf_printf(&out, "%s %s %s>%s|",
			    o[k].how == OUTDATED_CHANGED ? "changed"
			    : o[k].how == OUTDATED_GONE	 ? "gone"
							 : "missing",
			    o[k].eid, o[k].then != NULL ? o[k].then->body : "",
			    o[k].now != NULL ? o[k].now->body : "");
	}
	s = arena_strdup(f->arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

static void
translations_are_pinned(void **state)
{
	(void)state;
	for (int first = 0; first < 2; first++) {
		struct fixture f = setup("t_pins");

		/* The pin is found whichever comes first, and the original leads. */
		if (first == 0)
			(void)import_one(&f, translation(f.arena, 3), true);
		(void)import_one(&f, source_text(f.arena, 3, "旧"), true);
		if (first == 1)
			(void)import_one(&f, translation(f.arena, 3), true);
		assert_string_equal(outdated(&f, NULL), "");
		assert_string_equal(load(&f, KIND_LAW, "cn-1", "ru")->source, "laws/cn");
		teardown(&f);
	}
}

static void
corrections_make_outdated(void **state)
{
	struct fixture f = setup("t_outdated");
	struct record *later;

	(void)state;
	assert_fate(import_one(&f, source_text(f.arena, 3, "旧"), true), IMPORT_NEW);
	assert_fate(import_one(&f, translation(f.arena, 3), true), IMPORT_CHANGED);
	assert_string_equal(outdated(&f, NULL), "");
	/* The source is corrected in place. */
	assert_fate(import_one(&f, source_text(f.arena, 4, "新"), true), IMPORT_CHANGED);
	assert_string_equal(
	    outdated(&f, NULL), "changed art_2 旧>新|missing art_4 >正文\t4\n\\第二款|");
	assert_string_equal(outdated(&f, "art_1"), "");
	assert_string_equal(outdated(&f, "art_2"), "changed art_2 旧>新|");
	/* A later version without the third article. */
	later = version(f.arena, "later", "2024-01-01");
	later->law->expressions[0].articles[1].body = "更新";
	assert_fate(import_one(&f, later, true), IMPORT_CHANGED);
	pg_value(f.conn, "UPDATE entry SET slug = 'cn-1' WHERE slug = 'cn-later'; DELETE FROM "
			 "entry_page; INSERT INTO entry_page SELECT * FROM entry_record "
			 "WHERE state = 'published'");
	assert_string_equal(outdated(&f, "art_3"), "gone art_3 正文\t3\n\\第二款>|");
	/* An unchanged import of the translation leaves the pin; a new translation is
	 * pinned anew. */
	assert_fate(import_one(&f, translation(f.arena, 3), true), IMPORT_SAME);
	assert_string_equal(outdated(&f, "art_2"), "changed art_2 旧>更新|");
	teardown(&f);
}

/* --- what verify finds ---------------------------------------------------------------------------
 */

static void
note_problem(void *ctx, const char *slug, const char *problem)
{
	buf_printf(ctx, "%s: %s|", slug, problem);
}

static void
verify_finds(void **state)
{
	static const struct {
		const char *sql, *want;
	} cases[] = {
		{ "SELECT 1", "" },
		{ "UPDATE division SET parent = 1 WHERE position = 6",
		    "cn-tree: the division part_2__chp_2 stands apart from the one that holds "
		    "it|" },
		{ "UPDATE article SET division = 9 WHERE position = 9",
		    "cn-tree: art_9 hangs in a division that is not there|" },
		{ "DELETE FROM article WHERE position = 8",
		    "cn-tree: a text of it in zh-Hans (2020-10-17) has 8 articles up to number 9, "
		    "but "
		    "says 9|" },
		{ "UPDATE expression SET source_expression = 4711 WHERE language = 'ru'",
		    "cn-tree: its text in ru was made from one that is not there|" },
		{ "UPDATE expression SET valid_to = '2030-01-01' WHERE version_date = '2008-12-27'",
		    "cn-tree: its versions in zh-Hans of 2008-12-27 and 2020-10-17 apply at the "
		    "same "
		    "time|" },
	};
	struct fixture f = setup("t_verify");
	struct record *r = tree_law(f.arena);
	struct expression *x = arena_array(f.arena, struct expression, 3);
	struct buf found = { 0 };
	size_t n;

	(void)state;
	x[0] = x[1] = x[2] = r->law->expressions[0];
	x[1].version_date = "2008-12-27";
	x[2].language = "ru";
	x[1].narticles = x[2].narticles = 0;
	r->law->expressions = x;
	r->law->nexpressions = 3;
	assert_fate(import_one(&f, r, true), IMPORT_NEW);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pg_value(f.conn, cases[i].sql);
		buf_clear(&found);
		assert_int_equal(verify_laws(f.db, f.arena, note_problem, &found, &n), ERR_OK);
		assert_string_equal(buf_cstr(&found), cases[i].want);
		assert_int_equal(n, i > 0);
		/* As it was. */
		pg_value(f.conn, "DELETE FROM expression; UPDATE entry SET digest = NULL");
		assert_fate(import_one(&f, r, true), IMPORT_CHANGED);
	}
	buf_free(&found);
	teardown(&f);
}

/* --- what surrounds a law ------------------------------------------------------------------------
 */

static void
links_both_ways(void **state)
{
	struct fixture f = setup("t_links");
	struct citation citation = { "cn-1", "art_2" };
	struct record *r, *guide, *rules;
	struct entry_link *l;
	size_t n;

	(void)state;
	assert_fate(import_one(&f, corpus_law(f.arena, "cn-1", "cn:1", "a", 3), true), IMPORT_NEW);
	rules = corpus_law(f.arena, "rules", "cn:2", "a", 3);
	rules->law->relations = arena_array(f.arena, struct relation, 1);
	rules->law->relations[0] =
	    (struct relation){ RELATION_IMPLEMENTS, "art_3", "cn-1", "art_2", "2010-01-09" };
	rules->law->nrelations = 1;
	assert_fate(import_one(&f, rules, true), IMPORT_NEW);
	guide = new_record(f.arena, KIND_GUIDE, "guide", "content", "g");
	add_text(guide, "en", "What it means");
	guide->guide = &(struct guide){ GUIDE_INTERPRETATION, "2026-01-02", &citation, 1 };
	assert_fate(import_one(&f, guide, true), IMPORT_NEW);

	r = load(&f, KIND_LAW, "cn-1", "zh-Hans");
	assert_int_equal(entry_links(f.db, f.arena, r, NULL, &l, &n), ERR_OK);
	assert_int_equal(n, 2);
	assert_int_equal(l[0].other->kind, KIND_GUIDE);
	assert_int_equal(l[0].type, RELATION_INTERPRETS);
	assert_string_equal(l[0].here, "art_2");
	assert_string_equal(l[0].other->texts[0].title, "What it means");
	assert_int_equal(l[0].other->guide->type, GUIDE_INTERPRETATION);
	assert_false(l[1].outgoing);
	assert_int_equal(l[1].type, RELATION_IMPLEMENTS);
	assert_string_equal(l[1].other->slug, "rules");
	assert_string_equal(l[1].there, "art_3");
	assert_string_equal(l[1].date, "2010-01-09");
	assert_int_equal(entry_links(f.db, f.arena, r, "art_1", &l, &n), ERR_OK);
	assert_int_equal(n, 0);
	assert_int_equal(entry_links(f.db, f.arena, r, "art_2", &l, &n), ERR_OK);
	assert_int_equal(n, 2);
	r = load(&f, KIND_LAW, "rules", "zh-Hans");
	assert_int_equal(entry_links(f.db, f.arena, r, NULL, &l, &n), ERR_OK);
	assert_int_equal(n, 1);
	assert_true(l[0].outgoing);
	assert_string_equal(l[0].other->slug, "cn-1");
	assert_string_equal(l[0].here, "art_3");
	assert_string_equal(l[0].there, "art_2");
	teardown(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees_come_back_as_they_went),
		cmocka_unit_test(broken_trees_are_refused),
		cmocka_unit_test(versions_are_one_work),
		cmocka_unit_test(versions_in_one_batch),
		cmocka_unit_test(versions_of_described_law),
		cmocka_unit_test(names_make_one_work),
		cmocka_unit_test(merges_last),
		cmocka_unit_test(drafts_are_published),
		cmocka_unit_test(publication_log),
		cmocka_unit_test(passing_dates),
		cmocka_unit_test(translations_are_pinned),
		cmocka_unit_test(corrections_make_outdated),
		cmocka_unit_test(verify_finds),
		cmocka_unit_test(links_both_ways),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
