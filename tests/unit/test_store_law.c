/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws in the store: the tree of their articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees_come_back_as_they_went),
		cmocka_unit_test(broken_trees_are_refused),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
