/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Divisions: made of the headings that sources print, and headings made of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "domain/division.h"
#include "domain/eid.h"

enum { ARTICLES_MAX = 16 };

/* The tree of articles with these chapters (NULL ends them), a line a division: "eid type
 * number|heading", and at the end the eId of the division of each article. */
static const char *
tree_of(struct arena *arena, const char *const *chapters, struct expression *x)
{
	struct buf out = { 0 };
	const char *s;

	*x = (struct expression){ .articles = arena_array(arena, struct article, ARTICLES_MAX) };
	for (; chapters[x->narticles] != NULL; x->narticles++) {
		struct article *a = &x->articles[x->narticles];

		a->number = arena_printf(arena, "%zu", x->narticles + 1);
		a->chapter = chapters[x->narticles][0] != '\0' ? chapters[x->narticles] : NULL;
	}
	eid_assign(arena, x->articles, x->narticles);
	division_build(arena, x);
	for (size_t i = 0; i < x->ndivisions; i++) {
		const struct division *d = &x->divisions[i];

		buf_printf(&out, "%s %s %s|%s\n", d->eid,
		    vocab_id(VOCAB_DIVISION_TYPE, (int)d->type), d->number != NULL ? d->number : "",
		    d->heading != NULL ? d->heading : "");
	}
	for (size_t i = 0; i < x->narticles; i++)
		buf_printf(&out, "%s ",
		    x->articles[i].division > 0 ? x->divisions[x->articles[i].division - 1].eid
						: "-");
	s = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return (s);
}

static void
assert_tree(const char *const *chapters, const char *want)
{
	struct arena *arena = arena_new();
	const char *again[ARTICLES_MAX + 1] = { 0 };
	struct expression x;

	assert_string_equal(tree_of(arena, chapters, &x), want);
	/* The headings that are made of the tree make the same tree. */
	division_chapters(arena, &x);
	for (size_t i = 0; i < x.narticles; i++)
		again[i] = x.articles[i].chapter != NULL ? x.articles[i].chapter : "";
	assert_string_equal(tree_of(arena, again, &x), want);
	arena_free(arena);
}

static void
reads_chinese(void **state)
{
	const char *const chapters[] = { "", "第一编 总则 / 第一章  刑法的任务",
		"第一编 总则 / 第一章  刑法的任务",
		"第一编 总则 / 第二章 犯罪 / 第一节 犯罪和刑事责任",
		"第二编　分则 / 第一章 危害国家安全罪", "附 则", NULL };
	const char *const flat[] = { "第二章 规范", "第十章法律责任", "第一节 抵押",
		"第十章法律责任", "一、管辖", "附件1", NULL };

	(void)state;
	assert_tree(chapters,
	    "part_1 part 第一编|总则\n"
	    "part_1__chp_1 chapter 第一章|刑法的任务\n"
	    "part_1__chp_2 chapter 第二章|犯罪\n"
	    "part_1__chp_2__sec_1 section 第一节|犯罪和刑事责任\n"
	    "part_2 part 第二编|分则\n"
	    "part_2__chp_1 chapter 第一章|危害国家安全罪\n"
	    "hcontainer_1 other |附 则\n"
	    "- part_1__chp_1 part_1__chp_1 part_1__chp_2__sec_1 part_2__chp_1 hcontainer_1 ");
	assert_tree(flat, "chp_2 chapter 第二章|规范\n"
			  "chp_10 chapter 第十章|法律责任\n"
			  "chp_10__sec_1 section 第一节|抵押\n"
			  "chp_10__hcontainer_1 other 一、|管辖\n"
			  "att_1 annex 附件1|\n"
			  "chp_2 chp_10 chp_10__sec_1 chp_10 chp_10__hcontainer_1 att_1 ");
}

/* Sources that print only the innermost heading. */
static void
reads_portuguese(void **state)
{
	const char *const chapters[] = { "TÍTULO I - DAS PATENTES", "CAPÍTULO I - DA TITULARIDADE",
		"CAPÍTULO II - DA PATENTEABILIDADE", "Seção I - Das Invenções",
		"Seção II - Do Pedido", "Subseção I", "CAPÍTULO II-A - NOVO", "Das Provas",
		"TÍTULO II - DOS DESENHOS", NULL };

	(void)state;
	assert_tree(chapters,
	    "title_1 title TÍTULO I|DAS PATENTES\n"
	    "title_1__chp_1 chapter CAPÍTULO I|DA TITULARIDADE\n"
	    "title_1__chp_2 chapter CAPÍTULO II|DA PATENTEABILIDADE\n"
	    "title_1__chp_2__sec_1 section Seção I|Das Invenções\n"
	    "title_1__chp_2__sec_2 section Seção II|Do Pedido\n"
	    "title_1__chp_2__sec_2__subsec_1 subsection Subseção I|\n"
	    "title_1__chp_2-a chapter CAPÍTULO II-A|NOVO\n"
	    "title_1__chp_2-a__hcontainer_1 other |Das Provas\n"
	    "title_2 title TÍTULO II|DOS DESENHOS\n"
	    "title_1 title_1__chp_1 title_1__chp_2 title_1__chp_2__sec_1 title_1__chp_2__sec_2 "
	    "title_1__chp_2__sec_2__subsec_1 title_1__chp_2-a title_1__chp_2-a__hcontainer_1 "
	    "title_2 ");
}

static void
reads_other_languages(void **state)
{
	static const struct {
		const char *chapter, *want;
	} cases[] = {
		{ "Глава 72. Патентное право", "chp_72 chapter Глава 72|Патентное право\nchp_72 " },
		{ "Раздел VII. Права / § 2. Общие положения",
		    "title_7 title Раздел VII|Права\ntitle_7__sec_2 section § 2|Общие "
		    "положения\ntitle_7__sec_2 " },
		{ "Особенная часть / Глава 41 / Статья 419",
		    "part_1 part |Особенная часть\npart_1__chp_41 chapter Глава "
		    "41|\npart_1__chp_41 " },
		{ "Часть первая", "part_1 part Часть первая|\npart_1 " },
		{ "الباب الأول / الفصل الثاني: أحكام عامة",
		    "title_1 title الباب الأول|\ntitle_1__chp_2 chapter الفصل الثاني|أحكام "
		    "عامة\ntitle_1__chp_2 " },
		{ "الفصل الحادي عشر", "chp_11 chapter الفصل الحادي عشر|\nchp_11 " },
		{ "فصل دوم: مقررات", "chp_2 chapter فصل دوم|مقررات\nchp_2 " },
		{ "भाग १ / अध्याय 2: साधारण",
		    "part_1 part भाग १|\npart_1__chp_2 chapter अध्याय 2|साधारण\npart_1__chp_2 " },
		{ "BAB II. PATEN / Bagian Kesatu. Umum",
		    "chp_2 chapter BAB II|PATEN\nchp_2__sec_1 section Bagian "
		    "Kesatu|Umum\nchp_2__sec_1 " },
		{ "Chapter I. PRELIMINARY", "chp_1 chapter Chapter I|PRELIMINARY\nchp_1 " },
		{ "PART C. Offences", "part_c part PART C|Offences\npart_c " },
		{ "THE FIRST SCHEDULE", "att_1 annex THE FIRST SCHEDULE|\natt_1 " },
		{ "Schedule", "att_1 annex |Schedule\natt_1 " },
		{ "Title and scope", "title_1 title |Title and scope\ntitle_1 " },
		{ "\xff\xfe", "hcontainer_1 other |\xff\xfe\nhcontainer_1 " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *const chapters[] = { cases[i].chapter, NULL };

		assert_tree(chapters, cases[i].want);
	}
}

static void
keeps_ids_apart(void **state)
{
	const char *const chapters[] = { "第一节 甲", "第一章 乙", "第一章 丙", NULL };
	struct arena *arena = arena_new();
	struct expression x;

	(void)state;
	(void)tree_of(arena, chapters, &x);
	assert_string_equal(x.divisions[1].eid, "chp_1");
	assert_string_equal(x.divisions[2].eid, "chp_1_2");
	/* An article without a number is sec_1 already. */
	x.articles[0].eid = "sec_1";
	for (size_t i = 0; i < x.ndivisions; i++)
		x.divisions[i].eid = NULL;
	division_eids(arena, &x);
	assert_string_equal(x.divisions[0].eid, "sec_1_2");
	arena_free(arena);
}

static void
walks(void **state)
{
	const char *const chapters[] = { "第一编 / 第一章", "第一编 / 第二章 / 第一节", "第二编",
		NULL };
	struct arena *arena = arena_new();
	struct expression x;

	(void)state;
	(void)tree_of(arena, chapters, &x);
	assert_int_equal(division_find(&x, "part_1"), 1);
	assert_int_equal(division_last(&x, 1), 4);
	assert_int_equal(division_last(&x, 3), 4);
	assert_int_equal(division_find(&x, "part_2"), 5);
	assert_int_equal(division_last(&x, 5), 5);
	assert_int_equal(division_find(&x, "part_3"), 0);
	division_chapters(arena, &x);
	assert_string_equal(x.articles[1].chapter, "第一编 / 第二章 / 第一节");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_chinese),
		cmocka_unit_test(reads_portuguese),
		cmocka_unit_test(reads_other_languages),
		cmocka_unit_test(keeps_ids_apart),
		cmocka_unit_test(walks),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
